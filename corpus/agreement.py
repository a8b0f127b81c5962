"""Agreement of two annotators: ``python -m corpus.agreement [--news DATA]``.

corpus/second holds what was annotated a second time, blind, from the bare text; corpus/first the first
annotation of the same passages as it was before the two were settled (of blind-a it was not kept, so the
batches, settled, stand for it). With --news it is the real articles of the part "unseen", kept by offsets; DATA is the
folder of the public sets. F1 is symmetric: it does not matter which of the two is called gold.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from corpus import news
from corpus.markup import Document, GoldEvent, GoldSpan, load

FIRST, SECOND = (Path(__file__).parent / name for name in ("first", "second"))
Pair = tuple[Document, Document]


def paired(first: Sequence[Document], second: Sequence[Document]) -> Iterator[Pair]:
    """Yield the documents that both annotated, with the same text."""
    known = {document.id: document for document in first}  # a later one with the same id counts
    for document in second:
        other = known.get(document.id)
        if other is not None and other.text == document.text:
            yield other, document


def matched(one: Document, other: Document) -> list[tuple[GoldEvent, GoldEvent]]:
    """Pair events whose triggers overlap; where several do, the same type first."""
    taken: set[str] = set()
    pairs = []
    for event in one.events:
        near = [item for item in other.events if item.id not in taken and _touch(one, event, other, item)]
        best = min(near, key=lambda item: item.type != event.type, default=None)
        if best is not None:
            taken.add(best.id)
            pairs.append((event, best))
    return pairs


def _touch(one: Document, event: GoldEvent, other: Document, item: GoldEvent) -> bool:
    left = [span for span in one.spans if span.id == event.id]
    right = [span for span in other.spans if span.id == item.id]
    return any(_overlap(a, b) for a in left for b in right)


def _overlap(one: GoldSpan, other: GoldSpan) -> bool:
    return one.start < other.end and other.start < one.end


def figures(pairs: Sequence[Pair]) -> Iterator[tuple[str, float, int]]:
    """Yield name, agreement (F1, or share of matched events) and the number it rests on."""
    counts: Counter[str] = Counter()
    for one, other in pairs:
        counts["left"] += len(one.events)
        counts["right"] += len(other.events)
        for event, twin in matched(one, other):
            counts["trigger"] += 1
            counts["type"] += event.type == twin.type
            if event.type == twin.type:
                counts.update(_fields(one, event, other, twin))
                counts["contexts left"] += len(event.contexts)
                counts["contexts right"] += len(twin.contexts)
                counts["contexts both"] += len(set(event.contexts) & set(twin.contexts))
    total = counts["left"] + counts["right"]
    yield "trigger (F1)", 2 * counts["trigger"] / max(1, total), total // 2
    yield "trigger and type (F1)", 2 * counts["type"] / max(1, total), total // 2
    for name in ("modes", "factuality", "actors", "recipients", "place", "time", "one context or more"):
        yield f"{name}, given the type", counts[name] / max(1, counts["type"]), counts["type"]
    told = counts["contexts left"] + counts["contexts right"]
    yield "contexts (micro-F1)", 2 * counts["contexts both"] / max(1, told), told // 2


def _fields(one: Document, event: GoldEvent, other: Document, twin: GoldEvent) -> Iterator[str]:
    if set(event.modes) == set(twin.modes):
        yield "modes"
    if event.factuality == twin.factuality:
        yield "factuality"
    if set(event.contexts) & set(twin.contexts) or event.contexts == twin.contexts:
        yield "one context or more"
    sides = (("actors", event.actors, twin.actors), ("recipients", event.recipients, twin.recipients))
    single = (("place", event.places, twin.places), ("time", (event.time,), (twin.time,)))
    for name, left, right in (*sides, *single):
        if _same(one, left, other, right):
            yield name


def _same(one: Document, left: Sequence[str], other: Document, right: Sequence[str]) -> bool:
    """Whether each side's spans overlap a span of the other side, and both or neither are empty."""
    spans = [span for id_ in left if (span := one.span(id_))]
    others = [span for id_ in right if (span := other.span(id_))]
    if not spans or not others:
        return not spans and not others
    return all(any(_overlap(a, b) for b in others) for a in spans) and all(
        any(_overlap(a, b) for a in spans) for b in others
    )


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--news", type=Path, metavar="DATA", help="real articles of the part unseen")
    options = parser.parse_args()
    if options.news:
        first, second = (news.load(options.news, news.UNSEEN, kept / "news.jsonl") for kept in (FIRST, SECOND))
    else:
        first, second = [*load(), *load(FIRST)], load(SECOND)
    pairs = list(paired(first, second))
    print(f"documents annotated twice: {len(pairs)}")
    for name, value, count in figures(pairs):
        print(f"{name:<34} {value:.3f}  n={count}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
