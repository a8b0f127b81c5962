"""Whether an office is that of the state whose name stands beside it: a gang's leader leads no country."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from harmattan.resolve.knowledge import SLOTS, Entry
from harmattan.resolve.names import slug
from harmattan.resolve.phrases import OWNED, is_former, named_after, plain_words
from harmattan.resolve.pieces import Piece
from harmattan.resolve.posts import LEADING
from harmattan.resolve.who import Setting, Who
from harmattan.resolve.words import words

Tails = Sequence[tuple[str, list[Piece]]]
_DEPUTY: Final = frozenset(["assistant", "deputy", "junior", "under", "vice"])
_ANY: Final = frozenset(["a", "an", "another", "one", "some"])
# Words between a state and its leader that leave it the state's leader, and those that make an office another's.
_LEADS: Final = words("leads")
_OTHERS: Final = words("others_offices")
_PARTY: Final = words("party_words")
_FOREIGN: Final = words("foreign")
_ADVERBS: Final = words("adverbs")
_THINGS: Final = words("state_things")
_COUNTER: Final = words("counter_governments")
_RULING: Final = frozenset(["administration", "authorities", "authority", "government", "president", "prime minister"])
# Bodies of a state, and bodies of the United Nations of which states have their own: "Russia's Security Council".
_NATIONAL: Final = frozenset(["COP", "GOV", "JUD", "LEG", "MIL", "SPY"])
_RULED: Final = (("GOV",), ("JUD",), ("LEG",))
# Who is posted where he is said to be: "The Guardian's Moscow correspondent".
_POSTED: Final = frozenset(["bureau chief", "correspondent"])
_BORROWED: Final = frozenset(["General Assembly", "Human Rights Council", "Security Council"])
# Of groups called so every state may have one; there is one YPG, of whatever part of the world it is said.
_GENERIC: Final = frozenset(["Alliance", "Army", "Council", "Forces", "Front", "Movement"])
_STATE_SECTORS: Final = frozenset(["GOV", "MIL"])
# A president of these is one of the state: of its republic, of its transition.
_WHOLE: Final = frozenset(["Republic", "State", "Kingdom", "Federation", "Union", "Government", "Council"])
_CLAIMING: Final = LEADING | {"boss", "chairman", "chairperson", "chairwoman", "chief", "director", "head", "president"}
_HEADED: Final = (("BUS",), ("EDU",), ("JRN",), ("JUD",), ("LAB",), ("LEG",), ("MED",), ("PTY",))
_DEPARTMENTAL: Final = ("minister", "secretary", "secretaries", "ministers", "spokesman", "spokeswoman", "official")
_BODIES: Final = ("organisation", "group", "people")
# Who is not of where he is.
FROM_ELSEWHERE: Final = re.compile(
    r"(?:(?:some|about|around|at least|more than|nearly|up to) )?(?:[\d,]+ |(?:dozens|hundreds|thousands) of )?"
    rf"(?:the )?(?:\w+[ -]installed|{'|'.join(map(re.escape, sorted(_FOREIGN)))})\b"
    r"(?! (?:affairs|minist|offic|polic(?:y|ies)|secretar))",
    re.IGNORECASE,
)
_SENT: Final = frozenset(["ambassador", "delegate", "delegation", "envoy", "mission", "representative"])
GUESTS: Final = words("guests")
_OWN_STAFF: Final = "chief of staff"


def judged(who: Who, head: Sequence[Piece], tails: Tails, owner: Who) -> tuple[Who, bool]:
    """Return who, and whether the holder of a post of the state may be meant.

    Who leads a gang or presides over a senate is of no sector of the state but that of what is led; owner: the actor of
    the tables that the phrase names, if there is one.
    """
    before = _before_noun(head)
    if who.noun == _OWN_STAFF and any(piece.entry("leader", "seat") or _is_head(piece) for piece in before):
        return replace(who, sectors=("GOV",)), False  # a president's, and no soldier
    if any(_is_state(piece) for piece in before) and _owned_by(before, head, "organisation"):
        return who, False  # the World Bank's India director does not head it
    ruling = who.noun in _RULING or who.noun.endswith(" president")
    if ruling and not is_former(head) and any(piece.key in _COUNTER for piece in before):
        return replace(who, sectors=(), kind="noun"), False
    if owner.kind == "group" and owner.sectors[:1] != ("GOV",):
        return who, False
    if not who.role or who.entity:
        return who, True
    led = _led(who, before, tails, owner)
    if led is not None:
        # A governor or a mayor is of the land that is told; a leader or a president may be of anything, and whoever
        # heads a bank or a university is of it.
        whole = " ".join([plain_words(head), *(f"{word} {plain_words(tail)}" for word, tail in tails[:1])])
        other = replace(who, sectors=led, kind="" if led else "noun", name=whole)
        # "The health secretary" is of the state, "the union's secretary" of the union.
        theirs = bool(_owned_by(before, head, "noun"))
        of_it = led[:1] in _HEADED and (theirs or not who.noun.endswith(_DEPARTMENTAL))
        return other if who.noun in _CLAIMING or of_it else who, False
    lesser = any(piece.key in _DEPUTY or piece.key in _ANY for piece in before)
    return who, not lesser


def possessed(before: Sequence[Piece], head: Sequence[Piece]) -> list[Piece]:
    """Return what stands before a head noun without the states he deals with: "Taiwan's top China policy planner".

    Bodies that are only called like another's are left out: "Kyrgyzstan's Security Council secretary".
    """
    if head and (noun := head[-1].entry("noun")) and noun.name in _POSTED:
        return [one for one in before if not _is_state(one) and not one.entry("capital", "area", "seat")]
    before = before[:-1] if named_after(head) else before
    whose = _owned_by(before, head, "state", "organisation")
    kept = [one for one in before if not (whose and one.start > whose[-1].start and _is_state(one))]
    return [one for at, one in enumerate(kept) if not _is_borrowed(one, kept[:at])]


def _owned_by(before: Sequence[Piece], head: Sequence[Piece], *kinds: str) -> list[Piece]:
    """Return the pieces of some kinds behind which a possessive stands."""
    return [one for one, mark in pairwise(head) if mark.kind == "possessive" and one in before and one.entry(*kinds)]


def _is_borrowed(piece: Piece, before: Sequence[Piece]) -> bool:
    entry = piece.entry("organisation")
    country = next((owner.country for one in before if (owner := one.entry("state", "adjective"))), "")
    if entry is None or not country or country == entry.country:
        return False
    return piece.text in _BORROWED if entry.country in SLOTS else entry.sectors[:1] in _RULED


def _is_state(piece: Piece) -> bool:
    return piece.entry("state") is not None and piece.entry("adjective", "people") is None


def backs(noun: Entry, who: Who) -> bool:
    """Tell whether "supporters of the president" are meant: they are not he."""
    return noun.name == "supporter" and (who.kind == "person" or bool(who.role))


def is_foreign(head: Sequence[Piece]) -> bool:
    """Tell whether somebody is not of where he is: "foreign diplomats in Sudan", "Moscow-installed officials"."""
    return any(piece.key in _FOREIGN for piece in head)


def is_guest(noun: Entry, tails: Tails) -> bool:
    """Tell whether somebody works in another's land: "two diplomats in Niamey", "the ambassador to Mali"."""
    return noun.name in GUESTS and bool(tails) and tails[0][0] in ("in", "at", "near", "across", "to")


def is_unknown(last: Piece) -> bool:
    """Tell whether a phrase ends in a word of which only is known that it is no adverb and no thing: "rapper"."""
    return last.kind == "word" and last.key not in _ADVERBS and last.key.removesuffix("s") not in _THINGS


def of_owner(who: Who, owner: Who, head: Sequence[Piece], tails: Tails = ()) -> Who:
    """Return a party of the tables, or one of its name in another state: "Germany's Christian Democrats".

    A parliament or an agency that is called like one of another state ("the Philippine House of Representatives",
    "the Belarusian KGB") is returned as an institution without an id.
    """
    national = head[-1].text if head else ""
    borrowed = national in _BORROWED and len(owner.country) == len("MLI") and who.country == "UNO"
    other = owner.country and who.country and owner.country != who.country
    generic = bool(_GENERIC & set(who.name.split()))
    if who.kind == "group" and other and tails and generic and not {owner.country, who.country} & set(SLOTS):
        return Who("group", None, who.name, owner.country, who.sectors)  # "the National Salvation Front of Nepal"
    if who.kind != "organisation" or not (other or borrowed) or not who.sectors:
        return who
    if borrowed or (
        who.sectors[0] in _NATIONAL
        and head[-1].entry("organisation")  # not "Chinese FBI informants"
        and not {owner.country, who.country} & set(SLOTS)
    ):
        return Who("institution", country=owner.country, sectors=who.sectors[:1])
    if who.sectors[0] != "PTY":
        return who
    name = " ".join(piece.text for piece in head if piece.kind in ("entry", "name", "word"))
    name = " ".join([name, *(f"{word} {plain_words(tail)}" for word, tail in tails[:1])])
    return Who("organisation", f"org:{slug(name)}", name, owner.country, who.sectors)


def sent_by(noun: Entry, body: Who, state: Who) -> Who:
    """Return whose envoys are: "Israel's UN ambassador" is Israel's.

    body: what stands before the noun; state: the same without organisations.
    """
    return state if noun.name in _SENT and body.kind == "organisation" and state.country else body


def of_here(who: Who, entry: Entry, setting: Setting, piece: Piece) -> Who:
    """Return a party of the tables, or one called so in the state that is talked of, where its own is not named."""
    here = (
        setting.salient("government", piece.start)
        if entry.sectors[:1] == ("PTY",) and who.kind == "organisation"
        else ""
    )
    if not here or here == entry.country or setting.spoken_of(entry.country):
        return who
    return Who("noun", None, who.name, here, who.sectors)


def _before_noun(head: Sequence[Piece]) -> list[Piece]:
    at = max((number for number, piece in enumerate(head) if piece.entry("noun")), default=0)
    return list(head[:at])


def _led(who: Who, before: Sequence[Piece], tails: Tails, owner: Who) -> tuple[str, ...] | None:
    """Return the sectors of what is led if that is not the state; None if it is."""
    leading = who.noun in LEADING or who.noun == "chief"
    owned = [number for number, piece in enumerate(before) if piece.entry(*OWNED, "organisation", "group")]
    for piece in before[owned[-1] + 1 :] if owned else before:
        sectors = _sectors(piece, who)
        if sectors is not None:
            return sectors
        plain = piece.kind == "word" and piece.key not in _LEADS and not (who.plural and piece.words[0].capital)
        if (plain and (leading or piece.key in _OTHERS)) or _is_strange(piece, who):
            return ()
    if leading and any(piece.key in _ANY for piece in before):
        return ()
    if owner.kind in _BODIES and owner.entity:
        return None
    of = [piece for preposition, tail in tails if preposition == "of" for piece in tail]
    for piece in of:
        sectors = _sectors(piece, who)
        if sectors is not None:
            return sectors
        if piece.text not in _WHOLE and _is_strange(piece, who):
            return ()
    return () if who.noun in _CLAIMING and any(piece.key in _OTHERS for piece in of) else None


def _sectors(piece: Piece, who: Who) -> tuple[str, ...] | None:
    """Return the sectors of a noun that is led: a senate, a party; None for the state's own and for other pieces."""
    noun = piece.entry("noun")
    if noun is None or piece.entry(*OWNED) or noun.name in _LEADS or "person" in noun.flags:
        return None
    own = not noun.sectors or noun.sectors[0] in _STATE_SECTORS
    own = own or (who.noun not in _CLAIMING and noun.sectors == who.sectors)
    return None if own else noun.sectors


def _is_head(piece: Piece) -> bool:
    noun = piece.entry("noun")
    return noun is not None and noun.name in ("president", "prime minister", "premier", "chancellor")


def _is_strange(piece: Piece, who: Who) -> bool:
    """Tell whether a piece is the name of something that is led; "African leaders" lead states."""
    return piece.kind == "name" and piece.text not in _PARTY and not who.plural
