"""Style sheets, scripts and drawings: all from this package, each with its own fingerprint in its address."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module, resources
from typing import Final

from harmattan.errors import UsageError

_TYPES: Final = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml; charset=utf-8",
    ".json": "application/json",
    ".woff2": "font/woff2",
    ".png": "image/png",
}
# Made when first asked for: the bundle of Vega that vl-convert carries.
VEGA: Final = "vega.js"
_PRINT: Final = 12


@dataclass(frozen=True, slots=True)
class Asset:
    """A file to serve. print: a fingerprint of its bytes."""

    name: str
    data: bytes
    media: str
    print: str


@cache
def shipped() -> dict[str, Asset]:
    """Return every file of the package's static folder by name."""
    return {asset.name: asset for asset in _shipped()}


def _shipped() -> Iterator[Asset]:
    for file in resources.files("harmattan.desk").joinpath("static").iterdir():
        ending = file.name[file.name.rfind(".") :]
        if ending in _TYPES:
            yield _asset(file.name, file.read_bytes(), _TYPES[ending])


def _asset(name: str, data: bytes, media: str) -> Asset:
    return Asset(name, data, media, hashlib.sha256(data).hexdigest()[:_PRINT])


@cache
def vega() -> Asset:
    """Return the script that draws charts. Raises UsageError if vl-convert is not installed."""
    try:
        bundle: str = import_module("vl_convert").javascript_bundle()
    except ImportError:
        raise UsageError("charts need vl-convert: pip install 'harmattan[charts]'") from None
    return _asset(VEGA, bundle.encode(), _TYPES[".js"])


def find(name: str) -> Asset | None:
    """Return the file of that name, or None."""
    return vega() if name == VEGA else shipped().get(name)


def address(name: str) -> str:
    """Return the address of a file, with its fingerprint, so that browsers may keep it for good."""
    if name == VEGA:
        return f"/static/{name}"
    return f"/static/{name}?v={shipped()[name].print}"
