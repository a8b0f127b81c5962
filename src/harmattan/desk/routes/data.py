"""/data, /export/{format}, /release, /sql and /codebook."""

from typing import Annotated, Any

from litestar import Request, Response, get
from litestar.params import FromPath, QueryParameter

from harmattan.desk import formats
from harmattan.desk.door import Opened
from harmattan.desk.pages.data import (
    ROWS,
    SECONDS,
    By,
    CodebookPage,
    Name,
    ReleasePage,
    data_page,
    exported,
    format_named,
    sql_page,
)
from harmattan.desk.pages.queried import asked
from harmattan.desk.respond import respond
from harmattan.desk.view import format_of
from harmattan.errors import UsageError

Asked = Request[Any, Any, Any]
Query = Annotated[str, QueryParameter(description="Query line, for example actor:USA place:MLI (docs/query.md).")]
Counted = Annotated[By, QueryParameter(description="Count each report, or each act once.")]
Text = Annotated[bool, QueryParameter(description="Whether words of pages are in it; else offsets alone.")]


@get("/data", sync_to_thread=True)
def data(request: Asked, door: Opened, q: Query = "", by: Counted = "events", text: Text = True) -> Response[Any]:
    """List the downloads of a query, and what else this ledger offers."""
    page = data_page(door, asked(door, "/data", q), by, text=text)
    if page.bar.error and format_of(request) != "html":
        raise UsageError(page.bar.error)
    return respond(request, page, 400 if page.bar.error else 200)


@get("/export/{format:str}", sync_to_thread=True)
def export(
    door: Opened, format: FromPath[Name], q: Query = "", by: Counted = "events", text: Text = True
) -> Response[Any]:
    """Return what a query finds in a format that other tools read, at most 20,000 reports (docs/export.md)."""
    made, whole = exported(door, format, asked(door, "/export", q), by, text=text)
    told = format_named(format)
    named = {"content-disposition": f'attachment; filename="harmattan-{format}.{told.ending}"'}
    headers = named | formats.complete(whole)
    return Response(made, media_type=told.media, headers=headers)


@get("/release", sync_to_thread=True)
def release(request: Asked, door: Opened, q: Query = "", by: Counted = "events") -> Response[Any]:
    """Describe a release of a query; /release.zip is the release, without text of pages, the same to the byte."""
    line = asked(door, "/release", q)
    if line.error:
        raise UsageError(line.error)
    return respond(request, ReleasePage(door, line, by))


@get("/sql", sync_to_thread=True)
def sql(
    request: Asked,
    door: Opened,
    q: Annotated[str, QueryParameter(description=f"One SELECT: {SECONDS:g} s, {ROWS:,} rows at most.")] = "",
) -> Response[Any]:
    """Answer one question in SQL; nothing can be written."""
    page = sql_page(door, q)
    if page.error and format_of(request) != "html":
        raise UsageError(page.error)
    return respond(request, page, 400 if page.error else 200)


@get("/codebook", sync_to_thread=True)
def codebook(request: Asked, door: Opened) -> Response[Any]:
    """Show every type, mode, context and sector with its definition and score."""
    return respond(request, CodebookPage(door.codebook))


HANDLERS = (data, export, release, sql, codebook)
