"""Scores what time expressions mean: ``python bench/dates.py [FILE] [--errors]``.

FILE is tab-separated: words, published, sentence, value (bench/cases/dates.tsv, invented). value is an ISO prefix, a
half-open interval, or "?" where no date can be told. The words are read where they stand in the sentence, of an article
of that day. Right means the same value.
"""

import argparse
import csv
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from harmattan.records import Span  # noqa: E402
from harmattan.resolve.when import time_of  # noqa: E402

CASES = Path(__file__).parent / "cases" / "dates.tsv"


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("file", type=Path, nargs="?", default=CASES)
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--least", type=float, default=0.0, help="fail if the share of right cases is below this")
    options = parser.parse_args()
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


if __name__ == "__main__":
    sys.exit(main())
