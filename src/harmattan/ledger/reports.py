"""A report as happenings compare it: an event with what its article tells beside it, and the blocks it stands in.

Two reports are compared only if they share a block: a country and a month in which the act can have taken place.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from harmattan import dates
from harmattan.ledger.copies import Sketch, sketch
from harmattan.outlets import outlet
from harmattan.records import Article, Event, Factuality, Label, Party

Block = tuple[str, str]
Days = tuple[date, date]

# How far apart two reports of one act may put its day, by how precisely it is told: outlets take the day of the news.
_SLACK: Final = {"day": 10, "week": 14, "month": 31, "year": 31, "interval": 31}
# An act without a day is told of within four months of it, or announced for within four; two days for time zones.
_MEMORY, _ZONES, _NOTICE = 120, 2, 14
# A vaguer time than this would put a report into too many blocks.
_MONTHS: Final = 36
_PAST: Final = "past"
# Parties nobody could place belong to the states their article names most.
_STATES: Final = 2
# Words cut to this many letters: "suspended" and "suspension" meet, "report" and "repair" do not.
_STEM: Final = 6
_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)?")
_ENDINGS: Final = ("'s", "ies", "ing", "ed", "es", "s", "e", "y")
# Function words, calendar words and words of office: they are in every report.
_COMMON_WORDS: Final = """
a about after again against all also although among an and any are as at back be because been before being between
both but by called can could day days did do does down during each earlier early either else even ever every few first
for former from further government had has have he her here him his how however i if in including into is it its
itself last late later least less like made make many may me might minister ministry month months more most much must
my near never new next no nor not now of off officials on once one only or other our out over own people president put
said same say says several she should since so some state still such than that the their them then there these they
this those though three through to told too took two under until up upon us very was we week weeks well were what when
where which while who whom whose why will with within without would year years yet you your monday tuesday wednesday
thursday friday saturday sunday january february march april june july august september october november december
"""
_COMMON: Final = frozenset(_COMMON_WORDS.split())


@dataclass(frozen=True, slots=True)
class Report:
    """One report and what is told around it.

    published: ISO day or None. headlined: whether the headline tells it. trigger, words: stems of the trigger and
    of the evidence. terms: names and headline stems of the whole article. about: states its article names most. text:
    sketch of the article (copies.py).
    """

    event: Event
    published: str | None
    source: str
    headline: str
    headlined: bool
    trigger: frozenset[str]
    words: frozenset[str]
    terms: frozenset[str]
    about: tuple[str, ...]
    text: Sketch

    @property
    def id(self) -> str:
        """The id of the event."""
        return self.event.id


def reports_of(article: Article, events: Sequence[Event]) -> list[Report]:
    """Return the reports of one article: its events with words, names and states of the article."""
    headline = headline_of(article)
    terms = article_terms(headline, events)
    states = about(events, _STATES)
    titles = [block for block in article.blocks if block.label is Label.HEADLINE]
    source, text = outlet(article), sketch(article.text)
    published = article.published.value[:10] if article.published else None
    return [
        Report(
            event=event,
            published=published,
            source=source,
            headline=headline,
            headlined=any(event.trigger.overlaps(block.span) for block in titles),
            trigger=stems(event.trigger.of(article.text)),
            words=stems(" ".join(span.of(article.text) for span in event.evidence)),
            terms=terms,
            about=states,
            text=text,
        )
        for event in events
    ]


def headline_of(article: Article) -> str:
    """Return the headline as read, else the title the page tells."""
    spans = [block.span for block in article.blocks if block.label is Label.HEADLINE]
    if spans:
        return spans[0].of(article.text)
    return article.title.value if article.title else ""


def article_terms(headline: str, events: Sequence[Event]) -> frozenset[str]:
    """Return what an article is about: stems of its headline, and every party and place of its events by name."""
    return frozenset(stems(headline) | names(events))


def names(events: Sequence[Event]) -> set[str]:
    """Return the names of every party and place of events."""
    parties = {name for event in events for party in (*event.actors, *event.recipients) for name in names_of(party)}
    return parties | {f"place:{event.place.name}" for event in events if event.place and event.place.name}


def names_of(party: Party) -> set[str]:
    """Return the entity of a party, else its name folded; a state and its government are one party."""
    name = party.entity or party.name.casefold()
    if name.startswith("state:"):
        return {f"gov:{name.removeprefix('state:')}"}
    return {name} if name else set()


def about(events: Sequence[Event], limit: int) -> tuple[str, ...]:
    """Return the states that most events of an article have to do with, most first, at most limit of them."""
    found = Counter(country for event in events for country in _own_countries(event))
    return tuple(country for country, _ in sorted(found.items(), key=lambda item: (-item[1], item[0]))[:limit])


def _own_countries(event: Event) -> list[str]:
    told = [party.country for party in (*event.actors, *event.recipients)]
    if event.place:
        told.append(event.place.country)
    return sorted({country for country in told if country})


def stems(text: str) -> frozenset[str]:
    """Return the content words of a text, without endings and cut short; numbers stay whole."""
    words = (word.replace("’", "'") for word in _WORD.findall(text.casefold()))
    return frozenset(_stem(word) for word in words if word not in _COMMON and (len(word) > 2 or word.isdigit()))


@lru_cache(maxsize=65536)
def _stem(word: str) -> str:
    if word[0].isdigit():
        return word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) > 2:
            word = word.removesuffix(ending)
            break
    return word[:_STEM]


def told_days(report: Report) -> Days | None:
    """Return the half-open days that the report puts the act on; None where it tells none or puts a done act ahead."""
    time, published = report.event.time, published_day(report)
    days = _bounds(time.value) if time and time.value else None
    # "In January" of a past act, read as the next January: no day is better than a wrong one.
    done = report.event.factuality in (Factuality.ACTUAL, Factuality.HISTORICAL)
    return None if days and done and published and days[0] > _shifted(published, timedelta(days=_ZONES)) else days


def published_day(report: Report) -> date | None:
    """Return the day of publication, or None."""
    return day_of(report.published)


def day_of(value: str | None) -> date | None:
    """Return the first day of an ISO prefix, or None."""
    found = _bounds(value) if value else None
    return found[0] if found else None


# The same few days stand in many reports.
_bounds = lru_cache(maxsize=65536)(dates.days_of)


def window(report: Report) -> Days | None:
    """Return the half-open days on which the act can have taken place as this report sees it.

    None where they have no bounds: no day is known, or history is told without one.
    """
    told = told_days(report)
    if told:
        time = report.event.time
        slack = timedelta(days=_SLACK.get(time.precision if time else "", 31))
        return _shifted(told[0], -slack), _shifted(told[1], slack)
    day = published_day(report)
    if day is None or report.event.factuality is Factuality.HISTORICAL:
        return None
    before, behind = _untold(report.event.factuality)
    return _shifted(day, -timedelta(days=before)), _shifted(day, timedelta(days=behind))


def _untold(factuality: Factuality) -> tuple[int, int]:
    if factuality in (Factuality.PLANNED, Factuality.HYPOTHETICAL):
        return _NOTICE, _MEMORY
    return _MEMORY, _ZONES


def _shifted(day: date, by: timedelta) -> date:
    try:
        return day + by
    except OverflowError:
        return day


def blocks(report: Report) -> frozenset[Block]:
    """Return the (country, month) blocks of a report; history without an end also stands in (country, "past")."""
    countries = {*_own_countries(report.event), *report.about} or {""}
    return frozenset((country, month) for month in _block_months(report) for country in countries)


def _block_months(report: Report) -> list[str]:
    days = window(report)
    months = list(_months(days)) if days else [_PAST]
    if report.event.factuality is Factuality.HISTORICAL:
        months.append(_PAST)
    return months


def _months(days: Days) -> Iterator[str]:
    year, month = days[0].year, days[0].month
    for _ in range(_MONTHS):
        if (year, month, 1) >= (days[1].year, days[1].month, days[1].day):
            return
        yield f"{year:04d}-{month:02d}"
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
