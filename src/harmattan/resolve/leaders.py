"""The people of the tables filed in the phrase index: whole names, surnames, and which of these are read alone."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from functools import partial
from typing import Final

from harmattan.resolve.entries import Entry
from harmattan.resolve.names import PhraseIndex, fold, key_of_phrase, slug, spelled_out
from harmattan.resolve.posts import CENTURY, Post, Term
from harmattan.resolve.words import words

_WELL_KNOWN: Final = frozenset(
    ["president", "prime minister", "chancellor", "king", "emir", "supreme leader", "secretary-general", "crown prince"]
)
# States whose foreign ministers news calls by the surname alone.
_PROMINENT: Final = frozenset(["USA", "GBR", "FRA", "DEU", "RUS", "CHN", "UKR", "ISR", "IRN", "TUR"])
_COUNTRIES: Final = frozenset(["state", "capital", "adjective", "people"])
_DISTINCT: Final = 5  # letters of a nickname that is read alone: "Hemedti"
_OF_LATE: Final = "2005"  # of namesakes whose last post ended before, the other is meant
# Leaders whose surname is a common word or a very common name: read by the surname only beside a title.
_COMMON = words("common_surnames")
_PLACES = words("place_surnames")
_LONE = words("lone_surnames")


def file_people(
    index: PhraseIndex[Entry], terms: list[Term], aliases: dict[str, list[str]], posts: dict[str, Post]
) -> None:
    """File every person under the full names, and under the surname: well-known heads and those whom the tables call by
    it alone, others beside a title.

    A page names a few of thousands: what a name means is made when a word that opens it is first looked up.
    """
    later = {term.person for term in terms if not term.until or term.until >= CENTURY}
    called = Counter(map(_surname, {term.person for term in terms}))
    heads = {
        term.person
        for term in terms
        if term.post in _WELL_KNOWN or (term.post == "foreign minister" and term.of in _PROMINENT)
        # "Reagan" is one man; "Carter", or the surname of a president of long ago of a small state, may be anybody's.
        if term.person in later
        or (term.of in _PROMINENT and called[surname := _surname(term.person)] == 1 and len(surname) > _DISTINCT)
    }
    alone = _known_alone(aliases, terms, later)
    taken = {key for key, entries in index.phrases().items() if any(entry.kind in _COUNTRIES for entry in entries)}
    seen: set[str] = set()
    for term in sorted(terms, key=lambda one: posts[one.post].rank if one.post in posts else len(posts)):
        if term.person not in seen:
            seen.add(term.person)
            gone = term.person not in later
            others, head = aliases.get(term.person, []), term.person in heads
            phrases = partial(_leader, term, others, taken if gone else (), well_known=head, alone=term.person in alone)
            names = {term.person, spelled_out(term.person), *others, *_surnames(term.person, others)[0]}
            index.add_later(names, phrases)


def _known_alone(aliases: dict[str, list[str]], terms: list[Term], later: set[str]) -> set[str]:
    """Return whom the tables list by the surname alone, if nobody else who held a post of late is called so."""
    late = {term.person for term in terms if not term.until or term.until >= _OF_LATE}
    listed = {person for person, others in aliases.items() if person in later and _surname(person) in others}
    called = Counter(map(_surname, late | listed))
    return {one for one in listed if called[name := _surname(one)] == 1 and len(name) >= _DISTINCT}


def _surname(person: str) -> str:
    """Return the last word of a name; what tells namesakes apart stands behind it in brackets."""
    return person.partition(" (")[0].split()[-1]


def _surnames(person: str, aliases: Sequence[str]) -> tuple[list[str], list[str], tuple[str, str]]:
    """Return what a person is called in one word, which of it the tables tell, and the last word of the name."""
    short = [alias for alias in aliases if " " not in alias]
    last = _surname(person), spelled_out(_surname(person))
    return list(dict.fromkeys([*short, *last])), short, last


def _leader(
    term: Term, aliases: Sequence[str], taken: Collection[str], *, well_known: bool, alone: bool
) -> Iterator[tuple[str, Entry]]:
    """Yield the phrases that mean a person. taken: keys of states, which a surname of long ago gives way to."""
    person = term.person
    full = Entry("leader", f"person:{slug(person)}", person, term.country, term.sectors)
    for alias in (person, spelled_out(person), *aliases):
        if " " in alias or "-" in alias:
            yield alias, full
    surnames, short, last = _surnames(person, aliases)
    for surname in surnames:
        # A name known by the surname alone is as doubtful as a common one; "II" and "Jr" are no surnames.
        new = len(surname) >= _DISTINCT and surname not in (*person.split(), last[1])
        named = well_known or new or fold(surname) in _LONE or (alone and surname in last)
        doubtful = not named or fold(surname) in _COMMON or (" " not in person and not alone)
        doubtful = doubtful or bool(short and surname not in short)
        flags = frozenset(
            {"surname"} | ({"common"} if doubtful else set()) | ({"listed"} if surname in short else set())
        )
        if surname in _PLACES or (taken and key_of_phrase(surname) in taken):
            continue  # "Scotland" is no secretary-general, "Colombo" a capital before it is a premier of 1970
        if len(surname) > 1 and not (surname.isupper() and set(surname) <= set("IVX")):
            yield surname, Entry("leader", full.entity, person, term.country, term.sectors, flags)
