"""``harmattan serve``: the desk."""

from typing import Annotated

from cyclopts import Parameter

from harmattan import settings
from harmattan.cli.common import LedgerOption, opened
from harmattan.cli.output import complain
from harmattan.errors import UsageError


def serve(
    *,
    host: Annotated[str, Parameter(help="Address to serve on; by default this machine only.")] = "127.0.0.1",
    port: Annotated[int, Parameter(help="Port.")] = 8321,
    ledger: LedgerOption = None,
) -> int:
    """Serve the desk: the ledger as web pages, to read, check and follow."""
    if not 0 < port < 65536:
        raise UsageError(f"--port is a number from 1 to 65535, not {port}")
    try:
        from harmattan.desk import door
        from harmattan.desk import serve as server
    except ImportError as error:
        raise UsageError(f"the desk needs more libraries: pip install 'harmattan[desk]' ({error.name})") from None
    with opened(ledger) as book:
        complain(f"the desk of {book.name} is at http://{host}:{port}/ (stop with Ctrl-C)")
        server.serve(door.opened(book, settings.load().data), host, port)
    return 0
