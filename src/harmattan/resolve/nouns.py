"""What a head noun makes of what stands before and after it: "Kurdish authorities", "a UN spokesman", "the army"."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from harmattan.resolve.holders import IN_POWER
from harmattan.resolve.knowledge import Entry
from harmattan.resolve.names import slug
from harmattan.resolve.offices import is_foreign
from harmattan.resolve.phrases import named_after
from harmattan.resolve.pieces import Piece
from harmattan.resolve.who import Setting, Who
from harmattan.resolve.words import words

# Kinds of actors that are more than one person and no state.
BODIES: Final = ("organisation", "group", "people")


def merge(noun: Entry, owner: Who, tail: Who, head: Sequence[Piece] = ()) -> Who:
    """Return what owner, tail and head noun make of each other: weak nouns give way, strong ones decide."""
    other = owner if owner.kind in BODIES else tail
    # "Russian allies" are Russian, Nato allies its members; Russia's allies are others.
    members = any(piece.key in _WHOSE for piece in head) or (
        noun.name == "ally" and (other.kind == "organisation" or owner.kind == "adjective")
    )
    if noun.name in _RELATED and not members and (other.kind in BODIES or owner.told or tail.told):
        # Critics of a government are none of it.
        return Who(sectors=() if noun.sectors == ("GOV",) else noun.sectors, country=other.country)
    if other.kind == "people" and not acts_for(noun):
        # "The Kurdish authorities" act for the Kurds; a Hutu militia or government is no people.
        return Who(sectors=noun.sectors, country=other.country)
    if other.kind == "organisation" and other.sectors[:1] == ("PTY",) and noun.name.split()[-1] in IN_POWER:
        # "The Labour government" is that of the state; "Labour rebels" are members who vote against their own.
        return other if noun.name == "rebel" else Who(sectors=noun.sectors, country=other.country)
    if other.kind in BODIES:
        # A ministry is its government already: its envoys are no other body of that sector.
        own = (other.entity or "").startswith(f"{noun.sectors[0].lower() if noun.sectors else ''}:")
        if "weak" in noun.flags or other.kind in ("group", "people") or own:
            return replace(other, plural=False)
        entity = f"{other.entity}:{noun.sectors[0].lower()}" if other.entity else None
        return Who(other.kind, entity, other.name, other.country, noun.sectors)
    if "weak" in noun.flags and (owner.noun or tail.noun):
        return Who(sectors=owner.sectors or tail.sectors)
    return Who(sectors=noun.sectors)


def is_people(entry: Entry) -> bool:
    """Tell whether an actor of the tables is a people without a state."""
    return entry.entity.startswith("people:")


def acts_for(noun: Entry) -> bool:
    """Tell whether a noun's bearers act for the people they are of: its authorities and leaders."""
    civil = noun.sectors in (("GOV",), ("CVL",), ("SOC",))
    return ("weak" in noun.flags and civil) or (noun.sectors == ("GOV",) and noun.name not in _RULERS)


# Bare nouns that mean the state under discussion; a gunman or a rebel may be anybody's.
_IMPLIED: Final = frozenset(["GOV", "MIL", "COP", "LEG", "JUD", "SPY", "OPP"])
# "It would train an army": no army of the state spoken of.
_RAISED: Final = frozenset(["army", "base", "border force", "brigade", "force", "military", "navy", "security force"])
_UNNAMED: Final = words("unnamed_bodies")
_ANYBODY = words("anybody")
# Heads that fight: under "government" they are its armed forces.
FIGHTING = words("fighting")
_RULERS = words("rulers")
_RELATED = words("related")
_WHOSE: Final = frozenset(["her", "his", "its", "my", "our", "their", "your"])


def may_be_implied(noun: Entry, who: Who, head: Sequence[Piece]) -> bool:
    """Tell whether a noun alone may mean the state under discussion: "the army", not "the king" or "a minister"."""
    sector = who.sectors[0] if who.sectors else ""
    if (
        sector not in _IMPLIED
        or noun.name in _ANYBODY
        or is_foreign(head)
        or _is_of_a_body(head)
        or named_after(head)
        or (noun.name in _RAISED and any(piece.key in ("a", "an", "another") for piece in head))
        or any(piece.kind == "name" for piece in head)
    ):
        return False
    return "plural" not in noun.flags or sector in ("MIL", "COP") or any(piece.key == "the" for piece in head)


# Named by where they are: "prosecutors in Cairo".
_NAMED_BY: Final = re.compile(r"(?:[\w’'-]+ ){1,4}(?:in|of|from|at) (?:the )?[A-Z]")


def theirs(who: Who, text: str, at: int) -> bool:
    """Tell whether some of whom no state is told, at an offset, are of the one spoken of: "prosecutors"."""
    bare = who.plural and not who.country and who.sectors[:1] in (("JUD",), ("OPP",))
    return bare and not _NAMED_BY.match(text, at, at + 80)


def _is_of_a_body(head: Sequence[Piece]) -> bool:
    """Tell whether somebody is of a body that is not named: "the bloc's envoy", "the group's spokesman"."""
    owners = (one for one, mark in pairwise(head) if mark.kind == "possessive")
    return any(piece.key in _UNNAMED for piece in owners)


_BODY: Final = "|".join(sorted(words("bodies")))
_CAPITALS: Final = r"(?: [A-Z][\w’'-]+)+"
_LONG_NAME: Final = re.compile(
    rf"(?:[Tt]he )?(?P<name>(?:[A-Z][\w’'-]+ )*(?P<body>{_BODY})(?: of| for)(?: the)?{_CAPITALS}"
    rf"(?:(?:,? and| of| for|,)(?: the)?{_CAPITALS})*)(?: \([A-Z]{{2,}}\))?"
)


_COMMITTEE: Final = re.compile(
    r"(?:[Tt]he )?(?P<us>(?:US|U\.S\.) )?(?:House|Senate)"
    r"(?: [A-Z][\w’'-]+,?(?: and)?| (?:on|for|the|select|special|joint))*"
    r" (?:[Ss]ub)?(?:[Cc]ommittee|panel)(?: (?:on|for) .*)?"
)


def named_whole(phrase: str, pieces: Sequence[Piece], setting: Setting) -> Who | None:
    """Return what is told by a phrase as a whole: a strange body, a treaty, or a committee of a parliament."""
    return long_name(phrase, pieces) or instrument(phrase, pieces) or committee(phrase, pieces, setting)


def committee(phrase: str, pieces: Sequence[Piece], setting: Setting) -> Who | None:
    """Return "the House Judiciary Committee" as one of the parliament that is talked of, else the American one."""
    match = _COMMITTEE.fullmatch(phrase)
    if match is None or pieces[-1].kind == "possessive":
        return None
    country = "USA" if match["us"] else setting.salient("government", pieces[0].start) or "USA"
    return Who("noun", f"leg:{country}", phrase, country, ("LEG",), noun="committee")


def long_name(phrase: str, pieces: Sequence[Piece]) -> Who | None:
    """Return a strange body that is called by a whole phrase: "the Union of Atheists and Agnostics (UAA)"."""
    match = _LONG_NAME.fullmatch(phrase)
    owned = any(piece.entry("organisation", "group", "state", "adjective", "capital", "leader") for piece in pieces)
    if match is None or owned:
        return None
    told = (piece.entry("noun") for piece in pieces if piece.text == match["body"])
    noun = next((one for one in told if one), None)
    name = " ".join(match["name"].split())
    return Who("organisation", f"org:{slug(name)}", name, "", noun.sectors if noun else ("CVL",))


_INSTRUMENT: Final = re.compile(
    r"(?:[Tt]he )?((?:[A-Z][\w’'-]+ )+(?:Statute|Treaty|Protocol|Agreement|Accords|Conventions|Charter))"
)


def instrument(phrase: str, pieces: Sequence[Piece]) -> Who | None:
    """Return a treaty as nobody's: the Rome Statute is not Italy's. Parties that are called like treaties stay."""
    match = _INSTRUMENT.fullmatch(phrase)
    known = any(piece.entry("organisation", "group") for piece in pieces)
    return Who("name", None, match[1]) if match and not known else None


def ruler_of(noun: Entry, before: Sequence[Piece]) -> str:
    """Return "government" for "government forces"; empty for "the minister's forces"."""
    nearest = before[-1].entry("noun") if before else None
    if noun.name not in FIGHTING or not before:
        return ""
    if before[-1].entry("leader"):
        return "government"  # "Assad's forces"
    return nearest.name if nearest and nearest.name in _RULERS else ""


def owns(piece: Piece, head: Sequence[Piece]) -> bool:
    """Tell whether a piece is the owner of something that is not in the tables."""
    behind = head[head.index(piece) + 1 :]
    return len(behind) > 1 and behind[0].kind == "possessive" and behind[-1].kind == "word"
