"""Corrections of places and parties: what is called as it was coded stays so, other names are looked for."""

from dataclasses import replace

import pytest

from harmattan.records import Due, Event, EventPlace, Party, Span
from harmattan.relationships.edits import edited
from tests.ledger.exported import event

CODED = EventPlace(Span(0, 3), "Gao", "MLI", 2457163, 16.27, -0.04, "city")
ARMY = Party(Span(0, 3), "mil:MLI", "Armed forces of Mali", "MLI", ("MIL",))


def placed(value: str, coded: EventPlace | None = CODED) -> EventPlace | None:
    return edited(replace(event(), place=coded), [("place", value)]).place


def parties(value: str, before: Event | None = None) -> tuple[Party, ...]:
    return edited(before or event(), [("recipients", value)]).recipients


@pytest.mark.parametrize("name", ["Gao", "gao"])
def test_a_place_that_is_told_as_it_was_coded_stays(name: str) -> None:
    assert placed(name) == CODED


@pytest.mark.parametrize(
    ("name", "country", "resolution"),
    [
        ("Huaquillas", "ECU", "city"),
        ("Kidal", "MLI", "city"),
        ("Gao, BFA", "BFA", "city"),
        ("Peru", "PER", "country"),
        ("PER", "PER", "country"),
        ("Sahel", "", "region"),
    ],
)
def test_another_place_is_looked_for(name: str, country: str, resolution: str) -> None:
    found = placed(name)
    assert found is not None
    assert (found.country, found.resolution, found.span) == (country, resolution, CODED.span)
    assert found.name == {"PER": "Peru", "Gao, BFA": "Gao"}.get(name, name)
    assert None not in (found.lat, found.lon)


def test_a_place_told_of_an_event_without_one_stands_at_its_trigger() -> None:
    found = placed("Kidal", None)
    assert found is not None
    assert (found.country, found.span) == ("MLI", event().trigger)


def test_a_place_nobody_knows_is_its_name_alone() -> None:
    assert placed("Nowhereville") == EventPlace(CODED.span, "Nowhereville")


@pytest.mark.parametrize(
    ("value", "entity", "name"),
    [
        ("ECU", "state:ECU", "Ecuador"),
        ("ECU.GOV", "state:ECU", "Ecuador"),
        ("ECU.MIL", "mil:ECU", "Armed forces of Ecuador"),
        ("USA.MIL", "mil:USA", "Armed forces of the United States"),
        ("ECU.REB", None, ""),
        ("UNO", None, ""),
    ],
)
def test_a_party_told_by_its_codes_is_named_as_the_coder_names_it(value: str, entity: str | None, name: str) -> None:
    country, *sectors = value.split(".")
    assert parties(value) == (Party(None, entity, name, country, tuple(sectors)),)


@pytest.mark.parametrize(
    ("value", "name", "country", "sectors"),
    [
        ("group:jnim", "Jama'at Nusrat al-Islam wal-Muslimin", "IMG", ("REB",)),
        ("org:un", "United Nations", "UNO", ("GOV",)),
        ("state:ECU", "Ecuador", "ECU", ()),
        ("cop:ECU", "Police of Ecuador", "ECU", ("COP",)),
        ("group:sand-front", "group:sand-front", "", ()),
        ("gov:ECU", "gov:ECU", "", ()),
        ("person:ada-voss", "person:ada-voss", "", ()),
    ],
)
def test_a_party_told_by_its_id_is_what_the_tables_call_it(
    value: str, name: str, country: str, sectors: tuple[str, ...]
) -> None:
    assert parties(value) == (Party(None, value, name, country, sectors),)


@pytest.mark.parametrize("value", ["mil:MLI", "Armed forces of Mali"])
def test_a_party_told_as_it_was_coded_stays(value: str) -> None:
    assert parties(value, replace(event(), actors=(ARMY,))) == (ARMY,)


def test_a_name_that_both_sides_bear_is_of_the_side_that_is_corrected() -> None:
    foreign = replace(ARMY, entity="mil:NER", name="the army", country="NER")
    own = replace(ARMY, name="the army")
    before = replace(event(), actors=(own,), recipients=(foreign,))
    assert edited(before, [("recipients", "the army")]).recipients == (foreign,)
    assert edited(before, [("actors", "the army")]).actors == (own,)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2026-05-12", ("2026-05-12", "day", "by")),
        ("until 2028", ("2028", "year", "until")),
        ("from", (None, "unknown", "from")),
        ("", None),
        ("soon", ("2026-05-01", "day", "by")),
    ],
)
def test_what_is_due_can_be_corrected(value: str, expected: tuple[str | None, str, str] | None) -> None:
    coded = replace(event(), due=Due(Span(0, 3), "2026-05-01", "day", "by"))
    due = edited(coded, [("due", value)]).due
    assert (due and (due.value, due.precision, due.relation)) == expected


def test_a_day_told_of_an_event_for_which_none_was_coded_stands_at_its_trigger() -> None:
    due = edited(event(), [("due", "2026-05-12")]).due
    assert due == Due(event().trigger, "2026-05-12", "day", "on")
