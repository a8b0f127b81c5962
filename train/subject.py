"""Fits the judgement of a page's subject: ``python -m train.subject --data DATA [--out FOLDER]``.

Needs no torch: it reads the states of a model folder's encoder and writes subject.npz and the card's "subject" there.
Nothing is drawn by chance, so that the same encoder and data give the same weights.
"""

import argparse
import gzip
import hashlib
import json
import tarfile
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import numpy as np

from bench.events import plain
from corpus.markup import BATCHES, Document, load
from corpus.splits import split_documents
from harmattan.annotate import subject
from harmattan.annotate.annotate import Annotator
from harmattan.annotate.decode import Thresholds
from harmattan.annotate.encoder import Encoder, shipped
from harmattan.annotate.subject import Numbers, Subject
from harmattan.read.decode import decode
from harmattan.read.html import read_html
from harmattan.read.reader import from_text
from harmattan.records import Article
from train.sources import LABELS, quoted

FILES = {
    "lgl": "lgl.xml.gz",
    "news_pages": "news_pages.tar.gz",
    "syria": "syria_news_2011_2019.jsonl",
    "polnear": "polnear.tar.gz",
}
# PolNeAR tells of one election only; all of it would outweigh the rest.
_POLNEAR_STEP = 4
# Of 10, 30, 100 and 300, at a limit of .2, the one that keeps most acts of political pages and fewest of others.
RIDGE = 10.0
_STEPS = 40


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a set; political is None for a page between the two."""

    source: str
    name: str
    political: bool | None
    article: Article


def pages(data: Path, documents: Sequence[Document]) -> Iterator[Page]:
    """Yield the pages to learn from: of the corpus documents only those that tell of an event."""
    for document in documents:
        if document.events:
            yield Page("corpus", document.id, True, plain(document))
    for name, text in json_lines(data / FILES["syria"]):
        yield Page("syria", name, True, from_text(text, name))
    for item in list(quoted(data / FILES["polnear"], "train"))[::_POLNEAR_STEP]:
        yield Page("polnear", item.name, True, from_text(item.text, item.name))
    yield from labelled("lgl", list(_lgl(data / FILES["lgl"])))
    yield from labelled("news_pages", list(_news_pages(data / FILES["news_pages"])))


def json_lines(path: Path) -> Iterator[tuple[str, str]]:
    """Yield id and text of each line."""
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line:
            told = json.loads(line)
            yield str(told["id"]), told["text"]


def _lgl(path: Path) -> Iterator[tuple[str, Article]]:
    for item in ElementTree.fromstring(gzip.decompress(path.read_bytes())).iter("article"):
        name = item.get("docid") or ""
        yield name, from_text(item.findtext("text") or "", name)


def _news_pages(path: Path) -> Iterator[tuple[str, Article]]:
    with tarfile.open(path) as members:
        files = {member.name.removeprefix("./"): member for member in members.getmembers() if member.isfile()}
        read = {name: _bytes(members, member) for name, member in files.items()}
    for name in json.loads(read["articles.json"]):
        yield name, read_html(decode(read[f"html/{name}.html"], name), name)


def _bytes(members: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    stored = members.extractfile(member)
    return stored.read() if stored else b""


def labelled(source: str, found: Sequence[tuple[str, Article]]) -> Iterator[Page]:
    """Yield the pages of a set with their labels. Raises ValueError for a set that is not the one that was labelled."""
    told = tomllib.loads(LABELS.read_text(encoding="utf-8"))[source]
    if len(found) != told["pages"]:
        raise ValueError(f"{source}: {len(found)} pages, labelled were {told['pages']}")
    for number, name in (*told["political"], *told["mixed"]):
        if found[number][0] != name:
            raise ValueError(f"{source}: page {number} is {found[number][0]}, labelled was {name}")
    labels = {name: label for key, label in (("political", True), ("mixed", None)) for _, name in told[key]}
    for name, article in found:
        yield Page(source, name, labels.get(name, False), article)


def states(annotator: Annotator, read: Sequence[Page]) -> Numbers:
    """Return the mean state of each page [n, 384], short ones included."""
    whole = [subject.together(annotator.passages(page.article)) for page in read]
    return np.array([one.total / one.pieces for one in whole])


def fit(rows: Numbers, political: Sequence[bool], ridge: float = RIDGE) -> Subject:
    """Logistic regression on standardised rows by Newton's method; both classes weigh the same."""
    right = np.array(political, dtype=np.float64)
    mean, scale = rows.mean(axis=0), rows.std(axis=0) + 1e-6
    inputs = np.c_[(rows - mean) / scale, np.ones(len(rows))]
    share = right.mean()
    heavy = np.where(right == 1, 0.5 / share, 0.5 / (1 - share))
    # The bias is not held back; a trace keeps its curve from being flat.
    held = np.r_[np.full(rows.shape[1], ridge), 1e-6]
    weights = np.zeros(inputs.shape[1])
    for _ in range(_STEPS):
        guess = 1 / (1 + np.exp(-inputs @ weights))
        slope = inputs.T @ (heavy * (guess - right)) + held * weights
        curve = (inputs * (heavy * guess * (1 - guess))[:, None]).T @ inputs + np.diag(held)
        step = np.linalg.solve(curve, slope)
        weights = weights - step
        if np.abs(step).max() < 1e-6:
            break
    return Subject(mean, scale, weights[:-1], float(weights[-1]))


def add_subject(data: Path, folder: Path, corpus: Path = BATCHES) -> None:
    """Fit the judgement for the encoder of a model folder, and write it and its part of the card there."""
    used = [page for page in pages(data, split_documents(load(corpus)).train) if page.political is not None]
    made = fit(states(Annotator(Encoder(folder)), used), [bool(page.political) for page in used])
    subject.save(made, folder)
    card_path = folder / "card.json"
    card = json.loads(card_path.read_text(encoding="utf-8"))
    card["subject"] = {
        "sha256": _sha256(folder / subject.FILE),
        "command": "python -m train.subject --data DATA",
        "limit": Thresholds().subject,
        "ridge": RIDGE,
        "pages": counts(used),
        "data_sha256": hashes(data, corpus),
    }
    card_path.write_text(json.dumps(card, indent=2) + "\n", encoding="utf-8")


def counts(used: Sequence[Page]) -> dict[str, list[int]]:
    """Return how many political and other pages each set gives."""
    sources = dict.fromkeys(page.source for page in used)
    return {
        name: [sum(page.source == name and page.political is label for page in used) for label in (True, False)]
        for name in sources
    }


def hashes(data: Path, corpus: Path) -> dict[str, str]:
    """Return the hash of each file that was read, and of the corpus batches together."""
    found = {name: _sha256(data / name) for name in sorted(FILES.values())}
    batches = b"".join(path.read_bytes() for path in sorted(corpus.glob("*.txt")))
    return {**found, LABELS.name: _sha256(LABELS), "corpus": hashlib.sha256(batches).hexdigest()}


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--data", type=Path, required=True, help="folder of the public sets")
    parser.add_argument("--out", type=Path, default=shipped(), help="model folder whose encoder is read")
    options = parser.parse_args()
    add_subject(options.data, options.out)


if __name__ == "__main__":
    main()
