"""A line into items at its blanks, an item into tokens: quoted texts, marks and bare words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from harmattan.errors import UsageError

# The longest line of one's own is some hundred characters; the database's limits are far above this one.
LONGEST: Final = 4000
# Writing programs put these where a keyboard has " and -.
CURVED: Final = "\u201c\u201d\u201e"
DASHES: Final = "-\u2010\u2011\u2012\u2013\u2014\u2212"
_TOKEN = re.compile(
    rf'(?P<blank>\s+)|"(?P<quoted>(?:[^"\\]|\\.)*)"|[{CURVED}](?P<curved>[^"{CURVED}]*)[{CURVED}]'
    rf'|(?P<mark>[,+|])|(?P<bare>[^\s",+|{CURVED}]+)',
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Token:
    """kind: quoted (text is what stands inside), mark (one of , + |), or bare."""

    kind: str
    text: str


def items(line: str) -> list[list[Token]]:
    """Return the tokens of each item. Raises UsageError for quotes left open and for a line over LONGEST."""
    if len(line) > LONGEST:
        raise UsageError(f"query is longer than {LONGEST} characters")
    found: list[list[Token]] = [[]]
    for kind, text in _tokens(line):
        if kind == "blank":
            found.append([])
        else:
            found[-1].append(_token(kind, text))
    return [item for item in found if item]


def _tokens(line: str) -> Iterator[tuple[str, str]]:
    at = 0
    while at < len(line):
        match = _TOKEN.match(line, at)
        if match is None:  # only a quotation mark without its partner fits nothing
            raise UsageError(f"query: a quotation mark is left open at {line[at : at + 20]!r}")
        kind = str(match.lastgroup)
        yield kind, match[kind]
        at = match.end()


def _token(kind: str, text: str) -> Token:
    if kind == "curved":
        return Token("quoted", " ".join(text.split()))
    return Token(kind, _plain(text) if kind == "quoted" else text)


def denied(text: str) -> bool:
    """Tell whether a bare word begins with a minus, as typed or as a writing program makes it."""
    return text.startswith(tuple(DASHES))


def _plain(inside: str) -> str:
    """Blanks in a row count as one, as they do where text is looked for."""
    return " ".join(re.sub(r"\\(.)", r"\1", inside, flags=re.DOTALL).split())


def quoted(text: str) -> str:
    """Return text as a quoted token of the line."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
