"""/articles and /articles/{id}."""

from typing import Annotated, Any

from litestar import Request, Response, get
from litestar.params import FromPath, QueryParameter

from harmattan.desk.door import Opened
from harmattan.desk.pages.article import article_page
from harmattan.desk.pages.articles import MOST, ROWS, articles_page
from harmattan.desk.respond import respond


@get("/articles", sync_to_thread=True)
def articles(
    request: Request[Any, Any, Any],
    door: Opened,
    q: Annotated[str, QueryParameter(description="A phrase; a last word ending in * is the beginning of one.")] = "",
    limit: Annotated[int, QueryParameter(ge=1, le=MOST, description="Rows.")] = ROWS,
    after: Annotated[str, QueryParameter(description="Id of the last article of the page before.")] = "",
) -> Response[Any]:
    """List the articles in which a phrase stands, or those read last."""
    return respond(request, articles_page(door, q, limit, after))


@get("/articles/{id:str}", sync_to_thread=True)
def article(request: Request[Any, Any, Any], door: Opened, id: FromPath[str]) -> Response[Any]:
    """Show one article as it was read, with its events and quotes marked in the text."""
    return respond(request, article_page(door, id))


HANDLERS = (articles, article)
