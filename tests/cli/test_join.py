"""``harmattan join``, ``review merge`` and ``split``, ``articles`` and ``diff`` as a user runs them. All invented."""

import json
from pathlib import Path

import pytest

from harmattan.ledger import open_ledger
from tests.cli.test_cli import outcome
from tests.ledger.build import RUN
from tests.ledger.test_joining import AMBUSHED, FIRST, LATE, OTHER, SECOND, STORMED, VISITED


@pytest.fixture
def book(tmp_path: Path) -> Path:
    file = tmp_path / "ledger.sqlite"
    for day, page in (("03", FIRST), ("04", SECOND), ("05", OTHER)):
        with open_ledger(file, clock=lambda day=day: f"2026-03-{day}T12:00:00Z") as ledger:  # type: ignore[misc]
            ledger.add(page, RUN)
    return file


def acts(book: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, tuple[int, int]]:
    """Reports and sources of each act, by the report that shows it."""
    _, out, err = outcome(capsys, "events", "by:events", "--ledger", book, "--json")
    assert err == []
    rows = [json.loads(line) for line in out]
    return {row["id"]: (row["reports"], row["sources"]) for row in rows}


def test_acts_are_listed_once_and_merged_and_split(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert outcome(capsys, "join", "--ledger", book)[1] == [
        "7 reports and articles have a new place; 3 acts, 2 stories"
    ]
    assert outcome(capsys, "join", "--ledger", book)[1][0].startswith("0 reports")
    assert sorted(acts(book, capsys).values()) == [(1, 1), (1, 1), (2, 2)]
    status, (split,), _ = outcome(capsys, "review", "split", LATE, "--ledger", book, "--by", "ann")
    assert (status, len(acts(book, capsys))) == (0, 4)
    assert outcome(capsys, "review", "withdraw", split, "--ledger", book)[0] == 0
    assert outcome(capsys, "review", "merge", VISITED, STORMED, "--ledger", book)[0] == 0
    assert sorted(acts(book, capsys).values()) == [(2, 2), (2, 2)]


def test_an_event_is_shown_with_its_act(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    outcome(capsys, "join", "--ledger", book)
    _, out, _ = outcome(capsys, "show", AMBUSHED, "--ledger", book)
    text = "\n".join(out)
    assert "2 reports, 2 sources, 2026-03-04 to 2026-03-05" in text
    assert f"joined     with {LATE}" in text
    assert "differ     dead: 12 (1); 15 (1)" in text
    _, (line,), _ = outcome(capsys, "show", AMBUSHED, "--ledger", book, "--json")
    assert json.loads(line)["act"]["reports"] == sorted([AMBUSHED, LATE])


def test_all_reports_of_an_act_are_rejected_and_taken_back(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ("--ledger", book, "--by", "ann")
    outcome(capsys, "join", "--ledger", book)
    status, kept, err = outcome(capsys, "review", "reject", LATE, "--act", "--reason", "misread", *asked)
    undo = f"take back: harmattan review withdraw {kept[-1]} --act"
    assert (status, err) == (0, [f"harmattan: 2 of 2 reports rejected; {undo}"])
    given = [json.loads(line) for line in outcome(capsys, "review", "list", "--ledger", book, "--json")[1]]
    assert [(one["id"], one["subject"], one["reason"]) for one in given] == [
        (kept[0], AMBUSHED, "misread"),
        (kept[1], LATE, "misread"),
    ]
    assert sum("(rejected)" in line for line in outcome(capsys, "events", "by:events", "--ledger", book)[1]) == 1
    again = outcome(capsys, "review", "reject", LATE, "--act", *asked)
    assert again == (0, [], ["harmattan: nothing to do: all reports of the act rejected before"])
    assert outcome(capsys, "review", "withdraw", kept[0], *asked)[0] == 0
    _, (anew,), err = outcome(capsys, "review", "reject", LATE, "--act", *asked)
    assert err[0].startswith("harmattan: 1 of 2 reports rejected, 1 before; take back: ")
    assert len(outcome(capsys, "review", "withdraw", anew, kept[1], *asked)[1]) == 2
    _, kept, _ = outcome(capsys, "review", "reject", LATE[:-2], "--act", *asked)
    assert len(outcome(capsys, "review", "withdraw", kept[0], "--act", *asked)[1]) == 2
    assert "(rejected)" not in " ".join(outcome(capsys, "events", "by:events", "--ledger", book)[1])


def test_of_several_withdrawals_all_are_kept_or_none(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (one,) = outcome(capsys, "review", "reject", LATE, "--ledger", book)[1]
    assert outcome(capsys, "review", "withdraw", one, "jud-none", "--ledger", book)[0] == 2
    assert outcome(capsys, "review", "withdraw", "--ledger", book)[0] == 2
    assert len(outcome(capsys, "review", "list", "--ledger", book)[1]) == 1


def test_many_codings_are_left_to_the_command(
    book: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("harmattan.cli.join.BY_THE_WAY", 2)
    status, out, err = outcome(capsys, "events", "by:events", "--ledger", book, "--json")
    assert (status, len(out)) == (0, 4)
    assert err == ["harmattan: 3 codings are not joined yet: run harmattan join"]


def test_what_is_joined_with_nothing_cannot_be_split(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    outcome(capsys, "join", "--ledger", book)
    status, _, err = outcome(capsys, "review", "split", VISITED, "--ledger", book)
    assert (status, err) == (2, [f"harmattan: {VISITED} is joined with no other event"])


def test_articles_are_found_by_their_words(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = outcome(capsys, "articles", "lorries", "--ledger", book, "--json")
    assert [json.loads(line)["article"] for line in out] == [FIRST.article.id]
    assert len(outcome(capsys, "articles", "TARNA", "--ledger", book, "--json")[1]) == 2
    status, out, _ = outcome(capsys, "articles", "uranium", "--ledger", book, "--json")
    assert (status, out) == (0, [])
    assert "published" in outcome(capsys, "articles", "uranium", "--ledger", book)[1][1]
    assert outcome(capsys, "articles", "%", "--ledger", book)[0] == 2


def test_what_came_between_two_days(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = outcome(capsys, "diff", "--as-of", "2026-03-03..2026-03-04", "--ledger", book)
    assert out[0].startswith(f"+ {LATE[:13]}  ASSAULT/firearms")
    assert out[-1] == "1 came, 0 went, 0 changed"
    _, (line,), _ = outcome(
        capsys, "diff", "act:AGREE", "--as-of", "2026-03-03..2026-03-06", "--ledger", book, "--json"
    )
    assert json.loads(line)["now"]["id"] == VISITED


@pytest.mark.parametrize(
    ("arguments", "wrong"),
    [
        ((), "say what to compare"),
        (("--as-of", "2026-03-03"), "two sides are compared"),
        (("--as-of", "x..y"), "as-of: 'x' is no day or moment in UTC (write 2026-02-03"),
        (("--coder", "coder-1..nobody"), "'nobody' coded nothing here"),
    ],
)
def test_what_cannot_be_compared_is_told(
    book: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], wrong: str
) -> None:
    status, out, (err,) = outcome(capsys, "diff", *arguments, "--ledger", book)
    assert (status, out) == (2, [])
    assert wrong in err
