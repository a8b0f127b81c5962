"""Tidies the spans of roles: whole phrases, no stray punctuation, no leading preposition."""

import re
from collections.abc import Iterable, Sequence

from harmattan.records import Span

Scored = tuple[Span, float]
# What may stand between two pieces of one phrase: blanks, a hyphen, an apostrophe with its s. A dash between blanks
# parts a dateline from what follows.
_JOINT = re.compile(r"[^\S\n]*|[-‐–]|['’]s?[^\S\n]*")
_EDGE_LEFT = re.compile(
    r"[\s,;:.)\]\-–—'’!?]+|(?:of|to|by|with|from|and|or|in|on|at|for|against|that|which|who|whose)\s+", re.IGNORECASE
)
_EDGE_RIGHT = re.compile(
    r"(?:[\s,;:(\[\-–—!?\"“”]+|(?<![A-Za-z]\.[A-Za-z])\.|['’]s?|\s(?:and|or|of|to|by|with|in|on|at|for|the|a|an))$",
    re.IGNORECASE,
)
_LETTER = re.compile(r"\w")
# The thousands before the piece of a number, and the end of a possessive that a span begins with.
_NUMBER = re.compile(r"(?:\d{1,3}[,.])+$")
_LONGEST = 16
_POSSESSIVE = re.compile(r"['’]s\b")
_NOBODY = re.compile(r"(?:the|an?|this|that|these|those)$", re.IGNORECASE)
# Between a name and what is said of it: a comma and a few words, of which the encoder may have kept the last alone.
_COMMA = re.compile(r"\s*,\s*(?:[\w'’-]+\s+){0,5}")
_TAIL = re.compile(r"(?<=\w),\s+(?=[a-z])")
_JOINING = re.compile(r"\b(?:and|or)\b")
_LISTED = re.compile(r"\s*(?:,|,?\s*(?:and|or))\s*(?:the|a|an)?\s*")


def tidy(text: str, found: Iterable[Scored]) -> tuple[Scored, ...]:
    """Return the spans in text order: touching ones joined, edges trimmed, those without a letter or digit left out."""
    joined: list[Scored] = []
    for span, score in sorted(found, key=lambda item: item[0].start):
        if joined and _touch(text, joined[-1][0], span):
            before, earlier = joined.pop()
            joined.append((Span(before.start, max(before.end, span.end)), max(earlier, score)))
        else:
            joined.append((span, score))
    trimmed = [(whole, score) for raw, score in joined if (whole := trim(text, raw)) is not None]
    return tuple(item for i, item in enumerate(trimmed) if not _apposed(text, [span for span, _ in trimmed], i))


def _apposed(text: str, spans: Sequence[Span], at: int) -> bool:
    """Tell whether a span only says more of the name before it: "Nick Checker, head of the bureau".

    A third span that follows makes it a list ("the UN, aid groups and residents").
    """
    if at == 0 or not _COMMA.fullmatch(text, spans[at - 1].end, spans[at].start):
        return False
    if at + 1 < len(spans) and _LISTED.fullmatch(text, spans[at].end, spans[at + 1].start):
        return False
    return _is_name(spans[at - 1].of(text)) and not spans[at].of(text)[0].isupper()


def _is_name(words: str) -> bool:
    return words.split()[-1][0].isupper()


def _touch(text: str, before: Span, after: Span) -> bool:
    return after.start <= before.end or _JOINT.fullmatch(text, before.end, after.start) is not None


def within(span: Span, own: Span, sentences: Iterable[Span]) -> Span:
    """Return the part of a span that lies in one sentence, since no phrase goes on over a sentence's end.

    The part in the act's own sentence, if there is any, else the last.
    """
    if span.overlaps(own):
        return Span(max(span.start, own.start), min(span.end, own.end))
    starts = [one.start for one in sentences if one.start < span.end]
    return Span(max([span.start, *starts[-1:]]), span.end)


def trim(text: str, span: Span) -> Span | None:
    """Return the span without stray edges, or None if nothing is left."""
    start, end = _whole(text, span), span.end
    while match := _EDGE_LEFT.match(text, start, end):
        start = match.end()
    tail = _TAIL.search(text[start:end])
    if tail and _is_name(text[start : start + tail.start()]) and not _JOINING.search(text[start:end], tail.end()):
        end = start + tail.start()
    while start < end and (match := _EDGE_RIGHT.search(text[start:end])):
        end = start + match.start()
    # The second half of "(Africom)" keeps no lone bracket; a whole bracketed phrase keeps both.
    return Span(start, end) if _LETTER.search(text, start, end) and not _NOBODY.match(text[start:end]) else None


def _whole(text: str, span: Span) -> int:
    """Return where the word or number begins that a span begins in: "1,000 families", and not "000 families"."""
    start = span.start
    if text[start : start + 1].isdigit() and (before := _NUMBER.search(text, max(0, start - _LONGEST), start)):
        return before.start()
    return start + 1 if _POSSESSIVE.match(text, start - 1) and start else start
