"""Writes what the desk tells about the numbers: ``python bench/publish.py --day 2026-11-28``.

Measures whole events by field and type, and the calibration, on the test part of the corpus with the shipped model,
and actors and dates on their cases; adds what bench/measured.toml has of other data, and puts all of it into
src/harmattan/desk/data/quality.json. A test compares that file with the model and the gold it was measured on.
"""

import argparse
import csv
import json
import sys
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from bench import actors, calibration, dates  # noqa: E402
from bench.events import Tally, plain, score  # noqa: E402
from bench.figures import f1  # noqa: E402
from bench.gate import digest  # noqa: E402
from corpus.markup import Document, load  # noqa: E402
from corpus.splits import split_documents  # noqa: E402
from harmattan.annotate.annotate import Annotator  # noqa: E402
from harmattan.annotate.decode import Thresholds  # noqa: E402
from harmattan.annotate.encoder import Encoder, read_card, shipped  # noqa: E402
from harmattan.codebook.loader import load as codebook  # noqa: E402
from harmattan.records import Span  # noqa: E402
from harmattan.resolve import knowledge  # noqa: E402
from harmattan.resolve.places import Places  # noqa: E402
from harmattan.resolve.when import time_of  # noqa: E402

OUT = ROOT / "src" / "harmattan" / "desk" / "data" / "quality.json"
MEASURED = Path(__file__).parent / "measured.toml"
# Names of the bench's tallies, as a reader calls them and what a right answer is.
HEADS = {
    "trigger": ("trigger alone", "the words that name an act are found"),
    "trigger+type": ("trigger and type", "they are found, and the type is right"),
    "actor (overlap)": ("actor", "of acts found right: the words of who did it overlap"),
    "recipient (overlap)": ("recipient", "of acts found right: the words of to whom overlap"),
    "place (overlap)": ("place", "of acts found right: the words of where overlap"),
    "time (overlap)": ("time", "of acts found right: the words of when overlap"),
    "said_by (overlap)": ("said by", "of acts found right: the words of who says so overlap"),
    "mode": ("mode", "of acts found right: how it was done"),
    "context": ("context", "of acts found right: what it is about"),
    "factuality": ("factuality", "of acts found right: took place, announced, possible, denied, background"),
}


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--day", required=True, help="the day of measuring, told in the file")
    options = parser.parse_args()
    documents = split_documents(load()).test
    made = {**described(documents, options.day), **measured(documents), **elsewhere()}
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text(json.dumps(made, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"{OUT.relative_to(ROOT)}: {len(made['heads'])} fields, {len(made['types'])} types, {made['day']}")


def described(documents: Sequence[Document], day: str) -> dict[str, Any]:
    """Return which model was measured on what."""
    card = read_card(shipped())
    return {
        "model": f"{card['name']}-{card['version']}",
        "model_sha256": card["sha256"],
        "codebook": codebook().version,
        "day": day,
        "command": f"python bench/publish.py --day {day}",
        "documents": len(documents),
        "data_sha256": digest(documents),
        "cut": Thresholds().event,
    }


def measured(documents: Sequence[Document]) -> dict[str, Any]:
    """Return figures of fields and types, the calibration, and those of actors and dates."""
    annotator, tally = Annotator(Encoder()), Tally()
    for document in documents:
        list(score(document, annotator.annotate(plain(document)).events, tally))
    answers = calibration.answers(documents, None)
    types = [name for name in codebook().types if tally.told[name] or tally.found[name]]
    return {
        "heads": [{"name": told[0], "means": told[1], **figures(tally, name)} for name, told in HEADS.items()],
        "types": [{"name": name, **figures(tally, name)} for name in types],
        "calibration": {
            "error": round(calibration.error(answers), 3),
            "n": len(answers),
            "bins": [
                {"n": count, "confidence": round(mean, 3), "right": round(share, 3)}
                for count, mean, share in calibration.bins(answers)
            ],
        },
        "cases": list(cases()),
    }


def figures(tally: Tally, name: str) -> dict[str, float | int]:
    """Return precision, recall, F1 and counts of a field or type."""
    right, found, told = tally.right[name], tally.found[name], tally.told[name]
    precision, recall = right / max(1, found), right / max(1, told)
    rounded = {"precision": round(precision, 3), "recall": round(recall, 3), "f1": round(f1(right, found, told), 3)}
    return {**rounded, "found": found, "told": told}


def cases() -> Iterator[dict[str, Any]]:
    """Yield the shares of right answers of actors and dates."""
    known = knowledge.load()
    places, every = Places(known), list(actors.cases(actors.CASES))
    right = sum(not actors.wrong(case, actors.read(case, known, places), known) for case in every)
    name = "who a phrase means on a day: name, country, sector and post"
    yield {"name": name, "right": round(right / len(every), 3), "n": len(every), "command": "python bench/actors.py"}
    with dates.CASES.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    right = sum(_dated(row) for row in rows)
    name = "which day an expression means"
    yield {"name": name, "right": round(right / len(rows), 3), "n": len(rows), "command": "python bench/dates.py"}


def _dated(row: dict[str, str]) -> bool:
    start = row["sentence"].index(row["words"])
    value, _ = time_of(Span(start, start + len(row["words"])), row["sentence"], row["published"])
    return value == (None if row["value"] == "?" else row["value"])


def elsewhere() -> dict[str, Any]:
    """Return what was put down by hand: targets, figures on data that is not in the repository, known faults."""
    return tomllib.loads(MEASURED.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
