"""The day for which something is promised, asked for, threatened or put off: it is no day of the act itself.

Where the words leave open whether a day is that of the promise or of what was promised, none is told.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from harmattan import dates
from harmattan.records import Annotations, Article, Due, Event, Factuality, Span
from harmattan.resolve.counted import count
from harmattan.resolve.dateforms import DAYS, MONTHS, UNKNOWN, Told, day_of_publication
from harmattan.resolve.due_behind import behind, longer
from harmattan.resolve.when import time_of

_PROMISES: Final = frozenset({"AGREE", "CONCEDE", "REQUEST", "THREATEN"})
# What is signed or done together may run until a day, and is not done on it.
_LASTING: Final = frozenset({"SUPPORT", "COOPERATE"})
# A refusal that undoes a meeting announced.
_CALLED_OFF: Final = ("REJECT", "meet")
_GIVES_TIME: Final = frozenset({"THREATEN", "REQUEST"})
# A promise of a month can be told from its words; of a year, "by June" is of no known year.
_VAGUE: Final = 31
# "Agreed to meet in June", told in July, is hardly of the next year: see agreed.py.
_LATELY: Final = timedelta(days=92)
_NEARLY_A_WEEK: Final = timedelta(days=5)
_FAR: Final = 366
_WEEKDAY: Final = re.compile(rf"\b(?:{'|'.join(DAYS)})\b", re.IGNORECASE)
_MONTH: Final = re.compile(rf"\b(?:{'|'.join(MONTHS)})\b", re.IGNORECASE)
_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")
# What counts from the day of the promise and lies behind it.
_NEXT: Final = re.compile(r"\b(?:next|tomorrow|coming|within|end of (?:the|this)|(?:later )?this)\b", re.IGNORECASE)
_COUNTED: Final = re.compile(r"\bwithin (?:the next )?(?P<count>\w+) (?P<unit>day|week|month|hour)s?\b", re.IGNORECASE)
_DAYS_TO: Final = re.compile(r"\b(?P<count>\w+) (?P<unit>day|week|month|hour)s? to (?!the\b|an?\b)[a-z]+")
# What is to be done is named: "to withdraw", "that it would withdraw", "elections", "a return to civilian rule".
_TO_DO: Final = re.compile(r"\bto (?:(?:not|again|immediately|fully|jointly) )?(?P<verb>(?!the\b|an?\b|its\b)[a-z]+)\b")
_THAT: Final = re.compile(
    r"\b(?:that|under which|whereby)\b[^,;:]{0,300}?\b(?:will|would|shall|must|should|is to|are to)\b"
)
_UNLESS: Final = re.compile(r"\b(?:if|unless)\b")
_DEMAND: Final = re.compile(r"^\s*(?:\w+ ){0,2}?that\b")
_THING: Final = re.compile(
    r"\b(?:elections?|vote|referendum|polls?|return|handover|withdrawal|pullout|release|ceasefire|truce|talks|summit"
    r"|meeting|reopening|visit|troops|cut|cuts|deployment)\b"
)
# Behind one of these a day is of another thing: "the treaty that expires in May", "the sanctions imposed in May".
_ANOTHER: Final = re.compile(
    r"\b(?:which|who|whose|where|when|whenever|as|after|because|while|since|but|said|says|told|if|unless|than|ahead of"
    r"|following|despite|during|had|was|were|that)\b|[;:—()\"“”]"
)
_OF_A_THING: Final = re.compile(r"\b(?:[a-z]+ed|held|begun|taken|made|set|due|seen|won|born|lost|since)\s+$")
# "The ship seized off Tarna in April": in lower case, so that the United Nations are no such thing.
_DONE_TO_IT: Final = re.compile(r" [a-z]+ed (?:by|in|on|off|at|from|near|during|for|to|with|under|over)\b")
# "To postpone the vote on 12 April": what is asked for is to be done before.
_NOT_THEN: Final = frozenset(
    ("accept", "annul", "cancel", "commemorate", "condemn", "delay", "explain", "honour", "investigate", "mourn",
     "postpone", "praise", "probe", "publish", "recall", "recognise", "recognize", "respect", "review", "scrap")
)  # fmt: skip
_OF_AN_EVENT: Final = re.compile(
    r"(?<!\bprisoners )\b(?:of|for|over|about|from|before|until|against|on)\s+(?:[\w’'-]+\s+){0,3}"
    r"(?:elections?|votes?|polls?|referendum|summit|attacks?|war|coup|strikes?|conference|treaty|deal|agreement"
    r"|protests?|talks|raids?|killings?)\b[^,]*$"
)
_HOLDS: Final = frozenset({"hold", "stage", "organise", "organize", "conduct", "host", "attend", "meet", "resume"})
_ENDS: Final = re.compile(r"\b(?:expires?|expiring|lapses?|ends?|ending|runs? out)\s+(?:on|in|at|by)\s+(?:the\s+)?$")
_RELATION: Final = re.compile(
    r"\b(?P<word>by|before|until|till|no later than|within|on|in|from|starting|at|to begin)\s+"
    r"(?:(?:on|in|the|this|early|late|mid|noon|midnight|at|(?:start|middle|end|beginning) of)[\s-]+)*$"
)
_BY: Final = frozenset({"by", "before", "within", "no later than"})
_UNTIL: Final = frozenset({"until", "till"})
_GRACE: Final = re.compile(r"[^,;:.]{0,60}\b(?:until|till) (?:noon |midnight )?(?:(?:on|the) )?")
# A day before a noun is the noun's: "in the 12 May summit".
_NOUN_BEHIND: Final = re.compile(
    r" (?!(?:and|or|in|at|on|if|unless|for|with|after|to|as|but|by|from|under|over|amid|because|the)\b)[a-z]"
)
_PUT_OFF: Final = re.compile(r"\b(?:postpon|put(?:s|ting)? off|push(?:ed|es|ing)? back|delay|defer|reschedul)", re.I)
_TO_A_DAY: Final = re.compile(r"\b(?:to|until|till|for)\s+(?:(?:early|late|mid|the|at least)[\s-]+)*$")
_SET_FOR: Final = re.compile(
    r"\b(?:set|planned|scheduled|due|slated|expected)\s+(?:to [a-z]+ )?(?:for|on|in)\s+(?:the\s+)?$"
)
_RANGE: Final = re.compile(r"(?<!\s)\s++to\s+")


@dataclass(frozen=True, slots=True)
class _Said:
    """A promise where it stands. day: on which it was made, None if only its year is known; told: by which words, if
    the page tells any; clause: the text from behind its trigger to the end of its sentence."""

    event: Event
    text: str
    clause: Span
    day: date | None
    told: Span | None


def with_dues(events: Sequence[Event], article: Article, annotations: Annotations) -> tuple[Event, ...]:
    """Return events with the days that they are due on; a day that is due is none of the act itself."""
    times = [mention.span for mention in annotations.mentions if mention.kind == "date"]
    ends = [(sentence.span.start, sentence.span.end) for sentence in annotations.sentences]
    published = article.published.value if article.published else None
    found = [_with_due(event, article.text, published, times, _end(event.trigger, ends)) for event in events]
    dues = [event.due for event in found if event.due]
    return tuple(_with_host(_without_day_of_another(event, dues), found) for event in found)


def _end(trigger: Span, sentences: Iterable[tuple[int, int]]) -> int:
    return next((end for start, end in sentences if start <= trigger.start < end), trigger.end)


def _with_due(event: Event, text: str, published: str | None, times: Sequence[Span], end: int) -> Event:
    due = due_of(event, text, published, times, end)
    time = event.time
    if due and time and time.span.overlaps(due.span):
        time = replace(time, value=UNKNOWN[0], precision=UNKNOWN[1])
    return replace(event, due=due, time=time) if due else event


def _with_host(event: Event, events: Iterable[Event]) -> Event:
    """Return a meeting put off with those who were to hold it, where nobody is told to have put it off.

    "Qatar said talks with Pakistan, set for 25 March, had been put off": the talks are told as planned for that day.
    """
    if event.actors or event.due is None or (event.type, _CALLED_OFF[1]) != (_CALLED_OFF[0], *event.modes[:1]):
        return event
    meant = (one for one in events if one.type == "AGREE" and one.time and one.time.span.overlaps(event.due.span))
    hosts = next((one.actors for one in meant if one.factuality is Factuality.PLANNED), ())
    others = {party.country for party in event.recipients}
    return replace(event, actors=tuple(party for party in hosts if party.country not in others))


def _without_day_of_another(event: Event, dues: Iterable[Due]) -> Event:
    """Take from an act done the day that stands there for what was promised: it would be read as that of last year
    ("agreed to open it on 20 November and signed a deal", told on the 12th)."""
    time = event.time
    if event.factuality is not Factuality.ACTUAL or time is None or time.value is None:
        return event
    if any(due.value and time.span.overlaps(due.span) and time.value < due.value for due in dues):
        return replace(event, time=replace(time, value=UNKNOWN[0], precision=UNKNOWN[1]))
    return event


def due_of(event: Event, text: str, published: str | None, times: Iterable[Span], end: int) -> Due | None:
    """Return the day for which an act in words is meant, if the words tell one that lies behind the act.

    times: the times that the page tells; end: of the sentence of the act.
    """
    known = sorted({*times, *([event.time.span] if event.time else [])}, key=lambda span: span.start)
    if event.type == _CALLED_OFF[0] and _CALLED_OFF[1] in event.modes:
        return _of_a_meeting(event, text, published, [part for span in known for part in _ends(span, text)], end)
    if event.type not in _PROMISES | _LASTING or event.factuality not in (Factuality.ACTUAL, Factuality.HISTORICAL):
        return None
    clause = Span(event.trigger.end, max(end, event.trigger.end))
    inside = [span for span in known if clause.start <= span.start and span.end <= clause.end]
    found = (_due(_said(event, text, clause, published, span), span) for span in inside)
    said = _said(event, text, clause, published, None)
    due = next((due for due in found if due), None) or _counted(said)
    due = due or longer(event, text, end) or behind(event, text, said.day, known, end)
    return due if due and (event.type in _PROMISES or due.relation == "until") else None


def _said(event: Event, text: str, clause: Span, published: str | None, span: Span | None) -> _Said:
    """Return a promise with its day: that of its time, if it is another than the one looked at, else of the news."""
    news = day_of_publication(published)
    time = event.time if event.time and event.time.value and event.time.span != span else None
    days = dates.days_of(time.value) if time else None
    if days is None or news is None:
        return _Said(event, text, clause, news, None)
    vague = (days[1] - days[0]).days > _VAGUE
    last = min(news, days[1] - timedelta(days=1))
    return _Said(event, text, clause, None if vague else last, time.span if time else None)


def _due(said: _Said, span: Span) -> Due | None:
    """Return the day at a span, if it is that of what is to be done."""
    words, before = span.of(said.text), _flat(said.text[said.clause.start : span.start])
    relation = _relation(said.event, before, words)
    if relation is None or not _is_of_the_thing(said, before, relation) or _is_of_a_noun(said.text, span, relation):
        return None
    value, precision = _ahead(said, span, relation)
    return Due(span, value, precision, relation) if value else None


def _relation(event: Event, before: str, words: str) -> str | None:
    """Return how a day is told of a thing: on, by or until it; None where no word tells."""
    if _ENDS.search(before):
        return "until"
    found = _RELATION.search(before)
    if found is None:
        return "on" if _NEXT.match(words) else None
    word = found["word"].lower()
    if word in _UNTIL:
        return "by" if _gives_time(event, before) else "until"
    return "by" if word in _BY else "on"


def _gives_time(event: Event, before: str) -> bool:
    """Tell whether a day is the end of an ultimatum: "gave them until Friday to leave"."""
    return event.type in _GIVES_TIME and bool(_GRACE.fullmatch(before)) and not _TO_DO.search(before)


def _is_of_the_thing(said: _Said, before: str, relation: str) -> bool:
    """Tell whether the words between a promise and a day name what is to be done, and nothing else of that day."""
    rest = _what(said, before)
    if rest is None:
        return False
    verb, between = rest
    if said.event.type == "THREATEN" and relation == "by" and (ultimatum := _UNLESS.search(between)):
        # "To close the border unless it leaves by 10 April": that is the last day to avert it.
        between = between[ultimatum.end() :]
    if _ENDS.search(before):
        if _TO_DO.search(before):
            return False  # "to talk about the treaty that expires in May"
        between = re.sub(r"\b(?:that|which)\b", "", between)
    if _ANOTHER.search(between) or (relation == "on" and " and " in between):
        return False
    bare = _RELATION.sub("", between) + " "
    if relation == "on" and (verb in _NOT_THEN or _DONE_TO_IT.search(between)):
        return False
    of_another = _OF_A_THING.search(bare) or (verb not in _HOLDS and _OF_AN_EVENT.search(between))
    return relation == "until" or not of_another


def _what(said: _Said, before: str) -> tuple[str, str] | None:
    """Return the verb of what is to be done, "" where a noun names it, and the words behind it; None without either."""
    if _gives_time(said.event, before):
        return "", ""
    if that := _THAT.search(before) or (_DEMAND.search(before) if said.event.type == "REQUEST" else None):
        return "", before[that.end() :]
    if to := _TO_DO.search(before):
        return to["verb"], before[to.end() :]
    thing = _THING.search(before)
    return ("hold", before[thing.end() :]) if thing else None


def _is_of_a_noun(text: str, span: Span, relation: str) -> bool:
    if text.startswith(("'s", "’s"), span.end):
        return True
    return relation == "on" and bool(_NOUN_BEHIND.match(text, span.end)) and not _NEXT.match(span.of(text))


def _ahead(said: _Said, span: Span, relation: str) -> Told:
    """Return the value of a day that lies behind the promise, and its precision; None where it may lie before it."""
    words = span.of(said.text)
    with_year = bool(_YEAR.search(words))
    if (said.day is None or said.event.factuality is Factuality.HISTORICAL) and not with_year:
        return UNKNOWN
    day = said.day or date.min
    anchor = said.day.isoformat() if said.day else None
    if not with_year and not _NEXT.search(words) and relation == "on" and not _is_clear(said, span, day):
        return UNKNOWN
    value, precision = time_of(span, said.text, anchor, planned=True, act=said.event.type)
    days = dates.days_of(value)
    if value is None or days is None or (days[1] - days[0]).days > _FAR:
        return UNKNOWN
    later = days[1] - timedelta(days=1) > day and (relation != "on" or days[0] > day)
    return (value, precision) if later else UNKNOWN


def _is_clear(said: _Said, span: Span, day: date) -> bool:
    """Tell whether a weekday, day or month without a year lies ahead of the promise: the nearest such day before it
    would be long past, or another day is told of the promise itself."""
    value, _ = time_of(span, said.text, day.isoformat(), act=said.event.type, happened=False)
    days = dates.days_of(value)
    if days is None:
        return False
    if days[0] > day or (said.told and _WEEKDAY.search(span.of(said.text))):
        return True
    if _WEEKDAY.search(span.of(said.text)):
        return day - days[0] >= _NEARLY_A_WEEK
    return bool(_MONTH.search(span.of(said.text))) and days[1] < day - _LATELY


def _counted(said: _Said) -> Due | None:
    """Return the end of "within 30 days", and of "gave them seven days to leave"."""
    clause = _flat(said.clause.of(said.text))
    found = _COUNTED.search(clause) or (_DAYS_TO.search(clause) if said.event.type in _GIVES_TIME else None)
    number = count(found["count"].lower()) if found else None
    if found is None or not number or said.day is None or said.event.factuality is not Factuality.ACTUAL:
        return None
    if found.re is _COUNTED and not _is_of_the_thing(said, clause[: found.start()], "by"):
        return None
    end = found.end("unit") + (clause[found.end("unit") :][:1] == "s")
    start = found.start("count") if found.re is _DAYS_TO else found.start()
    span = Span(said.clause.start + start, said.clause.start + end)
    value = _later(said.day, number, found["unit"].lower())
    return Due(span, value, dates.precision(value), "by")


def _later(day: date, number: int, unit: str) -> str:
    if unit == "month":
        month = day.month - 1 + number
        return f"{day.year + month // 12:04d}-{month % 12 + 1:02d}"
    days = {"day": number, "week": 7 * number, "hour": -(-number // 24)}[unit]
    return (day + timedelta(days=days)).isoformat()


def _of_a_meeting(event: Event, text: str, published: str | None, times: Sequence[Span], end: int) -> Due | None:
    """Return the new day of a meeting put off, else the day it was set for, as of one called off."""
    day = day_of_publication(published)
    if event.factuality is not Factuality.ACTUAL or day is None:
        return None
    put_off = bool(_PUT_OFF.search(event.trigger.of(text)))
    start = event.trigger.end if put_off else _sentence(text, event.trigger)
    shape = _TO_A_DAY if put_off else _SET_FOR
    near = [span for span in times if start <= span.start and span.end <= end]
    fit = [
        span
        for span in near
        if shape.search(before := _flat(text[start : span.start])) and not (put_off and _SET_FOR.search(before))
    ]
    found = _first_ahead(event, text, day, fit, "to" if put_off else "of")
    if found or not put_off:
        return found
    start = _sentence(text, event.trigger)
    old = [span for span in times if start <= span.start and span.end <= end]
    old = [span for span in old if _SET_FOR.search(_flat(text[start : span.start]))]
    return _first_ahead(event, text, day, old, "from") or Due(event.trigger, None, *UNKNOWN[1:], "from")


def _sentence(text: str, trigger: Span) -> int:
    return max(text.rfind(". ", 0, trigger.start), text.rfind("\n\n", 0, trigger.start), 0)


def _first_ahead(event: Event, text: str, day: date, times: Iterable[Span], relation: str) -> Due | None:
    for span in times:
        value, precision = time_of(span, text, day.isoformat(), planned=True, act=event.type)
        days = dates.days_of(value)
        if days and value and days[1] > day:
            return Due(span, value, precision, relation)
    return None


def _flat(text: str) -> str:
    """Return words of a page without the ends of its lines, of the same length."""
    return text.replace("\n", " ")


def _ends(span: Span, text: str) -> tuple[Span, ...]:
    """Return both days of "10 June to 24 June", which is no time from one to the other where a visit is put off."""
    found = _RANGE.search(text, span.start, span.end)
    return (Span(span.start, found.start()), Span(found.end(), span.end)) if found else (span,)
