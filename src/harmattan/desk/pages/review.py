"""The review queue: one event at a time beside its words, what may be said of it, and how far reviewers agree."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Literal, get_args
from urllib.parse import urlencode

from harmattan.analyse.agreement import FEWEST, VERDICTS, Agreement, agreements
from harmattan.annotate.decode import Thresholds
from harmattan.codebook.loader import Codebook
from harmattan.desk.door import Door
from harmattan.desk.formats import Table
from harmattan.desk.later import PATIENCE
from harmattan.desk.pages import rows
from harmattan.desk.pages.event import EventPage, event_page
from harmattan.desk.pages.judging import JudgeForm, at_once, filled, last_of, typed
from harmattan.desk.pages.rows import Row
from harmattan.desk.view import User
from harmattan.exporting import reviewed
from harmattan.ledger.query import AnyOf, Query, Value
from harmattan.records import Factuality, Judgement, standing
from harmattan.relationships.attention import (
    BOUND,
    PAIRS,
    REPORTS,
    UNSURE,
    WHOLE,
    Candidate,
    candidates,
    carriers,
    sure,
)

Of = Literal["open", "second", "mine"]
# Events in the list beside the one that is looked at.
SHOWN: Final = 30
# Other reports offered as telling of the same act.
_NEAR: Final = 8
_EACH: Final = 40
BOUNDS: Final = {"pairs": PAIRS, "reports": REPORTS, "unsure": UNSURE, "whole": WHOLE, "bound": BOUND, "fewest": FEWEST}
# Seconds for which the acts that carry turns stand.
_CARRIED: Final = 600.0


@dataclass(frozen=True, slots=True)
class Item:
    """An event of the queue. why: what its rank is made of; said: who said what of it, by name."""

    candidate: Candidate
    row: Row
    said: Mapping[str, str]
    href: str

    def json(self) -> dict[str, Any]:
        """Return the event with its rank."""
        one = self.candidate
        told = {"doubt": round(one.doubt, 3), "weight": round(one.weight, 3), "rank": round(one.rank, 3)}
        return {"event": one.event.id, **told, "why": list(one.why), "words": self.row.plain_words}


@dataclass(frozen=True, slots=True)
class Choices:
    """What the fields of an event may be: of the codebook."""

    book: Codebook
    factualities: tuple[str, ...] = tuple(map(str, Factuality))


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """The queue. of: open, second or mine; at: the event looked at; late: turns were not looked at yet; past: where one
    goes on to when all reports of its act are judged; told: its fields as coded; fields: as the form shows them;
    last: what the user said last; alike: the ids of what was said with it, its own among them; problem: what was wrong
    with a correction that was sent, "" if nothing; reason: why, as it was sent."""

    door: Door
    of: Of
    items: tuple[Item, ...]
    total: int
    late: bool
    at: EventPage | None
    before: str
    after: str
    past: str
    place: int
    told: Mapping[str, str]
    fields: Mapping[str, str]
    near: tuple[Row, ...]
    last: Judgement | None
    alike: tuple[str, ...]
    judged: Mapping[str, int]
    agreements: tuple[Agreement, ...]
    choices: Choices
    cut: float
    problem: str = ""
    reason: str = ""
    template: str = "review.html"
    title: str = "Review"

    @property
    def version(self) -> str:
        """The version of the event that is shown."""
        return self.at.version if self.at else ""

    @property
    def bounds(self) -> dict[str, float]:
        """How the list is made, for the note that says so."""
        return BOUNDS

    @property
    def blind(self) -> bool:
        """Whether what others said is kept back until one has said one's own."""
        return self.of == "second"

    @property
    def modes(self) -> frozenset[tuple[str, str]]:
        """The modes that the form shows as chosen, each with a type that has it: the one told, else the one coded."""
        types = self.choices.book.types
        first = [types[one] for one in (self.fields.get("type"), self.told.get("type")) if one in types]
        chosen = self.fields.get("modes", "").split(",")
        found = ((mode, [kind.code for kind in (*first, *types.values()) if mode in kind.modes]) for mode in chosen)
        return frozenset((codes[0], mode) for mode, codes in found if codes)

    @property
    def contexts(self) -> tuple[str, ...]:
        """The contexts that the form shows as chosen."""
        return tuple(self.fields.get("contexts", "").split(","))

    @property
    def tabs(self) -> tuple[tuple[str, str, str], ...]:
        """The lists there are: of, address, name."""
        names = {"open": "Nobody judged yet", "second": "Second opinion wanted", "mine": "Judged by me"}
        return tuple((of, address(of), name) for of, name in names.items())

    def json(self) -> dict[str, Any]:
        """Return the queue, how many events were judged how, and the agreement of reviewers."""
        return {
            "of": self.of,
            "total": self.total,
            "turns_looked_at": not self.late,
            "queue": [item.json() for item in self.items],
            "judged": dict(self.judged),
            "agreement": [agreement_json(one) for one in self.agreements],
        }

    def table(self) -> Table:
        """Return the queue as rows: rank, doubt, weight and why before the columns of an event."""
        cells = (
            (one.candidate.rank, one.candidate.doubt, one.candidate.weight, "; ".join(one.candidate.why))
            for one in self.items
        )
        made = tuple((*told, *item.row.cells()) for told, item in zip(cells, self.items, strict=True))
        return Table(("rank", "doubt", "weight", "why", *rows.COLUMNS), made)

    def jsonl(self) -> bytes:
        """Return every judged event with its verdict, as harmattan review export writes it."""
        return "".join(json.dumps(line, ensure_ascii=True) + "\n" for line in reviewed(self.door.book)).encode()


def agreement_json(one: Agreement) -> dict[str, Any]:
    """Return the shape of an agreement."""
    told = {"reviewers": [one.one, one.other], "events": one.events, "share": round(one.share, 3)}
    return {**told, "kappa": None if one.kappa is None else round(one.kappa, 3), "enough": one.enough}


def address(of: str, at: str = "") -> str:
    """Return the address of a list of the queue, at an event."""
    told = {name: value for name, value in (("of", "" if of == "open" else of), ("at", at)) if value}
    return "/review" + (f"?{urlencode(told)}" if told else "")


def review_page(door: Door, user: User, of: Of, at: str) -> ReviewPage:
    """Return the queue of a user. at: the event to look at, else the first. Raises Missing."""
    found, late = _found(door)
    given = door.book.judgements()
    said = _said(given)
    wanted = _wanted(door, found, said, user.name, of)
    if of == "second":
        by_the_way = _by_the_way(door, given)
        wanted = [one for one in wanted if one.event.id not in by_the_way]
    ids = [one.event.id for one in wanted]
    place = ids.index(at) if at in ids else 0
    # From an event that is not of the list one goes on to its first.
    following = place + 1 if at in ids or not at else 0
    last = last_of(given, user.name)
    shown = wanted[place - place % SHOWN :][:SHOWN]
    here = at or (ids[0] if ids else "")
    page = event_page(door, here) if here else None
    coded = filled(page.row.event, page.row.place) if page else {}
    return ReviewPage(
        door=door,
        of=of,
        items=tuple(_items(door, shown, said, of)),
        total=len(ids),
        late=late,
        at=page,
        before=address(of, ids[place - 1]) if ids and place > 0 else "",
        after=address(of, ids[following]) if following < len(ids) else "",
        past=_past(door, of, ids[following:], here),
        place=place + 1 if here in ids else 0,
        told=coded,
        fields=coded,
        near=_near(door, page) if page else (),
        last=last,
        alike=door.book.judged_together(last.id) if last else (),
        judged=_counted(given),
        agreements=tuple(agreements(given)),
        choices=Choices(door.codebook),
        cut=Thresholds().event,
    )


def _past(door: Door, of: str, rest: Sequence[str], here: str) -> str:
    """Return the address of the first event of the rest of a list that is no report of the act looked at."""
    own = set(door.book.reports_with(here)) if here else set()
    return next((address(of, id_) for id_ in rest if id_ not in own), "")


def refused(door: Door, user: User, id_: str, form: JudgeForm, problem: str) -> ReviewPage:
    """Return the page on which a correction was made, with all that was typed and what is wrong with it."""
    of: Of = next((one for one in get_args(Of) if one == form.of), "open")
    page = review_page(door, user, of, id_)
    # A browser says nothing of a list of which nothing is chosen.
    fields = {**page.told, "modes": "", "contexts": "", **typed(form)}
    return replace(page, fields=fields, problem=problem, reason=form.reason)


def _found(door: Door) -> tuple[list[Candidate], bool]:
    """Return what is worth a look, and whether turns are still being looked at."""
    cut = Thresholds().event
    made = door.later.get("carriers", lambda: carriers(door.book), first=PATIENCE, every=_CARRIED)
    carried = made.value if made else {}
    key = ("candidates", id(made and made.value))
    # What was judged since is left out of it later on.
    found = door.soon(key, lambda: candidates(door.book, cut, carried), judged=False)
    return found, made is None


def _said(given: Sequence[Judgement]) -> dict[str, dict[str, str]]:
    """Return who said what of each event, the last that is in force."""
    found: dict[str, dict[str, str]] = {}
    for one in standing(given):
        if one.verb in VERDICTS:
            found.setdefault(one.subject, {})[one.by] = one.verb
    return found


def _wanted(
    door: Door, found: Sequence[Candidate], said: Mapping[str, Mapping[str, str]], name: str, of: Of
) -> list[Candidate]:
    """Return the events of a list: what somebody judged is gone from the queue, and is asked for a second time."""
    if of == "open":
        carried = door.cache.get(("carried", len(found)), lambda: door.book.verdicts([one.event for one in found]))
        return [one for one in found if one.event.id not in said and one.event.id not in carried]
    ids = [id_ for id_, by in said.items() if (name in by) == (of == "mine")]
    events = [event for id_ in reversed(ids[-UNSURE:]) if (event := door.book.event(id_))]
    return [Candidate(event, 1.0, 1.0, (sure(event),)) for event in events]


def _by_the_way(door: Door, given: Sequence[Judgement]) -> set[str]:
    """Return the reports that were rejected with another of their act: one alone was looked at, that judged last."""
    groups = at_once(door, [one for one in standing(given) if one.verb == "reject"])
    return {one.subject for group in groups for one in group[:-1]} - {group[-1].subject for group in groups}


def _items(door: Door, shown: Sequence[Candidate], said: Mapping[str, Mapping[str, str]], of: Of) -> Iterator[Item]:
    made = {row.event.id: row for row in rows.rows(door.book, [one.event for one in shown])}
    for one in shown:
        id_ = one.event.id
        if id_ in made:
            yield Item(one, made[id_], {} if of == "second" else said.get(id_, {}), address(of, id_))


def _near(door: Door, page: EventPage) -> tuple[Row, ...]:
    """Return other reports of the same country's acts of that type and month, which may tell of the same act."""
    row = page.row
    month = (row.day or row.published)[:7]
    countries = tuple(Value(one.country) for one in row.event.actors if one.country)[:1]
    terms = [AnyOf("act", (Value(row.event.type),)), AnyOf("when", (Value(month),)), AnyOf("actor", countries)]
    if not month or not countries:
        return ()
    own = {one.event.id for one in page.reports}
    found = [event for event in door.book.events(Query(tuple(terms)), limit=_EACH) if event.id not in own]
    return rows.rows(door.book, found[:_NEAR])


def _counted(given: Sequence[Judgement]) -> dict[str, int]:
    verbs = [one.verb for one in standing(given)]
    return {verb: verbs.count(verb) for verb in dict.fromkeys((*VERDICTS, "merge", "split"))}
