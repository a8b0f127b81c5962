"""Harmattan: news pages into a sourced ledger of who did what to whom, when and where."""

__version__ = "0.1.0"
