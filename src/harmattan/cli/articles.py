"""``harmattan articles WORDS``: articles by what stands in them."""

from dataclasses import asdict
from typing import Annotated

from cyclopts import Parameter

from harmattan.cli.common import JsonOption, LedgerOption, opened_to_look
from harmattan.cli.output import at_most, one_more, table, write_json
from harmattan.safe import one_line

# As many characters of an id as tell articles of a ledger of millions apart.
_SHORT = 13


def articles(
    words: Annotated[list[str], Parameter(help="A phrase; a last word ending in * is the beginning of one.")],
    /,
    *,
    limit: Annotated[int, Parameter(help="How many at most.")] = 50,
    ledger: LedgerOption = None,
    json: JsonOption = False,
) -> int:
    """List the articles in whose title or text a phrase stands, whatever case and accents, the newest first."""
    with opened_to_look(ledger) as book:
        found = at_most(limit, book.search(" ".join(words), limit=one_more(limit)), "articles")
    if json:
        for hit in found:
            write_json(asdict(hit))
        return 0
    cells = ((hit.article[:_SHORT], hit.published or "", hit.title or "", hit.url or hit.source) for hit in found)
    rows = (tuple(map(one_line, row)) for row in cells)
    table(("id", "published", "title", "from"), rows)
    return 0
