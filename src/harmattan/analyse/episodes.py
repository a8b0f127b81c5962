"""Whether a pair's course was another one for a while, and then as before (an epidemic change: Levin and Kline 1985).

A series that is cut on the day of the return and whose later part is put before the earlier one has one break only: the
day on which the other course began. So the posterior of one break, taken after each such turn of the series, judges
both days; what stood before and what stands after count as one course. The course that holds is that of the turned
series too: it is as likely as the sample's own but for what acts beside each other share, some tenths of a log at most.
"""

from dataclasses import replace
from typing import NamedTuple

import numpy as np

from harmattan.analyse.posterior import posterior
from harmattan.analyse.sample import Indices, Sample

# Days of the return that are tried: more would take seconds, and the day is judged once more afterwards. Each costs as
# much as a posterior of all acts, so that of thousands of acts fewer days are tried; there an end that is some weeks
# off still has evidence enough.
_TRIED, _FEWEST, _ACTS_ASKED = 60, 12, 36_000


class Episode(NamedTuple):
    """The likeliest stretch of days [first, end) of another course.

    log_bayes: natural log of the Bayes factor of any such stretch against none; its end is the day of an act.
    """

    log_bayes: float
    first: int
    end: int


def episode(sample: Sample) -> Episode:
    """Return the likeliest episode of a sample; one of no evidence where no act could be a return."""
    logs, found = [], []
    for end in _returns(sample):
        turned = posterior(_turned(sample, end))
        # A break on an earlier day of the turned series would be an episode that another end stands for.
        days = turned.days[sample.length - end :]
        with np.errstate(divide="ignore"):
            logs.append(turned.log_bayes + np.log(days.sum()) + np.log((sample.length - 1) / (end - 1)))
        found.append((1 + int(days.argmax()), end))
    if not logs:
        return Episode(-np.inf, 0, sample.length)
    best = int(np.argmax(logs))
    return Episode(float(np.logaddexp.reduce(logs) - np.log(len(logs))), *found[best])


def _returns(sample: Sample) -> list[int]:
    """Return the days of acts on which the course may be as before again: all of them, or an even choice."""
    days = np.unique(sample.days[sample.days > 1])
    most = min(_TRIED, max(_FEWEST, _ACTS_ASKED // max(1, len(sample.days))))
    chosen: Indices = days[np.unique(np.linspace(0, len(days) - 1, most).astype(int))] if len(days) > most else days
    return [int(day) for day in chosen]


def _turned(sample: Sample, day: int) -> Sample:
    """Return the sample that begins on a day, what was before it put behind its end."""
    days = (sample.days - day) % sample.length
    order = np.argsort(days, kind="stable")
    return replace(
        sample,
        days=days[order],
        scores=sample.scores[order],
        types=sample.types[order],
        weights=sample.weights[order],
        exposure=np.roll(sample.exposure, -day),
    )
