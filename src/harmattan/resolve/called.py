"""Names that mean somebody only in an article about his state: "the CGT" in France, another one in Argentina.

The tables give them as `there`; surnames that many people bear are such names of who leads the state on the day of the
page. The states an article is about are those named nearly as often as the one it names most.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from harmattan.records import Article
from harmattan.resolve.knowledge import Entry, Knowledge
from harmattan.resolve.names import PhraseIndex, fold, slug
from harmattan.resolve.pieces import Piece
from harmattan.resolve.posts import HEADS, Term
from harmattan.resolve.words import words

Blocks = Sequence[Sequence[Piece]]
# A state named this much as often as the one named most is talked of too.
_SHARE = 0.5
_COMMON = words("common_surnames")
# "Bush fires": at the begin of a sentence these may be no name.
_WORDS = words("word_surnames")
_ENDS = frozenset([".", "?", "!", ":", "“", "‘", '"'])


def as_called_there(knowledge: Knowledge, blocks: Blocks, article: Article) -> tuple[Knowledge, frozenset[str]]:
    """Return knowledge with the names that are meant only in articles about states that this one is about, and these
    names, folded.

    A name that two actors of those states share, or that the text spells out itself, stays as it was.
    """
    named = Counter(country for pieces in blocks for piece in pieces if (country := _state(piece, knowledge)))
    most = max(named.values(), default=0)
    meant: dict[str, list[Entry]] = {}
    for country in (one for one, count in named.items() if count >= _SHARE * most):
        for alias, entry in (
            *_actors(knowledge, country, article.text),
            *_heads(knowledge, country, blocks, article),
            *_namesakes(knowledge, country, blocks, article),
        ):
            meant.setdefault(alias, []).append(entry)
    names = {alias: found[0] for alias, found in meant.items() if len({one.entity for one in found}) == 1}
    if not names:
        return knowledge, frozenset()
    index: PhraseIndex[Entry] = PhraseIndex(knowledge.index)
    for alias, entry in names.items():
        index.add(alias, entry)
    return replace(knowledge, index=index), frozenset(map(fold, names))


def _state(piece: Piece, knowledge: Knowledge) -> str:
    """Return the state that a piece names or is of, if it means one alone."""
    if piece.kind != "entry" or any("common" in entry.flags for entry in piece.entries):
        return ""
    states = {entry.country for entry in piece.entries if entry.kind != "noun"}
    return next(iter(states)) if len(states) == 1 and states <= knowledge.states.keys() else ""


def _actors(knowledge: Knowledge, country: str, text: str) -> Iterator[tuple[str, Entry]]:
    for alias, entry in knowledge.there.get(country, ()):
        if alias in text and f"({alias})" not in text:
            yield alias, entry


def _heads(knowledge: Knowledge, country: str, blocks: Blocks, article: Article) -> Iterator[tuple[str, Entry]]:
    """Yield who leads the state under a common surname, if it stands alone and the text names nobody else so."""
    day = (article.published.value if article.published else "")[:10]
    for post in HEADS if day else ():
        term = knowledge.posts.holder(country, post, (day, f"{day}~"))
        surname = term.person.split()[-1] if term else ""
        if term and fold(surname) in _COMMON and _alone(term, fold(surname), blocks):
            flags = frozenset({"surname"})
            yield surname, Entry("leader", f"person:{slug(term.person)}", term.person, country, term.sectors, flags)


def _namesakes(knowledge: Knowledge, country: str, blocks: Blocks, article: Article) -> Iterator[tuple[str, Entry]]:
    """Yield who holds a post in the state and shares the surname of a better known one of another who holds none.

    "Abbott" in an article about Texas is its governor, and not who led Australia before.
    """
    day = (article.published.value if article.published else "")[:10]
    days = (day, f"{day}~")
    for piece in (one for pieces in blocks for one in pieces if day and one.entries and len(one.words) == 1):
        known = [entry for entry in piece.entries if "surname" in entry.flags]
        if len(known) != len(piece.entries) or any(knowledge.posts.in_office(one.name, days) for one in known):
            continue
        leaders = [
            one for one in knowledge.index.exactly(piece.text) if one.kind == "leader" and one.country == country
        ]
        here = [one for one in leaders if knowledge.posts.in_office(one.name, days)]
        if len(here) == 1 and all(one.country != country for one in known):
            yield piece.text, replace(here[0], flags=frozenset({"surname"}))


def _alone(term: Term, surname: str, blocks: Blocks) -> bool:
    """Tell whether a surname stands alone somewhere and behind no other first name."""
    names = [piece for pieces in blocks for piece in pieces if piece.key.split()[-1:] == [surname]]
    known = {fold(term.person), surname}
    others = [piece for piece in names if piece.key not in known and all(e.name != term.person for e in piece.entries)]
    lone = {piece.start for piece in names if piece.kind == "name" and piece.key == surname}
    opening = {pieces[0].start for pieces in blocks if pieces} | {
        behind.start for pieces in blocks for piece, behind in pairwise(pieces) if piece.key in _ENDS
    }
    return not others and bool(lone - opening if surname in _WORDS else lone)
