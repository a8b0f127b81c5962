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


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"one\ttwo\n", r"dump\.txt:1: 2 columns"),
        (row(99, "Qwx", "P", "PPL", 5).replace("16.1", "north").encode(), r"dump\.txt:1: could not convert"),
        (b"\xff\xfe\n", "no UTF-8"),
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
