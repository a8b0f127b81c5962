"""Who speaks by a paper: "the US declaration" is Washington's, "The statement also says" is of who spoke before."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from harmattan.records import Quote, Span
from harmattan.resolve.linking import Linker
from harmattan.resolve.who import Who

_NOUN: Final = r"(?:statement|announcement|declaration|communiqu[eé]|letter|release|memo|document)"
# What may stand before the noun and tells of nobody.
_PLAIN: Final = r"(?:(?:joint|written|official|short|brief|final|same|press|second|new|public) ){0,4}"
_BARE: Final = re.compile(rf"(?:the|this|that) {_PLAIN}{_NOUN}", re.IGNORECASE)
_OF: Final = re.compile(rf"(?:(?:the|an?|this|that) )?{_PLAIN}(?P<who>.+?)(?:['’]s)? {_PLAIN}{_NOUN}", re.IGNORECASE)
# Characters back to who spoke: the sentence before or the one before that.
_REACH: Final = 700
_PERSONS: Final = frozenset(["his", "her", "its", "their", "my", "our"])


def speaks_by(span: Span, linker: Linker, quotes: Iterable[Quote]) -> tuple[Who, ...]:
    """Return who speaks by a paper at a span; () for what is no paper, or nobody's that is told.

    quotes: those of the page, of which the last before tells whose "the statement" is.
    """
    text = linker.scene.article.text
    words = span.of(text)
    if _BARE.fullmatch(words):
        before = _before(span, text, quotes)
        return linker.resolve(before.of(text).rstrip(" ,;:"), before.start)[:1] if before else ()
    owned = _OF.fullmatch(words)
    if owned is None or owned["who"].lower() in _PERSONS:
        return ()
    who = linker.resolve(owned["who"], span.start + owned.start("who"))[0]
    if not who.country and not who.entity:
        return ()
    return (_government(who, linker) if _is_state(who, owned["who"]) else who,)


def _before(span: Span, text: str, quotes: Iterable[Quote]) -> Span | None:
    """Return the last who spoke before, near enough, and by no paper himself."""
    spoken = (quote.speaker.span for quote in quotes if quote.speaker and quote.speaker.span)
    near = [one for one in spoken if span.start - _REACH <= one.start < span.start]
    last = max(near, key=lambda one: one.start, default=None)
    return last if last and not _BARE.fullmatch(last.of(text)) else None


def _is_state(who: Who, words: str) -> bool:
    """Tell whether words name a state: "US", "a joint Turkish" (statement), which are read as its people elsewhere."""
    return (who.entity or "").startswith(("state:", "cvl:")) and words.split()[-1][0].isupper()


def _government(state: Who, linker: Linker) -> Who:
    """Return the government of a state, which speaks for it."""
    plain = replace(state, kind="institution", entity=None, name="", sectors=("GOV",), noun="", plural=False)
    return linker.reader.institution(plain)
