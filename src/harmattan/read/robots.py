"""What robots.txt allows (RFC 9309)."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

# RFC 9309 asks readers to take at least 500 KiB; what lies behind is not looked at.
MOST_BYTES = 512_000
# The name that rules are written for.
AGENT = "harmattan"
# A server that asks for more between two requests asks to be left alone; sums of moments bear no more.
_LONGEST_DELAY = 30 * 24 * 3600
# Each star of a rule may match anything: many of them on a long address take longer than the page.
_STARS = re.compile(r"^((?:[^*\n]*\*){6})[^\n]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Rules:
    """What one server allows. delay: seconds it wants between requests, or None."""

    allows: Callable[[str], bool]
    delay: float | None = None


FREE = Rules(lambda _: True)


def address(url: str) -> str:
    """Return where the rules for an address stand."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/robots.txt"


def rules(data: bytes) -> Rules:
    """Return the rules in a robots.txt. A rule of more than six stars is cut off there, and so forbids more;
    a delay over 30 days is 30 days."""
    from protego import Protego

    text = data[:MOST_BYTES].decode("utf-8", "replace")
    read = Protego.parse(_STARS.sub(r"\1", text))
    delay = read.crawl_delay(AGENT)
    rate = read.request_rate(AGENT)
    # Cut before it is divided: the numbers are whole and may be too large for a quotient.
    pause = min(rate.seconds, _LONGEST_DELAY * rate.requests) / rate.requests if rate and rate.requests else None
    wanted = [float(min(one, _LONGEST_DELAY)) for one in (delay, pause) if one is not None and one >= 0]
    return Rules(lambda url: bool(read.can_fetch(url, AGENT)), max(wanted, default=None))
