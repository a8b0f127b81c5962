"""A release: a zip with which others can check and repeat a study, the same to the byte for the same ledger and query.

Nothing in it tells the time of day it was made: its date is that of the ledger's newest record. It holds no text of
any page.
"""

import hashlib
import shutil
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib import resources
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from harmattan.ledger.export import bibtex, plover, table
from harmattan.ledger.export.cells import Cell, clean, write_csv
from harmattan.ledger.export.describe import ACTOR_COLUMNS, Facts, citation, datapackage, line_json, readme
from harmattan.ledger.export.facts import Options, Pair
from harmattan.ledger.export.rows import number
from harmattan.records import Party

# The first day that a zip can tell; stands for an empty ledger.
_EPOCH = "1980-01-01T00:00:00Z"
_SUMS = "SHA256SUMS"


@dataclass(frozen=True, slots=True)
class Release:
    """What a release is of.

    query: what was asked for, by name; newest_record: UTC, None for an empty ledger. authors may be empty.
    """

    query: Mapping[str, str]
    newest_record: str | None
    title: str = "Political events coded by Harmattan"
    authors: Sequence[str] = field(default=())


def write(pairs: Sequence[Pair], out: BinaryIO, options: Options, release: Release) -> None:
    """Write the zip."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        _fill(folder, pairs, replace(options, with_text=False), release)
        _pack(folder, out, release.newest_record or _EPOCH)


def _fill(folder: Path, pairs: Sequence[Pair], options: Options, release: Release) -> None:
    _put(folder, "data/events.csv", lambda out: table.write(pairs, out, options))
    _put(folder, "data/events.jsonl", lambda out: plover.write(pairs, out, options))
    _put(folder, "data/actors.csv", lambda out: write_csv(actors(pairs, options), out))
    _put(folder, "articles.bib", lambda out: bibtex.write(pairs, out, options))
    book = resources.files("harmattan.codebook").joinpath("plover.toml").read_bytes()
    _put_bytes(folder, "codebook/plover.toml", book)
    facts = _facts(folder, pairs, options, release)
    texts = {
        "query.json": line_json(facts.query),
        "versions.json": line_json(facts.versions),
        "CITATION.cff": citation(facts),
        "README.md": readme(facts),
    }
    for name, text in texts.items():
        _put_bytes(folder, name, clean(text).encode())
    described = datapackage(facts, {name: _file(folder, name) for name in _names(folder)})
    _put_bytes(folder, "datapackage.json", line_json(described).encode())
    sums = "".join(f"{_file(folder, path)[1]}  {path}\n" for path in _names(folder))
    _put_bytes(folder, _SUMS, sums.encode())


def _put(folder: Path, name: str, write_to: Callable[[BinaryIO], object]) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as out:
        write_to(out)


def _put_bytes(folder: Path, name: str, content: bytes) -> None:
    _put(folder, name, lambda out: out.write(content))


def _names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def _file(folder: Path, name: str) -> tuple[int, str]:
    """Return the size of a file in bytes and its SHA-256."""
    with (folder / name).open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return (folder / name).stat().st_size, digest


def _facts(folder: Path, pairs: Sequence[Pair], options: Options, release: Release) -> Facts:
    """The version is a hash of the data: two releases of one version hold the same events."""
    data = "".join(_file(folder, name)[1] for name in _names(folder))
    recorded = release.newest_record
    return Facts(
        title=release.title,
        authors=tuple(release.authors),
        version=hashlib.sha256(data.encode()).hexdigest()[:12],
        day=recorded[:10] if recorded else "",
        query=dict(release.query),
        versions={
            "harmattan": options.version,
            "coders": sorted({event.coder for _, event in pairs}),
            "codebooks": sorted({event.codebook for _, event in pairs}),
            "newest_record": recorded,
            "events": len(pairs),
            "articles": len({article.id for article, _ in pairs}),
        },
    )


def actors(pairs: Iterable[Pair], options: Options) -> list[Sequence[Cell]]:
    """Return the table of everybody in the data: header, then a row for each, sorted, with how often they act."""
    acts: Counter[tuple[str, ...]] = Counter()
    receives: Counter[tuple[str, ...]] = Counter()
    for _, event in pairs:
        acts.update(map(_who, event.actors))
        receives.update(map(_who, event.recipients))
    names = [column.name for column in ACTOR_COLUMNS]
    return [names, *(_actor(who, acts[who], receives[who], options) for who in sorted({*acts, *receives}))]


def _who(party: Party) -> tuple[str, ...]:
    return party.entity or "", party.name, party.country, ",".join(party.sectors)


def _actor(who: tuple[str, ...], acts: int, receives: int, options: Options) -> list[Cell]:
    codes = options.codes_of(who[2])
    return [*who, codes.iso2, number(codes.cow), number(codes.gw), codes.fips, acts, receives]


def _pack(folder: Path, out: BinaryIO, recorded: str) -> None:
    """Put the files into a zip in order of name, each with the same time, owner and mode."""
    year, month, day = (int(part) for part in max(recorded, _EPOCH)[:10].split("-"))
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for name in _names(folder):
            entry = zipfile.ZipInfo(name, (year, month, day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # Unix, wherever it is made
            entry.external_attr = 0o100644 << 16
            # Told to open, so that it knows whether the entry needs the long form.
            entry.file_size = (folder / name).stat().st_size
            with (folder / name).open("rb") as source, packed.open(entry, "w") as target:
                shutil.copyfileobj(source, target)
