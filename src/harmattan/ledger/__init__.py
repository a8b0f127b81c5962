"""The only door to storage: ``with open_ledger(path) as ledger: ledger.add(coded, run)``.

Names are looked up on first use, so that importing this package costs nothing until a ledger is opened.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from harmattan.ledger.store import Added, Ledger, default_path, open_ledger

__all__ = ["Added", "Ledger", "default_path", "open_ledger"]


if not TYPE_CHECKING:  # a checker that saw it would let every misspelt name pass

    def __getattr__(name: str) -> object:
        if name in __all__:
            return getattr(import_module("harmattan.ledger.store"), name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
