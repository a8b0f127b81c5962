"""Scores whole events against corpus markup: ``python bench/events.py FILE [--model FOLDER] [--errors]``.

FILE is a batch of the corpus format, or a folder of them; with --news it is the folder of the public sets, and the real
articles that were annotated are scored (corpus/news.py). An event is right when its type is right and its trigger
overlaps the gold one. Parties, modes, factuality and contexts are scored on right events.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from bench.figures import f1  # noqa: E402
from corpus import news  # noqa: E402
from corpus.markup import Document, GoldEvent, GoldSpan, load, read  # noqa: E402
from corpus.splits import split_documents  # noqa: E402
from harmattan.annotate.annotate import Annotator  # noqa: E402
from harmattan.annotate.decode import Thresholds  # noqa: E402
from harmattan.annotate.encoder import Encoder  # noqa: E402
from harmattan.ids import content_hash, make_id  # noqa: E402
from harmattan.records import Antecedent, Article, Block, Event, Label, Span  # noqa: E402


@dataclass(slots=True)
class Tally:
    """Counts of one field: right answers, answers given, answers expected."""

    right: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    told: Counter[str] = field(default_factory=Counter)

    def add(self, name: str, right: int, found: int, told: int) -> None:
        """Add counts under a name."""
        self.right[name] += right
        self.found[name] += found
        self.told[name] += told

    def line(self, name: str) -> str:
        """Return "name P R F1 (n)"."""
        right, found, told = self.right[name], self.found[name], self.told[name]
        precision, recall = right / found if found else 0.0, right / told if told else 0.0
        return f"{name:<24} P {precision:.3f}  R {recall:.3f}  F1 {f1(right, found, told):.3f}  n={told}"


def plain(document: Document) -> Article:
    """Return a corpus document as an article."""
    return article_of(document.id, document.text)


def article_of(name: str, text: str) -> Article:
    """Return a text as an article of one paragraph a line."""
    blocks, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(Label.PARAGRAPH, Span(start, start + len(line))))
        start += len(line) + 1
    digest = content_hash(text)
    return Article(make_id("art", [name, digest]), name, text, tuple(blocks), digest)


def score(document: Document, events: Sequence[Event], tally: Tally) -> Iterator[str]:
    """Add one document to the tally; yield a line for each wrong event."""
    gold = {event.id: event for event in document.events}
    marks = [span for span in document.spans if span.id in gold]
    matched: dict[str, Event] = {}
    for event in events:
        mark = next((mark for mark in marks if overlap(mark, event.trigger) and gold[mark.id].type == event.type), None)
        tally.add("trigger", any(overlap(mark, event.trigger) for mark in marks), 1, 0)
        if mark is None:
            tally.add("trigger+type", 0, 1, 0)
            tally.add(event.type, 0, 1, 0)
            near = next((gold[mark.id].type for mark in marks if overlap(mark, event.trigger)), "no event")
            yield f"WRONG {document.id} {event.type} {event.trigger.of(document.text)!r} is {near} {event.confidence}"
        elif mark.id not in matched:
            matched[mark.id] = event
            tally.add("trigger+type", 1, 1, 0)
            tally.add(event.type, 1, 1, 0)
        elif not mark.again:
            # The parties that were marked are those of the main mention, not of the headline's.
            matched[mark.id] = event
    tally.add("trigger", 0, 0, len(gold))
    tally.add("trigger+type", 0, 0, len(gold))
    for id_, answer in gold.items():
        tally.add(answer.type, 0, 0, 1)
        if id_ in matched:
            _fields(document, answer, matched[id_], tally)
        else:
            span = document.span(id_)
            words = document.text[span.start : span.end] if span else ""
            yield f"MISSED {document.id} {answer.type} {words!r} {answer.factuality}"


def _fields(document: Document, gold: GoldEvent, event: Event, tally: Tally) -> None:
    _spans("actor", document, gold.actors, [party.span for party in event.actors if party.span], tally)
    _spans("recipient", document, gold.recipients, [party.span for party in event.recipients if party.span], tally)
    _spans("place", document, gold.places, [event.place.span] if event.place else [], tally)
    _spans("time", document, (gold.time,), [event.time.span] if event.time else [], tally)
    _spans("said_by", document, gold.said_by, [event.said_by.span] if event.said_by else [], tally)
    _sets("mode", set(gold.modes), set(event.modes), tally)
    _sets("context", set(gold.contexts), set(event.contexts), tally)
    tally.add("factuality", gold.factuality == event.factuality, 1, 1)


def antecedents(document: Document, found: Sequence[Antecedent], tally: Tally) -> None:
    """Score what pronouns and bare phrases were linked to: right if any mention of the same party is named.

    Counted over the phrases that are parties of the found events and have an antecedent in the gold.
    """
    chains = {id_: document.head(id_) for id_ in document.entities}
    for item in found:
        mine = {chains[m.id] for m in document.spans if m.id in chains and overlap(m, item.span)}
        theirs = {chains[m.id] for m in document.spans if m.id in chains and overlap(m, item.antecedent)}
        linked = any(document.entities[m.id].same for m in document.spans if m.id in chains and overlap(m, item.span))
        tally.add("antecedent", bool(mine & theirs) and linked, 1, linked)


def _spans(name: str, document: Document, ids: Sequence[str], found: Sequence[Span], tally: Tally) -> None:
    told = [span for id_ in ids if (span := document.span(id_))]
    overlapping = sum(any(overlap(mark, span) for mark in told) for span in found)
    recalled = sum(any(overlap(mark, span) for span in found) for mark in told)
    tally.add(f"{name} (overlap)", min(overlapping, recalled), len(found), len(told))
    exact = sum(any((mark.start, mark.end) == (span.start, span.end) for mark in told) for span in found)
    tally.add(f"{name} (exact)", exact, len(found), len(told))


def _sets(name: str, gold: set[str], found: set[str], tally: Tally) -> None:
    tally.add(name, len(gold & found), len(found), len(gold))


def overlap(mark: GoldSpan, span: Span) -> bool:
    """Tell whether a marked span and a found one share a character."""
    return mark.start < span.end and span.start < mark.end


def chosen(file: Path, part: str | None, *, real: bool = False) -> list[Document]:
    """Return the documents to score. Raises MarkupError if there is one that cannot be read."""
    if real:
        return news.load(file, part or "test")
    documents = load(file) if file.is_dir() else list(read(file))
    return getattr(split_documents(documents), part) if part else documents


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--model", type=Path, help="model folder; the shipped one if absent")
    parser.add_argument("--errors", action="store_true", help="print each wrong and each missed event")
    parser.add_argument(
        "--news", action="store_true", help="score real articles; FILE is the folder of the public sets"
    )
    parser.add_argument(
        "--part",
        choices=news.PARTS,
        help="only this part of the corpus (corpus/splits.py) or of real news (corpus/news.py)",
    )
    parser.add_argument("--trigger", type=float, default=Thresholds().trigger, help="least probability of a trigger")
    parser.add_argument("--event", type=float, default=Thresholds().event, help="least confidence of an event")
    options = parser.parse_args()
    documents = chosen(options.file, options.part, real=options.news)
    annotator = Annotator(Encoder(options.model), limits=Thresholds(trigger=options.trigger, event=options.event))
    tally = Tally()
    for document in documents:
        found = annotator.annotate(plain(document))
        if document.entities:
            antecedents(document, found.antecedents, tally)
        for line in score(document, found.events, tally):
            if options.errors:
                print(line)
    for name in tally.told:
        print(tally.line(name))


if __name__ == "__main__":
    main()
