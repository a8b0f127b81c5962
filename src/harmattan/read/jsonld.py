"""The article a page describes of itself in JSON-LD (schema.org)."""

import html
import json
import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import islice
from typing import Any

from harmattan.read.bylines import is_account
from harmattan.read.titles import ALIKE, letters, share

# By preference: a page can describe an article, its web page and its videos side by side.
_ARTICLE_TYPES = (
    "newsarticle",
    "reportagenewsarticle",
    "analysisnewsarticle",
    "backgroundnewsarticle",
    "opinionnewsarticle",
    "reviewnewsarticle",
    "liveblogposting",
    "article",
    "blogposting",
    "report",
    "techarticle",
    "scholarlyarticle",
    "socialmediaposting",
    "webpage",
)
_PAGE = len(_ARTICLE_TYPES) - 1
# Where other stories than the page's own are described.
_ASIDES = frozenset(
    {"itemListElement", "hasPart", "isPartOf", "mentions", "citation", "isBasedOn", "relatedLink", "liveBlogUpdate"}
)
# A shorter title may open or end another by chance.
_TITLE_WORDS = 4
# What shares less with the titles on which a page agrees is another story, whatever its address.
_STRANGE = 0.1
_ADDRESS_START = re.compile(r"https?://(?:www\.)?")
_SIZE_LIMIT = 2_000_000
_NODE_LIMIT = 20_000
# A page describes a few dozen stories beside its own.
_MOST = 200
_LONGEST_TITLE = 400
_LONGEST_ADDRESS = 2_000
_MOST_TAGS = 50
_INLINE_TAG = re.compile(r"</?(?:em|i|b|strong|span|br|sup|sub|p)\b[^<>]{0,200}>", re.I)
_WRAPPING = ("//", "/*", "<![CDATA[", "<!--", "*/", "]]>", "-->", ";")
_TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")


@dataclass(frozen=True, slots=True)
class Described:
    """What the JSON-LD of a page says; everything untold is empty. kind is the schema.org type."""

    kind: str = ""
    title: str = ""
    dek: str = ""
    byline: str = ""
    published: str = ""
    updated: str = ""
    language: str = ""
    site: str = ""
    url: str = ""
    body: str = ""
    time_required: str = ""
    paywalled: bool = False
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """What the rest of the page says of its article: its titles, and its addresses."""

    titles: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()


_NOTHING = Known()


@dataclass(frozen=True, slots=True)
class _Node:
    """An object of JSON-LD. is_aside: it stands in a list or beside the object around it."""

    said: dict[str, Any]
    is_aside: bool


def described(scripts: Iterable[str], known: Known = _NOTHING) -> Described:
    """Return what the scripts say of the page's article; broken scripts say nothing.

    known tells the article from other stories the page describes: those of another title and address are left out.
    """
    nodes = [node for script in scripts for node in _nodes(_parse(script))]
    articles = islice(((place, kind) for place, node in enumerate(nodes) if (kind := _kind(node)) is not None), _MOST)
    own = frozenset(_bare(address) for address in known.addresses)
    fits = ((_fit(nodes[place], known.titles, own, is_page=kind == _PAGE), kind, place) for place, kind in articles)
    ranked = sorted((fit, kind, place) for fit, kind, place in fits if fit is not None)
    if not ranked:
        return Described()
    by_id = {one.said["@id"]: one.said for one in nodes if isinstance(one.said.get("@id"), str) and len(one.said) > 1}
    return _describe(nodes[ranked[0][-1]].said, by_id)


def _parse(script: str) -> object:
    if len(script) > _SIZE_LIMIT:
        return None
    script = _unwrapped(script)
    for attempt in (script, _TRAILING_COMMA.sub("", script)):
        try:
            # Line breaks inside strings are against JSON and common in pages.
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _unwrapped(script: str) -> str:
    """Return a script less the comment marks that old pages put around it."""
    before = None
    while script != before:
        before = script
        script = script.strip()
        for mark in _WRAPPING:
            script = script.removeprefix(mark).removesuffix(mark)
    return script


def _nodes(value: object) -> Iterator[_Node]:
    """Yield every object of the tree, outer before inner, in page order."""
    queue = [(value, False)]
    for _ in range(_NODE_LIMIT):
        if not queue:
            return
        here, is_aside = queue.pop()
        if isinstance(here, dict):
            yield _Node(here, is_aside)
            queue.extend((inner, is_aside or name in _ASIDES) for name, inner in reversed(here.items()))
        elif isinstance(here, list):
            queue.extend((inner, is_aside) for inner in reversed(here))


def _kind(node: _Node) -> int | None:
    """Return the place of an object's type among those of articles, or None if it says nothing of one."""
    kinds = [str(kind).rsplit("/", 1)[-1].rsplit(":", 1)[-1].lower() for kind in _listed(node.said.get("@type"))]
    ranks = [_ARTICLE_TYPES.index(kind) for kind in kinds if kind in _ARTICLE_TYPES]
    has_words = any(node.said.get(key) for key in ("headline", "datePublished", "articleBody", "name"))
    return min(ranks) if ranks and has_words else None


def _fit(node: _Node, titles: Sequence[str], own: Set[str], *, is_page: bool) -> int | None:
    """Return 0 for an object of the page's title or address, None for another story's, more for one between."""
    told = {_bare(address) for address in [*_addresses(node.said), _text(node.said.get("@id"))] if address}
    title = (_text(node.said.get("headline")) or _text(node.said.get("name")))[:_LONGEST_TITLE]
    # The web page is of the article's address whatever else it says: an article goes before it.
    if not is_page and (own & told or any(_is_title(title, other) for other in titles)):
        return 0
    is_elsewhere = node.is_aside or (own and told and not own & told)
    alike = max((share(title, other) for other in titles), default=1.0) if title else 1.0
    is_strange = not is_page and alike < _STRANGE and len(title.split()) >= _TITLE_WORDS and _is_agreed(titles)
    if is_strange or (is_elsewhere and alike < ALIKE):
        return None
    return 2 if node.is_aside else 1


def _is_agreed(titles: Sequence[str]) -> bool:
    """Tell whether the page gives its story one title in two places or more: JSON-LD with another is another's."""
    keys = sorted({key for title in titles if (key := letters(title))}, key=len)
    is_long = any(len(title.split()) >= _TITLE_WORDS and letters(title) == keys[0] for title in titles)
    return is_long and len(titles) > 1 and all(keys[0] in key for key in keys)


def _is_title(title: str, other: str) -> bool:
    """Tell whether two titles are one, or one with a section before it or a site after it."""
    here, there = letters(title), letters(other)
    is_long = len(title.split()) >= _TITLE_WORDS
    return bool(here) and (here == there or (is_long and (there.startswith(here) or there.endswith(here))))


def _addresses(node: dict[str, Any]) -> list[str]:
    page = node.get("mainEntityOfPage")
    told = (node.get("url"), page.get("@id") if isinstance(page, dict) else page)
    return [address for address in told if isinstance(address, str) and address.startswith("http")]


def _bare(address: str) -> str:
    page = address.strip()[:_LONGEST_ADDRESS].casefold().partition("#")[0].removesuffix("/")
    start = _ADDRESS_START.match(page)
    return page[start.end() :] if start else page


def _describe(node: dict[str, Any], by_id: dict[str, dict[str, Any]]) -> Described:
    people = [_name(person, by_id) for person in _listed(node.get("author"))]
    names = (name.strip(" ,") for name in people if "://" not in name and not is_account(name))
    named = list(dict.fromkeys(filter(None, names)))
    return Described(
        kind=str(_listed(node.get("@type"))[0]),
        title=_text(node.get("headline")) or _text(node.get("name")),
        dek=_text(node.get("description")) or _text(node.get("alternativeHeadline")),
        byline=", ".join(named),
        authors=tuple(named),
        tags=_tags(node.get("keywords")),
        published=_text(node.get("datePublished")),
        updated=_text(node.get("dateModified")),
        language=_name(node.get("inLanguage"), by_id),
        site=next((name for entry in _listed(node.get("publisher")) if (name := _name(entry, by_id))), ""),
        url=_url(node),
        body=_paragraphs(node.get("articleBody")),
        time_required=_text(node.get("timeRequired")),
        paywalled=_is_locked(node),
    )


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) and value else [value]


def _text(value: object) -> str:
    first = _listed(value)[0]
    if not isinstance(first, str):
        return ""
    return " ".join(_INLINE_TAG.sub(" ", html.unescape(html.unescape(first))).split())


def _paragraphs(value: object) -> str:
    if not isinstance(value, str):
        return ""
    lines = html.unescape(value).replace("\r", "\n").split("\n")
    return "\n".join(kept for line in lines if (kept := " ".join(line.split())))


def _name(value: object, by_id: dict[str, dict[str, Any]]) -> str:
    if isinstance(value, dict):
        known = value if "name" in value else by_id.get(str(value.get("@id")), value)
        return _text(known.get("name"))
    return _text(value)


def _url(node: dict[str, Any]) -> str:
    return next(iter(_addresses(node)), "")


def _tags(value: object) -> tuple[str, ...]:
    """Keywords are a list, or one text with commas; some pages put "name:value" pairs of their own among them."""
    listed = value if isinstance(value, list) else str(value or "").split(",")
    names = (_text(one.get("name") if isinstance(one, dict) else one) for one in listed[:_MOST_TAGS])
    return tuple(name for name in names if name and ":" not in name)


def _is_locked(node: dict[str, Any]) -> bool:
    """An article told to be free is; one that is silent may still say that a part of it is not."""
    if "isAccessibleForFree" in node:
        return _is_no(node["isAccessibleForFree"])
    return any(
        isinstance(part, dict) and _is_no(part.get("isAccessibleForFree", "")) for part in _listed(node.get("hasPart"))
    )


def _is_no(value: object) -> bool:
    return str(value).strip().lower() in ("false", "http://schema.org/false", "https://schema.org/false", "no")
