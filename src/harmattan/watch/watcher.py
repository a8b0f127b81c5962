"""The loop: hands out what is due, a request a host at a time, and takes what comes.

What is queued here and lost with the process is found in the ledger again: a page named and never dealt with is due.
"""

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from threading import Event
from typing import Final

from harmattan.errors import InputError, NoAnswer
from harmattan.ledger.watching import Outcome, Watching
from harmattan.read import listing, robots
from harmattan.read.fetch import MAX_REDIRECTS, Answer, Terms
from harmattan.read.items import Item, Listing, whole_address
from harmattan.watch.asking import Asking
from harmattan.watch.keeping import Keeper, job_for
from harmattan.watch.lanes import Job, Lanes
from harmattan.watch.manners import HOUR, Plan, asked_wait, pause
from harmattan.watch.passes import Passes
from harmattan.watch.permits import Permits

# Worth another try in the same run; other errors of the client's side will not go away so soon.
_PASSING: Final = frozenset({408, 425, 429})
_SLOW_DOWN: Final = frozenset({429, 503})
# How often the loop looks whether it is to stop.
_TICK: Final = 0.25
# Sitemaps of one index asked for in one pass, and how deep indexes may name indexes.
_MOST_LISTS: Final = 100
_DEPTH: Final = 2
# A host that gave nothing so often in a row is left alone until the next pass.
_DOWN: Final = 5
# New pages after which the rest of the house may do its work.
_PAGES: Final = 50
_ONE_PASS: Final = Plan()
_BARRED: Final = frozenset({Outcome.TRYING, Outcome.FAILED, Outcome.WAITING, Outcome.DISALLOWED})


@dataclass(slots=True)
class Watcher:
    """A watch under way. rest: called now and then between two pages; stop: set by whoever wants it to end."""

    keeper: Keeper
    terms: Terms
    plan: Plan = _ONE_PASS
    stop: Event = field(default_factory=Event)
    rest: Callable[[], None] = lambda: None
    clock: Callable[[], float] = time.monotonic
    dice: Callable[[], float] = random.random
    lanes: Lanes = field(default_factory=Lanes)
    _passes: Passes = field(init=False)
    _new: int = 0
    _asking: Asking = field(init=False)
    _permits: Permits = field(init=False)

    def run(self, sources: Sequence[str]) -> None:
        """Watch addresses until the plan is done or stop is set; what is in hand then is finished first."""
        self._asking, self._permits = Asking(self.terms), Permits(self.keeper.manners)
        self._passes = Passes(self.plan.every)
        for source in sources:
            self._passes.add(source, self.clock())
        end = None if self.plan.seconds is None else self.clock() + self.plan.seconds
        while not self.stop.is_set() and (end is None or self.clock() < end) and not self._finished():
            for source in self._passes.begin(self.clock()):
                self._begin(source)
            self._hand_out()
            came = self._asking.take(self._idle(end))
            if came:
                self._take(*came)
        self.rest()

    def _finished(self) -> bool:
        return not self._passes.moments() and self.lanes.empty() and not self._asking.running

    def _idle(self, end: float | None) -> float:
        moments = [moment for moment in (end, self.lanes.next(), *self._passes.moments()) if moment is not None]
        if self._asking.running >= self.keeper.manners.hosts:
            return _TICK
        return min([_TICK, *(max(0.0, moment - self.clock()) for moment in moments)])

    @property
    def _book(self) -> Watching:
        return self.keeper.book.watching

    def _begin(self, source: str) -> None:
        last = self._book.last(source)
        if last and last.outcome in _BARRED and last.next_try and last.next_try > self.keeper.now():
            self._enqueue(source)
        elif not self.lanes.holds(source):
            self._put(job_for(source, source, "source", last))

    def _put(self, job: Job, ready: float = 0.0) -> None:
        """Queue a job, unless its host wants more patience than there is: a page stays due, a source is told."""
        wait = self.lanes.ready(job.url) - self.clock()
        if wait <= self.keeper.manners.patience:
            self.lanes.put(job, ready)
            return
        if job.role != "page":
            self.keeper.waits(job, wait, "its host is to be asked again later")
        self._done(job)

    def _enqueue(self, source: str) -> None:
        """Queue the pages of a source that are due, as many as one pass may bring."""
        room = self.keeper.manners.most - self._passes.taken(source)
        for due in self._book.due(source, self.keeper.now(), max(0, room)):
            if not self.lanes.holds(due.address):
                self._passes.take(source)
                job = job_for(source, due.address, "page", self._book.last(due.address), due.find)
                self._put(replace(job, published=due.published))

    def _hand_out(self) -> None:
        while self._asking.running < self.keeper.manners.hosts:
            job = self.lanes.take(self.clock())
            if job is None:
                return
            self.lanes.rotate(job.url)
            self._start(job)

    def _start(self, job: Job) -> None:
        """Ask for a job if robots.txt lets it; ask for robots.txt first if nobody knows."""
        permit = self._permits.of(job.url, self.clock())
        if permit is None:
            self.lanes.put(job, -1.0)  # it stays the first
            at = robots.address(job.url)
            self._asking.start(Job(job.source, at, at, "robots"))
            return
        if permit.rules is not None and permit.rules.allows(job.url):
            self._asking.start(job)
            return
        self.lanes.release(job.url, self.clock())
        if permit.rules is not None:
            self.keeper.disallowed(job)
        elif job.role == "page":
            self.keeper.waits(job, HOUR, permit.reason)
        else:
            self.keeper.failed(job, permit.reason)
        self._done(job)

    def _take(self, job: Job, answer: Answer | InputError) -> None:
        if job.role == "robots":
            self._take_robots(job, answer)
            return
        delay = self._permits.delay(job.url)
        self.lanes.release(job.url, self.clock() + delay)
        if delay > self.keeper.manners.patience:
            self._leave(job.url, delay, f"robots.txt asks for {delay:g} s between two requests")
        self._note_failure(job, answer)
        if isinstance(answer, NoAnswer):
            self._again(job, str(answer))
        elif isinstance(answer, InputError):
            self.keeper.refused(job, str(answer))
            self._done(job)
        elif answer.location is not None:
            self._follow(job, answer)
        elif answer.status in (200, 304):
            self._came(job, answer)
        else:
            self._status(job, answer)

    def _take_robots(self, job: Job, answer: Answer | InputError) -> None:
        now = self.clock()
        moved = whole_address(job.url, answer.location) if isinstance(answer, Answer) and answer.location else None
        if isinstance(answer, Answer):
            answer = replace(answer, location=moved)
        settled = self._permits.learn(job.address, answer, job.hops, now)
        if not settled and moved:
            # It belongs to the same lane, wherever it is: nothing else is asked for until the rules are known.
            self._asking.start(replace(job, url=moved, hops=job.hops + 1))
            return
        wait = 0.0 if settled else self._wait(answer, self._permits.tries.get(job.address, 1) - 1)
        # One page comes now even where the next has to wait for hours.
        delay = self._permits.delay(job.address)
        self.lanes.release(job.address, now + max(delay if delay <= self.keeper.manners.patience else 0.0, wait))
        if wait > self.keeper.manners.patience:
            self._leave(job.address, wait, "robots.txt cannot be had yet")

    def _wait(self, answer: Answer | InputError, tries: int) -> float:
        told = asked_wait(answer.retry_after, self.keeper.now()) if isinstance(answer, Answer) else None
        return pause(tries, self.keeper.manners, self.dice) if told is None else told

    def _note_failure(self, job: Job, answer: Answer | InputError) -> None:
        if self.lanes.failed(job.url, yes=isinstance(answer, NoAnswer)) >= _DOWN:
            self._leave(job.url, 0.0, "its host gives no answer")

    def _leave(self, url: str, seconds: float, reason: str) -> None:
        """Leave what is queued for a host to a later pass; pages stay due in the ledger, sources are told."""
        for job in self.lanes.flush(url):
            if job.role != "page":
                self.keeper.waits(job, seconds, reason)
            self._done(job)

    def _status(self, job: Job, answer: Answer) -> None:
        """An answer that is neither a page nor a way to one."""
        reason = f"the server answered {answer.status}"
        passing = answer.status >= 500 or answer.status in _PASSING
        if not passing:
            self.keeper.failed(job, reason, status=answer.status, gone=True)
            self._done(job)
        elif answer.status in _SLOW_DOWN and answer.retry_after:
            self._slow_down(job, answer, reason)
        else:
            self._again(job, reason, answer.status)

    def _slow_down(self, job: Job, answer: Answer, reason: str) -> None:
        """The whole host waits as long as it asks."""
        wait = self._wait(answer, job.tries)
        self.lanes.release(job.url, self.clock() + max(wait, self._permits.delay(job.url)))
        if wait > self.keeper.manners.patience:
            self.keeper.waits(job, wait, f"{reason}: to be asked again later", answer.status)
            self._leave(job.url, wait, f"{reason}: its host is to be asked again later")
            self._done(job)
        else:
            self._again(job, reason, answer.status, wait)

    def _again(self, job: Job, reason: str, status: int | None = None, wait: float | None = None) -> None:
        """Try again after a while, or put it in quarantine after a few tries."""
        manners = self.keeper.manners
        if job.tries >= manners.retries:
            self.keeper.failed(job, reason, status=status)
            self._done(job)
            return
        rest = pause(job.tries, manners, self.dice) if wait is None else wait
        self._put(replace(job, tries=job.tries + 1, url=job.address, hops=0), self.clock() + rest)

    def _follow(self, job: Job, answer: Answer) -> None:
        """Go where a redirect leads, by that host's own lane and rules."""
        url = whole_address(job.url, answer.location or "")
        if url is None or job.hops >= MAX_REDIRECTS:
            reason = f"more than {MAX_REDIRECTS} redirects" if url else "redirects to what is no http or https address"
            self.keeper.refused(job, reason, answer)
            self._done(job)
        else:
            self._put(replace(job, url=url, hops=job.hops + 1))

    def _came(self, job: Job, answer: Answer) -> None:
        if answer.status == 304:
            self.keeper.same(job, answer)
        else:
            found = self._parsed(job, answer)
            if isinstance(found, InputError):
                self.keeper.refused(job, str(found), answer)
            elif found is None:
                self._page(job, answer)
            else:
                self._listed(job, answer, found)
        self._done(job)

    def _parsed(self, job: Job, answer: Answer) -> Listing | InputError | None:
        if job.role == "page":
            return None
        try:
            return listing.parse(answer.data, answer.url, limit=self.terms.limit)
        except InputError as error:
            return error

    def _page(self, job: Job, answer: Answer) -> None:
        self._new += self.keeper.page(job, answer)
        if self._new >= _PAGES:
            self._new = 0
            self.rest()

    def _listed(self, job: Job, answer: Answer, found: Listing) -> None:
        lists = sorted(found.lists, key=lambda item: item.updated or "", reverse=True)
        if found.kind == "opml":
            deep = sum([self._passes.add(item.address, self.clock(), job.source) for item in lists])
            told = (f"{deep} sources not read: too many lists above them",) if deep else ()
            found = replace(found, doubts=(*found.doubts, *told))
        elif lists:
            wanted = [item for item in lists if job.depth < _DEPTH and self._changed(item)]
            for item in wanted[:_MOST_LISTS]:
                last = self._book.last(item.address)
                self._put(replace(job_for(job.source, item.address, "list", last), depth=job.depth + 1))
            left = len(lists) - len(wanted[:_MOST_LISTS])
            told = (f"{left} of {len(lists)} sitemaps not asked for: unchanged, or too many",) if left else ()
            found = replace(found, doubts=(*found.doubts, *told))
        self.keeper.listing(job, answer, found)

    def _changed(self, item: Item) -> bool:
        """Tell whether a sitemap is to be asked for: not if it was read on a later day than it was changed."""
        last = self._book.last(item.address)
        if last is None or self.lanes.holds(item.address):
            return last is None
        if last.outcome in _BARRED:
            return not last.next_try or last.next_try <= self.keeper.now()
        return not item.updated or item.updated[:10] >= last.at[:10]

    def _done(self, job: Job) -> None:
        """Forget a job; with the last list of a source its pages are queued, the latest of all lists first."""
        self.lanes.done(job.address)
        if job.role != "page" and not self.lanes.lists(job.source):
            self._enqueue(job.source)
