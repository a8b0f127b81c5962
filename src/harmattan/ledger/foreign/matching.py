"""Which acts of two sets are one: a plain rule, the same result whatever the order they come in.

A pair can match if its quad or type is the same, its days are at most some days apart, its countries agree, and its
places, where both are known better than to the country, are at most some km apart. Of all such pairs the closest is
taken first, and each act once. Closer is: the same type before the same quad alone; then fewer days apart; then the
same direction; then fewer km apart, known places before unknown ones; then the ids.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from harmattan.ledger.foreign.acts import Act
from harmattan.ledger.query.near import distance

# An act known to the month could be any act of it.
LONGEST: Final = 7


@dataclass(frozen=True, slots=True)
class Rules:
    """days: how far apart days may be; km: how far apart places may be; unit: week or month, for the counts."""

    days: int = 2
    km: float = 50.0
    unit: str = "week"


@dataclass(frozen=True, slots=True)
class Match:
    """An act of ours and one of theirs that are taken for one. apart: days; km: None if a place is not known."""

    ours: Act
    theirs: Act
    same_type: bool
    apart: int
    km: float | None


Rank = tuple[bool, int, bool, float, str, str]


def matches(ours: Iterable[Act], theirs: Iterable[Act], rules: Rules) -> list[Match]:
    """Return the matches, closest first; at most one for each act."""
    index = _by_day(theirs)
    ranked = [(_rank(match), match) for act in ours if _dated(act) for match in _possible(act, index, rules)]
    ranked.sort(key=lambda one: one[0])
    taken: set[tuple[str, str]] = set()
    kept = []
    for _, match in ranked:
        keys = {("ours", match.ours.id), ("theirs", match.theirs.id)}
        if not keys & taken:
            taken |= keys
            kept.append(match)
    return kept


def _dated(act: Act) -> bool:
    """Whether the act is known to a few days."""
    return act.first is not None and act.end is not None and 0 < (act.end - act.first).days <= LONGEST


def _days(act: Act, more: int = 0) -> range:
    """Ordinals of the days the act can have happened on, and of more days on either side."""
    if act.first is None or act.end is None:
        return range(0)
    return range(act.first.toordinal() - more, act.end.toordinal() + more)


def _by_day(acts: Iterable[Act]) -> dict[int, list[Act]]:
    found: dict[int, list[Act]] = defaultdict(list)
    for act in acts:
        if _dated(act):
            found[_days(act)[0]].append(act)
    return found


def _possible(act: Act, index: dict[int, list[Act]], rules: Rules) -> Iterator[Match]:
    # One that begins up to LONGEST days before ours can still reach it.
    around = _days(act, rules.days)
    for day in range(around[0] - LONGEST + 1, around[-1] + 1):
        for other in index.get(day, ()):
            match = _match(act, other, rules)
            if match is not None:
                yield match


def _match(ours: Act, theirs: Act, rules: Rules) -> Match | None:
    same_type = bool(ours.type) and ours.type == theirs.type
    if not (same_type or ours.quad == theirs.quad) or not agree(ours, theirs):
        return None
    apart = _apart(_days(ours), _days(theirs))
    km = distance(ours.point, theirs.point) if ours.point and theirs.point else None
    if apart > rules.days or (km is not None and km > rules.km):
        return None
    return Match(ours, theirs, same_type, apart, km)


def _apart(one: range, other: range) -> int:
    """Days between two spans of days; 0 if they have one in common."""
    return max(0, one[0] - other[-1], other[0] - one[-1])


def agree(one: Act, other: Act) -> bool:
    """Tell whether all countries of the one's parties are among the other's, or the other way round.

    Where either has no party of a known country, a country of the one, its place's too, has to be one of the other.
    """
    if one.parties and other.parties:
        return one.parties <= other.parties or other.parties <= one.parties
    return bool(_where(one) & _where(other))


def _where(act: Act) -> frozenset[str]:
    return act.parties | ({act.country} if act.country else set())


def _rank(match: Match) -> Rank:
    ours, theirs = match.ours, match.theirs
    far = float("inf") if match.km is None else match.km
    return not match.same_type, match.apart, not _same_way(ours, theirs), far, ours.id, theirs.id


def _same_way(one: Act, other: Act) -> bool:
    """Whether somebody acts in both, and somebody is acted upon in both unless one tells nobody."""
    acts = bool(set(one.actors) & set(other.actors))
    told = bool(one.recipients and other.recipients)
    return acts and (not told or bool(set(one.recipients) & set(other.recipients)))


def rest(acts: Sequence[Act], taken: Iterable[str]) -> list[Act]:
    """Return the acts that no match took, by day, then id; undated ones last."""
    gone = set(taken)
    return sorted((act for act in acts if act.id not in gone), key=lambda act: (act.first or date.max, act.id))
