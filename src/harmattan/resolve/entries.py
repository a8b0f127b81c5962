"""What a phrase of the tables can mean."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """What a phrase can mean.

    kind: state, adjective, people, capital, seat, area (a part of a state), organisation, group, leader, noun.
    flags: for nouns weak, office, person, clear, plural; for leaders surname, common (not read alone),
    listed (the tables give the surname as a name); for names given; there for names that are meant only in articles
    about the state.
    """

    kind: str
    entity: str
    name: str
    country: str = ""
    sectors: tuple[str, ...] = ()
    flags: frozenset[str] = frozenset()
    head: str = ""  # the noun of the post that heads a ministry or agency: "the Pentagon chief"
