"""Style sheets, scripts and drawings: all from this package, each with its own fingerprint in its address."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from importlib.metadata import PackageNotFoundError, version
from typing import Final

from harmattan.desk import drawing

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
    return replace(_asset(VEGA, drawing.bundle().encode(), _TYPES[".js"]), print=_vega_print())


@cache
def _vega_print() -> str:
    """Return what tells one version of the script from another, without making it: that takes seconds."""
    try:
        return version("vl-convert-python")
    except PackageNotFoundError:
        return ""


def find(name: str) -> Asset | None:
    """Return the file of that name, or None."""
    return vega() if name == VEGA else shipped().get(name)


def address(name: str) -> str:
    """Return the address of a file, with its fingerprint, so that browsers may keep it for good."""
    if name == VEGA:
        return f"/static/{name}?v={_vega_print()}"
    return f"/static/{name}?v={shipped()[name].print}"
