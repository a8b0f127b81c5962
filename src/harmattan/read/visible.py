"""What stands on the visible page around the article: date, minutes and author lines below the headline."""

import re
from collections.abc import Sequence

from harmattan.read.bylines import byline_on
from harmattan.read.datelines import day_on, is_bare, is_day_alone, is_timeline, says_published
from harmattan.read.furniture import recognise
from harmattan.read.namelines import bare_names_on
from harmattan.records import Label, Told

_REACH = 16
# A date may stand below the first paragraph, where a page opens with a summary.
INTO_BODY = 3
# A date line above the headline stands within so many lines of it, one at the end of the text within so many below.
_ABOVE = 4
_BEHIND = 3
_PAYWALL_REACH = 8
_MINUTES = re.compile(r"(\d{1,3})[ -]?min", re.I)
_START = 60
# Labels of the lines that may tell when the article appeared.
ABOUT = (Label.DATELINE, Label.BYLINE, Label.READING_TIME)


def lines_of(text: str) -> list[str]:
    """Return the non-blank lines of a visible text."""
    return [line.strip() for line in text.split("\n") if line.strip()]


def below_headline(lines: Sequence[str], headline: str) -> list[str]:
    """Return the lines that follow the headline's last standing near the top, or the first ones without it."""
    wanted = headline.casefold()
    place = next((place for place, line in enumerate(lines) if wanted and line.casefold() == wanted), None)
    if place is None and len(wanted) >= _START:
        # Told titles leave out what stands after a dash; no other line begins with so many of its words.
        place = next((place for place, line in enumerate(lines) if line.casefold().startswith(wanted)), None)
    return list(lines[place + 1 : place + 1 + _REACH]) if place is not None else []


def up_to(lines: Sequence[str], paragraph: str) -> list[str]:
    """Return the lines up to a few below the start of the article's first paragraph: later ones are other stories'."""
    start = paragraph.casefold()[:_START]
    place = next((place for place, line in enumerate(lines) if start and line.casefold().startswith(start)), len(lines))
    inside = lines[place + 1 :]
    if is_timeline(inside):
        return [*lines[: place + 1], *(line for line in inside[:INTO_BODY] if not is_day_alone(line))]
    return list(lines[: place + 1 + INTO_BODY])


def above_paragraph(lines: Sequence[str], paragraph: str) -> list[str]:
    """Return the lines before the article's first paragraph, for a page that does not show its headline."""
    start = paragraph.casefold()[:_START]
    place = next((place for place, line in enumerate(lines) if start and line.casefold().startswith(start)), 0)
    return list(lines[max(0, place - _REACH) : place])


def above_headline(lines: Sequence[str], headline: str) -> list[str]:
    """Return the lines right above the headline that can tell of the article, nearest first.

    Behind a menu or the site's name stands the day on which the page was fetched, unless it says what it is.
    """
    wanted = headline.casefold()
    top = next((place for place, line in enumerate(lines) if wanted and line.casefold() == wanted), 0)
    above, is_apart = list[str](), False
    for line in reversed(lines[max(0, top - _ABOVE) : top]):
        furniture = recognise(line)
        if not is_apart or says_published(line):
            above.append(line)
        is_apart = is_apart or furniture is None or furniture.label is Label.NAVIGATION
    return above


def behind_text(lines: Sequence[str], paragraph: str) -> list[str]:
    """Return the lines right below the last paragraph of the text, up to the first that is another story's."""
    ending = paragraph.casefold()[-_START:]
    last = max((place for place, line in enumerate(lines) if ending and line.casefold().endswith(ending)), default=-1)
    if last < 0:
        return []
    behind = lines[last + 1 : last + 1 + _BEHIND]
    end = next((place for place, line in enumerate(behind) if recognise(line) is None), len(behind))
    # "12 March 2026", and the title of another story below it.
    is_title_s = 0 < end < len(behind) and is_bare(behind[end - 1])
    return list(behind[: end - 1 if is_title_s else end])


def shows(lines: Sequence[str], words: str) -> bool:
    """Tell whether a line of the page starts with these words."""
    start = words.casefold()[:_START]
    return bool(start) and any(line.casefold().startswith(start) for line in lines)


def day_told(lines: Sequence[str], *, updated: bool = False) -> Told | None:
    """Return the day of publication, or of the update, on the date lines and bylines among lines."""
    found = day_on((line for line in lines if _is_about(line)), updated=updated)
    return Told(found[1].value, "text") if found else None


def _is_about(line: str) -> bool:
    furniture = recognise(line)
    return furniture is not None and furniture.label in ABOUT


def minutes_told(lines: Sequence[str]) -> int | None:
    """Return the reading minutes of the first line that tells them."""
    for line in lines:
        furniture = recognise(line)
        told = _MINUTES.search(line) if furniture is not None and furniture.label is Label.READING_TIME else None
        if told:
            return int(told[1])
    return None


def byline_told(lines: Sequence[str], told: str = "") -> Told | None:
    """Return the names on the first line that tells any; told is the headline and the opening (see namelines)."""
    found = byline_on(lines) or bare_names_on(lines, told)
    return Told(found[1], "text") if found else None


def byline_behind(lines: Sequence[str]) -> Told | None:
    """Return the names that a line right below the text says wrote it: "Author: Ada Diop"."""
    found = byline_on(lines)
    return Told(found[1], "text") if found else None


def is_barred_below(lines: Sequence[str], paragraph: str) -> bool:
    """Tell whether the page asks for payment right below the article's last paragraph."""
    ending = paragraph.casefold()[-_START:]
    places = [place for place, line in enumerate(lines) if ending and line.casefold().endswith(ending)]
    if not places:
        return False
    below = [recognise(line) for line in lines[places[-1] + 1 : places[-1] + 1 + _PAYWALL_REACH]]
    return any(furniture is not None and furniture.paywall for furniture in below)
