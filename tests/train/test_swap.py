"""Real news under other names: the same acts by the same phrases."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.markup import Document, GoldSpan
from train.swap import STATES, chosen, persons, states, swapped

TEXT = (
    "The US said on Monday that the US military and U.S. troops would leave Niger. Nigerien officials told Donald "
    "Trump, whom Americans had elected, that Trump's envoys were expelled from Niamey."
)


def document(text: str, *phrases: tuple[str, str]) -> Document:
    spans = tuple(GoldSpan(id_, text.index(words), text.index(words) + len(words)) for id_, words in phrases)
    return Document("invented 1", {}, text, spans, (), {}, ())


def phrases(told: Document) -> list[tuple[str, str]]:
    return [(span.id, told.text[span.start : span.end]) for span in told.spans]


def test_what_is_put_is_a_name_of_the_same_kind() -> None:
    told = document("Niger expelled Mali's envoy from Niamey.", ("a1", "Niger"), ("e1", "expelled"), ("g1", "Niamey"))
    seen = set()
    for seed in range(60):
        other = dict(phrases(swapped(told, random.Random(seed))))
        assert other["e1"] == "expelled"
        seen.add((other["a1"].removeprefix("The ").removeprefix("the "), other["g1"].removeprefix("the ")))
    # A state without a capital in the table stands for its own.
    names = {name: set(state.capitals or state.names[:1]) for state in states() for name in state.names}
    assert len(seen) > 20
    assert all(capital in names[name] for name, capital in seen)


def test_an_article_stands_where_a_noun_follows_and_not_before_a_plain_name() -> None:
    told = [swapped(document(TEXT), random.Random(seed)).text for seed in range(80)]
    other = [text for text in told if "US" not in text]
    assert other
    for text in other:
        subject = text.split(" said on Monday")[0].replace("The ", "the ")
        name = next(state for state in states() if state.told("names") == subject)
        assert f"that the {name.adjectives[0]} military and {name.adjectives[0]} troops" in text


def test_a_person_gets_one_name_throughout() -> None:
    families = {family for _, family in persons()}
    assert any("Trump" not in swapped(document(TEXT), random.Random(seed)).text for seed in range(40))
    for seed in range(40):
        text = swapped(document(TEXT), random.Random(seed)).text
        full, again = text.split("told ")[1].split(", whom")[0], text.split("that ")[-1].split("'s envoys")[0]
        assert full.endswith(again)
        assert again in families


def test_what_a_span_begins_inside_of_stays_and_so_do_the_words_of_an_act() -> None:
    half = Document("invented 2", {}, "Donald Trump spoke.", (GoldSpan("a1", 9, 12),), (), {}, ())
    act = document("The Trump backing of Donald Trump.", ("e1", "Trump backing"))
    for seed in range(30):
        assert "Trump" in swapped(half, random.Random(seed)).text
        assert swapped(act, random.Random(seed)).text.startswith("The Trump backing of ")


def test_words_that_look_like_names_stay() -> None:
    text = "Prime Minister Hillary Just met Pope Francis in Hong Kong. Mark. The end. George Washington of Israel."
    for seed in range(40):
        other = swapped(document(text), random.Random(seed)).text
        assert other.startswith("Prime Minister Hillary Just met Pope ")
        assert "Mark. The end." in other


def test_states_without_words_for_their_people_are_swapped_too() -> None:
    told = {swapped(document("China met Israel."), random.Random(seed)).text for seed in range(60)}
    assert sum("China" not in text for text in told) > 10
    assert sum("Israel" not in text for text in told) > 10


@pytest.mark.parametrize(
    ("text", "end"),
    [("It left the U.S.", "."), ("The Mali government", " government"), ("They saw New Mexico", " New Mexico")],
)
def test_what_stands_around_a_name_fits(text: str, end: str) -> None:
    for seed in range(60):
        other = swapped(document(text), random.Random(seed)).text
        assert other.endswith(end)
        assert "the the" not in other.lower()


def test_most_states_are_swapped_and_some_are_not() -> None:
    told = document("Niger expelled Mali's envoy.")
    kept = sum("Niger " in swapped(told, random.Random(seed)).text for seed in range(400)) / 400
    assert abs(kept - (1 - STATES)) < 0.1


@given(st.lists(st.sampled_from(TEXT.split(" ")), min_size=1, max_size=40), st.integers(0, 999), st.data())
def test_spans_keep_their_phrases(words: list[str], seed: int, data: st.DataObject) -> None:
    """A span that holds no name holds the same words afterwards; text between spans is not lost."""
    text = " ".join(words)
    places = st.integers(0, len(text))
    ends = [sorted(data.draw(st.tuples(places, places))) for _ in range(3)]
    spans = tuple(GoldSpan(f"a{i}", start, end) for i, (start, end) in enumerate(ends) if start < end)
    told = Document("invented 3", {}, text, spans, (), {}, ())
    other = swapped(told, random.Random(seed))
    assert [span.id for span in other.spans] == [span.id for span in spans]
    names = {form.rstrip("\0") for form in chosen(text, random.Random(seed))}
    for (_, before), (_, after) in zip(phrases(told), phrases(other), strict=True):
        assert before == after or any(name in before for name in names)
        assert after
