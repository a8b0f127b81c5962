"""Scores named entities: ``python bench/entities.py FILE [--documents] [--model FOLDER | --folds 5 --base FILE]``.

FILE is CoNLL or iob2 (wikigold, UNER). Exact span and kind, for the kinds the file annotates among
person, organisation, place and other names. The shipped model is trained on wikigold and uner_ewt:
figures on those two files tell what it remembers. With --folds, models are tuned on all folds but one
(and on the files of --with) and scored on that one, from the base checkpoint of ``python -m train --sets base``, which
saw neither set. With --documents, each sentence is read among those around it, as the product reads it, and so it is in
tuning: of the fold the words are then seen, the names never.
"""

import argparse
import sys
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from bench.figures import f1, split_folds  # noqa: E402
from harmattan.annotate.decode import Thresholds, mentions  # noqa: E402
from harmattan.annotate.encoder import Encoder  # noqa: E402
from harmattan.annotate.names import whole_names  # noqa: E402
from harmattan.annotate.text import tokenize, windows  # noqa: E402
from train.examples import together  # noqa: E402
from train.sources import TaggedExample, tagged  # noqa: E402

if TYPE_CHECKING:
    from train.folds import TorchEncoder

NAMES = frozenset({"person", "organisation", "place"})
KINDS = NAMES | {"other-name"}
Found = set[tuple[str, int, int]]


def found(encoder: "Encoder | TorchEncoder", examples: Sequence[TaggedExample], *, documents: bool) -> list[Found]:
    """Return the entities the model finds in each sentence, read alone or in its document."""
    if not documents:
        return [answer for example in examples for answer in _read(encoder, [example])]
    groups = groupby(examples, key=lambda example: example.document)
    return [answer for _, group in groups for answer in _read(encoder, list(group))]


def _read(encoder: "Encoder | TorchEncoder", examples: Sequence[TaggedExample]) -> list[Found]:
    """Return the entities of sentences that are read together, counted from the begin of each."""
    text, spans = together(examples)
    cut = list(windows(tokenize(encoder.tokenizer, text, spans), encoder.cls_id, encoder.sep_id))
    encoded = encoder.run([(window.ids, window.shapes) for window in cut])
    seen = (item for window, one in zip(cut, encoded, strict=True) for item in mentions(window, one, Thresholds()))
    told = whole_names(text, seen)
    return [
        {(one.kind, one.span.start - at.start, one.span.end - at.start) for one in told if one.span.overlaps(at)}
        for at in spans
    ]


def crossed(examples: Sequence[TaggedExample], more: Sequence[Sequence[TaggedExample]], how: Namespace) -> list[Found]:
    """Return what a model that has not seen its fold finds in each example; of the fold it may have read the words."""
    from train.folds import entity_encoder

    answers: list[Found] = [set() for _ in examples]
    for held, _ in split_folds(len(examples), how.folds, how.seed):
        out = set(held)
        rest = [replace(example, tags=()) if i in out else example for i, example in enumerate(examples)]
        encoder = entity_encoder(how.base, [rest, *more], epochs=how.epochs, seed=how.seed, documents=how.documents)
        told = found(encoder, examples, documents=how.documents)
        for i in held:
            answers[i] = told[i]
    return answers


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--model", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--base", type=Path, help="checkpoint that every fold starts from")
    parser.add_argument("--with", type=Path, nargs="*", default=[], dest="more", help="further files to tune on")
    parser.add_argument("--documents", action="store_true", help="read each sentence in its document")
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    examples = list(tagged(options.file, KINDS))
    kinds = {tag[2:] for example in examples for tag in example.tags if tag != "O"}
    examples = [replace(item, kinds=frozenset(kinds)) for item in examples]
    if options.folds:
        answers = crossed(examples, [list(tagged(path, NAMES)) for path in options.more], options)
    else:
        answers = found(Encoder(options.model), examples, documents=options.documents)
    counts = {kind: [0, 0, 0] for kind in ("all", "names", *sorted(kinds))}
    members = {"all": kinds, "names": NAMES} | {kind: {kind} for kind in kinds}
    for example, answer in zip(examples, answers, strict=True):
        told = set(example.spans())
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
