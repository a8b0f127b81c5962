"""Words for a time -> a value (ISO prefix or half-open interval) and its precision.

Pure: the same words and publication day give the same answer. Nothing finer than told is made up, and the day of
publication is given only where the words say so ("today").
"""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from harmattan import dates
from harmattan.records import Span
from harmattan.resolve.accounts import ended, quarter, week_of
from harmattan.resolve.counted import UNIT, ago, ahead, before_last, count, moved, past, relative, vague
from harmattan.resolve.dateforms import (
    DAY,
    DAYS,
    MONTH,
    MONTHS,
    UNKNOWN,
    YEAR,
    Told,
    calendar_day,
    calendar_month,
    checked,
    day_of,
    day_of_publication,
    interval,
    iso,
    month_number,
    near,
    ordinal_day,
    shift_month,
    slashed,
    year_alone,
)
from harmattan.resolve.names import fold
from harmattan.resolve.periods import FEAST, century, decade, era, feast, named, part, season
from harmattan.resolve.sequence import leaning, year_spoken_of
from harmattan.resolve.weekdays import nth_weekday, weekday, weekend, weeks_from

_DAYS: Final = f"(?:{'|'.join(DAYS)})"
_BARE = re.compile(
    r"(?:(?:on|in|by|this|until|before|come|midnight|noon|no later than|as early as"
    rf"|(?:early|late)(?= {_DAYS}))\s+)*"
    rf"(?P<day>(?:{_DAYS}(?: and {_DAYS})?|{'|'.join(MONTHS)})(?:\s+(?:morning|afternoon|evening|night))?)",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
# Acts in words about something that is to be done; what is praised or blamed is over or going on.
OF_THE_THING = frozenset({"AGREE", "CONCEDE", "REJECT", "REQUEST", "THREATEN"})
# A date in front of what happened then: "the July 26 coup".
_DATED = re.compile(
    rf"^((?:\d{{1,2}}(?:st|nd|rd|th)? )?{MONTH.replace('?P<month>', '?:')}(?: \d{{1,2}}\b)?(?: \d{{4}})?|\d{{4}})\b.*$"
)
_NUMBERED = re.compile(r"\b(?:resolution|article|section|flight|highway|decree|law|number|no\.)\s+$", re.IGNORECASE)
_MONTH_ALONE = re.compile(r"March|April|May|June|August")
_CAPITAL_BEFORE = re.compile(r"[A-Za-z]\S* (?!(?:In|By|Since|Until|Last|Next|This|Early|Late|Of|For)\b)[A-Z][a-z]+ $")
# A man's name: "Sunday Okeke, 34, was freed", "Mr Sunday Okeke".
_WEEKDAY_ALONE = re.compile("Sunday|Monday|Friday")
_TITLE_BEFORE = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Chief|Pastor|Gen|Col|Maj|Capt|Lt|Sgt|Comrade|Senator|Alhaji)\.? $")
_PREPOSED = re.compile(r"\b(?:[Oo]n|[Bb]y|[Ss]ince|[Uu]ntil|[Ll]ast|[Nn]ext|[Tt]his|[Ll]ate|[Ee]arly) $")
_AGED_BEHIND = re.compile(r" [A-Z][a-z]+, (?:\d\d,|an? [a-z]|who\b)")
_FIRST_MONTHS = re.compile(r"(?:in |during )?(?:the |his |her |its |their )?first \w+ months", re.IGNORECASE)
_CAPITAL_AFTER = re.compile(r" [A-Z][a-z]+")
# A day or month that names no year, what happened then behind it: "the October 7 attack".
_NO_YEAR = re.compile(
    r"(?:(?:after|before|during|following|on|in|by|until|no later than|as early as|as of)\s+)?(?:the\s+)?"
    r"(?:(?:(?:first|second|third|fourth|last) [a-z]+day (?:in|of)|early|mid|late)[ -])?"
    rf"(?:{MONTH.replace('?P<month>', '?:')}(?:\s+\d{{1,2}})?"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{MONTH.replace('?P<month>', '?:')}|{FEAST}"
    r"|(?:first|second|third|fourth)[ -]quarter)"
    r"(?:\s+(?:attacks?|coup|massacre|raid|bombings?|elections?|uprising|invasion|killings?|protests?|war|ceasefire))?",
    re.IGNORECASE,
)
_ORDINAL: Final = re.compile(r"(?:(?:on|by|until|before|after|from) )?the \d{1,2}(?:st|nd|rd|th)", re.IGNORECASE)
_RANGE_OPENS = re.compile(r"\b(between|from)\s+$", re.IGNORECASE)
_RANGE_GOES_ON = re.compile(r"\s(?:and|to|until)\s")
_TO_COME = re.compile(
    r"\b(?:will|would|shall|going to|is to|are to|was to|were to|due(?: to)?|plans?|planned|planning|scheduled|set to"
    r"|expected|intends?|hopes? to|vow(?:s|ed) to|promis(?:es|ed) to|next(?! to)|begins|starts|opens|meets?|to be"
    r"|set for|expires?|takes? effect|comes? into force|ha(?:s|ve) until)\b",
    re.IGNORECASE,
)
# Within the clause that a time opens: "Wednesday, the two are to meet".
_STILL_TO_COME: Final = re.compile(
    r",?[^.!?;:\n”\"]{1,80}?\b"
    r"(?:will(?! not have)|shall|(?:is|are) (?:going |due |set |scheduled |expected |slated )?to)\b"
)
# "To hold a vote by March"; "had taken the town by March" and "By March they ..." may look back.
_DEADLINE: Final = re.compile(
    r"(?:^|[.!?;\n])(?:(?!\bhad\b)[^.!?;\n])*\b"
    r"(?:to (?!(?:the|an?)\b)|must )[a-z]+\b[^.!?;\n]* by (?:noon |midnight )?$"
)
_DATE_NAMED: Final = rf"(?:{MONTH.replace('?P<month>', '?:')} \d{{1,2}}\b|{_DAYS}\b)"
# "Oct. 28-Nov. 3", "Monday through Friday"; "Saturday until now" is none.
_SPANNED: Final = re.compile(rf"\b({_DATE_NAMED}) ?(?:-|to|until|till|through) ?({_DATE_NAMED}(?: {YEAR})?)")
# "Gave them until Friday": an end of a week's day lies ahead; "had until May 5" may be long over.
_GRACE: Final = re.compile(r"\b(?:gave|give[ns]?|giving|had)\b[^.!?;\n]{0,60}\buntil (?:noon |midnight )?$")
_WEEKDAYS: Final = re.compile(rf"\b{_DAYS}\b.*\b{_DAYS}\b", re.IGNORECASE)
_TOLD = re.compile(r"\b(?:said|announced|told|warned|reported|added) (?:on|in)\s*$", re.IGNORECASE)
_NEAR: Final = 60
_PASSAGE: Final = 1200
_LATELY: Final = timedelta(days=30)
_SAYING: Final = r"(?:said|announced|declared|decided|ordered|promised|pledged|revealed|signalled|signaled|vowed)"
_ANNOUNCED: Final = re.compile(rf"\b{_SAYING}(?: by [\w. -]{{2,30}})? (?:(?:back )?in|on|late|early)?\s*$")
_ANNOUNCES: Final = re.compile(
    rf" (?:announcement|decision|declaration|pledge|promise|order|{_SAYING}|(?:[A-Z][\w’'-]+ ){{1,3}}{_SAYING})\b"
)


def resolve_time(words: str, published: str | None) -> Told:
    """Return (value, precision) of a time expression against the day of publication (ISO; None if unknown).

    Expressions that lean on a day need one; vague ones are (None, "unknown").
    """
    text = " ".join(fold(words).replace("’", "'").replace(",", " ").replace("–", "-").replace("—", "-").split())
    anchor = day_of_publication(published)
    for rule in _RULES:
        found = rule(text, anchor)
        if found is not None:
            return checked(found)
    return UNKNOWN


def time_of(
    span: Span,
    text: str,
    published: str | None,
    *,
    planned: bool = False,
    happened: bool = False,
    act: str = "",
) -> Told:
    """Return (value, precision) of a time expression where it stands in a text.

    planned: whether what happens then lies ahead by what else is known; else the sentence's own words tell.
    happened: whether it is known to have happened, so that "in January" told in November is that of the year before.
    act: its PLOVER type; the day told with what was asked, promised or refused may be that of the thing and lie ahead
    ("refused to come on May 10", told in April).
    """
    if _of_a_name(span, text) or _of_what_began(span, text):
        return UNKNOWN
    cut = span.start > _PASSAGE  # where the passage is cut no line begins
    words, before = _whole_range(span, text), "…" * cut + text[max(0, span.start - _PASSAGE) : span.start]
    by_another = leaning(
        words, before, text[span.end : span.end + _NEAR], lambda told: resolve_time(told, published)[0]
    )
    if by_another is not None:
        return checked(by_another)
    value, precision = resolve_time(words, published)
    to_come = planned or (not happened and (_ahead(span, text) or _to_be_met(words, before[-2 * _NEAR :])))
    to_come = to_come and not _of_the_announcement(span, text)
    if value is None or not published:
        return value, precision
    behind = happened and not (act in OF_THE_THING and _DIGIT.search(words))
    return checked(_moved_where_it_stands(value, words.strip(), before, published, to_come=to_come, happened=behind))


def _moved_where_it_stands(
    value: str, words: str, before: str, published: str, *, to_come: bool, happened: bool
) -> str:
    """Return the value in the light of what stands around it: the plan lies ahead, what happened does not."""
    if to_come and _is_over(value, published):
        if words.lower().endswith("this weekend"):
            return resolve_time("next weekend", published)[0] or value
        if bare := _BARE.fullmatch(words):
            # What is planned for Monday or for May lies ahead; on a Monday it may be the same day.
            return resolve_time(f"next {bare['day']}", published)[0] or value
        if "/" in value and _WEEKDAYS.search(words):
            return _weeks_on(value, published)
        if _ORDINAL.fullmatch(words):
            return f"{shift_month(date.fromisoformat(value), 1)}-{value[-2:]}"
        # What is to run from a day of last week on is not meant for next year.
        lately = dates.bounds(published[:10])[0] - dates.bounds(value)[0] < _LATELY
        return _years_on(value, 1) if _NO_YEAR.fullmatch(words) and not lately else value
    if to_come:
        return value
    year = year_spoken_of(before, published) if _NO_YEAR.fullmatch(words) else None
    if year:
        return _years_on(value, int(year) - int(value[:4]))
    if happened and value > published and _NO_YEAR.fullmatch(words):
        return _years_on(value, -1)
    return value


def _to_be_met(words: str, before: str) -> bool:
    """Tell whether the words before make a deadline of a time."""
    bare = _BARE.fullmatch(words)
    before += words[: bare.start("day")] if bare else ""
    of_the_week = bare and re.match(_DAYS, bare["day"], re.IGNORECASE)
    return bool(_DEADLINE.search(before) or (of_the_week and _GRACE.search(before)))


def _years_on(value: str, number: int) -> str:
    return "/".join(f"{int(end[:4]) + number:04d}{end[4:]}" for end in value.split("/"))


def _weeks_on(value: str, published: str) -> str:
    """Move days of a week, told as a range, to the next weeks, until they begin on the day of publication or later."""
    first, after = dates.bounds(value)
    weeks = -(-(date.fromisoformat(published[:10]) - first).days // 7) * timedelta(days=7)
    return f"{(first + weeks).isoformat()}/{(after + weeks).isoformat()}"


def _is_over(value: str | None, published: str | None) -> bool:
    """Tell whether a time ended before the day of publication."""
    if not value or not published:
        return False
    return dates.bounds(value)[1].isoformat() <= published[:10]


def _of_the_announcement(span: Span, text: str) -> bool:
    """Tell whether the words say when a plan was told of, and not for when it is: "announced in December"."""
    before = text[max(0, span.start - _NEAR) : span.start]
    return bool(_ANNOUNCED.search(before) or _ANNOUNCES.match(text, span.end))


def _whole_range(span: Span, text: str) -> str:
    """Return the words of a time; "2020 and 2023" gets back the "between" that stands before it."""
    words = span.of(text)
    before = _RANGE_OPENS.search(text, max(0, span.start - 12), span.start)
    return f"{before[1]} {words}" if before and _RANGE_GOES_ON.search(words) else words


def _of_a_name(span: Span, text: str) -> bool:
    """Tell whether the words belong to a name: "Prime Minister May", "Resolution 1701", "April Dunmore"."""
    if text[span.start : span.end].isdigit() and _NUMBERED.search(text, max(0, span.start - 14), span.start):
        return True
    if span.of(text) in ("may", "march"):
        return True
    if _WEEKDAY_ALONE.match(text, span.start, span.end):
        titled = _TITLE_BEFORE.search(text, max(0, span.start - 10), span.start)
        of_time = _PREPOSED.search(text, max(0, span.start - 10), span.start)
        return bool(
            titled
            or (not of_time and _AGED_BEHIND.match(text, span.start + len(text[span.start : span.end].split()[0])))
        )
    if not _MONTH_ALONE.fullmatch(text, span.start, span.end):
        return False
    return bool(_CAPITAL_BEFORE.search(text, max(0, span.start - 20), span.start)) or bool(
        _CAPITAL_AFTER.match(text, span.end)
    )


def _of_what_began(span: Span, text: str) -> bool:
    """Tell whether months are the first ones of something else than a year: "the first nine months of the war"."""
    return bool(_FIRST_MONTHS.fullmatch(text, span.start, span.end)) and text[span.end : span.end + 4] == " of "


def _ahead(span: Span, text: str) -> bool:
    """Tell whether the clause speaks of what is still to come; of a time that opens it the verb stands behind."""
    first = max(0, span.start - _PASSAGE)
    start = max(first, *(text.rfind(mark, first, span.start) + 1 for mark in (". ", "! ", "? ", "\n", "; ")))
    if len(text[start : span.start].split()) <= 1:
        return bool(_STILL_TO_COME.match(text, span.end))
    return bool(_TO_COME.search(text, start, span.start)) and not _TOLD.search(text, start, span.start)


def _range(text: str, anchor: date | None) -> str | None:
    """Read "between 2020 and 2023", "from March to June 2023", "2019-2021", "3-5 May 2021"."""
    days = re.search(rf"\b(\d{{1,2}})(?:st|nd|rd|th)? ?(?:-|and|to|until) ?{DAY} (?:of )?{MONTH}(?: {YEAR})?", text)
    if days:
        last = day_of(days, anchor)
        return interval(f"{last[:8]}{int(days.group(1)):02d}", last) if last and last[8:] else None
    swapped = re.search(rf"\b{MONTH} (\d{{1,2}}) ?(?:-|and|to|until) ?{DAY}(?: {YEAR})?", text)
    if swapped:
        last = day_of(swapped, anchor)
        return interval(f"{last[:8]}{int(swapped.group(2)):02d}", last) if last else None
    months = re.search(rf"\b([a-z]{{3,9}})\.?(?:-| and | to ){MONTH} {YEAR}", text)
    if months and re.fullmatch(MONTH, months.group(1)):
        told, names = months.group("year"), (months.group(1), months.group("month"))
        opens, closes = (f"{told}-{month_number(name):02d}" for name in names)
        return interval(opens, closes) if opens < closes else None
    sides = re.search(r"\b(?:between|from) (.+?) (?:and|to|until|till|through) (.+)$", text)
    if sides:
        return _from_sides(sides.group(1), sides.group(2), anchor)
    listed = _SPANNED.search(text)
    if listed:
        return _from_sides(listed.group(1), listed.group(2), anchor)
    # 2005-07 is a month; 2019-21 can only be a range.
    years = re.search(r"\b((?:1[5-9]|20)\d\d) ?(?:-|to) ?((?:1[5-9]|20)\d\d|1[3-9]|[2-9]\d)\b(?!-)", text)
    if years:
        first, last = years.groups()
        return interval(first, first[: 4 - len(last)] + last)
    return None


def _from_sides(left: str, right: str, anchor: date | None) -> str | None:
    """Join two sides; a year or month told once serves both: "from 3 March to 5 June 2023"."""
    year = re.search(YEAR, right)
    last = resolve_time(right, anchor.isoformat() if anchor else None)[0]
    for words in (left, f"{left} {year.group()}" if year and not re.search(YEAR, left) else left):
        first = resolve_time(words, anchor.isoformat() if anchor else None)[0]
        if first and last and "/" not in first + last and len(first) == len(last) and first < last:
            return interval(first, last)
        if first and last and first > last and _WEEKDAYS.fullmatch(f"{left} {right}"):
            return interval((date.fromisoformat(first) - timedelta(days=7)).isoformat(), last)
    if last and re.fullmatch(r"\d{1,2}", left) and len(last) == 10:
        return interval(f"{last[:8]}{int(left):02d}", last)
    return None


def _since(text: str, anchor: date | None) -> str | None:
    """Read "since 2022" as the time from then to the day of publication."""
    found = re.search(r"\bsince (.+)$", text)
    if not found:
        return None
    first = resolve_time(found.group(1), anchor.isoformat() if anchor else None)[0]
    if not first or anchor is None:
        return "unknown"
    first = first.split("/")[0]
    if first > anchor.isoformat() and not re.search(YEAR, text):
        first = f"{int(first[:4]) - 1:04d}{first[4:]}"
    return f"{first}/{(anchor + timedelta(days=1)).isoformat()}" if dates.bounds(first)[0] <= anchor else first


def _part(text: str, anchor: date | None) -> str | None:
    return part(text, _asks(anchor))


def _ended(text: str, anchor: date | None) -> str | None:
    return ended(text, _asks(anchor))


def _week_of(text: str, anchor: date | None) -> str | None:
    return week_of(text, _asks(anchor))


def _nth_weekday(text: str, anchor: date | None) -> str | None:
    return nth_weekday(text, _asks(anchor))


def _asks(anchor: date | None) -> Callable[[str], str | None]:
    return lambda words: resolve_time(words, anchor.isoformat() if anchor else None)[0]


def _after_that(text: str, anchor: date | None) -> str | None:
    """Read "two days after the July 26 coup", "the day before the 7 January 2015 attack": the text tells the anchor."""
    found = re.search(rf"\b(?:(?P<count>\w+) )?{UNIT} (?P<way>after|before) (?:the )?(?P<what>.+)$", text)
    if not found or found.group("what") in ("last", "yesterday", "today", "tomorrow"):
        return None
    number = 1 if found.group("count") == "the" else count(found.group("count") or "the")
    dated = _DATED.match(found.group("what"))
    told = resolve_time(dated.group(1), anchor.isoformat() if anchor else None)[0] if dated else None
    if not told or "/" in told or not number:
        return "unknown"
    return _moved_from(told, number if found.group("way") == "after" else -number, found.group("unit"))


def _moved_from(told: str, number: int, unit: str) -> str:
    """Move a date by a count of units; the answer is no finer than what was told."""
    first, _ = dates.bounds(told)
    value = moved(first, number, unit)
    if unit in ("day", "week", "fortnight") and len(told) < len("2023-07-26"):
        return "unknown"
    return value[: len(told)] if len(told) < len(value) else value


# The order matters: what is told most finely is asked first, a range before its ends, what is vague before its parts.
_RULES: Final[tuple[Callable[[str, date | None], str | None], ...]] = (
    _since,
    _after_that,
    _ended,
    season,
    _range,
    _week_of,
    iso,
    slashed,
    era,
    decade,
    century,
    _part,
    quarter,
    feast,
    named,
    _nth_weekday,
    calendar_day,
    ordinal_day,
    near,
    before_last,
    vague,
    weeks_from,
    ago,
    ahead,
    weekend,
    weekday,
    past,
    calendar_month,
    relative,
    year_alone,
)
