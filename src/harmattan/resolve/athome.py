"""Names that mean somebody only where a state is spoken of: "the BNP" in Bangladesh, "Memorial", "Muscat" in Malta."""

from collections.abc import Sequence
from dataclasses import replace

from harmattan.resolve.knowledge import LOCAL
from harmattan.resolve.pieces import Piece
from harmattan.resolve.posts import Posts
from harmattan.resolve.who import Days, Setting


def is_local(piece: Piece) -> bool:
    """Tell whether all that a piece may mean is meant only in articles that name its state."""
    return bool(piece.entries) and all(entry.flags == LOCAL for entry in piece.entries)


def at_home(pieces: Sequence[Piece], setting: Setting, posts: Posts, days: Days) -> list[Piece]:
    """Return pieces without the meanings whose state the article does not name, or for which it has another."""
    if any(_is_shared(piece) for piece in pieces):
        pieces = [_state_first(piece, pieces[at - 1 : at], setting, posts, days) for at, piece in enumerate(pieces)]
    if not any(entry.flags == LOCAL for piece in pieces for entry in piece.entries):
        return list(pieces)
    found: list[Piece] = []
    for piece in (_read(piece, setting, partly=_is_part(pieces, at)) for at, piece in enumerate(pieces)):
        last = found[-1] if found else None
        if last and last.kind == piece.kind == "name" and last.end + 1 == piece.start:
            found[-1] = Piece("name", (*last.words, *piece.words))
        else:
            found.append(piece)
    return found


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


def _is_part(pieces: Sequence[Piece], at: int) -> bool:
    """Tell whether a word is part of a longer name: "Lincoln Memorial", "Memorial Hospital"; acronyms stand alone."""
    piece = pieces[at]
    if len(piece.words) > 1 or piece.text.isupper():
        return False
    beside = [one for one in pieces[max(0, at - 1) : at] if one.end + 1 == piece.start]
    beside += [one for one in pieces[at + 1 : at + 2] if piece.end + 1 == one.start]
    return any(one.words[0].capital and (one.kind == "name" or one.entry("noun")) for one in beside)


def _read(piece: Piece, setting: Setting, *, partly: bool) -> Piece:
    known = [entry for entry in piece.entries if entry.flags == LOCAL]
    if not known:
        return piece
    if partly:
        left = tuple(entry for entry in piece.entries if entry.flags != LOCAL)
        return replace(piece, entries=left) if left else Piece("name", piece.words)
    learned = setting.learned(piece.text)
    named = [one for one in known if (one.entity == learned.entity if learned else setting.spoken_of(one.country))]
    # "The AFP" of a Philippine page is the army, unless the agency's state is the one talked of.
    here = setting.salient("government", piece.start) if named else ""
    if piece.entry("noun") and not learned:
        named = [one for one in named if one.country == here]  # the Congress of India's page, not any congress
    others = [one for one in piece.entries if one.flags != LOCAL and (not named or one.country in ("", here))]
    meant = (*named, *others)
    return replace(piece, entries=meant) if meant else Piece("name", piece.words)


def spelt_out(before: Sequence[Piece], letters: str) -> str:
    """Return the name in front of a bracket whose initials a bracketed acronym has; empty if there is none."""
    run: list[str] = []
    for word in reversed([word for piece in before for word in piece.words]):
        run.insert(0, word.text)
        initials = [text[0] for text in run if text[0].isupper()]
        if not letters.upper().endswith("".join(initials)):
            return ""
        if "".join(initials) == letters.upper() and word.capital:
            return " ".join(run)
    return ""
