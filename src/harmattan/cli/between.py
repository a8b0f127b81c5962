"""``harmattan between A B``: what each side did to the other, period by period."""

from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from harmattan.asking import known, period
from harmattan.cli.common import JsonOption, LedgerOption, opened_to_look
from harmattan.cli.join import catch_up
from harmattan.cli.output import complain, table, write_json, write_lines
from harmattan.cli.relating import (
    DASH,
    First,
    Other,
    Since,
    Until,
    course_lines,
    score,
    tell_left,
    tell_undated,
    written,
)
from harmattan.errors import UsageError

if TYPE_CHECKING:
    from harmattan.analyse.relations import Row, Series
    from harmattan.relationships.course import Course
    from harmattan.relationships.look import Look

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
    csv: Annotated[Path | None, Parameter(help="File to write the periods to, as CSV with rows of zeros.")] = None,
    since: Since = None,
    until: Until = None,
    ledger: LedgerOption = None,
    json: JsonOption = False,
) -> int:
    """Count what each side did to the other, by period, and tell whether the relationship turned.

    Events and reports by quad, as events/reports; periods without acts are one line (in --json and --csv each a
    row of zeros). docs/relationships.md tells what counts. Below stand the turns of both directions together
    (docs/turns.md).
    """
    from harmattan.relationships.course import BACKWARD, BOTH, FORWARD
    from harmattan.relationships.look import look, look_json

    if chart and chart.suffix.lower() not in (".svg", ".png"):
        raise UsageError(f"a chart is .svg or .png, not {chart.name!r}")
    pair, asked = known().pair(a, b), period(since, until)
    with opened_to_look(ledger) as book:
        catch_up(book)
        # A chart marks each lane by its own turns.
        found = look(book, pair, asked, (BOTH, FORWARD, BACKWARD) if chart and not pair.domestic else (BOTH,))
    made = found.series(by)
    if chart and made.forward:
        written(chart, drawn(made, found.courses, chart.suffix.lower()))
    elif chart:
        complain(f"there is no act to draw; {chart} is not written")
    if csv:
        written(csv, _csv(made))
    if json:
        write_json(look_json(found, by))
    else:
        _print(found, made)
    return 0


def _csv(made: "Series") -> bytes:
    """Return a series as a file, a row for each direction and period."""
    from harmattan.ledger.export.cells import write_csv
    from harmattan.relationships.look import COLUMNS, cells, rows

    out = BytesIO()
    write_csv([COLUMNS, *map(cells, rows(made))], out)
    return out.getvalue()


def _print(found: "Look", made: "Series") -> None:
    from harmattan.relationships.look import rows

    table(_COLUMNS, shown(rows(made)))
    if found.course:
        write_lines(course_lines(found.course, found.pair))
    tell_left(found.rejected, made.left)
    tell_undated(found.between)


def shown(rows: "Iterable[Row]") -> Iterator[tuple[str, ...]]:
    """Yield the lines of a table: periods in which nothing was done or announced are one line as long as they last."""
    periods = [list(both) for _, both in groupby(rows, key=lambda row: row.period)]
    for empty, run in groupby(periods, key=lambda both: not any(sum(row.quads) or row.planned for row in both)):
        listed = list(run)
        if not empty:
            yield from (_row(row) for both in listed for row in both)
            continue
        read = [both[0].pages for both in listed if both[0].pages is not None]
        first, last = listed[0][0].period, listed[-1][0].period
        period = first if first == last else f"{first} to {last}"
        yield (period, "no act", *["0"] * 4, DASH, *["0"] * 4, str(sum(read)) if read else DASH)


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


def drawn(made: "Series", courses: "Iterable[Course]", suffix: str) -> bytes:
    """Return a series as SVG or PNG. Raises UsageError for one without acts, or where vl-convert is not installed."""
    from harmattan import charts
    from harmattan.relationships.course import turned

    bands = charts.bands(turned(courses), domestic=made.pair.domestic)
    words = known().words
    names = [words.get(side.name, side.name) for side in (made.pair.a, made.pair.b)]
    spec = charts.spec(made, (names[0], names[1]), bands)
    return charts.png(spec) if suffix == ".png" else charts.svg(spec).encode()
