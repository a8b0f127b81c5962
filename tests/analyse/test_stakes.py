"""What a pair's acts are about, and whether the mix moved."""

from harmattan.analyse.periods import period
from harmattan.analyse.stakes import moves, stakes
from harmattan.records import Act, Factuality
from tests.analyse.acts import FRANCE, act, two

OLD, NEW = period("2024-01"), period("2024-02")


def about(count: int, day: str, *contexts: str) -> list[Act]:
    return [act(f"{day}-{'-'.join(contexts)}-{n}", day=day, contexts=contexts) for n in range(count)]


def test_an_act_counts_once_for_each_subject_of_those_that_have_any() -> None:
    acts = [
        act("a", contexts=("military", "economic")),
        act("b", contexts=("military", "military")),
        act("c"),
        act("d", contexts=("military",), actors=(FRANCE,)),
        act("e", contexts=("military",), factuality=Factuality.DENIED),
    ]
    found = stakes(acts, two(), {"a": ("gold",)})
    assert [(one.kind, one.name, one.share.part, one.share.whole, one.acts) for one in found] == [
        ("context", "military", 2, 2, ("a", "b")),
        ("context", "economic", 1, 2, ("a",)),
        ("commodity", "gold", 1, 1, ("a",)),
    ]


def test_a_mix_that_moved_is_clear_and_one_of_few_acts_is_not() -> None:
    acts = about(9, "2024-01-05", "economic") + about(9, "2024-02-05", "military")
    found = moves(acts, two(), OLD, NEW)
    assert {one.name: round(one.moved) for one in found if one.clear} == {"economic": -1, "military": 1}
    thin = moves(about(2, "2024-01-05", "economic") + about(2, "2024-02-05", "military"), two(), OLD, NEW)
    assert not any(one.clear for one in thin)


def test_a_period_without_acts_moves_nothing() -> None:
    found = moves(about(9, "2024-01-05", "economic"), two(), OLD, NEW)
    assert [(one.low, one.high, one.clear) for one in found] == [(-1.0, 1.0, False)]
    assert moves([], two(), OLD, NEW) == []
