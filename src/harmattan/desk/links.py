"""Addresses of pages, all made here."""

from urllib.parse import quote, urlencode, urlsplit

from harmattan.ledger.query import Query
from harmattan.ledger.query.render import render


def event(id_: str) -> str:
    """Return the address of an event."""
    return f"/events/{quote(id_, safe='')}"


def history(id_: str) -> str:
    """Return the address of the history of an event."""
    return f"{event(id_)}/history"


def code(name: str) -> str:
    """Return the place of a code in the codebook: a type, TYPE/mode, a context, a sector."""
    return f"/codebook#{quote(name, safe='/')}"


def article(id_: str, at: str = "") -> str:
    """Return the address of an article, or of a place in it."""
    return f"/articles/{quote(id_, safe='')}" + (f"#{quote(at, safe='')}" if at else "")


def actor(code: str) -> str:
    """Return the address of an actor: a country slot or an actor's id."""
    return f"/actors/{quote(code, safe=':')}"


def relationship(a: str, b: str) -> str:
    """Return the address of a relationship; sides as the command line takes them."""
    return f"/relationships/{quote(a, safe=':+.')}/{quote(b, safe=':+.')}"


def brief(a: str, b: str) -> str:
    """Return the address of the brief of a relationship."""
    return f"/brief/{quote(a, safe=':+.')}/{quote(b, safe=':+.')}"


def events(query: Query | str, **more: str) -> str:
    """Return the address of the events that a query finds."""
    return listed("/events", query, **more)


def listed(path: str, query: Query | str, **more: str) -> str:
    """Return the address of a page that takes a query line."""
    line = query if isinstance(query, str) else render(query)
    told = {"q": line, **more} if line else more
    return f"{path}?{urlencode(told)}" if told else path


def outside(url: str | None) -> str:
    """Return the address of a page on the web if a link may lead there, else "": only http and https do."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return ""
    return (url or "") if parts.scheme in ("http", "https") and parts.hostname else ""


def onward(given: str, otherwise: str = "/") -> str:
    """Return where to go on to after a form: a page of this desk, whatever a link asked for, but the login."""
    try:
        parts = urlsplit(given)
    except ValueError:
        return otherwise
    # Browsers take "\\" for "/" and drop tabs and line ends, so "/\\host" and "/\t/host" lead elsewhere.
    plain = given.startswith("/") and not given.startswith("//") and "\\" not in given and given.isprintable()
    if not plain or parts.scheme or parts.netloc or parts.path.startswith(("/login", "/logout")):
        return otherwise
    return given
