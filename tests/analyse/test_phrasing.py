"""Parties, acts and days in English; every type and mode of the codebook has words."""

from dataclasses import replace
from datetime import date

import pytest

from harmattan.analyse.phrasing import act_words, body, country, days_words, listed, number, parties, phrases, side_name
from harmattan.analyse.sides import side
from harmattan.codebook.loader import load
from harmattan.records import Act, Factuality, Party
from tests.analyse.acts import FRANCE, MALI, NAMES, NIGER, NORLAND, REBELS, act, name, party, place

ON = "on 12 March 2024"
PLANNED = Factuality.PLANNED
ENVOY = party("NOR", "GOV", "person:ada-voss", "Ada Voss")


def told(**changes: object) -> str:
    return act_words(act(**changes), name)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (act(modes=("visit",), place=place("Bamako")), f"{ON}, Norland sent representatives to Mali, in Bamako"),
        (act(modes=("visit",), actors=(ENVOY,)), f"{ON}, Ada Voss of Norland visited Mali"),
        (act(modes=("visit",), actors=(party("NOR", "BUS"),)), f"{ON}, firms or traders of Norland visited Mali"),
        (act(modes=("visit",), recipients=()), f"{ON}, Norland sent representatives on a visit"),
        (act(modes=("visit",), actors=(NORLAND, MALI), recipients=()), f"{ON}, Norland and Mali met during a visit"),
        (act(type_="RETREAT"), f"{ON}, Norland carried out a concession to Mali"),
        (act(actors=(MALI, NIGER), recipients=()), f"{ON}, Mali and Niger held talks"),
        (act(type_="ASSAULT", actors=(MALI, REBELS), recipients=()), f"{ON}, Mali and Northern Band fought each other"),
        (act(type_="ASSAULT", modes=("drone",), day=None), "Norland struck Mali with drones"),
        (act(type_="SANCTION", recipients=()), f"{ON}, Norland imposed sanctions or reduced relations"),
        (act(type_="AID", said=True), f"{ON}, Norland gave help to Mali, according to a source that the report quotes"),
        (act(type_="AID", factuality=Factuality.DENIED), f"{ON}, Norland did not give help to Mali"),
        (
            act(type_="AID", recipients=(party("IRQ", "SOC", "people:kurds", "Kurds"),)),
            f"{ON}, Norland gave help to the Kurds",
        ),
        (
            act(type_="COERCE", modes=("arrest",), recipients=(party("MLI", "MIL"),)),
            f"{ON}, Norland detained soldiers of Mali",
        ),
        (
            act(type_="ACCUSE", recipients=(party("", ""),)),
            f"{ON}, Norland criticised or accused people not identified",
        ),
        (act(type_="SANCTION", modes=("expel",)), f"{ON}, Norland expelled representatives of Mali"),
        (act(type_="SANCTION", modes=("expel",), recipients=(REBELS,)), f"{ON}, Norland expelled Northern Band"),
        (act(type_="RETREAT", modes=("release",)), f"{ON}, Norland released people or property of Mali"),
        (act(recipients=(MALI, party("", ""))), f"{ON}, Norland held talks with Mali and others"),
        (
            act(type_="RETREAT", modes=("ceasefire",), actors=(MALI, REBELS), recipients=()),
            f"{ON}, Mali and Northern Band stopped fighting each other",
        ),
        (
            act(type_="CONCEDE", actors=(MALI, NIGER), recipients=()),
            f"{ON}, Mali and Niger each made a concession",
        ),
    ],
)
def test_acts_read_as_clauses(given: Act, words: str) -> None:
    assert act_words(given, name) == words


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (
            act(type_="AGREE", day="2024-03-20", published="2024-03-12", said=True, own=True),
            "Norland announced that it would meet, back or help Mali on 20 March 2024",
        ),
        (
            act(type_="AGREE", actors=(NORLAND, FRANCE), own=True),
            "Norland and France announced that they would meet, back or help Mali",
        ),
        (act(type_="AGREE", actors=(MALI, NIGER), recipients=()), "Mali and Niger were to hold talks or work together"),
        (
            act(type_="AGREE", actors=(ENVOY,), own=True),
            "Ada Voss of Norland announced plans to meet, back or help Mali",
        ),
        (
            act(type_="AGREE", day="2024-03-20", published="2024-03-12", actors=(ENVOY,), said=True),
            "Ada Voss of Norland was to meet, back or help Mali on 20 March 2024, according to a source "
            "that the report quotes",
        ),
        (act(type_="AGREE"), "Norland was to meet, back or help Mali"),
        (
            act(type_="SANCTION", modes=("discontinue",)),
            "Norland was to cut back aid to, or dealings with, Mali",
        ),
        (act(type_="ASSAULT", actors=(party("NOR", "MIL"),)), "Norland's armed forces were to attack Mali"),
    ],
)
def test_plans_read_as_plans_with_the_day_of_the_news(given: Act, words: str) -> None:
    assert act_words(replace(given, factuality=PLANNED), name) == f"as reported {ON}, {words}"


@pytest.mark.parametrize(
    ("sector", "words"),
    [
        ("GOV", "officials were to"), ("LEG", "lawmakers were to"), ("JUD", "a court was to"),
        ("PTY", "a party was to"), ("CRM", "a criminal group was to"), ("SPY", "an intelligence service was to"),
        ("OPP", "the opposition was to"), ("SOC", "a social group was to"), ("MIL", "soldiers were to"),
    ],
)  # fmt: skip
def test_a_sector_without_a_country_is_one_or_several_by_its_words(sector: str, words: str) -> None:
    plan = act(type_="AGREE", factuality=PLANNED, actors=(Party(None, sectors=(sector,)),))
    assert f", {words} meet, back or help" in act_words(plan, name)


def test_every_type_and_mode_has_words_in_every_form() -> None:
    book = load()
    for type_, row in book.types.items():
        for modes in ((), *((mode,) for mode in row.modes)):
            for recipients in ((), (MALI,)):
                for factuality in (Factuality.ACTUAL, PLANNED):
                    for actors in ((NORLAND,), (NORLAND, FRANCE)):
                        words = told(
                            type_=type_, modes=modes, recipients=recipients, factuality=factuality, actors=actors
                        )
                        assert "{" not in words
                        assert "|" not in words
                        assert ("Mali" in words) == bool(recipients)


def test_the_words_are_those_of_the_codebook() -> None:
    book, told_ = load(), phrases()
    assert set(told_["verbs"]) == set(book.types)
    for type_, row in told_["verbs"].items():
        assert {key for key, value in row.items() if isinstance(value, dict)} <= set(book.types[type_].modes)
    assert set(told_["contexts"]) == set(book.contexts)
    assert set(told_["sectors"]) == set(book.sectors)
    assert set(told_["slots"]) == set(book.slots)
    assert set(told_["persons"]["acts"]) <= set(book.mode_names())


def test_persons_go_by_post_and_unnamed_parties_by_sector() -> None:
    minister = Act("a", "AID", actors=(ENVOY,)).actors[0]
    assert parties([replace(minister, country="EUR", role="EU envoy")], name).text == "EU envoy Ada Voss"
    assert parties([replace(minister, role="envoy")], name).text == "Norland's envoy Ada Voss"
    assert parties([replace(minister, role="Prime minister")], name).text == "Norland's prime minister Ada Voss"
    assert parties([replace(minister, role="Africom commander")], name).text == "Norland's Africom commander Ada Voss"
    assert parties([minister], name).text == "Ada Voss of Norland"
    assert parties([party("MLI", "REB"), party("", "UAF")], name).text == "rebels of Mali and unidentified armed people"
    assert parties([party("MLI")], name, inside=True).text == "Mali's government"
    assert parties([replace(ENVOY, name="", country="")], name).text == "ada-voss"
    assert parties([], name).text == "somebody unnamed"


def test_of_many_parties_the_rest_is_a_number() -> None:
    some = [MALI, NIGER, FRANCE, NORLAND, party("BFA")]
    assert parties(some, name).text == "Mali, Niger, France and two others"
    assert parties(some[:4], name).text == "Mali, Niger, France and Norland"


def test_names_take_their_article() -> None:
    assert country("USA", lambda _: "United States") == "the United States"
    assert country("EUR", name) == "the European Union"
    assert body("Council of Europe") == "the Council of Europe"
    assert body("Hamas") == "Hamas"
    assert (
        side_name(side("MLI+the Sahel juntas+NOR.MIL", NAMES), name)
        == "Mali, the Sahel juntas and Norland's armed forces"
    )


@pytest.mark.parametrize(
    ("first", "end", "words"),
    [
        ("2024-03-03", "2024-03-04", "on 3 March 2024"),
        ("2024-03-01", "2024-04-01", "in March 2024"),
        ("2024-01-01", "2025-01-01", "in 2024"),
        ("2024-01-01", "2024-03-01", "between 1 January and 29 February 2024"),
        ("2024-03-01", "2024-03-08", "between 1 and 7 March 2024"),
        ("2023-12-01", "2024-02-01", "between 1 December 2023 and 31 January 2024"),
    ],
)
def test_days_read_as_days(first: str, end: str, words: str) -> None:
    assert days_words(date.fromisoformat(first), date.fromisoformat(end)) == words


def test_numbers_are_words_below_ten() -> None:
    assert [number(one) for one in (0, 9, 10, 1200)] == ["no", "nine", "10", "1,200"]
    assert listed([]) == ""


def test_nobody_agrees_with_himself() -> None:
    plan = {"type_": "AGREE", "factuality": PLANNED, "published": "2024-03-12", "own": True}
    assert told(**plan, recipients=(NORLAND,)) == (
        "as reported on 12 March 2024, Norland announced that it would hold talks or work together"
    )
    assert "some of its own" in told(type_="ASSAULT", recipients=(NORLAND,))
    assert "rebels of Mali attacked some of their own" in told(
        type_="ASSAULT", actors=(party("MLI", "REB"),), recipients=(party("MLI", "REB"),)
    )


def test_a_band_that_detains_its_own_is_told_as_one() -> None:
    words = told(type_="COERCE", modes=("arrest",), actors=(REBELS,), recipients=(REBELS,))
    assert words == f"{ON}, Northern Band detained some of its own"


@pytest.mark.parametrize("recipients", [(NORLAND, MALI), (MALI, NORLAND)])
def test_two_sides_that_are_both_actors_and_recipients_act_on_each_other(recipients: tuple[Party, ...]) -> None:
    both = {"actors": (NORLAND, MALI), "recipients": recipients}
    assert told(type_="ASSAULT", **both) == f"{ON}, Norland and Mali attacked each other"
    assert told(type_="COOPERATE", **both) == f"{ON}, Norland and Mali worked together"
    assert told(type_="COERCE", modes=("arrest",), **both).startswith(f"{ON}, Norland and Mali detained people of")
    assert told(type_="ASSAULT", actors=(NORLAND, MALI), recipients=(MALI,)) == f"{ON}, Norland and Mali attacked Mali"


def test_what_is_only_feared_is_told_as_possible() -> None:
    feared = act("a", "ASSAULT", factuality=Factuality.HYPOTHETICAL)
    assert "might attack" in act_words(feared, name)


def test_a_plan_has_no_day_before_its_news() -> None:
    plan = act("a", "AGREE", "2024-03-02", factuality=Factuality.PLANNED, published="2024-03-04")
    assert "2 March" not in act_words(plan, name)
    assert "9 March" in act_words(replace(plan, day="2024-03-09"), name)
