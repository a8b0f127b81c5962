"""Who holds an office by the page itself, where the tables were written before."""

from typing import Final

from harmattan.records import RoleClaim
from harmattan.resolve.scene import Scene
from harmattan.resolve.who import Who

_OF_ANYTHING: Final = frozenset(["leader", "chief", "head", "chairman"])


def by_the_page(who: Who, scene: Scene) -> Who:
    """Return whom the page calls so for "the president", where the tables have another whom the page never titles so.

    Who was elected since the tables were written is not in them. Any other reading stays as it is.
    """
    if who.kind != "person" or not who.noun:
        return who
    told = {claim.entity: claim for claim in scene.claims if _holds(claim, who)}
    # A leader may be of anything; who is named without his title may have left the office.
    claims = [claim for claim in scene.claims if claim.entity == who.entity]
    titled = any(_office(claim.role) == _office(who.noun) for claim in claims)
    named = who.noun in _OF_ANYTHING and any(one.who.entity == who.entity for one in scene.anchors)
    if len(told) != 1 or titled or named:
        return who
    claim = next(iter(told.values()))
    return Who("person", claim.entity, claim.name, claim.country, claim.sectors or who.sectors, claim.role)


def _holds(claim: RoleClaim, who: Who) -> bool:
    return (
        not claim.known
        and not claim.until
        and " " in claim.name
        and claim.country == who.country
        and _office(claim.role) == _office(who.noun)
    )


def _office(title: str) -> str:
    """Return a title as the one word for its office: a premier is a prime minister."""
    return title.lower().replace("premier", "prime minister")
