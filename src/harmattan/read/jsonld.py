"""The article a page describes of itself in JSON-LD (schema.org)."""

import html
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

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
_SIZE_LIMIT = 2_000_000
_NODE_LIMIT = 20_000
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


def described(scripts: Iterable[str]) -> Described:
    """Return what the scripts say of the page's article; broken scripts say nothing."""
    nodes = [node for script in scripts for node in _nodes(_parse(script))]
    ranked = sorted((rank, place) for place, node in enumerate(nodes) if (rank := _rank(node)) is not None)
    if not ranked:
        return Described()
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    return _describe(nodes[ranked[0][1]], by_id)


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


def _nodes(value: object) -> Iterator[dict[str, Any]]:
    """Yield every object of the tree, outer before inner, in page order."""
    queue = [value]
    for _ in range(_NODE_LIMIT):
        if not queue:
            return
        here = queue.pop()
        if isinstance(here, dict):
            yield here
            queue.extend(reversed(list(here.values())))
        elif isinstance(here, list):
            queue.extend(reversed(here))


def _rank(node: dict[str, Any]) -> int | None:
    kinds = [str(kind).rsplit("/", 1)[-1].rsplit(":", 1)[-1].lower() for kind in _listed(node.get("@type"))]
    ranks = [_ARTICLE_TYPES.index(kind) for kind in kinds if kind in _ARTICLE_TYPES]
    has_words = any(node.get(key) for key in ("headline", "datePublished", "articleBody", "name"))
    return min(ranks) if ranks and has_words else None


def _describe(node: dict[str, Any], by_id: dict[str, dict[str, Any]]) -> Described:
    people = [_name(person, by_id) for person in _listed(node.get("author"))]
    named = list(dict.fromkeys(name.strip(" ,") for name in people if name.strip(" ,") and "://" not in name))
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
    page = node.get("mainEntityOfPage")
    candidates = (node.get("url"), page.get("@id") if isinstance(page, dict) else page)
    return next((url for url in candidates if isinstance(url, str) and url.startswith("http")), "")


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
