"""Real news with every political act marked: offsets and codes only, no text.

The texts stand in public sets that may be used and not passed on; an annotation names its set, the article's id and the
hash of its text, and is of use only to somebody who has the set. One JSON object a line in ``news/*.jsonl``::

    {"set": "wire", "id": "abc_1", "sha256": "...", "begin": 0, "end": 3120, "part": "train",
     "spans": [["e1", 14, 22, 0], ...], "events": ["e1 SANCTION/expel actual actor=a1 recipient=a2", ...]}

begin and end are where the annotated stretch lies; a span is id, start, end (offsets into the whole text), and 1 for a
further mention of its act; an event is a line of the corpus markup. Only what an event names is marked: no other
entities, no quotes, no antecedents.
"""

import gzip
import hashlib
import json
import tarfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any
from xml.etree import ElementTree

from corpus import conllu
from corpus.markup import Document, GoldEvent, GoldSpan, MarkupError, id_line

FOLDER = Path(__file__).parent / "news"
FILES = {
    "wire": "wire_news.jsonl",
    "syria": "syria_news_2011_2019.jsonl",
    "lgl": "lgl.xml.gz",
    "pages": "news_pages.tar.gz",
    "polnear": "polnear.tar.gz",
    "ewt": "ewt_train.conllu.gz",
    "plv": "plv_train.tsv",
    "ends": "source_target_train.conll",
    "re3d": "re3d_train.conll",
    "gum": "gum_ccby.tar.gz",
}
# Texts to measure with and never to train on: all of them are the part "unseen".
MEASURED = frozenset({"gum"})
UNSEEN = "unseen"
PARTS = ("train", "dev", "test", UNSEEN)
# Sets of single sentences, each an article of its own.
SENTENCES = frozenset({"plv", "ends", "re3d"})


def load(data: Path, part: str, kept: Path = FOLDER) -> list[Document]:
    """Return the annotated articles of a part (PARTS), in file order.

    data is the folder of the sets. Raises MarkupError if a text is not there or is not what was annotated, or is of a
    set that is to be measured with only and marked for another part.
    """
    found = [row for row in rows(kept) if row["part"] == part]
    taught = next((row for row in found if row["set"] in MEASURED and part != UNSEEN), None)
    if taught:
        raise MarkupError(
            f"{taught['set']} {taught['id']}: its set is to be measured with only, and is marked as {part}"
        )
    return [document(data, row) for row in found]


def rows(kept: Path = FOLDER) -> Iterator[dict[str, Any]]:
    """Yield the annotations of a file, or of all files of a folder."""
    for path in sorted(kept.glob("*.jsonl")) if kept.is_dir() else [kept]:
        for line in path.read_text(encoding="utf-8").split("\n"):
            if line:
                yield json.loads(line)


def document(data: Path, row: dict[str, Any]) -> Document:
    """Put an annotation on its text. Raises MarkupError."""
    name = f"{row['set']} {row['id']}"
    text = texts(data, row["set"]).get(row["id"])
    if text is None:
        raise MarkupError(f"{name}: {FILES[row['set']]} has no such text")
    if digest(text) != row["sha256"]:
        raise MarkupError(f"{name}: the text is not the one that was annotated")
    begin = row["begin"]
    events = [id_line(line, name) for line in row["events"]]
    return Document(
        id=name,
        attributes={"part": row["part"]},
        text=text[begin : row["end"]],
        spans=tuple(GoldSpan(id_, start - begin, end - begin, bool(again)) for id_, start, end, again in row["spans"]),
        events=tuple(event for event in events if isinstance(event, GoldEvent)),
        entities={},
        quotes=(),
    )


def digest(text: str) -> str:
    """Hash by which a text is known."""
    return hashlib.sha256(text.encode()).hexdigest()


@cache
def texts(data: Path, name: str) -> dict[str, str]:
    """Return the texts of a set by their ids."""
    return dict(_READERS[name](data / FILES[name]))


def _json_lines(path: Path) -> Iterator[tuple[str, str]]:
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line:
            told = json.loads(line)
            yield str(told["id"]), told["text"]


def _lgl(path: Path) -> Iterator[tuple[str, str]]:
    for item in ElementTree.fromstring(gzip.decompress(path.read_bytes())).iter("article"):
        yield item.attrib["docid"], (item.findtext("text") or "").strip()


def _pages(path: Path) -> Iterator[tuple[str, str]]:
    for name, content in _members(path):
        if name.name == "articles.json":
            for id_, told in json.loads(content).items():
                yield id_, told["articleBody"]


def _polnear(path: Path) -> Iterator[tuple[str, str]]:
    for name, content in _members(path):
        if name.suffix == ".txt" and name.parts[-3:-1] == ("train", "text"):
            yield name.stem, content.decode("utf-8")


def _ewt(path: Path) -> Iterator[tuple[str, str]]:
    return _treebank(gzip.decompress(path.read_bytes()).decode("utf-8"))


def _gum(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the news of GUM (Wikinews)."""
    for name, content in sorted(_members(path)):
        if name.name.startswith("GUM_news_"):
            yield from _treebank(content.decode("utf-8"))


def _treebank(text: str) -> Iterator[tuple[str, str]]:
    """Yield the documents of a treebank: a line for each paragraph."""
    found: dict[str, list[list[str]]] = {}
    id_ = ""
    for sentence in conllu.sentences(text):
        id_ = sentence.told.get("newdoc id", id_)
        paragraphs = found.setdefault(id_, [])
        if sentence.begins or not paragraphs:
            paragraphs.append([])
        paragraphs[-1].append(sentence.told.get("text", ""))
    yield from ((id_, "\n".join(" ".join(one) for one in paragraphs)) for id_, paragraphs in found.items())


def _tabled(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the first column of a table, by the number of the line."""
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n")[1:], 1):
        if line:
            yield str(number), line.split("\t", 1)[0]


def _words(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the sentences of CoNLL columns, their words with blanks between, by number."""
    for number, block in enumerate(path.read_text(encoding="utf-8").strip("\n").split("\n\n"), 1):
        yield str(number), " ".join(line.split("\t")[0].split(" ")[0] for line in block.split("\n"))


def _members(path: Path) -> Iterator[tuple[PurePosixPath, bytes]]:
    with tarfile.open(path) as archive:
        for member in archive:
            stored = archive.extractfile(member)
            if stored:
                yield PurePosixPath(member.name), stored.read()


_READERS: dict[str, Callable[[Path], Iterator[tuple[str, str]]]] = {
    "wire": _json_lines,
    "syria": _json_lines,
    "lgl": _lgl,
    "pages": _pages,
    "polnear": _polnear,
    "ewt": _ewt,
    "plv": _tabled,
    "ends": _words,
    "re3d": _words,
    "gum": _gum,
}
