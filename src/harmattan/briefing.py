"""A brief in the forms people hand on: Markdown, PDF, BibTeX, and the chart in it. Doors share it."""

from collections.abc import Iterable, Mapping
from typing import Any

from harmattan import charts, pdf
from harmattan.analyse import render
from harmattan.ledger.export import bibtex
from harmattan.records import Article
from harmattan.relationships.course import turned
from harmattan.relationships.dossier import Dossier
from harmattan.safe import printable


def markdown(found: Dossier) -> str:
    """Return a brief as Markdown; its quotes are verbatim but for control characters."""
    return printable(render.markdown(found.brief, found.quotes))


def plain(found: Dossier) -> dict[str, Any]:
    """Return a brief as plain values (render.plain), its quotes verbatim but for control characters."""
    made: dict[str, Any] = _printable(render.plain(found.brief, found.quotes))
    return made


def as_pdf(found: Dossier, chart: str = "") -> bytes:
    """Return a brief as PDF; chart: as svg returns it. Raises UsageError if Typst is not installed."""
    return pdf.pdf({**plain(found), "under": printable(found.under)}, chart)


def bib(articles: Iterable[Article]) -> bytes:
    """Return the articles that a brief cites as BibTeX, each once."""
    once = {article.id: article for article in articles}
    return "\n".join(map(bibtex.entry, once.values())).encode()


def chart(found: Dossier, words: Mapping[str, str]) -> charts.Spec | None:
    """Return the chart of a brief; None without acts to draw. Raises UsageError where vl-convert is not installed."""
    if not found.series.forward:
        return None
    pair = found.series.pair
    bands = charts.bands(turned(found.courses), domestic=pair.domestic)
    names = words.get(pair.a.name, pair.a.name), words.get(pair.b.name, pair.b.name)
    return charts.spec(found.series, names, bands)


def svg(found: Dossier, words: Mapping[str, str]) -> str:
    """Return the chart of a brief as SVG; nothing without acts to draw. Raises UsageError as chart does."""
    made = chart(found, words)
    return charts.svg(made) if made else ""


def _printable(value: Any) -> Any:  # noqa: ANN401 - anything json can write
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {key: _printable(one) for key, one in value.items()}
    return [_printable(one) for one in value] if isinstance(value, list | tuple) else value
