"""Parties of an act that stand in one list and share its noun: "US and South Korean troops", "troops from Uganda and
Burundi".

The encoder marks each by itself, so that the first reads like a state: the list is read as the one phrase it is.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from harmattan.records import Party
from harmattan.resolve.who import Who

_LINK: Final = re.compile(r"\s*(?:,|,?\s(?:and|or)(?:\s+both)?)\s+(?:the\s+)?", re.IGNORECASE)
# "US and Iraqi militias" are those of one state: no militia is the other's.
_OF_STATES: Final = (("GOV",), ("MIL",), ("COP",), ("LEG",), ("JUD",), ("SPY",))
_WITH_ARTICLE: Final = re.compile(r"[Tt]he (?:U\.?S\.?|U\.?K\.?|UAE|United\b.*|\w+s$)")


def rows(parties: Sequence[Party], text: str) -> Iterator[tuple[Party, ...]]:
    """Yield the parties in the order given, those together between which only a comma or "and" stands."""
    row: list[Party] = []
    for party in parties:
        if row and not _is_next(row[-1], party, text):
            yield tuple(row)
            row = []
        row.append(party)
    if row:
        yield tuple(row)


def _is_next(before: Party, after: Party, text: str) -> bool:
    if before.span is None or after.span is None or before.span.end > after.span.start:
        return False
    return bool(_LINK.fullmatch(text, before.span.end, after.span.start))


def with_their_noun(
    alone: Sequence[tuple[Who, ...]], row: Sequence[Party], text: str, read: Callable[[str, int], tuple[Who, ...]]
) -> list[tuple[Who, ...]]:
    """Return who each party of a list is, those that read like a bare state with the noun they share with the others.

    alone: who each is by itself. read: whom words at an offset mean.
    """
    spans = [party.span for party in row if party.span]
    if len(spans) != len(row):
        return list(alone)
    bare = [_bare_state(meant, span.of(text)) for meant, span in zip(alone, spans, strict=True)]
    if not any(bare) or all(bare):
        return list(alone)
    whole = text[spans[0].start : spans[-1].end]
    together = read(whole, spans[0].start)
    if len(together) != len(alone):
        return list(alone)
    return [
        (told,) if state and told.country == state and told.sectors[:1] in _OF_STATES else meant
        for state, told, meant in zip(bare, together, alone, strict=True)
    ]


def _bare_state(meant: tuple[Who, ...], words: str) -> str:
    """Return the country of somebody who is a state and nothing more; else nothing.

    "The US and its allies": with its article a state's name is no adjective.
    """
    alone = len(meant) == 1 and meant[0].kind == "state" and not _WITH_ARTICLE.match(words)
    return meant[0].country if alone else ""
