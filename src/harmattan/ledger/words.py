"""Full text: words folded alike for both databases, and the two ways to ask their indexes.

A word is a run of letters and digits; case and accents do not count. SQLite answers by FTS5, PostgreSQL by text
search without a dictionary, so that both find the same rows.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import (
    ColumnClause,
    ColumnElement,
    Select,
    TableClause,
    column,
    func,
    literal_column,
    or_,
    select,
    table,
    text,
)

from harmattan.errors import UsageError

_WORD = re.compile(r"[^\W_]+")
# Nobody looks for a longer phrase, and indexes limit theirs.
_MOST_WORDS: Final = 64
# Words of a piece; few enough that the commonest is not in it more than 256 times, and not more than a megabyte.
_PIECE: Final = 2_000
# A letter that no text uses, between texts that are indexed together, so that no phrase runs from one into the next.
_GAP: Final = " \u01c0 "

EVENT_WORDS: Final = ("words", "actors", "recipients", "places")
PAGE_WORDS: Final = ("title", "body")


def folded(words: str) -> str:
    """Return the words of a text, in small letters, without accents, one blank between two."""
    plain = words.casefold()
    return " ".join(_WORD.findall(plain if plain.isascii() else _plain(plain).casefold()))


def joined(parts: Iterable[str]) -> str:
    """Return the words of several texts, parted so that no phrase is found across two."""
    return _GAP.join(map(folded, parts))


def _plain(words: str) -> str:
    parts = unicodedata.normalize("NFKD", words)
    return "".join(part for part in parts if not unicodedata.combining(part))


def phrase(given: str) -> tuple[tuple[str, ...], bool]:
    """Return the words of a search term, and whether its last one is only the beginning of a word ("uran*").

    Raises UsageError for a term without a word, or of too many.
    """
    found = tuple(folded(given).split())
    if not found:
        raise UsageError(f"query: {given!r} holds no word to look for")
    if len(found) > _MOST_WORDS:
        raise UsageError(f"query: a phrase of {len(found)} words; {_MOST_WORDS} is the most")
    return found, given.rstrip().endswith("*")


def pattern(given: str) -> str:
    """Return a search term as holds takes it. Raises UsageError as phrase does."""
    wanted, beginning = phrase(given)
    return f" {' '.join(wanted)}" + ("" if beginning else " ")


def holds(text: str | None, wanted: str) -> bool | None:
    """Tell whether a pattern stands in a text: what the index of words would say of it; None for no text."""
    return None if text is None else wanted in f" {folded(text)} "


def insertion(name: str, columns: Sequence[str], dialect: str) -> Any:  # noqa: ANN401  (a text clause)
    """Return the INSERT of a row of words: parameters number and columns, each a folded text."""
    if dialect == "sqlite":
        values = ", ".join(f":{one}" for one in columns)
        return text(f"INSERT INTO {name} (rowid, {', '.join(columns)}) VALUES (:number, {values})")
    values = ", ".join(f"to_tsvector('simple', :{one})" for one in columns)
    return text(f"INSERT INTO {name} (number, piece, {', '.join(columns)}) VALUES (:number, :piece, {values})")


def pieces(row: Mapping[str, Any], columns: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Yield a row in pieces that a tsvector holds with every word's place: it keeps 256 places of a word.

    Pieces overlap by as many words as a phrase may have, so that none is cut.
    """
    cut = {name: row[name].split() for name in columns}
    longest = max(map(len, cut.values()), default=0)
    for piece, start in enumerate(range(0, max(1, longest), _PIECE)):
        parts = {name: " ".join(found[start : start + _PIECE + _MOST_WORDS]) for name, found in cut.items()}
        yield {"number": row["number"], "piece": piece} | parts


def holding(
    dialect: str, name: str, columns: Sequence[str], given: str, number: ColumnElement[int] | None = None
) -> Select[Any]:
    """Return a select of the numbers of rows in one of whose columns a phrase stands; of one number, if it is given.

    Raises UsageError for a term without a word, or of too many.
    """
    wanted, beginning = phrase(given)
    key: ColumnClause[int] = column("rowid" if dialect == "sqlite" else "number")
    found = table(name, key, *(column(one) for one in columns))
    here = [] if number is None else [key == number]
    query = select(key.label("number")).where(_match(dialect, found, columns, wanted, beginning=beginning), *here)
    return query if dialect == "sqlite" else query.distinct()


def _match(
    dialect: str, found: TableClause, columns: Sequence[str], wanted: Sequence[str], *, beginning: bool
) -> ColumnElement[bool]:
    if dialect == "sqlite":
        asked = f'{{{" ".join(columns)}}} : "{" ".join(wanted)}"{" *" if beginning else ""}'
        return literal_column(found.name).op("MATCH", is_comparison=True)(asked)
    query = func.to_tsquery(literal_column("'simple'::regconfig"), " <-> ".join(wanted) + (":*" if beginning else ""))
    return or_(*(found.c[one].op("@@", is_comparison=True)(query) for one in columns))
