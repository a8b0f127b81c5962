"""What was announced: visits, talks, measures, elections; and whether it was kept.

kept: an act of a fitting type by the same parties is told, in time, by later news. not kept: the plan is later denied.
in doubt: the same parties later refuse or call off a meeting, which need not be the one announced. unknown: nothing is
told, which is no sign of either. postponed: the same parties later put off a meeting.

What is promised, demanded or threatened for a day stands here too: the act is one of the day it was said on, the entry
is of the day it is due.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from harmattan.analyse.acts import days, in_order, is_ahead, is_planned, known_by, moment, took_place
from harmattan.codebook.loader import load as load_codebook
from harmattan.errors import UsageError
from harmattan.records import Act, Factuality, Party

# Days by which an act may miss the day announced and still be the one: a visit is moved, a report is late.
TOLERANCE: Final = 7
# Days after the news of a plan without a day in which an act can be the one announced; chosen, not measured.
SOON: Final = 90
# An act known to more days than a month can have come before the plan or long after it.
_VAGUE: Final = 31
POSTPONED: Final = "postponed"
AHEAD, KEPT, BROKEN, DOUBTED, UNKNOWN = "ahead", "kept", "not kept", "in doubt", "unknown"
# Of a plan without a day, and without a person who is named in it: what followed need not be it.
PERHAPS: Final = "perhaps kept"
# A refusal that undoes a meeting announced.
_CALLED_OFF: Final = ("REJECT", "meet")
# How the day of what is due is told (records.Due): of these it lies ahead. By a day it may be kept on any before it.
_DUE: Final = frozenset({"on", "by", "until", "to"})
_AT_THE_LATEST: Final = "by"
_SET_FOR: Final = "of"
_PUT_OFF: Final = frozenset({"to", "from"})
# What somebody promises, he keeps himself; what becomes of demands and threats is not told by acts of a type.
_OWN: Final = frozenset({"AGREE", "CONCEDE"})
_BOTH_WAYS: Final = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "REJECT"})
# What an announced act is, by its first fitting context or type.
_ELECTION: Final = "election"
_MEANT: Final = {"REQUEST": "demand", "THREATEN": "threat", "REJECT": "talks"}
_END: Final = "expiry"
_WORDS: Final = {"AGREE": "cooperation", "CONSULT": "talks", "CONCEDE": "concession", "RETREAT": "concession"}
_MEASURE: Final = "measure"


@dataclass(frozen=True, slots=True)
class Entry:
    """An announced act. day, end: ISO days it is announced for, half-open. announced: ISO day of the first report.

    kind: election, cooperation (talks, a visit, help: PLOVER does not tell them apart before they take place), talks,
    concession, demand, threat, expiry or measure. status: ahead, kept, not kept, postponed, in doubt or unknown, and
    of a plan without a day (day and end are empty) kept, perhaps kept, not kept, postponed, in doubt or no day told.
    evidence: ids of the acts that tell so, by day.
    """

    act: Act
    day: str
    end: str
    announced: str
    kind: str
    status: str
    evidence: tuple[str, ...]

    @property
    def relation(self) -> str:
        """The word that goes with the day of something due: by or until; "" for what is to be on it."""
        return self.act.relation if is_due(self.act) and self.act.relation in ("by", "until") else ""

    @property
    def last(self) -> str:
        """The last day that it is announced for; "" where none is told."""
        return (date.fromisoformat(self.end) - timedelta(days=1)).isoformat() if self.end else ""


def calendar(acts: Iterable[Act], today: str, tolerance: int = TOLERANCE) -> list[Entry]:
    """Return every act announced for a day after its announcement, by that day, as far as told up to an ISO day.

    Raises UsageError if today is none or tolerance is negative.
    """
    if tolerance < 0:
        raise UsageError(f"tolerance is below 0 days: {tolerance}")
    now = _today(today)
    every = in_order(acts)
    plans = [act for act in every if act.actors and is_ahead(act) and known_by(act, now.isoformat())]
    planned = {_told(plan, days(plan)) for plan in plans}
    due = [act for act in every if act.actors and is_due(act) and known_by(act, now.isoformat())]
    plans += [act for act in due if _told(act, due_on(act)) not in planned]
    listed = [act for act in every if _known(act, now)]
    done = [act for act in listed if took_place(act) and act.day]
    undoing = [act for act in listed if act.factuality is Factuality.DENIED or _refuses_to_meet(act)]
    found = [_entry(plan, (done, undoing), now, tolerance) for plan in plans]
    return sorted(found, key=lambda one: (one.day, one.end, one.act.id))


def is_due(act: Act) -> bool:
    """Tell whether an act promises, demands, threatens or puts off something for a day."""
    return act.due is not None and act.relation in _DUE and not is_planned(act)


def due_on(act: Act) -> tuple[date, date] | None:
    """Return the days, half-open, for which something is due; None without any."""
    return (date.fromisoformat(act.due[0]), date.fromisoformat(act.due[1])) if act.due else None


def _told(plan: Act, on: tuple[date, date] | None) -> tuple[object, ...]:
    """Return by what a plan and a promise of one page are known to be one: by whom, when told, and for when."""
    return on, plan.published, frozenset(party.country or party.entity for party in plan.actors)


def followed(plan: Act, acts: Iterable[Act], today: str) -> Act | None:
    """Return the first act that can be what was announced for no day of its own; None if none is told up to today.

    It is fitting, by the same parties and by the persons named in the plan, and told in the SOON days after its news.
    Raises UsageError if today is no day.
    """
    now = _today(today)
    if plan.published is None or (first := date.fromisoformat(plan.published)) > now:
        return None
    window = first, first + timedelta(days=SOON)
    done = (act for act in in_order(acts) if took_place(act) and _known(act, now))
    fit = (act for act in done if persons(plan) <= persons(act))
    return next((act for act in fit if _keeps(plan, act, plan.published, window)), None)


def undone(plan: Act, acts: Iterable[Act], today: str) -> tuple[str, tuple[str, ...]] | None:
    """Return "not kept" or "in doubt" for a plan without a day of its own, with the ids of the acts that tell so; None
    if none does in the SOON days after its news, up to today. Raises UsageError if today is no day.
    """
    now = _today(today)
    if plan.published is None:
        return None
    until = (date.fromisoformat(plan.published) + timedelta(days=SOON)).isoformat()
    undoing = [act for act in in_order(acts) if _known(act, now)]
    found = _undone(plan, undoing, plan.published, until)
    return next(((status, tuple(ids)) for status, ids in found if ids), None)


def persons(act: Act) -> frozenset[str]:
    """Return the ids of the persons named in an act."""
    return frozenset(one.entity for one in _all(act) if one.entity and one.entity.startswith("person:"))


def _known(act: Act, now: date) -> bool:
    """Tell whether somebody who looks on a day can know of an act: a denial also before the day of what it denies."""
    today = now.isoformat()
    return (act.published or act.day or "") <= today and known_by(act, today)


def same_parties(plan: Act, other: Act) -> bool:
    """Tell whether another act is by the parties of a plan: the same actor, or one of the same country and sector.

    Who is actor and who recipient may change only in acts that both do: talks, backing, working together.
    """
    if plan.recipients:
        ends = [(other.actors, other.recipients)]
        ends += [(other.recipients, other.actors), (_all(other), _all(other))] if other.type in _BOTH_WAYS else []
        return any(_any(plan.actors, first) and _any(plan.recipients, second) for first, second in ends)
    together = all(_among(party, _all(other)) for party in plan.actors)
    # One party alone does many things: its plan is only known again by the country it was to happen in.
    return together and (len(plan.actors) > 1 or _same_country(plan, other))


def _all(act: Act) -> tuple[Party, ...]:
    return (*act.actors, *act.recipients)


def _any(parties: Sequence[Party], others: Sequence[Party]) -> bool:
    return any(_among(party, others) for party in parties)


def _same_country(plan: Act, other: Act) -> bool:
    return bool(plan.place and other.place and plan.place.country and plan.place.country == other.place.country)


def fitting(type_: str) -> frozenset[str]:
    """Return the types an announced act can turn out to be: what PLOVER codes so before it happens, and itself."""
    return frozenset({type_, *(before for before, after in load_codebook().planned.items() if after == type_)})


def _entry(plan: Act, told: tuple[Sequence[Act], Sequence[Act]], now: date, tolerance: int) -> Entry:
    """Return what became of a plan. told: the acts done, by day, and those that may undo a plan."""
    first, end = (due_on(plan) if is_due(plan) else days(plan)) or (now, now)
    announced = plan.published or first.isoformat()
    at_once = is_due(plan) and plan.relation == _AT_THE_LATEST
    since = date.fromisoformat(announced) if at_once else first - timedelta(days=tolerance)
    window = since, end + timedelta(days=tolerance)
    # What is known to a month begins before the days it may lie in.
    reach = date.fromordinal(max(1, window[0].toordinal() - _VAGUE)), window[1]
    from_, to = (bisect_left(told[0], day.isoformat(), key=moment) for day in reach)
    # Nothing is kept before its day has come: what is done in the days before may be another thing.
    kept = [act.id for act in told[0][from_:to] if (at_once or first <= now) and _keeps(plan, act, announced, window)]
    states = ((KEPT, kept), *_undone(plan, told[1], announced, window[1].isoformat()))
    status, evidence = next(((state, ids) for state, ids in states if ids), (UNKNOWN if end <= now else AHEAD, []))
    return Entry(plan, first.isoformat(), end.isoformat(), announced, kind(plan), status, tuple(evidence))


def _undone(plan: Act, undoing: Iterable[Act], announced: str, until: str) -> list[tuple[str, list[str]]]:
    """Return what undoes a plan in news from after its own to before a day: denials of it, and refusals to meet."""
    later = [act for act in undoing if act.id != plan.id and _tells_later(plan, act, announced, until)]
    types = fitting(plan.type) | kept_by(plan)
    denied = [act.id for act in later if act.factuality is Factuality.DENIED and act.type in types]
    refusing = [act for act in later if plan.type in fitting("AGREE") and _refuses_to_meet(act)]
    off = [act.id for act in refusing if act.relation not in _PUT_OFF and _is_the_one(plan, act)]
    moved = [act.id for act in refusing if act.relation in _PUT_OFF and not _is_another(plan, act)]
    refused = [act.id for act in refusing if act.relation not in _PUT_OFF and not _is_another(plan, act)]
    return [(BROKEN, [*denied, *off]), (POSTPONED, moved), (DOUBTED, refused)]


def _is_the_one(plan: Act, refusal: Act) -> bool:
    """Tell whether a meeting called off is the one announced: told with its day, or with the person who was to come."""
    if refusal.relation == _SET_FOR:
        return _same_days(plan, refusal)
    return bool(persons(plan)) and persons(plan) <= persons(refusal)


def _is_another(plan: Act, refusal: Act) -> bool:
    """Tell whether a meeting called off or put off is told with the day of another one."""
    old = refusal.relation not in _DUE and due_on(refusal) is not None
    return old and days_of(plan) is not None and not _same_days(plan, refusal)


def days_of(plan: Act) -> tuple[date, date] | None:
    """Return the days that something is announced for, half-open: due, or its own later than the news."""
    return due_on(plan) if is_due(plan) else days(plan) if is_ahead(plan) else None


def _same_days(plan: Act, other: Act) -> bool:
    one, two = days_of(plan), due_on(other)
    return one is not None and two is not None and one[0] < two[1] and two[0] < one[1]


def _keeps(plan: Act, act: Act, announced: str, window: tuple[date, date]) -> bool:
    """Tell whether an act can be the one announced: done and told after the news of it, and on days of the window."""
    known = days(act)
    if known is None or act.type not in kept_by(plan) or (known[1] - known[0]).days > _VAGUE:
        return False
    later = known[1].isoformat() > _next(announced) and (act.published is None or act.published > announced)
    return later and known[0] < window[1] and window[0] < known[1] and same_parties(plan, act)


def kept_by(plan: Act) -> frozenset[str]:
    """Return the types of acts by which an announcement is kept."""
    if not is_due(plan):
        return fitting(plan.type) - {"AGREE"}
    if plan.relation == "until" or plan.type not in (*_OWN, _CALLED_OFF[0]):
        return frozenset()
    if plan.type == _CALLED_OFF[0]:
        return fitting("AGREE") - {"AGREE"}
    # Who promises to withdraw or to let somebody go is coded as agreeing.
    return (fitting("AGREE") | fitting("CONCEDE")) - {"AGREE"}


def _tells_later(plan: Act, act: Act, announced: str, until: str) -> bool:
    told = act.published or act.day
    if told is None or not announced < told < until:
        return False
    # Whoever calls off what was set for the very day may name another host, or none of those who were to meet.
    named = act.relation not in _DUE and _same_days(plan, act) and _any(plan.actors, _all(act))
    return named or same_parties(plan, act)


def _refuses_to_meet(act: Act) -> bool:
    return took_place(act) and act.type == _CALLED_OFF[0] and _CALLED_OFF[1] in act.modes


def kind(plan: Act) -> str:
    """Return what an announced act is: see Entry."""
    if is_due(plan) and plan.relation == "until":
        return _END
    if is_due(plan) and plan.type in _MEANT:
        return _MEANT[plan.type]
    return _ELECTION if _ELECTION in plan.contexts else _WORDS.get(plan.type, _MEASURE)


def _among(party: Party, others: Iterable[Party]) -> bool:
    return any(_same(party, other) for other in others)


def _same(one: Party, other: Party) -> bool:
    if one.entity and one.entity == other.entity:
        return True
    # Of one country's government and its traders, neither keeps the word of the other.
    return bool(one.country) and one.country == other.country and bool(set(one.sectors) & set(other.sectors))


def _next(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def _today(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise UsageError(f"not a day: {value!r}") from error
