import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from harmattan.desk import door, render
from harmattan.desk.pages.map import strip
from harmattan.desk.pages.queried import bar
from harmattan.ledger import Ledger, open_ledger
from harmattan.records import EventPlace, Span
from tests.desk.desk import CLOCK, HTML, Client, empty, seen
from tests.ledger.build import RUN
from tests.ledger.test_places import NOBODY_KNOWS, at
from tests.relationships.ledgers import HOSTILE

WHERE = Span(0, 1)
GAO = EventPlace(WHERE, "Gao", "MLI", 2457161, 16.27, -0.04, "city")
PROVINCE = EventPlace(WHERE, "Gao Region", "MLI", None, 16.5, 0.0, "province")
MALI = EventPlace(WHERE, "Mali", "MLI", 2453866, 17.0, -4.0, "country")
EVIL = EventPlace(WHERE, HOSTILE, "FRA", None, 46.0, 2.0, "region")
PAGES = [
    at(1, GAO, GAO, PROVINCE, quad=4),
    at(2, MALI, MALI, MALI, quad=1),
    at(3, EVIL, None, NOBODY_KNOWS, quad=3),
]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with open_ledger(tmp_path_factory.mktemp("map") / "ledger.sqlite", clock=lambda: CLOCK) as opened:
        opened.add_all(PAGES, RUN)
        yield opened


def test_the_map_its_table_and_its_files_tell_the_same_numbers(client: Client) -> None:
    whole = client.get("/map.json", params={"q": "by:reports"}).json()
    assert (whole["count"], whole["no_place_told"], whole["place_not_found"], whole["whole"]) == (9, 1, 1, True)
    assert sum(place["count"] for place in whole["places"]) == 7
    rows = list(csv.DictReader(io.StringIO(client.get("/map.csv", params={"q": "by:reports"}).text)))
    assert sum(int(row["count"]) for row in rows) == 9
    html = client.get("/map", params={"q": "by:reports"}, headers=HTML).text
    assert html.count('class="spot ') + int("beside this sheet" in html) >= 4
    assert html.count('<tr><th scope="row"><a') == 4


def test_a_country_is_never_a_point(client: Client) -> None:
    features = client.get("/map.geojson", params={"q": "by:reports"}).json()["features"]
    told = {one["properties"]["name"]: one for one in features}
    assert told["Mali"]["geometry"] is None
    assert told["Mali"]["properties"]["precision"] == "country"
    assert told["Mali"]["properties"]["label_point"] == [-4.0, 17.0]
    assert told["Gao"]["geometry"] == {"type": "Point", "coordinates": [-0.04, 16.27]}
    assert told["Gao Region"]["properties"]["precision"] == "area"
    places = client.get("/map.json").json()["places"]
    assert all((one["lat"] is None) == (one["precision"] == "country") for one in places)


def test_only_what_is_told_as_a_town_is_a_filled_dot(client: Client) -> None:
    html = client.get("/map", params={"q": "place:MLI by:reports", "region": "MLI"}, headers=HTML).text
    drawn = html.split('data-map="MLI"')[1].split("</svg>")[0]
    assert drawn.count('<circle class="mark" ') == 1
    assert drawn.count('<circle class="mark ring" ') == 1
    assert drawn.count('<path class="mark" ') == 1
    assert 'data-code="MLI"' in drawn


def test_a_symbol_leads_to_the_events_of_its_place(client: Client) -> None:
    html = client.get("/map", params={"q": "by:reports", "region": "MLI"}, headers=HTML).text
    for link in [link for link in seen(html).links if link.startswith("/events?")]:
        assert client.get(link.replace("/events?", "/events.json?")).json()["events"], link
    gao = next(link for link in seen(html).links if link.startswith("/events?") and "%22Gao%22" in link)
    assert len(client.get(gao.replace("/events?", "/events.json?")).json()["events"]) == 3


def test_the_region_stays_when_the_query_is_changed(client: Client) -> None:
    html = client.get("/map", params={"q": "place:MLI", "region": "sahel"}, headers=HTML).text
    assert '<input type="hidden" name="region" value="sahel">' in html
    assert "/map?region=sahel" in html
    assert "by%3Areports&amp;region=sahel" in html


def test_what_fits_is_shown_and_said(client: Client) -> None:
    assert client.get("/map.json", params={"q": "place:MLI"}).json()["region"] == "MLI"
    html = client.get("/map", params={"q": "place:MLI"}, headers=HTML).text
    assert "Shown: Mali" in html
    assert client.get("/map.json", params={"q": "place:MLI", "region": "world"}).json()["region"] == "world"


def test_what_lies_beside_the_sheet_is_counted(client: Client) -> None:
    html = client.get("/map", params={"q": "by:reports", "region": "east-asia"}, headers=HTML).text
    assert "(7 of them beside this sheet)" in html


def test_a_hostile_name_stays_text(client: Client) -> None:
    html = client.get("/map", params={"q": "by:reports"}, headers=HTML).text
    page = seen(html)
    assert page.tags.count("script") == 2
    assert not {name for name in page.attributes if name.startswith("on")} | page.attributes & {"style"}
    assert "&lt;script&gt;" in html


def test_a_wrong_query_is_told_and_the_map_stays_empty(client: Client) -> None:
    page = client.get("/map?q=plce:MLI", headers=HTML)
    assert page.status_code == 400
    assert "plce" in page.text
    assert 'class="spot' not in page.text
    assert client.get("/map.geojson?q=plce:MLI").status_code == 400


@pytest.mark.parametrize(("typed", "meant"), [("mli", "MLI"), ("Sahel", "sahel"), ("WORLD", "world")])
def test_a_region_may_be_typed_in_small_letters_or_capitals(client: Client, typed: str, meant: str) -> None:
    assert client.get(f"/map.json?region={typed}").json()["region"] == meant
    assert client.get(f"/map/ground?region={typed}").content == client.get(f"/map/ground?region={meant}").content


@pytest.mark.parametrize("path", ["/map.json?region=atlantis", "/map/ground?region=%3Cb%3E", "/map.ics"])
def test_what_cannot_be_shown_is_told(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"


def test_finer_lines_come_for_a_closer_look(client: Client) -> None:
    page = client.get("/map", params={"region": "world"}, headers=HTML).text
    fine = client.get("/map/ground", params={"region": "world", "codes": "MLI,XXX,<b>"}).json()
    assert len(fine["land"]) > 2 * len(page.split('class="land" d="')[1].split('"')[0])
    assert list(fine["shapes"]) == ["MLI"]


def test_an_empty_ledger_has_a_map_without_a_place(tmp_path: Path) -> None:
    with empty(tmp_path) as client:
        page = client.get("/map", headers=HTML)
        assert page.status_code == 200
        assert "This ledger is empty" in page.text
        assert client.get("/map.geojson").json()["features"] == []


def test_what_fits_but_tells_no_place_is_said(client: Client) -> None:
    page = client.get("/map", params={"q": "quad:3 -place:FRA"}, headers=HTML).text
    assert "No place" in page


def test_the_strip_has_the_same_symbols_and_one_link(book: Ledger, tmp_path: Path) -> None:
    made = strip(
        door.opened(book, tmp_path, clock=lambda: CLOCK, patience=100), replace(bar("/events", ""), path="/events")
    )
    macro = '{% import "map_macros.html" as a with context %}{{ a.map_strip(page) }}'
    html = render.environment().from_string(macro).render(page=made)
    assert html.count('class="spot ') == len(made.drawing.marks) == 3  # the fourth lies beside the sheet of Mali
    assert [link for link in seen(html).links if link.startswith("/")] == ["/map"]
