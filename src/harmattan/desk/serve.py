"""Runs the application with uvicorn, until it is stopped."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from harmattan.desk import app
from harmattan.desk.door import Door
from harmattan.desk.safety.gate import Gate
from harmattan.desk.safety.hosts import written
from harmattan.desk.safety.limits import MAX_HEAD
from harmattan.errors import UsageError

if TYPE_CHECKING:
    import uvicorn

# A connection on which nothing is asked is held no longer than this, in seconds.
_IDLE: Final = 15
_MOST_AT_ONCE: Final = 200


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
    """Raise UsageError for files that are not there."""
    if (way.certificate is None) != (way.key is None):
        raise UsageError("--certificate and --key belong together")
    for file in (way.certificate, way.key):
        if file is not None and not file.is_file():
            raise UsageError(f"there is no file {file}")


def serve(door: Door, gate: Gate, way: Way) -> None:
    """Serve a ledger on an address until the process is told to stop."""
    import uvicorn

    uvicorn.Server(configured(door, gate, way)).run()


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
        limit_concurrency=_MOST_AT_ONCE,
        h11_max_incomplete_event_size=MAX_HEAD,
        lifespan="on",
    )
