"""What is refused before anything looks at it: foreign hosts, too many headers, addresses too long, bodies too slow."""

import asyncio
from html import escape
from http import HTTPStatus
from typing import Final

from litestar.exceptions import HTTPException

from harmattan.desk import formats
from harmattan.desk.outer import App, Message, Receive, Scope, Send
from harmattan.desk.safety.gate import Gate

# Bytes of a form or of JSON that is sent in. A page that is handed over for reading says otherwise on its handler.
MAX_BODY: Final = 1_000_000
# Seconds for a whole body.
BODY_TIME: Final = 30.0
MAX_HEADERS: Final = 100
# Bytes of all headers. uvicorn's own limit holds only for a head that does not come in one piece.
MAX_HEAD: Final = 32_768
MAX_PATH: Final = 2_048
MAX_QUERY: Final = 8_192
_PAGE: Final = (
    '<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n<title>{0}</title>\n<main>\n<h1>{0}</h1>\n'
    "<p>{1}</p>\n</main>\n</html>\n"
)
_FORWARDED: Final = frozenset({b"forwarded", b"x-forwarded-for", b"x-forwarded-host", b"x-real-ip", b"via"})


def limited(app: App, gate: Gate) -> App:
    """Let through what is within the limits and meant for this desk; tell who asks what nobody has shown yet."""

    async def inner(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        wrong = refusal(scope, gate)
        if wrong:
            await _refuse(scope, send, *wrong)
            return
        scope["user"] = gate.first
        await app(scope, _hurried(receive, BODY_TIME), send)

    return inner


def refusal(scope: Scope, gate: Gate) -> tuple[int, str] | None:
    """Return the status and the reason of a request that is not let through."""
    head = sum(len(name) + len(value) for name, value in scope["headers"])
    if len(scope["headers"]) > MAX_HEADERS or head > MAX_HEAD:
        return 431, f"a request has at most {MAX_HEADERS} headers of {MAX_HEAD:,} bytes in all"
    if len(scope["path"]) > MAX_PATH or len(scope["query_string"]) > MAX_QUERY:
        return 414, f"an address has at most {MAX_PATH:,} bytes, and {MAX_QUERY:,} after the question mark"
    given = [value for name, value in scope["headers"] if name == b"host"]
    if len(given) != 1 or not gate.answers(given[0].decode("latin-1")):
        return 421, "this desk does not answer to that name; harmattan serve --name adds one"
    if gate.people is None and any(name in _FORWARDED for name, _ in scope["headers"]):
        return 403, "a proxy stands before this desk, and all it lets in would be you: harmattan serve --accounts"
    return None


async def _refuse(scope: Scope, send: Send, status: int, detail: str) -> None:
    title = HTTPStatus(status).phrase
    media, body = (
        "application/problem+json",
        formats.as_json({"type": "about:blank", "title": title, "status": status, "detail": detail}),
    )
    if any(name == b"accept" and b"text/html" in value for name, value in scope["headers"]):
        # Nothing else of the request is looked at for it.
        media, body = formats.MEDIA["html"], _PAGE.format(escape(title), escape(detail)).encode()
    headers = [(b"content-type", media.encode()), (b"content-length", str(len(body)).encode())]
    # What is left unread of the request goes with the connection.
    headers.append((b"connection", b"close"))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body, "more_body": False})


def _hurried(receive: Receive, seconds: float) -> Receive:
    """Give a body so many seconds in all, from when it is first asked for; afterwards, wait as long as need be."""
    end: float | None = None
    whole = False

    async def inner() -> Message:
        nonlocal end, whole
        if whole:
            return await receive()
        now = asyncio.get_running_loop().time()
        end = now + seconds if end is None else end
        try:
            message = await asyncio.wait_for(receive(), end - now)
        except TimeoutError:
            raise HTTPException("the request came too slowly", status_code=408) from None
        whole = message["type"] != "http.request" or not message.get("more_body", False)
        return message

    return inner
