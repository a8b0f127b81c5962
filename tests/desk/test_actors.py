"""Pages of actors: names, offices with their sentences, partners, gains and losses."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from litestar.testing import TestClient

from harmattan.desk import app, door
from harmattan.ledger import Ledger, open_ledger
from harmattan.records import Coded, Party, RoleClaim, Span
from harmattan.resolve import judged
from tests.desk.desk import CLOCK, HTML, Client, empty, seen
from tests.ledger.build import RUN
from tests.relationships.door import rows
from tests.relationships.ledgers import HOSTILE, MALI, NORWAY, act, page, pages


def _office() -> Coded:
    """An invented page that tells of an office of somebody who is made up."""
    words = f"Kari Dalgard, envoy for rivers, met officials of Mali. {HOSTILE} Rain fell."
    made = page("An envoy", "2026-01-05", "fjord-post", act(words, "met", "CONSULT", "2026-01-04", NORWAY, MALI))
    text = made.article.text
    name, told = text.index("Kari Dalgard"), text.index("envoy for rivers")
    role = RoleClaim(
        Span(name, name + 12), Span(told, told + 16), "Kari Dalgard", "envoy for rivers", None, "NOR", ("GOV",)
    )
    return replace(made, annotations=replace(made.annotations, roles=(role,)))


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("desk") / "ledger.sqlite"


@pytest.fixture(scope="module")
def book(path: Path) -> Iterator[Ledger]:
    with open_ledger(path, clock=lambda: CLOCK) as opened:
        opened.add_all([*pages(), _office()], RUN)
        opened.join()
        yield opened


def test_a_state_shows_names_offices_partners_and_events(client: Client) -> None:
    html = client.get("/actors/MLI", headers=HTML).text
    text = " ".join(seen(html).text)
    for words in ("Malian", "Bamako", "Assimi Goïta", "ruled by a junta from 2020-08-18", "Norway", "tell posts from"):
        assert words in text
    assert seen(html).tags.count("h1") == 1
    assert "<script>alert" not in html


def test_every_link_of_the_page_leads_somewhere(client: Client) -> None:
    links = {link.partition("#")[0] for link in seen(client.get("/actors/MLI", headers=HTML).text).links}
    own = [link for link in links if link.startswith(("/events", "/articles", "/actors/"))]
    assert len(own) > 15
    assert [link for link in own if client.get(link, headers=HTML).status_code != 200] == []


def test_partners_and_alignment_are_those_of_the_command(
    client: Client, path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = rows(capsys, path, "alignment", "MLI")
    shown = json.loads(client.get("/actors/MLI.json").content)["alignment"]
    standing = [{**one, "acts": len(one["acts"])} for one in told if one["row"] == "standing"]
    assert [{**one, "acts": len(one["acts"])} for one in shown if one["row"] == "standing"] == standing
    assert standing


def test_acts_of_a_partner_lead_to_as_many_events(client: Client) -> None:
    html = client.get("/actors/MLI", headers=HTML).text
    lines = client.get("/actors/MLI.csv").text.splitlines()
    found = next(link for link in seen(html).links if link.startswith("/events?q=between%3AMLI%2CNOR"))
    events = client.get(found.replace("/events?", "/events.json?")).json()["events"]
    line = next(one for one in lines if one.startswith("NOR,"))
    assert len(events) == len(line.rsplit(",", 1)[1].split(";"))


def test_an_office_that_a_page_tells_stands_with_its_sentence(client: Client) -> None:
    told = client.get("/actors/NOR.json").json()["offices_told"]
    assert [(one["name"], one["role"], one["day"]) for one in told] == [
        ("Kari Dalgard", "envoy for rivers", "2026-01-05")
    ]
    assert told[0]["words"].startswith("Kari Dalgard, envoy for rivers, met officials")
    assert "Rain fell" not in told[0]["words"]
    assert f"/articles/{told[0]['article']}" in client.get("/actors/NOR", headers=HTML).text


def test_a_group_is_known_over_time(client: Client) -> None:
    told = client.get("/actors/group:islamic-state.json").json()["actor"]
    former = [one for one in told["names"] if one["until"]]
    assert former
    assert all(one["since"] < one["until"] for one in former)
    assert client.get("/actors/group:islamic-state", headers=HTML).status_code == 200


def test_an_actor_only_pages_know_goes_by_what_they_call_it(client: Client) -> None:
    page_ = client.get("/actors/group:northern-band", headers=HTML)
    assert page_.status_code == 200
    assert "<h1>Northern Band</h1>" in page_.text


def test_what_people_added_stands_with_its_reason_and_the_page_it_names(client: Client, tmp_path: Path) -> None:
    reason = "told by art-123, art-456 <b>"
    judged.append(
        tmp_path,
        judged.made("alias", "Mali", [("also", "Old Mali")], at="2026-01-01T00:00:00Z", by="ada", reason=reason),
    )
    html = client.get("/actors/MLI", headers=HTML).text
    assert '<a href="/articles/art-123">art-123</a>,' in html
    assert "Old Mali" in html
    assert "<b>" not in html.split("told by")[1][:200]


def test_a_name_leads_to_its_code_and_an_unknown_one_to_the_nearest(client: Client) -> None:
    led = client.get("/actors/Mali?day=2025-07", headers=HTML, follow_redirects=False)
    assert (led.status_code, led.headers["location"]) == (307, "/actors/MLI?day=2025-07")
    assert client.get("/actors/Mali.json").json()["actor"]["code"] == "MLI"
    assert client.get("/actors/state:MLI", headers=HTML, follow_redirects=False).headers["location"] == "/actors/MLI"
    missing = client.get("/actors/Maali", headers=HTML)
    assert (missing.status_code, "Mali (MLI)" in missing.text) == (404, True)
    assert client.get("/actors/group:none", headers=HTML).status_code == 404


def test_days_before_and_after_are_compared(client: Client) -> None:
    html = client.get("/actors/MLI?day=2025-07-01", headers=HTML).text
    assert "2025-07-01" in html
    assert client.get("/actors/MLI.json?day=2031").status_code == 400
    assert client.get("/actors/MLI.json?day=never").status_code == 400
    narrow = client.get("/actors/MLI.json?since=2025-09&until=2025-10").json()
    assert 0 < narrow["counted"]["reports"] < 5


def test_the_list_counts_acts_and_finds_names(client: Client) -> None:
    told = {one["code"]: one["acts"] for one in client.get("/actors.json").json()["actors"]}
    assert told["MLI"] >= told["NOR"] > 0
    assert "group:northern-band" in told
    found = [one["code"] for one in client.get("/actors.json?q=northern").json()["actors"]]
    assert "group:northern-band" in found
    assert client.get("/actors.json?q=mali").json()["actors"][0]["code"] == "MLI"
    near = client.get("/actors?q=Norwayy", headers=HTML).text
    assert "/actors/NOR" in seen(near).links


def test_an_organisation_counts_the_acts_of_its_people_as_its_number_opens_them(tmp_path: Path) -> None:
    of_it = Party(None, "org:au", "African Union", "IGO", ())
    people = Party(None, "org:au:gov", "African Union", "IGO", ("GOV",))
    told = (
        act("The union praised Mali for its vote.", "praised", "SUPPORT", "2025-04-01", of_it, MALI),
        act("The envoy of the union met Mali's ministers.", "met", "CONSULT", "2025-06-02", people, MALI),
    )
    with (
        open_ledger(tmp_path / "ledger.sqlite") as book,
        TestClient(app.made(door.opened(book, tmp_path, patience=100)), base_url="http://127.0.0.1:8321") as client,
    ):
        book.add_all([page(f"Union {n}", "2025-06-03", "fjord-post", one) for n, one in enumerate(told)], RUN)
        book.join()
        listed = {one["code"]: one for one in client.get("/actors.json").json()["actors"]}
        for code, acts in (("org:au", 2), ("org:au:gov", 1)):
            found = client.get(listed[code]["found"]).json()["events"]
            assert (listed[code]["acts"], len(found)) == (acts, acts)
        # Both have one name: the code tells them apart.
        assert '<span class="none">org:au:gov</span>' in client.get("/actors", headers=HTML).text


def test_an_empty_ledger_says_what_to_do(tmp_path: Path) -> None:
    with empty(tmp_path) as bare:
        assert "harmattan read" in bare.get("/actors", headers=HTML).text
        assert "No event of this ledger" in bare.get("/actors/MLI", headers=HTML).text
