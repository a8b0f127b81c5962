"""Speed of encoder and decoding on one core: ``python bench/encoder_speed.py [--seconds 20] [--peer]``.

Reads corpus test documents. Prints sentences a second of processor time and peak memory. --peer (in the
training environment) encodes the same windows in the same run with a 125M-parameter encoder of random
weights under onnxruntime, the cheapest part of a transformer pipeline, and prints the ratio.
"""

import argparse
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from itertools import cycle
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]
# One core is measured: idle threads of the linear algebra wait by spinning, and would be counted as work.
os.environ["OPENBLAS_NUM_THREADS"] = os.environ["OMP_NUM_THREADS"] = "1"

import numpy as np  # noqa: E402

from bench.events import plain  # noqa: E402
from corpus.markup import load  # noqa: E402
from corpus.splits import split_documents  # noqa: E402
from harmattan.annotate.annotate import Annotator  # noqa: E402
from harmattan.annotate.encoder import Encoder  # noqa: E402
from harmattan.annotate.sentences import split  # noqa: E402
from harmattan.annotate.text import Window, tokenize, windows  # noqa: E402
from harmattan.records import Article  # noqa: E402

PEER_BATCH = 8  # windows to a pass of the stand-in
JOINED = 12  # passages put together, so that windows are as full as in an article


def timed(work: Callable[[Article], int], articles: Sequence[Article], seconds: float) -> float:
    """Return sentences a second of processor time; work returns how many sentences it did."""
    done, began = 0, time.process_time()
    for article in cycle(articles):
        done += work(article)
        if time.process_time() - began >= seconds:
            break
    return done / (time.process_time() - began)


def peer(encoder: Encoder) -> Callable[[Article], int]:
    """Build the stand-in and return how it works on an article: one pass over the same windows."""
    import onnxruntime
    import torch
    from transformers import RobertaConfig, RobertaModel

    class Stand(torch.nn.Module):  # type: ignore[misc]
        """Ids and mask to states, nothing else."""

        def __init__(self) -> None:
            super().__init__()
            config = RobertaConfig(vocab_size=50265, max_position_embeddings=514)
            self.inner = RobertaModel(config, add_pooling_layer=False)

        def forward(self, ids: "torch.Tensor", mask: "torch.Tensor") -> "torch.Tensor":
            states: torch.Tensor = self.inner(input_ids=ids, attention_mask=mask).last_hidden_state
            return states

    model = Stand().eval()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "peer.onnx"
        example = (torch.ones(2, 16, dtype=torch.long), torch.ones(2, 16, dtype=torch.long))
        axes = {name: {0: "batch", 1: "pieces"} for name in ("ids", "mask", "states")}
        torch.onnx.export(
            model, example, str(path), input_names=["ids", "mask"], output_names=["states"],
            dynamic_axes=axes, opset_version=17, dynamo=False,
        )  # fmt: skip
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])

    def work(article: Article) -> int:
        spans = [span for block in article.body for span in split(article.text, block.span.start, block.span.end)]
        read = sorted(
            windows(tokenize(encoder.tokenizer, article.text, spans), encoder.cls_id, encoder.sep_id), key=len
        )
        for first in range(0, len(read), PEER_BATCH):
            session.run(None, padded(read[first : first + PEER_BATCH]))
        return len(spans)

    return work


def padded(part: Sequence[Window]) -> dict[str, "np.typing.NDArray[np.int64]"]:
    """Return ids and mask of some windows."""
    ids = np.ones((len(part), max(map(len, part))), dtype=np.int64)
    mask = np.zeros_like(ids)
    for row, window in enumerate(part):
        ids[row, : len(window)] = window.ids
        mask[row, : len(window)] = 1
    return {"ids": ids, "mask": mask}


def articles() -> list[Article]:
    """Test documents, short passages put together."""
    documents = split_documents(load()).test
    long = [item for item in documents if item.attributes.get("kind") == "article"]
    short = [item for item in documents if item.attributes.get("kind") != "article"]
    from bench.events import article_of

    groups = [short[i : i + JOINED] for i in range(0, len(short), JOINED)]
    joined = [article_of(group[0].id, "\n\n".join(item.text for item in group)) for group in groups]
    return [*map(plain, long), *joined]


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--peer", action="store_true")
    options = parser.parse_args()
    began = time.perf_counter()
    annotator = Annotator(Encoder())
    loaded = time.perf_counter() - began
    read = articles()
    ours = timed(lambda article: len(annotator.annotate(article).sentences), read, options.seconds)
    print(f"loading {loaded:.2f} s")
    print(f"encoder and decoding {ours:.0f} sentences/s")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    if options.peer:
        theirs = timed(peer(annotator.encoder), read, options.seconds)
        print(f"125M-parameter encoder alone {theirs:.0f} sentences/s, ratio {ours / theirs:.1f}")


if __name__ == "__main__":
    main()
