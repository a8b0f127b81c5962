"""Finds the headline of a page dump: a title above the body that the body takes up."""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from harmattan.read.furniture import function_words, recognise
from harmattan.read.lines import Line
from harmattan.read.sequence import Part, inserts
from harmattan.read.titles import letters
from harmattan.read.weights import weights
from harmattan.records import Label

_REACH_ABOVE = 60
_REACH_INTO = 3
_REPEAT_REACH = 15
_META_REACH = 5
_DEK_REACH = 3
# A menu item is shorter, a sentence longer; the text takes up half of a title's long words, and no less than two.
_TITLE_WORDS = (4, 20)
_TITLE_SAYS = 2
_LONG_WORD = 4
# A name of an office or a group; one of two words may be a person's, of whom a whole page tells.
_NAME = re.compile(
    r"[A-ZÀ-Þ][\w.&’'-]*(?: (?:of|for|the|and|de|du|des|la))*(?: (?:[A-ZÀ-Þ&][\w.&’'-]*|of|for|the|and|de)){2,6}"
)
_STEM, _MOST_LETTERS = 5, 100
_MENU_WORDS, _MENU_ITEMS = 5, 4
_SAMPLE = 5_000
_MOST_WORDS = 40
SUBJECT = re.compile(r"subject: ?(?:(?:press|media|news) (?:release|statement): ?)?", re.I)
_TRAIL, _TRAIL_ITEMS = re.compile(r" [/>»›|] "), 3
# What links to other stories open with, and titles too.
_RUBRIC = re.compile(r"(?:explainer|opinion|analysis|in (?:pictures|depth)|fact ?box|timeline) ?[:|] \S", re.I)
_WORD = re.compile(r"[^\W_]+")
# The headline says what the first paragraphs say again.
_LEAD_PARAGRAPHS = 12
# Under this the best candidate is a menu item or the words of a picture: the page has no headline.
_LEAST = -1.0
_ABOUT_THE_ARTICLE = frozenset({Label.BYLINE, Label.DATELINE, Label.READING_TIME, Label.SHARE})

HEADLINE_FEATURES = (
    "taken up", "words taken up", "under 4 words", "over 20 words", "over 30 words", "repeated", "ends like prose",
    "separators", "lines above body", "lines into body", "about the article below", "about the article above",
    "all capitalised", "credit marks", "title above",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line that may be the headline and the values of HEADLINE_FEATURES for it."""

    place: int
    values: tuple[float, ...]


def find_headline(lines: Sequence[Line], places: Sequence[Part]) -> int | None:
    """Return the index of the headline's line, or None if nothing above the body looks like one."""
    table = weights("headline", HEADLINE_FEATURES)
    found = candidates(lines, places)
    trailed = _of_trail(lines, [candidate.place for candidate in found])
    if trailed is not None:
        return trailed
    ranked = [(_dot(table, candidate.values), candidate.place) for candidate in found]
    best, place = max(ranked, default=(_LEAST, -1))
    return _below_subject(lines, _first_like(lines, place)) if best > _LEAST else None


def _dot(left: Sequence[float], right: Sequence[float]) -> float:
    return sum(one * other for one, other in zip(left, right, strict=True))


def _first_like(lines: Sequence[Line], place: int) -> int:
    """Return the first of the same words not far above: a page that says its headline twice is told from the top."""
    window = range(max(0, place - _REPEAT_REACH), place)
    return next((above for above in window if lines[above].key == lines[place].key), place)


def _of_trail(lines: Sequence[Line], places: Sequence[int]) -> int | None:
    """Return the first of places whose line the page also names as where its reader is: "Home / Envoy recalled"."""
    ways = [_TRAIL.split(line.text[:_SAMPLE]) for line in lines[: max(places, default=0)]]
    ends = {letters(way[-1]) for way in ways if len(way) >= _TRAIL_ITEMS}
    named = (at for at in places if lines[at].words >= _TITLE_WORDS[0] and letters(lines[at].text) in ends)
    return next(named, None)


def _below_subject(lines: Sequence[Line], place: int) -> int:
    """Return the place of the headline itself where place is the subject of a letter that says it again."""
    if SUBJECT.match(lines[place].text) is None:
        return place
    below = range(place + 1, min(len(lines), place + _REPEAT_REACH))
    again = (at for at in below if lines[at].words >= _TITLE_WORDS[0] and lines[place].key.endswith(lines[at].key))
    return next(again, place)


def candidates(lines: Sequence[Line], places: Sequence[Part]) -> list[Candidate]:
    """Return the lines above the body, and its first few, that are no known furniture."""
    body = [place for place, part in enumerate(places) if part is Part.BODY]
    first = next((place for place in body if lines[place].is_prose), body[0])
    above = _prose_right_above(lines, body[0])
    lead = [*above, *(place for place in body if lines[place].is_prose)][: _LEAD_PARAGRAPHS + len(above)]
    said = {place: frozenset(_words(lines[place])) for place in lead}
    vocabulary = frozenset().union(*said.values())
    times = Counter(line.key for line in lines)
    window = range(max(0, first - _REACH_ABOVE), min(len(lines), first + _REACH_INTO))
    possible = [
        place
        for place in window
        if 2 <= lines[place].words <= _MOST_WORDS and not _is_known(lines[place]) and not _is_told(lines, places, place)
    ]
    opening = " ".join(lines[place].text[:_SAMPLE] for place in lead)
    return [
        Candidate(place, _values(lines, place, first, _by_others(said, vocabulary, above, place), times))
        for place in [place for place in possible if not _is_name_of(lines[place], opening)] or possible
    ]


def _is_name_of(line: Line, opening: str) -> bool:
    """Tell whether a line is a name of which the text tells, of a ministry or a group whose page it is: no headline
    stands in its text word for word."""
    return _NAME.fullmatch(line.text) is not None and line.text in opening


def _prose_right_above(lines: Sequence[Line], first: int) -> list[int]:
    """Return the sentences right above the body found: its first paragraphs, where it was found too short.

    A caption or an ad may stand between them.
    """
    found: list[int] = []
    place = first - 1
    while place >= 0:
        place -= inserts([lines[at] for at in range(place, max(-1, place - 4), -1)])
        if place < 0 or not _is_plain_prose(lines[place]):
            break
        found.append(place)
        place -= 1
    return found[::-1]


def _is_plain_prose(line: Line) -> bool:
    return line.is_prose and line.furniture is None


def _by_others(
    said: Mapping[int, frozenset[str]], vocabulary: frozenset[str], above: Sequence[int], place: int
) -> frozenset[str]:
    """Return the words of the text without those that a line above it, which may be its dek, says itself."""
    return frozenset().union(*(words for at, words in said.items() if at != place)) if place in above else vocabulary


def _is_known(line: Line) -> bool:
    is_title = _RUBRIC.match(line.text) is not None
    if _is_menu(line):
        return True
    return line.furniture is not None and not line.furniture.opens_zone and not is_title


def _is_menu(line: Line) -> bool:
    """Tell whether many of a line's words are items of menus by themselves: "Show menu News Africa Asia Opinion"."""
    words = line.text.split() if _MENU_WORDS <= line.words <= _MOST_WORDS and not line.ends_sentence else []
    if any(word.islower() and word in function_words()["en"] for word in words):
        return False
    known = sum((found := recognise(word)) is not None and found.label is Label.NAVIGATION for word in words)
    return known >= _MENU_ITEMS and 3 * known >= len(words)


def _is_told(lines: Sequence[Line], places: Sequence[Part], place: int) -> bool:
    """A full sentence in the body is its first paragraph; only a question can be a headline too."""
    line = lines[place]
    return places[place] is Part.BODY and line.is_prose and not line.text.endswith("?")


def _words(line: Line) -> list[str]:
    return [word for word in _WORD.findall(line.text[:_SAMPLE].casefold()) if len(word) >= _LONG_WORD]


def _values(
    lines: Sequence[Line], place: int, first: int, vocabulary: frozenset[str], times: Counter[str]
) -> tuple[float, ...]:
    line = lines[place]
    words = set(_words(line))
    taken_up = len(words & vocabulary)
    capitals = [word[0].isupper() for word in _WORD.findall(line.text)]
    return (
        taken_up / max(1, len(words)),
        math.log1p(taken_up),
        float(line.words < 4),
        float(line.words > 20),
        float(line.words > 30),
        float(times[line.key] > 1),
        float(line.text.endswith((".", ",", ";", ":", "...", "…"))),
        float("|" in line.text or "»" in line.text or " / " in line.text),
        max(0, first - place) / 20,
        float(max(0, place - first + 1)),
        float(_tells_of_article(lines[place + 1 : place + 1 + _META_REACH])),
        float(_tells_of_article(lines[max(0, place - _META_REACH) : place])),
        float(all(capitals)),
        float("©" in line.text or "(" in line.text or "/" in line.text),
        float(_has_title_above(lines, place, vocabulary)),
    )


def _has_title_above(lines: Sequence[Line], place: int, vocabulary: frozenset[str]) -> bool:
    """Tell whether right above stands a line that may be the headline: then this is the dek, which the text takes up
    even more."""
    near = [line for line in lines[max(0, place - _DEK_REACH) : place] if line.furniture is None][-2:]
    has_rubric = place > 0 and _RUBRIC.match(lines[place - 1].text) is not None
    return has_rubric or any(_may_be_title(line, vocabulary) for line in near if line.key != lines[place].key)


def _may_be_title(line: Line, vocabulary: frozenset[str]) -> bool:
    if not _TITLE_WORDS[0] <= line.words <= _TITLE_WORDS[1] or line.text.endswith((".", ",", ";", ":")):
        return False
    words = set(_words(line)) - function_words()["en"]
    # "Dissolves" and "dissolved", "ministry" and "minister"; a menu in capitals shares beginnings with any text.
    stem = _STEM if any(word.islower() for word in line.text.split()) else _MOST_LETTERS
    stems = {word[:stem] for word in vocabulary}
    taken_up = sum(word[:stem] in stems for word in words)
    return taken_up >= _TITLE_SAYS and 2 * taken_up >= len(words)


def _tells_of_article(lines: Sequence[Line]) -> bool:
    return any(line.furniture is not None and line.furniture.label in _ABOUT_THE_ARTICLE for line in lines)
