"""Dumps of GeoNames, made by hand."""

import zipfile
from pathlib import Path

import pytest

from harmattan.errors import UnreadableInput
from harmattan.resolve import geonames
from harmattan.resolve.gazetteer import Gazetteer


def row(number: int, name: str, kind: str, code: str, people: int, others: str = "", unit: str = "09") -> str:
    cells = [number, name, name, others, 16.1, -1.25, kind, code, "ML", "", unit, "", "", "", people, "", "", "", ""]
    return "\t".join(str(cell) for cell in cells) + "\n"


def changed(old: str, new: str, encoding: str = "utf-8") -> bytes:
    """Return a sound row and one in which something else stands."""
    return (row(97, "Qwy", "P", "PPL", 7) + row(98, "Qwx", "P", "PPL", 1200).replace(old, new)).encode(encoding)


def test_towns_and_units_of_a_dump_are_found_with_their_ids(tmp_path: Path) -> None:
    dump = tmp_path / "ML.txt"
    dump.write_text(
        row(99, "Qwxville", "P", "PPL", 1200, "Qwx,Квс")
        + row(98, "Gao Region", "A", "ADM1", 500000, "Gao")
        + row(97, "Nobody's Well", "P", "PPL", 0)
        + row(96, "Wide River", "H", "STM", 0),
        encoding="utf-8",
    )
    assert geonames.load(dump, tmp_path / "data") == 4
    found = Gazetteer(tmp_path / "data" / geonames.FILE)
    (town,) = found.find("qwxville")
    assert (town.geonameid, town.iso2, town.unit, town.lat, town.lon, town.population) == (
        99,
        "ML",
        "09",
        16.1,
        -1.25,
        1200,
    )
    assert [(one.geonameid, one.kind, one.other) for one in found.find("Gao Region")] == [(98, "province", False)]
    assert {one.geonameid for one in found.find("Gao") if one.kind == "province"} == {98}
    assert any(one.name == "Gao" and one.kind == "town" for one in found.find("Gao"))
    assert not found.find("Nobody's Well")


def test_a_zip_holds_one_dump(tmp_path: Path) -> None:
    path = tmp_path / "ML.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "read me")
        archive.writestr("ML.txt", row(99, "Qwxville", "P", "PPL", 1200))
    assert geonames.load(path, tmp_path) == 1


def test_coordinates_to_the_edge_and_a_place_of_no_country_are_kept(tmp_path: Path) -> None:
    dump = tmp_path / "dump.txt"
    edge = changed("16.1", "-90").replace(b"-1.25", b"180").replace(b"\tML\t", b"\t\t")
    dump.write_bytes(edge.replace(b"\n", b"\r\n"))
    assert geonames.load(dump, tmp_path) == 2
    (place,) = Gazetteer(tmp_path / geonames.FILE).find("qwx")
    assert (place.lat, place.lon, place.iso2, place.population) == (-90.0, 180.0, "", 1200)


@pytest.mark.parametrize(("at", "problem"), [(60, "dump.zip: "), (6, "dump.zip: .*password")])
def test_a_damaged_or_locked_zip_is_one_clear_line(tmp_path: Path, at: int, problem: str) -> None:
    path = tmp_path / "dump.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("ML.txt", "".join(row(n, f"Qw{n}x", "P", "PPL", n + 1) for n in range(500)))
    data = bytearray(path.read_bytes())
    data[at] ^= 1 if at == 6 else 0xFF
    if at == 6:
        data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    with pytest.raises(UnreadableInput, match=problem) as raised:
        geonames.load(path, tmp_path)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"one\ttwo\n", r"dump\.txt:1: 2 columns"),
        (changed("16.1", "north"), r"dump\.txt:2: the latitude 'north' is no number"),
        (changed("16.1", "90.001"), r"dump\.txt:2: the latitude 90.001 is not between -90 and 90"),
        (changed("16.1", "nan"), r"dump\.txt:2: the latitude nan is not between"),
        (changed("-1.25", "-180.5"), r"dump\.txt:2: the longitude -180.5 is not between -180 and 180"),
        (changed("-1.25", ""), r"dump\.txt:2: the longitude '' is no number"),
        (changed("1200", "-5"), r"dump\.txt:2: the population '-5' is no whole number"),
        (changed("1200", "1_200"), r"dump\.txt:2: the population '1_200' is no whole number"),
        (changed("98", "x98"), r"dump\.txt:2: the id 'x98' is no whole number"),
        (changed("\tML\t", "\tMali\t"), r"dump\.txt:2: the country 'Mali' is no code"),
        (changed("Qwx", ""), r"dump\.txt:2: a place without a name"),
        (changed("Qwx", "Qw\N{LATIN SMALL LETTER E WITH ACUTE}x", "latin-1"), r"dump\.txt:2: no UTF-8"),
        (b"\xff\xfe\n", r"dump\.txt:1: no UTF-8"),
        (b"", "no place in it"),
    ],
)
def test_what_is_no_dump_is_refused_and_the_old_file_stays(tmp_path: Path, content: bytes, problem: str) -> None:
    good = tmp_path / "good.txt"
    good.write_text(row(99, "Qwxville", "P", "PPL", 1200), encoding="utf-8")
    geonames.load(good, tmp_path)
    before = (tmp_path / geonames.FILE).read_bytes()
    dump = tmp_path / "dump.txt"
    dump.write_bytes(content)
    with pytest.raises(UnreadableInput, match=problem):
        geonames.load(dump, tmp_path)
    assert (tmp_path / geonames.FILE).read_bytes() == before


def test_a_dump_that_is_not_there_is_told_without_an_errno(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput) as raised:
        geonames.load(tmp_path / "nofile", tmp_path)
    assert str(raised.value) == f"{tmp_path / 'nofile'}: No such file or directory"
