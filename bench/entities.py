"""Scores named entities: ``python bench/entities.py FILE [--model FOLDER]``.

FILE is CoNLL or iob2 (wikigold, UNER). Exact span and kind, for the kinds the file annotates among
person, organisation, place and other names. The shipped model is trained on wikigold and uner_ewt:
figures on those two files tell what it remembers, not how it reads.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from bench.figures import f1  # noqa: E402
from harmattan.annotate.decode import Thresholds, mentions  # noqa: E402
from harmattan.annotate.encoder import Encoder  # noqa: E402
from harmattan.annotate.text import tokenize, windows  # noqa: E402
from harmattan.records import Span  # noqa: E402
from train.sources import TaggedExample, tagged  # noqa: E402

KINDS = frozenset({"person", "organisation", "place", "other-name"})
Found = set[tuple[str, int, int]]


def gold(example: TaggedExample) -> tuple[str, Found]:
    """Return the sentence joined by blanks and its entities by character."""
    text, starts = "", []
    for word in example.words:
        starts.append(len(text))
        text += word + " "
    spans: Found = set()
    for kind, first, last in _runs(example.tags):
        spans.add((kind, starts[first], starts[last - 1] + len(example.words[last - 1])))
    return text, spans


def _runs(tags: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    first = None
    for i, tag in enumerate([*tags, "O"]):
        if first is not None and not tag.startswith("I-"):
            yield tags[first][2:], first, i
            first = None
        if tag.startswith("B-"):
            first = i


def found(encoder: Encoder, texts: Sequence[str]) -> list[Found]:
    """Return the entities the model finds in each text."""
    read = [
        list(windows(tokenize(encoder.tokenizer, text, [Span(0, len(text))]), encoder.cls_id, encoder.sep_id))
        for text in texts
    ]
    flat = [window for windows_ in read for window in windows_]
    encoded = iter(encoder.run([(window.ids, window.shapes) for window in flat]))
    return [
        {
            (item.kind, item.span.start, item.span.end)
            for window in windows_
            for item in mentions(window, next(encoded), Thresholds())
        }
        for windows_ in read
    ]


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--model", type=Path)
    options = parser.parse_args()
    examples = list(tagged(options.file, KINDS))
    kinds = {tag[2:] for example in examples for tag in example.tags if tag != "O"}
    pairs = [gold(example) for example in examples]
    answers = found(Encoder(options.model), [text for text, _ in pairs])
    counts = {kind: [0, 0, 0] for kind in ("all", *sorted(kinds))}
    for (_, told), answer in zip(pairs, answers, strict=True):
        for kind, count in counts.items():
            mine = {item for item in answer if item[0] == kind or (kind == "all" and item[0] in kinds)}
            theirs = {item for item in told if kind in ("all", item[0])}
            for i, number in enumerate((len(mine & theirs), len(mine), len(theirs))):
                count[i] += number
    for kind, (right, given, told_) in counts.items():
        precision, recall = right / max(1, given), right / max(1, told_)
        print(f"{kind:<14} F1 {f1(right, given, told_):.3f}  P {precision:.3f}  R {recall:.3f}  n={told_}")


if __name__ == "__main__":
    main()
