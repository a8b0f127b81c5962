"""Acts as the analysis counts them: which count, on which days, and who did them to whom."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Final

from harmattan import dates
from harmattan.codebook.loader import MUTUAL
from harmattan.outlets import outlet
from harmattan.records import Act, Article, Attribution, Event, Factuality, Party

COOPERATION: Final = frozenset({1, 2})
CONFLICT: Final = frozenset({3, 4})
WORDS: Final = frozenset({1, 3})
DEEDS: Final = frozenset({2, 4})
MATERIAL_CONFLICT: Final = 4

Dyad = tuple[Party, Party]


def act_of(event: Event, article: Article, reports: int = 1, sources: Sequence[str] = ()) -> Act:
    """Return the act an event stands for, told by reports in all; without sources, by the article's outlet alone.

    Its day is the one told, else the day of publication, which is no day of an act told as history.
    """
    published = article.published.value if article.published else None
    recalled = event.factuality is Factuality.HISTORICAL
    days, origin = dates.days_of_act(event.time.value if event.time else None, published, recalled=recalled)
    first = dates.days_of((published or "")[:10])
    return Act(
        id=event.id,
        type=event.type,
        factuality=event.factuality,
        day=days[0].isoformat() if days else None,
        end=days[1].isoformat() if days else None,
        modes=event.modes,
        contexts=event.contexts,
        quad=event.quad,
        score=event.score,
        actors=event.actors,
        recipients=event.recipients,
        place=event.place,
        reports=reports,
        sources=tuple(sources) or (outlet(article),),
        published=first[0].isoformat() if first else None,
        said=event.said_by is not None,
        dated=origin == "told",
        own=event.said_by is not None and any(_is(party, event.said_by) for party in event.actors),
        due=due_days(event.due.value if event.due else None),
        relation=event.due.relation if event.due else "",
    )


def due_days(value: str | None) -> tuple[str, str] | None:
    """Return the ISO days, half-open, of the value of what is due; None without one."""
    found = dates.days_of(value)
    return (found[0].isoformat(), found[1].isoformat()) if found else None


def _is(party: Party, speaker: Attribution) -> bool:
    """Tell whether a party is the one whose word it is: of the same name, or in the same words of the page."""
    words, told = party.span, speaker.span
    same = words is not None and words.start < told.end and told.start < words.end
    return same or (bool(speaker.name) and _plain(party.name) == _plain(speaker.name))


def _plain(name: str) -> str:
    # A state announces by its government.
    return name.removeprefix("Government of ").removeprefix("the ").casefold()


def took_place(act: Act) -> bool:
    """Tell whether the act is told as done, and not as history."""
    return act.factuality is Factuality.ACTUAL


def is_planned(act: Act) -> bool:
    """Tell whether the act is told as still to come."""
    return act.factuality is Factuality.PLANNED


def is_mutual(act: Act) -> bool:
    """Tell whether each actor acts on each other: several actors of a mutual type, and no recipient."""
    return not act.recipients and act.type in MUTUAL and len(act.actors) > 1


# Sectors that act for a state; former and other elites, parties, firms, rebels and citizens do not.
_STATE: Final = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY"})


def of_state(party: Party) -> bool:
    """Tell whether a party acts for its state, as far as is known."""
    return bool(_STATE.intersection(party.sectors)) or not party.sectors


def dyads(act: Act) -> list[Dyad]:
    """Return each actor with each recipient; of a mutual act each actor with each other; none if a side is missing."""
    if is_mutual(act):
        return [(a, b) for i, a in enumerate(act.actors) for j, b in enumerate(act.actors) if i != j]
    return [(actor, recipient) for actor in act.actors for recipient in act.recipients]


def days(act: Act) -> tuple[date, date] | None:
    """Return the first day an act can have happened on and the day after the last; None if they are not known."""
    if act.day is None:
        return None
    first = date.fromisoformat(act.day)
    return first, date.fromisoformat(act.end) if act.end else dates.bounds(act.day)[1]


def middle(known: tuple[date, date]) -> date:
    """Return the day in the middle of half-open days."""
    return known[0] + (known[1] - known[0] - timedelta(days=1)) // 2


def days_by_news(act: Act) -> tuple[date, date] | None:
    """Return what days returns, of an act done without the days after the first report that tells it so.

    What a page of the 10th tells of "this month" can have happened on the 10th at the latest.
    """
    known = days(act)
    if known is None or not took_place(act) or act.published is None:
        return known
    told = dates.bounds(act.published)[1]
    return known[0], min(known[1], max(told, dates.bounds(known[0].isoformat())[1]))


def is_ahead(act: Act) -> bool:
    """Tell whether a plan has a day of its own: one told, and later than the news of it."""
    known = days(act)
    if not is_planned(act) or known is None:
        return False
    return act.published is None or known[1] > date.fromisoformat(act.published) + timedelta(days=1)


def known_by(act: Act, today: str) -> bool:
    """Tell whether who looks on an ISO day can know of an act: its news is not later, nor is what is done."""
    return (act.published or "") <= today and not (took_place(act) and (act.day or "") > today)


def moment(act: Act) -> str:
    """Return the first day of an act as a key to sort by; acts without a day come last."""
    return act.day or "9999"


def in_order(acts: Iterable[Act]) -> list[Act]:
    """Return acts by day, then id: the order in which they were given does not matter."""
    return sorted(acts, key=lambda act: (moment(act), act.end or "", act.id))


def mean(values: Sequence[float], weights: Sequence[int] | None = None) -> float | None:
    """Return the mean of values, weighted if weights are given; None without values."""
    if not values:
        return None
    if weights is None:
        return sum(values) / len(values)
    return sum(value * weight for value, weight in zip(values, weights, strict=True)) / sum(weights)
