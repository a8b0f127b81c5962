"""/actors and /actors/{code}."""

from typing import Annotated, Any
from urllib.parse import urlencode

from litestar import Request, Response, get
from litestar.params import FromPath, QueryParameter
from litestar.response import Redirect

from harmattan.desk import links
from harmattan.desk.door import Opened
from harmattan.desk.pages.actor import actor_page, meant
from harmattan.desk.pages.actors import actors_page
from harmattan.desk.respond import respond
from harmattan.desk.view import format_of


@get("/actors", sync_to_thread=True)
def actors(
    request: Request[Any, Any, Any],
    door: Opened,
    q: Annotated[str, QueryParameter(description="A name or the beginning of one.")] = "",
) -> Response[Any]:
    """List the states and actors of whom most is told, or those that a name means."""
    return respond(request, actors_page(door, q))


@get("/actors/{code:str}", sync_to_thread=True)
def actor(
    request: Request[Any, Any, Any],
    door: Opened,
    code: FromPath[str],
    day: Annotated[str, QueryParameter(description="Day to compare before and after, for example 2023-07-26.")] = "",
    since: Annotated[str, QueryParameter(description="First day, for example 2024-01.")] = "",
    until: Annotated[str, QueryParameter(description="Day after the last.")] = "",
) -> Response[Any] | Redirect:
    """Show one actor: names, offices, partners, who gains and loses, what is at stake, newest events."""
    own = meant(door, code)
    if own != code and format_of(request) == "html":
        asked = urlencode(list(request.query_params.multi_items()))
        return Redirect(links.actor(own) + (f"?{asked}" if asked else ""), status_code=307)
    return respond(request, actor_page(door, own, day, since, until))


HANDLERS = (actors, actor)
