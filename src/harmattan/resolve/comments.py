"""Who only comments on what others do: in "Algeria condemned the fighting", Algeria is not the one that fights."""

import re
from typing import Final

# How much a mention counts whose state only comments: less than any other.
ASIDE: Final = 0.3
_VERBS: Final = (
    r"(?:condemn(?:ed|s)?|denounc(?:ed|es)|criticis(?:ed|es)|criticiz(?:ed|es)|deplor(?:ed|es)|prais(?:ed|es)"
    r"|welcom(?:ed|es)|hail(?:ed|s)|urg(?:ed|es)|voic(?:ed|es)|express(?:ed|es)|appeal(?:ed|s)|mediat(?:ed|es)"
    r"|broker(?:ed|s)|host(?:ed|s)|call(?:ed|s) (?:for|on)|offered (?:help|to (?:mediate|help|host)))"
)
# Behind the name: "'s foreign ministry", " and Egypt", " on Monday", " has also".
_BODY: Final = (
    r"(?:(?:['’]s)?(?: foreign| interior| state| prime)? (?:government|ministry|minister|president|officials?|embassy"
    r"|envoy|parliament|authorities|department|chief|spokes(?:man|woman|person)))"
)
_COMMENT: Final = re.compile(
    rf"(?:,? and(?: the)?(?: [A-Z][\w’'-]+){{1,3}}|, (?:the )?[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?){{0,3}}{_BODY}?"
    rf"(?: on [A-Z][a-z]+day)?(?: (?:has|have|had|also|later|strongly|jointly|again|swiftly|quickly)){{0,2}} {_VERBS}\b"
)
# "Sponsored by Saudi Arabia and the United States".
_BETWEEN: Final = re.compile(
    r"\b(?:sponsored|mediated|brokered|hosted|facilitated|chaired) (?:jointly )?by (?:the )?(?:[A-Z][\w’'-]+ ){0,3}"
    r"(?:and (?:the )?(?:[A-Z][\w’'-]+ )?)?\Z"
)
_AHEAD: Final = 160


def comments(text: str, start: int, end: int) -> bool:
    """Tell whether whoever's name stands there only comments, or goes between others."""
    return bool(_COMMENT.match(text, end, end + _AHEAD)) or bool(_BETWEEN.search(text, max(0, start - _AHEAD), start))
