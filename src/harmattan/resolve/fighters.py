"""Fighters told by their people ("Kurdish-led forces") or by their leader, and coalitions of armies: whom that means
depends on the article and the day."""

import re
from functools import cache
from typing import Any, Final

from harmattan.resolve.actors import Reader
from harmattan.resolve.epithets import OF_STATES
from harmattan.resolve.knowledge import table
from harmattan.resolve.names import tokens
from harmattan.resolve.posts import HEADS, Term
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


_LED: Final = re.compile(
    r"(?P<who>[A-Z].*?)(?:['’]s?)(?: own| rebel| main)? "
    r"(?:forces|force|fighters|troops|soldiers|men|army|militia|militiamen|paramilitaries|rebels|gunmen|group|faction)"
)
_LEADS: Final = re.compile(r"\b(?:leader|commander|head|chief|founder) of (?:the )?(?=\w)")
_ARMED: Final = frozenset(["REB", "PRM", "MIL"])


def led(phrase: str, reader: Reader) -> str | None:
    """Return the id of the armed group whose leader a phrase tells, or None: "Hemedti's forces".

    Who leads a state has its army for forces. Days as the reader's; without them nobody is meant.
    """
    told = _LED.fullmatch(phrase)
    who = reader.read(told["who"])[0] if told and reader.days else None
    if who is None or who.kind != "person" or reader.days is None:
        return None
    terms = [term for term in reader.knowledge.posts.of(who.name) if term.covers(*reader.days)]
    if any(term.post in HEADS for term in terms):
        return None
    return next((group for term in terms if (group := _led_as(term, reader))), None)


def _led_as(term: Term, reader: Reader) -> str | None:
    """Return the armed group that a role told in words is to lead: "commander of the Rapid Support Forces"."""
    role = _LEADS.search(term.post)
    words = tokens(term.post[role.end() :]) if role else []
    entries = reader.knowledge.index.longest(words, 0)[1] if words else ()
    kinds = ("group", "organisation")
    armed = [one for one in entries if one.kind in kinds and one.sectors[0] in _ARMED]
    return next((one.entity for one in armed if one.entity.startswith(("group:", "org:"))), None)


def coalition(phrase: str, text: str, days: Days) -> str | None:
    """Return the id of the coalition of armies that a phrase means in a text, or None.

    "The US-led air coalition" tells itself which it is; "the coalition" and "coalition jets" mean the one that the text
    names, if it names one alone. None for any other coalition (one that governs, one of somebody) and without days.
    """
    alone = _ALONE.fullmatch(_OWNED.sub("oalition ", phrase))
    if not alone or not days:
        return None
    told = alone["told"] + (alone["after"] or "")
    active = {org: row for org, row in table("coalitions").items() if _in(days[0], row["active"])}
    for key in ("words", "perhaps"):
        said = [org for org, row in active.items() if any(word in told for word in row[key])]
        fitting = [org for org in said if key == "words" or any(word in text for word in active[org]["about"])]
        if said:
            return f"org:{fitting[0]}" if len(fitting) == 1 else None
    if told.strip() and not _GENERAL.fullmatch(told.strip()):
        return None
    named = [org for org, row in active.items() if _named(tuple(row["words"] + row["perhaps"])).search(text)]
    named = [org for org in named if any(word in text for word in active[org]["about"])]
    return f"org:{named[0]}" if len(named) == 1 else None


# The whole phrase: whose fight it is, "coalition", and what it flies; a possessor, a list or an "of" is another's.
_ALONE: Final = re.compile(
    r"(?:[Tt]he |[Aa]n? (?=\w+-led))?(?P<told>(?:[\w.-]+ ){0,4}?)[Cc]oalition(?P<after> against [\w -]{1,40})?"
    r"(?: (?:air ?)?(?:forces|troops|jets?|warplanes?|aircraft|planes|fighters|air ?strikes|strikes|bombing|bombs))?"
)
_OWNED: Final = re.compile(r"oalition['’]s (?=\w+$)")  # "the coalition's jets"
_GENERAL: Final = re.compile(r"(?:international|military|allied|multinational|air)(?: (?:military|air))?")


@cache
def _named(words: tuple[str, ...]) -> re.Pattern[str]:
    either = "|".join(map(re.escape, words))
    return re.compile(rf"(?:{either})(?:[ -]\w+){{0,3}} coalition|coalition(?: \w+){{0,3}} (?:{either})")


# "A U.N.-blessed military coalition" by who leads or sends it, "an air coalition" by what it is.
# It is looked for in whole texts, so no part of it runs on without end.
_OF_ARMIES: Final = re.compile(
    r"(?:[Tt]he |[Aa]n? )?(?:[a-z-]{1,40} )?"
    r"(?:(?P<whose>[A-Z][\w. ]{0,60}?)[-‐](?:led|blessed|mandated|approved|authori[sz]ed)"
    r"(?: (?:international|military|multinational|air))*|(?:(?:international|multinational) )?(?:military|air|naval))"
    r" [Cc]oalition"
)
_FLOWN: Final = r" (?:air ?)?(?:troops|jets?|warplanes?|planes|fighters|air ?strikes|strikes|bombing|bombs)"
_BARE: Final = re.compile(rf"(?:[Tt]he )?[Cc]oalition(?:{_FLOWN}| forces)?")
_FLYING: Final = re.compile(rf"(?:[Tt]he )?[Cc]oalition{_FLOWN}")


def is_of_armies(phrase: str, text: str, reader: Reader) -> bool:
    """Tell whether a coalition that no table knows is one of armies, and no government's.

    "The coalition" is one where the text calls it so.
    """
    phrase = _OWNED.sub("oalition ", phrase)
    if _BARE.fullmatch(phrase):
        told = _FLYING.fullmatch(phrase) is not None
        return told or any(_sent(one, reader) for one in _OF_ARMIES.finditer(text))
    match = _OF_ARMIES.match(phrase)
    rest = phrase[match.end() :] if match else ""
    whole = not rest or rest.startswith(",") or re.fullmatch(_FLOWN, rest) is not None
    return match is not None and whole and _sent(match, reader)


def _sent(match: re.Match[str], reader: Reader) -> bool:
    """Tell whether states or their bodies lead a coalition that words tell: no party does."""
    who = reader.read(match["whose"])[0] if match["whose"] else None
    return who is None or who.kind == "state" or (who.kind == "organisation" and who.country in OF_STATES)


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
