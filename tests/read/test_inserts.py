"""What stands between the paragraphs of a text and is none of it. All of it is invented."""

import pytest

from harmattan.read.furniture import asks_reader
from harmattan.read.html import read_html
from harmattan.read.pagetext import read_page_text
from harmattan.records import CODED_LABELS, Article, Label
from tests.read.test_kinds import DAY, STORY, TITLE, ps

_TOP = f"Home\nNews\n{TITLE}\nBy Mira Kolev\n3 March 2026\nShare\n\n"


def told(article: Article) -> list[str]:
    coded = [one for one in article.blocks if one.label in CODED_LABELS and one.label is not Label.HEADLINE]
    return [one.span.of(article.text) for one in coded]


def dump(*lines: str) -> Article:
    return read_page_text(_TOP + "\n\n".join(lines) + "\n", "page")


@pytest.mark.parametrize(
    "insert",
    [
        "Recommended Stories\nlist of 2 items\nlist 1 of 2\nThe river\nlist 2 of 2\nWho holds it\nend of list",
        "skip past newsletter promotion\nSign up to The River\nThe most pressing stories of both banks, once a week.\n"
        "Enter your email address\nafter newsletter promotion",
        "Who is Pell Dragan? The ferryman’s son who went to Kesh\nRead more",
    ],
)
def test_a_text_goes_on_below_what_the_page_says_is_an_insert(insert: str) -> None:
    assert told(dump(*STORY[:3], insert, *STORY[3:])) == list(STORY)


def test_a_summary_that_is_closed_is_no_part_of_the_text() -> None:
    summary = "Key Takeaways\nAI-generated\nThe crossing was opened after nine weeks.\nWas this summary helpful?"
    assert told(dump(summary, *STORY)) == list(STORY)


def test_a_list_that_is_never_closed_hides_nothing() -> None:
    assert told(dump(STORY[0], "Key points", *STORY[1:]))[-4:] == list(STORY[1:])


def test_headings_in_capitals_part_a_text_down_to_its_end() -> None:
    parts = ["NEEDS", "Rations went to 11,000 people between 24 February and 2 March.", "RESPONSE", STORY[2]]
    assert told(dump(*STORY[:2], STORY[3], *parts))[-4:] == parts


def test_an_appeal_to_readers_is_no_part_of_the_text() -> None:
    appeal = (
        "Support LENZ COURIER's journalism of integrity",
        "At the Courier, we believe in the importance of news that is free for all, and we know that not everyone can "
        "afford a subscription, so we ask those of you who can to help us keep it that way for everybody else.",
    )
    assert told(dump(*STORY, *appeal)) == list(STORY)


@pytest.mark.parametrize(
    ("words", "asks"),
    [
        ("We rely on our readers, and every gift keeps this newsroom going.", True),
        ("Your help keeps the lights on.", True),
        ("“We need your help,” the minister told the crowd.", False),
        ("The ministers said that the crossing would stay open.", False),
    ],
)
def test_a_site_that_speaks_to_its_readers(words: str, asks: bool) -> None:
    assert asks_reader(words) is asks


def test_posts_links_and_signatures_in_a_page() -> None:
    said = "<p>We stand with the people of Lenz tonight and always.</p>— MFA (@MarovaMFA) March 3, 2026"
    post = f'<blockquote class="twitter-tweet">{said}</blockquote>'
    link = '<div><h3><a href="/kesh">Strike closes the port of Kesh for a week</a></h3></div>'
    about = "<p>By Mira Kolev (Lenz, correspondent)</p><p>3 March 2026</p>"
    end = "<p>Mira Kolev (Lenz, correspondent)</p>"
    body = f"<h1>{TITLE}</h1>{about}{ps(*STORY[:2])}{post}{ps(STORY[2])}{link}{ps(*STORY[3:])}{end}"
    article = read_html(f"<html><body><article>{body}</article></body></html>", "page")
    assert told(article) == list(STORY)
    assert [one.value for one in article.authors] == ["Mira Kolev"]


def test_a_heading_with_a_link_to_its_own_place_is_a_section() -> None:
    section = '<h2><a href="#banks">On the banks</a></h2>'
    body = f"<h1>{TITLE}</h1>{ps(*STORY[:2])}{section}{ps(*STORY[2:])}"
    article = read_html(f"<html><body><article>{body}</article></body></html>", "page")
    assert article.sections == ("On the banks",)


def test_a_dump_in_markdown() -> None:
    text = (
        f"[Skip to main content](#main)\n\n  * [Home](/)\n  * [World](/world)\n\n# {TITLE}\n\n"
        "By [Mira Kolev](/authors/mira-kolev)\n\nMarch 3, 2026\n\n![The bridge](/img/1.jpg)\n\n"
    )
    links = "### Read more\n\n  * [Strike closes the port of Kesh](/kesh)"
    article = read_page_text(text + "\n\n".join([*STORY, links]) + "\n", "page")
    assert told(article) == list(STORY)
    assert article.title is not None
    assert (article.title.value, article.title.span is not None) == (TITLE, True)
    assert article.title.span is None or article.title.span.of(article.text) == TITLE
    assert [one.value for one in article.authors] == ["Mira Kolev"]
    assert article.published is not None
    assert article.published.value == DAY


@pytest.mark.parametrize(
    ("heading", "ending", "is_part"),
    [("Key points", "", False), ("Summary", "", False), ("Summary", ".", True), ("Terms of the accord", "", True)],
)
def test_points_above_a_page_s_text_are_its_summary(heading: str, ending: str, is_part: bool) -> None:
    points = [f"Tessia withdraws two companies{ending}", f"Commission pays for the observers{ending}"]
    listed = "".join(f"<li>{point}</li>" for point in points)
    body = f"<h1>{TITLE}</h1><h3>{heading}</h3><ul>{listed}</ul>{ps(*STORY)}"
    article = read_html(f"<html><body><article>{body}</article></body></html>", "page")
    assert told(article)[-5:] == list(STORY)
    assert (points[0] in told(article)) is is_part
