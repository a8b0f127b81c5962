"""What speaks for and against two reports telling of one act, field by field, each with its reason.

Every comparison yields clues: a name that has a weight (pairs.py), a value from 0 to 1, and words a person can check.
"""

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from harmattan.codebook.loader import MUTUAL, load
from harmattan.ledger.reports import Days, Report, names_of, published_day, stems, told_days
from harmattan.records import Casualties, Event, EventPlace, Factuality, Party

# Types under which one act is told: announced and done (the codebook's "planned"), and neighbours that readers mix up.
NEAR: Final[frozenset[frozenset[str]]] = frozenset(
    frozenset(pair)
    for pair in (
        ("AGREE", "CONSULT"), ("AGREE", "SUPPORT"), ("AGREE", "COOPERATE"), ("AGREE", "AID"), ("AGREE", "RETREAT"),
        ("AGREE", "CONCEDE"), ("CONCEDE", "RETREAT"), ("CONSULT", "SUPPORT"), ("COOPERATE", "AID"),
        ("COOPERATE", "SUPPORT"), ("ASSAULT", "COERCE"), ("COERCE", "SANCTION"), ("COERCE", "MOBILIZE"),
        ("ACCUSE", "THREATEN"), ("ACCUSE", "REJECT"), ("REJECT", "SANCTION"), ("THREATEN", "SANCTION"),
        ("THREATEN", "PROTEST"), ("ACCUSE", "REQUEST"),
    )
)  # fmt: skip
_OPEN: Final = frozenset({Factuality.PLANNED, Factuality.HYPOTHETICAL})
_LEVELS: Final = {"below-city": 0, "city": 0, "district": 1, "province": 1, "region": 2, "country": 2}
_PRAISE: Final = stems("praised thanked hailed lauded welcomed applauded congratulated commended saluted")
# Thirty days apart is as far as it gets.
_FAR_DAYS: Final = 30
# Of two counts of one attack the smaller is seldom under half of the larger.
_NEAR_COUNT: Final = 0.5
# Five shared words that nobody else uses are as good as any number of them.
_MANY_WORDS: Final = 5.0
_NUMBER = re.compile(r"\d+")

# What two reports of one article say of two acts: here neither a slip nor another outlet's version can explain it.
_AGAINST: Final = frozenset({
    "type near", "type carried out", "mode differs", "announced", "denied", "open", "became history", "actor differs",
    "recipient differs", "place differs", "place far", "day off", "time off", "count differs",
})  # fmt: skip

Rarity = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Clue:
    """One comparison: the name of its weight, its value (0 to 1), and why."""

    name: str
    value: float
    why: str


def near_types(type_: str) -> frozenset[str]:
    """Return the type and those under which the same act may be told."""
    return frozenset({type_}).union(*(pair for pair in NEAR if type_ in pair))


_OF_STATES: Final = ("state:", "gov:")


def contradict(one: Report, other: Report, found: Iterable[Clue]) -> bool:
    """Tell whether what two reports tell cannot be true of one act: in one article, or of two states acted on."""
    if one.event.article == other.event.article and any(clue.name in _AGAINST for clue in found):
        return True
    return _towards_other_states(one.event, other.event) or _praise_and_treaty(one, other)


def _towards_other_states(one: Event, other: Event) -> bool:
    """Tell whether one state acts on a state, and on another; "Mali met Niger" and "Niger met Mali" are one.

    Who accuses or expels is not told from the other side, nor is it of him if nobody is named who does it.
    """
    left, right = (_states(event.recipients) for event in (one, other))
    if not left or not right or left & right:
        return False
    if one.type in MUTUAL or other.type in MUTUAL:
        mixed = left & _states(other.actors) or right & _states(one.actors)
        return not mixed and bool(_states(one.actors) & _states(other.actors))
    return not one.actors or not other.actors or bool(_states(one.actors) & _states(other.actors))


def _praise_and_treaty(one: Report, other: Report) -> bool:
    """Tell whether one report is of what several sign or open together, and one of praise; both are SUPPORT."""
    kinds = {(_is_joint(report.event), bool(report.trigger & _PRAISE)) for report in (one, other)}
    return one.event.type == other.event.type == "SUPPORT" and kinds == {(True, False), (False, True)}


def _is_joint(event: Event) -> bool:
    return len(event.actors) > 1 and not event.recipients


def _states(parties: Iterable[Party]) -> set[str]:
    """Return the countries of parties that all are states or their governments; none if one is anything else."""
    countries = [party.country if (party.entity or "").startswith(_OF_STATES) else "" for party in parties]
    return set(countries) if all(countries) else set()


def clues(one: Report, other: Report, rarity: Rarity) -> Iterator[Clue]:
    """Yield every clue on two reports; rarity: idf of stems and names, 0 to 1, words not in it count as 1."""
    yield from _act(one.event, other.event)
    yield from _parties(one.event, other.event, rarity)
    yield from _place(one.event.place, other.event.place)
    yield from _casualties(one.event.casualties, other.event.casualties)
    if one.trigger & other.trigger:
        yield Clue("trigger same", 1.0, _listed(set(one.trigger & other.trigger)))
    if one.event.article == other.event.article:
        yield from _in_one_article(one, other)
    else:
        yield from _time(one, other)
        yield from _words(one, other, rarity)


def _in_one_article(one: Report, other: Report) -> Iterator[Clue]:
    """Neighbouring acts share sentence, day and words, which says nothing here."""
    left, right = told_days(one), told_days(other)
    if left and right and _away(left, right):
        yield from _days(left, right)
    # What the headline tells, the text tells again; two acts in the text are mostly two.
    yield Clue("headline and text" if one.headlined != other.headlined else "one article", 1.0, one.headline)


def _act(one: Event, other: Event) -> Iterator[Clue]:
    if one.type == other.type:
        yield from _modes(set(one.modes), set(other.modes))
    else:
        yield Clue(_relation(one.type, other.type), 1.0, f"{one.type} / {other.type}")
    if one.factuality != other.factuality:
        yield Clue(_turn({one.factuality, other.factuality}), 1.0, f"{one.factuality} / {other.factuality}")


def _modes(left: set[str], right: set[str]) -> Iterator[Clue]:
    if left and right:
        yield Clue("mode same" if left & right else "mode differs", 1.0, f"{_listed(left)} / {_listed(right)}")
    elif left or right:
        yield Clue("mode once", 1.0, _listed(left | right))


def _relation(one: str, other: str) -> str:
    planned = load().planned
    return "type carried out" if planned.get(one) == other or planned.get(other) == one else "type near"


def _turn(both: set[Factuality]) -> str:
    if Factuality.DENIED in both:
        return "denied"
    if both & _OPEN:
        return "announced" if Factuality.ACTUAL in both else "open"
    return "became history"


def _listed(values: set[str]) -> str:
    return ", ".join(sorted(values))


def _parties(one: Event, other: Event, rarity: Rarity) -> Iterator[Clue]:
    # Sides are not crossed: of pairs with the same two parties the other way round few are one act.
    yield from _side("actor", one.actors, other.actors, rarity)
    yield from _side("recipient", one.recipients, other.recipients, rarity)


def _side(side: str, left: Sequence[Party], right: Sequence[Party], rarity: Rarity) -> Iterator[Clue]:
    mine, yours = _known(left), _known(right)
    if not mine or not yours:
        if mine or yours:
            yield Clue(f"{side} once", 1.0, _who(left or right))
        return
    shared = set(mine) & set(yours)
    if shared:
        rarest = max(rarity.get(name, 1.0) for name in shared)
        yield Clue(f"{side} same", rarest, _listed(shared))
        return
    yield Clue(f"{side} {_kinship(list(mine.values()), list(yours.values()))}", 1.0, f"{_who(left)} / {_who(right)}")
    told = [stems(_who(parties)) for parties in (left, right)]
    if told[0] & told[1]:
        yield Clue(f"{side} words", cosine(told[0], told[1], rarity), _listed(set(told[0] & told[1])))


def _known(parties: Sequence[Party]) -> dict[str, Party]:
    return {name: party for party in parties for name in names_of(party)}


def _kinship(left: Sequence[Party], right: Sequence[Party]) -> str:
    pairs = [(one, other) for one in left for other in right]
    if any(one.country and one.country == other.country and _sector(one) == _sector(other) for one, other in pairs):
        return "alike"
    if any(one.country and one.country == other.country for one, other in pairs):
        return "country"
    if any(not one.country or not other.country for one, other in pairs):
        return "unclear"
    return "differs"


def _sector(party: Party) -> str:
    return party.sectors[0] if party.sectors else ""


def _who(parties: Sequence[Party]) -> str:
    return ", ".join(party.name or _sector(party) or "unnamed" for party in parties)


def _place(one: EventPlace | None, other: EventPlace | None) -> Iterator[Clue]:
    told = [place for place in (one, other) if place and place.name]
    if one is None or other is None or len(told) < 2:
        if told:
            yield Clue("place once", 1.0, told[0].name)
        return
    yield Clue(f"place {_where(one, other)}", 1.0, f"{one.name} / {other.name}")


def _where(one: EventPlace, other: EventPlace) -> str:
    if one.geonameid is not None and one.geonameid == other.geonameid:
        return "same"
    if one.name.casefold() == other.name.casefold() and one.country == other.country:
        return "same"
    if one.country != other.country:
        return "far" if one.country and other.country else "unclear"
    levels = {_LEVELS.get(one.resolution), _LEVELS.get(other.resolution)}
    if None in levels:
        return "unclear"
    return "within" if len(levels) > 1 else "differs"


def _time(one: Report, other: Report) -> Iterator[Clue]:
    left, right = told_days(one), told_days(other)
    if left and right:
        yield from _days(left, right)
        return
    days = left or right
    published = published_day(other if left else one)
    if days and published:
        yield from _told_once(days, published, (other if left else one).event.factuality)
    else:
        yield from _published(one, other)


def _told_once(days: Days, published: date, factuality: Factuality) -> Iterator[Clue]:
    yield Clue("day once", 1.0, f"{days[0]}")
    # History is told at any distance.
    if factuality is not Factuality.HISTORICAL:
        away = _away(days, (published, published.fromordinal(published.toordinal() + 1)))
        yield Clue("day once away", min(1.0, away / _FAR_DAYS), f"{away} days from the other's publication")


def _published(one: Report, other: Report) -> Iterator[Clue]:
    first, second = published_day(one), published_day(other)
    yield Clue("day untold", 1.0, "neither tells a day")
    if first and second:
        away = abs((first - second).days)
        yield Clue("published away", min(1.0, away / _FAR_DAYS), f"published {away} days apart")


def _days(left: Days, right: Days) -> Iterator[Clue]:
    away = _away(left, right)
    lengths = sorted((days[1] - days[0]).days for days in (left, right))
    if away:
        # Both precise: a day apart is a slip or a time zone; then it becomes another act.
        yield Clue("day off" if lengths[1] <= 1 else "time off", 1.0, f"{left[0]} / {right[0]}")
        yield Clue("day away", min(1.0, away / _FAR_DAYS), f"{away} days apart")
    elif lengths[1] <= 1:
        yield Clue("day same", 1.0, f"{left[0]}")
    else:
        yield Clue("time same" if left == right else "time overlaps", 1.0, f"{left[0]} / {right[0]}")


def _away(left: Days, right: Days) -> int:
    """Days between two half-open stretches: 0 if they overlap, 1 for neighbouring days."""
    return max(0, (left[0] - right[1]).days + 1, (right[0] - left[1]).days + 1)


def _casualties(one: Casualties, other: Casualties) -> Iterator[Clue]:
    for name in ("dead", "injured", "arrested"):
        left, right = _counts(getattr(one, name)), _counts(getattr(other, name))
        if left and right:
            why = f"{getattr(one, name)} / {getattr(other, name)}"
            yield Clue(f"count {_closeness(left, right)}", 1.0, f"{name} {why}")


def _counts(told: str) -> tuple[int, int] | None:
    numbers = [int(number) for number in _NUMBER.findall(told.replace(",", ""))]
    return (min(numbers), max(numbers)) if numbers else None


def _closeness(left: tuple[int, int], right: tuple[int, int]) -> str:
    if left[0] <= right[1] and right[0] <= left[1]:
        return "same"
    low, high = sorted((left[1], right[1]))
    return "near" if low >= high * _NEAR_COUNT or high - low <= 2 else "differs"


def _words(one: Report, other: Report, rarity: Rarity) -> Iterator[Clue]:
    shared = one.words & other.words
    if shared:
        why = _listed(set(shared))
        yield Clue("words", cosine(one.words, other.words, rarity), why)
        yield Clue("words many", min(1.0, _mass(shared, rarity) / _MANY_WORDS), why)
    why = _listed(set(one.terms & other.terms))
    yield Clue("story", cosine(one.terms, other.terms, rarity), why)


def cosine(left: frozenset[str], right: frozenset[str], rarity: Rarity) -> float:
    """Return the cosine of two sets of words weighted by rarity, 0 to 1."""
    size = _mass(left, rarity) * _mass(right, rarity)
    return float(_mass(left & right, rarity) / size**0.5) if size else 0.0


def _mass(words: frozenset[str], rarity: Rarity) -> float:
    """fsum: the same in whatever order a set gives its words."""
    return math.fsum(rarity.get(word, 1.0) ** 2 for word in words)
