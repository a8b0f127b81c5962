"""``harmattan hotspots``: where and by whom material conflict rises."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from harmattan.asking import period, today
from harmattan.cli.common import JsonOption, LedgerOption, opened_to_look
from harmattan.cli.join import catch_up
from harmattan.cli.output import table, write_json, write_lines
from harmattan.cli.relating import Since, Until, tell_left
from harmattan.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from harmattan.analyse.hotspots import Compared, Watched

# A year back, so that the same season is in it.
_BACK = 365
_MOST_DAYS = 3650
_COLUMNS = ("kind", "name", "recent", "past", "past, for as long", "rose", "hot")
_ARMED = ("newly told of", "country", "since", "acts")


def hotspots(
    *,
    days: Annotated[int, Parameter(help="How many days are recent.")] = 30,
    limit: Annotated[int, Parameter(help="How many of each kind at most.")] = 10,
    since: Since = None,
    until: Until = None,
    ledger: LedgerOption = None,
    json: JsonOption = False,
) -> int:
    """List places, countries and actors with acts of material conflict in the last days, those that rose first.

    They are compared with the time from --since (by default a year) to the recent days, which end with --until (by
    default today). docs/relationships.md tells when a spot is hot.
    """
    from harmattan.relationships import watch

    if not 1 <= days <= _MOST_DAYS or limit < 1:
        raise UsageError(f"--days goes from 1 to {_MOST_DAYS:,}; --limit is 1 or more")
    period(since, until)
    now = today(None)
    end = date.fromisoformat(today(until)) + timedelta(days=0 if until else 1)
    recent = end - timedelta(days=days)
    first = period(since, recent.isoformat())[0] or (recent - timedelta(days=_BACK)).isoformat()
    with opened_to_look(ledger) as book:
        catch_up(book)
        compared, found = watch.spots(book, first, recent.isoformat(), end.isoformat(), now)
    if json:
        for row in watch.rows(found, limit):
            write_json(row)
        return 0
    _print(compared, found.lists, limit)
    if found.armed:
        table(_ARMED, ((one.name, one.country, one.day, ", ".join(one.acts)) for one in found.armed))
    tell_left(found.rejected)
    return 0


def _print(compared: "Compared", lists: "Iterable[Watched]", limit: int) -> None:
    before, after = compared.exposures
    spots = [spot for one in lists for spot in one.spots[:limit]]
    unit = "days" if compared.pages is None else "pages"
    table(
        _COLUMNS,
        (
            (
                spot.kind,
                spot.name,
                str(spot.recent),
                str(spot.past),
                f"{spot.past * after / before:.1f}",
                f"{spot.rose:.3f}",
                "hot" if spot.hot else "",
            )
            for spot in spots
        ),
    )
    checked = ", ".join(
        f"{one.checked} {kind}" for kind, one in zip(("places", "countries", "actors"), lists, strict=True)
    )
    write_lines([f"recent: {after:g} {unit}, past: {before:g} {unit}; compared: {checked}", *_sparse(compared)])


def _sparse(compared: "Compared") -> "Iterator[str]":
    if compared.sparse:
        past, recent = compared.sparse
        yield f"pages read: {recent:,} recent, {past:,} past: too few to divide by; what is hot rose by both"
