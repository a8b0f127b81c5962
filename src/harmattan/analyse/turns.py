"""Turns: when the course of a directed pair of actors changes, how surely, and by which acts.

Pure: observations and coverage in, turns out. docs/turns.md tells the method and how good it is.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from math import log
from typing import Final, NamedTuple

from harmattan.analyse.breaks import FEWEST, Break, Course, breaks, evidence, share_of
from harmattan.analyse.coverage import coverage_check
from harmattan.analyse.posterior import RATE_WORDS, TONE_WORDS, Posterior, probability, shortest
from harmattan.analyse.robust import falls, robustness
from harmattan.analyse.sample import Array, Sample, checked, checked_period, exposure_of, in_order, part, sampled
from harmattan.errors import UsageError
from harmattan.records import Observation, Side, TooLittle, Turn

# One pair in four turns in the time looked at; nothing measured says so. Callers who know better say it.
PRIOR: Final = 0.25
# The turn lies in its interval with this probability, given that there is one.
CREDIBLE: Final = 0.9
# "No turn" is said when the acts speak against one by three to one: positive evidence, Kass and Raftery 1995.
_AGAINST: Final = -log(3)
# That the tone moved, or the rate, is said when it is three times as likely as not.
_WORD: Final = 0.75
# One act is no course: so many on either side of a change of tone.
_EACH_SIDE: Final = 2

Articles = Mapping[str, float]


class _Series(NamedTuple):
    acts: list[Observation]
    sample: Sample
    first: date
    covered: bool


def turns(
    observations: Iterable[Observation],
    exposure: Articles | None = None,
    *,
    since: str,
    until: str,
    prior: float = PRIOR,
    timed: bool = True,
) -> list[Turn] | TooLittle:
    """Return the turns of a pair in [since, until), ISO days; none if the acts speak against one.

    exposure: articles read by ISO week or day from the sources that cover the pair; None: the same every day. prior:
    probability of a turn in such a period. timed: False if what was read is not known, so that more or fewer acts say
    nothing and only turns of the tone are looked for. TooLittle is returned where the acts tell neither, or where what
    moved cannot be said: a tone that rests on one act, or that the mean scores gainsay. Raises UsageError for a period
    without two days, an act outside it or told twice, a score off the scale, coverage or a prior that is none.
    """
    series = _series(observations, exposure, (since, until), prior, timed=timed)
    count = len(series.acts)
    if count < FEWEST:
        return TooLittle(f"{count} act{'s' * (count != 1)} known, {FEWEST} needed", count)
    course = breaks(series.sample, prior)
    if course.breaks:
        told = [turn for one in course.breaks if (turn := _turn(series, one, prior)).direction]
        return told or _undecided(course, count, prior, "what moved rests on one act, or its scores say otherwise")
    return [] if course.log_bayes <= _AGAINST else _undecided(course, count, prior)


def chance(
    observations: Iterable[Observation],
    exposure: Articles | None = None,
    *,
    since: str,
    until: str,
    prior: float = PRIOR,
) -> float:
    """Return the probability that the pair turns in [since, until), to rank pairs by; arguments and errors of turns.

    Without any act it is below the prior: a turn often shows in an act. From 40 acts on a turn that passes counts too.
    """
    return probability(evidence(_series(observations, exposure, (since, until), prior).sample), prior)


def _series(
    observations: Iterable[Observation],
    exposure: Articles | None,
    period: tuple[str, str],
    prior: float,
    *,
    timed: bool = True,
) -> _Series:
    if not 0 < prior < 1:
        raise UsageError(f"a prior lies between 0 and 1: {prior}")
    first, end = checked_period(*period)
    acts = in_order(observations)
    checked(acts, first, end)
    twice = [event for event, count in Counter(one.event for one in acts).items() if count > 1]
    if twice:
        raise UsageError(f"event {twice[0]} is given twice; an act counts once")
    sample = sampled(acts, first, exposure_of(exposure, first, end), timed=timed)
    return _Series(acts, sample, first, exposure is not None)


def _undecided(course: Course, count: int, prior: float, why: str = "") -> TooLittle:
    sure = probability(course.log_bayes, prior)
    return TooLittle(why or f"{count} acts leave the probability of a turn at {sure:.2f}", count, round(sure, 4))


def _turn(series: _Series, found: Break, prior: float) -> Turn:
    stretch = part(series.sample, found.first, found.end)
    acts = _between(series, found.first, found.end)
    turned = (series.first + timedelta(days=found.day)).isoformat()
    sides = [one for one in acts if one.day < turned], [one for one in acts if one.day >= turned]
    start, end = (found.first + 1 + index for index in shortest(found.posterior.days, CREDIBLE))
    judged = found.passing or (found.first, found.end)
    here = share_of(prior, (judged[1] - judged[0]) / series.sample.length)
    exposure = series.sample.exposure
    before, after = _side(sides[0], exposure[found.first : found.day]), _side(sides[1], exposure[found.day : found.end])
    direction = tuple(word for word in _direction(found.posterior) if _stands(word, before, after))
    carried, heaviest = falls(acts, stretch, found, direction)
    return Turn(
        since=(series.first + timedelta(days=start)).isoformat(),
        until=(series.first + timedelta(days=end)).isoformat(),
        day=turned,
        probability=round(found.probability, 4),
        direction=direction,
        before=before,
        after=after,
        carriers=carried,
        coverage=coverage_check(*sides, exposure if series.covered else None, found.day),
        robustness=robustness(
            _between(series, *judged), part(series.sample, *judged), heaviest, here, passing=found.passing is not None
        ),
    )


def _between(series: _Series, first: int, end: int) -> list[Observation]:
    return [one for one, day in zip(series.acts, series.sample.days, strict=True) if first <= day < end]


def _direction(found: Posterior) -> tuple[str, ...]:
    """Return the words of what surely moved: tone, then rate; if neither did, of the likeliest kind of change."""
    tones, rates = found.kinds.sum(axis=0), found.kinds.sum(axis=1)
    sure = [(TONE_WORDS[int(tones.argmax())], tones.max()), (RATE_WORDS[int(rates.argmax())], rates.max())]
    told = tuple(word for word, chance in sure if word and chance >= _WORD)
    rate, tone = divmod(int(found.kinds.argmax()), len(TONE_WORDS))
    return told or tuple(word for word in (TONE_WORDS[tone], RATE_WORDS[rate]) if word)


def _stands(word: str, before: Side, after: Side) -> bool:
    """Tell whether a word may be said: of the tone only with acts enough on both sides, and as the mean scores went."""
    if word not in TONE_WORDS:
        return True
    step = (after.score or 0.0) - (before.score or 0.0)
    return min(before.events, after.events) >= _EACH_SIDE and (step > 0 if word == "better" else step < 0)


def _side(acts: Sequence[Observation], exposure: Array) -> Side:
    quads = Counter(one.quad for one in acts)
    return Side(
        events=len(acts),
        rate=round(30 * len(acts) / float(exposure.sum()), 3),
        score=round(sum(one.score for one in acts) / len(acts), 3) if acts else None,
        quads=(quads[1], quads[2], quads[3], quads[4]),
    )
