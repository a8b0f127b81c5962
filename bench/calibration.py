"""How far confidences can be believed: ``python bench/calibration.py [--part test] [--model FOLDER]``.

An event is right if its trigger and type are. Prints the expected calibration error (mean distance of
confidence and share of right events over ten equal bins, weighted by their size) and the bins. With --news DATA, the
folder of the public sets, on the real articles of the part that were annotated (corpus/news.py).
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from bench.events import plain  # noqa: E402
from corpus import news  # noqa: E402
from corpus.markup import Document, load  # noqa: E402
from corpus.splits import split_documents  # noqa: E402
from harmattan.annotate.annotate import Annotator  # noqa: E402
from harmattan.annotate.decode import Thresholds  # noqa: E402
from harmattan.annotate.encoder import Encoder  # noqa: E402
from harmattan.records import Event  # noqa: E402

BINS = 10
# Weaker candidates are never shown; those under the event threshold are, as left out.
LEAST_TRIGGER = 0.3
Answers = list[tuple[float, bool]]


def answers(documents: Sequence[Document], model: Path | None) -> Answers:
    """Return confidence and rightness of every candidate event, those left out as unsure too."""
    annotator = Annotator(Encoder(model), limits=Thresholds(trigger=LEAST_TRIGGER, event=0.0))
    return [
        (event.confidence, right(document, event))
        for document in documents
        for event in annotator.annotate(plain(document)).events
    ]


def right(document: Document, event: Event) -> bool:
    """Tell whether a gold event of that type has a trigger there."""
    types = {gold.id: gold.type for gold in document.events}
    return any(
        types.get(span.id) == event.type and span.start < event.trigger.end and event.trigger.start < span.end
        for span in document.spans
    )


def bins(found: Answers) -> list[tuple[int, float, float]]:
    """Return count, mean confidence and share of right ones of each bin that holds any."""
    rows = []
    for i in range(BINS):
        inside = [(score, ok) for score, ok in found if i <= score * BINS < i + 1 or (i == BINS - 1 and score == 1)]
        if inside:
            count = len(inside)
            rows.append((count, sum(score for score, _ in inside) / count, sum(ok for _, ok in inside) / count))
    return rows


def error(found: Answers) -> float:
    """Return the expected calibration error; 0 of none."""
    return sum(count * abs(mean - share) for count, mean, share in bins(found)) / max(1, len(found))


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--part", choices=("dev", "test"), default="test")
    parser.add_argument("--model", type=Path)
    parser.add_argument("--news", type=Path, metavar="DATA")
    options = parser.parse_args()
    if options.news:
        documents = news.load(options.news, options.part)
    else:
        documents = getattr(split_documents(load()), options.part)
    found = answers(documents, options.model)
    print(f"expected calibration error {error(found):.3f}  n={len(found)}")
    for count, mean, share in bins(found):
        print(f"confidence {mean:.2f}  right {share:.2f}  n={count}")


if __name__ == "__main__":
    main()
