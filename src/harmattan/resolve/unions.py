"""Unions of a state's workers: "the Malaysian Trades Union Congress" is not the British one, whose name is as long."""

import re
from collections.abc import Sequence
from typing import Final

from harmattan.resolve.names import slug
from harmattan.resolve.pieces import Piece
from harmattan.resolve.who import Setting, Who

_WORKERS: Final = (
    r"\b(?:Trades?[ -]Unions?|Labou?r|Workers?|Employees|Teachers|Nurses|Doctors|Miners|Dockers|Journalists"
    r"|Lecturers)\b"
)
_UNION: Final = re.compile(
    rf"(?=.*{_WORKERS})(?=.*\b(?:Congress|Federation|Confederation|Unions?|Syndicate)\b)"
    r"[A-Z][\w’'-]*(?: (?:[A-Z][\w’'-]*|of|and|for|the))+"
)


def of_workers(phrase: str, named: Sequence[Piece], setting: Setting) -> Who | None:
    """Return the union that a whole phrase names behind a state; None if it is none, or the tables have it.

    named: its pieces without articles.
    """
    owner = named[0].entry("adjective", "state") if len(named) > 1 else None
    plain = re.sub(r"^[Tt]he ", "", " ".join(phrase.split()))
    state = named[0].text.removeprefix("The ").removeprefix("the ")
    own = re.sub(r"^['’]s? ", "", plain[len(state) :]).strip()
    if owner is None or not plain.startswith(state) or not _UNION.fullmatch(own):
        return None
    country = setting.state_meant(owner) if "ambiguous" in owner.flags else owner.country
    known = [one for piece in named for one in piece.entries if one.kind == "organisation" and "LAB" in one.sectors]
    if not country or any(one.country == country for one in known):
        return None
    name = plain if plain.endswith(f" {own}") and not re.search(r"^\S+['’]", plain) else own
    return Who("organisation", f"org:{slug(plain)}", name, country, ("LAB",))
