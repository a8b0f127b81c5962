"""Texts and records as compressed bytes, and back."""

import json
from typing import Any, Final

import zstandard

from harmattan.ids import content_hash
from harmattan.ledger.columns import Damaged

# Level 3 packs news text to a third at some 100 MB/s; level 9 gains a tenth and takes five times as long.
_LEVEL: Final = 3

Values = dict[str, Any]


def pack(text: str) -> bytes:
    """Compress any str; surrogatepass, since pages hold lone surrogates."""
    return zstandard.compress(text.encode("utf-8", "surrogatepass"), _LEVEL)


def unpack(stored: bytes) -> str:
    """Undo pack. Raises Damaged."""
    try:
        return zstandard.decompress(stored).decode("utf-8", "surrogatepass")
    except (zstandard.ZstdError, UnicodeDecodeError) as error:
        raise Damaged(f"stored text is damaged: {error}") from error


def pack_json(value: Values) -> bytes:
    """Compress a record."""
    # ensure_ascii would join two lone surrogates into one character on the way back.
    return pack(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def unpack_json(stored: bytes) -> Values:
    """Undo pack_json. Raises Damaged."""
    try:
        value = json.loads(unpack(stored))
    except json.JSONDecodeError as error:
        raise Damaged(f"stored record is damaged: {error}") from error
    if not isinstance(value, dict):
        raise Damaged("stored record is damaged: not an object")
    return value


def digest(value: Values) -> str:
    """Return the hash by which a record is known again."""
    return content_hash(json.dumps(value, ensure_ascii=False, sort_keys=True))
