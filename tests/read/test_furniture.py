"""Known phrases; real sentences that look like them must pass."""

import pytest

from harmattan.read.furniture import language_of, recognise
from harmattan.records import Label


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("Skip to main content", Label.SKIP_LINK),
        ("after newsletter promotion", Label.SKIP_LINK),
        ("BC-Marova-Border, 2nd Ld-Writethru", Label.OTHER),
        ("r i BC-Marova-Border,2nd Ld 05-14 0412", Label.OTHER),
        ("Guards lift the barrier at dawn. [Lena Otis/Lenz Courier]", Label.CAPTION),
        ("来源：新潮社", Label.OTHER),
        ("3 min to read", Label.READING_TIME),
        ("Listen to this article now", Label.SHARE),
        ("Listen to this article · 8:12 min", Label.SHARE),
        ("Short Link: press.example/n/88123", Label.SHARE),
        ("To view this article, you need to purchase a subscription or log in.", Label.SUBSCRIBE),
        ("Thanks for reading The Gulf Letter! This post is public so feel free to share it.", Label.SUBSCRIBE),
        ("The Daily Briefing newsletter provides all the news to start your day. Sign up here.", Label.SUBSCRIBE),
        ("Support LENZ COURIER's journalism of integrity", Label.SUBSCRIBE),
        ("Correction, May 15: An earlier version misstated the number of lorries.", Label.OTHER),
        ("A correction was made on Feb. 12, 2026: The coalition had four parties, not five.", Label.OTHER),
        ("Interview conducted by Mira Kolev. It has been condensed for clarity.", Label.OTHER),
        ("AI-generated summary, newsroom-reviewed.", Label.OTHER),
        ("Was this summary helpful?", Label.OTHER),
        ("This article is more than 3 months old", Label.OTHER),
        ("Archivado En", Label.RELATED),
        ("İlgili Haberler", Label.RELATED),
        ("اقرأ أيضا: لجنة النهر ترحب بالاتفاق", Label.RELATED),
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
        ("Ada Diop December 22, 2023 Comment Now!", Label.DATELINE),
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
        ("___", Label.OTHER),
        ("-END-", Label.OTHER),
        ("(With inputs from agencies)", Label.OTHER),
        ('This article appeared in the Leaders section of the print edition under the headline "Red sea"', Label.OTHER),
        ("A version of this article appears in print on April 2, Section A, Page 13.", Label.OTHER),
        ("Read the original article on Pellin Standard.", Label.OTHER),
        ("For information media. Not an official record.", Label.OTHER),
        ("Media contact: Press Department, tel. +99 1 234 567", Label.OTHER),
        (
            "Benta reported from Ndara. Courier writers Lou Demba in Koro and Ines Vall in Paris contributed to this "
            "report.",
            Label.OTHER,
        ),
        ("This summary was generated by AI and reviewed by an editor.", Label.OTHER),
        ("You are receiving this because you signed up at norrland.example. Unsubscribe", Label.SUBSCRIBE),
        ("You may click to consent to our processing as described above.", Label.LEGAL),
        ("We and our 842 partners store and/or access information on a device, such as cookies.", Label.LEGAL),
        ("— Signal (@signalweekly) August 14, 2026", Label.CAPTION),
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
        "Remember December 22, 2023!",
        "With input from the ministry, the council voted on Monday.",
        "You may withdraw your troops, but your choices will haunt you.",
        "This story appears to be false, police said.",
        "We store grain for the winter, and access to roads is poor.",
        "Correction of course: Marova turns to Tessia",
        "Source says two intelligence agencies were warned.",
        "Más información sobre el ataque fue publicada por el ministerio el martes.",
        "The editor of the newsletter was told to sign up for the army.",
        "Listen to this government, he said, and you would think the war is over.",
        "To read this accord as a defeat is wrong, the minister said.",
        "The two sides date the dispute to 1921.",
        "Before the newsletter was banned, it had 4,000 readers.",
        "Clarification of the border: the army did not retreat",
        "An earlier version of this story was told by the general in court.",
        "Thanks for reading the letter, the judge told him.",
        "Interview conducted by police was illegal, court says",
        "BC-based miners strike",
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
