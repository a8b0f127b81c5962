"""How a watcher behaves towards servers, as numbers; and the sums made with them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from harmattan.read.items import mailed

HOUR: Final = 3600.0
DAY: Final = 24 * HOUR
# What a server calls gone or forbidden is asked for again after a day, then after two, four, and at last every month.
_GONE: Final = DAY
_LONGEST: Final = 30 * DAY


@dataclass(frozen=True, slots=True)
class Manners:
    """Times in seconds. delay: between two requests to one host (a longer Crawl-delay holds); hosts: asked side by
    side; retries: of one request within a run, the first after about backoff, then twice as long each time.

    patience: a longer wait is left to a later pass; most: pages of one source in one pass; revisit: a known page that
    is called updated is read again after so long; robots: rules are asked for anew after so long (RFC 9309: a day at
    most); quarantine: of what failed for the first time; since: pages dated before this ISO day are not read.
    """

    delay: float = 2.0
    hosts: int = 8
    retries: int = 3
    backoff: float = 4.0
    patience: float = 300.0
    most: int = 500
    revisit: float = 6 * HOUR
    robots: float = DAY
    quarantine: float = HOUR
    since: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """When to ask. every: seconds between two passes over a source, None: one pass; seconds: how long in all."""

    every: float | None = None
    seconds: float | None = None


def pause(tries: int, manners: Manners, dice: Callable[[], float]) -> float:
    """Return how long to wait before the next try; dice (0 to 1) keeps many watchers from coming back together."""
    return manners.backoff * 2.0**tries * (0.5 + dice())


def hold(failures: int, manners: Manners, *, gone: bool) -> float:
    """Return how long an address that failed so often in a row stays in quarantine."""
    return min((_GONE if gone else manners.quarantine) * 2.0 ** min(failures - 1, 10), _LONGEST)


def asked_wait(retry_after: str | None, now: str) -> float | None:
    """Return the seconds that a Retry-After asks for, or None if it asks for nothing that can be understood."""
    told = (retry_after or "").strip()
    if told.isascii() and told.isdigit():
        return min(float(told[:9]), _LONGEST)
    then = mailed(told)
    if then is None:
        return None
    if then.tzinfo is None:
        then = then.replace(tzinfo=UTC)
    return min(max(0.0, (then - datetime.fromisoformat(now)).total_seconds()), _LONGEST)


def later(now: str, seconds: float) -> str:
    """Return the moment in UTC that many seconds after now (before it, if negative)."""
    return (datetime.fromisoformat(now) + timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%SZ")
