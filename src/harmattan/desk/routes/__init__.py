"""Handlers: what an address takes, which page it makes. One module a page; each offers its HANDLERS."""

from importlib import import_module
from pkgutil import iter_modules
from typing import Any, Final

_MODULES: Final = sorted(found.name for found in iter_modules(__path__))
HANDLERS: Final[tuple[Any, ...]] = tuple(
    handler for name in _MODULES for handler in import_module(f"{__name__}.{name}").HANDLERS
)
