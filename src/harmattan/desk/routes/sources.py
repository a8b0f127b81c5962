"""/sources."""

from typing import Annotated, Any

from litestar import Request, Response, get
from litestar.params import QueryParameter

from harmattan.desk.door import Opened
from harmattan.desk.pages.sources import sources_page
from harmattan.desk.respond import respond


@get("/sources", sync_to_thread=True)
def sources(
    request: Request[Any, Any, Any],
    door: Opened,
    name: Annotated[str, QueryParameter(description="Only sources whose name holds this.")] = "",
) -> Response[Any]:
    """List what is read: pages by week, first and last, gaps, new sources, refusals with reasons."""
    return respond(request, sources_page(door, name))


HANDLERS = (sources,)
