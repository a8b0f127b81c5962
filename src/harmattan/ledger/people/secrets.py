"""Passwords and secrets: what is given to people, and the hashes that are kept instead.

Passwords go through scrypt (RFC 7914). Secrets of sessions and tokens are 256 random bits, which nobody can guess, so
one round of SHA-256 is enough for them.
"""

import base64
import hashlib
import hmac
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from harmattan.errors import UsageError
from harmattan.ledger.columns import Damaged

Random = Callable[[int], bytes]
SHORTEST: Final = 12
LONGEST: Final = 1_000
_SALT: Final = 16
_SECRET: Final = 32
_KEY: Final = 64


@dataclass(frozen=True, slots=True)
class Cost:
    """Parameters of scrypt; memory is 128 * n * r bytes."""

    n: int
    r: int
    p: int

    @property
    def memory(self) -> int:
        """Upper bound for OpenSSL, in bytes; twice what is needed."""
        return 256 * self.n * self.r + 2**20


# As strong as n=2**17, p=1 by OWASP's table (Password Storage Cheat Sheet), in 32 MB instead of 128.
COST: Final = Cost(2**15, 8, 3)


def checked(password: str, name: str) -> None:
    """Raise UsageError for a password that is too short, too long or the account's name."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise UsageError(f"a password has {SHORTEST} to {LONGEST:,} characters")
    if password.casefold().strip() == name.casefold():
        raise UsageError("a password is not the name of its account")


def hashed(password: str, cost: Cost, random: Random) -> str:
    """Return "scrypt$n$r$p$salt$key" with a new salt."""
    salt = random(_SALT)
    return f"scrypt${cost.n}${cost.r}${cost.p}${salt.hex()}${_key(password, salt, cost).hex()}"


def decoy(cost: Cost) -> str:
    """Return a hash that costs as much as others to compare with and that no password fits."""
    return f"scrypt${cost.n}${cost.r}${cost.p}${bytes(_SALT).hex()}${bytes(_KEY).hex()}"


def fits(password: str, stored: str) -> bool:
    """Tell whether a password is the one of a stored hash, in time that does not depend on it. Raises Damaged."""
    cost, salt, key = _parts(stored)
    return hmac.compare_digest(_key(password, salt, cost), key)


def weaker(stored: str, cost: Cost) -> bool:
    """Tell whether a hash was made at another cost, so that it should be made again. Raises Damaged."""
    return _parts(stored)[0] != cost


def _parts(stored: str) -> tuple[Cost, bytes, bytes]:
    try:
        method, n, r, p, salt, key = stored.split("$")
        parts = Cost(int(n), int(r), int(p)), bytes.fromhex(salt), bytes.fromhex(key)
    except ValueError as error:
        raise Damaged("the hash of a password is damaged") from error
    if method != "scrypt":
        raise Damaged("the hash of a password is damaged")
    return parts


def _key(password: str, salt: bytes, cost: Cost) -> bytes:
    # Keyboards write the same letter as one character or as two.
    told = unicodedata.normalize("NFKC", password).encode("utf-8", "surrogatepass")
    return hashlib.scrypt(told, salt=salt, n=cost.n, r=cost.r, p=cost.p, maxmem=cost.memory, dklen=_KEY)


def secret(random: Random) -> str:
    """Return 256 random bits as 43 characters that fit into a cookie or a header."""
    return base64.urlsafe_b64encode(random(_SECRET)).decode("ascii").rstrip("=")


def digest(given: str) -> str:
    """Return what is kept of a secret."""
    return hashlib.sha256(given.encode("utf-8", "surrogatepass")).hexdigest()
