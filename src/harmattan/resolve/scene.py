"""What an article tells of its own people: who was introduced as what, which states stand where, which lists it made.

Gathered in one walk over the coded blocks, before any event is resolved.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from harmattan.records import Article, Span
from harmattan.resolve.actors import NOBODY, Alone, Days, Reader, Who
from harmattan.resolve.knowledge import Entry, Knowledge
from harmattan.resolve.names import fold, key_of, slug, tokens
from harmattan.resolve.phrases import role_words
from harmattan.resolve.pieces import Piece, cut
from harmattan.resolve.words import NUMBERS, STATE_NOUNS, words

# A mention further back counts this much for each sentence between.
_FADING: Final = 0.7
# The state in the lead must be this much stronger than the next, else nobody is meant.
_CLEARLY: Final = 1.1
_HORIZON: Final = 12
_JUNTA = words("junta")
# Plurals that can stand for the states of a list, and the sector each of them then has.
_TENURE = re.compile(r"\bfrom (?:\w+ )?(\d{4}) (?:to|until) (?:\w+ )?(\d{4})\b|\buntil (?:\w+ )?(\d{4})\b")


@dataclass(frozen=True, slots=True)
class Anchor:
    """A mention later words can refer to. weight: how much it stands as an actor; sentence: its number."""

    start: int
    end: int
    who: Who
    weight: float
    sentence: int


@dataclass(frozen=True, slots=True)
class Introduced:
    """Somebody the article introduced. leader: the table's entry, if it knows the person; years: tenure as told."""

    who: Who
    leader: Entry | None = None
    years: tuple[str, str] = ("", "")

    def on(self, knowledge: Knowledge, days: Days) -> Who:
        """Return who that was on those days: out of an office once its told end has passed."""
        if self.leader:
            sectors, role = knowledge.posts.standing(self.leader.name, days)
            return replace(self.who, sectors=sectors or self.who.sectors, role=role or self.who.role)
        until = self.years[1]
        if until and days and days[0][:4] > until and self.who.sectors:
            return replace(self.who, sectors=("ELI",), role=f"former {self.who.role}".strip())
        return self.who


@dataclass(slots=True)
class Scene:
    """The article's own knowledge, in text order. groups: lists of states with the offsets where they stand."""

    article: Article
    knowledge: Knowledge
    anchors: list[Anchor] = field(default_factory=list)
    introduced: dict[str, Introduced] = field(default_factory=dict)
    groups: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)
    meant: dict[str, str] = field(default_factory=dict)
    taken_up: dict[int, Span] = field(default_factory=dict)  # by the start of a phrase: the mention it stands for

    def introduce(self, name: str, somebody: Introduced) -> None:
        """Remember somebody under the full name and the surname; the first to be told something wins."""
        keys = [key_of(tokens(name))]
        if somebody.who.kind == "person":
            keys.append(keys[0].split()[-1])
        for key in keys:
            known = self.introduced.get(key)
            if known is None or (somebody.who.told and not known.who.told):
                self.introduced[key] = somebody

    def salient(self, noun: str, at: int) -> str:
        """Return the state nearest before at that acts as one; empty if two are as near."""
        before = [anchor for anchor in self.anchors if anchor.start < at and len(anchor.who.country) == 3]
        before = [anchor for anchor in before if anchor.who.country in self.knowledge.states]
        if noun in _JUNTA:
            before = self._under_juntas(before)
        if not before:
            return ""
        here = before[-1].sentence
        scores: dict[str, float] = {}
        for anchor in before:
            if here - anchor.sentence <= _HORIZON:
                worth = anchor.weight * _FADING ** (here - anchor.sentence)
                scores[anchor.who.country] = scores.get(anchor.who.country, 0.0) + worth
        ranked = sorted(scores.items(), key=lambda item: -item[1])
        clear = len(ranked) == 1 or ranked[0][1] >= _CLEARLY * ranked[1][1]
        return ranked[0][0] if clear else ""

    def _under_juntas(self, anchors: list[Anchor]) -> list[Anchor]:
        day = (self.article.published.value if self.article.published else "")[:10]
        states = self.knowledge.states
        ruled = [anchor for anchor in anchors if day and states[anchor.who.country].ruled_by_junta(day)]
        return ruled or anchors

    def group(self, at: int, size: int | None, within: Sequence[str] = ()) -> tuple[str, ...]:
        """Return the states of the nearest list before at, else the first after it; size None: any size."""
        fitting = [one for one in self.groups if size in (None, len(one[1]))]
        if within:
            fitting = [one for one in fitting if set(one[1]) <= set(within)]
        before = [states for start, states in fitting if start < at]
        return before[-1] if before else next((states for start, states in fitting if start >= at), ())


def survey(article: Article, knowledge: Knowledge) -> Scene:
    """Return what the article tells of its own people and states."""
    scene = Scene(article, knowledge)
    _weigh_ambiguities(scene)
    blocks = [cut(tokens(span.of(article.text), span.start), knowledge) for span in _spans(article)]
    sentence = 0
    for pieces in blocks:
        _lists(scene, pieces)
    for pieces in blocks:
        _introductions(scene, pieces, sentence)
        sentence = _anchors(scene, pieces, sentence) + 1
    for pieces in blocks:
        _numbered(scene, pieces)
    scene.groups.sort()
    return scene


def _spans(article: Article) -> list[Span]:
    return [block.span for block in article.body] or [Span(0, len(article.text))]


def _weigh_ambiguities(scene: Scene) -> None:
    text = scene.article.text
    for name, row in scene.knowledge.ambiguous.items():
        votes = {iso3: sum(1 for word in words if word in text) for iso3, words in row.readings.items()}
        best = max(votes.values(), default=0)
        leading = [iso3 for iso3, count in votes.items() if count == best and best]
        scene.meant[name] = leading[0] if len(leading) == 1 else row.default


@dataclass(frozen=True, slots=True)
class SceneSetting:
    """The setting of a phrase in its article on half-open days.

    implied: whether "the army" may be traced to the state under discussion.
    """

    scene: Scene
    days: Days = None
    implied: bool = True
    towns: "Towns | None" = None

    def learned(self, name: str) -> Who | None:
        """Return whom the article introduced under that name, as on those days."""
        found = self.scene.introduced.get(key_of(tokens(name)))
        return found.on(self.scene.knowledge, self.days) if found else None

    def state_meant(self, entry: Entry) -> str:
        """Return the state an ambiguous name means in this article."""
        return self.scene.meant.get(fold(entry.name), entry.country)

    def place_country(self, name: str) -> str:
        """Return the state of a town."""
        return self.towns.country_of(name, self.scene) if self.towns else ""

    def salient(self, noun: str, at: int) -> str:
        """Return the state under discussion at an offset."""
        return self.scene.salient(noun, at) if self.implied else ""


class Towns:
    """Asks which state a town lies in; places.py fills it, so that this module needs no gazetteer."""

    def country_of(self, name: str, scene: Scene) -> str:
        """Return ISO alpha-3, empty if unknown."""
        raise NotImplementedError


def _lists(scene: Scene, pieces: Sequence[Piece]) -> None:
    """Find coordinated states: "Mali, Burkina Faso, and Niger"."""
    run: list[str] = []
    start, ended = 0, False
    for piece in pieces:
        state = piece.entry("state")
        if state:
            start = start if run else piece.start
            run.append(
                scene.meant.get(fold(state.name), state.country) if "ambiguous" in state.flags else state.country
            )
            if ended and len(run) > 1:
                scene.groups.append((start, tuple(dict.fromkeys(run))))
                run, ended = [], False
        elif run and piece.kind == "and":
            ended = True
        elif not (run and (piece.key in (",", "the") or (ended and piece.key == "neighbouring"))):
            run, ended = [], False


def _numbered(scene: Scene, pieces: Sequence[Piece]) -> None:
    """Resolve "all three countries" once, so that "these regimes" can refer to it."""
    for at, piece in enumerate(pieces):
        size = NUMBERS.get(piece.key) if piece.kind == "number" else None
        if size is None:
            continue
        noun = next((one for later in pieces[at + 1 : at + 5] if (one := later.entry("noun"))), None)
        if noun and noun.name in STATE_NOUNS:
            states = scene.group(piece.start, size)
            if states:
                scene.groups.append((piece.start, states))
                scene.groups.sort()


def _anchors(scene: Scene, pieces: Sequence[Piece], sentence: int) -> int:
    reader = Reader(scene.knowledge, SceneSetting(scene, implied=False))
    first = True
    for at, piece in enumerate(pieces):
        if piece.key in (".", "?", "!") and piece.kind == "mark":
            sentence, first = sentence + 1, True
            continue
        who = _anchored(piece, reader)
        if who is not NOBODY:
            weight = _weight(piece, pieces[at - 1 : at], pieces[at + 1 : at + 2], first)
            scene.anchors.append(Anchor(piece.start, piece.end, who, weight, sentence))
            first = False
    return sentence


def _anchored(piece: Piece, reader: Reader) -> Who:
    if piece.kind == "name":
        learned = reader.setting.learned(piece.text)
        return learned or (Who("person", name=piece.text) if len(piece.words) > 1 else NOBODY)
    if piece.kind != "entry":
        return NOBODY
    adjective = piece.entry("adjective", "people")
    if adjective and not piece.entry("state"):
        country = reader.setting.state_meant(adjective)
        return Who("adjective", None, "", country)
    noun = piece.entry("noun")
    if noun and len(piece.entries) == 1:
        return Who("noun", None, noun.name, "", noun.sectors, noun=noun.name, plural="plural" in noun.flags)
    return reader.noun_phrase([piece])


def _weight(piece: Piece, before: Sequence[Piece], after: Sequence[Piece], first: bool) -> float:
    """Return how much a mention acts: subjects and owners most, places and objects of prepositions least."""
    if after and after[0].kind == "possessive":
        return 2.0
    if before and before[0].kind == "preposition":
        return 0.6 if not piece.entry("capital") else 0.8
    if piece.entry("adjective") and not piece.entry("state"):
        return 0.8
    return 2.0 if first else 1.0


def _introductions(scene: Scene, pieces: Sequence[Piece], sentence: int) -> None:
    for at, piece in enumerate(pieces):
        leader = piece.entry("leader")
        if leader and "surname" not in leader.flags:
            sectors, role = scene.knowledge.posts.standing(leader.name, None)
            who = Who("person", leader.entity, leader.name, leader.country, sectors, role)
            scene.introduce(piece.text, Introduced(who, leader))
        elif piece.kind == "name":
            _introduce_name(scene, pieces, at)
        _acronym(scene, pieces, at)


def _introduce_name(scene: Scene, pieces: Sequence[Piece], at: int) -> None:
    piece = pieces[at]
    known = scene.introduced.get(piece.key)
    if known and known.who.told:
        return
    descriptions = [chunk for chunk in (_after(pieces, at), _before(pieces, at), _before_comma(pieces, at)) if chunk]
    who = _described(scene, piece, descriptions)
    if who is not None:
        tail = scene.article.text[piece.end : piece.end + 160].split(". ")[0]
        scene.introduce(piece.text, Introduced(who, None, _tenure(tail)))


def _tenure(text: str) -> tuple[str, str]:
    told = _TENURE.search(text)
    if told is None:
        return "", ""
    since, until, only_until = told.groups()
    return since or "", until or only_until or ""


def _described(scene: Scene, piece: Piece, descriptions: list[list[Piece]]) -> Who | None:
    """Return the person as told by the descriptions; a state that is spelt out wins over one that is implied."""
    for implied in (False, True):
        reader = Reader(scene.knowledge, SceneSetting(scene, implied=implied))
        told = [(reader.noun_phrase(chunk), chunk) for chunk in descriptions]
        fitting = [(who, chunk) for who, chunk in told if _is_of_a_person(who, scene.knowledge)]
        best = next(((who, chunk) for who, chunk in fitting if who.country), None)
        if best or (implied and fitting):
            who, chunk = best or fitting[0]
            role = role_words(chunk)
            former = any(part.kind == "former" for part in chunk)
            sectors = who.sectors
            return Who(
                "person", f"person:{slug(piece.text)}", piece.text, who.country, sectors, "former " * former + role
            )
    return None


def _is_of_a_person(who: Who, knowledge: Knowledge) -> bool:
    if not who.noun or who.plural:
        return False
    entries = knowledge.index.exactly(who.noun)
    return any(entry.kind == "noun" and entry.flags & {"office", "person"} for entry in entries)


def _after(pieces: Sequence[Piece], at: int) -> list[Piece]:
    """Return the apposition after a name: ", head of the Bureau of African Affairs,"."""
    if at + 1 >= len(pieces) or pieces[at + 1].key not in (",", "(", "–", "—"):
        return []
    return _until_mark(pieces[at + 2 : at + 18])


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
        if pieces[start - 1].kind == "word" and not _adjectival(pieces[start - 1]):
            break
        start -= 1
    yield from pieces[start:at]


def _adjectival(piece: Piece) -> bool:
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
