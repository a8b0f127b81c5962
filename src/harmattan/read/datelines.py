"""Lines that say when a page appeared, and the day they say."""

import re
from collections.abc import Iterable, Sequence

from harmattan.read.daywords import FoundDay, find_day, find_unclear

_LONGEST = 120
_FIGURE = re.compile(r"\d")
_MOST_DAYS = 3
# Days that stand as headings in a text.
_DAYS = 3
# Names of people and places may stand beside the day of a date line, but hardly a word in small letters.
_NAMES_BESIDE = 9
_SMALL_BESIDE = 1
# Scripts that know no small letters tell names from other words by nothing: there, so many letters may stand beside.
_CASELESS_BESIDE = 24
# From here on in Unicode a sign is a syllable or a word.
_SYLLABLES, _LETTERS_OF_ONE = "\u3040", 3
# Dumps glue what stood in two columns: "4:04 PM UTCUpdated 2 hours ago".
_START = r"(?:\b|(?<=[^\W_])(?-i:(?=[A-Z][a-z])))"
_END = r"(?:\b|(?-i:(?=[A-Z][a-z])))"
_CUE = re.compile(
    r"\b(?:(?:first |last |originally )?(?:published|updated|posted|modified|created|issued)|"
    r"this (?:story|article|post)|was|on|at|and|for|of|the|by|in|mins?|minutes?|read|comments?|shares?|words|am|um|le|"
    r"mis à jour|publiée?|modifiée?|publicad[oa]|actualizad[oa]|atualizad[oa]|veröffentlicht|aktualisiert|stand|"
    r"pubblicato|aggiornato|опубликовано|обновлено|giriş|yayınlanma|güncelleme|نشر|نُشر|تاريخ|تحديث|آخر|في)\b",
    re.I,
)
_PUBLISHED = re.compile(
    r"\b(?:published|updated|posted|issued|created|publiée?|publicado|publicada|veröffentlicht|pubblicato|"
    r"опубликовано|yayınlanma|نشر|نُشر)\b",
    re.I,
)
# Looked for one after the other: in one pattern, a line that says the first again and again takes its square.
_THIS = re.compile(r"\bthis (?:story|article|post|report) was\b", re.I)
_WAS_PUBLISHED = re.compile(r"\bpublished\b", re.I)
_CLOCK = re.compile(rf"\d{{1,2}}[:.h]\d{{2}}(:\d{{2}})?|\b(am|pm|a\.m\.|p\.m\.|[a-z]{{2,4}}t|utc|gmt){_END}", re.I)
_UPDATED = re.compile(
    rf"{_START}(updated|modified|mis à jour|modifié|actualizad[oa]|atualizad[oa]|aktualisiert|aggiornato|обновлено|"
    r"güncelleme|تحديث)\b",
    re.I,
)
# "Ada Diop December 22, 2023 Comment Now!"
_BUTTON_END = re.compile(r"\d{4} (?:[A-Z][a-z]+ ?){1,3}!$")
_BY = re.compile(r"(?:by|par|por|von)\s", re.I)
_AGO = r"\d+ ?(seconds?|minutes?|mins?|hours?|hrs?|h|days?|weeks?|months?|years?) ago"
_AGO_BESIDE = re.compile(rf"(?:{_START}(?:last )?updated:? )?\b{_AGO}\b", re.I)
_AGO_LINE = re.compile(
    rf"(published|updated|posted|last updated)?:? ?(just now|today|yesterday|{_AGO})( .{{0,30}})?", re.I
)
_CLOCK_LINE = re.compile(
    # "1.10" is a price as often, and "1.42 million" always.
    r"(published|updated|posted|last updated|modified)?[: ]{0,3}(at )?"
    r"(\d{1,2}:\d{2}.{0,24}|\d{2}\.\d{2}( ?[a-z.]{1,4}| uhr)?|\d{1,2}\.\d{2} ?([ap]\.?m\b.{0,20}|[a-z]{2,3}t))",
    re.I,
)
# Two towns are told with a stroke: "DUBAI/LONDON, May 4, 2026 (ENA) -".
_PLACE = re.compile(r"[A-ZÀ-Þ][\w./’'-]*(?: [A-ZÀ-Þ(][\w./)’'-]*){0,4}(?:, [A-ZÀ-Þ][\w. ’'-]{1,30})?, ")
_PLACE_IN_CAPITALS = re.compile(r"[A-ZÀ-Þ]{2}[A-ZÀ-Þ./’' -]{0,40}(?:, [A-ZÀ-Þ][\w. ’'-]{1,30})?, ")
_BEHIND_DAY = re.compile(r"\s*(?P<agency>\([^()]{1,40}\)|/[^/]{1,40}/)?\s*(?:(?:--?|[–—])\s|—)")
# "TARNA (ENA), May 4, 2026. Teachers ..."
_SIGNED_PLACE = re.compile(r"[A-ZÀ-Þ][\w./’'-]*(?: [A-ZÀ-Þ][\w./’'-]*){0,4} \([A-ZÀ-Þ][^()]{1,40}\), ")
_STOP = re.compile(r"\.\s")
_OUTER = " \t\u00a0·•♦◆■▪●|:;,.-–—>»›→►▶*#[]{}\"'“”‘’!?…+"


def is_date_line(line: str) -> bool:
    """Tell whether a line says when the page appeared and nothing else of weight."""
    if len(line) > _LONGEST:
        return False
    plain = line.strip(_OUTER)
    if _AGO_LINE.fullmatch(plain) or _CLOCK_LINE.fullmatch(plain):
        return True
    words = _words_beside(line)
    is_prose = ends_like_prose(line) and not _BUTTON_END.search(line)
    if words is None or (is_prose and not _PUBLISHED.search(line)):
        return False
    return len(words) <= _NAMES_BESIDE and _small(words) <= _SMALL_BESIDE and _caseless(words) <= _CASELESS_BESIDE


def _words_beside(line: str) -> list[str] | None:
    """Return the words of a line less its days and what belongs to them, or None without a day."""
    # Most lines hold no figures, and looking through them for days is slow.
    if not _FIGURE.search(line):
        return None
    beside, days = _AGO_BESIDE.sub(" ", line), 0
    while days < _MOST_DAYS and (day := find_day(beside) or find_unclear(beside)) is not None:
        beside, days = f"{beside[: day.start]} {beside[day.end :]}", days + 1
    return re.findall(r"[^\W\d_]{2,}", _CUE.sub(" ", _CLOCK.sub(" ", beside))) if days else None


def _small(words: Iterable[str]) -> int:
    return sum(word[0].islower() for word in words)


def _caseless(words: Iterable[str]) -> int:
    """Return how many letters the words of scripts without capitals have, as Arabic and Chinese."""
    plain = [word for word in words if not word[0].islower() and not word[0].isupper()]
    return sum(len(word) * (_LETTERS_OF_ONE if word[0] >= _SYLLABLES else 1) for word in plain)


def ends_like_prose(line: str) -> bool:
    """Tell whether a line ends like a sentence and not like a time of day."""
    return line.endswith((".", "!", "?", "”", '"')) and not line.lower().endswith((".m.", "et.", "est."))


def says_published(line: str) -> bool:
    """Tell whether a date line says by a word that it tells when something was published."""
    return _PUBLISHED.search(line) is not None


def says_this(line: str) -> bool:
    """Tell whether a date line says that it tells of the story it stands in, wherever that is."""
    this = _THIS.search(line)
    return this is not None and _WAS_PUBLISHED.search(line, this.end()) is not None


def is_timeline(lines: Sequence[str]) -> bool:
    """Tell whether a text has days for its headings: they tell when things happened, not when it was published."""
    return len({line.strip() for line in lines if is_day_alone(line)}) >= _DAYS


def is_day_alone(line: str) -> bool:
    """Tell whether a line is a day and nothing else."""
    plain = line.strip().rstrip(":.")
    day = find_day(plain) if len(plain) <= _LONGEST else None
    return day is not None and (day.start, day.end) == (0, len(plain))


def is_bare(line: str) -> bool:
    """Tell whether a line says a day and no names or words beside it."""
    return not _words_beside(line)


def day_on(lines: Iterable[str], *, updated: bool = False) -> tuple[int, FoundDay] | None:
    """Return the day of publication, or of the update, that date lines and bylines tell, and the place of its line.

    A ticker's line of other words goes after those that tell of an article. A day that can be two ("03/04/2026") is
    none, and no line behind it is asked instead.
    """
    told = [(place, line) for place, line in enumerate(lines) if _clause(line, updated) is not None]
    for place, line in sorted(told, key=lambda one: not _is_sure(one[1])):
        start, words = _clause(line, updated) or (0, "")
        day = find_day(words)
        if day is not None:
            return place, FoundDay(day.value, start + day.start, start + day.end)
        if find_unclear(words) is not None:
            return None
    return None


def day_of_dateline(paragraph: str) -> FoundDay | None:
    """Return the day with its year in the dateline that a report opens with ("TARNA, May 4, 2026 (ENA) --")."""
    opening = paragraph[:_LONGEST]
    day = find_day(opening)
    if day is None:
        return None
    behind = _BEHIND_DAY.match(opening, day.end)
    if not behind:
        return day if _STOP.match(opening, day.end) and _SIGNED_PLACE.fullmatch(opening[: day.start]) else None
    place = _PLACE if behind["agency"] else _PLACE_IN_CAPITALS
    return day if place.fullmatch(opening[: day.start]) else None


def _is_sure(line: str) -> bool:
    return bool(_BY.match(line)) or says_published(line) or not _small(_words_beside(line) or [])


def _clause(line: str, updated: bool) -> tuple[int, str] | None:
    """Return the part of a date line that tells of the update, or the part before it, with its place."""
    cue = _UPDATED.search(line)
    if updated:
        return (cue.start(), line[cue.start() :]) if cue else None
    return 0, line[: cue.start()] if cue else line
