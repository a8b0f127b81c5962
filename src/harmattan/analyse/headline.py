"""How a relation stands, in a few sentences: how many acts, who towards whom, their tone, words against deeds."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from harmattan.analyse.acts import CONFLICT, COOPERATION, DEEDS, WORDS, mean
from harmattan.analyse.phrasing import capital, counted, days_words, listed, number, side_name
from harmattan.analyse.relations import directions
from harmattan.analyse.sentence import Matter, Sentence
from harmattan.analyse.small import share
from harmattan.records import Act

# Below this many acts, a tone is not spoken of.
FEW: Final = 5
SCALE: Final = "on a scale from −10 to 10"
_HALF: Final = 0.5


def headline(acts: Sequence[Act], matter: Matter) -> Iterator[Sentence]:
    """Yield the sentences for acts of the pair that took place in the period, in order."""
    yield _total(acts, matter)
    if not matter.pair.domestic and len(acts) > 1:
        yield _shared_out(acts, matter)
    yield from _tones(acts, matter)
    if len(acts) >= FEW:
        yield _words_and_deeds(acts)


def too_few(acts: Sequence[Act], matter: Matter) -> Iterator[Sentence]:
    """Yield what cannot be said of the tone, and why."""
    for who, done in _lanes(acts, matter):
        if 0 < len(done) < FEW:
            told = f"Only {counted(len(done), 'act')} of {who} {'is' if len(done) == 1 else 'are'} told"
            yield Sentence(f"{told}: too few to speak of a tone.", ids(done))


def relation(matter: Matter) -> str:
    """Return the pair in words: "between Mali and Ivory Coast", "within Mali"."""
    a, b = ends(matter)
    return f"within {a}" if matter.pair.domestic else f"between {a} and {b}"


def ends(matter: Matter) -> tuple[str, str]:
    """Return both sides in words."""
    return side_name(matter.pair.a, matter.name), side_name(matter.pair.b, matter.name)


def towards(acts: Sequence[Act], matter: Matter) -> tuple[list[Act], list[Act]]:
    """Return the acts of the first side towards the second and those of the second; mutual ones are in both."""
    ways = [(act, directions(act, matter.pair)) for act in acts]
    return [act for act, way in ways if way[0]], [act for act, way in ways if way[1]]


def ids(acts: Sequence[Act]) -> tuple[str, ...]:
    """Return the ids of acts, in their order."""
    return tuple(act.id for act in acts)


def score(value: float) -> str:
    """Return a score with one digit and a true minus: "−4.2"."""
    return f"{value:.1f}".replace("-", "−").replace("−0.0", "0.0")


def _lanes(acts: Sequence[Act], matter: Matter) -> list[tuple[str, list[Act]]]:
    a, b = ends(matter)
    forward, backward = towards(acts, matter)
    if matter.pair.domestic:
        return [(f"parties within {a}", forward)]
    return [(f"{a} towards {b}", forward), (f"{b} towards {a}", backward)]


def _total(acts: Sequence[Act], matter: Matter) -> Sentence:
    days = capital(days_words(date.fromisoformat(matter.period.since), date.fromisoformat(matter.period.until)))
    if not acts:
        return Sentence(f"{days}, the pages read tell of no act {relation(matter)}.")
    reports, outlets = sum(act.reports for act in acts), len({one for act in acts for one in act.sources})
    told = f"{counted(len(acts), 'act')} {relation(matter)}"
    told += f", in {counted(reports, 'report')} by {counted(outlets, 'outlet')}" if outlets else ""
    return Sentence(f"{days}, the pages read tell of {told}.", ids(acts))


def _shared_out(acts: Sequence[Act], matter: Matter) -> Sentence:
    a, b = ends(matter)
    forward, backward = towards(acts, matter)
    mutual = set(ids(forward)) & set(ids(backward))
    parts = [
        (len(forward) - len(mutual), f"by {a} towards {b}"),
        (len(backward) - len(mutual), f"by {b} towards {a}"),
        (len(mutual), "by both together"),
    ]
    told = [(count, words) for count, words in parts if count]
    if len(told) == 1:
        return Sentence(f"All are acts {told[0][1]}.", ids(acts))
    return Sentence(
        f"Of these, {listed([f'{number(count)} {_are(count)} {words}' for count, words in told])}.", ids(acts)
    )


def _are(count: int) -> str:
    return "is" if count == 1 else "are"


def _tones(acts: Sequence[Act], matter: Matter) -> Iterator[Sentence]:
    scaled = f" {SCALE}"
    for who, done in _lanes(acts, matter):
        if len(done) >= FEW:
            average = f"mean score {score(mean([act.score for act in done]) or 0.0)}{scaled}"
            yield Sentence(f"{_tone(who, done)} ({average}).", ids(done))
            # The scale is told once.
            scaled = ""


def _tone(who: str, acts: Sequence[Act]) -> str:
    """Return what may be said of the mix: "mostly" only where the share's interval leaves out one half."""
    good, bad = (sum(1 for act in acts if act.quad in quads) for quads in (COOPERATION, CONFLICT))
    part = share(good, good + bad)
    if not good or not bad:
        return f"The acts of {who} are all of {'cooperation' if good else 'conflict'}"
    if part.low > _HALF or part.high < _HALF:
        mostly = "cooperative" if part.low > _HALF else "in conflict"
        return f"The acts of {who} are mostly {mostly}: {number(good)} of cooperation and {number(bad)} of conflict"
    return f"Of the acts of {who}, {number(good)} {_are(good)} of cooperation and {number(bad)} of conflict"


def _words_and_deeds(acts: Sequence[Act]) -> Sentence:
    words, deeds = ([act for act in acts if act.quad in quads] for quads in (WORDS, DEEDS))
    if not words or not deeds:
        return Sentence(f"All are {'words' if words else 'deeds'}.", ids(acts))
    said, done = (mean([act.score for act in part]) or 0.0 for part in (words, deeds))
    text = f"{capital(counted(len(words), 'act'))} {_are(len(words))} in words and {number(len(deeds))} in deeds"
    if min(len(words), len(deeds)) >= FEW:
        text += f"; the words score {score(said)} on average, the deeds {score(done)}"
    return Sentence(f"{text}.", ids(acts))
