"""One act told several times in one article is one report: the fuller telling keeps the others' words as evidence.

Whether two tellings are of one act is judged by twins.py; an event joins the act it is likeliest to be of, on average
over its tellings. Across articles the ledger decides.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from harmattan.annotate.casualties import KINDS, agree
from harmattan.annotate.tolls import is_verb
from harmattan.annotate.twins import features, names, probability
from harmattan.codebook.loader import MUTUAL
from harmattan.records import Casualties, Event, Party, Span

# From this probability on two tellings are one act: more than half of the reports too many are joined, and one joining
# in eight loses an act (docs/quality.md); a report too many can be seen, an act that is lost cannot.
JOINED: Final = 0.55
# Only the last acts of a type, and of each its first and its last tellings, are looked at: a book-length text would be
# compared pair by pair.
_RECENT: Final = 40
_LAST: Final = 4
_WORD: Final = "same word"
_APART: Final = frozenset({"other place", "other time"})


def merge(events: Iterable[Event], text: str) -> tuple[Event, ...]:
    """Return the events of an article with this text, in its order, each act once."""
    acts: dict[str, list[list[Event]]] = {}
    for event in sorted(events, key=_place):
        known = acts.setdefault(event.type, [])
        likely = [(_likely(act, event, text), place) for place, act in enumerate(known[-_RECENT:])]
        best, place = max(likely, default=(0.0, 0))
        if best >= JOINED:
            known[-_RECENT:][place].append(event)
        else:
            known.append([event])
    joined = [_joined(act, text) for many in acts.values() for act in many]
    return tuple(sorted(joined, key=_place))


def _place(event: Event) -> tuple[int, str, int, str]:
    return event.trigger.start, event.type, event.trigger.end, event.id


def _likely(act: list[Event], event: Event, text: str) -> float:
    """Return how likely an event is one more telling of an act; what is coded twice on one trigger is two acts."""
    if any(one.trigger == event.trigger for one in act):
        return 0.0
    asked = act if len(act) <= _LAST else [act[0], *act[-_LAST:]]
    shared = [features(one, event, text) for one in asked]
    # "The shelling" goes back to the telling that has this word, whatever words the others have.
    if any("pointed at" in one for one in shared) and any(_WORD in one for one in shared):
        shared = [{**one, _WORD: 1.0} for one in shared]
    likely = [probability(one) for one in shared]
    # What can never be one act with a single telling is none with the others either.
    return sum(likely) / len(likely) if min(likely) > 0 else 0.0


def _joined(act: list[Event], text: str) -> Event:
    """Return the fullest telling, the first of equals, with what only the others tell."""
    fuller, *others = sorted(act, key=_fullness, reverse=True)
    evidence: list[Span] = list(dict.fromkeys(span for one in (fuller, *others) for span in one.evidence))
    if not fuller.modes and (moded := next((one for one in others if one.modes), None)):
        fuller = replace(fuller, modes=moded.modes, quad=moded.quad, score=moded.score)
    # Nobody does it to himself: who is "wounded" in one telling fought in the "clash" of another.
    told = [one for one in (fuller, *others) if one is fuller or _may_act(one, fuller.recipients)]
    named = (one.actors for one in told if any(party.span or party.entity for party in one.actors))
    actors = next(named, next((one.actors for one in told if one.actors), ()))
    actors = _both_sides(replace(fuller, actors=actors), others) or actors
    return replace(
        fuller,
        evidence=tuple(evidence),
        actors=actors,
        recipients=_suffering((fuller, *others), actors),
        place=fuller.place or next((one.place for one in others if one.place), None),
        time=fuller.time or next((one.time for one in others if one.time), None),
        said_by=fuller.said_by or next((one.said_by for one in others if one.said_by), None),
        contexts=fuller.contexts or next((one.contexts for one in others if one.contexts), ()),
        casualties=_numbers((fuller, *others), text),
        confidence=max(one.confidence for one in act),
    )


def _both_sides(act: Event, others: Sequence[Event]) -> tuple[Party, ...]:
    """Return the actors of a telling that names several where the fuller names one side of what both do, else none.

    A headline, "Ministers meet", is full for its mode and day and says least of who met.
    """
    if act.type not in MUTUAL or act.recipients or len(act.actors) > 1:
        return ()
    known = {party.country for party in act.actors if party.country}
    return next(
        (one.actors for one in others if len(one.actors) > 1 and known <= {party.country for party in one.actors}), ()
    )


def _numbers(told: Sequence[Event], text: str) -> Casualties:
    """Return the numbers of the first telling that has any, with what others add that do not contradict it.

    Who tells of another number, or of another place or day, may well tell of another act.
    """
    known = Casualties()
    taken = [told[0]]
    for one in told:
        # Who adds nothing is not asked: one act may be told a thousand times, and each would be compared with all.
        adds = any(getattr(one.casualties, kind) and not getattr(known, kind) for kind in KINDS)
        if adds and not any(_contradict(one, other, text) for other in taken):
            known = Casualties(*(getattr(known, kind) or getattr(one.casualties, kind) for kind in KINDS))
            taken.append(one)
    return known


def _contradict(one: Event, other: Event, text: str) -> bool:
    if one is other:
        return False
    if not agree(one.casualties, other.casualties):
        return True
    first, second = sorted((one, other), key=_place)
    shared = features(first, second, text)
    if not _APART.isdisjoint(shared):
        return True
    # "Arrested an activist, broke up a rally and arrested 12": each verb has the people it tells of.
    harms = (kind for kind in KINDS if getattr(one.casualties, kind))
    verbs = [all(is_verb(act.trigger.of(text), kind) for act in (one, other)) for kind in harms]
    return "one sentence" in shared and any(verbs)


def _suffering(told: Sequence[Event], actors: Sequence[Party]) -> tuple[Party, ...]:
    """Return the recipients of the first telling that names them in its own sentence, else of the first that has any.

    Whom a headline leaves to another sentence is surer where the text tells the act in full.
    """
    first = told[0].recipients
    fit = [one for one in told if _may_suffer(one, actors)]
    if first and (_in_its_sentence(told[0]) or told[0] not in fit):
        return first
    near = next((one.recipients for one in fit if _in_its_sentence(one)), ())
    return near or first or next((one.recipients for one in fit), ())


def _in_its_sentence(event: Event) -> bool:
    own = event.evidence[0] if event.evidence else event.trigger
    return all(own.start <= party.span.start < own.end for party in event.recipients if party.span)


def _may_act(event: Event, recipients: Sequence[Party]) -> bool:
    """Tell whether the actors of another telling can be those of an act on these recipients: not by the same words."""
    return {party.span for party in event.actors if party.span}.isdisjoint(party.span for party in recipients)


def _may_suffer(event: Event, actors: Sequence[Party]) -> bool:
    """Tell whether the recipients of another telling can be those of an act by these actors: none of them acts."""
    return bool(event.recipients) and names(event.recipients).isdisjoint(names(actors))


def _fullness(event: Event) -> tuple[int, float]:
    told = (event.actors, event.recipients, event.place, event.time, event.modes, event.said_by)
    return sum(bool(part) for part in told), event.confidence
