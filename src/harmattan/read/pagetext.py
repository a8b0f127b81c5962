"""Page dumps: a page's body as plain text, its furniture still in it, to labelled lines.

Steps: 1. split into lines and join torn ones (lines.py); 2. find the body (sequence.py);
3. find the headline above it; 4. name every line; 5. read date, byline and minutes off the names.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from harmattan.errors import NoArticle, UnreadableInput
from harmattan.ids import content_hash, make_id
from harmattan.read.bylines import NOTE_REACH, byline_on, is_note, split_names
from harmattan.read.closing import closed_among
from harmattan.read.datelines import (
    day_of_dateline,
    day_on,
    is_bare,
    is_day_alone,
    is_timeline,
    says_published,
    says_this,
)
from harmattan.read.daywords import FoundDay, find_unclear
from harmattan.read.furniture import asks_reader, language_of
from harmattan.read.headline import SUBJECT, find_headline
from harmattan.read.lines import Line, split_lines
from harmattan.read.namelines import bare_names_on, told_first
from harmattan.read.sequence import Part, is_link_above, mended, parts
from harmattan.read.visible import ABOUT, INTO_BODY, minutes_told
from harmattan.records import Article, Block, Label, Span, Told

# Far beyond any page; keeps a text of millions of short lines from running for minutes.
MAX_LINES = 20_000
_HEADING_WORDS = 16
_DEK_WORDS = (6, 70)
# The dek, byline and date of a page stand within so many lines below its headline.
_META_LINES = 14
# A date line above the headline stands within so many lines of it, one at the end of the text within so many below.
_ABOVE = 4
_BEHIND = 3
_BYLINE_ABOVE = 8
_MAY_BE_DEK = frozenset({Label.PARAGRAPH, Label.HEADING, Label.NAVIGATION, Label.OTHER})
_META_LABELS = frozenset({Label.BYLINE, Label.DATELINE, Label.READING_TIME, Label.REPEATED, Label.SHARE})


# Words of the shortest line that is taken for prose by itself.
_PROSE = 10
# The same for one of several sentences, how many there must be, and with how many words together.
_SHORT = 5
_SENTENCES = 2
_BRIEF = 12
# What Markdown puts before a heading.
_MARKS = re.compile(r"#{1,6} (?=\S)")
_TO_READER = re.compile(r"\b(?:you|your|please|sorry|cookies|javascript|browser|page|site|website)\b", re.I)


@dataclass(frozen=True, slots=True)
class Named:
    """A line with its label."""

    line: Line
    label: Label


def read_page_text(text: str, source: str, *, url: str | None = None, fetched_at: str | None = None) -> Article:
    """Return the article of a page dump; Article.text is text itself, every line in a block.

    Raises NoArticle if no line reads as an article's body, UnreadableInput beyond 20,000 lines.
    """
    if text.count("\n") > MAX_LINES:
        raise UnreadableInput(f"{source}: more than {MAX_LINES:,} lines, which is no single page")
    lines = split_lines(text)
    places = parts(lines)
    if not any(part is Part.BODY and _is_told(line) for part, line in zip(places, lines, strict=True)):
        # Two or three sentences under a headline are too little for the weights, and still an article.
        places = _brief(lines)
    if Part.BODY not in places:
        raise NoArticle(f"{source}: holds no article text")
    headline = find_headline(lines, places)
    named = name_lines(lines, mended(lines, places, headline), headline)
    if not any(entry.label is Label.PARAGRAPH for entry in named):
        raise NoArticle(f"{source}: holds no article text")
    return _article(text, source, named, headline, url, fetched_at)


def _is_told(line: Line) -> bool:
    return line.furniture is None and line.words >= _PROSE and line.ends_sentence


def _brief(lines: Sequence[Line]) -> list[Part]:
    """Take the stretch of lines of prose for the body of a page that has next to nothing else."""
    prose = [i for i, line in enumerate(lines) if _is_told(line)] or _short_sentences(lines)
    if not prose:
        return [Part.BEFORE] * len(lines)
    return [Part.BEFORE if i < prose[0] else Part.BODY if i <= prose[-1] else Part.AFTER for i in range(len(lines))]


def _short_sentences(lines: Sequence[Line]) -> list[int]:
    """Return the places of the longest run of short sentences in a text that has no longer ones, or none."""
    runs: list[list[int]] = [[]]
    for place, line in enumerate(lines):
        if _is_short_sentence(line):
            runs[-1].append(place)
        else:
            runs.append([])
    best = max(runs, key=lambda run: sum(lines[place].words for place in run))
    is_brief = len(best) >= _SENTENCES and sum(lines[place].words for place in best) >= _BRIEF
    # A page that is not there, or wants something of the reader first, speaks to them.
    return best if is_brief and not any(_TO_READER.search(lines[place].text) for place in best) else []


def _is_short_sentence(line: Line) -> bool:
    is_whole = line.ends_sentence and not line.is_cut_off and not line.text.endswith(":")
    return line.furniture is None and is_whole and line.words >= _SHORT


def name_lines(lines: Sequence[Line], places: Sequence[Part], headline: int | None) -> list[Named]:
    """Return every line with its label."""
    labels = _labels(lines, places, headline)
    if headline is not None:
        dek = _dek(lines, labels, headline)
        if dek is not None:
            labels[dek] = Label.DEK
    return [Named(line, label) for line, label in zip(lines, labels, strict=True)]


def _labels(lines: Sequence[Line], places: Sequence[Part], headline: int | None) -> list[Label]:
    labels: list[Label] = []
    zone: Label | None = None
    for place, line in enumerate(lines):
        is_appeal = zone is Label.SUBSCRIBE and asks_reader(line.text)
        if places[place] is Part.BODY and not _interrupts(line) and not is_appeal:
            zone = None
        elif line.furniture is not None and line.furniture.opens_zone:
            zone = line.furniture.label
        labels.append(_label(lines, places, place, headline, zone))
    return labels


def _interrupts(line: Line) -> bool:
    return line.furniture is not None and line.furniture.label is not Label.OTHER


def _label(
    lines: Sequence[Line], places: Sequence[Part], place: int, headline: int | None, zone: Label | None
) -> Label:
    line = lines[place]
    if place == headline:
        return Label.HEADLINE
    if headline is not None and _repeats(line, lines[headline]):
        return Label.REPEATED
    if line.furniture is not None:
        return line.furniture.label
    if zone is Label.SUBSCRIBE:
        return zone
    if place + 1 < len(lines) and is_link_above(lines, place + 1):
        return Label.RELATED
    if places[place] is Part.BODY:
        return Label.HEADING if _is_heading(lines, places, place) else Label.PARAGRAPH
    return zone or (Label.NAVIGATION if places[place] is Part.BEFORE else Label.OTHER)


def _repeats(line: Line, headline: Line) -> bool:
    """Tell whether line says the headline again, alone or with the site's name after it."""
    return line.key == headline.key or (line.key.startswith(headline.key) and line.words <= headline.words + 5)


def _is_heading(lines: Sequence[Line], places: Sequence[Part], place: int) -> bool:
    line = lines[place]
    if line.words > _HEADING_WORDS or line.text.endswith((".", ",", ";", "…", '"', "”", "!")):
        return False
    if not (line.text[0].isupper() or line.text[0].isdigit() or line.text[0] in "‘“\"'¿"):
        return False
    following = next((lines[i] for i in range(place + 1, len(lines)) if places[i] is Part.BODY), None)
    return following is not None and (following.words > line.words or following.ends_sentence)


def _dek(lines: Sequence[Line], labels: Sequence[Label], headline: int) -> int | None:
    """Return the line that sums the story up: it stands between the headline and the lines about the article."""
    window = range(headline + 1, min(len(lines), headline + 1 + _META_LINES))
    last_meta = max((place for place in window if labels[place] in _META_LABELS), default=headline)
    for place in range(headline + 1, last_meta):
        is_plain = lines[place].furniture is None and labels[place] in _MAY_BE_DEK
        if is_plain and _DEK_WORDS[0] <= lines[place].words <= _DEK_WORDS[1]:
            sentences = sum(labels[between] is Label.PARAGRAPH for between in range(place, last_meta))
            return place if sentences <= 1 else None
    return None


def _article(
    text: str, source: str, named: Sequence[Named], headline: int | None, url: str | None, fetched_at: str | None
) -> Article:
    digest = content_hash(text)
    byline = _byline(named, headline)
    authors = split_names(byline.value) if byline else ()
    # Below a note about the author the page goes on telling of the article.
    days = [_day(named, headline, updated=updated) for updated in (False, True)]
    named = _without_note(_without_closing(_with_byline(named, byline)), authors)
    paragraphs = [entry.line for entry in named if entry.label is Label.PARAGRAPH]
    paywalled = is_barred(named)
    return Article(
        id=make_id("art", [url or "", digest]),
        source=source,
        text=text,
        blocks=tuple(Block(entry.label, Span(entry.line.start, entry.line.end)) for entry in named),
        content_hash=digest,
        url=url,
        title=_told(named, Label.HEADLINE),
        dek=_told(named, Label.DEK),
        byline=byline,
        published=days[0],
        updated=days[1],
        language=_language(paragraphs),
        reading_minutes=_minutes(named),
        truncated=paywalled or paragraphs[-1].is_cut_off,
        paywalled=paywalled,
        sections=tuple(entry.line.text for entry in named if entry.label is Label.HEADING),
        fetched_at=fetched_at,
        authors=tuple(replace(byline, value=name) for name in authors) if byline else (),
    )


def _with_byline(named: Sequence[Named], byline: Told | None) -> list[Named]:
    """Return named with the line that names the authors labelled so, where it looks like a heading."""
    start = byline.span.start if byline is not None and byline.span is not None else -1
    return [
        replace(entry, label=Label.BYLINE) if entry.line.start == start and entry.label is Label.HEADING else entry
        for entry in named
    ]


def _without_closing(named: Sequence[Named]) -> list[Named]:
    """Return named with what stands behind the end of the text labelled as no part of it."""
    closed = closed_among([(entry.label, entry.line.text) for entry in named])
    return [replace(entry, label=Label.OTHER) if place in closed else entry for place, entry in enumerate(named)]


def _without_note(named: Sequence[Named], authors: Sequence[str]) -> list[Named]:
    """Return named with a note about the author at the end of the text labelled as no part of it."""
    last = [place for place, entry in enumerate(named) if entry.label is Label.PARAGRAPH][1:][-NOTE_REACH:]
    return [
        replace(entry, label=Label.OTHER) if place in last and is_note(entry.line.text, authors) else entry
        for place, entry in enumerate(named)
    ]


def is_barred(named: Sequence[Named]) -> bool:
    """Tell whether the first plain words after the last paragraph ask for payment to read on."""
    last = max(place for place, entry in enumerate(named) if entry.label is Label.PARAGRAPH)
    after = [entry.line.furniture for entry in named[last + 1 : last + 6]]
    return any(furniture is not None and furniture.paywall for furniture in after)


def _told(named: Sequence[Named], label: Label) -> Told | None:
    line = next((entry.line for entry in named if entry.label is label), None)
    if line is None:
        return None
    marks = _MARKS.match(line.text) or (SUBJECT.match(line.text) if label is Label.HEADLINE else None)
    before = marks.end() if marks else 0
    return Told(line.text[before:], "text", Span(line.start + before, line.end))


def _byline(named: Sequence[Named], headline: int | None) -> Told | None:
    """Return the names on the first line about the article that tells any: below its headline, above it, at its end."""
    top = _first_paragraph(named, headline) if headline is None else headline
    above = named[max(0, top - _BYLINE_ABOVE) : top][::-1]
    below = _below(named, headline)
    return _marked(below) or _bare(named, below, headline) or _marked(above) or _marked(_behind(named))


def _marked(near: Sequence[Named]) -> Told | None:
    about = [entry.line for entry in near if entry.label in (Label.BYLINE, Label.DATELINE)]
    return _names_at(about, byline_on([line.text for line in about]))


def _bare(named: Sequence[Named], below: Sequence[Named], headline: int | None) -> Told | None:
    """Return the names that stand without a "By" below the headline."""
    if headline is None:
        return None
    lines = [entry.line for entry in below if entry.label is not Label.HEADLINE]
    opening = [entry.line.text for entry in named if entry.label is Label.PARAGRAPH and entry.line.words >= _PROSE]
    told = told_first(named[headline].line.text, opening)
    return _names_at(lines, bare_names_on([line.text for line in lines], told))


def _names_at(lines: Sequence[Line], found: tuple[int, str] | None) -> Told | None:
    if found is None:
        return None
    line = lines[found[0]]
    return Told(found[1], "text", Span(line.start, line.end))


def _near_article(named: Sequence[Named]) -> Sequence[Named]:
    """Return the lines up to the end of the body: bylines and minutes below it are other stories'."""
    last = max(place for place, entry in enumerate(named) if entry.label is Label.PARAGRAPH)
    return named[: last + 3]


def _day(named: Sequence[Named], headline: int | None, *, updated: bool) -> Told | None:
    """Return the day that the lines about the article tell: below its headline, else above it, else below its end.

    The dateline of its first paragraph is asked last.
    """
    for near in (_below(named, headline), _above(named, headline), _behind(named)):
        about = [entry for entry in near if entry.label in ABOUT]
        found = day_on((entry.line.text for entry in about), updated=updated)
        if found is not None:
            return _told_day(about[found[0]].line, found[1])
        if any(find_unclear(entry.line.text) for entry in about):
            break
    opening = named[_first_paragraph(named, headline)].line
    day = None if updated else day_of_dateline(opening.text)
    return _told_day(opening, day) if day else None


def _told_day(line: Line, day: FoundDay) -> Told:
    return Told(day.value, "text", Span(line.start + day.start, line.start + day.end))


def _first_paragraph(named: Sequence[Named], headline: int | None) -> int:
    paragraphs = [place for place, entry in enumerate(named) if entry.label is Label.PARAGRAPH]
    return next((place for place in paragraphs if headline is None or place > headline), paragraphs[-1])


def _below(named: Sequence[Named], headline: int | None) -> Sequence[Named]:
    """Return the lines from the headline to a few below the first paragraph, and none below the last."""
    first = _first_paragraph(named, headline)
    last = max(place for place, entry in enumerate(named) if entry.label is Label.PARAGRAPH)
    inside = named[first + 1 : min(first + 1 + INTO_BODY, last)]
    if is_timeline([entry.line.text for entry in named[first + 1 :]]):
        inside = [entry for entry in inside if not is_day_alone(entry.line.text)]
    return [*named[first if headline is None else headline : first + 1], *inside]


def _above(named: Sequence[Named], headline: int | None) -> Sequence[Named]:
    """Return the lines right above the headline that can tell of the article, nearest first.

    Behind a menu or the site's name stands the day on which the page was fetched, unless it says what it is.
    """
    top = _first_paragraph(named, headline) if headline is None else headline
    above, is_apart = list[Named](), False
    for entry in reversed(named[max(0, top - _ABOVE) : top]):
        if not is_apart or says_published(entry.line.text):
            above.append(entry)
        is_apart = is_apart or entry.line.furniture is None or entry.label is Label.NAVIGATION
    return above


def _behind(named: Sequence[Named]) -> Sequence[Named]:
    """Return the lines in and right below the text that tell of it, up to the first that is another story's."""
    last = max(place for place, entry in enumerate(named) if entry.label is Label.PARAGRAPH)
    behind = named[last + 1 : last + 1 + _BEHIND]
    end = next((place for place, entry in enumerate(behind) if entry.line.furniture is None), len(behind))
    # "12 March 2026", and the title of another story below it.
    is_title_s = 0 < end < len(behind) and is_bare(behind[end - 1].line.text)
    inside = [entry for entry in named[:last] if says_this(entry.line.text)]
    return [*inside, *behind[: end - 1 if is_title_s else end]]


def _language(paragraphs: Sequence[Line]) -> Told | None:
    language = language_of(" ".join(line.text for line in paragraphs))
    return Told(language, "text") if language else None


def _minutes(named: Sequence[Named]) -> int | None:
    return minutes_told([entry.line.text for entry in _near_article(named) if entry.label is Label.READING_TIME])
