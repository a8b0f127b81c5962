"""The parsed page: the only module that knows lxml.

A Page holds plain values for the steps that need no tree, and the tree for the two that do.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import unescape
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from harmattan.errors import NoArticle, UnreadableInput

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# The busiest of 100 news pages has 2,100 elements; extraction takes about 30 s a million and up.
MAX_ELEMENTS = 40_000
# Real pages nest to 31; libxml2 drops what lies deeper than 255, the article with it.
MAX_DEPTH = 250
_SILENT = frozenset({"script", "style", "noscript", "template", "head", "svg", "iframe", "object", "math"})
# Elements that start and end a line of visible text, as in a browser's innerText.
_LINES = frozenset({
    "address", "article", "aside", "blockquote", "body", "button", "center", "dd", "details", "dialog", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hr", "legend", "li", "main", "nav", "ol", "option", "p", "pre", "section", "select", "summary",
    "table", "tbody", "td", "th", "thead", "tr", "ul",
})  # fmt: skip
_HEADINGS = ("h2", "h3", "h4", "h5", "h6", "strong", "b", "summary", "p", "span", "div")
_HEADING_ELEMENTS = 6
# How many elements around a "Related news" heading its links are looked for in.
_CLIMB = 3
_STORY_WORDS = 4
_MAX_RELATED = 20
# A page has a handful of such headings; an attack has thousands around the same links.
_MAX_RELATED_HEADINGS = 10
_DATE_ITEMS = frozenset({"datepublished", "datemodified"})
# Elements between a headline and its date line.
_TIME_REACH = 60
_MOST_CAPTIONS = 200
_MOST_HEADINGS = 200
_MOST_PARAGRAPHS = 2_000
# Objects and lists as JSON writes them, inside a string too.
_DATA = re.compile(r"[{\[]\s{0,40}(?:\\?\"|\\u0022|\\x22|\{)")
# A piece of streamed data may break off anywhere (flight.py).
STREAMED = "__next_f"
# The classes that sites of posts tell others to give them.
_POST = re.compile(r"\b(?:twitter-tweet|twitter-video|instagram-media|tiktok-embed|bluesky-embed|mastodon-embed)\b")
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says of itself. metas are (name, content) in page order, names lower-cased.

    headings are the texts of h1, lesser_headings those of h2 and h3, captions the words under pictures: of one around
    another, the inner alone. embeds are the paragraphs of posts shown from elsewhere, linked the headings that are a
    link to another page, beside the paragraphs, those of one element together. time is the moment of the first time
    element below the first h1. scripts are those of JSON-LD, states the others that may hold data.
    """

    root: "HtmlElement"
    language: str
    title: str
    metas: tuple[tuple[str, str], ...]
    scripts: tuple[str, ...]
    canonical: str
    headings: tuple[str, ...]
    lesser_headings: tuple[str, ...] = ()
    amp: str = ""
    time: str = ""
    captions: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    embeds: tuple[str, ...] = ()
    linked: tuple[str, ...] = ()
    beside: tuple[tuple[str, ...], ...] = ()

    def meta(self, *names: str) -> str:
        """Return the first content of the first of these names that the page gives, or ""."""
        for name in names:
            for key, content in self.metas:
                if key == name and content:
                    return content
        return ""


def parse(html: str, source: str) -> Page:
    """Return the page. Raises NoArticle without elements, UnreadableInput for a hostile tree."""
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        root = document_fromstring(html.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise NoArticle(f"{source}: is an empty HTML page") from error
    _refuse_hostile_tree(root, source)
    # Its insides are text to this parser, and would be shown with their tags.
    etree.strip_elements(root, "noscript", with_tail=False)
    return Page(
        root=root,
        language=root.get("lang") or root.get("xml:lang") or "",
        title=_first(text_of(element) for element in root.iter("title")),
        metas=(*_metas(root), *_dated(root)),
        scripts=tuple(_data_scripts(root)),
        canonical=_first(link.get("href", "") for link in root.iter("link") if "canonical" in link.get("rel", "")),
        headings=tuple(islice(filter(None, map(text_of, _innermost(root, "h1"))), _MOST_HEADINGS)),
        lesser_headings=tuple(text_of(element) for element in islice(_innermost(root, "h2", "h3"), _MOST_HEADINGS)),
        amp=_first(link.get("href", "") for link in root.iter("link") if "amphtml" in link.get("rel", "")),
        time=_time_below(root),
        captions=tuple(text_of(element) for element in islice(_innermost(root, "figcaption"), _MOST_CAPTIONS)),
        states=tuple(_states(root)),
        embeds=tuple(islice(_embeds(root), _MOST_CAPTIONS)),
        linked=tuple(islice(_linked(root), _MOST_CAPTIONS)),
        beside=tuple(_beside(root)),
    )


def _refuse_hostile_tree(root: "HtmlElement", source: str) -> None:
    count = depth = 0
    level: list[HtmlElement] = [root]
    while level:
        depth += 1
        count += len(level)
        if count > MAX_ELEMENTS:
            raise UnreadableInput(f"{source}: refused, more than {MAX_ELEMENTS:,} elements in one page")
        level = [child for element in level for child in element]
    if depth > MAX_DEPTH:
        raise UnreadableInput(f"{source}: refused, elements nested deeper than {MAX_DEPTH}")


def _first(values: Iterator[str]) -> str:
    return next((value.strip() for value in values if value.strip()), "")


def _innermost(root: "HtmlElement", *names: str) -> Iterator["HtmlElement"]:
    """Yield the elements of these names that hold none of them, so that no words are read once for each around them."""
    return (element for element in root.iter(*names) if next(element.iterdescendants(*names), None) is None)


def text_of(element: "HtmlElement") -> str:
    """Return the visible words of an element on one line."""
    return " ".join("".join(_words(element)).split())


def _words(element: "HtmlElement") -> Iterator[str]:
    for event, value in _walk(element):
        yield value if event == "text" else " "


def _metas(root: "HtmlElement") -> Iterator[tuple[str, str]]:
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        content = " ".join(unescape(element.get("content", "")).split())
        if name and content:
            yield name.strip().lower(), content


def _dated(root: "HtmlElement") -> Iterator[tuple[str, str]]:
    """Yield the microdata that stands on the words it describes; it is asked after that of meta elements."""
    for element in root.iter("time", "span", "div", "p", "abbr"):
        name = (element.get("itemprop") or "").strip().lower()
        value = element.get("datetime") or element.get("content") or ""
        if name in _DATE_ITEMS and value:
            yield name, value.strip()
        elif element.tag == "time" and "pubdate" in element.attrib and element.get("datetime"):
            yield "pubdate", element.get("datetime", "").strip()


def _time_below(root: "HtmlElement") -> str:
    heading = next(root.iter("h1"), None)
    if heading is None:
        return ""
    near = islice(_following(heading), _TIME_REACH)
    return _first(element.get("datetime", "") for element in near if element.tag == "time")


def _following(element: "HtmlElement") -> Iterator["HtmlElement"]:
    """Yield the elements after element in page order, those inside it left out."""
    here: HtmlElement | None = element
    while here is not None:
        for sibling in here.itersiblings():
            yield from sibling.iter()
        here = here.getparent()


def _data_scripts(root: "HtmlElement") -> Iterator[str]:
    for element in root.iter("script"):
        if "ld+json" in element.get("type", "").lower() and element.text:
            yield element.text


def _states(root: "HtmlElement") -> Iterator[str]:
    for element in root.iter("script"):
        is_data = "ld+json" not in element.get("type", "").lower() and element.text is not None
        if is_data and element.text and (STREAMED in element.text or _DATA.search(element.text) is not None):
            yield element.text


def _embeds(root: "HtmlElement") -> Iterator[str]:
    posts = (element for element in _innermost(root, "blockquote") if _POST.search(element.get("class", "")))
    return (text_of(line) for post in posts for line in post.iter("p"))


def _linked(root: "HtmlElement") -> Iterator[str]:
    for element in _innermost(root, "h2", "h3", "h4"):
        link = next(element.iter("a"), None)
        parent = element.getparent()
        outer = parent if link is None and parent is not None and parent.tag == "a" else link
        if outer is not None and _leads_on(outer) and (words := text_of(element)) == text_of(outer):
            yield words


def _beside(root: "HtmlElement") -> Iterator[tuple[str, ...]]:
    groups: dict[HtmlElement, list[str]] = {}
    for element in islice(_innermost(root, "p"), _MOST_PARAGRAPHS):
        parent = element.getparent()
        if parent is not None:
            groups.setdefault(parent, []).append(text_of(element))
    return (tuple(group) for group in groups.values() if len(group) > 1)


def _leads_on(link: "HtmlElement") -> bool:
    return link.get("href", "").strip()[:1] not in ("", "#")


def visible_text(root: "HtmlElement") -> str:
    """Return the page's visible text by lines, as a browser's innerText gives it.

    Block elements start a line, paragraphs stand between blank lines, scripts are left out.
    """
    lines: list[str] = []
    words: list[str] = []
    gap = 0
    for event, value in _walk(next(root.iter("body"), root)):
        if event == "text":
            words.append(value)
            continue
        line = " ".join("".join(words).split())
        words = []
        if line:
            lines += [""] * (gap - 1 if lines else 0) + [line]
            gap = 0
        gap = _wider_gap(gap, event)
    line = " ".join("".join(words).split())
    return "\n".join([*lines, *[""] * (gap - 1), line] if line else lines) + "\n"


def torn_text(root: "HtmlElement") -> str:
    """Return the page's visible text with every piece of text between two tags on a line of its own.

    Many scrapers write dumps so; links and emphasis then tear sentences apart.
    """
    pieces = (" ".join(value.split()) for event, value in _walk(next(root.iter("body"), root)) if event == "text")
    return "\n".join(piece for piece in pieces if piece) + "\n"


def _wider_gap(gap: int, event: str) -> int:
    """Nested blocks break a line once, a paragraph twice, and each <br> once more up to a blank line."""
    return min(2, gap + 1) if event == "break" else max(gap, 2 if event == "paragraph" else 1)


def _walk(element: "HtmlElement") -> Iterator[tuple[str, str]]:
    """Yield ("text", words), ("line", "") and ("paragraph", "") in reading order, without recursion."""
    stack: list[tuple[HtmlElement, bool]] = [(element, False)]
    while stack:
        here, leaving = stack.pop()
        name = here.tag if isinstance(here.tag, str) else ""
        if leaving:
            yield from _breaks(name)
            if here is not element and here.tail:
                yield "text", here.tail
            continue
        stack.append((here, True))
        yield from [("break", "")] if name == "br" else _breaks(name)
        if name in _SILENT or not name or _is_hidden(here):
            continue
        if here.text:
            yield "text", here.text
        stack.extend((child, False) for child in reversed(here))


def _breaks(name: str) -> Iterator[tuple[str, str]]:
    if name == "p":
        yield "paragraph", ""
    elif name in _LINES:
        yield "line", ""


def _is_hidden(element: "HtmlElement") -> bool:
    return "hidden" in element.attrib or bool(_HIDDEN_STYLE.search(element.get("style", "")))


def related_links(root: "HtmlElement", base: str, opens_related: Callable[[str], bool]) -> list[tuple[str, str]]:
    """Return (title, absolute URL) of the stories listed under a heading for which opens_related is true."""
    found: dict[str, str] = {}
    headings = (element for element in root.iter(*_HEADINGS) if _is_small(element) and opens_related(text_of(element)))
    for element in islice(headings, _MAX_RELATED_HEADINGS):
        for title, url in _links_beside(element, base):
            found.setdefault(url, title)
    found.pop(base, None)
    return [(title, url) for url, title in found.items()][:_MAX_RELATED]


def _is_small(element: "HtmlElement") -> bool:
    """Tell whether element holds next to nothing, so that its words can be read at no cost."""
    return sum(1 for _ in islice(element.iter(), _HEADING_ELEMENTS + 1)) <= _HEADING_ELEMENTS


def _links_beside(heading: "HtmlElement", base: str) -> list[tuple[str, str]]:
    """Return the story links of the smallest element around heading that holds any but the heading's own."""
    here = heading.getparent()
    for _ in range(_CLIMB):
        if here is None or here.tag in ("body", "html", "main"):
            return []
        links = list(islice(_story_links(here, base), _MAX_RELATED))
        if links:
            return links
        here = here.getparent()
    return []


def _story_links(root: "HtmlElement", base: str) -> Iterator[tuple[str, str]]:
    for element in root.iter("a"):
        href = element.get("href", "").strip()
        words = text_of(element)
        is_local = href.lower().startswith(("#", "javascript:", "mailto:", "data:"))
        if href and not is_local and len(words.split()) >= _STORY_WORDS:
            yield words, _absolute(base, href)


def _absolute(base: str, href: str) -> str:
    try:
        return urljoin(base, href)
    except ValueError:
        return href
