"""``harmattan read PAGE...``"""

from contextlib import ExitStack, closing
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from harmattan import settings
from harmattan.cli import article_view
from harmattan.cli.common import AnySubjectOption, JsonOption, LedgerOption, no_options, opened_to_write
from harmattan.cli.join import catch_up
from harmattan.cli.output import complain, progress, write_json, write_lines
from harmattan.machine import article_json, full_event_json, quote_json, role_json
from harmattan.records import Coded, Refusal, Run

if TYPE_CHECKING:
    from harmattan.flow import Flow
    from harmattan.ledger import Ledger


def read(
    pages: Annotated[
        list[str],
        Parameter(
            help="Files, folders, archives, tables, web addresses, or - for standard input.", allow_leading_hyphen=True
        ),
    ],
    /,
    *,
    ledger: LedgerOption = None,
    no_ledger: Annotated[bool, Parameter(name="--no-ledger", negative="", help="Look only; keep nothing.")] = False,
    allow_private: Annotated[
        bool, Parameter(name="--allow-private", negative="", help="Fetch from private and loopback addresses too.")
    ] = False,
    text_column: Annotated[
        str | None, Parameter(name="--text-column", help="Column or key that holds the text in CSV, TSV or JSON lines.")
    ] = None,
    any_subject: AnySubjectOption = False,
    json: JsonOption = False,
) -> int:
    """Read pages, code their events, print both, and keep them in the ledger.

    A source is a page, a letter (.eml), or holds many: a folder, a zip file, a web archive (WARC), a table (CSV, TSV)
    or JSON lines; each may be packed with gzip. What cannot be used is told on standard error, with where it stands,
    and kept as a refusal; the others go on.
    """
    from harmattan.flow import Flow
    from harmattan.read.inputs import Reading, expanded, may_hold_many
    from harmattan.read.worker import Worker

    no_options(pages)
    sources = list(expanded(pages))
    count = None if any(isinstance(one, str) and may_hold_many(one) for one in sources) else len(sources)
    refused, shown = 0, False
    with ExitStack() as stack:
        # Its libraries load while the model does here.
        worker = stack.enter_context(closing(Worker()))
        flow = Flow.load(settings.load(), any_subject=any_subject)
        reading = Reading(allow_private, flow.settings.max_bytes, text_column, complain)
        run = flow.run()
        book = None if no_ledger else stack.enter_context(opened_to_write(ledger))
        for item in progress(flow.read(sources, reading, worker), "reading", count):
            if isinstance(item, Refusal):
                refused += 1
            _keep(book, item, run)
            if shown and not json and isinstance(item, Coded):
                write_lines([""])
            shown = shown or isinstance(item, Coded)
            _print(item, flow, as_json=json)
        if book is not None:
            catch_up(book)
    return 1 if refused else 0


def _keep(book: "Ledger | None", item: Coded | Refusal, run: Run) -> None:
    if book is None:
        return
    if isinstance(item, Refusal):
        book.refuse(item, run)
    else:
        book.add(item, run)


def _print(item: Coded | Refusal, flow: "Flow", *, as_json: bool) -> None:
    if isinstance(item, Refusal):
        complain(item.reason)
    elif as_json:
        events = [full_event_json(item.article, event) for event in item.annotations.events]
        doubts = [{"what": doubt.what, "why": doubt.why} for doubt in item.annotations.doubts]
        quotes = [quote_json(item.article, quote) for quote in item.annotations.quotes]
        roles = [role_json(item.article, role) for role in item.annotations.roles]
        whole = {"events": events, "quotes": quotes, "roles": roles, "doubts": doubts}
        write_json({"article": article_json(item.article), **whole})
    else:
        article_view.show(item)
