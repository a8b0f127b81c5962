"""Text of pages with stretches of it marked. Everything is escaped here; nothing of a page ever stands as markup."""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from harmattan.records import Span


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch to mark. kind: class of the mark; id: where a link can lead to; title: told on hover."""

    span: Span
    kind: str
    id: str = ""
    href: str = ""
    title: str = ""


def marked(text: str, within: Span, marks: Iterable[Mark], seen: set[str] | None = None) -> Markup:
    """Return the words of a span of text as HTML with marks in it. Where marks cross, the pieces carry both kinds.

    seen: the ids that stand on the page already, to which those given here are added; an id stands on a page once.
    """
    inside = [mark for mark in marks if mark.span.overlaps(within) and mark.span.start < mark.span.end]
    edges = {within.start, within.end}
    for mark in inside:
        edges |= {max(mark.span.start, within.start), min(mark.span.end, within.end)}
    cuts = sorted(edges)
    known = set[str]() if seen is None else seen
    pieces = (_piece(text, Span(a, b), inside, known) for a, b in itertools.pairwise(cuts))
    return Markup("").join(pieces)


def _piece(text: str, span: Span, marks: Sequence[Mark], seen: set[str]) -> Markup:
    words = escape(span.of(text))
    over = [mark for mark in marks if mark.span.overlaps(span)]
    if not over:
        return words
    kinds = " ".join(dict.fromkeys(mark.kind for mark in over))
    ids = list(dict.fromkeys(mark.id for mark in over if mark.id and mark.id not in seen))
    seen.update(ids)
    titles = [mark.title for mark in over if mark.title]
    hrefs = [mark.href for mark in over if mark.href]
    # An element has one id: the others stand before it, so that a link to each of them lands here.
    made = Markup("").join(Markup('<span id="{}"></span>').format(id_) for id_ in ids[1:])
    made += Markup('<mark class="{}"').format(kinds)
    made += Markup(' id="{}"').format(ids[0]) if ids else Markup("")
    made += Markup(' title="{}"').format("; ".join(dict.fromkeys(titles))) if titles else Markup("")
    inner = Markup('<a href="{}">{}</a>').format(hrefs[-1], words) if hrefs else words
    return made + Markup(">") + inner + Markup("</mark>")
