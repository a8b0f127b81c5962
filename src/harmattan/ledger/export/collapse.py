"""Reports to events: several reports of one act become one row with a tally.

Which reports are of one act is either judged (the acts of joining.py) or strict (same_act: type, modes, factuality,
parties, day and place the same, all of them told and resolved; a report that lacks any of these stands for itself).
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from types import MappingProxyType
from typing import Final
from urllib.parse import urlsplit

from harmattan.ledger.export.facts import Pair, Tally, address, told
from harmattan.records import Article, Event, Party

Key = Callable[[Event], Hashable]
# A correction is said of the act; that one report is wrong says nothing against the others.
_RANKS: Final = {"edit": 0, "": 1, "reject": 2}


def same_act(event: Event) -> Hashable:
    """Return what two reports of one act share; the event's own id where that cannot be told."""
    parties = [_party(party) for party in (*event.actors, *event.recipients)]
    dated = event.time is not None and event.time.precision == "day" and event.time.value
    if not dated or not parties or not all(parties):
        return event.id
    sides = frozenset(map(_party, event.actors)), frozenset(map(_party, event.recipients))
    place = (event.place.geonameid or event.place.name, event.place.country) if event.place else None
    return event.type, event.modes, event.factuality, sides, dated, place


def _party(party: Party) -> str:
    return party.entity or ""


def by_event(
    pairs: Iterable[Pair], key: Key = same_act, verdicts: Mapping[str, str] = MappingProxyType({})
) -> tuple[list[Pair], dict[str, Tally]]:
    """Return one pair for each act, each where it stood among pairs, and the tallies by the id of the event shown.

    verdicts: the verb of the judgement in force, by event id. Shown is a report that people corrected, else one that
    they did not reject; of these that of the highest confidence, and of equals the one with the smallest id.
    """
    listed = list(pairs)
    acts: dict[Hashable, list[Pair]] = defaultdict(list)
    for pair in listed:
        acts[key(pair[1])].append(pair)
    shown = {act: min(reports, key=lambda pair: _rank(pair, verdicts)) for act, reports in acts.items()}
    tallies = {shown[act][1].id: _tally(reports) for act, reports in acts.items()}
    return [pair for pair in listed if pair[1].id in tallies], tallies


def _rank(pair: Pair, verdicts: Mapping[str, str]) -> tuple[int, float, str]:
    verdict = verdicts.get(pair[1].id, "")
    return _RANKS.get(verdict, _RANKS[""]), -pair[1].confidence, pair[1].id


def _tally(reports: list[Pair]) -> Tally:
    articles = {article.id for article, _ in reports}
    return Tally(len(reports), len(articles), len({_site(article) for article, _ in reports}))


def _site(article: Article) -> str:
    """The publication; where a page tells none, the host of its address, or what it was read from."""
    return told(article.site) or _host(address(article)) or article.source


def _host(where: str) -> str:
    try:
        return urlsplit(where).netloc
    except ValueError:
        return ""
