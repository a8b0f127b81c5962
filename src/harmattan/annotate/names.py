"""Names as they stand in a text, of what the encoder saw piece by piece: none is torn, and none is a bare number."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from harmattan.records import Mention, Span

_NAMES: Final = frozenset({"person", "organisation", "place"})
_LETTER: Final = re.compile(r"[^\W\d_]")
# Within a name: the rest of "O'Keefe"; of a person, what follows initials ("A. Noel Quill").
_WITHIN: Final = re.compile(r"['’]?")
_INITIALS: Final = re.compile(r"(?:[A-ZÀ-ÖØ-Þ]\.[ -]?)+")


def whole_names(text: str, found: Iterable[Mention]) -> list[Mention]:
    """Return mentions in text order, those that are parts of one name as one; a number alone is no name."""
    made: list[Mention] = []
    for one in found:
        if one.kind in _NAMES and not _LETTER.search(text, one.span.start, one.span.end):
            continue
        if made and _go_together(text, made[-1], one):
            before = made.pop()
            span = Span(before.span.start, one.span.end)
            one = replace(one, span=span, score=min(before.score, one.score))
        made.append(one)
    return made


def _go_together(text: str, before: Mention, after: Mention) -> bool:
    if before.kind != after.kind or after.kind not in _NAMES:
        return False
    between = text[before.span.end : after.span.start]
    initials = after.kind == "person" and _INITIALS.fullmatch(before.span.of(text) + between)
    return bool(_WITHIN.fullmatch(between)) or bool(initials)
