"""Sends a small body to an address over http(s), and not into the sender's own network."""

from collections.abc import Mapping
from typing import Final

from harmattan.errors import NoAnswer, OutputError
from harmattan.read.fetch import Message, Terms, exchange

_SECONDS: Final = 10.0
_AGENT: Final = "harmattan (webhook)"


def send(
    url: str, body: bytes, headers: Mapping[str, str], *, allow_private: bool = False, seconds: float = _SECONDS
) -> int:
    """POST a body to an address and return the status of the answer, which is not read.

    It goes out as pages are asked for (fetch.py): no private address, no redirect, no proxy of the environment, and an
    end after so many seconds. Raises RefusedAddress, and OutputError for a failure to get through.
    """
    terms = Terms(limit=0, allow_private=allow_private, seconds=seconds)
    message = Message("POST", {**headers, "User-Agent": _AGENT}, body)
    try:
        return exchange(url, terms, message, lambda answer: answer.status_code)
    except NoAnswer as error:
        raise OutputError(str(error)) from error
