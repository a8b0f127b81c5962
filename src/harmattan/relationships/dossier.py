"""Everything a brief of a pair needs from the ledger, and the brief."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from harmattan import dates
from harmattan.analyse.acts import days_by_news, is_planned, known_by, took_place
from harmattan.analyse.brief import brief
from harmattan.analyse.headline import ids
from harmattan.analyse.periods import Period, period_of
from harmattan.analyse.phrasing import Name
from harmattan.analyse.relations import Cut, Series, between, series, undirected
from harmattan.analyse.render import Quoted
from harmattan.analyse.rests import undrawn
from harmattan.analyse.sentence import Brief, Matter
from harmattan.analyse.sides import Pair
from harmattan.ledger import Ledger
from harmattan.records import Act
from harmattan.relationships import cite, course, gather
from harmattan.relationships.course import Asked, Course
from harmattan.relationships.who import worded

# A chart of more bars than this is a grey block: then months.
_WEEKS: Final = 130


@dataclass(frozen=True, slots=True)
class Dossier:
    """A brief with the words of its notes, and the series and turns to draw.

    courses: of both directions together and of each, as far as there are acts.
    since: the day from which on all acts are in it, where only the newest were asked for and there are more; else None.
    under: what stands under the chart: which acts it does not draw, "" if it draws all.
    """

    brief: Brief
    quotes: dict[str, Quoted]
    series: Series
    courses: tuple[Course, ...]
    rejected: int
    period: Period
    since: str | None = None
    under: str = ""


def dossier(
    book: Ledger,
    pair: Pair,
    asked: Asked,
    today: str,
    words: Mapping[str, str],
    *,
    coverage: Mapping[str, int] | None = None,
    most: int | None = None,
) -> Dossier:
    """Return the dossier of a pair as told up to an ISO day. asked: ISO days or None; words: names of country slots and
    actor ids.

    coverage: Ledger.coverage, if the caller has it already. most: of how many acts at most, the newest; by default all.
    """
    found = gather.newest_of_pair(book, pair, asked, most) if most else gather.of_pair(book, pair)
    if found.since:
        asked = (max(found.since, asked[0] or ""), asked[1])
    known = [act for act in found.acts if known_by(act, today)]
    acts = [act for act in known if undirected(act, pair)] + between(known, pair)
    coverage = book.coverage() if coverage is None else coverage
    own = _read_by(course.own_coverage(coverage, acts), today) if acts else None
    given = _period(acts, asked, today, coverage)
    courses = _courses(acts, pair, asked, own or {})
    name = _named(worded(words, acts))
    near = [act for act in acts if given.holds(act) or is_planned(act)]
    matter = Matter(
        pair=pair,
        period=given,
        today=today,
        name=name,
        differing=tuple(cite.differing(book, near, name)),
        coverage=own,
    )
    cut, inside = _cut(given, own), [act for act in acts if given.holds(act)]
    done = [act for act in between(inside, pair) if took_place(act)]
    matter = replace(matter, undrawn=(cut.step, ids([act for act in done if period_of(act, cut.step) is None])))
    made = brief(acts, _with_courses(matter, courses))
    under = " ".join(one.text for one in undrawn(len(done), matter))
    drawn = series(inside, pair, cut)
    return Dossier(made, cite.quotes(book, made), drawn, courses, found.rejected, given, found.since, under)


def _courses(acts: Sequence[Act], pair: Pair, asked: Asked, coverage: Mapping[str, int]) -> tuple[Course, ...]:
    """Return what the model says of both directions together and, between two sides, of each."""
    ways = (course.BOTH,) if pair.domestic else (course.BOTH, course.FORWARD, course.BACKWARD)
    found = (course.of_pair(acts, pair, asked, coverage, towards) for towards in ways)
    return tuple(one for one in found if one)


def _with_courses(matter: Matter, courses: Sequence[Course]) -> Matter:
    """Return a matter with what the model says: of both directions together, and of each alone."""
    ways = [course.way(one) for one in courses]
    both = next((one for one in ways if one.towards == course.BOTH), None)
    if both is None:
        return matter
    apart = tuple(one for one in ways if one.towards != course.BOTH)
    return replace(matter, turns=both.turns, unturned=both.unturned, given=both.given, ways=apart)


def _named(words: Mapping[str, str]) -> Name:
    return lambda code: words.get(code, "")


def _read_by(coverage: Mapping[str, int], today: str) -> dict[str, int]:
    """Return the articles of the weeks that have begun: what is not looked at yet makes no silence."""
    return {week: count for week, count in coverage.items() if dates.bounds(week)[0].isoformat() <= today}


def _period(acts: Sequence[Act], asked: Asked, today: str, coverage: Mapping[str, int]) -> Period:
    """Return the days asked for; where open, from the first act to the last or its news; without acts, those read.

    Where the end is open, an act that is only announced is news too, and it is today at the latest: nobody has read
    what is to come.
    """
    known = [told for act in acts if took_place(act) and (told := days_by_news(act))]
    spans = known or [dates.bounds(week) for week in coverage]
    firsts = [first.isoformat() for first, _ in spans]
    ends = [end.isoformat() for _, end in spans] + [_next(act.published) for act in acts if act.published]
    since = asked[0] or min(firsts, default=today)
    until = asked[1] or min(max([*ends, _next(since)]), _next(today))
    if since < until:
        return Period(since, until)
    # Days yet to come, or before all that is known: a day of what was asked for, on which nothing is told.
    return Period(since, _next(since)) if asked[0] else Period(_before(until), until)


def _cut(given: Period, coverage: Mapping[str, int] | None) -> Cut:
    if given.length <= 7 * _WEEKS:
        return Cut("week", coverage=coverage)
    return Cut("month")


def _next(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def _before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()
