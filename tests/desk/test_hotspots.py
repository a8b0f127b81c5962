"""The page of hot spots: counts that lead to what they count."""

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest

from harmattan.desk.pages import hotspots
from harmattan.ledger import open_ledger
from harmattan.records import Party
from tests.desk.desk import CLOCK, HTML, Client, desk, empty, seen
from tests.ledger.build import RUN
from tests.relationships.ledgers import GAO, MALI, NORWAY, act, page

DAYS: dict[str, str | int] = {"days": 45, "until": "2026-01-30"}


def test_places_countries_and_actors_with_their_counts(client: Client) -> None:
    told = client.get("/hotspots.json", params=DAYS).json()
    assert told["recent"] == {"since": "2025-12-16", "until": "2026-01-30"}
    spots = {(one["kind"], one["name"]): (one["recent"], one["past"]) for one in told["rows"] if one["row"] == "spot"}
    assert spots[("place", "Gao, MLI")] == (2, 1)
    assert spots[("actor", "Northern Band")] == (2, 1)


def test_each_count_leads_to_as_many_events(client: Client) -> None:
    html = client.get("/hotspots", params=DAYS, headers=HTML).text
    found = [link for link in seen(html).links if link.startswith("/events?")]
    assert len(found) == 3
    for link in found:
        assert len(client.get(link.replace("/events?", "/events.json?")).json()["events"]) == 2


def test_a_town_of_the_same_name_elsewhere_is_not_among_the_events_of_a_spot(tmp_path: Path) -> None:
    raids = (("MLI", MALI, "2026-01-05"), ("MLI", MALI, "2026-01-15"), ("NOR", NORWAY, "2026-01-25"))
    told = []
    for number, (country, state, day) in enumerate(raids):
        where = replace(GAO, country=country, geonameid=101 if country == "MLI" else 202)
        crowd = Party(None, None, "Masked men", country, ("UAF",))
        words = f"Masked men burnt depot {number} of {state.name}."
        raid = act(words, "burnt", "ASSAULT", day, crowd, state, place=where)
        told.append(page(words.upper(), day, "fjord-post", raid))
    with open_ledger(tmp_path / "ledger.sqlite", clock=lambda: CLOCK) as book:
        book.add_all(told, RUN)
        with desk(book, tmp_path) as client:
            shown = client.get("/hotspots?days=60&until=2026-02-01", headers=HTML).text
            counts = {
                link: len(client.get(link.replace("/events?", "/events.json?")).json()["events"])
                for link in seen(shown).links
                if link.startswith("/events?q=place%3AGao") or "Masked" in link
            }
    assert sorted(counts.values()) == [1, 1, 2, 2]


def test_the_rule_is_stated_and_links_lead_somewhere(client: Client) -> None:
    html = client.get("/hotspots", params=DAYS, headers=HTML).text
    assert "at least 3 recent acts" in html
    leads = [link for link in seen(html).links if link.startswith(("/events/", "/actors/"))]
    assert leads
    assert all(client.get(link, headers=HTML).status_code == 200 for link in leads)


def test_armed_actors_first_told_of_are_named(client: Client) -> None:
    told = client.get("/hotspots.json?days=60&until=2026-01-30").json()
    assert [one["name"] for one in told["rows"] if one["row"] == "armed"] == ["Northern Band"]
    assert "Northern Band" in client.get("/hotspots?days=60&until=2026-01-30", headers=HTML).text
    rows = list(csv.DictReader(io.StringIO(client.get("/hotspots.csv?days=60&until=2026-01-30").text)))
    assert [one["key"] for one in rows] == [one["key"] for one in told["rows"]]
    [armed] = [one for one in told["rows"] if one["row"] == "armed"]
    assert [one["acts"] for one in rows if one["kind"] == "armed"] == ["; ".join(armed["acts"])]


def test_a_cut_past_is_told(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hotspots, "LOOKED", 3)
    assert client.get("/hotspots.json", params=DAYS).json()["cut"] is True
    assert "More is told" in client.get("/hotspots", params=DAYS, headers=HTML).text


def test_bad_input_and_an_empty_ledger(client: Client, tmp_path: Path) -> None:
    assert client.get("/hotspots.json?days=0").status_code == 400
    assert client.get("/hotspots.json?until=soon").status_code == 400
    assert client.get("/hotspots.json?since=2027").status_code == 400
    assert client.get("/hotspots.csv", params=DAYS).text.startswith("kind,key,name,recent")
    with empty(tmp_path) as bare:
        assert "Quiet" in bare.get("/hotspots", headers=HTML).text
