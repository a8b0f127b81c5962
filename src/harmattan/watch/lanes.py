"""What is still to be asked, a lane for each host: one request at a time, and a pause behind it."""

import heapq
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from urllib.parse import urlsplit

from harmattan.read.fetch import Validators

_NOTHING = Validators()
_LISTS = ("source", "list")
_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Job:
    """An address to ask for. role: source (whatever comes), list (a sitemap of an index), page or robots.

    address: as the ledger knows it; url: where it led so far. known: url, kind and article of the answer before, to
    which validators belong. failures: in a row, before this run; tries: in this run; depth: indexes above a list;
    published: as the list says.
    """

    source: str
    address: str
    url: str
    role: str
    find: int | None = None
    validators: Validators = _NOTHING
    known: tuple[str, str, str | None] = ("", "", None)
    failures: int = 0
    tries: int = 0
    hops: int = 0
    depth: int = 0
    published: str | None = None

    @property
    def sent(self) -> Validators:
        """The validators that go with a request: those of another address say nothing of this one."""
        return self.validators if self.url == self.known[0] else _NOTHING


@dataclass(slots=True)
class _Lane:
    jobs: list[tuple[float, int, Job]] = field(default_factory=list)
    busy: bool = False
    ready: float = 0.0
    down: int = 0


def host(url: str) -> str:
    """Return the host a request goes to: http and https of one name are one, another port is another server.

    An address without a usable port has a lane of its own, where asking for it tells what is wrong.
    """
    parts = urlsplit(url)
    try:
        port = parts.port
    except ValueError:
        return parts.netloc
    return (parts.hostname or "") + (f":{port}" if port and port != _PORTS.get(parts.scheme) else "")


class Lanes:
    """All lanes. Moments are seconds of one clock, given by the caller."""

    def __init__(self) -> None:
        self._lanes: dict[str, _Lane] = {}
        self._order = count()
        self._addresses: dict[str, Job] = {}
        self._lists: Counter[str] = Counter()

    def put(self, job: Job, ready: float = 0.0) -> None:
        """Queue a job, not before ready."""
        if job.address not in self._addresses:
            self._lists[job.source] += job.role in _LISTS
            self._addresses[job.address] = job
        lane = self._lanes.setdefault(host(job.url), _Lane())
        heapq.heappush(lane.jobs, (ready, next(self._order), job))

    def holds(self, address: str) -> bool:
        """Tell whether an address is queued or being asked for."""
        return address in self._addresses

    def done(self, address: str) -> None:
        """Forget an address that has been dealt with."""
        job = self._addresses.pop(address, None)
        if job and job.role in _LISTS:
            self._lists[job.source] -= 1

    def lists(self, source: str) -> int:
        """Return how many lists of a source are queued or being asked for, itself among them."""
        return self._lists[source]

    def take(self, now: float) -> Job | None:
        """Return a job of a lane that is free and ready, and keep the lane busy until it is released.

        Lanes in which nothing is left to do or to wait for are dropped: a long watch meets many hosts once.
        """
        self._lanes = {key: lane for key, lane in self._lanes.items() if lane.jobs or lane.busy or lane.ready > now}
        for lane in self._lanes.values():
            if not lane.busy and lane.jobs and max(lane.ready, lane.jobs[0][0]) <= now:
                lane.busy = True
                return heapq.heappop(lane.jobs)[2]
        return None

    def release(self, url: str, ready: float) -> None:
        """Free the lane of a url, for the next request not before ready."""
        lane = self._lanes[host(url)]
        lane.busy, lane.ready = False, ready

    def ready(self, url: str) -> float:
        """Return when the host of a url may be asked next."""
        lane = self._lanes.get(host(url))
        return lane.ready if lane else 0.0

    def failed(self, url: str, *, yes: bool) -> int:
        """Note whether a host gave nothing; return how often in a row."""
        lane = self._lanes[host(url)]
        lane.down = lane.down + 1 if yes else 0
        return lane.down

    def flush(self, url: str) -> Iterator[Job]:
        """Take all jobs of a lane away."""
        lane = self._lanes[host(url)]
        jobs, lane.jobs, lane.down = lane.jobs, [], 0
        for _, _, job in jobs:
            self.done(job.address)
            yield job

    def next(self) -> float | None:
        """Return when the next job of a free lane is ready; None if there is none."""
        free = (lane for lane in self._lanes.values() if lane.jobs and not lane.busy)
        return min((max(lane.ready, lane.jobs[0][0]) for lane in free), default=None)

    def empty(self) -> bool:
        """Tell whether nothing is queued and nothing is being asked for."""
        return not any(lane.jobs or lane.busy for lane in self._lanes.values())

    def rotate(self, url: str) -> None:
        """Put a lane behind the others, so that each gets its turn."""
        key = host(url)
        self._lanes[key] = self._lanes.pop(key)
