"""A pair's series as a chart: two lanes, cooperation above the line and conflict below, coverage, and turns as bands.

Altair makes the specification and vl-convert draws it; both come with harmattan[charts] and are imported when used.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Final

from harmattan import dates
from harmattan.analyse.relations import Row, Series
from harmattan.errors import UsageError

Spec = dict[str, Any]
# Read apart by people who see no red or green, and in grey: deeds are dark, words are light.
_KINDS: Final = (
    ("cooperation in deeds", 2, 1, "#1f5f99"),
    ("cooperation in words", 1, 1, "#8fbfe6"),
    ("conflict in words", 3, -1, "#f2b27a"),
    ("conflict in deeds", 4, -1, "#b3460f"),
)
_WIDTH: Final = 640
_LANE: Final = 130
_RIBBON: Final = 18
_BAND: Final = "#6b6b6b"
_SCALE: Final = 2.0


@dataclass(frozen=True, slots=True)
class Band:
    """Where a turn lies: half-open ISO days, the most probable day, and towards (both, forward or backward)."""

    since: str
    until: str
    day: str
    towards: str


def spec(series: Series, words: tuple[str, str], bands: Sequence[Band] = ()) -> Spec:
    """Return the Vega-Lite specification of a series. words: both sides as people call them.

    Raises UsageError if the series is empty or Altair is not installed.
    """
    alt = _needed("altair")
    if not series.forward:
        raise UsageError("there is no act to draw")
    span = [series.forward[0].start, _end(series.forward[-1])]
    most = max([1, *(sum(row.quads[i] for i in half) for row in _rows(series) for half in ((0, 1), (2, 3)))])
    axes = _Axes(span, most)
    a, b = words
    title = f"{a} → {b}" if series.backward else f"within {a}"
    lanes = [_lane(alt, title, series.forward, _for(bands, "forward"), axes)]
    if series.backward:
        lanes.append(_lane(alt, f"{b} → {a}", series.backward, _for(bands, "backward"), axes))
    both = alt.vconcat(*lanes, spacing=10).resolve_scale(color="shared")
    ribbon = [_ribbon(alt, series.forward, axes)] if any(row.pages is not None for row in series.forward) else []
    drawn = alt.vconcat(both, *ribbon, spacing=10).resolve_scale(color="independent")
    plain = drawn.configure_view(stroke=None).configure_axis(grid=False, titleFontWeight="normal")
    made: Spec = plain.to_dict()
    return made


def svg(made: Spec) -> str:
    """Return a specification drawn as SVG. Raises UsageError if vl-convert is not installed."""
    drawn: str = _needed("vl_convert").vegalite_to_svg(made, allowed_base_urls=[])
    return drawn


def png(made: Spec) -> bytes:
    """Return a specification drawn as PNG, twice its size. Raises UsageError if vl-convert is not installed."""
    drawn: bytes = _needed("vl_convert").vegalite_to_png(made, scale=_SCALE, allowed_base_urls=[])
    return drawn


def _needed(module: str) -> Any:  # noqa: ANN401 - a module that may not be there
    try:
        return import_module(module)
    except ImportError:
        raise UsageError("charts need Altair and vl-convert: pip install 'harmattan[charts]'") from None


@dataclass(frozen=True, slots=True)
class _Axes:
    span: list[str]
    most: int


def _rows(series: Series) -> tuple[Row, ...]:
    return (*series.forward, *series.backward)


def _end(row: Row) -> str:
    return dates.bounds(row.period)[1].isoformat()


def _for(bands: Iterable[Band], towards: str) -> list[Band]:
    return [band for band in bands if band.towards in ("both", towards)]


def _x(alt: Any, name: str, axes: _Axes) -> Any:  # noqa: ANN401
    shown = alt.Axis(format="%Y-%m-%d", labelAngle=0, labelOverlap=True, tickCount=8)
    return alt.X(f"{name}:T", scale=alt.Scale(domain=axes.span, type="utc"), axis=shown, title=None)


def _lane(alt: Any, title: str, rows: Sequence[Row], bands: Sequence[Band], axes: _Axes) -> Any:  # noqa: ANN401
    values = [
        {"start": row.start, "end": _end(row), "kind": kind, "from": low, "to": high}
        for row in rows
        for kind, low, high in _stack(row)
    ]
    order = [kind for kind, *_ in _KINDS]
    colour = alt.Color(
        "kind:N",
        scale=alt.Scale(domain=order, range=[one[3] for one in _KINDS]),
        legend=alt.Legend(title=None, orient="bottom"),
    )
    x = _x(alt, "start", axes)
    bars = (
        alt.Chart(alt.InlineData(values or [{}]))
        .mark_rect(stroke="white", strokeWidth=0.3)
        .encode(x=x, x2="end:T", y=_y(alt, axes), y2="to:Q", color=colour)
    )
    line = alt.Chart(alt.InlineData([{"from": 0}])).mark_rule(color="#333333", strokeWidth=1).encode(y=_y(alt, axes))
    wide, likeliest = _bands(alt, bands, axes)
    layers = [*wide, bars, line, *likeliest]
    return alt.layer(*layers).properties(width=_WIDTH, height=_LANE, title=alt.Title(title, anchor="start"))


def _y(alt: Any, axes: _Axes) -> Any:  # noqa: ANN401
    scale = alt.Scale(domain=[-axes.most, axes.most])
    return alt.Y("from:Q", scale=scale, axis=_counts(alt, axes.most), title="acts")


def _counts(alt: Any, most: int) -> Any:  # noqa: ANN401
    step = max(1, -(-most // 4))
    ticks = [sign * value for sign in (-1, 1) for value in range(0, most + 1, step)]
    # Conflict is drawn below the line, and is no negative number of acts.
    return alt.Axis(values=sorted(set(ticks)), format="d", labelExpr="abs(datum.value)", labelOverlap=False)


def _stack(row: Row) -> Iterable[tuple[str, int, int]]:
    """Yield the bars of a period: deeds next to the line, words beyond them."""
    reach = {1: 0, -1: 0}
    for kind, quad, sign, _ in (_KINDS[0], _KINDS[1], _KINDS[3], _KINDS[2]):
        count = row.quads[quad - 1]
        if count:
            yield kind, reach[sign], reach[sign] + sign * count
            reach[sign] += sign * count


def _bands(alt: Any, bands: Sequence[Band], axes: _Axes) -> tuple[list[Any], list[Any]]:  # noqa: ANN401
    """Return the interval of each turn, to lie behind the bars, and its likeliest day, to lie before them."""
    if not bands:
        return [], []
    data = alt.InlineData([{"since": band.since, "until": band.until, "day": band.day} for band in bands])
    wide = alt.Chart(data).mark_rect(color=_BAND, opacity=0.18, clip=True)
    likeliest = alt.Chart(data).mark_rule(color="#1b1b1b", strokeDash=[4, 3], clip=True)
    return [wide.encode(x=_x(alt, "since", axes), x2="until:T")], [likeliest.encode(x=_x(alt, "day", axes))]


def _ribbon(alt: Any, rows: Sequence[Row], axes: _Axes) -> Any:  # noqa: ANN401
    values = [{"start": row.start, "end": _end(row), "pages": row.pages or 0} for row in rows]
    shades = alt.Scale(domain=[0, max(1, *(row.pages or 0 for row in rows))], range=["#f4f4f4", "#3d3d3d"])
    grey = alt.Color("pages:Q", scale=shades, legend=None)
    drawn = alt.Chart(alt.InlineData(values)).mark_rect().encode(x=_x(alt, "start", axes), x2="end:T", color=grey)
    return drawn.properties(
        width=_WIDTH, height=_RIBBON, title=alt.Title(_read(rows), anchor="start", fontWeight="normal")
    )


def _read(rows: Sequence[Row]) -> str:
    return f"pages read: none (light) to {max(row.pages or 0 for row in rows)} (dark)"
