"""Everything a brief of a pair needs from the ledger, and the brief."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from harmattan import dates
from harmattan.analyse.acts import days_by_news, is_planned, known_by, took_place
from harmattan.analyse.brief import brief
from harmattan.analyse.periods import Period
from harmattan.analyse.relations import Cut, Series, between, series, undirected
from harmattan.analyse.render import Quoted
from harmattan.analyse.sentence import Brief, Matter
from harmattan.analyse.sides import Pair
from harmattan.ledger import Ledger
from harmattan.records import Act, TooLittle
from harmattan.relationships import cite, course, gather
from harmattan.relationships.course import Asked, Course
from harmattan.relationships.who import worded

# A chart of more bars than this is a grey block: then months.
_WEEKS: Final = 130


@dataclass(frozen=True, slots=True)
class Dossier:
    """A brief with the words of its notes, and the series and turns to draw.

    since: the day from which on all acts are in it, where only the newest were asked for and there are more; else None.
    """

    brief: Brief
    quotes: dict[str, Quoted]
    series: Series
    course: Course | None
    rejected: int
    period: Period
    since: str | None = None


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
    turned = course.of_pair(acts, pair, asked, own or {})
    told = worded(words, acts)
    near = [act for act in acts if given.holds(act) or is_planned(act)]
    matter = Matter(
        pair=pair,
        period=given,
        today=today,
        name=lambda code: told.get(code, ""),
        turns=tuple(course.told(turn, course.BOTH) for turn in (turned.turns if turned else ())),
        unturned=_unturned(turned),
        differing=tuple(cite.differing(book, near)),
        coverage=own,
    )
    made = brief(acts, matter)
    inside = [act for act in acts if given.holds(act)]
    drawn = series(inside, pair, _cut(given, own))
    return Dossier(made, cite.quotes(book, made), drawn, turned, found.rejected, given, found.since)


def _read_by(coverage: Mapping[str, int], today: str) -> dict[str, int]:
    """Return the articles of the weeks that have begun: what is not looked at yet makes no silence."""
    return {week: count for week, count in coverage.items() if dates.bounds(week)[0].isoformat() <= today}


def _unturned(turned: Course | None) -> str:
    if turned is None or turned.turns:
        return ""
    return "too little" if isinstance(turned.found, TooLittle) else "none"


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
    return Period(since, until) if since < until else Period(_before(until), until)


def _cut(given: Period, coverage: Mapping[str, int] | None) -> Cut:
    if given.length <= 7 * _WEEKS:
        return Cut("week", coverage=coverage)
    return Cut("month")


def _next(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def _before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()
