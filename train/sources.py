"""Reads the public sets into plain examples. None of their text is ever written anywhere."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from harmattan.records import Span

_MARK = re.compile(r"</?([st])>")


@dataclass(frozen=True, slots=True)
class PairExample:
    """A text, every mention of its source and its target (either may be unnamed), and the PLOVER root between them."""

    text: str
    sources: tuple[Span, ...]
    targets: tuple[Span, ...]
    root: str
    quad: int


@dataclass(frozen=True, slots=True)
class TaggedExample:
    """A sentence of words with a BIO tag each; kinds are those its set annotates at all."""

    words: tuple[str, ...]
    tags: tuple[str, ...]
    kinds: frozenset[str]


def pairs(path: Path) -> list[PairExample]:
    """Read the format of plv_train.tsv: sentence, marked_sentence, source, target, root, quad."""
    lines = path.read_text(encoding="utf-8").split("\n")
    rows = [line.split("\t") for line in lines[1:] if line.strip()]
    return [_pair(row[1], row[4], int(row[5])) for row in rows]


def _pair(marked: str, root: str, quad: int) -> PairExample:
    """Take the marks out and keep where they stood."""
    plain: list[str] = []
    opened: dict[str, int] = {}
    sides: dict[str, list[Span]] = {"s": [], "t": []}
    last = length = 0
    for match in _MARK.finditer(marked):
        plain.append(marked[last : match.start()])
        length += match.start() - last
        last = match.end()
        if match.group().startswith("</"):
            sides[match[1]].append(Span(opened.pop(match[1]), length))
        else:
            opened[match[1]] = length
    plain.append(marked[last:])
    return PairExample("".join(plain), tuple(sides["s"]), tuple(sides["t"]), root, quad)


_KINDS = {
    "PER": "person",
    "ORG": "organisation",
    "LOC": "place",
    "MISC": "other-name",
    "Person": "person",
    "Organisation": "organisation",
    "Location": "place",
    "Nationality": "group",
    "Temporal": "date",
    "Weapon": "weapon",
    "Quantity": "quantity",
    "Money": "quantity",
    "S": "source",
    "T": "target",
}


def tagged(path: Path, kinds: frozenset[str]) -> Iterator[TaggedExample]:
    """Read CoNLL or iob2 columns: the word is first, or second after a number; labels not in kinds become O."""
    words: list[str] = []
    tags: list[str] = []
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        if line.startswith("# "):
            continue
        if not line.strip():
            if words:
                yield TaggedExample(tuple(words), tuple(_bio(tags, kinds)), kinds)
            words, tags = [], []
            continue
        columns = line.split("\t") if "\t" in line else line.split(" ")
        numbered = len(columns) > 2
        words.append(columns[1] if numbered else columns[0])
        tags.append(columns[2] if numbered else columns[-1])


def _bio(tags: list[str], kinds: frozenset[str]) -> Iterator[str]:
    """Rename the kinds and mend IOB1 (I- at the beginning of a span) to BIO."""
    previous = "O"
    for tag in tags:
        mark, _, name = tag.strip().partition("-")
        kind = _KINDS.get(name, "")
        if kind not in kinds:
            previous = "O"
            yield "O"
            continue
        if mark == "I" and previous[2:] != kind:
            mark = "B"
        previous = f"{mark}-{kind}"
        yield previous
