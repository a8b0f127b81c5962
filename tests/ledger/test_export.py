"""Tables and records against rows made by hand, and hostile text against readers."""

import csv
import io
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmattan.errors import UsageError
from harmattan.ids import content_hash
from harmattan.ledger.acts import Tally
from harmattan.ledger.export import bibtex, cells, gdelt, geojson, parquet, plover, polecat, rows, table
from harmattan.ledger.export.facts import Options, Write, day_of
from harmattan.records import Article, Coded, Due, EventPlace, EventTime, Factuality, Mention, Party, Span, Told
from tests.ledger import build
from tests.ledger.exported import BAMAKO, MINISTER, OPTIONS, TEXT, article, bytes_of, event, pair, span

NO_TEXT = replace(OPTIONS, with_text=False)
hostile = st.text(st.characters()) | st.sampled_from(
    ["=1+1", "'=1", "''@x", "-", "a\tb", "a\\tb", "\\", "\r", 'say "x"', "\n", "a;b", "\\;", "\u2028", "\0", "'", ","]
)
GOLDEN = {
    "event_id": "ev-1", "article_id": "art-1", "date": "2026-02-02", "enddate": "2026-02-02", "date_precision": "day",
    "date_origin": "told", "type": "CONSULT", "modes": "visit", "contexts": "diplomatic;military",
    "factuality": "actual", "quad": "1", "score": "4.0", "confidence": "0.75",
    "actors": "1", "actor_name": "Ada\\; Voss", "actor_country": "NOR", "actor_cow": "385", "actor_gw": "385",
    "actor_fips": "NO", "actor_sectors": "GOV,MIL", "actor_role": "envoy", "actor_entity": "person:ada",
    "actor_span": "16..42", "actor_text": "Norland's envoy\\; a colonel",
    "recipients": "1", "recipient_name": "Government of Mali", "recipient_country": "MLI", "recipient_cow": "432",
    "recipient_gw": "432", "recipient_fips": "ML", "recipient_sectors": "GOV", "recipient_role": "minister",
    "recipient_entity": "gov:MLI", "recipient_span": "48..63", "recipient_text": "Mali's minister",
    "place_name": "Bamako", "place_country": "MLI", "place_resolution": "city", "lat": "12.65", "lon": "-8.0",
    "geonameid": "2460596", "place_span": "9..15", "place_text": "Bamako", "time_span": "77..83",
    "time_text": "Monday", "said_by": "Aides", "said_by_span": "85..90", "dead": "", "injured": "3", "arrested": "",
    "trigger_span": "44..47", "trigger_text": "met", "evidence_span": "16..84",
    "evidence_text": "Norland's envoy\\; a colonel, met Mali's minister in Bamako on Monday.",
    "reports": "1", "articles": "1", "sources": "1", "published": "2026-02-02", "title": "Talks in Bamako",
    "site": "The Gazette", "language": "", "url": "https://news.example/1", "content_hash": content_hash(TEXT),
    "coder": "coder-1", "codebook": "plover-1", "act_id": "", "verdict": "",
    "due": "", "due_end": "", "due_precision": "", "due_relation": "", "due_span": "",
    "due_text": "", "row_confidence": "",
}  # fmt: skip


def read_csv(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode(), newline="")))


def read_tsv(data: bytes) -> list[list[str]]:
    lines = data.decode().split("\n")
    assert lines.pop() == ""
    return [[cells.unescaped(cell) for cell in line.split("\t")] for line in lines]


def test_a_row_of_the_csv() -> None:
    header, row = read_csv(bytes_of(table.write, pair()))
    assert dict(zip(header, row, strict=True)) == GOLDEN


def test_without_text_the_csv_keeps_offsets_and_hash_but_no_words() -> None:
    header, row = read_csv(bytes_of(table.write, pair(), options=NO_TEXT))
    blank = {name: "" for name in GOLDEN if name.endswith("_text")}
    assert dict(zip(header, row, strict=True)) == GOLDEN | blank


def test_an_act_without_anything_told_is_a_row_of_empty_cells() -> None:
    bare = event(
        actors=(), recipients=(), place=None, time=None, said_by=None, evidence=(), factuality=Factuality.HISTORICAL
    )
    header, row = read_csv(bytes_of(table.write, (article(), bare)))
    found = dict(zip(header, row, strict=True))
    assert (found["date"], found["date_origin"], found["actors"], found["lat"]) == ("", "none", "0", "")


def test_no_events_are_a_header() -> None:
    assert read_csv(bytes_of(table.write)) == [list(rows.NAMES)]
    assert read_tsv(bytes_of(polecat.write)) == [list(polecat.HEADER)]
    assert json.loads(bytes_of(geojson.write)) == {"type": "FeatureCollection", "features": []}


@pytest.mark.parametrize(
    ("told", "factuality", "expected"),
    [
        ("2026-01", Factuality.ACTUAL, (("2026-01-01", "2026-01-31"), "told")),
        ("2025-W52", Factuality.ACTUAL, (("2025-12-22", "2025-12-28"), "told")),
        ("2020/2022", Factuality.HISTORICAL, (("2020-01-01", "2021-12-31"), "told")),
        ("2022/2020", Factuality.ACTUAL, (("2026-02-02", "2026-02-02"), "published")),
        (None, Factuality.ACTUAL, (("2026-02-02", "2026-02-02"), "published")),
        # An act of long ago did not happen on the day of the paper.
        (None, Factuality.HISTORICAL, ((None, None), "none")),
    ],
)
def test_the_day_of_an_act(told: str | None, factuality: Factuality, expected: object) -> None:
    act = event(time=EventTime(span("Monday"), told, "unknown"), factuality=factuality)
    day = day_of(article(), act)
    assert (day.iso, day.origin) == expected


def test_a_file_is_named_without_its_folders() -> None:
    page = article(url=None, source="/home/ada/private/page.html")
    header, row = read_csv(bytes_of(table.write, (page, event())))
    assert row[header.index("url")] == "page.html"


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@a", "'@a"), ("\tx", "'\tx"), ("'=1", "''=1"),
        ("a=1", "a=1"), ("'a", "'a"), ("", ""), (-1.5, "-1.5"), (-3, "-3"), (None, ""),
    ],
)  # fmt: skip
def test_spreadsheets_run_no_cell_and_numbers_stay_numbers(cell: cells.Cell, written: str) -> None:
    assert cells.safe(cell) == written


@given(st.lists(st.lists(hostile, min_size=2, max_size=4), max_size=4))
def test_csv_gives_back_hostile_text(table_: list[list[str]]) -> None:
    out = io.BytesIO()
    cells.write_csv(table_, out)
    found = [[cells.unsafe(cell) for cell in row] for row in read_csv(out.getvalue())]
    assert found == [[cells.clean(cell) for cell in row] for row in table_]


@given(st.lists(st.lists(hostile, min_size=1, max_size=4), max_size=4))
def test_tsv_gives_back_hostile_text(table_: list[list[str]]) -> None:
    out = io.BytesIO()
    cells.write_tsv(table_, out)
    assert b"\r" not in out.getvalue()
    assert read_tsv(out.getvalue()) == [[cells.clean(cell) for cell in row] for row in table_]


@given(st.lists(hostile, min_size=1, max_size=4))
def test_values_joined_in_a_cell_come_apart_again(parts: list[str]) -> None:
    assert cells.parted(cells.joined(parts)) == parts


@given(build.coded())
def test_every_format_holds_any_sound_page(page: Coded) -> None:
    pairs = [(page.article, one) for one in page.annotations.events]
    assert {len(row) for row in read_csv(bytes_of(table.write, *pairs))} == {len(rows.COLUMNS)}
    assert {len(row) for row in read_tsv(bytes_of(polecat.write, *pairs))} == {40}
    records = [json.loads(line) for line in bytes_of(plover.write, *pairs).splitlines()]
    assert [record["id"] for record in records] == [one.id for _, one in pairs]
    assert len(json.loads(bytes_of(geojson.write, *pairs))["features"]) == len(pairs)
    assert bytes_of(bibtex.write, *pairs).count(b"@misc{") == bool(pairs)


def test_a_plover_record() -> None:
    record = json.loads(bytes_of(plover.write, pair()))
    evidence = "Norland's envoy; a colonel, met Mali's minister in Bamako on Monday."
    assert (record["id"], record["date"], record["event"], record["mode"]) == (
        "ev-1",
        "2026-02-02",
        "CONSULT",
        ["visit"],
    )
    assert record["actor"] == [
        {
            "name": "Ada; Voss", "country": "NOR", "cow": 385, "gw": 385, "sector": "GOV", "sectors": ["GOV", "MIL"],
            "role": "envoy", "entity": "person:ada", "text": "Norland's envoy; a colonel", "start": 16, "end": 42,
        }
    ]  # fmt: skip
    assert record["event_loc"]["resolution"] == 4
    assert (record["event_loc"]["city"], record["event_loc"]["country_code"]) == ("Bamako", "ML")
    assert record["size"] == {"dead": None, "injured": 3, "arrested": None}
    assert (record["quad_code"], record["event_scale"], record["event_text"]) == (1, 4.0, "met")
    assert record["text"] == evidence
    assert record["text_info"] == {
        "sequence": 2, "start": 16, "end": 84, "article": "art-1", "content_hash": content_hash(TEXT)
    }  # fmt: skip
    assert (record["cite_info"]["publication"], record["cite_info"]["version"]) == ("The Gazette", "9.9")
    assert record["factuality"] == "actual"


def _spans(value: object) -> list[tuple[int, int]]:
    if isinstance(value, dict):
        own = [(value["start"], value["end"])] if "start" in value else []
        return own + [found for part in value.values() for found in _spans(part)]
    return [found for part in value for found in _spans(part)] if isinstance(value, list) else []


def test_without_text_a_plover_record_keeps_every_offset() -> None:
    full, bare = (json.loads(bytes_of(plover.write, pair(), options=options)) for options in (OPTIONS, NO_TEXT))
    assert _spans(bare) == _spans(full) != []
    assert bare["text_info"] == full["text_info"]
    words = [bare["text"], bare["event_text"], bare["actor"][0]["text"], bare["event_loc"]["extracted_place"]]
    assert words == [None] * 4


@pytest.mark.parametrize(("told", "size"), [("12", 12), ("12-15", "12-15"), ("", None), ("\u0663", "\u0663")])
def test_a_size_is_a_number_where_one_is_told(told: str, size: object) -> None:
    act = event(casualties=replace(event().casualties, dead=told))
    assert json.loads(bytes_of(plover.write, (article(), act)))["size"]["dead"] == size


def test_a_line_of_polecat() -> None:
    header, line = read_tsv(bytes_of(polecat.write, pair()))
    assert len(header) == 40
    assert line == [
        "ev-1", "2026-02-02", "CONSULT", "visit", "4.0", "VERBAL COOPERATION", "diplomatic;military",
        "Ada\\; Voss", "NOR", "385", "GOV", "GOV,MIL", "envoy", "Norland's envoy\\; a colonel", "None",
        "Government of Mali", "MLI", "432", "GOV", "GOV", "minister", "Mali's minister", "None",
        "Bamako", "Bamako", "None", "None", "MLI", "12.65", "-8.0", "2460596", "Bamako", "city",
        "The Gazette", "2026-02-02", "None", "None", "None", "None", "9.9",
    ]  # fmt: skip


NAMED = (
    Mention(span("Bamako"), "place", 1.0),
    Mention(span("Mali's minister"), "person", 1.0),
    Mention(span("Norland"), "place", 1.0),
    Mention(span("Bamako"), "place", 1.0),
    Mention(span("Aides"), "group", 1.0),
    Mention(span("Monday"), "date", 1.0),
)


@pytest.mark.parametrize(
    ("options", "expected"),
    [(OPTIONS, ["Mali's minister", "Aides", "Bamako;Norland"]), (NO_TEXT, ["None", "None", "None"])],
)
def test_polecat_tells_whom_the_story_names_unless_words_may_not_go(options: Options, expected: list[str]) -> None:
    named = replace(options, mentions={"art-1": NAMED}.__getitem__)
    header, line = read_tsv(bytes_of(polecat.write, pair(), options=named))
    assert [line[header.index(f"Story {kind}")] for kind in ("People", "Organizations", "Locations")] == expected


def test_polecat_without_text_has_no_raw_names() -> None:
    header, line = read_tsv(bytes_of(polecat.write, pair(), options=NO_TEXT))
    assert {line[header.index(name)] for name in header if "Raw" in name} == {"None"}


def test_a_town_is_a_point_and_a_country_is_not() -> None:
    mali = EventPlace(span("Mali"), "Mali", "MLI", None, 17.0, -4.0, "country")
    features = [
        json.loads(bytes_of(geojson.write, (article(), event(place=place))))["features"][0]
        for place in (event().place, mali, None)
    ]
    town, country, nowhere = features
    assert town["geometry"] == {"type": "Point", "coordinates": [-8.0, 12.65]}
    assert town["properties"]["precision"] == "city"
    assert country["geometry"] is None
    assert (country["properties"]["precision"], country["properties"]["inside_lat"]) == ("country", 17.0)
    assert (nowhere["geometry"], nowhere["properties"]["precision"]) == (None, None)


@pytest.mark.parametrize(("lat", "lon"), [(None, 1.0), (91.0, 0.0), (0.0, 181.0)])
def test_what_is_no_coordinate_is_no_point(lat: float | None, lon: float) -> None:
    act = event(place=replace(BAMAKO, lat=lat, lon=lon))
    assert json.loads(bytes_of(geojson.write, (article(), act)))["features"][0]["geometry"] is None


def test_geojson_without_text_has_no_evidence() -> None:
    (feature,) = json.loads(bytes_of(geojson.write, pair(), options=NO_TEXT))["features"]
    assert "evidence" not in feature["properties"]


def test_an_article_is_one_entry_however_many_events() -> None:
    page = article(
        title=Told("100% {odd} & _old_", "text"),
        byline=Told("A. Voss", "text"),
        url="https://news.example/a_b%20c?x={1}",
    )
    made = bytes_of(bibtex.write, (page, event()), (page, event(id="ev-2"))).decode()
    assert made == (
        "@misc{art-1,\n"
        "  author = {{A. Voss}},\n"
        "  title = {{100\\% \\textbraceleft{}odd\\textbraceright{} \\& \\_old\\_}},\n"
        "  howpublished = {The Gazette},\n"
        "  year = {2026},\n"
        "  date = {2026-02-02},\n"
        "  url = {https://news.example/a_b%20c?x=%7B1%7D},\n"
        "  urldate = {2026-02-03},\n"
        "  month = feb,\n"
        "}\n\n"
    )


@given(build.articles(), st.text("{}\\a"))
def test_braces_of_an_entry_balance_whatever_a_page_says(page: Article, title: str) -> None:
    page = replace(page, title=Told(f"Leak: file {title}", "text"))
    depth = 0
    for letter in bibtex.entry(page):
        depth += (letter == "{") - (letter == "}")
        assert depth >= 0
    assert depth == 0


def test_parquet_without_pyarrow_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow.parquet", None)
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(UsageError, match=r"harmattan\[parquet\]"):
        bytes_of(parquet.write, pair())


def test_parquet_is_the_same_table_with_types() -> None:
    read = pytest.importorskip("pyarrow.parquet").read_table
    found = read(io.BytesIO(bytes_of(parquet.write, pair(), (article(), event(place=None)))))
    assert found.column_names == list(rows.NAMES)
    first, second = found.to_pylist()
    assert (first["date"].isoformat(), first["lat"], first["actors"]) == ("2026-02-02", 12.65, 1)
    assert second["lat"] is None


def test_a_tally_is_told_in_every_table() -> None:
    options = Options(tallies={"ev-1": Tally(5, 4, 3)})
    header, row = read_csv(bytes_of(table.write, pair(), options=options))
    assert [row[header.index(name)] for name in ("reports", "articles", "sources")] == ["5", "4", "3"]
    record = json.loads(bytes_of(plover.write, pair(), options=options))
    assert record["reports"] == {"reports": 5, "articles": 4, "sources": 3}


JUDGED = replace(
    OPTIONS,
    verdicts={"ev-1": "reject", "ev-2": "edit"},
    corrected={"ev-2": event(id="ev-2", type="ACCUSE", modes=(), quad=3, score=-2.0, actors=(MINISTER,))},
)
REPORTS = tuple(pair(number, id=f"ev-{number}") for number in (1, 2, 3))


def test_records_tell_the_verdict_and_what_was_coded() -> None:
    told = [("ev-1", "reject", "CONSULT"), ("ev-2", "edit", "CONSULT"), ("ev-3", None, "CONSULT")]
    records = [json.loads(line) for line in bytes_of(plover.write, *REPORTS, options=JUDGED).splitlines()]
    assert [(one["id"], one["verdict"], one["event"]) for one in records] == told
    features = json.loads(bytes_of(geojson.write, *REPORTS, options=JUDGED))["features"]
    assert [(one["id"], one["properties"]["verdict"], one["properties"]["event"]) for one in features] == told
    header, *lines = read_csv(bytes_of(table.write, *REPORTS, options=JUDGED))
    found = [tuple(line[header.index(name)] for name in ("event_id", "verdict", "type")) for line in lines]
    assert found == [(id_, verdict or "", type_) for id_, verdict, type_ in told]


@pytest.mark.parametrize(
    ("write", "expected"),
    [
        (polecat.write, [("ev-2", "MLI", "ACCUSE", "-2.0"), ("ev-3", "NOR", "CONSULT", "4.0")]),
        (gdelt.write, [("ev-2.1", "MLI", "110", "-2.0"), ("ev-3.1", "NOR", "042", "4.0")]),
    ],
)
def test_formats_that_cannot_tell_a_verdict_follow_it(write: Write, expected: list[tuple[str, ...]]) -> None:
    out = io.BytesIO()
    assert write(REPORTS, out, JUDGED) == {"rejected in review": 1}
    places = (0, 8, 2, 4) if write is polecat.write else (0, 7, 26, 30)
    lines = [line for line in read_tsv(out.getvalue()) if line[0].startswith("ev-")]
    assert [tuple(line[at] for at in places) for line in lines] == expected


def test_polecat_has_no_words_of_a_page_for_a_place_that_people_tell() -> None:
    told = event(place=EventPlace(event().trigger, "Gao", "", resolution=""))
    options = replace(OPTIONS, verdicts={"ev-1": "edit"}, corrected={"ev-1": told})
    header, line = read_tsv(bytes_of(polecat.write, pair(place=None), options=options))
    assert [line[header.index(name)] for name in ("Placename", "Raw Placename")] == ["Gao", "None"]


def test_codes_a_state_has_not_are_empty() -> None:
    party = Party(span("Mali's minister"), None, "Somebody", "PSE")
    header, row = read_csv(bytes_of(table.write, (article(), event(actors=(party, party)))))
    assert (row[header.index("actor_cow")], row[header.index("actor_fips")]) == (";", "WE;WE")


def test_every_format_tells_how_sure_a_row_is_as_a_whole() -> None:
    sure = pair(row_confidence=0.42)
    header, row = read_csv(bytes_of(table.write, sure))
    assert row[header.index("row_confidence")] == "0.42"
    assert json.loads(bytes_of(plover.write, sure))["row_confidence"] == 0.42
    feature = json.loads(bytes_of(geojson.write, sure))["features"][0]
    assert feature["properties"]["row_confidence"] == 0.42


def test_the_table_and_the_map_tell_what_is_due() -> None:
    promised = pair(due=Due(Span(0, 4), "2026-05", "month", "by"))
    header, row = read_csv(bytes_of(table.write, promised))
    told = {name: value for name, value in zip(header, row, strict=True) if name.startswith("due")}
    assert told == {
        "due": "2026-05-01", "due_end": "2026-05-31", "due_precision": "month", "due_relation": "by",
        "due_span": "0..4", "due_text": TEXT[:4],
    }  # fmt: skip
    [feature] = json.loads(bytes_of(geojson.write, promised))["features"]
    assert feature["properties"]["due"] == {"value": "2026-05", "relation": "by"}
