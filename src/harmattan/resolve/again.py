"""Bodies called again by their head noun: after "the UN Security Council" it is "the Council"."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Final

from harmattan.resolve.names import Token
from harmattan.resolve.scene import Anchor
from harmattan.resolve.who import NOBODY, Who
from harmattan.resolve.words import OF_GROUPS
from harmattan.resolve.words import words as word_class

_BODIES = word_class("called_again")
_POINTING: Final = frozenset(["the", "this", "that"])
_BARE = re.compile(r"\b(?:the|this|that)\s+$", re.IGNORECASE)
# "The Leeds town council", but "his own party", "a third party". A capital that begins a sentence names nobody.
_NAMED = re.compile(r"(?<=[\w,;:] )[A-Z][\w-]+ (?:[a-z]+ ){0,2}$")
# What is said of a name: "Ennahda, a Tunisian party", "Likud is a party".
_SAID_OF = re.compile(r"(?:,|\b(?:is|was|are|were))\s+(?:an?|the|its)\s+(?:[\w’'-]+\s+){0,4}$", re.IGNORECASE)
_NEAR: Final = 60
# A body that was last named further back than this many characters is not called by its noun alone.
_REACH: Final = 6_000
# From a name to the noun: "Security Council", "Security Council delegation".
_GAP: Final = re.compile(r"(?:[’']s?)?\s*")

# Another commission than that of the European Union: "the African Union Commission", "the Commission on Human Rights".
_COMMISSION: Final = re.compile(
    r"(?<![\w’'-])(?!The\b|European\b|EU\b)[A-Z][\w’'-]*\s+Commission\b|\bCommission\s+(?:of|for|on)\s+(?:the\s+)?[A-Z]"
)

Read = Callable[[str, int], tuple[Who, ...]]

# What a body must be for "the court", "the company" to mean it.
_FITTING: Final = {"company": "BUS", "court": "JUD", "firm": "BUS", "newspaper": "JRN", "party": "PTY", "union": "LAB"}


_OFFICE: Final = re.compile(
    r"[Tt]he ([Pp]rime [Mm]inister|[Pp]remier|[Pp]resident|[Cc]hancellor|[Kk]ing|[Qq]ueen|[Pp]ope|foreign minister)"
)
_SAME_OFFICE: Final = {"premier": "prime minister", "prime minister": "premier", "chancellor": "prime minister"}
_PERSON: Final = frozenset(["he", "she", "him", "her", "his", "hers"])
_OURS: Final = frozenset(["we", "us", "our", "ours"])
_THING: Final = frozenset(["it", "its", "itself"])
# "A protest leader", "the spokesman": somebody by his post, whoever he is.
_POSTS: Final = word_class("ranks") | word_class("royal") | frozenset(["ambassador", "lawyer"])
_NO_PEOPLE: Final = frozenset(["state", "organisation", "group", "people", "area"])
# What counts more than one, what fights for a state, and what is of many states.
_COUNTED: Final = re.compile(r"(?:the |these |those )?(?:two|three|four|five|both)\b", re.IGNORECASE)
_TROOPS: Final = re.compile(r"(?:the |these |those )?(?:army|navy|police|soldiers?|troops|officers?)", re.IGNORECASE)
_REBELS: Final = re.compile(r"(?:the |these |those )?(?:guerrillas?|rebels?|insurgents?|separatists?)", re.IGNORECASE)
_OF_A_STATE: Final = (("COP",), ("GOV",), ("JUD",), ("LEG",), ("MIL",))
_GROUP: Final = re.compile(
    r"(?:the|this|that) (?:group|movement|organi[sz]ation|party|company|firm|militia|agency)", re.IGNORECASE
)
_BODY: Final = re.compile(
    r"(?:the |this |that )?(?:bloc|union|alliance|mission|(?:international|world) community)", re.IGNORECASE
)


def is_thing(phrase: str) -> bool:
    """Tell whether a phrase means no person: "it", "the group"."""
    return phrase.lower() in _THING or _GROUP.fullmatch(phrase) is not None


def agrees(phrase: str, found: Sequence[Who], named: str = "", roles: Sequence[str] = ()) -> bool:
    """Tell whether a phrase can take up those it is linked to: "the two ministers" are not one man.

    named: the words it is linked to; "he" is no agency that they name, but may be its spokesman. roles: the posts that
    he is known to have held; "the prime minister" held that one.
    """
    office = _OFFICE.fullmatch(phrase)
    if office and roles and not {office[1].lower(), _SAME_OFFICE.get(office[1].lower(), "")} & set(roles):
        return False
    if is_thing(phrase) and any(_somebody(who) for who in found):
        return False
    if phrase.lower() in _PERSON and named.lower() in _OURS:
        return False  # "We" are whoever a speaker speaks for, and he is one man
    if phrase.lower() in _PERSON and any(_behind(who, named) for who in found):
        return False
    if phrase.lower() in _PERSON and named and named == named.title().replace("’S", "’s").replace("'S", "'s"):
        return all(who.kind not in _NO_PEOPLE for who in found)
    if _COUNTED.match(phrase):
        return len(found) != 1 or found[0].plural
    if _REBELS.fullmatch(phrase):
        return all(who.sectors[:1] not in _OF_A_STATE for who in found)
    if _TROOPS.fullmatch(phrase):
        return all(who.kind != "group" or who.sectors[:1] != ("REB",) for who in found)
    return not (_BODY.fullmatch(phrase) and all((who.entity or "").startswith(("state:", "gov:")) for who in found))


def _behind(who: Who, named: str) -> bool:
    """Tell whether a group is named in the words with something before it: "leads the Red Column"."""
    return who.kind in ("group", "organisation") and len(who.name) < len(named) and named.endswith(f" {who.name}")


def _somebody(who: Who) -> bool:
    """Tell whether it is one person, by name or by his post."""
    return who.kind == "person" or (not who.plural and (who.noun in _POSTS or who.noun.startswith("spokes")))


# "Nigeria's police said on Tuesday that they": who says it is who did it.
_SAYS_IT: Final = re.compile(
    r"(?:^|[.!?] |\n|[–—-] )(?P<who>(?:[Tt]he )?[A-Z][\w.’'-]*(?: [\w’'-]+){0,6}?)"
    r" (?:said|says|announced|confirmed|claimed|reported)(?: (?:on )?[A-Z][a-z]+day)?(?:,? that)? $"
)
_CLAUSE: Final = 160


def speaking(text: str, at: int, read: Read, taken: Sequence[Who]) -> Who | None:
    """Return the body that says what "they" or "it", at an offset, did, if it opens the sentence; None if none does."""
    start = max(0, at - _CLAUSE)
    match = _SAYS_IT.search(text, start, at) if text[at - 1 : at] == " " else None
    if match is None:
        return None
    found = read(match["who"], match.start("who"))
    avoided = {who.entity or who.name for who in taken}
    known = len(found) == 1 and found[0].kind in ("institution", "organisation", "group") and found[0].entity
    return found[0] if known and found[0].entity not in avoided else None


def fits(noun: str, body: Who) -> bool:
    """Tell whether a definite noun can take up a body named before: "the union" is one of workers or is called so."""
    return _FITTING.get(noun, "") in ("", *body.sectors) or noun in body.name.lower().split()


def named_again(words: Sequence[Token], text: str, anchors: Sequence[Anchor], read: Read) -> Who | None:
    """Return the body that "the council" means: the one of the nearest mention before that names it.

    Where that mention has no name that is known, nobody if other bodies could be taken for it, else None. anchors: the
    known mentions before, in text order.
    """
    if len(words) != 2 or words[0].key not in _POINTING or words[1].key not in _BODIES:
        return None
    noun, at = words[1], words[0].start
    start = max(0, at - _REACH)
    for match in reversed(list(re.finditer(rf"\b{re.escape(noun.text)}\b", text[start:at], re.IGNORECASE))):
        first, end = start + match.start(), start + match.end()
        if _BARE.search(text, max(0, first - 8), first):
            continue
        named = [anchor for anchor in anchors if anchor.start <= first and _reaches(anchor, text, first, end)]
        begin = min((anchor.start for anchor in named), default=first)
        if _SAID_OF.search(text, max(0, begin - _NEAR), begin):
            return None  # "Ennahda, a Tunisian party": what is named there is named before
        body = _body(read(text[begin : max(end, named[0].end)], begin), noun) if named else None
        if body:
            return body
        if text[first].isupper() or _NAMED.search(text, max(0, first - _NEAR), first):
            return NOBODY if noun.key in OF_GROUPS else None
    return _of_the_union(noun, text, anchors, read)


def _of_the_union(noun: Token, text: str, anchors: Sequence[Anchor], read: Read) -> Who | None:
    """Return the European Commission for "the Commission" where bodies of the Union, and no other commission, stand."""
    spoken_of = noun.text == "Commission" and any(anchor.who.country == "EUR" for anchor in anchors)
    return read("the European Commission", 0)[0] if spoken_of and not _has_another(text) else None


@lru_cache(maxsize=1)
def _has_another(text: str) -> bool:
    """Tell whether a text names another commission; asked at each "Commission" of it."""
    return _COMMISSION.search(text) is not None


def _body(found: Sequence[Who], noun: Token) -> Who | None:
    """Return the one body that was read; of nouns that organisations are called by no state's."""
    if len(found) != 1 or found[0].kind in ("area", "state", "person"):
        return None
    entity = found[0].entity or ""
    # "The commission" may be a state's where it was called by a name of its own: "the electoral commission".
    own = found[0].noun.endswith(f" {noun.key}")
    strange = noun.key in OF_GROUPS and not own and not entity.startswith(("org:", "group:"))
    return found[0] if (entity or found[0].country) and not strange else None


def _reaches(anchor: Anchor, text: str, first: int, end: int) -> bool:
    """Tell whether a mention holds the noun, or stands right before it."""
    return (anchor.start <= first and end <= anchor.end) or bool(_GAP.fullmatch(text, anchor.end, first))
