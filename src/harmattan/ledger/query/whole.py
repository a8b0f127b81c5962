"""Queries of whole weeks or months: what is counted by week is asked for by week, so that none is counted by half."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from harmattan.ledger.query import periods
from harmattan.ledger.query.terms import AnyOf, Query, Term, Value

Days = tuple[date | None, date | None]
_DAYS: Final = ("when", "within")
# From the first day of a month there are at most so many to the next.
_MONTH: Final = timedelta(days=31)


def widened(query: Query, unit: str) -> Query:
    """Return the query with each of its periods, negated ones too, widened to whole ISO weeks or months.

    unit: week or month. A period that would leave the calendar stays as it is.
    """
    return replace(query, terms=tuple(_term(term, unit) for term in query.terms))


def beginning(day: date, unit: str) -> date:
    """Return the first day of the ISO week or month of a day."""
    return day - timedelta(days=day.weekday()) if unit == "week" else day.replace(day=1)


def days_of(query: Query) -> Days:
    """Return the first day and the day after the last of all that a query asks for; None where it leaves them open."""
    found = [_range(term) for term in _terms(query)]
    return (
        max((first for first, _ in found if first), default=None),
        min((end for _, end in found if end), default=None),
    )


def asks(query: Query, day: date) -> bool:
    """Tell whether a day lies in the periods that a query asks for."""
    return all(_holds(term, day) for term in _terms(query))


def _terms(query: Query) -> Iterator[AnyOf]:
    return (term for term in query.terms if isinstance(term, AnyOf) and term.field in _DAYS)


def _term(term: Term, unit: str) -> Term:
    if not isinstance(term, AnyOf) or term.field not in _DAYS:
        return term
    return replace(term, values=tuple(replace(value, text=_widened(value.text, unit)) for value in term.values))


def _widened(text: str, unit: str) -> str:
    first, end = periods.bounds(text)
    try:
        sides = (first and beginning(first, unit), end and _end(end, unit))
    except OverflowError:
        return text
    return "/".join(side.isoformat() if side else periods.OPEN for side in sides)


def _end(end: date, unit: str) -> date:
    first = beginning(end, unit)
    return end if first == end else beginning(first + (timedelta(days=7) if unit == "week" else _MONTH), unit)


def _range(term: AnyOf) -> Days:
    found = [periods.bounds(value.text) for value in term.values if not value.negated]
    firsts, ends = [first for first, _ in found if first], [end for _, end in found if end]
    return (
        min(firsts) if found and len(firsts) == len(found) else None,
        max(ends) if found and len(ends) == len(found) else None,
    )


def _holds(term: AnyOf, day: date) -> bool:
    wanted = [value for value in term.values if not value.negated]
    unwanted = [value for value in term.values if value.negated]
    return (not wanted or any(_has(value, day) for value in wanted)) and not any(_has(value, day) for value in unwanted)


def _has(value: Value, day: date) -> bool:
    first, end = periods.bounds(value.text)
    return (first is None or first <= day) and (end is None or day < end)
