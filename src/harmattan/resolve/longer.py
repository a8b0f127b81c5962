"""Known phrases that are only part of a longer name: "Syrian Air" of "Syrian Air Force", "Bank of Canada" of the
"Royal Bank of Canada".
"""

from collections.abc import Sequence
from typing import Final

from harmattan.resolve.entries import Entry
from harmattan.resolve.knowledge import Knowledge
from harmattan.resolve.names import Token
from harmattan.resolve.words import words as word_class

# What may stand with a capital before "Bank of Japan" at the begin of a headline and tells of no other bank.
_NOT_OF_IT: Final = word_class("former") | {"the", "a", "an", "new", "outgoing", "incoming", "acting", "deputy"}


def is_part(words: Sequence[Token], at: int, length: int, entries: Sequence[Entry], knowledge: Knowledge) -> bool:
    """Tell whether the phrase of a body at an offset is cut out of the name of something else."""
    if length == 1 or entries[0].kind != "organisation":
        return False
    if words[at].key == "bank":
        return _is_of_another_bank(words, at, knowledge)
    # A firm's last word that opens what an army has.
    behind = knowledge.index.longest(words, at + length - 1)[1] if entries[0].sectors == ("BUS",) else ()
    return any(one.sectors == ("MIL",) for one in behind)


def _is_of_another_bank(words: Sequence[Token], at: int, knowledge: Knowledge) -> bool:
    """Tell whether the name goes on before "Bank of ...": Royal, Industrial, Export-Import."""
    previous = words[at - 1] if at else None
    if previous is None or previous.kind != "word" or not previous.capital or previous.key in _NOT_OF_IT:
        return False
    known = {one.kind for one in knowledge.index.exactly(previous.text)}
    return previous.end + 1 == words[at].start and not known & {"state", "adjective", "people", "capital"}


def fuller_name_follows(
    words: Sequence[Token], at: int, length: int, entries: Sequence[Entry], knowledge: Knowledge
) -> bool:
    """Tell whether "General Raheel" is the title and half of the name "Raheel Sharif" that goes on behind it."""
    more, following = knowledge.index.longest(words, at + 1) if at + 1 < len(words) else (0, ())
    people = {entry.entity for entry in entries if entry.kind == "leader"}
    return 1 + more > length and any(entry.entity in people for entry in following)
