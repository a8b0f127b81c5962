"""Names that mean somebody only in an article on his state: "MDC" in one on Zimbabwe, "Smotrich" in one on Israel.

Most acronyms and surnames have many owners, so that the tables do not file them for every text. Rows of organisations
and groups list them under here, with the days on which they were said if that matters.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Final

from harmattan.resolve.knowledge import ACTORS, Entry, Knowledge, load, table
from harmattan.resolve.names import Token, fold, tokens
from harmattan.resolve.posts import HEADS
from harmattan.resolve.words import words

Lines = Sequence[Sequence[Token]]
# An article is on every state that it names at least this often, measured by the one it names most.
_SHARE: Final = 1 / 3
_TELLING: Final = frozenset(
    ["state", "adjective", "people", "capital", "seat", "area", "organisation", "group", "leader"]
)
# There many bear the surname of any politician.
_SHARED: Final = frozenset(
    ["USA", "GBR", "IRL", "CAN", "AUS", "NZL", "JAM", "CHN", "TWN", "HKG", "SGP", "KOR", "PRK", "VNM"]
)
# Before a surname they tell a place, a people or a thing of the name: "in Katanga", "the Ahmadi".
_BEFORE_THINGS: Final = frozenset(["in", "at", "near", "around", "outside", "across", "into", "the", "this"])
_PARTICLES: Final = frozenset(["al", "el", "bin", "bint", "ibn", "ben", "abu", "de", "da", "dos", "van", "von", "y"])
_SURNAME: Final = 4  # letters of a surname that is read alone
_STRANGE: Final = 5  # of the surname of somebody who leads no state
_LATELY: Final = 3  # years for which somebody out of a post is still the one of the name
_FULL_NAME: Final = 12  # words before "(MDC)" that may tell what it is short for
_ARTICLES: Final = ("", "al ", "el ")
_ARABIC: Final = re.compile(r"\b[ae]l[- ]", re.IGNORECASE)
_COMMON = words("common_surnames")


@dataclass(frozen=True, slots=True)
class Local:
    """A phrase that means entry in articles on one of the states, in half-open days (both empty: at any time)."""

    phrase: str
    entry: Entry
    states: frozenset[str]
    since: str = ""
    until: str = ""

    def said(self, states: frozenset[str], day: str) -> bool:
        """Tell whether an article of a day (empty: unknown) on those states means it."""
        dated = bool(self.since or self.until)
        return bool(self.states & states) and (
            not dated or (bool(day) and self.since <= day and (not self.until or day < self.until))
        )


@dataclass(frozen=True, slots=True)
class Called:
    """Somebody of the tables by a folded surname; listed: whether they give it among the other names."""

    surname: str
    entry: Entry
    listed: bool

    @property
    def doubtful(self) -> bool:
        """Whether it is not read alone in every text."""
        return "common" in self.entry.flags


def hereabouts(lines: Lines, day: str, known: Knowledge, meant: Mapping[str, str]) -> Knowledge:
    """Return knowledge that has the names that an article (its tokens by line, of a day) means too.

    meant: the state that each name of several states ("Congo") has in it.
    """
    keys = {token.key for line in lines for token in line}
    capitals = {token.key for line in lines for token in line if token.capital and not token.text.isupper()}
    likely = [one for key in keys & _locals().keys() for one in _locals()[key]]
    called = [one for key in capitals & _surnames().keys() for one in _surnames()[key]]
    if not likely and not called:
        return known
    states = _on(lines, known, meant)
    more = [(one.phrase, one.entry) for one in likely if one.said(states, day) and not _spelt_out(one, lines)]
    people = [
        (f"{article}{surname.title()}", entry)
        for surname, entry in _people(called, states, day)
        if not _another(entry, surname, lines)
        for article in (_ARTICLES if _ARABIC.search(entry.name) else ("",))
    ]
    return replace(known, index=known.index.with_more(more, people)) if more or people else known


def _on(lines: Lines, known: Knowledge, meant: Mapping[str, str]) -> frozenset[str]:
    """Return the states that the article is on."""
    counts: Counter[str] = Counter()
    for line in lines:
        at = 0
        while at < len(line):
            length, entries = known.index.longest(line, at)
            telling = [one for one in entries if one.kind in _TELLING and "common" not in one.flags]
            if len({one.entity for one in telling}) > 1:
                telling = [one for one in telling if one.kind != "leader"]
            told = {one.country or meant.get(fold(one.name), "") for one in telling}
            counts.update(told & known.states.keys())
            at += max(length, 1)
    most = max(counts.values(), default=0)
    return frozenset(country for country, count in counts.items() if count >= _SHARE * most)


@cache
def _locals() -> dict[str, list[Local]]:
    """Return what the tables list under here, by the first folded word of the phrase."""
    found: dict[str, list[Local]] = {}
    for kind, name, prefix in (("organisation", "organisations", "org"), ("group", "groups", "group")):
        for key, row in table(name).items():
            for one in _of_row(kind, f"{prefix}:{key}", row):
                found.setdefault(tokens(one.phrase)[0].key, []).append(one)
    return found


def _of_row(kind: str, entity: str, row: dict[str, Any]) -> Iterator[Local]:
    sectors = tuple(row["sectors"])
    entity = f"{sectors[0].lower()}:{row['country']}" if row.get("state") else entity
    entry = Entry(kind, entity, row["name"], row["country"], sectors, head=row.get("headed_by", ""))
    states = frozenset([row["country"], *row.get("where", ())])
    for told in row.get("here", ()):
        phrase, days = (told, "/") if isinstance(told, str) else told
        yield Local(phrase, entry, states, *days.split("/"))


def _spelt_out(one: Local, lines: Lines) -> bool:
    """Tell whether the article gives the acronym to another: "the Mutare Dance Council (MDC)"."""
    own = {fold(word) for word in one.entry.name.split() if word[:1].isupper()}
    for line in lines:
        for at in range(1, len(line) - 1):
            if line[at].text == one.phrase and (line[at - 1].text, line[at + 1].text) == ("(", ")"):
                before = {token.key for token in line[max(0, at - _FULL_NAME) : at - 1]}
                return len(own & before) * 2 < len(own)
    return False


@cache
def _surnames() -> dict[str, list[Called]]:
    """Return who is filed under a surname that is not read alone elsewhere, by the surname without its article."""
    listed = {
        (person, _bare(fold(alias)))
        for part in ACTORS
        for person, others in table(f"people/{part}").get("names", {}).items()
        for alias in others
    }
    found: dict[str, list[Called]] = {}
    regions = load().regions
    for key, entries in load().index.phrases().items():
        surname = _bare(key)
        if " " in surname or len(surname) < _SURNAME or surname in regions:
            continue
        if all("surname" in one.flags for one in entries):
            found.setdefault(surname, []).extend(Called(surname, one, (one.name, surname) in listed) for one in entries)
    return {surname: called for surname, called in found.items() if _unclear(called)}


def _unclear(called: Sequence[Called]) -> bool:
    """Tell whether a surname means nobody in some texts: it is doubtful, or several bear it."""
    return any(one.doubtful for one in called) or len({one.entry.entity for one in called}) > 1


def _bare(key: str) -> str:
    """Return a surname without its article: "maliki" for "al maliki"."""
    return key.removeprefix("al ").removeprefix("al-").removeprefix("el ").removeprefix("el-")


def _people(called: Sequence[Called], states: frozenset[str], day: str) -> Iterator[tuple[str, Entry]]:
    """Return whom a surname means in an article on those states: the one who is of one of them at that time."""
    for surname in {one.surname for one in called}:
        everybody = {one.entry.entity: one for one in called if one.surname == surname}
        here = [one for one in everybody.values() if one.entry.country in states - _SHARED]
        here = [one for one in here if _of_the_time(one.entry, day)]
        heads = [one for one in here if _leads(one.entry, day)]
        named = [one for one in here if one.listed] or here
        chosen = heads or (named if surname not in _COMMON and len(surname) >= _STRANGE else [])
        if len(chosen) == 1 and (heads or chosen[0].listed or len(everybody) == 1):
            yield surname, replace(chosen[0].entry, flags=chosen[0].entry.flags - {"common"})


def _of_the_time(entry: Entry, day: str) -> bool:
    """Tell whether somebody held a post or was what the tables tell of him on a day or shortly before."""
    since = f"{int(day[:4]) - _LATELY:04d}{day[4:]}" if day else ""
    terms = load().posts.of(entry.name)
    return bool(day) and any(term.since <= day and (not term.until or term.until >= since) for term in terms)


def _leads(entry: Entry, day: str) -> bool:
    """Tell whether somebody led a state or its government on a day."""
    terms = load().posts.of(entry.name)
    return any(
        term.post in HEADS
        and len(term.of) == len("MLI")
        and term.since <= day
        and (not term.until or day <= term.until)
        for term in terms
    )


def _another(entry: Entry, surname: str, lines: Lines) -> bool:
    """Tell whether the article calls another so: "Awa Keita" is no president, "in Katanga" tells a place."""
    own = {fold(word) for word in entry.name.replace("-", " ").split()} | _PARTICLES
    for line in lines:
        for at in (at for at in range(1, len(line)) if line[at].key == surname):
            start = at - 1
            while start > 0 and line[start].key in _PARTICLES:
                start -= 1
            if line[start].key in _BEFORE_THINGS or (line[start].key not in own and _is_first_name(line, start)):
                return True
    return False


def _is_first_name(line: Sequence[Token], at: int) -> bool:
    """Tell whether a token is tied to the name behind it and no title."""
    token = line[at]
    tied = token.capital and token.end + 2 >= line[at + 1].start
    return tied and not any(one.kind in ("noun", "adjective") for one in load().index.exactly(token.text))
