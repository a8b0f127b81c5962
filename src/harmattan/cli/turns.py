"""``harmattan turns [A B]``: when relationships changed course."""

from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from harmattan.asking import known, period
from harmattan.cli.common import JsonOption, LedgerOption, opened_to_look
from harmattan.cli.join import catch_up
from harmattan.cli.output import progress, table, write_json, write_lines
from harmattan.cli.relating import Since, Until, course_lines, interval, score, tell_left, toward
from harmattan.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from harmattan.analyse.sides import Pair
    from harmattan.ledger import Ledger
    from harmattan.records import Turn
    from harmattan.relationships.course import Course

Asked = tuple[str | None, str | None]
_COLUMNS = ("pair", "acts", "turn", "days", "probability", "score", "acts in 30 days", "reading")


def turns(
    a: Annotated[
        str | None, Parameter(help="A side of a pair; without sides the pairs of most acts are looked at.")
    ] = None,
    b: Annotated[str | None, Parameter(help="The other side.")] = None,
    /,
    *,
    limit: Annotated[int, Parameter(help="How many pairs to look at.")] = 50,
    since: Since = None,
    until: Until = None,
    ledger: LedgerOption = None,
    json: JsonOption = False,
) -> int:
    """Tell when a pair changed course, or which of the pairs with most acts did, the most probable first.

    Each turn comes with the days that hold it with nine parts in ten, and what was before and after.
    """
    if (a is None) != (b is None):
        raise UsageError("turns takes two sides, or none")
    if limit < 1:
        raise UsageError(f"--limit must be 1 or more, not {limit}")
    asked = period(since, until)
    pair = known().pair(a, b) if a and b else None
    with opened_to_look(ledger) as book:
        catch_up(book)
        if pair:
            _one(book, pair, asked, as_json=json)
        else:
            _scan(book, limit, asked, as_json=json)
    return 0


def _one(book: "Ledger", pair: "Pair", asked: Asked, *, as_json: bool) -> None:
    from harmattan.relationships import course
    from harmattan.relationships.look import course_json, look

    ways = (course.BOTH,) if pair.domestic else (course.BOTH, course.FORWARD, course.BACKWARD)
    found = look(book, pair, asked, ways)
    if as_json:
        for one in found.courses:
            write_json(course_json(one, pair))
        return
    if not found.courses:
        write_lines([f"{toward(pair, course.BOTH)}: no act is known"])
    for one in found.courses:
        write_lines(course_lines(one, pair))
    tell_left(found.rejected)


def _scan(book: "Ledger", limit: int, asked: Asked, *, as_json: bool) -> None:
    from harmattan.relationships.look import course_json

    found = sorted(_turned(book, limit, asked), key=lambda one: -one[2].probability)
    if not as_json:
        table(_COLUMNS, (_row(*one) for one in found))
        return
    for pair, course, _ in found:
        write_json(course_json(course, pair))


def _turned(book: "Ledger", limit: int, asked: Asked) -> "Iterator[tuple[Pair, Course, Turn]]":
    """Yield each pair that turned, with its most probable turn."""
    from harmattan.relationships.look import likeliest, scan

    for found in scan(book, limit, asked, shown=lambda listed: progress(listed, "looking", len(listed))):
        if found.course and (turn := likeliest(found.course)):
            yield found.pair, found.course, turn


def _row(pair: "Pair", found: "Course", turn: "Turn") -> tuple[str, ...]:
    before, after = turn.before, turn.after
    return (
        toward(pair, found.towards),
        str(found.acts),
        ", ".join(turn.direction),
        interval(turn),
        f"{turn.probability:.2f}",
        f"{score(before.score)} to {score(after.score)}",
        f"{before.rate:.1f} to {after.rate:.1f}",
        _reading(found, turn),
    )


def _reading(found: "Course", turn: "Turn") -> str:
    """Return whether what was read can explain the turn."""
    if not found.covered:
        return "not measured"
    check = turn.coverage
    return "changed too" if check.volume_changed or check.mix_changed else "even"
