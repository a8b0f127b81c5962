"""Names that are read in articles on their state only."""

import pytest

from harmattan.resolve.hereabouts import hereabouts
from harmattan.resolve.knowledge import load, table
from harmattan.resolve.names import slug, tokens
from tests.resolve.build import party


def meant(text: str, phrase: str, day: str) -> tuple[str | None, str]:
    """Return the id and the state of whom a phrase of an article means."""
    found = party(text, phrase, day=day)
    return found.entity, found.country


@pytest.mark.parametrize(
    ("text", "phrase", "day", "entity", "country"),
    [
        ("The MDC called a strike in Zimbabwe.", "The MDC", "2008-06-22", "org:mdc", "ZWE"),
        ("The APC held a rally in Nigeria.", "The APC", "2023-02-24", "org:apc-nigeria", "NGA"),
        ("The APC held a rally in Sierra Leone.", "The APC", "2023-02-24", "org:apc-sierra-leone", "SLE"),
        ("Rebels of the CPC attacked Bangui.", "the CPC", "2021-01-13", "group:cpc", "CAF"),
        ("The CPC met in Beijing.", "The CPC", "2021-01-13", "org:ccp", "CHN"),
        ("Libya's premier thanked the House of Representatives.", "the House of Representatives", "2021-03-10",
         "org:libya-hor", "LBY"),
        ("Americans wrote to the House of Representatives.", "the House of Representatives", "2021-03-10",
         "org:us-congress", "USA"),
        ("Nigeria's minister wrote to the House of Representatives.", "the House of Representatives", "2021-03-10",
         "leg:NGA", "NGA"),
        ("The CNSP closed the airspace of Niger.", "The CNSP", "2023-08-01", "org:cnsp-niger", "NER"),
        ("The CNSP arrested ministers in Mali.", "The CNSP", "2020-09-01", "org:cnsp-mali", "MLI"),
        ("The SARS unit was disbanded in Nigeria.", "The SARS unit", "2020-10-12", "org:sars-nigeria", "NGA"),
    ],
)  # fmt: skip
def test_an_acronym_is_read_in_articles_on_its_state(
    text: str, phrase: str, day: str, entity: str, country: str
) -> None:
    assert meant(text, phrase, day) == (entity, country)


@pytest.mark.parametrize(
    ("text", "phrase", "day"),
    [
        ("The MDC called a strike.", "The MDC", "2008-06-22"),
        ("The MDC called a strike in Norway.", "The MDC", "2008-06-22"),
        ("The CCC called a strike in Zimbabwe.", "The CCC", "2010-06-22"),  # founded in 2022
        ("The Mutare Dance Council (MDC) opened a hall in Zimbabwe. The MDC called a strike.", "The MDC", "2008-06-22"),
        ("ADF jets flew over Darwin, Australia.", "ADF", "2016-06-22"),
    ],
)
def test_elsewhere_it_is_nobodys(text: str, phrase: str, day: str) -> None:
    assert meant(text, phrase, day)[0] is None


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
    assert meant(text, phrase, day)[0] == entity


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
    entity = meant(text, phrase, day)[0] or ""
    known = {f"person:{slug(term.person)}" for term in load().posts.terms}
    assert entity not in known


def test_an_article_without_such_names_is_read_with_the_tables_as_they_are() -> None:
    assert hereabouts([tokens("It rained in the valley.")], "2020-01-01", load(), {}) is load()


def test_what_is_listed_under_here_is_legal() -> None:
    states = set(table("states"))
    for row in (*table("organisations").values(), *table("groups").values()):
        for told in row.get("here", ()):
            phrase, days = (told, "/") if isinstance(told, str) else told
            since, slash, until = days.partition("/")
            assert phrase.strip(), row
            assert slash, row
            assert not until or since < until, row
            assert {row["country"], *row.get("where", ())} & states, row
