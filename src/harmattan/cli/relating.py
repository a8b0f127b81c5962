"""What the commands about relationships share: options, names, periods, and turns as lines and JSON."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

from cyclopts import Parameter

from harmattan.cli.files import spared
from harmattan.cli.output import complain
from harmattan.errors import OutputError

if TYPE_CHECKING:
    from harmattan.analyse.sides import Pair
    from harmattan.records import Act, Turn
    from harmattan.records import Side as Half
    from harmattan.relationships.course import Course

First = Annotated[
    str, Parameter(help="A country, sector, actor or set: MLI, MLI.MIL, Mali, group:jnim, ECOWAS, MLI+NER.")
]
Other = Annotated[str, Parameter(help="The other side.")]
Since = Annotated[str | None, Parameter(help="First day, for example 2024-01.")]
Until = Annotated[str | None, Parameter(help="Day after the last.")]
Today = Annotated[str | None, Parameter(help="The day from which one looks; by default today (UTC).")]
DASH: Final = "–"


def tell_left(rejected: int, left: Mapping[str, int] | None = None) -> None:
    """Say on standard error what is not counted: acts that people rejected, and others by reason."""
    told = [*sorted((left or {}).items()), *([("rejected", rejected)] if rejected else [])]
    if told:
        complain(f"not counted: {', '.join(f'{count:,} {reason}' for reason, count in told)}")


def tell_undated(acts: "Iterable[Act]") -> None:
    """Say on standard error how many acts stand on the day of their news, which background does wrongly."""
    from harmattan.analyse.acts import took_place

    done = [act for act in acts if took_place(act) and act.day]
    undated = sum(1 for act in done if not act.dated)
    if undated:
        complain(f"{undated:,} of {len(done):,} acts have no day told and count on that of the news")


def score(value: float | None) -> str:
    """Return a score with its sign and one digit; a dash for none."""
    return DASH if value is None else f"{value:+.1f}"


def toward(pair: "Pair", towards: str) -> str:
    """Return a direction of a pair in codes."""
    a, b = pair.a.name, pair.b.name
    if pair.domestic:
        return f"within {a}"
    return {"forward": f"{a} -> {b}", "backward": f"{b} -> {a}"}.get(towards, f"{a} <-> {b}")


def course_lines(found: "Course", pair: "Pair") -> Iterator[str]:
    """Yield the turns of a direction as lines, or that it did not turn, or that too little is known."""
    from harmattan.records import TooLittle

    where = toward(pair, found.towards)
    if isinstance(found.found, TooLittle):
        yield f"{where}: too little to say whether it turned: {found.found.reason}"
    elif not found.turns:
        yield f"{where}: no turn, by what {found.acts} acts tell"
    for turn in found.turns:
        yield f"{where}: {', '.join(turn.direction)}; {interval(turn)}; probability {turn.probability:.2f}"
        yield f"  before  {_half(turn.before)}"
        yield f"  after   {_half(turn.after)}"
        yield from (f"  {line}" for line in _doubts(turn, covered=found.covered))


def interval(turn: "Turn") -> str:
    """Return when a pair turned: the days that hold it with nine parts in ten, and the likeliest one."""
    from harmattan.relationships.look import last_day

    return f"{turn.since} to {last_day(turn.until)}, likeliest {turn.day}"


def _half(half: "Half") -> str:
    quads = "/".join(map(str, half.quads))
    return f"{half.events} acts, {half.rate:.1f} in 30 days, mean score {score(half.score)}, by quad {quads}"


def _doubts(turn: "Turn", *, covered: bool) -> Iterator[str]:
    from harmattan.relationships.course import doubts

    told = doubts(turn, covered=covered)
    if told.reading:
        yield f"reading changed too: {told.reading[0]:.1f} before, {told.reading[1]:.1f} after (1 is the average)"
    if told.outlets:
        yield "the outlets changed too"
    if told.unmeasured:
        yield "what was read is too little to measure reading: whether acts became more or fewer is not told"
    for what, chance in filter(None, (told.without_outlet, told.without_act)):
        yield f"without {what} its probability is {chance:.2f}"
    yield f"carried by {', '.join(one.event for one in turn.carriers[:3])}"


def written(path: Path, data: bytes) -> None:
    """Write a file. Raises OutputError, and UsageError for a file of a ledger."""
    try:
        spared(path)
        path.write_bytes(data)
    except OSError as error:
        raise OutputError(f"{path}: {error.strerror or error}") from error
