"""Trains on some folds of marked pairs and answers another, for bench/event_types.py --folds."""

from collections.abc import Sequence
from pathlib import Path

import torch

from corpus.markup import load
from harmattan.annotate import labels
from harmattan.annotate.text import load_tokenizer
from train.__main__ import BASE, corpus_pairs, prepare
from train.examples import Builder
from train.fit import Task, device, fit, pair_logits, pair_loss
from train.model import Coder
from train.sources import PairExample


def fold_answers(
    rest: Sequence[PairExample], held: Sequence[PairExample], *, corpus: Path | None, epochs: int, seed: int
) -> list[str]:
    """Return the roots of held by a pair model trained on rest, and on the corpus if there is one.

    The other tasks are left out: their public sets share sentences with the folds.
    """
    prepare(seed)
    builder = Builder(load_tokenizer(BASE / "tokenizer.json"))
    unseen = {example.text for example in held}
    training = [
        example for example in [*rest, *(corpus_pairs(load(corpus)) if corpus else [])] if example.text not in unseen
    ]
    coder = Coder(BASE).to(device())
    fit(
        coder,
        [Task("pair", [builder.pair(example) for example in training], pair_loss)],
        epochs=epochs,
        seed=seed,
        log=lambda _: None,
    )
    with torch.no_grad():
        return [labels.PAIR_ROOTS[int(pair_logits(coder, [builder.pair(example)]).argmax())] for example in held]
