"""The door of this stage: a page by name, or a text in hand, to an Article."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace

from harmattan.errors import NoArticle, UnreadableInput
from harmattan.ids import content_hash, make_id
from harmattan.read.decode import decode
from harmattan.read.given import Text, with_given
from harmattan.read.source import LETTER, SIZE_LIMIT, Raw, load
from harmattan.records import Article, Block, Label, Span, Told

_HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?>(?><!--.{0,2000}?-->)\s*)*+"  # else many notes could end in very many ways
    r"<(?:!doctype\s+html|html|head|body|article|main|section|div|meta|title|p|h1|script|link)\b",
    re.IGNORECASE | re.DOTALL,
)
_PAGE_TAG = re.compile(r"<(?:html|head|body)\b[^<>]{0,1000}>", re.IGNORECASE)
_HEAD = 4096


def read(
    source: str, *, allow_private: bool = False, limit: int = SIZE_LIMIT, fetched_at: str | None = None
) -> Article:
    """Return the article of a file path, an http(s) URL or "-" (standard input): HTML or a text dump.

    fetched_at is kept as given. Raises UnreadableInput for what is missing, empty, binary, too large,
    hostile or JSON lines, NoArticle for a page that holds no article.
    """
    return read_raw(load(source, allow_private=allow_private, limit=limit), fetched_at=fetched_at)


def read_raw(raw: Raw, *, fetched_at: str | None = None) -> Article:
    """Return the article in raw bytes, a page or a letter; see read."""
    page = raw
    if raw.content_type == LETTER:
        from harmattan.read.mail import page_in

        page = page_in(raw)
    article = _read_page(page, fetched_at or raw.fetched_at)
    return with_given(article, page.given) if page.given else article


def _read_page(raw: Raw, fetched_at: str | None) -> Article:
    text = decode(raw.data, raw.source, raw.content_type)
    if not text.strip():
        raise UnreadableInput(f"{raw.source}: is empty")
    if is_html(text, raw.content_type):
        from harmattan.read.html import read_html

        return read_html(text, raw.source, url=raw.url, fetched_at=fetched_at)
    if _is_json_lines(text):
        raise UnreadableInput(
            f"{raw.source}: is JSON, not a page; as JSON lines it is read: one object a line, no list around"
        )
    from harmattan.read.pagetext import read_page_text

    return read_page_text(text, raw.source, url=raw.url, fetched_at=fetched_at)


def from_record(record: Text) -> Article:
    """Return a record's text as an Article: its title, where it gives one, stands in front as the headline.

    Raises NoArticle if the text is blank.
    """
    given = record.given
    body = from_text(record.text, record.source)
    first = record.text[body.blocks[0].span.start :].split("\n", 1)[0].strip()
    is_there = " ".join(first.split()).casefold() == given.title.casefold()
    text = record.text if is_there or not given.title else f"{given.title}\n\n{record.text}"
    blocks = tuple(Block(Label.PARAGRAPH, span) for span in _runs(text))
    if given.title:
        blocks = _headed(text, blocks, len(first) if is_there else len(given.title))
    digest = content_hash(text)
    article = replace(
        body,
        # Two outlets that print one text are two articles, whoever gave them neither address nor id.
        id=make_id("art", [given.url or given.id or given.site, digest]),
        text=text,
        content_hash=digest,
        url=given.url or None,
        blocks=blocks,
        title=Told(given.title, given.origin, blocks[0].span) if given.title else None,
    )
    article = with_given(article, given)
    return article if article.language else replace(article, language=_language(record.text))


def _headed(text: str, blocks: tuple[Block, ...], size: int) -> tuple[Block, ...]:
    """Return the blocks with the first size characters of the first as the headline."""
    whole = blocks[0].span
    end = whole.start + size
    rest = text[end : whole.end]
    after = Span(end + len(rest) - len(rest.lstrip()), whole.end)
    paragraph = (Block(Label.PARAGRAPH, after),) if rest.strip() else ()
    return (Block(Label.HEADLINE, Span(whole.start, end)), *paragraph, *blocks[1:])


def _language(text: str) -> Told | None:
    from harmattan.read.furniture import language_of

    language = language_of(text)
    return Told(language, "text") if language else None


def from_text(text: str, source: str, published: str | None = None) -> Article:
    """Return text as an Article as it stands: every run of non-blank lines is a paragraph.

    No furniture is looked for, and offsets are into text exactly as given. source names the text and
    is part of its id. Raises NoArticle if text is blank.
    """
    blocks = tuple(Block(Label.PARAGRAPH, span) for span in _runs(text))
    if not blocks:
        raise NoArticle(f"{source}: holds no text")
    digest = content_hash(text)
    return Article(
        id=make_id("art", [source, digest]),
        source=source,
        text=text,
        blocks=blocks,
        content_hash=digest,
        published=None if published is None else Told(published, "given"),
    )


def _runs(text: str) -> Iterator[Span]:
    """Yield the stretches between blank lines, outer space left out."""
    here, start, end = 0, -1, -1
    for line in text.split("\n"):
        bare = line.strip()
        if bare:
            first = here + line.index(bare)
            start, end = (first if start < 0 else start), first + len(bare)
        elif start >= 0:
            yield Span(start, end)
            start = -1
        here += len(line) + 1
    if start >= 0:
        yield Span(start, end)


def is_html(text: str, content_type: str = "") -> bool:
    """Tell whether a text is a web page by its first tag, or by what the server calls it."""
    head = text[:_HEAD]
    if _HTML_START.match(head) or _PAGE_TAG.search(head):
        return True
    return "html" in content_type.lower() and "<" in head


def _is_json_lines(text: str) -> bool:
    first = text.lstrip().split("\n", 1)[0].strip()
    if not first.startswith(("{", "[")):
        return False
    if first in ("{", "["):
        return True
    try:
        return isinstance(json.loads(first), dict | list)
    except (ValueError, RecursionError):
        return False
