"""``harmattan brief A B``: a relationship in sentences that rules make, each with its notes."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

from cyclopts import Parameter

from harmattan.asking import known, period
from harmattan.cli.common import JsonOption, LedgerOption, opened_to_look
from harmattan.cli.join import catch_up
from harmattan.cli.output import complain, write_json
from harmattan.cli.relating import First, Other, Since, Today, Until, tell_left, written
from harmattan.errors import UsageError
from harmattan.safe import printable, safe

if TYPE_CHECKING:
    from harmattan.relationships.dossier import Dossier

_FORMS: Final = (".md", ".html", ".pdf")
_STYLE: Final = """
body { font: 1rem/1.55 Georgia, serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem; color: #1b1b1b;
  background: #fff; }
h1 { font-size: 1.7rem; } h2 { font-size: 1.15rem; margin-top: 2rem; } img { max-width: 100%; height: auto; }
a { color: #1f5f99; } sup { line-height: 0; font-size: .7em; } ol { font-size: .9rem; } li { overflow-wrap: anywhere; }
q { unicode-bidi: isolate; } figure { margin: 1rem 0; } figcaption { font-size: .9rem; }
:target { background: #fff3c4; }
@media (prefers-color-scheme: dark) { body { background: #181818; color: #e8e8e8; } a { color: #8fbfe6; }
  :target { background: #4a4220; } img { background: #fff; } }
"""


def brief(
    a: First,
    b: Other,
    /,
    *,
    out: Annotated[
        Path | None, Parameter(help="File, .md, .html or .pdf; by default Markdown on standard output.")
    ] = None,
    today: Today = None,
    since: Since = None,
    until: Until = None,
    ledger: LedgerOption = None,
    json: JsonOption = False,
) -> int:
    """Write a brief of a pair: how it stands, when it turned, its chief acts, what is at stake, what is announced.

    Rules make the sentences, no language model; each is footnoted to the quoted words of the events it rests on.
    """
    from harmattan.asking import today as day_of
    from harmattan.relationships import dossier

    if out and out.suffix.lower() not in _FORMS:
        raise UsageError(f"a brief is {', '.join(_FORMS)}, not {out.name!r}")
    who, asked, now = known(), period(since, until), day_of(today)
    pair = who.pair(a, b)
    with opened_to_look(ledger) as book:
        catch_up(book)
        found = dossier.dossier(book, pair, asked, now, who.words)
    tell_left(found.rejected)
    _write(found, out, as_json=json)
    return 0


def _write(found: "Dossier", out: Path | None, *, as_json: bool) -> None:
    from harmattan import briefing
    from harmattan.analyse import render

    if as_json:
        write_json(render.plain(found.brief, found.quotes))
    elif out is None:
        sys.stdout.write(safe(briefing.markdown(found)))
    elif out.suffix.lower() == ".pdf":
        written(out, briefing.as_pdf(found, _chart(found)))
    else:
        written(out, _page(found) if out.suffix.lower() == ".html" else briefing.markdown(found).encode())


def _page(found: "Dossier") -> bytes:
    """Return a page of HTML that needs nothing from elsewhere; the chart is a picture, in which no script runs."""
    from base64 import b64encode
    from html import escape

    from harmattan.analyse import render

    body, chart = render.html(found.brief, found.quotes), _chart(found)
    if chart:
        source = f"data:image/svg+xml;base64,{b64encode(chart.encode()).decode()}"
        told = "Acts of each side towards the other by period; the numbers are those of harmattan between."
        under = f"<figcaption>{escape(found.under)}</figcaption>" if found.under else ""
        drawn = f'<figure><img src="{source}" alt="{escape(told)}">{under}</figure>'
        body = body.replace("</h1>\n", f"</h1>\n{drawn}\n", 1)
    title = escape(found.brief.title)
    head = f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n'
    head += '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    return printable(f"{head}<style>{_STYLE}</style>\n</head>\n<body>\n{body}</body>\n</html>\n").encode()


def _chart(found: "Dossier") -> str:
    """Return the chart as SVG; nothing without acts to draw, or where vl-convert is not installed."""
    from harmattan import briefing

    try:
        return briefing.svg(found, known().words)
    except UsageError as error:
        complain(f"the brief has no chart: {error}")
        return ""
