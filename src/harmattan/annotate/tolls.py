"""Numbers of dead, injured and arrested in a sentence, each with the words that tell it.

The words are walked once, and from each word of harm a few to both sides: time grows with the length alone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from harmattan.annotate.rolls import Roll, before, each, roll
from harmattan.records import Span

_UNITS: Final = each(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
)
_TENS: Final = each("twenty thirty forty fifty sixty seventy eighty ninety")
_WORDS: Final = {word: i for i, word in enumerate(_UNITS) if i} | {word: 10 * i for i, word in enumerate(_TENS, 2)}
_TIMES: Final = {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 1_000_000}
_WORD: Final = re.compile(r"\w+(?:(?:['’–-]|(?<=\d)[.,](?=\d))\w+)*|[^\w\s]")
_DIGITS: Final = re.compile(r"(\d{1,3}(?:,\d{3}){1,2}|\d{1,9})(?:[–-](\d{1,9}))?", re.ASCII)
_YEAR: Final = re.compile(r"(?:19|20)\d\d(?:-(?:19|20)\d\d)?", re.ASCII)
_MONTH: Final = re.compile(
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december)$"
)
_BEFORE_YEAR: Final = frozenset(each("in since of until till from by during early late mid"))
# What is no number of people: "jailed for two years", "killed 12 km away".
_MEASURES: Final = frozenset(
    each(
        "second seconds minute minutes hour hours day days night nights week weeks month months year years decades %"
        " percent per cent km kilometres kilometers kilometre miles mile metres meters kilos kg tonnes tons"
        " times dollars euros"
    )
)
_MONEY: Final = frozenset("$€£¥")
_PAST: Final = {
    **dict.fromkeys(each("killed slain massacred executed slaughtered murdered beheaded assassinated"), "dead"),
    **dict.fromkeys(each("injured wounded hurt"), "injured"),
    **dict.fromkeys(each("arrested detained jailed"), "arrested"),
}
# Whose number stands behind them: "killing 12", "arrests 30".
_ACTIVE: Final = _PAST | {
    **dict.fromkeys(each("kills kill killing slaughtering murdering executing"), "dead"),
    **dict.fromkeys(each("injures injure injuring wounds wound wounding hurts hurting"), "injured"),
    **dict.fromkeys(each("arrests arrest arresting detains detain detaining jails jailing"), "arrested"),
}
# Whose number stands before them: "12 dead", "30 were wounded".
_PASSIVE: Final = _PAST | {"dead": "dead", "died": "dead", "deaths": "dead"}
_NOUNS: Final = {
    **dict.fromkeys(each("killing killings death deaths murder murders execution massacre"), "dead"),
    **dict.fromkeys(each("arrest arrests detention"), "arrested"),
}
_TWO: Final = {
    ("shot", "dead"): "dead", ("gunned", "down"): "dead", ("rounded", "up"): "arrested", ("rounds", "up"): "arrested",
    ("locked", "up"): "arrested", ("in", "custody"): "arrested", ("into", "custody"): "arrested",
}  # fmt: skip
_LIVES: Final = frozenset(each("claimed claiming cost costing took taking lost"))
# Between a word of harm and its number.
_ABOUT: Final = frozenset(
    each(
        "at least more than over around about some nearly almost up to as many an estimated a total of further another"
        " all the his her its their other between"
    )
)
_WAS: Final = frozenset(
    each(
        "was were is are be been being have has had also reportedly later then still now confirmed to both"
        " shot found taken"
    )
)
# A number before one of these is none of the verb behind it.
_STOPS: Final = frozenset(
    each("and but or with while after before as when which where whereas since because until including")
)
_REACHED: Final = frozenset(each("to at of as was is were reached reaches reaching hit hits passed exceeded topped"))
# What follows a verb that has no object.
_GOES_ON: Final = frozenset(
    each(
        "in on at by during after before when while as and or but with near outside inside across around along from"
        " since over for under last this late early so to there here alone today yesterday overnight that who among"
        " amid because between if of through throughout until within without monday tuesday wednesday thursday friday"
        " saturday sunday"
    )
)
_AGED: Final = frozenset(each("boy girl man woman son daughter age youth teenager"))
_QUOTES: Final = frozenset("'’‘\"“”«»")
_FAR, _NEAR, _ASIDE, _TOLL, _ROLL = 8, 5, 10, 12, 24  # words


@dataclass(frozen=True, slots=True)
class Toll:
    """A number of people: kind is a field of Casualties; told are the words of harm, at what stands in them."""

    kind: str
    value: str
    told: Span
    at: Span


@dataclass(frozen=True, slots=True)
class _Number:
    value: str
    first: int
    last: int


def is_verb(word: str, kind: str) -> bool:
    """Tell whether a word is a verb that does such harm: it has an object, and a number, of its own."""
    return _ACTIVE.get(word.lower()) == kind


def tolls(words: str) -> tuple[Toll, ...]:
    """Return the numbers a sentence tells, in its order; spans are offsets into words."""
    return tuple(sorted(_Walk(words).tolls(), key=lambda one: (one.at.start, one.told.start)))


class _Walk:
    """The words of a sentence, and which of its numbers are taken."""

    def __init__(self, words: str) -> None:
        self.places = [match.span() for match in _WORD.finditer(words)]
        self.words = [words[start:end].lower() for start, end in self.places]
        self.taken: set[int] = set()

    def tolls(self) -> Iterator[Toll]:
        totals = list(self._totals())
        counted = {at for at, _, _ in totals}
        for at, kind, number in totals:
            yield self._toll(kind, at, at, number)
        left: list[tuple[int, int, str]] = []
        for at, last, kind in self._harms():
            if at in counted:
                continue
            listed = self._roll(at, last)
            if listed:
                yield self._sum(kind, at, last, listed)
                continue
            active = self._behind(at, last)
            if active and active.first not in self.taken:
                yield self._toll(kind, at, last, active)
            else:
                left.append((at, last, kind))
        # A number right behind a verb is that verb's, and no subject of a participle further on.
        for at, last, kind in left:
            before = self._ahead(at) if self._has_subject(at, last) else None
            if before and before.first not in self.taken:
                yield self._toll(kind, at, last, before)

    def _toll(self, kind: str, at: int, last: int, number: _Number) -> Toll:
        self.taken.add(number.first)
        told = Span(self.places[at][0], self.places[last][1])
        return Toll(kind, number.value, told, Span(self.places[number.first][0], self.places[number.last][1]))

    def _sum(self, kind: str, at: int, last: int, listed: Roll) -> Toll:
        self.taken.update(listed.counted)
        return self._toll(kind, at, last, _Number(str(listed.value), listed.first, listed.last))

    def _roll(self, at: int, last: int) -> Roll | None:
        """Return the list of people behind a verb, or before one that has it as its subject."""
        found = None
        if self.words[at] in _ACTIVE or last > at:
            i = last + 1
            while found is None and i <= last + _NEAR:
                found = roll(self.words, i, self._single)
                if self._word(i) not in _ABOUT:
                    break
                i += 1
        # "A gunman and two others killed 14": the number behind the verb is of those who suffer.
        if found is None and self._behind(at, last) is None and self._has_subject(at, last):
            i = at
            while i > 0 and (self.words[i - 1] in _WAS or self.words[i - 1].endswith("ly")):
                i -= 1
            found = before(self.words, i, self._single, _ROLL)
        return found if found and self.taken.isdisjoint(found.counted) else None

    def _single(self, i: int) -> tuple[int, int] | None:
        """Return the number that begins at a word, and the place of its last word; no range."""
        number = self._number(i)
        return (int(number.value), number.last) if number and "-" not in number.value else None

    def _harms(self) -> Iterator[tuple[int, int, str]]:
        """Yield the first and last place of each word of harm, and its kind."""
        pairs = list(pairwise([*self.words, ""]))
        inside = False
        for at, pair in enumerate(pairs):
            if inside:
                inside = False
                continue
            kind = _TWO.get(pair)
            inside = kind is not None
            kind = kind or _ACTIVE.get(pair[0]) or _PASSIVE.get(pair[0]) or _NOUNS.get(pair[0])
            if pair[0] == "lives" and not _LIVES.isdisjoint(self.words[max(0, at - _FAR) : at]):
                kind = "dead"
            if kind:
                yield at, at + inside, kind

    def _has_subject(self, at: int, last: int) -> bool:
        return last > at or self.words[at] in _PASSIVE or self.words[at] in {"arrests", "lives"}

    def _behind(self, at: int, last: int) -> _Number | None:
        """Return the number right behind a verb, or behind "of" and a noun."""
        word = self.words[at]
        if last == at and word not in _ACTIVE and word not in _NOUNS:
            return None
        if last == at and (word in {"death", "deaths"} or word not in _ACTIVE) and self._word(at + 1) != "of":
            return None
        i = last + 1
        while i <= last + _NEAR and self._word(i) in _ABOUT:
            # "At least 12", and not "at 12 Main Street".
            if self._word(i) == "at" and self._word(i + 1) not in {"least", "most"}:
                return None
            i += 1
        return self._number(i)

    def _ahead(self, at: int) -> _Number | None:
        """Return the nearest number before a verb that can be its subject; "five of the 12 men" are five."""
        i = at - 1
        if self._word(i) == "the":
            return None
        passive = False
        while i >= 0 and (self.words[i] in _WAS or self.words[i].endswith("ly")):
            passive = True
            i -= 1
        # "Two gunmen killed a priest", "14 wounded fighters": before an object or a noun the number is of others.
        if not passive and self.words[at] in _PAST and self._is_noun(at + 1):
            return None
        if i >= 0 and self.words[i] == ",":
            opened = next((j for j in range(i - 1, max(-1, i - _ASIDE), -1) if self.words[j] == ","), None)
            if opened is None:
                return None
            i = opened - 1
        steps = _FAR if passive else _NEAR
        for j in range(i, max(-1, i - steps - 1), -1):
            word = self.words[j]
            if word in _STOPS or word in _ACTIVE or not (word[0].isalnum() or word in _QUOTES):
                return None
            number = self._number(j)
            ranged = self._number(j - 2) if number and self._word(j - 1) in {"to", "or", "and"} else None
            number = ranged if ranged and ranged.last >= j else number
            if number:
                return self._whole(number)
        return None

    def _is_noun(self, i: int) -> bool:
        word = self._word(i)
        return word[:1].isalnum() and word not in _GOES_ON and self._count(i) is None

    def _whole(self, part: _Number) -> _Number:
        """Return "five" of "five of its 12 soldiers", "six" of "six members of one family"."""
        i = part.first - 1
        while i >= 0 and self.words[i] in _ABOUT and self.words[i] != "of":
            i -= 1
        if self._word(i) != "of":
            return part
        return self._number(i - 1) or self._number(i - 2) or part

    def _totals(self) -> Iterator[tuple[int, str, _Number]]:
        """Yield "the death toll rose to 31", "the number of people killed has risen to 31"."""
        for i, word in enumerate(self.words):
            if word == "toll":
                at, kind = i, "dead"
            elif word == "number":
                harmed = (j for j in range(i + 1, min(i + 1 + _NEAR, len(self.words))) if self.words[j] in _PASSIVE)
                at = next(harmed, -1)
                if at < 0:
                    continue
                kind = _PASSIVE[self.words[at]]
            else:
                continue
            number = self._reached(at)
            if number:
                yield at, kind, number

    def _reached(self, at: int) -> _Number | None:
        for i in range(at + 1, min(at + 1 + _TOLL, len(self.words))):
            if self.words[i] in {",", ";", ":", ".", "and", "but", "with"}:
                return None
            number = self._number(i)
            if number:
                j = i - 1
                while j > at and self.words[j] in _ABOUT and self.words[j] not in _REACHED:
                    j -= 1
                if self.words[j] in _REACHED:
                    return number
        return None

    def _word(self, i: int) -> str:
        return self.words[i] if 0 <= i < len(self.words) else ""

    def _number(self, i: int) -> _Number | None:
        """Return the number of people that begins at a word, a range with both ends."""
        low = self._count(i)
        if low is None or self._word(i - 1) in {"from", "no"}:
            return None
        last = low.last
        value = low.value
        joins = {"to", "or"} | ({"and"} if self._word(i - 1) == "between" else set())
        if self._word(last + 1) in joins and "-" not in value:
            high = self._count(last + 2)
            if high and "-" not in high.value and int(high.value) > int(value):
                value, last = f"{value}-{high.value}", high.last
        after, before = self._word(last + 1), self._word(i - 1)
        aged = before in {",", "aged"} and after in {",", ""} and i > 1
        aged = aged or (before == "of" and self._word(i - 2) in _AGED)
        if aged or after in _MEASURES or before in _MONEY or self._is_day(i, after, before):
            return None
        return None if _YEAR.fullmatch(value) and before in _BEFORE_YEAR else _Number(value, i, last)

    def _is_day(self, i: int, after: str, before: str) -> bool:
        """Tell whether digits beside a month are its day; in "on 13 April 12 were hurt" the 12 are people."""
        if not self.words[i].isdecimal():
            return False
        return bool(_MONTH.match(after) or (_MONTH.match(before) and not self._word(i - 2).isdecimal()))

    def _count(self, i: int) -> _Number | None:
        value = "12" if self._word(i) == "dozen" and self._word(i - 1) == "a" else _value(self._word(i))
        if not value:
            return None
        times = _TIMES.get(self._word(i + 1))
        if times and "-" not in value:
            return _Number(str(int(value) * times), i, i + 1)
        return _Number(value, i, i)


def _value(word: str) -> str:
    """Return a number in digits, or nothing: "1,200", "12-15", "twenty-one"."""
    digits = _DIGITS.fullmatch(word)
    if digits:
        low, high = int(digits[1].replace(",", "")), digits[2]
        return str(low) if not high else f"{low}-{int(high)}" if int(high) > low else ""
    tens, _, ones = word.partition("-")
    if ones and (tens not in _TENS or _WORDS.get(ones, 10) >= 10):
        return ""
    return str(_WORDS[tens] + _WORDS.get(ones, 0)) if tens in _WORDS else ""


def values(told: str) -> tuple[int, int]:
    """Return both ends of a number as told."""
    low, _, high = told.partition("-")
    return int(low), int(high or low)
