"""Scores quotes: ``python bench/quotes.py FOLDER``, in PolNeAR's format (brat standoff).

FOLDER holds text/*.txt and attributions/*.ann; or give the tar archive and ``--part dev``. Exact match:
every character of every piece. A source, cue or content counts once however many attributions share it;
a linked triple is right when source, cue and content are.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from bench.events import Tally, article_of  # noqa: E402
from harmattan.annotate.annotate import Annotator  # noqa: E402
from harmattan.annotate.encoder import Encoder  # noqa: E402
from harmattan.records import Quote, Span  # noqa: E402
from train.sources import Attributed, QuotedText, attributions, quoted  # noqa: E402

Spans = tuple[Span, ...]


def folder(path: Path) -> Iterator[QuotedText]:
    """Read a folder of the format; the first annotation by name where a text has several."""
    seen: set[str] = set()
    for annotation in sorted((path / "attributions").glob("*.ann")):
        stem = annotation.stem.rsplit("_", 1)[0]
        if stem not in seen:
            seen.add(stem)
            text = (path / "text" / f"{stem}.txt").read_bytes().decode("utf-8")
            yield QuotedText(stem, text, tuple(attributions(annotation.read_text(encoding="utf-8"))))


def score(gold: Sequence[Attributed], found: Sequence[Quote], tally: Tally) -> None:
    """Add one text to the tally."""
    told = [(item.sources, item.cues, item.contents) for item in gold]
    answers = [(_speaker(quote), (quote.cue,), quote.content) for quote in found]
    for i, name in enumerate(("source", "cue", "content")):
        left = {item[i] for item in told if item[i]}
        right = {item[i] for item in answers if item[i]}
        tally.add(name, len(left & right), len(right), len(left))
    tally.add("linked triple", len(set(told) & set(answers)), len(set(answers)), len(set(told)))


def _speaker(quote: Quote) -> Spans:
    return (quote.speaker.span,) if quote.speaker and quote.speaker.span else ()


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--part", default="dev", help="which part, if FOLDER is the tar archive")
    parser.add_argument("--model", type=Path, help="model folder; the shipped one if absent")
    options = parser.parse_args()
    texts = folder(options.folder) if options.folder.is_dir() else quoted(options.folder, options.part)
    annotator, tally = Annotator(Encoder(options.model)), Tally()
    for text in texts:
        score(text.attributions, annotator.annotate(article_of(text.name, text.text)).quotes, tally)
    for name in tally.told:
        print(tally.line(name))


if __name__ == "__main__":
    main()
