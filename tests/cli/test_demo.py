"""The demo: its stories are marked as invented, can be read, and turn when they say they do; the digest command."""

import socket
from datetime import UTC, datetime
from pathlib import Path

import pytest

from harmattan import demo
from harmattan.cli.main import run
from harmattan.ledger import open_ledger
from harmattan.ledger.people.file import opened
from harmattan.ledger.people.watches import Watches
from harmattan.relationships import course, fresh, gather


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("demo") / "demo.sqlite"
    assert run(["demo", "--no-serve", "--out", str(out)]) == 0
    return out


def test_every_story_says_that_it_is_invented() -> None:
    stories = demo.stories()
    assert sum(path.parent.name == "demo" for path in stories) >= 12
    assert any(path.parent.name == "examples" for path in stories)
    for path in stories:
        assert "invented report" in path.read_text(encoding="utf-8"), path.name


def test_all_stories_are_read_and_dated(ledger: Path) -> None:
    with open_ledger(ledger) as book:
        assert book.refusals() == []
        assert book.counts()["articles"] == len(demo.stories())
        articles = [book.article(id_) for id_ in {event.article for event in book.events(limit=1000)}]
    months = {one.published.value[:7] for one in articles if one and one.published}
    assert all(one and one.published for one in articles)
    assert len(months) >= 8


def test_no_act_of_the_story_is_laid_to_a_real_holder_of_an_office(ledger: Path) -> None:
    own = {path.name for path in demo.stories() if path.parent.name == "demo"}
    with open_ledger(ledger) as book:
        pages = {article: book.article(article) for article in {one.article for one in book.events(limit=1000)}}
        for event in book.events(limit=1000):
            page = pages[event.article]
            if page is None or Path(page.source).name not in own:
                continue
            for party in (*event.actors, *event.recipients):
                if (party.entity or "").startswith("person:"):
                    assert party.name in page.text, party.name


def test_the_turn_is_where_the_stories_have_it(ledger: Path) -> None:
    with open_ledger(ledger) as book:
        pair = fresh.pair_of(("KEN", "TZA"))
        found = course.of_pair(gather.of_pair(book, pair).acts, pair, (None, None), book.coverage())
    assert found is not None
    [turn] = found.turns
    # The boats are seized on 10 November 2025, the last friendly act is of 14 October.
    assert "2025-10-14" <= turn.since <= "2025-11-10" <= turn.until
    assert turn.direction[0] == "worse"
    assert turn.probability > fresh.SURE
    assert (turn.before.score or 0) > 0 > (turn.after.score or 0)


def test_a_file_that_is_there_is_not_written_to(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = ledger.read_bytes()
    assert run(["demo", "--no-serve", "--out", str(ledger)]) == 2
    assert "there is such a file" in capsys.readouterr().err
    assert ledger.read_bytes() == before


def test_a_port_that_is_taken_is_told_before_anything_is_read(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        assert run(["demo", "--no-open", "--port", str(taken.getsockname()[1])]) == 2
    assert "cannot serve on" in capsys.readouterr().err


def test_digest_prints_what_is_new_with_words_and_links(
    ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HARMATTAN_DATA", str(tmp_path))
    monkeypatch.setenv("HARMATTAN_DESK_URL", "https://desk.example/")
    monkeypatch.delenv("HARMATTAN_SMTP_HOST", raising=False)
    listed = Watches(opened(tmp_path / "desk.sqlite"), clock=lambda: datetime(2025, 1, 1, tzinfo=UTC))
    made = listed.add("me", "The lake", "between:KEN,TZA act:COERCE")
    assert run(["digest", "--print", "--ledger", str(ledger)]) == 0
    assert capsys.readouterr().out == ""
    listed.tell("me", made.id, hook="", mail="me@news.example")
    # What was read in the last seconds waits for the next time.
    monkeypatch.setattr("harmattan.desk.digest.until", lambda door: "2099-01-01T00:00:00Z")
    assert run(["digest", "--print", "--ledger", str(ledger)]) == 0
    out = capsys.readouterr().out
    assert "Subject: Harmattan:" in out
    assert "seized three Kenyan fishing boats" in out
    assert "https://desk.example/events/ev-" in out
    assert run(["digest", "--ledger", str(ledger)]) == 1
    assert "HARMATTAN_SMTP_HOST is not set" in capsys.readouterr().err
