"""The six invented pages in examples/: what a reader must get from each."""

from pathlib import Path

import pytest

from harmattan.read.reader import read
from harmattan.records import Label

_EXAMPLES = Path(__file__).parents[2] / "examples"
_MARK = "This is an invented report made for software tests."
_FACTS = {
    "sahel-border-accord.html": (
        "Mali and Niger sign border patrol accord as Algeria recalls envoy",
        "2026-03-12",
        3,
        ("Algeria protests", "Equipment from Russia and Turkey"),
        False,
    ),
    "caucasus-transit-talks.html": (
        "Armenia and Azerbaijan resume transit talks after shelling near Sotk",
        "2025-10-07",
        4,
        ("Who fired first", "Money on the table"),
        False,
    ),
    "south-china-sea-collision.html": (
        "Philippines expels Chinese attaché after collision off Second Thomas Shoal",
        "2026-05-20",
        None,
        ("Allies respond", "Pressure at home"),
        True,
    ),
    "horn-port-sanctions.txt": (
        "Ethiopia and Somalia reopen port talks as Eritrea threatens to close its airspace",
        "2026-01-14",
        5,
        ("Sanctions on arms brokers", "The convoy and its aftermath"),
        False,
    ),
    "balkans-bridge-protest.txt": (
        "Kosovo Serbs block bridge after arrest of mayor; NATO sends 150 more troops",
        "2025-09-19",
        None,
        ("Serbia puts army on alert", "Shots in the night"),
        False,
    ),
    "andes-lithium-deal.txt": (
        "Bolivia signs lithium accord with Chinese group as Chile tightens export rules",
        "2026-04-08",
        4,
        ("Chile limits brine exports", "Water and votes"),
        True,
    ),
}


def test_every_example_has_its_facts_here() -> None:
    assert {path.name for path in _EXAMPLES.iterdir() if path.suffix in (".html", ".txt")} == set(_FACTS)


@pytest.mark.parametrize("name", _FACTS)
def test_an_example_is_read_right(name: str) -> None:
    title, day, minutes, sections, truncated = _FACTS[name]
    article = read(str(_EXAMPLES / name))
    assert article.title is not None
    assert article.published is not None
    found = (article.title.value, article.published.value, article.reading_minutes, article.sections, article.truncated)
    assert found == (title, day, minutes, sections, truncated)


@pytest.mark.parametrize("name", _FACTS)
def test_an_example_is_marked_as_invented_and_of_a_report_s_length(name: str) -> None:
    article = read(str(_EXAMPLES / name))
    paragraphs = [block.span.of(article.text) for block in article.blocks if block.label is Label.PARAGRAPH]
    assert _MARK in paragraphs
    assert 350 <= len(" ".join(paragraphs).split()) <= 600


@pytest.mark.parametrize("name", _FACTS)
def test_no_furniture_is_coded(name: str) -> None:
    article = read(str(_EXAMPLES / name))
    coded = " ".join(block.span.of(article.text) for block in article.body)
    for words in (
        "Subscribe",
        "cookies",
        "Ad (",
        "Advertisement",
        "Related",
        "Most read",
        "rights reserved",
        "Comments",
    ):
        assert words not in coded
