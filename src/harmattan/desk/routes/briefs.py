"""/brief and /brief/{a}/{b}."""

from typing import Annotated, Any

from litestar import Request, Response, get
from litestar.params import FromPath, QueryParameter
from litestar.response import Redirect

from harmattan.desk import links
from harmattan.desk.door import Opened
from harmattan.desk.pages.brief import brief_page, briefs_page
from harmattan.desk.respond import respond

Given = Annotated[str, QueryParameter(description="A side: a country, sector, actor or set.")]
Since = Annotated[str, QueryParameter(description="First day, for example 2024-01.")]
Until = Annotated[str, QueryParameter(description="Day after the last.")]


@get("/brief", sync_to_thread=True)
def briefs(request: Request[Any, Any, Any], door: Opened, a: Given = "", b: Given = "") -> Response[Any] | Redirect:
    """Ask for two sides, and lead to their brief."""
    if a.strip() and b.strip():
        door.who.pair(a.strip(), b.strip())
        return Redirect(links.brief(a.strip(), b.strip()), status_code=303)
    return respond(request, briefs_page(door, a, b))


@get("/brief/{a:str}/{b:str}", sync_to_thread=True)
def brief(
    request: Request[Any, Any, Any],
    door: Opened,
    a: FromPath[str],
    b: FromPath[str],
    since: Since = "",
    until: Until = "",
) -> Response[Any]:
    """Show the brief of a relationship: every sentence footnoted to quoted words."""
    return respond(request, brief_page(door, a, b, since, until))


HANDLERS = (briefs, brief)
