"""``harmattan code FILE.jsonl``: the plain machine interface, no ledger."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import chain, islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated

from cyclopts import Parameter

from harmattan import lines, settings
from harmattan.cli.common import AnySubjectOption, no_options
from harmattan.cli.output import complain, progress, write_json
from harmattan.errors import InputError, UnreadableInput
from harmattan.machine import coded_json

if TYPE_CHECKING:
    from harmattan.flow import Flow

# Lines without a JSON object among them after which a file is taken for something else.
_MOST_WITHOUT = 1_000


def code(
    file: Annotated[str, Parameter(help="JSONL file of texts, or - for standard input.", allow_leading_hyphen=True)],
    /,
    *,
    any_subject: AnySubjectOption = False,
) -> int:
    """Code lines {"id", "date" or null, "text"}; print one JSON event a line.

    All offsets are into the given text. A line that cannot be used is told on standard error with its
    number; the others go on, and the exit status is 1. A file without one JSON object, such as a page, is told once.
    """
    from harmattan.flow import Flow

    no_options([file])
    with ExitStack() as stack:
        stream = _opened(file, stack)
        flow = Flow.load(settings.load(), any_subject=any_subject)
        failed, left = False, list[int]()
        for number, line in progress(_numbered(stream, file), "coding", None):
            out = _line(flow, file, number, line)
            failed |= out is None
            left += [out] if out else []
        if left:
            complain(f"{file}: {_left_out(sum(left), len(left))}")
    return 1 if failed else 0


def _numbered(stream: IO[bytes], file: str) -> Iterator[tuple[int, bytes]]:
    """Yield the lines that are not blank with their numbers, once one of them is a JSON object.

    Raises UnreadableInput if none of the whole stream, or of its first lines, is one.
    """
    told = ((number, line) for number, line in enumerate(stream, start=1) if line.strip())
    first = list(islice(told, 1))
    while first and not lines.is_object(first[-1][1]):
        if len(first) == _MOST_WITHOUT or not (more := next(told, None)):
            raise UnreadableInput(_no_lines(file, first[0][0], len(first)))
        first.append(more)
    yield from chain(first, told)


def _no_lines(file: str, number: int, count: int) -> str:
    which = f"line {number} is no JSON object" if count == 1 else f"none of {count:,} lines is a JSON object"
    return f'{file}: {which} such as {{"id": ..., "date": null, "text": ...}}; harmattan read reads pages and tables'


def _opened(file: str, stack: ExitStack) -> IO[bytes]:
    if file == "-":
        return sys.stdin.buffer
    try:
        return stack.enter_context(Path(file).open("rb"))
    except OSError as error:
        raise UnreadableInput(f"{file}: {error.strerror or error}") from error


def _left_out(acts: int, texts: int) -> str:
    told = f"{acts:,} act{'' if acts == 1 else 's'} in {texts:,} text{'' if texts == 1 else 's'}"
    return f"{told} that told of nothing political left out; --any-subject codes them"


def _line(flow: "Flow", file: str, number: int, line: bytes) -> int | None:
    """Code one line; return how many acts are left out for its subject, None if it cannot be used."""
    from harmattan.annotate.subject import WHY

    try:
        doc, coded = flow.code_line(line)
    except InputError as error:
        complain(f"{file}:{number}: {error}")
        return None
    for event in coded_json(doc, coded):
        write_json(event)
    sys.stdout.flush()
    return sum(doubt.why == WHY for doubt in coded.annotations.doubts)
