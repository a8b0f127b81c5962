"""``harmattan doctor``: is everything as it should be?"""

from collections.abc import Callable, Iterator
from pathlib import Path

from harmattan import __version__, settings
from harmattan.cli.common import JsonOption, LedgerOption, is_file
from harmattan.cli.output import counted, write_json, write_lines
from harmattan.errors import HarmattanError
from harmattan.safe import one_line


def doctor(*, ledger: LedgerOption = None, json: JsonOption = False) -> int:
    """Check the model's files against its card, the codebook, and every invariant of the ledger."""
    path = ledger or settings.load().ledger
    found = [*_checked("model", _model), *_checked("codebook", _codebook), *_checked("ledger", lambda: _ledger(path))]
    for name, state, detail in found:
        if json:
            write_json({"part": name, "ok": state, "detail": detail})
        else:
            write_lines([f"{'ok  ' if state else 'BAD '} {name:<9} {one_line(detail)}"])
    return 0 if all(state for _, state, _ in found) else 1


def _checked(name: str, check: Callable[[], Iterator[tuple[bool, str]]]) -> list[tuple[str, bool, str]]:
    try:
        return [(name, state, detail) for state, detail in check()]
    except HarmattanError as error:
        return [(name, False, str(error))]


def _model() -> Iterator[tuple[bool, str]]:
    from harmattan.annotate.encoder import Encoder, hash_problems, shipped

    encoder = Encoder()
    wrong = hash_problems(shipped())
    yield not wrong, "; ".join(wrong) or f"{encoder.version}, files as in its card, harmattan {__version__}"


def _codebook() -> Iterator[tuple[bool, str]]:
    from harmattan.codebook.loader import load

    book = load()
    modes, contexts = len(book.mode_names()), len(book.contexts)
    yield (
        True,
        f"{book.version}: {len(book.types)} types, {modes} modes, {contexts} contexts, {len(book.sectors)} sectors",
    )


def _ledger(path: Path | str | None) -> Iterator[tuple[bool, str]]:
    from harmattan.ledger import default_path, open_ledger

    file = path or default_path()
    if is_file(file) and not Path(file).exists():
        yield True, f"{file}: none yet; the first read makes it"
        return
    with open_ledger(file) as book:
        wrong = book.problems()
        known, file = book.counts(), book.name
    counts = ", ".join(counted(known[f"{one}s"], one) for one in ("article", "event", "refusal", "run"))
    for line in wrong:
        yield False, f"{file}: {line}"
    if not wrong:
        yield True, f"{file}: {counts}; every code's words stand where it says"
