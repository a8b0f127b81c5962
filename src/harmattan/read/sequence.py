"""Which lines of a dump are the article: the best path through before, body, insert and after."""

from collections.abc import Sequence
from enum import IntEnum

from harmattan.read.lines import FEATURES, Line, features
from harmattan.read.weights import weights as shipped
from harmattan.records import Label


class Part(IntEnum):
    """The part of the page a line stands in, in page order; inserts interrupt the body."""

    BEFORE = 0
    BODY = 1
    INSERT = 2
    AFTER = 3


# The cost of stepping from one part to another, in log-odds; steps not listed are impossible.
# An insert costs as much as a clear line of furniture earns, so single odd lines do not split a body.
_STEPS: dict[Part, tuple[tuple[Part, float], ...]] = {
    Part.BEFORE: ((Part.BEFORE, 0.0),),
    Part.BODY: ((Part.BEFORE, 1.0), (Part.BODY, 0.0), (Part.INSERT, 2.0)),
    Part.INSERT: ((Part.BODY, 2.0), (Part.INSERT, 0.0)),
    Part.AFTER: ((Part.BODY, 0.5), (Part.AFTER, 0.0)),
}
# Comments and legal notes hold prose of their own: coming back from them to the article is dear.
_ZONE_COST = {Label.COMMENTS: 6.0, Label.LEGAL: 3.0, Label.RELATED: 1.0}
# One line's shape is never worth more than this: a run of evidence decides, not a single line.
_MOST = 4.0
# Ads and captions stand between paragraphs as often as outside: they carry their own label and end nothing.
_INSERTS = frozenset({Label.AD, Label.CAPTION, Label.SHARE})
_MOST_OF_AN_INSERT = 1.0
# A paragraph says more than a line of two words: its odds count in proportion, to this many words.
_FULL_WEIGHT_WORDS = 60
# Words in full sentences that a page without an article seldom holds: where they stand, a body must be.
_LEAST_PROSE = 80
_LEAST_PROSE_SCORE = 1.0
_HIGHEST_LIFT = 3.5
_HEADING_LEAST = 3
_TEASER_REACH = 6
_IMPOSSIBLE = float("-inf")


def parts(lines: Sequence[Line], weights: Sequence[float] | None = None) -> list[Part]:
    """Return the part of each line; without a body every line is BEFORE.

    weights are those of lines.FEATURES, the shipped ones unless given.
    """
    if not lines:
        return []
    found = scores(lines, weights)
    path = _best_path(lines, found)
    prose = sorted(score for score, line in zip(found, lines, strict=True) if line.is_prose)
    told = sum(line.words for line in lines if line.is_prose)
    kept = sum(line.words for line, part in zip(lines, path, strict=True) if part is Part.BODY)
    if told < _LEAST_PROSE or kept >= told / 2 or kept >= _LEAST_PROSE:
        return path
    lift = _LEAST_PROSE_SCORE - prose[len(prose) // 2]
    # Ads and videos between all its paragraphs can pull a short article under: weigh its lines among themselves.
    return _best_path(lines, [score + lift for score in found]) if 0 < lift <= _HIGHEST_LIFT else path


def _best_path(lines: Sequence[Line], found: Sequence[float]) -> list[Part]:
    odds = [_capped(score, line) * _weight(line) for score, line in zip(found, lines, strict=True)]
    totals = {Part.BEFORE: -odds[0], Part.BODY: odds[0], Part.INSERT: _IMPOSSIBLE, Part.AFTER: _IMPOSSIBLE}
    trail: list[dict[Part, Part]] = []
    for line, odd in zip(lines[1:], odds[1:], strict=True):
        best = {part: max((totals[last] - cost, last) for last, cost in _STEPS[part]) for part in Part}
        trail.append({part: last for part, (_, last) in best.items()})
        totals = {part: total + _gain(part, odd, line) for part, (total, _) in best.items()}
    return _backwards(trail, max(Part, key=lambda part: totals[part]))


def scores(lines: Sequence[Line], weights: Sequence[float] | None = None) -> list[float]:
    """Return the log-odds of each line, alone, to belong to the article."""
    used = weights or shipped("lines", FEATURES)
    return [sum(weight * value for weight, value in zip(used, row, strict=True)) for row in features(lines)]


def _capped(score: float, line: Line) -> float:
    least = -_MOST_OF_AN_INSERT if line.furniture is not None and line.furniture.label in _INSERTS else -_MOST
    return max(least, min(_MOST, score))


def _weight(line: Line) -> float:
    return 0.5 + 2 * min(line.words, _FULL_WEIGHT_WORDS) / _FULL_WEIGHT_WORDS


def _gain(part: Part, odd: float, line: Line) -> float:
    if part is Part.BODY:
        return odd
    opens = line.furniture is not None and line.furniture.opens_zone
    if part is Part.INSERT and opens and line.furniture is not None:
        return -odd - _ZONE_COST.get(line.furniture.label, 0.0)
    return -odd


def _backwards(trail: Sequence[dict[Part, Part]], last: Part) -> list[Part]:
    path = [last]
    for steps in reversed(trail):
        path.append(steps[path[-1]])
    return path[::-1]


def mended(lines: Sequence[Line], places: Sequence[Part], headline: int | None) -> list[Part]:
    """Return places with two kinds of short line given back to the body that its shape alone cannot win.

    They are the section heading or opening sentence between headline and body, and the cut-off last sentence.
    """
    mended = list(places)
    body = [place for place, part in enumerate(places) if part is Part.BODY]
    if headline is not None and headline + 1 < body[0]:
        above = body[0] - 1
        if above > headline and lines[above].furniture is None and lines[above].words >= _HEADING_LEAST:
            mended[above] = Part.BODY
    below = body[-1] + 1
    if below < len(lines) and _is_last_sentence(lines, below):
        mended[below] = Part.BODY
    return mended


def _is_last_sentence(lines: Sequence[Line], place: int) -> bool:
    """A single line that breaks off right below prose is the article's; several in a row are teasers."""
    line, following = lines[place], lines[place + 1 : place + 1 + _TEASER_REACH]
    return (
        line.is_cut_off
        and line.furniture is None
        and lines[place - 1].is_prose
        and not any(other.is_cut_off for other in following)
    )
