"""``harmattan between A B``: what each side did to the other, period by period."""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from cyclopts import Parameter

from harmattan.asking import known, near, period
from harmattan.cli.common import JsonOption, LedgerOption, opened_to_look
from harmattan.cli.join import catch_up
from harmattan.cli.output import complain, table, write_json, write_lines
from harmattan.cli.relating import (
    DASH,
    First,
    Other,
    Since,
    Until,
    course_json,
    course_lines,
    score,
    tell_left,
    tell_undated,
    written,
)
from harmattan.errors import UsageError

if TYPE_CHECKING:
    from harmattan.analyse.relations import Row, Series
    from harmattan.analyse.sides import Pair
    from harmattan.ledger import Ledger
    from harmattan.records import Act
    from harmattan.relationships.course import Course

_COLUMNS = (
    "period", "direction", "quad 1", "quad 2", "quad 3", "quad 4", "score", "words", "deeds", "sources", "planned",
    "pages",
)  # fmt: skip


def between(
    a: First,
    b: Other,
    /,
    *,
    by: Annotated[
        Literal["day", "week", "month"], Parameter(help="What is counted: days, ISO weeks or months.")
    ] = "week",
    chart: Annotated[Path | None, Parameter(help="File to draw to, .svg or .png.")] = None,
    since: Since = None,
    until: Until = None,
    ledger: LedgerOption = None,
    json: JsonOption = False,
) -> int:
    """Count what each side did to the other, by period, and tell whether the relationship turned.

    Events and reports by quad, as events/reports; a period without acts is a row of zeros. docs/relationships.md tells
    what counts. Below stand the turns of both directions together (docs/turns.md).
    """
    if chart and chart.suffix.lower() not in (".svg", ".png"):
        raise UsageError(f"a chart is .svg or .png, not {chart.name!r}")
    pair, asked = known().pair(a, b), period(since, until)
    with opened_to_look(ledger) as book:
        catch_up(book)
        found = _looked(book, pair, asked, by)
    if chart and found.series.forward:
        written(chart, drawn(found.series, found.course, chart.suffix.lower()))
    elif chart:
        complain(f"there is no act to draw; {chart} is not written")
    if json:
        write_json(_as_json(found))
    else:
        _print(found)
    return 0


@dataclass(frozen=True, slots=True)
class Looked:
    """The series of a pair, what the model says of it, the acts of both, and how many people rejected."""

    series: "Series"
    course: "Course | None"
    acts: "list[Act]"
    rejected: int


def _looked(book: "Ledger", pair: "Pair", asked: tuple[str | None, str | None], by: str) -> Looked:
    from harmattan.analyse.relations import Cut, between, series
    from harmattan.relationships import course, gather

    found, coverage = gather.of_pair(book, pair, asked[0]), book.coverage()
    acts = near(found.acts, *asked)
    made = series(acts, pair, Cut(by, *asked, coverage if by == "week" else None))
    return Looked(made, course.of_pair(acts, pair, asked, coverage), between(acts, pair), found.rejected)


def _print(found: Looked) -> None:
    table(_COLUMNS, map(_row, rows(found.series)))
    if found.course:
        write_lines(course_lines(found.course, found.series.pair))
    tell_left(found.rejected, found.series.left)
    tell_undated(found.acts)


def rows(made: "Series") -> "list[Row]":
    """Return the rows of both directions, by period."""
    return sorted((*made.forward, *made.backward), key=lambda row: row.start)


def _row(row: "Row") -> tuple[str, ...]:
    quads = [
        f"{events}/{reports}" if events else "0" for events, reports in zip(row.quads, row.report_quads, strict=True)
    ]
    return (
        row.period,
        f"{row.source} -> {row.target}",
        *quads,
        score(row.mean_score),
        f"{row.words} ({score(row.words_score)})" if row.words else "0",
        f"{row.deeds} ({score(row.deeds_score)})" if row.deeds else "0",
        str(row.sources),
        str(row.planned),
        DASH if row.pages is None else str(row.pages),
    )


def drawn(made: "Series", found: "Course | None", suffix: str) -> bytes:
    """Return a series as SVG or PNG. Raises UsageError for one without acts, or where Altair is not installed."""
    from harmattan import charts

    turns = found.turns if found else []
    bands = [charts.Band(turn.since, turn.until, turn.day, "both") for turn in turns]
    words = known().words
    names = [words.get(side.name, side.name) for side in (made.pair.a, made.pair.b)]
    spec = charts.spec(made, (names[0], names[1]), bands)
    return charts.png(spec) if suffix == ".png" else charts.svg(spec).encode()


def _as_json(found: Looked) -> dict[str, Any]:
    pair = found.series.pair
    return {
        "a": pair.a.name,
        "b": pair.b.name,
        "rows": [asdict(row) for row in rows(found.series)],
        "left": dict(found.series.left),
        "rejected": found.rejected,
        "undated": sum(1 for act in found.acts if not act.dated),
        "course": course_json(found.course, pair) if found.course else None,
    }
