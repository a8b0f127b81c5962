"""Opens gzip, never to more than it is allowed to hold."""

import zlib

from harmattan.errors import UnreadableInput
from harmattan.read.source import too_large

GZIP = b"\x1f\x8b"
# zlib's own sum: 15 bits of window, and 32 for "gzip or zlib, whichever the header says".
_EITHER = 15 + 32
# A file may be several packed ones in a row; each costs a copy of what is left, so a million of them would stall.
_MEMBERS = 64


def unpacked(data: bytes, limit: int, source: str, *, cut: bool = False) -> bytes:
    """Return what is packed in data. Raises UnreadableInput if that is over limit bytes, cut off or broken;
    with cut, the first limit bytes of it are returned where more of it can be had."""
    made = bytearray()
    for _ in range(_MEMBERS):
        opener = zlib.decompressobj(_EITHER)
        try:
            made += opener.decompress(data, limit + 1 - len(made))
        except zlib.error as error:
            raise UnreadableInput(f"{source}: is a broken gzip file ({error})") from error
        if len(made) > limit and cut:
            return bytes(made[:limit])
        if len(made) > limit:
            raise too_large(source, limit)
        if not opener.eof:
            raise UnreadableInput(f"{source}: is a gzip file that is cut off")
        # Some packers fill up the last block with zeros.
        data = opener.unused_data.lstrip(b"\0")
        if not data:
            return bytes(made)
    raise UnreadableInput(f"{source}: is more than {_MEMBERS} gzip files in a row")
