"""Section headings that stand on the page right above a paragraph of the article, and were lost on the way."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from harmattan.read.furniture import recognise
from harmattan.read.lines import count_words
from harmattan.read.titles import letters
from harmattan.records import Label

# A shorter paragraph may stand on a page twice; a longer heading is a sentence of the text.
_LEAST_WORDS = 5
_MOST_WORDS = 20
# Lines are told apart by so many characters: an attack shows lines without end.
_LONGEST = 200
# Lines of furniture that are headings where an element of the page says so: the days of a timeline, "Food".
_KEPT = (Label.DATELINE, Label.RELATED, Label.NAVIGATION)


def lost_headings(
    texts: Sequence[str], lines: Sequence[str], headings: Sequence[str], titles: Sequence[str]
) -> dict[int, str]:
    """Return the heading that belongs above each of texts, by its place; lines are those that the page shows.

    headings are those of the page's sections, titles those that are its own. The first of texts has none: above it
    stands what names the page, or a block around it.
    """
    known = {_key(heading): heading for heading in headings if 0 < len(heading) <= _LONGEST and _is_short(heading)}
    if not known:
        return {}
    kept = {_key(text) for text in (*texts, *titles)}
    above = {_key(line): _key(before) for before, line in pairwise(lines)}
    found: dict[int, str] = {}
    for place, key in _long(texts):
        heading = above.get(key, "")
        if place and heading in known and heading not in kept and not _is_furniture(known[heading]):
            found[place] = known[heading]
    return found


def _long(texts: Sequence[str]) -> Iterator[tuple[int, str]]:
    return ((place, _key(text)) for place, text in enumerate(texts) if count_words(text[:_LONGEST]) >= _LEAST_WORDS)


def _key(words: str) -> str:
    return letters(words[:_LONGEST])


def _is_short(heading: str) -> bool:
    return count_words(heading) <= _MOST_WORDS


def _is_furniture(heading: str) -> bool:
    found = recognise(heading)
    return found is not None and (found.opens_zone or found.label not in _KEPT)
