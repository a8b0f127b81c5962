"""The list of articles: those in which a phrase stands, else those read last."""

from dataclasses import asdict, dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from harmattan.desk import links
from harmattan.desk.door import Door
from harmattan.desk.formats import Table
from harmattan.ledger.search import Hit

ROWS: Final = 50
MOST: Final = 500
COLUMNS: Final = ("article", "published", "title", "outlet", "url", "source")


@dataclass(frozen=True, slots=True)
class ArticlesPage:
    """Articles found. next: the id after which the next page begins, "" at the end."""

    line: str
    hits: tuple[Hit, ...]
    next: str = ""
    template: str = "articles.html"

    @property
    def title(self) -> str:
        """What the tab says."""
        return f"Articles {self.line}".strip()

    def outlet(self, hit: Hit) -> str:
        """Return who published an article."""
        return outlet(hit)

    def json(self) -> dict[str, Any]:
        """Return the articles as harmattan articles --json has them, and the cursor of the next page."""
        return {"words": self.line, "articles": [asdict(hit) for hit in self.hits], "next": self.next or None}

    def table(self) -> Table:
        """Return the rows of this page."""
        return Table(COLUMNS, tuple(map(_cells, self.hits)))


def articles_page(door: Door, line: str, limit: int = ROWS, after: str = "") -> ArticlesPage:
    """Return the articles in which a phrase stands, or those read last. Raises UsageError."""
    words = line.strip()
    if words:
        hits = door.soon(("articles", words, limit), lambda: tuple(door.book.search(words, limit=limit)))
        return ArticlesPage(words, hits)
    found = door.book.newest_articles(limit=limit + 1, after=after or None)
    return ArticlesPage("", tuple(found[:limit]), found[limit - 1].article if len(found) > limit else "")


def outlet(hit: Hit) -> str:
    """Return the host that published an article, else where it was read from."""
    try:
        host = urlsplit(hit.url or "").hostname or ""
    except ValueError:
        host = ""
    return host.removeprefix("www.") or hit.source


def _cells(hit: Hit) -> tuple[str | None, ...]:
    return hit.article, hit.published, hit.title, outlet(hit), links.outside(hit.url) or None, hit.source
