"""Prints what annotate/twins.py holds, and how good it is: ``python bench/fit_twins.py DATA``.

DATA is the folder of the public sets. Events are coded in the annotated articles of corpus/news.py (train part); two of
one type are one act if their triggers are mentions of one. Figures by 5-fold cross-validation over articles, and of the
dev and test parts with the weights of all train articles and with those shipped: acts told, how many reports too many
are left, and how many acts are lost since they were joined to another.
"""

import argparse
import os
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

# As harmattan.annotate says it, which is imported after numpy here.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from bench.events import plain  # noqa: E402
from corpus import news  # noqa: E402
from corpus.markup import Document  # noqa: E402
from harmattan import settings  # noqa: E402
from harmattan.annotate import merge, twins  # noqa: E402
from harmattan.flow import Flow  # noqa: E402
from harmattan.records import Event  # noqa: E402

RIDGE, FOLDS = 2.0, 5


@dataclass(frozen=True, slots=True)
class Told:
    """The events of an article that tell of an act that is marked, each with the act's id."""

    text: str
    events: list[tuple[Event, str]]


def marked(data: Path, part: str) -> list[Document]:
    """Return the annotated articles of a part, without the sets of single sentences."""
    return [one for one in news.load(data, part) if one.id.split()[0] not in news.SENTENCES]


def told(flow: Flow, documents: Sequence[Document]) -> Iterator[Told]:
    """Code the articles, without joining anything."""
    for document in documents:
        if document.events:
            article, acts = plain(document), {event.id for event in document.events}
            marks = [span for span in document.spans if span.id in acts]
            found = flow.resolver.resolve(article, flow.annotator.annotate(article)).events
            pairs = [
                (event, next((m.id for m in marks if m.start < event.trigger.end and event.trigger.start < m.end), ""))
                for event in sorted(found, key=lambda event: event.trigger.start)
            ]
            yield Told(document.text, [pair for pair in pairs if pair[1]])


def pairs(articles: Sequence[Told]) -> Iterator[tuple[dict[str, float], bool, int]]:
    """Yield the features of each pair of one type, whether it is one act, and the number of its article."""
    for number, article in enumerate(articles):
        for place, (event, act) in enumerate(article.events):
            for other, act_of_other in article.events[place + 1 :]:
                if event.type == other.type and event.trigger != other.trigger:
                    yield twins.features(event, other, article.text), act == act_of_other, number


def fit(rows: Sequence[tuple[dict[str, float], bool, int]]) -> dict[str, float]:
    """Return the weights of a logistic regression with a ridge, by Newton's method."""
    keys = sorted({name for row, _, _ in rows for name in row})
    inputs = np.array([[row.get(name, 0.0) for name in keys] for row, _, _ in rows])
    same = np.array([one for _, one, _ in rows], dtype=float)
    weights = np.zeros(len(keys))
    for _ in range(30):
        guess = 1 / (1 + np.exp(-inputs @ weights))
        slope = inputs.T @ (guess - same) + RIDGE * weights
        curve = (inputs * (guess * (1 - guess))[:, None]).T @ inputs + RIDGE * np.eye(len(keys))
        weights -= np.linalg.solve(curve, slope)
    return dict(zip(keys, weights.round(2).tolist(), strict=True))


def counted(articles: Sequence[Told], weights: Mapping[str, float] | None) -> Counter[str]:
    """Count acts, reports too many, and acts lost; weights None: nothing is joined."""
    found: Counter[str] = Counter()
    with patch.object(twins, "WEIGHTS", weights or {"always": -99.0}):
        for article in articles:
            acts = {event.trigger: act for event, act in article.events}
            joined = merge.merge([event for event, _ in article.events], article.text)
            kept = Counter(acts[event.trigger] for event in joined)
            found["acts"] += len(set(acts.values()))
            found["too many"] += sum(number - 1 for number in kept.values())
            found["lost"] += len(set(acts.values()) - set(kept))
    return found


def line(name: str, plain_: Counter[str], found: Counter[str]) -> str:
    """Return a line of figures."""
    return (
        f"{name:24} {found['acts']} acts; reports too many {plain_['too many']} unjoined, {found['too many']} joined;"
        f" acts lost {found['lost']}"
    )


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("data", type=Path, help="folder of the public sets")
    options = parser.parse_args()
    flow = Flow.load(settings.load({}), any_subject=True)
    parts = {part: list(told(flow, marked(options.data, part))) for part in ("train", "dev", "test")}
    rows = list(pairs(parts["train"]))
    total: Counter[str] = Counter()
    for fold in range(FOLDS):
        weights = fit([row for row in rows if row[2] % FOLDS != fold])
        total += counted([one for number, one in enumerate(parts["train"]) if number % FOLDS == fold], weights)
    print(line("train, 5 folds", counted(parts["train"], None), total))
    whole = fit(rows)
    for part in ("dev", "test"):
        print(line(part, counted(parts[part], None), counted(parts[part], whole)))
        print(line(f"{part}, as shipped", counted(parts[part], None), counted(parts[part], twins.WEIGHTS)))
    for name, weight in sorted(whole.items()):
        print(f'    "{name}": {weight},')


if __name__ == "__main__":
    main()
