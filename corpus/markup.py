"""Reads the corpus markup: text with inline spans, and a line for each id below it.

``[a1 text]`` is a span, ``{e1 text}`` a trigger (``{e1+ text}`` a further mention of the same act),
``<q1 text>`` the content of a quote; they nest. See GUIDELINES.md.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

BATCHES = Path(__file__).parent / "batches"
# fmt: off
ENTITY_KINDS = frozenset({
    "PER", "ORG", "GPE", "LOC", "GROUP", "TITLE", "DATE", "QTY", "WEAPON", "COMMODITY", "FACILITY", "LAW", "PRON",
})
# fmt: on
IMPLIED = frozenset({"UAF", "UNK"})
_OPEN = re.compile(r"([\[{<])([a-z]{1,2}\d+)(\+?) ")
_CLOSE = {"[": "]", "{": "}", "<": ">"}
_LINE = re.compile(
    r"(?:e\d+ [A-Z]+(?:/[a-z,-]+)? \w+|q\d+ (?:direct|indirect|mixed)\b|[a-z]\d+ "
    rf"(?:{'|'.join(sorted(ENTITY_KINDS))})\b)"
)
_PAIR = re.compile(r'(\w+)=("[^"]*"|\S+)')


class MarkupError(ValueError):
    """A document that cannot be read; the text names the document and what is wrong."""


@dataclass(frozen=True, slots=True)
class GoldSpan:
    """A marked stretch of text; start and end are offsets into Document.text."""

    id: str
    start: int
    end: int
    again: bool = False


@dataclass(frozen=True, slots=True)
class GoldEntity:
    """A person, place, date ...; same holds the ids of the antecedents ("they" may have two), if any."""

    id: str
    kind: str
    name: str = ""
    country: str = ""
    sectors: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    value: str = ""


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """One act; actors and recipients are span ids, or UAF / UNK where only implied.

    act is the key that reports of the same act share within a story, or empty.
    """

    id: str
    type: str
    modes: tuple[str, ...]
    factuality: str
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    time: str = ""
    contexts: tuple[str, ...] = ()
    said_by: tuple[str, ...] = ()
    denied_by: tuple[str, ...] = ()
    act: str = ""
    casualties: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class GoldQuote:
    """Who said what with which cue; ids of spans."""

    id: str
    kind: str
    speaker: str = ""
    cue: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One passage or article with everything marked in it."""

    id: str
    attributes: dict[str, str]
    text: str
    spans: tuple[GoldSpan, ...]
    events: tuple[GoldEvent, ...]
    entities: dict[str, GoldEntity]
    quotes: tuple[GoldQuote, ...]

    def span(self, id_: str) -> GoldSpan | None:
        """Return the first span with that id, or None."""
        return next((span for span in self.spans if span.id == id_ and not span.again), None)

    def head(self, id_: str) -> str:
        """Return the id at the end of the chain of the first ``same`` of each."""
        seen: set[str] = set()
        while id_ not in seen and (entity := self.entities.get(id_)) and entity.same:
            seen.add(id_)
            id_ = entity.same[0]
        return id_

    def referent(self, id_: str) -> GoldEntity | None:
        """Follow the first ``same`` to the entity that has a name; None if id_ is not described."""
        return self.entities.get(self.head(id_))


def load(folder: Path = BATCHES) -> list[Document]:
    """Return every document of every batch, in file order. Raises MarkupError."""
    return [document for path in sorted(folder.glob("*.txt")) for document in read(path)]


def read(path: Path) -> Iterator[Document]:
    """Yield the documents of one batch file. Raises MarkupError."""
    chunks = re.split(r"(?m)^## ", path.read_text(encoding="utf-8"))
    for chunk in chunks[1:]:
        yield parse(chunk)


def parse(chunk: str) -> Document:
    """Build one document from its chunk (header line, text, id lines). Raises MarkupError."""
    header, _, rest = chunk.partition("\n")
    name, *words = header.split() or [""]
    if not name:
        raise MarkupError("a document without an id")
    lines = rest.split("\n")
    first = next((i for i, line in enumerate(lines) if _LINE.match(line)), len(lines))
    text, spans = strip("\n".join(lines[:first]).strip(), name)
    described = [id_line(line, name) for line in lines[first:] if line.strip()]
    twice = [id_ for id_, count in Counter(item.id for item in described).items() if count > 1]
    if twice:
        raise MarkupError(f"{name}: {twice[0]} has two lines")
    return Document(
        id=name,
        attributes={key: value for key, _, value in (word.partition("=") for word in words)},
        text=text,
        spans=tuple(spans),
        events=tuple(item for item in described if isinstance(item, GoldEvent)),
        entities={item.id: item for item in described if isinstance(item, GoldEntity)},
        quotes=tuple(item for item in described if isinstance(item, GoldQuote)),
    )


def strip(marked: str, name: str) -> tuple[str, list[GoldSpan]]:
    """Return the plain text and the spans, offsets into the plain text. Raises MarkupError."""
    out: list[str] = []
    length = i = 0
    stack: list[tuple[str, str, bool, int]] = []
    spans: list[GoldSpan] = []
    while i < len(marked):
        opened = _OPEN.match(marked, i)
        if opened:
            stack.append((_CLOSE[opened[1]], opened[2], bool(opened[3]), length))
            i = opened.end()
        elif marked[i] in "[]{}<>":
            if not stack or marked[i] != stack[-1][0]:
                raise MarkupError(f"{name}: stray {marked[i]!r} near {marked[max(0, i - 30) : i + 10]!r}")
            _, id_, again, start = stack.pop()
            spans.append(GoldSpan(id_, start, length, again))
            i += 1
        else:
            out.append(marked[i])
            length += 1
            i += 1
    if stack:
        raise MarkupError(f"{name}: {stack[-1][1]} is never closed")
    return "".join(out), sorted(spans, key=lambda span: (span.start, -span.end))


def id_line(line: str, name: str) -> GoldEvent | GoldEntity | GoldQuote:
    """Read an id line of the document of that name. Raises MarkupError."""
    if not _LINE.match(line):
        raise MarkupError(f"{name}: not an id line: {line!r}")
    id_, kind, *_ = line.split()
    pairs = {key: value.strip('"') for key, value in _PAIR.findall(line)}
    if id_[0] == "e":
        return _event(id_, kind, line.split()[2], pairs)
    if id_[0] == "q":
        return GoldQuote(id_, kind, pairs.get("speaker", ""), pairs.get("cue", ""))
    return GoldEntity(
        id_,
        kind,
        name=pairs.get("name", ""),
        country=pairs.get("country", ""),
        sectors=_listed(pairs.get("sector", "")),
        same=_listed(pairs.get("same", "")),
        value=pairs.get("value", ""),
    )


def _event(id_: str, code: str, factuality: str, pairs: dict[str, str]) -> GoldEvent:
    type_, _, modes = code.partition("/")
    return GoldEvent(
        id_,
        type_,
        _listed(modes),
        factuality,
        actors=_listed(pairs.get("actor", "")),
        recipients=_listed(pairs.get("recipient", "")),
        places=_listed(pairs.get("place", "")),
        time=pairs.get("time", ""),
        contexts=_listed(pairs.get("context", "")),
        said_by=_listed(pairs.get("said_by", "")),
        denied_by=_listed(pairs.get("denied_by", "")),
        act=pairs.get("act", ""),
        casualties={key: pairs[key] for key in ("dead", "injured", "arrested") if key in pairs},
    )


def _listed(value: str) -> tuple[str, ...]:
    return tuple(part for part in value.split(",") if part)
