"""Who says what: cues found by the token head, then the source and the content of each, around it.

Spans follow PolNeAR's habit: content takes in its quotation marks, and is in several pieces where the
cue or the source stands between them.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from harmattan.annotate import labels
from harmattan.annotate.decode import Thresholds, characters, runs
from harmattan.annotate.encoder import Encoded, Floats
from harmattan.annotate.heads import Heads, Scorer, softmax
from harmattan.annotate.paragraphs import Parts
from harmattan.annotate.text import Window
from harmattan.records import Party, Quote, Span

# Text inside quotation marks of any kind; an opening mark that is never closed reaches to the end.
_QUOTED = re.compile(r"[\"“«][^\"“”«»]*(?:[\"”»]|$)")
_CONTENT, _END = labels.QUOTE_ROLES.index("content"), labels.QUOTE_ROLES.index("end")
# How much the likely first and last pieces count beside the pieces inside; between 1.5 and 2 it hardly matters.
BOUNDS = 2.0
CUT = 0.5
# The rest of the clause of the cue, a full stop, and a quotation in the same paragraph.
_GOES_ON = re.compile(r"[^\"“”«»\n.]{0,80}(?<!\b[A-Z])\.[ \t]+([“\"«][^\"“”«»\n]*[”\"»])")
# A quotation in one paragraph, whatever its sentences.
_OPENED = re.compile(r"[“\"«][^\"“”«»\n]{1,2000}[”\"»]")
_SENTENCE_ENDS = re.compile(r"[.!?]")
_MARK = re.compile(r"[\"“”«»]")
_CLITIC = re.compile(r"['’](?:s|re|ve|ll|d|m)?", re.IGNORECASE)
# The beginning of a sentence up to the article of a phrase that is no subject: "During the".
_OPENING = re.compile(
    r"(?:^|[\n.!?:;][\"”’)]?\s*)(?:After|Amid|At|Before|During|For|From|In|On|Since|Throughout|Under|Until|With)"
    r"\s+(?:the|an?|his|her|its|their)\s+$"
)
_COMMA = re.compile(r",\s+")
# A paper that begins the sentence and is the subject of the cue: "The statement also indicates".
_PAPER = re.compile(
    r"(?:^|[\n.!?][\"”’)]?\s+)((?:The|This|That|Its|Their|His|Her) (?:[\w’'-]+ )?"
    r"(?:statement|announcement|declaration|communiqu[eé]|letter|release|memo|document))"
    r"(?: (?:also|further|then|even|clearly|explicitly|again))?\s+$"
)
# The last year of an office that the encoder cut off: "head of Africom from 2022 to".
_TENURE = re.compile(r"(?:\bfrom|\()\s*(?:\w+ )?\d{4}\s*(?:to|until|-|–)$")
_LAST_YEAR = re.compile(r"\s*(?:\d{4}|the present|now)\b\)?")
# Who gains support or draws praise says nothing by it.
_GAINS = re.compile(
    r"\b(?:gain|w[io]n|garner|dr[ae]w|attract|receiv|secur)\w*\b.{0,40}\b(?:support|popularity|praise|backing|influence)",
    re.IGNORECASE,
)
# "Reiterated that the drills will go on": somebody does say it, whom the encoder did not find.
_SAYS = re.compile(
    r"(?:(?:initially|later|also|then|again|repeatedly) )?(?:sa(?:y|ys|id)|insist(?:s|ed|ing)?|reiterat(?:es|ed|ing)"
    r"|predict(?:s|ed|ing)|warn(?:s|ed|ing)|stress(?:es|ed|ing)|assert(?:s|ed|ing)|argu(?:es|ed|ing))",
    re.IGNORECASE,
)
_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being|it)\s+(?:\w+ly\s+)?$", re.IGNORECASE)
_WHOLE = Parts()
_BEFORE = 60  # characters, more than the longest of them and the mark before it


def quotes(
    text: str, window: Window, encoded: Encoded, heads: Heads, limits: Thresholds, parts: Parts = _WHOLE
) -> Iterator[Quote]:
    """Yield the quotes whose cue begins in the core of the window; parts: those of the page."""
    cues = softmax(encoded.cues)
    found = [at for at in runs(window, cues, limits.cue) if at[0] >= window.core]
    if not found:
        return
    scorer = Scorer(heads, "quote", encoded.states)
    for first, last in found:
        scores, _ = scorer.scores(first, last)
        cue = characters(window, first, last)
        told = _content(text, window, scores[:, _CONTENT], scores[:, _END], (first, last))
        content = parts.within(text, cue, told)
        if content:
            content = tuple(whole(text, span) for span in content)
            content = (*content, *going_on(text, cue, content))
            source = _source(text, window, scores[:, labels.QUOTE_ROLES.index("source")], limits, cue, parts)
            source = with_tenure(text, source) if source else paper(text, cue)
            yield Quote(
                cue=cue,
                content=content,
                kind=kind(text, content),
                confidence=round(float(1 - cues[first:last, 0].mean()), 3),
                speaker=Party(source) if source else None,
            )


def _content(text: str, window: Window, content: Floats, ends: Floats, cue: tuple[int, int]) -> tuple[Span, ...]:
    """The likeliest few stretches, none of which takes in the cue; none without a letter or digit."""
    barred = np.zeros(len(window), dtype=np.bool_)
    barred[slice(*cue)] = barred[0] = barred[-1] = True
    begins, closes = content[:, 1], 1 - ends[:, 0]
    inside = stretches(1 - content[:, 0], begins, closes, barred)
    spans = (characters(window, first, last) for first, last in _ranges(window, inside, begins, closes))
    return tuple(span for span in spans if re.search(r"\w", span.of(text)))


def stretches(inside: Floats, begins: Floats, closes: Floats, barred: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Return for each piece whether it is inside, as the likeliest sequence of stretches (Viterbi, two states).

    inside, begins, closes [T]: probabilities that a piece is in a stretch, the first of one, the last of one.
    What is said is one stretch or few; pieces decided one by one would tear it. Where barred, none is inside.
    """
    gains = np.where(barred, -1e9, _log(inside) - _log(1 - inside)).tolist()
    enter, close, stay = (BOUNDS * _log(begins)).tolist(), (BOUNDS * _log(closes)).tolist(), _log(1 - closes).tolist()
    came: list[tuple[bool, bool]] = []
    score_in, score_out = -1e9, 0.0
    for i, gain in enumerate(gains):
        # What is said may run past the window: it closes at the last piece for nothing.
        cut_off = i == len(gains) - 1
        going_on, leaving = score_in + stay[i - 1], score_in + (0.0 if cut_off else close[i - 1])
        entering = score_out + enter[i]
        came.append((going_on >= entering, score_out >= leaving))
        score_in, score_out = max(going_on, entering) + gain, max(leaving, score_out)
    found = np.zeros(len(gains), dtype=np.bool_)
    state = False
    for i in range(len(gains) - 1, -1, -1):
        found[i] = state
        going_on_, staying_out = came[i]
        state = going_on_ if state else not staying_out
    return found


def _log(probabilities: Floats) -> Floats:
    result: Floats = np.log(np.clip(probabilities, 1e-4, 1 - 1e-4))
    return result


def _ranges(window: Window, inside: npt.NDArray[np.bool_], begins: Floats, closes: Floats) -> Iterator[tuple[int, int]]:
    """Yield piece ranges of whole words, cut between sentences where one ends or another begins there."""
    i = 1
    while i < len(window) - 1:
        if not inside[i]:
            i += 1
            continue
        first = i
        i += 1
        while i < len(window) - 1 and (inside[i] or not window.starts[i]):
            if window.sentence[i] != window.sentence[i - 1] and max(begins[i], closes[i - 1]) >= CUT:
                break
            i += 1
        while not window.starts[first]:
            first -= 1
        yield first, i


def whole(text: str, span: Span) -> Span:
    """Return a stretch that opens with a quotation mark and ends with a sentence up to the mark that closes it."""
    quoted = _OPENED.match(text, span.start)
    ends_sentence = _SENTENCE_ENDS.search(text, max(0, span.end - 1), span.end + 1)
    return Span(span.start, quoted.end()) if quoted and ends_sentence and span.end < quoted.end() else span


def going_on(text: str, cue: Span, content: Sequence[Span]) -> Iterator[Span]:
    """Yield the quotation that goes on behind the cue: “We leave,” she said. “We leave at dawn.”"""
    (only, *more) = content
    if more or only.end > cue.start or not _MARK.match(text, only.start) or not _MARK.match(text, only.end - 1):
        return
    after = _GOES_ON.match(text, cue.end)
    if after:
        yield Span(after.start(1), after.end(1))


def _source(
    text: str, window: Window, probabilities: Floats, limits: Thresholds, cue: Span, parts: Parts
) -> Span | None:
    """The surest span: a quote has one speaker, or several in one phrase. Part of a word is nobody.

    Nor is who is named in a headline that the cue does not stand in.
    """
    found = [
        (float((1 - probabilities[first:last, 0]).mean()), characters(window, first, last))
        for first, last in runs(window, probabilities, limits.quote, limits.quote_edge)
    ]
    told = [
        one for one in found if not _CLITIC.fullmatch(text, one[1].start, one[1].end) and parts.heard_with(cue, one[1])
    ]
    return behind_opening(text, max(told)[1]) if told else None


def behind_opening(text: str, span: Span) -> Span:
    """Return of "(During the) talks, Ada Abara" who speaks: a phrase that opens a sentence ends at its comma."""
    comma = _COMMA.search(text, span.start, span.end)
    opens = _OPENING.search(text, max(0, span.start - _BEFORE), span.start)
    return Span(comma.end(), span.end) if comma and opens else span


def with_tenure(text: str, span: Span) -> Span:
    """Return a speaker whose office lasted "from 2022 to" with the year in which it ended."""
    year = _LAST_YEAR.match(text, span.end) if _TENURE.search(text, span.start, span.end) else None
    return Span(span.start, year.end()) if year else span


def paper(text: str, cue: Span) -> Span | None:
    """Return the paper that begins the sentence of a cue as its subject, where the encoder finds nobody who speaks."""
    found = _PAPER.search(text, max(0, cue.start - _BEFORE), cue.start)
    return Span(*found.span(1)) if found else None


def unsaid(text: str, quote: Quote) -> str:
    """Return why a quote is left out; empty if it stays.

    Of the indirect ones without a speaker one in ten is right (of 125 in the dev part of PolNeAR), and of 4,172 marked
    in the corpus 5 are such: what "appears" or "is expected" is mostly the reporter's own view.
    """
    cue = quote.cue.of(text)
    said = _SAYS.fullmatch(cue) and not _PASSIVE.search(text, max(0, quote.cue.start - _BEFORE), quote.cue.start)
    if quote.kind == "indirect" and quote.speaker is None and not said:
        return "nobody is told to say it"
    return "to gain support is to say nothing" if _GAINS.search(cue) else ""


def once(found: Iterable[Quote]) -> tuple[Quote, ...]:
    """Keep one quote for each content, that of the surest cue: "told Le Monde last year:" may be taken for two cues.

    What goes on behind a cue and has a cue of its own (“...,” she said. “...,” she added.) is the other's.
    """
    given = list(found)
    openings = {quote.content[0].start for quote in given}
    best: dict[tuple[Span, ...], Quote] = {}
    for quote in given:
        content = (quote.content[0], *(span for span in quote.content[1:] if span.start not in openings))
        if content not in best or quote.confidence > best[content].confidence:
            best[content] = replace(quote, content=content)
    return tuple(best.values())


def kind(text: str, content: Sequence[Span]) -> str:
    """Return direct if all words stand in quotation marks, indirect if none do, else mixed."""
    words = [span.of(text) for span in content]
    if not any(_MARK.search(part) for part in words):
        return "indirect"
    rest = "".join(_QUOTED.sub("", part) for part in words)
    return "mixed" if re.search(r"\w", rest) else "direct"
