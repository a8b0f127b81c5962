"""Column types that give back exactly what was put in, on any database.

SQLite cannot bind a lone surrogate and PostgreSQL cannot store a NUL, yet broken pages hold both.
"""

import json
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Dialect, Text
from sqlalchemy.types import TypeDecorator

# U+FDD0 is a noncharacter, reserved for a program's own use; it escapes itself too.
_MARK = "\ufdd0"
_UNSAFE = re.compile("[\x00\ud800-\udfff\ufdd0]")
_ESCAPED = re.compile("\ufdd0([0-9a-f]{4})")
# json.dumps makes an encoder at each call.
_ARRAY = json.JSONEncoder(ensure_ascii=False).encode


class Damaged(ValueError):
    """A stored value cannot be read back; the text says which."""


def escape(text: str) -> str:
    """Return text with NULs and lone surrogates written out; unescape gives it back exactly."""
    # None of them is printable, and to ask so costs a tenth of the search.
    return text if text.isprintable() else _UNSAFE.sub(lambda found: f"{_MARK}{ord(found[0]):04x}", text)


def unescape(text: str) -> str:
    """Undo escape."""
    # Hardly any text has the mark, and to look for it costs a fraction of the search.
    return text if _MARK not in text else _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


@lru_cache(maxsize=4096)
def _words(array: str) -> tuple[str, ...]:
    """Return the words of an array; codes of sectors, modes and contexts come back thousands of times."""
    return tuple(unescape(word) for word in json.loads(array))


def array(words: Iterable[str]) -> str:
    """Return words as a JSON array; the escape goes inside, since JSON has its own for surrogate pairs."""
    return _ARRAY([escape(word) for word in words])


class Words(TypeDecorator[str]):
    """Any Python str."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Escape on the way in."""
        return None if value is None else escape(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> str | None:  # noqa: ANN401  (SQLAlchemy's)
        """Unescape on the way out."""
        return None if value is None else unescape(value)


class Listed(TypeDecorator[tuple[str, ...]]):
    """A tuple of strings, as a JSON array that json_each can open."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Sequence[str] | None, dialect: Dialect) -> str | None:
        """Write the array."""
        return None if value is None else array(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> tuple[str, ...] | None:  # noqa: ANN401
        """Read the array. Raises Damaged."""
        try:
            return None if value is None else _words(value)
        except (TypeError, ValueError) as error:
            raise Damaged(f"stored list is damaged: {value!r}") from error
