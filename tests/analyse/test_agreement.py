"""Agreement of reviewers, against figures worked out by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmattan.analyse.agreement import FEWEST, agreements, kappa
from harmattan.records import Judgement

VERDICT = st.sampled_from(["accept", "reject", "edit"])


def said(number: int, by: str, verb: str, subject: str) -> Judgement:
    return Judgement(f"jud-{number}", f"2026-02-01T00:00:{number:02}Z", by, verb, subject)


def test_kappa_of_a_worked_example() -> None:
    # 20 both accept, 15 both reject, 5 and 10 differ: .7 agree, .5 by chance.
    both = [("accept", "accept")] * 20 + [("accept", "reject")] * 5
    both += [("reject", "accept")] * 10 + [("reject", "reject")] * 15
    assert kappa(both) == pytest.approx(0.4)


def test_kappa_of_one_verdict_alone_cannot_be_told() -> None:
    assert kappa([("accept", "accept")] * 9) is None
    assert kappa([]) is None


@given(st.lists(st.tuples(VERDICT, VERDICT), min_size=1))
def test_kappa_lies_within_its_bounds_and_knows_no_order(both: list[tuple[str, str]]) -> None:
    found = kappa(both)
    other = kappa([(b, a) for a, b in both])
    assert found == other or found == pytest.approx(other)
    assert found is None or -1 - 1e-9 <= found <= 1 + 1e-9
    if found is not None and all(a == b for a, b in both):
        assert found == pytest.approx(1)


def test_the_last_verdict_in_force_counts_and_joins_do_not() -> None:
    given_ = [
        said(1, "ann", "reject", "ev-1"),
        said(2, "ann", "accept", "ev-1"),
        said(3, "bo", "accept", "ev-1"),
        said(4, "bo", "merge", "ev-2"),
        said(5, "ann", "accept", "ev-2"),
        said(6, "cy", "accept", "ev-1"),
        said(7, "cy", "withdraw", "jud-6"),
    ]
    (one,) = agreements(given_)
    assert (one.one, one.other, one.events, one.share, one.enough) == ("ann", "bo", 1, 1.0, False)


def test_enough_is_said_from_twenty_on() -> None:
    given_ = [said(n % 60, who, "accept", f"ev-{n}") for n in range(FEWEST) for who in ("ann", "bo")]
    unique = [Judgement(f"jud-{n}", one.at, one.by, one.verb, one.subject) for n, one in enumerate(given_)]
    (one,) = agreements(unique)
    assert (one.events, one.enough) == (FEWEST, True)
