"""Who did what is told by a coup alone: "coups that ousted elected leaders" were done by the soldiers of those states.

That soldiers did it is what a coup is, not what the marked texts say: most marked coups have no doer told. A coup by
others names them.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from harmattan.records import Event, Party, Span
from harmattan.resolve.actors import Reader
from harmattan.resolve.scene import Scene
from harmattan.resolve.who import Who

_FALLS: Final = frozenset({"COERCE", "ASSAULT"})
_FELLS: Final = re.compile(r"(?:oust|toppl|overthr|depos|unseat|remov|brought down|sw[ea]pt)\w*.*", re.IGNORECASE)
# "Coups that ousted", "a coup which had toppled"; a coup that failed, or one of somebody, is another.
_COUP: Final = re.compile(
    r"(?<!attempted )(?<!failed )(?<!alleged )(?<!boardroom )(?<!party )(?<!palace )(?<!civilian )(?<!constitutional )"
    r"(?<!parliamentary )(?<!judicial )(?<!leadership )(?<!tactical )\b(?P<coup>(?:coups?|putsch(?:es)?))"
    r"(?: in [^,.;\n]{2,40}?)?(?:,? (?:that|which))? (?:(?:had|has|have|later|also|then|(?!nearly|narrowly)\w+ly) )*$",
    re.IGNORECASE,
)
_BEFORE: Final = 90
# "The coup that toppled him was led by the CIA": behind what it did stands who made it.
_MADE_BY: Final = re.compile(
    r"[^.;\n]{0,120}? (?:led|staged|backed|organi[sz]ed|engineered|orchestrated|plotted|mounted|carried out|launched"
    r"|sponsored|the work) (?:by|of)\b",
    re.IGNORECASE,
)
_IN_A_COUP: Final = re.compile(
    r"[^,.;\n]{0,60}? in (?:an?|the|two|three) (?:(?:military|bloodless|bloody|violent|second|new) )?(?P<coup>coups?)\b"
    r"(?! (?:by|led|attempt))",
    re.IGNORECASE,
)


def told_by_coups(events: Sequence[Event], scene: Scene, reader: Reader) -> tuple[Event, ...]:
    """Return the acts of a page with those who fell by a coup in its state, and its soldiers as who did it."""
    text = scene.article.text
    return tuple(_by_soldiers(_elsewhere(event, events, scene), text, reader) for event in events)


def _by_soldiers(event: Event, text: str, reader: Reader) -> Event:
    """Give an act by a coup of which nobody is told to have done it the soldiers as actors; other acts stay."""
    named = any(party.span and not _is_coup(party.span, text) for party in event.actors)
    coup = None if named or _MADE_BY.match(text, event.trigger.end) else _coup(event, text)
    soldiers = tuple(_soldiers(event, coup, reader)) if coup else ()
    return replace(event, actors=soldiers) if soldiers else event


def _elsewhere(event: Event, events: Sequence[Event], scene: Scene) -> Event:
    """Give a nameless ruler who fell the state of the coup, where he came out as that of who reacts to it.

    "Paris suspended aid following a coup that ousted the elected president": he is no president of France.
    """
    text = scene.article.text
    coup = _coup(event, text)
    if coup is None:
        return event
    begin = max((span.start for span in event.evidence if span.start <= coup.start), default=0)
    before = [one for one in events if begin <= one.trigger.start < coup.start and one.type not in _FALLS]
    reacting = {party.country for one in before for party in one.actors if party.country}
    wrong = [one for one in event.recipients if one.country in reacting and one.span and _is_bare(one.span.of(text))]
    if not wrong:
        return event
    country = _other_state(begin, coup, reacting, scene)
    right = tuple(_moved(one, country, text) if one in wrong else one for one in event.recipients)
    return replace(event, recipients=right)


def _is_bare(words: str) -> bool:
    return not re.search(r"\b[A-Z]", re.sub(r"^The\b", "the", words))


def _moved(party: Party, country: str, text: str) -> Party:
    words = " ".join(party.span.of(text).split()) if party.span else ""
    return replace(party, entity=None, name=words, country=country, role="")


def _other_state(begin: int, coup: Span, reacting: set[str], scene: Scene) -> str:
    """Return the last other state that the sentence names before its coup, else the one that the page names most."""
    known = scene.knowledge.states
    others = [one for one in scene.anchors if one.who.country in known and one.who.country not in reacting]
    near = [one.who.country for one in others if begin <= one.start and one.end <= coup.start]
    counts = Counter(one.who.country for one in others).most_common(2)
    tied = len(counts) > 1 and counts[0][1] == counts[1][1]
    return near[-1] if near else counts[0][0] if counts and not tied else ""


def _is_coup(span: Span, text: str) -> bool:
    return re.search(r"\b(?:coups?|putsch(?:es)?)$", span.of(text), re.IGNORECASE) is not None


def _coup(event: Event, text: str) -> Span | None:
    """Return the words of the coup by which somebody fell; None for another act."""
    if event.type not in _FALLS or not _FELLS.fullmatch(event.trigger.of(text)):
        return None
    found = _COUP.search(text, max(0, event.trigger.start - _BEFORE), event.trigger.start)
    found = found or _IN_A_COUP.match(text, event.trigger.end)
    return Span(*found.span("coup")) if found else None


def _soldiers(event: Event, coup: Span, reader: Reader) -> Iterator[Party]:
    for country in dict.fromkeys(party.country for party in event.recipients if len(party.country) == 3):
        army = reader.institution(Who("institution", country=country, sectors=("MIL",)))
        yield replace(Party(coup), entity=army.entity, name=army.name, country=army.country, sectors=army.sectors)
