"""Parties that are listed: "India and Pakistan" are two, and who stands beside a party is one too.

In the marked acts of the corpus and of real news two phrases joined by "and" nearly always have the same part in an
act; the encoder judges each word for itself and may see one of them only, or both as one phrase.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from harmattan.records import Mention, Span

Scored = tuple[Span, float]
# Blanks are taken whole, and a search begins at the first of them: a run of them is else tried from each, to each.
_LISTED = re.compile(r"((?:\s*+,(?:\s++and)?|\s++and)\s++)(?:the\s+)?")
_BETWEEN_PERSONS = re.compile(r"((?:\s*+,(?:\s++and)?|\s++and)\s++)")
_BOTH = re.compile(r"both\s+", re.IGNORECASE)
_THE = re.compile(r"the\s+", re.IGNORECASE)
# A new phrase behind "and": "two teachers and a nurse", and not "patients and nurses".
_ANOTHER = re.compile(
    r"(?<!\s)\s++and\s+(?=(?:an?|the|his|her|its|their|\d[\d,]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|dozens|scores|hundreds|thousands|several|some|many)\s+\w)"
)
# What such a word holds together: "the leaders of France and the United Kingdom".
_HELD = re.compile(r"\b(?:of|for|from|in|at|on|between|with|by|to)\b|,", re.IGNORECASE)
_AND = re.compile(r",?\s+(?:and|or|as well as)\s+(?:both\s+)?")
_WHERE = re.compile(r"\b(?:in|at|near|from)\s+(?:the\s+)?$", re.IGNORECASE)
_COMMA = re.compile(r",\s+")
_NAMED = frozenset({"organisation", "place", "group"})


def parted(text: str, found: Iterable[Scored], named: Sequence[Mention]) -> tuple[Scored, ...]:
    """Return the spans, a list as one for each: "President Bush, Musharraf and Karzai", "Mali and Niger"."""
    whole = _whole(text, found, [one.span for one in named if one.kind == "place"])
    cut = [(span, score, list(_parts(text, _behind(_BOTH, text, span), named))) for span, score in whole]
    # "Both sides" are no list.
    return tuple((part, score) for span, score, parts in cut for part in (parts if len(parts) > 1 else [span]))


def _whole(text: str, found: Iterable[Scored], places: Sequence[Span]) -> Iterator[Scored]:
    """Yield the spans, "three firms in Oslo" and "Bergen" as one: the second place is only where they are too."""
    before: Scored | None = None
    for one in sorted(found, key=lambda each: each[0].start):
        if before and one[0] in places and _AND.fullmatch(text, before[0].end, one[0].start):
            first = next((place for place in places if place.end == before[0].end), None)
            if first and first.start > before[0].start and _WHERE.search(text, before[0].start, first.start):
                before = (Span(before[0].start, one[0].end), max(before[1], one[1]))
                continue
        if before:
            yield before
        before = one
    if before:
        yield before


def joined(text: str, sure: Sequence[Scored], weaker: Iterable[Scored]) -> tuple[Scored, ...]:
    """Return the sure spans and those weaker ones that stand in a list with one of them, in text order.

    A list has an "and" or an "or" somewhere: after a comma alone more is said of the same party. ", and"
    behind one party begins another clause.
    """
    others = [one for one in weaker if not any(one[0].overlaps(span) for span, _ in sure)]
    if not (sure and others):
        return tuple(sure)
    kept: list[Scored] = []
    for row in _rows(text, sorted([*sure, *others], key=lambda one: one[0].start)):
        spans = [span for span, _ in row]
        links = [text[before.end : after.start] for before, after in pairwise(spans)]
        listed = any(map(_AND.fullmatch, links)) and not (len(links) == 1 and links[0].startswith(","))
        kept += row if listed and any(one in sure for one in row) else [one for one in row if one in sure]
    return tuple(kept)


def _rows(text: str, found: Sequence[Scored]) -> Iterator[list[Scored]]:
    """Yield the spans, those together between which nothing stands but a comma or "and"."""
    row: list[Scored] = []
    for one in found:
        between = (row[-1][0].end, one[0].start) if row else (0, 0)
        if row and not (_AND.fullmatch(text, *between) or _COMMA.fullmatch(text, *between)):
            yield row
            row = []
        row.append(one)
    if row:
        yield row


def _parts(text: str, span: Span, named: Sequence[Mention]) -> Iterator[Span]:
    inside = sorted(
        (one for one in named if span.start <= one.span.start and one.span.end <= span.end),
        key=lambda one: one.span.start,
    )
    if _are_names(text, span, [one for one in inside if one.kind in _NAMED]):
        yield from _cut(text, span, [one.span for one in inside if one.kind in _NAMED], _LISTED)
        return
    for part in _cut(text, span, [one.span for one in inside if one.kind == "person"], _BETWEEN_PERSONS):
        another = _ANOTHER.search(text, part.start, part.end)
        if another and not _HELD.search(text, part.start, another.start()):
            yield from (Span(part.start, another.start()), Span(another.end(), part.end))
        else:
            yield part


def _are_names(text: str, span: Span, named: Sequence[Mention]) -> bool:
    """Tell whether a span is names and nothing else: "EU and NATO officials" are no list of names."""
    start = _behind(_THE, text, span).start
    return len(named) > 1 and named[0].span.start in (span.start, start) and named[-1].span.end == span.end


def _cut(text: str, span: Span, named: Sequence[Span], between: re.Pattern[str]) -> Iterator[Span]:
    start = span.start
    for before, after in pairwise(named):
        match = between.fullmatch(text, before.end, after.start)
        if match:
            yield Span(start, before.end)
            start = match.end(1)
    yield Span(start, span.end)


def _behind(words: re.Pattern[str], text: str, span: Span) -> Span:
    match = words.match(text, span.start, span.end)
    return Span(match.end(), span.end) if match else span
