"""Foreign rows in the ledger: kept once, beside our events, found again by countries and days. All invented."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from harmattan.errors import LedgerError, UnreadableInput, UsageError
from harmattan.ledger import Ledger, open_ledger
from harmattan.ledger.foreign.store import Import
from harmattan.records import Foreign, ForeignParty, Refusal
from tests.ledger.build import RUN, page

TOLD = Import("inv", "v1", "gdelt", "hash-1")
MLI, USA = ForeignParty("Mali", "MLI", ("GOV", "MIL")), ForeignParty("USA, \ud800 \0", "USA")


def row(number: int, **changes: object) -> Foreign:
    made = Foreign("inv", "v1", f"id-{number}", "2026-02-02", "2026-02-03", "day", "AID", 2, 1.5, "goldstein")
    made = replace(made, actors=(USA,), recipients=(MLI, MLI), raw=(("EventCode", "07"),))
    return replace(made, **changes)  # type: ignore[arg-type]


def test_rows_come_back_as_they_went_in(ledger: Ledger) -> None:
    given = [row(1), row(2, lat=1.5, lon=2.0, best=3, mentions=1, url="https://a.example", actors=(), recipients=())]
    assert ledger.add_foreign(TOLD, given) == replace(TOLD, rows=2, recorded_at="2026-02-03T12:00:00Z")
    assert ledger.foreign("inv") == given
    assert ledger.imports() == [replace(TOLD, rows=2, recorded_at="2026-02-03T12:00:00Z")]
    assert ledger.problems() == []


def test_foreign_rows_are_no_events(ledger: Ledger) -> None:
    ledger.add(page(), RUN)
    before = ledger.counts(), ledger.events(), ledger.newest_record(), ledger.runs()
    ledger.add_foreign(TOLD, [row(1)])
    counts = {name: count for name, count in ledger.counts().items() if name not in {"imports", "foreign_events"}}
    assert (
        counts | {"imports": 0, "foreign_events": 0},
        ledger.events(),
        ledger.newest_record(),
        ledger.runs(),
    ) == before


def test_the_same_file_under_the_same_name_adds_nothing(ledger: Ledger) -> None:
    first = ledger.add_foreign(TOLD, [row(1), Refusal("f:2", "bad")])
    again = ledger.add_foreign(TOLD, iter([row(9)]))
    assert again == replace(first, again=True)
    assert (again.rows, again.refused) == (1, 1)
    assert [one.id for one in ledger.foreign("inv")] == ["id-1"]
    other = ledger.add_foreign(replace(TOLD, name="other"), [row(1, dataset="other")])
    assert (other.rows, other.again) == (1, False)


def test_an_id_stands_for_one_row_for_ever(ledger: Ledger) -> None:
    told: list[Refusal] = []
    done = ledger.add_foreign(TOLD, [row(1), row(1), row(1, type="YIELD"), row(2)], told.append)
    assert (done.rows, done.known, done.refused) == (2, 1, 1)
    more = replace(TOLD, file_hash="hash-2", label="v2")
    again = ledger.add_foreign(
        more, [row(1, label="v2"), row(2, label="v2", score=9.0), row(3, label="v2")], told.append
    )
    assert (again.rows, again.known, again.refused) == (1, 1, 1)
    assert [refusal.reason for refusal in told] == [
        "id id-1 stands for another row of inv already",
        "id id-2 stands for another row of inv already",
    ]
    assert [(one.id, one.label) for one in ledger.foreign("inv")] == [("id-1", "v1"), ("id-2", "v1"), ("id-3", "v2")]


def test_more_rows_than_a_batch_and_an_id_of_an_earlier_batch(ledger: Ledger) -> None:
    done = ledger.add_foreign(TOLD, [*(row(n) for n in range(4_500)), row(7), row(8, score=0.0)])
    assert (done.rows, done.known, done.refused) == (4_500, 1, 1)
    assert len(ledger.foreign("inv", limit=10_000)) == 4_500
    assert ledger.problems() == []


def _broken() -> Iterator[Foreign]:
    yield from (row(n) for n in range(3_000))
    raise UnreadableInput("cut off")


def test_a_file_cut_off_leaves_nothing_behind(ledger: Ledger) -> None:
    with pytest.raises(UnreadableInput, match="cut off"):
        ledger.add_foreign(TOLD, _broken())
    assert (ledger.counts()["foreign_events"], ledger.imports()) == (0, [])
    assert ledger.add_foreign(TOLD, [row(1)]).rows == 1


def test_an_import_of_nothing_is_none(ledger: Ledger) -> None:
    told: list[Refusal] = []
    with pytest.raises(LedgerError, match="no row of the file"):
        ledger.add_foreign(TOLD, [Refusal("f:1", "bad")], told.append)
    assert (ledger.imports(), len(told)) == ([], 1)


@pytest.mark.parametrize("name", ["", " a", "a\n", "x" * 101, "\x1b[31m"])
def test_a_name_that_cannot_be_shown_is_refused(ledger: Ledger, name: str) -> None:
    with pytest.raises(UsageError, match="a data set's name"):
        ledger.add_foreign(replace(TOLD, name=name), [row(1)])


def test_rows_are_found_by_countries_and_days(ledger: Ledger) -> None:
    days = {"first_day": "2026-03-01", "end_day": "2026-04-01"}
    ledger.add_foreign(
        TOLD,
        [
            row(1), row(2, recipients=(), country="MLI"), row(3, actors=(MLI,), recipients=()), row(4, **days),
            row(5, first_day=None, end_day=None), row(6, actors=(ForeignParty("", "MLIX"),), recipients=()),
        ],
    )  # fmt: skip

    def ids(**asked: object) -> str:
        return "".join(one.id[-1] for one in ledger.foreign("inv", **asked))  # type: ignore[arg-type]

    assert ids() == "123645"
    assert ids(countries=[("USA",), ("MLI",)]) == "1245"
    assert ids(countries=[("MLI", "NER")]) == "12345"
    assert ids(countries=[("%",)]) == ids(countries=[("_LI",)]) == ids(countries=[("ML",)]) == ""
    assert ids(since="2026-02-03") == ids(since="2026-03-31") == ids(since="2026-03") == "4"
    assert ids(until="2026-03") == "1236"
    assert ids(until="2026-03-02", since="2026-02-02", limit=2) == "12"


def test_bad_questions_are_told(ledger: Ledger) -> None:
    with pytest.raises(UsageError, match=r"no data set 'x' was imported; there are: none"):
        ledger.foreign("x")
    ledger.add_foreign(TOLD, [row(1)])
    with pytest.raises(UsageError, match="there are: inv"):
        ledger.foreign("x")
    for bad in ({"since": "soon"}, {"until": "2026-13"}, {"limit": -1}):
        with pytest.raises(UsageError):
            ledger.foreign("inv", **bad)


@pytest.mark.parametrize("table", ["imports", "foreign_events"])
def test_no_row_can_be_changed_or_deleted(file: Path, file_ledger: Ledger, table: str) -> None:
    file_ledger.add_foreign(TOLD, [row(1)])
    with closing(sqlite3.connect(file)) as raw:
        for statement in (f"DELETE FROM {table}", f"UPDATE {table} SET number = number"):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                raw.execute(statement)


def test_rows_lost_or_damaged_are_a_problem(file: Path, file_ledger: Ledger) -> None:
    file_ledger.add_foreign(TOLD, [row(1), row(2)])
    with closing(sqlite3.connect(file)) as raw, raw:
        raw.execute("DROP TRIGGER foreign_events_never_delete")
        raw.execute("DROP TRIGGER foreign_events_never_update")
        raw.execute("DELETE FROM foreign_events WHERE id = 'id-1'")
        raw.execute("UPDATE foreign_events SET actors = '[\"a\"]'")
    assert "import 1 does not have the 2 rows it had" in file_ledger.problems()
    with pytest.raises(LedgerError, match="id-2 is damaged"):
        file_ledger.foreign("inv")


names = st.text(st.characters(), max_size=6)
parties = st.lists(st.builds(ForeignParty, names, st.sampled_from(["", "MLI"]), st.just(("GOV", "MIL"))), max_size=3)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=names, actors=parties.map(tuple), raw=st.lists(st.tuples(names, names), max_size=2).map(tuple))
def test_any_words_come_back(
    name: str,
    actors: tuple[ForeignParty, ...],
    raw: tuple[tuple[str, str], ...],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    given = row(1, place=name, url=name, actors=actors, raw=raw)
    with open_ledger(tmp_path_factory.mktemp("any") / "l.sqlite") as ledger:
        ledger.add_foreign(TOLD, [given])
        assert ledger.foreign("inv") == [given]
