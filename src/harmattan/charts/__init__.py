"""A pair's series as a chart: two lanes, cooperation above the line and conflict below, turns as bands, pages read.

The specification is Vega-Lite, written by hand: to have Altair check it takes longer than to draw it. vl-convert draws
it; it comes with harmattan[charts] and is imported when used.
"""

from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from typing import Any, Final

from harmattan.analyse.relations import Series
from harmattan.charts.lanes import Lanes, Spec, read
from harmattan.charts.style import PLAIN, THEMES, Band, Style, Theme, band, bands
from harmattan.errors import UsageError

__all__ = ["PLAIN", "THEMES", "Band", "Spec", "Style", "band", "bands", "png", "spec", "svg"]

_SCHEMA: Final = "https://vega.github.io/schema/vega-lite/v6.json"
_FONT: Final = "system-ui, 'Segoe UI', 'Helvetica Neue', 'DejaVu Sans', sans-serif"
_NARROW: Final = 480
_SCALE: Final = 2.0


def spec(
    series: Series,
    words: tuple[str, str],
    turns: Sequence[Band] = (),
    style: Style = PLAIN,
    pages: Mapping[str, int] | None = None,
) -> Spec:
    """Return the Vega-Lite specification of a series. words: both sides as people call them; pages: read by ISO week,
    where the rows do not tell. Raises UsageError if the series is empty or the theme is none.
    """
    if not series.forward:
        raise UsageError("there is no act to draw")
    if style.theme not in THEMES:
        raise UsageError(f"no theme {style.theme!r}: one of {', '.join(THEMES)}")
    drawing = Lanes(series, style)
    a, b = words
    first = f"{_capital(a)} → {b}" if series.backward else f"Within {a}"
    alone = not series.backward
    lanes = [drawing.lane(first, series.forward, _for(turns, "forward"), days=alone)]
    if not alone:
        lanes.append(drawing.lane(f"{_capital(b)} → {a}", series.backward, _for(turns, "backward"), days=True))
    weeks = read(series.forward, pages)
    ribbon = [drawing.ribbon(weeks)] if weeks else []
    return {
        "$schema": _SCHEMA,
        "background": drawing.theme.paper,
        "padding": {"left": 4, "right": 10, "top": 8, "bottom": 6},
        "spacing": 14,
        "vconcat": [*lanes, *ribbon],
        "resolve": {"scale": {"color": "shared"}},
        "config": _config(drawing.theme, narrow=style.width < _NARROW),
    }


def svg(made: Spec) -> str:
    """Return a specification drawn as SVG. Raises UsageError if vl-convert is not installed."""
    drawn: str = _vl_convert().vegalite_to_svg(made, allowed_base_urls=[])
    return drawn


def png(made: Spec) -> bytes:
    """Return a specification drawn as PNG, twice its size. Raises UsageError if vl-convert is not installed."""
    drawn: bytes = _vl_convert().vegalite_to_png(made, scale=_SCALE, allowed_base_urls=[])
    return drawn


def _vl_convert() -> Any:  # noqa: ANN401 - a module that may not be there
    try:
        return import_module("vl_convert")
    except ImportError:
        raise UsageError("charts need vl-convert: pip install 'harmattan[charts]'") from None


def _config(theme: Theme, *, narrow: bool) -> Spec:
    text = {"labelColor": theme.soft, "titleColor": theme.soft, "labelFontSize": 11, "titleFontSize": 11}
    return {
        "font": _FONT,
        "view": {"stroke": None},
        "axis": {
            **text,
            "titleFontWeight": "normal",
            "domain": False,
            "gridColor": theme.line,
            "tickColor": theme.line,
        },
        "title": {
            "color": theme.ink,
            "fontSize": 13 if narrow else 14,
            "fontWeight": 600,
            "anchor": "start",
            "offset": 10,
        },
        "legend": {
            **text,
            "titleFontWeight": "normal",
            "titleOrient": "top" if narrow else "left",
            "titlePadding": 5 if narrow else 10,
            "labelColor": theme.ink,
            "columns": 2 if narrow else 4,
            "symbolType": "square",
        },
    }


def _for(turns: Iterable[Band], towards: str) -> list[Band]:
    """Return the turns of a lane; what both sides together turned is not told again of one of them in the same days."""
    here = [one for one in turns if one.towards in ("both", towards)]
    shared = [one for one in here if one.towards == "both"]
    return shared + [one for one in here if one.towards == towards and not any(_same(one, two) for two in shared)]


def _same(one: Band, other: Band) -> bool:
    # One that ends where the other begins is the same turn too.
    return one.words == other.words and one.since <= other.until and other.since <= one.until


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
