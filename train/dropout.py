"""Dropout from a pool of random bytes: on a CPU drawing fresh numbers takes much of a training step."""

import random

import numpy as np
import torch
from torch import Tensor, nn
from transformers import AttentionInterface, AttentionMaskInterface
from transformers.masking_utils import eager_mask

POOL_SIZE = 1 << 26


class Pool:
    """Random bytes, drawn once; each mask is a stretch of them that begins anywhere."""

    def __init__(self, seed: int, size: int = POOL_SIZE) -> None:
        drawn = np.random.Generator(np.random.SFC64(seed)).bytes(size)
        self.bytes = torch.from_numpy(np.frombuffer(drawn, dtype=np.uint8).copy())
        self.chance = random.Random(seed)

    def drop(self, values: Tensor, share: float) -> Tensor:
        """Set that share of values to zero, in steps of 1/256, and scale up the others.

        Raises ValueError if the pool is too small.
        """
        count = values.numel()
        if count >= len(self.bytes):
            raise ValueError(f"{count} values are more than the pool of {len(self.bytes)} random bytes")
        start, limit = self.chance.randrange(len(self.bytes) - count), round(share * 256)
        kept = self.bytes[start : start + count].view(values.shape) >= limit
        return values * (kept.to(values.dtype) * (256 / (256 - limit)))


class PooledDropout(nn.Module):
    """Takes the place of nn.Dropout."""

    def __init__(self, share: float, pool: Pool) -> None:
        super().__init__()
        self.p, self.pool = share, pool

    def forward(self, values: Tensor) -> Tensor:
        """Drop in training only."""
        return self.pool.drop(values, self.p) if self.training and self.p > 0 else values


def use_pool(model: nn.Module, encoder: nn.Module, seed: int = 3) -> None:
    """Give every dropout of model, and the attention of its encoder, a common pool."""
    pool = Pool(seed)
    for module in list(model.modules()):
        for name, inner in module.named_children():
            if isinstance(inner, nn.Dropout):
                setattr(module, name, PooledDropout(inner.p, pool))

    def attention(
        module: nn.Module,
        query: Tensor,
        key: Tensor,
        value: Tensor,
        attention_mask: Tensor | None,
        scaling: float = 1.0,
        dropout: float = 0.0,
        **_: object,
    ) -> tuple[Tensor, Tensor]:
        """Attend as transformers' eager attention does; its dropout is the pool's."""
        scores = torch.matmul(query, key.transpose(2, 3)) * scaling
        if attention_mask is not None:
            scores = scores + attention_mask
        weights = torch.softmax(scores, dim=-1)
        if module.training and dropout > 0:
            weights = pool.drop(weights, dropout)
        return torch.matmul(weights, value).transpose(1, 2).contiguous(), weights

    AttentionInterface.register("eager_pooled", attention)
    AttentionMaskInterface.register("eager_pooled", eager_mask)
    encoder.set_attn_implementation("eager_pooled")  # type: ignore[operator]
