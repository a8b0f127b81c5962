"""The query line on the command line: the words of it, and the names it may use."""

from collections.abc import Sequence

from harmattan import settings
from harmattan.errors import UsageError
from harmattan.ledger.query import Query, parse
from harmattan.resolve import geonames, knowledge
from harmattan.resolve.gazetteer import Gazetteer


def parsed(words: Sequence[str]) -> Query:
    """Return the query that the words of a command make, with a blank between them. Raises UsageError.

    A mistyped option is told as one: no word of a query begins with two hyphens.
    """
    for word in words:
        if word.startswith("--"):
            raise UsageError(f"unknown option {word.partition('=')[0]}")
    return parse(" ".join(words), countries=knowledge.table("states")) if words else Query()


def locate(name: str) -> tuple[float, float] | None:
    """Return latitude and longitude of the largest place called name, or None; "Gao, MLI" asks for one of a country.

    A town goes before a province of its name, and a place so called now before one that is called so too.
    """
    place, comma, country = name.rpartition(",")
    towns = Gazetteer(settings.load().data / geonames.FILE).find(place if comma else name)
    if comma:
        state = knowledge.table("states").get(country.strip().upper(), {})
        towns = tuple(town for town in towns if town.iso2 == state.get("iso2"))
    best = min(towns, key=lambda town: (town.other, town.kind != "town"), default=None)
    return (best.lat, best.lon) if best else None
