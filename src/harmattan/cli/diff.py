"""``harmattan diff``: what came, went and changed between two moments, or between two coders."""

from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

from harmattan.asking import locate
from harmattan.cli.article_view import parties
from harmattan.cli.common import JsonOption, LedgerOption, opened_to_look
from harmattan.cli.output import write_json, write_lines
from harmattan.cli.queries import parsed
from harmattan.errors import UsageError
from harmattan.machine import full_event_json

if TYPE_CHECKING:
    from harmattan.ledger import Ledger
    from harmattan.ledger.diff import Difference
    from harmattan.records import Event

# As many characters of an id as tell events of a ledger of millions apart.
_SHORT = 13


def diff(
    *query: Annotated[str, Parameter(help="Query line, for example place:MLI.", allow_leading_hyphen=True)],
    as_of: Annotated[
        str | None, Parameter(help="Two moments, A..B: days (to their end) or 2026-02-03T12:00:00Z.")
    ] = None,
    coder: Annotated[str | None, Parameter(help="Two coders, A..B, over the articles that both coded.")] = None,
    ledger: LedgerOption = None,
    json: JsonOption = False,
) -> int:
    """List events that came (+), went (-) or changed (~, with the fields), and count them."""
    if (as_of is None) == (coder is None):
        raise UsageError("say what to compare: --as-of A..B or --coder A..B")
    first, dots, second = (as_of or coder or "").partition("..")
    if not (first and dots and second):
        raise UsageError("two sides are compared: A..B")
    counts = dict.fromkeys("+-~", 0)
    asked = parsed(query)
    with opened_to_look(ledger) as book:
        given = book.diff(asked, first, second, coders=coder is not None, locate=locate)
        for one in given:
            counts[_sign(one)] += 1
            _print(book, one, as_json=json)
    if not json:
        write_lines([f"{counts['+']:,} came, {counts['-']:,} went, {counts['~']:,} changed"])
    return 0


def _sign(one: "Difference") -> str:
    return "~" if one.was and one.now else "+" if one.now else "-"


def _print(book: "Ledger", one: "Difference", *, as_json: bool) -> None:
    article = book.article(one.event.article)
    if article is None:
        return
    if as_json:
        was, now = (event and full_event_json(article, event) for event in (one.was, one.now))
        write_json({"id": one.event.id, "was": was, "now": now, "fields": list(one.fields)})
        return
    event = one.event
    words = " ".join(event.trigger.of(article.text).split())
    kind = event.type + "".join(f"/{mode}" for mode in event.modes)
    sides = f"{parties(article.text, event.actors)} > {parties(article.text, event.recipients)}"
    write_lines([f"{_sign(one)} {event.id[:_SHORT]}  {kind}  {sides}  {words!r}"])
    for name in one.fields:
        write_lines([f"    {name}: {_told(one.was, name)} -> {_told(one.now, name)}"])


def _told(event: "Event | None", name: str) -> str:
    """A field as a line: names of parties and places, values of times, words for the rest."""
    value: Any = getattr(event, name, None)
    if isinstance(value, tuple):
        return ", ".join(getattr(part, "name", str(part)) or "?" for part in value) or "none"
    for part in ("value", "name"):
        if getattr(value, part, None):
            return str(getattr(value, part))
    return "none" if value is None else str(value)
