"""``harmattan alignment X``: with whom a state or a group deals, and who gains and loses."""

from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from harmattan import asking
from harmattan.asking import known
from harmattan.cli.common import JsonOption, LedgerOption, opened_to_look
from harmattan.cli.join import catch_up
from harmattan.cli.output import table, write_json, write_lines
from harmattan.cli.relating import DASH, First, Since, Until, tell_left, tell_undated
from harmattan.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from harmattan.analyse.alignment import Newcomer, Shift, Standing
    from harmattan.analyse.periods import Period
    from harmattan.analyse.sides import Side
    from harmattan.analyse.small import Share
    from harmattan.records import Act

_STANDINGS = ("period", "partner", "cooperation", "conflict", "")
_SHIFTS = ("partner", "kind", "before", "after", "change", "95 % interval", "verdict")
_NEW = ("partner", "since", "act")


def alignment(
    side: First,
    /,
    *,
    day: Annotated[str | None, Parameter(help="Day to compare before and after, for example 2023-07-26.")] = None,
    since: Since = None,
    until: Until = None,
    ledger: LedgerOption = None,
    json: JsonOption = False,
) -> int:
    """Show each partner's share of a side's cooperation and conflict by year; with --day, who gained and lost since.

    A share is told as acts of all acts of that kind. docs/relationships.md tells the intervals and the verdicts.
    """
    from harmattan.analyse.alignment import partners
    from harmattan.relationships import gather

    whose, (first, end) = known().side(side), asking.period(since, until)
    with opened_to_look(ledger) as book:
        catch_up(book)
        found = gather.of_side(book, whose)
    known_days = _days(found.acts, whose)
    given = (first or known_days[0], end or known_days[1])
    if day is None:
        _standings(found.acts, whose, list(_years(*given)), as_json=json)
    elif not known_days[0]:
        _print_shifts([], as_json=json)
    else:
        _compared(found.acts, whose, _halves(given, asking.day(day)), as_json=json)
    tell_left(found.rejected)
    tell_undated(act for act in found.acts if partners(act, whose))
    return 0


def _days(acts: "Sequence[Act]", whose: "Side") -> tuple[str, str]:
    """Return the first day of the acts with partners and the day after the last; two empty texts without any."""
    from harmattan.analyse.acts import days, took_place
    from harmattan.analyse.alignment import partners

    told = [days(act) for act in acts if took_place(act) and partners(act, whose)]
    spans = [one for one in told if one]
    if not spans:
        return "", ""
    return min(one[0] for one in spans).isoformat(), max(one[1] for one in spans).isoformat()


def _years(first: str, end: str) -> "Iterator[Period]":
    """Yield each calendar year of a stretch, cut at its ends."""
    from harmattan.analyse.periods import Period

    if not first or not end or first >= end:
        return
    last = date.fromordinal(date.fromisoformat(end).toordinal() - 1)
    for year in range(int(first[:4]), last.year + 1):
        yield Period(max(first, f"{year:04d}-01-01"), min(end, f"{year + 1:04d}-01-01"))


def _halves(given: tuple[str, str], day: str) -> "tuple[Period, Period]":
    from harmattan.analyse.periods import Period

    first, end = given
    if not first < day < end:
        raise UsageError(f"--day {day} does not lie inside the time looked at, {first} to {end}")
    return Period(first, day), Period(day, end)


def _standings(acts: "Sequence[Act]", whose: "Side", periods: "list[Period]", *, as_json: bool) -> None:
    from harmattan.analyse.alignment import newcomers, standings

    found = standings(acts, whose, periods)
    new = newcomers(acts, whose, periods[-1]) if len(periods) > 1 else []
    if as_json:
        _json([("standing", one) for one in found] + [("new", one) for one in new])
        return
    table(_STANDINGS, map(_standing_row, found))
    _print_new(new)


def _compared(acts: "Sequence[Act]", whose: "Side", halves: "tuple[Period, Period]", *, as_json: bool) -> None:
    from harmattan.analyse.alignment import newcomers, shifts

    found, new = shifts(acts, whose, *halves), newcomers(acts, whose, halves[1])
    _print_shifts(found, as_json=as_json)
    if as_json:
        _json([("new", one) for one in new])
    else:
        _print_new(new)


def _print_shifts(found: "Sequence[Shift]", *, as_json: bool) -> None:
    if as_json:
        _json([("shift", one) for one in found])
    else:
        table(_SHIFTS, map(_shift_row, found))


def _json(found: "Sequence[tuple[str, Standing | Shift | Newcomer]]") -> None:
    for kind, one in found:
        write_json({"row": kind, **asdict(one)})


def _print_new(new: "Sequence[Newcomer]") -> None:
    if new:
        write_lines(["new partners"])
        table(_NEW, ((_named(one.partner), one.day, one.act) for one in new))


def _standing_row(one: "Standing") -> tuple[str, ...]:
    days = f"{one.period.since}/{one.period.until}"
    few = "too few acts to speak of shares" if one.few else ""
    return days, _named(one.partner), _share(one.cooperation), _share(one.conflict), few


def _shift_row(one: "Shift") -> tuple[str, ...]:
    between = f"{one.low:+.0%} to {one.high:+.0%}"
    return (
        _named(one.partner),
        one.kind,
        _share(one.before),
        _share(one.after),
        f"{one.moved:+.0%}",
        between,
        one.verdict,
    )


def _named(code: str) -> str:
    from harmattan.resolve.knowledge import table as rows

    row = rows("states").get(code)
    return f"{code} {row['name']}" if row else code


def _share(one: "Share") -> str:
    return f"{one.part}/{one.whole} ({one.low:.0%}-{one.high:.0%})" if one.whole else DASH
