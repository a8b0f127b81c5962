"""Who holds a post on a day, and which of several people of one name is meant."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Final

from harmattan.resolve.knowledge import Entry
from harmattan.resolve.names import fold, slug
from harmattan.resolve.phrases import OWNED
from harmattan.resolve.pieces import Piece
from harmattan.resolve.posts import Posts, Term
from harmattan.resolve.who import Days, Who
from harmattan.resolve.words import words

Fits = Callable[[Entry], bool]
# From then on a leader of before 2000 is not the first to be meant by a surname.
_LONG_AFTER: Final = "2005"
_TO_COME: Final = frozenset(["future", "incoming", "next"])
_DEPARTMENT: Final = " minister"
# Whoever of a party is one of these is that of the state: "the Socialist prime minister", "a Labour government".
IN_POWER: Final = frozenset(
    ["administration", "cabinet", "chancellor", "government", "governor", "mayor", "minister", "premier", "rebel"]
)
_ARMS: Final = words("arms")
# Who leads a state may be called by his rank: "Capt. Traoré".
_HEADS: Final = frozenset(["president", "prime minister", "king", "supreme leader"])
# Whose bearers head a ministry or an agency.
_HEADING: Final = frozenset(["boss", "chief", "director", "head", "leader", "minister", "secretary"])
_BEFORE_TITLES: Final = words("before_titles")
_OUSTED: Final = frozenset(["deposed", "ousted", "toppled", "overthrown"])


def belongs(posts: Posts, countries: Iterable[str]) -> Fits:
    """Tell who belongs to one of the states, by the tables or by any post held."""
    wanted = set(countries)
    return lambda entry: entry.country in wanted or any(term.country in wanted for term in posts.of(entry.name))


def titled(posts: Posts, before: Sequence[Piece], days: Days) -> Fits:
    """Tell who held the post named before the name, on the day if the day is known: "Prime Minister Hariri"."""
    nouns = {noun.name for piece in before if (noun := piece.entry("noun"))}
    named = {post for noun in nouns for post in posts.named_by(noun)}

    def fits(entry: Entry) -> bool:
        # "Secretary Rice": in the United States the head of any department.
        heads = {term.post for term in posts.of(entry.name) if term.post.endswith(_DEPARTMENT)}
        asked = named | heads if "secretary" in nouns else named
        held = [term for term in posts.of(entry.name) if term.post in asked]
        return any(days is None or term.covers(*days) for term in held)

    return fits


def titled_so(posts: Posts, entries: Sequence[Entry], before: Sequence[Piece], here: str) -> list[Entry]:
    """Return those whom a senator's or a soldier's title fits: who held such a post, or who leads the state.

    here: the state that is talked of.
    """
    noun = next((one for piece in reversed(before) if (one := piece.entry("noun"))), None)
    title = noun.name if noun else ""
    terms = {entry.entity: posts.of(entry.name) for entry in entries}
    if title in ("senator", "congressman"):
        lawmakers = [entry for entry in entries if any("LEG" in term.sectors for term in terms[entry.entity])]
        return [entry for entry in lawmakers if here in ("", entry.country)]
    kind = "MIL" if title in _ARMS else "COP" if noun and noun.sectors == ("COP",) else ""
    if kind:
        heads = _HEADS if kind == "MIL" else ()
        return [e for e in entries if any(kind in t.sectors or t.post in heads for t in terms[e.entity])]
    return list(entries)


def overruled(posts: Posts, entries: Sequence[Entry], introduced: Who, before: Sequence[Piece], days: Days) -> bool:
    """Tell whether the title before a name fits others of that name and not the one whom the article introduced.

    "President Obama" on a page that has named Michelle Obama before is not she; a page's own President Armando Vieira
    is, whoever was one before him. Whoever is one on the days is meant, however the page spells the rest of the name.
    """
    titles = {noun.name for piece in before if (noun := piece.entry("noun"))}
    own = titles & {introduced.role.lower(), introduced.role.lower().split(" of ")[0]}
    if own and not any(map(titled(posts, before, days), entries)):
        return False
    held = titled(posts, before, None)
    return any(map(held, entries)) and not any(held(entry) for entry in entries if entry.entity == introduced.entity)


def outdone(posts: Posts, entries: Sequence[Entry], full: str, held: Fits, days: Days) -> bool:
    """Tell whether a surname alone is that of somebody whom the page names in full and no table knows.

    Whoever of the tables holds an office on the days, or has held the one named before the surname, stays meant.
    """
    names = [set(fold(name).replace("-", " ").split()) for name in (full, *(entry.name for entry in entries))]
    own, first = names[0], fold(full).split()[:1]
    alike = any(own <= other or other <= own or set(first) <= other for other in names[1:])
    return bool(full) and not alike and not any(held(one) or in_office(posts, days)(one) for one in entries)


def in_office(posts: Posts, days: Days) -> Fits:
    """Tell who held any post on the days."""
    return lambda entry: posts.in_office(entry.name, days)


def recent(posts: Posts) -> Fits:
    """Tell who held a post in this century: of namesakes the one most texts mean."""
    return lambda entry: not posts.of_before(entry.name)


def recalled(posts: Posts, before: Sequence[Piece], days: Days) -> Fits:
    """Tell who may be meant by the surname alone: of earlier leaders those before whom a post stands that they held.

    "President Nixon" is he in any text, "Officer Nixon" is not; "Mr. Nixon" is in one of his time.
    """
    held = titled(posts, before, None)

    def fits(entry: Entry) -> bool:
        if not posts.of_before(entry.name) or held(entry):
            return True
        return days[0] < _LONG_AFTER if days else "common" not in entry.flags

    return fits


def narrowed(entries: Sequence[Entry], tests: Iterable[Fits]) -> list[Entry]:
    """Return those whom each test in turn leaves, while they are several people; a test that nobody passes is none."""
    left = list(entries)
    for fits in tests:
        if len({entry.entity for entry in left}) > 1:
            left = [entry for entry in left if fits(entry)] or left
    return left


def holder(posts: Posts, who: Who, head: Sequence[Piece], owner: Who, days: Days) -> Who | None:
    """Return who held the named post of a state or an organisation on the day: "the Malian president"."""
    if any(piece.key in _TO_COME for piece in head):
        return None
    if not who.role or who.plural or who.role.startswith(("deputy", "former")):
        return None
    governs = owner.sectors[:1] == ("PTY",) and who.noun.split()[-1] in IN_POWER
    if owner.kind == "organisation" and not governs:
        if not heads(posts, who, head, owner):
            return None
        of, noun = (owner.country, owner.head) if owner.head else (owner.entity or "", who.noun)
    else:
        of, noun = who.country, who.noun
    term = posts.holder(of, noun, days) if of else None
    return person_in(who, term) if term else None


def heads(posts: Posts, who: Who, head: Sequence[Piece], owner: Who) -> bool:
    """Tell whether an office of a body may be the one that heads it: no spokesman's, nor the "UN refugee chief"'s.

    Between the body and the noun stands nothing but what may stand before any title: "the new NATO chief".
    """
    if owner.head and not (who.noun in _HEADING or owner.head in posts.named_by(who.noun)):
        return False
    end = max((at for at, piece in enumerate(head) if piece.entry("noun")), default=0)
    bodies = [at for at, piece in enumerate(head[:end]) if piece.entry("organisation")]
    between = head[bodies[-1] + 1 : end] if bodies else head[:end]
    return all(map(_leaves_the_office, between))


def _leaves_the_office(piece: Piece) -> bool:
    if piece.kind in ("determiner", "possessive", "former", "number") or piece.entry(*OWNED):
        return True
    return piece.kind == "word" and (piece.key in _BEFORE_TITLES or piece.key.endswith("ly"))


def in_post(posts: Posts, who: Who, head: Sequence[Piece], owner: Who, days: Days) -> Who | None:
    """Return who held the named post on the day, or lost it last: "the Malian president", "the deposed president"."""
    return holder(posts, who, head, owner, days) or _ousted(posts, who, head, days)


def _ousted(posts: Posts, who: Who, head: Sequence[Piece], days: Days) -> Who | None:
    if who.plural or not who.country or not any(piece.key in _OUSTED for piece in head):
        return None
    term = posts.last_holder(who.country, who.noun, days)
    return person_in(who, term, f"former {term.post}") if term else None


def person_in(who: Who, term: Term, role: str = "") -> Who:
    """Return who as the person of a term, in the post of the term or in the role told."""
    return replace(
        who,
        kind="person",
        entity=f"person:{slug(term.person)}",
        name=term.person,
        country=term.country,
        sectors=("ELI",) if role else term.sectors,
        role=role or term.post,
        plural=False,
    )
