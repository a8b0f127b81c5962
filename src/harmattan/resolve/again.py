"""Bodies called again by their head noun: after "the UN Security Council" it is "the Council"."""

import re
from collections.abc import Callable, Sequence
from typing import Final

from harmattan.resolve.names import Token
from harmattan.resolve.scene import Anchor
from harmattan.resolve.who import NOBODY, Who
from harmattan.resolve.words import OF_GROUPS
from harmattan.resolve.words import words as word_class

_BODIES = word_class("called_again")
_POINTING: Final = frozenset(["the", "this", "that"])
_BARE = re.compile(r"\b(?:the|this|that)\s+$", re.IGNORECASE)
# "The Leeds town council", but "his own party", "a third party".
_NAMED = re.compile(r"\b[A-Z][\w-]+ (?:[a-z]+ ){0,2}$")
# A body that was last named further back than this many characters is not called by its noun alone.
_REACH: Final = 6_000
# From a name to the noun: "Security Council", "Security Council delegation".
_GAP: Final = re.compile(r"(?:[’']s?)?\s*")

Read = Callable[[str, int], tuple[Who, ...]]


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
        told = _NAMED.search(text, max(0, first - 40), first) or text[first].isupper()
        named = [anchor for anchor in anchors if anchor.start < first and _reaches(anchor, text, first, end)]
        found = read(text[named[0].start : end], named[0].start) if named else ()
        if len(found) == 1 and (found[0].entity or found[0].country):
            return found[0]
        if told:
            return NOBODY if noun.key in OF_GROUPS else None
    return None


def _reaches(anchor: Anchor, text: str, first: int, end: int) -> bool:
    """Tell whether a mention holds the noun as its last word, or stands right before it."""
    return anchor.end == end or bool(_GAP.fullmatch(text, anchor.end, first))
