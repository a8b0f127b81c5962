"""The multi-task network: MiniLM token states once, then light heads.

Token heads (entities, triggers, source/target) run inside the exported graph; the trigger and pair
heads are small dense layers that the run-time evaluates in numpy (harmattan.annotate.heads).
"""

from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import AutoModel

from harmattan.annotate import labels
from harmattan.annotate.text import SHAPES

HIDDEN = 384
ROLE_SIZE, QUOTE_SIZE, LINK_SIZE = 160, 160, 96
TRIGGER_SIZE = 256
CONTEXT_SIZE, CONTEXT_KIND = 320, 32
NEAR = 5  # how many tokens a layer of a scorer looks at
DISTANCES = 17  # buckets of the signed distance between a token and the trigger
# In training every twentieth piece is hidden, so that an act is known by more than one word. In the vocabulary of
# BERT the pieces before the first word are marks.
HIDE, MASK, FIRST_WORD = 0.05, 103, 999


@dataclass(frozen=True, slots=True)
class TokenOutputs:
    """states [B, T, 384] and the logits of the token heads [B, T, labels]."""

    states: Tensor
    entities: Tensor
    triggers: Tensor
    ends: Tensor
    cues: Tensor


class Layer(nn.Module):
    """Lets each token see its neighbours' scores: a depthwise convolution with a residual."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(size)
        self.near = nn.Conv1d(size, size, NEAR, padding=NEAR // 2, groups=size)
        self.mix = nn.Linear(size, size)

    def forward(self, hidden: Tensor, mask: Tensor) -> Tensor:
        """hidden [N, T, size], mask [N, T, 1] -> the same shape; what is masked counts as zeros."""
        normed = (self.norm(hidden) * mask).transpose(1, 2)
        added: Tensor = torch.relu(self.mix(self.near(normed).transpose(1, 2)))
        return hidden + added


class Scorer(nn.Module):
    """Scores B/I/O of some roles for each token, given an anchor: a trigger, a cue, or a mention.

    A sum and a gated product of projected token and anchor states, with the bucketed distance between them;
    then a few layers in which neighbours see each other, since a role is a phrase and not a set of words.
    """

    def __init__(self, size: int, roles: int, drop: nn.Module, kinds: int = 0, layers: int = 2) -> None:
        """kinds: how many kinds of anchor there are (the types of triggers), if the roles depend on them."""
        super().__init__()
        self.roles = roles
        self.kind = nn.Embedding(kinds, 2 * size) if kinds else None
        self.drop = drop
        self.token = nn.Linear(HIDDEN, size)
        self.anchor = nn.Linear(HIDDEN, size)
        self.gate_token = nn.Linear(HIDDEN, size)
        self.gate_anchor = nn.Linear(HIDDEN, size)
        self.distance = nn.Embedding(DISTANCES, size)
        self.layers = nn.ModuleList(Layer(2 * size) for _ in range(layers))
        self.out = nn.Linear(2 * size, 3 * roles)

    def forward(
        self, states: Tensor, mask: Tensor, anchor: Tensor, distance: Tensor, kinds: Tensor | None = None
    ) -> tuple[Tensor, Tensor]:
        """states [N, T, 384], mask [N, T], anchor [N, 384], distance [N, T], kinds [N].

        Returns the logits [N, T, roles, 3] and the hidden states they are made from [N, T, 2 * size].
        """
        states, anchor = self.drop(states), self.drop(anchor)[:, None]
        plain, gate = self.anchor(anchor), self.gate_anchor(anchor)
        if self.kind is not None and kinds is not None:
            more, gate_more = self.kind(kinds)[:, None].chunk(2, dim=-1)
            plain, gate = plain + more, gate + gate_more
        added = torch.relu(self.token(states) + plain + self.distance(distance))
        gated = self.gate_token(states) * torch.tanh(gate)
        inside = mask[..., None].to(states.dtype)
        hidden = self.drop(torch.cat([added, gated], dim=-1)) * inside
        for layer in self.layers:
            hidden = layer(hidden, inside)
        logits = self.out(self.drop(hidden))
        return logits.view(*logits.shape[:2], self.roles, 3), hidden


class Coder(nn.Module):
    """MiniLM with case shapes added to its embeddings, and all heads."""

    def __init__(self, folder: Path, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(str(folder), add_pooling_layer=False)
        self.encoder.embeddings.word_embeddings.weight.requires_grad_(False)
        self.shapes = nn.Embedding(SHAPES, HIDDEN)
        nn.init.zeros_(self.shapes.weight)
        self.drop, self.wide_drop = nn.Dropout(dropout), nn.Dropout(2 * dropout)
        self.entities = nn.Linear(HIDDEN, len(labels.bio(labels.ENTITIES)))
        self.triggers = nn.Linear(HIDDEN, len(labels.bio(labels.TYPES)))
        self.ends = nn.Linear(HIDDEN, 5)
        self.cues = nn.Linear(HIDDEN, 3)
        self.pair = nn.Sequential(
            nn.Linear(4 * HIDDEN, HIDDEN), nn.ReLU(), nn.Dropout(dropout), nn.Linear(HIDDEN, len(labels.PAIR_ROOTS))
        )
        self.trigger_hidden = nn.Linear(2 * HIDDEN, TRIGGER_SIZE)
        self.type_head = nn.Linear(TRIGGER_SIZE, len(labels.TYPES))
        self.mode_head = nn.Linear(TRIGGER_SIZE, len(labels.MODES))
        self.context_kind = nn.Embedding(len(labels.TYPES), CONTEXT_KIND)
        self.context_look = nn.Linear(2 * ROLE_SIZE, 1)
        self.context_hidden = nn.Linear(3 * HIDDEN + 2 * ROLE_SIZE + CONTEXT_KIND, CONTEXT_SIZE)
        self.context_head = nn.Linear(CONTEXT_SIZE, len(labels.CONTEXTS))
        self.factuality_head = nn.Linear(TRIGGER_SIZE, len(labels.FACTUALITIES))
        self.implied_head = nn.Linear(TRIGGER_SIZE, len(labels.IMPLIED))
        self.role = Scorer(ROLE_SIZE, len(labels.ROLES), self.drop, kinds=len(labels.TYPES))
        self.quote = Scorer(QUOTE_SIZE, len(labels.QUOTE_ROLES), self.drop)
        self.link = Scorer(LINK_SIZE, len(labels.LINK_ROLES), self.drop)
        self.parser: nn.Module | None = None  # set by whoever trains syntax too (train/syntax.py)

    def forward(self, ids: Tensor, mask: Tensor, shapes: Tensor) -> TokenOutputs:
        """Encode a batch [B, T] of word pieces with their case shapes."""
        if self.training:
            hidden = (torch.rand(ids.shape, device=ids.device) < HIDE) & (ids >= FIRST_WORD)
            ids = ids.masked_fill(hidden, MASK)
        embedded = self.encoder.embeddings.word_embeddings(ids) + self.shapes(shapes)
        states = self.encoder(inputs_embeds=embedded, attention_mask=mask).last_hidden_state
        dropped = self.drop(states)
        heads = (self.entities, self.triggers, self.ends, self.cues)
        return TokenOutputs(states, *(head(dropped) for head in heads))

    def pair_logits(self, states: Tensor, mask: Tensor, source: Tensor, target: Tensor) -> Tensor:
        """Score the roots of marked pairs; source and target are 0/1 masks [B, T]. Returns [B, 15]."""
        features = torch.cat([states[:, 0], mean(states, mask), mean(states, source), mean(states, target)], dim=-1)
        return self.pair(self.drop(features))

    def trigger_logits(self, trigger: Tensor, sentence: Tensor) -> dict[str, Tensor]:
        """Score type, modes, factuality and implied actor from trigger and sentence means [N, 384]."""
        hidden = self.drop(torch.relu(self.trigger_hidden(self.drop(torch.cat([trigger, sentence], dim=-1)))))
        heads = {
            "type": self.type_head,
            "mode": self.mode_head,
            "factuality": self.factuality_head,
            "implied": self.implied_head,
        }
        return {name: head(hidden) for name, head in heads.items()}

    def context_logits(
        self, trigger: Tensor, sentence: Tensor, window: Tensor, around: Tensor, mask: Tensor, kinds: Tensor
    ) -> Tensor:
        """Score contexts [N, contexts]: an act's context may stand far from its words.

        trigger, sentence and window [N, 384]: means of the trigger and its sentence, the state of [CLS].
        around [N, T, 320]: the hidden states of the role scorer, of which the head looks for what matters.
        """
        weights = torch.softmax(self.context_look(around)[..., 0].masked_fill(mask == 0, -1e4), dim=-1)
        looked = (around * weights[..., None]).sum(1)
        features = torch.cat([trigger, sentence, window, looked, self.context_kind(kinds)], dim=-1)
        hidden: Tensor = torch.relu(self.context_hidden(self.wide_drop(features)))
        logits: Tensor = self.context_head(self.wide_drop(hidden))
        return logits


def mean(states: Tensor, mask: Tensor) -> Tensor:
    """Average states [B, T, H] where mask [B, T] is 1."""
    weights = mask.to(states.dtype)[..., None]
    return (states * weights).sum(1) / weights.sum(1).clamp(min=1)
