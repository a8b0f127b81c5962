"""Who held which post on which day: terms are half-open spans of days, known to the day, the month or the year."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

# Nouns for whoever leads a state, whatever the post is called there.
LEADING: Final = frozenset(["leader", "ruler", "strongman", "autocrat", "dictator"])
_GONE: Final = ("former ", "ousted ", "deposed ", "exiled ", "jailed ", "imprisoned ")
HEADS: Final = ("president", "prime minister", "king", "chancellor")
# Whose terms ended before it is meant by the surname only where the text says so (holders.py).
CENTURY: Final = "2000"
# Who has held one of these is a former official afterwards; a party leader or a rebel is not.
_OFFICIAL: Final = frozenset(["GOV", "MIL", "LEG", "JUD", "SPY", "COP"])


@dataclass(frozen=True, slots=True)
class Post:
    """A post with the nouns that name it, its sector and its rank (0 is the highest)."""

    name: str
    nouns: tuple[str, ...]
    sector: str
    rank: int


@dataclass(frozen=True, slots=True)
class Term:
    """One post held from since to before until: ISO prefixes; an empty until means still held when it was written.

    of: the state (ISO alpha-3) or the organisation (org:...) whose post it is; country: the slot of the holder.
    """

    person: str
    country: str
    post: str
    since: str
    until: str
    sectors: tuple[str, ...] = ("GOV",)
    of: str = ""

    def covers(self, first: str, after: str) -> bool:
        """Tell whether the term may share a day with the half-open days first .. after."""
        began = self.since < after
        # "2023-07" as an end: somebody else follows on a day of that month that the table does not know.
        ended = bool(self.until) and (
            first >= self.until if len(self.until) == 10 else first[: len(self.until)] > self.until
        )
        return began and not ended

    def surely(self, first: str) -> bool:
        """Tell whether the term is known to cover the day first: not only that month or year."""
        began = self.since <= first if len(self.since) == 10 else self.since < first[: len(self.since)]
        return began and (not self.until or first[: len(self.until)] < self.until)


@dataclass(frozen=True, slots=True)
class Standing:
    """What somebody was on given days: sectors, the role in words, the country slot, and whether in an office."""

    sectors: tuple[str, ...] = ()
    role: str = ""
    country: str = ""
    in_office: bool = False


@dataclass(frozen=True, slots=True)
class Posts:
    """The terms of all leaders, asked by person or by post."""

    terms: tuple[Term, ...]
    posts: Mapping[str, Post] = field(default_factory=dict)
    led_by: Mapping[str, str] = field(default_factory=dict)
    _of_person: dict[str, list[Term]] = field(init=False, default_factory=dict)
    _of_owner: dict[str, list[Term]] = field(init=False, default_factory=dict)
    _named: dict[str, list[str]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Index the terms."""
        for term in sorted(self.terms, key=lambda one: one.since):
            self._of_person.setdefault(term.person, []).append(term)
            self._of_owner.setdefault(term.of or term.country, []).append(term)
        for post in self.posts.values():
            for noun in post.nouns:
                self._named.setdefault(noun, []).append(post.name)

    def of(self, person: str) -> tuple[Term, ...]:
        """Return the terms of a person, oldest first."""
        return tuple(self._of_person.get(person, ()))

    def rank(self, term: Term) -> int:
        """Return the rank of a term's post; what is no post of the tables comes last."""
        post = self.posts.get(term.post)
        return post.rank if post else len(self.posts)

    def standing(self, person: str, days: tuple[str, str] | None) -> Standing:
        """Return what a person was on half-open days: the highest post held, a former official afterwards.

        Before the first term nothing is known. Without days the post is not told, and the person counts as what the
        highest one makes of its holder: news names people most while they hold it.
        """
        terms = self._of_person.get(person, [])
        if days is None:
            return self._undated(terms)
        held = [term for term in terms if term.covers(*days)]
        held = [term for term in held if term.surely(days[0])] or held
        held = [term for term in held if not self._only_former(term, terms)]
        if held:
            # Of two terms of one rank the later: an exact hand-over day belongs to the new post.
            best = min(reversed(held), key=self.rank)
            return Standing(best.sectors, best.post, best.country, in_office=best.sectors[0] in _OFFICIAL)
        past = [term for term in terms if term.since < days[0]]
        offices = [term for term in past if term.sectors[0] in _OFFICIAL]
        if offices:
            best = min(reversed(offices), key=self.rank)
            return Standing(("ELI",), f"former {best.post}", best.country)
        return Standing(past[-1].sectors, "", past[-1].country) if past else Standing()

    def _undated(self, terms: Sequence[Term]) -> Standing:
        if not terms:
            return Standing()
        open_ended = [term for term in terms if not term.until and not self._only_former(term, terms)]
        best = min(reversed(open_ended or list(terms)), key=self.rank)
        told = best.post if open_ended else ""
        return Standing(best.sectors, told, best.country, in_office=bool(open_ended) and best.sectors[0] in _OFFICIAL)

    def _only_former(self, term: Term, terms: Sequence[Term]) -> bool:
        """Tell whether a row says no more than that somebody once held a post: "ousted president, in exile"."""
        return (
            term.post not in self.posts
            and term.post.startswith(_GONE)
            and term.sectors[0] != "REB"
            and any(one.post in self.posts for one in terms)
        )

    def of_before(self, person: str) -> bool:
        """Tell whether all that the person held ended before this century."""
        terms = self._of_person.get(person, ())
        return bool(terms) and all(term.until and term.until < CENTURY for term in terms)

    def in_office(self, person: str, days: tuple[str, str] | None) -> bool:
        """Tell whether the person held any post then."""
        return self.standing(person, days).in_office

    def named_by(self, noun: str, owner: str = "") -> tuple[str, ...]:
        """Return the posts a noun names, highest first; "leader" is the post that leads the owner state."""
        if noun in LEADING:
            return tuple(dict.fromkeys((self.led_by.get(owner, "president"), *HEADS, "breakaway leader", "head")))
        return tuple(self._named.get(noun, ()))

    def holder(self, owner: str, noun: str, days: tuple[str, str] | None) -> Term | None:
        """Return the one term of the post that noun names, on those days; None if there is none or several.

        owner: ISO alpha-3 of a state, or org:... of an organisation.
        """
        if days is None:
            return None
        held = [term for term in self._of_owner.get(owner, ()) if term.covers(*days)]
        for post in self.named_by(noun, owner):
            holders = [term for term in held if term.post == post]
            people = {term.person for term in holders}
            if len(people) > 1:
                holders = [term for term in holders if term.surely(days[0])]
                people = {term.person for term in holders}
            if len(people) == 1:
                return holders[-1]
            if people:
                return None
        return None

    def ever(self, owner: str, noun: str) -> bool:
        """Tell whether anybody ever held a post that noun names, in a state (ISO alpha-3) or an organisation."""
        named = self.named_by(noun, owner)
        return any(term.post in named for term in self._of_owner.get(owner, ()))

    def last_holder(self, owner: str, noun: str, days: tuple[str, str] | None) -> Term | None:
        """Return the term of the post that ended last before those days: "the deposed president"."""
        if days is None:
            return None
        for post in self.named_by(noun, owner):
            ended = [
                term
                for term in self._of_owner.get(owner, ())
                if term.post == post and term.until and term.until <= days[0]
            ]
            if ended:
                return max(ended, key=lambda term: term.until)
        return None


def overlaps(terms: Iterable[Term], shared: frozenset[str]) -> list[str]:
    """Return a line for each day on which two people surely held one post of one owner; shared: posts for several."""
    found = []
    rows: dict[tuple[str, str], list[Term]] = {}
    for term in terms:
        rows.setdefault((term.of or term.country, term.post), []).append(term)
    for (owner, post), held in rows.items():
        held.sort(key=lambda term: term.since)
        for one, other in pairwise(held):
            size = min(len(one.until or "9999-12-31"), len(other.since))
            if (
                post not in shared
                and one.person != other.person
                and other.since[:size] < (one.until or "9999-12-31")[:size]
            ):
                found.append(
                    f"{owner} {post}: {one.person} until {one.until or 'now'}, {other.person} since {other.since}"
                )
    return found
