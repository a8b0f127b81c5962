"""Who published a page: one name by which outlets are told apart and counted, wherever they are."""

from functools import lru_cache
from pathlib import PurePath
from urllib.parse import urlsplit

from harmattan.records import Article

STANDARD_INPUT = "standard input"


def outlet(article: Article) -> str:
    """Return the outlet of an article: host, else site, else folder."""
    site = article.site.value if article.site else None
    return published_by(article.canonical_url or article.url, site, article.source)


def published_by(url: str | None, site: str | None, source: str) -> str:
    """Return the host of a page's address without www, else the site's name, else the folder that its file is in.

    A file tells nothing of who published it. If each were an outlet of its own, a folder of them would seem to be many
    independent sources.
    """
    return host(url) or site or (STANDARD_INPUT if source == "-" else str(PurePath(source).parent))


def host(url: str | None) -> str:
    """Return the host of an address in small letters and without www; empty for none."""
    # Of an address the path tells nothing here, and hosts are few.
    return _host("/".join(url.split("/", 3)[:3])) if url else ""


@lru_cache(maxsize=10_000)
def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").casefold().removeprefix("www.")
    except ValueError:
        return ""
