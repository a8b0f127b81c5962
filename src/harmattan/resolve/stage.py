"""Where a page is set, and where a sentence is: whose police, opposition or parliament are meant there.

"MALÉ - India's minister arrived in the Maldives. India promised aid. The parliament votes": the Maldives'.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import Final, Protocol

from harmattan.resolve.who import Who
from harmattan.resolve.words import words

# Who is of where a page is set, unless it tells otherwise, and who besides may have come from elsewhere. A government
# answers for its state wherever that is told of: "India promised aid. The government".
_DOMESTIC: Final = (words("of_a_place") | words("of_the_page") | words("domestic")) - {"government"}
_FIGHTING: Final = words("of_soldiers")
_GUESTS: Final = words("guests")
_PERSON: Final = re.compile(r"president|minister|premier|king|leader|secretary|chief|governor|official")
_BEFORE_OFFICE: Final = re.compile(r"(?:['’]s)? ?(?:[a-z-]+ ){0,3}")
_BEHIND_OFFICE: Final = re.compile(r"s? of (?:the )?")
_FEW: Final = 12  # mentions beside an office
_WORD: Final = r"[A-ZÀ-Þ][\w’'-]*"
_TOWN: Final = rf"((?:{_WORD})(?: {_WORD}){{0,3}})"
# "NIAMEY - ", "LAGOS, May 28 (Xinhua) -- ", "SYDNEY, Australia -- ", "SEOUL: ", "Berlin (dpa) - ".
_DATELINE: Final = re.compile(
    rf"(?:^|\n)(?P<signed>{_WORD}(?: {_WORD}){{0,2}})(?:, [^\n:–—(]{{1,30}})? ?\([A-Za-z]{{2,12}}\) ?(?:-{{1,3}}|[–—]) "
    r"|(?:^|\n)((?:[A-ZÀ-Þ][A-ZÀ-Þ’'.-]+ ?){1,4})"
    r"(?:, ?[^\n:–—]{1,30}?)?(?: ?\([A-Z][^)\n]{1,30}\))?(?:: | ?(?:-{1,3}|[–—]) )"
)
_TOP: Final = 2_000
_AHEAD: Final = 120
_LEAD: Final = re.compile(r"[^\n]{20,}?[.!?][\"”’]?(?=\s|$)")
# "In Kuala Lumpur, ..." tells where its sentence, and what follows in its paragraph, is.
_OPENING: Final = re.compile(rf"(?:(?<=[.!?] )|(?<=[.!?][\"”] )|(?<=\n)|^)(?:Meanwhile,? )?[Ii]n {_TOWN}")
# Whoever speaks in a capital, and is no guest there.
_SPEAKING: Final = (
    r"(?:,? (?:[A-Z][\w’'-]+ ){0,3}(?:told (?:reporters|journalists|parliament)|speaking)(?: on \w+day)? in)"
)
_ENVOYS: Final = re.compile(r"foreign|envoy|ambassador|secretary|diplomat|delegat")
_RIGHT_BEFORE: Final = re.compile(rf"(?:^|[.!?]\s|\n)[\"”]?In {_TOWN},? (?:(?:the|an?|some|several) )?(?:[a-z-]+ )?\Z")
_FAR: Final = 1_500
_LONG: Final = 4_000  # characters back in which a page told of such a person
# "French soldiers", "Turkey's air force", "Saudi jets", "Ethiopia bombed", "Uganda sent 500 troops".
_SOLDIERLY: Final = re.compile(
    r"(?:['’]s)?(?: [\w,-]+){0,4}? (?:troops?|soldiers?|forces?|army|military|navy|marines?|jets?|planes?|drones?"
    r"|tanks?|warplanes?|airstrikes?|strikes?|bases?|bomb\w*|shell\w*|raid\w*|inva\w+|attack\w*|generals?|missiles?)\b"
)
_NEAR: Final = 60


class _Mention(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def who(self) -> Who: ...
    @property
    def standing(self) -> float: ...


Town = Callable[[str, int, int], str]


def seated(noun: str, text: str, at: int, mentions: Sequence[_Mention], town: Town) -> str:
    """Return the state of the town beside a noun at an offset: "opposition leaders in Tbilisi", "In Oslo the police".

    town: the state (ISO alpha-3) of a town by its name and where it stands, empty if unknown. Soldiers may be there
    from elsewhere, and so may a minister of whom the page told as another state's.
    """
    if noun in _GUESTS:
        return ""
    spoke = "(?!)" if _ENVOYS.search(noun) else _SPEAKING
    words = rf"[\w’'-]+(?: [\w’'-]+){{{noun.count(' ')}}}"
    behind = re.compile(rf"{words}(?: in|{spoke}) {_TOWN}").match(text, at, at + _AHEAD)
    before = _RIGHT_BEFORE.search(text, max(0, at - _AHEAD), at)
    country = next(filter(None, (town(one[1], *one.span(1)) for one in (behind, before) if one)), "")
    return country if country and not _from_elsewhere(noun, text, at, country, mentions) else ""


def set_in(text: str, mentions: Sequence[_Mention], town: Town) -> str:
    """Return the state that a page is set in: that of its dateline, if its headline or its first sentence names it.

    A correspondent may sit elsewhere: "BEIRUT - Syrian troops shelled Homs".
    """
    found = _DATELINE.search(text, 0, _TOP)
    part = "signed" if found and found["signed"] else 2
    country = town(found[part].strip(" ,").title(), *found.span(part)) if found else ""
    if found is None or not country:
        return ""
    lead = _LEAD.match(text, found.end())
    end = lead.end() if lead else found.end()
    named = any(
        one.who.country == country and one.who.kind != "person" and not found.start() <= one.start < found.end()
        for one in mentions
        if one.start < end
    )
    return country if named else ""


def moved_to(text: str, at: int, town: Town) -> str:
    """Return the state of the last "In Oslo" that opens a sentence of the paragraph before an offset."""
    begin = max(text.rfind("\n", 0, at) + 1, at - _FAR)
    told = [town(one[1], *one.span(1)) for one in _OPENING.finditer(text, begin, at)]
    return next(filter(None, reversed(told)), "")


def domestic(noun: str, text: str, at: int, here: str, mentions: Sequence[_Mention]) -> bool:
    """Tell whether a noun at an offset is of the state that a page is set in (here), whatever else was named last."""
    return noun in _DOMESTIC and not _from_elsewhere(noun, text, at, here, mentions)


def _from_elsewhere(noun: str, text: str, at: int, here: str, mentions: Sequence[_Mention]) -> bool:
    """Tell whether the page tells of such people of another state than the one they are told of in (here)."""
    if noun in _FIGHTING:
        return _foreign_soldiers(text, here, mentions)
    return bool(_PERSON.search(noun)) and _owned_elsewhere(noun, text, at, here, mentions)


def _foreign_soldiers(text: str, here: str, mentions: Sequence[_Mention]) -> bool:
    """Tell whether a page tells of the soldiers of another state, or of what they do."""
    others = (one for one in mentions if len(one.who.country) == 3 and one.who.country != here)
    return any(_SOLDIERLY.match(text, one.end, one.end + _NEAR) for one in others)


def _owned_elsewhere(noun: str, text: str, at: int, here: str, mentions: Sequence[_Mention]) -> bool:
    """Tell whether the page last told of such a person as another state's: "China's president"."""
    begin = max(0, at - _LONG)
    last = text[begin:at].lower().rfind(noun)
    last = last + begin if last >= 0 else last
    near = bisect_left(mentions, last - _NEAR, key=lambda one: one.start) if last >= 0 else len(mentions)
    return any(
        len(one.who.country) == 3 and one.who.country != here and _owns(one, text, last, last + len(noun))
        for one in mentions[near : near + _FEW]
    )


def _owns(one: _Mention, text: str, start: int, end: int) -> bool:
    if one.end <= start:
        return bool(_BEFORE_OFFICE.fullmatch(text, one.end, start))
    return bool(_BEHIND_OFFICE.fullmatch(text, end, one.start))
