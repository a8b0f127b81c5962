"""A Query back to its line, and as chips: the smallest pieces that can be taken away one by one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from harmattan.ledger.query import tokens
from harmattan.ledger.query.terms import AnyOf, Between, Confidence, Near, Query, Term, Value

# What can stand bare as a word of text without being read as a term, and as a value of a field.
_WORD = re.compile(r"[^\W_][\w.'’]*(?:-\w+)*")
_PLAIN = re.compile(rf'(?![{tokens.DASHES}])[^\s",+|{tokens.CURVED}]+')
_TOLD = frozenset({"said", "done"})


@dataclass(frozen=True, slots=True)
class Chip:
    """A piece of a query. value: as it stands on the line, without field and minus."""

    field: str
    value: str
    negated: bool = False


def render(query: Query) -> str:
    """Return the query's line; parse gives the query back."""
    text = [_term(term) for term in query.terms if term.field == "text"]
    fields = [_term(term) for term in query.terms if term.field != "text"]
    settings = [f"{name}:{value}" for name, value in _settings(query)]
    return " ".join([*fields, *settings, *text])


def chips(query: Query) -> list[Chip]:
    """Return the query's chips in the order of its line."""
    whole = [chip for term in query.terms if term.field != "text" for chip in _chips(term)]
    words = [chip for term in query.terms if term.field == "text" for chip in _chips(term)]
    return [*whole, *(Chip(name, value) for name, value in _settings(query)), *words]


def without(query: Query, chip: Chip) -> Query:
    """Return the query less the first chip like this one; a term goes with its last value."""
    if chip == Chip("by", query.by or ""):
        return replace(query, by=None)
    if chip == Chip("as_of", query.as_of or ""):
        return replace(query, as_of=None)
    for at, term in enumerate(query.terms):
        if chip in _chips(term):
            return replace(query, terms=(*query.terms[:at], *_less(term, chip), *query.terms[at + 1 :]))
    return query


def _settings(query: Query) -> Iterator[tuple[str, str]]:
    if query.by is not None:
        yield "by", query.by
    if query.as_of is not None:
        yield "as_of", query.as_of


def _less(term: Term, chip: Chip) -> list[Term]:
    if not isinstance(term, AnyOf):
        return []
    left = tuple(value for value in term.values if _chip(term.field, value) != chip)
    return [replace(term, values=left)] if left else []


def _chips(term: Term) -> list[Chip]:
    if isinstance(term, AnyOf):
        return [_chip(term.field, value) for value in term.values]
    if isinstance(term, Between):
        return [Chip(term.field, _sides(term), term.negated)]
    if isinstance(term, Near):
        return [Chip(term.field, _circle(term), term.negated)]
    return [Chip(term.field, f"{term.sign}{_number(term.bound)}")]


def _chip(field: str, value: Value) -> Chip:
    return Chip(field, _value(field, value), value.negated)


def _term(term: Term) -> str:
    given = _chips(term)
    if term.field == "told":
        return "|".join(chip.value for chip in given)
    if isinstance(term, Confidence):
        return f"{term.field}{given[0].value}"
    if not isinstance(term, AnyOf):
        return f"{'-' * given[0].negated}{term.field}:{given[0].value}"
    values = ",".join("-" * chip.negated + chip.value for chip in given)
    return values if term.field == "text" else f"{term.field}:{values}"


def _value(field: str, value: Value) -> str:
    bare = _WORD if field == "text" else _PLAIN
    if value.name or not bare.fullmatch(value.text) or (field == "text" and value.text in _TOLD):
        return tokens.quoted(value.text)
    return value.text


def _sides(term: Between) -> str:
    return ",".join("+".join(_value("between", value) for value in side) for side in (term.left, term.right))


def _circle(term: Near) -> str:
    return f"{_value('near', Value(term.name))},{_number(term.km)}km"


def _number(value: float) -> str:
    """Digits without an exponent: the shortest that give the number back."""
    return format(Decimal(repr(value)).normalize(), "f")
