"""How likely a row is right as a whole: its type, its actors and its recipients.

An event's confidence tells whether the act is told, and next to nothing about who did it to whom. What does tell is how
sure the encoder is of each party, whether words or rules gave it, and what resolving made of it. The weights are fitted
on acts of the dev parts, real news and corpus (train/surety.py), and stand in the model's card, since they go with its
scores.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from harmattan.records import Event, Factuality, Party

# A role's score from here on is one that the encoder's own limit lets pass (annotate/decode.py).
_SURE: Final = 0.7
_LEAST: Final = 1e-3


@dataclass(frozen=True, slots=True)
class Surety:
    """weights: by the names that signs() gives; one that is not there weighs nothing."""

    weights: Mapping[str, float]
    bias: float

    def __call__(self, event: Event, text: str) -> float:
        """Return how likely type, actors and recipients of a resolved event are all right. text: its article's."""
        odds = self.bias + sum(self.weights.get(name, 0.0) * value for name, value in signs(event, text))
        return round(1 / (1 + math.exp(-odds)), 3)


def signs(event: Event, text: str) -> Iterator[tuple[str, float]]:
    """Yield what speaks for a row or against it, by name."""
    yield "confidence", _odds(event.confidence)
    yield "not done", float(event.factuality is not Factuality.ACTUAL)
    for side, parties in (("actor", event.actors), ("recipient", event.recipients)):
        for name, value in _side(parties, text):
            yield f"{side} {name}", value


def _side(parties: Sequence[Party], text: str) -> Iterator[tuple[str, float]]:
    told = [(party, party.span.of(text)) for party in parties if party.span]
    if not told:
        return
    # Whom a rule put there, as the host of a visit, has no score: that is another thing than a low one.
    scored = [party.score for party, _ in told if party.score]
    if scored:
        yield "score", _odds(min(scored))
        yield "unsure", float(min(scored) < _SURE)
    yield "known", float(all(party.entity for party, _ in told))
    yield "no sector", float(any(not party.sectors for party, _ in told))
    yield "no name", float(any(words.islower() for _, words in told))
    yield "several", float(len(told) > 1)


def _odds(share: float) -> float:
    within = min(max(share, _LEAST), 1 - _LEAST)
    return math.log(within / (1 - within))


def of_card(card: Mapping[str, object]) -> Surety | None:
    """Return the surety of a model's card; None for a model without it."""
    told = card.get("rows")
    if not isinstance(told, Mapping):
        return None
    return Surety({str(name): float(weight) for name, weight in told["weights"].items()}, float(told["bias"]))
