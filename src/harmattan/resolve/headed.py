"""Whom an office names by the body it heads, told behind it: "the head of the IAEA", "the leader of Guinea's junta"."""

from collections.abc import Sequence
from typing import Final

from harmattan.resolve.holders import holder, person_in
from harmattan.resolve.phrases import OWNED, is_former
from harmattan.resolve.pieces import Piece
from harmattan.resolve.posts import Posts
from harmattan.resolve.who import Days, Who

# "A leader of the opposition" is one of several, "one head of the army" none of the day.
_ONE_OF: Final = frozenset(["a", "an", "another", "any", "every", "no", "one", "some"])

_CHIEFS: Final = frozenset(["boss", "commander", "head", "leader"])


def headed(
    posts: Posts, who: Who, head: Sequence[Piece], tails: Sequence[tuple[str, list[Piece]]], inner: Who, days: Days
) -> Who | None:
    """Return who held the office of the body behind "of" on the day; None if the tables do not tell.

    Where somewhere is told too, "the head of Unicef in Chad" is another; so is the head of a part, a former one.
    """
    if who.plural or not who.role or is_former(head) or any(piece.key in _ONE_OF for piece in head):
        return None
    if [preposition for preposition, _ in tails] != ["of"] or inner.role:
        return None
    if inner.kind == "organisation" and not inner.noun:
        # "The head of the Bank of England's markets division" heads no bank.
        return holder(posts, who, head, inner, days) if tails[0][1][-1].entry("organisation") else None
    if inner.kind != "institution" or not inner.noun or inner.plural:
        return None
    if not all(piece.kind in ("determiner", "possessive") or piece.entry(*OWNED) for piece in tails[0][1][:-1]):
        return None  # "the head of the army's medical corps", "of the rebel army"
    # "The head of the army" is the army chief.
    titles = dict.fromkeys([who.role, "chief" if who.role in _CHIEFS else who.role])
    terms = (posts.holder(inner.country, f"{inner.noun} {title}", days) for title in titles)
    term = next((one for one in terms if one), None)
    return person_in(who, term) if term else None
