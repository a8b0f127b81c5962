"""What stands around the handlers: the ending of an address is taken as a format, and answers get their headers."""

import hashlib
from collections.abc import Awaitable, Callable, Iterable
from typing import Any, Final

from harmattan.desk import formats

# The shapes of ASGI; its libraries each have types of their own for them.
Scope = dict[str, Any]
Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Any, Any, Any], Awaitable[None]]

# Addresses whose ending is part of a name.
_NAMES: Final = ("/static/", "/schema")
# Nothing is loaded from elsewhere, nothing runs that is not a file of this package, and no page may frame this one.
POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS: Final = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    # A link to an outlet does not tell it what is being read here. Not no-referrer: browsers would then send
    # "Origin: null" with our own forms (Fetch, "append a request Origin header"), and forged ones looked the same.
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
# A year; over http a browser pays no heed to it (RFC 6797, 8.1).
HTTPS: Final = {"strict-transport-security": "max-age=31536000"}
Headers = list[tuple[bytes, bytes]]


def with_formats(app: App) -> App:
    """Take the ending of an address as the format that is asked for: /events.csv is /events as CSV."""

    async def inner(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and not scope["path"].startswith(_NAMES):
            path, name = formats.split(scope["path"])
            if name:
                changed = {**scope, "path": "/" if path == "/index" else path}
                changed["raw_path"] = changed["path"].encode()
                changed["state"] = {**scope.get("state", {}), "format": name}
                scope = changed
        await app(scope, receive, send)

    return inner


def with_heads(app: App) -> App:
    """Answer HEAD as GET without the body: what a program may look at, it may ask the head of (RFC 9110, 9.3.2)."""

    async def inner(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await app(scope, receive, send)
            return
        await app({**scope, "method": "GET"}, receive, _headed(send))

    return inner


def _headed(send: Send) -> Send:
    """Send the head of an answer, and of its body nothing but the end."""

    async def inner(message: Message) -> None:
        bare = message["type"] == "http.response.body"
        await send({**message, "body": b""} if bare else message)

    return inner


def with_headers(app: App) -> App:
    """Give each answer the headers of HEADERS, and each whole page an ETag: who has it already is told so."""

    async def inner(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        more = HEADERS | (HTTPS if scope.get("scheme") == "https" else {})
        held = _Held(send, dict(scope["headers"]).get(b"if-none-match", b""), more)
        await app(scope, receive, held)

    return inner


class _Held:
    """Holds the head of an answer back until its body is known."""

    def __init__(self, send: Send, known: bytes, more: dict[str, str]) -> None:
        self._send = send
        self._more = more
        self._known = {tag.strip().removeprefix(b"W/") for tag in known.split(b",")} - {b""}
        self._start: Message | None = None

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._start = message
            return
        if message["type"] != "http.response.body" or self._start is None:
            await self._send(message)
            return
        start, self._start = self._start, None
        headers = _added(start.get("headers", []), self._more)
        if start["status"] == 200 and not message.get("more_body"):
            tag = b'"' + hashlib.sha256(message["body"]).hexdigest()[:32].encode() + b'"'
            headers = [*_without(headers, {b"etag"}), (b"etag", tag)]
            if tag in self._known:
                bare = _without(headers, {b"content-length", b"content-type"})
                await self._send({**start, "status": 304, "headers": bare})
                await self._send({**message, "body": b""})
                return
        await self._send({**start, "headers": headers})
        await self._send(message)


def _added(headers: Iterable[tuple[bytes, bytes]], always: dict[str, str]) -> Headers:
    given = list(headers)
    names = {name.lower() for name, _ in given}
    more = {**always, "cache-control": "private, no-cache", "vary": "accept, authorization, cookie"}
    return given + [(name.encode(), value.encode()) for name, value in more.items() if name.encode() not in names]


def _without(headers: Iterable[tuple[bytes, bytes]], names: set[bytes]) -> Headers:
    return [(name, value) for name, value in headers if name.lower() not in names]
