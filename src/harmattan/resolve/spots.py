"""What the name of a place was found to be."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from harmattan.records import EventPlace
from harmattan.resolve.knowledge import Region


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


def narrowest(spots: Sequence[Spot]) -> Spot | None:
    """Return the first spot that is no state, of those in the states named; a state if there is none such."""
    states = {spot.country for spot in spots if spot.resolution == "country"}
    inside = [spot for spot in spots if not states or spot.country in states]
    return min(inside, key=lambda spot: spot.resolution == "country", default=None)


def region_spot(region: Region) -> Spot:
    """Return a named region as a spot, of its state if it lies in one."""
    country = region.countries[0] if len(region.countries) == 1 else ""
    return Spot(region.name, country, region.geonameid, *region.at, region.resolution)
