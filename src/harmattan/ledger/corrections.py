"""What a correction of an event may say, checked before it is kept: one that cannot be read would change nothing."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from harmattan import dates
from harmattan.codebook.loader import Codebook, load
from harmattan.errors import UsageError
from harmattan.records import RELATIONS, Factuality

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Meant:
    """What values are checked by. type: that of the event as corrected; countries: the codes there are."""

    book: Codebook
    type: str
    countries: frozenset[str]


def checked(values: Sequence[Pair], type_: str, countries: Collection[str]) -> tuple[Pair, ...]:
    """Return fields and values of a correction of an event of a type, codes in their own spelling.

    countries: the codes of states. Lists are separated by commas. Raises UsageError for a value that means nothing, a
    mode that the type does not have, and a field given twice; fields that no event has are left to judgements.made.
    """
    names = [name for name, _ in values]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice:
        raise UsageError(f"{twice}: stands twice; the parts of a list are separated by commas")
    book = load()
    told = dict(_whole(values)).get("type", type_).upper()
    meant = _Meant(book, told, frozenset(countries) | set(book.slots))
    return tuple((name, _CHECKS[name](value.strip(), meant) if name in _CHECKS else value) for name, value in values)


def _whole(values: Iterable[Pair]) -> Iterator[Pair]:
    """The values, a type without the mode that may stand behind it."""
    return ((name, value.strip().partition("/")[0] if name == "type" else value) for name, value in values)


def _type(value: str, meant: _Meant) -> str:
    _, slash, mode = value.partition("/")
    if meant.type not in meant.book.types:
        raise UsageError(f"type: {value!r} is no event type; it is one of {', '.join(meant.book.types)}")
    return meant.type + (f"/{_mode(mode, meant)}" if slash else "")


def _mode(value: str, meant: _Meant) -> str:
    modes = meant.book.types[meant.type].modes if meant.type in meant.book.types else {}
    if value.lower() not in modes:
        told = f"it is one of {', '.join(modes)}" if modes else "there is none"
        raise UsageError(f"modes: {value!r} is no mode of {meant.type}; {told}")
    return value.lower()


def _modes(value: str, meant: _Meant) -> str:
    return ",".join(_mode(one, meant) for one in _split(value))


def _contexts(value: str, meant: _Meant) -> str:
    found = [one.lower().replace("-", "_") for one in _split(value)]
    wrong = [one for one in found if one not in meant.book.contexts]
    if wrong:
        raise UsageError(f"contexts: {wrong[0]!r} is no context; it is one of {', '.join(meant.book.contexts)}")
    return ",".join(found)


def _factuality(value: str, _: _Meant) -> str:
    if value.lower() not in set(Factuality):
        raise UsageError(f"factuality: {value!r} is none; it is one of {', '.join(Factuality)}")
    return value.lower()


def _time(value: str, meant: _Meant) -> str:
    return _day("time", value, meant)


def _day(name: str, value: str, _: _Meant) -> str:
    try:
        if value:
            dates.precision(value)
    except ValueError:
        told = "write 2024, 2024-03, 2024-W10, 2024-03-12 or 2024-01/2024-03, whose end is not included"
        raise UsageError(f"{name}: {value!r} is no day, week, month, year or interval; {told}") from None
    return value


def _due(value: str, meant: _Meant) -> str:
    """A day with the word that goes with it, if one does; a meeting may be put off from no day that is told."""
    word, _, day = value.rpartition(" ") if " " in value else ("", "", value)
    if value.lower() == "from":
        return "from"
    if word and word.lower() not in RELATIONS:
        raise UsageError(f"due: {word!r} goes with no day; it is one of {', '.join(RELATIONS)}")
    return " ".join(filter(None, (word.lower(), _day("due", day, meant))))


def _place(value: str, meant: _Meant) -> str:
    if _is_code(value) and value not in meant.countries:
        raise UsageError(f"place: {value!r} is no country; write a name in small letters too")
    return value


def _parties(name: str) -> Callable[[str, _Meant], str]:
    return lambda value, meant: ",".join(_party(name, one, meant) for one in _split(value))


def _party(name: str, value: str, meant: _Meant) -> str:
    """A country with its sectors, an id, or a name in words, which may hold a full stop."""
    country, *sectors = value.split(".")
    if not all(map(_is_code, (country, *sectors))):
        return value
    if country not in meant.countries:
        told = f"a sector stands behind its country: MLI.{country}" if country in meant.book.sectors else "such as MLI"
        raise UsageError(f"{name}: {country!r} is no country; {told}")
    wrong = [one for one in sectors if one not in meant.book.sectors]
    if wrong:
        raise UsageError(f"{name}: {wrong[0]!r} is no sector; it is one of {', '.join(meant.book.sectors)}")
    return value


def _is_code(value: str) -> bool:
    return len(value) == len("MLI") and value.isascii() and value.isalpha() and value.isupper()


def _split(value: str) -> list[str]:
    return [one for part in value.split(",") if (one := part.strip())]


_CHECKS: Final[dict[str, Callable[[str, _Meant], str]]] = {
    "type": _type,
    "modes": _modes,
    "contexts": _contexts,
    "factuality": _factuality,
    "actors": _parties("actors"),
    "recipients": _parties("recipients"),
    "place": _place,
    "time": _time,
    "due": _due,
}
