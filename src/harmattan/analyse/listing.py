"""Acts as sentences of a brief: which come first, and one sentence for those that read alike."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from harmattan.analyse.acts import moment
from harmattan.analyse.phrasing import act_words, capital
from harmattan.analyse.sentence import Matter, Sentence
from harmattan.records import Act

# How many acts are told of a turn, and on each side of it.
ACTS: Final = 5


def ranked(acts: Sequence[Act]) -> list[Act]:
    """Return acts by how many outlets and reports tell of them, then by how far they are from neutral."""
    return sorted(acts, key=lambda act: (-len(set(act.sources)), -act.reports, -abs(act.score), moment(act), act.id))


def sentences(acts: Iterable[Act], matter: Matter) -> Iterator[Sentence]:
    """Yield a sentence an act; acts that read alike share one."""
    inside = matter.pair.domestic
    return merged(Sentence(f"{capital(act_words(act, matter.name, inside=inside))}.", (act.id,)) for act in acts)


def merged(told: Iterable[Sentence]) -> Iterator[Sentence]:
    """Yield sentences; those that read alike as one."""
    found: dict[str, dict[str, None]] = {}
    for one in told:
        found.setdefault(one.text, {}).update(dict.fromkeys(one.events))
    return (Sentence(text, tuple(events)) for text, events in found.items())
