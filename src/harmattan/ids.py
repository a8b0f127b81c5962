"""Content-hash ids: the same thing seen twice has the same id, and an id is never reused."""

import hashlib
from collections.abc import Iterable

# 80 bits: a ledger of 10 million events has a chance of about 4e-11 of any collision.
_DIGITS = 20
_SEPARATOR = "\x1f"


def content_hash(text: str) -> str:
    """Return the sha256 hex digest of text in UTF-8; lone surrogates are kept, not refused."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def make_id(prefix: str, parts: Iterable[object]) -> str:
    """Return prefix-<20 hex digits> for the parts, joined by a unit separator.

    A separator inside a part is doubled first, so ("a\\x1fb",) and ("a", "b") have different ids.
    """
    escaped = (str(part).replace(_SEPARATOR, _SEPARATOR * 2) + _SEPARATOR + "." for part in parts)
    return f"{prefix}-{content_hash(''.join(escaped))[:_DIGITS]}"
