"""/review and /events/{id}/judge."""

from typing import Annotated, Any

from litestar import Request, Response, get, post
from litestar.enums import RequestEncodingType
from litestar.params import Body, FromPath, QueryParameter
from litestar.response import Redirect

from harmattan.desk import links, problems, view
from harmattan.desk.door import Opened
from harmattan.desk.pages.judging import JudgeForm, judge
from harmattan.desk.pages.review import Of, refused, review_page
from harmattan.desk.respond import respond
from harmattan.desk.safety.guards import REVIEW
from harmattan.errors import LedgerError, UsageError

Form = Annotated[JudgeForm, Body(media_type=RequestEncodingType.URL_ENCODED)]


@get("/review", sync_to_thread=True)
def review(
    request: Request[Any, Any, Any],
    door: Opened,
    of: Annotated[
        Of, QueryParameter(description="Events nobody judged, those others judged, or those you did.")
    ] = "open",
    at: Annotated[str, QueryParameter(description="Event to look at.")] = "",
) -> Response[Any]:
    """List the events most worth a person's look, with the first of them; jsonl is every judged event."""
    return respond(request, review_page(door, view.of(request).user, of, at))


@post("/events/{id:str}/judge", status_code=303, needs=REVIEW, sync_to_thread=True)
def judged(request: Request[Any, Any, Any], door: Opened, id: FromPath[str], data: Form) -> Response[Any]:
    """Say that an event is right, wrong, or should be otherwise; it is appended by the user's name.

    A browser whose correction cannot be read, or not be kept now, gets its form again as typed, with the reason.
    """
    user = view.of(request).user
    try:
        judge(door, user, id, data)
    except (UsageError, LedgerError) as error:
        if data.verb != "edit" or view.format_of(request) != "html":
            raise
        told = problems.of(error)
        return respond(request, refused(door, user, id, data, told.detail), told.status)
    return Redirect(links.onward(data.next, links.event(id)), status_code=303)


HANDLERS = (review, judged)
