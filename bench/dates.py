"""Scores what time expressions mean: ``python bench/dates.py [FILE | --gum ARCHIVE] [--errors]``.

FILE is tab-separated: words, published, sentence, value (bench/cases/dates.tsv, invented). value is an ISO prefix, a
half-open interval, or "?" where no date can be told. The words are read where they stand in the sentence, of an article
of that day. Right means the same value.
"""

import argparse
import csv
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from bench.gum import expressions  # noqa: E402
from harmattan.dates import days_of  # noqa: E402
from harmattan.records import Span  # noqa: E402
from harmattan.resolve.when import time_of  # noqa: E402

CASES = Path(__file__).parent / "cases" / "dates.tsv"


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("file", type=Path, nargs="?", default=CASES)
    parser.add_argument("--gum", type=Path, metavar="ARCHIVE", help="the GUM treebank (gum_ccby.tar.gz) instead")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--least", type=float, default=0.0, help="fail if the share of right cases is below this")
    options = parser.parse_args()
    if options.gum:
        return _treebank(options.gum, errors=options.errors)
    right = total = passed_off = 0
    with options.file.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            start = row["sentence"].index(row["words"])
            span = Span(start, start + len(row["words"]))
            value, _ = time_of(span, row["sentence"], row["published"])
            expected = None if row["value"] == "?" else row["value"]
            total += 1
            right += value == expected
            passed_off += value == row["published"] and expected != value
            if value != expected and options.errors:
                print(f"WRONG {row['words']!r} {row['published']}: {value} is {row['value']}  ({row['sentence']})")
    print(f"{right / max(1, total):.3f} right  n={total}  publication day passed off as the day: {passed_off}")
    return int(right < options.least * total)


def _treebank(archive: Path, *, errors: bool) -> int:
    """Score the time expressions of GUM by kind of text: right is the same days; what tells no days is left out."""
    counts: dict[str, Counter[str]] = {}
    for told in expressions(archive):
        value, _ = time_of(told.span, told.text, told.published)
        days = days_of(value)
        answer = "right" if days == told.days else "wrong" if days else "none"
        if told.days is not None:
            for kind in (told.name.split("_")[1], "all"):
                counts.setdefault(kind, Counter())[answer] += 1
            if errors and answer != "right":
                print(f"WRONG {told.span.of(told.text)!r} {told.published}: {value} is {told.marked}  ({told.name})")
    for kind, count in sorted(counts.items()):
        total = count.total()
        shares = "  ".join(f"{answer} {count[answer] / total:.3f}" for answer in ("right", "wrong", "none"))
        print(f"{kind:<10} {shares}  n={total}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
