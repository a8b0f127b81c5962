"""The list of articles: those in which a phrase stands, else those read last."""

from dataclasses import asdict, dataclass
from pathlib import PurePath
from typing import Any, Final

from harmattan.desk import links
from harmattan.desk.door import Door
from harmattan.desk.formats import Table
from harmattan.ledger.search import Hit
from harmattan.outlets import host

ROWS: Final = 50
MOST: Final = 500
COLUMNS: Final = ("article", "published", "title", "outlet", "url", "source")


@dataclass(frozen=True, slots=True)
class ArticlesPage:
    """Articles found. next: the id after which the next page begins, "" at the end; more: whether words stand in more
    articles than these, which have no next page but a longer list."""

    line: str
    hits: tuple[Hit, ...]
    next: str = ""
    more: bool = False
    template: str = "articles.html"

    @property
    def title(self) -> str:
        """What the tab says."""
        return f"Articles {self.line}".strip()

    @property
    def complete(self) -> bool:
        """Whether no articles come after these."""
        return not (self.next or self.more)

    @property
    def partial(self) -> str:
        """What the files hold, where that is not everything."""
        return "" if self.complete else f"Each holds the {len(self.hits)} articles of this page."

    @property
    def longer(self) -> int:
        """How many articles the longer list has, 0 if there is none."""
        return MOST if self.more and len(self.hits) < MOST else 0

    def outlet(self, hit: Hit) -> str:
        """Return who published an article."""
        return outlet(hit)

    def json(self) -> dict[str, Any]:
        """Return the articles as harmattan articles --json has them, and the cursor of the next page."""
        told = {"words": self.line, "articles": [asdict(hit) for hit in self.hits], "next": self.next or None}
        return told | {"whole": self.complete}

    def table(self) -> Table:
        """Return the rows of this page."""
        return Table(COLUMNS, tuple(map(_cells, self.hits)))


def articles_page(door: Door, line: str, limit: int = ROWS, after: str = "") -> ArticlesPage:
    """Return the articles in which a phrase stands, or those read last. Raises UsageError."""
    words = line.strip()
    if words:
        hits = door.soon(("articles", words, limit), lambda: tuple(door.book.search(words, limit=limit + 1)))
        return ArticlesPage(words, hits[:limit], more=len(hits) > limit)
    found = door.book.newest_articles(limit=limit + 1, after=after or None)
    return ArticlesPage("", tuple(found[:limit]), found[limit - 1].article if len(found) > limit else "")


def outlet(hit: Hit) -> str:
    """Return the host that published an article, else the name of the file it was read from."""
    return host(hit.url) or PurePath(hit.source).name


def _cells(hit: Hit) -> tuple[str | None, ...]:
    return hit.article, hit.published, hit.title, outlet(hit), links.outside(hit.url) or None, hit.source
