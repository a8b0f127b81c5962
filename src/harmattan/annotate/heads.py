"""The dense heads in numpy: the same arithmetic as train/model.py, on the states of one window."""

from dataclasses import dataclass

import numpy as np

from harmattan.annotate import labels
from harmattan.annotate.distance import buckets
from harmattan.annotate.encoder import Floats

Heads = dict[str, Floats]


@dataclass(frozen=True, slots=True)
class TriggerScores:
    """Probabilities for one trigger: each array over its label set in labels.py."""

    type: Floats
    mode: Floats
    context: Floats
    factuality: Floats
    implied: Floats


def softmax(logits: Floats) -> Floats:
    """Softmax over the last axis."""
    raised: Floats = np.exp(logits - logits.max(axis=-1, keepdims=True))
    result: Floats = raised / raised.sum(axis=-1, keepdims=True)
    return result


def sigmoid(logits: Floats) -> Floats:
    """Logistic function without overflow."""
    result: Floats = 0.5 * (1.0 + np.tanh(0.5 * logits))
    return result


def dense(heads: Heads, name: str, inputs: Floats) -> Floats:
    """Apply the linear layer name."""
    result: Floats = inputs @ heads[f"{name}.weight"].T + heads[f"{name}.bias"]
    return result


def trigger_scores(heads: Heads, trigger: Floats, sentence: Floats) -> TriggerScores:
    """Score one trigger from the mean states [384] of its pieces and of its sentence."""
    hidden = np.maximum(dense(heads, "trigger_hidden", np.concatenate([trigger, sentence])), 0)
    return TriggerScores(
        type=softmax(dense(heads, "type_head", hidden)),
        mode=sigmoid(dense(heads, "mode_head", hidden)),
        context=sigmoid(dense(heads, "context_head", hidden)),
        factuality=softmax(dense(heads, "factuality_head", hidden)),
        implied=softmax(dense(heads, "implied_head", hidden)),
    )


class RoleScorer:
    """Scores the roles of all triggers of one window; what depends on tokens alone is computed once."""

    def __init__(self, heads: Heads, states: Floats) -> None:
        self.heads = heads
        self.states = states
        self.token = dense(heads, "role_token", states)
        self.gate = dense(heads, "role_gate_token", states)

    def scores(self, trigger: Floats, first: int, last: int) -> Floats:
        """Return probabilities [T, roles, (O, B, I)] for the trigger at pieces [first, last)."""
        near = self.heads["role_distance.weight"][buckets(len(self.states), first, last)]
        added = np.maximum(self.token + dense(self.heads, "role_trigger", trigger) + near, 0)
        gated = self.gate * np.tanh(dense(self.heads, "role_gate_trigger", trigger))
        logits = dense(self.heads, "role", np.concatenate([added, gated], axis=-1))
        return softmax(logits.reshape(len(self.states), len(labels.ROLES), 3))


def pair_scores(heads: Heads, states: Floats, source: tuple[int, int], target: tuple[int, int]) -> Floats:
    """Return probabilities of labels.PAIR_ROOTS for a marked pair; an empty range counts as zeros."""
    features = np.concatenate([states[0], states.mean(axis=0), _mean(states, source), _mean(states, target)])
    hidden = np.maximum(dense(heads, "pair.0", features), 0)
    return softmax(dense(heads, "pair.3", hidden))


def _mean(states: Floats, pieces: tuple[int, int]) -> Floats:
    part = states[slice(*pieces)]
    result: Floats = part.mean(axis=0) if len(part) else np.zeros(states.shape[1], dtype=np.float32)
    return result
