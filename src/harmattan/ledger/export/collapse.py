"""Reports to events: several reports of one act become one row with a tally.

Which reports are of one act is either judged (the acts of joining.py) or strict (same_act: type, modes, factuality,
parties, day and place the same, all of them told and resolved; a report that lacks any of these stands for itself).
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from types import MappingProxyType

from harmattan.ledger.acts import rank
from harmattan.ledger.export.facts import Pair
from harmattan.records import Event, Party

Key = Callable[[Event], Hashable]


def same_act(event: Event) -> Hashable:
    """Return what two reports of one act share; the event's own id where that cannot be told."""
    parties = [_party(party) for party in (*event.actors, *event.recipients)]
    dated = event.time is not None and event.time.precision == "day" and event.time.value
    if not dated or not parties or not all(parties):
        return event.id
    sides = frozenset(map(_party, event.actors)), frozenset(map(_party, event.recipients))
    place = (event.place.geonameid or event.place.name, event.place.country) if event.place else None
    return event.type, event.modes, event.factuality, sides, dated, place


def _party(party: Party) -> str:
    return party.entity or ""


def by_event(
    pairs: Iterable[Pair], key: Key = same_act, verdicts: Mapping[str, str] = MappingProxyType({})
) -> list[Pair]:
    """Return one pair for each act, each where the first of its reports stands among pairs.

    verdicts: the verb of the judgement in force, by event id. Shown is the report that stands for the act in lists too
    (acts.rank), where the newest come first.
    """
    acts: dict[Hashable, list[Pair]] = defaultdict(list)
    for pair in pairs:
        acts[key(pair[1])].append(pair)
    return [min(reports, key=lambda pair: _rank(pair[1], verdicts)) for reports in acts.values()]


def _rank(event: Event, verdicts: Mapping[str, str]) -> tuple[int, bool]:
    return rank(verdicts.get(event.id, ""), event.factuality)
