"""The page of a brief: every sentence opens on quoted words, which lead to event and page."""

import re
from pathlib import Path

import pytest

from harmattan.desk.pages import brief
from harmattan.ledger import open_ledger
from tests.desk.desk import CLOCK, HTML, Client, desk, empty, seen
from tests.ledger.build import RUN
from tests.relationships.ledgers import MALI, NORWAY, act, page

PAIR = "/brief/NOR/MLI"


def test_each_sentence_opens_on_its_own_words(client: Client) -> None:
    html = client.get(PAIR, headers=HTML).text
    told = client.get(f"{PAIR}.json").json()
    cited = [one for part in told["sections"] for one in part["sentences"] if one["notes"]]
    targets = re.findall(r'popovertarget="([^"]+)"', html)
    assert len(targets) == len(set(targets)) == len(cited)
    assert all(f'id="{target}"' in html for target in targets)
    assert all(f'id="note-{note["number"]}"' in html for note in told["notes"])


def test_notes_lead_to_events_and_pages_that_exist_and_are_inert(client: Client) -> None:
    page = client.get(PAIR, headers=HTML)
    links = {link.partition("#")[0] for link in seen(page.text).links}
    leads = [link for link in links if link.startswith(("/events/", "/articles/"))]
    assert len(leads) > 10
    assert all(client.get(link, headers=HTML).status_code == 200 for link in leads)
    assert "<script>alert" not in page.text


def test_quoted_words_are_verbatim_with_their_joiners_and_marks(tmp_path: Path) -> None:
    words = "Norway seized a cargo of Mali (می\u200cشود, 👩\u200d🔧, \u200fשלום)."
    told = act(words, "seized", "COERCE", "2025-02-10", NORWAY, MALI)
    with open_ledger(tmp_path / "ledger.sqlite", clock=lambda: CLOCK) as book:
        book.add_all([page("Cargo seized", "2025-02-11", "fjord-post", told)], RUN)
        book.join()
        with desk(book, tmp_path) as made:
            assert words in [note["words"] for note in made.get(f"{PAIR}.json").json()["notes"]]
            assert words in made.get(f"{PAIR}.md").text
            assert words in made.get(PAIR, headers=HTML).text


def test_a_brief_in_other_forms(client: Client) -> None:
    assert client.get(f"{PAIR}.md").text.startswith("# Norway and Mali\n")
    assert client.get(f"{PAIR}.bib").text.count("@misc{") == len(
        {one["event"] for one in client.get(f"{PAIR}.json").json()["notes"]}
    )
    assert client.get(f"{PAIR}.pdf").content.startswith(b"%PDF")
    assert b"<svg" in client.get(f"{PAIR}.svg").content


def test_days_narrow_it(client: Client) -> None:
    told = client.get(f"{PAIR}.json?since=2025-09&until=2025-11").json()
    assert (told["since"], told["until"]) == ("2025-09-01", "2025-11-01")
    assert len(told["notes"]) < len(client.get(f"{PAIR}.json").json()["notes"])


def test_of_a_pair_of_whom_too_much_is_told_the_page_says_from_when_on(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(brief, "ACTS", 4)
    html = client.get(PAIR, headers=HTML).text
    told = client.get(f"{PAIR}.json").json()
    assert told["cut_before"] is not None
    assert f"all since {told['cut_before']}" in html


def test_bad_input(client: Client) -> None:
    wrong = client.get("/brief/NOR/Maali", headers=HTML)
    assert (wrong.status_code, "Mali (MLI)" in wrong.text) == (400, True)
    assert client.get(f"{PAIR}.json?since=2026&until=2025").status_code == 400
    assert client.get(f"{PAIR}.json?since=soon").status_code == 400


def test_two_sides_lead_to_their_brief(client: Client) -> None:
    led = client.get("/brief", params={"a": "Norway", "b": "Mali"}, headers=HTML, follow_redirects=False)
    assert (led.status_code, led.headers["location"]) == (303, "/brief/Norway/Mali")
    assert client.get("/brief.json").json()["pairs"][0]["brief"] in ("/brief/MLI/NOR", "/brief/NOR/MLI")


def test_nothing_is_told_of_strangers(client: Client, tmp_path: Path) -> None:
    assert "No act of both sides" in client.get("/brief/CHL/FJI", headers=HTML).text
    with empty(tmp_path) as bare:
        assert "harmattan read" in bare.get("/brief", headers=HTML).text
        assert bare.get(PAIR, headers=HTML).status_code == 200
