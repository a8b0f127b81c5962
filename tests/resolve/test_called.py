"""Names that mean somebody only in an article about his state."""

from itertools import combinations

import pytest

from harmattan.resolve.called import There, as_called_there, there
from harmattan.resolve.knowledge import load, table
from harmattan.resolve.names import tokens
from harmattan.resolve.pieces import cut
from tests.resolve.build import party

DAY = "2023-10-28"


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


def test_names_of_one_state_mean_one_actor_there_at_any_time() -> None:
    for country, names in there().items():
        meant: dict[str, list[There]] = {}
        for one in names:
            meant.setdefault(one.phrase, []).append(one)
        for found in meant.values():
            for one, other in combinations(found, 2):
                apart = (one.until or "~") <= other.since or (other.until or "~") <= one.since
                assert apart or one.entry.entity == other.entry.entity, (country, one, other)


def test_what_is_listed_under_there_is_legal() -> None:
    for row in (*table("organisations").values(), *table("groups").values()):
        for told in row.get("there", ()):
            phrase, days = (told, "/") if isinstance(told, str) else told
            since, slash, until = days.partition("/")
            assert phrase.strip(), row
            assert slash, row
            assert not until or since < until, row
            assert {row["country"], *row.get("where", ())} & table("states").keys(), row


@pytest.mark.parametrize(
    ("text", "phrase", "entity"),
    [
        ("Police in Dhaka dispersed a rally of the BNP.", "the BNP", "org:bnp-bangladesh"),
        ("Memorial was closed, Russia's prosecutors said.", "Memorial", "org:memorial"),
        ("The AFP lost a boat near a Philippine reef.", "The AFP", "mil:PHL"),
        ("Jamaat-e-Islami called a strike in Bangladesh.", "Jamaat-e-Islami", "org:jamaat-bangladesh"),
        ("Jamaat-e-Islami called a strike in Pakistan.", "Jamaat-e-Islami", "org:jamaat-pakistan"),
        ("The LDP lost its majority in Japan.", "The LDP", "org:ldp-japan"),
    ],
)
def test_where_its_state_is_named_it_is_meant(text: str, phrase: str, entity: str) -> None:
    assert party(text, phrase, day=DAY).entity == entity


@pytest.mark.parametrize(
    ("text", "phrase", "entity"),
    [
        ("The BNP won a seat in Toledo, Ohio.", "The BNP", None),
        ("The BNP won a seat in Burnley, England.", "The BNP", "org:bnp-uk"),
        ("Memorial was closed in Ohio.", "Memorial", None),
        ("The AFP reported from Paris.", "The AFP", "org:afp"),
        ("France mourned. The AFP said that Manila had agreed.", "The AFP", "org:afp"),
        ("The SDF took Raqqa, Syria.", "The SDF", "group:sdf"),
    ],
)
def test_elsewhere_it_is_not(text: str, phrase: str, entity: str | None) -> None:
    assert party(text, phrase, day=DAY).entity == entity


def test_what_the_article_spells_out_goes_before() -> None:
    text = "The Barotse National Party (BNP) met Bangladesh's envoy. The BNP asked for aid."
    who = party(text, "The BNP", day=DAY)
    assert who.country != "BGD"
    assert who.entity != "org:bnp-bangladesh"


def test_a_name_that_goes_on_is_whole() -> None:
    assert party("BNP Harwell lent money in Dublin.", "BNP Harwell", day=DAY).name == "BNP Harwell"


@pytest.mark.parametrize("phrase", ["The Lincoln Memorial", "Memorial Hospital", "Dawn Kapoor"])
def test_a_word_of_a_longer_name_is_not(phrase: str) -> None:
    who = party(f"Russia and Pakistan watched. {phrase} closed its doors.", phrase, day=DAY)
    assert who.entity not in ("org:memorial", "org:memorial:med", "org:dawn")


@pytest.mark.parametrize(
    ("text", "phrase", "day", "entity"),
    [
        ("India voted. The Congress said Modi had lied.", "The Congress", "2018-12-11", "org:congress-india"),
        ("The US Congress approved the India deal.", "The US Congress", "2018-12-11", "org:us-congress"),
        ("The Maoists killed ten policemen in Raipur, India.", "The Maoists", "2010-04-06", "group:naxalites"),
        ("Nepal mourned. Maoist rebels killed 20 soldiers.", "Maoist rebels", "2003-05-11", "group:cpn-maoist"),
        ("Maoist rebels killed a mayor in Davao, Philippines.", "Maoist rebels", "2016-05-11", "group:npa"),
    ],
)
def test_rebels_and_parties_of_one_word_are_of_the_state_talked_of(
    text: str, phrase: str, day: str, entity: str
) -> None:
    assert party(text, phrase, day=day).entity == entity


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


def test_an_article_without_such_names_is_read_with_the_tables_as_they_are() -> None:
    line = tokens("It rained in the valley.")
    known, begins = as_called_there(load(), [line], [cut(line, load())], "2020-01-01", {})
    assert known is load()
    assert not begins
