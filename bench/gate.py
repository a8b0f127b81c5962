"""The quality gate: ``python bench/gate.py`` fails when a pinned floor is missed or its data changed.

Floors and the hash of the data they were measured on stand in bench/floors.json. ``--update`` measures
again and raises floors; it lowers one only with ``--decision docs/decisions/NNNN-....md``, which must exist.
"""

import argparse
import hashlib
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from bench.events import Tally, plain, score  # noqa: E402
from bench.figures import f1  # noqa: E402
from corpus.markup import Document, load  # noqa: E402
from corpus.splits import split_documents  # noqa: E402
from harmattan.annotate.annotate import Annotator  # noqa: E402
from harmattan.annotate.encoder import Encoder, hash_problems, shipped  # noqa: E402

FLOORS = Path(__file__).parent / "floors.json"
FIGURES = (
    "trigger+type",
    "actor (overlap)",
    "recipient (overlap)",
    "place (overlap)",
    "time (overlap)",
    "mode",
    "context",
    "factuality",
)
# Other processors round int8 products differently; more than this is no rounding.
TOLERANCE = 0.01


def digest(documents: Sequence[Document]) -> str:
    """Hash of the gold the figures are measured on."""
    return hashlib.sha256("\n".join(repr(document) for document in documents).encode()).hexdigest()


def measure(documents: Sequence[Document]) -> dict[str, float]:
    """F1 of each figure, and the precision of whole events, on the test documents of the corpus."""
    annotator, tally = Annotator(Encoder()), Tally()
    for document in documents:
        list(score(document, annotator.annotate(plain(document)).events, tally))
    found = {name: round(f1(tally.right[name], tally.found[name], tally.told[name]), 3) for name in FIGURES}
    name = "trigger+type"
    return {**found, "event precision": round(tally.right[name] / max(1, tally.found[name]), 3)}


def problems(pinned: dict[str, Any], figures: dict[str, float], data: str) -> list[str]:
    """Lines for each missed floor, and for data that is not what the floors were measured on."""
    wrong = hash_problems(shipped())
    if pinned["data_sha256"] != data:
        wrong.append("the test documents changed since the floors were measured: run bench/gate.py --update")
    for name, floor in pinned["floors"].items():
        if figures[name] < floor - TOLERANCE:
            wrong.append(f"{name} {figures[name]:.3f} is under its floor {floor:.3f}")
    return wrong


def lowered(pinned: dict[str, Any], figures: dict[str, float]) -> list[str]:
    """Names of the floors that an update would lower."""
    return [name for name, floor in pinned["floors"].items() if figures[name] < floor]


def higher(pinned: dict[str, Any], figures: dict[str, float]) -> dict[str, float]:
    """Return of each figure and its floor the higher one."""
    return {name: max(value, pinned["floors"].get(name, 0.0)) for name, value in figures.items()}


def update(pinned: dict[str, Any], figures: dict[str, float], data: str, decision: Path | None) -> list[str]:
    """Write new floors; return why not, if they may not be written."""
    lower = lowered(pinned, figures)
    if lower and not (decision and decision.is_file()):
        return [
            f"{name} would fall from {pinned['floors'][name]:.3f} to {figures[name]:.3f}: needs --decision"
            for name in lower
        ]
    text = json.dumps({"data_sha256": data, "floors": figures}, indent=2) + "\n"
    draft = FLOORS.with_suffix(".new")
    draft.write_text(text, encoding="utf-8")
    draft.replace(FLOORS)
    return []


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--update", action="store_true", help="pin the figures as floors")
    parser.add_argument(
        "--raise", action="store_true", dest="lift", help="raise the floors that are passed, lower none"
    )
    parser.add_argument("--decision", type=Path)
    options = parser.parse_args()
    pinned = json.loads(FLOORS.read_text(encoding="utf-8"))
    documents = split_documents(load()).test
    figures, data = measure(documents), digest(documents)
    for name, value in figures.items():
        print(f"{name:<22} {value:.3f}  floor {pinned['floors'].get(name, 0.0):.3f}")
    if options.lift:
        wrong = problems(pinned, figures, data) or update(pinned, higher(pinned, figures), data, None)
    else:
        wrong = update(pinned, figures, data, options.decision) if options.update else problems(pinned, figures, data)
    for line in wrong:
        print(f"gate: {line}", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
