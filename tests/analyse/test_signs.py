"""What the types of acts tell of a course: by themselves, and in the turns of a pair."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmattan.analyse import signs
from harmattan.analyse.kinds import log_kinds
from harmattan.analyse.sample import sampled
from harmattan.analyse.turns import chance, turns
from harmattan.codebook.loader import load
from harmattan.records import Observation, TooLittle

SINCE, UNTIL = "2024-01-01", "2026-01-01"
BOOK = load()


def told(number: int, type_: str, *, score: float | None = None) -> Observation:
    """Return an act; of no known type for ""."""
    known = type_ or "CONSULT"
    day = date.fromisoformat(SINCE) + timedelta(days=20 * number + 10)
    return Observation(
        day.isoformat(),
        BOOK.score(known) if score is None else score,
        f"e{number}",
        "a.example",
        BOOK.quad(known),
        type=type_,
    )


def sample(*types: str) -> object:
    acts = [told(number, type_) for number, type_ in enumerate(types)]
    return sampled(acts, date.fromisoformat(SINCE), np.ones(731))


def test_every_type_of_the_codebook_is_counted() -> None:
    assert set(signs.SEEN) == set(BOOK.types)


def test_types_of_a_course_add_up_to_one_and_lean_as_they_were_seen() -> None:
    logs = signs.logs(np.array([-0.5, 0.0, 0.5]))
    assert np.exp(logs).sum(axis=0) == pytest.approx([1, 1, 1])
    assert logs[signs.PLACES["SANCTION"], 0] > logs[signs.PLACES["SANCTION"], 2] + 1
    assert logs[signs.PLACES["SUPPORT"], 2] > logs[signs.PLACES["SUPPORT"], 0] + 1
    lean = {name: logs[place, 2] - logs[place, 0] for name, place in signs.PLACES.items()}
    assert lean["SANCTION"] < lean["REJECT"] < 0 < lean["AID"] < lean["SUPPORT"]
    assert lean["SANCTION"] == pytest.approx(lean["ASSAULT"])


def test_an_unknown_type_tells_nothing() -> None:
    unmoved, moved = log_kinds(sample("", "", "", "", ""))  # type: ignore[arg-type]
    assert moved == pytest.approx(np.full_like(moved, unmoved))


def test_a_change_of_types_speaks_for_a_break_between_them() -> None:
    unmoved, moved = log_kinds(sample(*["SUPPORT"] * 6, *["SANCTION"] * 6))  # type: ignore[arg-type]
    assert moved[2].argmax() == 6
    assert moved[2, 6] > unmoved + 1
    assert moved[1, 6] < unmoved


def test_help_after_a_quarrel_says_less_than_treaties() -> None:
    """A rescue at sea has the highest score of all, and is told of in good times and bad."""
    quarrel = [told(number, "SANCTION") for number in range(8)]
    after = {type_: [told(number, type_, score=10.0) for number in range(8, 12)] for type_ in ("AID", "SUPPORT")}
    helped, signed = (chance([*quarrel, *acts], since=SINCE, until="2024-09-15") for acts in after.values())
    assert helped < signed


@given(st.lists(st.sampled_from(sorted(BOOK.types)), min_size=4, max_size=12))
def test_good_and_bad_are_mirrored(types: list[str]) -> None:
    """Turned back to front, what was better is worse."""
    _, forward = log_kinds(sample(*types))  # type: ignore[arg-type]
    _, back = log_kinds(sample(*types[::-1]))  # type: ignore[arg-type]
    assert forward[1].max() == pytest.approx(back[2].max(), abs=0.01)


def test_blows_after_sanctions_are_nothing_better() -> None:
    first = [told(number, "SANCTION") for number in range(18)]
    then = [told(number, type_) for number, type_ in enumerate(["ASSAULT", "COERCE", "ACCUSE"] * 6, start=18)]
    found = turns([*first, *then], since=SINCE, until=UNTIL)
    assert isinstance(found, TooLittle) or not any("better" in one.direction for one in found)
