"""What a user may set, from environment variables HARMATTAN_*; read once, passed in, never looked up again."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from harmattan.errors import UsageError

# The largest news pages are near 6 MB, nearly all script; 50 MB must be refused at once, not read for minutes.
_MAX_BYTES = 20_000_000


@dataclass(frozen=True, slots=True)
class Settings:
    """ledger: the file, or the address of a database on a server; data: the user's folder; named: whether the
    environment names the ledger; the rest are limits, as whole numbers."""

    ledger: Path | str
    data: Path
    max_bytes: int = _MAX_BYTES
    threads: int = 1
    named: bool = False


def load(environment: Mapping[str, str] | None = None) -> Settings:
    """Return the settings of an environment (None: the process's own).

    HARMATTAN_DATA, HARMATTAN_LEDGER, HARMATTAN_MAX_BYTES, HARMATTAN_THREADS.
    An empty variable counts as unset. Raises UsageError for a value that cannot be meant.
    """
    given = os.environ if environment is None else environment
    data = _path(given, "HARMATTAN_DATA", platformdirs.user_data_path("harmattan", appauthor=False))
    return Settings(
        ledger=_ledger(given, data / "ledger.sqlite"),
        data=data,
        max_bytes=_number(given, "HARMATTAN_MAX_BYTES", _MAX_BYTES, 1, 2**40),
        threads=_number(given, "HARMATTAN_THREADS", 1, 1, 1024),
        named=bool(given.get("HARMATTAN_LEDGER")),
    )


def _ledger(given: Mapping[str, str], default: Path) -> Path | str:
    value = given.get("HARMATTAN_LEDGER", "")
    return value if "://" in value else _path(given, "HARMATTAN_LEDGER", default)


def _path(given: Mapping[str, str], name: str, default: Path) -> Path:
    value = given.get(name, "")
    if not value:
        return default
    if "\0" in value:
        raise UsageError(f"{name} is no path: {value!r}")
    try:
        return Path(value).expanduser()
    except RuntimeError as error:
        raise UsageError(f"{name} is no path: {value!r} ({error})") from error


def _number(given: Mapping[str, str], name: str, default: int, least: int, most: int) -> int:
    value = given.get(name, "")
    if not value:
        return default
    # int() alone would take "1_000" and Arabic digits, and a very long number costs seconds.
    if not (value.isascii() and value.isdigit() and len(value) <= 15 and least <= int(value) <= most):
        raise UsageError(f"{name} must be a whole number from {least} to {most}, not {value!r}")
    return int(value)
