"""With whom a state or a group deals: shares of its cooperation and its conflict, who gains, who loses, who is new.

An act counts once for each outside partner in it, in either direction. Partners are country slots; members of the
group itself are not outside.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from harmattan import dates
from harmattan.analyse.acts import CONFLICT, COOPERATION, days, days_by_news, dyads, in_order, took_place
from harmattan.analyse.periods import Period, within
from harmattan.analyse.relations import joins
from harmattan.analyse.sides import Seat, Side
from harmattan.analyse.small import Share, change, share
from harmattan.records import Act, Factuality, Party

# Below this many acts of one kind in a period, a share of them says more about chance than about the partner.
FEW: Final = 10


@dataclass(frozen=True, slots=True)
class Standing:
    """A partner's part in the cooperation and in the conflict of a side in one period.

    acts: the ids it rests on; few: whether there are too few acts of both kinds to speak of shares, a summit of twenty
    states being one act; few_of: the kinds of which there are too few.
    """

    partner: str
    period: Period
    cooperation: Share
    conflict: Share
    acts: tuple[str, ...]
    few: bool
    few_of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shift:
    """How a partner's share changed between two periods, with the 95 % interval of the difference.

    kind: cooperation or conflict. verdict: gains, loses, unclear (the interval holds 0) or too few (a period has fewer
    than FEW acts of the kind with partners, however many partners each has).
    """

    partner: str
    kind: str
    before: Share
    after: Share
    moved: float
    low: float
    high: float
    verdict: str


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A partner first seen in a period, with the act by which it came. day, end: half-open ISO days on which that can
    have been.
    """

    partner: str
    day: str
    end: str
    act: str

    @property
    def days(self) -> str:
        """The day, or the days as an interval."""
        return self.day if dates.bounds(self.day)[1].isoformat() == self.end else f"{self.day}/{self.end}"


def standings(acts: Iterable[Act], side: Side, periods: Sequence[Period]) -> list[Standing]:
    """Return every partner's shares in each period, the largest number of acts first."""
    listed = in_order(acts)
    return [one for given in periods for one in _in_period(listed, side, given)]


def shifts(acts: Iterable[Act], side: Side, before: Period, after: Period) -> list[Shift]:
    """Return how the share of each partner changed, in cooperation and in conflict; the largest change first."""
    listed = in_order(acts)
    (old, many), (new, now) = (_counts(within(listed, given), side) for given in (before, after))
    found = [
        _shift(
            partner,
            kind,
            (share(old[kind][partner], old[kind].total()), share(new[kind][partner], new[kind].total())),
            few=min(many[kind], now[kind]) < FEW,
        )
        for kind in ("cooperation", "conflict")
        for partner in sorted(old[kind].keys() | new[kind].keys())
    ]
    return sorted(found, key=lambda one: (-abs(one.moved), one.kind, one.partner))


def newcomers(acts: Iterable[Act], side: Side, given: Period) -> list[Newcomer]:
    """Return the partners whose first act with the side lies in the period, by day; acts must reach back before it.

    Who is told to have dealt with the side before, as history, is not new.
    """
    first: dict[str, Act] = {}
    known: set[str] = set()
    for act in in_order(acts):
        met = partners(act, side)
        if act.day and took_place(act):
            for partner in met:
                first.setdefault(partner, act)
        elif act.factuality is Factuality.HISTORICAL and _before(act, given):
            known.update(met)
    new = ((partner, act) for partner, act in first.items() if partner not in known and given.holds(act))
    found = [
        Newcomer(partner, told[0].isoformat(), told[1].isoformat(), act.id)
        for partner, act in new
        if (told := days_by_news(act))
    ]
    return sorted(found, key=lambda one: (one.day, one.partner))


def _before(act: Act, given: Period) -> bool:
    """Tell whether what is told as history was before a period: by its days, else by those of the news."""
    known = days(act)
    return (known[1].isoformat() if known else act.published or given.until) <= given.since


def partners(act: Act, side: Side) -> list[str]:
    """Return the country slots outside a side with which it acts, or which act towards it, sorted."""
    found = {_other(a, b, side, act.day) for a, b in dyads(act)} | {_other(b, a, side, act.day) for a, b in dyads(act)}
    found -= {""}
    # Who fights the rebels of a state beside its army is no foe of it.
    return sorted(slot for slot in found if not joins(act, side, Side(slot, (Seat(slot),))))


def _other(ours: Party, theirs: Party, side: Side, day: str | None) -> str:
    return theirs.country if side.holds(ours, day) and not side.holds(theirs, day) else ""


def _counts(acts: Iterable[Act], side: Side) -> tuple[dict[str, Counter[str]], Counter[str]]:
    """Return how often each partner is in acts of a kind, and how many acts of the kind have a partner."""
    found = {"cooperation": Counter[str](), "conflict": Counter[str]()}
    whole: Counter[str] = Counter()
    for act in acts:
        kind = _kind(act)
        if kind and took_place(act) and (met := partners(act, side)):
            found[kind].update(met)
            whole[kind] += 1
    return found, whole


def _kind(act: Act) -> str:
    if act.quad in COOPERATION:
        return "cooperation"
    return "conflict" if act.quad in CONFLICT else ""


def _in_period(acts: Sequence[Act], side: Side, given: Period) -> list[Standing]:
    (counts, whole), found = _counts(within(acts, given), side), _by_partner(within(acts, given), side)
    coop, conflict = counts["cooperation"], counts["conflict"]
    few_of = tuple(kind for kind in counts if whole[kind] < FEW)
    ranked = sorted(coop | conflict, key=lambda name: (-coop[name] - conflict[name], name))
    return [
        Standing(
            partner,
            given,
            share(coop[partner], coop.total()),
            share(conflict[partner], conflict.total()),
            tuple(found[partner]),
            few=len(few_of) == len(counts),
            few_of=few_of,
        )
        for partner in ranked
    ]


def _by_partner(acts: Iterable[Act], side: Side) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for act in acts:
        for partner in partners(act, side) if took_place(act) else ():
            found[partner].append(act.id)
    return found


def _shift(partner: str, kind: str, shares: tuple[Share, Share], *, few: bool) -> Shift:
    moved, low, high = change(*shares)
    return Shift(partner, kind, *shares, moved, low, high, _verdict(low, high, few=few))


def _verdict(low: float, high: float, *, few: bool) -> str:
    if few:
        return "too few"
    if low > 0:
        return "gains"
    return "loses" if high < 0 else "unclear"
