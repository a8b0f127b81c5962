"""Police and mayors without a state are of the one where the act took place, whichever the page spoke of before."""

import re
from dataclasses import replace
from typing import Final

from harmattan.records import EventPlace, Party
from harmattan.resolve.actors import Reader
from harmattan.resolve.who import Who

# Whoever is taken to a place was elsewhere: "police deported ten men to Kabul".
_TO: Final = re.compile(r"\bto\s(?:the\s)?$")
_LOOK: Final = 8
_OWNED: Final = re.compile(
    r"(?<![\w-])[A-Z][\w-]+(?:[’']s?)? (?:[a-z]+ )?(?:police|policem[ae]n|gendarmes?|mayors?|governors?)\b"
)
# "Kenya sent police to Haiti"
_SENT: Final = re.compile(r"\b(?:sen[dt]|deploy|dispatch)\w* (?:[\w,]+ ){0,3}(?:police|gendarmes)\b")
_LATELY: Final = 600
# Acts in which who does them is there, and so is who suffers them.
_BODILY: Final = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "PROTEST"})
_BARE: Final = re.compile(
    r"(?:(?:the|an?|some|several|dozens of|hundreds of|local|riot|anti-riot|heavily|armed|traffic|\d+|two|three) )*"
    r"(?:police(?: officers?| forces?)?|policem[ae]n|gendarmes?|(?:deputy )?mayors?|governors?)",
    re.IGNORECASE,
)
# "Police in Lyon arrested a man in Geneva" are told by what stands behind them.
_BEHIND: Final = re.compile(r"\s+(?:in|from|of|at)\s+(?:the\s+)?(?=[A-Z])")


def on_the_spot(
    parties: tuple[Party, ...], act: str, place: EventPlace | None, text: str, reader: Reader
) -> tuple[Party, ...]:
    """Return the parties of an act of a PLOVER type, those of its place in that state."""
    country = place.country if place and act in _BODILY else ""
    if place is None or not country or _TO.search(text, max(0, place.span.start - _LOOK), place.span.start):
        return parties
    where = place.span

    def is_here(party: Party) -> bool:
        if party.span is None or party.country == country or not party.sectors:
            return False
        if _named_with_state(party, text, reader):
            return False
        behind = _BEHIND.match(text, party.span.end)
        elsewhere = behind is not None and not where.start <= behind.end() <= where.end
        return bool(_BARE.fullmatch(party.span.of(text))) and not elsewhere

    return tuple(_moved(party, country, reader) if is_here(party) else party for party in parties)


def _named_with_state(party: Party, text: str, reader: Reader) -> bool:
    """Tell whether the text named such people with the state they are of just before: "Israeli police", then "police".

    Police may act beyond their state, and those of a state go on being called so.
    """
    at = party.span.start if party.span else 0
    begin = max(0, at - _LATELY)
    told = {one[0] for one in _OWNED.finditer(text, begin, at)}
    return _SENT.search(text, begin, at) is not None or any(_same(reader.read(one)[0], party) for one in told)


def _same(who: Who, party: Party) -> bool:
    return who.country == party.country and who.sectors[:1] == party.sectors[:1]


def _moved(party: Party, country: str, reader: Reader) -> Party:
    if party.sectors[0] != "COP":
        return replace(party, country=country, entity=None)
    who = reader.institution(Who("institution", country=country, sectors=party.sectors[:1]))
    return replace(party, country=country, entity=who.entity, name=who.name)
