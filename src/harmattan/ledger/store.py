"""Opens a ledger file and keeps every database error behind LedgerError."""

from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from typing import Any, Self

import platformdirs
from sqlalchemy import Connection

from harmattan.dates import now_utc
from harmattan.errors import LedgerError, UsageError
from harmattan.ledger import (
    check,
    diff,
    extent,
    feed,
    joining,
    judgements,
    news,
    postgresql,
    sources,
    sqlite,
    unused,
    view,
    whole_acts,
    write,
)
from harmattan.ledger.database import Database, Waits
from harmattan.ledger.diff import Difference
from harmattan.ledger.feed import Change
from harmattan.ledger.foreign import store as foreign
from harmattan.ledger.foreign.store import Asked, Import
from harmattan.ledger.memberships import ACT, STORY
from harmattan.ledger.query import Query
from harmattan.ledger.query.near import Locate
from harmattan.ledger.reads import Reads
from harmattan.ledger.sources import Held, SourceState
from harmattan.ledger.unused import Unused
from harmattan.ledger.watching import Watching
from harmattan.ledger.write import Added
from harmattan.records import Coded, Foreign, Judgement, Refusal, RoleClaim, Run

__all__ = ["Added", "Ledger", "default_path", "open_ledger"]

# A writer holds the lock for some milliseconds a page; ten seconds outlast a long queue of them, but no import.
_PATIENCE = 10.0


class Ledger(Reads):
    """An open ledger, closed at the end of its ``with``. Every method raises LedgerError if the file fails it."""

    def __init__(self, database: Database, clock: Callable[[], str], as_of: str | None = None) -> None:
        super().__init__(database, as_of)
        self._clock = clock

    def past(self, as_of: str | None) -> "Ledger":
        """Return the ledger as it stood at a moment or the end of a day in UTC (None: as it is), to be read only.

        Events, acts, reports, articles, codings, joins, judgements and coverage are those of then. Searches of words,
        counts of pairs, sources and what was recorded are not asked of the past. Close the ledger itself, not this.
        """
        return Ledger(self._database, self._clock, as_of) if as_of else self

    @property
    def name(self) -> str:
        """The file, or the address of the server's database without its password."""
        return self._database.name

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def add(self, coded: Coded, run: Run) -> Added:
        """Append an article with its events in one transaction; what is known already is not written again.

        Raises LedgerError too if coded contradicts itself (a span outside its text, a wrong hash) or reuses an id.
        """
        return self.add_all([coded], run)[0]

    def add_all(self, coded: Sequence[Coded], run: Run) -> list[Added]:
        """Append many articles in one transaction, all of them or, if one cannot be, none; as add for the rest."""
        with self._writing() as connection:
            return write.add(write.Writer(connection, run, extent.stamp(connection, self._clock())), coded)

    def refuse(self, refusal: Refusal, run: Run) -> None:
        """Append an input that could not be used, with its reason; once a run."""
        with self._writing() as connection:
            write.refuse(write.Writer(connection, run, extent.stamp(connection, self._clock())), refusal)

    @property
    def watching(self) -> Watching:
        """What a watcher keeps: addresses found and what came of asking for each."""
        return Watching(self._database, self._clock)

    def sources(self, name: str = "") -> list[SourceState]:
        """Return what is watched, then every outlet that was read, each by name; name: those whose name holds it."""
        with self._reading() as connection:
            return sources.states(connection, name, self._clock())

    def held(self, source: str) -> list[Held]:
        """Return the addresses of a watched source that are in quarantine, with why and the next try."""
        with self._reading() as connection:
            return sources.held(connection, source).get(source, [])

    def all_held(self) -> dict[str, list[Held]]:
        """Return the addresses in quarantine of every watched source that has any, by source."""
        with self._reading() as connection:
            return sources.held(connection)

    def judge(self, judgement: Judgement) -> str:
        """Append what somebody says of an event; return the id it is kept under. Raises UsageError for an unknown
        subject.
        """
        return self.judge_all([judgement])[0]

    def judge_all(self, given: Sequence[Judgement]) -> list[str]:
        """Append several judgements in one transaction, all of them or none; as judge for the rest."""
        with self._writing() as connection:
            now = extent.stamp(connection, self._clock())
            return [judgements.append(connection, one, now) for one in given]

    def reject_act(self, judgement: Judgement) -> list[str]:
        """Append the rejection of an event and, in the same transaction, one like it of each other report of its act
        that is not rejected yet; return the ids, that of the event last. Raises UsageError for an unknown subject.
        """
        with self._writing() as connection:
            now = extent.stamp(connection, self._clock())
            return [judgements.append(connection, one, now) for one in whole_acts.rejections(connection, judgement)]

    def join(self, most: int = joining.CODINGS) -> joining.Joined:
        """Compare what came since the last join (at most so many codings) and keep which reports tell of one act and
        which articles of one story. Readers and writers go on meanwhile; the lock is held for the writing only.
        """
        with self._reading() as connection:
            before, found = joining.marked(connection), joining.look(connection, most)
        if found is None:
            return joining.Joined()
        with self._writing() as connection:
            done = joining.write(connection, found, before, extent.stamp(connection, self._clock()))
        if not done:
            return self.join(most)
        moved = sum(map(len, found.moved.values()))
        return joining.Joined(found.wholes[ACT], found.wholes[STORY], moved, found.left)

    def waiting(self) -> int:
        """Return how many codings have not been joined."""
        with self._reading() as connection:
            return joining.waiting(connection)

    def add_foreign(
        self, told: Import, rows: Iterable[Foreign | Refusal], refuse: Callable[[Refusal], None] = lambda _: None
    ) -> Import:
        """Append one file of another data set in one transaction; under its name, the same file adds nothing again.

        Rows are never events of ours. Each row that cannot be kept goes to refuse. Raises UsageError for a bad name,
        LedgerError if no row can be used, and whatever rows raises; nothing is kept then.
        """
        with self._writing() as connection:
            return foreign.add(
                connection, replace(told, recorded_at=extent.stamp(connection, self._clock())), rows, refuse
            )

    def foreign(
        self,
        name: str,
        *,
        countries: Sequence[Sequence[str]] = (),
        since: str | None = None,
        until: str | None = None,
        limit: int = 100,
    ) -> list[Foreign]:
        """Return rows of the data set imported as name, oldest first; one of each group of countries is in a row.

        (("USA",), ("MLI", "NER")): USA and one of the others, as a party or as the place. since and until as for
        events. Raises UsageError for a name that is not there and for bad arguments.
        """
        with self._reading() as connection:
            return foreign.found(connection, Asked(name, countries, since, until), limit)

    def imports(self) -> list[Import]:
        """Return every file of other data sets that was imported, oldest first."""
        with self._reading() as connection:
            return foreign.listed(connection)

    def refusals(self) -> list[Refusal]:
        """Return every refusal, oldest first."""
        with self._reading() as connection:
            return view.list_refusals(connection)

    def runs(self) -> list[Run]:
        """Return every run that added something, oldest first."""
        with self._reading() as connection:
            return view.list_runs(connection)

    def roles(self, articles: Collection[str] | None = None) -> list[tuple[str, str | None, RoleClaim]]:
        """Return article id, day of publication and office for every office told in the newest codings.

        articles: only of these, at most a thousand.
        """
        with self._reading() as connection:
            return list(view.roles(connection, articles))

    def changes(self, *, since: str = "", until: str = "", limit: int = 100) -> list[Change]:
        """Return what was recorded between two moments (ISO prefixes; until not included), newest first.

        Raises UsageError for a limit below 1, for what is no moment, and where since is not before until.
        """
        with self._reading() as connection:
            return feed.changes(connection, since=since, until=until, limit=limit)

    def unused(self, most: int) -> tuple[list[Unused], int]:
        """Return the newest inputs that could not be used, at most so many, and how many there are in all."""
        with self._reading() as connection:
            return unused.unused(connection, most)

    def diff(
        self,
        query: Query,
        first: str,
        second: str,
        *,
        coders: bool = False,
        locate: Locate | None = None,
        most: int | None = None,
    ) -> list[Difference]:
        """Return how the events of a query differ between two moments, or between two coders' newest codings.

        most: of what lies between two moments only so many events, the newest, are looked at. Raises UsageError for
        moments or coders that are none.
        """
        with self._reading() as connection:
            if coders:
                return list(diff.coders(connection, query, first, second, locate))
            return list(diff.moments(connection, query, first, second, locate, most))

    def busier(self, first: str, second: str, most: int) -> bool:
        """Tell whether diff, asked for most, would leave events between two moments out."""
        with self._reading() as connection:
            return diff.busier(connection, first, second, most)

    def is_empty(self) -> bool:
        """Tell whether no article was ever added; takes no time, whatever the ledger holds."""
        with self._reading() as connection:
            return news.is_empty(connection)

    def recorded(self, ids: Collection[str]) -> dict[str, str]:
        """Return when each of some events was last recorded."""
        with self._reading() as connection:
            return news.recorded(connection, ids)

    def new_outlets(self, since: str) -> dict[str, int]:
        """Return the outlets first read at or after a moment, with the articles read of each."""
        with self._reading() as connection:
            return news.new_outlets(connection, since)

    def counts(self) -> dict[str, int]:
        """Return how many rows each table has: articles, events, refusals, runs ..."""
        with self._reading() as connection:
            return view.counts(connection)

    def last_stamp(self) -> str:
        """Return the newest stamp of anything appended, "" for an empty ledger; unlike newest_record, at once."""
        with self._reading() as connection:
            return extent.last_stamp(connection)

    def state(self) -> str:
        """Return a token that differs whenever something was appended."""
        with self._reading() as connection:
            return extent.state(connection)

    def problems(self) -> list[str]:
        """Check the whole ledger; return one line for each broken invariant, none for a sound one.

        A file too damaged to be checked to its end is a problem, not an error.
        """
        found: list[str] = []
        try:
            with self._reading() as connection:
                found.extend(check.problems(connection, self._clock()))
        except LedgerError as error:
            found.append(str(error))
        return found

    def ask(self, query: str, *, seconds: float = 10.0, most: int = 1000) -> tuple[list[str], list[tuple[Any, ...]]]:
        """Return column names and at most `most` rows of one SELECT; nothing can be written.

        Raises UsageError for SQL that is wrong, writes, or asks nothing; TooSlow for what takes longer than seconds;
        LedgerError.
        """
        names, rows = self._database.ask(query, seconds, most)
        if not names:
            raise UsageError("nothing is asked: write one SELECT")
        return names, rows

    def close(self) -> None:
        """Close every connection."""
        self._database.engine.dispose()

    def _writing(self) -> AbstractContextManager[Connection]:
        if self._as_of:
            raise LedgerError("nothing is written into the past of a ledger")
        return self._database.writing()


def open_ledger(
    path: Path | str | None,
    *,
    clock: Callable[[], str] = now_utc,
    patience: float = _PATIENCE,
    told: Callable[[str], None] = lambda _: None,
) -> Ledger:
    """Open the ledger at path (None: the default), making or upgrading it first; use it in a ``with``.

    path: a file, or postgresql://user@host/database. patience: seconds that a writer waits for another; told: is
    told, once a wait, that it does. Raises LedgerError if it is unreadable, no ledger, of a newer schema, or locked.
    """
    chosen = default_path() if path is None else path
    kind = postgresql if str(chosen).startswith(("postgresql://", "postgres://")) else sqlite
    return Ledger(kind.opened(str(chosen), clock, Waits(patience, told)), clock)


def default_path() -> Path:
    """Return where the ledger lies if nobody says otherwise."""
    return platformdirs.user_data_path("harmattan", appauthor=False) / "ledger.sqlite"
