"""Whom two phrases with a comma between them mean together: "Kenya's president, Daniel Kiprop"."""

from collections.abc import Sequence
from dataclasses import replace

from harmattan.resolve.bodies import is_body
from harmattan.resolve.names import fold, slug
from harmattan.resolve.phrases import OWNED, describe, head_noun, split_at_prepositions
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
            office = chunks[read.index(holder)]
            if who.country and not any(piece.entry(*OWNED) for piece in office):
                return replace(who, kind="person", role=who.role or holder.role)  # "the president, ... of Kenya"
            return named(replace(holder, noun=""), called)
    return None


def _full_name(chunk: Sequence[Piece]) -> Piece | None:
    """Return the name a chunk consists of, titles aside: of two words or more, or one that the tables know."""
    head, _ = split_at_prepositions(chunk)
    if not head:
        return None
    last, before = head[-1], head[:-1]
    titles = all(piece.entry("noun") is not None and piece.entry("state", "adjective") is None for piece in before)
    spelt = [word for word in last.words if len(word.text) > 1]  # not the "Sergey V" that an initial was cut at
    known = last.entry("leader") is not None or (last.kind == "name" and len(spelt) > 1)
    return last if known and titles else None


def _words(name: str) -> list[str]:
    return fold(name).replace("-", " ").split()


def _strange_person(read: Sequence[Who], chunks: Sequence[Sequence[Piece]]) -> Who | None:
    """Return "Jordan Ellerby, a London surgeon" or "the board's chairman, Jordan Ellerby" as the one described."""
    at = next((at for at, who in enumerate(read) if who.kind == "name" and " " in who.name), None)
    if at is None or (at and not (_full_name(chunks[at]) and _is_an_office(chunks[0]))):
        return None
    told = [who for place, who in enumerate(read) if place != at and who.noun and not who.plural]
    if not told:
        return None
    person = Who("person", f"person:{slug(read[at].name)}", read[at].name)
    return describe(person, told[0], chunks[read.index(told[0])])


def _is_an_office(chunk: Sequence[Piece]) -> bool:
    """Tell whether a chunk is told by what somebody does or is: "the board's chairman", and no hospital."""
    noun = next((one for piece in head_noun(chunk) if (one := piece.entry("noun"))), None)
    return noun is not None and bool(noun.flags & {"office", "person"}) and "plural" not in noun.flags
