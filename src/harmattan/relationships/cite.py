"""What a brief is told besides the acts: the words of events for its notes, and what reports of one act differ in."""

from collections.abc import Iterable
from pathlib import PurePath
from urllib.parse import urlsplit

from harmattan import dates
from harmattan.analyse.render import Quoted
from harmattan.analyse.sentence import Brief, Differing
from harmattan.ledger import Ledger
from harmattan.records import Act, Article, Event


def quotes(book: Ledger, told: Brief) -> dict[str, Quoted]:
    """Return the words of every event that a brief rests on, by its id; those that are not in the ledger are not in."""
    ids = dict.fromkeys(id_ for section in told.sections for one in section.sentences for id_ in one.events)
    events = [event for id_ in ids if (event := book.event(id_))]
    pages = {id_: book.article(id_) for id_ in {event.article for event in events}}
    return {event.id: quoted(event, page) for event in events if (page := pages[event.article])}


def quoted(event: Event, article: Article) -> Quoted:
    """Return the words of an event: its evidence, else its trigger, with the outlet, day, title and address."""
    spans = event.evidence or (event.trigger,)
    return Quoted(
        words=" … ".join(" ".join(span.of(article.text).split()) for span in spans),
        outlet=outlet(article),
        day=_day(article),
        title=article.title.value if article.title else "",
        url=article.canonical_url or article.url or "",
    )


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
    """Return the fields in which reports of one act differ."""
    many = [act.id for act in acts if act.reports > 1]
    wholes = book.acts_of(many)
    found = ((id_, book.act(wholes[id_])) for id_ in many if id_ in wholes)
    return [Differing(id_, one.field, one.said) for id_, told in found if told for one in told.disagreements]
