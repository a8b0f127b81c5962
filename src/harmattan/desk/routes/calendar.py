"""/calendar."""

from typing import Annotated, Any

from litestar import Request, Response, get
from litestar.params import QueryParameter

from harmattan.desk.door import Opened
from harmattan.desk.pages.calendar import calendar_page
from harmattan.desk.pages.queried import asked
from harmattan.desk.respond import respond
from harmattan.desk.view import format_of
from harmattan.errors import UsageError


@get("/calendar", sync_to_thread=True)
def calendar(
    request: Request[Any, Any, Any],
    door: Opened,
    q: Annotated[str, QueryParameter(description="Query line for the announced acts.")] = "",
    since: Annotated[str, QueryParameter(description="First day, for example 2024-01.")] = "",
    until: Annotated[str, QueryParameter(description="Day after the last.")] = "",
) -> Response[Any]:
    """List what was announced, by the day it is announced for, and what became of it."""
    bar = asked(door, "/calendar", q)
    if bar.error and format_of(request) != "html":
        raise UsageError(bar.error)
    return respond(request, calendar_page(door, bar, since, until), 400 if bar.error else 200)


HANDLERS = (calendar,)
