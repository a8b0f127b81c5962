"""The text of an article block by block, with its events, quotes and offices marked."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from harmattan.desk import links
from harmattan.desk.marks import Mark, marked
from harmattan.desk.pages import rows
from harmattan.desk.pages.rows import Named, Row
from harmattan.records import Article, Label, Quote, RoleClaim


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of the text. label: dek, heading, paragraph or headline."""

    label: str
    words: Markup


@dataclass(frozen=True, slots=True)
class Said:
    """A quote. at: where it stands on the page; words: what is said, as text."""

    quote: Quote
    at: str
    who: Named | None
    words: str
    cue: str


def quotes(article: Article, found: Iterable[Quote]) -> Iterator[Said]:
    """Yield the quotes of an article."""
    for number, one in enumerate(found, start=1):
        words = " … ".join(" ".join(span.of(article.text).split()) for span in one.content)
        who = rows.named(article.text, one.speaker) if one.speaker else None
        yield Said(one, f"quote-{number}", who, words, " ".join(one.cue.of(article.text).split()))


def text_of(article: Article, events: Sequence[Row], said: Sequence[Said]) -> tuple[Markup, tuple[Paragraph, ...]]:
    """Return the headline and the blocks after it, with every mark; a page without a headline has its title's."""
    marks = [*_event_marks(events), *_quote_marks(said)]
    seen: set[str] = set()
    blocks = [(str(block.label), marked(article.text, block.span, marks, seen)) for block in article.body]
    head = next((number for number, (label, _) in enumerate(blocks) if label == Label.HEADLINE), None)
    given = article.title.value if article.title else "No headline"
    headline = Markup("{}").format(given) if head is None else blocks.pop(head)[1]
    return headline, tuple(Paragraph(*block) for block in blocks)


def _event_marks(events: Iterable[Row]) -> Iterator[Mark]:
    for row in events:
        yield from (Mark(span, "evidence") for span in row.event.evidence)
        sides = " → ".join(
            ", ".join(one.name for one in side) or "not told" for side in (row.actors, row.recipients) if side
        )
        yield Mark(row.event.trigger, "trigger", row.event.id, row.href, f"{row.code}: {sides}")


def _quote_marks(said: Iterable[Said]) -> Iterator[Mark]:
    for one in said:
        title = f"{one.who.name} {one.cue}" if one.who else "somebody not told"
        yield from (Mark(span, "quote", one.at, "", title) for span in one.quote.content)


def office(article: Article, one: RoleClaim) -> dict[str, Any]:
    """Return what is shown of an office: whose, which, and the words around it with both marked."""
    around = next((block.span for block in article.body if block.span.overlaps(one.told)), one.told)
    marks = (Mark(one.span, "actor"), Mark(one.told, "said-by"))
    code = ".".join(part for part in (one.country, one.sectors[0] if one.sectors else "") if part)
    years = f"{one.since or '?'} to {one.until or '?'}" if one.since or one.until else ""
    key = one.entity or ""
    return {
        "name": one.name, "role": one.role, "code": code, "years": years, "known": one.known,
        "words": marked(article.text, around, marks), "href": links.actor(key) if key else "",
    }  # fmt: skip
