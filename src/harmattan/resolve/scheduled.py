"""Days that a page tells of elections, votes, inaugurations, deadlines and ends, which are no acts of anybody.

Only what is told as sure is kept: no days that somebody wants, denies or thinks of, and none of clubs, firms and shows.
Whose it is must be told too.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from harmattan import dates
from harmattan.records import Annotations, Article, Scheduled, Span
from harmattan.resolve import scheduled_words as words
from harmattan.resolve.dateforms import DAYS, UNKNOWN, Told, day_of_publication
from harmattan.resolve.linking import Linker
from harmattan.resolve.when import time_of

# "Elections in 2027" are of some day of that year; what is vaguer is no day of a calendar.
_FAR: Final = 366
# What was held longer ago than this is history and tells nothing of a plan.
_LATELY: Final = timedelta(days=60)
# A page of which so many sentences tell of matches and firms is one of sports or business.
_MOSTLY: Final = 0.5
_SET, _HELD, _OFF, _CALLED_OFF = "set", "held", "put off", "called off"
# Two things of one sentence are not told apart by states named further from a thing than this.
_BESIDE: Final = 60
_BEFORE: Final = 2  # sentences
_LONG: Final = 1000  # characters: a list or a table, and no sentence
_MOST_DAYS: Final = 20  # of more in one sentence it is a list too, and each is looked at with all words before it
_LASTING: Final = frozenset({"expiry"})
_LATEST: Final = frozenset({"deadline"})
_PASSIVE: Final = re.compile(r"\b(?:been|is|was|were|are|be)(?: \w+)? $")
_BEHIND: Final = re.compile(r"\s+(?:in|of|for|across)\s+(?:the\s+)?(?=[A-Z])")
_OWNER: Final = re.compile(r"[A-Z][\w-]*[’']s (?:own |new )?$")


class _Found(NamedTuple):
    """What a sentence tells of a day. thing, day: offsets into the article; day is None if none is told."""

    told: str
    thing: Span
    day: Span | None


def scheduled(article: Article, annotations: Annotations, linker: Linker) -> tuple[Scheduled, ...]:
    """Return the days that an article tells of elections, deadlines and ends, each once, in text order."""
    published = article.published.value if article.published else None
    if day_of_publication(published) is None:
        return ()
    spans = [sentence.span for sentence in annotations.sentences]
    foreign = sum(1 for span in spans if words.OTHERS.search(span.of(article.text)))
    if foreign >= _MOSTLY * len(spans):
        return ()
    made: dict[tuple[str, str, str | None, str], Scheduled] = {}
    for sentence in annotations.sentences:
        for one in _of_sentence(article.text, sentence.span, published or "", linker):
            made.setdefault((one.kind, one.told, one.value, one.state), one)
    return tuple(made.values())


def _of_sentence(text: str, sentence: Span, published: str, linker: Linker) -> Iterator[Scheduled]:
    said = re.sub(r"\s", " ", sentence.of(text))
    if len(said) > _LONG or not words.ANY.search(said) or not (words.DAY.search(said) or words.OFF.search(said)):
        return
    if words.OTHERS.search(said) or words.FALSE.search(said) or words.CONDITION.search(said.split(" unless ")[0]):
        return
    for found in _found(said, sentence.start):
        value, precision = _value(found, text, published)
        if found.day and value is None:
            continue
        state = _state(text, sentence, found.thing, linker)
        if state:
            kind = _kind(found.thing.of(text), said)
            if kind == "vote" and _is_of_a_chamber(found, said):
                continue
            span, relation = found.day or found.thing, _relation(kind)
            yield Scheduled(kind, found.told, found.thing, span, sentence, value, precision, relation, state)


def _relation(kind: str) -> str:
    return "until" if kind in _LASTING else "by" if kind in _LATEST else "on"


def _kind(thing: str, said: str) -> str:
    """Return what has a day; "the vote" is of an election or a referendum where nothing tells which."""
    plain = re.sub(r"\s+", " ", thing)
    if re.search("sworn|inaugurated", plain):
        return "inauguration"
    if re.match("votes?|voted|elect|ballots|choose", plain) and " " not in plain.removeprefix("choose a new "):
        noun = plain == "vote" or words.CHAMBER.search(said)
        return "vote" if noun else "election"
    named = (kind for kind, shape in words.KINDS.items() if re.fullmatch(shape, plain, re.IGNORECASE))
    return next(named, "deadline")


def _is_of_a_chamber(found: _Found, said: str) -> bool:
    """Tell whether a vote is no state's: of a body of many states, or what lawmakers did, which is no election held."""
    return bool(words.WORLD.search(said) or (found.told == _HELD and words.CHAMBER.search(said)))


def _found(said: str, at: int) -> list[_Found]:
    """Return what a sentence tells; at: its offset."""
    days = [Span(one.start(), one.start() + len(one[0].rstrip("."))) for one in words.DAY.finditer(said)]
    if len(days) > _MOST_DAYS:
        return []
    off = words.OFF.search(said)
    if off and not _is_doubtful(said, 0, off.start()):
        return [_moved(one, at) for one in _put_off(said, days, off) if not _is_of_others(one, said)]
    if off:
        return []
    held = (_held(said, day) for day in days)
    ahead = (_ahead(said, day) for day in days)
    told = (one for pair in zip(held, ahead, strict=True) for one in pair if one)
    return [_moved(one, at) for one in told if not _is_of_another(one, days) and not _is_of_others(one, said)]


def _is_of_another(found: _Found, days: Sequence[Span]) -> bool:
    """Tell whether another day stands between a thing and its day: "set for 26 April by the speaker on Friday"."""
    last = found.day.start if found.day else 0
    return any(found.thing.end <= day.start and day.end <= last for day in days)


def _is_of_others(found: _Found, said: str) -> bool:
    """Tell whether a survey was held or a building opened: "Polls held in May show", "the dam will be inaugurated"."""
    thing, end = said[found.thing.start : found.thing.end], found.day.end if found.day else 0
    if "inaugurat" in thing:
        behind = said[found.thing.end : found.thing.end + _BESIDE]
        opened = words.OPENED.search(behind if behind.startswith(" of ") else said[: found.thing.start])
        return opened is not None and opened["site"] is not None
    return thing.lower().endswith("polls") and words.SURVEY.match(said, end) is not None


def _moved(one: _Found, by: int) -> _Found:
    day = one.day and Span(one.day.start + by, one.day.end + by)
    return _Found(one.told, Span(one.thing.start + by, one.thing.end + by), day)


def _ahead(said: str, day: Span) -> _Found | None:
    """Return the thing that a sentence sets for a day, if it is told as sure."""
    found = _match(words.SET, said, day, _SET) or _behind(said, day)
    return None if found is None or _is_doubtful(said, min(found.thing.start, day.start), day.end) else found


def _held(said: str, day: Span) -> _Found | None:
    """Return the thing that a sentence tells to have been held on a day."""
    found = _match(words.HELD, said, day, _HELD)
    if found:
        return None if words.NOT_YET.search(said[found.thing.end : day.start]) else found
    # "The winner of Sunday's vote will take over" may be written before that Sunday.
    past = words.OUTCOME_OF.search(said[: day.start]) and not words.STILL_OPEN.search(said)
    behind = words.OF_A_DAY.match(said, day.end) if past else None
    return _Found(_HELD, Span(*behind.span("thing")), day) if behind else None


def _match(shapes: Sequence[re.Pattern[str]], said: str, day: Span, told: str) -> _Found | None:
    before = said[: day.start]
    before = re.sub(r" the $", " ", before) if not before.endswith("of the ") else before
    for shape in shapes:
        if found := shape.search(before):
            name = next(name for name in found.re.groupindex if found[name])
            return _Found(told, Span(*found.span(name)), day)
    return None


def _behind(said: str, day: Span) -> _Found | None:
    """Return a thing that stands behind its day: "set 14 March for the vote", "ahead of the 14 March election"."""
    named = words.BEHIND.match(said, day.end) if words.NAMED.search(said[: day.start]) else None
    compound = words.COMPOUND.match(said, day.end) if words.AHEAD_OF.search(said[: day.start]) else None
    found = named or compound
    return _Found(_SET, Span(*found.span("thing")), day) if found else None


def _is_doubtful(said: str, thing: int, end: int) -> bool:
    """Tell whether what is told up to an offset is only wanted, thought of or denied."""
    first = max(said.rfind(mark, 0, thing) + 1 for mark in (";", ":", ", but ", ", and ", ", while "))
    clause = said[first:end]
    thought = words.WOULD.search(said[thing:end]) and not words.SAID.search(said)
    return bool(words.DOUBTFUL.search(clause) or thought)


def _put_off(said: str, days: Sequence[Span], off: re.Match[str]) -> Iterator[_Found]:
    """Yield the old day of a thing put off or called off, and the new one if one is told."""
    thing = _thing(said, off)
    if thing is None:
        return
    called = bool(words.CALLED_OFF.search(off["off"]))
    new = [] if called else [day for day in days if off.end() <= day.start and _is_new(said, day)]
    done = [day for day in days if off.end() <= thing.start and _is_day_of_act(said, day)]
    old = [day for day in days if day not in [*new, *done] and _is_old(said, day, thing)]
    yield _Found(_CALLED_OFF if called else _OFF, thing, old[0] if old else None)
    if new:
        yield _Found(_SET, thing, new[0])


def _is_day_of_act(said: str, day: Span) -> bool:
    """Tell whether a weekday may be the one on which something was put off: "they cancelled the vote on Monday"."""
    return said[day.start : day.end].lower() in DAYS and words.ITS_DAY.search(said[: day.start]) is None


def _is_new(said: str, day: Span) -> bool:
    before = said[: day.start]
    return bool(words.NEW_DAY.search(before)) and not words.OLD_DAY.search(before)


def _is_old(said: str, day: Span, thing: Span) -> bool:
    return bool(words.OLD_DAY.search(said[: day.start])) or said[day.end : thing.start] == " "


def _thing(said: str, off: re.Match[str]) -> Span | None:
    """Return what is put off: the nearest thing before, of a passive, else the first behind."""
    shape = re.compile(rf"\b(?:{words.ELECTION}|{words.REFERENDUM}|{words.VOTE}|{words.INAUGURATION})\b", re.IGNORECASE)
    before = list(shape.finditer(said, 0, off.start()))
    if off["off"].startswith(("will", "would")) or _PASSIVE.search(said[: off.start()]):
        return Span(*before[-1].span()) if before else None
    behind = shape.search(said, off.end(), off.end() + _BESIDE)
    return Span(*behind.span()) if behind else None


def _value(found: _Found, text: str, published: str) -> Told:
    """Return the day told; unknown where it lies on the wrong side of the news, or in no known year."""
    if found.day is None:
        return UNKNOWN
    held = found.told == _HELD
    value, precision = time_of(found.day, text, published, planned=not held, happened=held)
    days, news = dates.days_of(value), date.fromisoformat(published[:10])
    if days is None or (days[1] - days[0]).days > _FAR:
        return UNKNOWN
    fits = news - _LATELY <= days[0] <= news if held else days[1] > news
    return (value, precision) if fits else UNKNOWN


def _state(text: str, sentence: Span, thing: Span, linker: Linker) -> str:
    """Return whose something is: of the state named with it, else of the only or nearest one of its sentence, else of
    the one talked of before."""
    known, told = linker.scene.knowledge.states, linker.scene.anchors_in(sentence.start, sentence.end)
    owner = _OWNER.search(text, sentence.start, thing.start) if "deadline" in thing.of(text) else None
    if owner and not any(one.start <= owner.start() < one.end for one in told):
        return ""  # "Apple's deadline"
    here = [one for one in told if one.who.country in known]
    here = [one for one in here if not one.relays]
    behind = _BEHIND.match(text, thing.end)
    for one in here:
        if (behind and one.start <= behind.end() <= one.end) or 0 <= thing.start - one.end <= len("’s own new "):
            return one.who.country
    before = [one for one in here if one.end <= thing.start] or here
    if before:
        return max(before, key=lambda one: -abs(thing.start - one.end)).who.country
    return _lately(sentence, linker) or linker.setting.salient("government", sentence.start) or linker.setting.home()


def _lately(sentence: Span, linker: Linker) -> str:
    """Return the only state that the sentences right before tell of; the town of a dateline is none."""
    before = linker.scene.lately(sentence.start, _BEFORE)
    named = {one.who.country for one in before if not one.relays and one.who.kind != "area"}
    named &= linker.scene.knowledge.states.keys()
    return next(iter(named)) if len(named) == 1 else ""
