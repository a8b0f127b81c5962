"""Parties, acts, days and numbers in plain English: what a brief's sentences are made of.

Verbs and nouns are data (phrases.toml). Nothing is said of an act that its type, mode, parties, place and day do not
say.
"""

import re
import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from importlib import resources
from typing import Any, Final

from harmattan.analyse.acts import days, is_ahead, is_mutual, is_planned
from harmattan.analyse.sides import Seat, Side
from harmattan.records import Act, EventPlace, Factuality, Party

# From a country slot or the id of an actor to its name: "MLI" to "Mali"; empty if it has none.
Name = Callable[[str], str]

_NUMBERS: Final = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
# Not by strftime: a locale of the caller's would change a brief.
_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_SHOWN: Final = 3
_NARROW: Final = frozenset({"below-city", "city", "district", "province"})
_NOBODY: Final = "people not identified"
_TOGETHER: Final = frozenset({"AGREE", "CONSULT", "COOPERATE"})
# What an actor is said to announce, where it is the actor's own word.
# How the day of a meeting put off is told (records.Due).
_PUT_OFF: Final = frozenset({"to", "from"})
_OWN_WORDS: Final = frozenset({"AGREE", "CONCEDE"})


@dataclass(frozen=True, slots=True)
class Noun:
    """A party in words.

    several: whether "they" stands for it; person: whether neither that nor "it" does; state: whether it is a state as
    such.
    """

    text: str
    several: bool = False
    person: bool = False
    state: bool = False


@cache
def phrases() -> dict[str, Any]:
    """Return phrases.toml as plain dicts."""
    return tomllib.loads(resources.files("harmattan.analyse").joinpath("phrases.toml").read_text(encoding="utf-8"))


def country(code: str, name: Name) -> str:
    """Return a country slot in words, with the article it takes: "Mali", "the United States", "the United Nations"."""
    slots = phrases()["slots"]
    if code in slots:
        return str(slots[code])
    words = name(code) or code
    return f"the {words}" if words in phrases()["articles"]["countries"] else words


def side_name(side: Side, name: Name) -> str:
    """Return a side of a pair in words: a set by its name, states and actors by theirs, several joined by "and"."""
    seats = {seat.text: seat for seat in side.seats}
    return listed([_seat_name(seats[part], name) if part in seats else part for part in side.name.split("+")])


def _seat_name(seat: Seat, name: Name) -> str:
    if seat.entity:
        return body(name(seat.entity) or seat.entity)
    return by_sector(seat.sector, seat.country, name).text if seat.sector else country(seat.country, name)


def body(words: str) -> str:
    """Return the name of a body with the article it takes: "the European Union", "Hamas", "the Bank of Spain"."""
    head = words.split(" of ")[0].split()[-1:] or [""]
    tables = phrases()["articles"]
    takes = head[0] in tables["heads"] or words in tables["countries"]
    return f"the {words}" if takes and not words.lower().startswith("the ") else words


def party(one: Party, name: Name, *, inside: bool = False, persons: bool = False) -> Noun:
    """Return a party in words.

    inside: within one country, whose government is then not called by the country's name. persons: the act is done to
    persons, not to a state or a force.

    Only those with an id of their own go by their name; others by sector and country, since the words of a page ("his
    own guards") may mean nothing outside it.
    """
    kind, _, rest = (one.entity or "").partition(":")
    one = one if one.name else replace(one, name=rest)
    if kind == "person":
        return Noun(_person(one, name), person=True)
    if kind == "people":
        return Noun(f"the {one.name}", several=True)
    if kind in ("group", "org"):
        return _body(one, ":" in rest, name)
    if not one.sectors and kind != "state":
        return Noun(f"people or bodies of {country(one.country, name)}" if one.country else _NOBODY, several=True)
    if persons and kind == "state":
        return Noun(f"people of {country(one.country, name)}", several=True)
    sector = one.sectors[0] if one.sectors else "GOV"
    if one.country and sector == "GOV" and not inside and not persons:
        return Noun(country(one.country, name), state=True)
    return by_sector(sector, one.country, name, form="persons" if persons else "of")


def _body(one: Party, part: bool, name: Name) -> Noun:
    """Return a group or body in words; part: only some of its people are meant, as "workers of Barrick Gold"."""
    if not part or one.sectors[:1] in ((), ("GOV",)):
        return Noun(body(one.name))
    return Noun(f"{by_sector(one.sectors[0], '', name).text} of {body(one.name)}", several=True)


# Posts without a name in them: "Africom commander" and "Minister of Defence" stay as the page has them.
_POST: Final = re.compile(
    r"(?:(?:vice|deputy|acting|former|interim|prime|foreign|defen[cs]e|interior|finance|health|trade|energy|transport"
    r"|justice|opposition|education|agriculture|culture|oil)[ -])*"
    r"(?:president|minister|leader|premier|spokes\w+|ambassador|envoy|governor|speaker|senator)",
    re.IGNORECASE,
)


def by_sector(sector: str, code: str, name: Name, *, form: str = "of") -> Noun:
    """Return the noun for a sector of a country slot, or of no country: "Mali's armed forces", "soldiers"."""
    row = phrases()["sectors"][sector]
    if not code:
        return Noun(row["alone"], several="single" not in row)
    several = form == "persons" or sector not in ("GOV", "LEG", "OPP")
    words = country(code, name)
    return Noun(row.get(form, row["of"]).format(n=words, p=possessive(words)), several)


def _person(one: Party, name: Name) -> str:
    if not one.country or one.country in phrases()["slots"]:
        return f"{one.role} {one.name}".strip()
    home = country(one.country, name)
    return f"{possessive(home)} {_post(one.role)} {one.name}" if one.role else f"{one.name} of {home}"


def _post(role: str) -> str:
    """Return a post as it stands behind a possessive: "Prime minister" opened a sentence of the page."""
    return role.lower() if _POST.fullmatch(role) else role


def possessive(words: str) -> str:
    """Return "Mali's", "Honduras's", "the Philippines'": a plural takes the apostrophe alone."""
    return words + ("'" if words.endswith("s") and words.startswith("the ") else "'s")


def parties(given: Iterable[Party], name: Name, *, inside: bool = False, persons: bool = False) -> Noun:
    """Return parties in words, each once; of more than three the rest as a number. Without any: "somebody unnamed"."""
    nouns = list(dict.fromkeys(party(one, name, inside=inside, persons=persons) for one in given))
    if not nouns:
        return Noun("somebody unnamed", person=True)
    if len(nouns) > 1 and Noun(_NOBODY, several=True) in nouns:
        nouns = [noun for noun in nouns if noun.text != _NOBODY] + [Noun("others", several=True)]
    shown, rest = nouns[:_SHOWN], len(nouns) - _SHOWN
    words = [noun.text for noun in shown] + ([f"{number(rest)} others"] if rest > 1 else [])
    words += [nouns[-1].text] if rest == 1 else []
    return nouns[0] if len(nouns) == 1 else Noun(listed(words), several=True, state=all(noun.state for noun in nouns))


def listed(words: Sequence[str]) -> str:
    """Return "a", "a and b", "a, b and c"."""
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1]))) if words else ""


def number(count: int) -> str:
    """Return a number as text: in words below ten, with commas from a thousand on."""
    return _NUMBERS[count] if 0 <= count < len(_NUMBERS) else f"{count:,}"


def counted(count: int, noun: str, plural: str = "") -> str:
    """Return "one act", "no acts", "12 acts"."""
    return f"{number(count)} {noun if count == 1 else plural or noun + 's'}"


def capital(words: str) -> str:
    """Return words with a capital first letter, as at the head of a sentence."""
    return words[:1].upper() + words[1:]


def act_words(act: Act, name: Name, *, inside: bool = False) -> str:
    """Return an act as a clause without a full stop: when, who did what to whom, and where.

    A plan is told as one, with the day of the news; a report of somebody's word says that it is, unless it is the
    announcement of an actor.
    """
    subject = parties(act.actors, name, inside=inside)
    clause = f"{subject.text} {_verb(act, subject, name, inside=inside)}"
    known = days(act)
    source = ", according to a source that the report quotes" if act.said and not _announced(act) else ""
    if is_planned(act):
        told = f"as reported on {day_words(act.published)}, " if act.published else ""
        return told + clause + (f" {days_words(*known)}" if known and is_ahead(act) else "") + source
    when = f"{days_words(*known)}, " if known else ""
    if not act.dated and act.published:
        # "On 2 February, it suspended aid" would be said of what a page of that day tells of years before.
        when = f"as reported on {day_words(act.published)}, "
    return when + clause + _where(act.place) + source


def plan_words(act: Act, name: Name) -> str:
    """Return a plan as a clause without its days: "the United States was to ..."."""
    subject = parties(act.actors, name)
    return f"{subject.text} {_verb(act, subject, name, inside=False)}"


def _verb(act: Act, subject: Noun, name: Name, *, inside: bool) -> str:
    phrase, told = _phrase(act, name, inside=inside)
    if _on_themselves(act, name, inside=inside):
        if act.type in _TOGETHER:
            # Nobody meets or agrees with himself: the other side is not known, or all are named as actors.
            phrase, told = _phrase(replace(act, recipients=()), name, inside=inside)
        elif told == subject.text or not _to_persons(act):
            told = _themselves(act, subject, name, inside=inside)
    done, bare = (_form(phrase, at).replace("{r}", told) for at in (0, 1))
    if not is_planned(act):
        unsure = {Factuality.DENIED: f"did not {bare}", Factuality.HYPOTHETICAL: f"might {bare}"}
        return unsure.get(act.factuality, done)
    if not _announced(act):
        return f"{'were' if subject.several else 'was'} to {bare}"
    if subject.person:
        return f"announced plans to {bare}"
    return f"announced that {'they' if subject.several else 'it'} would {bare}"


def _words(given: Iterable[Party], name: Name, *, inside: bool) -> frozenset[str]:
    return frozenset(party(one, name, inside=inside).text for one in given)


def _on_themselves(act: Act, name: Name, *, inside: bool) -> bool:
    """Tell whether the recipients are the actors, in whatever order."""
    return _words(act.actors, name, inside=inside) == _words(act.recipients, name, inside=inside)


def _themselves(act: Act, subject: Noun, name: Name, *, inside: bool) -> str:
    if len(_words(act.actors, name, inside=inside)) > 1:
        return "each other"
    return "some of their own" if subject.several or subject.person else "some of its own"


def _to_persons(act: Act) -> bool:
    return any(f"{act.type}/{mode}" in phrases()["persons"]["acts"] for mode in act.modes[:1])


def _announced(act: Act) -> bool:
    """Tell whether a plan is an actor's own word; of two sides that are to meet, neither need have said so."""
    return is_planned(act) and act.own and act.type in _OWN_WORDS and not is_mutual(act)


def _phrase(act: Act, name: Name, *, inside: bool) -> tuple[str, str]:
    """Return the verb phrase of an act and its recipients in words."""
    row = phrases()["verbs"][act.type]
    row = next((row[mode] for mode in act.modes if mode in row), row)
    row = phrases()["put_off"] if act.relation in _PUT_OFF else row
    if "body" in row and _is_body(parties(act.actors, name, inside=inside)):
        row = row | row["body"]
    if not act.recipients:
        wanted = [*["plan_alone"] * is_planned(act), *["mutual"] * is_mutual(act), "alone"]
        return next(row[one] for one in wanted if one in row), ""
    told = parties(act.recipients, name, inside=inside)
    if told.state and "to_state" in row:
        return row["to_state"], told.text
    if _to_persons(act):
        told = parties(act.recipients, name, inside=inside, persons=True)
    return row["plan"] if is_planned(act) and "plan" in row else row["to"], told.text


def _is_body(subject: Noun) -> bool:
    return subject.state or not (subject.several or subject.person)


def type_words(written: str) -> str:
    """Return "TYPE/mode,mode" as what somebody did: "carried out drone strikes". Raises KeyError for no type."""
    type_, _, modes = written.partition("/")
    row = phrases()["verbs"][type_]
    return _form(next((row[mode] for mode in modes.split(",") if mode in row), row)["alone"], 0)


def _form(phrase: str, at: int) -> str:
    return " ".join(word.split("|")[at] if "|" in word else word for word in phrase.split(" "))


def _where(place: EventPlace | None) -> str:
    if place is None or place.resolution not in _NARROW or not place.name[:1].isupper():
        return ""
    return f", in {place.name}"


def day_words(day: str) -> str:
    """Return an ISO day as "3 March 2026"."""
    at = date.fromisoformat(day)
    return f"{at.day} {_month(at)}"


def days_words(first: date, end: date) -> str:
    """Return half-open days with their preposition: "on 3 March 2026", "in March 2026", "between ... and ..."."""
    last = end - timedelta(days=1)
    if first == last:
        return f"on {day_words(first.isoformat())}"
    if (first.day, end.day) == (1, 1):
        if (first.month, end.month) == (1, 1) and end.year == first.year + 1:
            return f"in {first.year}"
        if last.month == first.month and last.year == first.year:
            return f"in {_month(first)}"
    since = f"{first.day}" if (first.year, first.month) == (last.year, last.month) else f"{first.day} {_month(first)}"
    if first.year == last.year:
        since = since.removesuffix(f" {first.year}")
    return f"between {since} and {day_words(last.isoformat())}"


def _month(day: date) -> str:
    return f"{_MONTHS[day.month - 1]} {day.year}"


def subjects(names: Sequence[str]) -> str:
    """Return contexts in words, joined by "and"."""
    return listed([phrases()["contexts"].get(one, one) for one in names])
