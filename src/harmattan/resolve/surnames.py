"""Surnames that many bear, read alone: "Sanchez" in an article about Spain, "Abbott" in one about Texas.

Whom it means depends on the states the article is about and on its day; the article may tell of another.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from harmattan.resolve.knowledge import Entry, Knowledge
from harmattan.resolve.names import fold
from harmattan.resolve.pieces import Piece
from harmattan.resolve.posts import HEADS, Posts
from harmattan.resolve.words import words

Blocks = Sequence[Sequence[Piece]]
# There many bear the surname of any politician.
_SHARED: Final = frozenset(
    ["USA", "GBR", "IRL", "CAN", "AUS", "NZL", "JAM", "CHN", "TWN", "HKG", "SGP", "KOR", "PRK", "VNM"]
)
# Before a surname they tell a place, a people or a thing of the name: "in Katanga", "the Ahmadi".
_BEFORE_THINGS: Final = frozenset(["in", "at", "near", "around", "outside", "across", "into", "the", "this"])
_PARTICLES: Final = frozenset(["al", "el", "bin", "bint", "ibn", "ben", "abu", "de", "da", "dos", "van", "von", "y"])
_STRANGE: Final = 5  # letters of the surname of somebody who leads no state
_LATELY: Final = 3  # years for which somebody out of a post is still the one of the name
_ARTICLES: Final = ("", "al ", "el ")
_ARABIC: Final = re.compile(r"\b[ae]l[- ]", re.IGNORECASE)
_PLACES: Final = frozenset(["state", "capital"])
_COMMON = words("common_surnames")
# "Bush fires": at the begin of a sentence these may be no name.
_WORDS = words("word_surnames")
_ENDS: Final = frozenset([".", "?", "!", ":", "“", "‘", '"'])


def surnames(
    known: Knowledge, blocks: Blocks, about: frozenset[str], named: frozenset[str], day: str
) -> Iterator[tuple[str, Entry]]:
    """Yield the surnames that an article has alone, as written, with whom each means on its day.

    about: the states it is about, named: all that it names.
    """
    for surname in sorted(_alone(blocks)) if day and about else ():
        bearers = _bearers(surname, known)
        meant = _meant(surname, bearers, about, named, day, known) if bearers else None
        if meant and not _another(meant, surname, blocks, leads=_leads(meant, day, known.posts)):
            entry = replace(meant, flags=meant.flags - {"common"})
            for article in _ARTICLES if _ARABIC.search(meant.name) else ("",):
                yield f"{article}{surname.title()}", entry


def _alone(blocks: Blocks) -> set[str]:
    """Return the folded words, without "al", that may be surnames and stand alone."""
    found: set[str] = set()
    for pieces in blocks:
        for at, piece in enumerate(pieces):
            if len(piece.words) > len(("al", "Maliki")) or not piece.words[-1].capital or not _may_be_surname(piece):
                continue
            surname = _bare(piece.key)
            opens = surname in _WORDS and (not at or pieces[at - 1].key in _ENDS)
            if " " not in surname and not opens:
                found.add(surname)
    return found


def _may_be_surname(piece: Piece) -> bool:
    kinds = {entry.kind for entry in piece.entries if "surname" not in entry.flags}
    # "Montenegro" and "Muscat" are states and capitals too.
    return piece.kind == "name" or (piece.entry("leader") is not None and kinds <= _PLACES)


def _bare(key: str) -> str:
    """Return a surname without its article: "maliki" for "al maliki"."""
    return key.removeprefix("al ").removeprefix("el ")


def _bearers(surname: str, known: Knowledge) -> Mapping[str, Entry]:
    """Return who is filed under a surname, by id."""
    entries = [entry for article in _ARTICLES for entry in known.index.exactly(f"{article}{surname}")]
    leaders = sorted((one for one in entries if "surname" in one.flags), key=lambda one: "listed" in one.flags)
    return {one.entity: one for one in leaders}


def _meant(
    surname: str,
    bearers: Mapping[str, Entry],
    states: frozenset[str],
    named: frozenset[str],
    day: str,
    known: Knowledge,
) -> Entry | None:
    """Return who bears a surname in an article about those states: a head, who holds a post, or who is called so."""
    places = {one.country for one in known.index.exactly(surname) if one.kind in _PLACES}
    if places & named:
        return None
    here = [one for one in bearers.values() if one.country in states]
    days = (day, f"{day}~")
    heads = [one for one in here if _leads(one, day, known.posts)]
    if heads or not here or places:
        return heads[0] if len(heads) == 1 else None
    clear = [one for one in known.index.exactly(surname) if "surname" in one.flags and "common" not in one.flags]
    if clear and not any(known.posts.in_office(one.name, days) for one in clear):
        # "Abbott" in an article about Texas is its governor, and not who led Australia before.
        elsewhere = [one for one in here if all(one.country != other.country for other in clear)]
        holding = [one for one in elsewhere if known.posts.in_office(one.name, days)]
        if len(holding) == 1:
            return holding[0]
    if any(one.country in states for one in clear):
        return None  # read by it anyhow
    if surname in _COMMON or surname in known.regions or len(surname) < _STRANGE:
        return None
    here = [one for one in here if one.country not in _SHARED and _of_the_time(one, day, known.posts)]
    listed = [one for one in here if "listed" in one.flags]
    chosen = listed or (here if len(bearers) == 1 else [])
    return chosen[0] if len(chosen) == 1 else None


def _leads(entry: Entry, day: str, posts: Posts) -> bool:
    """Tell whether somebody leads the state or its government on a day, that of the hand-over among them."""
    terms = [term for term in posts.of(entry.name) if term.post in HEADS and term.of == entry.country]
    return any(term.since <= day and (not term.until or day[: len(term.until)] <= term.until) for term in terms)


def _of_the_time(entry: Entry, day: str, posts: Posts) -> bool:
    """Tell whether somebody held a post or was what the tables tell of him on a day or shortly before."""
    since = f"{int(day[:4]) - _LATELY:04d}{day[4:]}"
    return any(term.since <= day and (not term.until or term.until >= since) for term in posts.of(entry.name))


def _another(entry: Entry, surname: str, blocks: Blocks, *, leads: bool) -> bool:
    """Tell whether the article calls another so: "Awa Keita" is no president, "in Katanga" tells a place."""
    own = {fold(word) for word in entry.name.replace("-", " ").split()} | _PARTICLES
    for pieces in blocks:
        for before, piece in pairwise((None, *pieces)):
            if piece is None or piece.words[-1].key != surname:
                continue
            tied = before is not None and before.end + 1 == piece.start
            if tied and before and not leads and before.key in _BEFORE_THINGS:
                return True
            if piece.kind == "entry":
                strange = all(one.entity != entry.entity and "surname" not in one.flags for one in piece.entries)
            else:
                strange = any(word.key not in own for word in piece.words[:-1])
            if strange or (tied and before and _is_first_name(before) and before.words[-1].key not in own):
                return True
    return False


def _is_first_name(piece: Piece) -> bool:
    """Tell whether a piece before a surname is a name and no title."""
    return piece.kind == "name" or (piece.entry("leader") is not None and len(piece.words) == 1)
