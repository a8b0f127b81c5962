"""Which addresses robots.txt allows, kept for a day; a server whose rules cannot be had is left alone meanwhile."""

from dataclasses import dataclass, field
from typing import Final

from harmattan.errors import InputError, RefusedAddress
from harmattan.read import robots
from harmattan.read.fetch import Answer
from harmattan.read.robots import FREE, Rules
from harmattan.watch.manners import HOUR, Manners

# RFC 9309: five redirects of robots.txt are followed at least.
_HOPS: Final = 5


@dataclass(frozen=True, slots=True)
class Permit:
    """What holds for a server until a moment. rules: None if they cannot be had, for a reason."""

    rules: Rules | None
    until: float
    reason: str = ""


@dataclass(slots=True)
class Permits:
    """By the address of robots.txt. tries: how often it was asked for in vain."""

    manners: Manners
    held: dict[str, Permit] = field(default_factory=dict)
    tries: dict[str, int] = field(default_factory=dict)

    def of(self, url: str, now: float) -> Permit | None:
        """Return what holds for an address, or None if its server has to be asked."""
        permit = self.held.get(robots.address(url))
        return permit if permit and now < permit.until else None

    def delay(self, url: str) -> float:
        """Return the seconds to leave between two requests to the server of an address."""
        permit = self.held.get(robots.address(url))
        wanted = permit.rules.delay if permit and permit.rules else None
        return max(self.manners.delay, wanted or 0.0)

    def learn(self, at: str, answer: Answer | InputError, hops: int, now: float) -> bool:
        """Take what came of asking for robots.txt at an address; return whether that settles it.

        RFC 9309: rules that are not there (4xx, more than five redirects) forbid nothing; a server that fails (5xx,
        no answer) forbids all for now. Too many requests is no statement about rules, and what came and cannot be
        read may forbid anything, so these are waited out too.
        """
        if _fails(answer, hops):
            self.tries[at] = self.tries.get(at, 0) + 1
            if self.tries[at] <= self.manners.retries:
                return False
            self._keep(at, Permit(None, now + HOUR, _why(answer)), now)
        elif isinstance(answer, Answer) and answer.location and hops < _HOPS:
            return False
        else:
            good = isinstance(answer, Answer) and answer.status == 200
            rules = robots.rules(answer.data) if good and isinstance(answer, Answer) else FREE
            self._keep(at, Permit(rules, now + self.manners.robots), now)
        self.tries.pop(at, None)
        return True

    def _keep(self, at: str, permit: Permit, now: float) -> None:
        """Keep a permit as the newest, and let go of the oldest ones: an answer may still be on its way for an hour."""
        self.held.pop(at, None)
        self.held[at] = permit
        while (oldest := next(iter(self.held))) != at and self.held[oldest].until + HOUR < now:
            del self.held[oldest]


def _fails(answer: Answer | InputError, hops: int) -> bool:
    if isinstance(answer, Answer):
        return answer.status == 429 or not (answer.location or answer.status == 200 or 400 <= answer.status < 500)
    # The pages of a server that is never asked are refused for the same reason, each by its own row.
    return not (isinstance(answer, RefusedAddress) and hops == 0)


def _why(answer: Answer | InputError) -> str:
    told = f"the server answered {answer.status}" if isinstance(answer, Answer) else str(answer)
    return f"robots.txt cannot be had: {told}"
