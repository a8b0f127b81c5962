"""Turns the scores of one window into mentions and events, under the codebook's constraints."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from harmattan.annotate import labels
from harmattan.annotate.encoder import Encoded, Floats
from harmattan.annotate.heads import Heads, Scorer, TriggerScores, begun, context_scores, softmax, trigger_scores
from harmattan.annotate.tags import phrases
from harmattan.annotate.text import Window
from harmattan.records import Mention, Span


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Where a probability becomes an answer; chosen on the dev split, never on a test set."""

    trigger: float = 0.4
    event: float = 0.5
    role: float = 0.7
    aside: float = 0.5  # place, time and source: missed more often than mistaken
    role_edge: float = 0.2
    also: float = 0.35  # of somebody who stands in a list with a party
    far_role: float = 0.5
    understood: float = 0.05
    lone_recipient: float = 0.25
    lone_actor: float = 0.45
    mode: float = 0.3
    second_mode: float = 0.5  # PLOVER allows several modes; a third has not been seen to be right
    context: float = 0.3
    context_share: float = 0.45  # of the likeliest's probability
    lone_context: float = 0.2
    entity: float = 0.5
    cue: float = 0.55
    quote: float = 0.5
    quote_edge: float = 0.3
    link: float = 0.5
    # Of a page's telling of anything political; under it no act is coded. Low, since a page lost is lost whole; 0: off.
    subject: float = 0.05


# The likeliest recipient and actor of the sentence, however unlikely.
UNDERSTOOD, DOER = "understood", "doer"
_LIKELIEST: Final = {UNDERSTOOD: "recipient", DOER: "actor"}
# Those of the sentence who are too unlikely alone, and may stand in a list with a party.
ALSO: Final = {"actor": "other actors", "recipient": "other recipients"}
_NO_ROLES: Final[dict[str, tuple[tuple[Span, float], ...]]] = dict.fromkeys(
    (*labels.ROLES, *_LIKELIEST, *ALSO.values()), ()
)
_NO_CONTEXTS: Final[Floats] = np.zeros(len(labels.CONTEXTS), dtype=np.float32)
# How far two layers of five tokens see.
_REACH = 4


@dataclass(frozen=True, slots=True)
class Candidate:
    """An event as the encoder sees it, before the codebook's rules; score is that of the trigger alone."""

    trigger: Span
    sentence: int
    score: float
    scores: TriggerScores
    contexts: Floats  # probabilities of labels.CONTEXTS
    roles: dict[str, tuple[tuple[Span, float], ...]]  # by labels.ROLES, UNDERSTOOD, DOER and ALSO

    @property
    def likeliest(self) -> str:
        """The likeliest PLOVER type."""
        return labels.TYPES[int(self.scores.type.argmax())]


def _no_span(_: Span) -> bool:
    return False


def candidates(
    window: Window,
    encoded: Encoded,
    heads: Heads,
    limits: Thresholds,
    least: float = 0.0,
    kept: Callable[[Span], bool] = _no_span,
) -> Iterator[Candidate]:
    """Yield the events whose trigger lies in the core of the window.

    For those whose score (of trigger and type) is under least, which nobody will keep, roles are not looked for; kept
    tells which triggers stay all the same.
    """
    tags = softmax(encoded.triggers)
    probabilities = begun(tags)
    found = [at for at in runs(window, probabilities, limits.trigger) if at[0] >= window.core]
    if not found:
        return
    scorer = Scorer(heads, "role", encoded.states)
    for first, last in found:
        trigger = encoded.states[first:last].mean(axis=0)
        inside = np.array([index == window.sentence[first] for index in window.sentence])
        around = encoded.states[inside].mean(axis=0)
        scores = trigger_scores(heads, trigger, around, tags[first:last])
        kind = int(scores.type.argmax())
        made = Candidate(
            trigger=characters(window, first, last),
            sentence=window.sentence[first],
            score=float(1 - probabilities[first:last, 0].mean()),
            scores=scores,
            contexts=_NO_CONTEXTS,
            roles=_NO_ROLES,
        )
        if made.score * float(scores.type.max()) < least and not kept(made.trigger):
            yield made
            continue
        roles, hidden = scorer.scores(first, last, kind, _near(window, first))
        contexts = context_scores(heads, trigger, around, encoded.states[0], hidden, kind)
        yield replace(made, contexts=contexts, roles=_roles(window, roles, limits, made.sentence))


def _roles(
    window: Window, roles: Floats, limits: Thresholds, sentence: int
) -> dict[str, tuple[tuple[Span, float], ...]]:
    spans = {
        name: tuple(_role(window, roles[:, i], limits, _least(name, limits), sentence))
        for i, name in enumerate(labels.ROLES)
    }
    spans |= {
        other: tuple(_also(window, roles[:, labels.ROLES.index(role)], limits, sentence))
        for role, other in ALSO.items()
    }
    return spans | {
        name: tuple(_understood(window, roles[:, labels.ROLES.index(role)], limits, sentence))
        for name, role in _LIKELIEST.items()
    }


def _near(window: Window, at: int) -> tuple[int, int]:
    """Return the pieces of the sentence of a piece and of the two beside it, and a few more on both sides.

    Parties further away are hardly ever right; the few more are what the layers of the scorer look at.
    """
    here = window.sentence[at]
    inside = [i for i in range(1, len(window) - 1) if abs(window.sentence[i] - here) <= 1]
    return max(0, inside[0] - _REACH), min(len(window), inside[-1] + 1 + _REACH)


def _least(role: str, limits: Thresholds) -> float:
    return limits.role if role in {"actor", "recipient"} else limits.aside


def _role(
    window: Window, probabilities: Floats, limits: Thresholds, least: float, sentence: int
) -> list[tuple[Span, float]]:
    """Spans in the trigger's own sentence; only where it has none, surer ones from the sentences around it."""
    found = [
        (window.sentence[first], characters(window, first, last), float(1 - probabilities[first:last, 0].mean()))
        for first, last in runs(window, probabilities, least, limits.role_edge)
    ]
    own = [(span, score) for at, span, score in found if at == sentence]
    return own or [(span, score) for _, span, score in found if score >= limits.far_role]


def _also(window: Window, probabilities: Floats, limits: Thresholds, sentence: int) -> Iterator[tuple[Span, float]]:
    for first, last in runs(window, probabilities, limits.also):
        score = float(1 - probabilities[first:last, 0].mean())
        if window.sentence[first] == sentence:
            yield characters(window, first, last), score


def _understood(
    window: Window, probabilities: Floats, limits: Thresholds, sentence: int
) -> Iterator[tuple[Span, float]]:
    """The likeliest of the sentence, however unlikely: for types that cannot be without one, and where none is told."""
    found = [
        (float((1 - probabilities[first:last, 0]).max()), first, last)
        for first, last in runs(window, probabilities, limits.understood, limits.understood / 2)
        if window.sentence[first] == sentence
    ]
    if found:
        score, first, last = max(found)
        yield characters(window, first, last), score


def runs(window: Window, probabilities: Floats, limit: float, low: float | None = None) -> Iterator[tuple[int, int]]:
    """Yield piece ranges [first, last) of BIO probabilities [T, 3], widened to whole words.

    A range takes in what stays at or above low (default: limit) in 1 - p(O), is cut where B beats I and at the end of a
    sentence, and counts if one of its pieces reaches limit: a phrase is not torn because its middle is unsure.
    """
    sure = 1 - probabilities[:, 0]
    if sure[1:-1].max(initial=0) < limit:
        return
    within = (sure >= (limit if low is None else low)).tolist()
    opens = (probabilities[:, 1] > probabilities[:, 2]).tolist()
    within[-1] = False
    first = None
    for i in range(1, len(window)):
        inside = within[i]
        begins = inside and window.starts[i] and (opens[i] or _turns(window, i))
        if first is not None and (begins or (not inside and window.starts[i])):
            if sure[first:i].max() >= limit:
                yield first, i
            first = None
        if inside and first is None:
            first = i
            while not window.starts[first]:
                first -= 1


def _turns(window: Window, at: int) -> bool:
    """Whether a sentence begins with a piece."""
    return window.sentence[at] != window.sentence[at - 1]


def characters(window: Window, first: int, last: int) -> Span:
    """Return the characters that pieces [first, last) cover."""
    return Span(window.offsets[first][0], window.offsets[last - 1][1])


def mentions(window: Window, encoded: Encoded, limits: Thresholds) -> Iterator[Mention]:
    """Yield the entity spans that begin in the core of the window."""
    tags = softmax(encoded.entities)
    turns = [at > 0 and _turns(window, at) for at in range(len(window))]
    for first, last, kind in phrases(tags, window.starts, turns, window.core, len(window) - 1, limits.entity):
        score = round(float(1 - tags[first:last, 0].mean()), 3)
        yield Mention(characters(window, first, last), labels.ENTITIES[kind], score)
