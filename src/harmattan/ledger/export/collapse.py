"""Reports to events: several reports of one act become one row with a tally.

Which reports are of one act is either judged (the acts of joining.py) or strict (same_act: type, modes, factuality,
parties, day and place the same, all of them told and resolved; a report that lacks any of these stands for itself).
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from urllib.parse import urlsplit

from harmattan.ledger.export.facts import Pair, Tally, address, told
from harmattan.records import Article, Event, Party

Key = Callable[[Event], Hashable]


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


def by_event(pairs: Iterable[Pair], key: Key = same_act) -> tuple[list[Pair], dict[str, Tally]]:
    """Return one pair for each act, in order of first report, and the tallies by the id of the event shown.

    Shown is the report of the highest confidence; of equals, the one with the smallest id.
    """
    acts: dict[Hashable, list[Pair]] = defaultdict(list)
    for pair in pairs:
        acts[key(pair[1])].append(pair)
    shown = {act: min(reports, key=_rank) for act, reports in acts.items()}
    return list(shown.values()), {shown[act][1].id: _tally(reports) for act, reports in acts.items()}


def _rank(pair: Pair) -> tuple[float, str]:
    return -pair[1].confidence, pair[1].id


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
