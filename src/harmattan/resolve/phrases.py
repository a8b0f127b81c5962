"""The parts of a noun phrase: chunks, head, tails, and the words that tell a role."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from harmattan.resolve.knowledge import Entry
from harmattan.resolve.names import Token
from harmattan.resolve.pieces import Piece
from harmattan.resolve.who import Who
from harmattan.resolve.words import STATE_NOUNS

# Meanings that tell whose something is.
OWNED: Final = frozenset({"adjective", "state", "capital", "seat", "people", "area"})
_PRIVATE: Final = (("AGR",), ("BUS",), ("EDU",), ("JRN",), ("LAB",), ("MED",))
_SETS: Final = ("state", "organisation", "group")
_WHOSE: Final = frozenset(["its", "his", "her", "their", "our", "my"])

# Units that are called after somebody, who need not lead them.
_UNITS: Final = frozenset(["battalion", "brigade", "division", "legion", "regiment", "squadron"])


def named_after(head: Sequence[Piece]) -> bool:
    """Tell whether a unit is only called like a leader of the tables: "the Golani Brigade", not "Assad's brigade"."""
    unit = len(head) > 1 and head[-1].key in _UNITS and head[-1].words[0].capital
    return unit and head[-2].entry("leader") is not None


def chunks_of(pieces: Sequence[Piece]) -> tuple[list[list[Piece]], bool]:
    """Cut at commas, brackets and "and"; the flag tells whether an "and" joined them."""
    chunks: list[list[Piece]] = [[]]
    joined = False
    for piece in pieces:
        if piece.kind in ("mark", "and"):
            joined = joined or piece.kind == "and"
            chunks.append([])
        else:
            chunks[-1].append(piece)
    return [chunk for chunk in chunks if chunk], joined


def compounded(pieces: Sequence[Piece]) -> list[Piece]:
    """Return pieces with the "and" of "oil and gas tycoon Lars Bergan" as a word like others: it joins no parties.

    What nobody is called by is no party. A plural, "looters and armed men", may be people whom no table knows.
    """
    found = list(pieces)
    for at, piece in enumerate(pieces):
        begin = max((n + 1 for n in range(at) if pieces[n].kind in ("mark", "and")), default=0)
        behind = pieces[at + 1 : at + 2]
        small = bool(behind) and behind[0].kind in ("word", "entry") and behind[0].text.islower()
        if piece.kind == "and" and small and _is_thing(pieces[begin:at]) and not _of_offices(pieces[at + 1 :]):
            found[at] = replace(piece, kind="word")
    return found


def _of_offices(pieces: Sequence[Piece]) -> bool:
    """Tell whether the first noun of pieces is an office: "foreign and defence ministers" are two."""
    noun = next((one for piece in pieces if (one := piece.entry("noun"))), None)
    return noun is not None and "office" in noun.flags


def _is_thing(chunk: Sequence[Piece]) -> bool:
    """Tell whether a chunk ends in a common noun in the singular that is nobody."""
    small = ("word", "determiner", "former", "number", "possessive")
    if not chunk or any(piece.entry("noun", "leader", "organisation", "group") for piece in chunk):
        return False
    plain = all(piece.kind in small or piece.entry(*OWNED) for piece in chunk)
    last = chunk[-1]
    return plain and last.kind == "word" and last.text.islower() and not last.text.endswith("s")


def cut_relative(pieces: Sequence[Piece]) -> list[Piece]:
    """Return pieces up to a relative clause; who is included is told where those before it are nobody.

    "Lawmakers including the Kenyan": lawmakers. "A delegation including the Kenyan minister": of Kenya.
    """
    ends = (n for n, piece in enumerate(pieces) if n and piece.kind == "relative" and not _includes(pieces, n))
    return list(pieces[: next(ends, len(pieces))])


def _includes(pieces: Sequence[Piece], at: int) -> bool:
    """Tell whether a relative word is the "including" by which states or bodies stand for a nameless set of them."""
    if pieces[at].key != "including" or not any(one.entry("adjective", *_SETS) for one in pieces[at:]):
        return False
    nouns = [noun for piece in pieces[:at] if (noun := piece.entry("noun"))]
    return all(noun.name in STATE_NOUNS or noun.sectors[:1] in ((), ("GOV",)) for noun in nouns)


def split_at_prepositions(pieces: Sequence[Piece]) -> tuple[list[Piece], list[tuple[str, list[Piece]]]]:
    """Return the head and, for each preposition after it, all that follows."""
    head: list[Piece] = []
    tails: list[tuple[str, list[Piece]]] = []
    for piece in pieces:
        named = any(one.kind in ("entry", "name") for one in head)
        for _, tail in tails:
            tail.append(piece)
        if piece.kind == "preposition" and named:
            tails.append((piece.key, []))
        elif tails:
            continue
        else:
            head.append(piece)
    return head, tails


def owning(pieces: Sequence[Piece]) -> Token | None:
    """Return the "its" or "his" that tells whose somebody is: not that of "patients from Goma and its surroundings"."""
    at = next((at for at, piece in enumerate(pieces) if piece.key in _WHOSE), None)
    if at is None:
        return None
    kinds = [piece.kind for piece in pieces[:at]]
    beside = "and" in kinds and "preposition" in kinds[: kinds.index("and")]
    return None if beside else pieces[at].words[0]


def is_former(pieces: Sequence[Piece]) -> bool:
    """Tell whether a word like "former" stands among pieces."""
    return any(piece.kind == "former" for piece in pieces)


def has_left_office(pieces: Sequence[Piece]) -> bool:
    """Tell whether "former" stands before an office: a former tycoon held none."""
    noun = next((one for piece in reversed(pieces) if (one := piece.entry("noun"))), None)
    private = noun is not None and noun.sectors[:1] in _PRIVATE and "office" not in noun.flags
    return is_former(pieces) and not private


def is_bare_adjective(chunk: Sequence[Piece]) -> bool:
    """Tell whether a chunk ends in an adjective of a state: "Malian" in "Malian and French troops"."""
    stated = [piece for piece in chunk if piece.kind in ("entry", "name")]
    return bool(stated) and stated[-1].entry("adjective") is not None


def head_noun(chunk: Sequence[Piece]) -> list[Piece]:
    """Return the last noun before any preposition."""
    head, _ = split_at_prepositions(chunk)
    nouns = [piece for piece in head if piece.entry("noun")]
    return nouns[-1:]


def noun_of(pieces: Sequence[Piece]) -> str:
    """Return the singular of the last noun; empty if there is none."""
    return next((one.name for piece in reversed(pieces) if (one := piece.entry("noun"))), "")


def plain_words(pieces: Sequence[Piece]) -> str:
    """Return the words without articles and possessives."""
    words = [piece.text for piece in pieces if piece.kind not in ("determiner", "possessive")]
    return " ".join(words)


def role_words(pieces: Sequence[Piece]) -> str:
    """Return the words of a description without articles, countries before it and possessives."""
    kept = list(pieces)
    owner = next((at for at, piece in enumerate(pieces) if piece.kind == "possessive"), 0)
    # In "activist jailed by Mr Trump's government" the activist is no government.
    joined = any(piece.kind == "preposition" for piece in pieces[:owner])
    if not joined and any(piece.entry("leader") for piece in pieces[:owner]):
        kept = kept[owner:]  # "campaign manager" of "Mr Trump's former campaign manager"
    while kept and (kept[0].kind in ("determiner", "possessive", "word", "former") or kept[0].entry(*OWNED)):
        kept = kept[1:]
    return " ".join(_in_full(piece) for piece in kept if piece.kind != "possessive")


def _in_full(piece: Piece) -> str:
    noun = piece.entry("noun")
    return noun.name if noun and "short" in noun.flags else piece.text


def role_of(head: Sequence[Piece], noun: Entry) -> str:
    """Return the role a head noun names."""
    return ("former " if is_former(head) else "") + noun.name


def describe(person: Who, description: Who, chunk: Sequence[Piece]) -> Who:
    """Return person with what an apposition tells, unless the tables already knew better."""
    role = "former " + description.noun if is_former(chunk) else role_words(chunk)
    return replace(
        person,
        country=person.country or description.country,
        sectors=person.sectors or description.sectors,
        role=person.role or role,
    )
