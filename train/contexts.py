"""Fits the words that speak for contexts: ``python -m train.contexts --data DATA [--out FOLDER]``.

Needs scikit-learn and no torch: it reads the marked acts of the corpus's train part, of the sparse pages and of the
train part of real news, and writes contexts.npz and the card's "contexts" into a model folder. One logistic regression
for each context, twice: the second time on those words alone that the first gave most weight. The same texts give the
same weights.
"""

import argparse
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

import numpy as np
import scipy.sparse
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from corpus import news
from corpus.markup import BATCHES, Document, load
from corpus.pages import pages
from corpus.splits import split_documents
from harmattan.annotate import bag, labels
from harmattan.annotate.encoder import shipped
from harmattan.annotate.sentences import split

# In how many acts a word has to stand: of 37 contexts a rarer one tells nothing.
LEAST: Final = {"sentence": 3, "around": 3, "page": 5, "act": 2, bag.TYPE: 1}
# Inverse strength of the ridge.
RIDGE: Final = 3.0
KEPT: Final = 30_000


@dataclass(frozen=True, slots=True)
class Act:
    """One marked act: its texts by field (bag.FIELDS and bag.TYPE), and its contexts."""

    texts: Mapping[str, str]
    contexts: frozenset[str]


def acts(documents: Iterable[Document]) -> Iterator[Act]:
    """Yield the marked acts that have a context."""
    for document in documents:
        sentences = list(_sentences(document.text))
        for event in document.events:
            mark = document.span(event.id)
            if mark is None or not event.contexts:
                continue
            own = next(((a, b) for a, b in sentences if a <= mark.start < b), (mark.start, mark.end))
            around = document.text[max(0, own[0] - bag.AROUND) : own[1] + bag.AROUND]
            act = document.text[mark.start : mark.end]
            texts = {"sentence": document.text[slice(*own)], "around": around, "page": document.text, "act": act}
            yield Act({**texts, bag.TYPE: event.type}, frozenset(event.contexts))


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.split("\n"):
        yield from ((span.start, span.end) for span in split(text, start, start + len(line)))
        start += len(line) + 1


def fit(told: Sequence[Act], folder: Path) -> None:
    """Fit the words to acts and write them into a model folder."""
    right = np.array([[context in act.contexts for context in labels.CONTEXTS] for act in told])
    first = {field: _counter(field, LEAST[field]) for field in LEAST}
    weights, _ = _regressions(_table(told, first), right)
    names = [(field, word) for field, one in first.items() for word in one.get_feature_names_out()]
    kept = sorted(names[at] for at in np.argsort(-np.abs(weights).max(axis=0), kind="stable")[:KEPT])
    second = {field: _counter(field, 1, [word for one, word in kept if one == field]) for field in LEAST}
    weights, bias = _regressions(_table(told, second), right)
    rows = [(field, word) for field, one in second.items() for word in one.get_feature_names_out()]
    rarity = np.concatenate([one.idf_ for one in second.values()])
    bag.save({row: (weights[:, at], float(rarity[at])) for at, row in enumerate(rows)}, bias, folder)


def _counter(field: str, least: int, known: Sequence[str] | None = None) -> TfidfVectorizer:
    return TfidfVectorizer(analyzer=partial(_words, field), min_df=least, sublinear_tf=True, vocabulary=known)


def _words(field: str, text: str) -> list[str]:
    return list(bag.words(field, text).elements())


def _table(told: Sequence[Act], counters: Mapping[str, TfidfVectorizer]) -> Any:  # noqa: ANN401 - scipy ships no types
    columns = [one.fit_transform([act.texts[field] for act in told]) for field, one in counters.items()]
    return scipy.sparse.hstack(columns).tocsr()


def _regressions(table: Any, right: np.ndarray) -> tuple[np.ndarray, np.ndarray]:  # noqa: ANN401
    """Return weights [contexts, words] and biases [contexts]. A context that no act has never speaks."""
    weights, bias = np.zeros((right.shape[1], table.shape[1])), np.full(right.shape[1], -20.0)
    for at in range(right.shape[1]):
        if right[:, at].any():
            made = LogisticRegression(C=RIDGE, solver="liblinear", random_state=0).fit(table, right[:, at])
            weights[at], bias[at] = made.coef_[0], made.intercept_[0]
    return weights, bias


def add_contexts(data: Path, folder: Path, corpus: Path = BATCHES) -> None:
    """Fit the words and write them and their part of the card into a model folder."""
    sources = {
        "corpus": list(acts(split_documents(load(corpus)).train)),
        "pages": list(acts(pages())),
        "news": list(acts(news.load(data, "train"))),
    }
    fit([act for found in sources.values() for act in found], folder)
    card_path = folder / "card.json"
    card = json.loads(card_path.read_text(encoding="utf-8"))
    card["contexts"] = {
        "sha256": hashlib.sha256((folder / bag.FILE).read_bytes()).hexdigest(),
        "command": "python -m train.contexts --data DATA",
        "share": bag.SHARE,
        "ridge": RIDGE,
        "words": KEPT,
        "acts": dict(Counter({name: len(found) for name, found in sources.items()})),
    }
    card_path.write_text(json.dumps(card, indent=2) + "\n", encoding="utf-8")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--data", type=Path, required=True, help="folder of the public sets")
    parser.add_argument("--out", type=Path, default=shipped(), help="model folder that the words go to")
    options = parser.parse_args()
    add_contexts(options.data, options.out)


if __name__ == "__main__":
    main()
