"""Cuts a phrase into pieces: known names and nouns, strange names, and the small words that order them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from harmattan.resolve.knowledge import Entry, Knowledge
from harmattan.resolve.longer import fuller_name_follows, is_part
from harmattan.resolve.names import POSSESSIVE, Token
from harmattan.resolve.posts import HEADS
from harmattan.resolve.words import NUMBERS, SHORT_TITLES
from harmattan.resolve.words import words as word_class

PREPOSITIONS = word_class("prepositions")
DETERMINERS = word_class("determiners")
FORMER = word_class("former")
RELATIVES = word_class("relatives")
PRONOUNS = word_class("pronouns")
_WATERS = word_class("waters")
# The kinds of the small words; of a word of two classes the last one here.
_CLOSED = {
    "and": "and",
    **dict.fromkeys(PRONOUNS, "pronoun"),
    **dict.fromkeys(RELATIVES, "relative"),
    **dict.fromkeys(FORMER, "former"),
    **dict.fromkeys(PREPOSITIONS, "preposition"),
    **dict.fromkeys(DETERMINERS, "determiner"),
}
# Within how many tokens a name with a bracket ends.
_BRACKETED = 10
# Before the name of a place they make another.
_NEW = frozenset(["new", "fort", "port", "mount", "saint", "st"])
_PARTICLES = word_class("particles")
_ARMS = word_class("arms")
_ARABIC = frozenset(["al", "el", "as", "ar", "ad", "an"])
# How many words of a name may stand behind its first and its initial.
_NAME = 4
_AGAINST = word_class("prefixes")
# What parties have is theirs: "the Labour Government".
_POLITICAL = (("GOV",), ("LEG",), ("PTY",))
# Nouns that are surnames too: after a strange first name they belong to the name.
_SURNAMES = word_class("noun_surnames")
_CABINETS = frozenset(["administration", "government", "cabinet", "presidency"])
# "Riots in Lagos": behind these a surname that is a town's name too is the town.
_LOCATING = frozenset(["in", "near", "at", "outside", "inside", "across", "around"])
# Capitals that without their accents are words of the language: "Male nurses".
_COMMON = frozenset(["Male", "MALE"])
# Words that open a sentence or a phrase with a capital and are no names.
_PLAIN = word_class("plain")
# Who is of America, unless they are told to be of a part of India.
_INDIANS = frozenset(["indian", "indians"])
_DIRECTED = word_class("directions")
# Before "Democrats" these make them others than the American ones.
_DEMOCRATS = frozenset(["center", "centre", "christian", "civic", "free", "liberal", "national", "social", "sweden"])
# Before a party's name these say what it does.
_RIVALS = frozenset(["former", "governing", "left", "opposition", "right", "rival", "ruling", "state", "then"])


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of tokens of one kind.

    kind: entry (known, see entries), name (strange capitalised words), preposition, possessive, mark, and, determiner,
    former, number, relative, pronoun or word.
    """

    kind: str
    words: tuple[Token, ...]
    entries: tuple[Entry, ...] = ()

    @property
    def start(self) -> int:
        """Offset of the first character."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Offset after the last character."""
        return self.words[-1].end

    @property
    def text(self) -> str:
        """The words with one blank between them, or the hyphen that ties them: "Jean-Luc"."""
        first, *others = self.words
        return first.text + "".join(f"{'-' if token.glued else ' '}{token.text}" for token in others)

    @property
    def key(self) -> str:
        """The folded words."""
        return self.words[0].key if len(self.words) == 1 else " ".join(token.key for token in self.words)

    def entry(self, *kinds: str) -> Entry | None:
        """Return the first meaning of one of those kinds."""
        # A plain loop: pieces are asked for their meanings more often than anything else, and most have none.
        for one in self.entries:
            if one.kind in kinds:
                return one
        return None


def cut(words: Sequence[Token], knowledge: Knowledge) -> list[Piece]:
    """Cut tokens into pieces, longest known phrase first."""
    pieces: list[Piece] = []
    brackets = any(word.text == ")" for word in words)
    at = 0
    while at < len(words):
        piece = (
            _small(words[at])
            or (brackets and _with_bracket(words, at, knowledge))
            or _known(words, at, knowledge, pieces)
            or _strange(words, at, knowledge, pieces)
        )
        pieces.append(piece)
        at += len(piece.words)
    return pieces


def on_land(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces less those that name a body of water together: the Gulf of Oman is not Oman, nor Lake Malawi
    Malawi."""
    wet = [piece.words[0].capital and piece.words[-1].key in _WATERS for piece in pieces]
    joined = [at for at, piece in enumerate(pieces) if piece.key not in ("of", "the")]
    named = {other for one, other in pairwise(joined) if wet[one]} | {
        one for one, other in pairwise(joined) if wet[other]
    }
    return [piece for at, piece in enumerate(pieces) if not wet[at] and at not in named]


def _small(token: Token) -> Piece | None:
    """Recognise marks and possessives; the closed classes come after known phrases ("The Gambia")."""
    if token.kind != "word":
        return Piece(token.kind, (token,))
    return None


def _closed(token: Token) -> str:
    kind = _CLOSED.get(token.key, "")
    return "number" if not kind and (token.key in NUMBERS or token.key.replace(",", "").isdigit()) else kind


def _known(words: Sequence[Token], at: int, knowledge: Knowledge, before: list[Piece]) -> Piece | None:
    length, entries = _less_initial(words, at, knowledge) or knowledge.index.longest(words, at)
    if length > 1 and words[at].key == "the" and 1 + knowledge.index.longest(words, at + 1)[0] > length:
        return None  # "The Guardian Council" is not The Guardian
    if length > 1 and fuller_name_follows(words, at, length, entries, knowledge):
        length, entries = knowledge.index.longest(words[at : at + 1], 0)
    if length and is_part(words, at, length, entries, knowledge):
        length, entries = knowledge.index.longest(words[at : at + length - 1], 0)
    if not length or (length == 1 and _swallowed(words, at, entries)):
        return None
    part, after = tuple(words[at : at + length]), words[at + length : at + length + 1]
    if _compounded(words, at, part, after, knowledge):
        return Piece("word", part)
    entries = tuple(entry for entry in entries if _stands(entry, part, words, at, before, knowledge))
    return Piece("entry", part, entries) if entries else None


def _with_bracket(words: Sequence[Token], at: int, knowledge: Knowledge) -> Piece | None:
    """Return the actor that "CPI(M)" or "Communist Party of India (Maoist)" is as a whole, if there is one."""
    if not words[at].capital:
        return None
    ahead = words[at : at + _BRACKETED]
    opened = next((place for place, word in enumerate(ahead) if word.text == "("), 0)
    closed = next((place for place, word in enumerate(ahead) if word.text == ")"), 0)
    if not 0 < opened < closed:
        return None
    length, entries = knowledge.index.longest([*ahead[:opened], *ahead[opened + 1 : closed]], 0)
    return Piece("entry", tuple(ahead[: closed + 1]), entries) if length == closed - 1 else None


def _less_initial(words: Sequence[Token], at: int, knowledge: Knowledge) -> tuple[int, tuple[Entry, ...]] | None:
    """Return the person of the tables that "Paul D. Ryan" is, with how many words that are."""
    if at + 2 >= len(words) or len(words[at + 1].text) != 1 or not words[at + 1].capital or not words[at].capital:
        return None
    length, entries = knowledge.index.longest([words[at], *words[at + 2 : at + 2 + _NAME]], 0)
    whole, _ = knowledge.index.longest(words, at)
    # "John B. Campbell" is not John F. Campbell.
    people = tuple(
        entry
        for entry in entries
        if entry.kind == "leader"
        and {one for one in entry.name.replace(".", "").split() if len(one) == 1} <= {words[at + 1].text}
    )
    return (length + 1, people) if length > 1 and whole <= length and people else None


def _swallowed(words: Sequence[Token], at: int, entries: tuple[Entry, ...]) -> bool:
    """Tell whether a lone known word is the given name of a person: "Chad" in "Chad Smith"."""
    return all(entry.kind == "noun" for entry in entries) and _closed(words[at]) != "" and words[at].key != "state"


def _compounded(
    words: Sequence[Token], at: int, part: tuple[Token, ...], after: Sequence[Token], knowledge: Knowledge
) -> bool:
    """Tell whether a hyphen makes the phrase part of another word: US-backed, anti-French."""
    if after and after[0].glued and not after[0].capital:
        return not any(entry.kind == "noun" for entry in knowledge.index.longest(words, at + len(part))[1])
    return part[0].glued and at > 0 and words[at - 1].key in _AGAINST


def _stands(
    entry: Entry, part: tuple[Token, ...], words: Sequence[Token], at: int, before: list[Piece], knowledge: Knowledge
) -> bool:
    """Tell whether a meaning holds among its neighbours: people's names are not countries."""
    if "surname" in entry.flags:
        if part[0].key in SHORT_TITLES and _before_a_name(words, at + len(part)):
            return False
        previous = before[-1] if before else None
        if (previous and previous.kind == "name") or _strange_follows(words, at + len(part), knowledge):
            return False
        if previous and previous.key in _LOCATING:
            return False
        titled = previous is not None and previous.entry("noun", "adjective") is not None
        return "common" not in entry.flags or titled or _ruled_by(entry, words, at + len(part), knowledge)
    if (
        entry.country == "IND"
        and part[0].key in _INDIANS
        and before
        and before[-1].text not in _DIRECTED
        and (before[-1].kind == "name" or before[-1].entry("group") or before[-1].key == "american")
    ):
        return False  # "Awajun Indians"
    if entry.kind == "capital" and part[0].text in _COMMON:
        return False
    if entry.kind in ("adjective", "people") and at and f"{words[at - 1].key} {part[0].key}" in knowledge.regions:
        return False  # "South American" is no American
    if entry.kind in ("capital", "state", "adjective") and at and words[at - 1].capital and words[at - 1].key in _NEW:
        return words[at - 1].end + 1 != words[at].start  # "New London" is not London
    if "there" in entry.flags and (
        _beside_a_name(words, at, before, knowledge, len(part))
        or _names_a_thing(part, words[at + 1 : at + 2], knowledge)
        or _of_another(entry, words, at + len(part), before, knowledge)
    ):
        return False  # "Labour Day", "Memorial Hospital", "Ukraine's National Guard"
    if (
        entry.kind == "organisation"
        and entry.sectors[:1] == ("LAB",)
        and _of_another(entry, words, at + len(part), before, knowledge)
    ):
        return False  # "the Malaysian Trades Union Congress"
    if part[-1].key == "democrats" and len(part) == 1 and at and words[at - 1].key in _DEMOCRATS:
        return words[at].start - words[at - 1].end > 1  # "Social Democrats" are no Democrats
    if "short" in entry.flags:
        return _is_title(part, words, at, before)
    if entry.kind == "organisation" and "PTY" in entry.sectors and _has_longer_name(part, words, at, before):
        return False
    if entry.entity.startswith("people:") and len(part) == 1:
        # "Tamil Nadu", "Lindiwe Zulu": the word is part of another name; "Kurdish-Arab forces" are of two peoples.
        after = words[at + 1 : at + 2]
        tied = bool(after) and (after[0].glued or after[0].key in _PLAIN)
        return tied or not _beside_a_name(words, at, before, knowledge)
    if entry.kind in ("state", "capital", "adjective") and len(part) == 1 and part[0].key in knowledge.given:
        return not _beside_a_name(words, at, before, knowledge)
    return True


def _has_longer_name(part: Sequence[Token], words: Sequence[Token], at: int, before: list[Piece]) -> bool:
    """Tell whether a party's name goes on before it: the "People's Democratic Party" is no "Democratic Party"."""
    previous = before[-1] if before else None
    if part[-1].key != "party":
        return False  # "Anti-Trump Republicans" are Republicans
    if previous is None or words[at].start - previous.end > 1:
        return False
    if previous.kind == "name":
        return True
    if previous.kind == "possessive":
        return len(before) > 1 and before[-2].words[0].capital and before[-2].entry("noun") is not None
    known = previous.entry("adjective", "state", "people", "capital", "area", "seat", "leader", "organisation")
    return previous.words[0].capital and known is None and previous.key not in _RIVALS | DETERMINERS


def _ruled_by(entry: Entry, words: Sequence[Token], at: int, knowledge: Knowledge) -> bool:
    """Tell whether "administration" follows and the name is that of a head of state or of government."""
    led = words[at].key in _CABINETS if at < len(words) else False
    return led and any(term.post in HEADS for term in knowledge.posts.of(entry.name))


def _is_title(part: Sequence[Token], words: Sequence[Token], at: int, before: list[Piece]) -> bool:
    """Tell whether "Sen" or "Gen" is a title: before a name, not in capitals, and not the end of "Solicitor Gen"."""
    if any(len(word.text) > 1 and word.text.isupper() for word in part) or not _before_a_name(words, at + len(part)):
        return False
    previous = before[-1] if before else None
    if previous is None or previous.end + 1 < words[at].start - 1:
        return True
    if part[-1].key != "gen":
        return True  # "Republican Sen. Marsh"
    noun = previous.entry("noun")
    return previous.kind != "name" and (noun is None or noun.name in _ARMS or not previous.words[0].capital)


def _before_a_name(words: Sequence[Token], at: int) -> bool:
    # "Gen al-Sisi"
    article = at + 1 < len(words) and words[at].key in _ARABIC and words[at + 1].glued
    following = words[at + article : at + article + 1]
    return bool(following) and following[0].capital and len(following[0].text) > 1 and following[0].kind == "word"


def _names_a_thing(part: Sequence[Token], behind: Sequence[Token], knowledge: Knowledge) -> bool:
    """Tell whether a single word names what is behind it: "Memorial Hospital", but not "Labour MPs"."""
    if len(part) > 1 or part[0].text.isupper() or not behind or not behind[0].capital:
        return False
    nouns = [one for one in knowledge.index.exactly(behind[0].text) if one.kind == "noun"]
    return any(one.sectors[:1] not in _POLITICAL and not one.flags & {"office", "person"} for one in nouns)


def _of_another(entry: Entry, words: Sequence[Token], end: int, before: Sequence[Piece], knowledge: Knowledge) -> bool:
    """Tell whether a name that is meant in one state is said of another: "the National Guard of Cyprus"."""
    owners = [piece for piece in before[-2:] if piece.kind not in ("possessive", "word")]
    told = owners[-1].entry("state", "adjective", "capital", "people") if owners else None
    if told and told.country != entry.country:
        return True
    if not words[end : end + 2][1:] or words[end].key != "of":
        return False
    behind = [one for one in knowledge.index.longest(words, end + 1)[1] if one.kind == "state"]
    return bool(behind) and all(one.country != entry.country for one in behind)


def _beside_a_name(words: Sequence[Token], at: int, before: list[Piece], knowledge: Knowledge, length: int = 1) -> bool:
    if before and before[-1].kind == "name" and before[-1].end + 1 == words[at].start:
        return True
    return _strange_follows(words, at + length, knowledge)


def _strange_follows(words: Sequence[Token], at: int, knowledge: Knowledge) -> bool:
    """Tell whether an unknown word with a capital stands there: what is before it may be a given name."""
    following = words[at : at + 1]
    if not following or not following[0].capital or following[0].kind != "word":
        return False
    length, entries = knowledge.index.longest(words, at)
    surname = length == 1 and all("surname" in entry.flags for entry in entries)
    return (not length or surname) and following[0].text.upper() != following[0].text


def _strange(words: Sequence[Token], at: int, knowledge: Knowledge, before: list[Piece]) -> Piece:
    token = words[at]
    renamed = _renamed(words, at, knowledge)
    if renamed:
        return Piece("name", tuple(words[at : at + renamed]))
    closed = _closed(token)
    if closed and not (token.capital and _opens_name(words, at)):
        return Piece(closed, (token,))
    if not token.capital or (token.key in _PLAIN and not _opens_name(words, at)):
        return Piece("word", (token,))
    end = at + 1
    while end < len(words) and _goes_on(words, end, knowledge):
        end += 1
    return Piece("name", tuple(words[at:end]))


def _renamed(words: Sequence[Token], at: int, knowledge: Knowledge) -> int:
    """Return how many words "New London" has: a state's or capital's name behind "New" that the tables do not know."""
    if words[at].key not in _NEW or not words[at].capital or not words[at + 1 : at + 2] or not words[at + 1].capital:
        return 0
    length, entries = knowledge.index.longest(words, at + 1)
    placed = any(entry.kind in ("capital", "state") for entry in entries)
    return 1 + length if placed and words[at].end + 1 == words[at + 1].start else 0


def _opens_name(words: Sequence[Token], at: int) -> bool:
    """Al Gore, Ben Bella, Van Rompuy: a particle with a capital opens a name, if a capital follows."""
    following = words[at + 1 : at + 2]
    return words[at].key in _PARTICLES and words[at].key not in DETERMINERS and bool(following) and following[0].capital


def _goes_on(words: Sequence[Token], at: int, knowledge: Knowledge) -> bool:
    token = words[at]
    if token.kind != "word":
        return False
    if token.key in _PARTICLES and not token.capital:
        return any(one.kind == "word" and one.capital for one in words[at + 1 : at + 3])
    if token.key in SHORT_TITLES and len(token.text) < len("Mister") and _before_a_name(words, at + 1):
        return False  # "Republican Sen. Marsh": the title opens another name
    if not token.capital or token.key in DETERMINERS or (token.key in PREPOSITIONS and token.key not in _PARTICLES):
        return False
    length, entries = knowledge.index.longest(words, at)
    if not length:
        return True
    if length == 1 and (token.key in _SURNAMES or all(entry.entity.startswith("people:") for entry in entries)):
        return True
    entries = tuple(entry for entry in entries if "short" not in entry.flags)
    person = all("surname" in entry.flags for entry in entries)
    return length == 1 and (person or token.key in knowledge.given)


def is_possessive(token: Token) -> bool:
    """Tell whether token is an 's or the bare apostrophe after a plural."""
    return token.key == POSSESSIVE


def before_preposition(found: Sequence[Token]) -> Sequence[Token]:
    """Return what stands before the first preposition: "Ras al-Ain near the border"; nothing if there is none."""
    at = next((at for at, token in enumerate(found) if token.key in PREPOSITIONS), 0)
    return found[:at]
