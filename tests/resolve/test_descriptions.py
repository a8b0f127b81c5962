"""What stands beside a name and tells whose office somebody holds, and what only seems to. The people are invented."""

import pytest

from harmattan.ids import content_hash
from harmattan.records import Annotations, Article, Block, Label, Party, RoleClaim, Span, Told
from tests.resolve.build import RESOLVER, resolved, span


def acting(text: str, phrase: str, *people: str) -> Party:
    """Return the one whom a phrase means where it stands last."""
    return resolved(text, "ACCUSE", (span(text, phrase, last=True),), day="2025-06-10", people=people).actors[0]


def claims(text: str, day: str = "2025-06-10") -> tuple[RoleClaim, ...]:
    """Return who is said to be what in an article of a few paragraphs."""
    blocks: list[Block] = []
    for part in text.split("\n"):
        start = blocks[-1].span.end + 1 if blocks else 0
        blocks.append(Block(Label.PARAGRAPH, Span(start, start + len(part))))
    article = Article("art-1", "x", text, tuple(blocks), content_hash(text), published=Told(day, "given"))
    return RESOLVER.resolve(article, Annotations("art-1")).roles


@pytest.mark.parametrize(
    "text",
    [
        "Soldiers seized power in Gabon on Sunday, detaining the president.",
        "In Gabon on Friday, the foreign minister met the ambassador.",
        "Gabon voted in March, the president said.",
        "The men were held in Comilla, a police official said in Bangladesh.",
        "Gabon protested. Rodrigo Lerma, held talks with the foreign minister.",
        "Gabon protested. Rodrigo Lerma, with the foreign minister, came.",
        "Gabon protested. Rodrigo Lerma, received Kenya's foreign minister.",
        "Gabon protested. Instead, the foreign minister is staying.",
    ],
)
def test_days_towns_and_clauses_are_told_no_office(text: str) -> None:
    assert claims(text) == ()


@pytest.mark.parametrize(
    ("text", "country", "role"),
    [
        ("Kenya voted. The opposition leader, Juma Okello, met Uganda's president.", "KEN", "opposition leader"),
        ("Kenya voted. Colonel Juma Okello, named an economist, came.", "KEN", "Colonel"),
        ("Kenya voted. Juma Okello, then the director of the CIA, came.", "USA", "director of the CIA"),
        ("Kenya voted. Juma Okello, was president of Uganda.", "UGA", "president of Uganda"),
        ("Kenya voted. Juma Okello, minister in Uganda is to come.", "UGA", "minister in Uganda"),
        ("Kenya voted. Juma Okello, appointed foreign minister, came.", "KEN", "foreign minister"),
    ],
)
def test_an_apposition_tells_the_office(text: str, country: str, role: str) -> None:
    assert [(one.name, one.country, one.role) for one in claims(text)] == [("Juma Okello", country, role)]


def test_no_office_is_taken_from_behind_the_comma_that_ends_an_apposition() -> None:
    text = "Lebanon protested. His Syrian counterpart, Omar Dalati, received Lebanon's deputy prime minister."
    assert acting(f"{text} Dalati condemned the raid.", "Dalati", "Omar Dalati").country == ""


def test_a_tenure_is_told_in_the_sentence_of_the_name() -> None:
    text = "Bosnia voted. Prime Minister Hana Lekic condemned the ruling.\nThe court was open from 1993 to 2017."
    assert [(one.since, one.until) for one in claims(text)] == [("", "")]
    text = "Bosnia voted. Hana Lekic, prime minister from 1993 to 2017, condemned it."
    assert [(one.since, one.until) for one in claims(text)] == [("1993", "2017")]


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Palestinians fled. Prime Minister Benjamin Netanyahu spoke.", "ISR"),
        ("Lebanon burned. President Bashar al-Assad spoke.", "SYR"),
        ("Cambodia voted. Foreign Minister Wang Yi spoke.", "CHN"),
        ("Syria voted. The defence minister, Ursula von der Leyen, spoke.", "DEU"),
    ],
)
def test_whom_the_tables_know_is_of_no_state_that_is_only_spoken_of(text: str, country: str) -> None:
    assert [(one.known, one.country) for one in claims(text, "2016-06-10")] == [(True, country)]


@pytest.mark.parametrize(
    ("phrase", "country"),
    [
        ("President Daniel Kiprop of Kenya", "KEN"),
        ("The president, Daniel Kiprop of Kenya", "KEN"),
        ("Daniel Kiprop of Kenya, the president", "KEN"),
        ("The Swedish aid minister, Karin Lindqvist", "SWE"),
        ("Sweden's aid minister, Karin Lindqvist", "SWE"),
        ("The Canadian trade envoy, Ann Field", "CAN"),
        ("US Trade Representative Ann Field", "USA"),
        ("British sports minister Ann Field", "GBR"),
        ("The minister, Ann Field", "UGA"),
    ],
)
def test_a_state_that_stands_beside_a_name_comes_before_the_one_spoken_of(phrase: str, country: str) -> None:
    text = f"Uganda closed the border. {phrase}, condemned the raid."
    assert acting(text, phrase).country == country
    text = f"Uganda closed the border. {phrase}, came. Later {phrase.split()[-1]} wept."
    assert [one.country for one in claims(text)] == [country]


def test_a_verb_stands_before_no_title() -> None:
    text = "US slams President Daniel Kiprop in Uganda. Kiprop condemned the raid."
    assert acting(text, "Kiprop", "Daniel Kiprop").country != "USA"


@pytest.mark.parametrize(
    "phrase", ["The leader of the Anti-Defamation League, Jordan Ellerby", "The chairman of the board, Jordan Ellerby"]
)
def test_the_name_behind_an_office_is_who_is_meant(phrase: str) -> None:
    assert acting(f"{phrase}, condemned the raid.", phrase).entity == "person:jordan-ellerby"
