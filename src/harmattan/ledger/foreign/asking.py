"""The query line put to foreign rows: the terms they can answer, and an error for the others.

A foreign row has countries, types, quads and days. What only our events have (conf, status, source, by, as_of) is asked
of ours alone; what would part the two sides in some other way is an error.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import permutations
from typing import Final

from harmattan.codebook.loader import MUTUAL, load
from harmattan.errors import UsageError
from harmattan.ledger.query import AnyOf, Between, Query, Term, Value, periods, whole
from harmattan.ledger.query.terms import Near
from harmattan.records import Foreign

OURS_ALONE: Final = frozenset({"conf", "row", "status", "source"})
_BOTH: Final = frozenset({"actor", "recipient", "between", "act", "quad", "when", "place"})


@dataclass(frozen=True, slots=True)
class Sought:
    """What a query asks of foreign rows. countries: for Ledger.foreign; since, until: the range of its days."""

    terms: tuple[Term, ...]
    countries: tuple[tuple[str, ...], ...]
    since: date | None
    until: date | None

    def holds(self, row: Foreign) -> bool:
        """Tell whether a row is asked for."""
        return all(_holds(term, row) for term in self.terms)


def sought(query: Query) -> Sought:
    """Return what a query asks of foreign rows. Raises UsageError for a term that they cannot answer, or no country."""
    terms = tuple(term for term in query.terms if term.field not in OURS_ALONE)
    for term in terms:
        _check(term)
    countries = tuple(group for term in terms for group in _groups(term))
    if not countries:
        raise UsageError("compare needs a country: between:USA,MLI or actor:, recipient: or place: with a country code")
    return Sought(terms, countries, *whole.days_of(query))


def _check(term: Term) -> None:
    if term.field not in _BOTH or isinstance(term, Near):
        raise UsageError(f"compare: {term.field}: foreign rows cannot answer it; leave the term out")
    for value in _values(term):
        wrong = term.field in {"actor", "recipient", "between", "place"} and (value.name or not _is_country(value.text))
        if wrong:
            raise UsageError(f"compare: {term.field}:{value.text}: foreign rows are asked by country code, as MLI")
        if term.field == "act" and "/" in value.text:
            raise UsageError(f"compare: act:{value.text}: foreign rows have types, no modes")


def _is_country(text: str) -> bool:
    return len(text) == len("MLI") and text.isupper() and text not in load().sectors


def _values(term: Term) -> tuple[Value, ...]:
    if isinstance(term, Between):
        return (*term.left, *term.right)
    return term.values if isinstance(term, AnyOf) else ()


def _groups(term: Term) -> Iterator[tuple[str, ...]]:
    """Countries of which one has to be in a row, for each part of a term that asks for some."""
    if isinstance(term, Between) and not term.negated:
        yield from (tuple(value.text for value in side) for side in (term.left, term.right))
    elif isinstance(term, AnyOf) and term.field in {"actor", "recipient", "place"}:
        wanted = tuple(value.text for value in term.values if not value.negated)
        yield from (wanted,) if wanted else ()


def _holds(term: Term, row: Foreign) -> bool:
    if isinstance(term, Between):
        return _between(term, row) != term.negated
    if not isinstance(term, AnyOf):
        return True
    wanted = [value for value in term.values if not value.negated]
    unwanted = [value for value in term.values if value.negated]
    return (not wanted or any(_has(term.field, value.text, row) for value in wanted)) and not any(
        _has(term.field, value.text, row) for value in unwanted
    )


def _has(field: str, text: str, row: Foreign) -> bool:
    match field:
        case "actor":
            return text in _countries(row, "actors")
        case "recipient":
            return text in _countries(row, "recipients")
        case "place":
            return row.country == text
        case "act":
            return row.type == text
        case "quad":
            return str(row.quad) == text
        case _:
            return _during(text, row)


def _countries(row: Foreign, side: str) -> list[str]:
    return [party.country for party in getattr(row, side)]


def _during(text: str, row: Foreign) -> bool:
    first, end = periods.bounds(text)
    if row.first_day is None or row.end_day is None:
        return False
    return (first is None or row.end_day > first.isoformat()) and (end is None or row.first_day < end.isoformat())


def _between(term: Between, row: Foreign) -> bool:
    """As for our events: one side towards the other, or both among the actors of a meeting, a deal or a fight
    where nobody is acted upon."""
    left, right = ({value.text for value in side} for side in (term.left, term.right))
    actors, recipients = _countries(row, "actors"), _countries(row, "recipients")
    if row.recipients:
        there = _meets(left, actors) and _meets(right, recipients)
        return there or (_meets(right, actors) and _meets(left, recipients))
    return row.type in MUTUAL and any(one in left and other in right for one, other in permutations(actors, 2))


def _meets(wanted: Collection[str], told: Sequence[str]) -> bool:
    return any(code in wanted for code in told)
