"""States that recall their own: who calls his envoy home does it to nobody but the state he was sent to."""

import re
from typing import Final

from harmattan.records import Party

_OWN: Final = re.compile(
    r"(?:its|his|her|their) (?:own )?(?:[a-z]+ )?"
    r"(?:envoys?|ambassadors?|diplomats?|embassy|embassies|consuls?|consulates?|chargé)\b",
    re.IGNORECASE,
)
# What is done to envoys themselves.
_TO_PEOPLE: Final = frozenset({"ASSAULT", "COERCE", "ACCUSE", "AID"})


def without_envoys(act: str, actors: tuple[Party, ...], recipients: tuple[Party, ...], text: str) -> tuple[Party, ...]:
    """Leave out of the recipients of an act of some type the envoys of a state that acts: "recalled its ambassador"."""
    if act in _TO_PEOPLE:
        return recipients
    acting = {party.country for party in actors if party.country}
    return tuple(
        one
        for one in recipients
        if not (one.span and one.country in acting and _OWN.match(text, one.span.start, one.span.end))
    )
