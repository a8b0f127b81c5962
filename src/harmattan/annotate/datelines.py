"""Where and when a report was written, as it opens: "PARIS (Reuters) - ", "GAO, Mali, Feb. 3, 2026 (AP) — ".

What stands there tells of the report and of no act. In capitals a place needs nothing beside it; names in small letters
need an agency, since the entries of a chronology open with town and day.
"""

import re
from typing import Final

_CAPITALS: Final = r"[A-ZÀ-Þ][A-ZÀ-Þ .'’/-]{1,40}"
_NAME: Final = r"[A-ZÀ-Þ][\w.'’/-]{1,20}"
# "On Friday, May 4 – " and "Friday, May 4 - Police ..." tell when something was done.
_NO_PLACE: Final = (
    r"(?!(?:On|In|At|By|Since|From|Until|After|Before|Between|Last|This|The|Late|Early|During)\b)"
    r"(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b)"
)
_NAMES: Final = rf"{_NO_PLACE}{_NAME}(?: {_NAME}){{0,3}}"
_REGION: Final = r"(?:, [A-ZÀ-Þ][\w .'’-]{1,40})?"
_MONTH: Final = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DAY: Final = rf"(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:,? \d{{4}})?\b"
_AGENCY: Final = r"(?:\([A-ZÀ-Þ\d][^()\n]{1,40}\)|/[A-ZÀ-Þ][^/\n]{1,40}/)"
_DATED: Final = rf"(?:,?\s?{_DAY})"
_SIGNED: Final = rf"(?:,?\s?{_AGENCY})"
# "NATO - the alliance of 32 - said": what is said of a name goes on in small letters.
_DASH: Final = r"\s*(?:(?:-{1,3}|[–—])\s+|—)(?![a-z]{1,20}\s)"
_STOP: Final = r"\.(?:\s+|$)"
_SHAPES: Final = tuple(
    re.compile(shape)
    for shape in (
        rf"{_CAPITALS}{_REGION}{_SIGNED}?{_DATED}?{_SIGNED}?{_DASH}",
        rf"{_NAMES}{_REGION}(?:{_SIGNED}{_DATED}?|{_DATED}{_SIGNED}){_DASH}",
        rf"(?:{_DAY}\s?)?{_AGENCY}{_DASH}",
        rf"{_CAPITALS}{_REGION}{_DATED}{_STOP}(?:{_AGENCY}{_STOP})?",
        rf"{_NAMES}{_REGION}(?:{_SIGNED}{_DATED}|{_DATED}{_SIGNED}){_STOP}",
    )
)
_LONGEST: Final = 160
_INITIALS: Final = re.compile(r"\b[A-ZÀ-Þ]")
_SHORT: Final = re.compile(r"\(([A-Z]{2,8})\)")


def dateline(text: str, start: int, end: int) -> int | None:
    """Return where the words behind the dateline begin that text[start:end] opens with; None if it opens with none."""
    found = next((match for one in _SHAPES if (match := one.match(text, start, min(end, start + _LONGEST)))), None)
    return found.end() if found and not _explained(found.group()) else None


def _explained(words: str) -> bool:
    """Tell whether what stands in brackets is short for the name before it: "African Union (AU) - "."""
    short = _SHORT.search(words)
    return short is not None and short[1] == "".join(_INITIALS.findall(words[: short.start()]))
