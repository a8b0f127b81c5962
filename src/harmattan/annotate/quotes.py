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
_QUOTED = re.compile(r"[\"“«][^\"“”«»]*(?:[\"”»]|$)|''.*?(?:''|$)", re.DOTALL)
_CONTENT, _END = labels.QUOTE_ROLES.index("content"), labels.QUOTE_ROLES.index("end")
# How much the likely first and last pieces count beside the pieces inside; between 1.5 and 4 it hardly matters.
BOUNDS = 3.0
CUT = 0.5
# The rest of the sentence of the cue, a full stop, and a quotation in the same paragraph.
_GOES_ON = re.compile(
    r"(?:[^\"“”«»\n.]|\b(?:Rep|Sen|Gov|Gen|Col|Lt|Capt|Maj|Prof|Mr|Mrs|Ms|Dr|[A-Z])\.){0,160}"
    r"(?<!\b[A-Z])\.[ \t]+([“\"«][^\"“”«»\n]*[”\"»])"
)
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
# Indirect quotes whose speaker is less sure are left out: cue and content are both wrong in two of three of them.
SURE_SPEAKER = 0.7
# The end of a phrase broken off: "Mr. Obama, who understood that a".
_BROKEN = re.compile(
    r"\s(?:an?|the|that|of|for|to|in|who|which|and|their|his|her|its|this|said|says|told|has|have|had)$"
)
# What stands between a speaker and the verb: "my father often (said)".
_ADVERB = re.compile(r"\s(?:both|often|further|also|then|later|recently|earlier|never|has|have|had)$")
# "Explicitly (signals a change)": a cue that lacks its verb.
_ADVERB_ALONE = re.compile(r"[a-z]+ly")
_VERB = re.compile(r"\s+([a-z]+(?:s|ed))\s+")
_DOUBLED = "''"  # two apostrophes for a quotation mark, as agencies send it
# Before a cue between commas that is all of its sentence: "Voters(, she said, need not worry)".
_HALF = re.compile(r"(?:^|\n|[.!?][\"”’)]*\s)\s*(?:(?:But|And|So|Yet|Or)\s+)?([^\n.!?\"“”«»]{3,160}?),\s*$")
_BETWEEN = re.compile(r"[\w ]{0,60},\s*")
# Behind such a cue, the verb of what is said: "The talks, she said(, would go on)."
_REST = re.compile(
    r"[\w ]{0,60},\s+((?:would|will|is|are|was|were|has|have|had|could|can|may|might|should|must|did|does)\b"
    r"[^\n\"“”«»]{2,300}?)(?=[.!?](?:\s|$))"
)
# What opens a sentence and may be the reporter's: "At dawn", "Speaking in Gao", "Last week".
_OPENS = re.compile(
    r"(?:A|An) \w+ (?:ago|later|earlier)\b|\w+(?:ing|ed|ly|day)\b|(?:About|After|Although|Amid|As|At|Before|By|Despite"
    r"|During|For|From|However|If|In|Last|Later|Next|On|Once|Since|So|Still|Then|Though|Through|Under|Until|Upon|When|While"
    r"|With|Within)\b|(?:The|That|This) (?:next|same|following|day|week|month|year|morning|evening)\b"
)


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
            speaker = _speaker(text, window, scores[:, labels.QUOTE_ROLES.index("source")], limits, cue, parts)
            cue, content = with_verb(text, cue, completed(text, cue, speaker, content))
            yield Quote(
                cue=cue,
                content=content,
                kind=kind(text, content),
                confidence=round(float(1 - cues[first:last, 0].mean()), 3),
                speaker=speaker,
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
    found = [False] * len(gains)
    state = False
    for i in range(len(gains) - 1, -1, -1):
        found[i] = state
        going_on_, staying_out = came[i]
        state = going_on_ if state else not staying_out
    return np.array(found, dtype=np.bool_)


def _log(probabilities: Floats) -> Floats:
    result: Floats = np.log(np.clip(probabilities, 1e-4, 1 - 1e-4))
    return result


def _ranges(window: Window, inside: npt.NDArray[np.bool_], begins: Floats, closes: Floats) -> Iterator[tuple[int, int]]:
    """Yield piece ranges of whole words, cut between sentences where one ends or another begins there."""
    i, end, within = 1, len(window) - 1, inside.tolist()
    while i < end:
        if not within[i]:
            i += 1
            continue
        first = i
        i += 1
        while i < end and (within[i] or not window.starts[i]):
            if window.sentence[i] != window.sentence[i - 1] and max(begins[i], closes[i - 1]) >= CUT:
                break
            i += 1
        while not window.starts[first]:
            first -= 1
        yield first, i


def completed(text: str, cue: Span, speaker: Party | None, content: Iterable[Span]) -> tuple[Span, ...]:
    """Return what is said up to its quotation marks, with what of it stands on the other side of the cue."""
    told = tuple(closed(text, whole(text, span)) for span in content)
    behind = (*second_half(text, cue, speaker, told), *going_on(text, cue, told))
    return (*first_half(text, cue, speaker, told), *told, *behind)


def with_verb(text: str, cue: Span, content: tuple[Span, ...]) -> tuple[Span, tuple[Span, ...]]:
    """Return a cue that is an adverb alone with the verb that the encoder took into what is said."""
    verb = _VERB.match(text, cue.end) if content and _ADVERB_ALONE.fullmatch(text, cue.start, cue.end) else None
    if verb is None or content[0].start != verb.start(1) or content[0].end <= verb.end():
        return cue, content
    return Span(cue.start, verb.end(1)), (Span(verb.end(), content[0].end), *content[1:])


def whole(text: str, span: Span) -> Span:
    """Return a stretch that opens with a quotation mark and ends with a sentence up to the mark that closes it."""
    quoted = _OPENED.match(text, span.start)
    ends_sentence = _SENTENCE_ENDS.search(text, max(0, span.end - 1), span.end + 1)
    return Span(span.start, quoted.end()) if quoted and ends_sentence and span.end < quoted.end() else span


def closed(text: str, span: Span) -> Span:
    """Return a stretch in which a quotation stays open with the mark right behind it that closes it."""
    told, behind = span.of(text), text[span.end : span.end + 2]
    if told.count(_DOUBLED) % 2 and behind.startswith("'"):
        return Span(span.start, span.end + (1 if told.endswith("'") else len(behind) if behind == _DOUBLED else 0))
    opened = (behind[:1] == "”" and told.count("“") > told.count("”")) or (behind[:1] == '"' and told.count('"') % 2)
    return Span(span.start, span.end + 1) if opened else span


def first_half(text: str, cue: Span, speaker: Party | None, content: Sequence[Span]) -> Iterator[Span]:
    """Yield what is said before a cue that breaks into it: "Voters, she said, need not worry".

    Before a quotation it is the reporter's: "The mother of three replied, “...”".
    """
    (only, *more) = content
    if more or not speaker or not speaker.span or only.start < cue.end or _MARK.match(text, only.start):
        return
    first, last = min(speaker.span.start, cue.start), max(speaker.span.end, cue.end)
    if last > only.start or not _BETWEEN.fullmatch(text, last, only.start):
        return
    found = _HALF.search(text[max(0, first - 200) : first])
    if found and not _OPENS.match(found[1]):
        begin = max(0, first - 200)
        yield Span(begin + found.start(1), begin + found.end(1))


def second_half(text: str, cue: Span, speaker: Party | None, content: Sequence[Span]) -> Iterator[Span]:
    """Yield the verb of what is said behind a cue that breaks into it: "The talks, she said, would go on"."""
    (only, *more) = content
    if more or not speaker or not speaker.span or _MARK.match(text, only.start):
        return
    first, last = min(speaker.span.start, cue.start), max(speaker.span.end, cue.end)
    found = _REST.match(text, last)
    if found and only.end < first and text[only.end : first].strip() == ",":
        yield Span(*found.span(1))


def going_on(text: str, cue: Span, content: Sequence[Span]) -> Iterator[Span]:
    """Yield the quotation that goes on behind the cue: “We leave,” she said. “We leave at dawn.”"""
    (only, *more) = content
    if more or only.end > cue.start or not _MARK.match(text, only.start) or not _MARK.match(text, only.end - 1):
        return
    after = _GOES_ON.match(text, cue.end)
    if after:
        yield Span(after.start(1), after.end(1))


def _speaker(
    text: str, window: Window, probabilities: Floats, limits: Thresholds, cue: Span, parts: Parts
) -> Party | None:
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
    if told:
        score, span = max(told)
        return Party(ended(text, with_tenure(text, behind_opening(text, span))), score=round(score, 3))
    written = paper(text, cue)
    return Party(written) if written else None


def ended(text: str, span: Span) -> Span:
    """Return a speaker without the beginning of a clause behind it, nor the adverb of the verb."""
    words = span.of(text)
    comma = words.rfind(", ") if _BROKEN.search(words) else -1
    adverb = _ADVERB.search(words)
    if comma > 0:
        return Span(span.start, span.start + comma)
    return Span(span.start, span.start + adverb.start()) if adverb else span


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
    in the corpus 5 are such: what "appears" or "is expected" is mostly the reporter's own view. Where it is unsure who
    speaks, nobody mostly does.
    """
    cue = quote.cue.of(text)
    said = _SAYS.fullmatch(cue) and not _PASSIVE.search(text, max(0, quote.cue.start - _BEFORE), quote.cue.start)
    if quote.kind == "indirect" and not said:
        if quote.speaker is None:
            return "nobody is told to say it"
        # 0: a rule found the speaker.
        if 0 < quote.speaker.score < SURE_SPEAKER:
            return "it is unsure who says it"
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
    if not any(_MARK.search(part) or _DOUBLED in part for part in words):
        return "indirect"
    rest = "".join(_QUOTED.sub("", part) for part in words)
    return "mixed" if re.search(r"\w", rest) else "direct"
