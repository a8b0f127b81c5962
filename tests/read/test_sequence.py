"""The best path through the parts of a page."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from harmattan.read.lines import split_lines
from harmattan.read.sequence import Part, mended, parts

_PROSE = (
    "The minister said on Tuesday that the army would leave the town by the end of the month, and that talks went on."
)


def _parts(text: str) -> list[Part]:
    return parts(split_lines(text))


def test_menu_body_and_footer_are_told_apart() -> None:
    text = "\n".join(["Home", "World", "Africa", *[_PROSE] * 5, "Privacy policy", "© 2026 Courier", "Contact us"])
    found = _parts(text)
    assert found[:3] == [Part.BEFORE] * 3
    assert found[3:8] == [Part.BODY] * 5
    assert Part.BODY not in found[8:]


def test_a_block_of_links_inside_the_body_is_an_insert() -> None:
    links = ["Related News", "Lorries Burn In Kidal", "Market Closes In Ansongo", "Ad (300x250)", "Share on Facebook"]
    found = _parts("\n".join([*[_PROSE] * 4, *links, *[_PROSE] * 4]))
    assert set(found[4:9]) == {Part.INSERT}
    assert found[9:] == [Part.BODY] * 4


def test_a_short_article_among_ads_is_still_found() -> None:
    paragraphs = [f"{_PROSE} {number} people were hurt." for number in range(4)]
    found = _parts("\n".join(["Home", "World"] * 20 + [line for p in paragraphs for line in (p, "Advertisement")]))
    assert found.count(Part.BODY) >= 4


def test_a_list_of_titles_has_no_body() -> None:
    assert Part.BODY not in _parts("\n".join(["Lorries Burn In Kidal", "Market Closes", "Envoy Leaves"] * 10))


def test_nothing_has_no_parts() -> None:
    assert parts([]) == []


def test_a_cut_off_last_sentence_is_the_body_s_but_teasers_are_not() -> None:
    lines = split_lines("\n".join([_PROSE, "Unlike the West African r...", "Ad (468x60)"]))
    assert mended(lines, [Part.BODY, Part.AFTER, Part.AFTER], None)[1] is Part.BODY
    lines = split_lines("\n".join([_PROSE, "A story about the m...", "Another story of the w..."]))
    assert mended(lines, [Part.BODY, Part.AFTER, Part.AFTER], None)[1] is Part.AFTER


def test_a_heading_right_above_the_body_is_given_back_to_it() -> None:
    lines = split_lines("\n".join(["Army to leave town", "New Course in the Sahel", _PROSE]))
    assert mended(lines, [Part.BEFORE, Part.BEFORE, Part.BODY], 0) == [Part.BEFORE, Part.BODY, Part.BODY]


@given(
    st.lists(st.sampled_from([_PROSE, "Home", "Related News", "Comments (3)", "Ad (1x1)", "Cut off...", "By Ada Diop"]))
)
def test_parts_are_one_a_line_and_follow_the_page_s_order(texts: list[str]) -> None:
    found = _parts("\n".join(texts))
    assert len(found) == len(texts)
    allowed = {
        (Part.BEFORE, Part.BEFORE), (Part.BEFORE, Part.BODY), (Part.BODY, Part.BODY), (Part.BODY, Part.INSERT),
        (Part.INSERT, Part.INSERT), (Part.INSERT, Part.BODY), (Part.BODY, Part.AFTER), (Part.AFTER, Part.AFTER),
    }  # fmt: skip
    assert set(pairwise(found)) <= allowed


_SHORT = "A court is to rule on it on Thursday."


def _mended(texts: list[str], body: range, headline: int | None) -> list[Part]:
    places = [Part.BEFORE if i < body.start else Part.BODY if i < body.stop else Part.AFTER for i in range(len(texts))]
    return mended(split_lines("\n\n".join(texts)), places, headline)


def test_sentences_right_below_the_body_are_given_back_to_it() -> None:
    found = _mended([_PROSE, _SHORT, "It meets again soon.", "Tags: Norland", _SHORT], range(1), None)
    assert found == [Part.BODY] * 3 + [Part.AFTER] * 2


def test_one_link_between_sentences_below_the_body_is_an_insert() -> None:
    found = _mended([_PROSE, "Read more: Envoy leaves Estia", _PROSE, _SHORT], range(1), None)
    assert found == [Part.BODY, Part.INSERT, Part.BODY, Part.BODY]


def test_a_block_of_links_below_the_body_ends_it() -> None:
    for opening in (["Related stories"], ["Read more: Envoy leaves Estia", "Read more: Army to go"]):
        found = _mended([_PROSE, *opening, _PROSE], range(1), None)
        assert found[1:] == [Part.AFTER] * (len(opening) + 1)


def test_teasers_that_break_off_and_lines_that_announce_are_not_given_to_the_body() -> None:
    for line in (_PROSE.removesuffix(".") + "...", "These may be of interest to you:", "Envoy leaves Estia"):
        assert _mended([_PROSE, line, line], range(1), None)[1:] == [Part.AFTER] * 2


def test_sentences_above_the_body_are_given_back_as_far_as_the_headline() -> None:
    texts = [_PROSE, "Army to leave town", "By Ada Diop", _PROSE, _SHORT, "Read more: Envoy leaves Estia", _PROSE]
    found = _mended(texts, range(6, 7), 1)
    assert found == [Part.BEFORE] * 3 + [Part.BEFORE, Part.BEFORE, Part.BEFORE, Part.BODY]
    texts[4] = _PROSE
    assert _mended(texts, range(6, 7), 1) == [Part.BEFORE] * 3 + [Part.BODY, Part.BODY, Part.INSERT, Part.BODY]
    assert _mended([_PROSE, "Army to leave town", _PROSE], range(2, 3), 1)[0] is Part.BEFORE


def test_dates_between_teasers_of_other_stories_make_no_live_blog() -> None:
    teasers = [line for day in range(1, 6) for line in (f"{day} March 2026", "Envoy Leaves Estia", _PROSE)]
    found = _parts("\n".join(["Home", *teasers, "Privacy policy"]))
    assert all(found[place] is not Part.BODY for place in range(1, 14, 3))
