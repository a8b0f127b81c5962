"""The page of what was announced, and its calendar file."""

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from harmattan.desk.pages import calendar
from harmattan.ledger import Ledger, open_ledger
from harmattan.records import Factuality, Scheduled, Span
from tests.desk.desk import CLOCK, HTML, Client, desk, empty, seen
from tests.ledger.build import RUN
from tests.relationships.ledgers import FRANCE, HOSTILE, MALI, NORWAY, act, page, pages


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    planned = Factuality.PLANNED
    fair = act("France will visit Mali in April 2026.", "visit", "AGREE", "2026-04", FRANCE, MALI, factuality=planned)
    talks = act(
        f"Norway will meet France {HOSTILE}.", "meet", "AGREE", "2026-02-20", NORWAY, FRANCE, factuality=planned
    )
    some = act("France may yet talk to Norway, it said.", "talk", "AGREE", None, FRANCE, NORWAY, factuality=planned)
    more = [
        page("Fair planned", "2026-01-20", "fjord-post", fair),
        page("Talks planned", "2026-01-25", "bamako-wire", talks),
        page("Some day", "2026-01-26", "bamako-wire", some),
    ]
    with open_ledger(tmp_path_factory.mktemp("desk") / "ledger.sqlite", clock=lambda: CLOCK) as opened:
        opened.add_all([*pages(), *more], RUN)
        opened.join()
        yield opened


def test_what_is_ahead_stands_first_then_what_is_past_then_what_has_no_day(client: Client) -> None:
    told = client.get("/calendar.json").json()["entries"]
    assert {one["day"]: one["status"] for one in told} == {
        "2026-02-20": "ahead", "2026-04-01": "ahead", "2025-12-15": "kept", "": "no day told",
    }  # fmt: skip
    html = client.get("/calendar", headers=HTML).text
    assert html.index("2026-02-20") < html.index("2026-04-01") < html.index("2025-12-15") < html.index("Without a day")


def _entries(made: Client) -> list[Any]:
    return list(Calendar.from_ical(made.get("/calendar.ics").content).walk("VEVENT"))


def test_a_day_that_is_nobodys_act_stands_there_with_its_page(tmp_path: Path) -> None:
    words = "Norway will hold a <b>referendum</b> on 14 March 2026."
    coded = page("A vote", "2026-01-25", "bamako-wire", act(words, "hold", "CONSULT", "2026-01-20", NORWAY, MALI))
    at = coded.article.text.index(words)
    thing = Span(at + words.index("referendum"), at + words.index("referendum") + len("referendum"))
    sentence = Span(at, at + len(words))
    set_for = Scheduled("referendum", "set", thing, thing, sentence, "2026-03-14", "day", "on", "NOR")
    with open_ledger(tmp_path / "ledger.sqlite", clock=lambda: CLOCK) as opened:
        opened.add(replace(coded, annotations=replace(coded.annotations, scheduled=(set_for,))), RUN)
        with desk(opened, tmp_path) as made:
            html = made.get("/calendar", headers=HTML).text
            [told] = made.get("/calendar.json").json()["entries"]
            [entry] = _entries(made)
            table = list(csv.DictReader(io.StringIO(made.get("/calendar.csv").text)))
            assert made.get("/calendar.json?q=actor:MLI").json()["entries"] == []
            assert made.get("/calendar.json?since=2026-03&until=2026-04").json()["entries"] == [told]
    assert (told["what"], told["article"], told["status"]) == ("Norway: referendum", coded.article.id, "ahead")
    assert f"/articles/{coded.article.id}" in seen(html).links
    assert "<b>referendum" not in html
    assert str(entry["uid"]).startswith("referendum-nor-2026-03-14-2026-03-15@")
    assert entry["dtstart"].dt == date(2026, 3, 14)
    assert [(one["day"], one["act"], one["words"]) for one in table] == [("2026-03-14", "", words)]


def test_what_was_kept_leads_to_the_act_and_words_are_inert(client: Client) -> None:
    html = client.get("/calendar", headers=HTML).text
    links = [link for link in seen(html).links if link.startswith("/events/")]
    assert len(links) >= 5
    assert all(client.get(link, headers=HTML).status_code == 200 for link in links)
    assert "<script>alert" not in html


def test_quoted_words_are_verbatim_in_the_calendar_file_and_turn_no_direction_behind_them(tmp_path: Path) -> None:
    words = "Norway will meet France (می\u200cشود, 👩\u200d🔧, \u202ecba)."
    plan = act(words, "meet", "AGREE", "2026-02-20", NORWAY, FRANCE, factuality=Factuality.PLANNED)
    with open_ledger(tmp_path / "ledger.sqlite", clock=lambda: CLOCK) as opened:
        opened.add(page("Talks planned", "2026-01-25", "bamako-wire", plan), RUN)
        opened.join()
        with desk(opened, tmp_path) as made:
            [entry] = Calendar.from_ical(made.get("/calendar.ics").content).walk("VEVENT")
    assert f"“{words}\u202c” (bamako-wire)" in str(entry["description"])


def test_the_calendar_file_has_whole_days_with_half_open_ends_and_stable_ids(client: Client) -> None:
    first = client.get("/calendar.ics")
    assert first.headers["content-type"].startswith("text/calendar")
    events: list[Any] = list(Calendar.from_ical(first.content).walk("VEVENT"))
    days = {(one["dtstart"].dt, one["dtend"].dt) for one in events}
    assert (date(2026, 2, 20), date(2026, 2, 21)) in days
    assert (date(2026, 4, 1), date(2026, 5, 1)) in days
    again = Calendar.from_ical(client.get("/calendar.ics?since=2026-02").content).walk("VEVENT")
    ids = {str(one["uid"]) for one in events}
    assert {str(one["uid"]) for one in again} < ids
    assert len(ids) == len(events) == 3
    assert {str(one["status"]) for one in events} == {"TENTATIVE", "CONFIRMED"}
    assert all(str(one["description"]).startswith("Announced 20") for one in events)
    assert b"\x1b" not in first.content
    assert all(len(line) <= 75 for line in first.content.split(b"\r\n"))


def test_no_day_of_announcement_is_made_up_where_no_page_tells_one(tmp_path: Path) -> None:
    plan = act(
        "Norway will visit Mali on 20 December 2026.", "visit", "AGREE", "2026-12-20", NORWAY, MALI,
        factuality=Factuality.PLANNED,
    )  # fmt: skip
    with open_ledger(tmp_path / "l.sqlite", clock=lambda: CLOCK) as told, desk(told, tmp_path) as one:
        told.add_all([page("A visit", None, "fjord-post", plan), pages()[0]], RUN)
        [entry] = Calendar.from_ical(one.get("/calendar.ics").content).walk("VEVENT")
        [row] = csv.DictReader(io.StringIO(one.get("/calendar.csv").text))
        html = one.get("/calendar", headers=HTML).text
    found: dict[str, Any] = {name.lower(): value for name, value in entry.items()}
    assert found["dtstamp"].dt == datetime(2026, 2, 3, 12, tzinfo=UTC)
    assert found["dtstart"].dt == date(2026, 12, 20)
    assert "nnounced" not in found["description"]
    assert (row["day"], row["announced"]) == ("2026-12-20", "")
    assert html.count("<time>2026-12-20</time>") == 1


def test_a_query_and_days_narrow_it(client: Client) -> None:
    assert len(client.get("/calendar.json?q=recipient:MLI").json()["entries"]) == 2
    told = client.get("/calendar.json?since=2026-03&until=2027").json()["entries"]
    assert [one["day"] for one in told] == ["2026-04-01"]
    assert len(client.get("/calendar.csv").text.splitlines()) == 5


def test_where_more_is_announced_the_page_says_so(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calendar, "MOST", 1)
    told = client.get("/calendar.json").json()
    assert len(told["entries"]) == 1
    assert told["whole_since"] is not None
    assert "More is announced" in client.get("/calendar", headers=HTML).text


def test_bad_input_and_an_empty_ledger(client: Client, tmp_path: Path) -> None:
    page_ = client.get("/calendar?q=actr:USA", headers=HTML)
    assert (page_.status_code, "actor" in page_.text) == (400, True)
    assert client.get("/calendar.json?q=actr:USA").status_code == 400
    assert client.get("/calendar.json?since=2026&until=2025").status_code == 400
    with empty(tmp_path) as bare:
        assert "Nothing announced" in bare.get("/calendar", headers=HTML).text
        made = Calendar.from_ical(bare.get("/calendar.ics").content)
        assert made.walk("VEVENT") == []
        # RFC 5545, 3.6: one component at least.
        assert made.subcomponents
