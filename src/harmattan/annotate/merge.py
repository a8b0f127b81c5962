"""One act told several times in one article is one report: the fuller telling keeps the others' words as evidence.

Two events are the same act when type and factuality agree, nothing they tell contradicts (parties,
place, time), and they share a named actor or recipient. Across articles the ledger decides.
"""

from collections.abc import Iterable
from dataclasses import replace

from harmattan.records import Event, Party, Span


def merge(events: Iterable[Event]) -> tuple[Event, ...]:
    """Return the events in text order, each act once."""
    kept: list[Event] = []
    # Only events that share an actor can be one act; without this a book-length text would be compared pair by pair.
    seen: dict[tuple[str, str, str], list[int]] = {}
    for event in sorted(events, key=lambda item: (item.trigger.start, item.type)):
        keys = [(event.type, str(event.factuality), name) for name in sorted(_names(event.actors))]
        near = sorted({place for key in keys for place in seen.get(key, ())})
        twin = next((place for place in near if same_act(kept[place], event)), None)
        if twin is None:
            twin = len(kept)
            kept.append(event)
        else:
            kept[twin] = _joined(kept[twin], event)
        for key in keys:
            if twin not in seen.setdefault(key, []):
                seen[key].append(twin)
    return tuple(kept)


def same_act(one: Event, other: Event) -> bool:
    """Tell whether two events of one article can only be the same act."""
    if (one.type, one.factuality) != (other.type, other.factuality) or one.trigger == other.trigger:
        return False
    if one.modes and other.modes and not set(one.modes) & set(other.modes):
        return False
    sides = ((one.actors, other.actors), (one.recipients, other.recipients))
    if not all(_agree(_names(left), _names(right)) for left, right in sides):
        return False
    # Named on both sides in both tellings, or the same words: one shared name alone is too little for two visits.
    shared = sum(bool(_names(left) & _names(right)) for left, right in sides)
    return shared == 2 and _same_when(one, other) and _same_where(one, other)


def _names(parties: tuple[Party, ...]) -> set[str]:
    """A state and its government are one party here: "Mali" and "Bamako" tell of the same visit."""
    named = (party.entity or party.name for party in parties)
    return {f"gov:{name.removeprefix('state:')}" if name.startswith("state:") else name for name in named if name}


def _agree(left: set[str], right: set[str]) -> bool:
    return not left or not right or bool(left & right)


def _same_when(one: Event, other: Event) -> bool:
    return not (one.time and other.time and one.time.value and other.time.value) or one.time.value == other.time.value


def _same_where(one: Event, other: Event) -> bool:
    return not (one.place and other.place and one.place.name and other.place.name) or one.place.name == other.place.name


def _joined(one: Event, other: Event) -> Event:
    fuller, poorer = (one, other) if _fullness(one) >= _fullness(other) else (other, one)
    evidence: list[Span] = list(dict.fromkeys([*fuller.evidence, *poorer.evidence]))
    return replace(
        fuller,
        evidence=tuple(evidence),
        place=fuller.place or poorer.place,
        time=fuller.time or poorer.time,
        said_by=fuller.said_by or poorer.said_by,
        confidence=max(fuller.confidence, poorer.confidence),
    )


def _fullness(event: Event) -> tuple[int, float]:
    told = (event.actors, event.recipients, event.place, event.time, event.modes, event.said_by)
    return sum(bool(part) for part in told), event.confidence
