"""When a browser was here last: two moments in a cookie, the end of the visit before and the last page of this one."""

from datetime import UTC, datetime, timedelta
from typing import Any, Final

from litestar import Request
from litestar.datastructures import Cookie

NAME: Final = "harmattan_visit"
# A pause that ends a visit.
_PAUSE: Final = timedelta(minutes=30)
_KEPT: Final = 400 * 24 * 3600


def read(given: str, now: str) -> tuple[str, str]:
    """Return the end of the visit before this one, "" for the first, and the value of the cookie from now on.

    given: the value that the browser sent, which may be anything; now: a moment in UTC.
    """
    before, _, last = given.partition("|")
    seen, here = _moment(last), _moment(now)
    if seen is None or here is None or seen > here:
        return "", f"|{now}"
    known = before if _moment(before) else ""
    if here - seen > _PAUSE:
        return last, f"{last}|{now}"
    return known, f"{known}|{now}"


def cookie(request: Request[Any, Any, Any], value: str) -> Cookie:
    """Return the cookie: for this site's own pages only, and for no script."""
    secure = request.scope["scheme"] == "https"
    return Cookie(NAME, value=value, max_age=_KEPT, path="/", httponly=True, samesite="lax", secure=secure)


def _moment(text: str) -> datetime | None:
    try:
        return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    except ValueError:
        return None
