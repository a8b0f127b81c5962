"""Writes the model folder: encoder.onnx (int8), heads.npz, tokenizer.json, card.json."""

import hashlib
import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from harmattan.annotate import labels, subject
from harmattan.annotate.encoder import FILES, OUTPUTS
from train.model import Coder

HEADS = (
    "pair.",
    "trigger_hidden.",
    "type_head.",
    "mode_head.",
    "context_kind.",
    "context_look.",
    "context_hidden.",
    "context_head.",
    "factuality_head.",
    "implied_head.",
    "role.",
    "quote.",
    "link.",
)


class Graph(nn.Module):
    """What is exported: ids, mask, shapes -> states and token logits."""

    def __init__(self, coder: Coder) -> None:
        super().__init__()
        self.coder = coder

    def forward(self, ids: Tensor, mask: Tensor, shapes: Tensor) -> tuple[Tensor, ...]:
        out = self.coder(ids, mask, shapes)
        return tuple(getattr(out, name) for name in OUTPUTS)


def export(coder: Coder, tokenizer: Path, folder: Path, card: dict[str, Any], *, quantise: bool = True) -> None:
    """Write all files; the folder is replaced only when every file is there."""
    torch.set_default_device("cpu")
    coder.cpu().eval()
    # Attention as single products: what torch writes for its own has to guard against rows without a token, which
    # takes a seventh of the time of a pass.
    coder.encoder.set_attn_implementation("eager")
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        _graph(coder, work, quantise=quantise)
        state = {
            key: value.detach().numpy().astype(np.float16)
            for key, value in coder.state_dict().items()
            if key.startswith(HEADS)
        }
        np.savez_compressed(work / "heads.npz", **state)
        shutil.copy(tokenizer, work / "tokenizer.json")
        full = {
            **card,
            "labels": _labels(),
            "sha256": {file: hashlib.sha256((work / file).read_bytes()).hexdigest() for file in FILES},
        }
        (work / "card.json").write_text(json.dumps(full, indent=2) + "\n", encoding="utf-8")
        folder.mkdir(parents=True, exist_ok=True)
        # Fitted on the states of the encoder that is replaced.
        (folder / subject.FILE).unlink(missing_ok=True)
        for file in (*FILES, "card.json"):
            shutil.copy(work / file, folder / file)


def _graph(coder: Coder, work: Path, *, quantise: bool) -> None:
    example = (
        torch.ones(2, 16, dtype=torch.long),
        torch.ones(2, 16, dtype=torch.long),
        torch.ones(2, 16, dtype=torch.long),
    )
    axes = {name: {0: "batch", 1: "pieces"} for name in ("ids", "mask", "shapes", *OUTPUTS)}
    torch.onnx.export(
        Graph(coder),
        example,
        str(work / "full.onnx"),
        input_names=["ids", "mask", "shapes"],
        output_names=list(OUTPUTS),
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )
    if quantise:
        # Per-channel weights lose half a point where per-tensor ones lose one and a half.
        quantize_dynamic(work / "full.onnx", work / "encoder.onnx", weight_type=QuantType.QInt8, per_channel=True)
    else:
        shutil.copy(work / "full.onnx", work / "encoder.onnx")


def _labels() -> dict[str, list[str]]:
    names = (
        "ENTITIES",
        "ROLES",
        "QUOTE_ROLES",
        "LINK_ROLES",
        "FACTUALITIES",
        "IMPLIED",
        "TYPES",
        "MODES",
        "CONTEXTS",
        "PAIR_ROOTS",
    )
    return {name.lower(): list(getattr(labels, name)) for name in names}
