"""Known furniture phrases: which label a line gives away by its words."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from harmattan.read.datelines import ends_like_prose, is_date_line
from harmattan.records import Label

PAYWALL = "paywall"
# Browsers for terminals put the number of a link before its words.
LINK_MARK = re.compile(r"\[\d{1,4}\](?=\S)")
# Furniture is short; a longer line is prose that happens to open like it, but for a few known notices.
_LONGEST = 320
# What html2text and its like make of links and pictures.
MARKED_LINK = re.compile(r"\[([^\[\]]{1,200})\]\([^()\s]{0,400}\)")
_MARKED_IMAGE = re.compile(r"(?:\[\s*)?!\[[^\[\]]{0,300}\]\([^()]{0,400}\)(?:\s*\]\([^()]{0,400}\))?")
_MARKED_ITEM = re.compile(r"[*+-] +\[[^\[\]]{1,200}\]\([^()]{0,400}\)")
_OUTER = " \t\u00a0·•♦◆■▪●|:;,.-–—>»›→►▶*#[]{}\"'“”‘’!?…+_=~"
_BAR = re.compile(r"\s*[|·•»/]\s*")
_MENU_ITEM_WORDS = 4
# The foot of a post that a page shows: "Signal (@signalweekly) August 14, 2026", whose day is not the page's.
_EMBEDDED = re.compile(r".{1,80}\(@\w{1,40}\),? .{4,40}")
_BY = re.compile(r"(?:by|par|por|von)\s", re.I)
_SITE_SPEAKS = re.compile(
    r"\b(?:we|our|us)\b.{0,400}\b(?:you|your|journalism|news|readers|reporting)\b|\b(?:you|your)\b", re.I
)
_QUOTED = re.compile(r"[“”\"«»„]")
_SIGN_OFF = re.compile(r"(additional )?(reporting|writing|editing|compiled|edited)\b", re.I)


@dataclass(frozen=True, slots=True)
class Furniture:
    """A line's label by its words. opens_zone: the lines after it share the label; paywall: it bars the rest."""

    label: Label
    opens_zone: bool = False
    paywall: bool = False


@dataclass(frozen=True, slots=True)
class _Phrase:
    furniture: Furniture
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Phrases:
    """whole match a short line from end to end, long match the start of a long one."""

    whole: tuple[_Phrase, ...]
    long: tuple[_Phrase, ...]


@lru_cache(maxsize=8192)
def recognise(line: str) -> Furniture | None:
    """Return what known phrase a line is, or None."""
    if "[" in line:
        line = LINK_MARK.sub("", line)
    if len(line) > _LONGEST:
        return next((phrase.furniture for phrase in _phrases().long if phrase.pattern.match(line)), None)
    if "](" in line:
        if (marked := _marked_down(line)) is not None:
            return marked
        line = MARKED_LINK.sub(r"\1", line)
    plain = " ".join(line.split()).strip(_OUTER)
    if not plain:
        return Furniture(Label.OTHER)
    if _EMBEDDED.fullmatch(plain):
        return Furniture(Label.CAPTION)
    if is_date_line(line.strip()):
        return Furniture(Label.BYLINE if _BY.match(plain) else Label.DATELINE)
    found = _phrase(plain) or _menu(plain)
    # "By Friday, protests had spread." opens like a byline.
    is_sentence = found is not None and found.label is Label.BYLINE and ends_like_prose(line.strip())
    return None if is_sentence and not _SIGN_OFF.match(plain) else found


def _marked_down(line: str) -> Furniture | None:
    """Return what a line of Markdown is that holds a picture or a link alone."""
    if _MARKED_IMAGE.fullmatch(line.strip()):
        return Furniture(Label.CAPTION)
    return Furniture(Label.NAVIGATION) if _MARKED_ITEM.fullmatch(line.strip()) else None


def _phrase(plain: str) -> Furniture | None:
    return next((phrase.furniture for phrase in _phrases().whole if phrase.pattern.fullmatch(plain)), None)


def _menu(plain: str) -> Furniture | None:
    """A run of short items between bars is what most of its items are: "Terms | Privacy | Contact"."""
    items = [item for item in _BAR.split(plain) if item]
    if len(items) < 2 or max(len(item.split()) for item in items) > _MENU_ITEM_WORDS:
        return None
    known = [found for item in items if (found := _phrase(item)) is not None]
    return Furniture(known[0].label) if 2 * len(known) > len(items) else None


def asks_reader(words: str) -> bool:
    """Tell whether a text speaks for the site to its readers, as appeals for money do; what is quoted does not."""
    return _SITE_SPEAKS.search(words) is not None and _QUOTED.search(words) is None


@cache
def _phrases() -> _Phrases:
    table = tomllib.loads((resources.files(__package__) / "furniture.toml").read_text("utf-8"))
    zones, alone = table["labels"]["zone"], table["labels"]["line"]
    whole = [*_named(table["openings"]), *_named(zones, opens_zone=True), *_named(alone)]
    return _Phrases(tuple(whole), tuple(_named(table["long"])))


def _named(table: dict[str, list[str]], *, opens_zone: bool = False) -> list[_Phrase]:
    return [_Phrase(_furniture(name, opens_zone=opens_zone), _compiled(found)) for name, found in table.items()]


def _furniture(name: str, *, opens_zone: bool) -> Furniture:
    if name == PAYWALL:
        return Furniture(Label.SUBSCRIBE, paywall=True)
    return Furniture(Label(name), opens_zone)


def _compiled(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


@cache
def function_words() -> dict[str, frozenset[str]]:
    """Return the function words of each language known."""
    table = tomllib.loads((resources.files(__package__) / "languages.toml").read_text("utf-8"))
    return {language: frozenset(words.split()) for language, words in table.items()}


_WORD = re.compile(r"[^\W\d_]+")
# In prose about two words in five are function words; under one in eight nothing is known.
_LANGUAGE_SAMPLE = 20_000
_KNOWN_SHARE = 0.12


def language_of(text: str) -> str:
    """Return the language whose function words fill most of text, or "" if none does."""
    words = [word.lower() for word in _WORD.findall(text[:_LANGUAGE_SAMPLE])]
    shares = {name: sum(word in known for word in words) for name, known in function_words().items()}
    best = max(shares, key=lambda name: shares[name])
    return best if words and shares[best] > _KNOWN_SHARE * len(words) else ""
