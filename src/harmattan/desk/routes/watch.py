"""/watch and /watch/{id}: saved queries.

Litestar takes one handler with sync_to_thread for an address, so forms have addresses of their own.
"""

from dataclasses import dataclass
from typing import Annotated, Any

from litestar import Request, Response, get, post
from litestar.enums import RequestEncodingType
from litestar.params import Body, FromPath, QueryParameter
from litestar.response import Redirect

from harmattan.desk import view
from harmattan.desk.door import Door, Opened
from harmattan.desk.pages.queried import asked
from harmattan.desk.pages.today import moment_of
from harmattan.desk.pages.watch import WatchPage, item, query_of, watch_list
from harmattan.desk.problems import Missing
from harmattan.desk.respond import respond
from harmattan.desk.safety.guards import READ
from harmattan.errors import UsageError

Asked = Request[Any, Any, Any]
_FORM = Body(media_type=RequestEncodingType.URL_ENCODED)


@dataclass(frozen=True, slots=True)
class NewWatch:
    """A query line, and what to call it; without a name it is called by its line."""

    line: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """What to do with a watch. act: rename, remove, up, down, seen or tell."""

    act: str
    name: str = ""
    hook: str = ""
    mail: str = ""
    until: str = ""


@get("/watch", sync_to_thread=True)
def watches(
    request: Asked,
    door: Opened,
    q: Annotated[str, QueryParameter(description="Query line to offer for watching.")] = "",
) -> Response[Any]:
    """List one's own watches with what is new to each."""
    return respond(request, watch_list(door, view.of(request).user.name, q))


@post("/watch/add", needs=READ, sync_to_thread=True)
def add(request: Asked, door: Opened, data: Annotated[NewWatch, _FORM]) -> Response[Any]:
    """Add a watch to one's own list."""
    owner, line = view.of(request).user.name, data.line.strip()
    try:
        query_of(door, line)
        door.watches.add(owner, data.name.strip() or line[:80], line)
    except UsageError as error:
        if view.format_of(request) != "html":
            raise
        return respond(request, watch_list(door, owner, line, data.name, str(error)), 400)
    return Redirect("/watch", status_code=303)


@get("/watch/{id:str}", sync_to_thread=True)
def watch(request: Asked, door: Opened, id: FromPath[str]) -> Response[Any]:
    """Show one watch, or give it as a feed or calendar. Raises Missing."""
    found = door.watches.get(id)
    if found is None:
        raise Missing("There is no such watch; it may have been removed.")
    user = view.of(request).user
    own = found.owner == user.name and not user.key
    line = asked(door, "/events", found.line)
    if line.error and view.format_of(request) != "html":
        raise UsageError(line.error)
    return respond(request, WatchPage(door, item(door, found, 0.1), line, own, view.base_of(request), door.moment))


@post("/watch/{id:str}/change", needs=READ, sync_to_thread=True)
def change(request: Asked, door: Opened, id: FromPath[str], data: Annotated[Change, _FORM]) -> Response[Any]:
    """Rename, remove, move or mark a watch of one's own list, or say whom to tell. Raises UsageError."""
    _changed(door, view.of(request).user.name, id, data)
    return Redirect(f"/watch/{id}" if data.act == "tell" else "/watch", status_code=303)


def _changed(door: Door, owner: str, id_: str, data: Change) -> None:
    own = door.watches
    match data.act:
        case "rename":
            own.rename(owner, id_, data.name.strip())
        case "remove":
            own.remove(owner, id_)
        case "up" | "down":
            own.move(owner, id_, -1 if data.act == "up" else 1)
        case "seen":
            own.seen(owner, id_, _until(data.until, door.settled))
        case "tell":
            own.tell(owner, id_, hook=data.hook.strip(), mail=data.mail.strip())
        case _:
            raise UsageError(f"act is one of rename, remove, up, down, seen, tell, not {data.act[:40]!r}")


def _until(given: str, settled: str) -> str:
    """Return the moment up to which something was shown: what came after it has not been seen."""
    return min(moment_of(given), settled) if given else settled


HANDLERS = (watches, add, watch, change)
