"""From an answer to the row of the ledger that tells of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from harmattan.errors import InputError, NotNow
from harmattan.ledger import Ledger
from harmattan.ledger.watching import Fetch, Outcome
from harmattan.read.fetch import Answer, Validators
from harmattan.read.items import Item, Listing
from harmattan.read.source import Raw
from harmattan.records import Coded, Run
from harmattan.watch.lanes import Job
from harmattan.watch.manners import Manners, hold, later

# Robots rules may change; a week is soon enough to look whether they did.
# A page that the machine has so often failed to read in time is refused.
_PATIENCE = 3
_DISALLOWED_SECONDS = 7 * 24 * 3600.0

_UNCHANGED = frozenset({"feed", "sitemap", "list", "page"})


@dataclass(frozen=True, slots=True)
class Keeper:
    """Writes what came of each job. code: a page in hand, and the day its list gives, to
    its events, raising InputError; now: the time in UTC;
    report: is told of every row that was written."""

    book: Ledger
    run: Run
    code: Callable[[Raw, str | None], Coded]
    manners: Manners
    now: Callable[[], str]
    report: Callable[[Fetch], None]

    def page(self, job: Job, answer: Answer) -> bool:
        """Code a page and keep it, or why it cannot be used; return whether its text is new."""
        raw = Raw(job.address, answer.url, answer.data, answer.content_type)
        self._begins(job, answer)
        try:
            coded = self.code(raw, job.published and job.published[:10])
        except InputError as error:
            if isinstance(error, NotNow) and job.failures < _PATIENCE:
                self.failed(job, str(error), status=answer.status)
            else:
                self.refused(job, str(error), answer, "page")
            return False
        fetch = replace(self._of(job, Outcome.READ, answer, "page"), article=coded.article.id)
        added = self.book.watching.page(fetch, self.run, coded)
        new = added is not None and added.article_new
        self.report(fetch if new else replace(fetch, outcome=Outcome.SAME))
        return new

    def _begins(self, job: Job, answer: Answer) -> None:
        """Keep that a page is about to be coded, so that one which ends the program is not the first again at once.

        A kill may have met any page, so after one the page is due at once, behind the others; after two it waits.
        """
        until = later(self.now(), hold(job.failures, self.manners, gone=False) if job.failures else 0.0)
        fetch = replace(self._of(job, Outcome.TRYING, answer, "page"), reason="the program ended while it was coded")
        self.book.watching.page(replace(fetch, failures=job.failures + 1, next_try=until), self.run)

    def listing(self, job: Job, answer: Answer, found: Listing) -> None:
        """Keep the pages that a list names, but those dated before since."""
        named = [item for item in found.items if _day(item) >= self.manners.since or not _day(item)]
        older = len(found.items) - len(named)
        doubts = [*found.doubts, *([f"{older} older than {self.manners.since}"] if older else [])]
        fetch = replace(self._of(job, Outcome.LISTED, answer, found.kind), reason="; ".join(doubts))
        if older:
            # A watch without since wants the whole list, changed or not.
            fetch = replace(fetch, etag=None, modified=None)
        fresh = self._listed(fetch, named)
        self.report(replace(fetch, items=len(named), fresh=fresh))

    def _listed(self, fetch: Fetch, named: Sequence[Item]) -> int:
        return self.book.watching.listing(fetch, self.run, named, later(self.now(), -self.manners.revisit))

    def same(self, job: Job, answer: Answer) -> None:
        """Keep that the server says nothing has changed; that is no answer to who did not say what he has."""
        if job.sent == Validators():
            self.failed(job, "the server answered 304 to a request for the whole", status=304)
            return
        url, kind, article = job.known
        fetch = replace(self._of(job, Outcome.SAME, answer, kind), article=article, url=url)
        told, had = answer.validators, job.validators
        self._keep(replace(fetch, etag=told.etag or had.etag, modified=told.modified or had.modified))

    def refused(self, job: Job, reason: str, answer: Answer | None = None, kind: str = "") -> None:
        """Keep that what came cannot be used."""
        self._keep(replace(self._of(job, Outcome.REFUSED, answer, kind), reason=_bare(reason, job, answer)))

    def failed(self, job: Job, reason: str, *, status: int | None = None, gone: bool = False) -> None:
        """Keep that nothing came, and when to try again."""
        failures = job.failures + 1
        until = later(self.now(), hold(failures, self.manners, gone=gone))
        fetch = replace(self._of(job, Outcome.FAILED), reason=_bare(reason, job), status=status)
        self._keep(replace(fetch, failures=failures, next_try=until))

    def disallowed(self, job: Job) -> None:
        """Keep that robots.txt forbids it."""
        fetch = replace(self._of(job, Outcome.DISALLOWED), reason="robots.txt forbids it")
        self._keep(replace(fetch, next_try=later(self.now(), _DISALLOWED_SECONDS)))

    def waits(self, job: Job, seconds: float, reason: str, status: int | None = None) -> None:
        """Keep that it is to be asked for later."""
        fetch = replace(self._of(job, Outcome.WAITING), reason=reason, status=status, failures=job.failures)
        self._keep(replace(fetch, next_try=later(self.now(), seconds)))

    def _of(self, job: Job, outcome: Outcome, answer: Answer | None = None, kind: str = "") -> Fetch:
        base = Fetch(job.source, job.address, kind or job.known[1], outcome, find=job.find, at=self.now())
        if answer is None:
            return base
        told = answer.validators
        return replace(base, status=answer.status, url=answer.url, etag=told.etag, modified=told.modified)

    def _keep(self, fetch: Fetch) -> None:
        self.book.watching.page(fetch, self.run)
        self.report(fetch)


def _day(item: Item) -> str:
    return (item.updated or item.published or "")[:10]


def _bare(reason: str, job: Job, answer: Answer | None = None) -> str:
    """A reason without the address it begins with, so that equal reasons are counted together."""
    for address in (job.address, job.url, answer.url if answer else ""):
        reason = reason.removeprefix(f"{address}: ")
    return reason


def job_for(source: str, address: str, role: str, last: Fetch | None, find: int | None = None) -> Job:
    """Return the job for an address, with what the last answer said of itself.

    An index and an OPML list have no validators: what they name is not kept, so they are always asked for whole.
    """
    if last is None:
        return Job(source, address, address, role, find)
    known = (last.url or "", last.kind, last.article)
    held = last.outcome in (Outcome.LISTED, Outcome.READ, Outcome.SAME) and last.kind in _UNCHANGED
    validators = Validators(last.etag, last.modified) if held else Validators()
    return Job(source, address, address, role, find, validators, known, last.failures)
