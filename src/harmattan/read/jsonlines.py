"""JSON lines: one object a line, with the text or the HTML of an article and what is known of it."""

import io
import json
from collections.abc import Iterable, Iterator, Mapping

from harmattan.errors import BadRecord
from harmattan.read.given import PAGES, TEXTS, Text, given_of, key_of, words_in
from harmattan.read.source import Raw
from harmattan.read.textlines import text_lines
from harmattan.records import Refusal

HTML = "text/html; charset=utf-8"


def records(
    stream: io.BufferedReader, source: str, limit: int, column: str | None = None
) -> Iterator[Raw | Text | Refusal]:
    """Yield each line's page or text, or why it is refused; column names the key of the text where it is unusual."""
    for line in text_lines(stream, limit):
        where = f"{source}:{line.number}"
        if line.text is None:
            yield Refusal(where, f"{where}: {line.why}")
        elif line.text.strip():
            yield _record(line.text, where, column)


def _record(line: str, where: str, column: str | None) -> Raw | Text | Refusal:
    try:
        return record_of(_parsed(line).items(), where, column)
    except BadRecord as error:
        return Refusal(where, f"{where}: {error}")


def _parsed(line: str) -> Mapping[str, object]:
    try:
        value = json.loads(line, strict=False)
    except json.JSONDecodeError as error:
        raise BadRecord(f"not JSON: {error.msg} at character {error.pos}") from error
    except (ValueError, RecursionError) as error:
        # A number of thousands of digits, or brackets in brackets.
        raise BadRecord("not JSON that can be read: a number too long or nested too deeply") from error
    if not isinstance(value, dict):
        raise BadRecord("not an object")
    return value


def record_of(values: Iterable[tuple[str, object]], where: str, column: str | None = None) -> Raw | Text:
    """Return the page or text in the (name, value) fields of a record; of one name the first counts.

    Raises BadRecord if there is none.
    """
    fields: dict[str, object] = {}
    for name, value in values:
        fields.setdefault(key_of(name), value)
    given = given_of(fields)
    html = "" if column else words_in(fields, PAGES)
    if html:
        return Raw(where, given.url or None, html.encode("utf-8", "replace"), HTML, given)
    text = words_in(fields, (key_of(column),) if column else TEXTS)
    if not text:
        raise BadRecord(f'no text under "{column}"' if column else "holds neither text nor html under a usual name")
    return Text(where, text, given)
