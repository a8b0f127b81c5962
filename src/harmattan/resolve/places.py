"""Where an act happened: a span of text -> state, region, province or town with coordinates.

A state's or a region's name is never pinned on a town that happens to be called so. Among towns of one name the other
states of the article and the population decide; a name nobody knows stays unresolved.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from harmattan.records import EventPlace
from harmattan.resolve.gazetteer import Gazetteer, Town
from harmattan.resolve.knowledge import Entry, Knowledge, Region
from harmattan.resolve.names import Token, fold, key_of, tokens
from harmattan.resolve.pieces import DETERMINERS, PREPOSITIONS, Piece, cut
from harmattan.resolve.scene import Scene, Towns
from harmattan.resolve.words import UNITS
from harmattan.resolve.words import words as word_class

_INSIDE = word_class("inside")
_SIDES: Final = re.compile(
    r"^(?:the )?(?:north|south|east|west|central|north ?east|north ?west|south ?east|south ?west|upper|lower)"
    r"(?:ern)?(?:most)? "
)
# What a state named in the article, a capital, and a main name are worth against ten times the population.
_NAMED, _CAPITAL, _OTHER_NAME, _SAME_UNIT = 3.0, 1.5, -1.5, 4.0
# A town this small counts only if the article names its state.
_SMALL: Final = 15000


@dataclass(frozen=True, slots=True)
class Spot:
    """What a name was found to be. lat and lon are degrees."""

    name: str
    country: str
    geonameid: int | None
    lat: float | None
    lon: float | None
    resolution: str

    def fill(self, place: EventPlace) -> EventPlace:
        """Return place with the spot's values."""
        return replace(
            place,
            name=self.name,
            country=self.country,
            geonameid=self.geonameid,
            lat=self.lat,
            lon=self.lon,
            resolution=self.resolution,
        )


class Places(Towns):
    """Resolves places with the tables and the gazetteer."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.gazetteer = Gazetteer()

    @cached_property
    def _iso3(self) -> dict[str, str]:
        return {state.iso2: iso3 for iso3, state in self.knowledge.states.items()}

    def resolve(self, place: EventPlace, scene: Scene) -> EventPlace:
        """Return place filled; its resolution stays empty where nobody knows the words."""
        text = scene.article.text
        after = text[place.span.end : place.span.end + 40]
        spot = self.locate(place.span.of(text), scene, after)
        return spot.fill(place) if spot else place

    def locate(self, words: str, scene: Scene, after: str = "") -> Spot | None:
        """Return the spot that words mean; after: the text behind them, where ", Louisiana" may stand."""
        found = [token for token in tokens(words) if token.kind != "mark"]
        while found and found[0].key in DETERMINERS | PREPOSITIONS:
            found = found[1:]
        if not found:
            return None
        return (
            self._named_area(found, scene)
            or self._inside_town(words, found, scene)
            or self._side_of_state(words, scene)
            or self._town_spot(found, scene, _hint(words, after))
            or self._largest_part(words, scene)
        )

    def country_of(self, name: str, scene: Scene) -> str:
        """Return the state of a town as the article means it; empty if unknown."""
        region = self.knowledge.regions.get(_key(tokens(name)))
        if region:
            return region.countries[0] if len(region.countries) == 1 else ""
        town = self._choose(name, scene, "")
        return self._iso3.get(town.iso2, "") if town else ""

    def _named_area(self, found: Sequence[Token], scene: Scene) -> Spot | None:
        """Return the region or state that the whole phrase names."""
        key = _key(found)
        region = self.knowledge.regions.get(key)
        if region:
            return _region_spot(region)
        length, entries = self.knowledge.index.longest(found, 0)
        state = next((one for one in entries if one.kind == "state"), None) if length == len(found) else None
        if state is None or not found[0].capital:
            return None
        return self._state_spot(scene.meant.get(fold(state.name), state.country))

    def _state_spot(self, country: str) -> Spot | None:
        state = self.knowledge.states.get(country)
        return Spot(state.name, country, state.geonameid, *state.at, "country") if state else None

    def _side_of_state(self, words: str, scene: Scene) -> Spot | None:
        """Read "northern Mali" as a region of Mali around no known point, so at the state's."""
        plain = fold(words).strip()
        rest = _SIDES.sub("", plain)
        if rest == plain:
            return None
        inner = [token for token in tokens(words) if token.kind == "word"][-len(rest.split()) :]
        area = self._named_area(inner, scene)
        if area is None:
            return None
        return replace(area, name=" ".join(words.split()), geonameid=None, resolution="region")

    def _inside_town(self, words: str, found: Sequence[Token], scene: Scene) -> Spot | None:
        """Read "the airport in Niamey" as a spot below the town, "Gao region" as the province around it."""
        kinds = {token.key for token in found}
        unit = next((UNITS[token.key] for token in found if token.key in UNITS), "")
        if not unit and not kinds & _INSIDE:
            return None
        for piece in reversed(cut(found, self.knowledge)):
            spot = self._piece_spot(piece, scene)
            if spot:
                return self._within(spot, words, unit if not kinds & _INSIDE or kinds & {"district"} else "")
        return None

    def _within(self, spot: Spot, words: str, unit: str) -> Spot:
        name = " ".join(words.split())
        if spot.resolution in ("country", "region", "province"):
            return spot
        return Spot(name, spot.country, None if unit else spot.geonameid, spot.lat, spot.lon, unit or "below-city")

    def _piece_spot(self, piece: Piece, scene: Scene) -> Spot | None:
        region = self.knowledge.regions.get(_key(piece.words))
        if region:
            return _region_spot(region)
        state: Entry | None = piece.entry("state")
        if state:
            return self._state_spot(scene.meant.get(fold(state.name), state.country))
        if piece.kind == "name" or piece.entry("capital"):
            return self._town_spot(piece.words, scene, "")
        return None

    def _largest_part(self, words: str, scene: Scene) -> Spot | None:
        """Return the first known piece of a longer phrase: "Niamey, the capital of Niger"."""
        for piece in cut(tokens(words), self.knowledge):
            spot = self._piece_spot(piece, scene)
            if spot:
                return spot
        return None

    def _town_spot(self, found: Sequence[Token], scene: Scene, hint: str) -> Spot | None:
        if not any(token.capital for token in found):
            return None
        town = self._choose(" ".join(token.text for token in found), scene, hint)
        if town is None:
            return None
        country = self._iso3.get(town.iso2, "")
        kind = "province" if town.kind == "province" else "city"
        return Spot(town.name, country, town.geonameid, town.lat, town.lon, kind)

    def _choose(self, name: str, scene: Scene, hint: str) -> Town | None:
        towns = self.gazetteer.find(name)
        if not towns:
            return None
        named = _named_states(scene)
        capital_of = {entry.country for entry in self.knowledge.index.exactly(name) if entry.kind == "capital"}
        best = max(towns, key=lambda town: self._worth(town, named, capital_of, hint))
        if best.population < _SMALL and self._iso3.get(best.iso2) not in named and not hint:
            return None if len(towns) > 1 or best.other else best
        return best

    def _worth(self, town: Town, named: dict[str, float], capital_of: set[str], hint: str) -> float:
        country = self._iso3.get(town.iso2, "")
        worth = math.log10(town.population + 10)
        worth += _NAMED * named.get(country, 0.0)
        worth += _CAPITAL * (country in capital_of) + _OTHER_NAME * town.other
        return worth + _SAME_UNIT * self._hinted(town, country, hint)

    def _hinted(self, town: Town, country: str, hint: str) -> bool:
        """Tell whether the words after the name speak of this town's state or first-level unit."""
        if not hint:
            return False
        if any(entry.country == country for entry in self.knowledge.index.exactly(hint) if entry.kind == "state"):
            return True
        units = [one for one in self.gazetteer.find(hint) if one.kind == "province"]
        return any(one.iso2 == town.iso2 and one.unit == town.unit for one in units)


def _hint(words: str, after: str) -> str:
    """Return the name behind a comma: "Alexandria, Louisiana"."""
    told = re.match(r"\s*,\s*((?:[A-Z][\w.'’-]+ ?){1,3})", after)
    return told.group(1).strip() if told else ""


def _named_states(scene: Scene) -> dict[str, float]:
    """Return how much of the article's mentions each state has, 0 .. 1."""
    counts: dict[str, float] = {}
    for anchor in scene.anchors:
        if len(anchor.who.country) == 3:
            counts[anchor.who.country] = counts.get(anchor.who.country, 0.0) + 1.0
    most = max(counts.values(), default=1.0)
    return {country: 0.5 + 0.5 * count / most for country, count in counts.items()}


def _region_spot(region: Region) -> Spot:
    country = region.countries[0] if len(region.countries) == 1 else ""
    return Spot(region.name, country, region.geonameid, *region.at, region.resolution)


def _key(words: Sequence[Token]) -> str:
    return key_of(token for token in words if token.kind != "mark")
