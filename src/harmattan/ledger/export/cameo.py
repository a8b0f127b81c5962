"""PLOVER as CAMEO: reads cameo.toml."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from harmattan.records import Event, Party


@dataclass(frozen=True, slots=True)
class Actor:
    """A party as GDELT codes it: country, known group, and at most three types."""

    country: str
    group: str
    types: tuple[str, ...]

    @property
    def code(self) -> str:
        """The whole code: a state before its types ("MLIMIL"), the type of a body before its name ("IGOUNO")."""
        return self.country + "".join(self.types) if not self.group else "".join((*self.types[:1], self.group))


@cache
def table() -> dict[str, Any]:
    """Return cameo.toml; read once a process, since it never changes."""
    return tomllib.loads(resources.files("harmattan.ledger.export").joinpath("cameo.toml").read_text(encoding="utf-8"))


def code_of(event: Event) -> str:
    """Return the CAMEO code: of the first mode that has one, else of the first context, else of the type.

    The empty text for a type that is not in the table.
    """
    row = table()["types"].get(event.type, {})
    modes, contexts = row.get("modes", {}), row.get("contexts", {})
    found = [modes[mode] for mode in event.modes if mode in modes]
    found += [contexts[context] for context in event.contexts if context in contexts]
    return str(next(iter(found), row.get("code", "")))


def actor_of(party: Party) -> Actor:
    """Return a party's codes; each is empty where it is not known."""
    slot = table()["slots"].get(party.country)
    sectors = [code for sector in party.sectors if (code := table()["sectors"].get(sector))]
    if slot is None:
        country = table()["countries"].get(party.country, party.country)
        return Actor(country, "", tuple(dict.fromkeys(sectors))[:3])
    types = tuple(dict.fromkeys([slot["type"], *sectors]))[:3]
    return Actor(slot.get("country", ""), slot.get("group", ""), types)
