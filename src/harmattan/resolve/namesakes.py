"""Men who are called like a state or a capital: "Nepal", "Montenegro" and "Muscat" were premiers."""

from collections.abc import Sequence
from dataclasses import replace

from harmattan.resolve.pieces import Piece
from harmattan.resolve.posts import Posts
from harmattan.resolve.who import Days, Setting


def states_first(pieces: Sequence[Piece], setting: Setting, posts: Posts, days: Days) -> Sequence[Piece]:
    """Return pieces with each such name as the state, unless a title or the article tells of the man."""
    if not any(_is_shared(piece) for piece in pieces):
        return pieces
    return [_state_first(piece, pieces[at - 1 : at], setting, posts, days) for at, piece in enumerate(pieces)]


def _is_shared(piece: Piece) -> bool:
    """Tell whether a state or capital and a person go by one name."""
    kinds = {entry.kind for entry in piece.entries} if len(piece.entries) > 1 else set()
    return "leader" in kinds and bool(kinds & {"state", "capital"})


def _state_first(piece: Piece, before: Sequence[Piece], setting: Setting, posts: Posts, days: Days) -> Piece:
    """Return "Nepal" and "Muscat" as the state, unless a title or the article tells of the man of that name."""
    if not _is_shared(piece):
        return piece
    leaders = [entry for entry in piece.entries if entry.kind == "leader" and "surname" in entry.flags]
    homes = {entry.country for entry in piece.entries if entry.kind in ("state", "capital")}
    title = before[-1].entry("noun") if before else None
    if title and title.flags & {"office", "person"}:
        return piece
    learned, here = setting.learned(piece.text), setting.salient("government", piece.start)
    meant = [
        entry
        for entry in leaders
        if entry.country not in homes
        and (entry.entity == learned.entity if learned else entry.country == here and posts.in_office(entry.name, days))
    ]
    return replace(piece, entries=tuple(entry for entry in piece.entries if entry not in leaders or entry in meant))
