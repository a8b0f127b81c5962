"""Every number opens into exactly that many events: the links of pages are followed and what they list is counted."""

import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from harmattan.ledger import Ledger, open_ledger
from harmattan.ledger.judgements import made
from harmattan.records import Coded, Party
from tests.desk.desk import CLOCK, HTML, Client, desk
from tests.ledger.build import RUN
from tests.relationships.ledgers import FRANCE, MALI, NORWAY, act, page, pages

# A number at the end of a link, and neither a day nor a week.
NUMBER = re.compile(r"(?<![\d\-W])(\d[\d\u202f]*)\s*(?:acts?|events?|reports?)?$")


def more() -> list[Coded]:
    """Pages with what is hard to count: joint acts, days that are hardly known, two of one side, another host."""
    told = (
        ("2025-06-10", "met", "CONSULT", "2025-06-09", "Norway met Mali over nets."),
        ("2025-07-20", "agreed", "AGREE", "2025-07", "Norway agreed with Mali on the price of salt."),
        ("2025-08-20", "mocked", "ACCUSE", "2025", "Norway mocked hats of Mali all year."),
    )
    found = [
        page(words.upper(), news, "fjord-post", act(words, word, kind, day, NORWAY, MALI))
        for news, word, kind, day, words in told
    ]
    joint = act("Envoys of Norway and of Mali talked of kites.", "talked", "CONSULT", "2025-10-20", NORWAY)
    found.append(_by(page("Kites", "2025-10-21", "bamako-wire", joint), NORWAY, MALI))
    three = act("Norway and France fined a canner of Mali.", "fined", "SANCTION", "2025-11-10", NORWAY, MALI)
    return [*found, _by(page("A canner", "2025-11-11", "fjord-post", three), NORWAY, FRANCE)]


def _by(made: Coded, *actors: Party) -> Coded:
    """Return a page of one event with other actors."""
    (event,) = made.annotations.events
    return replace(made, annotations=replace(made.annotations, events=(replace(event, actors=actors),)))


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with open_ledger(tmp_path_factory.mktemp("counts") / "ledger.sqlite", clock=lambda: CLOCK) as opened:
        opened.add_all([*pages(), *more()], RUN)
        opened.join()
        yield opened


class _Links(HTMLParser):
    """The links of a page with their words."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self._open: str | None = None
        self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self._open, self._text = dict(attrs).get("href"), ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._open:
            self.found.append((self._open, self._text.strip()))
            self._open = None

    def handle_data(self, data: str) -> None:
        self._text += data


def numbers(client: Client, path: str) -> dict[str, int]:
    """Return the number of each link of a page that leads to events by one."""
    links = _Links()
    links.feed(client.get(path, headers=HTML).text)
    found = ((href, NUMBER.search(text)) for href, text in links.found if href.startswith("/events?"))
    return {href: int(number[1].replace("\u202f", "")) for href, number in found if number}


PAGES = (
    "/events",
    "/events?q=by:reports",
    "/events?q=actor:NOR",
    "/events?q=actor:NOR+by:reports",
    "/events?q=when:2025+recipient:MLI",
    "/events?q=act:CONSULT,AID+source:fjord-post",
    "/actors",
    "/actors/MLI",
    "/actors/MLI?since=2025-06&until=2025-11",
    "/actors/NOR?day=2025-07-01",
    "/actors/group:northern-band",
    "/relationships",
    "/relationships/NOR/MLI",
    "/relationships/NOR/MLI?by=month",
    "/relationships/NOR/MLI?since=2025-06&until=2025-12",
    "/relationships/MLI/MLI",
    "/hotspots",
)


@pytest.mark.parametrize("path", PAGES)
def test_a_number_opens_into_so_many_events(client: Client, path: str) -> None:
    told = numbers(client, path)
    assert told
    found = {href: client.get(href.replace("?", ".json?"), params=None).json() for href in told}
    assert all(one["next"] is None for one in found.values())
    assert {href: len(one["events"]) for href, one in found.items()} == told


def test_a_number_opens_what_people_rejected_too_and_the_page_says_so(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "l.sqlite", clock=lambda: CLOCK) as told, desk(told, tmp_path) as client:
        told.add_all(pages(), RUN)
        told.join()
        wrong = next(event for event in told.events(limit=100) if event.type == "ASSAULT")
        told.judge(made("reject", wrong.id, (), at=CLOCK, by="Ann", reason=""))
        for path in ("/actors", "/actors/MLI", "/hotspots"):
            text = client.get(path, headers=HTML).text
            assert "that people rejected. Lists of events show" in text, path
            more = {
                len(client.get(href.replace("?", ".json?")).json()["events"]) - count
                for href, count in numbers(client, path).items()
            }
            # Of hot spots none is left.
            assert more == (set() if path == "/hotspots" else {0, 1}), path


def test_a_facet_narrows_what_is_asked_and_takes_nothing_away(client: Client) -> None:
    told = numbers(client, "/events?q=actor:NOR")
    (france,) = (href for href in told if "FRA" in href)
    assert told[france] == 1
    (only,) = client.get(france.replace("?", ".json?")).json()["events"]
    assert [one["country"] for one in only["actor"]] == ["NOR", "FRA"]


def test_pages_of_fewer_acts_than_are_told_open_into_what_they_count(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("counted", "actors"):
        monkeypatch.setattr(f"harmattan.desk.pages.{module}.COUNTED", 6)
    for path in ("/actors", "/actors/MLI", "/actors/NOR"):
        told = numbers(client, path)
        assert told, path
        found = {href: len(client.get(href.replace("?", ".json?")).json()["events"]) for href in told}
        assert found == told, path


def test_a_group_of_an_empty_page_has_no_numbers(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "e.sqlite", clock=lambda: CLOCK) as none, desk(none, tmp_path) as bare:
        assert numbers(bare, "/actors") == {}
