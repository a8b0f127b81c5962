"""Tidying role spans."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmattan.annotate.spans import by_name, stands_alone, tidy, trim, with_whole_name, with_whole_phrase, within
from harmattan.records import Span


def words(text: str, *parts: str) -> list[str]:
    found = [(Span(text.index(part), text.index(part) + len(part)), 0.5) for part in parts]
    return [span.of(text) for span, _ in tidy(text, found)]


def test_pieces_of_one_phrase_are_joined() -> None:
    assert words("the three military-led countries", "the three military", "led countries") == [
        "the three military-led countries"
    ]
    assert words("Mali's regional partners", "Mali", "regional partners") == ["Mali's regional partners"]


def test_an_apposition_is_no_second_party() -> None:
    assert words("Ado Brema, head of the bureau, left", "Ado Brema", "head of the bureau") == ["Ado Brema"]
    assert words("Ado Brema, a senior official, left", "Ado Brema", "official") == ["Ado Brema"]
    assert words("Ado Brema, head of the bureau, left", "Ado Brema, head of the bureau") == ["Ado Brema"]
    assert words("the UN, aid groups and residents", "the UN, aid groups and residents") == [
        "the UN, aid groups and residents"
    ]
    assert words("Mali, Niger", "Mali, Niger") == ["Mali, Niger"]
    assert words("Tinto, soldiers and police", "Tinto", "soldiers", "police") == ["Tinto", "soldiers", "police"]
    assert words("the army, soldiers said", "the army", "soldiers") == ["the army", "soldiers"]


def test_coordinated_parties_stay_apart() -> None:
    assert words("Mali, Niger and Chad", "Mali", "Niger", "Chad") == ["Mali", "Niger", "Chad"]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("of the US Africa Command (", "the US Africa Command"),
        (", the army", "the army"),
        ("France's", "France"),
        ("the U.S.", "the U.S."),
        ("the junta and", "the junta"),
        ("Andorra", "Andorra"),
        ("Toamasina", "Toamasina"),
    ],
)
def test_edges(text: str, kept: str) -> None:
    span = trim(text, Span(0, len(text)))
    assert span is not None
    assert span.of(text) == kept


def test_punctuation_alone_is_nothing() -> None:
    assert words("Command (Africom)", "(") == []


@pytest.mark.parametrize(
    ("text", "found", "kept"),
    [
        ("as many as 5,000 rebels fled", ",000 rebels", "5,000 rebels"),
        ("more than 67,317 people", "67", "67,317"),
        ("a 10,000-strong rebel force", "strong rebel force", "10,000-strong rebel force"),
        ("five container-shipping firms", "shipping firms", "container-shipping firms"),
        ("in Norland-controlled Tarna", "controlled Tarna", "Norland-controlled Tarna"),
        ("pro-Estia rebels", "Estia rebels", "pro-Estia rebels"),
        ("the 32-year-old was named", "the 32", "the 32-year-old"),
        ("an Estian F-16 crashed", "an Estian F", "an Estian F-16"),
        ("the Sand Guard Corps (SGC) vowed", "the Sand Guard Corps (SGC", "the Sand Guard Corps (SGC)"),
        ("the Sand Guard Corps (SGC) vowed", "SGC)", "SGC"),
        ("the minister (Estian) Ado Brema", "Estian) Ado Brema", "Ado Brema"),
        ('they fled the "forbidden zone" at dawn', 'the "forbidden zone', 'the "forbidden zone"'),
        ("the “minister” Ado Brema", "” Ado Brema", "Ado Brema"),
    ],
)
def test_words_numbers_and_marks_are_whole(text: str, found: str, kept: str) -> None:
    assert words(text, found) == [kept]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the Estia-supplied armour", "the Estia"),
        ("Norland-Estia talks", "Estia"),
        ("the then-President Brema", "President Brema"),
        ("soldiers, 500 of them", "500"),
    ],
)
def test_what_is_another_word_stays_out(text: str, found: str) -> None:
    assert words(text, found) == [found]


@given(st.text(st.sampled_from('aB1 ,.-()[]“”"’s'), max_size=60), st.data())
def test_a_span_grows_by_the_rest_of_a_word_alone(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    span = trim(text, Span(start, end))
    if span is None:
        return
    assert 0 <= span.start < span.end <= len(text)
    assert span.of(text).strip() == span.of(text)
    assert not any(mark.isspace() for mark in text[span.start : start] + text[end : span.end])


def test_a_dateline_is_no_part_of_the_name_behind_it() -> None:
    text = "ENTEBBE – Tanzania refused."
    found = tidy(text, [(Span(0, 7), 0.9), (Span(10, 18), 0.9)])
    assert [span.of(text) for span, _ in found] == ["ENTEBBE", "Tanzania"]


def test_pieces_on_two_lines_are_two() -> None:
    text = "Ferry to Victoria\n\nTwo lines opened."
    found = tidy(text, [(Span(9, 17), 0.9), (Span(19, 28), 0.9)])
    assert [span.of(text) for span, _ in found] == ["Victoria", "Two lines"]


def test_a_phrase_lies_in_one_sentence() -> None:
    text = "Three boats\n12 May\nTanzania freed"
    sentences = [Span(0, 11), Span(12, 18), Span(19, 33)]
    boats, day, freed = sentences
    assert within(Span(0, 27), freed, sentences).of(text) == "Tanzania"
    assert within(Span(0, 27), boats, sentences).of(text) == "Three boats"
    assert within(Span(0, 18), freed, sentences) == day
    assert within(Span(0, 5), Span(9, 9), []) == Span(0, 5)


@pytest.mark.parametrize(
    ("text", "found", "whole"),
    [
        ("some 1,000 families left", "000 families", "1,000 families"),
        ("some 12,345,678 votes", "678 votes", "12,345,678 votes"),
        ("the country’s leader", "s leader", "leader"),
        ("the sisters left", "sisters", "sisters"),
        ("in May 2024, 30 men", "30 men", "30 men"),
    ],
)
def test_a_span_begins_with_a_whole_word(text: str, found: str, whole: str) -> None:
    start = text.index(found)
    assert [span.of(text) for span, _ in tidy(text, [(Span(start, start + len(found)), 0.9)])] == [whole]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Ada Abara, a senior official, visited.", "senior official", "Ada Abara"),
        ("Ada Abara, head of the bureau, visited.", "head of the bureau", "Ada Abara"),
        ("Ada Abara, a senator and a rival met.", "senator", "senator"),
        ("Ada Abara visited a senior official.", "senior official", "senior official"),
        ("Ada Abara, Ardana's envoy, visited.", "Ardana's envoy", "Ardana's envoy"),
    ],
)
def test_a_phrase_behind_a_persons_name_is_that_person(text: str, words: str, expected: str) -> None:
    start = text.index(words)
    found = by_name(text, Span(start, start + len(words)), [Span(0, len("Ada Abara"))])
    assert found.of(text) == expected


@pytest.mark.parametrize("words", ["At least 76 people", "at most two villages"])
def test_at_least_stays_whole(words: str) -> None:
    text = f"{words} were hit."
    for start in (0, 3):
        found = trim(text, Span(start, len(words)))
        assert found is not None
        assert found.of(text) == words


@pytest.mark.parametrize(
    ("text", "day", "alone"),
    [
        ("Monday, May 18, 2015", "May 18, 2015", True),
        ("18 May 2015", "May", True),
        ("Talks began on May 18.", "May 18", False),
    ],
)
def test_a_line_of_a_day_alone(text: str, day: str, alone: bool) -> None:
    start = text.index(day)
    assert stands_alone(text, Span(start, start + len(day)), Span(0, len(text))) == alone


@pytest.mark.parametrize("tail", [" of his", " of its", " to their", " for", " near", " from the"])
def test_what_begins_the_next_phrase_is_cut_off(tail: str) -> None:
    text = f"She assured the minister{tail} support."
    found = trim(text, Span(12, text.index(" support")))
    assert found is not None
    assert found.of(text) == "the minister"


@pytest.mark.parametrize(
    ("words", "whole"),
    [("leader Ada", "leader Ada Abara"), ("leader", "leader"), ("leader Ada Abara", "leader Ada Abara")],
)
def test_a_span_that_ends_within_a_name_has_all_of_it(words: str, whole: str) -> None:
    text = "leader Ada Abara spoke"
    found = with_whole_name(Span(0, len(words)), [Span(len("leader "), len("leader Ada Abara"))])
    assert found.of(text) == whole


def test_a_name_of_its_own_is_no_torn_one() -> None:
    city, council = Span(0, 5), Span(0, 18)
    assert with_whole_name(city, [city, council]) == city
    assert with_whole_name(city, [council]) == council


def test_a_span_that_breaks_off_in_a_partys_name_has_all_of_it() -> None:
    text = "the Red Column Front shelled Tarna"
    torn, party = Span(0, len("the Red")), Span(0, len("the Red Column Front"))
    assert with_whole_phrase(text, torn, [], [party]) == party
    # What is known as a name ends there; so does a phrase before a small letter.
    assert with_whole_phrase(text, torn, [Span(4, 7)], [party]) == torn
    assert with_whole_phrase("the chief of staff", Span(0, 9), [], [Span(0, 18)]) == Span(0, 9)


@pytest.mark.parametrize(
    ("text", "marked", "kept"),
    [
        ("told the Bloc it must take them back", "the Bloc it", "the Bloc"),
        ("hit the clinics it supports in Veldt", "the clinics it", "the clinics"),
        ("a blessed coalition, led by Norland, bombed", "a blessed coalition, led", "a blessed coalition"),
        ("the forces surrounding it have fired", "the forces surrounding it", "the forces surrounding it"),
        ("two men wanted for it are free", "two men wanted for it", "two men wanted for it"),
        ("the mayor and she were held", "the mayor and she", "the mayor and she"),
        ("the mayor, led away in cuffs", "the mayor, led", "the mayor, led"),
    ],
)
def test_a_phrase_ends_before_what_begins_another(text: str, marked: str, kept: str) -> None:
    found = trim(text, Span(text.index(marked), text.index(marked) + len(marked)))
    assert found is not None
    assert found.of(text) == kept
