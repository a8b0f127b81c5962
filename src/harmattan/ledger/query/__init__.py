"""The query line: one line of text that says which events are wanted (docs/query.md).

``parse`` reads it, ``render`` writes it back, ``chips`` and ``without`` take it apart. Nothing here opens a database;
what the tables say to a query is in conditions.py and facets.py.
"""

from harmattan.ledger.query.parse import parse
from harmattan.ledger.query.render import Chip, chips, render, without
from harmattan.ledger.query.terms import AnyOf, Between, Confidence, Near, Query, Term, Value

__all__ = [
    "AnyOf", "Between", "Chip", "Confidence", "Near", "Query", "Term", "Value", "chips", "parse", "render", "without",
]  # fmt: skip
