"""The same question gets the same number by every way: lists, files, exports, panels, MCP. All of it is invented."""

import csv
import io
import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from litestar.testing import TestClient

from harmattan import asking, exporting
from harmattan.analyse.relations import QUADS, series
from harmattan.cli.mcp import find_events, relationship
from harmattan.desk import app, door
from harmattan.ledger import Ledger, open_ledger
from harmattan.ledger.export import panel, plover
from harmattan.ledger.judgements import made
from harmattan.records import Coded, Factuality
from harmattan.relationships.gather import of_pair
from tests.desk.desk import CLOCK, Client, desk
from tests.desk.test_counts import more
from tests.ledger.build import RUN
from tests.relationships.ledgers import FRANCE, MALI, NORWAY, act, page, pages

LINES = (
    "", "actor:NOR", "recipient:MLI", "between:NOR,MLI", "between:FRA,MLI", "act:AID", "status:actual", "quad:3,4",
    "source:b.example", "when:2025-02", "within:2025-06", "actor:NOR -status:historical", "text -cargo", "salt",
)  # fmt: skip
WIRE = "France gave Mali nine hundred sacks of barley seed, and farmers of {} weighed each of them on the quay. "
LONG = "Nobody knew how long the rains would last, nor who had paid the porters, nor whether the mules would come. " * 3


def copied() -> list[Coded]:
    """Return one act in four outlets, three with the same words, and one that a later page recalls."""
    found: list[Coded] = []
    for outlet, town in (("a.example", "Kayes"), ("b.example", "Kayes"), ("c.example", "Kayes"), ("d.example", "Gao")):
        words = WIRE.format(town) + (LONG if town == "Kayes" else "")
        told = act(words.strip(), "gave", "AID", "2025-02-03", FRANCE, MALI)
        found.append(page(f"Barley for {town}", f"2025-02-0{4 + len(found)}", outlet, told))
    for number, outlet in enumerate(("a.example", "b.example")):
        told = act(
            "Norway fined a miller of Mali over stale flour.", "fined", "SANCTION", "2025-06-02", NORWAY, MALI,
            factuality=Factuality.HISTORICAL if number else Factuality.ACTUAL,
        )  # fmt: skip
        found.append(page("Stale flour", f"2025-06-0{3 + number}", outlet, told))
    return found


def judged(book: Ledger) -> None:
    """Say that one copy is wrong, that both of another act are, correct one, and part one from its act."""
    aid = book.events(asking.query("act:AID actor:FRA"))
    seized = book.events(asking.query("act:COERCE"))
    threat = book.events(asking.query("act:THREATEN"))
    said: list[tuple[str, str, tuple[tuple[str, str], ...]]]
    said = [("reject", one.id, ()) for one in (aid[0], *seized)]
    said += [("edit", threat[0].id, (("type", "REJECT"),)), ("split", aid[-1].id, (("from", aid[0].id),))]
    for number, (verb, event, values) in enumerate(said):
        at = f"2026-02-02T09:0{number}:00Z"
        book.judge(made(verb, event, values, at=at, by="Ann", reason=""))
    book.join()


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with open_ledger(tmp_path_factory.mktemp("agree") / "ledger.sqlite", clock=lambda: CLOCK) as opened:
        opened.add_all([*pages(), *more(), *copied()], RUN)
        opened.join()
        judged(opened)
        yield opened


def listed(client: Client, line: str) -> list[dict[str, object]]:
    """Return all events of a list, some at a time."""
    found: list[dict[str, object]] = []
    after = ""
    while True:
        more = {"after": after} if after else {}
        told = client.get("/events.json", params={"q": line, "limit": 3, **more}).json()
        found += told["events"]
        after = told["next"]
        if not after:
            assert told["whole"]
            assert told["counted"] == len(found)
            return found


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def facts(one: dict[str, object]) -> tuple[str, ...]:
    return tuple(str(one[name]) for name in ("id", "act", "reports", "sources"))


@pytest.mark.parametrize("line", LINES)
def test_lists_files_exports_and_mcp_tell_the_same_of_each_act(client: Client, book: Ledger, line: str) -> None:
    rows = listed(client, line)
    shown = [facts(one) for one in rows]
    written = table(client.get("/events.csv", params={"q": line}).text)
    columns = ("event_id", "act_id", "reports", "sources")
    assert [tuple(row[name] for name in columns) for row in written] == shown
    assert [row["verdict"] or None for row in written] == [one["verdict"] for one in rows]
    found, options = exporting.chosen(book, asking.query(line), "events", with_text=False)
    out = io.BytesIO()
    plover.write(found, out, options)
    records = [json.loads(one) for one in out.getvalue().splitlines()]
    assert [(one["id"], str(one["reports"]["sources"])) for one in records] == [(one[0], one[3]) for one in shown]
    told = find_events(book, {"query": line, "limit": 50})["events"]
    assert [facts(one) for one in told] == shown


@pytest.mark.parametrize("line", LINES)
def test_lists_files_and_facets_have_the_same_reports(client: Client, line: str) -> None:
    line = f"{line} by:reports".strip()
    shown = [facts(one)[:2] for one in listed(client, line)]
    written = table(client.get("/events.csv", params={"q": line}).text)
    assert [(row["event_id"], row["act_id"]) for row in written] == shown


@pytest.mark.parametrize(("one", "other"), [("NOR", "MLI"), ("FRA", "MLI"), ("NOR", "FRA")])
def test_a_panel_has_the_weeks_of_between(book: Ledger, one: str, other: str) -> None:
    query = asking.query(f"between:{one},{other} status:actual")
    found, options = exporting.chosen(book, query, "events", with_text=False, by_week=True, judged=True)
    weeks = panel.counted(found, Counter(), options)
    pair = asking.known().pair(one, other)
    told = series(of_pair(book, pair).acts, pair)
    for way, rows in (((one, other), told.forward), ((other, one), told.backward)):
        counted = {row.period: row.quads for row in rows if row.events}
        assert {name: tuple(week.quads[quad] for quad in QUADS) for name, week in weeks[way].items()} == counted
    acts = {act_["event"] for act_ in relationship(book, {"a": one, "b": other})["newest"]}
    assert acts == {act_.id for act_ in of_pair(book, pair).acts}


def test_the_front_page_counts_the_new_acts_that_lists_have(book: Ledger, tmp_path: Path) -> None:
    with later(book, tmp_path) as client:
        told = client.get("/index.json?since=2020").json()
        assert told["whole"]
        assert told["new_acts"] == len(standing(client, ""))
        for group in told["relationships"]:
            assert group["acts"] == len(standing(client, f"between:{group['a']},{group['b']}")), group["a"]


def standing(client: Client, line: str) -> list[dict[str, object]]:
    return [one for one in listed(client, line) if one["verdict"] != "reject"]


@contextmanager
def later(book: Ledger, folder: Path) -> Iterator[Client]:
    """Yield a client of a desk on the day after everything was read."""
    made_ = app.made(door.opened(book, folder, clock=lambda: "2026-02-04T12:00:00Z", patience=100))
    with TestClient(made_, base_url="http://127.0.0.1:8321") as client:
        yield client


@pytest.fixture
def client(book: Ledger, tmp_path: Path) -> Iterator[Client]:
    with desk(book, tmp_path) as opened:
        yield opened
