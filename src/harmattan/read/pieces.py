"""Pieces of an HTML page's text that have no place yet: what each of them is, and how they are laid out as one text."""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import takewhile

from harmattan.read.bylines import NOTE_REACH, is_note, names_on
from harmattan.read.closing import closed_among
from harmattan.read.furniture import Furniture, asks_reader, recognise
from harmattan.read.lines import SENTENCE_END, count_words
from harmattan.read.titles import letters
from harmattan.records import Block, Label, Span, Told

# Fewer words are a caption or an error message, not a report; the shortest flash is about a dozen.
LEAST_WORDS = 12
# Teasers in a block of related stories are shorter: a longer paragraph is the article going on.
_ZONE_ENDS_AT = 30
LEAST_DEK = 4
# Fewer words are the title of another story, even if it asks.
_SENTENCE = 8
_DEK_REACH = 3
_RUBRIC = 5
_SECTIONS = (Label.NAVIGATION, Label.DATELINE)
SAMPLE = 5_000
_LONGEST_BYLINE = 300
# Pieces above the text that may name its authors: an attack shows thousands.
_TRIED = 20
# What stands above a list of what the text says, and the fewest points of one.
_SUMMARY = re.compile(r"(?:ai )?summary|(?:key )?(?:points|takeaways)|at a glance|the gist", re.I)
_POINTS = 2
# Pieces at the end of a text of which one may be its author's name again.
_SIGNED = 3
_GAP = "\n\n"
_CODE = re.compile(r"[{}\[\]<>=\\]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A labelled text that has no place yet."""

    label: Label
    text: str


def prose(pieces: Sequence[Piece]) -> list[str]:
    """Return the paragraphs that are no captions or leftovers of a menu."""
    return [p.text for p in pieces if p.label is Label.PARAGRAPH and count_words(p.text[:SAMPLE]) >= LEAST_WORDS]


def opening_of(pieces: Sequence[Piece]) -> str:
    """Return the first long paragraph, or "" without one."""
    return next(iter(prose(pieces)), "")


def named(pieces: Sequence[Piece], headline: str, beside: Sequence[Sequence[str]] = ()) -> list[Piece]:
    """Return pieces with the furniture among them labelled; the headline's repetition is left out.

    beside are the paragraphs of the page, those of one element together.
    """
    known: list[Piece] = []
    zone: Label | None = None
    home: int | None = None
    homes = {letters(words): place for place, group in enumerate(beside) for words in group}
    said, size = letters(headline), count_words(headline)
    for piece in pieces:
        if _repeats(piece, said, size):
            continue
        furniture, here = recognise(piece.text), homes.get(letters(piece.text))
        if furniture is not None and furniture.opens_zone:
            zone = furniture.label
        elif count_words(piece.text) >= _ZONE_ENDS_AT and not _goes_on(zone, piece.text):
            zone = None
        elif zone is Label.RELATED and here is not None and here == home and _is_sentence(piece):
            # A teaser stands in the block of related stories, not beside the paragraphs above that block.
            zone = None
        label = _label(piece, furniture, zone)
        home = here if label is Label.PARAGRAPH and _is_sentence(piece) else home
        known.append(Piece(label, piece.text))
    return list(_without_bare_headings(known))


def _is_sentence(piece: Piece) -> bool:
    is_whole = piece.label is Label.PARAGRAPH and piece.text.endswith(SENTENCE_END)
    return is_whole and count_words(piece.text[:SAMPLE]) >= _SENTENCE


def _goes_on(zone: Label | None, words: str) -> bool:
    """Tell whether a long paragraph is a part of the furniture above it, as it is of comments and of an appeal."""
    return zone is Label.COMMENTS or (zone is Label.SUBSCRIBE and asks_reader(words))


def _repeats(piece: Piece, headline: str, size: int) -> bool:
    """Tell whether a piece is the headline, its letters and words given, or has only a rubric before or behind it.

    A paragraph that ends like a sentence is the lead, however few words it adds; a heading may ask or quote.
    """
    words = letters(piece.text)
    if words == headline or size < LEAST_DEK:
        return words == headline
    is_longer = words.startswith(headline) or words.endswith(headline)
    is_sentence = piece.text.endswith("." if piece.label is Label.HEADING else SENTENCE_END)
    return is_longer and not is_sentence and count_words(piece.text) <= size + _RUBRIC


def _label(piece: Piece, furniture: Furniture | None, zone: Label | None) -> Label:
    # "Food" and "Security" are headings of sections too, as the days of a timeline are.
    is_section = piece.label is Label.HEADING and zone is None
    if furniture is not None and not (is_section and furniture.label in _SECTIONS and not furniture.opens_zone):
        return furniture.label
    if zone is not None:
        return zone
    # More brackets than one character in twenty: a script that a broken page shows as text.
    return Label.OTHER if 20 * len(_CODE.findall(piece.text)) > len(piece.text) else piece.label


def _without_bare_headings(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """A heading that only furniture follows announced the furniture."""
    last = max((place for place, piece in enumerate(pieces) if piece.label is Label.PARAGRAPH), default=-1)
    for place, piece in enumerate(pieces):
        is_bare = piece.label is Label.HEADING and place > last
        yield Piece(Label.OTHER, piece.text) if is_bare else piece


def with_dek(pieces: Sequence[Piece], deks: Sequence[tuple[str, str]]) -> list[Piece]:
    """Return pieces with the dek labelled, where one that the page told opens the text as a paragraph of its own."""
    told = {letters(words) for words, _ in deks if count_words(words) >= LEAST_DEK}
    for place, piece in enumerate(pieces[:_DEK_REACH]):
        if piece.label in (Label.PARAGRAPH, Label.HEADING) and letters(piece.text) in told:
            return [*pieces[:place], Piece(Label.DEK, piece.text), *pieces[place + 1 :]]
    return list(pieces)


def with_captions(pieces: Sequence[Piece], captions: Sequence[str]) -> list[Piece]:
    """Return pieces with those that are words under a picture labelled so."""
    told = {letters(words) for words in captions}
    return [
        Piece(Label.CAPTION, piece.text) if piece.label is Label.PARAGRAPH and letters(piece.text) in told else piece
        for piece in pieces
    ]


def without_summary(pieces: Sequence[Piece]) -> list[Piece]:
    """Return pieces with a list labelled that says the text above itself in the style of telegrams: "Key points"."""
    opening = opening_of(pieces)
    start = next((place for place, piece in enumerate(pieces) if piece.text == opening), 0)
    for place in range(min(start, _TRIED)):
        points = list(takewhile(_is_point, pieces[place + 1 :]))
        if _SUMMARY.fullmatch(pieces[place].text.strip()) and len(points) >= _POINTS:
            listed = [Piece(Label.OTHER, piece.text) for piece in (pieces[place], *points)]
            return [*pieces[:place], *listed, *pieces[place + len(listed) :]]
    return list(pieces)


def _is_point(piece: Piece) -> bool:
    return not piece.text.endswith(SENTENCE_END) and count_words(piece.text[:SAMPLE]) < _ZONE_ENDS_AT


def without_links(pieces: Sequence[Piece], linked: Sequence[str]) -> list[Piece]:
    """Return pieces with the headings labelled that are a link: titles of other stories, not parts of the text."""
    told = {letters(words) for words in linked}
    return [
        Piece(Label.RELATED, piece.text) if piece.label is Label.HEADING and letters(piece.text) in told else piece
        for piece in pieces
    ]


def with_byline(pieces: Sequence[Piece], told: Sequence[Told | None]) -> list[Piece]:
    """Return pieces with those above the text and at its end that say nothing but who wrote it labelled so."""
    names = {letters(one.value) for one in told if one is not None}
    opening = opening_of(pieces)
    start = next((place for place, piece in enumerate(pieces) if piece.text == opening), 0)
    near = [*range(max(0, start - _TRIED), start), *range(max(start + 1, len(pieces) - _SIGNED), len(pieces))]
    return [
        Piece(Label.BYLINE, piece.text) if place in near and _names_only(piece, names) else piece
        for place, piece in enumerate(pieces)
    ]


def without_note(pieces: Sequence[Piece], authors: Sequence[str]) -> list[Piece]:
    """Return pieces with a note about the author at the end labelled as no part of the text."""
    last = [place for place, piece in enumerate(pieces) if piece.label is Label.PARAGRAPH][1:][-NOTE_REACH:]
    return [
        Piece(Label.OTHER, piece.text) if place in last and is_note(piece.text, authors) else piece
        for place, piece in enumerate(pieces)
    ]


def without_closing(pieces: Sequence[Piece]) -> list[Piece]:
    """Return pieces with what stands behind the end of the text labelled as no part of it."""
    closed = closed_among([(piece.label, piece.text) for piece in pieces])
    return [Piece(Label.OTHER, piece.text) if place in closed else piece for place, piece in enumerate(pieces)]


def _names_only(piece: Piece, names: Set[str]) -> bool:
    is_short = piece.label in (Label.PARAGRAPH, Label.HEADING) and len(piece.text) <= _LONGEST_BYLINE
    return is_short and not names.isdisjoint((letters(piece.text), letters(names_on(piece.text))))


def laid_out(pieces: Sequence[Piece]) -> tuple[str, tuple[Block, ...]]:
    """Return the pieces as one text with a blank line between them, and where each stands in it."""
    blocks, here = [], 0
    for piece in pieces:
        blocks.append(Block(piece.label, Span(here, here + len(piece.text))))
        here += len(piece.text) + len(_GAP)
    return _GAP.join(piece.text for piece in pieces), tuple(blocks)
