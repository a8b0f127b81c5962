"""``harmattan alignment X``: with whom a state or a group deals, and who gains and loses."""

from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

from harmattan import asking
from harmattan.asking import known
from harmattan.cli.common import JsonOption, LedgerOption, opened_to_look
from harmattan.cli.join import catch_up
from harmattan.cli.output import table, write_json, write_lines
from harmattan.cli.relating import DASH, First, Since, Until, tell_left, tell_undated

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

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

    A share is told as acts of all acts of that kind, an act with two partners counting for each. docs/relationships.md
    tells the intervals and the verdicts.
    """
    from harmattan.analyse.alignment import partners
    from harmattan.relationships import gather
    from harmattan.relationships.partners import halves, left, span, years

    whose, (first, end) = known().side(side), asking.period(since, until)
    with opened_to_look(ledger) as book:
        catch_up(book)
        found = gather.of_side(book, whose)
    known_days = span(found.acts, whose)
    given = (first or known_days[0], end or known_days[1])
    periods, vague = list(years(*given)), "not known to the year"
    if day is None:
        _standings(found.acts, whose, periods, as_json=json)
    elif not known_days[0]:
        _print_shifts([], as_json=json)
    else:
        parts = halves(given, asking.day(day))
        periods, vague = list(parts), "not known to lie before or after that day"
        _compared(found.acts, whose, parts, as_json=json)
    untold = left(found.acts, whose, periods)
    tell_left(found.rejected, {vague: untold} if untold else {})
    tell_undated(act for act in found.acts if partners(act, whose))
    return 0


def _standings(acts: "Sequence[Act]", whose: "Side", periods: "list[Period]", *, as_json: bool) -> None:
    from harmattan.analyse.alignment import newcomers, standings
    from harmattan.relationships.partners import rows

    found = standings(acts, whose, periods)
    new = newcomers(acts, whose, periods[-1]) if len(periods) > 1 else []
    if as_json:
        _json(rows(found, new=new))
        return
    table(_STANDINGS, map(_standing_row, found))
    _print_new(new)


def _compared(acts: "Sequence[Act]", whose: "Side", halves: "tuple[Period, Period]", *, as_json: bool) -> None:
    from harmattan.analyse.alignment import newcomers, shifts
    from harmattan.relationships.partners import rows

    found, new = shifts(acts, whose, *halves), newcomers(acts, whose, halves[1])
    _print_shifts(found, as_json=as_json)
    if as_json:
        _json(rows(new=new))
    else:
        _print_new(new)


def _print_shifts(found: "Sequence[Shift]", *, as_json: bool) -> None:
    from harmattan.relationships.partners import rows

    if as_json:
        _json(rows(shifts=found))
    else:
        table(_SHIFTS, map(_shift_row, found))


def _json(found: "Iterable[dict[str, Any]]") -> None:
    for row in found:
        write_json(row)


def _print_new(new: "Sequence[Newcomer]") -> None:
    if new:
        write_lines(["new partners"])
        table(_NEW, ((_named(one.partner), one.days, one.act) for one in new))


def _standing_row(one: "Standing") -> tuple[str, ...]:
    days = f"{one.period.since}/{one.period.until}"
    of = "" if one.few else f" of {' or '.join(one.few_of)}"
    few = f"too few acts{of} to speak of shares" if one.few_of else ""
    return days, _named(one.partner), _share(one.cooperation), _share(one.conflict), few


def _shift_row(one: "Shift") -> tuple[str, ...]:
    # Differences of shares, which are percentages themselves; without one of the two shares there is none.
    told = bool(one.before.whole and one.after.whole)
    return (
        _named(one.partner),
        one.kind,
        _share(one.before),
        _share(one.after),
        f"{100 * one.moved:+.0f} pp" if told else DASH,
        f"{100 * one.low:+.0f} to {100 * one.high:+.0f} pp" if told else DASH,
        one.verdict,
    )


def _named(code: str) -> str:
    from harmattan.resolve.knowledge import table as known_table

    row = known_table("states").get(code)
    return f"{code} {row['name']}" if row else code


def _share(one: "Share") -> str:
    return f"{one.part}/{one.whole} ({one.low:.0%}-{one.high:.0%})" if one.whole else DASH
