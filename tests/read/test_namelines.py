"""Authors told without a "By". All names are invented."""

import pytest

from harmattan.read.html import read_html
from harmattan.read.namelines import bare_names_on
from harmattan.read.pagetext import read_page_text

_TOLD = "Envoys meet in Harrow Bay. Delegates from Lower Juma met President Amos Tele on Thursday."


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        (["By", "Mira Kolev", "Border"], "Mira Kolev"),
        (["COMMENTARY BY", "MIRA KOLEV"], "MIRA KOLEV"),
        (["Mira Kolev", "12 March 2026"], "Mira Kolev"),
        (["Mira Kolev", "Harrow Sentinel", "Jan. 28, 2026"], "Mira Kolev"),
        (["12 March 2026", "Yusuf Dahl and Nina Roth"], "Yusuf Dahl, Nina Roth"),
        (["Mira Kolev, 12 March 2026"], "Mira Kolev"),
        (["Aug 12, 2021 / Klaus van Sieg"], "Klaus van Sieg"),
        (["Mira Kolev | December 22, 2023 5:30 PM"], "Mira Kolev"),
        (["Mira Kolev 8:41 PM on December 20, 2023"], "Mira Kolev"),
        (["Elif Sorman in Bellmar", "Fri 14 Aug 2026 18.22 CEST"], "Elif Sorman"),
        (["December 22, 2023", "Mira Kolev @mkolev"], "Mira Kolev"),
        (["Share", "Mira Kolev", "Border correspondent, Veldburg", "EPI"], "Mira Kolev"),
    ],
)
def test_names_beside_a_day_or_below_by_are_the_authors(lines: list[str], names: str) -> None:
    found = bare_names_on(lines, _TOLD)

    assert found is not None
    assert found[1] == names


@pytest.mark.parametrize(
    "lines",
    [
        ["Mira Kolev", "Share this"],
        ["Middle East", "12 March 2026"],
        ["Human Rights", "12 March 2026"],
        ["New Delhi, 12 March 2026"],
        ["Addis Ababa, 12 March 2026"],
        ["Harrow Bay", "12 March 2026"],
        ["Amos Tele", "12 March 2026"],
        ["President Idris Fall", "12 March 2026"],
        ["Pellin Standard", "12 March 2026"],
        ["Situation Report", "12 March 2026"],
        ["WATCH LIVE", "12 March 2026"],
        ["Sierra Leone", "12 March 2026"],
        ["Costa Rica | 12 March 2026"],
        ["By", "the river two men were found on Monday."],
        ["Top Stories", "12 March 2026"],
        ["May 14, 2026", "Reading Time: 3 mins read"],
        ["Middle East", "Border correspondent, Veldburg"],
    ],
)
def test_sections_towns_outlets_and_those_told_of_are_no_authors(lines: list[str]) -> None:
    assert bare_names_on(lines, _TOLD) is None


def test_author_of_a_dump_is_told_by_the_day_beside_the_name() -> None:
    text = (
        "Tarvania recalls its ambassador from Osk\nMira Kolev\n12 March 2026\nShare\n"
        "Tarvania recalled its ambassador from Osk on Thursday, hours after mortar rounds landed near a village.\n"
        "The foreign ministry said the shelling was a breach of the ceasefire that both signed in October.\n"
        "Osk denied that its troops had fired and said that a gang of smugglers was to blame for it.\n"
    )

    article = read_page_text(text, "dump")

    assert [one.value for one in article.authors] == ["Mira Kolev"]
    assert article.byline is not None
    assert article.byline.span is not None
    assert article.byline.span.of(text) == "Mira Kolev"


def test_a_name_above_the_text_of_a_web_page_is_its_author_and_no_paragraph() -> None:
    paragraphs = (
        "Tarvania recalled its ambassador from Osk on Thursday, hours after mortar rounds landed near a village.",
        "The foreign ministry said the shelling was a breach of the ceasefire that both signed in October.",
        "Osk denied that its troops had fired and said that a gang of smugglers was to blame for it.",
    )
    body = "".join(f"<p>{words}</p>" for words in ("Elif Sorman", "Fri 14 Aug 2026 18.22 CEST", *paragraphs))
    page = f"<html><body><h1>Tarvania recalls its ambassador from Osk</h1><article>{body}</article></body></html>"

    article = read_html(page, "page")

    assert [one.value for one in article.authors] == ["Elif Sorman"]
    assert not any("Sorman" in block.span.of(article.text) for block in article.body)


def test_a_name_glued_to_the_next_element_ends_where_its_own_does() -> None:
    line = "<span>by <a>Mira Kolev</a></span><span><a>Leave a comment</a></span>"
    text = "<p>Envoys of Marova and Tessia met in the border town on Thursday to talk about the crossing.</p>" * 3
    article = read_html(f"<html><body><h1>Envoys meet in Harrow Bay</h1><div>{line}</div>{text}</body></html>", "page")
    assert [one.value for one in article.authors] == ["Mira Kolev"]
