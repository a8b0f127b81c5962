"""Refuses what another site's page makes a browser send: a form has to bring back a value only our pages know.

The value is an HMAC under the cookie, so it is bound to the session and changes at login, and nothing is kept for it.
The browser's own word on where a request comes from (Origin, Sec-Fetch-Site) is heard too.
"""

import hashlib
import hmac
from typing import Any, Final

from litestar import Request
from litestar.datastructures import MutableScopeHeaders
from litestar.enums import RequestEncodingType, ScopeType
from litestar.exceptions import PermissionDeniedException
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from harmattan.desk.safety import cookie
from harmattan.desk.safety.entry import BEARER
from harmattan.desk.safety.gate import Gate

FIELD: Final = "_csrf_token"
HEADER: Final = "x-csrf-token"
_SAFE: Final = ("GET", "HEAD", "OPTIONS")
_FORMS: Final = (RequestEncodingType.URL_ENCODED, RequestEncodingType.MULTI_PART)
_OLD: Final = "this form is no longer good, or another site sent it: load the page anew"
Asked = Request[Any, Any, Any]


def value(held: str) -> str:
    """Return what a form has to send back to come with this cookie."""
    return hmac.new(held.encode(), b"harmattan form", hashlib.sha256).hexdigest()


class Forgery(ASGIMiddleware):
    """Puts the value into scope["state"]["csrf"] for pages, and asks for it where something is to be changed."""

    scopes = (ScopeType.HTTP,)

    def __init__(self, gate: Gate) -> None:
        self._gate = gate

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        """Let a request through, or raise PermissionDeniedException."""
        request: Asked = Request(scope, receive)
        held = cookie.held(request)
        kept = held or cookie.fresh(self._gate.chance)
        scope["state"]["csrf"] = value(kept)
        if request.method not in _SAFE and scope.get("auth") != BEARER:
            await check(request, held)
        elif not held and "text/html" in request.headers.get("accept", ""):
            send = _with_cookie(send, request, kept)
        await next_app(scope, receive, send)


async def check(request: Asked, held: str) -> None:
    """Raise PermissionDeniedException unless one of our own pages sent the request."""
    if not own(request):
        raise PermissionDeniedException("another site sent this")
    given = request.headers.get(HEADER)
    if given is None and request.content_type[0] in _FORMS:
        given = (await request.form()).get(FIELD)
    if not held or not isinstance(given, str) or not hmac.compare_digest(given.encode(), value(held).encode()):
        raise PermissionDeniedException(_OLD)


def own(request: Asked) -> bool:
    """Tell whether the browser says that a page of ours sent the request, or says nothing, as programs do."""
    origin = request.headers.get("origin")
    if origin is None:
        return request.headers.get("sec-fetch-site", "same-origin") in ("same-origin", "none")
    return origin.lower() == f"{request.scope['scheme']}://{request.headers.get('host', '')}".lower()


def _with_cookie(send: Send, request: Asked, kept: str) -> Send:
    async def inner(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableScopeHeaders.from_message(message)
            # A login on the way has set a better one.
            if not any(one.startswith(f"{cookie.name(request)}=") for one in headers.getall("set-cookie", [])):
                headers.add("set-cookie", cookie.made(request, kept).to_header(header=""))
        await send(message)

    return inner
