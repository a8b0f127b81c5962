"""Splits running text into sentences with exact offsets.

A rule splitter: a full stop ends a sentence unless it closes a known abbreviation, an initial or a
number, or is followed by a small letter. Kept in-house because it has to give offsets on any text,
in linear time, without a model (docs/decisions/0003-sentence-splitter.md).
"""

import re
from collections.abc import Iterator

from harmattan.annotate.datelines import dateline
from harmattan.records import Span

# fmt: off
_ABBREVIATIONS = frozenset({
    "mr", "mrs", "ms", "dr", "prof", "gen", "col", "lt", "maj", "capt", "sgt", "cmdr", "adm", "brig", "rev", "hon",
    "sen", "rep", "gov", "pres", "st", "sr", "jr", "ltd", "inc", "co", "corp", "no", "nos", "vs", "etc", "al",
    "approx", "dept", "est", "fig", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov",
    "dec", "mon", "tue", "wed", "thu", "fri", "sat", "sun", "vol", "art", "sec",
})
# fmt: on
# Closing quotes and brackets belong to the sentence they close.
_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s|$)")
_LAST_WORD = re.compile(r"([^\s(\[\"“'‘]+)$")
_OPENERS = "\"'“‘«([—–-"
_BREAK = re.compile(r"\n[ \t]*\n|(?<=[.!?…:\"”])[ \t]*\n|(?P<break>\n)")
# Nobody wraps lines as wide as this.
_WRAPPED = 120
# A sentence longer than this is a list or a table run together; it is cut at the last blank.
_MAX_CHARS = 1500


def split(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Yield the sentences of text[start:end] in order; blank stretches belong to none."""
    stop = len(text) if end is None else end
    begin = start
    for line_end in _line_ends(text, start, stop):
        yield from _in_line(text, begin, line_end)
        begin = line_end
    yield from _in_line(text, begin, stop)


def _line_ends(text: str, start: int, stop: int) -> Iterator[int]:
    """A blank line always ends a sentence; so does a line break after terminal punctuation or after a headline."""
    for match in _BREAK.finditer(text, start, stop):
        if not match["break"] or _is_headline(text, match.start(), match.end(), start, stop):
            yield match.end()


def _is_headline(text: str, ends: int, begins: int, start: int, stop: int) -> bool:
    """Tell whether a line that ends without a full stop stands over a paragraph, and is no line of a wrapped one."""
    line = ends - max(start, text.rfind("\n", start, ends) + 1)
    if line > _WRAPPED or not text[begins : begins + 1].isupper():
        return False
    following = text.find("\n", begins, stop)
    return (stop if following < 0 else following) - begins > _WRAPPED or dateline(text, begins, stop) is not None


def _in_line(text: str, start: int, stop: int) -> Iterator[Span]:
    begin = start
    for match in _END.finditer(text, start, stop):
        if match.end() - begin > _MAX_CHARS or _ends_sentence(text, begin, match, stop):
            yield from _trimmed(text, begin, match.end())
            begin = match.end()
    yield from _trimmed(text, begin, stop)


def _ends_sentence(text: str, begin: int, match: re.Match[str], stop: int) -> bool:
    following = text[match.end() : min(match.end() + 40, stop)].lstrip().lstrip(_OPENERS)
    if following and following[0].islower():
        return False
    if not match.group().startswith(".") or len(match.group().rstrip("\"'”’»)]")) > 1:
        return True
    word = _LAST_WORD.search(text, max(begin, match.start() - 30), match.start())
    return word is None or not _is_abbreviation(word[1], following)


def _is_abbreviation(word: str, following: str) -> bool:
    if word.lower() in _ABBREVIATIONS:
        # "in Jan. The army" ends a sentence; "Jan. 5" and "Gen. Tiani" do not, and titles are the common case.
        return bool(following)
    if len(word) == 1 and word.isalpha():
        return word.isupper() and bool(following)
    # "U.S. Africa Command" against "flew to the U.S. The army": an article or pronoun starts a new sentence.
    return (
        "." in word
        and word.replace(".", "").isalpha()
        and not re.match(r"(?:The|A|An|It|He|She|They|This|In|But)\b", following)
    )


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > _MAX_CHARS:
        cut = text.rfind(" ", start + 1, start + _MAX_CHARS)
        cut = cut if cut > start else start + _MAX_CHARS
        yield Span(start, cut)
        start = cut + 1 if text[cut].isspace() else cut
    if start < end:
        yield Span(start, end)
