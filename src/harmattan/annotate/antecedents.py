"""Whom "it", "he" or "the group" takes up: the encoder's word on the mentions before it in its window."""

import re
from collections.abc import Iterable, Iterator

from harmattan.annotate.decode import Thresholds, characters, runs
from harmattan.annotate.encoder import Encoded
from harmattan.annotate.heads import Heads, Scorer
from harmattan.annotate.text import Window
from harmattan.records import Antecedent, Span

# Pronouns, and phrases without a name of their own: "the group", "both sides", "its army".
_ANAPHORIC = re.compile(
    r"(?:he|she|it|they|him|her|them|both)\b|(?:the|this|that|these|those|its|his|their)(?:\s+[a-z][\w’'-]*){1,3}$"
)


def anaphoric(words: str) -> bool:
    """Tell whether a phrase may stand for somebody named before."""
    return _ANAPHORIC.match(words[:1].lower() + words[1:]) is not None


def antecedents(
    text: str, window: Window, encoded: Encoded, heads: Heads, spans: Iterable[Span], limits: Thresholds
) -> Iterator[Antecedent]:
    """Yield the nearest sure antecedent of each of the spans that may have one and lies in the window."""
    asked = [span for span in dict.fromkeys(spans) if anaphoric(span.of(text))]
    if not asked:
        return
    scorer = Scorer(heads, "link", encoded.states)
    for span in asked:
        at = _pieces(window, span)
        if at is None:
            continue
        scores = scorer.scores(*at)[0][:, 0]
        found = [
            (characters(window, first, last), float((1 - scores[first:last, 0]).mean()))
            for first, last in runs(window, scores, limits.link, limits.link / 2)
            if last <= at[0]
        ]
        if found:
            before, score = found[-1]
            yield Antecedent(span, before, round(score, 3))


def _pieces(window: Window, span: Span) -> tuple[int, int] | None:
    inside = [
        i for i in range(1, len(window) - 1) if window.offsets[i][0] < span.end and window.offsets[i][1] > span.start
    ]
    return (inside[0], inside[-1] + 1) if inside else None
