"""Which lines of a dump are the article: the best path through before, body, insert and after."""

import re
from collections import Counter
from collections.abc import Sequence
from enum import IntEnum
from itertools import accumulate, takewhile

from harmattan.read.datelines import is_day_alone
from harmattan.read.daywords import find_day
from harmattan.read.furniture import asks_reader
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
# Lines between the hour of a post and the words of the one before, or of its own: buttons, a title.
_POST_REACH = 6
_POSTS = 3
_HOUR = re.compile(r"\b\d{1,2}[:.h]\d{2}\b")
# A paragraph says more than a line of two words: its odds count in proportion, to this many words.
_FULL_WEIGHT_WORDS = 60
# Words in full sentences that a page without an article seldom holds: where they stand, a body must be.
_LEAST_PROSE = 80
_LEAST_PROSE_SCORE = 1.0
_HIGHEST_LIFT = 3.5
_HEADING_LEAST = 3
_HEADING_MOST = 16
# Questions in a text that is made of them and their answers.
_QUESTIONS = 2
_ANSWER = 8
_SENTENCE_LEAST = 4
# Words that pages speak to readers who listen: what stands between the two is no part of the text.
_OPENS = re.compile(
    r"list of \d+ items?|skip (?:past )?newsletter promotion|(?:key |ai )?(?:takeaways|points|summary)", re.I
)
_CLOSES = re.compile(r"end of list|after newsletter promotion|was this summary (?:helpful|useful)\W*", re.I)
_MOST_BETWEEN = 30
_LINK_WORDS = 25
_SINGLE = _INSERTS | {Label.RELATED, Label.SUBSCRIBE}
_MOST_INSERTS, _LINKS = 3, 2
_TEASER_REACH = 6
_IMPOSSIBLE = float("-inf")


def parts(lines: Sequence[Line], weights: Sequence[float] | None = None) -> list[Part]:
    """Return the part of each line; without a body every line is BEFORE.

    weights are those of lines.FEATURES, the shipped ones unless given.
    """
    closed = _closed(lines)
    kept = [place for place in range(len(lines)) if place not in closed]
    if not kept:
        return [Part.BEFORE] * len(lines)
    inner = dict(zip(kept, _parts([lines[place] for place in kept], weights), strict=True))
    # What is closed stands where the lines above it do; inside the body it interrupts.
    whole: list[Part] = []
    for place in range(len(lines)):
        last = whole[-1] if whole else Part.BEFORE
        whole.append(inner.get(place, Part.INSERT if last is Part.BODY else last))
    return whole


def _parts(lines: Sequence[Line], weights: Sequence[float] | None) -> list[Part]:
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


def _closed(lines: Sequence[Line]) -> frozenset[int]:
    """Return the places of what a page itself says is an insert, from the line that opens it to the one that closes."""
    found: set[int] = set()
    opened = None
    for place, line in enumerate(lines):
        if _OPENS.fullmatch(line.key):
            opens_above = place > 0 and _opens_zone(lines[place - 1])
            opened = place - 1 if opens_above else place
        elif opened is not None and _CLOSES.fullmatch(line.key):
            found |= set(range(opened, place + 1)) if place - opened <= _MOST_BETWEEN else set()
            opened = None
        elif place and is_link_above(lines, place):
            found |= {place - 1, place}
    return frozenset(found)


def is_link_above(lines: Sequence[Line], place: int) -> bool:
    """Tell whether a line is the button of the title right above it, a link to another story between paragraphs."""
    title = lines[place - 1]
    is_title = title.furniture is None and title.words <= _LINK_WORDS and not title.ends_sentence
    return is_title and lines[place].key == "read more" and place > 1 and lines[place - 2].is_prose


def _best_path(lines: Sequence[Line], found: Sequence[float]) -> list[Part]:
    least = _least(lines)
    odds = [max(low, min(_MOST, score)) * _weight(line) for score, line, low in zip(found, lines, least, strict=True)]
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


def _least(lines: Sequence[Line]) -> list[float]:
    """Return the lowest log-odds of each line, by its label.

    The hours and the buttons that stand between the posts of a live blog, time after time, say nothing.
    """
    between = _between_posts(lines)
    return [
        0.0 if place in between else -_MOST_OF_AN_INSERT if _is_insert(line) else -_MOST
        for place, line in enumerate(lines)
    ]


def _is_insert(line: Line) -> bool:
    return line.furniture is not None and line.furniture.label in _INSERTS


def _between_posts(lines: Sequence[Line]) -> frozenset[int]:
    """Return the places of hours and of buttons said again and again that have prose near before and behind."""
    prose = [0, *accumulate(int(line.is_prose) for line in lines)]
    times = Counter(line.key for line in lines if _is_insert(line))
    hours = [place for place, line in enumerate(lines) if _is_hour(line) or _is_day_between(lines, place)]
    places = [*hours, *(place for place, line in enumerate(lines) if times[line.key] >= _POSTS)]
    inside = {place for place in places if _has_prose_about(prose, place)}
    return frozenset(inside) if len(inside & set(hours)) >= _POSTS else frozenset()


def _has_prose_about(prose: Sequence[int], place: int) -> bool:
    """Tell whether there is prose near before and behind a place; prose counts that before each line."""
    end = min(len(prose) - 1, place + 1 + _POST_REACH)
    return prose[place] > prose[max(0, place - _POST_REACH)] and prose[end] > prose[place + 1]


def _is_hour(line: Line) -> bool:
    is_date = line.furniture is not None and line.furniture.label is Label.DATELINE
    return is_date and _HOUR.search(line.text) is not None and find_day(line.text) is None


def _is_day_between(lines: Sequence[Line], place: int) -> bool:
    """Tell whether a day stands right between two paragraphs, as in a timeline; beside titles it is other stories'."""
    near = (lines[max(0, place - 1)], lines[min(len(lines) - 1, place + 1)])
    return all(line.is_prose for line in near) and is_day_alone(lines[place].text)


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
    """Return places with the lines at the edges of the body given back to it that their shape alone cannot win.

    They are a section heading between headline and body, sentences right above and below the body, and the cut-off
    last sentence. A single ad, caption or link among the sentences becomes an insert.
    """
    body = [place for place, part in enumerate(places) if part is Part.BODY]
    first, last = body[0], body[-1]
    above = first - 1
    if headline is not None and above > headline and _may_be_heading(lines[above]):
        first = above
    first = _up_over_headings(lines, first, headline)
    first = _reach(lines, first, min(first - 1, -1 if headline is None else headline))
    last = _down_over_headings(lines, first, _reach(lines, last, len(lines)))
    if last + 1 < len(lines) and _is_last_sentence(lines, last + 1):
        last += 1
    given = [*range(first, body[0]), *range(body[-1] + 1, last + 1)]
    mended, closed = list(places), _closed(lines)
    for place in given:
        mended[place] = Part.INSERT if _is_single(lines[place]) or place in closed else Part.BODY
    return mended


def _up_over_headings(lines: Sequence[Line], first: int, headline: int | None) -> int:
    """Return where the body begins if what stands above its first heading, up to the headline, is prose too."""
    while headline is not None and first - 2 > headline and _parts_text(lines[first - 1]):
        if not _is_whole_prose(lines[first - 2]):
            return first
        first -= 2
    return first


def _parts_text(line: Line) -> bool:
    """Tell whether a line may stand between two parts of one text: a heading, or words such as "Transcript"."""
    found = line.furniture
    if found is not None:
        return found.label is Label.OTHER and not found.opens_zone
    return line.words <= _HEADING_MOST and not line.ends_sentence


def _down_over_headings(lines: Sequence[Line], first: int, last: int) -> int:
    """Return where the body ends if below it stands one more question with its answer, or one more post."""
    inside = lines[first : last + 1]
    is_asked = sum(_is_question(line) for line in inside) >= _QUESTIONS
    is_live = sum(_is_hour(line) for line in inside) >= _POSTS
    while True:
        below = range(last + 1, min(len(lines), last + 1 + _POST_REACH))
        end = next((place for place in below if lines[place].words >= _ANSWER and _is_sentence(lines[place])), -1)
        between = lines[last + 1 : end]
        is_post = is_live and any(map(_is_hour, between)) and not any(map(_opens_zone, between))
        is_parted = len(between) == 1 and ((is_asked and _is_question(between[0])) or _is_part(between[0], lines[end]))
        if end < 0 or not (is_post or is_parted):
            return last
        last = _reach(lines, end, len(lines))
    return last


def _is_part(heading: Line, below: Line) -> bool:
    """Tell whether a heading in capitals opens one more part of the text: other stories' titles are not written so."""
    is_heading = heading.furniture is None and heading.text.isupper() and heading.words <= _HEADING_MOST
    return is_heading and _is_whole_prose(below)


def _is_question(line: Line) -> bool:
    return line.furniture is None and line.words <= _HEADING_MOST and line.text.rstrip('”"').endswith("?")


def _opens_zone(line: Line) -> bool:
    return line.furniture is not None and line.furniture.opens_zone


def _may_be_heading(line: Line) -> bool:
    return line.furniture is None and line.words >= _HEADING_LEAST


def _reach(lines: Sequence[Line], start: int, end: int) -> int:
    """Return the last place on the way from start to before end up to which the text goes on without a break."""
    step = 1 if end > start else -1
    place = start
    while step * (end - place) > 1:
        further = place + step * (1 + inserts(lines[place + step : end : step]))
        if further == place + step:
            if not _goes_on(lines, further, step, end):
                return place
        elif step * (end - further) <= 0 or not _is_text_again(lines[further]):
            return place
        place = further
    return place


def inserts(lines: Sequence[Line]) -> int:
    """Return how many lines, one after the other, interrupt a text: ads, a link, an offer of a newsletter.

    Two links to other stories are a block below its end.
    """
    found = list(takewhile(_is_single, lines[:_MOST_INSERTS]))
    links = sum(line.furniture is not None and line.furniture.label is Label.RELATED for line in found)
    return len(found) if links < _LINKS else 1


def _goes_on(lines: Sequence[Line], place: int, step: int, end: int) -> bool:
    """Tell whether a line is a sentence of the text; above a body a short one is part of a menu more often."""
    further = place + step
    has_prose_further = step * (end - further) > 0 and _is_whole_prose(lines[further])
    is_enough = step > 0 or _is_whole_prose(lines[place]) or has_prose_further
    return _is_sentence(lines[place]) and is_enough


def _is_text_again(line: Line) -> bool:
    return _is_whole_prose(line) and not asks_reader(line.text)


def _is_sentence(line: Line) -> bool:
    is_short = line.furniture is None and line.words >= _SENTENCE_LEAST and line.ends_sentence
    return _is_whole_prose(line) or (is_short and not line.is_cut_off and not line.text.endswith(":"))


def _is_whole_prose(line: Line) -> bool:
    """Tell whether a line is running text; the teasers of other stories break off."""
    return line.is_prose and not line.is_cut_off


def _is_single(line: Line) -> bool:
    """Tell whether a line interrupts a text and opens nothing that would go on below it."""
    found = line.furniture
    return found is not None and not found.opens_zone and not found.paywall and found.label in _SINGLE


def _is_last_sentence(lines: Sequence[Line], place: int) -> bool:
    """A single line that breaks off right below prose is the article's; several in a row are teasers."""
    line, following = lines[place], lines[place + 1 : place + 1 + _TEASER_REACH]
    return (
        line.is_cut_off
        and line.furniture is None
        and lines[place - 1].is_prose
        and not any(other.is_cut_off for other in following)
    )
