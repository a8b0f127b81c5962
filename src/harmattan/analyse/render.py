"""Briefs as Markdown and HTML: every sentence footnoted to the words that say so.

A footnote is a quote: the words, the outlet, the day, the title, the address. A sentence that rests on several names
the numbers of its notes, runs of them as "1–5".
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from typing import Any, Final

from harmattan.analyse.phrasing import day_words
from harmattan.analyse.sentence import Brief, Section, Sentence
from harmattan.errors import UsageError
from harmattan.safe import contained

# What Markdown or a browser would take for something other than a letter.
_MARKS: Final = str.maketrans({mark: f"\\{mark}" for mark in "\\`*_{}[]<>#|~&"})
_SCHEMES: Final = ("https://", "http://")
# A run of notes is written from this many on.
_RUN: Final = 3


@dataclass(frozen=True, slots=True)
class Quoted:
    """The words of an event and where they stand. day: ISO day of publication; what is not known is empty."""

    words: str
    outlet: str = ""
    day: str = ""
    title: str = ""
    url: str = ""


Quotes = Mapping[str, Quoted]


def markdown(told: Brief, quotes: Quotes) -> str:
    """Return a brief as Markdown. Raises UsageError for an event without quoted words: nothing is cited on trust."""
    notes = _numbered(told, quotes)
    parts = [f"# {_plain(told.title)}"]
    for section in told.sections:
        parts += [f"## {_plain(section.heading)}", _paragraph(section, notes)]
    if notes:
        parts += ["## Sources", "\n".join(f"{number}. {_note(quotes[id_])}" for id_, number in notes.items())]
    return "\n\n".join(parts) + "\n"


def html(told: Brief, quotes: Quotes) -> str:
    """Return a brief as an HTML article element. Raises UsageError for an event without quoted words.

    Addresses become links only if they are of the web.
    """
    notes = _numbered(told, quotes)
    parts = ["<article>", f"<h1>{_html(told.title)}</h1>"]
    for section in told.sections:
        parts += ["<section>", f"<h2>{_html(section.heading)}</h2>"]
        lines = [f"{_html(one.text)}{_links(one, notes)}" for one in section.sentences]
        items = ["<ul>", *(f"<li>{line}</li>" for line in lines), "</ul>"]
        parts += items if section.items else [f"<p>{' '.join(lines)}</p>"]
        parts += ["</section>"]
    if notes:
        parts += ["<section>", "<h2>Sources</h2>", "<ol>"]
        parts += [f'<li id="note-{number}">{_item(quotes[id_])}</li>' for id_, number in notes.items()]
        parts += ["</ol>", "</section>"]
    return "\n".join([*parts, "</article>"]) + "\n"


def plain(told: Brief, quotes: Quotes) -> dict[str, Any]:
    """Return a brief as plain values: title, sections, notes; each sentence with the runs of its notes (first, last)
    and how many acts more it rests on.

    Raises UsageError for an event without quoted words.
    """
    notes = _numbered(told, quotes)
    sections = [
        {
            "heading": section.heading,
            "items": section.items,
            "sentences": [
                {
                    "text": one.text,
                    "events": list(one.events),
                    "notes": _runs(notes[id_] for id_ in set(one.events)),
                    "more": one.more,
                }
                for one in section.sentences
            ],
        }
        for section in told.sections
    ]
    rows = [_row(number, id_, quotes[id_]) for id_, number in notes.items()]
    return {"title": told.title, "sections": sections, "notes": rows}


def _row(number: int, event: str, quote: Quoted) -> dict[str, Any]:
    words, origin = _line(quote.words), list(_origin(quote))
    return {
        "number": number, "event": event, "words": words, "origin": origin, "url": quote.url,
        "web": _is_web(quote.url),
    }  # fmt: skip


def _numbered(told: Brief, quotes: Quotes) -> dict[str, int]:
    """Return the number of each event's note, in the order in which they are first cited."""
    cited = dict.fromkeys(id_ for section in told.sections for one in section.sentences for id_ in one.events)
    for id_ in cited:
        if id_ not in quotes or not quotes[id_].words.strip():
            raise UsageError(f"no quoted words for the event {id_}")
    return {id_: number for number, id_ in enumerate(cited, start=1)}


def _runs(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Return numbers as runs (first, last); runs of two are two of one."""
    found: list[tuple[int, int]] = []
    for _, group in groupby(enumerate(sorted(numbers)), key=lambda pair: pair[1] - pair[0]):
        run = [number for _, number in group]
        found += [(run[0], run[-1])] if len(run) >= _RUN else [(number, number) for number in run]
    return found


def _paragraph(section: Section, notes: Mapping[str, int]) -> str:
    told = [_plain(one.text) + _marks(one, notes) for one in section.sentences]
    return "\n".join(f"- {one}" for one in told) if section.items else " ".join(told)


def _marks(one: Sentence, notes: Mapping[str, int]) -> str:
    runs = _runs(notes[id_] for id_ in set(one.events))
    told = ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in runs) + _more(one)
    return f" \\[{told}\\]" if told else ""


def _links(one: Sentence, notes: Mapping[str, int]) -> str:
    runs = _runs(notes[id_] for id_ in set(one.events))
    told = ", ".join(_link(first) if first == last else f"{_link(first)}–{_link(last)}" for first, last in runs)
    told += _more(one)
    return f" <sup>{told}</sup>" if told else ""


def _more(one: Sentence) -> str:
    return f" and {one.more:,} more" if one.more else ""


def _link(number: int) -> str:
    return f'<a href="#note-{number}">{number}</a>'


def _note(quote: Quoted) -> str:
    where = [f"<{quote.url}>" if _is_web(quote.url) else _plain(quote.url)] if quote.url else []
    return ", ".join([f"“{_plain(_line(quote.words))}”", *map(_plain, _origin(quote)), *where])


def _item(quote: Quoted) -> str:
    where = []
    if quote.url:
        shown = _html(quote.url)
        where = [f'<a href="{shown}" rel="noreferrer">{shown}</a>' if _is_web(quote.url) else shown]
    return ", ".join([f"<q>{_html(_line(quote.words))}</q>", *map(_html, _origin(quote)), *where])


def _origin(quote: Quoted) -> Sequence[str]:
    day = day_words(quote.day) if quote.day else ""
    title = f"“{_line(quote.title)}”" if quote.title else ""
    return [part for part in (quote.outlet, day, title) if part]


def _is_web(url: str) -> bool:
    return url.lower().startswith(_SCHEMES) and not any(letter.isspace() or letter in "<>" for letter in url)


def _plain(words: str) -> str:
    return contained(words).translate(_MARKS)


def _html(words: str) -> str:
    return escape(contained(words))


def _line(words: str) -> str:
    return " ".join(words.split())
