"""One event: its words in context, each field with what it rests on, all reports of the act, and its history."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from markupsafe import Markup

from harmattan import dates
from harmattan.desk import links
from harmattan.desk.door import Door
from harmattan.desk.formats import Table
from harmattan.desk.marks import Mark, marked
from harmattan.desk.pages import rows
from harmattan.desk.pages.judging import version_of
from harmattan.desk.pages.rows import Row
from harmattan.desk.problems import Missing
from harmattan.ledger.happenings import Disagreement
from harmattan.machine import judgement_json
from harmattan.records import Article, Casualties, Event, Judgement, Span, standing

# Characters shown on either side of the words that tell of an act: some pages are one long paragraph.
_BESIDE: Final = 700
# Reports of one act shown at once.
_REPORTS: Final = 50


@dataclass(frozen=True, slots=True)
class Field:
    """One thing told of an event. value: as coded; words: those of the page it rests on; note: precision or meaning;
    href: the page of an actor, or the code in the codebook."""

    name: str
    value: str
    words: str = ""
    note: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class EventPage:
    """An event. context: the paragraphs around the evidence, with marks; reports: of the same act, this one first;
    judgements: all on it, oldest first; withdrawn: ids of judgements that were taken back;
    together: of those in force the ids of all that were given with each, to be taken back with it."""

    row: Row
    context: tuple[Markup, ...]
    fields: tuple[Field, ...]
    reports: tuple[Row, ...]
    why: str
    disagreements: tuple[Disagreement, ...]
    judgements: tuple[Judgement, ...]
    withdrawn: frozenset[str]
    together: Mapping[str, tuple[str, ...]]
    definition: str
    template: str = "event.html"

    @property
    def title(self) -> str:
        """What the tab says."""
        return f"{self.row.code} {dates.in_words(self.row.day or self.row.published)}"

    @property
    def relationship(self) -> str:
        """The address of the relationship that it is part of, or ""."""
        return relationship_of(self.row)

    @property
    def version(self) -> str:
        """A name for the version that is shown, for the forms that judge it."""
        return version_of(self.row.event)

    @property
    def cite(self) -> str:
        """How to cite it."""
        row = self.row
        told = [row.outlet, f"“{row.title}”" if row.title else "", row.published, row.url]
        event = row.event
        coded = f"coded as {row.code} by Harmattan ({event.coder}, {event.codebook}), event {event.id}"
        return ", ".join(part for part in [*told, coded] if part) + "."

    def json(self) -> dict[str, Any]:
        """Return the machine shape with the act and what people say."""
        told = {one.field: {value: list(ids) for value, ids in one.said} for one in self.disagreements}
        return {
            **self.row.json(),
            "reports_of_act": [row.event.id for row in self.reports],
            "joined_by": self.why,
            "disagreements": told,
            "judgements": [judgement_json(one) | {"withdrawn": one.id in self.withdrawn} for one in self.judgements],
        }

    def table(self) -> Table:
        """Return the reports of the act as rows."""
        return rows.table(self.reports)


def event_page(door: Door, id_: str) -> EventPage:
    """Return the page of an event. Raises Missing."""
    book = door.book
    event = book.event(id_)
    if event is None:
        raise Missing(f"There is no event {id_!r} in this ledger.")
    own = rows.rows(book, [event])
    if not own:
        raise Missing(f"The article of event {id_!r} is missing: run harmattan doctor.")
    row = own[0]
    whole = book.acts_of([id_]).get(id_)
    act = book.act(whole) if whole else None
    given = book.judgements()
    held = [one.id for one in standing(given) if one.subject == id_]
    others = [one for other in (act.reports if act else ())[:_REPORTS] if other != id_ and (one := book.event(other))]
    return EventPage(
        row=row,
        context=tuple(_context(row.article, event)),
        fields=tuple(_fields(door, row)),
        reports=own + rows.rows(book, others),
        why=book.joined_by(id_),
        disagreements=act.disagreements if act else (),
        judgements=tuple(one for one in given if one.subject == id_),
        withdrawn=frozenset(one.subject for one in given if one.verb == "withdraw"),
        together={one: book.judged_together(one) for one in held},
        definition=door.codebook.types[event.type].definition if event.type in door.codebook.types else "",
    )


def marks_of(event: Event) -> Iterator[Mark]:
    """Yield the marks of an event's words: what it did, who, to whom, where, when, and who says so."""
    yield from (Mark(span, "evidence") for span in event.evidence)
    yield Mark(event.trigger, "trigger", title=event.type)
    for kind, parties in (("actor", event.actors), ("recipient", event.recipients)):
        yield from (Mark(one.span, kind, title=f"{kind}: {one.name}") for one in parties if one.span)
    for kind, told in (("place", event.place), ("time", event.time), ("said-by", event.said_by)):
        if told:
            yield Mark(told.span, kind, title=kind.replace("-", " "))


def _context(article: Article, event: Event) -> Iterator[Markup]:
    """Yield the blocks in which the evidence stands, marked; of long blocks what stands around it."""
    spans = rows.evidence(event)
    blocks = [block.span for block in article.body if any(span.overlaps(block.span) for span in spans)]
    marks = list(marks_of(event))
    for block in blocks or spans:
        near = _near(article.text, block, [span for span in spans if span.overlaps(block)])
        before, after = ("… " if near.start > block.start else ""), (" …" if near.end < block.end else "")
        yield Markup("{}{}{}").format(before, marked(article.text, near, marks), after)


def _near(text: str, block: Span, told: list[Span]) -> Span:
    """Return the words of a block around what is told in it, cut between words."""
    start, end = max(block.start, told[0].start - _BESIDE), min(block.end, max(one.end for one in told) + _BESIDE)
    if start > block.start:
        start = text.find(" ", start, told[0].start) + 1 or told[0].start
    if end < block.end:
        cut = text.rfind(" ", max(one.end for one in told), end)
        end = cut if cut > 0 else end
    return Span(start, end)


def _fields(door: Door, row: Row) -> Iterator[Field]:
    event, text = row.event, row.article.text
    book = door.codebook
    kind = book.types.get(event.type)
    yield Field("Type", event.type, event.trigger.of(text), kind.definition if kind else "", links.code(event.type))
    for mode in event.modes:
        told = kind.modes.get(mode) if kind else None
        yield Field("Mode", mode, "", told.definition if told else "", links.code(f"{event.type}/{mode}"))
    for name, parties in (("Actor", event.actors), ("Recipient", event.recipients)):
        for party, shown in zip(parties, row.actors if name == "Actor" else row.recipients, strict=True):
            words = " ".join(party.span.of(text).split()) if party.span else "implied, not named"
            note = ", ".join(part for part in (shown.code, party.role) if part)
            yield Field(name, shown.name, words, note, shown.href)
    yield from _where_and_when(row)
    if event.said_by:
        yield Field("Said by", event.said_by.name or event.said_by.span.of(text), event.said_by.span.of(text))
    for context in event.contexts:
        yield Field("About", context.replace("_", " "), "", book.contexts.get(context, ""), links.code(context))
    if event.casualties != Casualties():
        told_of = event.casualties
        counts = [f"{name} {n}" for name in ("dead", "injured", "arrested") if (n := getattr(told_of, name))]
        yield Field("Casualties", ", ".join(counts))


def _where_and_when(row: Row) -> Iterator[Field]:
    event, text = row.event, row.article.text
    if event.place:
        note = ", ".join(part for part in (event.place.resolution or "not resolved", event.place.country) if part)
        yield Field("Place", row.place, event.place.span.of(text), note)
    if event.time:
        words = " ".join(event.time.span.of(text).split())
        yield Field("Time", dates.in_words(event.time.value or "unknown"), words, f"to the {event.time.precision}")
    else:
        yield Field("Time", "not told", "", f"the news is of {row.published}" if row.published else "")
    if due := event.due:
        words = " ".join(due.span.of(text).split())
        yield Field("Due", f"{due.relation} {dates.in_words(due.value or 'unknown')}", words, "for when it is said")


def relationship_of(row: Row) -> str:
    """Return the address of the relationship of the first actor and the first recipient, or ""."""
    actors = [one.country for one in row.event.actors if one.country]
    others = [one.country for one in row.event.recipients if one.country and one.country not in actors[:1]]
    return links.relationship(actors[0], others[0]) if actors and others else ""
