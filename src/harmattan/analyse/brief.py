"""A brief of a pair, built by rules: sentences that each carry the ids of the events they rest on.

What a brief says is counted or quoted; where there is too little to count, it says so instead.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from harmattan.analyse import rests
from harmattan.analyse.acts import in_order, is_planned, took_place
from harmattan.analyse.calendar import (
    AHEAD,
    BROKEN,
    CARRIED_OUT,
    DOUBTED,
    ENDED,
    KEPT,
    POSTPONED,
    RENEWED,
    Entry,
    calendar,
    followed,
    is_due,
    persons,
)
from harmattan.analyse.headline import ends, headline
from harmattan.analyse.listing import ACTS, chief, merged, ranked, sentences
from harmattan.analyse.periods import within
from harmattan.analyse.phrasing import act_words, capital, counted, day_words, days_words, listed, number, phrases
from harmattan.analyse.relations import between, undirected
from harmattan.analyse.sentence import Brief, Matter, Section, Sentence
from harmattan.analyse.stakes import Move, Stake, moves, stakes
from harmattan.analyse.stretches import Parted, headed, named, parted
from harmattan.analyse.turning import carriers, turning
from harmattan.records import Act

__all__ = ["brief"]

# How many subjects of a mix and announced acts are told.
SUBJECTS: Final = 4
COMING: Final = 8
# Notes of one sentence; nobody opens more, and the others are counted.
CITED: Final = 12


def brief(acts: Iterable[Act], matter: Matter) -> Brief:
    """Return the brief of a pair in a period; acts may hold those of other pairs, which are left aside."""
    given = in_order(acts)
    ours = between(given, matter.pair)
    aside = [act for act in given if undirected(act, matter.pair)]
    told = within(ours, matter.period)
    done = [act for act in told if took_place(act)]
    sections = [
        Section("In short", tuple(headline(done, matter))),
        Section("Turning points", tuple(turning(done, matter))),
        *_main(done, matter),
        Section("What is at stake", tuple(_stakes(done, matter))),
        Section("Announced", tuple(_coming([*ours, *aside], matter)), items=True),
        Section("Where reports differ", tuple(rests.differing(ours, matter)), items=True),
        Section("What this rests on", tuple(rests.rests([*ours, *aside], done, matter))),
    ]
    title = f"{capital(ends(matter)[0])}: domestic" if matter.pair.domestic else capital(listed(ends(matter)))
    known = {act.id: act for act in given}
    return Brief(title, tuple(_cited(section, known) for section in sections if section.sentences))


def _cited(section: Section, known: Mapping[str, Act]) -> Section:
    return replace(section, sentences=tuple(_capped(one, known) for one in section.sentences))


def _capped(one: Sentence, known: Mapping[str, Act]) -> Sentence:
    """Return a sentence that cites the CITED chief acts of those it rests on, in their order, and counts the others."""
    if len(one.events) <= CITED:
        return one
    first = {act.id for act in ranked(known[id_] for id_ in one.events if id_ in known)[:CITED]}
    kept = tuple(id_ for id_ in one.events if id_ in first) or one.events[:CITED]
    return replace(one, events=kept, more=one.more + len(set(one.events)) - len(kept))


def _main(acts: Sequence[Act], matter: Matter) -> Iterator[Section]:
    """Yield the chief acts before, in and after each turn, or of the whole period; carriers are told already."""
    told = {act.id for turn in matter.turns for act in carriers(turn, acts)}
    found = parted(matter)
    if not found:
        yield _chief("Main acts", acts, told, matter)
        return
    yield from (_chief(heading, within(acts, days), told, matter) for heading, days in headed(found))


def _chief(heading: str, acts: Sequence[Act], told: Collection[str], matter: Matter) -> Section:
    """Return the chief acts but those told already, in the order of their days."""
    rest = [act for act in acts if act.id not in told]
    others = " others" if len(rest) < len(acts) else ""
    shown = f" ({number(ACTS)} of {number(len(rest))}{others})" if len(rest) > ACTS else ""
    return Section(heading + shown, tuple(sentences(chief(rest), matter)), items=True)


def _stakes(acts: Sequence[Act], matter: Matter) -> Iterator[Sentence]:
    found = stakes(acts, matter.pair, matter.commodities)
    for kind, verb in (("context", "concerned"), ("commodity", "were about")):
        chief = [one for one in found if one.kind == kind][:SUBJECTS]
        if chief:
            yield _mix(chief, verb)
    turns = parted(matter) if found else []
    told = [one for turn in turns for one in _moves(acts, turn, turns, found, matter)]
    yield from told
    if turns and not told:
        changed = "from before a turn to after it" if len(turns) > 1 else "from before the turn to after it"
        yield Sentence(f"No subject's share changed {changed} by more than chance explains.")


def _moves(
    acts: Sequence[Act], turn: Parted, turns: list[Parted], found: Sequence[Stake], matter: Matter
) -> Iterator[Sentence]:
    for move in moves(acts, matter.pair, turn.before, turn.after, matter.commodities):
        if move.clear:
            yield _move(move, found, named(turn, turns))


def _mix(chief: Sequence[Stake], verb: str) -> Sentence:
    whole = chief[0].share.whole
    counts = ["all" if one.share.part == whole > 1 else number(one.share.part) for one in chief]
    parts = [f"{count} {_subject(one)}" for count, one in zip(counts, chief, strict=True)]
    parts[0] = f"{counts[0]} {verb} {_subject(chief[0])}"
    of = f"Of {counted(whole, 'act')} whose subject is told, {listed(parts)}"
    only = f"The one act whose subject is told {verb} {listed([_subject(one) for one in chief])}"
    return Sentence(f"{of if whole > 1 else only}.", tuple(dict.fromkeys(id_ for one in chief for id_ in one.acts)))


def _subject(one: Stake | Move) -> str:
    return str(phrases()["contexts"].get(one.name, one.name)) if one.kind == "context" else one.name


def _move(move: Move, found: Sequence[Stake], turn: str) -> Sentence:
    went = "more" if move.moved > 0 else "less"
    acts = next((one.acts for one in found if (one.kind, one.name) == (move.kind, move.name)), ())
    was, now = (f"{one.part} of {counted(one.whole, 'act')}" for one in (move.before, move.after))
    return Sentence(f"Since {turn}, acts are {went} often about {_subject(move)}: {was} before, {now} after.", acts)


def _coming(acts: Sequence[Act], matter: Matter) -> Iterator[Sentence]:
    entries = calendar(acts, matter.today)
    since, until = matter.period.since, matter.period.until
    inside = [
        one for one in entries if one.status == AHEAD or since <= one.day < until or since <= one.announced < until
    ]
    known = {act.id: act for act in acts}
    for entry in inside[-COMING:]:
        plan, outcome = capital(act_words(entry.act, matter.name, inside=matter.pair.domestic)) + _due(entry), ""
        if entry.status != AHEAD:
            outcome = f"; {_outcome(entry, known, matter)}"
        yield Sentence(f"{plan}{outcome}.", (entry.act.id, *entry.evidence))
    dated = {one.act.id for one in entries}
    rest = [act for act in acts if is_planned(act) and act.id not in dated and _is_news(act, matter)]
    yield from merged(_open(act, acts, matter) for act in rest[-COMING:])


def _open(plan: Act, acts: Sequence[Act], matter: Matter) -> Sentence:
    """Return an announced act of which no day is told, with the act it can have become."""
    words, act = capital(act_words(plan, matter.name, inside=matter.pair.domestic)), followed(plan, acts, matter.today)
    if act is None:
        return Sentence(f"{words}.", (plan.id,))
    # Without a day only a person who is named makes it sure that it is this one.
    kept = "this was kept" if persons(plan) else "this may have been kept"
    later = act_words(act, matter.name, inside=matter.pair.domestic)
    return Sentence(f"{words}; {kept}: {later}.", (plan.id, act.id))


def _is_news(act: Act, matter: Matter) -> bool:
    return act.published is not None and matter.period.since <= act.published < matter.period.until


def _due(entry: Entry) -> str:
    """Return the days for which something is promised, demanded or threatened, which are not those of the act."""
    if not is_due(entry.act):
        return ""
    if entry.relation:
        last = day_words(entry.last)
        return f", until {last}" if entry.relation == "until" else f", with {last} as the last day"
    words = days_words(date.fromisoformat(entry.day), date.fromisoformat(entry.end))
    return f", for {words.removeprefix('on ') if words.startswith('on ') else f'a day {words}'}"


def _outcome(entry: Entry, known: dict[str, Act], matter: Matter) -> str:
    later = act_words(known[entry.evidence[0]], matter.name, inside=matter.pair.domestic) if entry.evidence else ""
    told = {
        KEPT: f"this was kept: {later}",
        CARRIED_OUT: f"this was carried out: {later}",
        RENEWED: f"this was renewed: {later}",
        ENDED: f"this was ended before its day: {later}",
        POSTPONED: f"a meeting was put off, which need not be this one: {later}",
        BROKEN: "this was refused" if is_due(entry.act) else "later reports deny it",
        DOUBTED: f"this is in doubt: {later}",
    }
    # The promise itself took place; what is open is what came of it.
    open_ = "what came of it" if is_due(entry.act) else "whether it took place"
    return told.get(entry.status, f"up to {day_words(matter.today)}, nothing is told of {open_}")
