"""The dense heads in numpy: the same arithmetic as train/model.py, on the states of one window."""

from dataclasses import dataclass

import numpy as np

from harmattan.annotate.distance import buckets
from harmattan.annotate.encoder import Floats

Heads = dict[str, Floats]


@dataclass(frozen=True, slots=True)
class TriggerScores:
    """Probabilities for one trigger: each array over its label set in labels.py."""

    type: Floats
    mode: Floats
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
    result: Floats = inputs @ heads[f"{name}.weight"].T
    result += heads[f"{name}.bias"]
    return result


def begun(tags: Floats) -> Floats:
    """Sum probabilities [T, O and B- and I- of each kind] over the kinds: [T, (O, B, I)]."""
    result: Floats = np.stack([tags[:, 0], tags[:, 1::2].sum(axis=1), tags[:, 2::2].sum(axis=1)], axis=1)
    return result


def trigger_scores(heads: Heads, trigger: Floats, sentence: Floats, tags: Floats) -> TriggerScores:
    """Score one trigger from the mean states [384] of its pieces and of its sentence, and its pieces' type tags.

    tags: probabilities [pieces, O and B- and I- of each type]. The type is the mean of what the words
    alone say (tags) and what words and sentence say together (the type head).
    """
    kinds = (tags[:, 1::2] + tags[:, 2::2]).mean(axis=0)
    hidden = np.maximum(dense(heads, "trigger_hidden", np.concatenate([trigger, sentence])), 0)
    return TriggerScores(
        type=(softmax(dense(heads, "type_head", hidden)) + kinds / max(float(kinds.sum()), 1e-6)) / 2,
        mode=sigmoid(dense(heads, "mode_head", hidden)),
        factuality=softmax(dense(heads, "factuality_head", hidden)),
        implied=softmax(dense(heads, "implied_head", hidden)),
    )


def context_scores(
    heads: Heads, trigger: Floats, sentence: Floats, window: Floats, around: Floats, kind: int
) -> Floats:
    """Return the probability of each of labels.CONTEXTS for one trigger.

    trigger, sentence, window [384]: means of the trigger and its sentence, the state of [CLS]; around [T, 320]: the
    hidden states of the role scorer; kind: the index of the trigger's type.
    """
    look = softmax(dense(heads, "context_look", around)[:, 0])
    features = np.concatenate([trigger, sentence, window, look @ around, heads["context_kind.weight"][kind]])
    hidden = np.maximum(dense(heads, "context_hidden", features), 0)
    return sigmoid(dense(heads, "context_head", hidden))


class Scorer:
    """Scores roles around the anchors of one window (role: triggers, quote: cues, link: mentions).

    What depends on tokens alone is computed once.
    """

    def __init__(self, heads: Heads, name: str, states: Floats) -> None:
        self.heads = heads
        self.name = name
        self.states = states
        self.token = dense(heads, f"{name}.token", states)
        self.gate = dense(heads, f"{name}.gate_token", states)
        self.layers = sum(key.startswith(f"{name}.layers.") and key.endswith(".mix.bias") for key in heads)

    def scores(
        self, first: int, last: int, kind: int | None = None, near: tuple[int, int] | None = None
    ) -> tuple[Floats, Floats]:
        """Return probabilities [T, roles, (O, B, I)] for the anchor at pieces [first, last), and the hidden states.

        kind: the index of the trigger's type, for roles that depend on it. near: only these pieces are looked at; those
        outside are O, and have no hidden states.
        """
        begin, end = near or (0, len(self.states))
        anchor = self.states[first:last].mean(axis=0)
        plain, gate = (dense(self.heads, f"{self.name}.{part}", anchor) for part in ("anchor", "gate_anchor"))
        if kind is not None:
            more, gate_more = np.split(self.heads[f"{self.name}.kind.weight"][kind], 2)
            plain, gate = plain + more, gate + gate_more
        bucketed = self.heads[f"{self.name}.distance.weight"][buckets(len(self.states), first, last)[begin:end]]
        added = np.maximum(self.token[begin:end] + plain + bucketed, 0)
        hidden: Floats = np.concatenate([added, self.gate[begin:end] * np.tanh(gate)], axis=-1)
        for layer in range(self.layers):
            hidden = _layer(self.heads, f"{self.name}.layers.{layer}", hidden)
        logits = dense(self.heads, f"{self.name}.out", hidden)
        found = softmax(logits.reshape(end - begin, -1, 3))
        if near is None:
            return found, hidden
        whole = np.zeros((len(self.states), *found.shape[1:]), dtype=np.float32)
        whole[:, :, 0] = 1
        whole[begin:end] = found
        return whole, hidden


def _layer(heads: Heads, name: str, hidden: Floats) -> Floats:
    """One layer of train/model.py: normed, a depthwise convolution over five neighbours, mixed, added."""
    normed = hidden - hidden.mean(axis=-1, keepdims=True)
    variance = np.einsum("ij,ij->i", normed, normed) / normed.shape[1]
    normed *= (1 / np.sqrt(variance + 1e-5))[:, None]
    normed *= heads[f"{name}.norm.weight"]
    normed += heads[f"{name}.norm.bias"]
    # Laid out row by row: numpy multiplies by a row with gaps at a third of the speed.
    before2, before, here, after, after2 = np.ascontiguousarray(heads[f"{name}.near.weight"][:, 0].T)
    near = normed * here
    near += heads[f"{name}.near.bias"]
    near[2:] += normed[:-2] * before2
    near[1:] += normed[:-1] * before
    near[:-1] += normed[1:] * after
    near[:-2] += normed[2:] * after2
    mixed = dense(heads, f"{name}.mix", near)
    np.maximum(mixed, 0, out=mixed)
    mixed += hidden
    return mixed


def pair_scores(heads: Heads, states: Floats, source: tuple[int, int], target: tuple[int, int]) -> Floats:
    """Return probabilities of labels.PAIR_ROOTS for a marked pair; an empty range counts as zeros."""
    features = np.concatenate([states[0], states.mean(axis=0), _mean(states, source), _mean(states, target)])
    hidden = np.maximum(dense(heads, "pair.0", features), 0)
    return softmax(dense(heads, "pair.3", hidden))


def _mean(states: Floats, pieces: tuple[int, int]) -> Floats:
    part = states[slice(*pieces)]
    result: Floats = part.mean(axis=0) if len(part) else np.zeros(states.shape[1], dtype=np.float32)
    return result
