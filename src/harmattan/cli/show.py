"""``harmattan show ID``."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

from harmattan.cli import article_view
from harmattan.cli.common import MOST_IDS, JsonOption, LedgerOption, fits, opened_to_look
from harmattan.cli.output import counted, write_json, write_lines
from harmattan.cli.review import judgement_line
from harmattan.errors import LedgerError, UsageError
from harmattan.machine import article_json, full_event_json, judgement_json
from harmattan.records import Article, Coded, Event
from harmattan.safe import one_line

if TYPE_CHECKING:
    from harmattan.ledger.happenings import Happening
    from harmattan.ledger.judgements import Verdict
    from harmattan.ledger.versions import Copy, Version


def show(
    id: Annotated[str, Parameter(help="Id of an event or article, or its beginning.")],
    /,
    *,
    ledger: LedgerOption = None,
    json: JsonOption = False,
) -> int:
    """Show one event with its evidence, or one article with its events."""
    with opened_to_look(ledger) as book:
        found = book.find(id, limit=MOST_IDS) if id else []
        if not found:
            raise UsageError(f"no event or article in {book.name} begins with {id!r}")
        if len(found) > 1 and id not in found:
            raise UsageError(fits(id, found, "ids"))
        chosen = id if id in found else found[0]
        event, coded = book.event(chosen), book.coded(chosen)
        article = book.article(event.article) if event else None
        verdict = book.verdicts([event]).get(event.id) if event else None
        whole = book.acts_of([event.id]).get(event.id) if event else None
        act = book.act(whole) if whole else None
        why = book.joined_by(event.id) if event else ""
        other = (book.versions(chosen), book.copies(chosen)) if coded else ([], [])
    if event and article:
        _event(article, event, Told(verdict, act, why), as_json=json)
    elif coded:
        _article(coded, *other, as_json=json)
    else:
        raise LedgerError(f"{chosen} is named in {book.name} and its record is missing: run harmattan doctor")
    return 0


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of an event beside itself: the judgement in force, its act, and why it is of it."""

    verdict: "Verdict | None"
    act: "Happening | None"
    why: str


def _event(article: Article, event: Event, told: Told, *, as_json: bool) -> None:
    if as_json:
        verdict = told.verdict
        said = {**judgement_json(verdict.judgement), "carried": verdict.carried} if verdict else None
        write_json(
            {**full_event_json(article, event), "verdict": said, "act": told.act and act_json(told.act, told.why)}
        )
        return
    judged = [f"  judged     {judgement_line(told.verdict.judgement)}"] if told.verdict else []
    joined = list(_act_lines(told.act, told.why)) if told.act and told.act.count > 1 else []
    write_lines((*article_view.lines_of(article, event), *judged, *joined, "", *article_view.article_lines(article)))


def act_json(act: "Happening", why: str = "") -> dict[str, Any]:
    """Return the shape of one act."""
    return {
        "id": act.id,
        "reports": list(act.reports),
        "sources": act.sources,
        "first_seen": act.first_seen,
        "last_seen": act.last_seen,
        "disagreements": {one.field: {value: list(ids) for value, ids in one.said} for one in act.disagreements},
        "why": why,
    }


def _act_lines(act: "Happening", why: str) -> Iterator[str]:
    seen = f"{act.first_seen} to {act.last_seen}" if act.first_seen != act.last_seen else str(act.first_seen)
    yield f"  act        {act.id}: {counted(act.count, 'report')}, {counted(act.sources, 'source')}, {seen}"
    yield f"  reports    {', '.join(act.reports)}"
    yield f"  joined     {why}"
    for one in act.disagreements:
        told = "; ".join(f"{value} ({len(ids)})" for value, ids in one.said)
        yield f"  differ     {one.field}: {told}"


def _article(coded: Coded, versions: "list[Version]", copies: "list[Copy]", *, as_json: bool) -> None:
    if as_json:
        events = [full_event_json(coded.article, event) for event in coded.annotations.events]
        texts = {"versions": [asdict(one) for one in versions], "copies": [asdict(one) for one in copies]}
        write_json({"article": article_json(coded.article), "events": events, **texts})
        return
    article_view.show(coded)
    write_lines(_other_texts(coded.article.id, versions, copies))


def _other_texts(article: str, versions: "list[Version]", copies: "list[Copy]") -> Iterator[str]:
    """What else stood at the address, and where else the text stands."""
    if len(versions) > 1 or copies:
        yield ""
    if len(versions) > 1:
        yield f"{len(versions)} versions at this address"
        for one in versions:
            yield f"  {one.article}  read {one.read}{'  (this one)' if one.article == article else ''}"
    if copies:
        yield f"the same text at {len(copies)} other address{'' if len(copies) == 1 else 'es'}"
        for copy in copies:
            day = f"  {one_line(copy.published)}" if copy.published else ""
            yield f"  {copy.article}  {one_line(copy.outlet)}{day}  {copy.likeness:.0%}"
