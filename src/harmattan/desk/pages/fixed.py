"""Days of elections, deadlines and ends on the calendar page, as its announced acts stand there."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from harmattan import dates
from harmattan.analyse.schedule import Fixture
from harmattan.desk import links
from harmattan.ledger import Ledger
from harmattan.outlets import outlet
from harmattan.records import Article
from harmattan.relationships import fixtures
from harmattan.relationships.fixtures import Shown


@dataclass(frozen=True, slots=True)
class Page:
    """The page that tells a day first. words, plain_words: the sentence that does."""

    article: Article
    words: str

    @property
    def plain_words(self) -> str:
        """The same: no word of it is marked."""
        return self.words

    @property
    def outlet(self) -> str:
        """Who published it."""
        return outlet(self.article)

    @property
    def url(self) -> str:
        """The address it was read from, "" if it is not safe to follow."""
        return links.outside(self.article.url)

    @property
    def place(self) -> str:
        """Nothing: a state is no place of a meeting."""
        return ""


@dataclass(frozen=True, slots=True)
class Fixed:
    """A day set for something that is nobody's act, with the names that a planned act has on the page."""

    told: Shown
    recorded: str = ""

    @property
    def entry(self) -> Fixture:
        """The day and what became of it."""
        return self.told.fixture

    @property
    def what(self) -> str:
        """Whose and what."""
        return self.told.what

    @property
    def row(self) -> Page:
        """The page that tells it."""
        return Page(self.told.article, self.told.words)

    @property
    def days(self) -> str:
        """The day, or the days as an interval, the last if it is by or until it."""
        one = self.entry
        if one.relation:
            return f"{one.relation} {one.last}"
        return one.day if dates.bounds(one.day)[1].isoformat() == one.end else f"{one.day} to {one.last}"

    @property
    def announced(self) -> str:
        """The day of the news, "" where no page tells one."""
        return self.entry.announced

    @property
    def href(self) -> str:
        """The page of the article."""
        return links.article(self.entry.first.article)

    @property
    def evidence(self) -> tuple[str, ...]:
        """The pages of the articles that tell what became of it."""
        return tuple(map(links.article, self.entry.evidence))

    @property
    def id(self) -> str:
        """By which a calendar file knows it: the same day of the same thing keeps it."""
        one = self.entry
        return f"{one.kind}-{one.first.day.state}-{one.day}-{one.end}".lower()

    @property
    def brief(self) -> dict[str, str | None]:
        """What a list of what is due tells of it."""
        entry = self.entry
        return {"day": entry.day, "end": entry.end, "what": self.what, "event": None, "article": entry.first.article}

    def shape(self) -> dict[str, Any]:
        """Return it as harmattan calendar --json has it."""
        return fixtures.fixture_json(self.told)


def fixed(book: Ledger, some: Sequence[Fixture], name: Callable[[str], str]) -> list[Fixed]:
    """Return days as the page shows them; name gives the name of a state."""
    return [Fixed(one) for one in fixtures.shown(book, some, name)]
