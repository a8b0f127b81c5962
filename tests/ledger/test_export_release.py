"""A release: the same to the byte, whole, and without words of the page."""

import csv
import hashlib
import io
import json
import zipfile
from dataclasses import replace

import pytest

from harmattan.ledger.export.facts import Pair
from harmattan.ledger.export.release import Release, write
from tests.ledger.exported import OPTIONS, TEXT, pair

RELEASE = Release({"by": "reports", "type": "CONSULT"}, "2026-02-03T12:00:00Z")
NAMES = [
    "CITATION.cff", "README.md", "SHA256SUMS", "articles.bib", "codebook/plover.toml", "data/actors.csv",
    "data/events.csv", "data/events.jsonl", "datapackage.json", "query.json", "versions.json",
]  # fmt: skip


def made(*pairs: Pair, release: Release = RELEASE) -> bytes:
    out = io.BytesIO()
    write(pairs, out, OPTIONS, release)
    return out.getvalue()


def opened(data: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(data))


def test_two_releases_of_the_same_are_the_same_to_the_byte(monkeypatch: pytest.MonkeyPatch) -> None:
    first = made(pair(), pair(2, id="ev-2"))
    # Another day: nothing may look at the clock.
    monkeypatch.setattr("time.time", lambda: 4e9)
    monkeypatch.setattr("time.localtime", lambda *_: (2096, 10, 2, 7, 6, 40, 1, 276, 0))
    assert made(pair(), pair(2, id="ev-2")) == first


def test_another_event_or_query_is_another_release() -> None:
    assert len({made(pair()), made(pair(id="ev-9")), made(pair(), release=replace(RELEASE, query={}))}) == 3


def test_entries_are_sorted_and_dated_by_the_newest_record() -> None:
    entries = opened(made(pair())).infolist()
    assert [entry.filename for entry in entries] == NAMES
    assert {entry.date_time for entry in entries} == {(2026, 2, 3, 0, 0, 0)}


def test_checksums_hold_for_every_other_file() -> None:
    packed = opened(made(pair()))
    sums = dict(line.split("  ")[::-1] for line in packed.read("SHA256SUMS").decode().splitlines())
    assert sums == {name: hashlib.sha256(packed.read(name)).hexdigest() for name in NAMES if name != "SHA256SUMS"}


def test_no_words_of_the_page_but_offsets_and_its_hash() -> None:
    packed = opened(made(pair()))
    everything = b"".join(packed.read(name) for name in NAMES).decode()
    assert "a colonel, met" not in everything
    record = json.loads(packed.read("data/events.jsonl"))
    assert TEXT[record["event_span"]["start"] : record["event_span"]["end"]] == "met"
    assert record["text_info"]["content_hash"] == hashlib.sha256(TEXT.encode()).hexdigest()


def test_the_data_package_describes_what_is_there() -> None:
    packed = opened(made(pair()))
    package = json.loads(packed.read("datapackage.json"))
    for resource in package["resources"]:
        content = packed.read(resource["path"])
        assert (resource["bytes"], resource["hash"]) == (len(content), f"sha256:{hashlib.sha256(content).hexdigest()}")
        if resource["format"] == "csv":
            header = next(csv.reader(io.StringIO(content.decode())))
            assert [field["name"] for field in resource["schema"]["fields"]] == header
    assert {resource["path"] for resource in package["resources"]} == set(NAMES) - {"SHA256SUMS", "datapackage.json"}


def test_actors_are_told_once_with_how_often_they_act() -> None:
    rows = list(csv.reader(io.StringIO(opened(made(pair(), pair(2, id="ev-2"))).read("data/actors.csv").decode())))
    assert rows[1:] == [
        ["gov:MLI", "Government of Mali", "MLI", "GOV", "ML", "432", "432", "ML", "0", "2"],
        ["person:ada", "Ada; Voss", "NOR", "GOV,MIL", "NO", "385", "385", "NO", "2", "0"],
    ]


def test_query_and_versions_are_told() -> None:
    packed = opened(made(pair()))
    assert json.loads(packed.read("query.json")) == {"by": "reports", "type": "CONSULT"}
    assert json.loads(packed.read("versions.json")) == {
        "harmattan": "9.9", "coders": ["coder-1"], "codebooks": ["plover-1"], "events": 1, "articles": 1,
        "newest_record": "2026-02-03T12:00:00Z",
    }  # fmt: skip


def test_a_title_cannot_break_the_citation() -> None:
    release = replace(RELEASE, title='Mali: "2026"\n# x\ud800', authors=("Ada Voss", "B: C"))
    text = opened(made(pair(), release=release)).read("CITATION.cff").decode()
    assert 'title: "Mali: \\"2026\\"\\n# x\ufffd"' in text.splitlines()
    assert text.splitlines()[-2:] == ['  - name: "Ada Voss"', '  - name: "B: C"']


def test_an_empty_ledger_has_a_release_too() -> None:
    packed = opened(made(release=Release({}, None)))
    assert packed.read("data/events.jsonl") == b""
    assert "date-released" not in packed.read("CITATION.cff").decode()
    assert {entry.date_time[0] for entry in packed.infolist()} == {1980}
