"""Reads the public sets into plain examples. None of their text is ever written anywhere."""

import re
import tarfile
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from corpus import news
from corpus.markup import Document
from harmattan.records import Span

LABELS = Path(__file__).with_name("subjects.toml")
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
    """A sentence of words with a BIO tag each (none: not told); kinds are those its set annotates at all.

    document: the number of its document in its file, where the file tells documents apart.
    """

    words: tuple[str, ...]
    tags: tuple[str, ...]
    kinds: frozenset[str]
    document: int = 0

    @property
    def text(self) -> str:
        """The words with a blank behind each."""
        return "".join(f"{word} " for word in self.words)

    def spans(self) -> Iterator[tuple[str, int, int]]:
        """Yield kind, begin and end in text of each name."""
        starts = [0, *accumulate(len(word) + 1 for word in self.words)]
        first = None
        for i, tag in enumerate([*self.tags, "O"]):
            if first is not None and not tag.startswith("I-"):
                yield self.tags[first][2:], starts[first], starts[i] - 1
                first = None
            if tag.startswith("B-"):
                first = i


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


def quiet(data: Path) -> Iterator[Document]:
    """Yield every fourth page of LGL that tells of nothing political (subjects.toml), as an article without an act.

    The others are left for bench/subject.py to count acts on.
    """
    told = tomllib.loads(LABELS.read_text(encoding="utf-8"))["lgl"]
    political = {name for key in ("political", "mixed") for _, name in told[key]}
    others = [(name, text) for name, text in news.texts(data, "lgl").items() if name not in political]
    for name, text in others[::4]:
        yield Document(name, {}, text, (), (), {}, ())


@dataclass(frozen=True, slots=True)
class Attributed:
    """One attribution: who says (may be nobody), by what words, what; each may be in several pieces."""

    sources: tuple[Span, ...]
    cues: tuple[Span, ...]
    contents: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class QuotedText:
    """A text with all its attributions."""

    name: str
    text: str
    attributions: tuple[Attributed, ...]


def quoted(archive: Path, part: str) -> Iterator[QuotedText]:
    """Read PolNeAR's brat files of part ("train" or "dev") from its tar archive, by name.

    Where a text was annotated more than once, the first annotation by name is taken.
    """
    # In the archive's order: going back in it unpacks it from the begin.
    with tarfile.open(archive) as members:
        found = {
            member.name.removeprefix("./"): stored.read().decode("utf-8")
            for member in members
            if f"{part}/" in member.name and (stored := members.extractfile(member))
        }
    annotated: dict[str, str] = {}
    for name in sorted(found):
        if name.startswith(f"{part}/attributions/"):
            annotated.setdefault(Path(name).stem.rsplit("_", 1)[0], name)
    for stem, name in annotated.items():
        yield QuotedText(stem, found[f"{part}/text/{stem}.txt"], tuple(attributions(found[name])))


def attributions(annotation: str) -> Iterator[Attributed]:
    """Read brat standoff: text-bound lines (T) give spans, event lines (E) tie them together."""
    spans: dict[str, tuple[Span, ...]] = {}
    events: list[list[tuple[str, str]]] = []
    for line in annotation.split("\n"):
        fields = line.split("\t")
        if fields[0].startswith("T") and len(fields) > 1:
            numbers = [int(number) for number in re.split(r"[ ;]", fields[1])[1:]]
            spans[fields[0]] = tuple(Span(*pair) for pair in zip(numbers[::2], numbers[1::2], strict=True))
        elif fields[0].startswith("E") and len(fields) > 1:
            events.append([(key, id_) for key, _, id_ in (part.partition(":") for part in fields[1].split())])
    for event in events:
        sides = {
            side: tuple(span for key, id_ in event if key.rstrip("0123456789") == side for span in spans.get(id_, ()))
            for side in ("Source", "Cue", "Content")
        }
        yield Attributed(sides["Source"], sides["Cue"], sides["Content"])


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


_NEW_DOCUMENT = ("# newdoc", "-DOCSTART-")


def tagged(path: Path, kinds: frozenset[str]) -> Iterator[TaggedExample]:
    """Read CoNLL or iob2 columns: the word is first, or second after a number; labels not in kinds become O."""
    words: list[str] = []
    tags: list[str] = []
    document = 0
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        document += line.startswith(_NEW_DOCUMENT)
        if line.startswith("# "):
            continue
        if not line.strip():
            if words:
                yield TaggedExample(tuple(words), tuple(_bio(tags, kinds)), kinds, document)
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
