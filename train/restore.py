"""Turns an exported model back into a network, so that training can go on from what is shipped.

What int8 has rounded stays rounded. Not in the export: the parser, which is new, and the word embeddings, which are
the pretrained ones.
"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx
import torch
from onnx import numpy_helper

from train.model import Coder

Array = npt.NDArray[np.float32]
_PREFIX = "coder."
_EMBEDDINGS = ("shapes", "encoder.embeddings.position_embeddings", "encoder.embeddings.token_type_embeddings")
FROZEN = "encoder.embeddings.word_embeddings.weight"


def restore(coder: Coder, folder: Path) -> None:
    """Put the weights of the model in folder into coder. Raises ValueError if some weight is not in it."""
    state = coder.state_dict()
    found = dict(_weights(folder))
    unknown = {key for key, value in found.items() if key not in state or state[key].shape != value.shape}
    missing = {key for key in state if not key.startswith("parser.") and key != FROZEN} - set(found)
    if unknown or missing:
        raise ValueError(f"{folder} is no model of this network: {', '.join(sorted(unknown | missing)[:3])}")
    state.update({key: torch.from_numpy(value) for key, value in found.items()})
    coder.load_state_dict(state)


def _weights(folder: Path) -> Iterator[tuple[str, Array]]:
    graph = onnx.load(str(folder / "encoder.onnx")).graph
    arrays = {item.name: numpy_helper.to_array(item) for item in graph.initializer}
    for name, value in arrays.items():
        if name.startswith(_PREFIX) and name.endswith((".weight", ".bias")) and value.dtype == np.float32:
            yield name.removeprefix(_PREFIX), value.copy()
    for node in graph.node:
        if node.op_type == "MatMulInteger" and node.input[1].endswith("_quantized"):
            # "/coder/encoder/encoder/layer.0/.../dense/MatMul_quant" multiplies with the transposed weight of a layer.
            path = node.name.removesuffix("/MatMul_quant").strip("/").replace("/", ".")
            yield f"{path.removeprefix(_PREFIX)}.weight", np.ascontiguousarray(_floats(arrays, node.input[1]).T)
    for name in _EMBEDDINGS:
        yield f"{name}.weight", _floats(arrays, f"{_PREFIX}{name}.weight_quantized")
    with np.load(folder / "heads.npz", allow_pickle=False) as heads:
        for name in heads.files:
            yield name, heads[name].astype(np.float32)


def _floats(arrays: dict[str, npt.NDArray[np.generic]], name: str) -> Array:
    """Return (values - zero point) * scale; scales are of columns or of the whole."""
    if name not in arrays:
        raise ValueError(f"{name} is not in the model: it was exported without int8")
    stem = name.removesuffix("_quantized")
    zero = arrays.get(f"{stem}_zero_point")
    values = arrays[name].astype(np.float32)
    if zero is not None:
        values = values - zero.astype(np.float32)
    result: Array = (values * arrays[f"{stem}_scale"].astype(np.float32)).astype(np.float32)
    return result
