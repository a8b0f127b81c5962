"""Which of the places of one name an article means: by the states and places it names, by population, by what is told.

Santiago beside Santo Domingo is Dominican; Moscow is the capital unless the land around its namesake is spoken of.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from harmattan.resolve.beside import hints_beside
from harmattan.resolve.borders import borders
from harmattan.resolve.gazetteer import Gazetteer, Town
from harmattan.resolve.knowledge import Knowledge, Region
from harmattan.resolve.names import key_of, tokens
from harmattan.resolve.outlets import outlet_of
from harmattan.resolve.scene import Scene
from harmattan.resolve.spellings import Spellings, differs
from harmattan.resolve.votes import (
    ABBREVIATIONS,
    View,
    Votes,
    ahead,
    called_short,
    cell,
    home_votes,
    seats,
    shares,
    unit_key,
    votes_of,
)
from harmattan.resolve.words import UNITS, words

# What a state named in the article, a capital, and a main name are worth against ten times the population.
_NAMED, _CAPITAL, _OTHER_NAME, _SAME_UNIT = 3.0, 1.5, -1.5, 4.0
# What the other names of the article are worth at most for a first-level unit and for a state.
_UNIT_VOTES, _STATE_VOTES, _NEAR_VOTES = 4.0, 3.0, 6.0
# People that make a town known abroad, and how many times as many as a namesake elsewhere it has to have.
_KNOWN, _FAR = 100_000, 8
# People of a city that the world knows, and how many times as many as a namesake it has to have.
_OF_THE_WORLD, _DWARFS = 1_000_000, 80
# The vote of one town that lies nowhere else, for the state it lies in.
TOLD_OF: Final = 0.9
# Votes of other names for the land around a place that is not far from nothing.
_ANYTHING: Final = 0.5
# States that an article of the world speaks of, at least.
_SEVERAL: Final = 3
# A town this small counts only if the article names its state.
_SMALL: Final = 15000
# People of a town that news names without its state.
_A_TOWN: Final = 10_000
# People of a place of which GeoNames tells no number: it is the seat of something, else it would not be listed.
_UNCOUNTED: Final = 2000
# Votes of other names that make a small town credible, and that make a town of a state's name plain.
_SOME, PLAINLY = 0.1, 1.5
# "Donetsk" is the town before it is the unit around it.
_TOWN_FIRST: Final = -1.0
# The more so if a third of the unit lives in that town: "St. Petersburg".
_MOST_OF_IT: Final = -2.0
# Degrees from a town to the middle of a unit around it.
_NEAR_DEGREES: Final = 3.0
_COMMON: Final = words("inside") | frozenset(UNITS) | {"town", "city"}


class Candidates:
    """Chooses among the places of a name. iso3: ISO alpha-2 to alpha-3."""

    def __init__(self, knowledge: Knowledge, gazetteer: Gazetteer, iso3: Mapping[str, str]) -> None:
        self.knowledge, self.gazetteer, self._iso3 = knowledge, gazetteer, iso3
        self._iso2 = {state: knowledge.states[state].iso2 for state in iso3.values()}
        self.spellings = Spellings(gazetteer)

    def choose(self, name: str, scene: Scene, hint: str, *, units: bool = False, article: bool = False) -> Town | None:
        """Return the likeliest place called name; units: only first- and second-level units are asked for.

        article: whether "the" stands before it, as before no small place.
        """
        towns = tuple(town for town in self.gazetteer.find(name) if not units or town.kind != "town")
        if not towns:
            return None
        view = View(
            named=scene.spoken_of(name),
            votes=self.votes(scene),
            own=shares(towns, scene.names.get(name, 0)),
            capital_of={entry.country for entry in self.knowledge.index.exactly(name) if entry.kind == "capital"},
            units=seats(towns),
            hint=hint or self._told_beside(name, towns, scene.article.text),
            short=called_short(name, towns),
        )
        home = self._famous(towns, view)
        able = [town for town in towns if home in ("", town.iso2) and not self._dwarfed(town, towns, view)]
        meant = able if units else self._beside_capitals(able, name, view)
        best = max(meant, key=lambda town: self._worth(town, view))
        supported = (
            self._iso3.get(best.iso2) in view.named
            or self.is_hinted(best, self._iso3.get(best.iso2, ""), hint)
            or view.support(unit_key(best)) >= _SOME
            or view.support((best.iso2, "")) >= 2 * _SOME
        )
        unsaid = self._iso3.get(best.iso2) not in view.named and not self._in_states(best, view)
        if unsaid and not self._is_here(best, view) and (there := self._spelt_there(name, view)):
            return there
        if best.population < _SMALL and not supported:
            return best if self._only_one(best, towns, view) and not article else None
        return best if supported or not self._far_off(name, best, view) else None

    def _spelt_there(self, name: str, view: View) -> Town | None:
        """Return the place of a state spoken of that has a name's very letters: Jalal-Abad is no Afghan Jalalabad."""
        named = [self._iso2[one] for one in view.named if one in self._iso2]
        return min(self.spellings.like(name, named, least=1.0), key=lambda town: town.kind != "town", default=None)

    def _beside_capitals(self, towns: Sequence[Town], name: str, view: View) -> Sequence[Town]:
        """Leave out what nobody means by a capital's name alone: the province around it, and towns once called so.

        "Buenos Aires" is the city though Bahía Blanca lies in its province, "Islamabad" not Anantnag in Kashmir.
        """
        capitals = [one for one in towns if one.kind == "town" and not one.other and self._in_states(one, view)]

        def is_meant(town: Town) -> bool:
            at_home = [one for one in capitals if one.iso2 == town.iso2]
            if at_home:
                return town.kind == "town" or not any(_around(town, one) for one in at_home)
            return not (town.other and differs(name, town.name)) or self._is_hinted_by(view.hint, town)

        return [town for town in towns if is_meant(town)] if capitals else towns

    def _in_states(self, town: Town, view: View) -> bool:
        return self._iso3.get(town.iso2, "") in view.capital_of

    def _is_hinted_by(self, hint: str, town: Town) -> bool:
        return self.is_hinted(town, self._iso3.get(town.iso2, ""), hint)

    def _far_off(self, name: str, best: Town, view: View) -> bool:
        """Tell whether a name is another one of a town in a state that an article of other states leaves out.

        Bonna is Bonn to the Romans, and no village of Mali: a city of the world and a capital are meant
        without their state, and so is a town beyond the border in another spelling: "Qamishli" of Al Qāmishlī.
        """
        if not view.named or not best.other or best.population >= _OF_THE_WORLD or self._in_states(best, view):
            return False
        return not (self._borders(best, view) and self.spellings.is_alike(name, best))

    def _borders(self, town: Town, view: View) -> bool:
        here = self._iso3.get(town.iso2, "")
        return any(frozenset((here, one)) in borders() for one in view.named)

    def _only_one(self, best: Town, towns: Sequence[Town], view: View) -> bool:
        """Tell whether a name can mean nothing but one small place, though its state is not named.

        A village abroad is not meant by what is spoken of; a district is too large to be named by chance.
        """
        if best.other or any(unit_key(town) != unit_key(best) for town in towns):
            return False
        if best.kind != "town":
            return key_of(tokens(best.name)) not in _COMMON
        # One beyond the border of a state spoken of is: "Serbia's president went to Srebrenica".
        return not view.named or self._borders(best, view)

    def spelt_otherwise(self, name: str, scene: Scene) -> Town | None:
        """Return the place called nearly so in a state that the article names, or tells of by another town."""
        named = [self._iso2[one] for one in scene.spoken_of(name) if one in self._iso2]
        told = [key[0] for key, vote in self.votes(scene).items() if key[0] in self._iso3 and vote >= TOLD_OF]
        return next(iter(self.spellings.like(name, dict.fromkeys([*named, *told]))), None)

    def _famous(self, towns: Sequence[Town], view: View) -> str:
        """Return the country of a name that means one town to the world, and far smaller ones around these: "Geneva".

        Where an article is about several states, it is no local one: that a state is much spoken of does not make its
        hamlets known, and the land around them has to be spoken of too. Empty if the name means no town so.
        """
        known = [town for town in towns if town.kind == "town" and not town.other and self._is_known(town, view)]
        most = max(known, key=lambda town: town.population, default=None)
        if most is None or len(view.named) < _SEVERAL:
            return ""
        abroad = [town for town in towns if town.iso2 != most.iso2]
        rivals = [town for town in abroad if _FAR * town.population > most.population or self._is_here(town, view)]
        return "" if rivals else most.iso2

    def _dwarfed(self, town: Town, towns: Sequence[Town], view: View) -> bool:
        """Tell whether a name means a city far larger than this place, and nothing near the place is spoken of.

        "Washington ruled. Moscow called it piracy": that a state is spoken of does not make its Moscow known. Among
        the places of one state the votes of a single neighbour do not make a village better known than Belém.
        """
        cities = [one for one in towns if one.kind == "town" and not one.other]
        most = max(cities, key=lambda one: one.population, default=town)
        if self._is_seat(most, town, towns) and _DWARFS * town.population < most.population:
            return not self._is_here(town, view)
        at_home = most.iso2 == town.iso2
        if most.population < (_KNOWN if at_home else _OF_THE_WORLD) or _DWARFS * town.population >= most.population:
            return False
        if at_home:
            return not self._is_here(town, view)
        capital = self._iso3.get(most.iso2, "") in view.capital_of
        return capital and not self._is_here(town, view, _ANYTHING) and not self._rivalled(most, towns)

    @staticmethod
    def _is_seat(most: Town, town: Town, towns: Sequence[Town]) -> bool:
        """Tell whether a town shares its name with its unit, and another place of the state lies outside that unit."""
        units = {unit_key(one) for one in towns if one.kind == "province" and not one.other}
        return town.iso2 == most.iso2 and unit_key(most) in units and unit_key(town) != unit_key(most)

    @staticmethod
    def _rivalled(most: Town, towns: Sequence[Town]) -> bool:
        return any(one.iso2 != most.iso2 and _DWARFS * one.population >= most.population for one in towns)

    def _is_known(self, town: Town, view: View) -> bool:
        return town.population >= _KNOWN or self._iso3.get(town.iso2, "") in view.capital_of

    def _is_here(self, town: Town, view: View, least: float = PLAINLY) -> bool:
        near = max(view.support(unit_key(town)), view.support(cell(town)))
        return near >= least or self.is_hinted(town, self._iso3.get(town.iso2, ""), view.hint)

    def _worth(self, town: Town, view: View) -> float:
        country = self._iso3.get(town.iso2, "")
        worth = math.log10((town.population or _UNCOUNTED) + 10)
        worth += _NAMED * view.named.get(country, 0.0)
        worth += _CAPITAL * (country in view.capital_of and town.kind == "town")
        worth += _OTHER_NAME * (town.other and town not in view.short)
        if town.kind != "town":
            seat = view.units.get(unit_key(town), 0)
            worth += _TOWN_FIRST * bool(seat) + _MOST_OF_IT * (3 * seat > town.population)
            worth += _OTHER_NAME * (town.kind == "district" and town.other)
        # The middle of a unit may be empty land: what is told of it counts instead.
        near = unit_key(town) if town.kind == "province" else cell(town)
        for most, key in ((_UNIT_VOTES, unit_key(town)), (_STATE_VOTES, (town.iso2, "")), (_NEAR_VOTES, near)):
            support = view.support(key)
            worth += most * support / (support + 1)
        return worth + _SAME_UNIT * self.is_hinted(town, country, view.hint)

    def home(self, scene: Scene) -> str:
        """Return the state in which an article is set, if the names of its places put one clearly ahead."""
        return self._iso3.get(ahead(self.votes(scene)), "")

    def votes(self, scene: Scene) -> Votes:
        """Return what the names of the article say of where it is; counted once an article."""
        if scene.votes is None:
            names = {name: times for name, times in scene.names.items() if self._votes_for_towns(name)}
            scene.votes = votes_of(names, scene.article.text, self.gazetteer.find)
            for key, vote in self._home_votes(scene).items():
                scene.votes[key] = scene.votes.get(key, 0.0) + vote
        return scene.votes

    def _votes_for_towns(self, name: str) -> bool:
        """There is a town Middle East in Maryland: a region's name speaks for none, but a province's for its towns."""
        region = self.knowledge.regions.get(key_of(token for token in tokens(name) if token.kind != "mark"))
        return region is None or region.resolution == "province"

    def _home_votes(self, scene: Scene) -> Votes:
        """Return what the outlet's home says: a local paper writes of its surroundings without naming them."""
        outlet = outlet_of(scene.article)
        if outlet is None or outlet.scope == "world":
            return {}
        towns = [town for town in self.gazetteer.find(outlet.place) if self._iso3.get(town.iso2) == outlet.country]
        units = (
            {one.unit for one in self.gazetteer.find(outlet.unit) if one.kind == "province"} if outlet.unit else set()
        )
        town = next((one for one in towns if one.kind == "town" and (not units or one.unit in units)), None)
        return home_votes(town, local=outlet.scope == "local") if town else {}

    def _told_beside(self, name: str, towns: Sequence[Town], text: str) -> str:
        """Return the one state or unit that stands behind a name somewhere in the article: "London, Ontario"."""
        hints = hints_beside(name, text, self.of_adjective)
        told = {one for one in hints if any(self.is_hinted(town, self._iso3.get(town.iso2, ""), one) for town in towns)}
        return told.pop() if len(told) == 1 else ""

    def town_beside(self, name: str, countries: Sequence[str], hints: Iterable[str]) -> bool:
        """Tell whether a state or unit beside the name of a region of some states has a town called so: "Patagonia,
        Arizona"."""
        told = [hint for hint in hints if hint]
        towns = [one for one in self.gazetteer.find(name) if one.kind == "town"] if told else []
        owned = [(self._iso3.get(town.iso2, ""), town) for town in towns]
        return any(c not in countries and self.is_hinted(town, c, hint) for c, town in owned for hint in told)

    def town_hinted(self, name: str, hint: str) -> bool:
        """Tell whether a name is a town's of the state or unit beside it: "East Palestine, Ohio"."""
        towns = self.gazetteer.find(name) if hint and name[:1].isupper() else ()
        return any(self.is_hinted(one, self._iso3.get(one.iso2, ""), hint) for one in towns)

    def town_there(self, region: Region, name: str, scene: Scene) -> bool:
        """Tell whether a town called like a region lies in a state spoken of, and the region in none: "Antigua"."""
        told = scene.spoken_of(region.name).keys()
        if not region.countries or told & set(region.countries):
            return False
        towns = self.gazetteer.find(name) if told else ()
        return any(t.kind == "town" and t.population >= _A_TOWN and self._iso3.get(t.iso2) in told for t in towns)

    def of_adjective(self, words: str) -> str:
        """Return the state's name for "Colombian"; other words as they are."""
        found = next((one for one in self.knowledge.index.exactly(words) if one.kind == "adjective"), None)
        state = self.knowledge.states.get(found.country) if found else None
        return state.name if state else words

    def is_hinted(self, town: Town, country: str, hint: str) -> bool:
        """Tell whether the words after the name speak of this town's state or first-level unit."""
        if not hint:
            return False
        if hint in ABBREVIATIONS:
            return town.iso2 == "US" and town.unit == ABBREVIATIONS[hint]
        named = [one for one in self.knowledge.index.exactly(hint) if one.kind == "state"]
        region = self.knowledge.regions.get(key_of(tokens(hint)))
        if any(one.country == country for one in named) or (region and region.countries == (country,)):
            return True
        units = [one for one in self.gazetteer.find(hint) if one.kind == "province"]
        return any(one.iso2 == town.iso2 and one.unit == town.unit for one in units)


def _around(unit: Town, town: Town) -> bool:
    """Tell whether a unit may lie around a town: the state of Washington is far from Washington."""
    return max(abs(unit.lat - town.lat), abs(unit.lon - town.lon)) <= _NEAR_DEGREES
