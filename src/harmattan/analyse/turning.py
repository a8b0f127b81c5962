"""When a relation changed course, in sentences: the turn, what speaks against it, its acts, and whose course it was."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from harmattan.analyse.acts import days, in_order, middle
from harmattan.analyse.headline import SCALE, ends, ids, relation, score
from harmattan.analyse.listing import ACTS, ranked, sentences
from harmattan.analyse.periods import Period, within
from harmattan.analyse.phrasing import capital, counted, day_words, days_words
from harmattan.analyse.sentence import Matter, Sentence, Turn, Way
from harmattan.records import Act

_UNTURNED: Final = {
    "none": "against a change of course.",
    "too little": "too little to say whether the relation changed course.",
}
_VERBS: Final = {"none": ("speaks", "speak"), "too little": ("is", "are")}
_UNTURNED_WAY: Final = {
    "none": "speak against a change of course",
    "too little": "are too little to say whether its conduct changed course",
}
_RATES: Final = {"more": "more frequent", "fewer": "less frequent"}


def turning(acts: Sequence[Act], matter: Matter) -> Iterator[Sentence]:
    """Yield the sentences on the turns of a pair, of both directions together and then of each."""
    if not matter.turns and acts:
        yield from _unturned(acts, matter)
    for turn in sorted(matter.turns, key=lambda one: (one.since, one.until)):
        shown = carriers(turn, acts)
        yield _turned(turn, turn.carriers or ids(shown), matter)
        yield from _doubts(turn)
        old = [act for act in shown if _is_before(act, turn)]
        yield from sentences(old, matter, "Before the turn: ")
        yield from sentences([act for act in shown if act not in old], matter, "From then on: ")
    if matter.turns or any(way.turns for way in matter.ways):
        for way in matter.ways:
            yield from _way(way, matter)


def carriers(turn: Turn, acts: Sequence[Act]) -> list[Act]:
    """Return the acts that carry a turn, by day; if the model names none, the chief acts of its days."""
    known = {act.id: act for act in acts}
    named = [known[id_] for id_ in turn.carriers if id_ in known]
    return in_order((named or ranked(within(acts, Period(turn.since, turn.until))))[:ACTS])


def _is_before(act: Act, turn: Turn) -> bool:
    """Tell whether an act is of the old course: the model puts it on the middle of its days."""
    known = days(act)
    return known is not None and middle(known).isoformat() < (turn.day or turn.since)


def _unturned(acts: Sequence[Act], matter: Matter) -> Iterator[Sentence]:
    """Yield that a model found no turn, of the acts it was given: those known to a month at most."""
    given = ids(acts) if matter.given is None else matter.given
    if matter.unturned not in _UNTURNED:
        return
    if not given:
        yield Sentence("No act is known to the month, so nothing can be said of a change of course.", ids(acts))
        return
    who = "These acts" if len(acts) > 1 else "This act"
    if 0 < len(given) < len(acts):
        who = f"The {counted(len(given), 'act')} known to the month"
    said = _VERBS[matter.unturned][who.startswith("These") or len(given) > 1]
    yield Sentence(f"{who} {said} {_UNTURNED[matter.unturned]}", given)


def _turned(turn: Turn, shown: tuple[str, ...], matter: Matter) -> Sentence:
    """Return the sentence on a turn, which cites the acts that carry it and counts the others it rests on."""
    more = max(0, turn.acts_before + turn.acts_after - len(set(shown))) if shown else 0
    return Sentence(f"{_turn(turn, matter)}.", shown, more)


def _way(way: Way, matter: Matter) -> Iterator[Sentence]:
    """Yield what is said of one direction; nothing of one without acts."""
    for turn in sorted(way.turns, key=lambda one: (one.since, one.until)):
        yield _turned(turn, turn.carriers, matter)
        yield from _doubts(turn, measured=True)
    if not way.turns and way.given and way.unturned in _UNTURNED_WAY:
        a, b = ends(matter) if way.towards == "forward" else ends(matter)[::-1]
        yield Sentence(f"The acts of {a} towards {b} {_UNTURNED_WAY[way.unturned]}.", way.given)


def _turn(turn: Turn, matter: Matter) -> str:
    a, b = ends(matter)
    whose = {"forward": (f"conduct of {a} towards {b}", f"acts of {a} towards {b}")}
    whose["backward"] = (f"conduct of {b} towards {a}", f"acts of {b} towards {a}")
    what, acts = whose.get(turn.towards, (f"relation {relation(matter)}", f"acts {relation(matter)}"))
    chance = f" (probability {turn.chance:.0%})" if turn.chance else ""
    if turn.direction in _RATES:
        became = "became" if turn.sure else "may have become"
        return f"{_when(turn)}, {acts} {became} {_RATES[turn.direction]}{chance}: {_rates(turn)}"
    went, turned = "rose" if turn.after > turn.before else "fell", "turned" if turn.sure else "may have turned"
    was, now = counted(turn.acts_before, "act"), counted(turn.acts_after, "act")
    return (
        f"{_when(turn)}, the {what} {turned} for the {turn.direction}{chance}: the mean score {went} from "
        f"{score(turn.before)} ({was}) to {score(turn.after)} ({now}) {SCALE}"
    )


def _when(turn: Turn) -> str:
    first, end = date.fromisoformat(turn.since), date.fromisoformat(turn.until)
    likeliest = f", most probably on {day_words(turn.day)}" if turn.day and end - first > timedelta(days=1) else ""
    return capital(days_words(first, end)) + likeliest


def _rates(turn: Turn) -> str:
    before, after = turn.rates
    was, now = counted(turn.acts_before, "act"), counted(turn.acts_after, "act")
    return f"{was} before, {before:.1f} in 30 days, and {now} after, {after:.1f} in 30 days"


def _doubts(turn: Turn, *, measured: bool = False) -> Iterator[Sentence]:
    """Yield a sentence for each thing that speaks against a turn. measured: do not tell that reading is not."""
    told = turn.doubts
    if told.reading:
        read = "{:.1f} before and {:.1f} after".format(*told.reading)
        yield Sentence(f"Reading changed at the same time: {read}, where 1 is the average.")
    if told.outlets:
        yield Sentence("The outlets that tell of it changed at the same time.")
    if told.unmeasured and not measured:
        yield Sentence("What was read is too little to measure reading: whether acts became more or fewer is not told.")
    if told.without_outlet:
        outlet, chance = told.without_outlet
        yield Sentence(f"Without {outlet} the probability is {chance:.0%}.")
    if told.without_act:
        act, chance = told.without_act
        yield Sentence(f"Without the act that tells most for it the probability is {chance:.0%}.", (act,))
