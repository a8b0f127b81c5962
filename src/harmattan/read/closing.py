"""Where a page closes its text: the end of a release, who sends it, and the notes that the text counts."""

import re
from collections.abc import Sequence
from itertools import takewhile

from harmattan.records import CODED_LABELS, Label

# A text of fewer paragraphs is not closed: "End" may be all that stands above it.
_FEWEST = 3
_ABOVE = (Label.HEADLINE, Label.DEK)
_END = re.compile(r"\W*(?:ends?|notes? (?:to|for) (?:the )?(?:editors?|journalists|newsrooms))\W*", re.I)
_HASHES = re.compile(r"#{3}|# # #")
_ABOUT = re.compile(r"About (?:the )?([A-ZÀ-Þ][\w.&’'-]*(?: [\w.&’'-]+){0,8}?):?")
_ARTICLE = re.compile(r"(?:the|an?) ", re.I)
_NOTE = re.compile(r"\[(\d{1,3})\] ?(?=[^\W\d])|\[(\d{1,3})\] ?[“\"‘']")
# What is looked at of a paragraph: an attack has one without end.
_SAMPLE = 5_000


def closed_among(blocks: Sequence[tuple[Label, str]]) -> frozenset[int]:
    """Return the places of those of a page's labelled blocks that are coded and stand behind the end of the text."""
    coded = [place for place, (label, _) in enumerate(blocks) if label in CODED_LABELS and label not in _ABOVE]
    if not coded:
        return frozenset()
    told = [
        place
        for place, (label, _) in enumerate(blocks[: coded[-1] + 1])
        if place >= coded[0] and (label in CODED_LABELS or label is Label.OTHER)
    ]
    return frozenset(told[_closed_at([blocks[place][1] for place in told]) :]) & frozenset(coded)


def _closed_at(texts: Sequence[str]) -> int:
    """Return the place of the first of these blocks, headings and paragraphs in page order, that is behind the text.

    It is the line that says so ("ENDS", "Notes to editors"), the heading of what a release says of its sender ("About
    Relief Now", "Relief Now is ..."), or the first of the notes that the text counts ("[1]"). Without any, it is the
    number of blocks.
    """
    for place in range(_FEWEST, len(texts)):
        words = texts[place]
        if _END.fullmatch(words) or _HASHES.fullmatch(words) or _is_about(words, texts[place + 1 : place + 2]):
            return min(place, _notes_at(texts[:place]))
    return _notes_at(texts)


def _is_about(words: str, below: Sequence[str]) -> bool:
    """Tell whether a heading names a sender of whom the paragraph below goes on telling."""
    found = _ABOUT.fullmatch(words)
    return found is not None and any(_ARTICLE.sub("", text, count=1).startswith(found[1]) for text in below)


def _notes_at(texts: Sequence[str]) -> int:
    """Return the place of the first note at the end, of which the text above has the number right behind a word.

    Judgments and resolutions count their own paragraphs so.
    """
    notes = len(list(takewhile(lambda text: _NOTE.match(text) is not None, reversed(texts))))
    start = len(texts) - notes
    first = _NOTE.match(texts[start]) if notes else None
    if first is None:
        return len(texts)
    mark = re.compile(rf"\S\[{first[1] or first[2]}\]")
    return start if any(mark.search(text[:_SAMPLE]) for text in texts[:start]) else len(texts)
