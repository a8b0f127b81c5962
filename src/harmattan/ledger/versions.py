"""Other texts of an article: what stood at its address before and after, and where else the same text stands."""

from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, func, select

from harmattan.ledger import memberships, view
from harmattan.ledger.codec import told_value
from harmattan.ledger.copies import COPY, likeness, sketch
from harmattan.ledger.memberships import STORY
from harmattan.ledger.schema import articles, readings
from harmattan.outlets import outlet

# A story of more articles than this is looked through up to here: each text has to be unpacked.
_MOST: Final = 500


@dataclass(frozen=True, slots=True)
class Version:
    """A text that stood at an address; read: when it was first read, in UTC."""

    article: str
    read: str
    title: str


@dataclass(frozen=True, slots=True)
class Copy:
    """An article with the same text or nearly. likeness: share of common runs of five words, 0 to 1."""

    article: str
    outlet: str
    published: str | None
    likeness: float


def versions(connection: Connection, article: str) -> list[Version]:
    """Return the articles that were read at the same address, oldest first; alone for a page without one."""
    own = select(readings.c.url).join(articles, articles.c.number == readings.c.article).where(articles.c.id == article)
    urls = {url for url in connection.scalars(own) if url}
    query = (
        select(articles.c.id, func.min(readings.c.recorded_at), func.min(readings.c.title))
        .join(articles, articles.c.number == readings.c.article)
        .where(readings.c.url.in_(urls) if urls else articles.c.id == article)
        .group_by(articles.c.id, articles.c.number)
        .order_by(articles.c.number)
    )
    return [Version(id_, at, title or "") for id_, at, title in connection.execute(query)]


def copies(connection: Connection, article: str) -> list[Copy]:
    """Return near copies of an article, the likest first; its own versions are none.

    Looked at are articles of the same text, and those of its story (as joined): wire copies share names and days.
    """
    read = view.article(connection, article)
    if read is None:
        return []
    mine = sketch(read.text)
    found = [_copy(connection, id_, mine) for id_ in sorted(_candidates(connection, article, read.content_hash))]
    alike = [one for one in found if one is not None and one.likeness >= COPY]
    return sorted(alike, key=lambda one: (-one.likeness, one.article))


def _candidates(connection: Connection, article: str, content_hash: str) -> set[str]:
    same = set(connection.scalars(select(articles.c.id).where(articles.c.content_hash == content_hash).limit(_MOST)))
    story = memberships.wholes(connection, STORY, [article]).get(article)
    near = memberships.members(connection, STORY, [story])[story] if story else ()
    own = {version.article for version in versions(connection, article)}
    return (same | set(near[:_MOST])) - own - {article}


def _copy(connection: Connection, id_: str, mine: tuple[int, ...]) -> Copy | None:
    read = view.article(connection, id_)
    if read is None:
        return None
    return Copy(id_, outlet(read), told_value(read.published), round(likeness(mine, sketch(read.text)), 3))
