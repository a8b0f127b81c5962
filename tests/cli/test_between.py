"""The lines of the table of between, over rows made by hand."""

from harmattan.analyse.relations import Row
from harmattan.cli.between import shown


def row(period: str, source: str, *, acts: int = 0, planned: int = 0, pages: int | None = None) -> Row:
    quads = (acts, 0, 0, 0)
    target = "MLI" if source == "NOR" else "NOR"
    sums = (None, None, acts, 0, None, None)
    return Row(source, target, period, "2025-01-01", quads, quads, *sums, acts, planned, pages)


def both(period: str, **forward: int) -> list[Row]:
    pages = forward.get("pages")
    return [row(period, "NOR", **forward), row(period, "MLI", pages=pages)]


def test_periods_without_acts_are_one_line_that_counts_each_periods_pages_once() -> None:
    rows = [*both("W1", acts=1, pages=2), *both("W2", pages=3), *both("W3", pages=4), *both("W4", acts=1, pages=5)]
    lines = list(shown(rows))
    assert [line[:2] for line in lines] == [
        ("W1", "NOR -> MLI"),
        ("W1", "MLI -> NOR"),
        ("W2 to W3", "no act"),
        ("W4", "NOR -> MLI"),
        ("W4", "MLI -> NOR"),
    ]
    assert lines[2][-1] == "7"
    assert {len(line) for line in lines} == {12}


def test_a_lone_period_without_acts_is_one_line() -> None:
    assert [line[0] for line in shown([*both("W1", acts=1), *both("W2"), *both("W3", acts=1)])][2] == "W2"


def test_a_plan_or_an_act_of_the_other_side_is_something() -> None:
    other = [row("W1", "NOR"), row("W1", "MLI", acts=1)]
    assert [line[1] for line in shown([*other, *both("W2", planned=1)])].count("no act") == 0


def test_pages_that_are_not_known_are_a_dash() -> None:
    assert next(shown([*both("W1"), *both("W2")]))[-1] == "–"
