"""Where an act happened: a span of text -> state, region, province or town with coordinates.

A state's or a region's name is never pinned on a town that happens to be called so. Among towns of one name the other
states of the article and the population decide; a name nobody knows stays unresolved.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from harmattan.records import EventPlace
from harmattan.resolve.beside import REACH, hint_of, hints_beside, is_of_a_state, unit_listed, us_state_behind
from harmattan.resolve.candidates import PLAINLY, TOLD_OF, Candidates
from harmattan.resolve.epithets import plainly
from harmattan.resolve.gazetteer import Gazetteer, Town
from harmattan.resolve.knowledge import Entry, Knowledge, Region
from harmattan.resolve.land import TERRITORIES, named_before
from harmattan.resolve.names import Token, fold, key_of, key_of_name, name_of, tokens
from harmattan.resolve.pieces import DETERMINERS, PREPOSITIONS, Piece, before_preposition, cut, on_land
from harmattan.resolve.scene import Scene, Towns
from harmattan.resolve.spots import Spot, narrowest, region_spot
from harmattan.resolve.votes import ABBREVIATIONS, View, cell, unit_key
from harmattan.resolve.words import TOWN_PEOPLE, UNITS, US_STATES
from harmattan.resolve.words import words as word_class

_INSIDE = word_class("inside")
_NO_TOWN = word_class("other_than_town")
_PARKS = word_class("parks")
_DESCRIBED = word_class("described_regions")
_QUARTERS = word_class("quarters")
# People of a town called like a state that news means without more words, where it tells of the town's own state.
_LIKE_A_STATE: Final = 50_000
_A_CITY: Final = 100_000
_GULF_STATES: Final = ("TX", "LA", "MS", "AL", "FL")  # along the Gulf of Mexico
# Words of a name that may be spelt otherwise: "Ma'arrat an-Nu'man" has five.
_LONGEST: Final = 5
_IN_A_UNIT: Final = re.compile(
    r"(?P<town>[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*), (?P<unit>[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*)"
)
_OWNED: Final = re.compile(
    r"\b(?P<owner>[A-Z][\w-]*(?: [A-Z][\w-]*){0,3})['’]s? (?P<name>[A-Z][\w-]*(?: [A-Z][\w-]*)?)(?: region| province)?$"
)
_SIDES: Final = re.compile(
    r"^(?:the )?(?:north|south|east|west|central|north ?east|north ?west|south ?east|south ?west|upper|lower)"
    r"(?:ern)?(?:most)? "
)


class Places(Towns):
    """Resolves places with the tables and the gazetteer."""

    def __init__(self, knowledge: Knowledge, loaded: Path | None = None) -> None:
        """loaded: places the user loaded from a GeoNames dump, beside the shipped ones."""
        self.knowledge = knowledge
        self.gazetteer = Gazetteer(loaded)
        own = {state.iso2: iso3 for iso3, state in knowledge.states.items()}
        self._iso3 = {iso2: own[of] for iso2, of in TERRITORIES.items()} | own
        self.candidates = Candidates(knowledge, self.gazetteer, self._iso3)

    def resolve(self, place: EventPlace, scene: Scene) -> EventPlace:
        """Return place filled; its resolution stays empty where nobody knows the words."""
        text, span = scene.article.text, place.span
        words = named_before(span.of(text), span.start, scene) or plainly(span.of(text), span.start, scene)
        beside = _IN_A_UNIT.fullmatch(words)  # "London, Ontario"
        inside = beside is not None and any(one.kind == "province" for one in self.gazetteer.find(beside["unit"]))
        before, behind = text[max(0, span.start - REACH) : span.start], text[span.end : span.end + REACH]
        spot = self.locate(beside["town"], scene, f", {beside['unit']}{behind}", before) if beside and inside else None
        spot = spot or self.locate(words, scene, behind, before)
        return spot.fill(place) if spot else place

    def locate(self, words: str, scene: Scene, after: str = "", before: str = "") -> Spot | None:
        """Return the spot that words mean; after, before: the text beside them, where ", Louisiana" may stand."""
        found = [token for token in tokens(words) if token.kind != "mark"]
        article = False
        while found and found[0].key in DETERMINERS | PREPOSITIONS and not self._begins_so(found):
            article = article or found[0].key in DETERMINERS
            found = found[1:]
        if not found:
            return None
        if town := TOWN_PEOPLE.get(_key(found)):
            found = tokens(town)
        hint = hint_of(after, before, self.candidates.of_adjective)
        if self._called_after_a_town(found):
            return None
        return (
            self._owned_part(words)
            or (None if article else self._small_town(found, hint, us_state_behind(after)))
            or self._town_like_a_state(found, scene, before)
            or self._named_area(found, scene, hint)
            or self._abbreviated(words, after)
            or self._unit(found, scene, hint)
            or self._listed_unit(found, scene, unit_listed(after, before), hint)
            or self._inside_town(words, found, scene)
            or (None if self.candidates.town_hinted(name_of(found), hint) else self._side_of_state(words, scene))
            or self._town_spot(found, scene, hint, article=article)
            or (None if article else self._spelt_otherwise(found, scene))
            or (None if article else self._spelt_otherwise(before_preposition(found), scene))
            or (None if self._known(found) else self._largest_part(words, scene))
        )

    def _begins_so(self, found: Sequence[Token]) -> bool:
        """Tell whether a preposition belongs to the name of a place: "In Guezzam"."""
        return found[0].capital and found[0].key in PREPOSITIONS and len(found) > 1 and self._known(found)

    def _owned_part(self, words: str) -> Spot | None:
        """Return the part of a state that is called like a region of several: "Burkina Faso's Sahel region"."""
        owned = _OWNED.search(words)
        states = self.knowledge.index.exactly(owned["owner"]) if owned else ()
        country = next((one.country for one in states if one.kind == "state"), "")
        region = self.knowledge.regions.get(_key(tokens(owned["name"]))) if owned and country else None
        if region is None or len(region.countries) < 2 or country not in region.countries:
            return None
        towns = self.gazetteer.find(region.name)
        unit = next((one for one in towns if one.kind == "province" and self._iso3.get(one.iso2) == country), None)
        return self._spot(unit) if unit else replace(region_spot(region), country=country)

    def home(self, scene: Scene) -> str:
        """Return the state in which an article is set, if the names of its places put one clearly ahead."""
        return self.candidates.home(scene)

    def country_of(self, name: str, scene: Scene) -> str:
        """Return the state of a town as the article means it; empty if unknown."""
        found = tokens(name)
        hints = hints_beside(name, scene.article.text, self.candidates.of_adjective)
        region = self.knowledge.regions.get(_key(found))
        if region and self._is_there(found, region, scene, hints):
            named = {one.who.country for one in scene.anchors if region.resolution == "province"}
            meant = [one for one in region.countries if len(region.countries) == 1 or one in named]
            return meant[0] if len(meant) == 1 else ""
        return self._iso3.get(town.iso2, "") if (town := self.candidates.choose(name, scene, "")) else ""

    def unit_of(self, country: str, name: str) -> str:
        """Return the name of the province or region of the state that is called so; empty if there is none."""
        region = self.knowledge.regions.get(_key(tokens(name)))
        units = {self._iso3.get(town.iso2) for town in self.gazetteer.find(name) if town.kind == "province"}
        return region.name if region and region.countries == (country,) else name if country in units else ""

    def _named_area(self, found: Sequence[Token], scene: Scene, hint: str = "") -> Spot | None:
        """Return the region or state that the whole phrase names."""
        key = _key(found)
        region = self.knowledge.regions.get(key)
        if (
            region
            and self._is_there(found, region, scene, (hint,))
            and not self.candidates.town_there(region, name_of(found), scene)
        ):
            return region_spot(self._which_gulf(region, scene))
        length, entries = self.knowledge.index.longest(found, 0)
        whole = length == len(found) and found[0].capital
        state = next((one for one in entries if one.kind in ("state", "adjective", "people")), None) if whole else None
        if state is None:
            return None
        country = scene.meant.get(fold(state.name), state.country) if "ambiguous" in state.flags else state.country
        if state.name == "Georgia" and state.kind == "state":
            country = self._which_georgia(scene)
        if country == "USA" and state.name == "Georgia":
            # The Georgia that is no state of the world is a unit of the United States.
            return self._us_state("GA")
        town = self._namesake(found, scene, country, hint)
        if town:
            return self._spot(town)
        return self._state_spot(country)

    def _is_there(self, found: Sequence[Token], region: Region, scene: Scene, hints: Collection[str]) -> bool:
        """Tell whether words mean the region of the tables: no town beside whose name its state stands, and no other
        green zone where other states alone are spoken of."""
        if self.candidates.town_beside(name_of(found), region.countries, hints):
            return False
        told = scene.spoken_of(region.name).keys() if _key(found) in _DESCRIBED else ()
        return not told or bool(set(told) & set(region.countries))

    def _small_town(self, found: Sequence[Token], hint: str, code: str) -> Spot | None:
        """Return the state of the United States behind the name of a region elsewhere: "Java, South Dakota".

        Only where nobody knows the town: it lies somewhere in that state.
        """
        region = self.knowledge.regions.get(_key(found)) if code else None
        if (
            region is None
            or "USA" in region.countries
            or self.candidates.town_beside(name_of(found), region.countries, (hint,))
        ):
            return None
        state = self._us_state(code)
        return state and replace(state, name=found[0].text, geonameid=None, resolution="region")

    def _which_gulf(self, region: Region, scene: Scene) -> Region:
        """Return the Gulf of Mexico for "the Gulf" where the land along it is told of, and no state of the other."""
        votes, named = self.candidates.votes(scene), scene.spoken_of("Gulf")
        if region.name != "Persian Gulf" or named.keys() & set(region.countries):
            return region
        there = any(votes.get(("US", unit), 0.0) >= TOLD_OF for unit in _GULF_STATES)
        return self.knowledge.regions["gulf of mexico"] if there else region

    def _which_georgia(self, scene: Scene) -> str:
        votes = self.candidates.votes(scene)
        told = scene.meant.get("georgia", "GEO")
        if told == "USA" or votes.get(("US", "GA"), 0.0) > max(1.0, votes.get(("GE", ""), 0.0)):
            return "USA"
        return "GEO"

    def _namesake(self, found: Sequence[Token], scene: Scene, country: str, hint: str) -> Town | None:
        """Return the town called like a state, where the article is plainly about its surroundings: "Lebanon, Pa.".

        A state is never pinned on a town that happens to be called so; the town's own county must speak for it, and
        nothing for the state.
        """
        name = name_of(found)
        if country in scene.spoken_of(name):
            return None
        towns = [town for town in self.gazetteer.find(name) if town.kind == "town" and not town.other]
        towns = [town for town in towns if self._iso3.get(town.iso2) != country]
        view = View({}, self.candidates.votes(scene), {}, set(), {}, hint)
        sure = [
            town
            for town in towns
            if self.candidates.is_hinted(town, self._iso3.get(town.iso2, ""), hint)
            or (view.support(unit_key(town)) >= PLAINLY and view.support(cell(town)) >= PLAINLY)
        ]
        return max(sure, key=lambda town: view.support(cell(town)), default=None)

    def _town_like_a_state(self, found: Sequence[Token], scene: Scene, before: str) -> Spot | None:
        """Return the town called like a state, where only the town's own state is told of: "Armenia" in Colombia.

        Not where the other state is told of by any other word, nor of what stands where states do.
        """
        name = name_of(found)
        states = {one.country for one in self.knowledge.index.exactly(name) if one.kind == "state"}
        told = scene.spoken_of(name) if states else {}
        if len(told) != 1 or states & set(told) or is_of_a_state(before):
            return None
        towns = [one for one in self.gazetteer.find(name) if one.kind == "town" and one.population >= _LIKE_A_STATE]
        here = [one for one in towns if not one.other and self._iso3.get(one.iso2) in told]
        return self._spot(here[0]) if here else None

    def _us_state(self, code: str) -> Spot | None:
        units = self.gazetteer.find(US_STATES[code].name)
        return next((self._spot(one) for one in units if one.iso2 == "US" and one.unit == code), None)

    def _abbreviated(self, words: str, after: str) -> Spot | None:
        """Read "Ky." as the state of the United States it stands for, the full stop being left out or not."""
        code = ABBREVIATIONS.get(words.strip() + "." * after.startswith(".")) or ABBREVIATIONS.get(words.strip())
        return self._us_state(code) if code else None

    def _unit(self, found: Sequence[Token], scene: Scene, hint: str) -> Spot | None:
        """Return the unit that the whole phrase names with its kind: "Laurel County", "Gao Region"."""
        if len(found) < 2 or found[-1].key not in UNITS or not found[0].capital:
            return None
        for words in (found, found[:-1]):
            town = self.candidates.choose(" ".join(token.text for token in words), scene, hint, units=True)
            if town:
                return self._spot(town)
        return None

    def _listed_unit(self, found: Sequence[Token], scene: Scene, beside: tuple[str, str], hint: str) -> Spot | None:
        """Return the unit that is told with others of its kind: "Gao" in "Gao, Kidal and Menaka regions"."""
        noun, last = beside
        if not noun or not found[0].capital:
            return None
        name = name_of(found)
        there = {one.iso2 for one in self.gazetteer.find(last) if one.kind != "town"}
        for words in (f"{name} {noun}", name):
            region = self.knowledge.regions.get(key_of_name(words))
            unit = None if region else self.candidates.choose(words, scene, hint, units=True)
            if region:
                return region_spot(region)
            if unit and (not last or unit.iso2 in there):
                return self._spot(unit)
        return None

    def _spot(self, town: Town) -> Spot:
        country = self._iso3.get(town.iso2, "")
        kind = "city" if town.kind == "town" else town.kind
        at = town.lat, town.lon
        if kind == "province" and town.iso2 == "US" and town.unit in US_STATES:
            at = US_STATES[town.unit].at
        return Spot(town.name, country, town.geonameid, *at, kind)

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
        # "West Darfur" and "Upper Nile" are states of their own.
        unit = self.candidates.choose(" ".join(words.split()), scene, "", units=True) if words[:1].isupper() else None
        if unit and unit.kind == "province" and area.country in ("", self._iso3.get(unit.iso2)):
            return self._spot(unit)
        return replace(area, name=" ".join(words.split()), geonameid=None, resolution="region")

    def _inside_town(self, words: str, found: Sequence[Token], scene: Scene) -> Spot | None:
        """Read "the airport in Niamey" as a spot below the town, "Gao region" as the province around it."""
        kinds = {token.key for token in found}
        unit = next((UNITS[token.key] for token in found if token.key in UNITS), "")
        if (not unit and not kinds & _INSIDE) or (all(token.capital for token in found) and self._known(found)):
            return None  # "Port Sudan" is a town
        last = reversed(cut(found, self.knowledge))
        spots = [spot for piece in last if (spot := self._piece_spot(piece, scene))]
        spot = narrowest([one for one in spots if one.country == spots[0].country])
        return spot and self._within(spot, words, unit if not kinds & _INSIDE or kinds & {"district"} else "")

    def _within(self, spot: Spot, words: str, unit: str) -> Spot:
        name = " ".join(words.split())
        if spot.resolution in ("country", "region", "province"):
            return spot
        return Spot(name, spot.country, None if unit else spot.geonameid, spot.lat, spot.lon, unit or "below-city")

    def _piece_spot(self, piece: Piece, scene: Scene) -> Spot | None:
        region = self.knowledge.regions.get(_key(piece.words))
        if region:
            return region_spot(region)
        state: Entry | None = piece.entry("state")
        if state:
            return self._state_spot(scene.meant.get(fold(state.name), state.country))
        if piece.kind == "name" or piece.entry("capital"):
            return self._town_spot(piece.words, scene, "")
        return None

    def _known(self, found: Sequence[Token]) -> bool:
        """Tell whether the gazetteer has the whole phrase, though none of its places is meant."""
        return bool(self.gazetteer.find(name_of(found)))

    def _largest_part(self, words: str, scene: Scene) -> Spot | None:
        """Return the first known piece of a longer phrase that is no state: "Niamey, the capital of Niger".

        If the phrase names a state, what is not in it is not meant: "the town of Omar in north-eastern Syria".
        """
        found = tokens(words)
        spots = [spot for piece in on_land(cut(found, self.knowledge)) if (spot := self._piece_spot(piece, scene))]
        if city := self._around_quarter(found, scene):
            return city
        if all(token.capital for token in found):
            # "Ten Mile" is no Mile of a state that nobody spoke of, nor "Downtown Cairo" a Downtown.
            told = {"", self.home(scene)}
            spots = [one for one in spots if one.country in told or one.country in scene.spoken_of(one.name)]
        return narrowest(spots)

    def _around_quarter(self, found: Sequence[Token], scene: Scene) -> Spot | None:
        """Return the city of "Central London"; no smaller place, lest "Inner Temple" be in Texas."""
        if found[0].key not in _QUARTERS or not all(token.capital for token in found) or self._organisation(found[1:]):
            return None
        city = self.candidates.choose(name_of(found[1:]), scene, "")
        return self._spot(city) if city and _is_city(city) else None

    def _town_spot(self, found: Sequence[Token], scene: Scene, hint: str, *, article: bool = False) -> Spot | None:
        """article: whether "the" stood before: "the Rada" is no district of Yemen that nobody spoke of."""
        if not any(token.capital for token in found) or self._organisation(found):
            return None
        town = self.candidates.choose(name_of(found), scene, hint, article=article)
        return self._spot(town) if town else None

    def _spelt_otherwise(self, found: Sequence[Token], scene: Scene) -> Spot | None:
        """Return the place that a whole name means in another spelling."""
        if not found or not found[0].capital or len(found) > _LONGEST:
            return None
        if self._organisation(found) or self._known(found):
            return None
        town = self.candidates.spelt_otherwise(name_of(found), scene)
        return self._spot(town) if town else None

    def _called_after_a_town(self, found: Sequence[Token]) -> bool:
        """Tell whether a whole name only holds a town's: "Camp David" is no part of David in Panama."""
        named = found[0].key in _NO_TOWN or self._is_park(_key(found))
        named = named and len(found) > 1 and all(token.capital for token in found)
        return named and not self._known(found) and self.knowledge.regions.get(_key(found)) is None

    def _is_park(self, key: str) -> bool:
        """Tell whether a name is a park's, but for one called after the only place of its name: Zion is many towns'."""
        named = next((key.removesuffix(f" {park}") for park in _PARKS if key.endswith(f" {park}")), "")
        places = self.gazetteer.find(named) if named else ()
        return bool(named) and len({unit_key(one) for one in places}) != 1 and not any(map(_is_city, places))

    def _organisation(self, found: Sequence[Token]) -> bool:
        """Tell whether the phrase is an acronym of an actor: "EU" is no town in Normandy."""
        length, entries = self.knowledge.index.longest(found, 0)
        return (
            length == len(found)
            and all(token.text.isupper() for token in found)
            and any(entry.kind in ("organisation", "group") for entry in entries)
        )


def _is_city(town: Town) -> bool:
    return town.population >= _A_CITY and town.kind == "town"


def _key(words: Sequence[Token]) -> str:
    return key_of(token for token in words if token.kind != "mark")
