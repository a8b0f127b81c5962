"""Walks over an article once and fills its scene: lists of states, mentions, names, who is introduced as what."""

from collections.abc import Iterator, Sequence

from harmattan.records import Article, Span
from harmattan.resolve.actors import Reader
from harmattan.resolve.called import as_called_there
from harmattan.resolve.comments import comments
from harmattan.resolve.descriptions import adjectival
from harmattan.resolve.introductions import introductions
from harmattan.resolve.knowledge import Knowledge
from harmattan.resolve.names import fold, tokens
from harmattan.resolve.nearby import most_told_of
from harmattan.resolve.people import People
from harmattan.resolve.pieces import Piece, cut
from harmattan.resolve.scene import Anchor, Scene, SceneSetting
from harmattan.resolve.who import NOBODY, Who
from harmattan.resolve.words import NUMBERS, STATE_NOUNS, words

_OWNED = words("owned")
_BEFORE = 4  # pieces of a phrase before its noun that may tell whose it is


def survey(article: Article, knowledge: Knowledge, people: People | None = None) -> Scene:
    """Return what the article tells of its own people and states; people: whom it names in full."""
    lines = [tokens(span.of(article.text), span.start) for span in _spans(article)]
    scene = Scene(article, knowledge, people=people or People())
    _weigh_ambiguities(scene)
    blocks = [cut(line, knowledge) for line in lines]
    day = (article.published.value if article.published else "")[:10]
    scene.knowledge, begins = as_called_there(knowledge, lines, blocks, day, scene.meant)
    for at, line in enumerate(lines) if begins else ():
        if any(token.key in begins for token in line):
            blocks[at] = cut(line, scene.knowledge)
    sentence = 0
    for pieces in blocks:
        _lists(scene, pieces)
    for pieces in blocks:
        # Sentence by sentence: who is introduced in one may be of the state that the one before named.
        for part in _sentences(pieces):
            introductions(scene, part)
            sentence = _anchors(scene, part, sentence)
        sentence += 1
    scene.most_told_of = most_told_of(scene.anchors, scene.knowledge.states)
    for pieces in blocks:
        _owners(scene, pieces)
        _numbered(scene, pieces)
        for piece in pieces:
            if piece.kind == "name" or piece.entry("capital", "area"):
                scene.names[piece.text] = scene.names.get(piece.text, 0) + 1
    scene.groups.sort()
    return scene


def _sentences(pieces: Sequence[Piece]) -> Iterator[Sequence[Piece]]:
    start = 0
    for at, piece in enumerate(pieces):
        if piece.kind == "mark" and piece.key in (".", "?", "!"):
            yield pieces[start : at + 1]
            start = at + 1
    yield pieces[start:]


def _spans(article: Article) -> list[Span]:
    return [block.span for block in article.body] or [Span(0, len(article.text))]


def _weigh_ambiguities(scene: Scene) -> None:
    text = scene.article.text
    for name, row in scene.knowledge.ambiguous.items():
        votes = {iso3: sum(1 for word in words if word in text) for iso3, words in row.readings.items()}
        best = max(votes.values(), default=0)
        leading = [iso3 for iso3, count in votes.items() if count == best and best]
        scene.meant[name] = leading[0] if len(leading) == 1 else row.default


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
            if ended and len(run) > 1 and not comments(scene.article.text, piece.start, piece.end):
                scene.groups.append((start, tuple(dict.fromkeys(run))))
                run, ended = [], False
        elif run and piece.kind == "and":
            ended = True
        elif not (run and (piece.key in (",", "the") or (ended and piece.key == "neighbouring"))):
            run, ended = [], False


def _owners(scene: Scene, pieces: Sequence[Piece]) -> None:
    """Count whose "regime" is named: "the Syrian regime", "Mali's new government", "the government in Bamako"."""
    reader = Reader(scene.knowledge, SceneSetting(scene, implied=False))
    for at, piece in enumerate(pieces):
        noun = piece.entry("noun")
        if noun is None or noun.name not in _OWNED:
            continue
        country = reader.noun_phrase(_phrase_around(pieces, at)).country
        if country in scene.knowledge.states:
            counts = scene.owned.setdefault(noun.name, {})
            counts[country] = counts.get(country, 0) + 1


def _phrase_around(pieces: Sequence[Piece], at: int) -> list[Piece]:
    """Return a noun with what stands before it, as far as it is one phrase, and an "of" or "in" behind it."""
    start = at
    while start > max(0, at - _BEFORE) and pieces[start - 1].kind in ("entry", "possessive", "word"):
        if pieces[start - 1].kind == "word" and not adjectival(pieces[start - 1]):
            break
        start -= 1
    behind = list(pieces[at + 1 : at + 4])
    if not behind or behind[0].key not in ("of", "in"):
        return list(pieces[start : at + 1])
    end = at + (4 if len(behind) > 2 and behind[1].kind == "determiner" else 3)
    return list(pieces[start:end])


def _numbered(scene: Scene, pieces: Sequence[Piece]) -> None:
    """Resolve "all three countries" once, so that "these regimes" can refer to it."""
    for at, piece in enumerate(pieces):
        size = NUMBERS.get(piece.key) if piece.kind == "number" else None
        if size is None:
            continue
        noun = next((one for later in pieces[at + 1 : at + 5] if (one := later.entry("noun"))), None)
        if noun and noun.name in STATE_NOUNS:
            states = scene.counted(piece.start, size, people="office" in noun.flags)
            if states:
                scene.groups.append((piece.start, states))
                scene.groups.sort()


def _anchors(scene: Scene, pieces: Sequence[Piece], sentence: int) -> int:
    reader = Reader(scene.knowledge, SceneSetting(scene, implied=False))
    first = True
    for at, piece in enumerate(pieces):
        if piece.kind == "mark" and piece.key in (".", "?", "!"):
            sentence, first = sentence + 1, True
            continue
        who = _anchored(piece, reader, scene.people)
        if who is not NOBODY:
            weight = _weight(piece, pieces[at - 1 : at], pieces[at + 1 : at + 2], first)
            aside = comments(scene.article.text, piece.start, piece.end)
            scene.anchors.append(Anchor(piece.start, piece.end, who, weight, sentence, aside))
            # A surname of nobody known says nothing of the states beside it.
            first = first and bool(who.kind == "person" and not who.told and len(piece.words) == 1)
    return sentence


def _anchored(piece: Piece, reader: Reader, people: People) -> Who:
    if piece.kind == "name":
        name = piece.text if len(piece.words) > 1 else people.called(piece.text, piece.start)
        return reader.setting.learned(piece.text) or (Who("person", name=name) if name else NOBODY)
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
