"""The article that a page keeps only in the data of its scripts, from which a browser builds what readers see.

Steps: 1. read the data of each script as JSON; 2. look through it for objects that have a title and a body; 3. take
the one of the page's own title, else the longest; 4. lay its body out as HTML and read the lines of that.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from harmattan.errors import InputError
from harmattan.read.daywords import day_of, moment_of
from harmattan.read.flight import flight_values
from harmattan.read.guard import refuse_hostile
from harmattan.read.lines import count_words
from harmattan.read.meta import Meta
from harmattan.read.richtext import Budget, as_html
from harmattan.read.titles import ALIKE, letters, share
from harmattan.read.tree import STREAMED, parse, visible_text
from harmattan.records import Label, Told

ORIGIN = "state"
_SIZE_LIMIT = 4_000_000
# Scripts that are looked into, and assignments in each: a page has one or two that hold its state.
_MOST_SCRIPTS = 40
_MOST_ASSIGNED = 10
_NODE_LIMIT = 100_000
_LEAST_WORDS = 12
_MOST_FOUND = 200
_LONGEST_TITLE = 400
_ASSIGNED = re.compile(
    r"(?:\b(?:window|self|globalThis)\s{0,4}(?:\.|\[\s{0,4}[\"'])|\b(?:var|let|const)\s{1,4})[\w$.-]{1,80}(?:[\"']\s{0,4}\])?"
    r"\s{0,4}=\s{0,4}(?P<parse>JSON\.parse\(\s{0,4})?(?=[{\[\"'])"
)
_UNDEFINED = re.compile(r"(?<=[:\[,])\s{0,4}(?:undefined|void 0|NaN)(?=\s{0,4}[,}\]])")
_SINGLE_QUOTED = re.compile(r"'((?:[^'\\]|\\.)*+)'", re.S)
_HEX = re.compile(r"\\x([0-9A-Fa-f]{2})")
_BARE_QUOTE = re.compile(r'(?<!\\)"')
_MARKUP = re.compile(r"</?(?:p|br|div|h[1-6]|ul|li|blockquote|section)\b[^<>]{0,200}>", re.I)

_TITLES = ("headline", "title", "name", "headlines")
_BODIES = (
    "articleBody", "article_body", "articlebody", "body", "bodyHtml", "body_html", "bodyHTML", "bodyText", "content",
    "contentHtml", "content_html", "content_elements", "contentElements", "contentBlocks", "html", "text", "fullText",
    "paragraphs", "blocks", "components", "richText", "rich_text", "story", "storyHTML", "bodyContent", "bodyModel",
)  # fmt: skip
_PUBLISHED = (
    "datePublished", "publishedAt", "published_at", "publishedDate", "published_date", "publishDate", "publish_date",
    "publicationDate", "publication_date", "firstPublished", "first_publish_date", "firstPublishedAt", "display_date",
    "displayDate", "pubDate", "published", "date",
)  # fmt: skip
_UPDATED = ("dateModified", "updatedAt", "updated_at", "modifiedAt", "lastModified", "last_updated_date", "modified")
_AUTHORS = ("authors", "author", "byline", "creators", "creator", "credits")
_DEKS = ("dek", "standfirst", "subtitle", "description", "summary")
_NAMES = ("name", "fullName", "displayName", "full_name", "display_name", "byline", "title")
# Where an object or list stands for a text: the words that a title, a date or a name has inside.
_INNER = ("basic", "rendered", "default", "text", "value", "plain", "iso", "by", "nodes", "data")
_MILLISECONDS = 10**12
_EPOCH = (10**9 // 2, 4 * 10**12)


@dataclass(frozen=True, slots=True)
class Found:
    """An article in the state of a page: the blocks of its body, and the object that has its title."""

    blocks: tuple[tuple[Label, str], ...]
    said: dict[str, Any]

    @property
    def words(self) -> int:
        """The words of the body."""
        return sum(count_words(words) for _, words in self.blocks)


def article_of(scripts: Sequence[str], titles: Sequence[str], source: str) -> Found | None:
    """Return the article that the scripts hold, or None; titles are those that the page tells."""
    near = [script for script in scripts if STREAMED not in script][:_MOST_SCRIPTS]
    values = [*(value for script in near for value in _values(script)), *flight_values(scripts)]
    known = list(_candidates(values))
    own = [one for one in known if _is_own(one[1], titles)]
    html, said = max(own or known, key=lambda one: len(one[0]), default=("", {}))
    others = sum(len(body) for body, other in known if other is not said and body not in html)
    if not html or (not own and others > len(html)):
        # The stories of a front page, of which none is the page's.
        return None
    found = Found(blocks_of(html, source), said)
    return found if found.words >= _LEAST_WORDS else None


def is_markup(words: str) -> bool:
    """Tell whether a text is HTML."""
    return _MARKUP.search(words) is not None


def blocks_of(html: str, source: str) -> tuple[tuple[Label, str], ...]:
    """Return the lines of a piece of HTML, headings and captions labelled; none of one built to stall a parser."""
    try:
        refuse_hostile(html, source)
        page = parse(f"<body>{html}</body>", source)
    except InputError:
        return ()
    headings = {letters(heading) for heading in (*page.headings, *page.lesser_headings)}
    captions = {letters(caption) for caption in page.captions}
    lines = (line.strip() for line in visible_text(page.root).split("\n"))
    return tuple((_label(letters(line), headings, captions), line) for line in lines if line)


def _label(key: str, headings: set[str], captions: set[str]) -> Label:
    return Label.HEADING if key in headings else Label.CAPTION if key in captions else Label.PARAGRAPH


def with_told(meta: Meta, said: dict[str, Any]) -> Meta:
    """Return meta with what the object of the article tells: its title first, the rest where the page is silent."""
    title, dek = _text(said, _TITLES), _text(said, _DEKS)
    people = tuple(Told(name, ORIGIN) for name in _people(said))
    published, updated = _moment(said, _PUBLISHED), _moment(said, _UPDATED)
    return replace(
        meta,
        headlines=(*([(title, ORIGIN)] if title else []), *meta.headlines),
        deks=(*meta.deks, *([(dek, ORIGIN)] if dek else [])),
        byline=meta.byline or (Told(", ".join(one.value for one in people), ORIGIN) if people else None),
        authors=meta.authors or people,
        published=meta.published or _told(day_of(published)),
        published_at=meta.published_at if meta.published else _told(moment_of(published)),
        updated=meta.updated or _told(day_of(updated)),
        updated_at=meta.updated_at if meta.updated else _told(moment_of(updated)),
    )


def _told(value: str) -> Told | None:
    return Told(value, ORIGIN) if value else None


def _values(script: str) -> Iterator[object]:
    """Yield what a script holds as data: itself, or what it gives to names of the window."""
    script = script.strip()
    if len(script) > _SIZE_LIMIT:
        return
    if script[:1] in "{[":
        whole = _decoded(script, 0)
        if whole is not None:
            yield whole
            return
    end = 0
    for count, found in enumerate(_ASSIGNED.finditer(script)):
        if count >= _MOST_ASSIGNED:
            return
        if found.start() >= end:
            value = _assigned(script, found.end())
            if value is not None:
                yield value


def _assigned(script: str, start: int) -> object:
    value = _decoded(script, start) if script[start] != "'" else _single(script, start)
    # JSON.parse("...") and data written as one string.
    return _decoded(value, 0) if isinstance(value, str) else value


def _decoded(text: str, start: int) -> object:
    if text[start : start + 1] == '"':
        text, start = _HEX.sub(r"\\u00\1", text[start:]).replace("\\'", "'"), 0
    for attempt in (text[start:], _UNDEFINED.sub("null", text[start:])):
        try:
            return json.JSONDecoder(strict=False).raw_decode(attempt)[0]
        except (ValueError, RecursionError):
            continue
    return None


def _single(script: str, start: int) -> object:
    quoted = _SINGLE_QUOTED.match(script, start)
    if quoted is None:
        return None
    return _decoded(f'"{_BARE_QUOTE.sub(chr(92) + chr(92) + chr(34), quoted[1])}"', 0)


def _candidates(values: Sequence[object]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield (body as HTML, the object with its title) for each body in the data, outer before inner."""
    budget = Budget(_named_objects(values))
    queue: list[tuple[object, dict[str, Any]]] = [(value, {}) for value in reversed(values)]
    found = 0
    for _ in range(_NODE_LIMIT):
        if not queue or found >= _MOST_FOUND:
            return
        here, owner = queue.pop()
        if isinstance(here, list):
            queue.extend((inner, owner) for inner in reversed(here))
        if not isinstance(here, dict):
            continue
        owner = here if _text(here, _TITLES) else owner
        bodies = {key: html for key in _BODIES if key in here and owner and (html := as_html(here[key], budget))}
        found += len(bodies)
        yield from ((html, owner) for html in bodies.values())
        queue.extend((inner, owner) for key, inner in reversed(here.items()) if key not in bodies)


def _named_objects(values: Sequence[object]) -> dict[str, object]:
    """Return the objects that others name by a key (Apollo): those of the outermost levels."""
    known: dict[str, object] = {}
    level = list(values)
    for _ in range(5):
        inner = [(key, value) for one in level if isinstance(one, dict) for key, value in one.items()]
        known |= {key: value for key, value in inner if ":" in key and isinstance(value, dict)}
        level = [value for _, value in inner][:_NODE_LIMIT]
    return known


def _is_own(said: dict[str, Any], titles: Sequence[str]) -> bool:
    title = _text(said, _TITLES)[:_LONGEST_TITLE]
    return any(share(title, other[:_LONGEST_TITLE]) >= ALIKE for other in titles)


def _text(said: dict[str, Any], names: Sequence[str]) -> str:
    return next((words for name in names if (words := " ".join(_inner(said.get(name)).split()))), "")


def _inner(value: object) -> str:
    """Return the words of a value, or those inside it; the first of a list."""
    for _ in range(4):
        if isinstance(value, list):
            value = value[0] if value else None
        elif isinstance(value, dict):
            value = next((value[key] for key in _INNER if value.get(key)), None)
    return value if isinstance(value, str) else ""


def _people(said: dict[str, Any]) -> list[str]:
    for key in _AUTHORS:
        value = said.get(key)
        if isinstance(value, dict):
            value = next((value[inner] for inner in ("by", "nodes", "data") if value.get(inner)), [value])
        listed = value if isinstance(value, list) else [value]
        names = [one if isinstance(one, str) else _text(one, _NAMES) if isinstance(one, dict) else "" for one in listed]
        known = [" ".join(name.split()) for name in names if name.strip() and "://" not in name]
        if known:
            return list(dict.fromkeys(known))[:20]
    return []


def _moment(said: dict[str, Any], names: Sequence[str]) -> str:
    """Return a moment as the state writes it; counts of seconds or thousandths since 1970 as UTC."""
    for name in names:
        value = said.get(name)
        if isinstance(value, int) and _EPOCH[0] < value < _EPOCH[1]:
            seconds = value / 1000 if value >= _MILLISECONDS // 10 else value
            return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")
        if words := _inner(value):
            return words
    return ""
