"""Who holds an office by the page itself, where the tables were written before."""

from harmattan.records import RoleClaim
from harmattan.resolve.scene import Scene
from harmattan.resolve.who import Who


def by_the_page(who: Who, scene: Scene) -> Who:
    """Return whom the page calls so for "the president", where the tables have another whom the page never names.

    Who was elected since the tables were written is not in them. Any other reading stays as it is.
    """
    if who.kind != "person" or not who.noun:
        return who
    told = {claim.entity: claim for claim in scene.claims if _holds(claim, who)}
    if len(told) != 1 or any(one.who.entity == who.entity for one in scene.anchors):
        return who
    claim = next(iter(told.values()))
    return Who("person", claim.entity, claim.name, claim.country, claim.sectors or who.sectors, claim.role)


def _holds(claim: RoleClaim, who: Who) -> bool:
    return (
        not claim.known
        and not claim.until
        and " " in claim.name
        and claim.country == who.country
        and claim.role.lower() == who.noun.lower()
    )
