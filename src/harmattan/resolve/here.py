"""Police and mayors without a state are of the one where the act took place, whichever the page spoke of before."""

import re
from dataclasses import replace
from typing import Final

from harmattan.records import EventPlace, Party
from harmattan.resolve.actors import Reader
from harmattan.resolve.who import Who

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
    if place is None or not country:
        return parties
    where = place.span

    def is_here(party: Party) -> bool:
        if party.span is None or party.country == country or not party.sectors:
            return False
        behind = _BEHIND.match(text, party.span.end)
        elsewhere = behind is not None and not where.start <= behind.end() <= where.end
        return bool(_BARE.fullmatch(party.span.of(text))) and not elsewhere

    return tuple(_moved(party, country, reader) if is_here(party) else party for party in parties)


def _moved(party: Party, country: str, reader: Reader) -> Party:
    if party.sectors[0] != "COP":
        return replace(party, country=country, entity=None)
    who = reader.institution(Who("institution", country=country, sectors=party.sectors[:1]))
    return replace(party, country=country, entity=who.entity, name=who.name)
