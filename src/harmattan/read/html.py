"""HTML to Article, in numbered steps, each only where the one before fell short.

1. refuse pages built to stall; 2. metadata (meta.py); 3. body by trafilatura, 4. by the page's own
JSON-LD, 5. by reading the visible text as a dump, 6. by the data of its scripts (state.py); 7. name the blocks;
8. lay them out as one text.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from harmattan.errors import NoArticle
from harmattan.ids import content_hash, make_id
from harmattan.read import visible
from harmattan.read.body import extract
from harmattan.read.bylines import split_names
from harmattan.read.furniture import language_of, recognise
from harmattan.read.guard import refuse_hostile
from harmattan.read.headings import Shown, choose_headline
from harmattan.read.lines import CUT_OFF, count_words, split_lines
from harmattan.read.lostheads import lost_headings
from harmattan.read.meta import Meta, read_meta
from harmattan.read.namelines import told_first
from harmattan.read.pagedates import published
from harmattan.read.pagetext import name_lines
from harmattan.read.pieces import (
    LEAST_DEK,
    LEAST_WORDS,
    SAMPLE,
    Piece,
    laid_out,
    named,
    opening_of,
    prose,
    with_byline,
    with_captions,
    with_dek,
    without_closing,
    without_links,
    without_note,
    without_summary,
)
from harmattan.read.sequence import Part, parts
from harmattan.read.state import Found, article_of, blocks_of, is_markup, with_told
from harmattan.read.titles import letters
from harmattan.read.tree import Page, parse, related_links, torn_text, visible_text
from harmattan.records import Article, Block, Label, Link, Told

# trafilatura found too little when the page says its article is this much longer.
_FAR_LONGER = 1.5
# A page without a text of its own shows no more words than a notice about cookies and the foot of the page have.
_SHELL = 80
# A paragraph or two may be said again on purpose, a copy of a text has more.
_COPIED = 3
# "Ada DiopLeave a comment"; "McDonald" and "DiCaprio" are glued to no more.
_GLUED = re.compile(r"[a-zß-ÿ][A-ZÀ-Þ]")
# Lines at which a page's one paragraph is looked for: an attack shows thousands.
_TRIED = 20


@dataclass(frozen=True, slots=True)
class _Reading:
    """A page on its way to becoming an Article."""

    page: Page
    meta: Meta
    shown: Sequence[str]
    headline: tuple[str, str] | None
    pieces: Sequence[Piece]
    about: Sequence[str]
    byline: Told | None


def read_html(html: str, source: str, *, url: str | None = None, fetched_at: str | None = None) -> Article:
    """Return the article of an HTML page: headline, dek and body joined by blank lines.

    Raises UnreadableInput for a page built to stall the parser, NoArticle for one without an article.
    """
    refuse_hostile(html, source)
    page = parse(html, source)
    meta = read_meta(page, url)
    text = visible_text(page.root)
    lines = visible.lines_of(text)
    body = _body(page, meta, text, source)
    state = _state(page, meta, body, source)
    if state is not None:
        meta = with_told(meta, state.said)
        body = [Piece(label, words) for label, words in state.blocks]
    headline = choose_headline(meta.headlines, Shown(page.headings, page.lesser_headings, lines, opening_of(body)))
    pieces = with_dek(named(body, headline[0] if headline else "", page.beside), meta.deks)
    pieces = with_captions(without_links(without_summary(pieces), page.linked), (*page.captions, *page.embeds))
    if sum(count_words(piece.text) for piece in pieces if piece.label is Label.PARAGRAPH) < LEAST_WORDS:
        raise NoArticle(f"{source}: holds no article text")
    about = _about(lines, headline[0] if headline else "", opening_of(pieces) or _first(pieces))
    told = told_first(headline[0] if headline else "", prose(pieces))
    byline = _byline(meta, about, told, visible.behind_text(lines, _last(pieces)))
    byline = _unglued(byline, page) if byline is not None and byline != meta.byline else byline
    pieces = with_byline(pieces, (byline, *meta.authors))
    pieces = without_closing(pieces)
    pieces = without_note(pieces, [one.value for one in _authors(byline, meta)])
    return _article(_Reading(page, meta, lines, headline, pieces, about, byline), source, url, fetched_at)


def _first(pieces: Sequence[Piece]) -> str:
    return next(piece.text for piece in pieces if piece.label is Label.PARAGRAPH)


def _last(pieces: Sequence[Piece]) -> str:
    return next(piece.text for piece in reversed(pieces) if piece.label is Label.PARAGRAPH)


def _state(page: Page, meta: Meta, body: Sequence[Piece], source: str) -> Found | None:
    """Return the article in the page's data where the page shows next to none, and the data far more."""
    size = sum(count_words(piece.text) for piece in body if piece.label is Label.PARAGRAPH)
    if size >= _SHELL or not page.states:
        return None
    found = article_of(page.states, [title for title, _ in meta.headlines], source)
    return found if found is not None and found.words > _FAR_LONGER * size else None


def _body(page: Page, meta: Meta, text: str, source: str) -> list[Piece]:
    pieces = _once([Piece(label, words) for label, words in extract(page.root)])
    size = sum(count_words(piece.text) for piece in pieces)
    told = [Piece(label, words) for label, words in _told_blocks(meta.body, source)]
    # trafilatura falls back on the same JSON-LD, but makes one paragraph of it.
    is_same = len(pieces) == 1 < len(told) and letters(" ".join(one.text for one in told)) == letters(pieces[0].text)
    if is_same or sum(count_words(one.text) for one in told) > max(LEAST_WORDS, _FAR_LONGER * size):
        return told
    lines = visible.lines_of(text)
    return with_headings(_unfolded(pieces, text), page, lines) if size >= LEAST_WORDS else _body_as_dump(text)


def _told_blocks(body: str, source: str) -> Sequence[tuple[Label, str]]:
    lines = [(Label.PARAGRAPH, line) for line in body.split("\n")]
    return (is_markup(body) and blocks_of(body, source)) or lines


def with_headings(pieces: Sequence[Piece], page: Page, lines: Sequence[str]) -> list[Piece]:
    """Return pieces with the headings of sections that the page shows and trafilatura left out."""
    texts = [piece.text for piece in pieces]
    lost = lost_headings(texts, lines, page.lesser_headings, [*page.headings, page.title])
    whole: list[Piece] = []
    for place, piece in enumerate(pieces):
        whole += [Piece(Label.HEADING, lost[place])] if place in lost else []
        whole.append(piece)
    return whole


def _once(pieces: Sequence[Piece]) -> list[Piece]:
    """Return pieces less the second copy of a text: pages hold one for wide screens and, hidden, one for small."""
    keys = [letters(piece.text) if count_words(piece.text[:SAMPLE]) >= LEAST_WORDS else "" for piece in pieces]
    again = {key for key, times in Counter(keys).items() if key and times > 1}
    if len(again) < _COPIED:
        return list(pieces)
    first = {key: place for place, key in reversed(list(enumerate(keys)))}
    return [piece for place, piece in enumerate(pieces) if keys[place] not in again or first[keys[place]] == place]


def _unfolded(pieces: list[Piece], text: str) -> list[Piece]:
    """Return the lines that a page shows for its one paragraph, if they are several: of a short page trafilatura may
    make one of headline, byline and story."""
    if len(pieces) != 1:
        return pieces
    said = letters(pieces[0].text)
    lines = [(line, letters(line)) for line in visible.lines_of(text)]
    for first in [place for place, (_, begun) in enumerate(lines) if begun and said.startswith(begun)][:_TRIED]:
        last, run = first, lines[first][1]
        while len(run) < len(said) and last + 1 < len(lines):
            last += 1
            run += lines[last][1]
        if run == said:
            return [Piece(Label.PARAGRAPH, line) for line, words in lines[first : last + 1] if words]
    return pieces


def _body_as_dump(text: str) -> list[Piece]:
    lines = split_lines(text)
    places = parts(lines)
    coded = (Label.PARAGRAPH, Label.HEADING)
    entries = zip(name_lines(lines, places, None), places, strict=True)
    return [
        Piece(entry.label, entry.line.text) for entry, part in entries if part is Part.BODY and entry.label in coded
    ]


def _dek(reading: _Reading) -> tuple[Told | None, bool]:
    """Return the dek, and whether it is words of its own on the page and not the start of the text."""
    headline = letters(reading.headline[0]) if reading.headline else ""
    deks = [told for told in reading.meta.deks if count_words(told[0]) >= LEAST_DEK and letters(told[0]) != headline]
    standing = next((letters(piece.text) for piece in reading.pieces if piece.label is Label.DEK), None)
    for told in deks:
        if standing == letters(told[0]):
            return Told(*told), False
    whole = [told for told in deks if not told[0].endswith(CUT_OFF)]
    text = letters(" ".join(piece.text for piece in reading.pieces))
    for words, origin in whole:
        if visible.shows(reading.shown, words) and letters(words) not in text:
            return Told(words, origin), True
    return (Told(*(whole or deks)[0]), False) if deks else (None, False)


def _article(reading: _Reading, source: str, url: str | None, fetched_at: str | None) -> Article:
    meta, page = reading.meta, reading.page
    dek, is_own = _dek(reading)
    title = Told(*reading.headline) if reading.headline else None
    front = [Piece(Label.HEADLINE, title.value)] if title else []
    front += [Piece(Label.DEK, dek.value)] if dek and is_own else []
    text, blocks = laid_out([*front, *reading.pieces])
    digest = content_hash(text)
    paragraphs = [piece.text for piece in reading.pieces if piece.label is Label.PARAGRAPH]
    barred = visible.is_barred_below(reading.shown, paragraphs[-1])
    here = meta.canonical_url or url
    return Article(
        id=make_id("art", [here or "", digest]),
        source=source,
        text=text,
        blocks=blocks,
        content_hash=digest,
        url=url,
        canonical_url=meta.canonical_url,
        site=meta.site,
        title=_placed(title, blocks, Label.HEADLINE),
        dek=_placed(dek, blocks, Label.DEK),
        byline=reading.byline,
        published=_published(reading, paragraphs[0], here),
        updated=meta.updated or visible.day_told(reading.about, updated=True),
        language=meta.language or _language(paragraphs),
        reading_minutes=meta.reading_minutes or visible.minutes_told(reading.about),
        truncated=barred or paragraphs[-1].endswith(CUT_OFF),
        paywalled=barred or meta.paywalled,
        sections=tuple(piece.text for piece in reading.pieces if piece.label is Label.HEADING),
        related=_related(page, here),
        fetched_at=fetched_at,
        published_at=meta.published_at,
        updated_at=meta.updated_at,
        amp_url=meta.amp_url,
        authors=_authors(reading.byline, meta),
        tags=meta.tags,
        captions=tuple(dict.fromkeys(words for words in page.captions if words)),
    )


def _about(shown: Sequence[str], headline: str, opening: str) -> list[str]:
    """Return the lines that tell of the article: below its headline, or above its text where that is not shown."""
    below = visible.below_headline(shown, headline)
    return visible.up_to(below, opening) or visible.above_paragraph(shown, opening)


def _byline(meta: Meta, about: Sequence[str], told: str, behind: Sequence[str]) -> Told | None:
    """Return the byline told, or the one on the page where that is none or only the site's name.

    told is the headline and the start of the text, behind the lines right below its end.
    """
    if meta.byline is not None and not meta.is_by_site:
        return meta.byline
    shown = visible.byline_told(about, told) or (visible.byline_behind(behind) if meta.byline is None else None)
    # A word by itself may be a rubric of the site's: "By Invitation".
    is_name = shown is not None and (meta.byline is None or " " in shown.value)
    return shown if is_name else meta.byline


def _unglued(byline: Told, page: Page) -> Told:
    """Return a byline less the words of the next element, where the page writes no blank between the two."""
    if _GLUED.search(byline.value) is None:
        return byline
    torn = visible.lines_of(torn_text(page.root))
    starts = [line for line in torn if " " in line and byline.value.startswith(line)]
    return replace(byline, value=max(starts, key=len)) if starts else byline


def _authors(byline: Told | None, meta: Meta) -> tuple[Told, ...]:
    """Return the authors told, or those of the byline on the page where it stands in for them."""
    if byline is None or byline == meta.byline:
        return meta.authors
    return tuple(Told(name, byline.origin) for name in split_names(byline.value))


def _published(reading: _Reading, first: str, url: str | None) -> Told | None:
    meta, page = reading.meta, reading.page
    opening = opening_of(reading.pieces) or first

    def shown() -> list[str]:
        # The same torn at every tag: columns without a blank run together.
        torn = visible.lines_of(torn_text(page.root))
        below = visible.below_headline(torn, (reading.headline or ("", ""))[0])
        return [*reading.about, *visible.up_to(below, opening)]

    def beside() -> list[list[str]]:
        headline = (reading.headline or ("", ""))[0]
        last = next(reversed(prose(reading.pieces)), first)
        return [visible.above_headline(reading.shown, headline), visible.behind_text(reading.shown, last)]

    return published(meta.published, meta.published_at, shown, page.time, url, first, beside)


def _placed(told: Told | None, blocks: Sequence[Block], label: Label) -> Told | None:
    if told is None:
        return None
    span = next((block.span for block in blocks if block.label is label), None)
    return Told(told.value, told.origin, span)


def _language(paragraphs: Sequence[str]) -> Told | None:
    language = language_of(" ".join(paragraphs))
    return Told(language, "text") if language else None


def _related(page: Page, url: str | None) -> tuple[Link, ...]:
    return tuple(Link(title, address) for title, address in related_links(page.root, url or "", _opens_related))


def _opens_related(words: str) -> bool:
    furniture = recognise(words)
    return furniture is not None and furniture.opens_zone and furniture.label is Label.RELATED
