"""Names made comparable: folded tokens, and an index that finds the longest known phrase at a token.

Folding removes accents and case; case is kept beside it, since "US" is a state and "us" is not.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from threading import RLock
from typing import Generic, TypeVar

from harmattan.resolve.words import words as word_class

Value = TypeVar("Value")

POSSESSIVE = "'s"
_TOKEN = re.compile(
    r"(?P<abbreviation>(?:[A-Za-z]\.){2,}[A-Za-z]?(?!\w)|[A-Za-z]\.[A-Za-z](?!\w))"
    r"|(?P<possessive>['’]s(?!\w)|(?<=[sS])['’](?!\w))"
    r"|(?P<word>\d{1,3}(?:,\d{3})+(?!\w)|\w+)"
    r"|(?P<mark>[^\w\s])"
)
# What stands between the parts of one name and is not looked at: al-Qaeda, N'Djamena, St. Lucia, Abu "Ali".
_SILENT = frozenset("-‐‑'’‘ʼ`´\"“”.*&+/")
_HYPHENS = frozenset("-‐‑")
_TITLES = word_class("titles")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "Ø": "Oe"})
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ə": "e", "ð": "d", "þ": "th"})
# "Who" and "Is" open sentences; "Nato" and "Ecowas" are how half of the press writes acronyms.
_SHORT_ACRONYM = 3


@dataclass(frozen=True, slots=True)
class Token:
    """A word with its folded key. kind: word, possessive or mark. start and end are offsets into the text cut.

    glued tells that a hyphen ties the word to the one before it.
    """

    text: str
    key: str
    start: int
    end: int
    kind: str
    glued: bool = False

    @property
    def capital(self) -> bool:
        """Whether the word starts with a capital letter."""
        return self.text[:1].isupper()


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Return text without accents and case, so that spellings of one name meet."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def slug(name: str) -> str:
    """Return name as the tail of an entity id: "Nick Checker" -> "nick-checker"."""
    if name.isascii() and name.replace(" ", "").isalnum():
        return "-".join(name.lower().split())
    return "-".join(token.key for token in tokens(name) if token.kind == "word")


def tokens(text: str, offset: int = 0) -> list[Token]:
    """Cut text into tokens; offset is added to their positions. Full stops that end a sentence are marks."""
    found: list[Token] = []
    hyphen = -1
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or "mark"
        words = match.group()
        start, end = match.start() + offset, match.end() + offset
        if kind == "mark":
            if words in _HYPHENS:
                hyphen = end
            if words in _SILENT and not (words == "." and _ends_sentence(text, match.end(), found)):
                continue
            found.append(Token(words, words, start, end, "mark"))
        elif kind == "possessive":
            found.append(Token(words, POSSESSIVE, start, end, kind))
        else:
            plain = words.replace(".", "")
            found.append(Token(plain, fold(plain), start, end, "word", glued=hyphen == start and bool(found)))
    return found


def _ends_sentence(text: str, end: int, before: list[Token]) -> bool:
    if before and (before[-1].key in _TITLES or (len(before[-1].text) == 1 and before[-1].capital)):
        return False
    return end == len(text) or text[end].isspace() or text[end] in '"”’)'


def key_of(words: Iterable[Token]) -> str:
    """Return the key under which a phrase of tokens is filed."""
    return " ".join(token.key for token in words)


def name_of(words: Iterable[Token]) -> str:
    """Return the words as they are spelt, a blank between each two."""
    return " ".join(token.text for token in words)


def key_of_name(name: str) -> str:
    """Return the key under which a name is filed, without its marks."""
    if name.isascii() and name.replace(" ", "").isalnum():
        return " ".join(name.lower().split())  # what cutting it would give, in a tenth of the time
    return key_of(token for token in tokens(name) if token.kind != "mark")


def spelled_out(name: str) -> str:
    """Return a name with its umlauts as wire agencies write them: "Schroeder"."""
    return name.translate(_UMLAUTS)


def is_acronym(name: str) -> bool:
    """Tell whether name is written in capitals only, as "UN", "U.S." or "G5"."""
    return name.isupper() and " " not in name.strip()


@dataclass(frozen=True, slots=True)
class _Filed(Generic[Value]):
    """A value under its key, with what the text's letters must look like to mean it."""

    value: Value
    shouted: bool
    capitals: tuple[bool, ...]

    def fits(self, words: Sequence[Token]) -> bool:
        if self.shouted:
            return all(token.text.upper() == token.text for token in words)
        return all(token.capital or not needed for token, needed in zip(words, self.capitals, strict=True))


class PhraseIndex(Generic[Value]):
    """Phrases and what they mean: the longest phrase that starts at a token, with the case it needs.

    over: an index whose phrases are known too; what is added here goes before them, and is not added there.
    What is added later is made when a word that opens it is first looked up; nobody sees when that was.
    """

    def __init__(self, over: "PhraseIndex[Value] | None" = None) -> None:
        self._over = over
        self._filed: dict[str, list[_Filed[Value]]] = {}
        self._longest: dict[str, int] = {}
        self._instead: set[str] = set()
        self._later: dict[str, list[Callable[[], Iterator[tuple[str, Value]]]]] = {}
        # One index serves all threads of the desk: none may look a word up while another files what it opens.
        self._filing = RLock()

    def add_later(self, names: Iterable[str], phrases: Callable[[], Iterator[tuple[str, Value]]]) -> None:
        """File phrases with their values when a word that opens one is looked up; they begin as names do."""
        for word in {opening(name) for name in names}:
            self._later.setdefault(word, []).append(phrases)

    def _file_due(self, word: str) -> None:
        """File what waits for the word, for the word alone, in the order in which it was added."""
        if word not in self._later:
            return
        with self._filing:
            for phrases in self._later.get(word, ()):
                for phrase, value in phrases():
                    if opening(phrase) == word:
                        self._file(phrase, value)
            # Only now: until all is filed, others must wait here.
            self._later.pop(word, None)

    def add(self, phrase: str, value: Value, *, first: bool = False, instead: bool = False) -> None:
        """File value under phrase, before other meanings if first; the case phrase is written in is asked for too.

        instead: what an index under this one knows by the phrase is meant no more.
        """
        self._file_due(opening(phrase))
        self._file(phrase, value, first=first, instead=instead)

    def _file(self, phrase: str, value: Value, *, first: bool = False, instead: bool = False) -> None:
        words = _alias_words(phrase)
        if not words:
            return
        shouted = is_acronym(phrase) and len(phrase.replace(".", "")) <= _SHORT_ACRONYM
        # "the" opens many names and is rarely written with the capital the table gives it.
        capitals = tuple(word[:1].isupper() and word != "The" for word in words)
        keys = [fold(word) for word in words]
        key = " ".join(keys)
        filed = self._filed.setdefault(key, [])
        if instead:
            self._instead.add(key)
        row = _Filed(value, shouted, capitals)
        if row not in filed:
            # One value may be told in two ways of writing: "Gulf Cartel" and "Gulf cartel".
            filed.insert(0 if first else len(filed), row)
        if len(words) > self._longest.get(keys[0], 0):
            self._longest[keys[0]] = len(words)

    def copy(self) -> "PhraseIndex[Value]":
        """Return an index of its own with the same phrases."""
        made: PhraseIndex[Value] = PhraseIndex(self._over)
        with self._filing:
            made._filed = {key: list(filed) for key, filed in self._filed.items()}
            made._longest = dict(self._longest)
            made._instead = set(self._instead)
            made._later = {word: list(waiting) for word, waiting in self._later.items()}
        return made

    def longest(self, words: Sequence[Token], at: int) -> tuple[int, tuple[Value, ...]]:
        """Return the length of the longest phrase starting at words[at] and its values; (0, ()) if there is none."""
        if self._over is None:
            return self._longest_here(words, at)
        self._file_due(words[at].key)
        if words[at].key not in self._longest:
            return self._over.longest(words, at)
        length, values = self._longest_here(words, at)
        under, others = self._over.longest(words, at)
        if under == length and key_of(words[at : at + length]) in self._instead:
            return length, values
        if under == length:
            return length, (*values, *(one for one in others if one not in values))
        return (under, others) if under > length else (length, values)

    def _longest_here(self, words: Sequence[Token], at: int) -> tuple[int, tuple[Value, ...]]:
        first = words[at].key
        self._file_due(first)
        most = self._longest.get(first)
        if most is None:  # nearly every word of a text
            return 0, ()
        keys = [token.key for token in words[at : at + most]]
        for length in range(len(keys), 0, -1):
            filed = self._filed.get(" ".join(keys[:length]))
            if filed is None:
                continue
            part = words[at : at + length]
            values = [one.value for one in filed if one.fits(part)]
            if values:
                # Values are slow to hash, and most phrases have one.
                return length, tuple(values) if len(values) == 1 else tuple(dict.fromkeys(values))
        return 0, ()

    def exactly(self, phrase: str) -> tuple[Value, ...]:
        """Return what the whole phrase means, whatever its case."""
        self._file_due(opening(phrase))
        key = key_of_phrase(phrase)
        values = tuple(one.value for one in self._filed.get(key, ()))
        return values if self._over is None or key in self._instead else (*values, *self._over.exactly(phrase))

    def phrases(self) -> dict[str, tuple[Value, ...]]:
        """Return every key with its values, for checks of the tables; without those of an index under this one."""
        for word in list(self._later):
            self._file_due(word)
        return {key: tuple(one.value for one in filed) for key, filed in self._filed.items()}

    def values(self) -> Iterator[Value]:
        """Yield what the phrases mean, some of it more than once, as phrases() has it.

        What waits is made for it and not filed: to file all of it takes seconds, and is for who looks words up.
        """
        with self._filing:
            filed = [one.value for found in self._filed.values() for one in found]
            # The same maker waits under each word that opens one of its phrases.
            waiting = list({id(phrases): phrases for due in self._later.values() for phrases in due}.values())
        yield from filed
        for phrases in waiting:
            yield from (value for _, value in phrases())


def opening(phrase: str) -> str:
    """Return the key of the first word of a phrase; nothing for one without words."""
    head = phrase.split(" ", 1)[0]
    if head.isalnum():
        return fold(head)
    words = _alias_words(head) or _alias_words(phrase)
    return fold(words[0]) if words else ""


def key_of_phrase(phrase: str) -> str:
    """Return the key under which the index files a phrase."""
    return " ".join(fold(word) for word in _alias_words(phrase))


def _alias_words(phrase: str) -> list[str]:
    # Most of the tables are plain words, and cutting them the long way would double the time of the start.
    if phrase.replace(" ", "").isalnum():
        return phrase.split()
    return [
        POSSESSIVE if token.kind == "possessive" else token.text for token in tokens(phrase) if token.kind != "mark"
    ]
