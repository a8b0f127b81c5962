"""Sailors, pilots and crews: of an armed force, or of a tanker and an airline, as the words near them tell."""

import re
from dataclasses import replace
from typing import Final

from harmattan.resolve.actors import Reader
from harmattan.resolve.held import holder
from harmattan.resolve.who import Who

_CREWS: Final = frozenset(["sailor", "pilot", "crew", "crew member", "crewman", "crewmen", "seaman", "seamen"])
_ARMED: Final = re.compile(
    r"\b(?:nav(?:y|ies|al)|warships?|USS|HMS|frigates?|destroyers?|submarines?|patrol (?:boats?|ships?|vessels?)"
    r"|coast ?guards?|aircraft carriers?|fighter (?:jets?|planes?|pilots?)|warplanes?|gunboats?|minesweepers?"
    r"|corvettes?|air ?force|marines|army|military|bomb(?:s|ed|ing)?|shot down|shoots? down|air ?strikes?"
    r"|F-\d\d|MiG-?\d\d|Su-\d\d)\b",
    re.IGNORECASE,
)
_CIVIL: Final = re.compile(
    r"\b(?:tankers?|cargo|freighters?|trawlers?|fishing|merchant|bulk carriers?|container|commercial|pirates?|piracy"
    r"|ferr(?:y|ies)|yachts?|shipowners?|shipping|airlines?|airliners?|passengers?|airways|charter|Boeing|Airbus"
    r"|[A-Z][a-z]+(?:air|jet)|easyJet|Air (?!Force|Defen[cs]e|Marshal|Corps|Base|Chief)[A-Z]\w+"
    r"|[A-Z]\w+ Air(?= pilot| crew)"
    r"|unions?|strik(?:e|es|ing) (?:over|for|on)|on strike|walkout|[Ss]triking)\b"
)
# "Iranian sailors attacked a tanker" are not of it, nor those by whom "a tanker was boarded".
_OBJECT: Final = re.compile(
    r"\s+(?:(?:has|have|had|also|then)\s+)*(?:attack|seiz|board|storm|captur|fired|shell|sank|sink|hijack|intercept|stopp)"
    r""
)
_BY: Final = re.compile(r"\b(?:was|were|been|being|is|are) \w+ by (?:the )?$")
_VESSEL: Final = re.compile(
    r"\b(?:an?|the|one|two|\d+) ([A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?) (?:[a-z-]+ ){0,3}"
    r"(?:boat|ship|vessel|tanker|trawler|freighter|ferry|yacht|plane|jet|helicopter|aircraft|bomber)\b"
)
# Who holds a crew says nothing of it: "coastguards seized a rescue ship and its crew".
_WARSHIP: Final = re.compile(
    r"\b(?:warships?|USS|HMS|frigates?|destroyers?|submarines?|gunboats?|minesweepers?|corvettes?|bombers?|warplanes?"
    r"|(?:patrol|naval|coast ?guard) (?:boats?|ships?|vessels?)|aircraft carriers?|fighter (?:jet|plane)s?)\b"
)
_SHIP: Final = re.compile(
    r"\b(?:ships?|boats?|vessels?|tankers?|freighters?|trawlers?|ferry|yacht|flotilla|airliner|carriers?|cargo)\b"
)
_CREW_CUES: Final = {"MIL": _WARSHIP, "CVL": _SHIP}
_CUES: Final = {"MIL": _ARMED, "CVL": _CIVIL}
# Characters before and behind a phrase in which such words count, within its sentence and the one before.
_BEFORE, _BEHIND = 240, 120
_END: Final = re.compile(r"[.!?][\"”’)]?\s+(?=[A-Z\"“‘])|\n")


def by_words_near(phrase: str, at: int, text: str, reader: Reader) -> tuple[Who, ...]:
    """Read a phrase at an offset by its own words, and those that are aboard by the words near them."""
    found = reader.read(phrase, at)
    if len(found) == 1:
        found = (holder(phrase, reader.read, reader.setting.place_country, found[0]),)
    return tuple(_aboard(who, phrase, at, text, reader) for who in found)


def _aboard(who: Who, phrase: str, at: int, text: str, reader: Reader) -> Who:
    """Return sailors, pilots and crews as of the armed forces or as civilians; others as they are.

    Words of the phrase decide, then the nearest of its sentence, then those of the sentence before; without any,
    whoever the tables take them for stay.
    """
    if who.noun not in _CREWS or who.sectors[:1] not in (("MIL",), ("CVL",), ("BUS",)):
        return who
    if not who.country and phrase.startswith("its ") and (ship := _ship(at, text)):
        who = replace(who, country=reader.read(ship)[0].country, entity=None, name="")
    sector = "CVL" if who.sectors[0] == "BUS" else _told(phrase, at, text, _cues(who)) or who.sectors[0]
    if sector == who.sectors[0] and who.name:
        return who
    plain = re.sub(r"^(?:[Tt]he|[Aa]n?) ", "", " ".join(phrase.split()))
    return reader.institution(replace(who, kind="noun", entity=None, name="", sectors=(sector,)), plain)


def _ship(at: int, text: str) -> str:
    """Return the words of the ship or plane that is told before an offset in its sentence, with its nationality."""
    before = _END.split(text[max(0, at - _BEFORE) : at])[-1]
    found = _VESSEL.findall(before)
    return found[-1] if found else ""


def _cues(who: Who) -> dict[str, re.Pattern[str]]:
    return _CREW_CUES if who.noun.startswith("crew") else _CUES


def _told(phrase: str, at: int, text: str, cues: dict[str, re.Pattern[str]]) -> str:
    """Return the sector that the words in and around a phrase tell; empty if they tell none."""
    begin, end = at, at + len(phrase)
    before = text[max(0, begin - _BEFORE) : begin]
    behind = _END.split(text[end : end + _BEHIND])[0]
    own, *earlier = _END.split(before)[::-1]
    own, behind = ("" if _BY.search(own) else own), ("" if _OBJECT.match(behind) else behind)
    for part in (phrase, f"{own}{phrase}{behind}", *earlier[:1]):
        near = [(abs(one.start() - len(own)), kind) for kind, cue in cues.items() for one in cue.finditer(part)]
        if near:
            return min(near)[1]
    return ""
