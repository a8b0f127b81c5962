"""Days of elections, votes, deadlines and ends as pages tell them. Every sentence is invented."""

import pytest

from harmattan.ids import content_hash
from harmattan.records import Annotations, Article, Block, Label, Scheduled, Sentence, Span, Told
from harmattan.resolve.linking import Linker
from harmattan.resolve.scheduled import scheduled
from harmattan.resolve.survey import survey
from tests.resolve.build import RESOLVER

NEWS = "2026-02-03"


def found(*sentences: str) -> tuple[Scheduled, ...]:
    """Return what a page of some sentences tells."""
    text = " ".join(sentences)
    starts = [text.index(one) for one in sentences]
    spans = [Span(at, at + len(one)) for at, one in zip(starts, sentences, strict=True)]
    return _told(text, spans, NEWS)


def _told(text: str, spans: list[Span], published: str | None) -> tuple[Scheduled, ...]:
    blocks = (Block(Label.PARAGRAPH, Span(0, len(text))),)
    day = published and Told(published, "given")
    page = Article("art-1", "", text, blocks, content_hash(text), published=day or None)
    told = Annotations(page.id, sentences=tuple(Sentence(span, Label.PARAGRAPH) for span in spans))
    return scheduled(page, told, Linker(survey(page, RESOLVER.knowledge), RESOLVER.places, None))


def _short(one: Scheduled) -> tuple[str, str, str | None, str]:
    return one.kind, one.told, one.value, one.state


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("A presidential election in Gabon will be held on 14 March.", ("election", "set", "2026-03-14", "GAB")),
        ("Moldova's vote, scheduled for October 12, is its first.", ("vote", "set", "2026-10-12", "MDA")),
        ("Kenya will hold a constitutional referendum on 19 April.", ("referendum", "set", "2026-04-19", "KEN")),
        ("Kenya set 14 March for the presidential election.", ("election", "set", "2026-03-14", "KEN")),
        ("Kenyans will go to the polls on 9 August.", ("election", "set", "2026-08-09", "KEN")),
        ("The second round of Bulgaria's election takes place on 8 March.", ("election", "set", "2026-03-08", "BGR")),
        ("The arms embargo on Mali expires on 31 August.", ("expiry", "set", "2026-08-31", "MLI")),
        ("The mandate of the mission in Mali ends on 30 June.", ("expiry", "set", "2026-06-30", "MLI")),
        ("The deadline for nominations in Kenya is 15 March.", ("deadline", "set", "2026-03-15", "KEN")),
        ("Kenya's new president will be sworn in on 9 May.", ("inauguration", "set", "2026-05-09", "KEN")),
        ("Kenyan voters went to the polls on Sunday.", ("election", "held", "2026-02-01", "KEN")),
        ("Kenya's presidential election was held on 1 February.", ("election", "held", "2026-02-01", "KEN")),
        ("Local elections in Kenya due on 17 May were called off.", ("election", "called off", "2026-05-17", "KEN")),
        ("Kenya's election has been postponed indefinitely.", ("election", "put off", None, "KEN")),
        ("Turnout was low in Kenya's elections held on Sunday.", ("election", "held", "2026-02-01", "KEN")),
        ("Elections in Kenya were set for 26 April by him on Friday.", ("election", "set", "2026-04-26", "KEN")),
        ("Elections in Kenya will be held on Sunday.", ("election", "set", "2026-02-08", "KEN")),
        ("Kenya's elections to be held on Sunday are its first.", ("election", "set", "2026-02-08", "KEN")),
        ("Kenya's opposition will boycott elections due on 9 August.", ("election", "set", "2026-08-09", "KEN")),
        ("Kenya's opposition rejected the results of Sunday's election.", ("election", "held", "2026-02-01", "KEN")),
        ("He was declared the winner of Kenya's 1 February election.", ("election", "held", "2026-02-01", "KEN")),
        (
            "A draft would extend the mandate of the mission in Libya, which runs out on 31 October.",
            ("expiry", "set", "2026-10-31", "LBY"),
        ),
        ("Kenya's parliament will vote on the bill on 5 May.", ("vote", "set", "2026-05-05", "KEN")),
    ],
)  # fmt: skip
def test_a_day_is_told_with_whose_it_is(sentence: str, expected: tuple[str, str, str | None, str]) -> None:
    assert [_short(one) for one in found(sentence)] == [expected]


def test_of_what_is_put_off_both_days_are_told() -> None:
    told = found("A referendum in Kenya set for 19 April has been postponed to 7 June.")
    assert [(one.told, one.value) for one in told] == [("put off", "2026-04-19"), ("set", "2026-06-07")]


def test_its_is_of_the_state_told_of_before_and_a_dateline_is_none() -> None:
    [told] = found("NEW YORK - South Sudan has no budget.", "Its mandate expires on 30 June.")
    assert (told.state, told.relation) == ("SSD", "until")


@pytest.mark.parametrize(
    "sentence",
    [
        "The opposition in Kenya wants elections to be held on 5 May.",
        "Kenya denied that the election would be held on 5 May.",
        "Rumours that Kenya's election will be held on 5 May are false.",
        "If parliament agrees, a referendum will be held in Kenya on 5 May.",
        "A fresh election could be held in Kenya on 5 May.",
        "An early election would take place in Kenya on 5 May.",
        "Kenya's last election took place in August 2022.",
        "After the elections in March the price of maize in Kenya will fall.",
        "The qualifier between Kenya and Ghana will be held on 5 May.",
        "The election of a chairman of the chess club of Kenya will be held on 5 May.",
        "Shareholders in Kenya will vote on the merger on 5 May.",
        "Students in Kenya will elect a new leader on 5 May.",
        "Elections in Kenya must not be delayed beyond August.",
        "Talk that the election in Kenya scheduled for 9 August will be postponed is idle.",
        "The agreement of Kenya and Uganda, which ends a war, will be signed on 5 May.",
        "The first round of talks in Kenya will begin on 5 May.",
        "In Kenya's opinion polls on 1 February he led.",
        "An election will be held on 5 May.",
        "The UN Security Council will vote on Friday on the mission in Libya.",
        "The union election in the bank in Kenya is on 5 May.",
        "The election in Kenya was not held on Sunday.",
        "Kenya's parties oppose an election to be held on 5 May.",
        "Police in Kenya spoke of Sunday's election.",
        "The winner of Sunday's election in Kenya will face a poor harvest.",
        "Kenya is quiet after Sunday's match.",
    ],
)  # fmt: skip
def test_what_is_wanted_thought_of_past_or_of_no_state_is_no_day(sentence: str) -> None:
    assert found(sentence) == ()


def test_a_page_without_a_day_tells_none() -> None:
    text = "Kenya will hold a referendum on 19 April."
    assert len(_told(text, [Span(0, len(text))], NEWS)) == 1
    assert _told(text, [Span(0, len(text))], None) == ()


def test_what_lawmakers_voted_is_no_election_held() -> None:
    assert found("Lawmakers in Kenya voted on Monday.") == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "The dam will be inaugurated in September, Kenya's president said.",
        "Karuma Dam was inaugurated on Friday in Uganda.",
        "The inauguration of Kenya's new port terminal was postponed to 30 June.",
        "The mine in Mali will be inaugurated by the prime minister on 24 June.",
        "He was sworn in as a Kenyan citizen on Monday.",
        "A jury in Kenya will vote on 18 June.",
        "Teachers in Kenya will vote on 20 June on whether to strike.",
        "Polls conducted in January show her ahead in Kenya.",
        "The election of a new patriarch in Bulgaria is set for 30 June.",
        "The embargo on this report of Kenya ends on 12 June.",
        "Halden's deadline to answer a Kenyan court expires on 30 June.",
        "Kenya's court annulled the election of 24 November.",
    ],
)
def test_what_is_opened_asked_or_of_others_is_no_day_of_a_state(sentence: str) -> None:
    assert found(sentence) == ()


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Kenya's president put off the election on Monday.", ("election", "put off", None, "KEN")),
        ("Kenya put off elections due on Sunday.", ("election", "put off", "2026-02-08", "KEN")),
        ("South Korea's President Park was inaugurated on Sunday.", ("inauguration", "held", "2026-02-01", "KOR")),
        ("Kenya's center-left leader was inaugurated on Monday.", ("inauguration", "held", "2026-02-02", "KEN")),
        ("Polls in Kenya held on 1 February were calm.", ("election", "held", "2026-02-01", "KEN")),
        ("Kenya's deadline to Hamas expires on 9 February.", ("deadline", "set", "2026-02-09", "KEN")),
    ],
)  # fmt: skip
def test_the_weekday_of_an_act_is_no_day_of_an_election(
    sentence: str, expected: tuple[str, str, str | None, str]
) -> None:
    assert [_short(one) for one in found(sentence)] == [expected]


def test_what_has_the_day_is_told_by_whole_words() -> None:
    said = "Kenya's deadline to Hamas expires on 9 February."
    assert found(said)[0].thing.of(said) == "deadline to Hamas"
    said = "Kenya is calm and elections are due on 9 August."
    assert found(said)[0].thing.of(said) == "elections"


def test_a_sentence_of_very_many_days_is_a_list_and_tells_none() -> None:
    days = ", ".join(f"{day} May 2024" for day in range(1, 24))
    assert found(f"Kenya will hold a presidential election on {days}.") == ()
