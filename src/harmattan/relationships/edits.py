"""What people say an event should be, applied where it can be read; what cannot is left as it was coded."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Final

from harmattan import dates, settings
from harmattan.codebook.loader import load
from harmattan.records import RELATIONS, Attribution, Due, Event, EventPlace, EventTime, Factuality, Party
from harmattan.resolve import geonames, told

Edit = Callable[[Event, str], Event]
_COUNTRY = re.compile(r"[A-Z]{3}(?:\.[A-Z]{3})*")


def edited(event: Event, values: Iterable[tuple[str, str]]) -> Event:
    """Return the event with fields as a judgement tells them; quad and score follow type and modes.

    Lists are separated by commas: modes "visit,meet", actors "MLI.GOV,USA.GOV.MIL" or names in words. A place or party
    that is called as it was coded stays as coded; another name of a place is looked for as near: does it.
    """
    for name, value in values:
        event = _EDITS[name](event, value.strip()) if name in _EDITS else event
    book = load()
    if event.type not in book.types:
        return event
    modes = tuple(mode for mode in event.modes if mode in book.types[event.type].modes)
    return replace(event, modes=modes, quad=book.quad(event.type), score=book.score(event.type, modes))


def _type(event: Event, value: str) -> Event:
    type_, slash, mode = value.partition("/")
    if type_.upper() not in load().types:
        return event
    return replace(event, type=type_.upper(), modes=(mode,) if slash else event.modes)


def _modes(event: Event, value: str) -> Event:
    return replace(event, modes=_split(value))


def _contexts(event: Event, value: str) -> Event:
    return replace(event, contexts=tuple(one for one in _split(value) if one in load().contexts))


def _factuality(event: Event, value: str) -> Event:
    return replace(event, factuality=Factuality(value.lower())) if value.lower() in list(Factuality) else event


def _actors(event: Event, value: str) -> Event:
    parties = tuple(_party(text, (*event.actors, *event.recipients)) for text in _split(value))
    return replace(event, actors=parties) if all(map(_is_known, parties)) else event


def _recipients(event: Event, value: str) -> Event:
    # Both sides may be called the same: "the army" of recipients is that of the recipients.
    parties = tuple(_party(text, (*event.recipients, *event.actors)) for text in _split(value))
    return replace(event, recipients=parties) if all(map(_is_known, parties)) else event


def _is_known(party: Party) -> bool:
    return set(party.sectors) <= load().sectors.keys()


def _party(text: str, known: Sequence[Party]) -> Party:
    if not _COUNTRY.fullmatch(text):
        coded = (one for one in known if text in (one.entity, one.name))
        return next(coded, None) or (_of_id(text) if ":" in text else Party(None, None, text))
    country, *sectors = text.split(".")
    entity, name = told.institution(country, tuple(sectors))
    return Party(None, entity, name, country, tuple(sectors))


def _of_id(entity: str) -> Party:
    """Return an actor by its id, with what the tables tell of it; one that they do not know is called by its id."""
    found = told.actor_of(entity)
    return Party(None, entity, found.name, found.country, found.sectors) if found else Party(None, entity, entity)


def _place(event: Event, value: str) -> Event:
    if not value:
        return replace(event, place=None)
    if event.place and value.casefold() == event.place.name.casefold():
        return event
    span, found = event.place.span if event.place else event.trigger, named_place(value)
    if found is None:
        return replace(event, place=EventPlace(span, value))
    at = found.lat, found.lon
    return replace(event, place=EventPlace(span, found.name, found.country, found.geonameid, *at, found.resolution))


def named_place(value: str) -> told.Named | None:
    """Return what a correction of a place means by the tables and the gazetteer; None where they know no such name."""
    return told.place(value, settings.load().data / geonames.FILE)


def _time(event: Event, value: str) -> Event:
    if not value:
        return replace(event, time=None)
    try:
        precision = dates.precision(value)
    except ValueError:
        return event
    return replace(event, time=EventTime(event.time.span if event.time else event.trigger, value, precision))


def _due(event: Event, value: str) -> Event:
    """Return the event due on another day; where no word is said with the day, the one that was coded stays."""
    if not value:
        return replace(event, due=None)
    first, _, rest = value.partition(" ")
    relation, day = (first, rest) if first in RELATIONS else (event.due.relation if event.due else "on", value)
    span = event.due.span if event.due else event.trigger
    if not day:
        return replace(event, due=Due(span, None, "unknown", relation))
    try:
        precision = dates.precision(day)
    except ValueError:
        return event
    return replace(event, due=Due(span, day, precision, relation))


def _said_by(event: Event, value: str) -> Event:
    return replace(event, said_by=Attribution(event.trigger, value) if value else None)


def _split(value: str) -> tuple[str, ...]:
    return tuple(one for part in value.split(",") if (one := part.strip()))


_EDITS: Final[dict[str, Edit]] = {
    "type": _type,
    "modes": _modes,
    "contexts": _contexts,
    "factuality": _factuality,
    "actors": _actors,
    "recipients": _recipients,
    "place": _place,
    "time": _time,
    "due": _due,
    "said_by": _said_by,
}
