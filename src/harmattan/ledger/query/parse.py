"""The line to a Query, by recursive descent: line, item, term, values, value.

line    = { blank item }
item    = [ "-" ] field ":" values | ( "conf" | "row" ) sign number | told | text values
values  = value { "," value }              value = [ "-" ] ( quoted | bare )
between = side "," side                    side  = value { "+" value }
"""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from harmattan.errors import UsageError
from harmattan.ledger.query import periods, tokens
from harmattan.ledger.query.terms import FIELDS, LISTED, AnyOf, Between, Confidence, Near, Query, Term, Value
from harmattan.ledger.query.tokens import Token
from harmattan.ledger.query.values import Known, checked, known, wrong

_HEAD = re.compile(r"([^\W\d]\w*)(>=|<=|[:><=])")
# Digits that two parts could take are tried in every split: in a term of 4,000 digits, eight million.
_NUMBER = re.compile(r"[0-9]*\.[0-9]+|[0-9]+")
_DISTANCE = re.compile(r"([0-9]*\.[0-9]+|[0-9]+)km", re.IGNORECASE)
_TOLD: Final = ("said", "done")
_BY: Final = ("events", "reports")
# SQLite takes no chain of more than 1,000 conditions; nobody types as many values as this.
_MOST_VALUES: Final = 200
# Half the way round the Earth.
_FARTHEST: Final = 20_040.0
# Only these keep a name apart from a code; for others quotes are only a way to write blanks and marks.
_NAMED: Final = frozenset({"actor", "recipient", "party", "between", "place"})
# What other tools call the same thing.
_MEANT: Final = {
    "type": "act", "event": "act", "mode": "act", "target": "recipient", "date": "when", "since": "when",
    "until": "when", "factuality": "status", "confidence": "conf", "language": "lang", "country": "place",
    "location": "place", "url": "source", "site": "source", "title": "text", "said": "said", "done": "done",
}  # fmt: skip

Tokens = Sequence[Token]


@dataclass(frozen=True, slots=True)
class _Item:
    """One item of the line. field: its name, "" for text; sign: what stands after the name."""

    field: str
    sign: str
    negated: bool
    rest: tuple[Token, ...]


def parse(line: str, *, countries: Collection[str] | None = None) -> Query:
    """Return the query a line asks for; an empty line asks for everything.

    countries: the country codes that exist; None takes any three letters. Raises UsageError, one line that names the
    term, what is wrong with it and the nearest value that would do.
    """
    codes = known(countries)
    given = tokens.items(line)
    if sum(1 + sum(token.kind == "mark" for token in one) for one in given) > _MOST_VALUES:
        raise UsageError(f"query: holds more than {_MOST_VALUES} values")
    items = [_item(one) for one in given]
    terms = tuple(_term(item, codes) for item in items if item.field not in _SETTINGS)
    return Query(terms, _setting("by", items), _setting("as_of", items))


def _item(item: Tokens) -> _Item:
    first, rest = item[0], tuple(item[1:])
    if first.kind != "bare":
        return _Item("", "", negated=False, rest=tuple(item))
    negated = tokens.denied(first.text)
    bare = first.text[negated:]
    head = _HEAD.match(bare)
    if head is None:
        return _Item("", "", negated=False, rest=tuple(item))
    after = bare[head.end() :]
    kept = (Token("bare", after),) if after else ()
    return _Item(_field(head[1], head[0]), head[2], negated, (*kept, *rest))


def _field(name: str, head: str) -> str:
    if name.lower() in FIELDS and name.lower() != "told":
        return name.lower()
    allowed = [field for field in FIELDS if field != "told"]
    if name.lower() in _MEANT:
        raise UsageError(f"query: there is no term {head!r}; write {_MEANT[name.lower()]}")
    raise wrong("query", head, "is no term (quote it if it is text)", allowed)


def _term(item: _Item, codes: Known) -> Term:
    if not item.field:
        return _said_or_done(item.rest) or _listed(replace(item, field="text"), codes)
    if item.field in {"conf", "row"}:
        return _confidence(item)
    _need_colon(item)
    return _OTHERS.get(item.field, _listed)(item, codes)


def _need_colon(item: _Item) -> None:
    if item.sign != ":":
        raise UsageError(f"{item.field}: takes a colon, not {item.sign!r}")
    if not item.rest:
        raise UsageError(f"{item.field}: nothing stands after the colon")


def _listed(item: _Item, codes: Known) -> AnyOf:
    values = [_value(item.field, part) for part in _parts(item.field, item.rest, ",")]
    if item.negated and any(value.negated for value in values):
        raise UsageError(f"{item.field}: negated twice, before the term and before a value")
    return AnyOf(
        item.field,
        tuple(checked(item.field, replace(one, negated=one.negated or item.negated), codes) for one in values),
    )


def _between(item: _Item, codes: Known) -> Between:
    sides = _parts("between", item.rest, ",")
    if len(sides) != 2:
        raise UsageError(f"between: needs two sides, A,B or A+B,C, and has {len(sides)}")
    left, right = (tuple(_member(part, codes) for part in _parts("between", side, "+")) for side in sides)
    return Between(left, right, item.negated)


def _member(part: Tokens, codes: Known) -> Value:
    value = _value("between", part)
    if value.negated:
        raise UsageError(f"between: {value.text!r} is negated; negate the whole term or use actor: and recipient:")
    return checked("between", value, codes)


def _near(item: _Item, _: Known) -> Near:
    parts = _parts("near", item.rest, ",")
    if len(parts) != 2:
        had = "one value" if len(parts) == 1 else f"{len(parts)} values"
        raise UsageError(f"near: needs a place and a distance, near:Gao,100km, and has {had}")
    name, distance = (_value("near", part) for part in parts)
    match = _DISTANCE.fullmatch(distance.text)
    if match is None or distance.negated or not 0 < float(match[1]) <= _FARTHEST:
        raise wrong("near", distance.text, f"is no distance from 0 to {_FARTHEST:.0f} km, such as 100km")
    if name.negated or not name.text:
        raise wrong("near", name.text, "is no place; negate the whole term with -near:")
    return Near(name.text, float(match[1]), item.negated)


def _confidence(item: _Item) -> Confidence:
    text, name = "".join(token.text for token in item.rest), item.field
    if item.negated:
        raise UsageError(f"{name}: cannot be negated; turn its sign: {name}<.8 for -{name}>=.8")
    if item.sign == ":":
        raise UsageError(f"{name}: takes a sign, not a colon: {name}>={text or '.8'}")
    if not _NUMBER.fullmatch(text) or not 0 <= float(text) <= 1:
        raise wrong(name, text, "is no number from 0 to 1")
    return Confidence(item.sign, float(text), name)


def _said_or_done(item: Tokens) -> AnyOf | None:
    """``said``, ``done``, ``said|done`` and ``-said``, which is done; in quotes they are text."""
    if not all(token.kind == "bare" or token.text == "|" for token in item):
        return None
    joined = "".join(token.text for token in item)
    negated = tokens.denied(joined)
    words = joined[negated:].split("|")
    if any(word not in _TOLD for word in words):
        return None
    left = [word for word in _TOLD if (word in words) != negated]
    if not left:
        raise UsageError(f"query: {joined!r} leaves no event, each is said or done")
    return AnyOf("told", tuple(Value(word) for word in left))


def _setting(field: str, items: Sequence[_Item]) -> str | None:
    given = [item for item in items if item.field == field]
    if len(given) > 1:
        raise UsageError(f"{field}: stands {len(given)} times; once is the most")
    for item in given:
        _need_colon(item)
        text = "".join(token.text for token in item.rest)
        if item.negated or tokens.denied(text):
            raise UsageError(f"{field}: cannot be negated")
        return _SETTINGS[field](text)
    return None


def _by(text: str) -> str:
    if text.lower() not in _BY:
        raise wrong("by", text, "cannot be counted", _BY)
    return text.lower()


def _as_of(text: str) -> str:
    try:
        return periods.moment(text)
    except ValueError:
        told = "is no day or moment in UTC (write 2026-02-03 or 2026-02-03T12:00:00Z)"
        raise wrong("as_of", text, told) from None


def _parts(field: str, given: Tokens, mark: str) -> list[list[Token]]:
    """Split at a mark. Raises UsageError if there is nothing before or after one."""
    runs = [(at, list(run)) for at, run in groupby(given, lambda token: token == Token("mark", mark))]
    parts = [run for at, run in runs if not at]
    if len(parts) != 1 + sum(len(run) for at, run in runs if at):
        raise UsageError(f"{field}: a value is missing beside {mark!r}")
    return parts


def _value(field: str, part: Tokens) -> Value:
    """One value: quoted, or bare tokens and marks that mean nothing here, and a minus before either."""
    negated = part[0].kind == "bare" and tokens.denied(part[0].text)
    pieces = [Token(part[0].kind, part[0].text[1:]), *part[1:]] if negated else list(part)
    pieces = [token for token in pieces if token.kind == "quoted" or token.text]
    if not pieces:
        raise UsageError(f"{field}: nothing stands after the minus")
    quoted = any(token.kind == "quoted" for token in pieces)
    text = "".join(token.text for token in pieces)
    if quoted and len(pieces) > 1:
        raise wrong(
            field, "".join(token.text for token in part), "has quotation marks inside; put all of it between them"
        )
    text = "".join(token.text for token in pieces)
    if not text:
        raise wrong(field, text, "is empty")
    return Value(text, negated, quoted and field in _NAMED)


_OTHERS: dict[str, Callable[[_Item, Known], Term]] = {
    **dict.fromkeys(LISTED, _listed),
    "between": _between,
    "near": _near,
}
_SETTINGS: dict[str, Callable[[str], str]] = {"by": _by, "as_of": _as_of}
