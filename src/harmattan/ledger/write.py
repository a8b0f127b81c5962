"""Appends to the ledger. Each function runs inside the caller's transaction, which holds the write lock."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field

from sqlalchemy import Connection, Table, func, select

from harmattan.errors import LedgerError
from harmattan.ledger import check, codec, days_told, lookup, packing, view, words
from harmattan.ledger.bulk import insert_all
from harmattan.ledger.codec import Values
from harmattan.ledger.schema import (
    articles,
    coded,
    codings,
    dues,
    dyads,
    events,
    fetches,
    finds,
    outlets,
    parties,
    readings,
    refusals,
    row_confidences,
    runs,
    scheduled,
    spans,
    standings,
)
from harmattan.records import Article, Coded, Event, Refusal, Run

# An event is known by its id within one coder: another coder's word on the same act is another row.
Key = tuple[str, str, str]
# Rows go in behind those they name.
_ORDER = (
    runs, articles, readings, codings, events, parties, spans, dues, row_confidences, coded, scheduled, refusals, dyads,
    outlets, standings, finds, fetches,
)  # fmt: skip
# Pages whose rows wait together: enough to write fast, few enough to hold.
_RUN = 200


@dataclass(frozen=True, slots=True)
class Added:
    """What one call of add found new."""

    article_new: bool
    events_new: int
    events_known: int


@dataclass(frozen=True, slots=True)
class Known:
    """What the ledger holds of some pages already: row numbers by what they are known by."""

    articles: dict[str, tuple[int, str]] = field(default_factory=dict)  # number and hash of the text, by id
    readings: set[tuple[int, str]] = field(default_factory=set)  # article, digest
    codings: set[tuple[int, str, str, str]] = field(default_factory=set)  # article, coder, codebook, digest
    events: dict[Key, int] = field(default_factory=dict)
    owners: dict[str, int] = field(default_factory=dict)  # article of each event id
    dues: set[int] = field(default_factory=set)  # events of which it is known for when they are due
    sure: set[int] = field(default_factory=set)  # events of which it is known how sure they are as a whole


class Writer:
    """A transaction under way, for one run at one time; both go onto every row it appends.

    Rows wait until flush and go in together, which is many times faster than one by one. Their numbers are given here
    and not by the database: the write lock is held, so none can be given twice.
    """

    def __init__(self, connection: Connection, run: Run, now: str) -> None:
        self.connection = connection
        self.run = run
        self.now = now
        self._run_number: int | None = None
        self._last: dict[str, int] = {}
        self._rows: dict[str, list[Values]] = {}
        self._words: dict[str, list[Values]] = {"event_words": [], "page_words": []}

    def append(self, table: Table, row: Values) -> int:
        """Append one stamped row; return its number."""
        return self._numbered(table, row | {"run": self._recorded_run(), "recorded_at": self.now})

    def note(self, table: Table, row: Values) -> int:
        """Append one row of no run; return its number."""
        return self._numbered(table, row | {"recorded_at": self.now})

    def attach(self, table: Table, rows: Sequence[Values]) -> None:
        """Append rows that belong to a row already stamped."""
        self._rows.setdefault(table.name, []).extend(rows)

    def complete(self, table: Table, rows: Sequence[Values]) -> None:
        """Append rows that belong to a row stamped long ago: the run that adds them is recorded."""
        self._recorded_run()
        self.attach(table, rows)

    def index(self, name: str, row: Values) -> None:
        """Append a row of words."""
        self._words[name].append(row)

    def flush(self) -> None:
        """Write what waits."""
        for table in _ORDER:
            insert_all(self.connection, table, self._rows.pop(table.name, ()))
        for name, columns in (("event_words", words.EVENT_WORDS), ("page_words", words.PAGE_WORDS)):
            lookup.put(self.connection, name, columns, self._words[name])
            self._words[name] = []

    def _numbered(self, table: Table, row: Values) -> int:
        if table.name not in self._last:
            self._last[table.name] = self.connection.scalar(select(func.max(table.c.number))) or 0
        self._last[table.name] += 1
        self._rows.setdefault(table.name, []).append(row | {"number": self._last[table.name]})
        return self._last[table.name]

    def _recorded_run(self) -> int:
        # Recorded with the first row it adds, so that reading a known page again adds nothing at all.
        if self._run_number is None:
            self._run_number = self._known_run() or self._numbered(runs, asdict(self.run) | {"recorded_at": self.now})
        return self._run_number

    def _known_run(self) -> int | None:
        held = self.connection.execute(select(runs).where(runs.c.id == self.run.id)).first()
        if held is None:
            return None
        if Run(held.id, held.started_at, held.coder, held.codebook) != self.run:
            raise LedgerError(f"not written: {self.run.id} already stands for another run")
        return int(held.number)


def add(writer: Writer, given: Sequence[Coded]) -> list[Added]:
    """Append what is new in given: text, reading, events and the coding that holds them; else write nothing.

    Raises LedgerError if one of given breaks an invariant or reuses an id for something else.
    """
    done: list[Added] = []
    for some in _apart(given):
        known = _known(writer.connection, some)
        done += [_add(writer, one, known) for one in some]
        writer.flush()
    return done


def _apart(given: Sequence[Coded]) -> Iterator[list[Coded]]:
    """Runs of pages in which no article stands twice, so that what is known of them holds for the whole run."""
    some: dict[str, Coded] = {}
    for one in given:
        if one.article.id in some or len(some) == _RUN:
            yield list(some.values())
            some = {}
        some[one.article.id] = one
    if some:
        yield list(some.values())


def _known(connection: Connection, given: Sequence[Coded]) -> Known:
    known = Known()
    for ids in view.chunks(one.article.id for one in given):
        query = select(articles.c.id, articles.c.number, articles.c.content_hash).where(articles.c.id.in_(ids))
        known.articles.update({id_: (number, hash_) for id_, number, hash_ in connection.execute(query)})
    for numbers in view.chunks(number for number, _ in known.articles.values()):
        held = select(readings.c.article, readings.c.digest).where(readings.c.article.in_(numbers))
        known.readings.update((article, digest) for article, digest in connection.execute(held))
        columns = (codings.c.article, codings.c.coder, codings.c.codebook, codings.c.digest)
        made = connection.execute(select(*columns).where(codings.c.article.in_(numbers)))
        known.codings.update((article, coder, book, digest) for article, coder, book, digest in made)
    _know_events(connection, given, known)
    return known


def _know_events(connection: Connection, given: Sequence[Coded], known: Known) -> None:
    columns = (events.c.id, events.c.coder, events.c.codebook, events.c.number, events.c.article)
    for ids in view.chunks({event.id for one in given for event in one.annotations.events}):
        for id_, coder, book, number, owner in connection.execute(select(*columns).where(events.c.id.in_(ids))):
            known.events[id_, coder, book] = number
            known.owners[id_] = owner
    for numbers in view.chunks(known.events.values()):
        for table, told in ((dues, known.dues), (row_confidences, known.sure)):
            told.update(connection.scalars(select(table.c.event).where(table.c.event.in_(numbers))))


def _add(writer: Writer, given: Coded, known: Known) -> Added:
    for fault in check.faults(given):
        raise LedgerError(f"not written: {fault}")
    article_new, article = _article(writer, given.article, known)
    _reading(writer, given.article, article, known)
    fresh = 0
    numbers: list[int] = []
    for event in given.annotations.events:
        if known.owners.get(event.id, article) != article:
            raise LedgerError(f"not written: {event.id} already stands for an event of another article")
        fresh += _key(event) not in known.events
        held = known.events.get(_key(event))
        if held:
            _fill(writer, event, held, known)
        numbers.append(held or _event(writer, event, given, article))
        known.owners[event.id] = article
    _coding(writer, given, article, numbers, known, again=not article_new)
    return Added(article_new, fresh, len(numbers) - fresh)


def refuse(writer: Writer, refusal: Refusal) -> None:
    """Append an input that could not be used, unless this run said so already."""
    query = (
        select(refusals.c.number)
        .join(runs, runs.c.number == refusals.c.run)
        .where(runs.c.id == writer.run.id, refusals.c.coding.is_(None))
        .where(refusals.c.source == refusal.source, refusals.c.reason == refusal.reason)
    )
    if writer.connection.scalar(query) is None:
        writer.append(refusals, asdict(refusal) | {"coding": None})
        writer.flush()


def _article(writer: Writer, article: Article, known: Known) -> tuple[bool, int]:
    held = known.articles.get(article.id)
    if held is None:
        row = {"id": article.id, "content_hash": article.content_hash, "text": packing.pack(article.text)}
        return True, writer.append(articles, row)
    if held[1] != article.content_hash:
        raise LedgerError(f"not written: {article.id} already stands for another text")
    return False, held[0]


def _reading(writer: Writer, article: Article, article_number: int, known: Known) -> None:
    row = codec.reading_row(article) | {"article": article_number}
    if (article_number, row["digest"]) in known.readings:
        return
    number = writer.append(readings, row)
    writer.attach(outlets, lookup.outlet_rows(number, article_number, row))
    writer.index("page_words", lookup.page_words(number, row["title"], article.text))


def _key(event: Event) -> Key:
    return event.id, event.coder, event.codebook


def _event(writer: Writer, event: Event, given: Coded, article: int) -> int:
    published = codec.told_value(given.article.published)
    row = codec.event_row(event, published) | {"article": article}
    number = writer.append(events, row)
    marked, members = codec.span_rows(event, given.article.text), codec.party_rows(event)
    writer.attach(spans, [one | {"event": number} for one in marked])
    writer.attach(dues, [one | {"event": number} for one in codec.due_rows(event)])
    writer.attach(row_confidences, [one | {"event": number} for one in codec.row_confidence_rows(event)])
    writer.attach(parties, [one | {"event": number} for one in members])
    sides = [(one["side"], one["country"]) for one in members]
    writer.attach(dyads, lookup.dyad_rows(number, row, sides))
    told, names = (one["folded"] for one in marked), ((one["side"], one["name"]) for one in members)
    writer.index("event_words", lookup.event_words(number, told, names, row["place"]))
    return number


def _fill(writer: Writer, event: Event, number: int, known: Known) -> None:
    """Append what the ledger could not tell yet when an event was kept: for when it is due, how sure it is."""
    told = ((dues, known.dues, codec.due_rows(event)), (row_confidences, known.sure, codec.row_confidence_rows(event)))
    for table, filled, rows in told:
        if rows and number not in filled:
            writer.complete(table, [one | {"event": number} for one in rows])


def _coding(writer: Writer, given: Coded, article: int, event_numbers: list[int], known: Known, *, again: bool) -> None:
    row = codec.coding_row(given.annotations, given.refusals)
    row |= {"article": article, "coder": writer.run.coder, "codebook": writer.run.codebook}
    if (article, row["coder"], row["codebook"], row["digest"]) in known.codings:
        return
    number = writer.append(codings, row)
    writer.attach(coded, [{"coding": number, "ordinal": i, "event": event} for i, event in enumerate(event_numbers)])
    writer.attach(scheduled, days_told.rows(number, given.annotations.scheduled))
    if again:
        held = lookup.standing_rows(writer.connection, article, number, set(event_numbers), writer.now)
        writer.attach(standings, held)
    for refusal in given.refusals:
        writer.append(refusals, asdict(refusal) | {"coding": number})
