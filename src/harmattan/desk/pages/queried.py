"""The query bar: a query line with its chips, and the addresses that change it."""

from dataclasses import dataclass, replace
from functools import partial

from harmattan import asking
from harmattan.desk import links
from harmattan.desk.door import Door
from harmattan.errors import UsageError
from harmattan.ledger.query import Query, tokens
from harmattan.ledger.query.render import chips, render, without


@dataclass(frozen=True, slots=True)
class ChipLink:
    """A piece of the query, and the address of the page without it."""

    field: str
    value: str
    negated: bool
    less: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A query as it stands in the bar of a page. line: as typed, which may be wrong; error: why it is; more: what else
    the page is asked for, and stays so when the query is changed."""

    path: str
    line: str
    query: Query
    error: str = ""
    more: tuple[tuple[str, str], ...] = ()

    @property
    def by(self) -> str:
        """What is counted: the desk counts acts unless reports are asked for."""
        return self.query.by or "events"

    @property
    def chips(self) -> tuple[ChipLink, ...]:
        """The pieces of the query."""
        made = ((one, self.address(without(self.query, one))) for one in chips(self.query) if one.field != "by")
        return tuple(ChipLink(one.field, one.value, one.negated, less) for one, less in made)

    def with_by(self, by: str) -> str:
        """Return the address that counts events or reports."""
        return self.address(replace(self.query, by=None if by == "events" else by))

    def adding(self, field: str, value: str) -> str:
        """Return the address with one more term, which has to hold beside all others."""
        return self.address(render(asking.query(f"{render(self.query)} {field}:{written(value)}")))

    def fixed(self, moment: str) -> str:
        """Return the permanent address: the same rows whatever is recorded later."""
        return self.address(replace(self.query, as_of=self.query.as_of or moment))

    def address(self, query: Query | str) -> str:
        """Return the address of this page with another query."""
        return links.listed(self.path, query, **dict(self.more))


def written(value: str) -> str:
    """Return a value as it stands on a query line: in quotation marks where it would be taken apart."""
    plain = value and all(char.isalnum() or char in "-_./:" for char in value) and not value.startswith("-")
    return value if plain else tokens.quoted(value)


def asked(door: Door, path: str, line: str, **more: str) -> Bar:
    """Return the bar of a line that a page asks of the ledger: what the ledger cannot answer is as wrong as what
    cannot be read."""
    made = bar(path, line, **more)
    problem = made.error or refused(door, made.query)
    return replace(made, query=Query(), error=problem) if problem else made


def refused(door: Door, query: Query) -> str:
    """Return why the ledger cannot answer a query, "" where it can."""
    return door.cache.get(("refused", query), partial(_refused, door, query))


def _refused(door: Door, query: Query) -> str:
    try:
        door.book.check(query, asking.locate)
    except UsageError as error:
        return str(error)
    return ""


def bar(path: str, line: str, **more: str) -> Bar:
    """Return the bar of a line; a wrong one keeps what was typed, with the error, and asks for nothing."""
    kept = tuple((name, value) for name, value in more.items() if value)
    try:
        return Bar(path, line, asking.query(line), more=kept)
    except UsageError as error:
        return Bar(path, line, Query(), str(error), kept)
