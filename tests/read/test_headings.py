"""The headline of an HTML page among what it tells and shows."""

import pytest

from harmattan.read.headings import Shown, choose_headline


@pytest.mark.parametrize(
    ("told", "shown", "headline"),
    [
        ([("Accord signed in Gao", "json-ld")], ["Accord signed in Gao"], ("Accord signed in Gao", "json-ld")),
        (
            [("Accord signed in Gao", "json-ld")],
            ["Politics | Accord signed in Gao"],
            ("Accord signed in Gao", "json-ld"),
        ),
        (
            [("Gao accord: armies sign", "json-ld")],
            ["Armies sign accord in Gao"],
            ("Armies sign accord in Gao", "html"),
        ),
        ([("Accord signed in Gao", "json-ld")], ["Sahel Courier"], ("Accord signed in Gao", "json-ld")),
        ([("Why it matters", "opengraph")], ["Mali and Niger sign accord"], ("Mali and Niger sign accord", "html")),
        ([], ["One line of a title", "Another line of a title"], None),
        ([], [], None),
    ],
)
def test_which_title_is_the_headline(
    told: list[tuple[str, str]], shown: list[str], headline: tuple[str, str] | None
) -> None:
    assert choose_headline(told, Shown(shown)) == headline


_TITLE = "Accord signed on border patrols"
_OPENING = (
    "The foreign ministry of Mali and that of Niger signed an accord in Gao on Thursday on patrols at the border."
)


@pytest.mark.parametrize(
    "told",
    [
        [(_TITLE, "opengraph"), (f"{_TITLE} | MFA", "html")],
        [(f"{_TITLE} | MFA", "html")],
        [(f"{_TITLE} - News - MFA", "html")],
    ],
)
def test_a_told_title_in_a_lesser_heading_goes_before_the_site_s_name_in_the_first(told: list[tuple[str, str]]) -> None:
    shown = Shown(["Ministry of Foreign Affairs"], ["Other news of the day", _TITLE])
    assert choose_headline(told, shown) == (_TITLE, told[0][1])


@pytest.mark.parametrize(
    ("title", "headings"),
    [
        ("Sahel Courier", ["Sahel Courier"]),
        ("Sahel Courier", []),
        ("Ministry of Foreign Affairs - Press releases", []),
    ],
)
def test_where_only_the_site_is_named_the_heading_above_the_text_is_the_headline(
    title: str, headings: list[str]
) -> None:
    lines = [*headings, "Home", _TITLE, "12.05.2026", _OPENING, "More of what the ministry told us"]
    shown = Shown(headings, ["More of what the ministry told us", _TITLE], lines, _OPENING)
    assert choose_headline([(title, "html")], shown) == (_TITLE, "html")


def test_a_summary_or_a_section_above_the_text_is_not_the_headline() -> None:
    for title in (_TITLE, f"{_TITLE} - Sahel Courier"):
        summary = "The foreign ministry of Mali signed an accord in Gao on patrols"
        shown = Shown([_TITLE], [summary], [_TITLE, summary, "12.05.2026", _OPENING], _OPENING)
        assert choose_headline([(title, "html")], shown) == (_TITLE, "html")
    shown = Shown(
        [], ["All about the ministry of Niger"], [_TITLE, "All about the ministry of Niger", _OPENING], _OPENING
    )
    assert choose_headline([(_TITLE, "html")], shown) == (_TITLE, "html")


_STORY = "Marova withdrew its ambassador from Tessia on Tuesday after talks on the crossing at Lenz broke down."


@pytest.mark.parametrize(
    "title",
    [
        "The Lenz Courier - Marova recalls envoy from Tessia",
        "Print: Marova recalls envoy from Tessia | The Lenz Courier",
        "Printer Friendly Version - Marova recalls envoy from Tessia",
        "Courier Online: World News",
    ],
)
def test_a_page_without_headings_shows_its_headline_in_a_line(title: str) -> None:
    lines = ["Home", "World", "Marova recalls envoy from Tessia", "By Mira Kolev", "March 4, 1998", _STORY]
    found = choose_headline([(title, "html")], Shown((), (), lines, _STORY))
    assert found is not None
    assert found[0] == "Marova recalls envoy from Tessia"


@pytest.mark.parametrize("title", ["Marova recalls envoy from Tessia over patrols", "Envoy recalled: what it means"])
def test_a_title_that_is_shown_nowhere_stays_where_no_line_is_a_part_of_it(title: str) -> None:
    lines = ["Home", "from Tessia over patrols", _STORY]
    assert choose_headline([(title, "html")], Shown((), ("A side note",), lines, _STORY)) == (title, "html")
