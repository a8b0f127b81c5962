"""Acts as sentences of a brief: which come first, and one sentence for those that read alike."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from harmattan.analyse.acts import in_order
from harmattan.analyse.phrasing import act_words, capital
from harmattan.analyse.sentence import Matter, Sentence
from harmattan.records import Act

# How many acts are told of a turn, and on each side of it.
ACTS: Final = 5


def ranked(acts: Iterable[Act]) -> list[Act]:
    """Return acts by how many outlets and reports tell of them, then by how far they are from neutral, then newest."""
    newest = sorted(acts, key=_when, reverse=True)
    return sorted(newest, key=lambda act: (-len(set(act.sources)), -act.reports, -abs(act.score)))


def chief(acts: Sequence[Act]) -> list[Act]:
    """Return the first ACTS of ranked acts by day, the newest of all always among them."""
    shown = ranked(acts)[:ACTS]
    newest = max(acts, key=_when, default=None)
    if newest and newest not in shown:
        shown[-1] = newest
    return in_order(shown)


def _when(act: Act) -> tuple[str, str, str]:
    return act.day or "", act.published or "", act.id


def sentences(acts: Sequence[Act], matter: Matter, opening: str = "") -> Iterator[Sentence]:
    """Yield a sentence an act; acts that read alike share one. opening: words before the first."""
    inside = matter.pair.domestic
    told = (act_words(act, matter.name, inside=inside) for act in acts)
    words = (f"{opening}{one}" if not at else one for at, one in enumerate(told))
    return merged(Sentence(f"{capital(one)}.", (act.id,)) for act, one in zip(acts, words, strict=True))


def merged(told: Iterable[Sentence]) -> Iterator[Sentence]:
    """Yield sentences; those that read alike as one."""
    found: dict[str, dict[str, None]] = {}
    for one in told:
        found.setdefault(one.text, {}).update(dict.fromkeys(one.events))
    return (Sentence(text, tuple(events)) for text, events in found.items())
