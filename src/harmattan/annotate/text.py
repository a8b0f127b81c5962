"""Tokens and windows: what the encoder reads, with the way back to character offsets.

A window is a run of whole sentences: first the context (sentences already coded, read again so that
pronouns have their antecedents in view), then the core, from which events are taken.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain
from pathlib import Path

from tokenizers import Tokenizer

from harmattan.errors import ModelError
from harmattan.records import Span

# Longer windows see more but cost quadratically; four to six sentences of news fit in 160.
WINDOW = 160
CONTEXT = 56
CLS, SEP = "[CLS]", "[SEP]"
_SURROGATES = re.compile("[\ud800-\udfff]")
SHAPES = 6  # blank, lower, Title, UPPER, miXed, digit


@dataclass(frozen=True, slots=True)
class Tokens:
    """Word pieces of one sentence. offsets are character offsets into the whole text."""

    ids: tuple[int, ...]
    offsets: tuple[tuple[int, int], ...]
    shapes: tuple[int, ...]
    starts: tuple[bool, ...]  # whether the piece begins a word

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class Window:
    """What one encoder pass reads. Position 0 is [CLS], the last is [SEP]; core is the first core position."""

    ids: tuple[int, ...]
    offsets: tuple[tuple[int, int], ...]
    shapes: tuple[int, ...]
    starts: tuple[bool, ...]
    sentence: tuple[int, ...]  # index of the sentence each piece belongs to, -1 for [CLS] and [SEP]
    core: int

    def __len__(self) -> int:
        return len(self.ids)


@cache
def load_tokenizer(path: Path) -> Tokenizer:
    """Return the word-piece tokenizer at path, without padding or truncation."""
    tokenizer = Tokenizer.from_file(str(path))
    # A page that says "[SEP]" says just that.
    tokenizer.encode_special_tokens = True
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def piece_id(tokenizer: Tokenizer, piece: str) -> int:
    """Return the id of a word piece. Raises ModelError if the vocabulary lacks it."""
    found = tokenizer.token_to_id(piece)
    if found is None:
        raise ModelError(f"the tokenizer has no piece {piece}")
    return int(found)


@lru_cache(maxsize=16384)
def shape(word: str) -> int:
    """Return the case shape of a word (1 lower, 2 Title, 3 UPPER, 4 mixed, 5 digits): the encoder is uncased."""
    if any(character.isdigit() for character in word):
        return 5
    if word.islower() or not any(character.isalpha() for character in word):
        return 1
    if word.isupper():
        return 3 if len(word) > 1 else 2
    return 2 if word[0].isupper() and word[1:].islower() else 4


def tokenize(tokenizer: Tokenizer, text: str, spans: Sequence[Span]) -> list[Tokens]:
    """Return the word pieces of each span of text; a sentence of no pieces gives empty Tokens."""
    # A lone surrogate (JSON may hold one) is no text to the tokenizer; one character stands for it, so offsets stay.
    words = [_SURROGATES.sub("\ufffd", span.of(text)) for span in spans]
    encodings = tokenizer.encode_batch(words, add_special_tokens=False)
    return [_tokens(encoding, text, span.start) for encoding, span in zip(encodings, spans, strict=True)]


def _tokens(encoding: object, text: str, base: int) -> Tokens:
    ids: list[int] = encoding.ids  # type: ignore[attr-defined]
    words: list[int | None] = encoding.word_ids  # type: ignore[attr-defined]
    offsets = tuple((base + start, base + end) for start, end in encoding.offsets)  # type: ignore[attr-defined]
    extent: dict[int | None, tuple[int, int]] = {}
    for word, (start, end) in zip(words, offsets, strict=True):
        extent[word] = (min(start, extent.get(word, (start, end))[0]), end)
    shapes = {word: shape(text[start:end]) for word, (start, end) in extent.items()}
    starts = tuple(i == 0 or word != words[i - 1] for i, word in enumerate(words))
    return Tokens(tuple(ids), offsets, tuple(shapes[word] for word in words), starts)


def windows(sentences: Sequence[Tokens], cls_id: int, sep_id: int, lead: int = WINDOW) -> Iterator[Window]:
    """Yield the windows over the sentences; each piece is in the core of exactly one window.

    lead is the size of the first: a smaller one shifts where all others begin, which training uses to see a text cut
    in other ways.
    """
    pieces = [part for i, tokens in enumerate(sentences) for part in _parts(i, tokens)]
    first, most = 0, lead
    while first < len(pieces):
        begin, room = first, CONTEXT
        while begin > 0 and len(pieces[begin - 1][1]) <= room:
            begin -= 1
            room -= len(pieces[begin][1])
        last, used = first, sum(len(tokens) for _, tokens in pieces[begin:first]) + 2
        while last < len(pieces) and (last == first or used + len(pieces[last][1]) <= most):
            used += len(pieces[last][1])
            last += 1
        yield _window(pieces[begin:last], first - begin, cls_id, sep_id)
        first, most = last, WINDOW


def _parts(index: int, tokens: Tokens) -> Iterator[tuple[int, Tokens]]:
    """Cut a sentence that fits no window; the cut may fall inside a clause, never inside a word."""
    room = WINDOW - CONTEXT - 2
    start = 0
    while start < len(tokens):
        end = min(start + room, len(tokens))
        while end < len(tokens) and end > start + 1 and not tokens.starts[end]:
            end -= 1
        cut = slice(start, end)
        yield index, Tokens(tokens.ids[cut], tokens.offsets[cut], tokens.shapes[cut], tokens.starts[cut])
        start = end


def _window(pieces: Sequence[tuple[int, Tokens]], core: int, cls_id: int, sep_id: int) -> Window:
    def flat(name: str) -> tuple[object, ...]:
        return tuple(chain.from_iterable(getattr(tokens, name) for _, tokens in pieces))

    return Window(
        ids=(cls_id, *flat("ids"), sep_id),  # type: ignore[arg-type]
        offsets=((0, 0), *flat("offsets"), (0, 0)),  # type: ignore[arg-type]
        shapes=(0, *flat("shapes"), 0),  # type: ignore[arg-type]
        starts=(True, *flat("starts"), True),  # type: ignore[arg-type]
        sentence=(-1, *(index for index, tokens in pieces for _ in range(len(tokens))), -1),
        core=1 + sum(len(tokens) for _, tokens in pieces[:core]),
    )
