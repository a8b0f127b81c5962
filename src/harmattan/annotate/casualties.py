"""Whose the numbers of dead, injured and arrested in a sentence are.

A number is of the nearest act in its own clause that can have such a number: the dead and injured of an assault or a
riot, the arrested of an arrest. All those marked in the corpus are of such acts, but one.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from harmattan.annotate.tolls import Toll, is_verb, tolls, values
from harmattan.records import Casualties, Event, Span

KINDS: Final = ("dead", "injured", "arrested")
# What may have a number where the sentence tells of no act that is likelier to.
_OTHERS: Final = frozenset({"ASSAULT", "COERCE", "PROTEST"})
_OPENS: Final = re.compile(r"\b(?:after|before|as|when|while|which|where|and|but)\b|;", re.IGNORECASE)
# A clause that stands first ends at a comma, unless a participle or a number goes on with it: "After ..., killing 12,".
_FRONTED: Final = re.compile(r"[\"“‘(\s]*(?:after|before|as|when|while|since)\b", re.IGNORECASE)
_COMMA: Final = re.compile(r",(?!\s*(?:\d|\w{1,30}ing\b))")


@dataclass(frozen=True, slots=True)
class _Act:
    """An event with the words of its trigger and where in its sentence they are."""

    event: Event
    words: str
    at: Span


def counted(text: str, events: Iterable[Event], doubted: Iterable[Span] = ()) -> tuple[Event, ...]:
    """Return the events with the numbers their sentences tell of them, in their order.

    The first piece of an event's evidence is its sentence. doubted: triggers of acts that were left out; their clauses
    are theirs all the same.
    """
    given = tuple(events)
    sentences: dict[Span, list[int]] = defaultdict(list)
    for i, event in enumerate(given):
        if event.evidence:
            sentences[event.evidence[0]].append(i)
    aside = sorted((one.start, one.end) for one in doubted)
    result = list(given)
    for sentence, places in sentences.items():
        first, last = (bisect_left(aside, (end, 0)) for end in (sentence.start, sentence.end))
        others = [Span(start, end) for start, end in aside[first:last]]
        found = _given(text, sentence, [given[i] for i in places], others)
        for i, event in zip(places, found, strict=True):
            result[i] = event
    return tuple(result)


def _given(text: str, sentence: Span, events: Sequence[Event], doubted: Sequence[Span]) -> list[Event]:
    words = sentence.of(text)
    told = tolls(words)
    if not told:
        return list(events)
    cuts = _cuts(words, [one.start - sentence.start for one in (*(act.trigger for act in events), *doubted)])
    acts = [
        _Act(one, one.trigger.of(text), Span(one.trigger.start - sentence.start, one.trigger.end - sentence.start))
        for one in events
    ]
    clauses = [bisect_right(cuts, act.at.start) for act in acts]
    numbers: list[dict[str, str]] = [{} for _ in acts]
    for toll in told:
        likely = [i for i, act in enumerate(acts) if _fits(act.event, toll.kind)]
        may = likely or [i for i, act in enumerate(acts) if act.event.type in _OTHERS]
        clause = bisect_right(cuts, toll.told.start)
        for i in _nearest(toll, {i: acts[i] for i in may if clauses[i] == clause}):
            numbers[i].setdefault(toll.kind, toll.value)
    return [replace(event, casualties=Casualties(**one)) for event, one in zip(events, numbers, strict=True)]


def _nearest(toll: Toll, acts: Mapping[int, _Act]) -> list[int]:
    """Return the keys of the acts a number is of: several only where one trigger is coded twice."""
    away = {
        key: min(_gap(act.at, toll.told), _gap(act.at, toll.at))
        for key, act in acts.items()
        # Another such verb has an object, and a number, of its own.
        if act.at.overlaps(toll.told) or not is_verb(act.words, toll.kind)
    }
    least = min(away.values(), default=0)
    return [key for key, gap in away.items() if gap == least]


def _fits(event: Event, kind: str) -> bool:
    if kind == "arrested":
        return event.type == "COERCE" and "arrest" in event.modes
    return event.type == "ASSAULT" or "riot" in event.modes


def _gap(one: Span, other: Span) -> int:
    return max(0, one.start - other.end, other.start - one.end)


def _cuts(words: str, triggers: Sequence[int]) -> list[int]:
    """Return where in a sentence clauses begin that tell of another act than the one before them.

    triggers: where in the sentence they begin.
    """
    opens = {match.start() for match in _OPENS.finditer(words)}
    if _FRONTED.match(words):
        opens |= {match.start() for match in _COMMA.finditer(words)}
    places = sorted({0, *opens, len(words)})
    starts = sorted(triggers)
    cuts: list[int] = []
    seen, j = False, 0
    for place, end in pairwise(places):
        tells = False
        while j < len(starts) and starts[j] < end:
            tells, j = True, j + 1
        if seen and tells:
            cuts.append(place)
        seen = seen or tells
    return cuts


def agree(one: Casualties, other: Casualties) -> bool:
    """Tell whether no number of one is at odds with the same of the other."""
    told = [(getattr(one, kind), getattr(other, kind)) for kind in KINDS]
    ends = [(values(left), values(right)) for left, right in told if left and right]
    return all(left[0] <= right[1] and right[0] <= left[1] for left, right in ends)
