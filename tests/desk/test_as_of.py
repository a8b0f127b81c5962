"""A query with as_of: everything that its pages and files show is as the ledger stood then. All of it is invented."""

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from harmattan import asking
from harmattan.errors import LedgerError
from harmattan.exporting import chosen
from harmattan.ledger import Ledger, open_ledger
from harmattan.ledger.judgements import made
from harmattan.records import Told
from tests.desk.desk import HTML, Client
from tests.ledger.build import RUN
from tests.relationships.ledgers import pages

FIRST, SECOND, THIRD = "2025-12-10T12:00:00Z", "2025-12-20T12:00:00Z", "2026-01-05T12:00:00Z"


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """First one report of the seizure and the plan of a visit; then a second report, the visit, and a judgement of each
    report; at last the first page is read anew under another headline."""
    now = [FIRST]
    told = pages()
    with open_ledger(tmp_path_factory.mktemp("then") / "ledger.sqlite", clock=lambda: now[0]) as opened:
        plan = next(one for one in told if one.article.title and one.article.title.value == "Visit planned")
        opened.add_all([told[0], plan], RUN)
        opened.join()
        now[0] = SECOND
        opened.add_all([one for one in told[1:] if one is not plan], RUN)
        opened.join()
        for one in told[:2]:
            opened.judge(made("reject", one.annotations.events[0].id, {}, at=SECOND, by="Ann", reason="no"))
        now[0] = THIRD
        headline = replace(told[0].article, title=Told("Told anew", "given"))
        opened.add(replace(told[0], article=headline), RUN)
        yield opened


THEN = f"as_of:{FIRST}"


def test_events_are_told_with_their_acts_verdicts_and_pages_of_then(client: Client) -> None:
    (then,) = client.get("/events.json", params={"q": f"act:COERCE {THEN}"}).json()["events"]
    (now,) = client.get("/events.json", params={"q": "act:COERCE"}).json()["events"]
    assert (then["reports"], then["sources"], then["verdict"], then["title"]) == (1, 1, None, "Cargo of Mali seized")
    assert (now["reports"], now["sources"], now["verdict"]) == (2, 2, "reject")
    reports = client.get("/events.json", params={"q": f"act:COERCE by:reports {THEN}"}).json()["events"]
    assert [(one["reports"], one["verdict"]) for one in reports] == [(1, None)]
    titles = {one["title"] for one in client.get("/events.json?q=act:COERCE+by:reports").json()["events"]}
    assert "Told anew" in titles


def test_files_hold_the_acts_and_verdicts_of_then(client: Client, book: Ledger) -> None:
    def rows(line: str) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(client.get("/events.csv", params={"q": line}).text)))

    (then,), (now,) = rows(f"act:COERCE {THEN}"), rows("act:COERCE")
    assert (then["reports"], then["verdict"], then["title"]) == ("1", "", "Cargo of Mali seized")
    assert (now["reports"], now["verdict"]) == ("2", "reject")
    counts = [
        sum(chosen(book, asking.query(line), "events", with_text=True)[1].coverage.values()) for line in (THEN, "")
    ]
    assert counts == [2, len(pages())]
    newest = [client.get("/release.json", params={"q": line}).json()["newest_record"] for line in (THEN, "")]
    assert newest == [FIRST, THIRD]


def test_what_was_ahead_then_is_ahead_in_the_calendar_of_then(client: Client) -> None:
    (then,) = client.get("/calendar.json", params={"q": THEN}).json()["entries"]
    (now,) = client.get("/calendar.json").json()["entries"]
    assert (then["status"], then["evidence"]) == ("ahead", [])
    assert (now["status"], len(now["evidence"])) == ("kept", 1)
    assert client.get("/calendar.json", params={"q": THEN}).json()["today"] == "2025-12-10"


@pytest.mark.parametrize("path", ["/events", "/map", "/calendar", "/data"])
def test_a_page_of_then_says_so_and_what_is_of_now(client: Client, path: str) -> None:
    assert f"As the ledger stood at {FIRST}" in client.get(path, params={"q": THEN}, headers=HTML).text
    assert "As the ledger stood" not in client.get(path, headers=HTML).text


def test_the_past_of_a_ledger_is_only_read(book: Ledger, tmp_path: Path) -> None:
    then = book.past(FIRST)
    assert len(then.events()) == 2
    assert then.events(asking.query(f"as_of:{SECOND}")) == then.events()
    assert book.past(None) is book
    with pytest.raises(LedgerError, match="past"):
        then.add(pages()[3], RUN)
    id_ = pages()[0].annotations.events[0].id
    assert then.judgements(id_) == []
    assert len(book.judgements(id_)) == 1
    assert then.light([asking.query("act:COERCE")], most=9).rejected == 0
    assert book.light([asking.query("act:COERCE")], most=9).rejected == 1
