"""Members and heads of a body called by its noun alone: "the other 14 members of the council", "the head of the bloc"."""

import re
from collections.abc import Callable
from typing import Final

from harmattan.resolve.epithets import OF_STATES
from harmattan.resolve.who import Who

_OF_THE_BODY: Final = re.compile(
    r" of (?P<body>(?:the|this|that) (?:council|commission|bloc|union|organi[sz]ation|alliance|assembly|committee|agency))$",
    re.IGNORECASE,
)
_MEMBERS: Final = re.compile(r"\bmembers?(?: (?:states?|countries|country|nations?|governments?))?$")


def of_the_body(phrase: str, at: int, resolve: Callable[[str, int], tuple[Who, ...]]) -> tuple[Who, ...]:
    """Return whom a phrase at an offset means by the body of states that was named before; () if it means none.

    resolve: whom a phrase means.
    """
    tail = _OF_THE_BODY.search(phrase)
    body = resolve(tail["body"], at + tail.start("body"))[0] if tail else None
    # "A candidate for head of the council" is not of it.
    if tail is None or body is None or body.country not in OF_STATES or " for " in phrase:
        return ()
    if not (body.entity or "").startswith("org:"):
        return ()
    head = phrase[: tail.start()]
    if _MEMBERS.search(head):  # states, of which nobody tells which
        return (Who("state", None, re.sub(r"^[Tt]he ", "", phrase), "", ("GOV",), plural=True),)
    return resolve(f"{head} of {body.name}", at)
