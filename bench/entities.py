"""Scores named entities: ``python bench/entities.py FILE [--model FOLDER | --folds 5 --base FILE [--with FILE]]``.

FILE is CoNLL or iob2 (wikigold, UNER). Exact span and kind, for the kinds the file annotates among
person, organisation, place and other names. The shipped model is trained on wikigold and uner_ewt:
figures on those two files tell what it remembers. With --folds, models are tuned on all folds but one
(and on the files of --with) and scored on that one, from the base checkpoint of
``python -m train --sets base``, which saw neither set.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from bench.figures import f1, split_folds  # noqa: E402
from harmattan.annotate.decode import Thresholds, mentions  # noqa: E402
from harmattan.annotate.encoder import Encoder  # noqa: E402
from harmattan.annotate.text import tokenize, windows  # noqa: E402
from harmattan.records import Span  # noqa: E402
from train.sources import TaggedExample, tagged  # noqa: E402

if TYPE_CHECKING:
    from train.folds import TorchEncoder

NAMES = frozenset({"person", "organisation", "place"})
KINDS = NAMES | {"other-name"}
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


def found(encoder: "Encoder | TorchEncoder", texts: Sequence[str]) -> list[Found]:
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


def crossed(
    examples: Sequence[TaggedExample], more: Sequence[TaggedExample], base: Path, folds: int, epochs: int, seed: int
) -> list[Found]:
    """Return what a model that has not seen its fold finds in each example."""
    from train.folds import entity_encoder

    answers: list[Found] = [set() for _ in examples]
    for held, left in split_folds(len(examples), folds, seed):
        encoder = entity_encoder(base, [*(examples[i] for i in left), *more], epochs=epochs, seed=seed)
        for i, answer in zip(held, found(encoder, [gold(examples[i])[0] for i in held]), strict=True):
            answers[i] = answer
    return answers


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--model", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--base", type=Path, help="checkpoint that every fold starts from")
    parser.add_argument("--with", type=Path, nargs="*", default=[], dest="more", help="further files to tune on")
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    examples = list(tagged(options.file, KINDS))
    kinds = {tag[2:] for example in examples for tag in example.tags if tag != "O"}
    examples = [replace(item, kinds=frozenset(kinds)) for item in examples]
    pairs = [gold(example) for example in examples]
    if options.folds:
        more = [item for path in options.more for item in tagged(path, NAMES)]
        answers = crossed(examples, more, options.base, options.folds, options.epochs, options.seed)
    else:
        answers = found(Encoder(options.model), [text for text, _ in pairs])
    counts = {kind: [0, 0, 0] for kind in ("all", "names", *sorted(kinds))}
    members = {"all": kinds, "names": NAMES} | {kind: {kind} for kind in kinds}
    for (_, told), answer in zip(pairs, answers, strict=True):
        for kind, count in counts.items():
            mine = {item for item in answer if item[0] in members[kind] and item[0] in kinds}
            theirs = {item for item in told if item[0] in members[kind]}
            for i, number in enumerate((len(mine & theirs), len(mine), len(theirs))):
                count[i] += number
    for kind, (right, given, told_) in counts.items():
        precision, recall = right / max(1, given), right / max(1, told_)
        print(f"{kind:<14} F1 {f1(right, given, told_):.3f}  P {precision:.3f}  R {recall:.3f}  n={told_}")


if __name__ == "__main__":
    main()
