"""The articles that tell of some acts: their days and outlets, and which of them are copies of one another."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from harmattan.ledger import Ledger
from harmattan.ledger.copies import COPY, Sketch, likeness, sketch
from harmattan.outlets import outlet
from harmattan.records import Article, Event

# Sketches kept for the next time that the same acts are asked for; one takes about 5 KB.
_KEPT: Final = 4_096


@dataclass(frozen=True, slots=True)
class Page:
    """What is known of an article without its text: its address, day and outlet."""

    article: Article
    published: str
    outlet: str


@dataclass(frozen=True, slots=True)
class Reader:
    """Pages by id of the article. A text is read only where it stands beside others."""

    book: Ledger
    pages: Mapping[str, Page]

    def page(self, event: Event) -> Page | None:
        """Return the page that an event is told on, if it is there."""
        return self.pages.get(event.article)

    def independent(self, told: Sequence[Page]) -> tuple[str, ...]:
        """Return the outlets, first report first; near copies of a text count for the first that has it."""
        kept: list[Page] = []
        for page in told:
            others = [one for one in kept if one.outlet == page.outlet]
            if not others and all(likeness(self._text(page), self._text(one)) < COPY for one in kept):
                kept.append(page)
        return tuple(page.outlet for page in kept)

    def text(self, event: Event) -> str:
        """Return the text of the page that an event is told on; "" if it is not there."""
        read = self.book.article(event.article)
        return read.text if read else ""

    def _text(self, page: Page) -> Sketch:
        return _sketch(page.article.content_hash, _Text(self.book, page.article.id))


def reader(book: Ledger, events: Iterable[Event]) -> Reader:
    """Return the pages on which events are told."""
    found = book.mastheads(event.article for event in events)
    return Reader(book, {id_: _page(article) for id_, article in found.items()})


def _page(read: Article) -> Page:
    return Page(read, read.published.value[:10] if read.published else "", outlet(read))


@dataclass(frozen=True, slots=True, eq=False)
class _Text:
    """A text to read. All are alike to the memory of sketches: its key is the hash of the text."""

    book: Ledger
    article: str

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Text)

    def __hash__(self) -> int:
        return 0


@lru_cache(maxsize=_KEPT)
def _sketch(_: str, text: _Text) -> Sketch:
    read = text.book.article(text.article)
    return sketch(read.text) if read else ()
