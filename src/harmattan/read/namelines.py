"""Lines of bare names below a headline: the author told without a "By".

Nothing in their words tells them from a section, an outlet or a town, so what stands beside them must: a line that
says only "By", or the day of the page on the line itself or right beside it.
"""

import re
from collections.abc import Sequence

from harmattan.read.bylines import is_post, names_on, split_names
from harmattan.read.daywords import find_day
from harmattan.read.furniture import recognise
from harmattan.records import Label

_LONGEST = 120
# Shorter words may stand in a text by chance.
_LONG_WORD = 4
_CAPITALISED = re.compile(r"[A-ZÀ-Þ][\w’'-]+")
_MOST_PEOPLE = 6
# Paragraphs in which who is told of is named; at the end of a story its author may be. One without end is cut off.
_OPENING, _SAMPLE = 3, 5_000
# "Dana Whitfield", "Harrow Sentinel", "Jan. 28, 2026": the outlet may stand between.
_REACH = 2
_BY_ALONE = re.compile(
    r"(?:(?:written|reported|reporting|posted|story|words|text|commentary) )?by\W*|authors?\W*", re.I
)
_INITIAL = r"[A-ZÀ-Þ]\."
_WORD = r"(?:[DO]['’]|Mc|Mac|Al-|al-)?[A-ZÀ-Þ][a-zß-ÿĀ-ž]+(?:[-'’][A-ZÀ-Þ]?[a-zß-ÿĀ-ž]+)*"
_CAPITALS = r"[A-ZÀ-Þ][A-ZÀ-Þ'’-]+"
_SMALL = r"(?:de|da|di|del|della|dos|du|la|le|van|von|der|den|bin|ibn|al|el|ter|y)"
_PERSON = re.compile(rf"{_WORD}(?: (?:{_INITIAL}|{_SMALL}|{_WORD}|[A-Z])){{0,4}} {_WORD}")
_SHOUTED = re.compile(rf"{_CAPITALS}(?: (?:{_INITIAL}|{_CAPITALS})){{0,3}} {_CAPITALS}")
# Words that no name of a person has, but those of sections, outlets, offices and towns.
_NO_NAME = re.compile(
    r"\b(?:the|of|for|new|north|south|east|west|northern|southern|eastern|western|upper|lower|central|great|united|"
    r"middle|latin|republic|kingdom|city|town|county|state|states|province|district|region|island|islands|valley|"
    r"port|fort|puerto|porto|villa|ciudad|nueva|nuevo|cape|san|santa|saint|são|addis|abu|tel|buenos|kuala|phnom|hong|los|las|rio|"
    r"press|post|times|news|wire|media|radio|tv|television|journal|gazette|herald|tribune|courier|sentinel|standard|"
    r"observer|chronicle|telegraph|guardian|independent|monitor|examiner|inquirer|register|review|weekly|daily|today|"
    r"online|network|group|agency|agence|desk|staff|team|bureau|newsroom|editorial|editor|editors|"
    r"ministry|minister|department|office|council|commission|committee|institute|university|college|school|center|"
    r"centre|association|union|bank|court|government|embassy|army|police|parliament|senate|house|"
    r"human|rights|public|foreign|domestic|international|national|local|global|world|affairs|relations|policy|"
    r"report|reports|reading|release|statement|interview|analysis|opinion|comment|briefing|update|updates|story|stories|"
    r"situation|climate|energy|real|estate|personal|current|featured|breaking|live|watch|key|points|top|read|more|"
    r"president|prime|secretary|general|king|queen|pope|big|long|reads|free|our|your|"
    r"share|print|save|gift|listen|follow|view|show|photo|photos|video|image|getty|images|financial|associated|"
    r"january|february|march|april|june|july|august|september|october|november|december|"
    r"sierra leone|costa rica|sri lanka|burkina faso|el salvador|saudi arabia|cabo verde|puerto rico|ivory coast|"
    r"monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b",
    re.I,
)
_BEFORE_OUTLET = re.compile(rf"({_PERSON.pattern})((?: [A-ZÀ-Þ][A-ZÀ-Þ&’'.-]+){{1,5}})")
_OUTLET = re.compile(
    r"\b(?:PRESS|POST|TIMES|NEWS|WIRE|MEDIA|RADIO|TV|JOURNAL|GAZETTE|HERALD|TRIBUNE|COURIER|SENTINEL|STANDARD|"
    r"OBSERVER|CHRONICLE|TELEGRAPH|MONITOR|EXAMINER|INQUIRER|REGISTER|REVIEW|WEEKLY|DAILY|AGENCY|SERVICE|STAFF|"
    r"CORRESPONDENT|REPORTER|WRITER|EDITOR)\b"
)
_BESIDE_DAY = re.compile(r"\s*(?:[|/·•;]|\s[–—-]\s)\s*|\s+(?=\d)")
_HANDLE = re.compile(r"\s*@\w+.*$")
_DEGREES = re.compile(r"(?: [A-Z]{2,4}\b)+$")


def bare_names_on(lines: Sequence[str], told: str) -> tuple[int, str] | None:
    """Return the place of the line of bare names and the names on it, or None.

    lines are those from below the headline to the text; told is the headline and the start of the text: who is named
    there is told of, and is not the author.
    """
    for look in (_below_by, _above_post, _beside_day, _near_day, _with_outlet):
        found = look(lines)
        if found is not None and not _tells_of(told, found[1]):
            return found
    return None


def told_first(headline: str, paragraphs: Sequence[str]) -> str:
    """Return the headline and the start of the text: whom the story is about."""
    return " ".join([headline, *(words[:_SAMPLE] for words in paragraphs[:_OPENING])])


def _tells_of(told: str, names: str) -> bool:
    """Tell whether the story speaks of a word of these names: "Port Elen" beside the date is where it happened."""
    said = {word for word in _CAPITALISED.findall(told) if len(word) >= _LONG_WORD}
    return any(word in said for name in split_names(names) for word in _CAPITALISED.findall(name))


def _below_by(lines: Sequence[str]) -> tuple[int, str] | None:
    for place, line in enumerate(lines[:-1]):
        if _BY_ALONE.fullmatch(line.strip()):
            names = _people(lines[place + 1], _PERSON) or _people(lines[place + 1], _SHOUTED)
            if names:
                return place + 1, names
    return None


def _above_post(lines: Sequence[str]) -> tuple[int, str] | None:
    """Return the names right above a line that says the post: "Mira Kolev", "Border correspondent, Lenz"."""
    for place, line in enumerate(lines[1:]):
        names = _people(lines[place], _PERSON) if is_post(line) and recognise(line) is not None else ""
        if names:
            return place, names
    return None


def _beside_day(lines: Sequence[str]) -> tuple[int, str] | None:
    """Return the names on a date line: "Sarah Arnold | December 22, 2023", "12 March 2026 / Sarah Arnold"."""
    for place, line in enumerate(lines):
        day = find_day(line) if len(line) <= _LONGEST and _is_dated(line) else None
        if day is not None:
            parts = [*_BESIDE_DAY.split(line[: day.start]), *_BESIDE_DAY.split(line[day.end :])]
            names = next((found for part in parts if (found := _people(part, _PERSON))), "")
            if names:
                return place, names
    return None


def _near_day(lines: Sequence[str]) -> tuple[int, str] | None:
    """Return the names on a line of their own right above a date line, or right below it."""
    for place, line in enumerate(lines):
        if _is_dated(line):
            for near in [*range(place - 1, place - 1 - _REACH, -1), place + 1]:
                names = _people(lines[near], _PERSON) if 0 <= near < len(lines) else ""
                if names:
                    return near, names
    return None


def _with_outlet(lines: Sequence[str]) -> tuple[int, str] | None:
    """Return the name before an outlet in capitals on a line of their own: "Mira Kolev LENZ COURIER"."""
    for place, line in enumerate(lines):
        found = _BEFORE_OUTLET.fullmatch(" ".join(line.split())) if len(line) <= _LONGEST else None
        if found is not None and _OUTLET.search(found[2]) and not _is_no_name(found[1]):
            return place, found[1]
    return None


def _is_dated(line: str) -> bool:
    furniture = recognise(line)
    return furniture is not None and furniture.label in (Label.DATELINE, Label.READING_TIME)


def _people(line: str, person: re.Pattern[str]) -> str:
    """Return the people that a line names and begins with, or "" if it names none or says other things."""
    if len(line) > _LONGEST or (recognise(line) is not None and not _is_dated(line)):
        return ""
    plain = names_on(_HANDLE.sub("", line))
    names = [_DEGREES.sub("", name) for name in split_names(plain)[:_MOST_PEOPLE]] if plain else []
    kept: list[str] = []
    for name in names:
        if not person.fullmatch(name) or _is_no_name(name):
            break
        kept.append(name)
    return ", ".join(kept)


def _is_no_name(name: str) -> bool:
    """Tell whether a word of it is no person's: one known by itself, as of a menu, or one of a list."""
    return _NO_NAME.search(name) is not None or any(recognise(word) is not None for word in name.split())
