"""The article's own blocks inside an HTML page: the only module that knows trafilatura."""

import logging
from collections.abc import Iterator
from typing import TYPE_CHECKING

from harmattan.read.lines import SENTENCE_END
from harmattan.records import Label

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

_HEADING = "head"
_BLOCKS = frozenset({"p", "quote", "code", "item", "cell", "row"})


def extract(root: "HtmlElement") -> list[tuple[Label, str]]:
    """Return the headings and paragraphs of the page's article in order; [] if there is none."""
    import trafilatura

    # Without a handler Python prints its warnings about odd pages on the user's screen.
    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    document = trafilatura.bare_extraction(root, include_comments=False, include_tables=True, with_metadata=False)
    body = getattr(document, "body", None)
    return [] if body is None else list(_blocks(body))


def _blocks(body: "_Element") -> Iterator[tuple[Label, str]]:
    """Yield one block for each innermost block element, with loose text between them as paragraphs.

    A line break behind a sentence ends a paragraph, as pages of the 1990s end them: trafilatura keeps one of two.
    """
    label, words = Label.PARAGRAPH, list[str]()
    for kind, value in _walk(body):
        if kind == "text":
            words.append(value)
            continue
        if kind == "break" and not "".join(words).rstrip().endswith(SENTENCE_END):
            words.append(" ")
            continue
        line = " ".join("".join(words).split())
        if line:
            yield label, line
        if kind != "break":
            label = Label.HEADING if kind == _HEADING else Label.PARAGRAPH
        words = []
    line = " ".join("".join(words).split())
    if line:
        yield label, line


def _walk(body: "_Element") -> Iterator[tuple[str, str]]:
    """Yield ("text", words), ("break", "") and, where a block starts or ends, (its element name or "end", "")."""
    stack: list[tuple[_Element, bool]] = [(body, False)]
    while stack:
        here, leaving = stack.pop()
        name = str(here.tag)
        is_block = name in _BLOCKS or name == _HEADING
        if leaving:
            if is_block:
                yield "end", ""
            if here is not body and here.tail:
                yield "text", here.tail
            continue
        stack.append((here, True))
        if is_block:
            yield name, ""
        elif name == "lb":
            yield "break", ""
        if here.text:
            yield "text", here.text
        stack.extend((child, False) for child in reversed(here))
