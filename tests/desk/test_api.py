"""The API: what its document says is what handlers do, whatever is asked."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from harmattan.desk.routes import HANDLERS
from harmattan.ledger import Ledger
from tests.desk.desk import HTML, Client, desk, empty, seen
from tests.relationships.ledgers import filled

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
# Enough to meet odd values of every parameter; more are run by hand.
EXAMPLES = 4
ODD = (
    "\x00",
    b"\xed\xa0\x80",
    "\u202e\U0010ffff",
    "'\"><script>",
    "%",
    "a" * 5_000,
    "-1",
    "1e999",
    "()[]{}:,",
)
QUICK = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    database=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with filled(tmp_path_factory.mktemp("api") / "ledger.sqlite") as ledger:
        yield ledger


@pytest.fixture(scope="module")
def client(book: Ledger, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    with desk(book, tmp_path_factory.mktemp("data")) as one:
        yield one


def document(client: Client) -> dict[str, Any]:
    found: dict[str, Any] = client.get("/openapi.json").json()
    return found


def known(book: Ledger, path: str) -> str:
    """Return an address of a page that exists, as far as the ledger tells one."""
    event = book.events(limit=1)[0]
    given = {"id": event.article if path.startswith("/articles") else event.id, "format": "csv", "a": "NOR", "b": "MLI"}
    given["code"] = "MLI"
    return path.format_map({name: quote(value, safe="") for name, value in given.items()})


def test_every_handler_is_in_the_document(client: Client) -> None:
    told = document(client)
    assert told["openapi"].startswith("3.1")
    listed = {path for handler in HANDLERS if handler.include_in_schema is not False for path in handler.paths}
    assert {path.replace(":str", "").replace(":path", "") for path in listed} == set(told["paths"])
    for item in told["paths"].values():
        for operation in item.values():
            assert operation["description"] or operation["summary"]
            assert all(one["description"] for one in operation.get("parameters", ()) if one["in"] == "query")
            assert "door" not in {one["name"] for one in operation.get("parameters", ())}
            assert "application/problem+json" in operation["responses"]["400"]["content"]


def token(client: Client) -> str:
    """Return the value that a form has to bring back; the client keeps the cookie it goes with."""
    event = client.get("/events.json?limit=1").json()["events"][0]["id"]
    page = client.get(f"/events/{event}", headers=HTML).text
    return page.partition('name="_csrf_token" value="')[2].partition('"')[0]


def asked(client: Client, case: schemathesis.Case[Any]) -> None:
    """Send a case and compare the answer with the document. Raises what the checks raise."""
    told = case.as_transport_kwargs(base_url="http://127.0.0.1:8321")
    body = {name: told[name] for name in ("json", "data") if told.get(name)}
    told = {name: told.get(name) for name in ("method", "url", "params", "headers")}
    if case.method == "POST":
        told["headers"] = {**told["headers"], "x-csrf-token": token(client)}
    answer = client.request(**told, **body, follow_redirects=False)
    case.validate_response(schemathesis.Response.from_any(answer), checks=CHECKS)


def test_handlers_answer_as_the_document_says(client: Client) -> None:
    schema = schemathesis.openapi.from_dict(document(client))
    for found in schema.get_all_operations():
        assert isinstance(found, Ok)
        QUICK(given(case=found.ok().as_strategy())(lambda case: asked(client, case)))()


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: repr(odd)[:12])
def test_odd_values_of_every_parameter_are_answered_clearly(client: Client, book: Ledger, odd: str | bytes) -> None:
    value = quote(odd, safe="")
    for path, item in document(client)["paths"].items():
        if "get" not in item:
            continue
        names = [one["name"] for one in item["get"].get("parameters", ()) if one["in"] == "query"]
        addresses = [f"{known(book, path)}?{name}={value}" for name in names]
        addresses += [path.replace("{" + path.partition("{")[2].partition("}")[0] + "}", value)] if "{" in path else []
        for address in addresses:
            answer = client.get(address)
            assert answer.status_code in (200, 303, 400, 404, 414), (address[:120], answer.text[:300])
            if answer.status_code >= 400:
                assert answer.headers["content-type"].startswith("application/problem+json"), address[:120]
                assert set(answer.json()) == {"type", "title", "status", "detail"}
                assert "\n" not in answer.json()["detail"]


@pytest.mark.parametrize("path", ["/events", "/changes"])
def test_a_cursor_leads_through_a_whole_list_once(client: Client, path: str) -> None:
    key = path.strip("/")
    whole = client.get(f"{path}?limit=500").json()
    assert whole["next"] is None
    met, after = [], ""
    while True:
        page = client.get(f"{path}?limit=7&after={after}").json()
        met += page[key]
        after = page["next"]
        if not after:
            break
    assert met == whole[key]
    for wrong in ("0", "-1", "99999999999999999999999", "x"):
        assert client.get(f"{path}?limit={wrong}").status_code == 400
    assert client.get(f"{path}?after=%00%ff").status_code == 400


def test_an_answer_that_is_known_is_not_sent_again(client: Client) -> None:
    first = client.get("/codebook.json")
    again = client.get("/codebook.json", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    "path", ["/", "/events", "/events.csv", "/static/desk.css", "/relationships/NOR/MLI.svg", "/no"]
)
def test_a_head_is_that_of_the_page_without_its_body(client: Client, path: str) -> None:
    whole, head = client.get(path, headers=HTML), client.head(path, headers=HTML)
    assert (head.status_code, head.content) == (whole.status_code, b"")
    for name in ("content-type", "content-length", "etag", "content-security-policy"):
        assert head.headers.get(name) == whole.headers.get(name), name
    if whole.status_code == 200 and path != "/":
        known = client.head(path, headers=HTML | {"if-none-match": whole.headers["etag"]})
        assert known.status_code == 304


def test_what_is_changed_by_a_form_is_not_asked_the_head_of(client: Client) -> None:
    assert client.head("/watch/add").status_code == 405


def test_the_reference_is_whole_and_asks_nothing_of_the_web(client: Client) -> None:
    html = client.get("/api", headers=HTML).text
    page = seen(html)
    assert not [link for link in page.links if link.startswith(("http:", "https:", "//"))]
    for path in document(client)["paths"]:
        assert path in html
    assert json.loads(client.get("/api.json").text) == document(client)


def test_an_empty_ledger_answers_everywhere(tmp_path: Path) -> None:
    with empty(tmp_path) as client:
        for path, item in document(client)["paths"].items():
            if "get" in item and "{" not in path:
                for headers in ({}, HTML):
                    assert client.get(path, headers=headers).status_code in (200, 400), path
