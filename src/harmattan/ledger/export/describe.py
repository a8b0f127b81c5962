"""What stands beside the data of a release: how to cite it, what its columns mean, how to read it."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from harmattan.ledger.export.rows import COLUMNS, Column

ACTOR_COLUMNS = (
    Column("entity", "string", "id of the actor; empty if it was not resolved"),
    Column("name", "string", "name"),
    Column("country", "string", "ISO 3166 alpha-3 or PLOVER slot"),
    Column("sectors", "string", "PLOVER sectors, the primary one first, joined by ','"),
    Column("iso2", "string", "ISO 3166 alpha-2"),
    Column("cow", "string", "Correlates of War number"),
    Column("gw", "string", "Gleditsch-Ward number"),
    Column("fips", "string", "FIPS 10-4 code"),
    Column("acts", "integer", "events it is an actor of"),
    Column("receives", "integer", "events it is a recipient of"),
)
_TABLES = {"data/events.csv": COLUMNS, "data/actors.csv": ACTOR_COLUMNS}
_ABOUT = {
    "data/events.csv": "Events, one a row.",
    "data/events.jsonl": "The same events as PLOVER records, one a line.",
    "data/actors.csv": "Everybody who acts or is acted upon in the events, with country codes.",
    "articles.bib": "The articles the events are from.",
    "codebook/plover.toml": "Types, modes, contexts, sectors and scores as they were coded.",
    "query.json": "What was asked of the ledger.",
    "versions.json": "The program, coders and codebooks, and the ledger's newest record.",
    "CITATION.cff": "How to cite this release.",
    "README.md": "How to read this release.",
}
_MEDIA = {"csv": "text/csv", "jsonl": "application/x-ndjson", "json": "application/json", "bib": "text/x-bibtex",
          "toml": "application/toml", "cff": "application/yaml", "md": "text/markdown"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Facts:
    """What the texts of a release say; day is the ISO day of the newest record, empty for an empty ledger."""

    title: str
    authors: tuple[str, ...]
    version: str
    day: str
    query: dict[str, str]
    versions: dict[str, Any]


def line_json(value: Mapping[str, Any]) -> str:
    """Return JSON for people: indented, in plain ASCII, sorted by key."""
    return json.dumps(value, indent=2, sort_keys=True) + "\n"


def citation(facts: Facts) -> str:
    """Return a CITATION.cff (Citation File Format 1.2.0); a JSON string is a YAML string too."""
    lines = [
        "cff-version: 1.2.0",
        'message: "If you use these data, please cite them as below."',
        "type: dataset",
        f"title: {_quoted(facts.title)}",
        f"version: {_quoted(facts.version)}",
        *([f"date-released: {_quoted(facts.day)}"] if facts.day else []),
        "authors:",
        *(f"  - name: {_quoted(author)}" for author in facts.authors or ("anonymous",)),
    ]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def datapackage(facts: Facts, files: Mapping[str, tuple[int, str]]) -> dict[str, Any]:
    """Return a Data Package descriptor (Frictionless, version 1); files are (bytes, SHA-256) by path."""
    return {
        "name": f"harmattan-release-{facts.version}",
        "title": facts.title,
        "version": facts.version,
        **({"created": f"{facts.day}T00:00:00Z"} if facts.day else {}),
        "profile": "data-package",
        "resources": [_resource(path, *files[path]) for path in sorted(files)],
    }


def _resource(path: str, size: int, digest: str) -> dict[str, Any]:
    kind = path.rpartition(".")[2]
    described = {
        "name": path.lower().replace("/", "-").replace(".", "-"),
        "path": path,
        "description": _ABOUT[path],
        "format": kind,
        "mediatype": _MEDIA[kind],
        "encoding": "utf-8",
        "bytes": size,
        "hash": f"sha256:{digest}",
    }
    if path in _TABLES:
        described |= {"profile": "tabular-data-resource", "schema": {"fields": _fields(_TABLES[path])}}
    return described


def _fields(columns: Iterable[Column]) -> list[dict[str, str]]:
    return [{"name": column.name, "type": column.kind, "description": column.about} for column in columns]


def readme(facts: Facts) -> str:
    """Return the README of a release."""
    asked = ", ".join(f"{name} {value}" for name, value in sorted(facts.query.items())) or "everything"
    files = "\n".join(f"- `{path}`: {about}" for path, about in sorted(_ABOUT.items()) if path != "README.md")
    return f"""# {" ".join(facts.title.split())}

Release {facts.version}, of a ledger whose newest record is of {facts.day or "no day: it is empty"}.
{facts.versions["events"]} events in {facts.versions["articles"]} articles. Asked for: {asked}.

{files}
- `SHA256SUMS`: checksums; `sha256sum -c SHA256SUMS` tells whether all files are as they were.

The words of the pages are not here: rights to them are their publishers'. Offsets (START..END, half-open, in
characters) are into the text whose SHA-256 is `content_hash`; whoever has the page can check each event against it.

Cells of the CSV files that begin with one of = + - @ have an apostrophe before them, against spreadsheets that
would run them; numbers have none. Several values in a cell are joined by ';', with a backslash before a ';' or
backslash of their own.

The same ledger, query and version of Harmattan give the same release to the byte.
"""
