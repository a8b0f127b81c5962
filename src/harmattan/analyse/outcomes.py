"""What became of what was due: whether somebody did what he promised, was asked for or threatened, and what ended.

An act counts only if it is of a type that the words of the promise mean (meant.py), by and towards the parties meant.
"""

from collections.abc import Iterable
from typing import Final

from harmattan.analyse.acts import took_place
from harmattan.codebook.loader import load as load_codebook
from harmattan.records import Act, Party

# What somebody promises, he keeps himself.
OWN: Final = frozenset({"AGREE", "CONCEDE"})
BOTH_WAYS: Final = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "REJECT"})
_UNTIL: Final = "until"
_RENEWALS: Final = frozenset({"AGREE", "SUPPORT", "COOPERATE", "CONCEDE"})
# Nearly every act of states is about their relations: sharing that, two acts need not be about one thing.
_GENERAL: Final = frozenset({"diplomatic", "executive"})


def fitting(type_: str) -> frozenset[str]:
    """Return the types an announced act can turn out to be: what PLOVER codes so before it happens, and itself."""
    return frozenset({type_, *(before for before, after in load_codebook().planned.items() if after == type_)})


def types_of(due: Act) -> frozenset[str]:
    """Return the types of acts by which what is due can be done, renewed or ended."""
    if due.relation == _UNTIL:
        return _RENEWALS | {"SANCTION"}
    if due.type == "REJECT":
        return fitting("AGREE") - {"AGREE"}
    if due.meant or due.type not in OWN:
        return frozenset(due.meant)
    # Who promises to withdraw or to let somebody go is coded as agreeing.
    return (fitting("AGREE") | fitting("CONCEDE")) - {"AGREE"}


def is_done(due: Act, act: Act) -> bool:
    """Tell whether an act, by its parties and what it is about, is what was promised, asked for or threatened."""
    if due.type not in OWN:
        doers, others = (due.recipients, due.actors) if due.type == "REQUEST" else (due.actors, due.recipients)
        if not others:
            # "To close its border": nobody is told, and may not be told of the deed either.
            return not act.recipients and _share(due, act) and any_of(doers, act.actors)
        return any_of(doers, act.actors) and _towards(others, act, due)
    if "election" in due.contexts and "election" not in act.contexts:
        return False
    if due.meant:
        return same_parties(due, act) or _by_one(due, act)
    # Where no words tell what was promised, what it is about has to.
    return same_parties(due, act) and (not _about(due) or _share(due, act)) and due.relation != "by"


def _by_one(due: Act, act: Act) -> bool:
    """Tell whether one of those who agreed does, towards another of them, what was agreed."""
    parties = _all(due)
    doers = [one for one in parties if among(one, act.actors)]
    others = [one for one in parties if one not in doers]
    alone = due.type in OWN and not others and len(parties) > 1
    return bool(doers) and (alone or _towards(others, act, due))


def _towards(others: Iterable[Party], act: Act, due: Act) -> bool:
    """Tell whether an act is towards the state of one of some parties: by its words, its place, or what it is about."""
    states = {one.country for one in others if one.country}
    named = {one.country for one in act.recipients if one.country}
    if named:
        return bool(states & named)
    return bool(act.place and act.place.country in states) or _share(due, act)


def is_refused(due: Act, act: Act) -> bool:
    """Tell whether one who was asked refuses what was asked for, as far as mode and subject tell."""
    refuses = took_place(act) and act.type == "REJECT" and bool(set(due.modes) & set(act.modes))
    return refuses and any_of(due.recipients, act.actors) and _towards(due.actors, act, due)


def is_renewed(due: Act, act: Act) -> bool:
    """Tell whether an act extends what was to end: until a later day, or by a time of which no end is told."""
    later = act.due is None or (due.due is not None and act.due[1] > due.due[1])
    longer = act.type in _RENEWALS and act.relation == _UNTIL and later
    return longer and took_place(act) and _together(due, act) and _alike(due, act)


def is_ended(due: Act, act: Act) -> bool:
    """Tell whether a party ends, towards another, what was to run longer."""
    ends = took_place(act) and act.type == "SANCTION" and "discontinue" in act.modes
    return ends and _together(due, act) and _share(due, act)


def _together(due: Act, act: Act) -> bool:
    """Tell whether an act is of the parties of another as a set: all that have a state, whoever acts on whom."""
    states = {one.country for one in _all(due) if one.country}
    return len(states) > 1 and states <= {one.country for one in _all(act)}


def _about(act: Act) -> set[str]:
    return set(act.contexts) - _GENERAL


def _share(due: Act, act: Act) -> bool:
    return bool(_about(due) & _about(act))


def _alike(due: Act, act: Act) -> bool:
    return _share(due, act) or not (_about(due) or _about(act))


def same_parties(plan: Act, other: Act) -> bool:
    """Tell whether another act is by the parties of a plan: the same actor, or one of the same country and sector.

    Who is actor and who recipient may change only in acts that both do: talks, backing, working together.
    """
    # "To exchange 200 prisoners": those are no party to it.
    recipients = [one for one in plan.recipients if one.country or one.entity]
    if recipients:
        ends = [(other.actors, other.recipients)]
        ends += [(other.recipients, other.actors), (_all(other), _all(other))] if other.type in BOTH_WAYS else []
        return any(any_of(plan.actors, first) and any_of(recipients, second) for first, second in ends)
    together = all(among(party, _all(other)) for party in plan.actors)
    # One party alone does many things: its plan is only known again by the country it was to happen in.
    return together and (len(plan.actors) > 1 or _same_country(plan, other))


def _same_country(plan: Act, other: Act) -> bool:
    return bool(plan.place and other.place and plan.place.country and plan.place.country == other.place.country)


def _all(act: Act) -> tuple[Party, ...]:
    return (*act.actors, *act.recipients)


def any_of(parties: Iterable[Party], others: Iterable[Party]) -> bool:
    """Tell whether one of some parties is among others."""
    known = tuple(others)
    return any(among(party, known) for party in parties)


def among(party: Party, others: Iterable[Party]) -> bool:
    """Tell whether a party is one of others."""
    return any(_same(party, other) for other in others)


def _same(one: Party, other: Party) -> bool:
    if one.entity and one.entity == other.entity:
        return True
    # Of one country's government and its traders, neither keeps the word of the other.
    return bool(one.country) and one.country == other.country and bool(set(one.sectors) & set(other.sectors))
