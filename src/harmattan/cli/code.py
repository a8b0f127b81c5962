"""``harmattan code FILE.jsonl``: the plain machine interface, no ledger."""

import sys
from contextlib import ExitStack
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated

from cyclopts import Parameter

from harmattan import settings
from harmattan.cli.common import AnySubjectOption, no_options
from harmattan.cli.output import complain, progress, write_json
from harmattan.errors import InputError, UnreadableInput
from harmattan.machine import coded_json

if TYPE_CHECKING:
    from harmattan.flow import Flow


def code(
    file: Annotated[str, Parameter(help="JSONL file of texts, or - for standard input.", allow_leading_hyphen=True)],
    /,
    *,
    any_subject: AnySubjectOption = False,
) -> int:
    """Code lines {"id", "date" or null, "text"}; print one JSON event a line.

    All offsets are into the given text. A line that cannot be used is told on standard error with its
    number; the others go on, and the exit status is 1.
    """
    from harmattan.flow import Flow

    no_options([file])
    with ExitStack() as stack:
        stream = _opened(file, stack)
        flow = Flow.load(settings.load(), any_subject=any_subject)
        failed = 0
        for number, line in progress(enumerate(stream, start=1), "coding", None):
            failed += not _line(flow, file, number, line)
    return 1 if failed else 0


def _opened(file: str, stack: ExitStack) -> IO[bytes]:
    if file == "-":
        return sys.stdin.buffer
    try:
        return stack.enter_context(Path(file).open("rb"))
    except OSError as error:
        raise UnreadableInput(f"{file}: {error.strerror or error}") from error


def _line(flow: "Flow", file: str, number: int, line: bytes) -> bool:
    """Code one line; tell whether it could be used. Blank lines are nothing."""
    if not line.strip():
        return True
    try:
        doc, coded = flow.code_line(line)
    except InputError as error:
        complain(f"{file}:{number}: {error}")
        return False
    for event in coded_json(doc, coded):
        write_json(event)
    sys.stdout.flush()
    return True
