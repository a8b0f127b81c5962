"""Surnames that many bear, read alone."""

import pytest

from harmattan.resolve.knowledge import load
from harmattan.resolve.names import slug
from tests.resolve.build import party


@pytest.mark.parametrize(
    ("text", "phrase", "day", "entity"),
    [
        ("Spain was calm. Sanchez attacked the plan.", "Sanchez", "2019-05-01", "person:pedro-sanchez"),
        ("Spain was calm. Sanchez attacked the plan.", "Sanchez", "2017-05-01", None),
        ("Chad was calm. Sanchez attacked the plan.", "Sanchez", "2019-05-01", None),
        ("Spain freed Ana Sanchez. Sanchez attacked the plan.", "Sanchez", "2019-05-01", None),
        ("In America, Bush attacked the plan.", "Bush", "2005-05-01", "person:george-w-bush"),
        ("America was calm. Bush fires attacked it.", "Bush fires", "2005-05-01", None),
    ],
)
def test_a_common_surname_alone_is_the_head_of_the_state_spoken_of(
    text: str, phrase: str, day: str, entity: str | None
) -> None:
    assert party(text, phrase, day=day).entity == entity


@pytest.mark.parametrize(
    ("text", "day", "entity"),
    [
        ("Abbott attacked the plan in Texas.", "2022-01-10", "person:greg-abbott"),
        ("Abbott attacked the plan in Australia.", "2022-01-10", "person:tony-abbott"),
        ("Abbott attacked the plan in Texas.", "2014-01-10", "person:tony-abbott"),
        ("Abbott attacked the plan.", "2022-01-10", "person:tony-abbott"),
    ],
)
def test_a_surname_is_the_better_known_ones_unless_a_namesake_here_is_in_office(
    text: str, day: str, entity: str
) -> None:
    assert party(text, "Abbott", day=day).entity == entity


@pytest.mark.parametrize(
    ("text", "phrase", "day", "entity"),
    [
        ("Haftar rejected a ceasefire in Libya.", "Haftar", "2020-06-20", "person:khalifa-haftar"),
        ("Smotrich told Israel to act.", "Smotrich", "2023-03-01", "person:bezalel-smotrich"),
        ("Protesters in Dakar, Senegal, jeered Wade.", "Wade", "2012-01-28", "person:abdoulaye-wade"),
        ("Ntaganda lived in Goma, Congo.", "Ntaganda", "2011-08-15", "person:bosco-ntaganda"),
        ("Maliki asked Iraq's parliament for help.", "Maliki", "2014-06-10", "person:nouri-al-maliki"),
    ],
)
def test_a_surname_means_the_politician_of_the_state_the_article_is_on(
    text: str, phrase: str, day: str, entity: str
) -> None:
    assert party(text, phrase, day=day).entity == entity


@pytest.mark.parametrize(
    ("text", "phrase", "day"),
    [
        ("Smotrich opened a bakery.", "Smotrich", "2023-03-01"),
        ("Smotrich told Israel to act.", "Smotrich", "1991-03-01"),
        ("Awa Wade sells fish in Senegal. The crowd jeered Wade.", "Wade", "2012-01-28"),
        ("Prince Ruvin bin Farhan left Saudi Arabia. The crowd cheered Farhan.", "Farhan", "2022-01-28"),
        ("General Santos held a fair in the Philippines.", "General Santos", "2016-01-28"),
        ("Smoke rose between El Rosario and Tijuana. Mozambique looked on.", "El Rosario", "2019-01-28"),
        ("Warren left the shop in Ohio, United States.", "Warren", "2018-01-28"),
    ],
)
def test_others_of_the_surname_are_not_he(text: str, phrase: str, day: str) -> None:
    entity = party(text, phrase, day=day).entity or ""
    known = {f"person:{slug(term.person)}" for term in load().posts.terms}
    assert entity not in known
