"""Places told by a noun alone: "the country", "the province" are the one last named, where that is certain."""

import re
from typing import Final

from harmattan.resolve.scene import Anchor, Scene

# Territories (ISO alpha-2) by the state that they belong to.
TERRITORIES: Final = {
    territory: state
    for state, territories in {
        "AU": "CC CX NF", "CN": "HK MO", "DK": "FO GL", "FI": "AX", "FR": "BL GF GP MF MQ NC PF PM RE TF WF YT",
        "GB": "AI BM FK GG GI GS IM IO JE KY MS PN SH TC VG", "NL": "AW BQ CW SX", "NO": "BV SJ", "NZ": "CK NU TK",
        "US": "AS GU MP PR UM VI",
    }.items()
    for territory in territories.split()
}  # fmt: skip
_THE: Final = r"(?:across |throughout |in )?(?:the|this|that) (?:whole |entire )?"
_STATE: Final = re.compile(rf"{_THE}(?:country|nation|kingdom|republic)")
_UNIT: Final = re.compile(rf"{_THE}(region|province|district|governorate|county)")
_NAMED: Final = r"\b(?:[A-Z][\w’'-]+ ){{1,2}}(?:{noun}|{title})\b"
# How far back a name may stand, in sentences that name somebody and in characters.
_SENTENCES, _REACH = 2, 600
# Who is named by where he comes from says less of where things are: "a French company left the country".
_SHORT: Final = re.compile(r"U\.?S\.?|U\.?K\.?|USA|UAE")
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
    placed = {one.who.country for one in near if _is_place(one, scene)}
    country = next(iter(placed)) if len(placed) == 1 else ""
    if not country or scene.most_told_of not in ("", country):
        return ""
    return scene.knowledge.states[country].name


def _is_place(one: Anchor, scene: Scene) -> bool:
    """Tell whether a mention names a state or its capital, and does not only comment; "US trucks" are anywhere."""
    text = scene.article.text
    of_it = _SHORT.fullmatch(text, one.start, one.end) is not None and text[one.end : one.end + 1] == " "
    return not one.aside and one.who.kind in _PLACED and text[one.start].isupper() and not of_it


def _unit(noun: str, at: int, scene: Scene) -> str:
    """Return "Gao region" for "the region", if it is the last of the paragraph that is called so."""
    text = scene.article.text
    start = max(text.rfind("\n", 0, at) + 1, at - _REACH)
    found = re.findall(_NAMED.format(noun=noun, title=noun.title()), text[start:at])
    return found[-1] if found else ""
