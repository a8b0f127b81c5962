"""Parts of a page that one telling does not run across: headline, date line, paragraphs.

The encoder reads sentence after sentence and knows no paragraphs. What is said in words of the reporter ends with its
paragraph; only what stands in quotation marks may go on in the next.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from harmattan.annotate.datelines import dateline
from harmattan.records import Block, Label, Sentence, Span

_HEADS: Final = frozenset({Label.HEADLINE, Label.HEADING, Label.DEK})
_MARK: Final = re.compile(r"[\"“”«»]")
_OPENS: Final = frozenset("“«")
_ENDS: Final = re.compile(r"[.!?…:;,\"”’»)\]]\s*$")
_BREAK: Final = re.compile(r"\s*\n")
_WORD: Final = re.compile(r"\w")
# Characters between paragraphs; between parts further apart stands what is not of the story.
_GAP: Final = 4
# A whole line that says when or where: "2026-03-03", "Monday, 3 March 2026", "GAO, March 3".
_DATE: Final = re.compile(
    r"(?:[A-Z][\w .'’-]{0,30}, )?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?"
    r"(?:\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]{2,8}\.?(?:,? \d{4})?"
    r"|[A-Z][a-z]{2,8}\.? \d{1,2}(?:,? \d{4})?)(?:[ ,T]*\d\d?:\d\d.{0,12})?"
)


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph, or what stands over one: head tells which; said_from is where its words begin, behind a dateline."""

    span: Span
    head: bool
    said_from: int


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a page in its order; without any, nothing is cut."""

    parts: tuple[Part, ...] = ()
    starts: tuple[int, ...] = ()

    @classmethod
    def of(cls, text: str, blocks: Iterable[Block], sentences: Sequence[Sentence]) -> "Parts":
        """Return those of the coded blocks: a block is one part, but for headlines and date lines at its beginning."""
        begins = [sentence.span.start for sentence in sentences]
        found: list[Part] = []
        for block in blocks:
            first, last = (bisect_left(begins, place) for place in (block.span.start, block.span.end))
            found += _parts(text, block, sentences[first:last])
        return cls(tuple(found), tuple(part.span.start for part in found))

    def within(self, text: str, cue: Span, content: Iterable[Span]) -> tuple[Span, ...]:
        """Return what is said without what of it lies across the end of a part from its cue.

        Where no quotation mark is open there, or a headline ends, the piece in the part of the cue is kept, else the
        nearest to the cue. Nothing in a headline is kept that the cue is not in, nor a dateline.
        """
        if not self.parts:
            return tuple(content)
        own = self._at(cue.start)
        kept = []
        for span in content:
            pieces = [one for one in self._pieces(text, span) if one[0] == own or not self.parts[one[0]].head]
            if pieces:
                kept.append(min(pieces, key=lambda one: (abs(one[0] - own), one[0]))[1])
        return tuple(kept)

    def heard_with(self, cue: Span, span: Span) -> bool:
        """Tell whether a speaker may be that of a cue: one in a headline only if the cue is, and none across parts."""
        if not self.parts:
            return True
        own, first, last = (self._at(place) for place in (cue.start, span.start, span.end - 1))
        return first == last and (first == own or not self.parts[first].head)

    def _at(self, place: int) -> int:
        return max(0, bisect_right(self.starts, place) - 1)

    def _pieces(self, text: str, span: Span) -> Iterator[tuple[int, Span]]:
        """Yield the pieces a span is cut into, each with the place of the last part it lies in."""
        first, last = self._at(span.start), self._at(span.end - 1)
        begin = max(span.start, self.parts[first].said_from)
        for i, (part, following) in enumerate(pairwise((*self.parts[first : last + 1], None)), first):
            if part is None:
                return
            end = min(span.end, part.span.end)
            if following and _goes_on(text, begin, part, following):
                continue
            if begin < end and _WORD.search(text, begin, end):
                yield i, Span(begin, end)
            begin = following.said_from if following else end


def _parts(text: str, block: Block, sentences: Sequence[Sentence]) -> Iterator[Part]:
    begin = block.span.start
    for one, following in pairwise(sentence.span for sentence in sentences):
        whole = _ENDS.search(text, max(one.start, one.end - 3), one.end)
        if whole or not _BREAK.match(text, one.end, following.start):
            break
        yield Part(Span(begin, one.end), head=True, said_from=begin)
        begin = following.start
    head = block.label in _HEADS or bool(_DATE.fullmatch(text, begin, block.span.end))
    behind = None if head else dateline(text, begin, block.span.end)
    yield Part(Span(begin, block.span.end), head, begin if behind is None else behind)


def _goes_on(text: str, begin: int, part: Part, following: Part) -> bool:
    """Tell whether a quotation runs on from one paragraph into the next."""
    beside = following.span.start - part.span.end <= _GAP and not part.head and not following.head
    return beside and _open(text, begin, part.span.end)


def _open(text: str, start: int, end: int) -> bool:
    """Tell whether a quotation that begins in a stretch of text is not closed in it."""
    is_open = False
    for mark in _MARK.finditer(text, start, end):
        is_open = mark.group() in _OPENS or (mark.group() == '"' and not is_open)
    return is_open
