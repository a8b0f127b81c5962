"""Equal-area planes: Equal Earth for the world, Lambert's azimuthal one for a part of it.

An area on the sheet is to an area on the ground everywhere as it is anywhere, so that no country looks larger than it
is. Planes are in km, x to the east and y to the south, as screens count.
"""

import math
from collections.abc import Callable
from typing import Final

# Longitude and latitude in degrees.
Point = tuple[float, float]
# From longitude and latitude to the plane; None for a point that does not lie on it.
Project = Callable[[float, float], Point | None]

# Radius in km of the sphere that has the Earth's area (GRS 80).
RADIUS: Final = 6371.007
# Equal Earth: Šavrič, Patterson and Jenny 2018, The Equal Earth map projection, equations 1 and 2.
_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
_M: Final = math.sqrt(3) / 2
# Cosine of the distance from the centre beyond which a part of the world shows nothing: 110 degrees.
_BEYOND: Final = math.cos(math.radians(110))


def equal_earth(lon: float, lat: float) -> Point:
    """Return the point of the world's plane. The whole world is 34,489 km wide and 16,787 km high."""
    theta = math.asin(_M * math.sin(math.radians(lat)))
    square = theta * theta
    sixth = square**3
    stretch = _M * (_A1 + 3 * _A2 * square + sixth * (7 * _A3 + 9 * _A4 * square))
    x = math.radians(lon) * math.cos(theta) / stretch
    y = theta * (_A1 + _A2 * square + sixth * (_A3 + _A4 * square))
    return x * RADIUS, -y * RADIUS


def around(lon: float, lat: float) -> Project:
    """Return Lambert's azimuthal equal-area plane around a point, which becomes (0, 0).

    Snyder 1987, Map projections: a working manual, equations 24-2 and 22-4. Shapes are nearly right some thousand km
    around, which Equal Earth's are not far from the equator and Greenwich.
    """
    sine, cosine = math.sin(math.radians(lat)), math.cos(math.radians(lat))

    def project(lon_: float, lat_: float) -> Point | None:
        turn, up = math.radians(lon_ - lon), math.radians(lat_)
        sin_up, cos_up, cos_turn = math.sin(up), math.cos(up), math.cos(turn)
        near = sine * sin_up + cosine * cos_up * cos_turn
        if near < _BEYOND:
            return None
        scale = RADIUS * math.sqrt(2 / (1 + near))
        return scale * cos_up * math.sin(turn), -scale * (cosine * sin_up - sine * cos_up * cos_turn)

    return project
