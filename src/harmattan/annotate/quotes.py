"""Who says what: cues found by the token head, then the source and the content of each, around it.

Spans follow PolNeAR's habit: content takes in its quotation marks, and is in several pieces where the
cue or the source stands between them.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import numpy.typing as npt

from harmattan.annotate import labels
from harmattan.annotate.decode import Thresholds, characters, runs
from harmattan.annotate.encoder import Encoded, Floats
from harmattan.annotate.heads import Heads, Scorer, softmax
from harmattan.annotate.text import Window
from harmattan.records import Party, Quote, Span

# Text inside quotation marks of any kind; an opening mark that is never closed reaches to the end.
_QUOTED = re.compile(r"[\"“«][^\"“”«»]*(?:[\"”»]|$)")
# What it costs, in log-odds, to begin or end a stretch of content; between 1 and 4 it hardly matters.
SWITCH = 3.0
_MARK = re.compile(r"[\"“”«»]")


def quotes(text: str, window: Window, encoded: Encoded, heads: Heads, limits: Thresholds) -> Iterator[Quote]:
    """Yield the quotes whose cue begins in the core of the window."""
    cues = softmax(encoded.cues)
    found = [at for at in runs(window, cues, limits.cue) if at[0] >= window.core]
    if not found:
        return
    scorer = Scorer(heads, "quote", encoded.states)
    for first, last in found:
        scores = scorer.scores(first, last)
        content = _content(text, window, scores[:, labels.QUOTE_ROLES.index("content")], (first, last))
        if content:
            source = _source(window, scores[:, labels.QUOTE_ROLES.index("source")], limits)
            yield Quote(
                cue=characters(window, first, last),
                content=content,
                kind=kind(text, content),
                confidence=round(float(1 - cues[first:last, 0].mean()), 3),
                speaker=Party(source) if source else None,
            )


def _content(text: str, window: Window, probabilities: Floats, cue: tuple[int, int]) -> tuple[Span, ...]:
    """The likeliest few stretches, cut at the cue and where sentences end; none without a letter or digit."""
    inside = stretches(1 - probabilities[:, 0], SWITCH)
    inside[slice(*cue)] = False
    inside[0] = inside[-1] = False
    spans = (characters(window, first, last) for first, last in _ranges(window, inside))
    return tuple(span for span in spans if re.search(r"\w", span.of(text)))


def stretches(inside: Floats, switch: float) -> npt.NDArray[np.bool_]:
    """Return for each piece whether it is inside, as the likeliest sequence in which each change costs switch.

    What is said is one stretch or few; pieces decided one by one would tear it (Viterbi, two states).
    """
    gains = np.log(np.clip(inside, 1e-6, 1)) - np.log(np.clip(1 - inside, 1e-6, 1))
    came: list[tuple[bool, bool]] = []
    score_in, score_out = -switch, 0.0
    for gain in gains:
        stay_in, stay_out = score_in >= score_out - switch, score_out >= score_in - switch
        came.append((stay_in, stay_out))
        score_in, score_out = max(score_in, score_out - switch) + gain, max(score_out, score_in - switch)
    state = score_in - switch > score_out
    found = np.zeros(len(gains), dtype=np.bool_)
    for i in range(len(gains) - 1, -1, -1):
        found[i] = state
        stay_in, stay_out = came[i]
        state = stay_in if state else not stay_out
    return found


def _ranges(window: Window, inside: npt.NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    """Yield piece ranges of whole words, each within one sentence."""
    i = 1
    while i < len(window) - 1:
        if not inside[i]:
            i += 1
            continue
        first = i
        while (
            i < len(window) - 1 and window.sentence[i] == window.sentence[first] and (inside[i] or not window.starts[i])
        ):
            i += 1
        while not window.starts[first]:
            first -= 1
        yield first, i


def _source(window: Window, probabilities: Floats, limits: Thresholds) -> Span | None:
    """The surest span: a quote has one speaker, or several in one phrase."""
    found = [
        (float((1 - probabilities[first:last, 0]).mean()), first, last)
        for first, last in runs(window, probabilities, limits.quote, limits.quote_edge)
    ]
    if not found:
        return None
    _, first, last = max(found)
    return characters(window, first, last)


def once(found: Iterable[Quote]) -> tuple[Quote, ...]:
    """Keep one quote for each content, that of the surest cue: "told Le Monde last year:" may be taken for two cues."""
    best: dict[tuple[Span, ...], Quote] = {}
    for quote in found:
        if quote.content not in best or quote.confidence > best[quote.content].confidence:
            best[quote.content] = quote
    return tuple(best.values())


def kind(text: str, content: Sequence[Span]) -> str:
    """Return direct if all words stand in quotation marks, indirect if none do, else mixed."""
    words = [span.of(text) for span in content]
    if not any(_MARK.search(part) for part in words):
        return "indirect"
    rest = "".join(_QUOTED.sub("", part) for part in words)
    return "mixed" if re.search(r"\w", rest) else "direct"
