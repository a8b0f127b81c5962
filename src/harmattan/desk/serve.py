"""Runs the application with uvicorn, until it is stopped."""

from typing import Final

from harmattan.desk import app
from harmattan.desk.door import Door

# A client that sends its request byte by byte holds a connection no longer than this, in seconds.
_IDLE: Final = 15
_MOST_AT_ONCE: Final = 200


def serve(door: Door, host: str, port: int) -> None:
    """Serve a ledger on an address until the process is told to stop."""
    import uvicorn

    uvicorn.run(
        app.made(door),
        host=host,
        port=port,
        log_level="warning",
        access_log=False,
        server_header=False,
        date_header=True,
        timeout_keep_alive=_IDLE,
        limit_concurrency=_MOST_AT_ONCE,
        lifespan="on",
    )
