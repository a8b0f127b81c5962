"""What users say about actors: judgements over the shipped tables, appended to one file and never lost by an upgrade.

Each line of the file is a JSON object {id, at, by, verb, subject, values, reason}. A file that cannot be read is
told with the number of the line; nothing of it is dropped silently.
"""

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from harmattan import dates
from harmattan.errors import LedgerError, UsageError
from harmattan.ids import make_id
from harmattan.records import Judgement

FILE = "actors.jsonl"
KINDS = ("person", "organisation", "group")
_FIELDS = ("kind", "country", "sector", "also", "post", "role", "since", "until")


def load(folder: Path) -> tuple[Judgement, ...]:
    """Return all judgements of a data folder, oldest first; none if there is no file. Raises LedgerError."""
    path = folder / FILE
    if not path.exists():
        return ()
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise LedgerError(f"{path} cannot be read: {error}") from error
    # A last line without its end was cut off by a crash before anybody was told that it was kept.
    return tuple(_parsed(path, number, line) for number, line in enumerate(lines[:-1], 1) if line.strip())


def _parsed(path: Path, number: int, line: str) -> Judgement:
    try:
        row = json.loads(line)
        values = tuple((str(key), str(value)) for key, value in row["values"])
        return Judgement(row["id"], row["at"], row["by"], row["verb"], row["subject"], values, row["reason"])
    except (ValueError, KeyError, TypeError) as error:
        raise LedgerError(f"{path}:{number}: no judgement on an actor ({error})") from error


def made(
    verb: str, subject: str, values: Iterable[tuple[str, str]], *, at: str, by: str, reason: str = ""
) -> Judgement:
    """Return a new judgement with its id. Raises UsageError for what cannot be meant."""
    told = tuple(values)
    for problem in _problems(verb, subject, told):
        raise UsageError(problem)
    return Judgement(make_id("jud", [at, by, verb, subject, told]), at, by, verb, subject, told, reason)


def _problems(verb: str, subject: str, values: Sequence[tuple[str, str]]) -> Iterator[str]:
    if not subject.strip() or not any(letter.isalnum() for letter in subject):
        yield "an actor needs a name"
    told = dict(values)
    if verb == "add" and told.get("kind") not in KINDS:
        yield f"an actor is one of {', '.join(KINDS)}, not {told.get('kind')!r}"
    if verb == "add" and told.get("post") and told.get("kind") != "person":
        yield f"only a person holds a post, not {told.get('kind')!r}"
    if verb == "add" and told.get("until") and not told.get("post"):
        yield "until is the end of a post, and no post is named"
    for name, value in values:
        if name not in _FIELDS:
            yield f"unknown field {name}"
        if name == "also" and not any(letter.isalnum() for letter in value):
            yield f"the other name {value!r} is none"
        if name in ("since", "until") and value:
            try:
                dates.bounds(value)
            except ValueError:
                yield f"{name} is no date: {value!r} (YYYY, YYYY-MM or YYYY-MM-DD)"
    if told.get("since") and told.get("until") and told["until"] < told["since"]:
        yield f"until {told['until']} lies before since {told['since']}"


def append(folder: Path, judgement: Judgement) -> None:
    """Write one judgement behind the others, through to the disk. Raises LedgerError."""
    row = {
        "id": judgement.id,
        "at": judgement.at,
        "by": judgement.by,
        "verb": judgement.verb,
        "subject": judgement.subject,
        "values": judgement.values,
        "reason": judgement.reason,
    }
    path = folder / FILE
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _drop_torn_end(path)
        with path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise LedgerError(f"{path} cannot be written: {error.strerror or error}") from error


def _drop_torn_end(path: Path) -> None:
    """Cut off what a crash left of a line that was never acknowledged, so that the next one stands by itself."""
    held = path.read_bytes() if path.exists() else b""
    if held and not held.endswith(b"\n"):
        with path.open("r+b") as file:
            file.truncate(held.rfind(b"\n") + 1)
