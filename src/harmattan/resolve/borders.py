"""Which states have a border on land."""

from functools import cache

from harmattan.resolve.knowledge import table


@cache
def borders() -> frozenset[frozenset[str]]:
    """Return the pairs of states (ISO alpha-3) that have a border on land."""
    return frozenset(frozenset((one, other)) for one, others in table("borders").items() for other in others)
