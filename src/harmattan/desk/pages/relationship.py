"""A relationship: what each side did to the other, when that turned and by which events, and what would undo it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final
from urllib.parse import urlencode

from harmattan import asking, charts
from harmattan.analyse.acts import is_planned, moment, took_place
from harmattan.analyse.relations import Row as Counted
from harmattan.analyse.relations import Series
from harmattan.analyse.sides import Pair
from harmattan.desk import drawing, feeds
from harmattan.desk.door import Door
from harmattan.desk.formats import Table
from harmattan.desk.pages import matters, pairs, rows, turned, turning
from harmattan.desk.pages.matters import Spoken, Stakes
from harmattan.desk.pages.pairs import Named, Opener
from harmattan.desk.pages.rows import Row
from harmattan.desk.pages.turned import Turned
from harmattan.errors import UsageError
from harmattan.records import Act, TooLittle, standing
from harmattan.relationships.course import BACKWARD, BOTH, FORWARD, Course
from harmattan.relationships.course import turned as turned_by
from harmattan.relationships.look import COLUMNS, Look, cells, course_json, look, look_json
from harmattan.relationships.look import rows as in_order
from harmattan.relationships.who import worded

# The newest acts that a page looks at: the model takes seconds for a thousand.
MOST: Final = 600
STEPS: Final = ("week", "month", "day")
COUNTS: Final = ("events", "reports")
# A chart of more bars than this is a grey block.
_WEEKS: Final = 130
_EVENTS, _PLANS, _NAMED = 20, 10, 20
# Seconds between two looks at a pair while the ledger grows.
_EVERY: Final = 5.0
# Pixels.
_NARROWEST, _WIDEST = 240, 2000


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a pair. since, until: ISO prefixes as typed, until not included; by: day, week or month, "" for
    whichever suits; count: events or reports; theme, width: of the chart."""

    since: str = ""
    until: str = ""
    by: str = ""
    count: str = "events"
    theme: str = "light"
    width: int = 1200

    def days(self) -> tuple[str | None, str | None]:
        """Return both as ISO days. Raises UsageError."""
        first, end = (asking.day(value) if value else None for value in (self.since, self.until))
        if first and end and first >= end:
            raise UsageError(
                f"The time is empty: {self.since} does not come before {self.until}, whose day is not included."
            )
        return first, end


@dataclass(frozen=True, slots=True)
class RelationshipPage:
    """A pair. between: the acts told as done; turns: of both directions together, and of each those that lie elsewhere;
    why: why none is told; recorded: when each of events was, by id; moment: of the newest record; fresh: whether the
    ledger has not grown since it was made; edited: ids of the acts that count as people corrected them; base: the
    address of the desk."""

    name: Named
    asked: Asked
    by: str
    look: Look
    between: tuple[Act, ...]
    series: Series
    opener: Opener
    turns: tuple[Turned, ...]
    why: str
    spoken: tuple[Spoken, ...]
    stakes: Stakes
    ahead: tuple[Row, ...]
    planned: int
    events: tuple[Row, ...]
    query: str
    today: str
    recorded: Mapping[str, str]
    moment: str
    edited: tuple[str, ...] = ()
    fresh: bool = True
    base: str = ""
    template: str = "relationship.html"

    @property
    def title(self) -> str:
        """What the tab says."""
        return self.name.title

    @property
    def follow(self) -> str:
        """The query line of the pair, whatever the days."""
        return pairs.line(self.name.pair)

    @property
    def options(self) -> str:
        """What is asked, as the end of an address."""
        told = {name: getattr(self.asked, name) for name in ("since", "until", "by")}
        counted = {"count": "reports"} if self.asked.count == "reports" else {}
        given = {name: value for name, value in (told | counted).items() if value}
        return f"?{urlencode(given)}" if given else ""

    @property
    def most(self) -> int:
        """How many acts are looked at."""
        return MOST

    @property
    def listed(self) -> int:
        """How many corrected acts are named."""
        return _NAMED

    @property
    def quiet(self) -> bool:
        """Whether the acts speak against a turn."""
        course = self.look.course
        return course is not None and not isinstance(course.found, TooLittle)

    @property
    def span(self) -> tuple[str, str]:
        """The first day and the last of these acts; both "" without any."""
        known = [act.day for act in self.between if act.day]
        return (min(known), max(known)) if known else ("", "")

    @property
    def drawn(self) -> bool:
        """Whether there is anything to draw."""
        return any(row.events or row.planned for row in (*self.series.forward, *self.series.backward))

    @property
    def marks(self) -> list[charts.Band]:
        """The turns that stand on the lanes of the chart."""
        return charts.bands(turned_by(self.look.courses), domestic=self.look.pair.domestic)

    @property
    def first_way(self) -> str:
        """The direction of the first lane."""
        return self.name.way(FORWARD)

    @property
    def counted(self) -> tuple[Counted, ...]:
        """The rows of both directions in which anything is told, newest first."""
        told = [row for row in in_order(self.series) if row.events or row.planned]
        return tuple(reversed(told))

    @property
    def left(self) -> dict[str, int]:
        """What is not counted, and why."""
        rejected = {"rejected by people": self.look.rejected} if self.look.rejected else {}
        return {**self.series.left, **rejected}

    @property
    def undated(self) -> int:
        """Acts that stand on the day of their news."""
        return sum(1 for act in self.between if not act.dated)

    def number(self, row: Counted, quad: int) -> int:
        """Return how many acts or reports of a quad a row counts."""
        return (row.report_quads if self.asked.count == "reports" else row.quads)[quad - 1]

    def json(self) -> dict[str, Any]:
        """Return the shape of ``harmattan between --json``, with what the model says of each direction."""
        told = look_json(self.look, self.by)
        courses = [course_json(one, self.look.pair) for one in self.look.courses]
        more = {"by": self.by, "query": self.query, "acts_since": self.look.since, "edited": list(self.edited)}
        return {**told, **more, "courses": courses}

    def table(self) -> Table:
        """Return the series, both directions, with rows of zeros."""
        return Table(COLUMNS, tuple(cells(row) for row in in_order(self.series)))

    def atom(self) -> bytes:
        """Return its turns and newest acts as a feed."""
        return feeds.atom(turning.feed_of(self))

    def feed_json(self) -> bytes:
        """Return its turns and newest acts as a JSON Feed."""
        return feeds.json_feed(turning.feed_of(self))

    def spec(self, *, lively: bool = False) -> charts.Spec:
        """Return the chart. lively: for a browser, with links and a part to choose. Raises UsageError."""
        if not self.drawn:
            raise UsageError("There is no act to draw.")
        style = charts.Style(
            self.asked.theme,
            min(max(self.asked.width, _NARROWEST), _WIDEST),
            self.asked.count == "reports",
            zoom=lively,
            href=self.opener.href if lively else None,
        )
        return charts.spec(self.series, (self.name.a, self.name.b), self.marks, style, self.look.coverage)

    def svg(self) -> bytes:
        """Return the chart as SVG. Raises UsageError."""
        return drawing.svg(self.spec())

    def png(self) -> bytes:
        """Return the chart as PNG. Raises UsageError."""
        return drawing.png(self.spec())


def relationship_page(door: Door, a: str, b: str, asked: Asked) -> RelationshipPage:
    """Return the page of a pair; sides as the command line takes them. Raises UsageError."""
    pair, days = pairs.found(door, a, b), asked.days()
    if asked.by not in ("", *STEPS) or asked.count not in COUNTS:
        raise UsageError(f"by is one of {', '.join(STEPS)}, and count one of {', '.join(COUNTS)}.")
    key = ("relationship", pair, days, asked.by, asked.count, door.today)
    made = door.later.get((door.said, key), lambda: _made(door, _looked(door, pair, days), asked), every=_EVERY)
    if made is None:
        raise AssertionError("whoever does not say how long waits")
    return replace(made.value, asked=asked, fresh=made.fresh)


def _looked(door: Door, pair: Pair, days: tuple[str | None, str | None]) -> Look:
    ways = (BOTH,) if pair.domestic else (BOTH, FORWARD, BACKWARD)
    coverage = door.coverage
    return look(door.book, pair, days, ways, most=MOST, coverage=coverage)


def _made(door: Door, found: Look, asked: Asked) -> RelationshipPage:
    words = worded(door.who.words, found.acts)
    name = pairs.named(found.pair, lambda code: words.get(code, ""))
    by, when = asked.by or _step(found), pairs.when(found.asked)
    acts, query = pairs.inside(found.between, found.asked), pairs.line(found.pair, *when)
    plans = [act for act in acts if is_planned(act)]
    newest = _events(door, query, asked.count)
    ahead = [act.id for act in plans if moment(act) >= door.today][:_PLANS]
    turns = [turn for course in found.courses for turn in course.turns]
    carriers = {one.event for turn in turns for one in turn.carriers} | {turn.robustness.event for turn in turns}
    shown = _rows(door, [*ahead, *carriers])
    return RelationshipPage(
        name=name,
        asked=asked,
        by=by,
        look=found,
        between=tuple(act for act in acts if took_place(act)),
        series=found.series(by),
        opener=pairs.opener(found.pair),
        turns=tuple(_turns(found, name, shown)),
        why=turned.untold(found.course),
        spoken=matters.spoken(acts, name, when),
        stakes=matters.at_stake(acts, found.pair, found.course, when),
        ahead=tuple(shown[id_] for id_ in ahead if id_ in shown),
        planned=len(plans),
        events=newest,
        query=query,
        today=door.today,
        recorded=door.book.recorded([row.event.id for row in newest]),
        moment=door.moment,
        edited=_edited(door, acts),
    )


def _edited(door: Door, acts: Sequence[Act]) -> tuple[str, ...]:
    """Return the ids of the acts that stand as people corrected them: lists find those as they were coded."""
    if all(one.verb != "edit" for one in standing(door.book.judgements())):
        return ()
    events = door.book.reports([act.id for act in acts])
    said = door.book.verdicts(list(events.values()))
    return tuple(act.id for act in acts if act.id in said and said[act.id].judgement.verb == "edit")


def _step(found: Look) -> str:
    course = found.course
    return "month" if course and course.period.length > 7 * _WEEKS else "week"


def _rows(door: Door, ids: Sequence[str]) -> dict[str, Row]:
    events = door.book.reports(ids)
    return {row.event.id: row for row in rows.rows(door.book, list(events.values()))}


def _turns(found: Look, name: Named, shown: Mapping[str, Row]) -> Iterator[Turned]:
    """Yield the turns of both together, and those of one direction that lie elsewhere."""
    known: list[Turned] = []
    for course in found.courses:
        for one in turned.turned(course, name, shown):
            if not any(_same(one, other, course) for other in known):
                known.append(one)
    yield from known


def _same(one: Turned, other: Turned, course: Course) -> bool:
    """Tell whether a turn of one direction is that of both: their days overlap, and it goes the same way."""
    meet = one.turn.since < other.turn.until and other.turn.since < one.turn.until
    return course.towards != BOTH and other.towards == BOTH and meet and one.turn.direction == other.turn.direction


def _events(door: Door, query: str, count: str) -> tuple[Row, ...]:
    """Return the newest acts, or the newest reports."""
    if count == "reports":
        return rows.rows(door.book, door.book.events(asking.query(query), limit=_EVENTS))
    acts = door.book.acts(asking.query(query), limit=_EVENTS)
    return rows.rows(door.book, [act.shown for act in acts], {act.shown.id: act for act in acts})
