"""Scores which reports are one act: ``python bench/happenings.py [--part dev] [--errors] [--fit] [--found] [--crowd]``.

All stories of a part are mixed, so that stories must be kept apart too. B-cubed (Bagga and Baldwin 1998) over events:
for each, the share of its cluster that is the same act (precision) and of the act that is in its cluster (recall). An
act without a key in the corpus is told of once. "One each" leaves every report alone, "told twice" counts only the
events whose act has several reports, pairs counts pairs of reports. --fit prints weights from the train stories.
--crowd adds the passages of the part, each an article of its own, so that more can be confused. --found uses the events
that the shipped coder finds, scored where their trigger overlaps a gold one.
"""

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import numpy as np

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from bench.told import Telling, found, passages, stories  # noqa: E402
from harmattan.ledger import happenings as hap  # noqa: E402
from harmattan.ledger import stories as sto  # noqa: E402
from harmattan.ledger.alike import Clue  # noqa: E402
from harmattan.ledger.pairs import Pair  # noqa: E402
from harmattan.ledger.reports import Report, reports_of  # noqa: E402

PARTS = ("train", "dev", "test")
L2 = 0.2
Clusters = Iterable[Sequence[str]]


class Figure(NamedTuple):
    """Precision, recall and F1."""

    precision: float
    recall: float
    f1: float

    def __str__(self) -> str:
        return f"P {self.precision:.3f}  R {self.recall:.3f}  F1 {self.f1:.3f}"


def figure(precision: float, recall: float) -> Figure:
    """Return a figure with its harmonic mean."""
    both = precision + recall
    return Figure(precision, recall, 2 * precision * recall / both if both else 0.0)


def b_cubed(clusters: Clusters, keys: Mapping[str, str], counted: Iterable[str] | None = None) -> Figure:
    """Return B-cubed over the ids that have a key; counted: the mean over these alone."""
    mine = {id_: {other for other in cluster if other in keys} for cluster in clusters for id_ in cluster}
    gold: dict[str, set[str]] = defaultdict(set)
    for id_, key in keys.items():
        gold[key].add(id_)
    ids = sorted(keys if counted is None else counted)
    right = [len(mine[id_] & gold[keys[id_]]) for id_ in ids]
    precision = sum(n / len(mine[id_]) for n, id_ in zip(right, ids, strict=True))
    recall = sum(n / len(gold[keys[id_]]) for n, id_ in zip(right, ids, strict=True))
    return figure(precision / max(1, len(ids)), recall / max(1, len(ids)))


def paired(clusters: Clusters, keys: Mapping[str, str]) -> Figure:
    """Return the figure over pairs of ids that have a key."""
    joined = {link for cluster in clusters for link in combinations(sorted(i for i in cluster if i in keys), 2)}
    right = sum(keys[one] == keys[other] for one, other in joined)
    told = sum(count * (count - 1) // 2 for count in Counter(keys.values()).values())
    return figure(right / max(1, len(joined)), right / max(1, told))


def several(keys: Mapping[str, str]) -> list[str]:
    """Return the ids whose act has more than one report."""
    counts = Counter(keys.values())
    return [id_ for id_, key in keys.items() if counts[key] > 1]


def fitted(samples: Sequence[tuple[Sequence[Clue], bool]]) -> dict[str, float]:
    """Return the weights of logistic regression (Newton's method) with a small penalty; "" is the bias."""
    names = ["", *sorted({clue.name for clues, _ in samples for clue in clues})]
    column = {name: place for place, name in enumerate(names)}
    table = np.zeros((len(samples), len(names)))
    table[:, 0] = 1
    for row, (clues, _) in zip(table, samples, strict=True):
        for clue in clues:
            row[column[clue.name]] += clue.value
    wanted = np.array([same for _, same in samples], dtype=float)
    weights, penalty = np.zeros(len(names)), np.array([1e-3, *[L2] * (len(names) - 1)])
    for _ in range(30):
        sure = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (sure - wanted) + penalty * weights
        curve = (table * (sure * (1 - sure))[:, None]).T @ table + np.diag(penalty)
        weights -= np.linalg.solve(curve, slope)
    return {name: round(float(weight), 2) for name, weight in zip(names, weights, strict=True)}


def fit(told: Sequence[Telling], coded: Sequence[Telling]) -> Iterator[str]:
    """Yield the lines of weights for pairs.py and stories.py, fitted on gold events and on those the coder finds."""
    samples = [*_reports(told), *_reports(coded)]
    yield "pairs.py"
    yield from (f"  {name or 'bias'}: {weight}" for name, weight in fitted(samples).items())
    yield "stories.py (copies and days are set by hand)"
    yield from (f"  {name or 'bias'}: {weight}" for name, weight in fitted(list(_articles(told))).items())


def _reports(told: Sequence[Telling]) -> Iterator[tuple[Sequence[Clue], bool]]:
    keys = {id_: act for one in told for id_, act in one.acts.items()}
    for pair in hap.added(hap.NOTHING, reports(told)).pairs.values():
        if not pair.barred and {pair.one, pair.other} <= keys.keys():
            yield pair.reasons, keys[pair.one] == keys[pair.other]


def _articles(told: Sequence[Telling]) -> Iterator[tuple[Sequence[Clue], bool]]:
    known = [(one.story, sto.told(one.article, one.events)) for one in told]
    rarity = sto.rarities(item for _, item in known)
    for (story, one), (another, other) in combinations(known, 2):
        same = story == another
        # The corpus has no crowd of articles within a week: strangers of the same state stand for it, on any day.
        if sto.comparable(one, other) if same else set(one.about) & set(other.about):
            yield sto.pair(one, other, rarity).reasons[:3], same


def reports(told: Iterable[Telling]) -> list[Report]:
    """Return the reports of all articles."""
    return [report for one in told for report in reports_of(one.article, one.events)]


def score(name: str, told: Sequence[Telling], crowd: Sequence[Telling], threshold: float) -> Iterator[str]:
    """Yield the lines of one part."""
    mine = {id_ for one in told for id_ in one.acts}
    keys = {id_: act for one in (*told, *crowd) for id_, act in one.acts.items()}
    known = hap.added(hap.NOTHING, reports([*told, *crowd]), threshold=threshold)
    alone = [(id_,) for id_ in known.items]
    yield f"{name}: {len(told)} reports' {len(mine)} events of {len(known.items)}, {len(known.pairs)} pairs compared"
    yield f"  B-cubed      {b_cubed(known.clusters, keys, mine)}"
    if threshold == hap.THRESHOLD:
        yield f"  one by one   {b_cubed(one_by_one([*told, *crowd]), keys, mine)}"
    yield f"  one each     {b_cubed(alone, keys, mine)}"
    twice = mine & set(several(keys))
    yield f"  told twice   {b_cubed(known.clusters, keys, twice)}  n={len(twice)}"
    yield f"  across       {_across(told, known.clusters)} pairs joined over the border of two stories"
    yield f"  pairs        {paired(known.clusters, {id_: keys[id_] for id_ in mine})}"


def one_by_one(told: Sequence[Telling]) -> list[tuple[str, ...]]:
    """Return the clusters as the ledger comes to them: article after article, none compared again for its own sake."""
    acts: dict[str, tuple[Report, ...]] = {}
    items: dict[str, Report] = {}
    for one in told:
        fresh = reports_of(one.article, one.events)
        items |= {report.id: report for report in fresh}
        settled = hap.settled(fresh, acts)
        moved = {id_ for happening in settled for id_ in happening.reports}
        acts = {id_: reports for id_, reports in acts.items() if not moved & {report.id for report in reports}}
        acts |= {happening.id: tuple(items[id_] for id_ in happening.reports) for happening in settled}
    return [tuple(report.id for report in reports) for reports in acts.values()]


def _across(told: Sequence[Telling], clusters: Clusters) -> int:
    """Count joined pairs of two stories: wrong by the corpus, which ties acts within a story only."""
    story = {id_: one.story for one in told for id_ in one.acts}
    links = (link for cluster in clusters for link in combinations((id_ for id_ in cluster if id_ in story), 2))
    return sum(story[one] != story[other] for one, other in links)


def score_stories(told: Sequence[Telling]) -> Iterator[str]:
    """Yield how well the articles are put into stories; a history runs over months and is many stories to us."""
    known = sto.added(sto.NOTHING, (sto.told(one.article, one.events) for one in told))
    keys = {one.article.id: one.story for one in told}
    short = {one.article.id: one.story for one in told if not one.history}
    yield f"  stories      {b_cubed(known.clusters, keys)}  n={len(keys)}"
    yield f"  no histories {b_cubed(known.clusters, short)}  n={len(short)}"


def errors(told: Sequence[Telling], threshold: float) -> Iterator[str]:
    """Yield a line for every pair wrongly joined or wrongly left apart, with its clues."""
    keys = {id_: act for one in told for id_, act in one.acts.items()}
    words = {event.id: event.trigger.of(one.article.text) for one in told for event in one.events}
    known = hap.added(hap.NOTHING, reports(told), threshold=threshold)
    home = {id_: cluster for cluster in known.clusters for id_ in cluster}
    for one, other in combinations(sorted(keys), 2):
        joined, same = home[one] == home[other], keys[one] == keys[other]
        if joined != same:
            pair = known.pairs.get((one, other))
            why = _why(pair) if pair else "never compared"
            acts = f"{keys[one]} / {keys[other]}" if joined else keys[one]
            yield f"{'JOINED' if joined else 'APART'} {acts}: {words[one]!r} / {words[other]!r}: {why}"


def _why(pair: Pair) -> str:
    clues = ", ".join(f"{clue.name} {clue.value:.2f} ({clue.why[:60]})" for clue in pair.reasons)
    return f"{pair.score:.2f}{' barred' if pair.barred else ''} {clues}"


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--part", choices=PARTS, action="append", help="train and dev if none is named")
    parser.add_argument("--threshold", type=float, default=hap.THRESHOLD)
    for flag in ("errors", "fit", "found", "crowd"):
        parser.add_argument(f"--{flag}", action="store_true")
    options = parser.parse_args()
    if options.fit:
        print("\n".join(fit(list(stories("train")), list(found("train")))))
        return
    for name in options.part or ("train", "dev"):
        told = list(found(name) if options.found else stories(name))
        crowd = list(passages(name)) if options.crowd else []
        print("\n".join([*score(name, told, crowd, options.threshold), *score_stories(told)]))
        if options.errors:
            print("\n".join(errors(told, options.threshold)))


if __name__ == "__main__":
    main()
