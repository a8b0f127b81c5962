"""What one term of a query asks of the tables, and what an answer needs beside it."""

from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Column, ColumnElement, Connection, Select, Text, and_, select, text, type_coerce, union

from harmattan.ledger.query.near import Locate
from harmattan.ledger.schema import dyads, events

Condition = ColumnElement[bool]
# How indexes give lists, newest first: by number, which is that of arrival, or by day.
ARRIVAL: Final = (text("1 DESC"),)
BY_DAY: Final = (dyads.c.day.desc(), dyads.c.event.desc())


@dataclass(frozen=True, slots=True)
class Asked:
    """What an answer needs beside its term. before: stamps from this one on are not seen; None sees all."""

    connection: Connection
    locate: Locate | None
    before: str | None

    @property
    def dialect(self) -> str:
        """sqlite or postgresql."""
        return self.connection.dialect.name


@dataclass(frozen=True, slots=True)
class Part:
    """What one term asks.

    probe: whether an event is wanted. lists: selects of numbers that together hold all events that are, or some more;
    none: no index gives them. exact: they hold no more than the wanted. words: they come from an index of words, which
    is quick at lists and slow at single events. order: how the index gives each list newest first; none: it does not.
    """

    probe: Condition
    lists: tuple[Select[Any], ...] = ()
    exact: bool = False
    words: bool = False
    order: tuple[Any, ...] = ()

    @property
    def among(self) -> Condition:
        """The probe, by the lists."""
        if len(self.lists) < 2:
            return events.c.number.in_(*self.lists) if self.lists else self.probe
        return events.c.number.in_(select(union(*self.lists).subquery()))


def signed(part: Part, *, negated: bool) -> Part:
    """Return a part, or its denial, of which no index lists the events."""
    return Part(~part.probe) if negated else part


def together_listed(given: list[tuple[Select[Any], ...]]) -> tuple[Select[Any], ...]:
    """Return the lists of events of one term or another; none if one of them cannot be had."""
    return tuple(one for lists in given for one in lists) if all(given) else ()


def told(column: Column[Any], condition: Condition) -> Condition:
    """Make a condition on a column that may be empty false where it is."""
    return and_(column.is_not(None), condition)


def in_list(column: Column[Any], word: str) -> Condition:
    """A word of a Listed column; it is a code, so that its JSON is the word between quotation marks."""
    return type_coerce(column, Text).contains(f'"{word}"', autoescape=True)
