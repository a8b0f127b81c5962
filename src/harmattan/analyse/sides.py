"""Who is meant by a side of a pair: a state, a sector of it, an actor, a set of them, or a set with a name."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib import resources
from typing import Any, Final

from harmattan.codebook.loader import load as load_codebook
from harmattan.errors import UsageError
from harmattan.records import Party

# Names offered when one is not known.
_OFFERED: Final = 3
_NEAR: Final = 0.6


@dataclass(frozen=True, slots=True)
class Seat:
    """A member of a side: a country slot, perhaps with one PLOVER sector, or the id of an actor.

    since, until: the half-open days of membership, empty where open.
    """

    country: str = ""
    sector: str = ""
    entity: str = ""
    since: str = ""
    until: str = ""

    def holds(self, party: Party, day: str | None) -> bool:
        """Tell whether a party is meant on an ISO day; without a day only an undated member is."""
        if (self.since or self.until) and not self._lasts(day):
            return False
        if self.entity:
            # "org:barrick:lab" are people of "org:barrick".
            return (party.entity or "").split(":")[:2] == self.entity.split(":") or party.entity == self.entity
        return party.country == self.country and (not self.sector or self.sector in party.sectors)

    def _lasts(self, day: str | None) -> bool:
        return day is not None and self.since <= day and (not self.until or day < self.until)

    @property
    def text(self) -> str:
        """The seat as it is asked for: "MLI", "MLI.MIL", "group:jnim"."""
        return self.entity or self.country + (f".{self.sector}" if self.sector else "")

    def meets(self, other: "Seat") -> bool:
        """Tell whether somebody can be meant by both at some time."""
        apart = (self.until and other.since >= self.until) or (other.until and self.since >= other.until)
        if apart or self.entity != other.entity or self.country != other.country:
            return False
        return self.sector == other.sector or not (self.sector and other.sector)


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a pair. name: of a set with a name, else the code or id, joined by "+" if there are several."""

    name: str
    seats: tuple[Seat, ...]

    def holds(self, party: Party, day: str | None) -> bool:
        """Tell whether a party is meant on an ISO day (None: not known)."""
        return any(seat.holds(party, day) for seat in self.seats)

    @property
    def is_country(self) -> bool:
        """Whether the side is one country slot and nothing else."""
        return len(self.seats) == 1 and bool(self.seats[0].country) and not self.seats[0].sector


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sides. domestic: both are the same country, and the acts are those among its own parties."""

    a: Side
    b: Side

    @property
    def domestic(self) -> bool:
        """Whether the pair is a country with itself."""
        return self.a == self.b


def pair(a: str, b: str, names: Mapping[str, str]) -> Pair:
    """Return the pair that two texts mean; see side.

    Raises UsageError for a side nobody knows, for anything but a country with itself, and for sides that overlap.
    """
    first, second = side(a, names), side(b, names)
    if set(first.seats) == set(second.seats):
        if not first.is_country:
            raise UsageError(f"{first.name} with itself is no pair: name two sides, or one country twice")
        return Pair(first, first)
    both = [one for one in first.seats if any(one.meets(other) for other in second.seats)]
    if both:
        raise UsageError(f"{both[0].text} is on both sides, {first.name} and {second.name}: leave it out of one")
    return Pair(first, second)


def side(text: str, names: Mapping[str, str]) -> Side:
    """Return who is meant by a text: "MLI", "MLI.MIL", "group:jnim", "Mali", "MLI+NER", "the Sahel juntas".

    names: from a name in words to a country slot or the id of an actor; its country slots are the ones that exist.
    Capitals and a "the" in front do not matter. Raises UsageError for what is not known, with the nearest names.
    """
    whole = _named(text)
    if whole:
        return whole
    parts = [part.strip() for part in text.split("+")]
    if not all(parts):
        raise UsageError(f"a side of a pair is empty: {text!r}")
    found = [_named(part) or Side(*_single(part, names)) for part in parts]
    seats = dict.fromkeys(seat for one in found for seat in one.seats)
    return Side("+".join(dict.fromkeys(one.name for one in found)), tuple(seats))


def _single(text: str, names: Mapping[str, str]) -> tuple[str, tuple[Seat, ...]]:
    plain = {_plain(name): code for name, code in names.items()}
    code = text if ":" in text else plain.get(_plain(text), text.upper())
    if ":" in code:
        return code, (Seat(entity=code),)
    country, _, sector = code.partition(".")
    book = load_codebook()
    if country not in book.slots and country not in names.values():
        raise UsageError(f"nobody is known as {text!r}{_offers(text, names)}")
    if "." in code and sector not in book.sectors:
        raise UsageError(f"no sector {sector!r} in {text!r}: one of {', '.join(book.sectors)}")
    return code, (Seat(country, sector),)


def _offers(text: str, names: Mapping[str, str]) -> str:
    sets = {name: str(row["name"]) for name, row in _by_name().items()}
    known = {**{_plain(name): f"{name} ({code})" for name, code in names.items()}, **sets}
    near = get_close_matches(_plain(text), known, _OFFERED, _NEAR)
    return f"; did you mean {', '.join(dict.fromkeys(known[one] for one in near))}?" if near else ""


def _named(text: str) -> Side | None:
    row = _by_name().get(_plain(text))
    return Side(row["name"], tuple(_seats(row))) if row else None


def _seats(row: dict[str, Any]) -> Iterator[Seat]:
    for body in (*row.get("bodies", ()), *([row["body"]] if "body" in row else ())):
        yield Seat(entity=body) if ":" in body else Seat(body)
    for country, spell in row["members"].items():
        since, _, until = spell.partition("/")
        yield Seat(country, since=since, until=until)


@cache
def _by_name() -> dict[str, dict[str, Any]]:
    return {_plain(name): row for row in named_sets().values() for name in (row["name"], *row.get("also", ()))}


@cache
def named_sets() -> dict[str, dict[str, Any]]:
    """Return sets.toml: by id, the name, other names, members with their days, and a note on the dates."""
    text = resources.files("harmattan.analyse").joinpath("sets.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _plain(name: str) -> str:
    words = " ".join(name.casefold().split())
    return words.removeprefix("the ")
