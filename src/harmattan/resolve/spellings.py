"""Towns spelt otherwise than in the gazetteer: "Tell Abyad" is its "Tall Abyaḑ", "Jarablus" its "Jarābulus".

Only in states whose language is not written in Latin letters, where each agency has a spelling of its own; what counts
are the consonants, and the rest must be alike.
"""

import re
from collections.abc import Collection
from difflib import SequenceMatcher
from functools import cache
from typing import Final

from harmattan.resolve.gazetteer import Gazetteer, Town
from harmattan.resolve.names import key_of, tokens
from harmattan.resolve.words import words

# States (ISO alpha-2) whose names of places are written in other letters.
_OTHER_LETTERS: Final = words("other_letters")
_ARTICLE: Final = re.compile(r"\b(?:[ae](?:[lnrstdz]|sh)|ul|ol) (?=\w)")
# One letter for what is one sound, in this order: sh becomes x once x has become ks.
_SAME: Final = (
    ("sch", "sh"), ("tch", "ch"), ("kh", "h"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("ph", "f"), ("zh", "j"),
    ("dj", "j"), ("tz", "z"), ("ts", "z"), ("ck", "k"), ("q", "k"), ("w", "v"), ("x", "ks"), ("sh", "x"), ("ch", "q"),
    ("c", "k"),
)  # fmt: skip
_VOWELS: Final = re.compile(r"[aeiouy]+|h$|[^a-z]")
_DOUBLED: Final = re.compile(r"(.)\1+")
# Fewer consonants are too many names' ("Duma", "Dama"); less alike than this are other names, the more so if they have
# but three ("Siachen", "Sachin").
_LEAST: Final = 3
_ALIKE, _ALIKE_IF_SHORT = 0.65, 0.8


class Spellings:
    """Finds the towns and units of a state that are called nearly so."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._by_consonants = cache(lambda iso2: _filed(gazetteer.names_in(iso2)))

    def like(self, name: str, states: Collection[str], least: float = 0.0) -> tuple[Town, ...]:
        """Return the places in some states (ISO alpha-2) whose name sounds so; the likest first.

        least: how like it has to be, if more than usual.
        """
        key = plain(name)
        sound = consonants(key)
        if len(sound) < _LEAST:
            return ()
        least = max(least, _ALIKE_IF_SHORT if len(sound) == _LEAST else _ALIKE)
        near = [
            (likeness, town)
            for iso2 in states
            if iso2.lower() in _OTHER_LETTERS
            for filed in self._by_consonants(iso2).get(sound, ())
            if (likeness := SequenceMatcher(None, key, _bare(filed)).ratio()) >= least
            for town in self._gazetteer.find(filed)
            if town.iso2 == iso2
        ]
        near.sort(key=lambda one: (-round(one[0], 1), one[1].other, -one[1].population))
        return tuple(dict.fromkeys(town for _, town in near))

    @staticmethod
    def is_alike(name: str, town: Town) -> bool:
        """Tell whether a name has the consonants of the town's main name, where agencies spell it by themselves."""
        sound = consonants(plain(name))
        return town.iso2.lower() in _OTHER_LETTERS and len(sound) >= _LEAST and not differs(name, town.name)


def differs(name: str, main: str) -> bool:
    """Tell whether a name is no spelling and no part of another one: Islamabad of Anantnag, not George Town's."""
    own, other = plain(name), plain(main)
    return own not in other and consonants(own) != consonants(other)


def plain(name: str) -> str:
    """Return a name in small letters, without articles and blanks."""
    return _bare(key_of(token for token in tokens(name) if token.kind != "mark"))


def _bare(key: str) -> str:
    return re.sub(r"[^a-z]", "", _ARTICLE.sub("", key))


def consonants(key: str) -> str:
    """Return what the spellings of a name have in common: "trtm" of Tartoum and Tertum."""
    key = _DOUBLED.sub(r"\1", key)  # not behind the vowels, or Hodeidah had but two
    for letters, sound in _SAME:
        key = key.replace(letters, sound)
    return _VOWELS.sub("", key)


def _filed(names: Collection[str]) -> dict[str, list[str]]:
    """File names as the gazetteer has them by their consonants."""
    filed: dict[str, list[str]] = {}
    for name in sorted(names):
        filed.setdefault(consonants(_bare(name)), []).append(name)
    return filed
