"""Cross-validation for the benches: a base model that saw neither set is tuned on all folds but one.

The base (``python -m train --sets base --checkpoint FILE``) knows the corpus, its sparse pages, re3d and the treebank,
so one run of it serves every fold without leaking any sentence of the folds.
"""

from collections.abc import Sequence
from pathlib import Path

import torch

from harmattan.annotate import labels
from harmattan.annotate.encoder import Encoded
from harmattan.annotate.text import load_tokenizer
from train.__main__ import BASE, new_coder, prepare
from train.examples import Builder, Pieces
from train.fit import Task, fit, pad, pair_logits, pair_loss, tag_loss
from train.model import Coder
from train.sources import PairExample, TaggedExample

BATCH = 16


class TorchEncoder:
    """A network in training that answers like harmattan.annotate.encoder.Encoder."""

    def __init__(self, coder: Coder, builder: Builder) -> None:
        self.coder = coder.eval()
        self.tokenizer, self.cls_id, self.sep_id = builder.tokenizer, builder.cls, builder.sep

    def run(self, inputs: Sequence[tuple[Sequence[int], Sequence[int]]]) -> list[Encoded]:
        """Encode (ids, shapes) pairs, in order."""
        out: list[Encoded] = []
        for first in range(0, len(inputs), BATCH):
            part = [Pieces(list(ids), list(shapes), []) for ids, shapes in inputs[first : first + BATCH]]
            with torch.no_grad():
                found = self.coder(*pad(part))
            tensors = (found.states, found.entities, found.triggers, found.ends, found.cues)
            for row, item in enumerate(part):
                out.append(Encoded(*(tensor[row, : len(item.ids)].float().numpy() for tensor in tensors)))
        return out


def _tuned(base: Path | None, task: Task, epochs: int, seed: int) -> Coder:
    prepare(seed)
    coder = new_coder(base)
    if task.examples:
        fit(coder, [task], epochs=epochs, seed=seed, log=lambda _: None)
    return coder.eval()


def pair_answers(
    base: Path | None, rest: Sequence[PairExample], held: Sequence[PairExample], *, epochs: int, seed: int
) -> list[str]:
    """Return the roots of held by a model tuned on rest; by the base as it is where rest is empty."""
    builder = Builder(load_tokenizer(BASE / "tokenizer.json"))
    unseen = {example.text for example in held}
    training = [builder.pair(example) for example in rest if example.text not in unseen]
    coder = _tuned(base, Task("pair", training, pair_loss), epochs, seed)
    with torch.no_grad():
        return [labels.PAIR_ROOTS[int(pair_logits(coder, [builder.pair(example)]).argmax())] for example in held]


def entity_encoder(
    base: Path | None, rest: Sequence[Sequence[TaggedExample]], *, epochs: int, seed: int, documents: bool = False
) -> TorchEncoder:
    """Return a model tuned to the entities of rest, a list for each file.

    documents: each sentence is read among those around it, and one without tags only so.
    """
    builder = Builder(load_tokenizer(BASE / "tokenizer.json"))
    if documents:
        # Two cuts of each document: half of them an epoch, in batches of about as many sentences.
        windows = [item for examples in rest for item in builder.in_documents(examples)]
        task = Task("entities", windows, tag_loss("entities"), batch=8, share=0.5)
    else:
        sentences = [example for examples in rest for example in examples if example.tags]
        task = Task("entities", builder.entities(sentences), tag_loss("entities"))
    return TorchEncoder(_tuned(base, task, epochs, seed), builder)


def ends_encoder(base: Path | None, rest: Sequence[TaggedExample], *, epochs: int, seed: int) -> TorchEncoder:
    """Return a model tuned to the sources and targets of rest."""
    builder = Builder(load_tokenizer(BASE / "tokenizer.json"))
    return TorchEncoder(_tuned(base, Task("ends", builder.ends(rest), tag_loss("ends")), epochs, seed), builder)
