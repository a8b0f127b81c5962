"""Who an article introduces, and as what: "Nick Checker, head of the Bureau of African Affairs"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from harmattan.records import RoleClaim, Span
from harmattan.resolve.actors import Reader
from harmattan.resolve.holders import in_office, narrowed, recent
from harmattan.resolve.knowledge import Entry, Knowledge
from harmattan.resolve.names import slug
from harmattan.resolve.phrases import role_words
from harmattan.resolve.pieces import Piece
from harmattan.resolve.scene import Introduced, Scene, SceneSetting
from harmattan.resolve.who import NOBODY, Alone, Who
from harmattan.resolve.words import words

_RANKS = words("ranks")
_ARMS = words("arms")
# A run of more words with capitals is a headline.
_LONGEST: Final = 4
_PARTICLES = words("particles")
# "A 14-year-old", ", 17,": younger people hold none of the posts of the tables.
_AGED, _ELIGIBLE = re.compile(r",? (?:an? )?(\d{1,2})(?:-year-old\b|,)"), 25
_TENURE = re.compile(r"\bfrom (?:\w+ )?(\d{4}) (?:to|until) (?:\w+ )?(\d{4})\b|\buntil (?:\w+ )?(\d{4})\b")
# "General Kaba, said the president": what stands behind the comma is no apposition.
_SAYING = words("saying")


def _sole_leader(scene: Scene, piece: Piece) -> Entry | None:
    """Return the person a piece names, if there is only one of that name: not "King Abdullah".

    Of father and son it is the one who held a post when the article was published, else the one of this century.
    """
    posts = scene.knowledge.posts
    day = (scene.article.published.value if scene.article.published else "")[:10]
    named = [entry for entry in piece.entries if entry.kind == "leader"]
    leaders = narrowed(named, [*([in_office(posts, (day, f"{day}~"))] if day else []), recent(posts)])
    return leaders[0] if len({entry.entity for entry in leaders}) == 1 else None


def introductions(scene: Scene, pieces: Sequence[Piece]) -> None:
    """Keep everybody whom the pieces of a block introduce, and every acronym they spell out."""
    for at, piece in enumerate(pieces):
        leader = _sole_leader(scene, piece)
        if leader and "surname" not in leader.flags:
            standing = scene.knowledge.posts.standing(leader.name, None)
            country = standing.country or leader.country
            who = Who("person", leader.entity, leader.name, country, standing.sectors, standing.role)
            other = _namesake(scene, pieces, at, leader)
            scene.introduce(piece.text, Introduced(other) if other else Introduced(who, leader))
            _claim(scene, pieces, at, other or who, known=other is None)
        elif piece.kind == "name":
            _introduce_name(scene, pieces, at)
        _acronym(scene, pieces, at)


def _namesake(scene: Scene, pieces: Sequence[Piece], at: int, leader: Entry) -> Who | None:
    """Return somebody who only shares the name of a person of the tables: the article gives an office of another kind.

    "Africom's deputy commander, General John Brennan" is not the John Brennan who headed an intelligence service, and
    "Ahmed Mohamed, a 14-year-old" is no minister.
    """
    aged = _AGED.match(scene.article.text, pieces[at].end)
    if aged and int(aged[1]) < _ELIGIBLE:
        return Who("person", f"{leader.entity}-cvl", leader.name, "", ("CVL",))
    descriptions = [chunk for chunk in (_after(pieces, at), _before(pieces, at), _before_comma(pieces, at)) if chunk]
    found = _described(scene, pieces[at], descriptions)
    if found is None or found[0].role.startswith("former") or set(found[0].role.lower().split()) <= _RANKS | _ARMS:
        return None
    told, terms = found[0], scene.knowledge.posts.of(leader.name)
    known = {sector for term in terms for sector in term.sectors} | {"ELI"}
    if not told.sectors or told.sectors[0] in known | {"GOV"} or "MIL" not in told.sectors:
        return None
    return replace(told, entity=f"{leader.entity}-{told.sectors[0].lower()}", name=leader.name)


def _introduce_name(scene: Scene, pieces: Sequence[Piece], at: int) -> None:
    piece = pieces[at]
    if len(piece.words) == 1 and len(piece.text) > 1 and piece.text.isupper():
        return  # an acronym is no person
    long = sum(word.key not in _PARTICLES for word in piece.words) > _LONGEST
    if long and not _after(pieces, at) and not _before_comma(pieces, at):
        return
    known = scene.introduced.get(piece.key)
    if known and known.who.told and known.who.country:
        return
    descriptions = [chunk for chunk in (_after(pieces, at), _before(pieces, at), _before_comma(pieces, at)) if chunk]
    found = _described(scene, piece, descriptions)
    if found is not None:
        met = Introduced(found[0], None, _tenure(_rest(scene, piece)))
        for name in dict.fromkeys((found[0].name, piece.text)):
            scene.introduce(name, met)
        _claim(scene, pieces, at, found[0], known=False)


def _rest(scene: Scene, piece: Piece) -> str:
    """The words of the sentence that follow a name, as far as a tenure may stand."""
    return scene.article.text[piece.end : piece.end + 160].split(". ")[0]


def _claim(scene: Scene, pieces: Sequence[Piece], at: int, who: Who, *, known: bool) -> None:
    """Keep what the article says a person is, with its words; once for each description."""
    piece = pieces[at]
    descriptions = [chunk for chunk in (_after(pieces, at), _before(pieces, at), _before_comma(pieces, at)) if chunk]
    found = _described(scene, piece, descriptions)
    if found is None:
        return
    told, chunk = found
    words = Span(chunk[0].start, chunk[-1].end)
    since, until = _tenure(_rest(scene, piece))
    claim = RoleClaim(
        span=Span(piece.start, piece.end),
        told=words,
        name=who.name,
        role=told.role,
        entity=who.entity,
        country=told.country or who.country,
        sectors=told.sectors,
        since=since,
        until=until,
        known=known,
    )
    if all((one.name, one.role.lower()) != (claim.name, claim.role.lower()) for one in scene.claims):
        scene.claims.append(claim)


def _tenure(text: str) -> tuple[str, str]:
    told = _TENURE.search(text)
    if told is None:
        return "", ""
    since, until, only_until = told.groups()
    return since or "", until or only_until or ""


def _described(scene: Scene, piece: Piece, descriptions: list[list[Piece]]) -> tuple[Who, Sequence[Piece]] | None:
    """Return the person as described, and the description that counts; a state spelt out wins over an implied one."""
    for implied in (False, True):
        reader = Reader(scene.knowledge, SceneSetting(scene, implied=implied))
        told = [(reader.noun_phrase(chunk), chunk) for chunk in descriptions]
        fitting = [(who, chunk) for who, chunk in told if _is_of_a_person(who, scene.knowledge)]
        best = next(((who, chunk) for who, chunk in fitting if who.country), None)
        if best or (implied and fitting):
            who, chunk = _beside_a_tag(best or fitting[0], fitting)
            role = who.noun if _is_tag(chunk) else role_words(chunk)
            former = any(part.kind == "former" for part in chunk)
            # "Gov. Brandle" of the headline is "Oskar Brandle" of the text.
            name = scene.people.called(piece.text, piece.start) or piece.text
            role = "former " * former + role
            return Who("person", f"person:{slug(name)}", name, who.country, who.sectors, role), chunk
    return None


def _beside_a_tag(
    best: tuple[Who, list[Piece]], fitting: Sequence[tuple[Who, list[Piece]]]
) -> tuple[Who, Sequence[Piece]]:
    """Return "Sen. ..., D-Pa." as the senator, of the country that the tag tells."""
    if not _is_tag(best[1]):
        return best
    who, chunk = next((one for one in fitting if not _is_tag(one[1])), best)
    return replace(who, country=best[0].country, role=who.role or who.noun), chunk


def _is_tag(chunk: Sequence[Piece]) -> bool:
    entry = chunk[0].entry("noun") if len(chunk) == 1 else None
    return entry is not None and "tag" in entry.flags


def _is_of_a_person(who: Who, knowledge: Knowledge) -> bool:
    if not who.noun or who.plural:
        return False
    entries = knowledge.index.exactly(who.noun)
    return any(entry.kind == "noun" and entry.flags & {"office", "person"} for entry in entries)


def _after(pieces: Sequence[Piece], at: int) -> list[Piece]:
    """Return the apposition after a name: ", head of the Bureau of African Affairs,"."""
    if at + 1 >= len(pieces) or pieces[at + 1].key not in (",", "(", "–", "—"):
        return []
    chunk = _until_mark(pieces[at + 2 : at + 18])
    return [] if chunk and chunk[0].key in _SAYING else chunk


def _until_mark(pieces: Sequence[Piece]) -> list[Piece]:
    chunk: list[Piece] = []
    for piece in pieces:
        if piece.kind in ("mark", "and", "relative"):
            break
        chunk.append(piece)
    return chunk


def _before(pieces: Sequence[Piece], at: int) -> list[Piece]:
    """Return the title before a name: "Niger's former president"."""
    chunk = list(_back(pieces, at))
    return chunk if chunk and chunk[-1].entry("noun") else []


def _before_comma(pieces: Sequence[Piece], at: int) -> list[Piece]:
    """Return the description before a comma: "Africom's deputy commander, General John Brennan"."""
    start = at - len(list(_back(pieces, at))) - 1
    if start < 1 or pieces[start].key != ",":
        return []
    chunk = list(_back(pieces, start))
    return chunk if chunk and chunk[-1].entry("noun") else []


def _back(pieces: Sequence[Piece], at: int) -> Iterator[Piece]:
    start = at
    while start > 0 and pieces[start - 1].kind in ("entry", "possessive", "former", "word", "determiner"):
        # A lower-case word that is no noun and ties nothing is a verb or an adverb: the phrase begins after it.
        if pieces[start - 1].kind == "word" and not adjectival(pieces[start - 1]):
            break
        start -= 1
    yield from pieces[start:at]


def adjectival(piece: Piece) -> bool:
    """Tell whether a lower-case word that no table knows may be an adjective."""
    return piece.key.endswith(("al", "ary", "ior", "ive", "ing", "ern", "ist", "ary", "led", "ic")) or piece.key in (
        "top",
        "new",
        "long",
        "then",
        "acting",
        "deputy",
        "vice",
        "defence",
        "defense",
        "foreign",
        "prime",
        "chief",
        "first",
    )


def _acronym(scene: Scene, pieces: Sequence[Piece], at: int) -> None:
    """Learn "Islamic State in the Greater Sahara (ISGS)": the letters stand for what came before the bracket."""
    if at < 1 or at + 2 >= len(pieces) or pieces[at].key != "(" or pieces[at + 2].key != ")":
        return
    short = pieces[at + 1]
    if not (short.words[0].capital and len(short.words) == 1 and sum(c.isupper() for c in short.text) > 1):
        return
    reader = Reader(scene.knowledge, Alone())
    before = pieces[at - 1]
    who = reader.noun_phrase([before]) if before.kind == "entry" else NOBODY
    if before.kind == "name" and len(before.words) > 1:
        who = Who("organisation", f"org:{slug(before.text)}", before.text)
    if who.kind in ("organisation", "group", "state") and short.kind != "entry":
        scene.introduced[short.key] = Introduced(who)
