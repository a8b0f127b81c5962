"""When something is to be done that was agreed, offered or threatened (invented sentences)."""

import pytest

from harmattan.ids import content_hash
from harmattan.records import Annotations, Article, Block, Event, EventTime, Factuality, Label, Span, Told
from harmattan.resolve.agreed import of_what_is_to_be_done
from harmattan.resolve.when import time_of
from tests.resolve.build import RESOLVER, span


def value(act: str, text: str, trigger: str, words: str, published: str) -> str | None:
    first, at = (Span(text.index(one), text.index(one) + len(one)) for one in (trigger, words))
    told, _ = time_of(at, text, published, happened=True, act=act)
    return None if told and of_what_is_to_be_done(act, first, at, text, told, published) else told


@pytest.mark.parametrize(
    ("act", "text", "trigger", "words"),
    [
        ("AGREE", "The two agreed to resume talks in June.", "agreed", "June"),
        ("CONCEDE", "Norland promised to reopen the border in September.", "promised", "in September"),
        ("THREATEN", "Norland threatened to cut supplies in July.", "threatened", "July"),
        ("AGREE", "Norland offered to send teachers in May.", "offered", "May"),
        ("REQUEST", "Norland urged Sudland to hold a vote on 20 May.", "urged", "20 May"),
        ("AGREE", "The two agreed to upgrade relations next year.", "agreed", "next year"),
        ("AGREE", "The two agreed on a plan by the end of the year.", "agreed", "the end of the year"),
        ("REQUEST", "Norland demanded an answer by December.", "demanded", "December"),
        ("REJECT", "Ada Orr refused to come on May 10.", "refused", "May 10"),
        ("AGREE", "Norland offered to send its envoy to Tarna on Saturday.", "offered", "Saturday"),
    ],
)
def test_what_is_to_be_done_tells_no_time_of_the_act(act: str, text: str, trigger: str, words: str) -> None:
    assert value(act, text, trigger, words, "2026-04-10") is None


@pytest.mark.parametrize(
    ("act", "text", "trigger", "words", "told"),
    [
        ("AGREE", "The two agreed to resume talks in February.", "agreed", "February", "2026-02"),
        ("AGREE", "On Saturday Norland offered to send its envoy.", "offered", "Saturday", "2026-04-04"),
        ("AGREE", "The two agreed to talk on Monday.", "agreed", "Monday", "2026-04-06"),
        ("AGREE", "In June the two agreed to resume talks.", "agreed", "June", "2025-06"),
        ("AGREE", "The two agreed on a truce in June.", "agreed", "June", "2025-06"),
        ("REJECT", "Deputies voted down a bill to set a limit in September.", "voted down", "September", "2025-09"),
        ("CONCEDE", "Norland reopened the bridge to lorries in September.", "reopened", "September", "2025-09"),
        ("THREATEN", "Norland threatened to leave after a raid in July.", "threatened", "July", "2025-07"),
        ("REQUEST", "Norland asked to see them in 2013.", "asked", "2013", "2013"),
        ("ASSAULT", "Rebels struck to take the town in June.", "struck", "June", "2025-06"),
    ],
)
def test_the_time_of_an_act_in_words_stays(act: str, text: str, trigger: str, words: str, told: str) -> None:
    assert value(act, text, trigger, words, "2026-04-10") == told


def test_nothing_is_ahead_of_an_unknown_day() -> None:
    text = "The two agreed to resume talks in June 2026."
    at = Span(text.index("June"), len(text) - 1)
    assert not of_what_is_to_be_done("AGREE", Span(8, 14), at, text, "2026-06", None)


@pytest.mark.parametrize(("factuality", "told"), [(Factuality.ACTUAL, None), (Factuality.PLANNED, "2026")])
def test_the_resolver_leaves_such_a_time_unknown(factuality: Factuality, told: str | None) -> None:
    text = "Norland and Sudland agreed to upgrade relations next year."
    article = Article(
        "art-1",
        "x",
        text,
        (Block(Label.PARAGRAPH, Span(0, len(text))),),
        content_hash(text),
        published=Told("2025-11-10", "given"),
    )
    time = EventTime(span(text, "next year"), None, "unknown")
    event = Event("ev-1", "art-1", "AGREE", span(text, "agreed"), factuality, 0.9, time=time)
    found = RESOLVER.resolve(article, Annotations("art-1", events=(event,))).events[0].time
    assert found is not None
    assert (found.value, found.precision) == (told, "year" if told else "unknown")


@pytest.mark.parametrize(
    ("text", "words", "told"),
    [
        ("Norland ordered 80 soldiers of Sudland to leave the country by 10 May.", "10 May", None),
        ("Norland ordered the envoy of Sudland out on 10 May.", "10 May", "2025-05-10"),
        ("Norland ordered the envoy to leave, and by 10 May he was gone.", "10 May", "2025-05-10"),
    ],
)
def test_a_deadline_is_no_day_of_the_order(text: str, words: str, told: str | None) -> None:
    assert value("SANCTION", text, "ordered", words, "2026-02-06") == told
