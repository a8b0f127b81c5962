"""Numbers of dead, injured and arrested in the sentence of an event, as told."""

import re

from harmattan.records import Casualties

_WORDS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_ONES = "one|two|three|four|five|six|seven|eight|nine"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_NUMBER = (
    rf"(?P<n>\d{{1,3}}(?:,\d{{3}})+|\d+|(?:{_TENS})-(?:{_ONES})|{'|'.join(sorted(_WORDS, key=len, reverse=True))})"
)
_RANGE = rf"{_NUMBER}(?:\s*(?:-|–|to|and|or)\s*(?P<m>\d+))?"
# Between a number and its verb: "12 civilians were", "five of its soldiers, among them two officers, were".
_GAP = r"(?:[\s,]+(?!and\b|but\b)[\w'’-]+){0,5}?"
_BEFORE = r"(?:at least|more than|over|around|about|some|nearly|up to|as many as|an estimated)?\s*"


def _patterns(verbs: str, nouns: str) -> tuple[re.Pattern[str], ...]:
    return (
        re.compile(
            rf"\b(?:{verbs})\s+{_BEFORE}{_RANGE}\b(?!\s*(?:days?|weeks?|hours?|months?|years?|%|per ?cent|km|miles?))",
            re.I,
        ),
        re.compile(rf"\b{_RANGE}{_GAP}\s+(?:were|was|been|being|are|is|have been|had been)?\s*(?:{nouns})\b", re.I),
    )


_KINDS = {
    "dead": _patterns(
        "killed|killing|kills|kill|claimed|left|leaving", "killed|dead|died|slain|shot dead|massacred|executed"
    ),
    "injured": _patterns("injured|injuring|wounded|wounding|wounds|hurt|hurting", "injured|wounded|hurt"),
    "arrested": _patterns(
        "arrested|arresting|detained|detaining|rounded up|jailed", "arrested|detained|in custody|jailed"
    ),
}
# "killed ... one" and "left a" are articles more often than counts.
_ARTICLES = {"a", "an"}


def casualties(words: str) -> Casualties:
    """Return the numbers the sentence tells; what it does not tell stays empty."""
    return Casualties(**{kind: _first(words, patterns) for kind, patterns in _KINDS.items()})


def _first(words: str, patterns: tuple[re.Pattern[str], ...]) -> str:
    for i, pattern in enumerate(patterns):
        for match in pattern.finditer(words):
            if match["n"].lower() in _ARTICLES or (
                i == 0 and re.match(r"(?:left|leaving|claimed)", match.group(), re.I)
            ):
                continue
            return _value(match["n"]) + (f"-{match['m']}" if match["m"] else "")
    return ""


def _value(number: str) -> str:
    plain = number.replace(",", "").lower()
    if plain.isdigit():
        return str(int(plain))
    tens, _, ones = plain.partition("-")
    return str(_WORDS[tens] + _WORDS.get(ones, 0))
