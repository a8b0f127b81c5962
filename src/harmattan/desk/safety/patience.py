"""A connection on which no whole request arrives in time is closed; uvicorn alone would wait for its end for ever."""

import asyncio
from typing import Final

from uvicorn.protocols.http.h11_impl import H11Protocol

# Seconds for the head of a request, from the first byte of the connection or the end of the answer before.
HEAD_TIME: Final = 15.0


class Patience(H11Protocol):
    """uvicorn's own protocol with an end to how long a head may take."""

    head_time = HEAD_TIME
    _timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Start the clock."""
        super().connection_made(transport)
        self._start()

    def data_received(self, data: bytes) -> None:
        """Stop the clock when a request is whole; start it when another begins."""
        super().data_received(data)
        if self.cycle is not None and not self.cycle.response_complete:
            self._stop()
        elif self._timer is None:
            self._start()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop the clock."""
        self._stop()
        super().connection_lost(exc)

    def _start(self) -> None:
        self._timer = self.loop.call_later(self.head_time, self.transport.close)

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
