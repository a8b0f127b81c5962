"""Whom two phrases with a comma between them mean together: "Kenya's president, Daniel Kiprop"."""

from collections.abc import Sequence
from dataclasses import replace

from harmattan.resolve.bodies import is_body
from harmattan.resolve.names import fold, slug
from harmattan.resolve.phrases import describe
from harmattan.resolve.pieces import Piece
from harmattan.resolve.who import Who


def together(read: Sequence[Who], chunks: Sequence[Sequence[Piece]]) -> Who:
    """Return who is meant by chunks that describe each other; read: what each of them means by itself."""
    person = next((who for who in read if who.kind == "person"), None)
    if person is None:
        return _strange_person(read, chunks) or next((who for who in read if who.told), read[0])
    if newly := _newly_named(person, read, chunks):
        return newly
    for who, chunk in zip(read, chunks, strict=True):
        if who is not person and who.noun:
            return describe(person, who, chunk)
    return person


def named(who: Who, name: str) -> Who:
    """Return who under a full name."""
    kind = "person" if who.kind == "person" else "name"
    return replace(who, kind=kind, entity=f"{kind}:{slug(name)}", name=name)


def _newly_named(holder: Who, read: Sequence[Who], chunks: Sequence[Sequence[Piece]]) -> Who | None:
    """Return whom a page names beside an office that the tables give to somebody else.

    The tables know who held it when they were written: "Kenya's president, Daniel Kiprop" is whom the page calls so.
    """
    if not holder.noun:
        return None  # called by a name, and not by the office alone
    own = set(_words(holder.name))
    for who, chunk in zip(read, chunks, strict=True):
        name = _full_name(chunk)
        if who is holder or name is None or is_body(name):
            continue
        if own & set(_words(name.text)):
            return None
        if who.kind == "person" and name.entry("leader"):
            return describe(who, holder, chunks[read.index(holder)])
        if who.kind in ("name", "person") and name.kind == "name":
            called = who.name if who.kind == "person" else name.text
            return named(replace(holder, noun=""), called)
    return None


def _full_name(chunk: Sequence[Piece]) -> Piece | None:
    """Return the name of two words or more that a chunk ends in, behind titles at most."""
    last, before = chunk[-1], chunk[:-1]
    titles = all(piece.entry("noun") is not None and piece.entry("state", "adjective") is None for piece in before)
    known = last.kind == "name" or last.entry("leader") is not None
    return last if known and titles and len(last.words) > 1 else None


def _words(name: str) -> list[str]:
    return fold(name).replace("-", " ").split()


def _strange_person(read: Sequence[Who], chunks: Sequence[Sequence[Piece]]) -> Who | None:
    """Return "Jordan Ellerby, a London surgeon" as the person who is described."""
    name, described = read[0], next((who for who in read[1:] if who.noun and not who.plural), None)
    if name.kind != "name" or " " not in name.name or described is None:
        return None
    person = Who("person", f"person:{slug(name.name)}", name.name)
    return describe(person, described, chunks[read.index(described)])
