"""The ledger's own history, and read-only questions to it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from harmattan.errors import UsageError
from harmattan.ledger import open_ledger
from harmattan.ledger.ask import ask
from harmattan.ledger.judgements import made
from harmattan.ledger.migrations import MIGRATIONS
from harmattan.records import Refusal, Told
from tests.ledger.build import RUN, page


def clock(*moments: str) -> Callable[[], str]:
    """Tell one moment after the other."""
    rest = iter(moments)
    return lambda: next(rest)


@pytest.fixture
def told(file: Path) -> Path:
    moments = clock(
        *["2026-01-01T00:00:00Z"] * len(MIGRATIONS),
        "2026-02-01T10:00:00Z",
        "2026-02-02T10:00:00Z",
        "2026-03-01T10:00:00Z",
    )
    with open_ledger(file, clock=moments) as ledger:
        ledger.add(page(), RUN)
        ledger.refuse(Refusal("bad.html", "no article"), RUN)
        event = page().annotations.events[0].id
        ledger.judge(made("reject", event, (), at="2026-03-01T10:00:00Z", by="ann", reason=""))
    return file


def test_everything_recorded_is_in_the_feed_newest_first(told: Path) -> None:
    with open_ledger(told) as ledger:
        found = ledger.changes()
    assert [(one.at[:10], one.kind) for one in found] == [
        ("2026-03-01", "judgement"),
        ("2026-02-02", "refusal"),
        ("2026-02-01", "article"),
        ("2026-02-01", "event"),
    ]
    assert found[0].what.startswith("reject evt-")
    assert found[2].what == "Envoy flies to Bamako"


def test_a_change_is_known_by_the_title_and_by_what_a_judgement_says(file: Path) -> None:
    titled = replace(page(), article=replace(page().article, title=Told("Talks in \ud800 Bamako", "meta")))
    first, second = (page(number).annotations.events[0].id for number in (1, 2))
    with open_ledger(file) as ledger:
        ledger.add_all([titled, page(2)], RUN)
        for verb, values in (("edit", [("type", "AID"), ("place", "Gao")]), ("merge", [("with", second)])):
            ledger.judge(made(verb, first, values, at="2026-03-01T10:00:00Z", by="ann", reason=""))
        what = {one.id: one.what for one in ledger.changes()}
        said = {one.verb: what[one.id] for one in ledger.judgements()}
    assert what[titled.article.id] == "Talks in \ud800 Bamako"
    assert said == {
        "edit": f"edit {first} by ann: type=AID place=Gao",
        "merge": f"merge {first} by ann: with={second}",
    }


def test_between_two_moments(told: Path) -> None:
    with open_ledger(told) as ledger:
        assert {one.kind for one in ledger.changes(since="2026-02-01", until="2026-02-02")} == {"article", "event"}
        assert ledger.changes(since="2027") == []
        assert len(ledger.changes(limit=1)) == 1
        with pytest.raises(UsageError, match="limit is below 1"):
            ledger.changes(limit=0)


@pytest.mark.parametrize(
    ("since", "until", "kinds"),
    [
        ("2026-02-02T10", "", {"judgement", "refusal"}),
        ("2026-02-02T10:00:01Z", "", {"judgement"}),
        ("2026-W06", "", {"judgement", "refusal"}),
        ("", "2026-W06", {"article", "event"}),
        ("2026", "2026-02-01T10:01", {"article", "event"}),
    ],
)
def test_a_moment_is_any_iso_prefix(since: str, until: str, kinds: set[str], told: Path) -> None:
    with open_ledger(told) as ledger:
        found = ledger.changes(since=since, until=until)
    assert {one.kind for one in found} == kinds


@pytest.mark.parametrize(
    ("since", "until", "problem"),
    [
        ("yesterday", "", "since: 'yesterday' is no day or moment"),
        ("2026-13", "", "since: '2026-13'"),
        ("", "2026-02-30", "until: '2026-02-30'"),
        ("", "2026-02-01T25", "until: '2026-02-01T25'"),
        ("2026-02/2026-03", "", "no day or moment"),
        ("2026-03", "2026-02", "since 2026-03 is not before until 2026-02"),
        ("2026-02", "2026-02-01", "not before"),
    ],
)
def test_what_is_no_moment_or_no_time_between_is_an_error(since: str, until: str, problem: str, told: Path) -> None:
    with open_ledger(told) as ledger, pytest.raises(UsageError, match=problem):
        ledger.changes(since=since, until=until)


def test_a_question_is_answered(told: Path) -> None:
    assert ask(told, "select type, count(*) as n from events group by type") == (["type", "n"], [("CONSULT", 1)])
    assert len(ask(told, "select number from migrations", most=1)[1]) == 1


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ("delete from events", "may only read"),
        ("drop table events", "may only read"),
        ("create table x(a)", "may only read"),
        ("create view x as select 1", "may only read"),
        ("attach database 'x.sqlite' as x", "may only read"),
        ("pragma query_only = off", "may only read"),
        ("select load_extension('x')", "cannot be answered"),
        ("select no_such from events", "cannot be answered: no such column"),
        ("select 1; select 2", "one statement"),
        ("select cast(x'ff' as text)", "cannot be answered: Could not decode"),
        ("select '\udcff'", "cannot be answered: surrogates"),
        ("with recursive t(n) as (select 1 union all select n + 1 from t) select max(n) from t", "took longer than"),
    ],
)
def test_what_is_no_harmless_question_is_refused(told: Path, query: str, problem: str) -> None:
    before = told.read_bytes()
    with pytest.raises(UsageError, match=problem):
        ask(told, query, seconds=0.2)
    assert told.read_bytes() == before
