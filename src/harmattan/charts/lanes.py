"""Lanes of a chart: what one side did to the other by period, with turns, and the pages read."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from harmattan import dates
from harmattan.analyse.relations import Row, Series
from harmattan.charts.style import KINDS, THEMES, Band, Style

Spec = dict[str, Any]
# Deeds stand next to the line, words beyond them.
_STACKED: Final = (KINDS[0], KINDS[1], KINDS[3], KINDS[2])
_LANE, _RIBBON = 150, 30
# What stands beside the lanes: the numbers and the name of the axis.
_BESIDE: Final = 62
# A line between two bars hides bars that are thinner than this, in pixels.
_THIN: Final = 5.0
# A tick needs so many pixels.
_TICK: Final = 85
# Bars that there is room for at least: one alone would fill the chart.
_FEWEST: Final = 16


# The first day on the axis tells its year: Vega names one in January alone.
_FIRST: Final = "utcFormat(datum.value, utcFormat(datum.value, '%d') === '01' ? '%b %Y' : '%b %d %Y')"
_LABEL: Final = f"datum.index === 0 ? {_FIRST} : datum.label"


def _end(row: Row) -> str:
    return dates.bounds(row.period)[1].isoformat()


def _span(rows: Sequence[Row]) -> list[str]:
    """Return the first day of the axis and the day after its last: some days around a short series."""
    first, end = (date.fromisoformat(day) for day in (rows[0].start, _end(rows[-1])))
    more = (end - first) // len(rows) * max(0, _FEWEST - len(rows)) // 2
    return [(first - more).isoformat(), (end + more).isoformat()]


def read(rows: Sequence[Row], pages: Mapping[str, int] | None) -> list[Spec]:
    """Return the pages read, by week, or by the periods of the rows if they tell."""
    if pages is None:
        told = [(row.start, _end(row), row.pages, row.period) for row in rows if row.pages is not None]
    else:
        first, end = rows[0].start, _end(rows[-1])
        weeks = ((*dates.bounds(week), count, week) for week, count in sorted(pages.items()))
        told = [
            (max(first, since.isoformat()), min(end, until.isoformat()), count, week)
            for since, until, count, week in weeks
            if since.isoformat() < end and first < until.isoformat()
        ]
    return [{"start": since, "end": until, "pages": count, "period": name} for since, until, count, name in told]


class Lanes:
    """Lanes of one scale: from the most conflict of a period to the most cooperation."""

    def __init__(self, series: Series, style: Style) -> None:
        self.style, self.theme = style, THEMES[style.theme]
        self.span = _span(series.forward)
        self.width = max(120, style.width - _BESIDE)
        rows = (*series.forward, *series.backward)
        self.most = max(1, *(sum(self.counts(row)[i] for i in (0, 1)) for row in rows))
        self.least = max(1, *(sum(self.counts(row)[i] for i in (2, 3)) for row in rows))
        self.thin = self.width / max(_FEWEST, len(series.forward)) < _THIN
        self.days = True
        self.unit = f"{'reports' if style.reports else 'acts'} a {_unit(series.forward[0].period)}"

    def counts(self, row: Row) -> tuple[int, ...]:
        return row.report_quads if self.style.reports else row.quads

    def lane(self, title: str, rows: Sequence[Row], bands: Sequence[Band], *, days: bool) -> Spec:
        """Return one direction. days: whether days are written below it."""
        self.days = days
        values = [value for row in rows for value in self.stacked(row)]
        bars = self.bars(values) if values else self.silent()
        layers = [*self.wide(bands), bars, self.zero(), *self.likeliest(bands)]
        return {"title": title, "width": self.width, "height": _LANE, "layer": layers}

    def stacked(self, row: Row) -> Iterator[Spec]:
        """Yield the bars of a period."""
        reach = {1: 0, -1: 0}
        for kind, quad, sign in _STACKED:
            count = self.counts(row)[quad - 1]
            if not count:
                continue
            value = {"start": row.start, "end": _end(row), "period": row.period, "kind": kind, "count": count}
            href = {"href": self.style.href(row, quad)} if self.style.href else {}
            yield {**value, **href, "from": reach[sign], "to": reach[sign] + sign * count}
            reach[sign] += sign * count

    def bars(self, values: Sequence[Spec]) -> Spec:
        edge = {} if self.thin else {"stroke": self.theme.paper, "strokeWidth": 0.8}
        kinds = [kind for kind, *_ in KINDS]
        legend = {"title": self.unit, "orient": "top", "values": kinds, "offset": 12, "symbolSize": 120}
        colour = {"field": "kind", "type": "nominal", "legend": legend}
        told = [{"field": "period", "title": "when"}, {"field": "kind", "title": "what"}]
        count = {"field": "count", "title": "reports" if self.style.reports else "acts"}
        linked = {"href": {"field": "href"}} if self.style.href else {}
        return {
            "data": {"values": list(values)},
            "mark": {"type": "rect", "clip": True, "cursor": "pointer" if self.style.href else "default", **edge},
            "encoding": {
                "x": self.x("start"),
                "x2": {"field": "end"},
                "y": self.y("from"),
                "y2": {"field": "to"},
                "color": {**colour, "scale": {"domain": kinds, "range": list(self.theme.kinds)}},
                "tooltip": [*told, count],
                **linked,
            },
        }

    def x(self, field: str) -> Spec:
        scale = {"type": "utc", "nice": False, "domain": {"param": "zoom"} if self.style.zoom else self.span}
        axis = {
            "labels": self.days,
            "ticks": self.days,
            "title": None,
            "grid": True,
            "tickCount": max(2, self.width // _TICK),
        }
        shown = {**axis, "labelExpr": _LABEL, "labelOverlap": True, "labelFlush": True}
        return {"field": field, "type": "temporal", "scale": scale, "axis": shown}

    def y(self, field: str) -> Spec:
        # Conflict is drawn below the line, and is no negative number of acts.
        axis = {"values": self.ticks(), "format": "d", "labelExpr": "abs(datum.value)", "grid": False, "ticks": False}
        title = {"title": "← conflict · cooperation →", "titlePadding": 8, "minExtent": 26, "maxExtent": 26}
        scale = {"domain": [-self.least, self.most], "nice": False}
        return {"field": field, "type": "quantitative", "scale": scale, "axis": {**axis, **title}}

    def ticks(self) -> list[int]:
        step = max(1, -(-max(self.most, self.least) // 3))
        below = range(0, self.least + 1, step)
        return sorted({*range(0, self.most + 1, step), *(-value for value in below)})

    def zero(self) -> Spec:
        """Return the line between cooperation and conflict, which holds the scale open from end to end."""
        mark = {"type": "rule", "color": self.theme.soft, "strokeWidth": 1, "clip": True}
        whole = {"from": 0, "start": self.span[0], "end": self.span[1]}
        encoding = {"x": self.x("start"), "x2": {"field": "end"}, "y": self.y("from")}
        return {"data": {"values": [whole]}, "mark": mark, "encoding": encoding}

    def silent(self) -> Spec:
        mark = {"type": "text", "text": "no act told", "color": self.theme.soft, "dy": -10, "fontStyle": "italic"}
        return {"data": {"values": [{"from": 0}]}, "mark": mark, "encoding": {"y": self.y("from")}}

    def wide(self, bands: Sequence[Band]) -> list[Spec]:
        """Return the interval of each turn, to lie behind the bars."""
        first, end = self.span
        values = [
            {"since": max(first, one.since), "until": min(end, one.until), "words": one.words, "days": _days(one)}
            for one in bands
            if one.since < end and first < one.until
        ]
        told = [{"field": "words", "title": "turn"}, {"field": "days", "title": "between"}]
        mark = {"type": "rect", "color": self.theme.ink, "opacity": 0.1, "clip": True}
        encoding = {"x": self.x("since"), "x2": {"field": "until"}, "tooltip": told}
        return [{"data": {"values": values}, "mark": mark, "encoding": encoding}] if values else []

    def likeliest(self, bands: Sequence[Band]) -> list[Spec]:
        """Return the likeliest day of each turn with what it is, to lie before the bars."""
        inside = [one for one in bands if self.span[0] <= one.day < self.span[1]]
        if not inside:
            return []
        data = {"values": [{"day": one.day, "words": one.words} for one in inside]}
        rule = {"type": "rule", "color": self.theme.ink, "strokeDash": [4, 3], "strokeWidth": 1.3, "clip": True}
        text = {"type": "text", "color": self.theme.ink, "fontSize": 11, "fontWeight": 600, "baseline": "bottom"}
        x = self.x("day")
        return [
            {"data": data, "mark": rule, "encoding": {"x": x}},
            {
                "data": data,
                "mark": {**text, "align": "center", "dy": -2, "clip": False},
                "encoding": {"x": x, "y": {"value": 0}, "text": {"field": "words"}},
            },
        ]

    def ribbon(self, values: Sequence[Spec]) -> Spec:
        """Return the pages read, on which one can drag to see a part."""
        most = max(1, *(value["pages"] for value in values))
        # A scale on which one can drag takes its ends from the data, or Vega warns.
        scale = {"type": "utc", "nice": False} | ({} if self.style.zoom else {"domain": self.span})
        x = {"field": "start", "type": "temporal", "scale": scale, "axis": None}
        y = {"field": "pages", "type": "quantitative", "scale": {"domain": [0, most]}, "axis": None}
        drawn = {
            "data": {"values": [*self.ends(), *values]},
            "mark": {"type": "rect", "color": self.theme.ribbon, "clip": True},
            "encoding": {
                "x": x,
                "x2": {"field": "end"},
                "y": y,
                "y2": {"datum": 0},
                "tooltip": [{"field": "period", "title": "when"}, {"field": "pages", "title": "pages read"}],
            },
        }
        title = {
            "text": f"Pages read, at most {most:,} a {_unit(str(values[0]['period']))}",
            "fontSize": 11,
            "fontWeight": "normal",
        }
        zoom = {"params": [self.zoom()]} if self.style.zoom else {}
        return {
            "title": {**title, "color": self.theme.soft, "offset": 4},
            "width": self.width,
            "height": _RIBBON,
            "layer": [drawn | zoom],
        }

    def ends(self) -> list[Spec]:
        return [{"start": day, "end": day, "pages": 0} for day in self.span]

    def zoom(self) -> Spec:
        mark = {"fill": self.theme.ink, "fillOpacity": 0.12, "stroke": self.theme.soft}
        return {"name": "zoom", "select": {"type": "interval", "encodings": ["x"], "mark": mark}}


def _days(one: Band) -> str:
    return f"{one.since} and {one.until}, likeliest {one.day}"


def _unit(period: str) -> str:
    return "week" if "W" in period else "day" if period.count("-") > 1 else "month"
