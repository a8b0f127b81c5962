"""The brief of a relationship: sentences that rules make, each opening on the quoted words it rests on."""

from dataclasses import dataclass
from datetime import date, timedelta
from importlib.util import find_spec
from typing import Any, Final

from markupsafe import Markup

from harmattan import asking, briefing
from harmattan.analyse.phrasing import day_words
from harmattan.analyse.sides import Pair
from harmattan.desk import drawing, links
from harmattan.desk.door import Door
from harmattan.errors import UsageError
from harmattan.relationships import dossier
from harmattan.relationships.course import Asked
from harmattan.relationships.dossier import Dossier

Made = tuple[Dossier, "tuple[Part, ...]", "tuple[Note, ...]"]
# The newest acts that a brief is made from: more take longer than anybody waits for a page.
ACTS: Final = 600
# Notes that open at a sentence; all stand under Sources.
_OPENED: Final = 6
_PAIRS: Final = 12
_CITED: Final = Markup(
    '<q>{}</q> <span class="origin">{}{}</span> '
    '<span class="leads"><a href="{}">event</a> · <a href="{}">page</a>{}</span>'
)
_WHERE: Final = Markup(', <span class="paper-url">{}</span>')
_OUTLET: Final = Markup(' · <a href="{}" rel="noreferrer noopener external">outlet</a>')


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: the quoted words of an event and where they stand. origin: outlet, day, title as far as told.

    html: all of it, escaped; made once, since a note stands under its sentences and under Sources.
    """

    number: int
    words: str
    origin: str
    href: str
    article: str
    url: str
    html: Markup


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence. marks: its notes as a reader sees them, "1–3, 7"; notes: those that open at it; more: further ones;
    at: what its notes are called on the page."""

    text: str
    marks: str
    notes: tuple[Note, ...]
    more: int
    at: str


@dataclass(frozen=True, slots=True)
class Part:
    """Sentences under a heading; items: whether they are a list."""

    heading: str
    items: bool
    sentences: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class BriefPage:
    """A brief. ends: the address of each side; asked: the days asked for, "" where open; today: when it was made."""

    door: Door
    found: Dossier
    parts: tuple[Part, ...]
    notes: tuple[Note, ...]
    sides: tuple[str, str]
    asked: tuple[str, str]
    today: str
    template: str = "brief.html"

    @property
    def title(self) -> str:
        """What the tab says."""
        return f"Brief: {self.found.brief.title}"

    @property
    def heading(self) -> str:
        """Whom it is about."""
        return self.found.brief.title

    @property
    def days(self) -> str:
        """The days it covers, in words."""
        return f"{day_words(self.found.period.since)} to {day_words(_before(self.found.period.until))}"

    @property
    def made(self) -> str:
        """The day it was made, in words."""
        return day_words(self.today)

    @property
    def bound(self) -> int:
        """Of how many acts it is made, if that is not of all; else 0."""
        return ACTS if self.found.since else 0

    @property
    def chart(self) -> bool:
        """Whether there is a chart to show."""
        return bool(self.found.series.forward) and find_spec("vl_convert") is not None

    def json(self) -> dict[str, Any]:
        """Return the brief as harmattan brief --json has it, with the days it covers."""
        period = self.found.period
        told = {"since": period.since, "until": period.until, "today": self.today, "cut_before": self.found.since}
        return {**briefing.plain(self.found), **told, "rejected": self.found.rejected}

    def md(self) -> bytes:
        """Return it as Markdown."""
        return briefing.markdown(self.found).encode()

    def pdf(self) -> bytes:
        """Return it as PDF."""
        return briefing.as_pdf(self.found, self._chart() if self.chart else "")

    def svg(self) -> bytes:
        """Return its chart. Raises UsageError where there is none."""
        if not self.found.series.forward:
            raise UsageError("this brief has no chart: no act of both sides is known in these days")
        return self._chart().encode()

    def bib(self) -> bytes:
        """Return the articles it cites as BibTeX."""
        known = self.door.book.reports(self.found.quotes)
        return briefing.bib(self.door.book.articles(event.article for event in known.values()).values())

    def _chart(self) -> str:
        key = ("brief chart", *self.sides, *self.asked, self.today)
        return self.door.cache.get(key, self._drawn)

    def _drawn(self) -> str:
        made = briefing.chart(self.found, self.door.who.words)
        return drawing.svg(made).decode() if made else ""


@dataclass(frozen=True, slots=True)
class BriefsPage:
    """Where a reader names two sides. pairs: those of whom most is told, with their addresses."""

    a: str
    b: str
    pairs: tuple[tuple[str, str, int], ...]
    template: str = "briefs.html"

    @property
    def title(self) -> str:
        """What the tab says."""
        return "Briefs"

    def json(self) -> dict[str, Any]:
        """Return the pairs offered."""
        return {"pairs": [{"name": name, "brief": href, "reports": count} for name, href, count in self.pairs]}


def briefs_page(door: Door, a: str, b: str) -> BriefsPage:
    """Return the page that asks for two sides."""
    found = door.soon(("busiest pairs", _PAIRS), lambda: door.book.pairs(_PAIRS))
    words = door.who.words
    pairs = tuple(
        (f"{words.get(one, one)} and {words.get(other, other)}", links.brief(one, other), count)
        for one, other, count in found
    )
    return BriefsPage(a, b, pairs)


def brief_page(door: Door, a: str, b: str, since: str, until: str) -> BriefPage:
    """Return the brief of two sides in some days ("": open). Raises UsageError for what is not known."""
    pair, asked, today = door.who.pair(a, b), asking.period(since or None, until or None), door.today
    key = ("brief", pair, asked, today)
    found, parts, notes = door.soon(key, lambda: _made(door, pair, asked, today))
    return BriefPage(door, found, parts, notes, (a, b), (since, until), today)


def _made(door: Door, pair: Pair, asked: Asked, today: str) -> Made:
    coverage = door.coverage
    found = dossier.dossier(door.book, pair, asked, today, door.who.words, coverage=coverage, most=ACTS)
    told = briefing.plain(found)
    events = door.book.reports(found.quotes)
    notes = {row["number"]: _note(row, events[row["event"]].article) for row in told["notes"]}
    numbers = {row["event"]: row["number"] for row in told["notes"]}
    parts = tuple(
        Part(
            section["heading"],
            section["items"],
            tuple(
                _told(one, [notes[n] for n in sorted({numbers[id_] for id_ in one["events"]})], f"s{at}-{of}")
                for of, one in enumerate(section["sentences"], 1)
            ),
        )
        for at, section in enumerate(told["sections"], 1)
    )
    return found, parts, tuple(notes.values())


def _note(row: dict[str, Any], article: str) -> Note:
    url = links.outside(row["url"]) if row["web"] else ""
    href = links.event(row["event"])
    page, origin = links.article(article, row["event"]), ", ".join(row["origin"])
    where = _WHERE.format(url) if url else ""
    html = _CITED.format(row["words"], origin, where, href, page, _OUTLET.format(url) if url else "")
    return Note(row["number"], row["words"], origin, href, page, url, html)


def _told(one: dict[str, Any], notes: list[Note], at: str) -> Told:
    marks = ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in one["notes"])
    return Told(one["text"], marks, tuple(notes[:_OPENED]), max(0, len(notes) - _OPENED), at)


def _before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()
