"""What a value of each field may be, written one way; a wrong one is told with the nearest that would do."""

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import takewhile
from typing import Final

from harmattan.codebook.loader import Codebook, load
from harmattan.errors import UsageError
from harmattan.ledger.query import periods
from harmattan.ledger.query.terms import Value
from harmattan.records import Factuality

_CODE = re.compile(r"[A-Za-z]{3}")
_ENTITY = re.compile(r"[\w-]+:[\w.:'’-]+")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_SMALL_LIST: Final = 7
_LONG: Final = 60


@dataclass(frozen=True, slots=True)
class Known:
    """What codes may be. countries: every country code; None where nobody knows them, and any three letters do."""

    book: Codebook
    countries: frozenset[str] | None

    def country(self, code: str) -> bool:
        """Tell whether code may stand for a country or one of PLOVER's slots."""
        return self.countries is None or code in self.countries or code in self.book.slots


def known(countries: Collection[str] | None) -> Known:
    """Return what may be said under the shipped codebook."""
    return Known(load(), None if countries is None else frozenset(countries))


def checked(field: str, value: Value, codes: Known) -> Value:
    """Return value as the line writes it. Raises UsageError, in one line that names the field."""
    if not value.text:
        raise wrong(field, value.text, "is empty")
    check = _CHECKS.get(field)
    return check(field, value, codes) if check else value


def wrong(field: str, text: str, what: str, allowed: Iterable[str] = ()) -> UsageError:
    """Return the error to raise; allowed: the values among which to look for the one that was meant."""
    shown = text if len(text) <= _LONG else text[:_LONG] + "..."
    return UsageError(f"{field}: {shown!r} {what}{_nearest(text, tuple(allowed))}")


def _nearest(text: str, allowed: tuple[str, ...]) -> str:
    if not allowed:
        return ""
    if len(allowed) <= _SMALL_LIST:
        return f"; it is one of {', '.join(allowed)}"
    return f"; the nearest is {max(allowed, key=lambda word: _alike(text[:_LONG].casefold(), word.casefold()))}"


def _alike(text: str, word: str) -> tuple[float, int]:
    """The longer the common beginning, the nearer among words that share as many letters: RUZ is RUS before UZB.

    Of a type and mode the mode alone may have been meant.
    """
    spelt = {word, word.rpartition("/")[2]}
    share = max(SequenceMatcher(None, text, one, autojunk=False).ratio() for one in spelt)
    return share, max(_beginning(text, one) for one in spelt)


def _beginning(one: str, other: str) -> int:
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _party(field: str, value: Value, codes: Known) -> Value:
    if value.name or _ENTITY.fullmatch(value.text):
        return value
    country, dot, sector = value.text.upper().partition(".")
    if dot:
        return replace(value, text=f"{_country(field, country, codes)}.{_sector(field, sector, codes)}")
    if country in codes.book.sectors or (_CODE.fullmatch(country) and codes.country(country)):
        return replace(value, text=country)
    if _CODE.fullmatch(country):
        raise wrong(field, value.text, "is no country or sector", (*sorted(codes.countries or ()), *codes.book.sectors))
    raise wrong(field, value.text, "is no country (MLI), sector (MIL), both (MLI.MIL) or id (person:...); quote a name")


def _country(field: str, code: str, codes: Known) -> str:
    if _CODE.fullmatch(code) and codes.country(code) and code not in codes.book.sectors:
        return code
    raise wrong(field, code, "is no country", sorted({*(codes.countries or ()), *codes.book.slots}))


def _sector(field: str, code: str, codes: Known) -> str:
    if code not in codes.book.sectors:
        raise wrong(field, code, "is no sector", codes.book.sectors)
    return code


def _place(field: str, value: Value, codes: Known) -> Value:
    """Capitals are a country, anything else is a name: Gao has three letters too."""
    if value.name or not (_CODE.fullmatch(value.text) and value.text.isupper()):
        return replace(value, name=True)
    if not codes.country(value.text):
        raise wrong(field, value.text, "is no country (quote a name in capitals)", sorted(codes.countries or ()))
    return value


def _act(field: str, value: Value, codes: Known) -> Value:
    kind, slash, mode = value.text.partition("/")
    kind, mode = kind.upper(), mode.lower()
    types = codes.book.types
    if kind not in types:
        raise _no_type(field, value.text, codes.book)
    if slash and mode not in types[kind].modes:
        allowed = [f"{kind}/{name}" for name in types[kind].modes]
        raise wrong(
            field, value.text, "is no type and mode" if allowed else f"asks for a mode, {kind} has none", allowed
        )
    return replace(value, text=kind + slash + mode)


def _no_type(field: str, text: str, book: Codebook) -> UsageError:
    pairs = [pair for pair in book.mode_names() if pair.endswith(f"/{text.lower()}")]
    if pairs:
        return wrong(field, text, f"is a mode: write {' or '.join(pairs)}")
    return wrong(field, text.partition("/")[0], "is no event type", (*book.types, *book.mode_names()))


def _context(field: str, value: Value, codes: Known) -> Value:
    name = value.text.lower().replace("-", "_")
    if name not in codes.book.contexts:
        raise wrong(field, value.text, "is no context", codes.book.contexts)
    return replace(value, text=name)


def _quad(field: str, value: Value, codes: Known) -> Value:
    if value.text not in map(str, codes.book.quads):
        raise wrong(field, value.text, "is no quad", (f"{code} ({name})" for code, name in codes.book.quads.items()))
    return value


def _status(field: str, value: Value, _: Known) -> Value:
    if value.text.lower() not in set(Factuality):
        raise wrong(field, value.text, "is no status", Factuality)
    return replace(value, text=value.text.lower())


def _language(field: str, value: Value, _: Known) -> Value:
    if not _LANGUAGE.fullmatch(value.text.lower()):
        raise wrong(field, value.text, "is no language code such as en or fra")
    return replace(value, text=value.text.lower())


def _when(field: str, value: Value, _: Known) -> Value:
    try:
        return replace(value, text=periods.period(value.text))
    except ValueError as error:
        told = f"is no period: {error} (write 2024, 2024-03, 2024-W10, 2024-01/2024-03, 2024-03/P6W)"
        raise wrong(field, value.text, told) from None


_CHECKS: dict[str, Callable[[str, Value, Known], Value]] = {
    "actor": _party,
    "recipient": _party,
    "party": _party,
    "between": _party,
    "act": _act,
    "quad": _quad,
    "context": _context,
    "when": _when,
    "within": _when,
    "due": _when,
    "place": _place,
    "lang": _language,
    "status": _status,
}
