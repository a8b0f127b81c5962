"""``harmattan release OUT.zip``."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from harmattan.cli.common import LedgerOption, opened_to_look
from harmattan.cli.export import Actor, By, Recipient, Since, Type, Until, Words
from harmattan.cli.files import written
from harmattan.cli.join import catch_up
from harmattan.cli.output import write_lines
from harmattan.cli.queries import asked
from harmattan.exporting import chosen


def release(
    out: Annotated[Path, Parameter(help="Zip file to write.")],
    /,
    *query: Words,
    type: Type = None,
    actor: Actor = None,
    recipient: Recipient = None,
    since: Since = None,
    until: Until = None,
    by: By = "reports",
    title: Annotated[str, Parameter(help="Title of the data.")] = "Political events coded by Harmattan",
    author: Annotated[list[str] | None, Parameter(help="Author to cite; may be given several times.")] = None,
    ledger: LedgerOption = None,
) -> int:
    """Write a replication archive without text of pages: data, codebook, query, versions, checksums, citation."""
    from harmattan.ledger.export.release import Release, write
    from harmattan.ledger.query import render

    wanted = asked(query, type=type, actor=actor, recipient=recipient, since=since, until=until)
    with opened_to_look(ledger) as book:
        if (wanted.by or by) == "events":
            catch_up(book)
        # After the joining, which is a record too: the next release of the same ledger tells the same.
        newest = book.past(wanted.as_of).newest_record()
        found, options = chosen(book, wanted, by, with_text=False)
        pairs = list(found)
    with written(out, book.name) as stream:
        write(
            pairs,
            stream,
            options,
            Release({"query": render(replace(wanted, by=None)), "by": wanted.by or by}, newest, title, author or ()),
        )
    write_lines([f"{out}: {len(pairs):,} events in {len({article.id for article, _ in pairs}):,} articles"])
    return 0
