"""The stage with the shipped model: offsets, odd texts, long texts."""

import resource
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harmattan.annotate.annotate import Annotator
from harmattan.annotate.decode import Thresholds
from harmattan.annotate.encoder import Encoder
from harmattan.annotate.near import _behind, _by_name, _inside, _unacted, _without_charges
from harmattan.ids import content_hash
from harmattan.records import Annotations, Article, Block, Casualties, Label, Sentence, Span, Told

ANNOTATOR = Annotator(Encoder())
# Invented.
TEXT = "Chad's army shelled a rebel camp near Faya on Sunday. Weather in the town was mild."


def article(text: str, label: Label = Label.PARAGRAPH) -> Article:
    return Article("art-1", "x", text, (Block(label, Span(0, len(text))),), content_hash(text))


def annotate(text: str) -> Annotations:
    return ANNOTATOR.annotate(article(text))


def test_an_event_has_its_words() -> None:
    (event,) = annotate(TEXT).events
    assert (event.type, event.trigger.of(TEXT)) == ("ASSAULT", "shelled")
    assert [party.span.of(TEXT) for party in event.actors if party.span] == ["Chad's army"]
    assert event.evidence == (Span(0, 53),)
    assert (event.quad, event.coder) == (4, ANNOTATOR.encoder.version)


@pytest.mark.parametrize(
    ("words", "kept"),
    [("Ada Abara Wednesday", "Ada Abara"), ("the Bloody Sunday", "the Bloody Sunday"), ("Sunday", "Sunday")],
)
def test_a_weekday_behind_a_name_is_none_of_it(words: str, kept: str) -> None:
    text = f"{words} defended the ministry."
    ((span, _),) = _by_name(text, [(Span(0, len(words)), 0.9)], [])
    assert span.of(text) == kept


def test_a_page_of_another_day_has_other_events() -> None:
    days = [None, "2026-02-01", "2026-02-08"]
    pages = [replace(article(TEXT), published=Told(day, "given") if day else None) for day in days]
    ids = {event.id for page in pages for event in ANNOTATOR.annotate(page).events}
    assert len(ids) == 3
    assert {event.id for event in ANNOTATOR.annotate(pages[1]).events} < ids


@pytest.mark.parametrize(("words", "unacted"), [("himself", True), ("themselves", True), ("him", False)])
def test_nobody_acts_on_himself(words: str, unacted: bool) -> None:
    text = f"The colonel set {words} against the alliance."
    at = text.index(words)
    assert _unacted(text, Span(4, 11), Span(at, at + len(words))) is unacted


@pytest.mark.parametrize(
    ("text", "trigger", "words", "unacted"),
    [
        ("Norland and Sudland restored full diplomatic relations.", "restored", "full diplomatic relations", True),
        ("Norland and Sudland exchanged ambassadors.", "exchanged", "ambassadors", True),
        ("Norland and Sudland agreed to patrol the border with Estia.", "agreed", "Estia", True),
        ("Norland and Sudland held an exercise off Tarna.", "exercise", "Tarna", True),
        ("Norland exchanged fire with rebels.", "exchanged", "rebels", False),
        ("Norland shelled rebels on the border with Estia.", "shelled", "rebels", False),
        ("Norland cut ties with Estia.", "cut", "Estia", False),
        ("Norland barred the head of its relations office.", "barred", "the head of its relations office", False),
        ("Norland paid off Estia.", "paid", "Norland", False),
    ],
)
def test_ties_and_borders_are_no_party(text: str, trigger: str, words: str, unacted: bool) -> None:
    spans = [Span(text.index(one), text.index(one) + len(one)) for one in (trigger, words)]
    assert _unacted(text, *spans) is unacted


@pytest.mark.parametrize(("act", "unacted"), [("PROTEST", False), ("ASSAULT", True)])
def test_who_protests_outside_an_embassy_protests_against_it(act: str, unacted: bool) -> None:
    text = "Crowds gathered outside the Norse embassy."
    at = text.index("Norse")
    assert _unacted(text, Span(7, 15), Span(at, at + len("Norse embassy")), act=act) is unacted


def test_where_a_report_was_written_nobody_acts() -> None:
    text = (
        "Tanzania shuts out Kenya\n\nDAR ES SALAAM – Tanzania expelled two Kenyan diplomats on Monday, accusing them "
        "of buying secrets."
    )
    blocks = (Block(Label.HEADLINE, Span(0, 24)), Block(Label.PARAGRAPH, Span(26, len(text))))
    found = ANNOTATOR.annotate(Article("art-1", "x", text, blocks, content_hash(text))).events
    said = {party.span.of(text) for one in found for party in (*one.actors, *one.recipients) if party.span}
    assert found
    assert not any("SALAAM" in words or "\n" in words for words in said)


def test_the_day_of_a_dateline_is_that_of_the_report() -> None:
    text = (
        "Tanzania expels Kenyan envoys\n\nNAIROBI, May 12 (Reuters) - Tanzania expelled two Kenyan diplomats on Monday."
    )
    blocks = (Block(Label.HEADLINE, Span(0, 29)), Block(Label.PARAGRAPH, Span(31, len(text))))
    sentences = [Sentence(Span(0, 29), Label.HEADLINE), Sentence(Span(31, len(text)), Label.PARAGRAPH)]
    day, monday = (Span(text.index(words), text.index(words) + 6) for words in ("May 12", "Monday"))
    assert _inside(text, "time", [(day, 0.9), (monday, 0.6)], sentences[0].span, sentences) == [(monday, 0.6)]
    found = ANNOTATOR.annotate(Article("art-1", "x", text, blocks, content_hash(text))).events
    assert found
    assert not any(one.time and one.time.span == day for one in found)


def test_what_is_said_takes_in_no_headline_and_no_date() -> None:
    lines = (
        "Army kills 20 rebels",
        "2026-03-03",
        "BAMAKO (Reuters) - Malian troops killed 20 rebels near the border with Niger on Monday, the army said.",
    )
    text = "\n\n".join(lines)
    labels = (Label.HEADLINE, Label.DATELINE, Label.PARAGRAPH)
    spans = (Span(text.index(line), text.index(line) + len(line)) for line in lines)
    blocks = tuple(Block(label, span) for label, span in zip(labels, spans, strict=True))
    (quote,) = ANNOTATOR.annotate(Article("art-1", "x", text, blocks, content_hash(text))).quotes
    words = [span.of(text) for span in quote.content]
    assert words == ["Malian troops killed 20 rebels near the border with Niger on Monday"]
    assert quote.speaker is not None
    assert quote.speaker.span is not None
    assert quote.speaker.span.of(text) == "the army"


def test_each_act_has_its_own_numbers() -> None:
    text = "A Sudanese strike killed 12 in Nyala, and the rebels fired rockets at Port Sudan."
    found = {event.trigger.of(text): event.casualties for event in annotate(text).events}
    assert (found["killed"], found["fired"]) == (Casualties("12"), Casualties())


def test_what_stands_behind_a_dateline_is_kept() -> None:
    assert _behind(Span(0, 17), [(0, 9)]) == Span(9, 17)
    assert _behind(Span(0, 6), [(0, 9)]) is None
    assert _behind(Span(20, 25), [(0, 9)]) == Span(20, 25)


def test_the_same_text_gives_the_same_ids() -> None:
    assert annotate(TEXT).events == annotate(TEXT).events


def test_furniture_is_never_coded() -> None:
    assert ANNOTATOR.annotate(article(TEXT, Label.RELATED)).events == ()


def test_a_text_of_many_parts_keeps_its_offsets() -> None:
    filler = "The town lies on a river and grows dates. "
    text = filler * 700 + TEXT
    # So dull a context makes the model unsure; here only the offsets matter.
    lenient = Annotator(ANNOTATOR.encoder, limits=Thresholds(event=0.1, subject=0.0))
    found = [event for event in lenient.annotate(article(text)).events if event.trigger.of(text) == "shelled"]
    assert [event.trigger.start for event in found] == [len(filler) * 700 + TEXT.index("shelled")]


def test_memory_does_not_grow_with_the_text() -> None:
    annotate(TEXT * 100)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    annotate(TEXT * 4000)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000  # kB


@pytest.mark.parametrize(
    "text",
    ["ARMY SHELLS CAMP NEAR FAYA", "- one\n- two\n- three", "مالي طردت السفير", "💥" * 400, "\u202e\x00\ud800 x"],
)
def test_odd_texts_do_no_harm(text: str) -> None:
    for event in annotate(text).events:
        assert event.trigger.of(text)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=400))
def test_every_span_lies_in_the_text(text: str) -> None:
    found = annotate(text)
    spans = [event.trigger for event in found.events] + [mention.span for mention in found.mentions]
    spans += [party.span for event in found.events for party in (*event.actors, *event.recipients) if party.span]
    assert all(0 <= span.start < span.end <= len(text) for span in spans)


def test_of_what_somebody_is_accused_is_not_who_he_is() -> None:
    text = "A lawmaker accused the government of serving Mali; he met the ministry of housing."
    trigger, whole = Span(11, 18), Span(19, 52)
    assert _without_charges(text, trigger, [(whole, 0.9)]) == ((Span(19, 33), 0.9),)
    assert _without_charges(text, Span(2, 10), [(whole, 0.9)]) == ((whole, 0.9),)
