"""What is asked of the events, acts and articles of a ledger: the part of it that only reads them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Final

from sqlalchemy import Connection

from harmattan.ledger import (
    acts,
    days_told,
    extent,
    history,
    judgements,
    light,
    memberships,
    search,
    versions,
    view,
    whole_acts,
)
from harmattan.ledger.acts import Act, Tally
from harmattan.ledger.database import Database
from harmattan.ledger.extent import Coverage
from harmattan.ledger.happenings import Happening
from harmattan.ledger.history import Moment
from harmattan.ledger.judgements import Verdict
from harmattan.ledger.light import Light
from harmattan.ledger.memberships import ACT, STORY
from harmattan.ledger.query import Query, conditions, facets, periods, places
from harmattan.ledger.query.facets import Facets
from harmattan.ledger.query.near import Locate
from harmattan.ledger.query.places import Places
from harmattan.ledger.search import Hit, Quads
from harmattan.ledger.versions import Copy, Version
from harmattan.ledger.view import Recorded
from harmattan.records import Article, Coded, Event, Judgement, Noted

EVERYTHING: Final = Query()


class Reads:
    """Answers from one database. Every method raises LedgerError if it fails."""

    def __init__(self, database: Database, as_of: str | None = None) -> None:
        self._database = database
        self._as_of = as_of
        self._before = as_of and periods.after(as_of)

    def _then(self, query: Query) -> Query:
        """Return a query as of the moment that is looked at, or of an earlier one that it asks for itself."""
        if self._before and not (query.as_of and periods.after(query.as_of) <= self._before):
            return replace(query, as_of=self._as_of)
        return query

    def _reading(self) -> AbstractContextManager[Connection]:
        return self._database.reading()

    def versions(self, article: str) -> list[Version]:
        """Return the texts that stood at an article's address, this one among them, in the order they were read."""
        with self._reading() as connection:
            return versions.versions(connection, article)

    def copies(self, article: str) -> list[Copy]:
        """Return the articles with the same text or nearly, at whatever outlet, the likest first."""
        with self._reading() as connection:
            return versions.copies(connection, article)

    def acts_of(self, events: Iterable[str], *, before: str | None = None) -> dict[str, str]:
        """Return the id of the act that each report tells of; a report that has not been joined is not in it."""
        with self._reading() as connection:
            return memberships.wholes(connection, ACT, events, before or self._before)

    def reports_of(self, acts: Collection[str], *, before: str | None = None) -> dict[str, tuple[str, ...]]:
        """Return the ids of the events that tell of each act, sorted; what newer codings dropped is none of an act that
        has other reports."""
        with self._reading() as connection:
            return memberships.reports(connection, acts, before or self._before)

    def sources_of(self, reports: Mapping[str, Sequence[str]]) -> dict[str, int]:
        """Return how many independent sources tell each act, by its id. reports: all its reports, as reports_of has
        them."""
        with self._reading() as connection:
            return acts.sources(connection, reports, self._before)

    def tallies(self, of: Iterable[str], query: Query = EVERYTHING) -> dict[str, Tally]:
        """Return how many reports, articles and independent sources tell each act, by its id, as the acts of a query
        have them: by all reports of it, whichever of them the query finds."""
        with self._reading() as connection:
            return acts.tallies(connection, set(of), self._before, own=conditions.names_a_coder(query))

    def wholes(self, kind: str) -> int:
        """Return how many acts (kind: act) or stories (story) there are."""
        with self._reading() as connection:
            return memberships.count(connection, kind)

    def story_of(self, article: str) -> tuple[str, ...]:
        """Return the ids of the articles that report the same news, this one among them; alone if it is not joined."""
        with self._reading() as connection:
            whole = memberships.wholes(connection, STORY, [article], self._before).get(article)
            return memberships.members(connection, STORY, [whole], self._before)[whole] if whole else (article,)

    def joined_by(self, event: str) -> str:
        """Return why a report is of its act: the report it is likest, and the clues; empty if it stands alone."""
        with self._reading() as connection:
            return memberships.reason(connection, ACT, event, self._before)

    def judgements(self, subject: str | None = None) -> list[Judgement]:
        """Return all judgements, oldest first, withdrawn ones and withdrawals too; or those on one subject."""
        with self._reading() as connection:
            return judgements.listed(connection, subject, self._before)

    def reports_with(self, event: str) -> tuple[str, ...]:
        """Return the ids of the reports of the act that an event tells of, itself among them, joined or not."""
        with self._reading() as connection:
            return whole_acts.reports(connection, event, self._before)

    def judged_together(self, judgement: str) -> tuple[str, ...]:
        """Return the id of a judgement in force, and of those like it that were given with it of the other reports of
        its act, oldest first; none if it is not in force."""
        with self._reading() as connection:
            return whole_acts.together(connection, judgement)

    def verdicts(self, found: Sequence[Event]) -> dict[str, Verdict]:
        """Return the judgement in force on each of the events that has one, by event id."""
        with self._reading() as connection:
            return judgements.verdicts(connection, found, self._before)

    def events(
        self, query: Query = EVERYTHING, *, limit: int = 100, after: str | None = None, locate: Locate | None = None
    ) -> list[Event]:
        """Return the events that a query finds, newest act first; after is the id of the last event of the page before.

        An act is dated by its told time, else by its article's date; without either it has no date and comes last.
        locate gives the latitude and longitude of a name in the query. Raises UsageError for bad arguments.
        """
        with self._reading() as connection:
            return view.list_events(connection, self._then(query), limit, after, locate)

    def acts(
        self,
        query: Query = EVERYTHING,
        *,
        limit: int = 100,
        after: str | None = None,
        locate: Locate | None = None,
        count_sources: bool = True,
    ) -> list[Act]:
        """Return the acts of which a report fits, by the newest that does; after is a report of the last act of the
        page before. count_sources: False leaves sources at 1. Raises UsageError for bad arguments.
        """
        with self._reading() as connection:
            return acts.acts(connection, self._then(query), limit, after, locate, count_sources=count_sources)

    def check(self, query: Query, locate: Locate | None = None) -> None:
        """Raise UsageError for a query that these tables cannot answer, before anything is looked for."""
        with self._reading() as connection:
            conditions.parts(connection, replace(self._then(query), by=None), locate)

    def light(self, queries: Sequence[Query], *, most: int, locate: Locate | None = None, each: bool = False) -> Light:
        """Return the acts of the newest reports that any of some queries finds, without their words, for counting; of
        each query at most so many reports. each: every report by itself as well. Raises UsageError.
        """
        with self._reading() as connection:
            return light.light(connection, list(map(self._then, queries)), most, locate, each=each)

    def act(self, id_: str) -> Happening | None:
        """Return an act: its reports, sources, days and what the reports differ in; None if there is none."""
        with self._reading() as connection:
            return acts.told(connection, id_, self._before)

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

    def facets(
        self, query: Query, *, locate: Locate | None = None, most: int | None = facets.MOST, acts: bool = False
    ) -> Facets:
        """Count types, factualities, countries, months and sources of the newest reports that a query finds.

        At most so many are looked at (None: all that fit); acts: each act counts once, not each of its reports. Raises
        UsageError for a query that cannot be answered.
        """
        with self._reading() as connection:
            return facets.facets(connection, self._then(query), locate, most, acts=acts)

    def places(self, query: Query = EVERYTHING, *, locate: Locate | None = None, most: int = places.MOST) -> Places:
        """Count where the newest acts or reports that a query finds took place, at the precision that was told.

        At most so many reports are read. Raises UsageError for a query that cannot be answered.
        """
        with self._reading() as connection:
            return places.places(connection, self._then(query), locate, most)

    def event(self, id_: str) -> Event | None:
        """Return the event with that id as last coded, or None."""
        with self._reading() as connection:
            return view.event(connection, id_, self._before)

    def reports(self, ids: Iterable[str]) -> dict[str, Event]:
        """Return the events with these ids as last coded, by id; those that are not there are left out."""
        with self._reading() as connection:
            return view.reports(connection, ids, self._before)

    def mastheads(self, ids: Iterable[str]) -> dict[str, Article]:
        """Return articles as last read, by id, with title, day, site and address alone: neither text nor blocks."""
        with self._reading() as connection:
            return view.mastheads(connection, ids, self._before)

    def article(self, id_: str) -> Article | None:
        """Return the article with that id as last read, or None."""
        with self._reading() as connection:
            return view.article(connection, id_, self._before)

    def articles(self, ids: Iterable[str]) -> dict[str, Article]:
        """Return those of the articles that are there, as last read, by id."""
        with self._reading() as connection:
            return view.articles_of(connection, ids, self._before)

    def article_history(self, article_id: str) -> list[Recorded]:
        """Return when an article was read and coded, oldest first: each reading that differs, each coding."""
        with self._reading() as connection:
            return view.article_history(connection, article_id)

    def coded(self, article_id: str) -> Coded | None:
        """Return an article as last read with everything its last coding found, or None."""
        with self._reading() as connection:
            return view.last_coding(connection, article_id, self._before)

    def scheduled(self, since: str | None = None) -> list[Noted]:
        """Return the days that articles tell of elections, deadlines and ends, by article in order of arrival: those
        from an ISO day on, and those of what was put off without its day.
        """
        with self._reading() as connection:
            return days_told.noted(connection, since, self._before)

    def find(self, prefix: str, *, limit: int = 100) -> list[str]:
        """Return the ids of articles and events that begin with prefix, sorted; at most limit of them."""
        with self._reading() as connection:
            return view.find(connection, prefix, limit)

    def history(self, event: str) -> list[Moment]:
        """Return all that was recorded of an event, oldest first; nothing for an unknown one."""
        with self._reading() as connection:
            return history.history(connection, event)

    def codings_of(self, event: str) -> list[Event]:
        """Return an event as each coder version that found it has it, oldest first."""
        with self._reading() as connection:
            return history.versions(connection, event)

    def coverage(self) -> Coverage:
        """Return how many articles were published in each ISO week, and by which outlets."""
        with self._reading() as connection:
            return extent.coverage(connection, self._before)

    def outlets(self, queries: Iterable[Query]) -> set[str]:
        """Return the outlets that tell of what any of some queries finds, by the names that coverage has them under.
        Raises UsageError.
        """
        with self._reading() as connection:
            return extent.outlets(connection, map(self._then, queries))

    def newest_record(self) -> str | None:
        """Return when the newest record of a page, coding, judgement or join was written; None for an empty ledger."""
        with self._reading() as connection:
            return extent.newest_record(connection, self._before)
