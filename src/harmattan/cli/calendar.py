"""``harmattan calendar [QUERY...]``: what was announced, and what became of it."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from harmattan.asking import known, locate, period
from harmattan.cli.common import JsonOption, LedgerOption, opened_to_look
from harmattan.cli.join import catch_up
from harmattan.cli.output import table, write_json
from harmattan.cli.queries import parsed
from harmattan.cli.relating import DASH, Since, Today, Until

if TYPE_CHECKING:
    from collections.abc import Mapping

    from harmattan.analyse.calendar import Entry
    from harmattan.analyse.phrasing import Name

_COLUMNS = ("day", "what", "status", "announced", "act", "told by")


def calendar(
    *query: Annotated[str, Parameter(help="Query line for the announced acts.", allow_leading_hyphen=True)],
    today: Today = None,
    since: Since = None,
    until: Until = None,
    ledger: LedgerOption = None,
    json: JsonOption = False,
) -> int:
    """List announced acts by the day they are announced for, and what became of those whose day has passed.

    Those of which no day is told stand last, unless --since or --until ask for days. With as_of: one looks from that
    day, unless --today tells another. docs/relationships.md tells what each status means.
    """
    from harmattan.asking import last_day
    from harmattan.asking import today as day_of
    from harmattan.relationships import ahead
    from harmattan.relationships.who import worded

    (first, end), asked = period(since, until), parsed(query)
    now = day_of(today) if today else min(day_of(None), last_day(asked.as_of) or day_of(None))
    with opened_to_look(ledger) as book:
        catch_up(book)
        then = book.past(asked.as_of)
        acts = ahead.plans(then, replace(asked, by=None), locate)
        found = ahead.entries(then, acts, now)
    words = worded(known().words, acts)
    shown = ahead.inside(found, first, end)
    if json:
        for one in shown:
            write_json(ahead.entry_json(one))
        return 0
    table(_COLUMNS, [_row(one, partial(_word, words)) for one in shown])
    return 0


def _word(words: "Mapping[str, str]", code: str) -> str:
    return words.get(code, "")


def _row(one: "Entry", name: "Name") -> tuple[str, ...]:
    from harmattan.analyse.phrasing import capital, plan_words
    from harmattan.dates import in_words

    days = one.day if not one.day or _is_a_day(one) else in_words(f"{one.day}/{one.end}")
    days = f"{one.relation} {one.last}" if one.relation else days
    told = capital(plan_words(one.act, name)), one.status, one.announced or DASH, one.act.id
    return days or DASH, *told, ", ".join(one.evidence)


def _is_a_day(one: "Entry") -> bool:
    from harmattan.dates import bounds

    return bounds(one.day)[1].isoformat() == one.end
