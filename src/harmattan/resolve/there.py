"""Parties of the state in which an act takes place: "the airport in Niamey", "talks with the authorities there"."""

import re
from dataclasses import replace
from typing import Final

from harmattan.records import Event, EventPlace, Party, Span
from harmattan.resolve.actors import Reader
from harmattan.resolve.offices import GUESTS
from harmattan.resolve.who import Who
from harmattan.resolve.words import STATE_NOUNS, words

# Between a party and the place it is in.
_IN: Final = re.compile(r"\s(?:in|at|near|outside)\s(?:the\s)?")
# Before the place of an act; a dateline has nothing before it.
_THERE: Final = re.compile(r"\b(?:in|at|near|outside|inside|to)\s(?:the\s)?$")
_LOOK: Final = 16
# Who is of the one who acts, wherever they are.
_OWN: Final = re.compile(r"\b(?:his|her|its|their|own|our)\b|[A-Z]")
_OF_THE_STATE: Final = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "ELI", "SPY"})
# Of his own, abroad as at home.
_WITH_ONES_OWN: Final = frozenset({"MOBILIZE", "RETREAT"})
_GUEST: Final = re.compile(rf"(?:.* )?(?:{'|'.join(sorted(GUESTS))})s?", re.IGNORECASE)
_COUNTRIES: Final = frozenset(noun for noun, sector in STATE_NOUNS.items() if not sector)

# What a state has one of where it sits.
_SEATED: Final = re.compile(
    r"(?:[Tt]he |[Aa]n? )?(?:(?:national|federal|military|supreme|high|constitutional|appeals) )?"
    r"(?:parliament|assembly|legislature|courts?|authorities|government)(?: building)?"
)
_WHOSE: Final = re.compile(r"(?:all |both )?(?:of )?(?:its|his|her|their|our|the country['’]s)\b")
_LAND: Final = words("own_land")


def standing_in(
    parties: tuple[Party, ...], told: EventPlace | None, place: EventPlace | None, text: str
) -> tuple[Party, ...]:
    """Give a party that nothing tells the state of the place it is in or of: "the airport in Niamey"."""
    if told is None or place is None or not place.country:
        return parties

    def inside(span: Span) -> bool:
        if _GUEST.fullmatch(span.of(text)):
            return False
        return span.overlaps(told.span) or bool(_IN.fullmatch(text, span.end, told.span.start))

    parties = tuple(_of_the_town_told(party, told, place, text) for party in parties)
    return tuple(
        replace(party, country=place.country)
        if party.span and not (party.country or party.entity) and inside(party.span)
        else party
        for party in parties
    )


def _of_the_town_told(party: Party, told: EventPlace, place: EventPlace, text: str) -> Party:
    """Give "a man in London, Ontario" the state of the town that is told, and not that of its namesake."""
    kind, _, country = (party.entity or "").partition(":")
    inside = party.span is not None and party.span.start < told.span.start and told.span.end <= party.span.end
    if not inside or "," not in told.span.of(text) or country != party.country or country == place.country:
        return party
    return replace(party, entity=f"{kind}:{place.country}", country=place.country) if len(country) == 3 else party


def seated_in(
    parties: tuple[Party, ...], told: EventPlace | None, place: EventPlace | None, text: str, reader: Reader
) -> tuple[Party, ...]:
    """Give "the parliament in New Delhi" the state it sits in, whichever was talked of before."""
    if told is None or place is None or len(place.country) != len("MLI"):
        return parties

    def sits(party: Party) -> bool:
        if party.span is None or party.country == place.country or not _SEATED.fullmatch(party.span.of(text)):
            return False
        organ = (party.entity or "").startswith(("leg:", "jud:", "gov:"))
        return organ and bool(_IN.fullmatch(text, party.span.end, told.span.start))

    return tuple(_of(place.country, party, reader) if sits(party) else party for party in parties)


def met_there(event: Event, text: str, reader: Reader) -> tuple[Party, ...]:
    """Return the recipients of an act in another's state, where "the authorities" are those of that state.

    Without a name or an owner they would be those of the state spoken of, which is the one that acts there.
    """
    place = event.place
    if place is None or len(place.country) != len("MLI") or event.type in _WITH_ONES_OWN:
        return event.recipients
    if not _THERE.search(text, max(0, place.span.start - _LOOK), place.span.start):
        return event.recipients
    acting = {party.country for party in event.actors} - {place.country}
    return tuple(
        _of(place.country, party, reader) if party.country in acting and _is_unowned(party, text) else party
        for party in event.recipients
    )


def without_own_land(actors: tuple[Party, ...], recipients: tuple[Party, ...], text: str) -> tuple[Party, ...]:
    """Return the recipients but for land and posts of those who act: "threatened to close its airspace"."""
    acting = {party.country for party in actors} - {""}

    def own(party: Party) -> bool:
        told = party.span.of(text).lower().split() if party.span else []
        if not told or told[-1] not in _LAND:
            return False
        return party.country in acting or bool(_WHOSE.match(" ".join(told)))

    return tuple(party for party in recipients if not own(party))


def _is_unowned(party: Party, text: str) -> bool:
    told = party.span.of(text) if party.span else "A"
    of_the_state = bool(party.sectors) and party.sectors[0] in _OF_THE_STATE
    return of_the_state and not _OWN.search(told) and told.split()[-1] not in _COUNTRIES


def _of(country: str, party: Party, reader: Reader) -> Party:
    who = reader.institution(Who("institution", country=country, sectors=party.sectors, role=party.role), party.name)
    return replace(party, entity=who.entity, name=who.name, country=country)
