"""Pairs of the public record as the benches read them, what is counted of them, and the best that can be made."""

from pathlib import Path

import numpy as np

from bench import fit_signs, turn_record
from bench.turn_best import best
from bench.turn_pairs import Setting, courses
from bench.turns import sample_of
from harmattan.analyse import signs


def test_the_model_holds_what_is_counted() -> None:
    assert fit_signs.counts() == signs.SEEN


def test_a_pair_of_the_record_has_acts_done_in_its_period() -> None:
    pairs = list(turn_record.recorded())
    assert len(pairs) > 30
    for one in pairs:
        assert all(one.since <= act.day < one.until for act in one.acts)
        assert (one.turn == "") == (one.way == "")
        assert not one.turn or one.since < one.turn < one.until


def test_announced_and_denied_acts_are_not_among_those_done(tmp_path: Path) -> None:
    file = tmp_path / "record.tsv"
    head = "#\tNor and Sud\tNOR\tSUD\t2024-01-01\t2025-01-01\t2024-06-01\tworse\tinvented\n"
    lines = ("2024-02-01\tNOR\tSUD\tAGREE\tplanned\ta visit", "2024-03-01\tSUD\tNOR\tSANCTION/expel\tactual\tan envoy")
    file.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
    [pair] = turn_record.recorded(file)
    assert [(act.day, act.type, act.score) for act in pair.acts] == [("2024-03-01", "SANCTION", -5.5)]


def test_the_best_ranks_broken_pairs_higher() -> None:
    """Large breaks of rate and tone, which hardly any unbroken pair looks like."""
    sides = [
        [
            best(sample_of(one), Setting("x", (20, 40), rate=True, tone=True, clear=True))
            for one in courses(Setting("x", (20, 40), broken, broken, clear=True), 12, 3)
        ]
        for broken in (True, False)
    ]
    assert np.median(sides[0]) > max(0.0, float(np.median(sides[1])))
