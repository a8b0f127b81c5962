"""/events and /events/{id}."""

from dataclasses import replace
from typing import Annotated, Any

from litestar import Request, Response, get
from litestar.params import FromPath, QueryParameter

from harmattan.desk.door import Opened
from harmattan.desk.pages.event import event_page
from harmattan.desk.pages.events import MOST, ROWS, events_page
from harmattan.desk.pages.queried import asked
from harmattan.desk.respond import respond
from harmattan.desk.view import base_of, format_of
from harmattan.errors import UsageError

Query = Annotated[str, QueryParameter(description="Query line, for example actor:USA place:MLI (docs/query.md).")]


@get("/events", sync_to_thread=True)
def events(
    request: Request[Any, Any, Any],
    door: Opened,
    q: Query = "",
    limit: Annotated[int, QueryParameter(ge=1, le=MOST, description="Rows.")] = ROWS,
    after: Annotated[str, QueryParameter(description="Cursor: next of the page before.")] = "",
) -> Response[Any]:
    """List events, newest act first, each act once; by:reports lists each report."""
    page = replace(events_page(door, asked(door, "/events", q), limit, after), base=base_of(request))
    if page.bar.error and format_of(request) != "html":
        raise UsageError(page.bar.error)
    return respond(request, page, 400 if page.bar.error else 200)


@get("/events/{id:str}", sync_to_thread=True)
def event(request: Request[Any, Any, Any], door: Opened, id: FromPath[str]) -> Response[Any]:
    """Show one event with its evidence, the reports of its act, and what people say of it."""
    return respond(request, event_page(door, id))


HANDLERS = (events, event)
