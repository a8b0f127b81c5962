"""Distances on the Earth: a box that an index or a scan can use, then great circles."""

import math
from collections.abc import Callable, Iterable
from typing import Final

# Latitude and longitude in degrees of a name, or None if no place is called so.
Locate = Callable[[str], tuple[float, float] | None]
# Latitudes south and north; longitudes west and east, west > east where the box crosses the date line, None for all.
Box = tuple[float, float, tuple[float, float] | None]

# Mean radius of the Earth in km (IUGG): great circles with it are right to half a per cent.
_RADIUS: Final = 6371.0088


def distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the great-circle distance in km of two points in degrees, by the haversine formula."""
    lat, lon, lat_other, lon_other = map(math.radians, (*one, *other))
    half_chord = math.sin((lat_other - lat) / 2) ** 2
    half_chord += math.cos(lat) * math.cos(lat_other) * math.sin((lon_other - lon) / 2) ** 2
    return 2 * _RADIUS * math.asin(math.sqrt(min(1.0, half_chord)))


def box(centre: tuple[float, float], km: float) -> Box:
    """Return the smallest box of latitudes and longitudes that holds the circle.

    The longitudes of a circle reach furthest at asin(sin(r) / cos(lat)) from its centre; one that holds a pole
    crosses all of them.
    """
    lat, lon = centre
    angle = km / _RADIUS
    reach = math.degrees(angle)
    south, north = lat - reach, lat + reach
    if south <= -90 or north >= 90:
        return max(south, -90.0), min(north, 90.0), None
    across = math.degrees(math.asin(min(1.0, math.sin(angle) / math.cos(math.radians(lat)))))
    return south, north, (_wrapped(lon - across), _wrapped(lon + across))


def _wrapped(lon: float) -> float:
    return (lon + 180) % 360 - 180


def within(centre: tuple[float, float], km: float, points: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return the points at most km from the centre."""
    return [point for point in points if distance(centre, point) <= km]
