"""``harmattan calendar [QUERY...]``: what was announced, and what became of it."""

from dataclasses import replace
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Annotated, Any, Final

from cyclopts import Parameter

from harmattan.asking import known, locate, period
from harmattan.cli.common import JsonOption, LedgerOption, opened_to_look
from harmattan.cli.join import catch_up
from harmattan.cli.output import table, write_json
from harmattan.cli.queries import hinted, parsed
from harmattan.cli.relating import DASH, Since, Today, Until

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from harmattan.analyse.calendar import Entry
    from harmattan.analyse.phrasing import Name
    from harmattan.analyse.schedule import Fixture
    from harmattan.relationships.fixtures import Shown

_COLUMNS = ("day", "what", "status", "announced", "act", "told by")
# What has no day stands behind everything that has one.
_LAST: Final = "~"


def calendar(
    *query: Annotated[str, Parameter(help="Query line for the announced acts.", allow_leading_hyphen=True)],
    today: Today = None,
    since: Since = None,
    until: Until = None,
    ledger: LedgerOption = None,
    json: JsonOption = False,
) -> int:
    """List announced acts by the day they are announced for, and what became of those whose day has passed.

    The days that pages tell of elections, votes, deadlines and ends stand among them, with the article for the act.

    Those of which no day is told stand last, unless --since or --until ask for days. With as_of: one looks from that
    day, unless --today tells another. docs/relationships.md tells what each status means.
    """
    from harmattan.asking import last_day
    from harmattan.asking import today as day_of
    from harmattan.relationships import ahead, fixtures
    from harmattan.relationships.who import worded

    (first, end), asked = period(since, until), parsed(query)
    now = day_of(today) if today else min(day_of(None), last_day(asked.as_of) or day_of(None))
    with opened_to_look(ledger) as book:
        catch_up(book)
        then = book.past(asked.as_of)
        acts = ahead.plans(then, replace(asked, by=None), locate)
        shown = ahead.inside(ahead.entries(then, acts, now), first, end)
        days = fixtures.besides(shown, fixtures.found(then, asked, now, first, end))
        words = worded(known().words, acts)
        told = fixtures.shown(then, days, partial(_word, words))
    if not (shown or told):
        hinted(asked)
    if json:
        for line in _by_day(map(ahead.entry_json, shown), map(fixtures.fixture_json, told)):
            write_json(line)
        return 0
    rows = [(one.day, _row(one, partial(_word, words))) for one in shown]
    rows += [(one.fixture.day, _day_row(one)) for one in told]
    table(_COLUMNS, [row for _, row in sorted(rows, key=lambda row: row[0] or _LAST)])
    return 0


def _by_day(*parts: "Iterable[dict[str, Any]]") -> "list[dict[str, Any]]":
    return sorted(chain(*parts), key=lambda one: one["day"] or _LAST)


def _word(words: "Mapping[str, str]", code: str) -> str:
    return words.get(code, "")


def _row(one: "Entry", name: "Name") -> tuple[str, ...]:
    from harmattan.analyse.phrasing import capital, plan_words

    told = capital(plan_words(one.act, name)), one.status, one.announced or DASH, one.act.id
    return _days(one) or DASH, *told, ", ".join(one.evidence)


def _days(one: "Entry | Fixture") -> str:
    from harmattan.dates import in_words

    if one.relation:
        return f"{one.relation} {one.last}"
    return one.day if not one.day or _is_a_day(one) else in_words(f"{one.day}/{one.end}")


def _day_row(one: "Shown") -> tuple[str, ...]:
    fixture = one.fixture
    told = one.what, fixture.status, fixture.announced or DASH, fixture.first.article
    return _days(fixture), *told, ", ".join(fixture.evidence)


def _is_a_day(one: "Entry | Fixture") -> bool:
    from harmattan.dates import bounds

    return bounds(one.day)[1].isoformat() == one.end
