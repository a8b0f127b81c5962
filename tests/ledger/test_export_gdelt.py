"""GDELT lines against lines made by hand; the table of codes against the codebook."""

import io
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given

from harmattan.codebook.loader import load
from harmattan.ledger.acts import Tally
from harmattan.ledger.export import cameo, gdelt
from harmattan.ledger.export.facts import dyads
from harmattan.records import Coded, EventPlace, EventTime, Factuality, Party
from tests.ledger import build
from tests.ledger.exported import ENVOY, MINISTER, OPTIONS, article, bytes_of, event, pair, span

THIRD = Party(span("Aides"), "gov:ROU", "Government of Romania", "ROU", ("GOV",))
NOWHERE = ["0", "", "", "", "", "", "", ""]


def lines(data: bytes) -> list[list[str]]:
    return [line.split("\t") for line in data.decode().split("\n")[:-1]]


def test_a_line_has_61_columns() -> None:
    assert len(gdelt.COLUMNS) == 61
    (line,) = lines(bytes_of(gdelt.write, pair(), options=replace(OPTIONS, tallies={"ev-1": Tally(5, 4, 3)})))
    assert line == [
        "ev-1.1", "20260202", "202602", "2026", "2026.0877",
        "NORGOVMIL", "ADA; VOSS", "NOR", "", "", "", "", "GOV", "MIL", "",
        "MLIGOV", "GOVERNMENT OF MALI", "MLI", "", "", "", "", "GOV", "", "",
        "1", "042", "042", "04", "1", "4.0", "5", "3", "4", "",
        *NOWHERE, *NOWHERE,
        "4", "Bamako", "ML", "", "", "12.65", "-8.0", "2460596",
        "20260203093000", "https://news.example/1",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("day", "fraction"),
    [
        ("1979-01-01", "1979.0027"),
        ("1979-01-31", "1979.0849"),
        ("2025-12-20", "2025.9589"),
        ("2025-12-31", "2025.9890"),
    ],
)
def test_the_fraction_of_a_day_is_that_of_its_own_year(day: str, fraction: str) -> None:
    (line,) = lines(bytes_of(gdelt.write, pair(time=EventTime(span("Monday"), day, "day"))))
    assert line[4] == fraction


def test_each_actor_stands_with_each_recipient() -> None:
    act = event(actors=(ENVOY, THIRD), recipients=(MINISTER, THIRD))
    found = lines(bytes_of(gdelt.write, (article(), act)))
    assert [line[0] for line in found] == ["ev-1.1", "ev-1.2", "ev-1.3", "ev-1.4"]
    assert [(line[7], line[17]) for line in found] == [("NOR", "MLI"), ("NOR", "ROM"), ("ROM", "MLI"), ("ROM", "ROM")]


def test_all_sides_of_a_meeting_act_on_each_other() -> None:
    assert dyads(event(actors=(ENVOY, MINISTER), recipients=())) == [(ENVOY, MINISTER), (MINISTER, ENVOY)]


def test_two_who_condemn_do_not_condemn_each_other() -> None:
    act = event(type="ACCUSE", modes=(), actors=(ENVOY, MINISTER), recipients=())
    assert dyads(act) == [(ENVOY, None), (MINISTER, None)]


def test_an_act_without_parties_is_a_line_all_the_same() -> None:
    (line,) = lines(bytes_of(gdelt.write, (article(), event(actors=(), recipients=()))))
    assert line[5:25] == [""] * 20


@pytest.mark.parametrize(
    ("factuality", "quad", "kept"),
    [
        (Factuality.ACTUAL, 4, True), (Factuality.HISTORICAL, 4, True), (Factuality.PLANNED, 1, True),
        (Factuality.PLANNED, 4, False), (Factuality.DENIED, 1, False), (Factuality.HYPOTHETICAL, 3, False),
    ],
)  # fmt: skip
def test_what_did_not_take_place_is_counted_and_left_out(factuality: Factuality, quad: int, kept: bool) -> None:
    out = io.BytesIO()
    left = gdelt.write([(article(), event(factuality=factuality, quad=quad))], out, OPTIONS)
    assert (len(lines(out.getvalue())), left.total()) == ((1, 0) if kept else (0, 1))


@pytest.mark.parametrize(
    ("country", "resolution", "kind", "unit"),
    [
        ("MLI", "country", "1", "ML"), ("MLI", "province", "5", ""), ("MLI", "below-city", "4", ""),
        ("USA", "city", "3", ""), ("USA", "province", "2", ""), ("MLI", "region", "0", ""), ("MLI", "", "0", ""),
    ],
)  # fmt: skip
def test_kinds_of_place(country: str, resolution: str, kind: str, unit: str) -> None:
    place = EventPlace(span("Bamako"), "X", country, None, 1.0, 2.0, resolution)
    (line,) = lines(bytes_of(gdelt.write, (article(), event(place=place))))
    assert (line[51], line[54]) == (kind, unit)


def test_an_act_of_a_later_paragraph_does_not_lead() -> None:
    (line,) = lines(bytes_of(gdelt.write, (article(), event(trigger=span("hurt")))))
    assert line[25] == "0"


def test_every_type_mode_sector_and_slot_of_the_codebook_is_in_the_table() -> None:
    book, table = load(), cameo.table()
    assert set(table["types"]) == set(book.types)
    for code, kind in book.types.items():
        row = table["types"][code]
        assert set(row.get("modes", {})) == set(kind.modes), code
        assert set(row.get("contexts", {})) <= set(book.contexts), code
        for cameo_code in (row["code"], *row.get("modes", {}).values(), *row.get("contexts", {}).values()):
            assert cameo_code.isdigit()
            assert 3 <= len(cameo_code) <= 4
            assert 3 <= int(cameo_code[:2]) <= 20
    assert set(table["sectors"]) == set(book.sectors)
    assert set(table["slots"]) == set(book.slots)


@pytest.mark.parametrize(
    ("type_", "modes", "contexts", "code"),
    [
        ("COOPERATE", (), ("diplomatic", "military"), "062"),
        ("COOPERATE", (), (), "060"),
        ("ASSAULT", ("drone",), ("military",), "1952"),
        ("THREATEN", ("relations",), (), "1313"),
        ("NEW", (), (), ""),
    ],
)
def test_modes_are_asked_before_contexts(
    type_: str, modes: tuple[str, ...], contexts: tuple[str, ...], code: str
) -> None:
    assert cameo.code_of(event(type=type_, modes=modes, contexts=contexts)) == code


@pytest.mark.parametrize(
    ("country", "sectors", "code", "types"),
    [
        ("UNO", (), "IGOUNO", ("IGO",)),
        ("UNO", ("MED",), "IGOUNO", ("IGO", "HLH")),
        ("EUR", ("GOV",), "IGOEEC", ("IGO", "GOV")),
        ("NGO", ("MED",), "NGOHLH", ("NGO", "HLH")),
        ("MLI", ("JRN",), "MLIMED", ("MED",)),
        ("", ("UNK",), "", ()),
    ],
)
def test_codes_of_parties(country: str, sectors: tuple[str, ...], code: str, types: tuple[str, ...]) -> None:
    actor = cameo.actor_of(Party(None, None, "X", country, sectors))
    assert (actor.code, actor.types) == (code, types)


@given(build.coded())
def test_no_page_breaks_a_line(page: Coded) -> None:
    pairs = [(page.article, one) for one in page.annotations.events]
    found = lines(bytes_of(gdelt.write, *pairs))
    assert all(len(line) == 61 for line in found)
    assert max(Counter(line[0] for line in found).values(), default=1) == 1
