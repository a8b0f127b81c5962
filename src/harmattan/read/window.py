"""A stream that can be looked at before it is taken."""

import io

_STEP = 1 << 16


class Window:
    """Bytes of a stream, as many held as were looked at."""

    def __init__(self, stream: io.BufferedReader) -> None:
        self._stream = stream
        self._held = bytearray()

    def peek(self, size: int) -> bytes:
        """Return the next size bytes, or fewer at the end, and leave them."""
        while len(self._held) < size and self._fill():
            pass
        return bytes(self._held[:size])

    def drop(self, size: int) -> None:
        """Leave out the next size bytes, which were looked at."""
        del self._held[:size]

    def drop_to(self, mark: bytes) -> bool:
        """Leave out all bytes before the next standing of mark; tell whether there is one."""
        while (place := self._held.find(mark)) < 0:
            # The mark may be torn by the end of what is held.
            del self._held[: max(0, len(self._held) - len(mark) + 1)]
            if not self._fill():
                self._held.clear()
                return False
        del self._held[:place]
        return True

    def _fill(self) -> bool:
        data = self._stream.read(_STEP)
        self._held += data
        return bool(data)
