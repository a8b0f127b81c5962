"""Triggers for PLV sentences, bootstrapped: the set names source, target and root, but not the word that tells the act.

A first model, trained without them, proposes triggers and parties. The proposal that fits the marked
pair best becomes the trigger, with the type the set states; every other word the first model thinks
likely is left unlabelled, since PLV marks one act a sentence and may hold more.
"""

from collections.abc import Iterator, Sequence

import numpy as np
import torch

from harmattan.annotate import labels
from harmattan.annotate.distance import buckets
from harmattan.annotate.text import Window, tokenize, windows
from harmattan.records import Span
from train.examples import IGNORE, Builder, EventInput, Pieces, TriggerLabel, piece_range
from train.fit import pad
from train.model import Coder
from train.sources import PairExample

LEAST = 0.1  # a proposal under this is no better than a guess
DOUBTFUL = 0.1  # words over this are not taught as "no trigger"


def silver(coder: Coder, builder: Builder, examples: Sequence[PairExample]) -> list[EventInput]:
    """Return a window for each example in which a fitting trigger was found."""
    coder.eval()
    made = []
    for example in examples:
        tokens = tokenize(builder.tokenizer, example.text, [Span(0, len(example.text))])
        window = next(windows(tokens, builder.cls, builder.sep))
        with torch.no_grad():
            found = _label(coder, window, example)
        if found is not None:
            made.append(found)
    return made


def _label(coder: Coder, window: Window, example: PairExample) -> EventInput | None:
    pieces = Pieces(list(window.ids), list(window.shapes), list(window.offsets))
    out = coder(*pad([pieces]))
    likely = 1 - out.triggers.softmax(-1)[0, :, 0].cpu().numpy()
    parties = [_ranges(window, example.sources), _ranges(window, example.targets)]
    taken = {i for side in parties for first, last in side for i in range(first, last)}
    scored = []
    for i in range(1, len(window) - 1):
        if likely[i] >= LEAST and i not in taken and window.starts[i]:
            last = i + 1
            while last < len(window) - 1 and (not window.starts[last] or likely[last] >= 0.5) and last not in taken:
                last += 1
            scored.append((likely[i] * _fit(coder, out.states, window, (i, last), example.root, parties), i, last))
    if not scored:
        return None
    _, first, last = max(scored)
    tags = [IGNORE if probability >= DOUBTFUL else 0 for probability in likely]
    label = _trigger(coder, out.states, window, (first, last), example.root)
    for i in range(first, last):
        tags[i] = 1 + 2 * label.type + (i > first)  # labels.bio: O, then B- and I- of each type
    tags[0] = tags[-1] = IGNORE
    return EventInput(pieces, tags, [IGNORE] * len(window), [label])


def _ranges(window: Window, spans: Sequence[Span]) -> list[tuple[int, int]]:
    return [at for span in spans if (at := piece_range(window, span.start, span.end))]


def _types(root: str) -> list[int]:
    return [labels.TYPES.index(name) for name in (labels.YIELD if root == "YIELD" else (root,))]


def _logits(coder: Coder, states: torch.Tensor, at: tuple[int, int]) -> dict[str, torch.Tensor]:
    return coder.trigger_logits(states[:, slice(*at)].mean(1), states[:, 1:-1].mean(1))


def _fit(
    coder: Coder,
    states: torch.Tensor,
    window: Window,
    at: tuple[int, int],
    root: str,
    parties: Sequence[Sequence[tuple[int, int]]],
) -> float:
    """How well a trigger fits: its type's probability, and how far its actor and recipient are the marked ones."""
    type_ = float(_logits(coder, states, at)["type"].softmax(-1)[0, _types(root)].sum())
    distance = torch.tensor(buckets(len(window), *at))[None]
    kind = torch.tensor([_types(root)[0]])
    anchor, inside = states[:, slice(*at)].mean(1), torch.ones(states.shape[:2])
    roles = coder.role(states, inside, anchor, distance, kind)[0].softmax(-1)[0]
    shares = [1 - float(roles[first:last, side, 0].mean()) for side in (0, 1) for first, last in parties[side][:1]]
    return (0.1 + type_) * float(np.mean([0.2, *shares]))


def _trigger(
    coder: Coder,
    states: torch.Tensor,
    window: Window,
    at: tuple[int, int],
    root: str,
) -> TriggerLabel:
    logits = _logits(coder, states, at)
    types = _types(root)
    type_ = types[int(logits["type"][0, types].argmax())]
    return TriggerLabel(
        *at,
        type=type_,
        modes=None,
        contexts=None,
        factuality=IGNORE,
        implied=IGNORE,
        sentence=(1, len(window) - 1),
        # The set names one source and one target a sentence; acts have lists of them (docs/notes/0005).
        roles=None,
    )


def described(window: EventInput, text: str) -> Iterator[str]:
    """Yield the bootstrapped triggers as text, to be read by a person."""
    for label in window.triggers:
        start, end = window.pieces.offsets[label.first][0], window.pieces.offsets[label.last - 1][1]
        yield f"{labels.TYPES[label.type]}: {text[start:end]}"
