"""``harmattan review`` as a user runs it."""

import json
from pathlib import Path

import pytest

from harmattan.ledger import open_ledger
from tests.cli.test_cli import outcome
from tests.ledger.build import RUN, page


@pytest.fixture
def book(tmp_path: Path) -> Path:
    file = tmp_path / "ledger.sqlite"
    with open_ledger(file) as ledger:
        ledger.add(page(), RUN)
    return file


def event_id() -> str:
    return page().annotations.events[0].id


def test_an_event_is_rejected_and_the_judgement_withdrawn(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ("--ledger", book, "--by", "ann")
    status, (id_,), err = outcome(capsys, "review", "reject", event_id(), *asked, "--reason", "no act")
    assert (status, err) == (0, [])
    _, out, _ = outcome(capsys, "review", "list", "--ledger", book, "--json")
    (one,) = [json.loads(line) for line in out]
    assert (one["id"], one["by"], one["verb"], one["subject"], one["reason"]) == (
        id_,
        "ann",
        "reject",
        event_id(),
        "no act",
    )
    shown = outcome(capsys, "show", event_id(), "--ledger", book)[1]
    assert any(line.startswith("  judged  ") and "reject" in line and "no act" in line for line in shown)
    assert outcome(capsys, "review", "withdraw", id_, *asked)[0] == 0
    assert outcome(capsys, "review", "export", "--ledger", book)[1] == []


def test_corrections_are_exported_with_their_words(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert outcome(capsys, "review", "edit", event_id()[:10], "type=REJECT", "--ledger", book, "--by", "bo")[0] == 0
    _, out, _ = outcome(capsys, "review", "export", "--ledger", book)
    (row,) = [json.loads(line) for line in out]
    assert row["trigger"]["text"] == "flew"
    assert row["verdict"]["values"] == {"type": "REJECT"}


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("accept", "ev-none"), "no event begins with 'ev-none'"),
        (("edit", "ID", "type"), "'type' is no FIELD=VALUE"),
        (("edit", "ID", "colour=red"), "no field 'colour'"),
        (("withdraw", "jud-1"), "no judgement jud-1 is in force"),
    ],
)
def test_bad_reviews_are_one_clear_line(
    book: Path, arguments: tuple[str, ...], problem: str, capsys: pytest.CaptureFixture[str]
) -> None:
    given = [event_id() if one == "ID" else one for one in arguments]
    status, out, err = outcome(capsys, "review", *given, "--ledger", book)
    assert (status, out, len(err)) == (2, [], 1)
    assert problem in err[0]
