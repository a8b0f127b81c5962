"""States called by what they are: "the kingdom", "the emirate", "the islands", where one such state is spoken of."""

import re
from typing import Final

from harmattan.resolve.scene import Anchor, Scene
from harmattan.resolve.words import KINDS_OF_STATE

_KIND: Final = re.compile(
    r"\b[Tt]he (?:(?:Gulf|tiny|small|oil-rich|gas-rich|conservative|wealthy|impoverished|Himalayan|desert|whole) )?"
    r"(?P<kind>emirate|[Kk]ingdom|sultanate|archipelago|islands?(?: (?:nation|state|republic|country))?)"
    r"(?=$|['’]s\b|['’] | (?:government|parliament|army|police|president|prime minister|foreign minister)\b)"
)
# Another island than the state: "the Senkaku Islands", "Lesbos island", "the island of Hiiumaa".
_ISLAND: Final = re.compile(
    r"\b(?!The\b|This\b|These\b|Its\b)(?P<name>[A-Z][\w’'-]+) (?:[Ii]slands?|[Ii]sles?|[Aa]tolls?)\b"
    r"|\b[Ii]s(?:land|le)s? of [A-Z]"
)
_SENTENCES: Final = 3  # back
# An emirate of these is a part of them.
_OF_EMIRATES: Final = frozenset(["ARE"])


def realm_named(phrase: str, at: int, scene: Scene) -> str:
    """Return a phrase at an offset with the state's name in place of "the kingdom"; as it is if nobody can tell."""
    match = _KIND.search(phrase)
    country = _meant(match["kind"].lower(), at, scene) if match else ""
    if match is None or not country:
        return phrase
    return f"{phrase[: match.start()]}{scene.knowledge.states[country].name}{phrase[match.end() :]}"


def _meant(kind: str, at: int, scene: Scene) -> str:
    """Return the only state of a kind that an article speaks of, else the only one that stands near an offset."""
    plain = kind in ("island", "islands")
    fitting = KINDS_OF_STATE["island-nation" if " " in kind else kind]
    if plain and _names_an_island(fitting, scene):
        return ""
    named = _named(scene.anchors, fitting)
    found = named if len(named) == 1 else _last(scene.lately(at, _SENTENCES), fitting)
    country = next(iter(found)) if len(found) == 1 else ""
    return "" if country in _OF_EMIRATES else country


def _named(anchors: list[Anchor], fitting: list[str]) -> set[str]:
    return {one.who.country for one in anchors if one.who.country in fitting and one.who.kind != "person"}


def _last(anchors: list[Anchor], fitting: list[str]) -> set[str]:
    """Return those that the last sentence with any names."""
    sentences = [one.sentence for one in anchors if _named([one], fitting)]
    return _named([one for one in anchors if one.sentence == sentences[-1]], fitting) if sentences else set()


def _names_an_island(fitting: list[str], scene: Scene) -> bool:
    """Tell whether an article names an island that is no such state."""
    if scene.islands is None:
        # Without a name: "the island of Hiiumaa".
        found = _ISLAND.finditer(scene.article.text)
        scene.islands = frozenset(one[0] if one["name"] else "" for one in found)
    names = {scene.knowledge.states[one].name for one in fitting}
    return any(not one or not any(one in name for name in names) for one in scene.islands)
