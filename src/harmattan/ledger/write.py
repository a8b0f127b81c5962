"""Appends to the ledger. Each function runs inside the caller's transaction, which holds the write lock."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import Connection, Table, insert, select

from harmattan.errors import LedgerError
from harmattan.ledger import check, codec, view
from harmattan.ledger.codec import Values
from harmattan.ledger.schema import articles, coded, codings, events, parties, readings, refusals, runs, spans
from harmattan.records import Article, Coded, Event, Refusal, Run

# An event is known by its id within one coder: another coder's word on the same act is another row.
Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Added:
    """What one call of add found new."""

    article_new: bool
    events_new: int
    events_known: int


class Writer:
    """A transaction under way, for one run at one time; both go onto every row it appends."""

    def __init__(self, connection: Connection, run: Run, now: str) -> None:
        self.connection = connection
        self.run = run
        self.now = now
        self._run_number: int | None = None

    def append(self, table: Table, row: Values) -> int:
        """Insert one stamped row; return its number."""
        return self._insert(table, row | {"run": self._recorded_run(), "recorded_at": self.now})

    def attach(self, table: Table, rows: Sequence[Values]) -> None:
        """Insert rows that belong to a row already stamped."""
        if rows:
            self.connection.execute(insert(table), rows)

    def find(self, table: Table, **values: str | int) -> int | None:
        """Return the number of a row with these values, or None."""
        conditions = [table.c[name] == value for name, value in values.items()]
        return self.connection.scalar(select(table.c.number).where(*conditions).limit(1))

    def _insert(self, table: Table, row: Values) -> int:
        key = self.connection.execute(insert(table), row).inserted_primary_key
        if key is None:
            raise LedgerError(f"not written: {table.name} gave no row number")
        return int(key[0])

    def _recorded_run(self) -> int:
        # Recorded with the first row it adds, so that reading a known page again adds nothing at all.
        if self._run_number is None:
            self._run_number = self._known_run() or self._insert(runs, asdict(self.run) | {"recorded_at": self.now})
        return self._run_number

    def _known_run(self) -> int | None:
        held = self.connection.execute(select(runs).where(runs.c.id == self.run.id)).first()
        if held is None:
            return None
        if Run(held.id, held.started_at, held.coder, held.codebook) != self.run:
            raise LedgerError(f"not written: {self.run.id} already stands for another run")
        return int(held.number)


def add(writer: Writer, given: Coded) -> Added:
    """Append what is new in given: text, reading, events and the coding that holds them; else write nothing.

    Raises LedgerError if given breaks an invariant or reuses an id for something else.
    """
    for fault in check.faults(given):
        raise LedgerError(f"not written: {fault}")
    article_new, article = _article(writer, given.article)
    _reading(writer, given.article, article)
    known = _known(writer.connection, given.annotations.events, article)
    numbers = [known.get(_key(event)) or _event(writer, event, given, article) for event in given.annotations.events]
    _coding(writer, given, article, numbers)
    return Added(article_new, len(numbers) - len(known), len(known))


def refuse(writer: Writer, refusal: Refusal) -> None:
    """Append an input that could not be used, unless this run said so already."""
    query = (
        select(refusals.c.number)
        .join(runs, runs.c.number == refusals.c.run)
        .where(runs.c.id == writer.run.id, refusals.c.coding.is_(None))
        .where(refusals.c.source == refusal.source, refusals.c.reason == refusal.reason)
    )
    if writer.connection.scalar(query) is None:
        writer.append(refusals, asdict(refusal))


def _article(writer: Writer, article: Article) -> tuple[bool, int]:
    query = select(articles.c.number, articles.c.content_hash).where(articles.c.id == article.id)
    held = writer.connection.execute(query).first()
    if held is None:
        row = {"id": article.id, "content_hash": article.content_hash, "text": codec.pack(article.text)}
        return True, writer.append(articles, row)
    if held.content_hash != article.content_hash:
        raise LedgerError(f"not written: {article.id} already stands for another text")
    return False, int(held.number)


def _reading(writer: Writer, article: Article, article_number: int) -> None:
    row = codec.reading_row(article) | {"article": article_number}
    if writer.find(readings, article=article_number, digest=row["digest"]) is None:
        writer.append(readings, row)


def _key(event: Event) -> Key:
    return event.id, event.coder, event.codebook


def _known(connection: Connection, given: Sequence[Event], article: int) -> dict[Key, int]:
    keys = {_key(event) for event in given}
    found: dict[Key, int] = {}
    for ids in view.chunks({event.id for event in given}):
        columns = (events.c.id, events.c.coder, events.c.codebook, events.c.number, events.c.article)
        for id_, coder, codebook, number, owner in connection.execute(select(*columns).where(events.c.id.in_(ids))):
            if owner != article:
                raise LedgerError(f"not written: {id_} already stands for an event of another article")
            if (id_, coder, codebook) in keys:
                found[id_, coder, codebook] = number
    return found


def _event(writer: Writer, event: Event, given: Coded, article: int) -> int:
    published = codec.told_value(given.article.published)
    number = writer.append(events, codec.event_row(event, published) | {"article": article})
    writer.attach(spans, [row | {"event": number} for row in codec.span_rows(event, given.article.text)])
    writer.attach(parties, [row | {"event": number} for row in codec.party_rows(event)])
    return number


def _coding(writer: Writer, given: Coded, article: int, event_numbers: list[int]) -> None:
    row = codec.coding_row(given.annotations, given.refusals)
    row |= {"article": article, "coder": writer.run.coder, "codebook": writer.run.codebook}
    if writer.find(codings, **{name: row[name] for name in ("article", "coder", "codebook", "digest")}) is not None:
        return
    number = writer.append(codings, row)
    writer.attach(coded, [{"coding": number, "ordinal": i, "event": event} for i, event in enumerate(event_numbers)])
    for refusal in given.refusals:
        writer.append(refusals, asdict(refusal) | {"coding": number})
