"""Marking a given pair."""

from harmattan.annotate.pairs import mark_pair
from harmattan.annotate.text import Tokens
from harmattan.records import Span

TOKENS = Tokens((10, 11, 12, 13), ((0, 2), (3, 5), (6, 8), (9, 11)), (1,) * 4, (True,) * 4)
S, S_END, T, T_END, CLS, SEP = 1, 2, 3, 4, 101, 102


def marked(sources: list[Span], targets: list[Span]) -> list[list[int]]:
    """All ids, then those in the source's range, then those in the target's."""
    pair = mark_pair(TOKENS, sources, targets, marks=(S, S_END, T, T_END), cls_id=CLS, sep_id=SEP)
    return [list(part) for part in (pair.ids, pair.ids[slice(*pair.source)], pair.ids[slice(*pair.target)])]


def test_marks_stand_around_both() -> None:
    ids, source, target = marked([Span(0, 2)], [Span(6, 11)])
    assert ids == [CLS, S, 10, S_END, 11, T, 12, 13, T_END, SEP]
    assert source == [10]
    assert target == [12, 13]


def test_neighbours_close_before_they_open() -> None:
    ids, source, target = marked([Span(3, 5)], [Span(0, 2)])
    assert ids == [CLS, T, 10, T_END, S, 11, S_END, 12, 13, SEP]
    assert (source, target) == ([11], [10])


def test_every_mention_is_marked_and_the_first_is_the_range() -> None:
    ids, source, _ = marked([Span(9, 11), Span(0, 2)], [])
    assert ids == [CLS, S, 10, S_END, 11, 12, S, 13, S_END, SEP]
    assert source == [10]


def test_an_unnamed_side_has_no_range() -> None:
    assert marked([], [Span(0, 2)])[1] == []
