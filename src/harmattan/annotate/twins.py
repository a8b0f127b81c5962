"""How likely two events of one article tell of the same act.

A page returns to its act in headline, lead and story, with other words and fewer parties each time. What two tellings
share and where they differ is weighed by a logistic regression; bench/fit_twins.py fits WEIGHTS to articles in which
every further mention of an act is marked.
"""

import math
import re
from collections.abc import Collection, Mapping
from typing import Final

from harmattan import dates
from harmattan.records import Event, Factuality, Party, Span

# Natural logs of odds; of distance: per log(1 + characters / 150). "Coordinated" is set by hand: the fit has -.5 from
# real news alone, where few deeds stand so; of such verbs in the corpus 181 are two acts and 25 one.
WEIGHTS: Final[Mapping[str, float]] = {
    "actors of like words": 0.15,
    "actors of one state": -0.05,
    "actors of other states": -0.81,
    "actors other": -0.66,
    "actors shared": 0.57,
    "actors told once": -0.14,
    "actors unnamed": 0.1,
    "actors untold": 0.32,
    "always": -0.53,
    "another": -1.4,
    "coordinated": -1.8,
    "distance": -0.33,
    "done and not": -1.77,
    "harm": 0.06,
    "harm beside": 0.55,
    "harm in both": -0.54,
    "headline": 0.99,
    "history and not": -2.48,
    "one sentence": 0.24,
    "other mode": -2.01,
    "other place": -0.56,
    "other time": -1.66,
    "pointed at": 1.0,
    "recipients of like words": 0.0,
    "recipients of one state": -0.23,
    "recipients of other states": -0.98,
    "recipients other": -0.44,
    "recipients shared": 0.61,
    "recipients told once": -0.13,
    "recipients untold": 0.63,
    "same mode": 0.94,
    "same place": 0.58,
    "same time": 0.65,
    "same word": 0.77,
    "speech": -0.28,
    "speech, coordinated": 0.04,
    "speech, headline": -0.26,
    "speech, pointed at": 0.05,
    "speech, same word": 0.32,
    "struck back": -0.36,
}
# Acts of different states or days are two, and so are one that was done and one that was planned, feared or denied, or
# a blow and that of the one struck, whatever else they share: an act that was done must not be lost in the other.
_NEVER: Final = frozenset({"actors of other states", "other time", "done and not", "struck back"})
_DONE: Final = frozenset({Factuality.ACTUAL, Factuality.HISTORICAL})
_SPEECH: Final = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "AGREE", "SUPPORT", "CONCEDE"})
# Words for what an act did to people: "an attack ... killing 12".
_HARM: Final = frozenset({"kill", "woun", "inju", "dead", "deat", "died", "hurt", "casu"})
_WORD: Final = re.compile(r"\w{4,}")
_STEM: Final = 4
_STEP: Final = 150.0
_SENTENCE_END: Final = re.compile(r"[.!?][\"”’]?\s|\n")
_OF_THE_UNION: Final = re.compile(r"^org:eu(?:-commission|-council)?(?::gov)?$")
# "The attack", "his visit", "Norland's planned visit".
_POINTING: Final = re.compile(
    r"\b(?:the|this|that|these|those|its|their|his|her|such|[\w.-]{1,40}['’]s?)\s+(?:[\w'’-]+\s+){0,2}$", re.IGNORECASE
)
_OWNS: Final = re.compile(r"(?:^(?:its|their|his|her)|['’]s?)$", re.IGNORECASE)
_COMPLEMENT: Final = re.compile(r"\s+(?:of|by|on|against|between)\b")
# "Also came under fire", "a second attack".
_ANOTHER: Final = re.compile(
    r"\b(?:also|another|separate(?:ly)?|second|third|similar(?:ly)?|meanwhile|elsewhere|other|further|previous(?:ly)?|earlier)\b"
    r"[^.!?\n]*$",
    re.IGNORECASE,
)
_AND_THEN: Final = re.compile(r"\band (?:(?:\w+ly|then|also|later|the) )?$")
_OBJECT: Final = 2
_BEFORE: Final = 40
_HEADLINE: Final = 160
# Characters; whatever is further apart is not looked at as one sentence, since a page may never end one.
_SENTENCE: Final = 1_000


def probability(features: Mapping[str, float]) -> float:
    """Return the probability that two events with these features are one act."""
    if not _NEVER.isdisjoint(features):
        return 0.0
    odds = sum(WEIGHTS.get(name, 0.0) * value for name, value in features.items())
    return 1 / (1 + math.exp(-odds))


def features(one: Event, other: Event, text: str) -> dict[str, float]:
    """Return what two events of one type share and differ in; one stands before the other in the text."""
    words, more = (event.trigger.of(text).lower() for event in (one, other))
    end, start = one.trigger.end, max(one.trigger.end, other.trigger.start)
    beside = start - end < _SENTENCE and not _SENTENCE_END.search(text, end, start)
    shared = bool(set(one.modes) & set(other.modes))
    harm = more[:_STEM] in _HARM
    distance = math.log1p(max(0, other.trigger.start - one.trigger.start) / _STEP)
    told = {
        "always": True,
        "distance": distance,
        "same word": words[:_STEM] == more[:_STEM],
        "harm": harm,
        "harm in both": harm and words[:_STEM] in _HARM,
        "harm beside": harm and beside,
        "same mode": shared,
        "other mode": bool(one.modes and other.modes) and not shared,
        "history and not": (one.factuality == Factuality.HISTORICAL) != (other.factuality == Factuality.HISTORICAL),
        "done and not": (one.factuality in _DONE) != (other.factuality in _DONE),
        "one sentence": beside,
        "headline": _in_headline(text, one.trigger, other.trigger),
        "coordinated": beside and not harm and _coordinated(one, other, text, alike=shared),
        "pointed at": _pointed_at(one, other, text),
        "another": bool(_ANOTHER.search(text[max(0, other.trigger.start - _BEFORE) : other.trigger.start])),
        f"actors {_sides(one.actors, other.actors, text)}": True,
        f"recipients {_sides(one.recipients, other.recipients, text)}": True,
        "struck back": one.type == "ASSAULT" and (_struck_back(one, other) or _struck_back(other, one)),
        **_where(one, other, text),
        **_when(one, other),
    }
    if one.type in _SPEECH:
        told |= {"speech": True} | {
            f"speech, {name}": told[name] for name in ("same word", "headline", "pointed at", "coordinated")
        }
    return {name: float(value) for name, value in told.items() if value}


def _in_headline(text: str, one: Span, other: Span) -> bool:
    """Tell whether the first stands in the first line of a text and the second in another, which tells of it again."""
    first = one.start < _HEADLINE and "\n" not in text[: one.start]
    return first and "\n" in text[one.end : other.start]


def _coordinated(one: Event, other: Event, text: str, *, alike: bool) -> bool:
    """Tell whether an act and another stand side by side: "raided the offices and seized", "... and Tunis detained".

    alike: whether both are of one mode, as "convicted and sentenced" are: then another subject has to stand between.
    """
    subjects = [party.span.start for party in other.actors if party.span and party.span.start > one.trigger.end]
    verb = () if alike else (other.trigger.start,)
    starts = [start for start in (*subjects, *verb) if start <= other.trigger.start]
    between = [text[one.trigger.end : start] for start in starts]
    return any(_AND_THEN.search(words) and len(words.split()) > _OBJECT for words in between)


def _struck_back(one: Event, other: Event) -> bool:
    """Tell whether the one whom an act strikes does the other act; both have somebody named who acts, and none twice.

    Nothing is told where the one who acts is not known in both: "the attack on Hamas", "Hamas attacks".
    """
    actors, others = names(one.actors), names(other.actors)
    apart = actors.isdisjoint(others) and names(one.recipients).isdisjoint(names(other.recipients))
    return bool(actors) and apart and not others.isdisjoint(names(one.recipients))


def names(parties: Collection[Party]) -> set[str]:
    """Return what parties are known by; a state and its government are one: "Mali" and "Bamako" tell of one visit.

    So are the European Union and those who decide for it: "the EU froze aid", "the Commission froze it".
    """
    named = (party.entity or party.name for party in parties)
    return {_whole(name) for name in named if name}


def _whole(name: str) -> str:
    if name.startswith("state:"):
        return f"gov:{name.removeprefix('state:')}"
    return _OF_THE_UNION.sub("org:eu", name)


def _sides(one: Collection[Party], other: Collection[Party], text: str) -> str:
    if not one or not other:
        return "told once" if one or other else "untold"
    left, right = names(one), names(other)
    if left & right:
        return "shared"
    states = [{state for name in side if (state := _state(name))} for side in (left, right)]
    if states[0] and states[1] and not states[0] & states[1]:
        return "of other states"  # before words: two foreign ministers are called alike
    if _words(one, text) & _words(other, text):
        return "of like words"
    if not left or not right:
        return "unnamed"
    return "of one state" if states[0] & states[1] else "other"


def _state(name: str) -> str:
    """Return the country of a name such as gov:MLI, or nothing."""
    country = name.split(":")[1] if ":" in name else ""
    return country if len(country) == 3 and country.isupper() else ""


def _words(parties: Collection[Party], text: str) -> set[str]:
    return {word.lower() for party in parties if party.span for word in _WORD.findall(party.span.of(text))}


def _where(one: Event, other: Event, text: str) -> dict[str, bool]:
    if not one.place or not other.place:
        return {}
    words = [set(_WORD.findall(place.span.of(text).lower())) for place in (one.place, other.place)]
    same = bool(words[0] & words[1]) or (one.place.name == other.place.name and bool(one.place.name))
    return {"same place": same, "other place": not same}


def _when(one: Event, other: Event) -> dict[str, bool]:
    if not (one.time and other.time and one.time.value and other.time.value):
        return {}
    try:
        first, second = dates.bounds(one.time.value), dates.bounds(other.time.value)
    except ValueError:
        return {}
    same = first[0] < second[1] and second[0] < first[1]
    return {"same time": same, "other time": not same}


def _pointed_at(one: Event, other: Event, text: str) -> bool:
    """Tell whether a noun is one that was told of before: "the attack"; not "the closure of the port".

    "The army lost a post", "its ambulances were shot at" point at a party, and only at an act if it is of that one too.
    """
    trigger = other.trigger
    if trigger.of(text).lower().endswith("ed") or _COMPLEMENT.match(text, trigger.end):
        return False
    first = max(0, trigger.start - _BEFORE)
    found = _POINTING.search(text[first : trigger.start])
    if not found:
        return False
    start = first + found.start()
    return not any(
        _pointed_from(start, side, other.trigger, text) and names(side).isdisjoint(names(known))
        for side, known in ((other.actors, one.actors), (other.recipients, one.recipients))
    )


def _pointed_from(start: int, parties: Collection[Party], trigger: Span, text: str) -> bool:
    """Tell whether a party stands at a word that points: "the army" before "lost"; not "its" or "the army's"."""
    spans = [party.span for party in parties if party.span and start < party.span.end <= trigger.start]
    return any(
        span.start <= start + 1 and not _OWNS.search(span.of(text)) and text[span.end : span.end + 1] not in "'’"
        for span in spans
    )
