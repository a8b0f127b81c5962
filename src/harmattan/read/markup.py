"""Walks through XML element by element; nothing is expanded, fetched or kept as a tree."""

from collections.abc import Callable
from typing import Protocol
from xml.parsers import expat

from harmattan.errors import UnreadableInput

_PIECE = 65_536


class Visitor(Protocol):
    """What is told of each element; names are as written, with their prefix."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, words: str) -> None:
        """Characters between tags; those of one element may come in several pieces."""


def walk(data: bytes, source: str, visitor: Visitor) -> str | None:
    """Tell the visitor of every element; return what is wrong where the markup breaks off, or None.

    Raises UnreadableInput for a document that declares entities: no list needs any.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = visitor.start
    parser.EndElementHandler = visitor.end
    parser.CharacterDataHandler = visitor.text
    parser.EntityDeclHandler = _refusal(source)
    try:
        for here in range(0, len(data), _PIECE):
            parser.Parse(data[here : here + _PIECE], False)
        parser.Parse(b"", True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        # LookupError, ValueError: an encoding that nobody knows, or that is none of single bytes.
        return f"not well-formed: {error}"
    return None


def _refusal(source: str) -> Callable[..., None]:
    def refuse(*_: object) -> None:
        raise entities(source)

    return refuse


def entities(source: str) -> UnreadableInput:
    """Return the error for a document that declares entities."""
    return UnreadableInput(f"{source}: refused, it declares entities")
