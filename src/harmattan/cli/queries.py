"""The query line on the command line: the words of it, and the names it may use."""

from collections.abc import Sequence
from datetime import date

from harmattan import settings
from harmattan.errors import UsageError
from harmattan.ledger.query import AnyOf, Query, parse
from harmattan.ledger.query.periods import OPEN, bounds
from harmattan.ledger.query.tokens import quoted
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


def asked(
    words: Sequence[str] = (),
    *,
    type: str | None = None,
    actor: str | None = None,
    recipient: str | None = None,
    article: str | None = None,
    since: str | None = None,
    until: str | None = None,
    text: str | None = None,
) -> Query:
    """Return the query that the words and the options of a command make together. Raises UsageError."""
    given = {
        "act": type and type.upper(),
        "actor": actor and actor.upper(),
        "recipient": recipient and recipient.upper(),
        "article": article and quoted(article),
        "when": f"{since or OPEN}/{until or OPEN}" if since or until else None,
    }
    terms = [f"{name}:{value}" for name, value in given.items() if value]
    return parsed([*words, *terms, *([quoted(text)] if text else [])])


def period(query: Query) -> tuple[date | None, date | None]:
    """Return the first day and the day after the last that a query asks for; None where it leaves them open."""
    asked_for = [term for term in query.terms if isinstance(term, AnyOf) and term.field == "when"]
    values = [value for term in asked_for for value in term.values]
    if len(values) != 1 or values[0].negated:
        return None, None
    return bounds(values[0].text)


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
