"""States called by their region: after Niger was named, "the West African country" is Niger."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from harmattan.resolve.knowledge import Knowledge
from harmattan.resolve.names import key_of, tokens
from harmattan.resolve.pieces import Piece
from harmattan.resolve.scene import Anchor, Scene
from harmattan.resolve.who import Who
from harmattan.resolve.words import EPITHETS

_STATE: Final = (
    r"(?:(?:island|landlocked) )?(?:country|nation|state|kingdom|emirate|sultanate|republic|neighbou?r|power|giant)"
)
_EPITHET: Final = re.compile(
    rf"\b(?:[Tt]he|[Tt]his|[Tt]hat) (?:[a-z]+, |[a-z]+-?[a-z]+ )?"
    rf"(?P<region>(?:(?:[A-Z]|[ewns](?:ast|est|orth|outh))[\w’'-]* ?){{1,3}}) {_STATE}(?![\w-])(?! of\b)"
)
_HELD_BY: Final = re.compile(
    r"\b[\w’'-]+-(?:controlled|dominated|led|majority|held|heavy) "
    r"(Senate|House|Congress|[Pp]arliament|[Ll]egislature|(?:[Nn]ational )?[Aa]ssembly)(?=$|['’ ])"
)
_WHOLE: Final = {"House": "House of Representatives"}
_HEAD: Final = re.compile(r"[Tt]he [Ss]ecretary[- ][Gg]eneral")
_CAPITAL: Final = frozenset(["the capital", "The capital", "the capital city", "The capital city"])
# "A visit to Moscow", "its ambassador from Paris".
_ABROAD: Final = re.compile(
    r"\b(?:visit\w*|trips?|journey|flew|fly|flies|flying|travel\w*|went|fled|envoys?|ambassadors?|diplomats?|consuls?"
    r"|recall\w*|withdr\w+|talks|agree\w*|deal|relations|ties)\b[^.!?\n]{0,40}\b(?:to|from|with) \Z"
)
_BEFORE: Final = 70
# A ministry calls itself "the Ministry" in what it gives out.
_MINISTRY: Final = frozenset(["the Ministry", "The Ministry"])
_TOP: Final = 4_000  # characters in which whoever gives a page out names itself
_LONG: Final = re.compile(
    r"\bMinistry (?:of|for) (?:[A-Z][\w’'-]+,? (?:and )?){1,6}of (?:the )?(?:(?:[A-Z]\w+ )?Republic of )?"
    r"[A-Z][\w’'-]+(?: [A-Z]\w+)?"
)
# Of an organisation's one member nobody can tell which.
_MEMBER: Final = re.compile(
    r"(?:[Tt]he|[Aa]n?|[Tt]his|[Tt]hat) (?:[a-z][\w-]* )?[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*"
    r" member(?: state| country| nation)?"
)
# Countries of organisations of states.
OF_STATES: Final = frozenset(["IGO", "UNO", "EUR"])
_AGENCY: Final = re.compile(r"United Nations|World (?:Food|Health)|Security Council|Human Rights Council|UNICEF")
_REACH: Final = 40  # mentions back


def plainly(phrase: str, at: int, scene: Scene) -> str:
    """Return a phrase with the state's name in place of such an epithet; as it is where there is none.

    Whose hands a parliament is in does not tell which it is: "the opposition-controlled parliament".
    """
    if _HEAD.fullmatch(phrase):
        return _headed(phrase, at, scene)
    if phrase in _CAPITAL:
        return _seat(at, scene) or phrase
    if phrase in _MINISTRY and (named := _LONG.findall(scene.article.text, 0, min(at, _TOP))):
        return f"the {named[-1]}"
    phrase = _HELD_BY.sub(lambda held: _WHOLE.get(held[1], held[1]), phrase)
    match = _EPITHET.search(phrase)
    country = _meant(match["region"].strip(), at + match.start(), scene) if match else ""
    name = scene.knowledge.states[country].name if country else ""
    return f"{phrase[: match.start()]}{name}{phrase[match.end() :]}" if match and name else phrase


def _headed(phrase: str, at: int, scene: Scene) -> str:
    """Return "the Secretary-General" with the organisation of states that was named last."""
    end = bisect_left(scene.anchors, at, key=lambda anchor: anchor.start)
    named = (one.who for one in reversed(scene.anchors[max(0, end - _REACH) : end]))
    body = next((who.name for who in named if who.kind == "organisation" and who.country in OF_STATES), "")
    # An agency of the United Nations has no secretary-general of its own.
    return f"the {'UN' if body and _AGENCY.search(body) else body} {phrase[4:]}" if body else phrase


def _seat(at: int, scene: Scene) -> str:
    """Return the capital that is meant at an offset: the last one named, or that of the state a page tells most of.

    The last one counts if its paragraph names it, or the page is of no state above all. Empty if neither is named.
    """
    text, home = scene.article.text, scene.most_told_of
    end = bisect_left(scene.anchors, at, key=lambda anchor: anchor.start)
    last = next(filter(None, (_capital(one, scene) for one in reversed(scene.anchors[max(0, end - _REACH) : end]))), "")
    here = last and last in text[text.rfind("\n", 0, at) + 1 : at]
    if not home or here or last in scene.knowledge.states[home].capital:
        return last
    own = (_capital(one, scene) for one in scene.anchors if one.who.country == home)
    return next(filter(None, own), "")


def _capital(one: Anchor, scene: Scene) -> str:
    """Return the capital that a mention names; not one that somebody goes to or comes from."""
    text, states = scene.article.text, scene.knowledge.states
    spelt = text[one.start : one.end]
    named = spelt.title() if spelt.isupper() else spelt  # a dateline's
    if one.who.country not in states or named not in states[one.who.country].capital:
        return ""
    return "" if _ABROAD.search(text, max(0, one.start - _BEFORE), one.start) else named


def one_member(who: Who, phrase: str) -> Who:
    """Return "the NATO member" as a state that is not told, and not as NATO; others as they are."""
    of_states = who.kind == "organisation" and who.country in OF_STATES
    return Who("noun", sectors=("GOV",), noun="member") if of_states and _MEMBER.fullmatch(phrase) else who


def region_told(pieces: Sequence[Piece], knowledge: Knowledge) -> tuple[str, ...]:
    """Return the states of the region that a phrase names: "West African juntas"."""
    words = [token for piece in pieces for token in piece.words]
    for start in range(len(words)):
        for length in (3, 2, 1):
            region = knowledge.regions.get(key_of(words[start : start + length]))
            if region and region.countries and words[start].capital:
                return region.countries
    return ()


def _meant(region: str, at: int, scene: Scene) -> str:
    """Return the state of a region that was named last before an offset; empty if none was."""
    countries = _countries(region, scene)
    if not countries:
        return ""
    end = bisect_left(scene.anchors, at, key=lambda anchor: anchor.start)
    before = scene.anchors[max(0, end - _REACH) : end]
    return next((one.who.country for one in reversed(before) if one.who.country in countries), "")


def _countries(region: str, scene: Scene) -> frozenset[str]:
    key = key_of(tokens(region))
    known = scene.knowledge.regions
    row = known.get(key)
    if row and len(row.countries) > 1:
        return frozenset(row.countries)
    found: set[str] = set()
    for one in EPITHETS.get(key, []):
        found.update(known[one].countries if one in known else (one,))
    return frozenset(found)
