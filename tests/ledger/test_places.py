from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from harmattan.errors import UsageError
from harmattan.ledger import Ledger
from harmattan.ledger.query import parse
from harmattan.ledger.query.places import PRECISIONS, Spot
from harmattan.records import Coded, EventPlace, Span
from tests.ledger.build import RUN, page

WHERE = Span(0, 1)
TARNA = EventPlace(WHERE, "Tarna", "MLI", 101, 16.5, 0.5, "city")
HARBOUR = EventPlace(WHERE, "the harbour of Tarna", "MLI", 101, 16.5, 0.5, "below-city")
PROVINCE = EventPlace(WHERE, "Tarna Province", "MLI", None, 16.5, 0.5, "province")
NORTH = EventPlace(WHERE, "the north", "MLI", None, 16.5, 0.5, "region")
COUNTRY = EventPlace(WHERE, "Mali", "MLI", 7, 17.0, -4.0, "country")
NOBODY_KNOWS = EventPlace(WHERE)
PLACES = (TARNA, HARBOUR, PROVINCE, NORTH, COUNTRY, NOBODY_KNOWS, None)


def at(number: int, *places: EventPlace | None, quad: int = 1) -> Coded:
    """Return a page that tells of an act at each of these places."""
    made = page(number, len(places))
    events = (replace(one, place=place, quad=quad) for one, place in zip(made.annotations.events, places, strict=True))
    return replace(made, annotations=replace(made.annotations, events=tuple(events)))


def told(spots: tuple[Spot, ...]) -> dict[tuple[str, str], int]:
    return {(spot.names[0], spot.precision): spot.count for spot in spots}


def test_each_place_stands_as_it_was_told_and_nothing_narrower(ledger: Ledger) -> None:
    ledger.add_all([at(1, TARNA, PROVINCE, NORTH, COUNTRY)], RUN)
    assert told(ledger.places().spots) == {
        ("Tarna", "point"): 1,
        ("Tarna Province", "area"): 1,
        ("the north", "region"): 1,
        ("Mali", "country"): 1,
    }


def test_a_harbour_and_its_town_are_one_point_as_wide_as_the_town(ledger: Ledger) -> None:
    ledger.add_all([at(1, HARBOUR, TARNA), at(2, TARNA, quad=4)], RUN)
    (spot,) = ledger.places().spots
    assert (spot.names, spot.resolution) == (("Tarna", "the harbour of Tarna"), "city")
    assert (spot.country, spot.geonameid, spot.lat, spot.lon) == ("MLI", 101, 16.5, 0.5)
    assert spot.quads == (2, 0, 0, 1)


def test_what_has_no_place_is_counted_apart_from_what_has_one_that_nobody_found(ledger: Ledger) -> None:
    ledger.add_all([at(1, None, None, NOBODY_KNOWS, TARNA, quad=3)], RUN)
    found = ledger.places()
    assert (found.untold, found.unfound) == ((0, 0, 2, 0), (0, 0, 1, 0))
    assert (found.count, found.reports, found.whole) == (4, 4, True)


def test_a_kind_of_place_that_nobody_knows_is_drawn_wide(ledger: Ledger) -> None:
    ledger.add_all([at(1, replace(TARNA, resolution="somewhere"))], RUN)
    (spot,) = ledger.places().spots
    assert spot.precision == "region"


def test_a_country_without_a_point_is_told_and_other_places_without_one_are_not_found(ledger: Ledger) -> None:
    ledger.add_all([at(1, replace(COUNTRY, lat=None, lon=None), replace(TARNA, lat=None, lon=None))], RUN)
    found = ledger.places()
    assert [(spot.country, spot.lat) for spot in found.spots] == [("MLI", None)]
    assert sum(found.unfound) == 1


def test_a_query_is_heard_and_only_the_newest_are_read(ledger: Ledger) -> None:
    ledger.add_all([at(1, TARNA), at(2, COUNTRY, TARNA)], RUN)
    assert told(ledger.places(parse("place:Tarna")).spots) == {("Tarna", "point"): 2}
    few = ledger.places(most=2)
    assert (few.reports, few.count, few.whole) == (2, 2, False)
    with pytest.raises(UsageError, match="lang"):
        ledger.places(parse("lang:fra"))


def test_an_act_counts_once_where_most_of_its_reports_put_it(ledger: Ledger) -> None:
    # One sentence in three outlets is one act.
    ledger.add_all([at(1, COUNTRY), at(2, TARNA), at(3, TARNA)], RUN)
    ledger.join()
    assert told(ledger.places(parse("by:reports")).spots) == {("Tarna", "point"): 2, ("Mali", "country"): 1}
    acts = ledger.places(parse("by:events"))
    assert told(acts.spots) == {("Tarna", "point"): 1}
    assert (acts.by, acts.count, acts.reports) == ("events", 1, 3)


def test_a_report_without_a_place_takes_none_from_its_act(ledger: Ledger) -> None:
    ledger.add_all([at(1, None), at(2, None), at(3, COUNTRY)], RUN)
    ledger.join()
    assert told(ledger.places(parse("by:events")).spots) == {("Mali", "country"): 1}


def test_an_empty_ledger_has_no_place(ledger: Ledger) -> None:
    found = ledger.places()
    assert (found.spots, found.count, found.reports, found.whole) == ((), 0, 0, True)


_PRECISE = {"below-city": 0, "city": 0, "district": 1, "province": 1, "region": 2, "country": 3}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(PLACES), min_size=1, max_size=6))
def test_every_report_is_counted_once_and_no_place_is_narrower_than_it_was_told(
    file_ledger: Ledger, places: list[EventPlace | None]
) -> None:
    before = file_ledger.places()
    file_ledger.add_all([at(before.reports + 1, *places)], RUN)
    found = file_ledger.places()
    assert found.count == found.reports == before.reports + len(places)
    for spot in found.spots:
        known = [place for place in PLACES if place and place.name in spot.names]
        assert known
        assert all(PRECISIONS.index(spot.precision) >= _PRECISE[place.resolution] for place in known)
