"""Downloads, SQL, codebook, sources, history, changes and the figures on quality."""

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import feedparser
import pytest

from harmattan.annotate.encoder import read_card, shipped
from harmattan.codebook.loader import load as codebook
from harmattan.desk.pages.about import quality
from harmattan.desk.pages.data import FORMATS
from harmattan.ledger import Ledger, open_ledger
from harmattan.ledger.judgements import made
from harmattan.records import Coded, Refusal, Run
from tests.desk.desk import CLOCK, HTML, Client, desk, empty, seen
from tests.ledger.build import RUN
from tests.relationships.ledgers import HOSTILE, filled, pages

ROOT = Path(__file__).parents[2]
OWN = ("/data", "/sql", "/export", "/codebook", "/about", "/api", "/changes", "/sources", "/openapi", "/release")


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with filled(tmp_path_factory.mktemp("data") / "ledger.sqlite") as ledger:
        yield ledger


@pytest.fixture(scope="module")
def client(book: Ledger, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    with desk(book, tmp_path_factory.mktemp("folder")) as one:
        yield one


def test_every_download_is_had_by_query(client: Client) -> None:
    listed = client.get("/data.json", params={"q": "act:COERCE", "by": "reports"}).json()["downloads"]
    assert [one["format"] for one in listed] == [one.name for one in FORMATS]
    for one in listed:
        answer = client.get(one["href"])
        assert (answer.status_code, answer.headers["harmattan-complete"]) == (200, "yes"), one
        assert answer.headers["content-type"].removesuffix("; charset=utf-8") == one["media"].partition(";")[0]
    rows = list(csv.DictReader(io.StringIO(client.get(listed[0]["href"]).text)))
    assert [row["type"] for row in rows] == ["COERCE", "COERCE"]
    assert len(list(csv.DictReader(io.StringIO(client.get("/export/csv?q=act:COERCE").text)))) == 1


def test_what_the_line_counts_is_what_the_page_says_and_can_be_switched(client: Client) -> None:
    told = client.get("/data.json", params={"q": "act:COERCE by:reports"}).json()
    assert (told["query"], told["by"]) == ("act:COERCE", "reports")
    assert all("by=reports" in one["href"] and "by%3A" not in one["href"] for one in told["downloads"])
    page = client.get("/data", params={"q": "act:COERCE by:reports", "text": "0"}, headers=HTML).text
    assert 'href="/data?q=act%3ACOERCE&amp;by=events&amp;text=0"' in page
    assert '<input type="hidden" name="by" value="reports">' in page
    switched = client.get("/data.json?q=act%3ACOERCE&by=events").json()
    assert (switched["query"], switched["by"]) == ("act:COERCE", "events")


def test_a_download_without_words_has_offsets_alone(client: Client) -> None:
    assert "vaccinated" in client.get("/export/plover?q=act:AID").text
    assert "vaccinated" not in client.get("/export/plover?q=act:AID&text=0").text


def test_a_download_that_is_cut_says_so(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("harmattan.desk.pages.data.IN_FILE", 3)
    answer = client.get("/export/csv?by=reports")
    assert answer.headers["harmattan-complete"] == "no"
    assert len(list(csv.DictReader(io.StringIO(answer.text)))) == 3
    refused = client.get("/release.zip")
    assert (refused.status_code, "narrow the query" in refused.json()["detail"]) == (400, True)


def test_a_release_is_the_same_twice_and_holds_no_text(client: Client) -> None:
    one, other = client.get("/release.zip?q=act:AID"), client.get("/release.zip?q=act:AID")
    assert one.content == other.content
    with zipfile.ZipFile(io.BytesIO(one.content)) as packed:
        assert json.loads(packed.read("query.json"))["query"] == "act:AID"
        assert not any(b"vaccinated" in packed.read(name) for name in packed.namelist() if name.startswith("data/"))


def test_sql_answers_and_writes_nothing(client: Client, book: Ledger) -> None:
    found = client.get("/sql.json", params={"q": "select type, count(*) as n from events group by type"}).json()
    assert found["columns"] == ["type", "n"]
    assert ["COERCE", 2] in found["rows"]
    before = book.counts()
    for wrong in (
        "drop table events",
        "select 1; select 2",
        "select nothing",
        "attach 'x' as y",
        "pragma user_version",
    ):
        answer = client.get("/sql.json", params={"q": wrong})
        assert answer.status_code == 400, wrong
        assert answer.json()["detail"]
        page = client.get("/sql", params={"q": wrong}, headers=HTML)
        assert (page.status_code, wrong.partition("'")[0] in page.text) == (400, True)
    assert book.counts() == before


@pytest.mark.parametrize(
    "query",
    [
        "select zeroblob(999999999)",
        "with recursive n(x) as (select 1 union all select x + 1 from n) select sum(x) from n",
        "with recursive n(x) as (select 1 union all select x + 1 from n limit 900) select hex(zeroblob(500000)) from n",
    ],
)
def test_sql_that_would_fill_memory_or_time_is_ended(
    client: Client, query: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("harmattan.desk.pages.data.SECONDS", 0.3)
    assert client.get("/sql.json", params={"q": query}).status_code == 400


def test_sql_values_that_json_does_not_know_are_told_as_words(client: Client) -> None:
    found = client.get("/sql.json", params={"q": "select 9e999 as a, x'00ff' as b, null as c"}).json()
    assert found["rows"] == [["inf", "2 bytes", None]]
    html = client.get("/sql", params={"q": f"select '{HOSTILE.replace(chr(39), '')}' as a"}, headers=HTML).text
    assert "<script>alert" not in html


def test_every_code_has_its_place_in_the_codebook(client: Client) -> None:
    html = client.get("/codebook", headers=HTML).text
    told = codebook()
    codes = [*told.types, *told.mode_names(), *told.contexts, *told.sectors, *told.slots]
    assert [code for code in codes if f'id="{code}"' not in html] == []
    links = [link for link in seen(html).links if link.startswith("/events?")]
    assert [link for link in links if client.get(link).status_code != 200] == []
    assert len(client.get("/codebook.csv").text.splitlines()) == len(codes) + 1


def test_sources_tell_what_is_read_and_what_could_not_be(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "l.sqlite", clock=lambda: CLOCK) as ledger:
        ledger.add_all(pages(), RUN)
        ledger.refuse(Refusal("broken.html", f"broken.html: no text {HOSTILE}"), RUN)
        with desk(ledger, tmp_path) as one:
            told = one.get("/sources.json").json()
            html = one.get("/sources", headers=HTML).text
            assert len(one.get("/sources.csv").text.splitlines()) == len(told["sources"]) + 1
            assert one.get("/sources.json?name=nobody").json()["sources"] == []
    assert told["counted"] is True
    assert sum(source["pages"] for source in told["sources"]) == len(pages())
    assert (told["refused"], told["refusals"][0]["source"]) == (1, "broken.html")
    assert "new source" in html
    assert "<script>alert" not in html


def test_the_figures_follow_a_ledger_that_grows(tmp_path: Path) -> None:
    told = pages()
    with open_ledger(tmp_path / "l.sqlite", clock=lambda: CLOCK) as ledger, desk(ledger, tmp_path) as one:
        for upto in (2, len(told)):
            ledger.add_all(told[:upto], RUN)
            assert sum(source["pages"] for source in one.get("/sources.json").json()["sources"]) == upto
            assert one.get("/data.json").json()["counts"]["articles"] == upto


def test_the_history_of_an_event_tells_versions_joins_tombstones_and_judgements(tmp_path: Path) -> None:
    coded = pages()[0]
    (event,) = coded.annotations.events
    again = replace(event, confidence=0.5, coder="coder-2")
    newer = Coded(coded.article, replace(coded.annotations, events=(again,)))
    gone = Coded(coded.article, replace(coded.annotations, events=()))
    runs = (Run(f"run-{n}", CLOCK, f"coder-{n}", "plover-1") for n in (2, 3))
    with open_ledger(tmp_path / "l.sqlite", clock=lambda: CLOCK) as ledger, desk(ledger, tmp_path) as one:
        ledger.add(coded, RUN)
        ledger.join()
        said = made("reject", event.id, (), at=CLOCK, by="ann", reason="no act")
        ledger.judge(said)
        ledger.judge(made("withdraw", said.id, (), at=CLOCK, by="ann", reason=""))
        for version, run in zip((newer, gone), runs, strict=True):
            ledger.add(version, run)
        told = one.get(f"/events/{event.id}/history.json").json()
        kinds = [moment["kind"] for moment in told["history"]]
        assert sorted(kinds) == ["coded", "coded", "dropped", "joined", "judged", "read", "withdrawn"], kinds
        assert told["held"] is False
        assert next(m["fields"] for m in told["history"] if m["id"] == "coder-2") == ["confidence", "coder"]
        assert [version["confidence"] for version in told["versions"]] == [0.9, 0.5]
        assert "no longer holds" in one.get(f"/events/{event.id}/history", headers=HTML).text
        assert one.get(f"/events/{event.id}/history.csv").text.startswith("at,kind,id,what,by,fields")
        assert one.get("/events/ev-none/history").status_code == 404
        changes = one.get("/changes.json").json()["changes"]
        assert {"article", "event", "dropped", "judgement"} <= {change["kind"] for change in changes}
        feed = feedparser.parse(one.get("/changes.atom").content)
        assert {entry.id for entry in feed.entries} >= {f"tag:harmattan.invalid,2026:change:{CLOCK}:dropped:{event.id}"}
        assert len(one.get("/changes.feed.json").json()["items"]) == len(changes)
        assert one.get("/changes.json?since=2026-02-04").json()["changes"] == []
        assert one.get("/changes?since=yesterday").status_code == 400


def test_the_figures_are_of_the_model_and_the_gold_that_are_shipped() -> None:
    told, card = quality(), read_card(shipped())
    floors = json.loads((ROOT / "bench" / "floors.json").read_text(encoding="utf-8"))
    assert (told["model"], told["model_sha256"]) == (f"{card['name']}-{card['version']}", card["sha256"])
    assert told["codebook"] == codebook().version
    assert told["data_sha256"] == floors["data_sha256"], "run bench/publish.py: the test documents changed"
    heads = {one["name"]: one["f1"] for one in told["heads"]}
    assert heads["trigger and type"] == pytest.approx(floors["floors"]["trigger+type"], abs=0.01)
    assert [one["name"] for one in told["types"]] == list(codebook().types)
    for one in [*told["heads"], *told["types"]]:
        assert one["told"] > 0
        assert 0 <= one["precision"] <= 1 >= one["recall"]


def test_what_is_missed_is_told_as_openly_as_what_is_reached(client: Client) -> None:
    html = client.get("/about", headers=HTML).text
    told = quality()
    heads = {one["name"]: one["f1"] for one in told["heads"]}
    missed = [name for name, target in told["targets"].items() if heads[name] < target]
    missed += [one["what"] for one in told["figures"] if one["target"] != "none set" and not one["met"]]
    assert html.count("✗ missed") == len(missed) > 2
    assert all(one["what"] in html for one in told["known"])
    assert "These figures are of" not in html
    assert len(client.get("/about.csv").text.splitlines()) == 1 + len(told["heads"]) + len(told["types"])


def test_pages_link_to_pages_that_exist(client: Client) -> None:
    for path in ("/data", "/sql", "/codebook", "/about", "/api", "/changes", "/sources"):
        page = seen(client.get(path, headers=HTML).text)
        own = {link.partition("#")[0] for link in page.links if link.startswith(OWN)}
        assert own
        assert [link for link in own if client.get(link).status_code != 200] == []


def test_an_empty_ledger_tells_what_to_do(tmp_path: Path) -> None:
    with empty(tmp_path) as client:
        assert "harmattan read" in client.get("/sources", headers=HTML).text
        assert client.get("/data", headers=HTML).status_code == 200
        assert client.get("/release.zip").status_code == 200
        assert client.get("/export/csv").text.count("\n") == 1
