"""/map."""

from typing import Annotated, Any

from litestar import Request, Response, get
from litestar.params import QueryParameter

from harmattan.desk import render, view
from harmattan.desk.atlas.regions import WORLD, spelt
from harmattan.desk.door import Opened
from harmattan.desk.formats import MEDIA, as_json
from harmattan.desk.pages.map import finer, map_page, strip
from harmattan.desk.pages.queried import asked
from harmattan.desk.respond import respond
from harmattan.desk.view import format_of
from harmattan.errors import UsageError

Query = Annotated[str, QueryParameter(description="Query line, for example actor:USA place:MLI (docs/query.md).")]
Region = Annotated[str, QueryParameter(description="world, sahel, europe ... or a country's code; else what fits.")]


@get("/map", sync_to_thread=True, name="map")
def map_(request: Request[Any, Any, Any], door: Opened, q: Query = "", region: Region = "") -> Response[Any]:
    """Draw where the newest acts of a query took place, each as exactly as it was told; by:reports counts reports."""
    region = spelt(region)
    page = map_page(door, asked(door, "/map", q, region=region), region)
    if page.bar.error and format_of(request) != "html":
        raise UsageError(page.bar.error)
    return respond(request, page, 400 if page.bar.error else 200)


@get("/map/ground", sync_to_thread=True, include_in_schema=False)
def ground(region: Region = WORLD, codes: Annotated[str, QueryParameter()] = "") -> Response[Any]:
    """Return the lines of a sheet, fine enough to be looked at closer, and the land of some countries."""
    return Response(as_json(finer(spelt(region), codes)), media_type=MEDIA["json"])


@get("/map/strip", sync_to_thread=True, include_in_schema=False)
def strip_(request: Request[Any, Any, Any], door: Opened, q: Query = "") -> Response[Any]:
    """Return a small map of what a query finds, for a page to put in when it has been read."""
    made = strip(door, asked(door, "/map", q))
    html = render.template("map_strip.html", page=made, view=view.of(request), formats=())
    return Response(html, media_type=MEDIA["html"], status_code=400 if made.bar.error else 200)


HANDLERS = (map_, ground, strip_)
