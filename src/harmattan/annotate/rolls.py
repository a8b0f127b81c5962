"""Sums the people of a list: "a guard and two nurses" are three, as who reads of their death counts them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

# The number that begins at a word, and the place of its last word; None where no single number does.
Number = Callable[[int], tuple[int, int] | None]


def each(words: str) -> tuple[str, ...]:
    """Return the words of a list that is written as one text."""
    return tuple(words.split())


_ONE: Final = frozenset({"a", "an"})
# What may stand behind the last of a list; before anything else the list goes on in a way that is not understood ("and
# a companion of hers was shot" is another clause).
_ENDS: Final = frozenset(
    each(
        "in on at by during after before when while near outside inside across around along from since over for"
        " last this late early yesterday overnight today who that amid with monday tuesday wednesday thursday"
        " friday saturday sunday . ; : ) ! ?"
    )
)
# No noun of people ends with these, and no verb is one: "killed two soldiers and a bomb went off".
_NO_PEOPLE: Final = frozenset(
    each(
        "face await remain demand need continue was were is are has have had be been went fell broke hit struck fled"
        " ran said says told left took set"
        " blew burst lost shot third quarter half dozen few number string series total week day month year hour dog"
        " apartments buildings hospitals schools towns villages shops trucks tanks boats drones missiles rifles guns"
        " horse cat cats dogs cattle sheep goats cows camels livestock horses houses homes vehicles vehicle cars car"
        " of to as but or"
    )
)
_DONE: Final = frozenset({"armed", "unarmed", "retired", "masked", "hooded", "uniformed", "wounded", "suspected"})
# A list behind one of these, or behind a verb ("opened a case and six men are in custody"), is no subject.
_BEHIND: Final = frozenset(each("of with by to from near in on for between against and or into"))
# A subject ends before these.
_WAS: Final = frozenset(
    each("was were is are have had has killed slain injured hurt arrested detained jailed died dead shot")
)
_MANY: Final = frozenset(each("people police crew children others personnel staff dead"))
_NOT_MANY: Final = frozenset(each("rights sports news arms forces affairs services boss s"))
# What a noun of harm has behind its list: "the arrest of an editor and a typist drew protests".
_HARMS: Final = frozenset(each("drew sparked caused led"))
_LONGEST, _MOST = 5, 8  # words of an item, items of a list


@dataclass(frozen=True, slots=True)
class Roll:
    """A list of people: how many they are, the places of its first and last word, and those where its numbers begin."""

    value: int
    first: int
    last: int
    counted: tuple[int, ...]


def roll(words: Sequence[str], at: int, number: Number, end: int | None = None) -> Roll | None:
    """Return the list of two items or more that begins at a word, each with a number or "a"; None if none does.

    words: of a sentence, lower case, marks apart. end: where the list has to end; None: where a clause may go on.
    """
    items: list[tuple[int, int]] = []
    start = at
    while len(items) < _MOST:
        item = _item(words, start, number)
        if item is None:
            return None
        value, last = item
        items.append((start, value))
        joint = _word(words, last + 1)
        closing = len(items) > 1 and _word(words, start - 1) == "and"
        if closing and (last + 1 == end if end is not None else _closes(words, last + 1)):
            return _summed(items, at, last)
        following = _word(words, last + 2)
        # "Two men, and a woman was hurt": with a comma before "and" another clause begins, if no comma stood before.
        start = last + 3 if joint == "," and following == "and" and len(items) > 1 else last + 2
        if closing or joint not in {",", "and"}:
            return None
    return None


def before(words: Sequence[str], end: int, number: Number, reach: int) -> Roll | None:
    """Return the longest list that ends right before a word and begins at most reach words before it."""
    for at in range(max(0, end - reach), end):
        behind = _word(words, at - 1)
        if behind in _BEHIND or (behind.endswith("ed") and behind != "estimated"):
            continue
        if (words[at] in _ONE or number(at)) and (found := roll(words, at, number, end)):
            return found
    return None


def _item(words: Sequence[str], at: int, number: Number) -> tuple[int, int] | None:
    """Return how many an item counts, and the place of its last word."""
    told = (1, at) if _word(words, at) in _ONE else number(at)
    if told is None:
        return None
    value, last = told
    first = last + 1
    # "Three of the gang".
    first += 2 if _word(words, first) == "of" and _word(words, first + 1) in {"the", "its", "his", "their"} else 0
    at = first
    while at - first <= _LONGEST and _is_noun(words, at, number):
        at += 1
    whole = first > last + 1 or _agrees(value, words[first:at])
    return (value, at - 1) if 0 < at - first <= _LONGEST and whole and _stops(words, at) else None


def _agrees(value: int, item: Sequence[str]) -> bool:
    """Tell whether nouns are as many as their number: in "30 people and two children remain" a verb is among them."""
    if not item or "among" in item:
        return False
    head = next((at for at, word in enumerate(item) if word in _HARMS), len(item))
    nouns = item[:head]
    if not nouns or any(_is_many(word) for word in nouns[:-1] if word not in _MANY):
        return False
    return _is_many(nouns[-1]) == (value > 1)


def _is_many(word: str) -> bool:
    if word in _MANY or word.endswith(("men", "women")):
        return True
    return word.endswith("s") and not word.endswith("ss") and word not in _NOT_MANY


def _is_noun(words: Sequence[str], at: int, number: Number) -> bool:
    word = _word(words, at)
    if not word[:1].isalpha() or word in _ENDS or word in _ONE or word == "and":
        return False
    return (
        number(at) is None
        and word not in _NO_PEOPLE
        and word not in _WAS
        and (not word.endswith("ed") or word in _DONE)
    )


def _closes(words: Sequence[str], at: int) -> bool:
    """Tell whether a list behind a verb may end before a word; "a councillor of the town was hurt" is a clause."""
    word = _word(words, at)
    if word == "of":
        return _WAS.isdisjoint(words[at + 1 : at + 1 + _LONGEST])
    return word in _ENDS or word in {"", ","}


def _stops(words: Sequence[str], at: int) -> bool:
    """Tell whether an item ends before a word and is not cut short by a verb or a measure."""
    word = _word(words, at)
    return not word or word in {",", "and", "of"} or word in _ENDS or word in _WAS


def _summed(items: Sequence[tuple[int, int]], first: int, last: int) -> Roll:
    """Return the list; the others may be who the first are: "three people, a father and two sons" are three."""
    head, others = items[0][1], sum(value for _, value in items[1:])
    value = head if len(items) > 2 and head == others else head + others
    return Roll(value, first, last, tuple(at for at, _ in items))


def _word(words: Sequence[str], at: int) -> str:
    return words[at] if 0 <= at < len(words) else ""
