"""The training loop: batches of all tasks, shuffled together, one optimiser."""

import math
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from harmattan.annotate import labels
from harmattan.annotate.distance import buckets
from train.examples import IGNORE, EventInput, PairInput, Pieces, TagInput
from train.model import Coder, Scorer, mean

ENCODER_RATE, HEAD_RATE, WARM_UP, SMOOTHING = 2e-4, 1e-3, 0.06, 0.05


@dataclass(frozen=True, slots=True)
class Task:
    """Examples of one kind, how many to a batch, the share drawn each epoch, their loss, and the epoch they begin in.

    begins counts from 0: texts of another kind than most may be kept for the last epochs, which count most.
    """

    name: str
    examples: Sequence[Any]
    loss: Callable[[Coder, Sequence[Any]], Tensor]
    batch: int = 32
    share: float = 1.0
    weight: float = 1.0
    begins: int = 0


def device() -> str:
    """Return where training runs: a GPU if there is one."""
    return "cuda" if torch.cuda.is_available() else "cpu"


def pad(pieces: Sequence[Pieces]) -> tuple[Tensor, Tensor, Tensor]:
    """Return ids, mask and shapes [B, T]."""
    size = max(len(item.ids) for item in pieces)
    ids = torch.zeros(len(pieces), size, dtype=torch.long)
    mask, shapes = torch.zeros_like(ids), torch.zeros_like(ids)
    for row, item in enumerate(pieces):
        ids[row, : len(item.ids)] = torch.tensor(item.ids)
        shapes[row, : len(item.ids)] = torch.tensor(item.shapes)
        mask[row, : len(item.ids)] = 1
    return ids, mask, shapes


def padded_tags(tags: Sequence[Sequence[int]]) -> Tensor:
    """Return labels [B, T], IGNORE where padded."""
    out = torch.full((len(tags), max(map(len, tags))), IGNORE, dtype=torch.long)
    for row, item in enumerate(tags):
        out[row, : len(item)] = torch.tensor(item)
    return out


def range_mask(ranges: Sequence[tuple[int, int]], like: Tensor) -> Tensor:
    """Return 1 inside each row's range, else 0; shape of like."""
    at = torch.arange(like.shape[1])[None]
    first = torch.tensor([item[0] for item in ranges])[:, None]
    last = torch.tensor([item[1] for item in ranges])[:, None]
    return ((at >= first) & (at < last)).long()


def pair_loss(model: Coder, batch: Sequence[PairInput]) -> Tensor:
    """Cross-entropy of the root of marked pairs."""
    logits = pair_logits(model, batch)
    return functional.cross_entropy(logits, torch.tensor([item.root for item in batch]), label_smoothing=SMOOTHING)


def pair_logits(model: Coder, batch: Sequence[PairInput]) -> Tensor:
    """Root logits [B, 15] of marked pairs."""
    ids, mask, shapes = pad([item.pieces for item in batch])
    states = model(ids, mask, shapes).states
    source = range_mask([item.source for item in batch], mask)
    return model.pair_logits(states, mask, source, range_mask([item.target for item in batch], mask))


def tag_loss(head: str) -> Callable[[Coder, Sequence[TagInput]], Tensor]:
    """Cross-entropy of a token head over the labels each set knows; what a set does not annotate is not taught."""

    def loss(model: Coder, batch: Sequence[TagInput]) -> Tensor:
        logits = getattr(model(*pad([item.pieces for item in batch])), head).float()
        barred = torch.ones(len(batch), 1, logits.shape[-1], dtype=torch.bool)
        for row, item in enumerate(batch):
            barred[row, 0, item.allowed] = False
        tags = padded_tags([item.tags for item in batch])
        return functional.cross_entropy(logits.masked_fill(barred, -1e4).transpose(1, 2), tags, ignore_index=IGNORE)

    return loss


def event_loss(model: Coder, batch: Sequence[EventInput]) -> Tensor:
    """Triggers, entities, and for each trigger its type, modes, contexts, factuality and roles."""
    padded = pad([item.pieces for item in batch])
    out = model(*padded)
    loss = 2.0 * _token_loss(out.triggers, [item.trigger_tags for item in batch])
    loss = loss + 0.5 * _token_loss(out.entities, [item.entity_tags for item in batch])
    loss = loss + _token_loss(out.cues, [item.cue_tags or [IGNORE] * len(item.pieces.ids) for item in batch])
    quotes = [(row, it) for row, item in enumerate(batch) for it in item.quotes]
    links = [(row, it) for row, item in enumerate(batch) for it in item.links]
    loss = loss + _anchor_loss(model.quote, out.states, padded[1], quotes)
    loss = loss + 0.5 * _anchor_loss(model.link, out.states, padded[1], links)
    found = [(row, trigger) for row, item in enumerate(batch) for trigger in item.triggers]
    if not found:
        return loss
    rows = torch.tensor([row for row, _ in found])
    states, mask, labelled = out.states[rows], padded[1][rows], [label for _, label in found]
    vectors = mean(states, range_mask([(label.first, label.last) for label in labelled], mask))
    sentences = mean(states, range_mask([label.sentence for label in labelled], mask))
    roles, hidden = scored(model.role, states, mask, vectors, labelled)
    logits = model.trigger_logits(vectors, sentences)
    kinds = torch.tensor([label.type for label in labelled])
    logits["context"] = model.context_logits(vectors, sentences, states[:, 0], hidden, mask, kinds)
    return loss + _trigger_loss(logits, labelled) + 4.0 * _role_loss(roles, labelled)


def scored(
    scorer: Scorer, states: Tensor, mask: Tensor, anchors: Tensor, found: Sequence[Any]
) -> tuple[Tensor, Tensor]:
    """Logits [N, T, roles, 3] and hidden states of a scorer around the anchors that found labels."""
    length = states.shape[1]
    distance = torch.tensor(np.stack([buckets(length, label.first, label.last) for label in found]))
    kinds = torch.tensor([label.type for label in found]) if scorer.kind is not None else None
    logits, hidden = scorer(states, mask, anchors, distance, kinds)
    return logits.float(), hidden


def _anchor_loss(scorer: Scorer, states: Tensor, mask: Tensor, found: Sequence[tuple[int, Any]]) -> Tensor:
    """Roles around cues or mentions; zero where a batch has none."""
    if not found:
        return states.sum() * 0
    rows = torch.tensor([row for row, _ in found])
    states, mask, labelled = states[rows], mask[rows], [label for _, label in found]
    anchors = mean(states, range_mask([(label.first, label.last) for label in labelled], mask))
    return _role_loss(scored(scorer, states, mask, anchors, labelled)[0], labelled)


def _token_loss(logits: Tensor, tags: Sequence[Sequence[int]]) -> Tensor:
    return known_entropy(logits.float().flatten(0, 1), padded_tags(tags).flatten())


def known_entropy(logits: Tensor, answers: Tensor, smoothing: float = 0.0) -> Tensor:
    """Mean cross-entropy over the answers that are known; zero, not undefined, where none is."""
    if (answers == IGNORE).all():
        return logits.sum() * 0
    return functional.cross_entropy(logits, answers, ignore_index=IGNORE, label_smoothing=smoothing)


def _trigger_loss(logits: dict[str, Tensor], found: Sequence[Any]) -> Tensor:
    """What an example does not annotate (None, IGNORE) is not taught."""

    def one(name: str) -> Tensor:
        answers = torch.tensor([getattr(label, name) for label in found])
        return known_entropy(logits[name].float(), answers, SMOOTHING)

    known = [row for row, label in enumerate(found) if label.modes is not None]
    loss = one("type") + 0.5 * one("factuality") + 0.3 * one("implied")
    if known:
        loss = loss + _many(logits, [found[row] for row in known], known)
    return loss


def _many(logits: dict[str, Tensor], found: Sequence[Any], rows: Sequence[int]) -> Tensor:
    """Modes and contexts: each its own yes or no; only the modes of the trigger's type are taught."""
    modes, legal = torch.zeros(len(found), len(labels.MODES)), torch.zeros(len(found), len(labels.MODES))
    contexts = torch.zeros(len(found), len(labels.CONTEXTS))
    for row, label in enumerate(found):
        modes[row, list(label.modes)] = 1
        contexts[row, list(label.contexts)] = 1
        legal[row] = torch.tensor([name.startswith(f"{labels.TYPES[label.type]}/") for name in labels.MODES]).float()
    mode = functional.binary_cross_entropy_with_logits(logits["mode"][rows].float(), modes, reduction="none")
    context = functional.binary_cross_entropy_with_logits(logits["context"][rows].float(), contexts)
    return 2.0 * (mode * legal).sum() / legal.sum().clamp(min=1) + 8.0 * context


def _role_loss(logits: Tensor, found: Sequence[Any]) -> Tensor:
    """Cross-entropy of B/I/O over the anchors whose roles are annotated (not None)."""
    answers = torch.full(logits.shape[:3], IGNORE, dtype=torch.long)
    for row, label in enumerate(found):
        if label.roles is not None:
            answers[row, : len(label.roles)] = torch.tensor(label.roles)
    return known_entropy(logits.flatten(0, 2), answers.flatten())


def drawn(task: Task, chance: random.Random) -> list[Any]:
    """Draw the task's share of examples: 0.5 is a random half, 2.5 every example twice and half of them once more."""
    whole, part = divmod(task.share, 1)
    listed = list(task.examples)
    return listed * int(whole) + chance.sample(listed, round(len(listed) * part))


def batches(task: Task, chance: random.Random) -> Iterator[tuple[Task, Sequence[Any]]]:
    """Shuffle what is drawn, put like lengths together, and cut batches."""
    order = drawn(task, chance)
    chance.shuffle(order)
    pool = task.batch * 16
    for start in range(0, len(order), pool):
        part = sorted(order[start : start + pool], key=lambda item: len(item.pieces.ids))
        for first in range(0, len(part), task.batch):
            yield task, part[first : first + task.batch]


def fit(
    model: Coder,
    tasks: Sequence[Task],
    *,
    epochs: int,
    seed: int,
    log: Callable[[str], None],
    limit: float = math.inf,
    rate: float = 1.0,
) -> None:
    """Train in place. Reproducible for a seed on one thread; limit is in seconds and only guards against runaways.

    rate: the share of the usual learning rates; what has been trained before is trained on with less.

    Raises ValueError for a task that begins after the last epoch: it would never be taught, and nobody be told.
    """
    late = [task.name for task in tasks if task.begins >= epochs]
    if late:
        raise ValueError(f"{', '.join(late)}: begins after the last of {epochs} epochs")
    chance = random.Random(seed)
    torch.manual_seed(seed)
    groups = list(parameter_groups(model))
    rates = [group["lr"] * rate for group in groups]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    began = time.monotonic()
    model.train()
    for epoch in range(epochs):
        order = [item for task in tasks if task.begins <= epoch for item in batches(task, chance)]
        chance.shuffle(order)
        sums: dict[str, list[float]] = {}
        for step, (task, batch) in enumerate(order):
            # By epochs and not by steps: an epoch that has more in it is a longer one, not a later one.
            part = slope((epoch + step / len(order)) / epochs)
            for group, full in zip(optimiser.param_groups, rates, strict=True):
                group["lr"] = full * part
            with torch.autocast(device(), dtype=torch.bfloat16):
                loss = task.weight * task.loss(model, batch)
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            optimiser.zero_grad(set_to_none=True)
            sums.setdefault(task.name, []).append(loss.item())
        figures = " ".join(f"{name} {sum(values) / len(values):.3f}" for name, values in sums.items())
        log(f"epoch {epoch + 1}/{epochs} {time.monotonic() - began:.0f} s {figures}")
        if time.monotonic() - began > limit:
            break
    model.eval()


def parameter_groups(model: Coder) -> Iterator[dict[str, Any]]:
    """The encoder learns slowly, the heads fast."""
    inner = [value for name, value in model.named_parameters() if name.startswith("encoder.") and value.requires_grad]
    outer = [value for name, value in model.named_parameters() if not name.startswith("encoder.")]
    yield {"params": inner, "lr": ENCODER_RATE}
    yield {"params": outer, "lr": HEAD_RATE}


def slope(done: float) -> float:
    """Share of the full rate when that share of the training is done: linear warm-up, then linear decay to zero."""
    return done / WARM_UP if done < WARM_UP else (1.0 - done) / (1.0 - WARM_UP)
