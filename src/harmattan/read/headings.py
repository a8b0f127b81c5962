"""The headline of an HTML page, from the titles it tells and the headings it shows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from harmattan.read.furniture import recognise
from harmattan.read.lines import count_words
from harmattan.read.titles import ALIKE, letters, share

_LEAST_WORDS = 4
_MOST_WORDS = 20
_LONG_WORD = 4
# Lines above the text among which the headline is looked for in a title: an attack shows thousands.
_NEAR = 40
# Dates, bylines and a summary may stand between a headline and the text.
_REACH = 5
_WORD = re.compile(r"\w+")
_BAR = re.compile(r"(?<=\s)[|\-–—»·•:]+(?=\s)")
# What parts a title, or nothing at its ends.
_ENDS = ("", *"|-–—»·•:")
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
    rest = _told_below(told, shown.lesser) or _lone(shown.headings) or _within(told, shown)
    return _above_text(told, shown) or agreed or rest or (told[0] if told else None)


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


def _within(told: Sequence[tuple[str, str]], shown: Shown) -> tuple[str, str] | None:
    """Return the line near the top that is a part of a told title: of "Print: Envoy recalled", of "Courier - ...".

    A title that the page shows whole is the headline itself.
    """
    if any(_is_headline(title, shown) for title, _ in told):
        return None
    above = [line for line in shown.lines[: _place(shown)] if _LEAST_WORDS <= count_words(line) <= _MOST_WORDS]
    for title, origin in told:
        inside = [line for line in above[-_NEAR:] if _is_part(line.casefold(), title[:_LONGEST].casefold())]
        if inside:
            return max(inside, key=len), origin
    return None


def _is_part(line: str, title: str) -> bool:
    """Tell whether a line is all that stands in a title between bars, dashes, colons and its ends."""
    before, found, after = title.partition(line)
    return bool(found) and before.rstrip()[-1:] in _ENDS and after.lstrip()[:1] in _ENDS


def _place(shown: Shown) -> int:
    """Return the place of the line with which the text starts, 0 where it is not shown."""
    start = shown.opening.casefold()[:60]
    return next((place for place, line in enumerate(shown.lines) if start and line.casefold().startswith(start)), 0)


def _above_text(told: Sequence[tuple[str, str]], shown: Shown) -> tuple[str, str] | None:
    """Return the lesser heading right above the text that it takes up more than what the page tells of itself.

    Only pages that tell no more than the title of their window are asked, and only if that is short or shown nowhere.
    On a page without any heading, as they were written in the 1990s, each line that may be a title counts as one.
    """
    if any(origin != "html" for _, origin in told) or any(_is_headline(title, shown) for title, _ in told):
        return None
    near = shown.lines[max(0, _place(shown) - _REACH) : _place(shown)]
    titles = shown.lesser if shown.headings or shown.lesser else [line for line in near if _may_be_title(line)]
    known = {letters(heading): heading for heading in titles if count_words(heading) >= _LEAST_WORDS}
    for line in reversed(near):
        heading = known.get(letters(line))
        if heading is not None:
            said = _long_words(shown.opening[:_SAMPLE])
            rivals = [*shown.headings, *(title for title, _ in told)]
            most = max((len(said & _long_words(rival)) for rival in rivals), default=-1)
            return (heading, "html") if len(said & _long_words(heading)) > most else None
        if recognise(line) is None and count_words(line) > _LEAST_WORDS:
            return None
    return None


def _may_be_title(line: str) -> bool:
    return count_words(line) <= _MOST_WORDS and recognise(line) is None and not line.endswith((".", ",", ";", ":"))


def _is_headline(title: str, shown: Shown) -> bool:
    """Tell whether a title is long enough for a headline and stands on the page."""
    key = letters(title)
    return count_words(title) >= _LEAST_WORDS and any(key == letters(line) for line in shown.lines)


def _long_words(words: str) -> set[str]:
    return {word for word in _WORD.findall(words.casefold()) if len(word) >= _LONG_WORD}
