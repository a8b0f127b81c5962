"""The headline of an HTML page, from the titles it tells and the headings it shows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from harmattan.read.furniture import recognise
from harmattan.read.lines import count_words
from harmattan.read.titles import ALIKE, letters, share

_LEAST_WORDS = 4
_LONG_WORD = 4
# Dates, bylines and a summary may stand between a headline and the text.
_REACH = 5
_WORD = re.compile(r"\w+")
_BAR = re.compile(r"(?<=\s)[|\-–—»·•:]+(?=\s)")
_LONGEST = 400
# Characters of the first paragraph: one without end is read no further for what it says again of a heading.
_SAMPLE = 5_000


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page shows: the texts of its h1, of its h2 and h3, its visible lines, and its first long paragraph."""

    headings: Sequence[str]
    lesser: Sequence[str] = ()
    lines: Sequence[str] = ()
    opening: str = ""


def choose_headline(told: Sequence[tuple[str, str]], shown: Shown) -> tuple[str, str] | None:
    """Return the headline and its origin; told are (words, origin), most trusted first.

    A told title that the page also shows is best; else the heading on the page that shares most
    words with one, since told titles are often rewritten for search engines; else the first told.
    Where the page tells the name of the site alone, the headline is the heading right above the text.
    """
    agreed = _told_and_shown(told, shown.headings) or _most_like(told, shown.headings)
    if agreed and count_words(agreed[0]) >= _LEAST_WORDS:
        return agreed
    rest = _told_below(told, shown.lesser) or _lone(shown.headings) or (told[0] if told else None)
    return _above_text(told, shown) or agreed or rest


def _told_and_shown(told: Sequence[tuple[str, str]], headings: Sequence[str]) -> tuple[str, str] | None:
    known = [(letters(heading), heading) for heading in headings]
    for title, origin in told:
        key = letters(title)
        for other, heading in known:
            if key == other:
                return heading, origin
            # "Politics | Minister resigns": the section stands before the headline, inside the h1.
            if other.endswith(key) and count_words(title) >= _LEAST_WORDS:
                return title, origin
    return None


def _most_like(told: Sequence[tuple[str, str]], headings: Sequence[str]) -> tuple[str, str] | None:
    best = max(headings, key=lambda heading: _best_share(heading, told), default="")
    return (best, "html") if best and _best_share(best, told) >= ALIKE else None


def _best_share(heading: str, told: Sequence[tuple[str, str]]) -> float:
    return max((share(heading[:_LONGEST], title[:_LONGEST]) for title, _ in told), default=0.0)


def _told_below(told: Sequence[tuple[str, str]], lesser: Sequence[str]) -> tuple[str, str] | None:
    """Return the told title, less what stands behind a bar or dash, that is a heading below the site's name."""
    known = {letters(heading): heading for heading in reversed(lesser) if count_words(heading) >= _LEAST_WORDS}
    for title, origin in told:
        starts = [title, *(title[: bar.start()] for bar in _BAR.finditer(title[:_LONGEST]))]
        for start in starts:
            if letters(start) in known:
                return known[letters(start)], origin
    return None


def _lone(headings: Sequence[str]) -> tuple[str, str] | None:
    lone = [heading for heading in headings if count_words(heading) >= _LEAST_WORDS]
    return (lone[0], "html") if len(lone) == 1 else None


def _above_text(told: Sequence[tuple[str, str]], shown: Shown) -> tuple[str, str] | None:
    """Return the lesser heading right above the text that it takes up more than what the page tells of itself.

    Only pages that tell no more than the title of their window are asked, and only if that is short or shown nowhere.
    """
    if any(origin != "html" for _, origin in told) or any(_is_headline(title, shown) for title, _ in told):
        return None
    start = shown.opening.casefold()[:60]
    place = next((place for place, line in enumerate(shown.lines) if start and line.casefold().startswith(start)), 0)
    known = {letters(heading): heading for heading in shown.lesser if count_words(heading) >= _LEAST_WORDS}
    for line in reversed(shown.lines[max(0, place - _REACH) : place]):
        heading = known.get(letters(line))
        if heading is not None:
            said = _long_words(shown.opening[:_SAMPLE])
            rivals = [*shown.headings, *(title for title, _ in told)]
            most = max((len(said & _long_words(rival)) for rival in rivals), default=-1)
            return (heading, "html") if len(said & _long_words(heading)) > most else None
        if recognise(line) is None and count_words(line) > _LEAST_WORDS:
            return None
    return None


def _is_headline(title: str, shown: Shown) -> bool:
    """Tell whether a title is long enough for a headline and stands on the page."""
    key = letters(title)
    return count_words(title) >= _LEAST_WORDS and any(key == letters(line) for line in shown.lines)


def _long_words(words: str) -> set[str]:
    return {word for word in _WORD.findall(words.casefold()) if len(word) >= _LONG_WORD}
