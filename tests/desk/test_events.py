import csv
import io
import json
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from litestar.testing import TestClient

from harmattan.desk import app, door
from harmattan.desk.later import Later
from harmattan.desk.pages import events
from harmattan.ledger import open_ledger
from tests.desk.desk import CLOCK, HTML, Client, desk, empty, seen
from tests.ledger.build import RUN
from tests.relationships.ledgers import HOSTILE, pages


def test_each_act_stands_once_and_each_report_if_asked(client: Client) -> None:
    acts = client.get("/events.json?q=act:COERCE").json()
    reports = client.get("/events.json", params={"q": "act:COERCE by:reports"}).json()
    assert [(one["reports"], one["type"]) for one in acts["events"]] == [(2, "COERCE")]
    assert len(reports["events"]) == 2


def test_wherever_an_act_stands_it_is_told_with_all_its_sources(client: Client) -> None:
    (act,) = client.get("/events.json?q=act:COERCE").json()["events"]
    assert (act["reports"], act["sources"]) == (2, 2)
    reports = client.get("/events.json", params={"q": "act:COERCE by:reports"}).json()["events"]
    assert [(one["reports"], one["sources"]) for one in reports] == [(2, 2)] * 2
    whole = client.get(f"/events/{act['id']}.json").json()
    assert (whole["reports"], whole["sources"]) == (2, 2)
    told = list(csv.DictReader(io.StringIO(client.get(f"/events/{act['id']}.csv").text)))
    assert [(one["reports"], one["sources"]) for one in told] == [("2", "2")] * 2
    assert "2 reports, 2 independent sources" in client.get("/events?q=act:COERCE+by:reports", headers=HTML).text


def test_a_page_holds_no_more_than_asked_and_the_cursor_goes_on_without_gap_or_double(client: Client) -> None:
    whole = [one["id"] for one in client.get("/events.json?limit=100").json()["events"]]
    found: list[str] = []
    cursor = ""
    while True:
        page = client.get("/events.json", params={"limit": 4, "after": cursor}).json()
        assert len(page["events"]) <= 4
        found += [one["id"] for one in page["events"]]
        cursor = page["next"]
        if not cursor:
            break
    assert found == whole
    assert len(whole) > 8


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("/events.json?limit=0", "limit: a number from 1 on is wanted"),
        ("/events.json?limit=501", "limit: a number up to 500 is wanted"),
        ("/events.json?limit=many", "limit: a whole number is wanted"),
        ("/data.json?by=many", "by: there is no choice 'many'"),
        ("/data.json?text=many", "text: 1 or 0 is wanted"),
    ],
)
def test_a_wrong_option_is_told_in_words(client: Client, address: str, told: str) -> None:
    answer = client.get(address)
    assert (answer.status_code, answer.json()["detail"]) == (400, told)


def test_rows_of_before_say_as_of_when_they_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now = ["2026-02-03T11:00:00Z"]
    quick = events._rows

    def slow(*given: Any) -> Any:  # noqa: ANN401
        time.sleep(0.1)
        return quick(*given)

    monkeypatch.setattr(events, "_rows", slow)
    with open_ledger(tmp_path / "ledger.sqlite", clock=lambda: now[0]) as book:
        book.add_all(pages()[:3], RUN)
        here = door.opened(book, tmp_path, clock=lambda: "2026-02-03T13:00:00Z", patience=100)
        # What took long stands for a while, as it does on a desk that is served.
        here.__dict__["later"] = Later(here.cache.state)
        with TestClient(app.made(here), base_url="http://127.0.0.1:8321") as client:
            before = client.get("/events.json").json()
            now[0] = "2026-02-03T12:00:00Z"
            book.add_all(pages()[3:], RUN)
            assert here.moment == now[0]
            after = client.get("/events.json").json()
    assert len(after["events"]) == len(before["events"])
    assert after["as_of"] == before["as_of"] == "2026-02-03T11:00:00Z"


def test_a_program_is_told_all_values_of_a_facet(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = client.get("/events.json").json()["facets"]
    monkeypatch.setattr(events, "_SHOWN", 1)
    assert client.get("/events.json?q=conf>=0").json()["facets"] == whole
    assert len(whole["type"]) > 1


def test_facets_count_and_lead_to_what_they_count(client: Client) -> None:
    page = client.get("/events.json?q=by:reports").json()
    for value, count in page["facets"]["type"].items():
        assert len(client.get("/events.json", params={"q": f"act:{value} by:reports"}).json()["events"]) == count


def test_a_wrong_query_names_the_term_and_keeps_what_was_typed(client: Client) -> None:
    page = client.get("/events?q=actr:USA", headers=HTML)
    assert page.status_code == 400
    assert "actr" in page.text
    assert 'value="actr:USA"' in page.text
    problem = client.get("/events.json?q=actr:USA")
    assert problem.status_code == 400
    assert problem.headers["content-type"] == "application/problem+json"
    assert "actr" in problem.json()["detail"]


@pytest.mark.parametrize("path", ["/events", "/map", "/calendar", "/data"])
@pytest.mark.parametrize("line", ["lang:en", "near:Qwertz,5km", "*", "🙂"])
def test_a_line_that_the_ledger_cannot_answer_stands_beside_its_error(client: Client, path: str, line: str) -> None:
    page = client.get(path, params={"q": line}, headers=HTML)
    assert page.status_code == 400
    assert f'value="{line}"' in page.text
    assert 'id="q-error"' in page.text
    assert "/export/" not in page.text
    assert "/release.zip" not in page.text
    assert client.get(f"{path}.json", params={"q": line}).status_code == 400


@pytest.mark.parametrize("path", ["/events?limit=0", "/events?limit=10000", "/events?limit=x", "/events?after=%00%ff"])
def test_numbers_and_cursors_that_cannot_be_meant_are_refused_clearly(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 400
    assert answer.json()["status"] == 400
    assert "Traceback" not in answer.text


def test_a_chip_leads_to_the_query_without_it(client: Client) -> None:
    html = client.get("/events?q=actor:NOR+act:AID", headers=HTML).text
    assert "/events?q=act%3AAID" in html
    assert "/events?q=actor%3ANOR" in html


def test_an_event_shows_its_words_its_reports_and_its_article(client: Client) -> None:
    id_ = client.get("/events.json?q=act:COERCE").json()["events"][0]["id"]
    html = client.get(f"/events/{id_}", headers=HTML).text
    assert 'class="evidence trigger"' in html
    assert "seized" in html
    assert html.count('<li><a href="/events/') == 2
    assert "/articles/art-" in html


def test_an_event_is_the_same_in_part_without_the_frame_of_a_page(client: Client) -> None:
    id_ = client.get("/events.json").json()["events"][0]["id"]
    part = client.get(f"/events/{id_}?part=1", headers=HTML).text
    assert "<html" not in part
    assert "As coded" in part


def test_an_unknown_event_is_missing_in_every_format(client: Client) -> None:
    assert client.get("/events/ev-none", headers=HTML).status_code == 404
    assert client.get("/events/ev-none.json").json()["title"] == "Not Found"
    assert client.get("/nothing/here", headers=HTML).status_code == 404


def test_a_format_that_a_page_has_not_is_named_with_those_it_has(client: Client) -> None:
    answer = client.get("/events.ics")
    assert answer.status_code == 400
    assert ".csv" in answer.json()["detail"]


def test_every_format_holds_the_same_events(client: Client) -> None:
    listed = {one["id"] for one in client.get("/events.json?q=by:reports&limit=500").json()["events"]}
    rows = list(csv.DictReader(io.StringIO(client.get("/events.csv?q=by:reports").text)))
    places = client.get("/events.geojson?q=by:reports").json()
    assert {row["event_id"] for row in rows} == listed
    assert {one["id"] for one in places["features"]} <= listed
    assert client.get("/events.parquet?q=by:reports").content[:4] == b"PAR1"
    assert client.get("/events.bib").text.startswith("@")


def test_words_of_pages_stand_inert(client: Client) -> None:
    for path in ("/events?q=act:CONSULT", f"/events/{_consult(client)}", f"/events?q={quote(HOSTILE)}"):
        page = seen(client.get(path, headers=HTML).text)
        assert page.tags.count("script") == 1, path
        assert not page.attributes & {"onclick", "onload", "onerror", "style"}, path
        assert all(link.startswith(("/", "#", "http://", "https://")) for link in page.links), page.links
    assert any("alert(1)" in text for text in page.text)


def _consult(client: Client) -> str:
    found: str = client.get("/events.json?q=act:CONSULT").json()["events"][0]["id"]
    return found


def test_answers_carry_their_headers_and_who_has_them_is_told_so(client: Client) -> None:
    first = client.get("/events", headers=HTML)
    assert "script-src 'self'" in first.headers["content-security-policy"]
    assert "unsafe" not in first.headers["content-security-policy"]
    assert first.headers["x-content-type-options"] == "nosniff"
    again = client.get("/events", headers={**HTML, "if-none-match": first.headers["etag"]})
    assert again.status_code == 304
    assert again.text == ""
    assert "content-security-policy" in client.get("/events?q=actr:x", headers=HTML).headers


@pytest.mark.parametrize("path", ["/events", "/events.json", "/events.atom", "/", "/index.json", "/changes.json"])
def test_who_has_a_page_is_told_so_until_something_is_appended(tmp_path: Path, path: str) -> None:
    now = [CLOCK]
    with open_ledger(tmp_path / "l.sqlite", clock=lambda: "2026-02-03T11:00:00Z") as book:
        book.add_all(pages()[:6], RUN)
        made = app.made(door.opened(book, tmp_path, clock=lambda: now[0], patience=100))
        with TestClient(made, base_url="http://127.0.0.1:8321") as client:
            headers = HTML if "." not in path else {}
            client.get(path, headers=headers)
            tag = client.get(path, headers=headers).headers["etag"]
            now[0] = "2026-02-03T12:00:09Z"
            again = {**headers, "if-none-match": tag}
            assert client.get(path, headers=again).status_code == 304
            book.add_all(pages()[6:9], RUN)
            assert client.get(path, headers=again).status_code == 200


def test_files_are_kept_for_good_by_their_fingerprint(client: Client) -> None:
    page = seen(client.get("/events", headers=HTML).text)
    sheet = next(link for link in page.links if "desk.css" in link)
    assert "immutable" in client.get(sheet).headers["cache-control"]
    assert "immutable" not in client.get("/static/desk.css?v=0").headers["cache-control"]
    assert client.get("/static/..%2Fapp.py").status_code == 404


def test_a_program_that_takes_anything_gets_json(client: Client) -> None:
    assert client.get("/events", headers={"accept": "*/*"}).headers["content-type"].startswith("application/json")


def test_an_empty_ledger_tells_what_to_do(tmp_path: Path) -> None:
    with empty(tmp_path) as client:
        assert "harmattan read" in client.get("/events", headers=HTML).text
        assert client.get("/events.json").json()["events"] == []
        assert client.get("/events.csv").text.count("\n") == 1


def test_what_is_written_meanwhile_is_seen(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "l.sqlite", clock=lambda: CLOCK) as book, desk(book, tmp_path) as client:
        before = client.get("/events.json").json()
        book.add_all(pages(), RUN)
        after = client.get("/events.json").json()
    assert (len(before["events"]), len(after["events"]) > 8) == (0, True)
    assert json.dumps(after)


def _rows(client: Client, name: str, line: str) -> int:
    answer = client.get(f"/events.{name}", params={"q": f"{line} by:reports"})
    if name == "csv":
        return len(list(csv.DictReader(io.StringIO(answer.text))))
    return len(answer.json()["features"]) if name == "geojson" else answer.text.count("@misc")


@pytest.mark.parametrize("name", ["csv", "parquet", "geojson", "bib"])
def test_a_file_that_is_cut_says_so_and_a_whole_one_that_it_is(
    client: Client, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    assert client.get(f"/events.{name}").headers["harmattan-complete"] == "yes"
    monkeypatch.setattr(events, "IN_FILE", 3)
    cut = client.get(f"/events.{name}")
    assert cut.headers["harmattan-complete"] == "no"
    if name != "parquet":
        assert _rows(client, name, "") == 3
    assert ("newest 3 reports" in cut.text) is (name in ("geojson", "bib"))
    assert client.get(f"/events.{name}?q=act:CONSULT").headers["harmattan-complete"] == "yes"


def test_a_page_with_more_behind_it_says_what_its_files_hold(client: Client) -> None:
    part, whole = (client.get(f"/events?limit={rows}", headers=HTML) for rows in (4, 100))
    assert "newest 5,000 reports" in part.text
    assert "newest 5,000 reports" not in whole.text
    assert [one.headers["harmattan-complete"] for one in (part, whole)] == ["no", "yes"]
