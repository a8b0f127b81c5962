"""``harmattan compare NAME [QUERY...]``: our events beside an imported data set."""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any, Literal

from cyclopts import Parameter

from harmattan.cli.common import JsonOption, LedgerOption, opened_to_look
from harmattan.cli.join import catch_up
from harmattan.cli.output import complain, table, write_json, write_lines
from harmattan.cli.queries import parsed
from harmattan.errors import UsageError

if TYPE_CHECKING:
    from harmattan.ledger import Ledger
    from harmattan.ledger.foreign.acts import Act
    from harmattan.ledger.foreign.asking import Sought
    from harmattan.ledger.foreign.compare import Comparison, Period
    from harmattan.ledger.foreign.matching import Match
    from harmattan.ledger.query import Query
    from harmattan.records import Foreign

# Foreign rows and reports of ours that are held at once.
_MOST = 200_000
_MOST_DAYS = 31
_ACT = ("id", "days", "type", "quad", "actors", "recipients", "place")


def compare(
    name: Annotated[str, Parameter(help="Name under which the data set was imported.")],
    *query: Annotated[str, Parameter(help="Query line, as between:USA,MLI when:2024.", allow_leading_hyphen=True)],
    unit: Annotated[Literal["week", "month"], Parameter(help="What is counted: ISO weeks or months.")] = "week",
    days: Annotated[int, Parameter(help="How many days apart one act may be told.")] = 2,
    km: Annotated[float, Parameter(help="How many kilometres apart one place may be told.")] = 50.0,
    limit: Annotated[int, Parameter(help="How many acts of each list at most.")] = 20,
    ledger: LedgerOption = None,
    json: JsonOption = False,
) -> int:
    """Compare our events with an imported data set, for a pair of countries or a country, over a period.

    Prints the counts of each week or month, ours/theirs by quad; how far they go together; the acts that are the same;
    and those that one side alone has. The rule is in docs/import.md. Each act of ours counts once; by:reports counts
    every report.
    """
    from harmattan.ledger.foreign import acts, asking
    from harmattan.ledger.foreign.compare import compare
    from harmattan.ledger.foreign.matching import Rules
    from harmattan.ledger.query import whole

    if not 0 <= days <= _MOST_DAYS or not km >= 0 or limit < 0:
        raise UsageError(f"--days goes from 0 to {_MOST_DAYS}; --km and --limit are 0 or more")
    # A period is compared whole: half a week of ours beside half a week of theirs is no week.
    asked = whole.widened(parsed(query), unit)
    sought = asking.sought(asked)
    with opened_to_look(ledger) as book:
        theirs = [acts.theirs(row) for row in _rows(book, name, sought)]
        catch_up(book)
        ours = list(_ours(book, asked))
    found = compare(ours, theirs, Rules(days, km, unit), (sought.since, sought.until), partial(whole.asks, asked))
    if json:
        write_json(_as_json(name, found))
    else:
        _print(name, found, limit)
    return 0


def _rows(book: "Ledger", name: str, sought: "Sought") -> "Iterator[Foreign]":
    since, until = (day.isoformat() if day else None for day in (sought.since, sought.until))
    rows = book.foreign(name, countries=sought.countries, since=since, until=until, limit=_MOST + 1)
    if len(rows) > _MOST:
        raise UsageError(f"{name} has more than {_MOST:,} rows of this: ask for a shorter when:")
    return (row for row in rows if sought.holds(row))


def _ours(book: "Ledger", asked: "Query") -> "Iterator[Act | str]":
    """Yield our acts, or reports, as they stood and as people judged them. Raises UsageError for too many."""
    from harmattan.exporting import Cut, chosen
    from harmattan.ledger.export.facts import REJECTED
    from harmattan.ledger.foreign import acts

    cut = Cut(_MOST)
    found, options = chosen(book, asked, "events", with_text=False, cut=cut)
    for article, event in found:
        judged = options.judged(event)
        yield acts.ours((article, judged)) if judged else REJECTED
    if cut.more:
        raise UsageError(f"more than {_MOST:,} reports of ours: ask for a shorter when:")


def _print(name: str, found: "Comparison", limit: int) -> None:
    table(("period", "quad 1", "quad 2", "quad 3", "quad 4", "all"), map(_period_row, found.periods))
    told = (f"{quad}: {'-' if r is None else format(r, '+.2f')}" for quad, r in found.correlations.items())
    write_lines([f"ours/{name}. Correlation by quad: {', '.join(told)}", ""])
    _listed(f"the same act in both: {len(found.matches):,}", _MATCH, map(_match_row, found.matches), limit)
    _listed(f"{name} alone: {len(found.only_theirs):,}", _ACT, map(_act_row, found.only_theirs), limit)
    _listed(f"ours alone: {len(found.only_ours):,}", _ACT, map(_act_row, found.only_ours), limit)
    for side, left in (("ours", found.left_ours), (name, found.left_theirs)):
        for reason, count in sorted(left.items()):
            complain(f"{side}: {count:,} {reason}")


_MATCH = ("ours", "theirs", "days", "type", "days apart", "km apart", "parties")


def _listed(title: str, columns: tuple[str, ...], rows: Iterable[tuple[str, ...]], limit: int) -> None:
    from itertools import islice

    write_lines([title])
    table(columns, islice(rows, limit))


def _period_row(period: "Period") -> tuple[str, ...]:
    pairs = [*zip(period.ours, period.theirs, strict=True), (sum(period.ours), sum(period.theirs))]
    return (period.name, *(f"{ours}/{theirs}" for ours, theirs in pairs))


def _days(act: "Act") -> str:
    if act.first is None or act.end is None:
        return ""
    whole = (act.end - act.first).days == 1
    return str(act.first) if whole else f"{act.first}/{act.end}"


def _act_row(act: "Act") -> tuple[str, ...]:
    parties = ("+".join(act.actors), "+".join(act.recipients))
    return (act.id, _days(act), act.type, str(act.quad), *parties, f"{act.place} {act.country}".strip())


def _match_row(match: "Match") -> tuple[str, ...]:
    ours, theirs = match.ours, match.theirs
    kinds = ours.type if match.same_type else f"{ours.type}~{theirs.type}"
    km = "" if match.km is None else f"{match.km:.0f}"
    return ours.id, theirs.id, _days(ours), kinds, str(match.apart), km, "+".join(sorted(ours.parties | theirs.parties))


def _as_json(name: str, found: "Comparison") -> dict[str, Any]:
    return {
        "name": name,
        "periods": [{"period": one.name, "ours": one.ours, "theirs": one.theirs} for one in found.periods],
        "correlations": found.correlations,
        "matches": [
            {
                "ours": match.ours.id,
                "theirs": match.theirs.id,
                "same_type": match.same_type,
                "days_apart": match.apart,
                "km_apart": match.km,
            }
            for match in found.matches
        ],
        "only_ours": [_act_json(act) for act in found.only_ours],
        "only_theirs": [_act_json(act) for act in found.only_theirs],
        "left_ours": found.left_ours,
        "left_theirs": found.left_theirs,
    }


def _act_json(act: "Act") -> dict[str, Any]:
    return {
        "id": act.id,
        "first_day": act.first and act.first.isoformat(),
        "end_day": act.end and act.end.isoformat(),
        "type": act.type,
        "quad": act.quad,
        "actors": act.actors,
        "recipients": act.recipients,
        "place": act.place,
        "country": act.country,
    }
