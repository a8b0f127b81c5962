"""Train, dev and test documents: passages by batch, articles by story, so that neither crosses.

Whole batches are held out, because the passages of one batch share a recipe and often a writer's habits.
Thresholds and designs are chosen on dev; test is measured, never tuned to.
"""

import hashlib
from collections.abc import Sequence
from typing import NamedTuple

from corpus.markup import Document

# Each has a sister batch of the same recipe in train (the even number before it).
TEST_BATCHES = frozenset({"b201", "b203", "b205", "b207", "b209", "b211", "b213", "b215", "b217"})
DEV_BATCHES = frozenset({"b219", "b221", "b223", "b225", "b227", "b231"})
STORY_SHARE = 9  # one story in nine is test, one is dev
# Written after errors on dev had been read, to teach what was wrong there: they only train.
TAUGHT_FROM = 260


class Split(NamedTuple):
    """The three parts of the corpus."""

    train: list[Document]
    dev: list[Document]
    test: list[Document]


def split_documents(documents: Sequence[Document]) -> Split:
    """Return the three parts, each in the order given."""
    split = Split([], [], [])
    for document in documents:
        getattr(split, part(document)).append(document)
    return split


def part(document: Document) -> str:
    """Return "train", "dev" or "test"; the reports of one history or story stay together."""
    batch = document.id.partition("-")[0]
    if int(batch.removeprefix("b")) >= TAUGHT_FROM:
        return "train"
    unit = document.attributes.get("history") or document.attributes.get("story")
    if unit:
        number = int(hashlib.sha256(unit.encode()).hexdigest()[:8], 16) % STORY_SHARE
        return {0: "test", 1: "dev"}.get(number, "train")
    return "test" if batch in TEST_BATCHES else "dev" if batch in DEV_BATCHES else "train"
