"""Names in web English: sentences of the English Web Treebank, marked by us and kept as numbers of words.

The treebank's own text stays where it is (CC BY-SA 4.0); a row of ``names/ewt.jsonl`` tells a sentence's id, the hash
of its words, and its names as first word, word after the last, and kind::

    {"id": "weblog-1_20040101-0001", "sha256": "...", "names": [[0, 2, "person"]]}

A sentence without names has a row too. ``python -m corpus.names take DATA FILE LISTED`` reads what annotators wrote, a
line for each sentence that has names (``ID<tab>PER=Bill Gates | ORG=Acme``: each stands for all its occurrences), and
the list of sentences they read (``ID<tab>text``), so that the others are known to have none.
"""

import argparse
import gzip
import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from corpus import conllu
from corpus.markup import MarkupError
from corpus.news import digest

KEPT = Path(__file__).parent / "names" / "ewt.jsonl"
TREEBANK = "ewt_train.conllu.gz"
KINDS = {"PER": "person", "ORG": "organisation", "LOC": "place"}
_NAME = re.compile(r"(PER|ORG|LOC)=(.+)")

Name = tuple[int, int, str]


def load(data: Path, kept: Path = KEPT) -> Iterator[tuple[str, tuple[str, ...], list[Name]]]:
    """Yield the document's id, the words and the names of each sentence that was read, in file order.

    data is the folder of the sets. Raises MarkupError if a sentence is not there or is not what was annotated.
    """
    known = dict(sentences(data / TREEBANK))
    for line in kept.read_text(encoding="utf-8").split("\n"):
        if not line:
            continue
        row = json.loads(line)
        words = known.get(row["id"], (None, ()))[1]
        if digest(" ".join(words)) != row["sha256"]:
            raise MarkupError(f"{row['id']}: {TREEBANK} has not the sentence that was annotated")
        # The treebank's id of a sentence is that of its document and a number.
        document = row["id"].rpartition("-")[0]
        yield document, tuple(words), [(first, last, kind) for first, last, kind in row["names"]]


def sentences(path: Path) -> Iterator[tuple[str, tuple[str | None, Sequence[str]]]]:
    """Yield id, text and words of the sentences of a gzipped CoNLL-U file."""
    for sentence in conllu.sentences(gzip.decompress(path.read_bytes()).decode("utf-8")):
        if "sent_id" in sentence.told:
            yield sentence.told["sent_id"], (sentence.told.get("text"), sentence.words)


def marked(data: Path, written: Path, listed: Path) -> Iterator[dict[str, Any]]:
    """Yield a row for each listed sentence. Raises MarkupError for the first line that is wrong."""
    known = dict(sentences(data / TREEBANK))
    told = dict(_pairs(written))
    read = [id_ for id_, _ in _pairs(listed)]
    strange = [id_ for id_ in (*told, *read) if id_ not in known or (id_ in told and id_ not in read)]
    if strange:
        raise MarkupError(f"{strange[0]}: no such sentence was to be read")
    for id_ in read:
        yield {
            "id": id_,
            "sha256": digest(" ".join(known[id_][1])),
            "names": [list(name) for name in _found(id_, known, told.get(id_, ""))],
        }


def _pairs(path: Path) -> Iterator[tuple[str, str]]:
    for line in path.read_text(encoding="utf-8").split("\n"):
        if "\t" in line and not line.startswith("#"):
            id_, _, rest = line.partition("\t")
            yield id_, rest.strip()


def _found(id_: str, known: Mapping[str, tuple[str | None, Sequence[str]]], told: str) -> list[Name]:
    """Return the names of a sentence by their words; the longer of two that overlap."""
    text, words = known[id_]
    starts = _starts(text or "", words)
    names: list[Name] = []
    taken: set[int] = set()
    listed = [match for one in told.split(" | ") if one for match in [_NAME.fullmatch(one.strip())]]
    if None in listed:
        raise MarkupError(f"{id_}: {told!r} is no list of names")
    for match in sorted((one for one in listed if one), key=lambda one: -len(one[2])):
        places = [one.span() for one in re.finditer(rf"(?<!\w){re.escape(match[2])}(?!\w)", text or "")]
        if not places:
            raise MarkupError(f"{id_}: {match[2]!r} does not stand there")
        for begin, end in places:
            inside = [i for i, start in enumerate(starts) if begin <= start < end]
            if inside and taken.isdisjoint(inside):
                taken.update(inside)
                names.append((inside[0], inside[-1] + 1, KINDS[match[1]]))
    return sorted(names)


def _starts(text: str, words: Sequence[str]) -> list[int]:
    """Return where each word begins in the text; a word that is spelled otherwise there begins where the last ended."""
    starts, at = [], 0
    for word in words:
        place = text.find(word, at)
        if place < 0 or place > at + 3:
            place = at
        starts.append(place)
        at = place + len(word)
    return starts


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    commands = parser.add_subparsers(dest="command", required=True)
    taker = commands.add_parser("take", help="keep what annotators wrote")
    taker.add_argument("data", type=Path, help="folder of the public sets")
    taker.add_argument("file", type=Path)
    taker.add_argument("listed", type=Path)
    options = parser.parse_args()
    try:
        found = {row["id"]: row for row in marked(options.data, options.file, options.listed)}
    except MarkupError as error:
        print(error, file=sys.stderr)
        return 1
    before = KEPT.read_text(encoding="utf-8").split("\n") if KEPT.exists() else []
    kept = {row["id"]: row for row in map(json.loads, filter(None, before))} | found
    KEPT.parent.mkdir(exist_ok=True)
    KEPT.write_text("".join(json.dumps(row, separators=(",", ":")) + "\n" for row in kept.values()), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
