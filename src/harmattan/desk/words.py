"""How values are written on pages: numbers, scores, days, codes. Filters of the templates."""

from typing import Final

from harmattan import dates

FILTERS: Final = ("score", "number", "percent", "day", "days", "plural", "quad_class", "status_word", "sign", "clipped")
DASH: Final = "–"
# Classes of the style sheet; 0 stands for what has none.
_QUADS: Final = {1: "coop-words", 2: "coop-deeds", 3: "conf-words", 4: "conf-deeds"}
_STATUS: Final = {
    "actual": "took place",
    "planned": "announced",
    "hypothetical": "only possible",
    "denied": "denied",
    "historical": "background",
}


def score(value: float | None) -> str:
    """Return a conflict-cooperation score with its sign and one digit; a dash for none."""
    return DASH if value is None else f"{value:+.1f}".replace("-", "−")


def number(value: int | float | None) -> str:
    """Return a number with thousands parted by a thin space; a dash for none."""
    return DASH if value is None else f"{value:,}".replace(",", "\u202f")


def percent(value: float | None) -> str:
    """Return a share of 1 as whole percent; a dash for none."""
    return DASH if value is None else f"{100 * value:.0f}\u202f%"


def day(value: str | None) -> str:
    """Return the day of a moment, or the ISO prefix as it is; a dash for none."""
    return value[:10] if value else DASH


def days(value: str) -> str:
    """Return a date as it was told, an interval with the last day in it."""
    return dates.in_words(value)


def plural(count: int, one: str, many: str = "") -> str:
    """Return "1 report", "3 reports"."""
    return f"{number(count)} {one if count == 1 else many or one + 's'}"


def quad_class(quad: int) -> str:
    """Return the class that colours a quad."""
    return _QUADS.get(quad, "no-quad")


def status_word(factuality: str) -> str:
    """Return what a factuality means in plain words."""
    return _STATUS.get(str(factuality), str(factuality))


def sign(value: float) -> str:
    """Return the arrow of a change: better, worse or neither, told apart by shape as well."""
    return "▲" if value > 0 else "▼" if value < 0 else "▬"


def clipped(text: str, most: int = 160) -> str:
    """Return text on one line, cut at a word where it is longer than most characters; what was cut is told once."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[:most].rsplit(" ", 1)[0].rstrip(" …") + " …"


def when(value: str | None) -> tuple[str, str]:
    """Return the first day and the last of an ISO prefix or interval, for a time element; both "" for none."""
    try:
        first, end = dates.bounds(value or "")
    except ValueError:
        return "", ""
    return first.isoformat(), end.isoformat()
