"""Webhooks: what is new to a watch, as JSON, signed so that the receiver knows who sent it."""

import hashlib
import hmac
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from harmattan.errors import OutputError, RefusedAddress
from harmattan.ids import make_id
from harmattan.read.send import send

# Seconds to wait before each further try.
_WAITS: Final = (1.0, 4.0, 15.0)
# The receiver is at fault for these, and another try changes nothing; 429 asks for patience.
_GIVEN_UP: Final = frozenset(range(400, 500)) - {408, 425, 429}
Sender = Callable[[str, bytes, Mapping[str, str]], int]


@dataclass(frozen=True, slots=True)
class Delivery:
    """A signed body. id: the same at each try, so that a receiver can leave out what it has."""

    id: str
    body: bytes
    headers: Mapping[str, str]


def delivery(told: Any, secret: str, moment: str) -> Delivery:  # noqa: ANN401  (whatever JSON can hold)
    """Return what is sent. The signature is HMAC-SHA256, in hex, of the moment, a full stop and the body."""
    body = json.dumps(told, ensure_ascii=True, sort_keys=True).encode()
    id_ = make_id("dlv", [hashlib.sha256(body).hexdigest()])
    headers = {
        "Content-Type": "application/json",
        "X-Harmattan-Delivery": id_,
        "X-Harmattan-Timestamp": moment,
        "X-Harmattan-Signature": f"sha256={signature(body, secret, moment)}",
    }
    return Delivery(id_, body, headers)


def signature(body: bytes, secret: str, moment: str) -> str:
    """Return the signature that a receiver makes again and compares."""
    return hmac.new(secret.encode(), moment.encode() + b"." + body, hashlib.sha256).hexdigest()


def sender(*, allow_private: bool) -> Sender:
    """Return what sends to addresses, private ones only if they are allowed."""
    return lambda url, body, headers: send(url, body, headers, allow_private=allow_private)


def deliver(url: str, told: Delivery, send_: Sender, wait: Callable[[float], None] = time.sleep) -> None:
    """Send a body, trying again up to three times. Raises OutputError if it did not get through."""
    problem = ""
    for pause in (0.0, *_WAITS):
        wait(pause)
        problem, over = _tried(url, told, send_)
        if not problem:
            return
        if over:
            break
    raise OutputError(problem)


def _tried(url: str, told: Delivery, send_: Sender) -> tuple[str, bool]:
    """Send once; return what went wrong, "" for nothing, and whether another try is in vain."""
    try:
        status = send_(url, told.body, told.headers)
    except (OutputError, RefusedAddress) as error:
        return str(error), isinstance(error, RefusedAddress)
    if 200 <= status < 300:
        return "", True
    return f"{url}: the server answered {status}", status in _GIVEN_UP
