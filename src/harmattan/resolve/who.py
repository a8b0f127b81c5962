"""A reading of a phrase: who it is, and what a reader asks of the article around it."""

from dataclasses import dataclass
from typing import Final, Protocol

from harmattan.resolve.knowledge import Entry

# Half-open days; None: not known.
Days = tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class Who:
    """A reading of a phrase.

    kind: person, state, area (a part of a state), organisation, group, people (without a state), of a people (its army
    or land), institution, noun, name or ''.

    noun is the head noun's singular, if one decided; plural whether it stands for several; head the noun of the post
    that heads a ministry or agency; ruler "government" or "regime" if these are its forces, of whatever state.
    """

    kind: str = ""
    entity: str | None = None
    name: str = ""
    country: str = ""
    sectors: tuple[str, ...] = ()
    role: str = ""
    noun: str = ""
    plural: bool = False
    head: str = ""
    ruler: str = ""

    @property
    def told(self) -> bool:
        """Whether anything at all was found out."""
        return bool(self.country or self.sectors)


NOBODY: Final = Who()


class Setting(Protocol):
    """What the reader asks of the article around a phrase."""

    def learned(self, name: str) -> Who | None:
        """Return whom the article introduced under that name."""

    def called(self, surname: str, at: int) -> str:
        """Return the full name of whom the article means by a surname at an offset; empty if that is nobody."""

    def state_meant(self, entry: Entry) -> str:
        """Return the state an ambiguous name means here; empty if that cannot be told."""

    def place_country(self, name: str) -> str:
        """Return the state in which a town of that name lies; empty if unknown."""

    def unit(self, name: str, country: str) -> str:
        """Return the name of the province or region of the state that is called so; empty if there is none."""

    def names(self, country: str) -> bool:
        """Tell whether the article names a state, or none at all."""

    def spoken_of(self, country: str) -> bool:
        """Tell whether the article names a state."""

    def salient(self, noun: str, at: int) -> str:
        """Return the state that "the government" means at an offset; empty if that cannot be told."""


class Alone:
    """The setting of a phrase without an article: nothing is learned, nothing is salient."""

    def learned(self, name: str) -> Who | None:
        return None

    def called(self, surname: str, at: int) -> str:
        return ""

    def state_meant(self, entry: Entry) -> str:
        return entry.country

    def place_country(self, name: str) -> str:
        return ""

    def unit(self, name: str, country: str) -> str:
        return ""

    def names(self, country: str) -> bool:
        return True

    def spoken_of(self, country: str) -> bool:
        return False

    def salient(self, noun: str, at: int) -> str:
        return ""
