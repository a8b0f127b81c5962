"""Runs the application with uvicorn, until it is stopped."""

import socket
import ssl
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from harmattan.desk import app
from harmattan.desk.door import Door
from harmattan.desk.safety.gate import Gate
from harmattan.desk.safety.hosts import network, written
from harmattan.desk.safety.limits import MAX_HEAD
from harmattan.errors import HarmattanError, UsageError

if TYPE_CHECKING:
    import uvicorn

# A connection on which nothing is asked is held no longer than this, in seconds.
_IDLE: Final = 15
_MOST_AT_ONCE: Final = 200
_THREADS: Final = 32
# Seconds that a page which is being made has, when the desk is stopped.
_LAST: Final = 5


@dataclass(frozen=True, slots=True)
class Way:
    """How the desk is reached. proxy: whose word on visitors is believed; certificate, key: files, for https."""

    host: str
    port: int
    proxy: str = ""
    certificate: Path | None = None
    key: Path | None = None

    @property
    def address(self) -> str:
        """The address to open."""
        return f"http{'s' if self.certificate else ''}://{written(self.host)}:{self.port}/"


def check(way: Way) -> None:
    """Raise UsageError for files that are no certificate and key, and for a proxy that is no address."""
    if (way.certificate is None) != (way.key is None):
        raise UsageError("--certificate and --key belong together")
    if way.certificate is not None:
        try:
            ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(way.certificate, way.key)
        except OSError as error:
            raise UsageError(f"{way.certificate} and {way.key} are no certificate and its key: {error}") from error
    # uvicorn would take "*" for everybody, who could then be from anywhere they say.
    if way.proxy and not network(way.proxy):
        raise UsageError(f"--proxy is an address or a network, not {way.proxy[:80]!r}")


def listening(way: Way) -> list[socket.socket]:
    """Return sockets that listen on every address that the host stands for. Raises UsageError."""
    try:
        return _bound(way)
    except OSError as error:
        # Python adds the address in brackets.
        why = str(error.strerror).partition(" (")[0]
        raise UsageError(f"cannot serve on {way.address}: {why}") from error


def _bound(way: Way) -> list[socket.socket]:
    found = socket.getaddrinfo(way.host, way.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    places = dict.fromkeys((family, at[:2]) for family, _, _, _, at in found)
    return [socket.create_server(at, family=family) for family, at in places]


def serve(door: Door, gate: Gate, way: Way, sockets: list[socket.socket]) -> None:
    """Serve a ledger on an address until the process is told to stop."""
    import uvicorn
    from litestar.concurrency import set_asyncio_executor

    # More than work at once: some wait for what another makes, and a page that is quick should not wait for them.
    set_asyncio_executor(ThreadPoolExecutor(_THREADS, thread_name_prefix="page"))
    # The names of actors take a second or two to read, and nearly every page needs them: not the first asker's time.
    threading.Thread(target=ready, args=(door,), daemon=True).start()
    uvicorn.Server(configured(door, gate, way)).run(sockets)


def ready(door: Door) -> None:
    """Read what nearly every page needs. What cannot be read is told on the page that needs it."""
    with suppress(HarmattanError):
        _ = door.who.words


def configured(door: Door, gate: Gate, way: Way) -> "uvicorn.Config":
    """Return how uvicorn serves the application."""
    import uvicorn

    from harmattan.desk.safety.patience import Patience

    return uvicorn.Config(
        app.made(door, gate),
        host=way.host,
        port=way.port,
        http=Patience,
        ws="none",
        # uvicorn alone would believe whatever a program on this machine says of where a request came from.
        proxy_headers=bool(way.proxy),
        forwarded_allow_ips=way.proxy or None,
        ssl_certfile=way.certificate,
        ssl_keyfile=way.key,
        log_level="warning",
        access_log=False,
        server_header=False,
        date_header=True,
        timeout_keep_alive=_IDLE,
        timeout_graceful_shutdown=_LAST,
        limit_concurrency=_MOST_AT_ONCE,
        h11_max_incomplete_event_size=MAX_HEAD,
        lifespan="on",
    )
