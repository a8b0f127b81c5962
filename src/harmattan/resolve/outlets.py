"""News outlets and their homes, by domain."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from harmattan.records import Article
from harmattan.resolve.knowledge import table


@dataclass(frozen=True, slots=True)
class Outlet:
    """A news outlet: where it is at home, and whether it writes of the world, of its state, or of its own town."""

    name: str
    country: str
    place: str
    unit: str
    scope: str


def outlet_of(article: Article) -> Outlet | None:
    """Return the outlet of an article by the domain of its address, or of the domain above it; None if unknown."""
    rows = table("outlets")
    # Where the page was fetched comes first: its canonical address is only what the page says of itself.
    for address in (article.url, article.source, article.canonical_url):
        parts = _host(address or "").split(".")
        for at in range(len(parts) - 1):
            row = rows.get(".".join(parts[at:]))
            if row:
                return Outlet(row["name"], row["country"], row["place"], row.get("unit", ""), row["scope"])
    return None


def _host(address: str) -> str:
    try:
        host = urlsplit(address).hostname if "://" in address else None
    except ValueError:
        return ""
    return (host or "").removeprefix("www.")
