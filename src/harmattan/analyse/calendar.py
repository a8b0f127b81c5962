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
from harmattan.analyse.outcomes import (
    any_of,
    fitting,
    is_done,
    is_ended,
    is_refused,
    is_renewed,
    same_parties,
    types_of,
)
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
# Of a threat; and of what was to end.
CARRIED_OUT, RENEWED, ENDED = "carried out", "renewed", "ended"
# Of a plan without a day, and without a person who is named in it: what followed need not be it.
PERHAPS: Final = "perhaps kept"
# A refusal that undoes a meeting announced.
_CALLED_OFF: Final = ("REJECT", "meet")
# How the day of what is due is told (records.Due): of these it lies ahead. By a day it may be kept on any before it.
_DUE: Final = frozenset({"on", "by", "until", "to"})
_AT_THE_LATEST: Final = "by"
_SET_FOR: Final = "of"
_PUT_OFF: Final = frozenset({"to", "from"})
# A demand met, or an ultimatum followed, a day after its day is told by the morning's papers; later is too late.
_MORNING: Final = 1
# Days after which a renewal is one of something else.
_LATEST: Final = 31
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
    concession, demand, threat, expiry or measure. status: ahead, kept, not kept, postponed, in doubt or
    unknown, of a threat also carried out, of an expiry renewed or ended, and
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
    due = [act for act in every if act.actors and is_due(act) and known_by(act, now.isoformat())]
    plans = _each_once(plans, due)
    listed = [act for act in every if _known(act, now)]
    done = [act for act in listed if took_place(act) and act.day]
    undoing = [act for act in listed if act.factuality is Factuality.DENIED or act.type == _CALLED_OFF[0]]
    found = [_entry(plan, (done, undoing), now, tolerance) for plan in plans]
    return sorted(found, key=lambda one: (one.day, one.end, one.act.id))


def is_due(act: Act) -> bool:
    """Tell whether an act promises, demands, threatens or puts off something for a day."""
    return act.due is not None and act.relation in _DUE and not is_planned(act)


def due_on(act: Act) -> tuple[date, date] | None:
    """Return the days, half-open, for which something is due; None without any."""
    return (date.fromisoformat(act.due[0]), date.fromisoformat(act.due[1])) if act.due else None


def _each_once(plans: Sequence[Act], due: Sequence[Act]) -> list[Act]:
    """Return plans and promises without those that are told twice: a day at the latest is told by the promise alone."""
    wide = [one for one in due if one.relation in (_AT_THE_LATEST, "until")]
    left = [plan for plan in plans if not any(_is_one(plan, one) for one in wide)]
    return [*left, *(one for one in due if one in wide or not any(_is_one(plan, one) for plan in left))]


def _is_one(plan: Act, due: Act) -> bool:
    """Tell whether a plan and a promise are one: of one day's news, for the same days, and by the same or some of
    them."""
    if plan.published != due.published or days(plan) != due_on(due):
        return False
    one, two = ({party.country or party.entity for party in _all(act)} for act in (plan, due))
    return one <= two or {party.country or party.entity for party in due.actors} <= one


def _all(act: Act) -> tuple[Party, ...]:
    return (*act.actors, *act.recipients)


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


def _entry(plan: Act, told: tuple[Sequence[Act], Sequence[Act]], now: date, tolerance: int) -> Entry:
    """Return what became of a plan. told: the acts done, by day, and those that may undo a plan."""
    first, end = (due_on(plan) if is_due(plan) else days(plan)) or (now, now)
    announced = plan.published or first.isoformat()
    window = _window(plan, (first, end), announced, tolerance)
    # What is known to a month begins before the days it may lie in.
    reach = date.fromordinal(max(1, window[0].toordinal() - _VAGUE)), window[1]
    from_, to = (bisect_left(told[0], day.isoformat(), key=moment) for day in reach)
    # Nothing is kept before its day has come: what is done in the days before may be another thing.
    come = first <= now or window[0].isoformat() == announced
    able = [act for act in told[0][from_:to] if come and _keeps(plan, act, announced, window)]
    states = (*_became(plan, able), *_undone(plan, told[1], announced, window[1].isoformat()))
    states += _refused(plan, told[1], announced, (end, now))
    status, evidence = next(((state, ids) for state, ids in states if ids), (UNKNOWN if end <= now else AHEAD, []))
    return Entry(plan, first.isoformat(), end.isoformat(), announced, kind(plan), status, tuple(evidence))


def _window(plan: Act, due: tuple[date, date], announced: str, tolerance: int) -> tuple[date, date]:
    """Return the days, half-open, in which an announcement can be kept, carried out, renewed or ended."""
    first, end = due
    late, news = end + timedelta(days=tolerance), date.fromisoformat(announced)
    if is_due(plan) and plan.relation == "until":
        return news, end + timedelta(days=_LATEST)
    if is_due(plan) and plan.type == "THREATEN":
        # Who sets a deadline acts when it is over.
        return (end - timedelta(days=1) if plan.relation == _AT_THE_LATEST else first), late
    if is_due(plan) and plan.type == "REQUEST":
        return news, end + timedelta(days=_MORNING)
    return (news if is_due(plan) and plan.relation == _AT_THE_LATEST else first - timedelta(days=tolerance)), late


def _became(plan: Act, able: Sequence[Act]) -> list[tuple[str, list[str]]]:
    """Return what acts make of an announcement. able: those of the types, days and parties that it can mean."""
    if is_due(plan) and plan.relation == "until":
        renewed = [act.id for act in able if is_renewed(plan, act)]
        return [(RENEWED, renewed), (ENDED, [act.id for act in able if is_ended(plan, act) and _before_end(plan, act)])]
    return [(CARRIED_OUT if is_due(plan) and plan.type == "THREATEN" else KEPT, [act.id for act in able])]


def _before_end(plan: Act, act: Act) -> bool:
    return act.day is not None and plan.due is not None and act.day < plan.due[1]


def _refused(
    plan: Act, told: Iterable[Act], announced: str, until: tuple[date, date]
) -> tuple[tuple[str, list[str]], ...]:
    """Return the refusals of a demand: in doubt while there is time left, and not kept behind its last day."""
    end, now = until
    if not is_due(plan) or plan.type != "REQUEST":
        return ()
    later = (act for act in told if announced < (act.published or act.day or "") < end.isoformat())
    return ((BROKEN if end <= now else DOUBTED, [act.id for act in later if is_refused(plan, act)]),)


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
    inside = later and known[0] < window[1] and window[0] < known[1]
    return inside and (_fits(plan, act) if is_due(plan) else same_parties(plan, act))


def _fits(plan: Act, act: Act) -> bool:
    if plan.relation == "until":
        return is_renewed(plan, act) or is_ended(plan, act)
    return same_parties(plan, act) if plan.type == _CALLED_OFF[0] else is_done(plan, act)


def kept_by(plan: Act) -> frozenset[str]:
    """Return the types of acts by which an announcement is kept, carried out, renewed or ended."""
    return types_of(plan) if is_due(plan) else fitting(plan.type) - {"AGREE"}


def _tells_later(plan: Act, act: Act, announced: str, until: str) -> bool:
    told = act.published or act.day
    if told is None or not announced < told < until:
        return False
    # Whoever calls off what was set for the very day may name another host, or only one of those who were to meet.
    named = act.relation not in _DUE and _same_days(plan, act) and any_of(_all(plan), _all(act))
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


def _next(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def _today(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise UsageError(f"not a day: {value!r}") from error
