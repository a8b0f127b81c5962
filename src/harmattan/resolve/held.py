"""Whose a town is by who holds it: "the rebel capital of Tigray", "Houthi-held Hodeidah" are no government's."""

import re
from collections.abc import Callable
from typing import Final

from harmattan.resolve.who import Who

_REBELS: Final = r"(?:[Rr]ebel|[Ii]nsurgent|[Ss]eparatist|[Jj]ihadist|[Mm]ilitant|[Gg]uerrilla|[Ii]slamist)"
_PLACE: Final = (
    r"(?:capital|strongholds?|bastion|enclaves?|heartland|territor(?:y|ies)|towns?|city|cities|villages?|areas?)"
)
_HELD: Final = r"(?:held|controlled|run|occupied)"
# What is held is a place or who governs it: hostages, hospitals and radio stations are not whose they are.
_WHAT: Final = (
    rf" (?:(?:[a-z][\w-]* )?{_PLACE}\b|(?:[a-z]+ )?(?:authorit(?:y|ies)|administration|government|ministry)\b"
    r"|(?:[a-z]+ern )?[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*$)"
)
# "Residents of rebel-held Goma" are no rebels.
_OWN_WORDS: Final = r"(?:(?!(?:of|in|from|at|near|inside)\b)[a-z][\w-]* ){0,2}?"
_BY_REBELS: Final = re.compile(
    rf"(?:[Tt]he |[Aa]n? )?{_OWN_WORDS}{_REBELS}(?:(?:-|\s){_HELD}{_WHAT}|s?['’]? {_PLACE}\b)"
)
_BY_NAME: Final = re.compile(rf"(?:[Tt]he )?(?P<holder>[A-Z][\w’'-]*?(?: [A-Z][\w’'-]*?){{0,2}})-{_HELD}{_WHAT}")
_NAME: Final = re.compile(r"(?<![\w’'-])[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*$")


def holder(phrase: str, read: Callable[[str], tuple[Who, ...]], where: Callable[[str], str], found: Who) -> Who:
    """Return who holds the place that a phrase tells, an armed group or rebels; found, if it tells no such thing.

    found: what the phrase is read as; where: the state of a town.
    """
    named = _BY_NAME.match(phrase)
    group = read(named["holder"])[0] if named else found
    # "Hamas-held Israelis", "residents of rebel-held Goma"
    if found.sectors[:1] == ("CVL",):
        return found
    if named and group.kind == "group":
        return group
    if not _BY_REBELS.match(phrase):
        return found
    plain = re.sub(r"^(?:[Tt]he|[Aa]n?) ", "", " ".join(phrase.split()))
    name = _NAME.search(plain)
    country = found.country or (where(name[0]) if name else "")
    return Who("noun", f"reb:{country}" if country else None, plain, country, ("REB",), noun="rebel", plural=True)
