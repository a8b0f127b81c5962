"""Bodies as editors of sites keep them in JSON (lists of blocks, trees of nodes, HTML in strings), laid out as HTML."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape, unescape
from typing import Any

_MOST_NODES = 200_000
_DEEPEST = 40
_LEAST_WORDS = 12
# A page's longest text; HTML made of data repeated by references would grow without end.
_LONGEST = 2_000_000
_TEXT = ("text", "value", "content", "html", "rendered", "body", "copy", "paragraph", "children")
_INSIDE = (
    "children", "content", "content_elements", "blocks", "nodes", "elements", "paragraphs", "items", "data", "model",
    "json", "document", "root", "body", "value", "fields", "attributes", "sections", "doc", "bodyModel", "richText",
)  # fmt: skip
_KIND = ("type", "_type", "nodeType", "blockType", "__typename", "component", "kind", "style", "name", "tag")
_HEADING = re.compile(r"(?:sub|cross)?-?head(?:er|ing|line)?(?:[-_ ]?\d)?|h[1-6]|interstitial|title|headingblock", re.I)
_INLINE = re.compile(
    r"(?:text|span|link|hyperlink|a|strong|em|b|i|u|bold|italic|mention|textnode|inline\w*|entity|fragment|leaf|mark)",
    re.I,
)
_ASIDE = re.compile(
    r"image|photo|picture|figure|video|audio|embed|gallery|media|advert|\bads?\b|promo|related|newsletter|caption|"
    r"tweet|social|teaser|recirc|signup|subscribe|list_?links|readmore|interactive|divider|\bbyline|"
    r"raw_?html|oembed|youtube|podcast|poll|quiz|correction_?policy|comments|^script$|link_?list|card",
    re.I,
)
_TITLED = ("headline", "title", "headlines")
_ADDRESSED = ("url", "slug", "link", "href", "canonical_url", "canonicalUrl", "path", "uri")
_MARKUP = re.compile(
    r"</?(?:p|br|div|h[1-6]|ul|ol|li|blockquote|section|a|em|i|b|strong|span|figure)\b[^<>]{0,400}>", re.I
)
_BLOCKS = re.compile(r"<(?:p|div|h[1-6]|ul|ol|li|blockquote|section|br)\b", re.I)
_ESCAPED = re.compile(r"&lt;(?:p|br|div|h[1-6])\b", re.I)
_ADDRESS = re.compile(r"\s*(?:https?:)?//\S+\s*")


@dataclass(slots=True)
class Budget:
    """What may still be looked at; known are the objects that others name by a key."""

    known: Mapping[str, object] = field(default_factory=dict)
    nodes: int = _MOST_NODES
    letters: int = _LONGEST

    def spent(self, size: int = 0) -> bool:
        """Count one more node, of so many characters; tell whether it is too much."""
        self.nodes -= 1
        self.letters -= size
        return self.nodes < 0 or self.letters < 0


def as_html(value: object, budget: Budget) -> str:
    """Return a body as HTML, or "" where a value is none: too few words, or objects that are no blocks of text."""
    html = _laid_out(value, budget, _DEEPEST, inline=False)
    return html if len(re.sub(r"<[^<>]*>", " ", html).split()) >= _LEAST_WORDS else ""


def _laid_out(value: object, budget: Budget, depth: int, *, inline: bool) -> str:
    if depth <= 0 or budget.spent(len(value) if isinstance(value, str) else 0):
        return ""
    if isinstance(value, str):
        return _of_text(value, inline=inline)
    if isinstance(value, list):
        return "".join(_laid_out(one, budget, depth - 1, inline=inline) for one in value)
    return _of_object(value, budget, depth, inline=inline) if isinstance(value, dict) else ""


def _of_text(words: str, *, inline: bool) -> str:
    if _ADDRESS.fullmatch(words):
        return ""
    if _ESCAPED.search(words):
        words = unescape(words)
    if _BLOCKS.search(words):
        return words if inline else f"<div>{words}</div>"
    lines = words.split("\n") if _MARKUP.search(words) else escape(unescape(words), quote=False).split("\n")
    return "<br>".join(lines) if inline else "".join(f"<p>{line}</p>" for line in lines if line.strip())


def _of_object(value: dict[str, Any], budget: Budget, depth: int, *, inline: bool) -> str:
    named = value.get("__ref") or (value.get("id") if value.get("type") == "id" else None)
    if isinstance(named, str):
        return _laid_out(budget.known.get(named), budget, depth - 1, inline=inline)
    kind = next((one for key in _KIND if isinstance(one := value.get(key), str) and one), "")
    if _ASIDE.search(kind) or _is_story(value):
        return ""
    is_inline = inline and (not kind or _INLINE.fullmatch(kind) is not None)
    words = next((value[key] for key in _TEXT if isinstance(value.get(key), str) and value[key].strip()), None)
    if words is not None:
        inner = "" if budget.spent(len(words)) else _of_text(words, inline=True)
    else:
        inner = _inside(value, budget, depth, is_block=bool(kind) or "children" in value)
    if is_inline:
        return inner
    return f"<h2>{inner}</h2>" if _HEADING.fullmatch(kind) else f"<div>{inner}</div>"


def _is_story(value: Mapping[str, object]) -> bool:
    """Tell whether an object is another story's: its title with its address."""
    return any(value.get(key) for key in _TITLED) and any(value.get(key) for key in _ADDRESSED)


def _inside(value: dict[str, Any], budget: Budget, depth: int, *, is_block: bool) -> str:
    known = [value[key] for key in _INSIDE if isinstance(value.get(key), list | dict)]
    return "".join(_laid_out(one, budget, depth - 1, inline=is_block and _is_leaves(one)) for one in known)


def _is_leaves(value: object) -> bool:
    """Tell whether a list holds pieces of one line: text without a kind, or of a kind that stands inside lines."""
    listed = value if isinstance(value, list) else [value]
    return all(isinstance(one, str) or (isinstance(one, dict) and _is_leaf(one)) for one in listed)


def _is_leaf(value: Mapping[str, object]) -> bool:
    kind = next((one for key in _KIND if isinstance(one := value.get(key), str) and one), "")
    return not kind or _INLINE.fullmatch(kind) is not None
