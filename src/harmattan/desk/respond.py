"""A page in the format that was asked for."""

from collections.abc import Callable
from typing import Any, Final, Protocol

from litestar import Request, Response

from harmattan.desk import formats, render, view
from harmattan.errors import UsageError

Asked = Request[Any, Any, Any]


class Page(Protocol):
    """What every page is: a frozen dataclass with a template, a title, and its JSON shape.

    For each other format it can be had in it has a method: table() for csv and parquet, and geojson(), atom(),
    feed_json(), ics(), md(), bib(), pdf(), svg(), png(), zip(), each returning bytes, or a File where it may be cut.
    One whose chart may have nothing in it tells by drawn whether svg() and png() have anything to draw.
    A list tells by complete whether it goes on behind its last row, and by partial in words what its files hold.
    """

    @property
    def template(self) -> str:
        """Name of the template."""
        ...

    @property
    def title(self) -> str:
        """Title of the page."""
        ...

    def json(self) -> Any:  # noqa: ANN401
        """Its JSON shape."""
        ...


_TABLES: Final[dict[str, Callable[[formats.Table], bytes]]] = {"csv": formats.as_csv, "parquet": formats.as_parquet}

_DRAWN: Final = ("svg", "png")


def offered(page: Page) -> tuple[str, ...]:
    """Return the formats a page can be had in besides HTML, in the order of formats.MEDIA."""
    bare = () if getattr(page, "drawn", True) else _DRAWN
    return tuple(name for name in formats.MEDIA if name not in ("html", *bare) and _maker(page, name))


def respond(request: Asked, page: Page, status: int = 200) -> Response[Any]:
    """Return the page as asked for. Raises UsageError for a format that it cannot be had in."""
    wanted = view.format_of(request)
    if wanted == "html":
        told = view.of(request)
        html = render.page(page, told, offered(page))
        return _answer(formats.File(html.encode(), getattr(page, "complete", None)), "html", status)
    make = _maker(page, wanted)
    if make is None:
        raise UsageError(f"this page is not to be had as .{wanted}; it is as .{', .'.join(offered(page))} and HTML")
    made = make()
    file = made if isinstance(made, formats.File) else formats.File(made, getattr(page, "complete", None))
    return _answer(file, wanted, status)


def _answer(made: formats.File, name: str, status: int) -> Response[Any]:
    headers = formats.complete(made.whole)
    return Response(made.body, media_type=formats.MEDIA[name], status_code=status, headers=headers)


def _maker(page: Page, name: str) -> Callable[[], bytes | formats.File] | None:
    if name == "json":
        return lambda: formats.as_json(page.json())
    if name in _TABLES and not hasattr(page, name):
        table = getattr(page, "table", None)
        return (lambda: _TABLES[name](table())) if table else None
    made: Callable[[], bytes | formats.File] | None = getattr(page, name.replace(".", "_"), None)
    return made
