"""Tidies the spans of roles: whole phrases, no stray punctuation, no leading preposition."""

import re
from collections.abc import Iterable, Sequence

from harmattan.records import Span

Scored = tuple[Span, float]
# What may stand between two pieces of one phrase: blanks, a hyphen, an apostrophe with its s. A dash between blanks
# parts a dateline from what follows.
_JOINT = re.compile(r"[^\S\n]*|[-‐–]|['’]s?[^\S\n]*")
_EDGE_LEFT = re.compile(
    r"[\s,;:.)\]\-–—'’!?]+|(?:of|to|by|with|from|and|or|in|on|at(?!\s+(?:least|most)\b)|for|against|that|which|who|whose)\s+",
    re.IGNORECASE,
)
_EDGE_RIGHT = re.compile(
    r"(?:[\s,;:(\[\-–—!?\"“”]+|(?<![A-Za-z]\.[A-Za-z])\.|['’]s?|\s(?:and|or|of|to|by|with|in|on|at|for|from|near|the|a|an|his|her|its|their))$",
    re.IGNORECASE,
)
# "The bloc it" of "told the bloc it must leave", and "a coalition, led" of "a coalition, led by Chad".
_NEXT_CLAUSE = re.compile(
    r" (?:it|they|he|she|we|I)(?=\s(?:must|should|shall|will|would|can"
    r"|could|may|might|had|has|have|is|are|was|were|do|does|did|ought|need|supports?|runs?|controls?|holds?)\b)"
)
_TAKES_IT = re.compile(r"(?:^|\s)(?:for|on|of|to|with|by|from|in|at|and|or|\w+ing)$", re.IGNORECASE)
_DONE_BY = re.compile(r", (?:led|backed|headed|supported|joined)(?= by\b)")
# "At least 76 people", of which the encoder may have kept "least 76 people".
_AT, _LEAST = re.compile(r"\bat\s+$", re.IGNORECASE), re.compile(r"(?:least|most)\s+\w")
_LETTER = re.compile(r"\w")
_PAIRS = (("(", ")"), ("[", "]"), ("“", "”"), ('"', '"'))
# The thousands before the piece of a number, and the end of a possessive that a span begins with.
_NUMBER = re.compile(r"(?:\d{1,3}[,.])+$")
_NUMBER_GOES_ON = re.compile(r"(?:[,.]\d{3})+(?!\d)")
# "Container-shipping firms", "Indian-controlled Kashmir", but "Iran" in "US-Iran talks", and nobody is a "then-".
_BEFORE_NAME = re.compile(r"(?<!\w)(?!then)(?:[a-z]\w*[-‐])+$")
_BEFORE_WORD = re.compile(r"(?<!\w)(?:\w+[-‐])+$")
# "A 32-year-old", "an F-16"; but "the US" in "the US-supplied armour".
_BEHIND_NAME = re.compile(r"[-‐]\d\w*")
_BEHIND_WORD = re.compile(r"(?:[-‐][a-z0-9]\w*)+")
_LONGEST = 40
_POSSESSIVE = re.compile(r"['’]s\b")
_NOBODY = re.compile(r"(?:the|an?|this|that|these|those)$", re.IGNORECASE)
# Between a name and what is said of it: a comma and a few words, of which the encoder may have kept the last alone.
_COMMA = re.compile(r"\s*,\s*(?:[\w'’-]+\s+){0,5}")
_TAIL = re.compile(r"(?<=\w),\s+(?=[a-z])")
# Between a name and the phrase that says who that is; behind the phrase a list would go on.
_SAID_MORE = re.compile(r",\s+(?:(?:an?|the|its|his|her|their)\s+)?")
_GOES_ON = re.compile(r",?\s+(?:and|or)\b")
_DAYS = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|\b(?:\d{1,2}|\d{4})\b", re.IGNORECASE)
_CAPITAL = re.compile(r" [A-Z]")
_JOINING = re.compile(r"\b(?:and|or)\b")
_LISTED = re.compile(r"\s*+(?:,\s*+(?:and|or)?|and|or)\s*+(?:the|a|an)?\s*")


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


def by_name(text: str, span: Span, people: Iterable[Span]) -> Span:
    """Return the name of the person of whom a span says more: "an official" in "Ada Abara, an official, visited"."""
    if text[span.start].isupper() or _GOES_ON.match(text, span.end):
        return span
    return next((name for name in people if _SAID_MORE.fullmatch(text, name.end, span.start)), span)


def with_whole_name(span: Span, names: Iterable[Span]) -> Span:
    """Return a span that ends within a name with all of it: "DUP leader Arlene" of "Arlene Foster".

    What is a name of its own stays: "Tarna" of "Tarna City Council".
    """
    named = tuple(names)
    if any(name.end == span.end for name in named):
        return span
    return next((Span(span.start, name.end) for name in named if name.start < span.end < name.end), span)


def with_whole_phrase(text: str, span: Span, names: Iterable[Span], phrases: Iterable[Span]) -> Span:
    """Return a span that breaks off within a party's name with all of it: "the Rapid" of "the Rapid Support Forces".

    phrases: the parties. What is a name of its own stays: "Mali" before "Foreign Minister".
    """
    if not _CAPITAL.match(text, span.end) or any(name.end == span.end for name in names):
        return span
    return next((one for one in phrases if one.start == span.start and span.end < one.end), span)


def stands_alone(text: str, day: Span, line: Span) -> bool:
    """Tell whether a line holds a day and nothing else: "Monday, May 18, 2015"."""
    rest = text[line.start : day.start] + text[day.end : line.end]
    return not _DAYS.sub("", rest).strip(" \t,.;:–—-")


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
    """Return the span without stray edges, of whole words and numbers; None if nothing is left."""
    start, end = _behind_possessive(text, span.start), span.end
    while match := _EDGE_LEFT.match(text, start, end):
        start = match.end()
    start = _first(text, start)
    if _LEAST.match(text, start) and (at := _AT.search(text, max(0, start - _LONGEST), start)):
        start = at.start()
    tail = _TAIL.search(text[start:end])
    if tail and _is_name(text[start : start + tail.start()]) and not _JOINING.search(text[start:end], tail.end()):
        end = start + tail.start()
    end = _before_next_clause(text, start, end)
    while start < end and (match := _EDGE_RIGHT.search(text[start:end])):
        end = start + match.start()
    start, end = _closed(text, start, _last(text, start, end))
    return Span(start, end) if _LETTER.search(text, start, end) and not _NOBODY.match(text[start:end]) else None


def _before_next_clause(text: str, start: int, end: int) -> int:
    """Return where a phrase ends that the encoder marked with the word that begins what follows it."""
    begins = (text.rfind(" ", start, end), text.rfind(", ", start, end))
    return next((at for at in begins if at > start and _ends_at(text, at, end)), end)


def _ends_at(text: str, at: int, end: int) -> bool:
    subject = None if _TAKES_IT.search(text, max(0, at - _LONGEST), at) else _NEXT_CLAUSE.match(text, at)
    match = subject or _DONE_BY.match(text, at)
    return match is not None and match.end() == end


def _behind_possessive(text: str, start: int) -> int:
    return start + 1 if start and _POSSESSIVE.match(text, start - 1) else start


def _first(text: str, start: int) -> int:
    """Return where the word or number begins that stands at start: "1,000 families", and not "000 families"."""
    first = text[start : start + 1]
    parts = _NUMBER if first.isdigit() else _BEFORE_NAME if first.isupper() else _BEFORE_WORD
    before = parts.search(text, max(0, start - _LONGEST), start)
    return _first(text, before.start()) if before else start


def _last(text: str, start: int, end: int) -> int:
    """Return where the word or number ends that stands before end."""
    words = text[start:end].split()
    if not words:
        return end
    parts = _BEHIND_NAME if words[-1][0].isupper() else _BEHIND_WORD
    goes_on = (_NUMBER_GOES_ON.match(text, end) if words[-1][-1].isdigit() else None) or parts.match(text, end)
    return goes_on.end() if goes_on else end


def _closed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span with no half of a pair of brackets or quotation marks: "the Guard Corps (IRGC)", "IRGC"."""
    for opening, closing in _PAIRS:
        opened = _unmatched(text[start:end], opening, closing)
        if opened is None:
            continue
        at = start + opened
        if text[at] == opening and text[end : end + 1] == closing:
            end += 1
        elif at == start:
            start += 1
        elif at == end - 1 or (text[at] == "(" and text[start:at].strip()):
            end = at
        elif text[at] == ")":
            start = at + 1
        inside = text[start:end]
        start, end = end - len(inside.lstrip()), start + len(inside.rstrip())
    return start, max(start, end)


def _unmatched(words: str, opening: str, closing: str) -> int | None:
    """Return where in words the last mark stands that has no partner there; None if each has one."""
    opened: list[int] = []
    stray = None
    for at, mark in enumerate(words):
        if mark == closing and opened:
            opened.pop()
        elif mark == opening:
            opened.append(at)
        elif mark == closing:
            stray = at
    return opened[-1] if opened else stray
