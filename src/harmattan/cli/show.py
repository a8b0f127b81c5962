"""``harmattan show ID``."""

from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from harmattan.cli import article_view
from harmattan.cli.common import JsonOption, LedgerOption, opened_to_look
from harmattan.cli.output import write_json, write_lines
from harmattan.cli.review import judgement_json, judgement_line
from harmattan.errors import LedgerError, UsageError
from harmattan.machine import article_json, full_event_json
from harmattan.records import Article, Coded, Event

if TYPE_CHECKING:
    from harmattan.ledger.judgements import Verdict


def show(
    id: Annotated[str, Parameter(help="Id of an event or article, or its beginning.")],
    /,
    *,
    ledger: LedgerOption = None,
    json: JsonOption = False,
) -> int:
    """Show one event with its evidence, or one article with its events."""
    with opened_to_look(ledger) as book:
        found = book.find(id)
        if not found:
            raise UsageError(f"no event or article in {book.name} begins with {id!r}")
        if len(found) > 1 and id not in found:
            raise UsageError(f"{id!r} fits {len(found)} ids: {', '.join(found[:5])}{' ...' if len(found) > 5 else ''}")
        chosen = id if id in found else found[0]
        event, coded = book.event(chosen), book.coded(chosen)
        article = book.article(event.article) if event else None
        verdict = book.verdicts([event]).get(event.id) if event else None
    if event and article:
        _event(article, event, verdict, as_json=json)
    elif coded:
        _article(coded, as_json=json)
    else:
        raise LedgerError(f"{chosen} is named in {book.name} and its record is missing: run harmattan doctor")
    return 0


def _event(article: Article, event: Event, verdict: "Verdict | None", *, as_json: bool) -> None:
    if as_json:
        said = {**judgement_json(verdict.judgement), "carried": verdict.carried} if verdict else None
        write_json({**full_event_json(article, event), "verdict": said})
        return
    judged = [f"  judged     {judgement_line(verdict.judgement)}"] if verdict else []
    write_lines((*article_view.lines_of(article, event), *judged, "", *article_view.article_lines(article)))


def _article(coded: Coded, *, as_json: bool) -> None:
    if as_json:
        events = [full_event_json(coded.article, event) for event in coded.annotations.events]
        write_json({"article": article_json(coded.article), "events": events})
        return
    article_view.show(coded)
