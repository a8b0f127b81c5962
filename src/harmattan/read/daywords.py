"""Days as pages write them, to ISO: only what is written, nothing guessed.

"03/04/2026" can be two days and is no date here; "13/04/2026" can be one.
"""

import re
from dataclasses import dataclass
from datetime import date

_MONTHS = {
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8,
    "september": 9, "october": 10, "november": 11, "december": 12,
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10,
    "nov": 11, "dec": 12,
    "janvier": 1, "février": 2, "fevrier": 2, "mars": 3, "avril": 4, "mai": 5, "juin": 6, "juillet": 7, "août": 8,
    "aout": 8, "septembre": 9, "octobre": 10, "novembre": 11, "décembre": 12, "decembre": 12,
    "enero": 1, "febrero": 2, "marzo": 3, "abril": 4, "mayo": 5, "junio": 6, "julio": 7, "agosto": 8,
    "septiembre": 9, "octubre": 10, "noviembre": 11, "diciembre": 12,
    "janeiro": 1, "fevereiro": 2, "março": 3, "maio": 5, "junho": 6, "julho": 7, "setembro": 9, "outubro": 10,
    "novembro": 11, "dezembro": 12,
    "januar": 1, "jänner": 1, "februar": 2, "märz": 3, "juni": 6, "juli": 7, "oktober": 10, "dezember": 12,
    "gennaio": 1, "febbraio": 2, "aprile": 4, "maggio": 5, "giugno": 6, "luglio": 7, "settembre": 9, "ottobre": 10,
    "dicembre": 12,
    "janv": 1, "févr": 2, "fév": 2, "avr": 4, "juil": 7, "déc": 12, "ene": 1, "abr": 4, "ago": 8, "dic": 12,
    "fev": 2, "dez": 12, "mär": 3, "okt": 10, "gen": 1, "giu": 6, "lug": 7, "ott": 10,
    "ocak": 1, "şubat": 2, "mart": 3, "nisan": 4, "mayıs": 5, "haziran": 6, "temmuz": 7, "ağustos": 8, "eylül": 9,
    "ekim": 10, "kasım": 11, "aralık": 12,
    "januari": 1, "februari": 2, "maret": 3, "maart": 3, "mei": 5, "augustus": 8, "agustus": 8, "desember": 12,
    "января": 1, "февраля": 2, "марта": 3, "апреля": 4, "мая": 5, "июня": 6, "июля": 7, "августа": 8,
    "сентября": 9, "октября": 10, "ноября": 11, "декабря": 12,
    "січня": 1, "лютого": 2, "березня": 3, "квітня": 4, "травня": 5, "червня": 6, "липня": 7, "серпня": 8,
    "вересня": 9, "жовтня": 10, "листопада": 11, "грудня": 12,
    "يناير": 1, "فبراير": 2, "مارس": 3, "أبريل": 4, "ابريل": 4, "إبريل": 4, "مايو": 5, "يونيو": 6, "يوليو": 7,
    "أغسطس": 8, "اغسطس": 8, "سبتمبر": 9, "أكتوبر": 10, "اكتوبر": 10, "نوفمبر": 11, "ديسمبر": 12,
    "كانون الثاني": 1, "شباط": 2, "آذار": 3, "اذار": 3, "نيسان": 4, "أيار": 5, "ايار": 5, "حزيران": 6, "تموز": 7,
    "آب": 8, "أيلول": 9, "ايلول": 9, "تشرين الأول": 10, "تشرين الثاني": 11, "كانون الأول": 12,
    "ژانویه": 1, "فوریه": 2, "آوریل": 4, "مه": 5, "ژوئن": 6, "ژوئیه": 7, "اوت": 8, "سپتامبر": 9, "اکتبر": 10,
    "نوامبر": 11, "دسامبر": 12,
}  # fmt: skip
# Figures of Arabic and Persian, and of India, as those of Europe.
_FIGURES_OF = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९", "0123456789" * 3)
_WEEKDAYS = {
    name: day
    for day, names in enumerate((
        "monday mon lundi lunes montag segunda-feira", "tuesday tues tue mardi martes dienstag terça-feira",
        "wednesday wed mercredi miércoles mittwoch quarta-feira",
        "thursday thurs thur thu jeudi jueves donnerstag quinta-feira",
        "friday fri vendredi viernes freitag sexta-feira", "saturday sat samedi sábado samstag",
        "sunday sun dimanche domingo sonntag",
    ))
    for name in names.split()
}  # fmt: skip
_FOLDED = {"ı": "i", "i\u0307": "i"}


def _fold(word: str) -> str:
    """Return a word as the tables hold it: without capitals, and the two i of Turkish as one."""
    folded = word.casefold()
    for letter, plain in _FOLDED.items():
        folded = folded.replace(letter, plain)
    return folded


_MONTH_OF = {_fold(word): number for word, number in _MONTHS.items()}
_DAYS = "|".join(_WEEKDAYS)
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_WEEKDAY = rf"(?:\b(?P<weekday>{_DAYS})\.?,?\s+(?:le\s+|el\s+)?)?"
# Dumps glue what stood in two columns: "Jane DoeDec 22, 20235:00 AM".
_WORD_START = r"(?:\b|(?<=[^\W\d_])(?-i:(?=[A-Z])))"
# A day is told for readers and again for machines: "9 Oct 20239 Oct 2023".
_YEAR_END = rf"(?:(?!\d)|(?=\d{{1,2}}:\d{{2}})|(?=\d{{1,2}}\s(?:{_MONTH})\b))"
_YEAR = rf"(?P<year>(?:19|20)\d{{2}}){_YEAR_END}"
_SHAPES = tuple(
    re.compile(_WEEKDAY + shape, re.IGNORECASE)
    for shape in (
        rf"{_WORD_START}(?P<month>{_MONTH})[.,]?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}",
        rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|\.)?[\s-]+(?:(?:de|of)\s+)?(?P<month>{_MONTH})(?:/[^\W\d_]{{3,9}})?(?:\.?,?[\s-]+|\s,)"
        rf"(?:de\s+)?{_YEAR}",
        # China and Japan: "2026年2月11日"; Korea: "2026년 2월 11일".
        r"(?<!\d)(?P<year>(?:19|20)\d{2})\s?[年년]\s?(?P<month>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日일]",
        # A year of two digits is told from a number by its hyphen or its apostrophe.
        rf"(?<![\d-])(?P<day>\d{{1,2}})-(?P<month>{_MONTH})-(?P<year>\d{{2}})(?![\d-])",
        rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month>{_MONTH})\.?\s+['’](?P<year>\d{{2}})(?!\d)",
        rf"(?<!\d){_YEAR}-(?P<month>\d{{2}})-(?P<day>\d{{2}})(?!\d)",
        rf"(?<!\d){_YEAR}[/.](?P<month>\d{{2}})[/.](?P<day>\d{{2}})(?!\d)",
        rf"(?<![\d./-])(?P<first>\d{{1,2}})(?P<dot>[/.-])(?P<second>\d{{1,2}})(?P=dot){_YEAR}",
        # Two digits for the year are told from a day only in the American order, and past the twelfth.
        r"(?<![\d./-])(?P<month>0?[1-9]|1[0-2])/(?P<day>1[3-9]|2\d|3[01])/(?P<year>\d{2})(?![\d/])",
    )
)
_UNCLEAR = re.compile(
    r"(?<![\d./-])(?:0?[1-9]|1[0-2])(?:(?P<sign>[/-])(?:0?[1-9]|1[0-2])(?P=sign)(?:19|20)\d{2}"
    r"|/(?:0?[1-9]|1[0-2])/\d{2})(?![\d/])"
)
_FIGURES = re.compile(r"\d\d")
_IN_URL = re.compile(r"/((?:19|20)\d{2})/(\d{1,2})/(\d{1,2})(?:/|$)|[/-]((?:19|20)\d{2})-(\d{2})-(\d{2})(?=[/.-]|$)")
_ISO = re.compile(r"\s*((?:19|20)\d{2})-?(\d{2})-?(\d{2})(?!\d)")

_MOMENT = re.compile(
    r"\s*((?:19|20)\d{2})-?(\d{2})-?(\d{2})[T ]\s*(\d{2}):?(\d{2})(?::?(\d{2})(?:[.,]\d{1,9})?)?"
    r"\s*(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?(?![\d:])",
    re.I,
)


@dataclass(frozen=True, slots=True)
class FoundDay:
    """An ISO day and where its words stand in the searched text."""

    value: str
    start: int
    end: int


def find_day(text: str) -> FoundDay | None:
    """Return the first day written in text with its year, or None."""
    # Every shape has a year; most lines hold no figures, and looking through them for months is slow.
    if not _FIGURES.search(text):
        return None
    if not text.isascii():
        text = text.translate(_FIGURES_OF)
    found = [day for shape in _SHAPES for match in shape.finditer(text) if (day := _day(match))]
    return min(found, key=lambda day: (day.start, -day.end), default=None)


def find_unclear(text: str) -> FoundDay | None:
    """Return where text writes a day that can be two ("03/04/2026"), with an empty value, if find_day finds none."""
    match = _UNCLEAR.search(text)
    return FoundDay("", match.start(), match.end()) if match and find_day(text) is None else None


def day_of(value: str) -> str:
    """Return the ISO day of a metadata date ("2026-02-02T09:00:00Z", "2 Feb 2026"), or "".

    The day is the one written: it is not moved to another time zone.
    """
    match = _ISO.match(value)
    if match:
        return _iso(*match.groups())
    found = find_day(value)
    return found.value if found else ""


def moment_of(value: str) -> str:
    """Return the day and time of a metadata date in ISO 8601, with its zone if one is told, or "" without a time."""
    match = _MOMENT.match(value)
    if match is None or not (day := _iso(*match.group(1, 2, 3))):
        return ""
    hour, minute, second, zone = match.group(4, 5, 6, 7)
    if int(hour) > 23 or int(minute) > 59 or int(second or 0) > 60:
        return ""
    return f"{day}T{hour}:{minute}" + (f":{second}" if second else "") + _zone(zone or "")


def _zone(words: str) -> str:
    if not words or words.upper() in ("Z", "UTC", "GMT"):
        return "Z" if words else ""
    digits = words[1:].replace(":", "")
    return f"{words[0]}{digits[:2]}:{digits[2:] or '00'}"


def day_in_url(url: str) -> str:
    """Return the ISO day in the path of a URL, or ""."""
    match = _IN_URL.search(url)
    return _iso(*[group for group in match.groups() if group]) if match else ""


def _day(match: re.Match[str]) -> FoundDay | None:
    parts = match.groupdict()
    if "first" in parts:
        value = _of_figures(parts)
    else:
        year = parts["year"] if len(parts["year"]) == 4 else f"20{parts['year']}"
        value = _iso(year, _month(parts["month"]), parts["day"])
    return FoundDay(value, match.start(), match.end()) if value else None


def _of_figures(parts: dict[str, str | None]) -> str:
    """Return the one day that two figures and a year can be, or that their weekday leaves, else ""."""
    first, second, year = parts["first"] or "", parts["second"] or "", parts["year"] or ""
    by_day, by_month = _iso(year, second, first), _iso(year, first, second)
    # Dots are the day-first notation of continental Europe.
    if by_day and by_month and by_day != by_month and parts["dot"] != ".":
        weekday = _WEEKDAYS.get((parts["weekday"] or "").lower())
        fitting = [day for day in (by_day, by_month) if date.fromisoformat(day).weekday() == weekday]
        return fitting[0] if len(fitting) == 1 else ""
    return by_day or by_month


def _month(word: str) -> int:
    return int(word) if word.isdigit() else _MONTH_OF.get(_fold(word), 0)


def _iso(year: str | int, month: str | int, day: str | int) -> str:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""
