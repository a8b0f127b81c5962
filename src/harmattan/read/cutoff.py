"""An end to a connection as a whole; timeouts of single reads never come when a byte comes now and then."""

import socket
from collections.abc import Mapping
from threading import Timer
from typing import Any


class Cutoff:
    """Ends a connection when its time is over, whatever is being waited for: headers can be dripped too."""

    def __init__(self, seconds: float) -> None:
        self.late = False
        self._held: list[socket.socket] = []
        self._timer = Timer(seconds, self._end)
        self._timer.daemon = True

    def __enter__(self) -> "Cutoff":
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        for held in self._held:
            held.close()

    def trace(self, name: str, info: Mapping[str, Any]) -> None:
        """Take hold of the connection as soon as there is one (httpcore calls this at every step)."""
        if name == "connection.connect_tcp.complete":
            # A second handle on the same connection: TLS takes the first one away.
            self._held.append(info["return_value"].get_extra_info("socket").dup())
            if self.late:
                self._end()

    def _end(self) -> None:
        self.late = True
        for held in self._held:
            try:
                held.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue  # it ended by itself
