"""Downloads, the codebook, and read-only SQL."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib import import_module
from math import isfinite
from typing import Any, Final, Literal

from harmattan.codebook.loader import Codebook
from harmattan.desk import links
from harmattan.desk.door import Door
from harmattan.desk.formats import Table
from harmattan.desk.pages.queried import Bar
from harmattan.errors import UsageError
from harmattan.exporting import FOLLOWING, Cut, chosen
from harmattan.ledger.export.release import Release, write
from harmattan.ledger.query import render
from harmattan.ledger.schema import metadata

Name = Literal["csv", "plover", "polecat", "gdelt", "geojson", "panel", "bibtex", "parquet"]
By = Literal["reports", "events"]
# Reports that one download looks at; more come with harmattan export, which holds nothing in memory.
IN_FILE: Final = 20_000
# Seconds and rows of one question in SQL.
SECONDS: Final = 5.0
ROWS: Final = 1_000
_LONGEST: Final = 4_000
# Seconds to wait for the size of the tables where it is not known yet.
_PATIENCE: Final = 0.1


@dataclass(frozen=True, slots=True)
class Format:
    """A format of downloads: the file's ending, its media type, and what it is."""

    name: str
    ending: str
    media: str
    what: str


FORMATS: Final = (
    Format("csv", "csv", "text/csv", "A row for each event: every field, the words, the article."),
    Format("parquet", "parquet", "application/vnd.apache.parquet", "The same columns, typed and compressed."),
    Format("plover", "jsonl", "application/x-ndjson", "PLOVER JSON lines: the ontology’s own shape, with offsets."),
    Format("polecat", "tsv", "text/tab-separated-values", "POLECAT’s header, for code written for it."),
    Format("gdelt", "tsv", "text/tab-separated-values", "GDELT 2.0’s 61 columns, with CAMEO codes."),
    Format("geojson", "geojson", "application/geo+json", "Points for maps, each with the precision that is known."),
    Format("panel", "csv", "text/csv", "Each pair of countries by week, with zero rows and pages read."),
    Format("bibtex", "bib", "application/x-bibtex; charset=utf-8", "The articles, to cite."),
)
_MODULES: Final = {"csv": "table"}


@dataclass(frozen=True, slots=True)
class DataPage:
    """What can be had of the ledger. counts: rows of its tables."""

    bar: Bar
    by: By
    text: bool
    counts: dict[str, int]
    newest: str
    template: str = "data.html"
    title: str = "Data"

    @property
    def downloads(self) -> tuple[tuple[Format, str], ...]:
        """Each format with its address."""
        more = {"by": self.by} | ({} if self.text else {"text": "0"})
        return tuple((one, links.listed(f"/export/{one.name}", self.bar.line, **more)) for one in FORMATS)

    def counting(self, by: By) -> str:
        """Return the address of this page with acts or reports counted."""
        return links.listed("/data", self.bar.line, by=by, **({} if self.text else {"text": "0"}))

    @property
    def release(self) -> str:
        """The address of a release of the query."""
        return links.listed("/release.zip", self.bar.line, by=self.by)

    @property
    def most(self) -> int:
        """How many reports one download looks at."""
        return IN_FILE

    def json(self) -> dict[str, Any]:
        """Return the downloads with their addresses, and how much there is."""
        told = [
            {"format": one.name, "href": href, "media": one.media, "what": one.what} for one, href in self.downloads
        ]
        return {
            "query": self.bar.line,
            "by": self.by,
            "downloads": told,
            "release": self.release,
            "counts": self.counts,
            "newest_record": self.newest or None,
        }


def data_page(door: Door, bar: Bar, by: By, *, text: bool) -> DataPage:
    """Return what can be had of the ledger."""
    made = door.later.get("counts", lambda: (door.book.counts(), door.book.newest_record()), first=_PATIENCE)
    counts, newest = made.value if made else ({}, None)
    return DataPage(*_switched(bar, by, text=text), text, counts, newest or "")


def _switched(bar: Bar, by: By, *, text: bool) -> tuple[Bar, By]:
    """Return the bar without what it says of acts and reports, and that: the line goes before the switch beside it."""
    said, plain = bar.query.by, replace(bar.query, by=None)
    by = by if said is None else "reports" if said == "reports" else "events"
    told = bar if said is None else replace(bar, line=render(plain), query=plain)
    more = {"by": by if by == "reports" else "", "text": "" if text else "0"}
    return replace(told, more=tuple((name, value) for name, value in more.items() if value)), by


def format_named(name: str) -> Format:
    """Return a format by its name."""
    return next(one for one in FORMATS if one.name == name)


def exported(door: Door, name: Name, bar: Bar, by: By, *, text: bool) -> tuple[bytes, bool]:
    """Return a download, and whether it holds all that fits. Raises UsageError."""
    _sound(bar)
    cut = Cut(IN_FILE)
    found, options = chosen(
        door.book, bar.query, by, with_text=text, cut=cut, by_week=name == "panel", judged=name in FOLLOWING
    )
    out = io.BytesIO()
    import_module(f"harmattan.ledger.export.{_MODULES.get(name, name)}").write(found, out, options)
    return out.getvalue(), not cut.more


def released(door: Door, bar: Bar, by: By) -> bytes:
    """Return a release of a query as a zip. Raises UsageError for one of more reports than fit."""
    _sound(bar)
    cut = Cut(IN_FILE)
    found, options = chosen(door.book, bar.query, by, with_text=False, cut=cut)
    pairs = list(found)
    if cut.more:
        raise UsageError(
            f"a release from here holds {IN_FILE:,} reports at most: narrow the query, or use harmattan release"
        )
    query = {"query": render(replace(bar.query, by=None)), "by": bar.query.by or by}
    out = io.BytesIO()
    write(pairs, out, options, Release(query, door.book.past(bar.query.as_of).newest_record()))
    return out.getvalue()


def _sound(bar: Bar) -> None:
    if bar.error:
        raise UsageError(bar.error)


@dataclass(frozen=True, slots=True)
class ReleasePage:
    """A release of a query: what is in it; zip is the release."""

    door: Door
    bar: Bar
    by: By
    template: str = "release.html"
    title: str = "Release"

    @property
    def address(self) -> str:
        """The address of the zip."""
        return links.listed("/release.zip", self.bar.line, by=self.by)

    def json(self) -> dict[str, Any]:
        """Return what the release is of, and where it is."""
        newest = self.door.book.past(self.bar.query.as_of).newest_record()
        return {"query": self.bar.line, "by": self.by, "newest_record": newest, "href": self.address}

    def zip(self) -> bytes:
        """Return the release."""
        return released(self.door, self.bar, self.by)


@dataclass(frozen=True, slots=True)
class SqlPage:
    """A question in SQL and its answer. tables: name and columns of each table of the ledger."""

    query: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    tables: tuple[tuple[str, tuple[str, ...]], ...]
    error: str = ""
    template: str = "sql.html"
    title: str = "SQL"

    @property
    def full(self) -> bool:
        """Whether there may be more rows."""
        return len(self.rows) >= ROWS

    @property
    def complete(self) -> bool:
        """Whether these are all rows."""
        return not self.full

    @property
    def limits(self) -> dict[str, float]:
        """Seconds and rows of one question."""
        return {"seconds": SECONDS, "rows": ROWS}

    def json(self) -> dict[str, Any]:
        """Return columns and rows."""
        return {"query": self.query, "columns": list(self.columns), "rows": [list(row) for row in self.rows]} | {
            "tables": {name: list(columns) for name, columns in self.tables}
        }

    def table(self) -> Table:
        """Return the rows."""
        return Table(self.columns, self.rows)


def sql_page(door: Door, query: str) -> SqlPage:
    """Return the answer to one SELECT; a wrong one keeps what was typed, with the error."""
    tables = tuple((name, tuple(table.columns.keys())) for name, table in metadata.tables.items())
    if not query.strip():
        return SqlPage(query, (), (), tables)
    if len(query) > _LONGEST:
        return SqlPage(query[:_LONGEST], (), (), tables, f"a question has at most {_LONGEST:,} characters")
    try:
        names, found = door.book.ask(query, seconds=SECONDS, most=ROWS)
    except UsageError as error:
        return SqlPage(query, (), (), tables, str(error))
    return SqlPage(query, tuple(names), tuple(tuple(map(_plain, row)) for row in found), tables)


def _plain(value: object) -> str | int | float | None:
    if isinstance(value, bytes | memoryview):
        return f"{len(bytes(value))} bytes"
    if isinstance(value, float):
        return value if isfinite(value) else str(value)
    return value if value is None or isinstance(value, int) else str(value)


@dataclass(frozen=True, slots=True)
class CodebookPage:
    """The ontology with the place of each code: /codebook#CONSULT, #CONSULT/visit, #uranium, #GOV."""

    book: Codebook
    template: str = "codebook.html"
    title: str = "Codebook"

    def json(self) -> dict[str, Any]:
        """Return types with modes, contexts, sectors, slots and quads."""
        types = {
            kind.code: {
                "quad": kind.quad,
                "score": kind.score,
                "recipient_required": kind.recipient_required,
                "definition": kind.definition,
                "modes": {
                    mode.name: {"score": mode.score, "definition": mode.definition} for mode in kind.modes.values()
                },
            }
            for kind in self.book.types.values()
        }
        rest = {"contexts": self.book.contexts, "sectors": self.book.sectors, "slots": self.book.slots}
        quads = {str(number): name for number, name in self.book.quads.items()}
        return {"version": self.book.version, "types": types, **rest, "quads": quads}

    def table(self) -> Table:
        """Return a row for each code."""
        return Table(("kind", "code", "quad", "score", "definition"), tuple(self._rows()))

    def _rows(self) -> Iterator[tuple[str | int | float | None, ...]]:
        for kind in self.book.types.values():
            yield "type", kind.code, kind.quad, kind.score, kind.definition
            for mode in kind.modes.values():
                yield "mode", f"{kind.code}/{mode.name}", kind.quad, mode.score, mode.definition
        for name, told in (("context", self.book.contexts), ("sector", self.book.sectors), ("slot", self.book.slots)):
            for code, definition in told.items():
                yield name, code, None, None, definition
