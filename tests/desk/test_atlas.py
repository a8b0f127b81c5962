import json
import math
import zlib
from importlib import resources
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmattan.desk.atlas import borders, drawing, regions, sheet
from harmattan.desk.atlas.projection import RADIUS, around, equal_earth
from harmattan.errors import UsageError
from harmattan.ledger.query.places import PRECISIONS, Spot
from harmattan.resolve import knowledge

LONS = st.floats(-180, 180)
LATS = st.floats(-89, 89)
NAMES: drawing.Names = {"MLI": ("Mali", (-4.0, 17.0)), "TUV": ("Tuvalu", (178.0, -8.0)), "FRA": ("France", (2.0, 46.0))}
# States of the actor tables whose land is too small for a map at 1:50m.
WITHOUT_SHAPE = {"TUV"}


def spot(precision: str = "point", lon: float | None = -0.04, lat: float | None = 16.27, count: int = 1) -> Spot:
    return Spot(precision, "city", ("Gao",), "MLI", None, lat, lon, (0, 0, 0, count))


def patch(project: object, lon: float, lat: float, size: float = 0.01) -> float:
    """Area on a plane of a small patch of degrees, as a share of its area on the ground."""
    corners = [(lon, lat), (lon + size, lat), (lon + size, lat + size), (lon, lat + size)]
    ring = [project(*corner) for corner in corners]  # type: ignore[operator]
    middle = math.radians(lat + size / 2)
    ground = RADIUS**2 * math.radians(size) * 2 * math.cos(middle) * math.sin(math.radians(size / 2))
    return sheet.area(ring) / ground


def test_the_world_has_the_size_of_equal_earth() -> None:
    # Šavrič and others 2018: for a sphere of radius 1 half the width is 2.7066 and half the height 1.3173.
    assert equal_earth(180, 0)[0] / RADIUS == pytest.approx(2.7066, abs=1e-4)
    assert -equal_earth(0, 90)[1] / RADIUS == pytest.approx(1.3173, abs=1e-4)
    assert equal_earth(0, 0) == (0, 0)


@given(st.floats(-179, 179), st.floats(-80, 80))
def test_areas_are_kept_on_both_planes(lon: float, lat: float) -> None:
    assert patch(equal_earth, lon, lat) == pytest.approx(1, abs=2e-3)
    assert patch(around(lon - 20, lat / 2), lon, lat) == pytest.approx(1, abs=2e-3)


@given(LONS, LATS)
def test_the_world_is_the_same_on_both_sides_and_nothing_lies_beyond_its_edge(lon: float, lat: float) -> None:
    x, y = equal_earth(lon, lat)
    assert equal_earth(-lon, lat) == pytest.approx((-x, y))
    assert equal_earth(lon, -lat) == pytest.approx((x, -y))
    assert abs(x) <= equal_earth(180, 0)[0] + 1e-6


def test_snyders_example_of_the_azimuthal_plane() -> None:
    # Snyder 1987, page 332: a sphere of radius 3, centre 40 N 100 W, the point 20 S 100 E.
    project = around(-100, 40)
    assert project(100, -20) is None  # 126 degrees away: beyond what a part of the world shows
    x, y = project(-100, 50) or (0, 0)
    assert (x, -y) == pytest.approx((0, 2 * RADIUS * math.sin(math.radians(5))))
    assert project(-100, 40) == pytest.approx((0, 0))


def test_every_state_of_the_actor_tables_has_a_shape_or_is_a_known_exception() -> None:
    known = borders.load().areas
    assert {code for code in knowledge.table("states") if code not in known} == WITHOUT_SHAPE


def test_the_point_of_every_state_lies_where_its_land_is() -> None:
    known = borders.load()
    for code, (name, (lon, lat)) in _states().items():
        if code in WITHOUT_SHAPE:
            continue
        west, south, east, north = zip(*(known.box(ring) for ring in known.areas[code]), strict=True)
        assert min(west) - 1.5 <= lon <= max(east) + 1.5, name
        assert min(south) - 1.5 <= lat <= max(north) + 1.5, name


def _states() -> drawing.Names:
    return {code: (row["name"], (row["at"][1], row["at"][0])) for code, row in knowledge.table("states").items()}


def test_every_ring_is_closed_and_no_line_jumps() -> None:
    known = borders.load()
    # Antarctica goes around the pole, which no sheet shows.
    for rings in (*(rings for code, rings in known.areas.items() if code != "ATA"), known.lakes):
        for numbers in rings:
            ring = known.ring(numbers)
            assert ring[0] == pytest.approx(ring[-1], abs=1e-6)
            assert all(abs(a[0] - b[0]) < 20 for a, b in pairwise(ring))


def test_land_has_its_area() -> None:
    # Square km of land and inland waters, by the United Nations' Demographic Yearbook, in thousands.
    known, plane = borders.load(), around(0, 20)
    for code, told in (("MLI", 1240), ("TCD", 1284), ("BFA", 273), ("FRA", 640), ("SYR", 185)):
        rings = [[plane(*point) for point in known.ring(numbers)] for numbers in known.areas[code]]
        found = sum(sheet.area([point for point in ring if point]) for ring in rings) / 1000
        assert found == pytest.approx(told, rel=0.03), code


def test_disputed_lines_are_dashed_and_never_solid_too() -> None:
    known = borders.load()
    assert not set(known.dashed) & set(known.borders)
    for lon, lat in (
        (-12.0, 23.4),
        (20.9, 43.0),
        (33.5, 35.1),
        (44.0, 42.2),
        (34.0, 46.1),
        (127.5, 38.3),
        (74.5, 33.5),
    ):
        assert any(_near(known.lines[number], lon, lat) for number in known.dashed), (lon, lat)


def _near(line: borders.Line, lon: float, lat: float) -> bool:
    return any(math.dist(point, (lon, lat)) < 0.7 for point in line.points)


def test_the_file_is_small_and_tells_what_it_was_made_of() -> None:
    packed = resources.files("harmattan.desk").joinpath("data", "borders.json.z").read_bytes()
    assert len(packed) < 400_000
    assert "countries-50m.json" in json.loads(zlib.decompress(packed))["source"]


@pytest.mark.parametrize("region", [regions.WORLD, *regions.REGIONS, "MLI", "USA", "RUS", "FJI", "SGP", "TUV", "VAT"])
def test_every_region_is_drawn_within_its_edges(region: str) -> None:
    drawn = drawing.drawing([spot()], region, _states())
    assert drawn.ground.land or region == "TUV"
    assert 0.3 * drawn.sheet.width < drawn.sheet.height < 0.6 * drawn.sheet.width
    outlines = sheet.rings(drawn.sheet, (ring for rings in borders.load().areas.values() for ring in rings))
    for x, y in (point for ring in outlines for point in ring):
        assert -60 < x < drawn.sheet.width + 60
        assert y < drawn.sheet.height + 600


def test_a_country_fills_its_sheet() -> None:
    for code in ("MLI", "FRA", "NOR", "CHL", "IDN", "FJI", "RUS", "USA", "NZL"):
        shown = regions.sheet_of(code)
        points = [point for ring in sheet.rings(shown, borders.load().areas[code]) for point in ring]
        xs, ys = zip(*(point for point in points if shown.holds(point)), strict=True)
        assert max((max(xs) - min(xs)) / shown.width, (max(ys) - min(ys)) / shown.height) > 0.7, code


def test_what_surely_lies_beside_a_sheet_is_never_seen_on_it() -> None:
    known = borders.load()
    for region in ("SYR", "FJI", "RUS", "sahel"):
        shown = regions.sheet_of(region)
        for line in known.lines:
            if shown.far(line.box):
                assert not any(shown.holds(shown.at(*point)) for point in line.points[::5])


@pytest.mark.parametrize("region", ["", "atlantis", "<b>", "XXX"])
def test_an_unknown_region_is_told(region: str) -> None:
    with pytest.raises(UsageError, match="region"):
        regions.sheet_of(region)


@given(st.sampled_from(PRECISIONS), LONS, LATS, st.integers(1, 2000))
def test_a_symbol_stands_at_its_place_and_its_area_is_its_count(
    precision: str, lon: float, lat: float, count: int
) -> None:
    drawn = drawing.drawing([spot(precision, lon, lat, count), spot(count=2000)], regions.WORLD, {})
    for mark in drawn.marks:
        assert (mark.x, mark.y) == drawn.sheet.at(mark.spot.lon or 0, mark.spot.lat or 0)
        assert drawn.radius(mark.spot.count) >= drawn.radius(1)
    assert len(drawn.marks) + len(drawn.beside) == 2
    assert drawn.radius(2000) / drawn.radius(500) == pytest.approx(2)


def test_a_country_stands_at_the_point_of_its_name_with_its_land_and_lies_under_towns() -> None:
    drawn = drawing.drawing([spot(), spot("country", 0.0, 0.0, 50)], "MLI", NAMES)
    country, town = drawn.marks
    assert (country.spot.precision, town.spot.precision) == ("country", "point")
    assert (country.x, country.y) == drawn.sheet.at(-4.0, 17.0)
    assert drawn.shapes["MLI"].startswith("M")


def test_what_lies_beside_the_sheet_is_told() -> None:
    drawn = drawing.drawing([spot(), spot(lon=140.0, lat=36.0)], "MLI", NAMES)
    assert [one.lon for one in drawn.beside] == [140.0]


def test_the_graver_of_two_quads_told_as_often_leads() -> None:
    even = Spot("point", "city", ("Gao",), "MLI", None, 16.0, 0.0, (2, 0, 2, 0))
    assert drawing.leading(even) == 3


def test_what_fits_is_a_country_a_region_or_the_world() -> None:
    sahel = Spot("point", "city", ("Niamey",), "NER", None, 13.5, 2.1, (1, 0, 0, 0))
    far = Spot("point", "city", ("Lima",), "PER", None, -12.0, -77.0, (0, 0, 0, 5))
    names = _states()
    assert drawing.fitting([spot(count=9), sahel], names) == "MLI"
    assert drawing.fitting([spot(), sahel], names) == "sahel"
    assert drawing.fitting([spot(), sahel, far], names) == regions.WORLD
    assert drawing.fitting([], names) == regions.WORLD


def test_no_name_covers_another() -> None:
    spots = [spot(lon=x / 10, lat=14 + x / 10, count=x + 1) for x in range(20)]
    drawn = drawing.drawing(spots, "MLI", _states())
    boxes = [(label.x + label.aside, label.y - 6, label.x + label.aside + 20, label.y + 6) for label in drawn.labels]
    loud = [box for box, label in zip(boxes, drawn.labels, strict=True) if not label.quiet]
    assert loud
    for at, one in enumerate(loud):
        for other in loud[at + 1 :]:
            assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
