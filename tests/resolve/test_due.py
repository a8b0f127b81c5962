"""The day for which something is promised, demanded, threatened or put off. Every sentence is invented."""

import re
from dataclasses import replace

import pytest

from harmattan.ids import content_hash
from harmattan.records import (
    Annotations,
    Article,
    Block,
    Due,
    Event,
    EventTime,
    Factuality,
    Label,
    Mention,
    Sentence,
    Span,
    Told,
)
from harmattan.resolve.due import due_of
from tests.resolve.build import RESOLVER, span

# Wednesday.
NEWS = "2026-03-11"
_TIMES = re.compile(
    r"(?:the )?(?:start|middle|end) of (?:the )?(?:[A-Z]\w+|month|year)(?: \d{4})?"
    r"|(?:next|this|last) (?:week|month|year)"
    r"|(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)|\d{1,2} [A-Z][a-z]+(?: \d{4})?|(?:January|February"
    r"|March|April|May|June|July|September|October|December)(?: \d{1,2}\b)?(?: \d{4})?|tomorrow|\b(?:19|20)\d\d\b"
)


def found(type_: str, text: str, trigger: str, modes: tuple[str, ...] = (), *, told: str | None = None) -> Due | None:
    """Return what a sentence says of when; told: the words of the act's own time and its value, "Monday=2026-03-09"."""
    times = [Span(*one.span()) for one in _TIMES.finditer(text)]
    at = text.index(trigger)
    words, _, value = (told or "").partition("=")
    own = Span(text.index(words), text.index(words) + len(words))
    time = EventTime(own, value or None, "day") if told else None
    event = Event("ev-1", "art-1", type_, Span(at, at + len(trigger)), Factuality.ACTUAL, 0.9, modes=modes, time=time)
    return due_of(event, text, NEWS, times, len(text))


AHEAD = [
    ("AGREE", "The two agreed to meet again in Tarna on 12 May.", "agreed", "2026-05-12", "on"),
    ("AGREE", "Norland promised to withdraw troops by the end of March.", "promised", "2026-03-21/2026-04-01", "by"),
    ("AGREE", "The junta pledged elections in February 2027.", "pledged", "2027-02", "on"),
    ("AGREE", "The junta pledged to hold elections in February 2027.", "pledged", "2027-02", "on"),
    ("THREATEN", "Rebels gave the garrison until Friday to leave.", "gave", "2026-03-13", "by"),
    ("THREATEN", "Norland gave Sudland until 1 April to withdraw its ship.", "gave", "2026-04-01", "by"),
    ("THREATEN", "The union gave the government seven days to pay wages.", "gave", "2026-03-18", "by"),
    ("REQUEST", "The council demanded that Norland withdraw within 30 days.", "demanded", "2026-04-10", "by"),
    ("REQUEST", "Norland demanded that Sudland hand over the men by 10 July.", "demanded", "2026-07-10", "by"),
    ("REQUEST", "Norland urged Sudland to release him before the 1 August election.", "urged", "2026-08-01", "by"),
    ("THREATEN", "Norland threatened to impose tariffs from 1 September.", "threatened", "2026-09-01", "on"),
    ("THREATEN", "Norland threatened to close the port on 1 July over a debt.", "threatened", "2026-07-01", "on"),
    ("AGREE", "Norland pledged to let inspectors return on 1 September.", "pledged", "2026-09-01", "on"),
    ("AGREE", "The sides agreed to resume talks in Tarna next month.", "agreed", "2026-04", "on"),
    ("AGREE", "The sides agreed to a third round of talks next week.", "agreed", "2026-W12", "on"),
    ("AGREE", "The two armies agreed to a ceasefire that expires on 14 September.", "agreed", "2026-09-14", "until"),
    ("AGREE", "The union agreed to extend its sanctions until 15 July 2026.", "agreed", "2026-07-15", "until"),
    ("AGREE", "Norland agreed to hand over five posts by April 30.", "agreed", "2026-04-30", "by"),
    ("AGREE", "Norland promised a return to civilian rule by July 2027.", "promised", "2027-07", "by"),
    ("AGREE", "Norland agreed that it will deliver 40 tanks by December.", "agreed", "2026-12", "by"),
    ("CONCEDE", "Norland vowed to lift the ban within two weeks.", "vowed", "2026-03-25", "by"),
    ("AGREE", "The two agreed to hold patrols in July 2026.", "agreed", "2026-07", "on"),
    ("AGREE", "Norland offered to send a delegation to Tarna on 2 April.", "offered", "2026-04-02", "on"),
    ("AGREE", "The two agreed to hand over the base in September.", "agreed", "2026-09", "on"),
    ("AGREE", "The two agreed to reopen the border and free the men by 1 May.", "agreed", "2026-05-01", "by"),
    ("REQUEST", "The prosecutor asked the court to jail the general until 2030.", "asked", "2030", "until"),
    ("THREATEN", "The rebels warned that they would march on Tarna on 12 April.", "warned", "2026-04-12", "on"),
    ("AGREE", "The two agreed to meet\nagain in Tarna\non 12 May.", "agreed", "2026-05-12", "on"),
]  # fmt: skip


@pytest.mark.parametrize(("type_", "text", "trigger", "value", "relation"), AHEAD)
def test_what_is_promised_has_its_day(type_: str, text: str, trigger: str, value: str, relation: str) -> None:
    due = found(type_, text, trigger)
    assert due is not None
    assert (due.value, due.relation) == (value, relation)


@pytest.mark.parametrize(
    ("type_", "text", "trigger"),
    [
        # The day can be that of the promise.
        ("AGREE", "The two agreed to free the prisoners on Monday.", "agreed"),
        ("AGREE", "The two agreed to resume talks in February.", "agreed"),
        ("AGREE", "The two agreed to resume talks in March.", "agreed"),
        ("AGREE", "The two agreed on a truce on 9 March.", "agreed"),
        ("REQUEST", "Norland asked to see the men on 10 March.", "asked"),
        # The day is that of another thing.
        ("AGREE", "Norland promised to respect the results of the vote in May.", "promised"),
        ("AGREE", "Norland agreed to back the candidate, who will visit on 12 May.", "agreed"),
        ("AGREE", "The two agreed to talk about the treaty that expires in 2027.", "agreed"),
        ("AGREE", "Norland agreed to lift the sanctions imposed in May.", "agreed"),
        ("AGREE", "Norland pledged 5 million for the December 2026 election.", "pledged"),
        ("THREATEN", "Norland warned that it would leave the treaty when it expires on 5 February 2027.", "warned"),
        ("AGREE", "Norland agreed to attend the 12 May summit.", "agreed"),
        ("AGREE", "Norland agreed to pay, and its king will travel to Tarna on 12 May.", "agreed"),
        ("AGREE", "Norland agreed to return the ship seized off Tarna in April.", "agreed"),
        ("REQUEST", "Norland asked Sudland to postpone the vote on 12 April.", "asked"),
        ("AGREE", "Norland agreed to pay victims of the raid on 12 April.", "agreed"),
        ("THREATEN", "Norland gave until Friday's deadline a wide berth.", "gave"),
        # No promise, or no day.
        ("CONSULT", "The two met to prepare a summit on 12 May.", "met"),
        ("AGREE", "Norland agreed to open the border.", "agreed"),
        ("AGREE", "Norland agreed to leave within weeks.", "agreed"),
        ("AGREE", "Norland agreed to build roads for three years.", "agreed"),
        ("THREATEN", "Norland gave the rebels the chance to leave.", "gave"),
    ],
)
def test_what_can_be_another_day_is_none(type_: str, text: str, trigger: str) -> None:
    assert found(type_, text, trigger) is None


def test_what_was_promised_lately_counts_from_that_day() -> None:
    text = "Last week Norland promised to reopen the border by 9 March."
    due = found("AGREE", text, "promised", told="Last week=2026-W10")
    assert due is not None
    assert due.value == "2026-03-09"


def test_of_a_promise_of_a_year_no_day_without_a_year_is_told() -> None:
    text = "In 2024 Norland promised to reopen it by June."
    assert found("AGREE", text, "promised", told="2024=2024") is None


def test_a_weekday_is_the_next_where_the_promise_has_its_own() -> None:
    text = "The two agreed on Tuesday to free the prisoners on Monday."
    due = found("AGREE", text, "agreed", told="Tuesday=2026-03-10")
    assert due is not None
    assert due.value == "2026-03-16"


@pytest.mark.parametrize(
    ("text", "trigger", "value", "relation"),
    [
        ("The summit set for 12 May was postponed to June.", "postponed", "2026-06", "to"),
        ("Norland pushed back its visit from 10 June to 24 June.", "pushed back", "2026-06-24", "to"),
        ("Talks scheduled for 25 March were put off indefinitely.", "put off", "2026-03-25", "from"),
        ("Norland put off its visit on Tuesday.", "put off", None, "from"),
        ("Norland cancelled a trip to Tarna planned for 20 May.", "cancelled", "2026-05-20", "of"),
        ("A visit set for 20 May was called off.", "called off", "2026-05-20", "of"),
    ],
)
def test_a_meeting_put_off_has_its_new_day(text: str, trigger: str, value: str | None, relation: str) -> None:
    due = found("REJECT", text, trigger, ("meet",))
    assert due is not None
    assert (due.value, due.relation) == (value, relation)


def test_a_meeting_called_off_without_a_day_has_none() -> None:
    assert found("REJECT", "Norland called off the visit on Tuesday.", "called off", ("meet",)) is None


def test_the_resolver_leaves_the_day_due_out_of_the_time_of_the_act() -> None:
    text = "Norland and Sudland agreed to meet in Tarna on 12 May."
    block = Block(Label.PARAGRAPH, Span(0, len(text)))
    article = Article("art-1", "x", text, (block,), content_hash(text), published=Told(NEWS, "given"))
    time = EventTime(span(text, "12 May"), None, "unknown")
    event = Event("ev-1", "art-1", "AGREE", span(text, "agreed"), Factuality.ACTUAL, 0.9, time=time)
    sentence = Sentence(Span(0, len(text)), Label.PARAGRAPH)
    found = RESOLVER.resolve(article, Annotations("art-1", sentences=(sentence,), events=(event,))).events[0]
    assert found.due == Due(span(text, "12 May"), "2026-05-12", "day", "on")
    assert found.time == replace(time, value=None)


BEHIND = [
    ("SUPPORT", "Norland and Sudland signed an oil deal. It runs until 2028.", "signed", "2028", "until"),
    ("AGREE", "They agreed to a truce.\n\nThe truce expires on 1 June.", "agreed", "2026-06-01", "until"),
    ("AGREE", "It agreed to hand over its base. The handover is set for 1 June.", "agreed", "2026-06-01", "on"),
    ("REQUEST", "It urged them to release him. The release is expected by 1 June.", "urged", "2026-06-01", "by"),
    ("SUPPORT", "Norland and Sudland signed a deal for oil in 2028.", "signed", None, None),
    ("AGREE", "They agreed to a truce. It was the third since 1 June.", "agreed", None, None),
    ("AGREE", "They agreed to sell rice. It runs until 2028.", "agreed", None, None),
    ("AGREE", "They agreed to sell rice. The summit is set for 1 June.", "agreed", None, None),
    ("AGREE", "They agreed to hold talks. The summit is set for 1 June.", "agreed", None, None),
    ("AGREE", "They agreed to hold talks. The talks were held on 1 March.", "agreed", None, None),
    ("AGREE", "They agreed to a deal. Rain fell. It runs until 2028.", "agreed", None, None),
]


@pytest.mark.parametrize(("type_", "text", "trigger", "value", "relation"), BEHIND)
def test_the_next_sentence_may_tell_the_day(
    type_: str, text: str, trigger: str, value: str | None, relation: str | None
) -> None:
    times = [Span(*one.span()) for one in _TIMES.finditer(text)]
    at = text.index(trigger)
    event = Event("ev-1", "art-1", type_, Span(at, at + len(trigger)), Factuality.ACTUAL, 0.9)
    due = due_of(event, text, NEWS, times, text.index(".") + 1)
    assert (due and due.value, due and due.relation) == (value, relation)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("They agreed to extend the truce by six months.", "by six months"),
        ("They agreed to extend the lease for another 30 days.", "for another 30 days"),
        ("They agreed to extend the truce indefinitely.", "indefinitely"),
        ("They agreed to extend a hand of friendship.", None),
        ("They agreed to train police for six months.", None),
    ],
)
def test_what_is_extended_runs_until_a_day_that_is_not_told(text: str, words: str | None) -> None:
    due = found("AGREE", text, "agreed")
    assert (due and (due.span.of(text), due.value, due.relation)) == (words and (words, None, "until"))


def test_the_day_that_ends_an_ultimatum_is_the_last_to_avert_what_is_threatened() -> None:
    due = found("THREATEN", "Norland threatened to close the port unless Sudland leaves by 10 April.", "threatened")
    assert due is not None
    assert (due.value, due.relation) == ("2026-04-10", "by")
    assert found("AGREE", "Norland agreed to pay if Sudland leaves by 10 April.", "agreed") is None
    on = "Norland threatened to close the port if Sudland votes on 10 April."
    assert found("THREATEN", on, "threatened") is None


def test_a_meeting_put_off_is_not_moved_to_the_day_it_was_set_for() -> None:
    due = found("REJECT", "Norland postponed the talks with Sudland scheduled for 25 March.", "postponed", ("meet",))
    assert due is not None
    assert (due.value, due.relation) == ("2026-03-25", "from")


def test_prisoners_of_war_are_no_war_that_a_day_belongs_to() -> None:
    due = found("AGREE", "They agreed to exchange 200 prisoners of war by 30 August.", "agreed")
    assert due is not None
    assert due.value == "2026-08-30"


@pytest.mark.parametrize(
    ("text", "word", "value"),
    [
        ("They agreed to meet in Tarna on 12 May and signed a deal.", "12 May", None),
        ("They agreed to meet in Tarna on 12 May. On 3 March they signed a deal.", "3 March", "2026-03-03"),
        ("They signed a deal on 3 March and agreed to meet on 12 May.", "3 March", "2026-03-03"),
    ],
)
def test_a_day_promised_is_none_of_what_was_done_besides(text: str, word: str, value: str | None) -> None:
    block = Block(Label.PARAGRAPH, Span(0, len(text)))
    article = Article("art-1", "x", text, (block,), content_hash(text), published=Told(NEWS, "given"))
    days = tuple(Mention(span(text, told), "date", 1.0) for told in {"12 May", word})
    agreed = Event("ev-1", "art-1", "AGREE", span(text, "agreed"), Factuality.ACTUAL, 0.9)
    time = EventTime(span(text, word), None, "unknown")
    signed = Event("ev-2", "art-1", "SUPPORT", span(text, "signed"), Factuality.ACTUAL, 0.9, time=time)
    ends = [*(at + 1 for at, sign in enumerate(text) if sign == ".")]
    sentences = tuple(Sentence(Span(start, end), Label.PARAGRAPH) for start, end in zip([0, *ends], ends, strict=False))
    coded = Annotations("art-1", mentions=days, sentences=sentences, events=(agreed, signed))
    promise, done = RESOLVER.resolve(article, coded).events
    assert promise.due is not None
    assert promise.due.value == "2026-05-12"
    assert done.time is not None
    assert done.time.value == value
