"""Docs cannot lie: what they name exists."""

import re
from pathlib import Path

import pytest

from harmattan.analyse.periods import Period
from harmattan.analyse.relations import Row
from harmattan.analyse.sides import pair
from harmattan.annotate.encoder import hash_problems, read_card, shipped
from harmattan.cli.main import app, run
from harmattan.machine import event_json, full_event_json
from harmattan.records import Article, Event, Factuality, Span, Turn
from harmattan.relationships.course import Course
from harmattan.relationships.look import Look, course_json, look_json

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
VERBS = {name for name in app if not name.startswith("-")}


def test_the_readme_shows_every_command() -> None:
    assert set(re.findall(r"(?m)^harmattan (\w+)", README)) == VERBS


def test_files_named_in_the_docs_exist() -> None:
    for page in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]:
        text = page.read_text(encoding="utf-8")
        for link in re.findall(r"\]\(([^)#:]+)\)", text):
            assert (page.parent / link).exists(), f"{page.name}: {link}"
    for example in re.findall(r"examples/[\w.-]+", README):
        assert (ROOT / example).is_file(), example


def test_the_machine_output_page_lists_every_key() -> None:
    page = (ROOT / "docs" / "machine-output.md").read_text(encoding="utf-8")
    event = Event("ev-1", "art-1", "AGREE", Span(0, 1), Factuality.ACTUAL, 0.5)
    article = Article("art-1", "page.txt", "x", (), "")
    coded = page.partition("## Events of the ledger")[0]
    assert re.findall(r"(?m)^\| `(\w+)`", coded) == list(event_json("d", "x", event))
    assert re.findall(r"(?m)^\| `(\w+)`", page) == list(full_event_json(article, event))


def test_the_machine_output_page_lists_every_key_of_relationships() -> None:
    page = (ROOT / "docs" / "machine-output.md").read_text(encoding="utf-8").partition("## Relationships")[2]
    cells = [cell.split(", ") for cell in re.findall(r"(?m)^\| ([a-z_, ]+) \|", page) if cell != "key"]
    two = pair("NOR", "MLI", {"Norway": "NOR", "Mali": "MLI"})
    course = Course("both", Period("2026-01-01", "2026-02-01"), (), [], covered=False)
    look = Look(two, (None, None), (), (course,), 0, {})
    rows = list(Row.__dataclass_fields__)
    assert [name for cell in cells for name in cell] == [*look_json(look, "week"), *rows, *course_json(course, two)]
    assert set(Turn.__dataclass_fields__) <= set(re.findall(r"`(\w+)`", page))


@pytest.mark.parametrize("verb", sorted(VERBS))
def test_every_command_has_help(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([verb, "--help"]) == 0
    assert f"harmattan {verb}" in capsys.readouterr().out


def test_every_option_is_in_the_docs(capsys: pytest.CaptureFixture[str]) -> None:
    for verb in [*VERBS, "actors add", "accounts token", "review edit", "review list"]:
        run([*verb.split(), "--help"])
    shown = set(re.findall(r"--[a-z][a-z-]*", capsys.readouterr().out))
    pages = "".join(page.read_text(encoding="utf-8") for page in (ROOT / "docs").glob("*.md")) + README
    assert shown - {"--version"} <= set(re.findall(r"--[a-z][a-z-]*", pages))


def test_the_model_is_the_one_its_card_describes() -> None:
    assert hash_problems(shipped()) == []
    card = read_card(shipped())
    assert {"seed", "command", "examples", "labels"} <= set(card)
