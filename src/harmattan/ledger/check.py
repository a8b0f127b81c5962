"""What must hold of every record in the ledger: asked before writing, and of the whole file by doctor."""

import math
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from sqlalchemy import Connection, select

from harmattan import dates
from harmattan.ids import content_hash
from harmattan.ledger import codec, extent, judgements, migrations, schema, view
from harmattan.ledger.columns import Damaged
from harmattan.ledger.foreign import store as foreign
from harmattan.records import Annotations, Article, Coded, Event, Quote, Span

# SQLite's PRAGMA integrity_check stops after this many lines by itself; ours would fill the memory too.
MOST = 1000
_TRIGGERS = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
    "WHERE relnamespace = current_schema()::regnamespace AND tgenabled <> 'D'",
}


def faults(coded: Coded) -> Iterator[str]:
    """Yield a line for each invariant that coded breaks; nothing for a sound one."""
    text = coded.article.text
    yield from article_faults(coded.article)
    if coded.annotations.article != coded.article.id:
        yield f"annotations are of {coded.annotations.article!r}, not {coded.article.id!r}"
    yield from annotation_faults(coded.annotations, text)
    for event in coded.annotations.events:
        if event.article != coded.article.id:
            yield f"event {event.id} is of {event.article!r}, not {coded.article.id!r}"
        yield from event_faults(event, text)
    times = Counter((event.id, event.coder, event.codebook) for event in coded.annotations.events)
    yield from (f"event {key[0]} is there {count} times" for key, count in times.items() if count > 1)


def article_faults(article: Article) -> Iterator[str]:
    """Yield a line for each invariant that article breaks."""
    if content_hash(article.text) != article.content_hash:
        yield f"text of {article.id} does not match its hash"
    told = (article.site, article.title, article.dek, article.byline, article.published, article.updated)
    spans = [*(block.span for block in article.blocks), *(item.span for item in told if item and item.span)]
    for span in spans:
        if not _within(span, article.text):
            yield f"{article.id} has a span outside its text: {span.start}..{span.end}"


def annotation_faults(annotations: Annotations, text: str) -> Iterator[str]:
    """Yield a line for each sentence, mention, doubt, quote, antecedent or office that lies outside the text."""
    spans = [sentence.span for sentence in annotations.sentences]
    spans += [mention.span for mention in annotations.mentions]
    spans += [doubt.span for doubt in annotations.doubts if doubt.span]
    spans += [span for quote in annotations.quotes for span in _quote_spans(quote)]
    spans += [span for item in annotations.antecedents for span in (item.span, item.antecedent)]
    spans += [span for role in annotations.roles for span in (role.span, role.told)]
    spans += [span for day in annotations.scheduled for span in (day.thing, day.span, day.sentence)]
    for span in spans:
        if not _within(span, text):
            yield f"annotations of {annotations.article} have a span outside the text: {span.start}..{span.end}"
    scores = [mention.score for mention in annotations.mentions]
    scores += [item.score for item in annotations.antecedents]
    scores += [quote.confidence for quote in annotations.quotes]
    if not all(map(math.isfinite, scores)):
        yield f"annotations of {annotations.article} have a score that is no number"


def _quote_spans(quote: Quote) -> Iterator[Span]:
    yield quote.cue
    yield from quote.content
    if quote.speaker and quote.speaker.span:
        yield quote.speaker.span


def event_faults(event: Event, text: str) -> Iterator[str]:
    """Yield a line for each span of event that holds no words of text, and each score that is no number."""
    parts = (*event.actors, *event.recipients, event.place, event.time, event.said_by, event.due)
    spans = [event.trigger, *event.evidence, *(part.span for part in parts if part and part.span)]
    for span in spans:
        if not (_within(span, text) and span.start < span.end):
            yield f"event {event.id} has a span that holds no words: {span.start}..{span.end}"
    place = (event.place.lat, event.place.lon) if event.place else ()
    numbers = (event.confidence, event.row_confidence, event.score, *place)
    if not all(math.isfinite(number) for number in numbers if number is not None):
        yield f"event {event.id} has a confidence, score or coordinate that is no number"


def _within(span: Span, text: str) -> bool:
    return 0 <= span.start <= span.end <= len(text)


def problems(connection: Connection, now: str) -> Iterator[str]:
    """Yield a line for each thing wrong with the file, its tables or its records; at most MOST of each."""
    if connection.dialect.name == "sqlite":
        yield from _file_problems(connection)
    found = set(connection.exec_driver_sql(_TRIGGERS[connection.dialect.name]).scalars())
    for guard in sorted(migrations.guards() - found):
        yield f"the guard {guard} is gone: rows may have been changed"
    yield from foreign.problems(connection)
    yield from _watch_problems(connection)
    yield from islice(judgements.problems(connection), MOST)
    yield from islice(_day_problems(connection), MOST)
    newest = extent.newest_record(connection)
    if newest is not None and newest > now:
        yield f"the newest record is stamped {newest}, which is still to come: a clock was wrong"
    articles = connection.execute(select(schema.articles.c.number, schema.articles.c.id)).all()
    for number, id_ in articles:
        yield from _article_problems(connection, number, id_)


def _file_problems(connection: Connection) -> Iterator[str]:
    """What SQLite itself finds; a server checks its pages and its keys by itself."""
    for line in connection.exec_driver_sql(f"PRAGMA integrity_check({MOST})").scalars():
        if line != "ok":
            yield f"integrity: {line}"
    for table, row, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(MOST):
        yield f"{table} row {row} names a row of {parent} that is not there"


def _watch_problems(connection: Connection) -> Iterator[str]:
    """A page that a watcher called read and that is not there was lost."""
    known = select(schema.articles.c.id).where(schema.articles.c.id == schema.fetches.c.article).exists()
    query = select(schema.fetches.c.number, schema.fetches.c.article).where(schema.fetches.c.article.is_not(None))
    for number, article in connection.execute(query.where(~known).limit(MOST)):
        yield f"fetches row {number} names {article}, which is not there"


def _day_problems(connection: Connection) -> Iterator[str]:
    """An act that tells its time is looked for by the days of that time."""
    columns = ("id", "time", "first_day", "end_day")
    query = select(*(schema.events.c[name] for name in columns)).where(schema.events.c.time.is_not(None))
    for id_, time, first, end in connection.execute(query):
        told = dates.days_of(time)
        if told and (first, end) != (told[0].isoformat(), told[1].isoformat()):
            yield f"event {id_} tells {time} and is listed from {first} to {end}"


def _article_problems(connection: Connection, number: int, id_: str) -> Iterator[str]:
    try:
        article = view.article(connection, id_)
        reports = view.events_of(connection, number)
        done = view.annotations_of(connection, number)
    except Damaged as error:
        yield f"{id_}: {error}"
        return
    if article is None:
        yield f"{id_} has no reading"
        return
    yield from article_faults(article)
    yield from _event_problems(connection, article, reports)
    for coding in done.values():
        yield from annotation_faults(coding, article.text)
        yield from (f"a coding of {id_} holds {event.id}" for event in coding.events if event.article != id_)


def _event_problems(connection: Connection, article: Article, reports: dict[int, Event]) -> Iterator[str]:
    kept = view.spans_of(connection, reports)
    for number, event in reports.items():
        yield from event_faults(event, article.text)
        for row, span in zip(codec.span_rows(event, article.text), kept[number], strict=True):
            if row["folded"] != span.folded:
                yield f"event {event.id} keeps other words than stand at {span.start}..{span.stop} of {article.id}"
