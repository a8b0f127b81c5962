"""What a brief rests on and what it cannot say: differing reports, thin evidence, uneven reading."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from harmattan import dates
from harmattan.analyse.acts import days, of_state, took_place
from harmattan.analyse.headline import ends, ids, too_few, towards
from harmattan.analyse.phrasing import act_words, capital, counted, day_words, days_words, listed, number, type_words
from harmattan.analyse.sentence import Differing, Matter, Sentence
from harmattan.analyse.sides import Side
from harmattan.analyse.stretches import parted
from harmattan.records import Act

# The words for a field in which reports of one act differ.
_FIELDS: Final = {
    "type": "what happened",
    "factuality": "whether it happened",
    "actor": "who did it",
    "recipient": "to whom it was done",
    "place": "where it happened",
    "time": "when it happened",
    "dead": "the number of dead",
    "injured": "the number of injured",
    "arrested": "the number of arrested",
}
# What is not counted, as one and as several.
_LEFT: Final = {
    "planned": ("announced act", "announced acts"),
    "hypothetical": ("act only feared or possible", "acts only feared or possible"),
    "denied": ("act told as not done", "acts told as not done"),
    "historical": ("act told as history", "acts told as history"),
    "undirected": ("act of both sides whose direction is not told", "acts of both sides whose direction is not told"),
    "undated": ("act whose day is not known well enough", "acts whose days are not known well enough"),
}
_TOLD_AS: Final = {
    "actual": "told as done",
    "planned": "told as still to come",
    "hypothetical": "told as possible",
    "denied": "told as not done",
    "historical": "told as history",
}
# Reading that grew or shrank by this much can by itself look like a change of course.
_UNEVEN: Final = 1.5
_HALF: Final = 0.5


def differing(acts: Sequence[Act], matter: Matter) -> Iterator[Sentence]:
    """Yield a sentence for each act of the pair in which reports differ, with all the fields they differ in."""
    known = {act.id: act for act in acts}
    told: dict[str, list[Differing]] = {}
    for one in matter.differing:
        if one.act in known and one.field in _FIELDS:
            told.setdefault(one.act, []).append(one)
    return (_differing(fields, known[id_], matter) for id_, fields in told.items())


def rests(acts: Sequence[Act], done: Sequence[Act], matter: Matter) -> Iterator[Sentence]:
    """Yield the caveats. acts: all of the pair, with those without a direction; done: those that are counted."""
    yield from too_few(done, matter)
    yield from _others(done, matter)
    yield from _single(done)
    yield from _standing_in(done)
    yield from undrawn(len(done), matter)
    counted_ = set(ids(done))
    yield from _left([act for act in acts if act.id not in counted_], matter)
    yield from _coverage(matter)


def undrawn(done: int, matter: Matter) -> Iterator[Sentence]:
    """Yield which of so many acts the chart does not draw, if it leaves out some."""
    step, left = matter.undrawn
    if left:
        how = f"{capital(number(len(left)))} of {counted(done, 'act')}" if done > 1 else "The one act"
        are, their = ("is", "its") if len(left) == 1 else ("are", "their")
        yield Sentence(f"{how} {are} not drawn in the chart by {step}, since {their} {step} is not known.", left)


def _differing(fields: Sequence[Differing], act: Act, matter: Matter) -> Sentence:
    what = capital(act_words(act, matter.name, inside=matter.pair.domestic))
    told = dict.fromkeys(id_ for one in fields for _, events in one.said for id_ in events)
    return Sentence(f"{what}; reports differ {'; '.join(map(_field, fields))}.", tuple(told))


def _field(one: Differing) -> str:
    said = [f"{_value(one.field, value)} ({counted(len(events), 'report')})" for value, events in one.said]
    return f"on {_FIELDS[one.field]}: {listed(said)}"


def _value(field: str, value: str) -> str:
    if field == "type":
        return type_words(value)
    if field == "time":
        return days_words(*dates.bounds(value))
    return _TOLD_AS.get(value, value) if field == "factuality" else value


def _others(done: Sequence[Act], matter: Matter) -> Iterator[Sentence]:
    """Yield how many acts of a country are not by its state: "Sudan" stands for its rebels too."""
    if matter.pair.domestic:
        return
    sides = zip((matter.pair.a, matter.pair.b), ends(matter), towards(done, matter), strict=True)
    for side, words, acts in sides:
        alone = [act for act in acts if not _by_state(act, side)]
        if side.is_country and alone:
            how = f"{number(len(alone))} of {counted(len(acts), 'act')}" if len(acts) > 1 else "the one act"
            are = "is" if len(alone) == 1 else "are"
            yield Sentence(f"Of {words}, {how} {are} by others of the country than its state.", ids(alone))


def _by_state(act: Act, side: Side) -> bool:
    return any(of_state(party) for party in act.actors if side.holds(party, act.day))


def _single(done: Sequence[Act]) -> Iterator[Sentence]:
    alone = [act for act in done if len(set(act.sources)) == 1]
    if alone and len(alone) == len(done):
        told = "Every act is" if len(done) > 1 else "The act is"
        yield Sentence(f"{told} told by one independent outlet only.", ids(alone))
    elif len(alone) > _HALF * len(done):
        many = f"{capital(number(len(alone)))} of {counted(len(done), 'act')}"
        yield Sentence(f"{many} are told by one independent outlet only.", ids(alone))


def _standing_in(done: Sequence[Act]) -> Iterator[Sentence]:
    told = [act for act in done if not act.dated]
    if told:
        how = f"{capital(number(len(told)))} of {counted(len(done), 'act')}" if len(done) > 1 else "The one act"
        have = "has" if len(told) == 1 else "have"
        yield Sentence(
            f"{how} {have} no day told and {_count(told)} on that of the news, which may come later.", ids(told)
        )


def _count(told: Sequence[Act]) -> str:
    return "counts" if len(told) == 1 else "count"


def _left(acts: Sequence[Act], matter: Matter) -> Iterator[Sentence]:
    """Yield what the counts leave out: plans, what is only feared, denied or history, and acts without a day."""
    kinds = Counter(_why(act, matter) for act in acts)
    told = [f"{counted(count, *_LEFT[why])}" for why, count in sorted(kinds.items()) if why in _LEFT]
    if told:
        shown = [act for act in acts if _why(act, matter) in _LEFT]
        yield Sentence(f"Not counted: {listed(told)}.", ids(shown))


def _why(act: Act, matter: Matter) -> str:
    """Return why an act is not counted; nothing for one that belongs to another time."""
    if not took_place(act):
        near = act.published is None or matter.period.since <= act.published < matter.period.until
        return str(act.factuality) if near else ""
    if matter.period.holds(act):
        return "undirected"
    known = days(act)
    near = known is None or (known[0].isoformat() < matter.period.until and matter.period.since < known[1].isoformat())
    return "undated" if near else ""


def _coverage(matter: Matter) -> Iterator[Sentence]:
    if matter.coverage is None:
        return
    first, end = (date.fromisoformat(day) for day in (matter.period.since, matter.period.until))
    pages = sum(_pages(matter, first - timedelta(days=first.weekday()), end))
    was = "was" if pages == 1 else "were"
    yield Sentence(
        f"{capital(counted(pages, 'page'))} of the outlets that tell of the pair {was} read of the weeks of that time; "
        "what they do not tell is not counted."
    )
    for one in parted(matter):
        turn = one.turn
        before, after = (_weekly(matter, days.since, days.until) for days in (one.before, one.after))
        if before is not None and after is not None and min(before, after) * _UNEVEN < max(before, after):
            yield Sentence(
                f"Reading is uneven: {before:.1f} pages a week before {day_words(turn.since)} and {after:.1f} from "
                f"{day_words(turn.until)} on, so a change in the number of acts may come from the reading."
            )


def _weekly(matter: Matter, since: str, until: str) -> float | None:
    """Return the mean number of pages read in the whole weeks of a stretch; None without one."""
    first, end = date.fromisoformat(since), date.fromisoformat(until)
    counts = _pages(matter, first + timedelta(days=-first.weekday() % 7), end - timedelta(days=6))
    return sum(counts) / len(counts) if counts else None


def _pages(matter: Matter, monday: date, end: date) -> list[int]:
    """Return the pages of each ISO week from the one that begins on a monday to the last that begins before end."""
    weeks = (dates.week_of(date.fromordinal(day)) for day in range(monday.toordinal(), end.toordinal(), 7))
    return [(matter.coverage or {}).get(week, 0) for week in weeks]
