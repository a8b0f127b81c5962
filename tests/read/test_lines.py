"""Lines of a dump: where they stand, and which belong together."""

import textwrap

from hypothesis import given
from hypothesis import strategies as st

from harmattan.read.lines import FEATURES, count_words, features, split_lines


def test_lines_stand_where_their_words_are() -> None:
    text = "  Menu \n\n\tThe minister left.\n"
    assert [text[line.start : line.end] for line in split_lines(text)] == ["Menu", "The minister left."]
    assert [line.after_blank for line in split_lines(text)] == [False, True]


def test_a_sentence_torn_by_a_link_is_joined() -> None:
    text = "On Tuesday he met with\nthe envoy of Niger\n, and left."
    assert [line.text for line in split_lines(text)] == ["On Tuesday he met with the envoy of Niger , and left."]


def test_menu_items_are_not_joined() -> None:
    assert len(split_lines("Africa\nasia\neurope\n")) == 3


def test_a_hard_wrapped_text_is_joined_by_paragraph() -> None:
    line = "Bolivia signed an agreement on Wednesday with a group of firms to build"
    text = "\n\n".join("\n".join([line] * 3 + ["two plants."]) for _ in range(3))
    assert [piece.words for piece in split_lines(text)] == [3 * 13 + 2] * 3


@given(st.integers(60, 95))
def test_a_paragraph_broken_at_any_width_is_one_line(width: int) -> None:
    told = "Caption writers of Norland met in Tarna; the envoy of Estia, Ana-Maria Westerling-Brandenburgh, told them"
    paragraphs = [f"{told}, on day {day}: share the news, and read more of it. " * 2 for day in range(3)]
    paragraphs = [one.strip() for one in paragraphs]
    text = "Home\nAfrica\n\n" + "\n\n".join(textwrap.fill(one, width, break_on_hyphens=False) for one in paragraphs)
    assert [line.text for line in split_lines(text)] == ["Home", "Africa", *paragraphs]


def test_furniture_is_not_joined_to_a_wrapped_paragraph() -> None:
    line = "Bolivia signed an agreement on Wednesday with a group of firms to build"
    text = (
        "\n".join([line] * 8)
        + "\nThis article is for subscribers only, dear reader of this newspaper.\nSubscribe now\n"
    )
    assert split_lines(text)[-1].text == "Subscribe now"


def test_words_are_counted_in_scripts_without_spaces() -> None:
    assert count_words("Mali's president left") == 3
    assert count_words("总统今天离开了首都") >= 4


def test_features_have_a_value_for_each_name() -> None:
    lines = split_lines("Menu\nThe minister left the capital on Tuesday, officials in Bamako said.\n")
    assert [len(row) for row in features(lines)] == [len(FEATURES)] * 2
    assert features([]) == []


@given(st.text(st.sampled_from("Ab .,\n\t”…é")))
def test_lines_are_in_order_and_do_not_overlap(text: str) -> None:
    ends = 0
    for line in split_lines(text):
        assert ends <= line.start < line.end <= len(text)
        assert text[line.start : line.end].split() == line.text.split()
        ends = line.end
    assert [word for line in split_lines(text) for word in line.text.split()] == text.split()
