"""/relationships, /relationships/{a}/{b} and its chart."""

from dataclasses import replace
from typing import Annotated, Any, Literal

from litestar import Request, Response, get
from litestar.params import FromPath, Parameter
from litestar.response import Redirect

from harmattan.desk import formats
from harmattan.desk.door import Door, Opened
from harmattan.desk.pages import pairs
from harmattan.desk.pages.relationship import Asked, RelationshipPage, relationship_page
from harmattan.desk.pages.relationships import relationships_page
from harmattan.desk.respond import respond
from harmattan.desk.view import base_of, format_of
from harmattan.errors import UsageError

Side = Annotated[
    str, Parameter(description="A country, sector, actor or set: MLI, MLI.MIL, Mali, group:jnim, MLI+NER.")
]
Since = Annotated[str, Parameter(description="First day, for example 2024-01.")]
Until = Annotated[str, Parameter(description="Day after the last.")]
By = Annotated[Literal["", "week", "month", "day"], Parameter(description="What a bar is; by default what suits.")]
Count = Annotated[Literal["events", "reports"], Parameter(description="Each act once, or each report.")]
Theme = Annotated[Literal["light", "dark"], Parameter(description="Of the chart.")]
Width = Annotated[int, Parameter(ge=240, le=2000, description="Of the chart, in pixels.")]


@get("/relationships", sync_to_thread=True)
def relationships(request: Request[Any, Any, Any], door: Opened, a: Side = "", b: Side = "") -> Response[Any]:
    """List the pairs of which most is told, and which of them changed course; two sides lead to their page."""
    if not (a.strip() or b.strip()):
        return respond(request, relationships_page(door))
    try:
        pair = pairs.found(door, a, b) if a.strip() and b.strip() else None
    except UsageError as error:
        return _no_pair(request, door, a, b, error)
    if pair is None:
        return _no_pair(request, door, a, b, UsageError("Name both sides."))
    return Redirect(pairs.address(pair), status_code=303)


@get("/relationships/{a:str}/{b:str}", sync_to_thread=True)
def relationship(
    request: Request[Any, Any, Any],
    door: Opened,
    a: FromPath[str],
    b: FromPath[str],
    since: Since = "",
    until: Until = "",
    by: By = "",
    count: Count = "events",
    theme: Theme = "light",
    width: Width = 1200,
) -> Response[Any]:
    """Show what two sides did to each other, when that turned, by which events, and what would undo the finding."""
    try:
        pairs.found(door, a, b)
    except UsageError as error:
        return _no_pair(request, door, a, b, error)
    asked = Asked(since, until, by, count, theme, width)
    page = replace(relationship_page(door, a, b, asked), base=base_of(request))
    wanted = format_of(request)
    if wanted in ("svg", "png"):
        return _drawn(door, page, wanted)
    return respond(request, page)


@get("/relationships/{a:str}/{b:str}/chart", sync_to_thread=True)
def chart(
    request: Request[Any, Any, Any],
    door: Opened,
    a: FromPath[str],
    b: FromPath[str],
    since: Since = "",
    until: Until = "",
    by: By = "",
    count: Count = "events",
    theme: Theme = "light",
    width: Width = 1200,
) -> Response[Any]:
    """Return the chart as Vega-Lite, with links to the events of each bar, or as .svg and .png."""
    page = relationship_page(door, a, b, Asked(since, until, by, count, theme, width))
    wanted = format_of(request)
    if wanted in ("svg", "png"):
        return _drawn(door, page, wanted)
    if wanted not in ("json", "html"):
        raise UsageError(f"the chart is not to be had as .{wanted}; it is as .svg, .png and .json (Vega-Lite)")
    return Response(formats.as_json(page.spec(lively=True)), media_type=formats.MEDIA["json"])


def _drawn(door: Door, page: RelationshipPage, name: str) -> Response[Any]:
    """Return the chart; the same one is drawn once."""
    key = ("chart", name, formats.as_json(page.spec()))
    drawn = door.cache.get(key, page.svg if name == "svg" else page.png)
    return Response(drawn, media_type=formats.MEDIA[name])


def _no_pair(request: Request[Any, Any, Any], door: Door, a: str, b: str, error: UsageError) -> Response[Any]:
    """Return the form with what was typed and why it is no pair."""
    if format_of(request) != "html":
        raise error
    return respond(request, relationships_page(door, a, b, str(error)), 400)


HANDLERS = (relationships, relationship, chart)
