"""Fighters told by their people ("Kurdish-led forces"): whom that means depends on the article's state and the day."""

import re
from functools import cache
from typing import Any, Final

from harmattan.resolve.knowledge import table
from harmattan.resolve.who import Days

# "Kurdish-led forces", "Syrian Kurdish fighters", "Kurdish and Arab fighters".
_BETWEEN: Final = r"(?:[- ]led)?(?:(?: and|,)? [\w-]+){0,2} "


def meant(phrase: str, text: str, days: Days) -> str | None:
    """Return the id of the armed group that a phrase means in a text, or None if it describes none of the table.

    days: the act's, half-open; without them nobody is meant, since groups come and go.
    """
    for people, readings in table("forces").items():
        if people not in phrase:
            continue
        fitting = {
            state: row for state, row in readings.items() if _pattern(people, tuple(row["nouns"])).search(phrase)
        }
        state = _about(fitting, text)
        if state and days:
            return next((group for group, active in fitting[state]["groups"] if _in(days[0], active)), None)
    return None


def _in(day: str, period: str) -> bool:
    """ISO prefixes compare as text: a month comes before each of its days."""
    since, _, until = period.partition("/")
    return since <= day and (not until or day < until)


@cache
def _pattern(people: str, nouns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b{people}{_BETWEEN}(?:{'|'.join(nouns)})\b")


def _about(readings: dict[str, Any], text: str) -> str:
    """The state whose words stand in the text most often; empty at a tie."""
    counts = {state: sum(text.count(word) for word in row["words"]) for state, row in readings.items()}
    best = max(counts.values(), default=0)
    leading = [state for state, count in counts.items() if count == best and best]
    return leading[0] if len(leading) == 1 else ""


def name_of(entity: str) -> str:
    """Return the name of a group or organisation of the tables."""
    kind, _, key = entity.partition(":")
    return str(table({"group": "groups", "org": "organisations"}[kind])[key]["name"])
