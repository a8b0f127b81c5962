"""What a brief is told besides the acts: the words of events for its notes, and what reports of one act differ in."""

from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise
from pathlib import PurePath
from typing import Final
from urllib.parse import urlsplit

from harmattan import dates
from harmattan.analyse.render import Quoted
from harmattan.analyse.sentence import Brief, Differing
from harmattan.ledger import Ledger
from harmattan.records import Act, Article, Event, Factuality, Label, Span

# Fields as judgements name them, and all in which reports can differ.
_EDITED: Final = {"actors": "actor", "recipients": "recipient"}
_FIELDS: Final = ("type", "factuality", "actor", "recipient", "place", "time", "dead", "injured", "arrested")
Said = tuple[tuple[str, tuple[str, ...]], ...]


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
    host = _host(article.canonical_url or article.url or "")
    return host.removeprefix("www.") or PurePath(article.source).name


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _day(article: Article) -> str:
    day = article.published.value[:10] if article.published else ""
    try:
        return day if dates.precision(day) == "day" else ""
    except ValueError:
        return ""


def differing(book: Ledger, acts: Iterable[Act]) -> list[Differing]:
    """Return the fields in which reports of one act contradict each other.

    One that tells less than another (a week for a day, a state for its government, one actor of two) does not.
    """
    many = [act.id for act in acts if act.reports > 1]
    wholes = book.acts_of(many)
    told = [(id_, known) for id_ in many if id_ in wholes and (known := book.act(wholes[id_]))]
    apart_in = [(id_, one.field, one.said) for id_, known in told for one in known.disagreements]
    judged = _judged(book, (event for _, _, said in apart_in for _, ids in said for event in ids))
    found = [(id_, field, apart(field, _standing(field, said, judged))) for id_, field, said in apart_in]
    return [Differing(id_, field, said) for id_, field, said in found if len(said) > 1]


def _judged(book: Ledger, events: Iterable[str]) -> dict[str, frozenset[str]]:
    """Return the fields in which the words of a report no longer stand: of a rejected one all, else those edited."""
    verdicts = book.verdicts(list(book.reports(dict.fromkeys(events)).values()))
    return {
        id_: frozenset(_EDITED.get(name, name) for name, _ in verdict.judgement.values)
        if verdict.judgement.verb == "edit"
        else frozenset(_FIELDS if verdict.judgement.verb == "reject" else ())
        for id_, verdict in verdicts.items()
    }


def _standing(field: str, said: Said, judged: Mapping[str, frozenset[str]]) -> Said:
    kept = ((value, tuple(id_ for id_ in ids if field not in judged.get(id_, ()))) for value, ids in said)
    return tuple((value, ids) for value, ids in kept if ids)


def apart(field: str, said: Said) -> Said:
    """Return what is said of a field, with values that go together as one: that of most reports, else the shortest."""
    agree = _AGREE.get(field)
    groups: list[list[tuple[str, tuple[str, ...]]]] = []
    for one in said if agree else ():
        near = [group for group in groups if any(agree(one[0], other) for other, _ in group)] if agree else []
        groups = [group for group in groups if group not in near] + [[*(o for group in near for o in group), one]]
    return tuple(map(_together, groups)) if agree else said


def _together(group: list[tuple[str, tuple[str, ...]]]) -> tuple[str, tuple[str, ...]]:
    value = min(group, key=lambda one: (-len(one[1]), len(one[0]), one[0]))[0]
    return value, tuple(sorted(id_ for _, ids in group for id_ in ids))


def _share_a_name(one: str, other: str) -> bool:
    return bool(_names(one) & _names(other))


def _names(value: str) -> set[str]:
    return {name.removeprefix("Government of ").removeprefix("the ").casefold() for name in value.split("; ")}


def _both_true(one: str, other: str) -> bool:
    """Tell whether both can be: what is announced is done one day and history another."""
    return {one, other} <= {Factuality.ACTUAL, Factuality.PLANNED, Factuality.HISTORICAL}


def _overlap(one: str, other: str) -> bool:
    (first, end), (start, after) = dates.bounds(one), dates.bounds(other)
    return first < after and start < end


_AGREE: Final[dict[str, Callable[[str, str], bool]]] = {
    "actor": _share_a_name,
    "recipient": _share_a_name,
    "factuality": _both_true,
    "time": _overlap,
}
