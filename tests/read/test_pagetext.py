"""Page dumps, and above all the page this reader must get right."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmattan.errors import InputError, NoArticle, UnreadableInput
from harmattan.read.pagetext import read_page_text
from harmattan.read.reader import read
from harmattan.records import Article, Label

_GIVEN = Path(__file__).parents[2].parent / "shared" / "pages" / "us-policy-west-africa.txt"
_PROSE = [
    "Mali and Niger signed an accord in Gao on Thursday that lets their armies patrol both sides of the border.",
    "Algeria recalled its ambassador within hours and accused Mali of moving troops towards the frontier.",
    "Mali denied the charge and said that military attachés were free to visit the area next week.",
    "Residents said they hoped that the patrols would reopen the market, which has been shut since November.",
]


def _of(article: Article, label: Label) -> list[str]:
    return [block.span.of(article.text) for block in article.blocks if block.label is label]


@pytest.fixture(scope="module")
def given_page() -> Article:
    if not _GIVEN.exists():
        pytest.skip("the given page is not beside this checkout")
    return read(str(_GIVEN))


def test_the_given_page_s_headline_is_told_once(given_page: Article) -> None:
    title = "US Shifts Policy to Engage West African Juntas Turning to Russia"
    assert _of(given_page, Label.HEADLINE) == [title]
    assert _of(given_page, Label.REPEATED) == [title]
    assert given_page.title is not None
    assert given_page.title.value == title
    assert _of(given_page, Label.DEK)[0].startswith("The US shifts policy to engage")


def test_the_given_page_s_date_and_minutes(given_page: Article) -> None:
    assert given_page.published is not None
    assert (given_page.published.value, given_page.published.origin) == ("2026-02-02", "text")
    assert given_page.published.span is not None
    assert given_page.published.span.of(given_page.text) == "Monday, February 2, 2026"
    assert given_page.reading_minutes == 4


def test_the_given_page_s_headings(given_page: Article) -> None:
    headings = [
        "US Policy Shift Towards West African Military Governments",
        "Security Threats and Strategic Interests in the Sahel",
    ]
    assert _of(given_page, Label.HEADING) == headings
    assert given_page.sections == tuple(headings)


def test_the_given_page_s_body_is_whole_and_cut_off(given_page: Article) -> None:
    paragraphs = _of(given_page, Label.PARAGRAPH)
    assert len(paragraphs) == 25
    assert paragraphs[0].startswith("The United States has announced")
    assert paragraphs[-1] == "Unlike the West African r..."
    assert given_page.truncated


def test_the_given_page_s_furniture_is_dropped_by_label(given_page: Article) -> None:
    dropped = {(block.label, block.span.of(given_page.text)) for block in given_page.dropped}
    assert dropped >= {
        (Label.SKIP_LINK, "Skip to main content"),
        (Label.AD, "Ad (728x90)"),
        (Label.AD, "Ad (468x60)"),
        (Label.READING_TIME, "·4 min read"),
        (Label.RELATED, "Related News"),
    }


def test_every_word_of_a_dump_is_in_a_block() -> None:
    text = "Home\n\nAccord signed in Gao\n\nBy Ada Diop\n\n" + "\n\n".join(_PROSE) + "\n\nPrivacy policy\n"
    article = read_page_text(text, "page")
    assert article.text == text
    assert " ".join(block.span.of(text) for block in article.blocks).split() == text.split()


def test_a_dek_stands_between_headline_and_byline() -> None:
    dek = "Two armies will patrol eight hundred kilometres together, ministers say."
    text = "\n".join(["Home", "Mali and Niger sign accord on border patrols", dek, "By Ada Diop", *_PROSE])
    article = read_page_text(text, "page")
    assert (_of(article, Label.DEK), article.byline and article.byline.value) == ([dek], "Ada Diop")


def test_without_lines_about_the_article_the_first_paragraph_is_no_dek() -> None:
    article = read_page_text("\n".join(["Mali and Niger sign accord on border patrols", *_PROSE]), "page")
    assert article.dek is None
    assert _of(article, Label.PARAGRAPH) == _PROSE


def test_a_date_below_the_headline_goes_before_the_one_at_the_top() -> None:
    text = "\n".join(
        ["Friday, 13 March 2026", "Mali and Niger sign accord on border patrols", "Published 12 March 2026", *_PROSE]
    )
    published = read_page_text(text, "page").published
    assert published is not None
    assert published.value == "2026-03-12"


def test_published_and_updated_on_one_line() -> None:
    line = "Published: 12 March 2026 | Updated: 14 March 2026"
    article = read_page_text("\n".join(["Mali and Niger sign accord on border patrols", line, *_PROSE]), "page")
    assert article.published is not None
    assert article.updated is not None
    assert (article.published.value, article.updated.value) == ("2026-03-12", "2026-03-14")
    assert article.updated.span is not None
    assert article.updated.span.of(article.text) == "14 March 2026"


def test_plain_paragraphs_have_no_headline() -> None:
    article = read_page_text("\n\n".join(_PROSE), "page")
    assert article.title is None
    assert _of(article, Label.PARAGRAPH) == _PROSE


def test_a_dump_without_a_date_has_none() -> None:
    text = "\n".join(
        ["Mali and Niger sign accord on border patrols", *_PROSE, "It began on 3 May 2024 near the wells."]
    )
    assert read_page_text(text, "page").published is None


def test_related_and_comments_stay_under_their_labels_to_the_end() -> None:
    after = ["Related stories", "Lorries burn in Kidal", "Comments (1)", "And who pays for the fuel?"]
    article = read_page_text("\n".join(["Mali and Niger sign accord on border patrols", *_PROSE, *after]), "page")
    assert _of(article, Label.RELATED) == after[:2]
    assert _of(article, Label.COMMENTS) == after[2:]


def test_a_paywall_below_the_last_paragraph_cuts_the_text_off() -> None:
    article = read_page_text(
        "\n".join(["Accord on border patrols", *_PROSE, "This article is for subscribers only."]), "page"
    )
    assert (article.truncated, article.paywalled) == (True, True)


def test_a_dump_without_an_article_says_so() -> None:
    with pytest.raises(NoArticle, match=r"^page: holds no article"):
        read_page_text("Home\nWorld\nAfrica\nSign in\n", "page")


def test_too_many_lines_are_no_page() -> None:
    with pytest.raises(UnreadableInput, match="more than 20,000 lines"):
        read_page_text("a\n" * 20_001, "page")


_LINES = st.sampled_from(
    [
        *_PROSE,
        "",
        "Related News",
        "Ad (1x2)",
        "2 May 2026",
        "By Ada Diop",
        "Accord signed in Gao",
        "…",
        "x",
        "3 min read",
    ]
)


@given(st.lists(_LINES | st.text(max_size=20), max_size=30))
def test_any_lines_give_sound_blocks_or_a_refusal(lines: list[str]) -> None:
    text = "\n".join(lines)
    try:
        article = read_page_text(text, "page")
    except InputError:
        return
    end = 0
    for block in article.blocks:
        assert end <= block.span.start < block.span.end <= len(text)
        end = block.span.end
    assert len(_of(article, Label.HEADLINE)) <= 1
    for told in (article.title, article.dek, article.byline, article.published, article.updated):
        assert told is None or (told.span is not None and told.span.end <= len(text))


@pytest.mark.parametrize("dateline", ["", "Tuesday, March 12, 2024\n\n"])
def test_two_sentences_under_a_headline_are_an_article(dateline: str) -> None:
    text = (
        f"Mali expels Danish envoy\n\n{dateline}Mali's military government expelled the Danish ambassador on Monday, "
        "accusing Copenhagen of interference. Gunmen killed 12 soldiers near Gao on Sunday, residents said.\n"
    )
    article = read_page_text(text, "page")
    assert article.title is not None
    assert article.title.value == "Mali expels Danish envoy"
    assert [block.label for block in article.body] == [Label.HEADLINE, Label.PARAGRAPH]


def test_a_menu_is_no_article() -> None:
    with pytest.raises(NoArticle):
        read_page_text("Home\nWorld\nSport\nSubscribe\n", "page")


_TITLE = "Mali and Niger sign accord on border patrols"


def _published(*lines: str) -> str | None:
    told = read_page_text("\n".join(lines), "page").published
    return told.value if told else None


@pytest.mark.parametrize(
    "lines",
    [
        ("Friday, November 27, 2026", "The Gao Courier", "Home", _TITLE, "By Ada Diop", *_PROSE),
        ("Friday, November 27, 2026", "The Gao Courier", "Home", _TITLE, "By Ada Diop", "04/05/2026", *_PROSE),
        ("12 March 2026", "Home", "World", "Africa", "Search", "Menu", _TITLE, *_PROSE),
        (_TITLE, "By Ada Diop", *_PROSE, "Court frees former governor", "December 12, 2025"),
        (_TITLE, "By Ada Diop", *_PROSE, "December 12, 2025", "Court frees former governor"),
        (_TITLE, "By Ada Diop", *_PROSE, "Read more: Envoy leaves", "December 12, 2025", *_PROSE[:2]),
    ],
)
def test_the_day_of_fetching_and_those_of_other_stories_are_not_the_article_s(lines: tuple[str, ...]) -> None:
    assert _published(*lines) is None


@pytest.mark.parametrize(
    "lines",
    [
        ("Press release", "Gao, 12 March 2026", _TITLE, *_PROSE),
        ("Published 12 March 2026", "The Gao Courier", _TITLE, *_PROSE),
        (_TITLE, _PROSE[0], "12 March 2026", *_PROSE[1:]),
        (_TITLE, *_PROSE, "12 March 2026"),
        (_TITLE, *_PROSE, "Ada Diop, 12 March 2026", "Court frees former governor"),
        (_TITLE, *_PROSE, "This story was originally published March 12, 2026, 1:19 PM.", *_PROSE[:2]),
        (_TITLE, "Latest Bridge reopens 27 Nov 2026", "By Ada Diop, 12 March 2026", *_PROSE),
        (_TITLE, "March 12, 2026 4:04 PM UTC Updated 2 hours ago", *_PROSE),
        ("12 March 2026", "ByAda Diop", "Go to content", _TITLE, *_PROSE),
        (_TITLE, "04/05/2026", f"GAO, March 12, 2026 (ENA) -- {_PROSE[0]}", *_PROSE[1:]),
    ],
)
def test_the_day_stands_by_the_headline_or_at_the_end_of_the_text(lines: tuple[str, ...]) -> None:
    assert _published(*lines) == "2026-03-12"


@pytest.mark.parametrize("line", ["By Ada Diop and Luc Ba", "Posted on March 12, 2026 by Ada Diop and Luc Ba"])
def test_the_people_of_the_byline_are_the_authors(line: str) -> None:
    article = read_page_text("\n".join([_TITLE, line, *_PROSE]), "page")
    assert [author.value for author in article.authors] == ["Ada Diop", "Luc Ba"]
    assert article.byline is not None
    assert article.byline.span is not None
    assert article.byline.span.of(article.text) == line
    assert all(author.span == article.byline.span for author in article.authors)


def test_a_byline_of_another_story_in_the_menu_is_not_the_article_s() -> None:
    menu = ["Home", "Court frees former governor", "By Luc Ba", *["World", "Africa", "Search"] * 4]
    assert read_page_text("\n".join([*menu, _TITLE, "12 March 2026", *_PROSE]), "page").byline is None


def test_the_posts_of_a_live_blog_are_its_body_and_its_title_the_headline() -> None:
    hours = ["14:32 BST", "13:10 BST", "12:01 BST", "11:20 BST"]
    titles = ["Envoys sign in Gao", "Algiers recalls envoy", "Charge denied in Bamako", "Market hopes for patrols"]
    posts = [
        line
        for hour, title, words in zip(hours, titles, _PROSE, strict=True)
        for line in (hour, title, words, "Share page", "Copy link", "About sharing")
    ]
    text = "\n".join(["Sahel Courier", "Live: Mali and Niger sign accord", "12 March 2026", *posts, "Back to top"])
    article = read_page_text(text, "page")
    assert _of(article, Label.PARAGRAPH) == _PROSE
    assert article.title is not None
    assert article.title.value == "Live: Mali and Niger sign accord"
    assert _of(article, Label.SHARE).count("Share page") == 4


def test_a_few_short_sentences_under_a_headline_are_an_article() -> None:
    sentences = [
        "Mali expelled the envoy of Norland.",
        "He left Bamako on Monday night.",
        "Norland called it an insult.",
    ]
    article = read_page_text("\n".join(["Mali expels Norland's envoy", "12 March 2026", *sentences]), "page")
    assert _of(article, Label.PARAGRAPH) == sentences
    assert article.title is not None
    assert article.title.value == "Mali expels Norland's envoy"


@pytest.mark.parametrize(
    "lines",
    [
        ["Page not found", "We could not find this page.", "Please check the address and try again."],
        ["Mali expels Norland's envoy", "Mali expelled the envoy of Norland."],
        ["Mali expels envoy", "He left Bamako on Monday.", "More of it", "It was an insult, he said."],
    ],
)
def test_error_pages_and_single_sentences_are_none(lines: list[str]) -> None:
    with pytest.raises(NoArticle):
        read_page_text("\n".join(lines), "page")


def test_a_note_about_the_author_at_the_end_is_no_part_of_the_text() -> None:
    note = "Ada Diop covers the border for the Courier and has lived in Gao since she was a child of nine."
    article = read_page_text(
        "\n".join(["Mali and Niger sign accord on border patrols", "By Ada Diop", *_PROSE, note]), "x"
    )
    assert note not in _of(article, Label.PARAGRAPH)
    assert _of(article, Label.PARAGRAPH) == _PROSE


def test_the_headline_above_a_dek_that_says_more_is_the_headline() -> None:
    headline = "Mali and Niger sign border accord"
    dek = "Soldiers of both will patrol the border together, and attachés may visit the area next week, ministers say"
    article = read_page_text("\n".join(["Home", "Politics", headline, dek, "By Ada Diop", "3 May 2026", *_PROSE]), "x")
    assert article.title is not None
    assert article.title.value == headline


def test_the_day_below_a_note_about_the_author_is_the_article_s() -> None:
    note = "Ada Diop covers the border for the Courier and has lived in Gao since she was a child of nine."
    below = [note, "This story was originally published May 3, 2026, 12:20 PM."]
    article = read_page_text("\n".join(["Mali and Niger sign border accord", "By Ada Diop", *_PROSE, *below]), "x")
    assert article.published is not None
    assert article.published.value == "2026-05-03"
