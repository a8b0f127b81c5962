"""Places told by a noun alone: "the country", "the province" are the one last named, where that is certain."""

import re
from typing import Final

from harmattan.resolve.scene import Anchor, Scene

# Territories (ISO alpha-2) by the state that they belong to.
TERRITORIES: Final = {
    territory: state
    for state, territories in {
        "AU": "CC CX NF", "CN": "HK MO", "DK": "FO GL", "FI": "AX", "FR": "BL GF GP MF MQ NC PF PM RE TF WF YT",
        "GB": "AI BM FK GG GI GS IM IO JE KY MS PN SH TC VG", "NL": "AW BQ CW SX", "NO": "BV SJ",
        "NZ": "CK NU TK", "US": "AS GU MP PR UM VI",
    }.items()
    for territory in territories.split()
}  # fmt: skip
_THE: Final = r"(?:across |throughout |in )?(?:the|this|that) (?:whole |entire )?"
_STATE: Final = re.compile(rf"{_THE}(?:country|nation|kingdom|republic)")
_UNIT: Final = re.compile(rf"{_THE}(region|province|district|governorate|county)")
_AND: Final = re.compile(r"(?:,| and|, and| or)(?: the)? ")
_NAMED: Final = r"\b(?:[A-Z][\w’'-]+ ){{1,2}}(?:{noun}|{title})\b"
# How far back a name may stand, in sentences that name somebody and in characters.
_SENTENCES, _REACH = 2, 600
# Who is named by where he comes from says less of where things are: "a French company left the country".
_SHORT: Final = re.compile(r"U\.?S\.?|U\.?K\.?|USA|UAE")
# Who withdraws or sends somebody tells of another land: "France withdrew its men. They left the country".
_SENDS: Final = re.compile(
    r"(?: (?:has|have|had|also|will))* (?:withdr(?:aw|ew|awn)s?|pull(?:s|ed)|sen[dt]s?|deploy(?:s|ed)?|evacuat(?:es|ed)"
    r"|recall(?:s|ed)?)\b"
)
_OFFICE: Final = re.compile(
    r" (?:(?:deputy|interim|prime|foreign|defen[cs]e) )?(?:president|premier|minister|king|emir|leader)\b"
)
_PLACED: Final = ("state", "area", "institution")


def named_before(words: str, at: int, scene: Scene) -> str:
    """Return the name of the state or unit that words at an offset take up; empty if it is not certain."""
    plain = " ".join(words.split())
    if _STATE.fullmatch(plain):
        return _state(at, scene)
    unit = _UNIT.fullmatch(plain)
    return _unit(unit[1], at, scene) if unit else ""


def _state(at: int, scene: Scene) -> str:
    near = [one for one in scene.lately(at, _SENTENCES) if one.who.country in scene.knowledge.states]
    placed = {one.who.country for one in near if _is_place(one, scene) or _rules(one, scene.article.text)}
    country = next(iter(placed)) if len(placed) == 1 else ""
    if not country or scene.most_told_of not in ("", country):
        return ""
    return scene.knowledge.states[country].name


def _rules(one: Anchor, text: str) -> bool:
    """Tell whether a mention is of who governs: "the Syrian president fled to Moscow" tells of two lands."""
    governs = one.who.kind == "person" and one.who.sectors[:1] == ("GOV",)
    return governs or (one.who.kind == "adjective" and _OFFICE.match(text, one.end) is not None)


def _is_place(one: Anchor, scene: Scene) -> bool:
    """Tell whether a mention names a state or its capital, and does not only comment; "US trucks" are anywhere."""
    text = scene.article.text
    if _SENDS.match(text, one.end):
        return False
    of_it = _SHORT.fullmatch(text, one.start, one.end) is not None and text[one.end : one.end + 1] == " "
    return not one.aside and one.who.kind in _PLACED and text[one.start].isupper() and not of_it


def _unit(noun: str, at: int, scene: Scene) -> str:
    """Return "Gao region" for "the region", if it is the last of the paragraph that is called so."""
    text = scene.article.text
    start = max(text.rfind("\n", 0, at) + 1, at - _REACH)
    found = list(re.finditer(_NAMED.format(noun=noun, title=noun.title()), text[start:at]))
    # "Tigray region and Amhara region": of two named together either may be meant.
    listed = len(found) > 1 and _AND.fullmatch(text, start + found[-2].end(), start + found[-1].start())
    return found[-1][0] if found and not listed else ""
