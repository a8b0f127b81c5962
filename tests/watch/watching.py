"""A watcher with a coder that only keeps the text: coding is not what these tests are about."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from harmattan.dates import now_utc
from harmattan.errors import NoArticle
from harmattan.ids import content_hash, make_id
from harmattan.ledger import Ledger
from harmattan.ledger.watching import Fetch
from harmattan.read.fetch import Terms
from harmattan.read.source import Raw, check_bytes
from harmattan.records import Annotations, Article, Block, Coded, Label, Run, Span, Told
from harmattan.watch.keeping import Keeper
from harmattan.watch.manners import Manners, Plan
from harmattan.watch.watcher import Watcher

RUN = Run("run-watch", "2026-02-03T00:00:00Z", "stub-1", "plover-1")
# Waits are cut to what a test can bear; what is asked of them is their order, not their length.
QUICK = Manners(delay=0.0, retries=2, backoff=0.01, patience=5.0)
TERMS = Terms(limit=1_000_000, allow_private=True, agent="harmattan/test (news reader; desk@paper.example)")


def code(raw: Raw, published: str | None = None) -> Coded:
    """Return the words of a page without its tags, uncoded. Raises NoArticle, UnreadableInput."""
    check_bytes(raw.data, raw.source)
    text = re.sub(r"<[^>]*>", " ", raw.data.decode()).strip()
    if "nothing here" in text:
        raise NoArticle(f"{raw.source}: holds no article")
    digest = content_hash(text)
    read = Article(
        id=make_id("art", [raw.url, digest]), source=raw.source, text=text, content_hash=digest, url=raw.url,
        blocks=(Block(Label.PARAGRAPH, Span(0, len(text))),), title=Told(text[:8], "text", Span(0, 8)),
        published=Told(published, "given") if published else None,
    )  # fmt: skip
    return Coded(read, Annotations(read.id))


@dataclass
class Watched:
    """The rows that a watch wrote."""

    rows: list[Fetch] = field(default_factory=list)

    def outcomes(self, address: str = "") -> list[str]:
        """The outcomes of an address, or of all."""
        return [str(row.outcome) for row in self.rows if not address or row.address == address]

    def row(self, address: str) -> Fetch:
        """The last row of an address."""
        return [row for row in self.rows if row.address == address][-1]


def watched(
    book: Ledger,
    sources: Sequence[str],
    manners: Manners = QUICK,
    plan: Plan = Plan(),  # noqa: B008  (frozen)
    terms: Terms = TERMS,
) -> Watched:
    """Watch sources until the plan is done."""
    done = Watched()
    keeper = Keeper(book, RUN, code, manners, now_utc, done.rows.append)
    Watcher(keeper, terms, plan).run(sources)
    return done


def quick(**changed: float) -> Manners:
    """Quick manners with some of them changed."""
    return replace(QUICK, **changed)  # type: ignore[arg-type]
