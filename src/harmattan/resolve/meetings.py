"""Meetings called by their town: "Cuenca meeting" tells where it was to be."""

import re
from typing import Final

from harmattan.records import Party

_MEETING: Final = re.compile(r" (?:meetings?|talks|summits?|conferences?|rally|rallies|congress|visit|trip|festival)\b")


def meets_in(party: Party, text: str) -> bool:
    """Tell whether a party may be the place of a meeting, whose name stands right before it."""
    unknown = not (party.entity or party.country or party.sectors)
    return party.span is not None and unknown and _MEETING.match(text, party.span.end) is not None
