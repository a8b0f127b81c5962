"""A query as records. Terms all have to hold; their order is that of FIELDS, and within a field the writer's."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

T = TypeVar("T")

# Fields with a list of values; told is said or done, text has no name on the line.
LISTED: Final = (
    "actor", "recipient", "party", "act", "quad", "context", "when", "within", "due", "place", "source", "article",
    "coder", "lang", "told", "status", "text",
)  # fmt: skip
FIELDS: Final = (
    "actor", "recipient", "party", "between", "act", "quad", "context", "when", "within", "due", "place", "near",
    "source", "article", "coder", "lang", "told", "status", "conf", "row", "by", "as_of", "text",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Value:
    """One value. name: it is a name as people write it, in quotes on the line, and not a code."""

    text: str
    negated: bool = False
    name: bool = False


@dataclass(frozen=True, slots=True)
class AnyOf:
    """A field has one of the plain values, if there are any, and none of the negated ones."""

    field: str
    values: tuple[Value, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "values", _once(self.values))


@dataclass(frozen=True, slots=True)
class Between:
    """One of left acts towards one of right, or the other way round."""

    left: tuple[Value, ...]
    right: tuple[Value, ...]
    negated: bool = False
    field: str = "between"

    def __post_init__(self) -> None:
        object.__setattr__(self, "left", _once(self.left))
        object.__setattr__(self, "right", _once(self.right))


@dataclass(frozen=True, slots=True)
class Near:
    """The place is at most km kilometres from the place called name."""

    name: str
    km: float
    negated: bool = False
    field: str = "near"


@dataclass(frozen=True, slots=True)
class Confidence:
    """sign: one of >=, >, <=, <, =; bound: 0 to 1. field: conf (of type and trigger) or row (of parties too)."""

    sign: str
    bound: float
    field: str = "conf"


Term = AnyOf | Between | Near | Confidence


@dataclass(frozen=True, slots=True)
class Query:
    """by: events or reports; as_of: an ISO prefix or a moment in UTC. None: nothing was asked."""

    terms: tuple[Term, ...] = ()
    by: str | None = None
    as_of: str | None = None

    def __post_init__(self) -> None:
        ordered = sorted(self.terms, key=lambda term: FIELDS.index(term.field))
        object.__setattr__(self, "terms", _once(ordered))


def _once(items: Sequence[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(items))
