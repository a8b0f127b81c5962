"""/: what is new since the last visit."""

from typing import Annotated, Any, Final

from litestar import Request, Response, get
from litestar.params import QueryParameter

from harmattan.desk import visits
from harmattan.desk.door import Opened
from harmattan.desk.pages.today import SPANS, days_ago, moment_of, today_page
from harmattan.desk.respond import respond
from harmattan.desk.view import base_of, format_of
from harmattan.ledger.news import settled

# A program has nobody who could look again.
_PROGRAM: Final = 100.0


@get("/", sync_to_thread=True)
def today(
    request: Request[Any, Any, Any],
    door: Opened,
    since: Annotated[str, QueryParameter(description="A day or a moment in UTC; by default the last visit.")] = "",
) -> Response[Any]:
    """Tell what was recorded since a moment, what was corrected, and which relationships changed course."""
    last, kept = visits.read(request.cookies.get(visits.NAME, ""), settled(door.clock()))
    # To the minute, so that readers who come together share what is made for them.
    seen = f"{last[:16]}:00Z" if last else days_ago(door, SPANS[0][0])
    asked = moment_of(since) if since else seen
    looks = format_of(request) == "html"
    patience = 1.0 if looks else _PROGRAM
    page = today_page(door, asked, visit=bool(last) and not since, base=base_of(request), patience=patience)
    answer = respond(request, page)
    if looks:
        answer.set_cookie(visits.cookie(request, kept))
    return answer


HANDLERS = (today,)
