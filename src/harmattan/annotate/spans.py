"""Tidies the spans of roles: whole phrases, no stray punctuation, no leading preposition."""

import re
from collections.abc import Iterable

from harmattan.records import Span

Scored = tuple[Span, float]
# What may stand between two pieces of one phrase: blanks, a hyphen, an apostrophe with its s.
_JOINT = re.compile(r"\s*(?:[-‐–]|['’]s?)?\s*")
_EDGE_LEFT = re.compile(
    r"[\s,;:.)\]\-–—'’!?]+|(?:of|to|by|with|from|and|or|in|on|at|for|against|that|which|who|whose)\s+", re.IGNORECASE
)
_EDGE_RIGHT = re.compile(
    r"(?:[\s,;:(\[\-–—!?\"“”]+|(?<![A-Za-z]\.[A-Za-z])\.|['’]s?|\s(?:and|or|of|to|by|with|in|on|at|for|the|a|an))$",
    re.IGNORECASE,
)
_LETTER = re.compile(r"\w")


def tidy(text: str, found: Iterable[Scored]) -> tuple[Scored, ...]:
    """Return the spans in text order: touching ones joined, edges trimmed, those without a letter or digit left out."""
    joined: list[Scored] = []
    for span, score in sorted(found, key=lambda item: item[0].start):
        if joined and _touch(text, joined[-1][0], span):
            before, earlier = joined.pop()
            joined.append((Span(before.start, max(before.end, span.end)), max(earlier, score)))
        else:
            joined.append((span, score))
    trimmed = ((trim(text, span), score) for span, score in joined)
    return tuple((span, score) for span, score in trimmed if span is not None)


def _touch(text: str, before: Span, after: Span) -> bool:
    return after.start <= before.end or _JOINT.fullmatch(text, before.end, after.start) is not None


def trim(text: str, span: Span) -> Span | None:
    """Return the span without stray edges, or None if nothing is left."""
    start, end = span.start, span.end
    while match := _EDGE_LEFT.match(text, start, end):
        start = match.end()
    while start < end and (match := _EDGE_RIGHT.search(text[start:end])):
        end = start + match.start()
    # The second half of "(Africom)" keeps no lone bracket; a whole bracketed phrase keeps both.
    return Span(start, end) if _LETTER.search(text, start, end) else None
