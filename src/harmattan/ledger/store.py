"""Opens a ledger file and keeps every database error behind LedgerError."""

from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from typing import Any, Self

import platformdirs
from sqlalchemy import Connection

from harmattan.dates import now_utc
from harmattan.errors import LedgerError
from harmattan.ledger import (
    acts,
    check,
    diff,
    extent,
    feed,
    history,
    joining,
    judgements,
    light,
    memberships,
    news,
    postgresql,
    search,
    sources,
    sqlite,
    unused,
    versions,
    view,
    write,
)
from harmattan.ledger.acts import Act
from harmattan.ledger.database import Database
from harmattan.ledger.diff import Difference
from harmattan.ledger.feed import Change
from harmattan.ledger.foreign import store as foreign
from harmattan.ledger.foreign.store import Asked, Import
from harmattan.ledger.happenings import Happening
from harmattan.ledger.history import Moment
from harmattan.ledger.judgements import Verdict
from harmattan.ledger.light import Light
from harmattan.ledger.memberships import ACT, STORY
from harmattan.ledger.query import Query, facets, places
from harmattan.ledger.query.facets import Facets
from harmattan.ledger.query.near import Locate
from harmattan.ledger.query.places import Places
from harmattan.ledger.search import Hit, Quads
from harmattan.ledger.sources import Held, SourceState
from harmattan.ledger.unused import Unused
from harmattan.ledger.versions import Copy, Version
from harmattan.ledger.view import Recorded
from harmattan.ledger.watching import Watching
from harmattan.ledger.write import Added
from harmattan.records import Article, Coded, Event, Foreign, Judgement, Refusal, RoleClaim, Run

__all__ = ["Added", "Ledger", "default_path", "open_ledger"]

# A writer holds the lock for some milliseconds a page; ten seconds outlast a long queue of them.
_PATIENCE = 10.0
EVERYTHING = Query()


class Ledger:
    """An open ledger, closed at the end of its ``with``. Every method raises LedgerError if the file fails it."""

    def __init__(self, database: Database, clock: Callable[[], str]) -> None:
        self._database = database
        self._clock = clock

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
            return sources.held(connection, source)

    def versions(self, article: str) -> list[Version]:
        """Return the texts that stood at an article's address, this one among them, in the order they were read."""
        with self._reading() as connection:
            return versions.versions(connection, article)

    def copies(self, article: str) -> list[Copy]:
        """Return the articles with the same text or nearly, at whatever outlet, the likest first."""
        with self._reading() as connection:
            return versions.copies(connection, article)

    def judge(self, judgement: Judgement) -> None:
        """Append what somebody says of an event. Raises UsageError for an unknown subject."""
        with self._writing() as connection:
            judgements.append(connection, judgement, extent.stamp(connection, self._clock()))

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

    def acts_of(self, events: Iterable[str], *, before: str | None = None) -> dict[str, str]:
        """Return the id of the act that each report tells of; a report that has not been joined is not in it."""
        with self._reading() as connection:
            return memberships.wholes(connection, ACT, events, before)

    def reports_of(self, acts: Collection[str], *, before: str | None = None) -> dict[str, tuple[str, ...]]:
        """Return the ids of the events that tell of each act, sorted."""
        with self._reading() as connection:
            return memberships.members(connection, ACT, acts, before)

    def wholes(self, kind: str) -> int:
        """Return how many acts (kind: act) or stories (story) there are."""
        with self._reading() as connection:
            return memberships.count(connection, kind)

    def story_of(self, article: str) -> tuple[str, ...]:
        """Return the ids of the articles that report the same news, this one among them; alone if it is not joined."""
        with self._reading() as connection:
            whole = memberships.wholes(connection, STORY, [article]).get(article)
            return memberships.members(connection, STORY, [whole])[whole] if whole else (article,)

    def joined_by(self, event: str) -> str:
        """Return why a report is of its act: the report it is likest, and the clues; empty if it stands alone."""
        with self._reading() as connection:
            return memberships.reason(connection, ACT, event)

    def judgements(self, subject: str | None = None) -> list[Judgement]:
        """Return all judgements, oldest first, withdrawn ones and withdrawals too; or those on one subject."""
        with self._reading() as connection:
            return judgements.listed(connection, subject)

    def verdicts(self, found: Sequence[Event]) -> dict[str, Verdict]:
        """Return the judgement in force on each of the events that has one, by event id."""
        with self._reading() as connection:
            return judgements.verdicts(connection, found)

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

    def events(
        self, query: Query = EVERYTHING, *, limit: int = 100, after: str | None = None, locate: Locate | None = None
    ) -> list[Event]:
        """Return the events that a query finds, newest act first; after is the id of the last event of the page before.

        An act is dated by its told time, else by its article's date; without either it has no date and comes last.
        locate gives the latitude and longitude of a name in the query. Raises UsageError for bad arguments.
        """
        with self._reading() as connection:
            return view.list_events(connection, query, limit, after, locate)

    def acts(
        self,
        query: Query = EVERYTHING,
        *,
        limit: int = 100,
        after: str | None = None,
        locate: Locate | None = None,
        count_sources: bool = True,
    ) -> list[Act]:
        """Return the acts of which a report fits, by the newest that does; after is the report shown for the last act
        of the page before. count_sources: False leaves sources at 1. Raises UsageError for bad arguments.
        """
        with self._reading() as connection:
            return acts.acts(connection, query, limit, after, locate, count_sources=count_sources)

    def light(self, queries: Sequence[Query], *, most: int, locate: Locate | None = None) -> Light:
        """Return the acts of the newest reports that any of some queries finds, without their words, for counting; of
        each query at most so many reports. Raises UsageError.
        """
        with self._reading() as connection:
            return light.light(connection, queries, most, locate)

    def act(self, id_: str) -> Happening | None:
        """Return an act: its reports, sources, days and what the reports differ in; None if there is none."""
        with self._reading() as connection:
            return acts.told(connection, id_)

    def search(self, words: str, *, limit: int = 50) -> list[Hit]:
        """Return the articles in whose title or text a phrase stands, newest first. Raises UsageError."""
        with self._reading() as connection:
            return search.hits(connection, words, limit)

    def newest_articles(self, *, limit: int = 50, after: str | None = None) -> list[Hit]:
        """Return the articles that were read last, the last first; after is the last of the page before.

        Raises UsageError for bad arguments.
        """
        with self._reading() as connection:
            return search.newest(connection, limit, after)

    def weeks(self, source: str, target: str) -> dict[str, Quads]:
        """Return for each ISO week the reports of acts of one country towards another that took place, by quad."""
        with self._reading() as connection:
            return search.weeks(connection, source, target)

    def pairs(self, most: int) -> list[tuple[str, str, int]]:
        """Return the pairs of country slots of which most reports tell, with how many, at most so many pairs."""
        with self._reading() as connection:
            return search.pairs(connection, most)

    def facets(self, query: Query, *, locate: Locate | None = None, most: int | None = facets.MOST) -> Facets:
        """Count types, factualities, countries, months and sources of the newest reports that a query finds.

        At most so many are counted (None: all that fit). Raises UsageError for a query that cannot be answered.
        """
        with self._reading() as connection:
            return facets.facets(connection, query, locate, most)

    def places(self, query: Query = EVERYTHING, *, locate: Locate | None = None, most: int = places.MOST) -> Places:
        """Count where the newest acts or reports that a query finds took place, at the precision that was told.

        At most so many reports are read. Raises UsageError for a query that cannot be answered.
        """
        with self._reading() as connection:
            return places.places(connection, query, locate, most)

    def event(self, id_: str) -> Event | None:
        """Return the event with that id as last coded, or None."""
        with self._reading() as connection:
            return view.event(connection, id_)

    def reports(self, ids: Iterable[str]) -> dict[str, Event]:
        """Return the events with these ids as last coded, by id; those that are not there are left out."""
        with self._reading() as connection:
            return view.reports(connection, ids)

    def mastheads(self, ids: Iterable[str]) -> dict[str, Article]:
        """Return articles as last read, by id, with title, day, site and address alone: neither text nor blocks."""
        with self._reading() as connection:
            return view.mastheads(connection, ids)

    def article(self, id_: str) -> Article | None:
        """Return the article with that id as last read, or None."""
        with self._reading() as connection:
            return view.article(connection, id_)

    def articles(self, ids: Iterable[str]) -> dict[str, Article]:
        """Return those of the articles that are there, as last read, by id."""
        with self._reading() as connection:
            return view.articles_of(connection, ids)

    def article_history(self, article_id: str) -> list[Recorded]:
        """Return when an article was read and coded, oldest first: each reading that differs, each coding."""
        with self._reading() as connection:
            return view.article_history(connection, article_id)

    def coded(self, article_id: str) -> Coded | None:
        """Return an article as last read with everything its last coding found, or None."""
        with self._reading() as connection:
            return view.last_coding(connection, article_id)

    def find(self, prefix: str, *, limit: int = 100) -> list[str]:
        """Return the ids of articles and events that begin with prefix, sorted; at most limit of them."""
        with self._reading() as connection:
            return view.find(connection, prefix, limit)

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
        """Return what was recorded between two moments (ISO prefixes; until not included), newest first."""
        with self._reading() as connection:
            return feed.changes(connection, since=since, until=until, limit=limit)

    def history(self, event: str) -> list[Moment]:
        """Return all that was recorded of an event, oldest first; nothing for an unknown one."""
        with self._reading() as connection:
            return history.history(connection, event)

    def codings_of(self, event: str) -> list[Event]:
        """Return an event as each coder version that found it has it, oldest first."""
        with self._reading() as connection:
            return history.versions(connection, event)

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

    def coverage(self) -> dict[str, int]:
        """Return how many articles were published in each ISO week."""
        with self._reading() as connection:
            return extent.coverage(connection)

    def newest_record(self) -> str | None:
        """Return when the newest record was written, or None for an empty ledger."""
        with self._reading() as connection:
            return extent.newest_record(connection)

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

        Raises UsageError for SQL that is wrong, writes, or takes longer than seconds; LedgerError.
        """
        return self._database.ask(query, seconds, most)

    def close(self) -> None:
        """Close every connection."""
        self._database.engine.dispose()

    def _reading(self) -> AbstractContextManager[Connection]:
        return self._database.reading()

    def _writing(self) -> AbstractContextManager[Connection]:
        return self._database.writing()


def open_ledger(path: Path | str | None, *, clock: Callable[[], str] = now_utc, patience: float = _PATIENCE) -> Ledger:
    """Open the ledger at path (None: the default), making or upgrading it first; use it in a ``with``.

    path: a file, or postgresql://user@host/database. patience is how many seconds to wait for another writer. Raises
    LedgerError if it is unreadable, no ledger, of a newer schema, or locked.
    """
    chosen = default_path() if path is None else path
    kind = postgresql if str(chosen).startswith(("postgresql://", "postgres://")) else sqlite
    return Ledger(kind.opened(str(chosen), clock, patience), clock)


def default_path() -> Path:
    """Return where the ledger lies if nobody says otherwise."""
    return platformdirs.user_data_path("harmattan", appauthor=False) / "ledger.sqlite"
