"""Where the text of a page ends, and inserts it goes on below. Every text is invented."""

import pytest

from harmattan.read.bylines import names_on, split_names
from harmattan.read.closing import closed_among
from harmattan.read.daywords import find_day
from harmattan.read.furniture import recognise
from harmattan.read.html import read_html
from harmattan.read.pagetext import read_page_text
from harmattan.records import Label

_TITLE = "Velia recalls its envoy from Karsk"
_STORY = [
    "Velia recalled its ambassador to Karsk on Tuesday after shells fell on the border town of Ashkel, officials said.",
    "The foreign minister of Velia demanded an apology from Karsk within a week and called a meeting of the council.",
    "Karsk denied that its army had fired across the border and blamed armed groups in the valley for the shells.",
    "Talks between the two governments are to begin in Doran next month, a diplomat told reporters.",
    "The envoy had served in Karsk for three years.",
]


def _page(blocks: str) -> str:
    return f"<html><head><title>{_TITLE}</title></head><body><article><h1>{_TITLE}</h1>{blocks}</article></body></html>"


def _html(paragraphs: list[str]) -> str:
    return "".join(f"<p>{words}</p>" for words in paragraphs)


def _paragraphs_of(html: str) -> list[str]:
    article = read_html(html, "page.html")
    return [block.span.of(article.text) for block in article.blocks if block.label is Label.PARAGRAPH]


def _closed(texts: list[str]) -> list[int]:
    return sorted(closed_among([(Label.PARAGRAPH, words) for words in texts]))


@pytest.mark.parametrize("end", ["ENDS", "-END-", "###", "Notes to editors:"])
def test_what_stands_below_the_end_of_a_release_is_no_part_of_it(end: str) -> None:
    assert _closed([*_STORY, end, "Relief Now has worked in Karsk since 1999."]) == [5, 6]


def test_what_a_release_says_of_its_sender_is_no_part_of_it() -> None:
    about = ["About Relief Now", "Relief Now is an organisation that works in sixty countries."]
    assert _closed([*_STORY, *about]) == [5, 6]
    assert _closed([*_STORY, "About the vote", "Voters go to the polls in May."]) == []


def test_notes_that_the_text_counts_are_no_part_of_it_but_counted_paragraphs_are() -> None:
    notes = ["[1] Ministry of Finance, budget for 2026.", "[2] Serin Observer, 20 April 2026."]
    assert _closed(["The budget sets aside nine millions.[1]", *_STORY, *notes]) == [6, 7]
    assert _closed([f"[{place}] {words}" for place, words in enumerate(_STORY, 1)]) == []


def test_an_html_text_goes_on_below_a_block_of_related_stories() -> None:
    block = "<div><h4>Related stories</h4><ul><li>Army to leave the valley</li><li>Who is the envoy</li></ul></div>"
    told = _paragraphs_of(_page(f"<div>{_html(_STORY[:3])}{block}{_html(_STORY[3:])}</div>"))
    assert told == _STORY


def test_teasers_of_related_stories_are_no_part_of_an_html_text() -> None:
    teaser = "The army of Karsk will leave the valley before the winter, its chief of staff said."
    block = f"<div><h4>Related stories</h4><h5>Army to leave</h5><p>{teaser}</p></div>"
    assert teaser not in _paragraphs_of(_page(f"<div>{_html(_STORY)}</div>{block}"))


def test_a_dump_goes_on_above_and_below_an_offer_of_a_newsletter() -> None:
    offer = ["Get the daily briefing in your inbox, with all news of the coast", "Subscribe"]
    article = read_page_text("\n".join([_TITLE, "12 March 2026", *_STORY[:2], *offer, *_STORY[2:]]), "page.txt")
    told = [block.span.of(article.text) for block in article.blocks if block.label is Label.PARAGRAPH]
    assert told == _STORY


def test_a_letter_is_called_by_its_subject_or_the_headline_that_says_it_again() -> None:
    head = ["From: press@velia.example", f"Subject: PRESS RELEASE: {_TITLE}", ""]
    alone = read_page_text("\n".join([*head, *_STORY]), "letter.txt")
    again = read_page_text("\n".join([*head, "Press release No. 31/2026", _TITLE, *_STORY]), "letter.txt")
    assert [one.title.value if one.title else "" for one in (alone, again)] == [_TITLE, _TITLE]


def test_the_name_of_the_office_whose_page_it_is_is_no_headline() -> None:
    story = ["The Ministry of Foreign Affairs of Velia summoned the ambassador of Karsk on Tuesday.", *_STORY]
    top = ["Ministry of Foreign Affairs", "The Ministry", "Contact", "Media", "03.02.2026", _TITLE]
    article = read_page_text("\n".join([*top, *story]), "page.txt")
    assert article.title is not None
    assert article.title.value == _TITLE


def test_the_last_name_on_the_way_to_a_page_is_its_headline() -> None:
    title = "Statement on the situation in the Tamar valley"
    top = ["Foreign policy", "Contact", f"Home / Media / Press releases / {title}", "03.02.2026", title]
    article = read_page_text("\n".join([*top, *_STORY]), "page.txt")
    assert article.title is not None
    assert article.title.value == title


def test_the_author_below_an_html_text_is_read() -> None:
    article = read_html(_page(f"<div>{_html(_STORY)}</div><div>Author: <a>Aida Serik</a></div>"), "page.html")
    assert [author.value for author in article.authors] == ["Aida Serik"]


def test_two_towns_behind_a_name_and_degrees_before_it_are_no_authors() -> None:
    assert names_on("By Sven Hammer in Dunmark and Dosso") == "Sven Hammer"
    assert names_on("By Sven Hammer in Dunmark and Mira Kolev in Lenz") == "Sven Hammer and Mira Kolev"
    assert split_names("Dr. Nadia Frome and Luc Abena") == ("Nadia Frome", "Luc Abena")


def test_a_day_with_its_comma_set_apart_is_one() -> None:
    found = find_day("Published: 18 April ,2026: 08:40 PM GST")
    assert found is not None
    assert found.value == "2026-04-18"


@pytest.mark.parametrize(
    ("line", "label"),
    [
        (
            "President Anton Grei meets Premier Marta Ilves in Dunmark, June 9, 2026. (SNA/Bo Lind)",
            Label.CAPTION,
        ),
        ("Heike Lund, spokesperson +399 1 555 30 70", Label.OTHER),
        ("Write to us in confidence at tips@thequay.example", Label.OTHER),
        ("OPA News Agency https://opa.example/en/news/88121", Label.OTHER),
        ("To display this content from YouTube, you must enable advertisement tracking.", Label.OTHER),
        ("This summary is AI-generated. AI can make mistakes.", Label.OTHER),
        ("(COURIER with AFP)", Label.OTHER),
        ("15+ minutes", Label.READING_TIME),
    ],
)
def test_furniture_of_pages_of_today_is_known(line: str, label: Label) -> None:
    found = recognise(line)
    assert found is not None
    assert found.label is label


@pytest.mark.parametrize(
    "line",
    [
        "The ministers of both countries (Velia/Karsk) met in Doran and agreed on a text.",
        "He was reached by telephone in Doran and said that 40 people had fled.",
        "The statement was sent from an address of the group, police said.",
        "The budget grew to 399 155 530 crowns, the ministry said.",
        "To see this, the minister said, you must go to the border.",
    ],
)
def test_sentences_that_look_like_furniture_are_none(line: str) -> None:
    assert recognise(line) is None
