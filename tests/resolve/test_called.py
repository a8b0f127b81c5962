"""Names that mean somebody only in an article about his state."""

import pytest

from harmattan.resolve import knowledge
from tests.resolve.build import party


@pytest.mark.parametrize(
    ("text", "phrase", "entity"),
    [
        ("Argentina was calm. The CGT attacked the police.", "The CGT", "org:cgt-argentina"),
        ("France was calm. The CGT attacked the police.", "The CGT", "org:cgt-france"),
        ("Chad was calm. The CGT attacked the police.", "The CGT", None),
        ("France and Argentina were calm. The CGT attacked the police.", "The CGT", None),
        (
            "France was calm. The Council of Garden Trades (CGT) met. The CGT attacked it.",
            "The CGT",
            "org:garden-trades",
        ),
        ("The Social Democrats attacked the plan in Sweden.", "The Social Democrats", "org:sap-sweden"),
        ("The Social Democrats attacked the plan in Germany.", "The Social Democrats", "org:spd"),
        ("The Social Democrats attacked the plan in Chad.", "The Social Democrats", None),
        ("Canada was calm. The Conservatives attacked it.", "The Conservatives", "org:conservatives-canada"),
        ("Canada was calm. The House of Commons attacked it.", "The House of Commons", "leg:CAN"),
        ("Chad was calm. The House of Commons attacked it.", "The House of Commons", "org:uk-parliament"),
        ("Britain was calm. Canada was calm. Canada's House of Commons attacked it.", "House of Commons", "leg:CAN"),
    ],
)
def test_a_short_name_is_that_of_the_state_the_article_is_about(text: str, phrase: str, entity: str | None) -> None:
    assert party(text, phrase).entity == entity


@pytest.mark.parametrize(
    ("text", "phrase", "entity"),
    [
        ("The National Guard attacked protesters in Ohio.", "The National Guard", "org:us-national-guard"),
        ("The US sent aid. Ukraine's National Guard attacked it.", "Ukraine's National Guard", "mil:UKR"),
        ("The US sent aid. The National Guard of Cyprus attacked it.", "The National Guard of Cyprus", "mil:CYP"),
        ("Britain was calm. A Labour Day march attacked it.", "A Labour Day march", None),
    ],
)
def test_a_short_name_is_none_in_a_longer_one_or_that_of_another_state(
    text: str, phrase: str, entity: str | None
) -> None:
    assert party(text, phrase).entity == entity


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


def test_names_of_one_state_mean_one_actor_there() -> None:
    for country, names in knowledge.load().there.items():
        meant: dict[str, set[str]] = {}
        for alias, entry in names:
            meant.setdefault(alias, set()).add(entry.entity)
        assert all(len(found) == 1 for found in meant.values()), (country, meant)


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
