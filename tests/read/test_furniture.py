"""Known phrases; real sentences that look like them must pass."""

import pytest

from harmattan.read.furniture import language_of, recognise
from harmattan.records import Label


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("Skip to main content", Label.SKIP_LINK),
        ("Ad (728x90)", Label.AD),
        ("ADVERTISEMENT", Label.AD),
        ("Story continues below advertisement", Label.AD),
        ("·4 min read", Label.READING_TIME),
        ("Reading time: 6 minutes", Label.READING_TIME),
        ("Share on WhatsApp", Label.SHARE),
        ("Facebook Twitter Viber Email", Label.SHARE),
        ("Sign up for our newsletter", Label.SUBSCRIBE),
        ("Already a subscriber? Log in", Label.SUBSCRIBE),
        ("Related News", Label.RELATED),
        ("More from Africa", Label.RELATED),
        ("Read more: What the accord says", Label.RELATED),
        ("À lire aussi", Label.RELATED),
        ("Comments (12)", Label.COMMENTS),
        ("© 2026 Red Sea Dispatch. All rights reserved.", Label.LEGAL),
        ("Terms of use | Privacy | Imprint", Label.LEGAL),
        ("By Hawa Tindarou and Luc Berthomieu", Label.BYLINE),
        ("Interview by Hawa Tindarou", Label.BYLINE),
        ("ByHawa Tindarou", Label.BYLINE),
        ("By [6]Hawa Tindarou", Label.BYLINE),
        ("[3]Home", Label.NAVIGATION),
        ("Reporting by A. Diop in Bamako; editing by C. Ba", Label.BYLINE),
        ("Photo: The bridge at Mitrovica. Archive", Label.CAPTION),
        ("Monday, February 2, 2026Subscribe", Label.DATELINE),
        ("Published: 2 February 2026 at 10:35 GMT | Updated: 3 February 2026", Label.DATELINE),
        ("2 hours ago", Label.DATELINE),
        ("Our Standards: The Northern Courier Principles.", Label.OTHER),
        ("The views expressed in this article are the author's own and do not reflect the Courier's.", Label.OTHER),
        ("♦ Receive daily updates directly in your inbox - Subscribe here to a topic.", Label.SUBSCRIBE),
        ("♦ Download the Courier News app for your iOS or Android devices.", Label.SUBSCRIBE),
        ("Hawa Tindarou, editor, selects her favourite stories in this weekly newsletter.", Label.SUBSCRIBE),
        ("Get unlimited access to all our journalism for 1 euro a week. Cancel any time.", Label.SUBSCRIBE),
        ("The Courier relies on readers. Support us from 3 dollars a month.", Label.SUBSCRIBE),
        ("Was this briefing forwarded to you? Sign up here.", Label.SUBSCRIBE),
        ("Recevez chaque matin l’essentiel de l’actualité dans votre boîte mail.", Label.SUBSCRIBE),
        ("list of 3 items", Label.OTHER),
        ("end of list", Label.OTHER),
        ("Email Share Icon", Label.SHARE),
        ("The Courier's Luc Berthomieu contributed reporting.", Label.OTHER),
        ("Miners protest outside the ministry. Photo: Issa Maiga", Label.CAPTION),
        ("Lawmakers vote in the chamber in Tarna, Wednesday, Feb. 11, 2026. (Courier Photo/Ivo Petrov)", Label.CAPTION),
    ],
)
def test_a_known_phrase_is_labelled(line: str, label: Label) -> None:
    furniture = recognise(line)
    assert furniture is not None
    assert furniture.label is label


@pytest.mark.parametrize(
    "line",
    [
        "By Friday, protests had spread to three cities.",
        "More than 40 people were killed in the attack.",
        "Share prices fell in Santiago after the announcement.",
        "The minister will sign on 2 February 2026, officials said.",
        "On 26 July 2023 soldiers seized power",
        "Security Threats and Strategic Interests in the Sahel",
        "Ads for the junta were shown on state television.",
        "Comments by the ambassador angered the government.",
        "Most of the soldiers had left by Monday.",
        "The views expressed by the minister were condemned in Tarna.",
        "He announced the deal in his weekly newsletter.",
        "“They support us with fuel and food,” the general said.",
        "Get unlimited fishing rights, or we leave the accord, the minister told Estia.",
        "He was seen leaving Florence, Italy, on April 23, 1985.",
    ],
)
def test_words_of_an_article_are_not(line: str) -> None:
    assert recognise(line) is None


def test_a_paywall_is_told_from_a_newsletter() -> None:
    barred = recognise("To continue reading, subscribe to Straits Monitor")
    letter = recognise("Sign up for our newsletter")
    assert barred is not None
    assert letter is not None
    assert (barred.paywall, letter.paywall) == (True, False)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The minister said that the talks would go on in the capital for a week.", "en"),
        ("Le ministre a dit que les négociations se poursuivront dans la capitale.", "fr"),
        ("El ministro dijo que las negociaciones seguirán en la capital por una semana.", "es"),
        ("Министр заявил, что переговоры в столице будут продолжены на этой неделе и что он не уедет.", "ru"),
        ("Zxq vrt plk mnw.", ""),
        ("", ""),
    ],
)
def test_the_language_is_told_by_its_small_words(text: str, language: str) -> None:
    assert language_of(text) == language
