"""Train and dev documents: by number within a batch, or by story, so that no story crosses."""

import hashlib
from collections.abc import Sequence

from corpus.markup import Document

DEV_SHARE = 8  # one unit in eight is dev


def split_documents(documents: Sequence[Document]) -> tuple[list[Document], list[Document]]:
    """Return train and dev."""
    train: list[Document] = []
    dev: list[Document] = []
    for document in documents:
        unit = document.attributes.get("story") or document.id
        number = int(hashlib.sha256(unit.encode()).hexdigest()[:8], 16)
        (dev if number % DEV_SHARE == 0 else train).append(document)
    return train, dev
