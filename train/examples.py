"""Turns public sets and the corpus into arrays of word pieces and labels."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from corpus.markup import IMPLIED, Document, GoldEvent
from harmattan.annotate import labels
from harmattan.annotate.pairs import mark_pair
from harmattan.annotate.sentences import split
from harmattan.annotate.text import CLS, SEP, WINDOW, Tokens, Window, piece_id, shape, tokenize, windows
from harmattan.records import Span
from train.sources import Attributed, PairExample, QuotedText, TaggedExample

Array = npt.NDArray[np.int64]
IGNORE = -100
CONTENT, END = labels.QUOTE_ROLES.index("content"), labels.QUOTE_ROLES.index("end")
MAX_PIECES = 190
_OPENING, _CLOSING = '"“«‘', re.compile(r"[,.]?[\"”»’]")
_ANAPHORIC = re.compile(
    r"(?:the|this|that|these|those|he|she|it|they|him|her|them|his|its|their|both)\b", re.IGNORECASE
)
_ENTITY_TAGS = {tag: i for i, tag in enumerate(labels.bio(labels.ENTITIES))}
_TRIGGER_TAGS = {tag: i for i, tag in enumerate(labels.bio(labels.TYPES))}
_END_TAGS = {tag: i for i, tag in enumerate(labels.bio(("source", "target")))}
_CORPUS_KINDS = {
    "PER": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "GROUP": "group",
    "TITLE": "title",
    "DATE": "date",
    "QTY": "quantity",
    "WEAPON": "weapon",
    "COMMODITY": "commodity",
    "FACILITY": "facility",
    "LAW": "law",
}


@dataclass(frozen=True, slots=True)
class Pieces:
    """One training input: ids and shapes with [CLS] and [SEP], and the characters each piece covers."""

    ids: list[int]
    shapes: list[int]
    offsets: list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class PairInput:
    """A marked pair; source and target are piece ranges, root the index of the answer."""

    pieces: Pieces
    source: tuple[int, int]
    target: tuple[int, int]
    root: int


@dataclass(frozen=True, slots=True)
class TagInput:
    """A tagged sentence; allowed are the label indices its set knows."""

    pieces: Pieces
    tags: list[int]
    allowed: list[int]


@dataclass(frozen=True, slots=True)
class TriggerLabel:
    """One trigger of a window; roles: for each role the BIO labels of all pieces, None for a repeated mention."""

    first: int
    last: int
    type: int
    modes: tuple[int, ...] | None  # None: not annotated
    contexts: tuple[int, ...] | None
    factuality: int
    implied: int
    sentence: tuple[int, int]
    roles: Array | None


@dataclass(frozen=True, slots=True)
class AnchorLabel:
    """A cue with its source and content, or a mention with its antecedents: BIO labels [T, roles] of all pieces."""

    first: int
    last: int
    roles: Array


@dataclass(frozen=True, slots=True)
class EventInput:
    """A window of running text with all its triggers, entity tags, quotes and antecedents.

    Tags of what a set does not annotate are IGNORE throughout.
    """

    pieces: Pieces
    trigger_tags: list[int]
    entity_tags: list[int]
    triggers: list[TriggerLabel] = field(default_factory=list)
    cue_tags: list[int] = field(default_factory=list)  # empty: not annotated
    quotes: list[AnchorLabel] = field(default_factory=list)
    links: list[AnchorLabel] = field(default_factory=list)


class Builder:
    """Makes training inputs with one tokenizer."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self.tokenizer = tokenizer
        self.cls, self.sep = piece_id(tokenizer, CLS), piece_id(tokenizer, SEP)
        self.marks = [piece_id(tokenizer, mark) for mark in labels.PAIR_MARKS]

    def tokens(self, text: str) -> Tokens:
        """Return the pieces of a whole text."""
        return tokenize(self.tokenizer, text, [Span(0, len(text))])[0]

    def pair(self, example: PairExample) -> PairInput:
        """Put the marks around source and target."""
        marked = mark_pair(
            self.tokens(example.text),
            example.sources,
            example.targets,
            marks=self.marks,
            cls_id=self.cls,
            sep_id=self.sep,
        )
        pieces = Pieces(list(marked.ids[:MAX_PIECES]), list(marked.shapes[:MAX_PIECES]), [])
        return PairInput(pieces, marked.source, marked.target, labels.PAIR_ROOTS.index(example.root))

    def tagged(self, example: TaggedExample, tag_index: dict[str, int]) -> TagInput:
        """Spread the tag of each word over its pieces."""
        ids, shapes, tags = [self.cls], [0], [IGNORE]
        encodings = self.tokenizer.encode_batch(list(example.words), add_special_tokens=False)
        for word, tag, encoding in zip(example.words, example.tags, encodings, strict=True):
            inside = tag.replace("B-", "I-")
            ids += encoding.ids
            shapes += [shape(word)] * len(encoding.ids)
            tags += [tag_index[tag if i == 0 else inside] for i in range(len(encoding.ids))]
        cut = slice(0, MAX_PIECES)
        pieces = Pieces([*ids[cut], self.sep], [*shapes[cut], 0], [])
        return TagInput(pieces, [*tags[cut], IGNORE], _allowed(example.kinds, tag_index))

    def entities(self, examples: Iterable[TaggedExample]) -> list[TagInput]:
        """Inputs for the entity head."""
        return [self.tagged(example, _ENTITY_TAGS) for example in examples]

    def in_documents(self, examples: Sequence[TaggedExample]) -> Iterator[TagInput]:
        """Windows over the sentences of each document, in two cuts; of a sentence without tags nothing is taught."""
        for _, group in groupby(examples, key=lambda example: example.document):
            listed = list(group)
            text, spans = together(listed)
            for window in self._cut(text, spans):
                tags = [tag for i, example in enumerate(listed) for tag in _tags_in(window, i, example, spans[i].start)]
                if any(tag != IGNORE for tag in tags):
                    kinds = frozenset(kind for example in listed for kind in example.kinds)
                    pieces = Pieces(list(window.ids), list(window.shapes), list(window.offsets))
                    yield TagInput(pieces, [IGNORE, *tags, IGNORE], _allowed(kinds, _ENTITY_TAGS))

    def ends(self, examples: Iterable[TaggedExample]) -> list[TagInput]:
        """Inputs for the source/target head."""
        return [self.tagged(example, _END_TAGS) for example in examples]

    def document(self, document: Document) -> Iterator[EventInput]:
        """Cut a corpus document into windows with labels."""
        spans = list(split(document.text))
        for window in self._cut(document.text, spans):
            yield event_input(window, document)

    def _cut(self, text: str, spans: Sequence[Span]) -> Iterator[Window]:
        """Yield the windows of a text, and those of another cut where it is longer than one."""
        tokens = tokenize(self.tokenizer, text, spans)
        whole = list(windows(tokens, self.cls, self.sep))
        yield from whole
        if len(whole) > 1:
            yield from windows(tokens, self.cls, self.sep, lead=WINDOW // 2)

    def news(self, document: Document) -> Iterator[EventInput]:
        """Cut a real article into windows; only its acts and what they name are taught (corpus/news.py)."""
        spans = [span for start, end in _lines(document.text) for span in split(document.text, start, end)]
        for window in self._cut(document.text, spans):
            told = event_input(window, document)
            yield replace(told, entity_tags=[IGNORE] * len(window), cue_tags=[], quotes=[], links=[])

    def attributed(self, example: QuotedText) -> Iterator[EventInput]:
        """Cut a text with marked attributions into windows; nothing but its quotes is taught."""
        spans = [span for start, end in _lines(example.text) for span in split(example.text, start, end)]
        for window in windows(tokenize(self.tokenizer, example.text, spans), self.cls, self.sep):
            unknown = [IGNORE] * len(window)
            cues, quotes = _quotes(window, example.attributions)
            pieces = Pieces(list(window.ids), list(window.shapes), list(window.offsets))
            yield EventInput(pieces, unknown, list(unknown), cue_tags=cues, quotes=quotes)


def together(examples: Sequence[TaggedExample]) -> tuple[str, list[Span]]:
    """Return the text of the sentences, one a line, and where in it each stands."""
    text, spans = "", []
    for example in examples:
        spans.append(Span(len(text), len(text) + len(example.text)))
        text += example.text + "\n"
    return text, spans


def _tags_in(window: Window, sentence: int, example: TaggedExample, start: int) -> Iterator[int]:
    """Yield the tags of the pieces of a sentence that stand in a window."""
    inside = [i for i, index in enumerate(window.sentence) if index == sentence]
    tags = dict.fromkeys(inside, 0 if example.tags else IGNORE)
    for kind, first, last in example.spans() if inside else ():
        at = piece_range(window, start + first, start + last)
        for i in range(*at) if at else ():
            tags[i] = _ENTITY_TAGS[f"{'B' if at and i == at[0] else 'I'}-{kind}"]
    yield from tags.values()


def _allowed(kinds: frozenset[str], tag_index: dict[str, int]) -> list[int]:
    return sorted({0} | {tag_index[f"{mark}-{kind}"] for kind in kinds for mark in "BI"})


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield start, start + len(line)
        start += len(line) + 1


def event_input(window: Window, document: Document) -> EventInput:
    """Label one window of a document."""
    pieces = Pieces(list(window.ids), list(window.shapes), list(window.offsets))
    size = len(window)
    trigger_tags, entity_tags = [0] * size, [0] * size
    triggers: list[TriggerLabel] = []
    taken: set[tuple[int, int]] = set()
    events = {event.id: event for event in document.events}
    for span in document.spans:
        at = piece_range(window, span.start, span.end)
        if at is None:
            continue
        if span.id in events and at not in taken:
            taken.add(at)
            type_ = events[span.id].type
            _tag(trigger_tags, at, _TRIGGER_TAGS[f"B-{type_}"], _TRIGGER_TAGS[f"I-{type_}"])
            triggers.append(_trigger(window, document, events[span.id], at, again=span.again))
        elif span.id in document.entities and _is_name(document, span.id, span.start, span.end):
            kind = _CORPUS_KINDS[document.entities[span.id].kind]
            _tag(entity_tags, at, _ENTITY_TAGS[f"B-{kind}"], _ENTITY_TAGS[f"I-{kind}"])
    cue_tags, quotes = _quotes(window, list(attributions(document)))
    for i in (0, size - 1):
        trigger_tags[i] = entity_tags[i] = IGNORE
    links = list(_links(window, document))
    return EventInput(pieces, trigger_tags, entity_tags, triggers, cue_tags, quotes, links)


def attributions(document: Document) -> Iterator[Attributed]:
    """The quotes of a corpus document, with the quote marks that stand around their content."""
    for quote in document.quotes:
        speaker, cue = document.span(quote.speaker), document.span(quote.cue)
        contents = tuple(
            _with_marks(document.text, span.start, span.end) for span in document.spans if span.id == quote.id
        )
        if cue and contents:
            sources = (Span(speaker.start, speaker.end),) if speaker else ()
            yield Attributed(sources, (Span(cue.start, cue.end),), contents)


def _with_marks(text: str, start: int, end: int) -> Span:
    closing = _CLOSING.match(text, end)
    opened = start > 0 and text[start - 1] in _OPENING
    return Span(start - opened, closing.end() if closing else end)


def _quotes(window: Window, found: Sequence[Attributed]) -> tuple[list[int], list[AnchorLabel]]:
    """Tags of cues, and for each cue that lies in the window the parts of its source and content that do."""
    tags = [0] * len(window)
    tags[0] = tags[-1] = IGNORE
    labels_: list[AnchorLabel] = []
    for item in found:
        at = piece_range(window, item.cues[0].start, item.cues[0].end) if item.cues else None
        if at is None or any(tags[i] for i in range(*at)):
            continue
        _tag(tags, at, 1, 2)
        roles = np.zeros((len(window), len(labels.QUOTE_ROLES)), dtype=np.int64)
        roles[0] = roles[-1] = IGNORE
        for column, spans in enumerate((item.sources, item.contents)):
            for span in spans:
                at_span = _touched(window, span.start, span.end)
                _mark(roles, column, at_span)
                if at_span and column == CONTENT and span.end <= window.offsets[at_span[1] - 1][1]:
                    roles[at_span[1] - 1, END] = 1
        labels_.append(AnchorLabel(*at, roles))
    return tags, labels_


def _mark(roles: Array, column: int, at: tuple[int, int] | None) -> None:
    if at:
        roles[at[0], column] = 1
        roles[at[0] + 1 : at[1], column] = 2


def _touched(window: Window, start: int, end: int) -> tuple[int, int] | None:
    """The pieces of a span that lie in the window: what a quote says may run past it."""
    inside = [i for i in range(1, len(window) - 1) if window.offsets[i][0] < end and window.offsets[i][1] > start]
    return (inside[0], inside[-1] + 1) if inside else None


def _links(window: Window, document: Document) -> Iterator[AnchorLabel]:
    """Mentions that take up an earlier one, with all mentions of the same party before them in the window.

    Phrases that look like it and do not ("the group" at first mention) are taught as having none.
    """
    chain = {id_: document.head(id_) for id_ in document.entities}
    for span in document.spans:
        entity = document.entities.get(span.id)
        at = piece_range(window, span.start, span.end) if entity else None
        if entity is None or at is None or len(entity.same) > 1:
            continue
        if not entity.same and not _ANAPHORIC.match(document.text, span.start):
            continue
        roles = np.zeros((len(window), 1), dtype=np.int64)
        roles[0] = roles[-1] = IGNORE
        for other in document.spans:
            if other.end <= span.start and chain.get(other.id) == chain[span.id]:
                _mark(roles, 0, piece_range(window, other.start, other.end))
        yield AnchorLabel(*at, roles)


def _tag(tags: list[int], at: tuple[int, int], begin: int, inside: int) -> None:
    for i in range(*at):
        tags[i] = begin if i == at[0] else inside


def _is_name(document: Document, id_: str, start: int, end: int) -> bool:
    """The entity head learns names, dates and things; whole noun phrases ("two gunmen") are left to the roles."""
    entity = document.entities[id_]
    if entity.kind == "PRON" or entity.kind not in _CORPUS_KINDS:
        return False
    if entity.kind in {"PER", "ORG", "GPE", "LOC", "FACILITY"}:
        words = document.text[start:end].split()
        return (
            len(words) <= 6
            and all(word[0].isupper() or word in {"of", "the", "and", "for", "de", "al"} for word in words)
            and words[0] != "the"
        )
    return True


def piece_range(window: Window, start: int, end: int) -> tuple[int, int] | None:
    """Return the pieces [first, last) that cover the characters, or None if they are not all in the window."""
    inside = [i for i in range(1, len(window) - 1) if window.offsets[i][0] < end and window.offsets[i][1] > start]
    if not inside or window.offsets[inside[0]][0] > start or window.offsets[inside[-1]][1] < end:
        return None
    return inside[0], inside[-1] + 1


def _trigger(window: Window, document: Document, event: GoldEvent, at: tuple[int, int], *, again: bool) -> TriggerLabel:
    sentence = [i for i, index in enumerate(window.sentence) if index == window.sentence[at[0]]]
    implied = next((name for name in event.actors if name in IMPLIED), "none")
    return TriggerLabel(
        *at,
        type=labels.TYPES.index(event.type),
        modes=tuple(labels.MODES.index(f"{event.type}/{mode}") for mode in event.modes),
        contexts=tuple(labels.CONTEXTS.index(context) for context in event.contexts),
        factuality=labels.FACTUALITIES.index(event.factuality),
        implied=labels.IMPLIED.index(implied),
        sentence=(sentence[0], sentence[-1] + 1),
        roles=None if again else _roles(window, document, event),
    )


def _roles(window: Window, document: Document, event: GoldEvent) -> Array:
    roles = np.zeros((len(window), len(labels.ROLES)), dtype=np.int64)
    roles[0] = roles[-1] = IGNORE
    listed = (event.actors, event.recipients, event.places, (event.time,), event.said_by)
    for column, names in enumerate(listed):
        for name in names:
            span = document.span(name)
            at = piece_range(window, span.start, span.end) if span else None
            if at:
                roles[at[0], column] = 1
                roles[at[0] + 1 : at[1], column] = 2
    return roles
