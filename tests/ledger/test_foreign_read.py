"""Foreign files to rows: each format by hand, our own exports read back, and files that mean harm. All invented."""

import gzip
import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from harmattan.codebook.loader import load
from harmattan.errors import HarmattanError, UnreadableInput
from harmattan.ledger import foreign
from harmattan.ledger.export import cameo as to_cameo
from harmattan.ledger.export import gdelt, plover, polecat
from harmattan.ledger.export.facts import Write
from harmattan.ledger.foreign import FORMATS, cameo, cells
from harmattan.ledger.foreign.opening import Limits
from harmattan.ledger.foreign.reading import Given
from harmattan.records import Casualties, EventPlace, EventTime, Factuality, Foreign, ForeignParty, Party, Refusal
from tests.ledger.exported import BAMAKO, ENVOY, MINISTER, OPTIONS, article, bytes_of, event, pair, span
from tests.ledger.foreign_rows import KNOWN, STATES, gdelt_line, read, rows, ucdp, ucdp_row

EXPORTS: list[tuple[str, Write]] = [("plover", plover.write), ("polecat", polecat.write), ("gdelt", gdelt.write)]
WIDE = replace(OPTIONS, codes=STATES)


def refused(found: list[Foreign | Refusal]) -> list[tuple[str, str]]:
    return [(one.source, one.reason) for one in found if isinstance(one, Refusal)]


@pytest.mark.parametrize(("form", "write"), EXPORTS)
def test_our_own_export_read_back_tells_the_same(form: str, write: Write, tmp_path: Path) -> None:
    (row,) = rows(read(bytes_of(write, pair(), options=WIDE), form, tmp_path))
    assert (row.first_day, row.end_day, row.precision) == ("2026-02-02", "2026-02-03", "day")
    assert (row.type, row.quad, row.score) == ("CONSULT", 1, 4.0)
    assert [party.country for party in (*row.actors, *row.recipients)] == ["NOR", "MLI"]
    assert [party.name.casefold() for party in row.actors] == ["ada; voss"]
    assert row.actors[0].sectors == ("GOV", "MIL")
    assert (row.place, row.country, row.lat, row.lon, row.resolution) == ("Bamako", "MLI", 12.65, -8.0, "city")
    assert (row.dataset, row.label) == ("inv", "v1")


@pytest.mark.parametrize(("form", "write"), EXPORTS)
@pytest.mark.parametrize("kind", [kind for kind in load().types if kind != "RETREAT"])
def test_every_type_comes_back_but_a_bare_retreat(form: str, write: Write, kind: str, tmp_path: Path) -> None:
    for modes in ((), *((mode,) for mode in load().types[kind].modes)):
        act = event(type=kind, modes=modes, contexts=(), quad=load().quad(kind))
        (row,) = rows(read(bytes_of(write, (article(), act)), form, tmp_path))
        assert (row.type, row.quad) == (kind, load().quad(kind)), modes


def test_a_bare_retreat_is_conceded_by_gdelt_since_both_have_one_code(tmp_path: Path) -> None:
    for modes, kind in ((), "CONCEDE"), (("withdraw",), "RETREAT"), (("resign",), "RETREAT"):
        act = event(type="RETREAT", modes=modes, contexts=(), quad=2)
        (row,) = rows(read(bytes_of(gdelt.write, (article(), act)), "gdelt", tmp_path))
        assert (row.type, row.quad) == (kind, 2)


@pytest.mark.parametrize(("form", "write"), EXPORTS)
def test_several_parties_slots_and_states_with_another_cameo_code(form: str, write: Write, tmp_path: Path) -> None:
    bodies = [Party(None, None, f"a; b\t{slot}", slot, ("GOV",)) for slot in ("ROU", "UNO", "EUR", "IGO", "NGO", "IMG")]
    found = rows(read(bytes_of(write, pair(actors=tuple(bodies)), options=WIDE), form, tmp_path))
    actors = [party for row in found for party in row.actors]
    assert [party.country for party in actors] == ["ROU", "UNO", "EUR", "IGO", "NGO", "IMG"]
    assert [party.name.casefold() for party in actors] == [party.name.casefold() for party in bodies]
    assert {party.country for row in found for party in row.recipients} == {"MLI"}


def test_plover_keeps_days_factuality_and_the_dead(tmp_path: Path) -> None:
    told = EventTime(span("Monday"), "2026-02", "month")
    act = event(time=told, factuality=Factuality.PLANNED, casualties=Casualties(dead="12-15"))
    (row,) = rows(read(bytes_of(plover.write, (article(), act)), "plover", tmp_path))
    assert (row.first_day, row.end_day, row.precision) == ("2026-02-01", "2026-03-01", "month")
    assert (row.factuality, row.best, row.low, row.high) == ("planned", None, 12, 15)
    assert (row.mentions, row.sources, row.url) == (1, 1, "https://news.example/1")
    assert dict(row.raw) == {
        "mode": "visit",
        "context": "diplomatic;military",
        "geonameid": "2460596",
        "article": "art-1",
    }


@pytest.mark.parametrize(("form", "write"), EXPORTS)
def test_an_act_without_a_day_party_or_place_is_a_row_too(form: str, write: Write, tmp_path: Path) -> None:
    act = event(actors=(), recipients=(), place=None, time=None)
    (row,) = rows(read(bytes_of(write, (article(published=None), act)), form, tmp_path))
    assert (row.first_day, row.end_day, row.precision) == (None, None, "unknown")
    assert (row.actors, row.recipients, row.place, row.country, row.lat) == ((), (), "", "", None)


def test_gdelt_row_by_hand(tmp_path: Path) -> None:
    (row,) = rows(read(gdelt_line(), "gdelt", tmp_path))
    assert row == Foreign(
        "inv", "v1", "1", "2026-02-02", "2026-02-03", "day", "CONSULT", 1, 1.9, "goldstein", "",
        (ForeignParty("NORLAND", "NOR", ("GOV",)),), (ForeignParty("MALI", "MLI", ("GOV",)),),
        "Bamako, Bamako, Mali", "MLI", 12.65, -8.0, "city", mentions=6, sources=2, url="https://news.example/1",
        raw=(("EventCode", "042"), ("Actor1Code", "NORGOV"), ("Actor2Code", "MLIGOV"), ("ActionGeo_FeatureID", "-1")),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("010", ""), ("0211", ""), ("036", "AGREE"), ("0801", "CONCEDE"), ("0833", "CONCEDE"), ("0831", "RETREAT"),
        ("085", "RETREAT"), ("0861", "RETREAT"), ("0874", "RETREAT"), ("091", "ACCUSE"), ("1122", "ACCUSE"),
        ("116", "SANCTION"), ("1711", "COERCE"), ("1712", "ASSAULT"), ("190", "ASSAULT"), ("2042", "ASSAULT"),
        ("", ""), ("0", ""), ("---", ""), ("99999", ""), ("1831x", "ASSAULT"),
    ],
)  # fmt: skip
def test_cameo_codes_by_their_longest_known_beginning(code: str, kind: str) -> None:
    assert cameo.type_of(code) == kind


def test_no_cameo_code_of_a_mode_stands_for_two_types() -> None:
    seen: dict[str, str] = {}
    for kind, row in to_cameo.table()["types"].items():
        for code in {*row.get("modes", {}).values(), *row.get("contexts", {}).values()}:
            assert seen.setdefault(code, kind) == kind, code


def test_every_cameo_sector_leads_to_one_that_leads_back() -> None:
    for code, sector in cameo.sectors().items():
        assert to_cameo.table()["sectors"][sector] == code
    assert (cameo.sectors()["MED"], cameo.sectors()["HLH"], cameo.sectors()["OPP"]) == ("JRN", "MED", "OPP")


def test_ucdp_fighting_has_both_sides_as_actors(tmp_path: Path) -> None:
    (row,) = rows(read(ucdp(ucdp_row()), "ucdp", tmp_path))
    assert (row.id, row.type, row.quad, row.score, row.scale) == ("901", "ASSAULT", 4, None, "")
    assert (row.first_day, row.end_day, row.precision) == ("2026-02-02", "2026-02-03", "day")
    assert row.actors == (ForeignParty("Government of Mali", "MLI", ("GOV",)), ForeignParty("Sons of the Dune"))
    assert row.recipients == ()
    assert (row.best, row.low, row.high, row.sources) == (5, 3, 8, None)
    assert (row.place, row.country, row.lat, row.lon, row.resolution) == ("Dune village", "MLI", 12.65, -8.0, "city")
    assert dict(row.raw)["relid"] == "INV-2026-1-1"
    assert "Clash" not in str(row)


def test_ucdp_one_sided_violence_has_a_victim(tmp_path: Path) -> None:
    one = ucdp_row(type_of_violence="3", side_a="Sons of the Dune", side_b="Civilians", gwnoa="", date_prec="4")
    months = {"date_start": "2026-02-01", "date_end": "2026-02-28", "number_of_sources": "3"}
    (row,) = rows(read(ucdp(one | months), "ucdp", tmp_path))
    assert (row.actors, row.recipients) == (
        (ForeignParty("Sons of the Dune"),),
        (ForeignParty("Civilians", "", ("CVL",)),),
    )
    assert (row.first_day, row.end_day, row.precision, row.sources) == ("2026-02-01", "2026-03-01", "month", 3)


def test_ucdp_countries_by_number_else_by_name(tmp_path: Path) -> None:
    both = ucdp_row(id="2", gwnoa="2, 385", country_id="6789", country="Yemen (North Yemen)")
    (row,) = rows(read(ucdp(both), "ucdp", tmp_path))
    assert row.country == "YEM"
    assert [party.country for party in row.actors] == ["USA", "NOR", ""]


def test_another_encoding_is_taken_where_it_is_named(tmp_path: Path) -> None:
    file = tmp_path / "f"
    file.write_bytes(gdelt_line(Actor1Name="CÔTE").decode().encode("latin-1"))
    for encoding, found in (("utf-8", "not UTF-8 at byte"), ("latin-1", "CÔTE")):
        (row,) = foreign.rows(file, "gdelt", Given("f", "inv", "", KNOWN, encoding=encoding))
        assert found in str(row)


BAD_GDELT = [
    (gdelt_line(SQLDATE="20260230"), "SQLDATE is no date"), (gdelt_line(SQLDATE="x"), "SQLDATE is no date"),
    (gdelt_line(GLOBALEVENTID=" "), "GLOBALEVENTID is empty"), (gdelt_line(GoldsteinScale="nan"), "no number"),
    (gdelt_line(GoldsteinScale="1e999"), "no number"), (gdelt_line(GoldsteinScale="1_0"), "no number"),
    (gdelt_line(ActionGeo_Lat="91"), "no point on the Earth"), (gdelt_line(NumMentions="-1"), "no whole number"),
    (gdelt_line(NumMentions="٣"), "no whole number"), (gdelt_line(SOURCEURL="x" * 5000), "5,000 characters"),
    (b"one\ttwo\n", "2 cells; GDELT 2.0 has 61"), (gdelt_line()[:-1] + b"\tmore\n", "62 cells"),
    (gdelt_line().replace(b"MALI", b"\xff\xfe"), "not UTF-8 at byte"), (b"\0\n", "1 cells"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "reason"), BAD_GDELT)
def test_a_bad_line_is_refused_with_its_number_and_the_rest_goes_on(line: bytes, reason: str, tmp_path: Path) -> None:
    found = read(b"\n" + gdelt_line() + line + gdelt_line(GLOBALEVENTID="2"), "gdelt", tmp_path)
    ((source, why),) = refused(found)
    assert source == "data:3"
    assert reason in why
    assert [one.id for one in found if isinstance(one, Foreign)] == ["1", "2"]


PLOVER = {"id": "a", "date": "2026-02-02", "event": "AID", "actor": [{"name": "X", "country": "MLI"}]}
BAD_PLOVER: list[tuple[object, str]] = [
    ([], "not an object"), (PLOVER | {"id": None}, "id is empty"), (PLOVER | {"id": ["a"]}, "id is no text"),
    (PLOVER | {"date": "yesterday"}, "date is no date"), (PLOVER | {"enddate": "2026-01-01"}, "ends before it begins"),
    (PLOVER | {"actor": ["X"]}, "actor holds something"), (PLOVER | {"actor": [{}] * 501}, "more than 500"),
    (PLOVER | {"event_loc": [1]}, "event_loc is no object"), (PLOVER | {"event_scale": float("nan")}, "no number"),
    (PLOVER | {"event_scale": True}, "event_scale is no number"), (PLOVER | {"event": {"a": 1}}, "event is no text"),
    (PLOVER | {"date": "9999-12-31"}, "date is no date"),
]  # fmt: skip


@pytest.mark.parametrize(("record", "reason"), BAD_PLOVER)
def test_a_bad_record_is_refused(record: object, reason: str, tmp_path: Path) -> None:
    good = json.dumps(PLOVER).encode()
    ((source, why),) = refused(read(good + b"\n" + json.dumps(record).encode() + b"\n" + good, "plover", tmp_path))
    assert source == "data:2"
    assert reason in why


@pytest.mark.parametrize("line", [b"[" * 100_000, b'{"id": ' + b"1" * 5000 + b"}", b"{", b'"', b"\xff", b"nul"])
def test_a_line_of_broken_json_is_refused(line: bytes, tmp_path: Path) -> None:
    assert len(refused(read(line + b"\n" + json.dumps(PLOVER).encode(), "plover", tmp_path))) == 1


def test_plover_of_other_hands_by_the_manuals_names(tmp_path: Path) -> None:
    record = PLOVER | {"date": "2026-02", "actor": [{"name": "X", "cow": 432, "sector": "MIL"}], "quad_code": 9}
    record |= {"event_loc": {"country_code": "ML", "lat": 1, "lon": 2, "resolution": 3}, "size": {"dead": "dozens"}}
    (row,) = rows(read(b"\xef\xbb\xbf" + json.dumps(record).encode(), "plover", tmp_path))
    assert (row.first_day, row.end_day, row.precision, row.quad) == ("2026-02-01", "2026-03-01", "month", 2)
    assert row.actors == (ForeignParty("X", "MLI", ("MIL",)),)
    assert (row.country, row.lat, row.resolution, row.best) == ("MLI", 1.0, "district", None)
    (row,) = rows(read(json.dumps(PLOVER | {"event": "DANCE"}).encode(), "plover", tmp_path))
    assert (row.type, row.quad) == ("", 0)


def test_polecat_of_other_hands(tmp_path: Path) -> None:
    cells = dict.fromkeys(polecat.HEADER, "None")
    cells |= {"Event ID": "p1", "Event Date": "2026-02-02", "Event Type": "Assault", "Quad Code": "None"}
    cells |= {
        "Actor Name": "A;B",
        "Actor Country": "Norland;MLI",
        "Country": "Mali",
        "Province": "Gao",
        "Feature Type": "ADM1",
    }
    data = "\ufeff" + "\t".join(polecat.HEADER) + "\r\n" + "\t".join(cells.values()) + "\r\n"
    (row,) = rows(read(data.encode(), "polecat", tmp_path))
    assert (row.type, row.quad, row.resolution, row.country) == ("ASSAULT", 4, "province", "MLI")
    assert row.actors == (ForeignParty("A", "NOR"), ForeignParty("B", "MLI"))


@pytest.mark.parametrize(
    ("form", "data", "reason"),
    [
        ("ucdp", b"", "is empty"), ("polecat", b"\n \n", "is empty"), ("ucdp", b"id,country\n1,Mali\n", "no column"),
        ("polecat", b"Event ID\tEvent Date\n", "no column"), ("ucdp", b'"id\n', "no CSV"), ("ucdp", b"\xff\n", "UTF-8"),
        ("ucdp", b",".join(name.encode() for name in [*ucdp_row(), "id"]) + b"\n", "twice"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_such_table_is_refused_whole(form: str, data: bytes, reason: str, tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match=reason):
        read(data, form, tmp_path)


def test_an_open_quotation_mark_costs_its_own_line_alone(tmp_path: Path) -> None:
    good = ucdp(ucdp_row(), ucdp_row(id="902"))
    head, _, rest = good.partition(b"\r\n")
    found = read(head + b'\r\n"never closed,\r\n' + rest, "ucdp", tmp_path, limits=Limits(line=10_000))
    assert [source for source, _ in refused(found)] == ["data:2"]
    assert [one.id for one in found if isinstance(one, Foreign)] == ["901", "902"]
    (where,) = [one.source for one in read(good + b"x,y\r\n", "ucdp", tmp_path) if isinstance(one, Refusal)]
    assert where == "data:6"


@pytest.mark.parametrize("form", FORMATS)
def test_a_line_without_end_is_one_refusal(form: str, tmp_path: Path) -> None:
    head = {"ucdp": ucdp(), "polecat": "\t".join(polecat.HEADER).encode() + b"\n"}.get(form, b"")
    found = read(head + b"x" * 300_000 + b"\n" + b"y\n", form, tmp_path, limits=Limits(line=2_000))
    assert len(refused(found)) == 2
    assert "longer than 2,000 bytes" in refused(found)[0][1]


def packed(kind: str, data: bytes, name: str = "a.tsv") -> bytes:
    if kind == "gz":
        return gzip.compress(data)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("__MACOSX/._a", "x")
        archive.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["gz", "zip"])
def test_packed_files_are_told_by_their_first_bytes(kind: str, tmp_path: Path) -> None:
    assert [row.id for row in rows(read(packed(kind, gdelt_line()), "gdelt", tmp_path))] == ["1"]


@pytest.mark.parametrize("kind", ["gz", "zip"])
@pytest.mark.parametrize("data", [b"\n" * 3_000_000, b"x" * 3_000_000])
def test_a_bomb_is_refused(kind: str, data: bytes, tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="becomes more than 1,000,000 bytes"):
        read(packed(kind, data), "gdelt", tmp_path, limits=Limits(ratio=10, free=1_000_000))


def test_a_large_plain_file_is_refused_too(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="more than 5,000 bytes"):
        read(gdelt_line() * 100, "gdelt", tmp_path, limits=Limits(total=5_000))


@pytest.mark.parametrize("kind", ["gz", "zip"])
def test_a_file_cut_off_or_damaged_is_refused(kind: str, tmp_path: Path) -> None:
    data = packed(kind, b"".join(gdelt_line(GLOBALEVENTID=str(n)) for n in range(500)))
    for broken in (data[:-200], data[:200] + b"\0\0\0\0" + data[204:]):
        with pytest.raises(UnreadableInput, match=r"cannot be read to its end|damaged zip"):
            read(broken, "gdelt", tmp_path)


def test_a_zip_of_several_files_or_with_a_key_is_refused(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a", "1")
        archive.writestr("b", "2")
    with pytest.raises(UnreadableInput, match="2 files in the zip"):
        read(out.getvalue(), "gdelt", tmp_path)
    locked = bytearray(packed("zip", b"x" * 50).replace(b"PK\x01\x02", b"PK\x01\x02"))
    for at in [i for i in range(len(locked)) if locked[i : i + 4] == b"PK\x01\x02"]:
        locked[at + 8] |= 1
    with pytest.raises(UnreadableInput, match="encrypted"):
        read(bytes(locked), "gdelt", tmp_path)


@pytest.mark.parametrize("path", ["nowhere", "."])
def test_a_file_that_is_not_there_is_told(path: str, tmp_path: Path) -> None:
    from harmattan.ledger.foreign.opening import file_hash, opened

    with pytest.raises(UnreadableInput, match="no such file"), opened(tmp_path / path):
        pass
    with pytest.raises(UnreadableInput, match="no such file"):
        file_hash(tmp_path / path)


HEADS = {"ucdp": ucdp(), "polecat": "\t".join(polecat.HEADER).encode() + b"\n"}
PIECES = st.sampled_from(
    [b'"', b"\t", b",", b"\n", b"\r", b"\\", b"{", b"}", b"[", b":", b"\xff", b"\0", b"1", b"None", b";"]
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    form=st.sampled_from(FORMATS),
    data=st.lists(PIECES | st.binary(max_size=6), max_size=40).map(b"".join),
    headed=st.booleans(),
)
def test_any_bytes_are_rows_refusals_or_one_error(form: str, data: bytes, headed: bool, tmp_path: Path) -> None:
    whole = (HEADS.get(form, b"") if headed else b"") + data
    try:
        found = read(whole, form, tmp_path)
    except HarmattanError:
        return
    assert len(found) <= whole.count(b"\n") + 1


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kind=st.sampled_from(["gz", "zip"]), at=st.integers(0, 10_000), byte=st.binary(min_size=1, max_size=4))
def test_a_packed_file_with_other_bytes_in_it_is_read_or_one_error(
    kind: str, at: int, byte: bytes, tmp_path: Path
) -> None:
    data = packed(kind, gdelt_line() * 3)
    at %= len(data)
    try:
        read(data[:at] + byte + data[at + len(byte) :], "gdelt", tmp_path)
    except HarmattanError:
        return


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.text(st.characters(exclude_categories=["Cs"]), max_size=12), export=st.sampled_from(EXPORTS))
def test_any_name_comes_back_from_our_exports(name: str, export: tuple[str, Write], tmp_path: Path) -> None:
    act = event(actors=(replace(ENVOY, name=name), MINISTER), place=EventPlace(BAMAKO.span, name, "MLI"))
    found = rows(read(bytes_of(export[1], (article(), act), options=WIDE), export[0], tmp_path))
    assert found[0].place == name.strip() or name == polecat.MISSING
    if export[0] != "gdelt":
        assert [party.name for party in found[0].actors] == [name.strip(), MINISTER.name]


def test_a_number_behind_a_separator_is_a_number() -> None:
    assert cells.number("\x1c2.65", "Lat") == 2.65
    assert cells.whole("\x1d3.0\x1e", "NumMentions") == 3


def test_a_zip_whose_file_has_no_name_is_one_error(tmp_path: Path) -> None:
    data = packed("zip", gdelt_line())
    name = zipfile.ZipFile(io.BytesIO(data)).infolist()[0].filename.encode()
    # The directory at the end is what is read; its name begins with the byte that ends one.
    at = data.rindex(name)
    with pytest.raises(UnreadableInput, match=r"in the zip|damaged zip"):
        read(data[:at] + b"\0" + data[at + 1 :], "gdelt", tmp_path)


def test_the_middle_of_a_region_is_no_point(tmp_path: Path) -> None:
    given = pair()
    wide = EventPlace(given[1].trigger, "Sahel", "MLI", None, 15.0, 0.0, "region")
    (row,) = rows(
        read(bytes_of(plover.write, (given[0], replace(given[1], place=wide)), options=WIDE), "plover", tmp_path)
    )
    assert (row.place, row.resolution) == ("Sahel", "region")
