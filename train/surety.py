"""Fits how sure a row is to a model's scores: ``python -m train.surety --data DATA [--out FOLDER]``.

Needs scikit-learn and no torch: the dev parts of real news and of the corpus are coded whole, and each row is compared
with the marked acts (bench/rows.py). One logistic regression on the signs of harmattan/resolve/surety.py; its weights
go into the card as "rows". Of the corpus nearly twice as many rows are right, so that a sign of its own stands for it
in the fit and is left out of what is shipped: the probabilities are those of real news.
"""

import argparse
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

import numpy as np
from sklearn.linear_model import LogisticRegression

from bench.rows import Stretch, passages, stretches, whole
from harmattan import settings
from harmattan.annotate.annotate import Annotator
from harmattan.annotate.encoder import Encoder, shipped
from harmattan.flow import Flow
from harmattan.resolve.resolver import Resolver
from harmattan.resolve.surety import Surety, signs

# Inverse strength of the ridge, on signs of unit spread; from .003 to .1 the area under the curve hardly moves.
RIDGE: Final = 0.02
# How many spreads the sign of the corpus is worth, so that the ridge hardly holds it.
CORPUS: Final = 3.0
Row = tuple[dict[str, float], bool]


def judged(told: Iterable[Stretch]) -> list[Row]:
    """Return the signs of each row, and whether it is right in type and both sides."""
    return [(dict(signs(event, one.text)), right) for one in told for event, right in whole(one.rows, one.acts)]


def fit(real: Sequence[Row], corpus: Sequence[Row]) -> Surety:
    """Fit the weights of the signs to rows of real news and of the corpus."""
    names = sorted({name for found, _ in (*real, *corpus) for name in found})
    table = np.array([[found.get(name, 0.0) for name in names] for found, _ in (*real, *corpus)])
    spread = table.std(axis=0) + 1e-6
    part = np.repeat([0.0, CORPUS], [len(real), len(corpus)])
    made = LogisticRegression(C=RIDGE, max_iter=3000).fit(
        np.column_stack([(table - table.mean(axis=0)) / spread, part]), [right for _, right in (*real, *corpus)]
    )
    weights = made.coef_[0, :-1] / spread
    bias = float(made.intercept_[0] - weights @ table.mean(axis=0))
    return Surety({name: round(float(one), 4) for name, one in zip(names, weights, strict=True)}, round(bias, 4))


def add_surety(data: Path, folder: Path) -> None:
    """Fit the weights and write them into the card of a model folder."""
    flow = Flow(Annotator(Encoder(folder)), Resolver(), settings.load({}))
    real, corpus = judged(stretches(flow, data, "dev")), judged(passages(flow, "dev"))
    made = fit(real, corpus)
    path = folder / "card.json"
    card = json.loads(path.read_text(encoding="utf-8"))
    card["rows"] = {
        "weights": dict(made.weights),
        "bias": made.bias,
        "command": "python -m train.surety --data DATA",
        "ridge": RIDGE,
        "rows": {"news": len(real), "corpus": len(corpus)},
    }
    path.write_text(json.dumps(card, indent=2) + "\n", encoding="utf-8")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--data", type=Path, required=True, help="folder of the public sets")
    parser.add_argument("--out", type=Path, default=shipped(), help="model folder that the weights go to")
    options = parser.parse_args()
    add_surety(options.data, options.out)


if __name__ == "__main__":
    main()
