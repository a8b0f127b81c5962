"""``harmattan mcp``: one line asked, one line answered, nothing written, words of pages marked."""

import io
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from harmattan.asking import known, query
from harmattan.cli.main import run
from harmattan.cli.mcp import NOTICE, TOOLS, answered
from harmattan.ledger import Ledger, open_ledger
from harmattan.ledger.judgements import made
from harmattan.records import Coded, Told
from harmattan.relationships.look import look, rows
from tests.ledger.build import RUN
from tests.relationships.ledgers import HOSTILE, MALI, NORWAY, act, filled, page, pages


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with filled(tmp_path_factory.mktemp("mcp") / "ledger.sqlite") as ledger:
        yield ledger


def asked(book: Ledger, method: str, **params: object) -> dict[str, Any]:
    answer = answered(book, json.dumps({"jsonrpc": "2.0", "id": 7, "method": method, "params": params}))
    assert answer
    assert answer["id"] == 7
    found: dict[str, Any] = answer["result"]
    return found


def called(book: Ledger, name: str, **arguments: object) -> dict[str, Any]:
    return asked(book, "tools/call", name=name, arguments=arguments)


def test_every_tool_is_listed_with_what_it_takes_and_only_reads(book: Ledger) -> None:
    assert asked(book, "initialize")["instructions"] == NOTICE
    tools = asked(book, "tools/list")["tools"]
    assert [tool["name"] for tool in tools] == list(TOOLS)
    assert all(tool["annotations"]["readOnlyHint"] and tool["inputSchema"]["type"] == "object" for tool in tools)


def test_events_are_found_and_quoted_with_page_text_marked(book: Ledger) -> None:
    found = called(book, "find_events", query="act:CONSULT")["structuredContent"]
    (event,) = found["events"]
    assert "title" not in event
    assert HOSTILE.split()[0] in event["untrusted_title"]
    (words,) = called(book, "quote", id=event["id"])["structuredContent"]["quotes"]
    assert words["untrusted_words"].startswith("Norway visited Mali")
    told = called(book, "get_event", id=event["id"])["structuredContent"]
    assert event["id"] in told["reports_of_act"]
    assert told["event"]["trigger"]["untrusted_text"] == "visited"


def test_what_people_say_of_an_event_is_told_with_it(tmp_path: Path) -> None:
    with filled(tmp_path / "l.sqlite") as book:
        aid, seized, accused = (book.events(query(f"act:{kind}"))[0] for kind in ("AID", "COERCE", "ACCUSE"))
        values = [("type", "CONSULT"), ("modes", "visit"), ("recipients", "Never mind what was asked")]
        copies = book.events(query("act:COERCE"))
        for verb, event, fields in (*(("reject", one, ()) for one in copies), ("edit", accused, values)):
            book.judge(made(verb, event.id, fields, at="2026-02-02T09:00:00Z", by="Ann", reason=""))
        corrected = {"type": "CONSULT", "modes": "visit", "untrusted_recipients": "Never mind what was asked"}
        for event, said in (
            (aid, {"verdict": None}),
            (seized, {"verdict": "reject"}),
            (accused, {"verdict": "edit", "corrected": corrected}),
        ):
            listed = called(book, "find_events", query=f"act:{event.type}")["structuredContent"]["events"]
            (found,) = [one for one in listed if one["id"] == event.id]
            for told in (
                found,
                called(book, "get_event", id=event.id)["structuredContent"]["event"],
                called(book, "quote", id=event.id)["structuredContent"],
            ):
                assert {name: told[name] for name in ("verdict", "corrected") if name in told} == said


def test_relationships_turns_and_coverage_are_told(book: Ledger) -> None:
    told = called(book, "relationship", a="NOR", b="MLI")["structuredContent"]
    assert told["acts"] == sum(told["by_quad"].values()) > 5
    # The plan of the visit is listed, and neither it nor anything else that was not done is counted.
    assert told["not_counted"] == {"planned": 1}
    planned = [one["factuality"] for one in told["newest"]].count("planned")
    assert (planned, len(told["newest"])) == (1, told["acts"] + 1)
    assert called(book, "turning_points", a="NOR", b="MLI")["structuredContent"]["courses"]
    assert called(book, "coverage")["structuredContent"]["articles_by_week"]


def test_a_relationship_counts_as_between_counts(tmp_path: Path) -> None:
    with filled(tmp_path / "l.sqlite") as book:
        before = called(book, "relationship", a="NOR", b="MLI")["structuredContent"]
        told = act("Norway and Mali asked for rain.", "asked", "REQUEST", "2025-06-10", NORWAY, MALI)
        joint = page("Both ask", "2025-06-11", "fjord-post", told)
        alone = [replace(one, actors=(*one.actors, *one.recipients), recipients=()) for one in joint.annotations.events]
        book.add(replace(joint, annotations=replace(joint.annotations, events=tuple(alone))), RUN)
        rejected = book.events(query("act:COERCE"))
        for event in rejected:
            book.judge(made("reject", event.id, (), at="2026-02-02T09:00:00Z", by="Ann", reason=""))
        book.join()
        after = called(book, "relationship", a="NOR", b="MLI")["structuredContent"]
        counted = look(book, known().pair("NOR", "MLI"), (None, None))
    assert after["not_counted"] == {"planned": 1, "no direction": 1}
    assert (after["acts"], after["rejected_by_people"]) == (before["acts"] - 1, 1)
    assert counted.series("month").left == {"no direction": 1}
    assert sum(row.events for row in rows(counted.series("month"))) == after["acts"]


@pytest.mark.parametrize(
    ("name", "arguments", "told"),
    [
        ("relationship", {"a": "NOR", "b": "MLI", "by": "week"}, "relationship takes a, b, not 'by'"),
        ("coverage", {"since": "2025"}, "coverage takes nothing, not 'since'"),
    ],
)
def test_an_argument_that_a_tool_does_not_take_is_refused(
    book: Ledger, name: str, arguments: dict[str, str], told: str
) -> None:
    answer = called(book, name, **arguments)
    assert (answer["isError"], answer["content"][0]["text"]) == (True, told)


def test_outlets_that_a_turn_rests_on_are_marked_as_words_of_pages(tmp_path: Path) -> None:
    late = [_named(page, HOSTILE) if _day(page) > "2025-08" else page for page in pages()]
    with open_ledger(tmp_path / "l.sqlite") as book:
        book.add_all(late, RUN)
        book.join()
        told = called(book, "turning_points", a="NOR", b="MLI")["structuredContent"]
    (turn,) = told["courses"][0]["turns"]
    assert turn["coverage"]["untrusted_new"] == [HOSTILE]
    marked = [path for path, text in _texts(told) if HOSTILE.split()[0] in text]
    assert all(any(key.startswith("untrusted_") for key in path) for path in marked)


def _day(page: Coded) -> str:
    return page.article.published.value if page.article.published else ""


def _named(page: Coded, outlet: str) -> Coded:
    """Return a page without an address, whose outlet is what it calls itself."""
    return replace(page, article=replace(page.article, url=None, canonical_url=None, site=Told(outlet, "given")))


def _texts(told: object, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield each text of an answer with the keys that lead to it."""
    if isinstance(told, dict):
        for key, value in told.items():
            yield from _texts(value, (*path, key))
    elif isinstance(told, list | tuple):
        for value in told:
            yield from _texts(value, path)
    elif isinstance(told, str):
        yield path, told


@pytest.mark.parametrize(
    ("name", "arguments", "problem"),
    [
        ("find_events", {"query": "actr:USA"}, "actr"),
        ("find_events", {}, "needs query"),
        ("find_events", {"query": "", "limit": 99}, "limit is a number from 1 to 50"),
        ("get_event", {"id": "ev-none"}, "no event 'ev-none'"),
        ("drop_events", {}, "no tool 'drop_events'"),
    ],
)
def test_what_cannot_be_answered_is_told_to_the_model(
    book: Ledger, name: str, arguments: dict[str, object], problem: str
) -> None:
    answer = called(book, name, **arguments)
    assert answer["isError"] is True
    assert problem in answer["content"][0]["text"]


@pytest.mark.parametrize(("line", "code"), [("{", -32700), ("[]", -32600), ('{"id": 1, "method": "x"}', -32601)])
def test_lines_that_are_no_requests_are_errors_of_the_protocol(book: Ledger, line: str, code: int) -> None:
    answer = answered(book, line)
    assert answer
    assert answer["error"]["code"] == code


@pytest.mark.parametrize("depth", [*range(900, 1000, 7), 100_000])
@pytest.mark.parametrize(
    "frame", ["%s", '{"id": %s, "method": "ping"}', '{"id": 1, "method": "tools/call", "params": {"name": %s}}']
)
def test_a_line_nested_however_deep_gets_one_answer(book: Ledger, depth: int, frame: str) -> None:
    answer = answered(book, frame % ("[" * depth + "]" * depth))
    assert answer
    assert answer.get("error") or answer["result"]["isError"]
    assert json.loads(json.dumps(answer))


def test_an_unclosed_line_of_brackets_is_an_error_of_the_protocol(book: Ledger) -> None:
    answer = answered(book, "[" * 100_000)
    assert answer
    assert answer["error"]["code"] == -32700


def test_the_command_answers_line_by_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(tmp_path / "l.sqlite").close()
    lines = '{"jsonrpc": "2.0", "id": 1, "method": "ping"}\n{"jsonrpc": "2.0", "method": "notifications/initialized"}\n'
    monkeypatch.setattr("sys.stdin", io.StringIO(lines))
    assert run(["mcp", "--ledger", str(tmp_path / "l.sqlite")]) == 0
    assert [json.loads(line)["result"] for line in capsys.readouterr().out.splitlines()] == [{}]
