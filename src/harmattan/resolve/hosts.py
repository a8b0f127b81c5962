"""Who is visited, where a visit tells only the place."""

from dataclasses import replace
from typing import Final

from harmattan.records import Event, Party
from harmattan.resolve.actors import Reader
from harmattan.resolve.scene import Scene
from harmattan.resolve.who import Who

_VISITS: Final = ("visit", "trip", "travel", "tour", "arriv", "flew", "fly", "journey")


def hosted(event: Event, scene: Scene, reader: Reader) -> Event:
    """Make the government of the visited place the recipient of a visit that names no other.

    The visitor's own state, abroad, is no host: "will visit Bamako to express the US's respect".
    """
    place, own = event.place, {f"{kind}:{actor.country}" for actor in event.actors for kind in ("gov", "state")}
    if place is None or len(place.country) != 3 or not _is_visit(event, scene.article.text):
        return event
    if any(party.entity not in own for party in event.recipients):
        return event
    if any(actor.country == place.country for actor in event.actors) or place.resolution == "region":
        return event
    host = reader.institution(Who("institution", country=place.country, sectors=("GOV",)))
    told = Party(place.span, host.entity, host.name, host.country, host.sectors, host.role)
    return replace(event, recipients=(told,))


def _is_visit(event: Event, text: str) -> bool:
    if event.type == "CONSULT" and "visit" in event.modes:
        return True
    words = event.trigger.of(text).lower()
    return event.type in ("CONSULT", "AGREE") and any(word in words for word in _VISITS)
