"""/events/{id}/history and /changes."""

from typing import Annotated, Any

from litestar import Request, Response, get
from litestar.params import FromPath, QueryParameter

from harmattan.desk.door import Opened
from harmattan.desk.pages.history import MOST, ROWS, changes_page, history_page
from harmattan.desk.respond import respond
from harmattan.desk.view import base_of

_MOMENT = "Day or moment in UTC, ISO 8601, for example 2026-02-03 or 2026-02-03T12:00:00Z."


@get("/events/{id:str}/history", sync_to_thread=True)
def history(request: Request[Any, Any, Any], door: Opened, id: FromPath[str]) -> Response[Any]:
    """Show every version of an event, the readings of its page, its acts over time, tombstones and judgements."""
    return respond(request, history_page(door, id))


@get("/changes", sync_to_thread=True)
def changes(
    request: Request[Any, Any, Any],
    door: Opened,
    since: Annotated[str, QueryParameter(description=_MOMENT)] = "",
    until: Annotated[str, QueryParameter(description=f"{_MOMENT} Not included.")] = "",
    limit: Annotated[int, QueryParameter(ge=1, le=MOST, description="Rows.")] = ROWS,
    after: Annotated[str, QueryParameter(description="Cursor: next of the page before.")] = "",
) -> Response[Any]:
    """List what was appended to the ledger, newest first: articles, events, tombstones, judgements, refusals."""
    return respond(request, changes_page(door, since, until, limit, after, base_of(request)))


HANDLERS = (history, changes)
