"""The data that React's server components stream into a page: self.__next_f.push([1, "..."]), script after script.

Put together, the pieces are rows, "key:value" each: a value in JSON, or a text told with its length in bytes
("1b:T4f2,..."). Values name each other by their keys ("$1b"), and elements are lists: ["$", "p", key, {...}].
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from itertools import islice
from typing import Any

_PUSH = re.compile(r"\b__next_f\s{0,4}(?:=[^;]{0,60}\))?\.push\(\s{0,4}(?=\[)")
_ROW = re.compile(rb"([0-9a-f]{1,8}):(?:(T)([0-9a-f]{1,8}),)?")
_NAMED = re.compile(r"\$L?([0-9a-f]{1,8})")
_SIZE_LIMIT = 8_000_000
# A script pushes one piece, seldom more.
_MOST_PUSHED = 50
_MOST_ROWS = 20_000
_NODES = 200_000
_DEEPEST = 100
# Elements whose words are a text: all others hold menus, pictures and code as often.
_TEXT = ("p", "h2", "h3", "h4", "li", "blockquote")
_TITLE = "h1"
_LEAST_PARAGRAPHS = 2


def flight_values(scripts: Sequence[str]) -> list[object]:
    """Return the values that the pieces hold, and the article that their elements show, [] where there are none."""
    rows = _rows("".join(_pieces(scripts)))
    values = [_filled(value, rows) for value in rows.values() if not isinstance(value, str)]
    shown = _shown(values)
    return [*values, *([shown] if shown else [])]


def _pieces(scripts: Sequence[str]) -> Iterator[str]:
    size = 0
    for script in scripts:
        for push in islice(_PUSH.finditer(script), _MOST_PUSHED):
            value = _decoded(script, push.end())
            piece = value[1] if isinstance(value, list) and len(value) == 2 else None
            if isinstance(piece, str) and (size := size + len(piece)) <= _SIZE_LIMIT:
                yield piece


def _decoded(text: str, start: int = 0) -> object:
    try:
        return json.JSONDecoder(strict=False).raw_decode(text, start)[0]
    except (ValueError, RecursionError):
        return None


def _rows(stream: str) -> dict[str, object]:
    """Return the rows by their keys; a text is as long as it says, in bytes, and ends with no line of its own."""
    data, here = stream.encode("utf-8", "replace"), 0
    rows: dict[str, object] = {}
    while here < len(data) and len(rows) < _MOST_ROWS:
        row = _ROW.match(data, here)
        end = data.find(b"\n", here) if row is None or row[2] is None else row.end() + int(row[3], 16)
        end = len(data) if end < 0 else end
        if row is not None:
            words = data[row.end() : end].decode("utf-8", "replace")
            rows[row[1].decode()] = words if row[2] else _decoded(words)
        here = end if row is not None and row[2] else end + 1
    return rows


def _filled(value: object, rows: Mapping[str, object]) -> object:
    """Return a value with the texts in place of the keys that name them."""
    budget = [_NODES]

    def fill(here: object, depth: int) -> object:
        budget[0] -= 1
        if depth <= 0 or budget[0] < 0:
            return None
        if isinstance(here, str):
            named = _NAMED.fullmatch(here)
            text = rows.get(named[1]) if named else None
            return text if isinstance(text, str) else here
        if isinstance(here, list):
            return [fill(one, depth - 1) for one in here]
        return {key: fill(one, depth - 1) for key, one in here.items()} if isinstance(here, dict) else here

    return fill(value, _DEEPEST)


def _shown(values: Sequence[object]) -> dict[str, Any]:
    """Return the article that the elements in values show: the first h1, and the paragraphs below it, as HTML."""
    title, body = "", list[str]()
    for kind, words in _elements(values):
        if kind == _TITLE:
            if title and body:
                break
            title = words
        elif title:
            body.append(f"<{kind}>{escape(words, quote=False)}</{kind}>")
    is_text = sum(one.startswith("<p>") for one in body) >= _LEAST_PARAGRAPHS
    return {"headline": title, "body": "".join(body)} if is_text else {}


def _elements(values: Sequence[object]) -> Iterator[tuple[str, str]]:
    """Yield (name, words) of each element that holds a text, in page order."""
    stack: list[object] = list(reversed(values))
    for _ in range(_NODES):
        if not stack:
            return
        here = stack.pop()
        if isinstance(here, list) and len(here) == 4 and here[0] == "$" and here[1] in (*_TEXT, _TITLE):
            if words := " ".join(_words(here, _DEEPEST).split()):
                yield here[1], words
        elif isinstance(here, list):
            stack.extend(reversed(here))
        elif isinstance(here, dict):
            stack.extend(reversed(here.values()))


def _words(here: object, depth: int) -> str:
    """Return the words inside an element."""
    if isinstance(here, str):
        return "" if here.startswith("$") else here
    if depth <= 0 or not isinstance(here, list):
        return ""
    if len(here) == 4 and here[0] == "$":
        return _words(here[3].get("children"), depth - 1) if isinstance(here[3], dict) else ""
    return "".join(_words(one, depth - 1) for one in here)
