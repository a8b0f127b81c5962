"""Whether a text tells that somebody is a woman or a man: "Ms Toure", "Queen Maxima", "Diallo and her husband".

A pronoun of the other gender means somebody else; and since most of those whom news names are men, "she" is the woman
that the text tells of rather than somebody of whom it tells nothing.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from harmattan.resolve.names import fold
from harmattan.resolve.scene import Anchor, Scene
from harmattan.resolve.stands import stands
from harmattan.resolve.who import Who
from harmattan.resolve.words import words

_PRONOUNS: Final = {
    **dict.fromkeys(["she", "her", "hers", "herself"], "woman"),
    **dict.fromkeys(["he", "him", "his", "himself"], "man"),
}
_WORD: Final = re.compile(r"\w*")
_WOMEN: Final = words("women_names")
_SENTENCES: Final = 3  # back in which a woman may be named
_RELATED: Final = words("related")
_WHOSE: Final = re.compile(r"(?:his|her|their|its|my|our) (?:(?:late|own|former|younger|older|elder) )?([a-z]+?)s?")
_KINDS: Final = {"woman": words("women"), "man": words("men")}
_NOUN: Final = {kind: "|".join(sorted(map(re.escape, nouns), key=len, reverse=True)) for kind, nouns in _KINDS.items()}
# Before a surname: the first names; none of them a title of its own.
_FIRST: Final = r"(?:[A-Z][\w.’'-]*\s+){0,3}"
# Between the article and the noun of what is said of somebody: "an exiled opposition businesswoman".
_BETWEEN: Final = r"(?:(?!(?:of|and|for|with|from|by|in|to|at|who|whose|like|as)\b)[\w’'-]+\s+){0,4}"
# Who is married to somebody: the husband is a woman's.
_OF: Final = {"woman": r"her husband|her late husband", "man": r"his wife|his late wife"}
# The sign of a name, and the characters before and behind it that are looked at.
_HERE: Final = "\x01"
_NEAR: Final = 160
_MARRIED: Final = {"woman": "husband", "man": "wife"}


def can_mean(phrase: str, at: int, who: Who, scene: Scene) -> bool:
    """Tell whether a phrase at an offset can take somebody up: "she" no man, and "her husband" not the wife."""
    whose = _WHOSE.fullmatch(phrase.lower())
    if whose and whose[1] in _RELATED:
        return False
    asked, known = _PRONOUNS.get(phrase.lower(), ""), gender(who, scene)
    if not asked or known == asked:
        return True
    women = [one for one in scene.lately(at, _SENTENCES) if gender(one.who, scene) == asked] if asked == "woman" else []
    return not known and not women


def fitting(at: int, near: Sequence[Anchor], scene: Scene) -> list[Anchor]:
    """Return those of the mentions that the word at an offset can mean, if it is "he" or "she"; else all."""
    match = _WORD.match(scene.article.text, at)
    asked = _PRONOUNS.get(match[0].lower(), "") if match else ""
    if not asked:
        return list(near)
    women = [one for one in near if gender(one.who, scene) == asked == "woman"]
    return women or [one for one in near if gender(one.who, scene) in ("", asked)]


def gender(who: Who, scene: Scene) -> str:
    """Return "woman" or "man" as the article or the posts that somebody held tell; empty if untold."""
    if who.kind not in ("person", "name") or not who.name:
        return ""
    if who.name not in scene.genders:
        scene.genders[who.name] = told(who.name, scene.article.text, scene.roles(who))
    return scene.genders[who.name]


def told(name: str, text: str, roles: Iterable[str] = ()) -> str:
    """Return "woman" or "man" of somebody, by the words beside his name and the posts he held; empty if untold.

    Where a surname stands with both, as that of a couple, the words beside the full name decide; where the text tells
    nothing, the first name if it is a woman's.
    """
    held = {role.lower() for role in roles}
    by_post = [kind for kind, nouns in _KINDS.items() if held & nouns]
    if len(by_post) == 1:
        return by_post[0]
    by_surname = _says(name.split()[-1], text) if name.split() else set()
    in_full = _says(name, text, in_full=True) & by_surname if by_surname else set()
    for kinds in (by_surname, in_full):
        if len(kinds) == 1:
            return next(iter(kinds))
    return "woman" if fold(name).split()[:1] and fold(name).split()[0] in _WOMEN else ""


def _says(name: str, text: str, *, in_full: bool = False) -> set[str]:
    """Return which of "woman" and "man" the words beside a name tell; in_full: no first name may stand before it."""
    around = _around(name, text)
    return {kind for kind, said in _SAID.items() if any(one.search(around) for one in said[in_full:])}


def _around(name: str, text: str) -> str:
    """Return what stands around a name wherever it does, with the name as one sign: a text may hold many names."""
    return "\0".join(
        f"{text[max(0, at - _NEAR) : at]}{_HERE}{text[at + len(name) : at + len(name) + _NEAR]}"
        for at in stands(name, text)
    )


def _patterns(kind: str) -> tuple[re.Pattern[str], ...]:
    """Return how a text says what somebody is: by a title before his first names, and by his whole name's words."""
    called = rf"{_HERE}(?:, (?:aged )?\d\d)?,\s+(?:an?|the|[\w’'-]+[’']s)\s+{_BETWEEN}(?i:{_NOUN[kind]})\b"
    wed = rf"{_HERE}(?:,? (?:and|with) (?:{_OF[kind]})|[’']s {_MARRIED[kind]}|, whose {_MARRIED[kind]})\b"
    titled = (rf"\b(?i:{_NOUN[kind]})\.?\s+{first}{_HERE}" for first in (_FIRST, ""))
    return tuple(re.compile(one) for one in (*titled, called, wed))


_SAID: Final = {kind: _patterns(kind) for kind in _KINDS}
