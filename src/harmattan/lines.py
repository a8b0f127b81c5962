"""Reads one line of machine input, {"id", "date" or null, "text"}, and says what is wrong with it."""

import json
import re
from dataclasses import dataclass
from typing import Any

from harmattan import dates
from harmattan.errors import BadRecord

_OBJECT = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{\s*[\"}]")


@dataclass(frozen=True, slots=True)
class Line:
    """One text to code; date is an ISO day or None."""

    id: str
    date: str | None
    text: str


def parse(line: bytes, *, max_bytes: int) -> Line:
    """Return the line's record. Raises BadRecord if it is not the promised shape or too long."""
    if len(line) > max_bytes:
        raise BadRecord(f"line of {len(line):,} bytes is over the limit of {max_bytes:,}")
    try:
        value = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise BadRecord(f"not UTF-8 at byte {error.start}") from error
    except json.JSONDecodeError as error:
        raise BadRecord(f"not JSON: {error.msg} at character {error.pos}") from error
    except RecursionError as error:
        raise BadRecord("not JSON of the promised shape: nested too deeply") from error
    if not isinstance(value, dict):
        raise BadRecord('not an object {"id", "date", "text"}')
    return _checked(value)


def is_object(line: bytes) -> bool:
    """Tell whether a line begins like a JSON object that is not told over several lines."""
    return bool(_OBJECT.match(line))


def _checked(value: dict[str, Any]) -> Line:
    id_, date, text = value.get("id"), value.get("date"), value.get("text")
    if not isinstance(id_, str | int) or isinstance(id_, bool) or id_ == "":
        raise BadRecord('"id" is missing or neither text nor a whole number')
    if not isinstance(text, str):
        raise BadRecord('"text" is missing or no text')
    if not text.strip():
        raise BadRecord('"text" is empty')
    return Line(str(id_), _day(date), text)


def _day(date: object) -> str | None:
    """A day, or a time of day on it; anything else is an error, since every date would be counted from it."""
    if date is None:
        return None
    if not isinstance(date, str):
        raise BadRecord('"date" is neither text nor null')
    day = date[:10]
    try:
        precision = dates.precision(day)
    except ValueError:
        precision = ""
    if precision != "day" or (len(date) > 10 and date[10] not in "T "):
        raise BadRecord(f'"date" is no ISO day: {date[:40]!r}')
    return day
