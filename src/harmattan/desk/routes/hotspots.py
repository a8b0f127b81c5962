"""/hotspots."""

from typing import Annotated, Any

from litestar import Request, Response, get
from litestar.params import QueryParameter

from harmattan.desk.door import Opened
from harmattan.desk.pages.hotspots import DAYS, MOST_DAYS, SPOTS, hotspots_page
from harmattan.desk.respond import respond


@get("/hotspots", sync_to_thread=True)
def hotspots(
    request: Request[Any, Any, Any],
    door: Opened,
    days: Annotated[int, QueryParameter(ge=1, le=MOST_DAYS, description="How many days are recent.")] = DAYS,
    limit: Annotated[int, QueryParameter(ge=1, le=500, description="How many of each kind.")] = SPOTS,
    since: Annotated[str, QueryParameter(description="First day to compare with; by default a year back.")] = "",
    until: Annotated[str, QueryParameter(description="Day after the last recent one; by default tomorrow.")] = "",
) -> Response[Any]:
    """List places, countries and actors in which material conflict rose, and armed actors nobody told of before."""
    return respond(request, hotspots_page(door, days, limit, since, until))


HANDLERS = (hotspots,)
