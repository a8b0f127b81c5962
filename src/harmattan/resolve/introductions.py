"""Who an article introduces, and as what: "Nick Checker, head of the Bureau of African Affairs"."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from harmattan.records import RoleClaim, Span
from harmattan.resolve.actors import Reader
from harmattan.resolve.dateforms import DAYS, MONTHS
from harmattan.resolve.descriptions import after, before_comma, descriptions
from harmattan.resolve.holders import in_office, narrowed, recent, titled
from harmattan.resolve.knowledge import Entry, Knowledge
from harmattan.resolve.names import slug
from harmattan.resolve.owners import owner, under
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
# Before the name of a place.
_INSIDE: Final = frozenset(["across", "around", "at", "in", "inside", "near", "outside", "throughout", "within"])
_TIMES: Final = frozenset([*DAYS, *MONTHS])
_SENTENCE = re.compile(r"[.!?][\"”’)]?\s|\n")
_TENURE = re.compile(r"\bfrom (?:\w+ )?(\d{4}) (?:to|until) (?:\w+ )?(\d{4})\b|\buntil (?:\w+ )?(\d{4})\b")


def _sole_leader(scene: Scene, pieces: Sequence[Piece], at: int) -> Entry | None:
    """Return the person a piece names, if there is only one of that name: not "King Abdullah".

    Of namesakes it is the one who held the post before the name ("Spanish Prime Minister"), else any post, when the
    article was published, else the one of this century.
    """
    named = [entry for entry in pieces[at].entries if entry.kind == "leader"]
    if not named:
        return None
    before = pieces[max(0, at - 2) : at]
    posts = scene.knowledge.posts
    day = (scene.article.published.value if scene.article.published else "")[:10]
    days = (day, f"{day}~") if day else None
    office = [titled(posts, before, days)] if len(before) > 1 and _is_state(before[0]) else []
    leaders = narrowed(named, [*office, *([in_office(posts, days)] if days else []), recent(posts)])
    return leaders[0] if len({entry.entity for entry in leaders}) == 1 else None


def _is_state(piece: Piece) -> bool:
    return piece.entry("state", "adjective", "people") is not None


def introductions(scene: Scene, pieces: Sequence[Piece]) -> None:
    """Keep everybody whom the pieces of a block introduce, and every acronym they spell out."""
    for at, piece in enumerate(pieces):
        leader = _sole_leader(scene, pieces, at)
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
    found = _described(scene, pieces, at)
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
    if piece.key in _TIMES or _is_place(scene, pieces, at):
        return
    long = sum(word.key not in _PARTICLES for word in piece.words) > _LONGEST
    if long and not after(pieces, at) and not before_comma(pieces, at):
        return
    known = scene.introduced.get(piece.key)
    if known and known.who.told and known.who.country:
        return
    found = _described(scene, pieces, at)
    if found is not None:
        met = Introduced(found[0], None, _tenure(_rest(scene, piece)))
        for name in dict.fromkeys((found[0].name, piece.text)):
            scene.introduce(name, met)
        _claim(scene, pieces, at, found[0], known=False)


def _is_place(scene: Scene, pieces: Sequence[Piece], at: int) -> bool:
    """Tell whether a name behind "in" is that of a place: "held in Comilla, a police official told reporters"."""
    return at > 0 and pieces[at - 1].key in _INSIDE and pieces[at].text not in scene.people.names.values()


def _rest(scene: Scene, piece: Piece) -> str:
    """The words of the sentence that follow a name, as far as a tenure may stand."""
    return _SENTENCE.split(scene.article.text[piece.end : piece.end + 160])[0]


def _claim(scene: Scene, pieces: Sequence[Piece], at: int, who: Who, *, known: bool) -> None:
    """Keep what the article says a person is, with its words; once for each description."""
    piece = pieces[at]
    found = _described(scene, pieces, at)
    if found is None:
        return
    told, chunk = found
    words = Span(min(part.start for part in chunk), max(part.end for part in chunk))
    country = _of_known(scene, who, told.country, chunk) if known else told.country
    since, until = _tenure(_rest(scene, piece))
    claim = RoleClaim(
        span=Span(piece.start, piece.end),
        told=words,
        name=who.name,
        role=told.role,
        entity=who.entity,
        country=country or told.country or who.country,
        sectors=told.sectors,
        since=since,
        until=until,
        known=known,
    )
    if all((one.name, one.role.lower()) != (claim.name, claim.role.lower()) for one in scene.claims):
        scene.claims.append(claim)


def _of_known(scene: Scene, who: Who, country: str, chunk: Sequence[Piece]) -> str:
    """Return the state of somebody whom the tables know: the one that is spoken of only if he ever served it.

    "President Vladimir Putin" on a page about Syria is no Syrian president.
    """
    stated = Reader(scene.knowledge, SceneSetting(scene, implied=False)).noun_phrase(chunk).country
    served = {term.country for term in scene.knowledge.posts.of(who.name)} & scene.knowledge.states.keys()
    if stated or country in served or not who.country:
        return stated or country
    day = (scene.article.published.value if scene.article.published else "")[:10]
    then = scene.knowledge.posts.standing(who.name, (day, f"{day}~")).country if day else ""
    return then if then in served else who.country


def _tenure(text: str) -> tuple[str, str]:
    told = _TENURE.search(text)
    if told is None:
        return "", ""
    since, until, only_until = told.groups()
    return since or "", until or only_until or ""


def _described(scene: Scene, pieces: Sequence[Piece], at: int) -> tuple[Who, Sequence[Piece]] | None:
    """Return the person as described, and the description that counts; a state spelt out wins over an implied one."""
    piece, chunks = pieces[at], descriptions(pieces, at)
    owned = owner(scene, pieces, at, chunks) if chunks else None
    for implied in (False, True):
        reader = Reader(scene.knowledge, SceneSetting(scene, implied=implied and owned is None))
        told = [(under(reader.noun_phrase(chunk), owned), chunk) for chunk in chunks]
        fitting = [(who, chunk) for who, chunk in told if _is_of_a_person(who, scene.knowledge)]
        best = next(((who, chunk) for who, chunk in fitting if who.country), None)
        if best or (implied and fitting):
            who, chunk = _beside_a_tag(best or fitting[0], fitting)
            # "President" of "President Daniel Kiprop of Kenya".
            title = [part for part in chunk if part.start < piece.start] or chunk
            role = who.noun if _is_tag(chunk) else role_words(title)
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


def _acronym(scene: Scene, pieces: Sequence[Piece], at: int) -> None:
    """Learn "Islamic State in the Greater Sahara (ISGS)": the letters stand for what came before the bracket."""
    if (
        pieces[at].kind != "mark"
        or at < 1
        or at + 2 >= len(pieces)
        or pieces[at].key != "("
        or pieces[at + 2].key != ")"
    ):
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
