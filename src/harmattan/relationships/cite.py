"""What a brief is told besides the acts: the words of events for its notes, and what reports of one act differ in."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import PurePath
from typing import Final, TypeVar

from harmattan import dates
from harmattan.analyse.acts import of_state
from harmattan.analyse.phrasing import Name, parties
from harmattan.analyse.render import Quoted
from harmattan.analyse.sentence import Brief, Differing
from harmattan.codebook.loader import MUTUAL, load
from harmattan.ledger import Ledger
from harmattan.outlets import host
from harmattan.records import Act, Article, Event, Factuality, Label, Party, Span

# Fields as judgements name them, and all in which reports can differ.
_EDITED: Final = {"actors": "actor", "recipients": "recipient"}
_FIELDS: Final = ("type", "factuality", "actor", "recipient", "place", "time", "dead", "injured", "arrested")
# Ids of those who go by a name, and sectors whose other ids mean no body that acts as one.
_OWN: Final = frozenset({"person", "people", "group", "org", "state"})
_PEOPLE: Final = frozenset(
    {"AGR", "BUS", "CRM", "CVL", "EDU", "ELI", "JRN", "LAB", "MED", "REF", "REL", "SOC", "UAF", "UNK"}
)
Said = tuple[tuple[str, tuple[str, ...]], ...]
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Named:
    """Whom a report, by its id, names on one side of an act. across: the other side, of what both sides do together."""

    id: str
    parties: tuple[Party, ...]
    across: tuple[Party, ...] = ()


def quotes(book: Ledger, told: Brief) -> dict[str, Quoted]:
    """Return the words of every event that a brief rests on, by its id; those that are not in the ledger are not in."""
    ids = dict.fromkeys(id_ for section in told.sections for one in section.sentences for id_ in one.events)
    known = book.reports(ids)
    events = [known[id_] for id_ in ids if id_ in known]
    pages = book.articles(event.article for event in events)
    return {event.id: quoted(event, pages[event.article]) for event in events if event.article in pages}


def quoted(event: Event, article: Article) -> Quoted:
    """Return the words of an event: its evidence, else its trigger, with the outlet, day, title and address."""
    return Quoted(
        words=_words(article, event.evidence or (event.trigger,)),
        outlet=outlet(article),
        day=_day(article),
        title=article.title.value if article.title else "",
        url=article.canonical_url or article.url or "",
    )


def _words(article: Article, spans: Iterable[Span]) -> str:
    """Return what stands in spans in the order of the page, "…" where something is left out between them.

    The headline is told as the title: it is quoted only where nothing else says so.
    """
    ordered = sorted(set(spans), key=lambda span: (span.start, span.end))
    heads = [block.span for block in article.blocks if block.label is Label.HEADLINE]
    body = [one for one in ordered if not any(head.start <= one.start < head.end for head in heads)] or ordered
    words = [" ".join(one.of(article.text).split()) for one in body]
    gaps = (article.text[one.end : later.start].strip() for one, later in pairwise(body))
    return words[0] + "".join((" … " if gap else " ") + told for gap, told in zip(gaps, words[1:], strict=True))


def outlet(article: Article) -> str:
    """Return the name of the outlet as the page tells it, else its host, else the name of the file."""
    if article.site:
        return article.site.value
    return host(article.canonical_url or article.url) or PurePath(article.source).name


def _day(article: Article) -> str:
    day = article.published.value[:10] if article.published else ""
    try:
        return day if dates.precision(day) == "day" else ""
    except ValueError:
        return ""


def differing(book: Ledger, acts: Iterable[Act], name: Name) -> list[Differing]:
    """Return the fields in which reports of one act contradict each other. name: words for a country or an actor id.

    One that tells less than another (a week for a day, a state for its army, one actor of two) does not, nor one in
    whose words nobody is known.
    """
    many = [act.id for act in acts if act.reports > 1]
    wholes = book.acts_of(many)
    told = [(id_, known) for id_ in many if id_ in wholes and (known := book.act(wholes[id_]))]
    apart_in = [(id_, one.field, one.said) for id_, known in told for one in known.disagreements]
    reports = book.reports(dict.fromkeys(event for _, _, said in apart_in for _, ids in said for event in ids))
    judged = _judged(book, reports)
    standing = [(id_, field, _standing(field, said, judged)) for id_, field, said in apart_in]
    found = [(id_, field, _apart(field, said, reports, name)) for id_, field, said in standing]
    return [Differing(id_, field, said) for id_, field, said in found if len(said) > 1]


def _judged(book: Ledger, reports: Mapping[str, Event]) -> dict[str, frozenset[str]]:
    """Return the fields in which the words of a report no longer stand: of a rejected one all, else those edited."""
    return {
        id_: frozenset(_EDITED.get(name, name) for name, _ in verdict.judgement.values)
        if verdict.judgement.verb == "edit"
        else frozenset(_FIELDS if verdict.judgement.verb == "reject" else ())
        for id_, verdict in book.verdicts(list(reports.values())).items()
    }


def _standing(field: str, said: Said, judged: Mapping[str, frozenset[str]]) -> Said:
    kept = ((value, tuple(id_ for id_ in ids if field not in judged.get(id_, ()))) for value, ids in said)
    return tuple((value, ids) for value, ids in kept if ids)


def _apart(field: str, said: Said, reports: Mapping[str, Event], name: Name) -> Said:
    if field not in _EDITED.values():
        return apart(field, said)
    events = [reports[id_] for _, ids in said for id_ in ids if id_ in reports]
    return parties_apart((_named(event, field) for event in events), name)


def apart(field: str, said: Said) -> Said:
    """Return what is said of a field, with values that go together as one: that of most reports, else the shortest.

    Who did it and to whom is told apart by parties_apart.
    """
    agree = _AGREE.get(field)
    return tuple(map(_together, _groups(said, lambda one, other: agree(one[0], other[0])))) if agree else said


def parties_apart(reports: Iterable[Named], name: Name) -> Said:
    """Return whom reports name, by their ids, with those that can mean the same as one."""
    told = [one for one in reports if any(map(_is_known, one.parties))]
    groups = _groups(told, _can_be_one)
    return tuple(_together([(parties(one.parties, name).text, (one.id,)) for one in group]) for group in groups)


# Who attacks, praises or gives way to whom is no matter of who tells it.
_EITHER_WAY: Final = MUTUAL - {"ASSAULT", "SUPPORT", "CONCEDE", "RETREAT"}


def _named(event: Event, field: str) -> Named:
    sides = (event.actors, event.recipients) if field == "actor" else (event.recipients, event.actors)
    return Named(event.id, sides[0], sides[1] if event.type in _EITHER_WAY else ())


def _groups(given: Iterable[_T], agree: Callable[[_T, _T], bool]) -> list[list[_T]]:
    """Return things in groups: each agrees with another of its group."""
    groups: list[list[_T]] = []
    for one in given:
        near = [group for group in groups if any(agree(one, other) for other in group)]
        groups = [group for group in groups if group not in near] + [
            [*(other for group in near for other in group), one]
        ]
    return groups


def _together(group: list[tuple[str, tuple[str, ...]]]) -> tuple[str, tuple[str, ...]]:
    ids: dict[str, list[str]] = {}
    for value, told in group:
        ids.setdefault(value, []).extend(told)
    value = min(ids, key=lambda one: (-len(ids[one]), len(one), one))
    return value, tuple(sorted(id_ for told in ids.values() for id_ in told))


def _can_be_one(one: Named, other: Named) -> bool:
    turned = _meet(one.parties, other.across) and _meet(one.across, other.parties)
    return turned or _meet(one.parties, other.parties)


def _meet(ours: Iterable[Party], theirs: Iterable[Party]) -> bool:
    known = [list(filter(_is_known, side)) for side in (ours, theirs)]
    return any(_same(one, other) for one in known[0] for other in known[1])


def _is_known(one: Party) -> bool:
    """Tell whether it is known who a party is: "nine drivers" and "civilians of Kenya" can be of anybody's."""
    own = (one.entity or "").partition(":")[0] in _OWN
    return own or (bool(one.entity) and not _PEOPLE.intersection(one.sectors))


def _same(one: Party, other: Party) -> bool:
    """Tell whether two parties that are known can be one: a state or its government stands for all who act for it."""
    if one.entity == other.entity:
        return True
    if not one.country or one.country != other.country:
        return False
    alike = not one.sectors or not other.sectors or bool(set(one.sectors) & set(other.sectors))
    return alike or (("GOV" in one.sectors or "GOV" in other.sectors) and of_state(one) and of_state(other))


def _both_true(one: str, other: str) -> bool:
    """Tell whether both can be: what is announced is done one day and history another."""
    return {one, other} <= {Factuality.ACTUAL, Factuality.PLANNED, Factuality.HISTORICAL}


def _overlap(one: str, other: str) -> bool:
    (first, end), (start, after) = dates.bounds(one), dates.bounds(other)
    return first < after and start < end


def _one_deed(one: str, other: str) -> bool:
    """Tell whether two types, as "TYPE/mode", can be of one deed: announced and done, or with a mode and without."""
    (type_, _, modes), (its_type, _, its_modes) = one.partition("/"), other.partition("/")
    planned = load().planned
    announced = planned.get(type_) == its_type or planned.get(its_type) == type_
    return announced or (type_ == its_type and not (modes and its_modes))


_AGREE: Final[dict[str, Callable[[str, str], bool]]] = {
    "type": _one_deed,
    "factuality": _both_true,
    "time": _overlap,
}
