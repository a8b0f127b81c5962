"""Who held which post on which day: terms are half-open spans of days."""

from collections.abc import Iterable
from dataclasses import dataclass

# Posts whose holder is meant by "the president of X" and the like. A king is never "the president".
_NOUNS = {
    "president": ("president",),
    "transitional president": ("president", "transitional president"),
    "interim president": ("president",),
    "prime minister": ("prime minister",),
    "premier": ("prime minister",),
    "chancellor": ("chancellor",),
    "king": ("king",),
    "emir": ("emir",),
    "sultan": ("sultan",),
    "crown prince": ("crown prince",),
    "supreme leader": ("supreme leader",),
    "foreign minister": ("foreign minister",),
    "secretary of state": ("foreign minister",),
    "foreign secretary": ("foreign minister",),
    "military leader": ("president",),
    "junta leader": ("president",),
    "military ruler": ("president",),
    "vice president": ("vice president",),
    "pope": ("pope",),
}


@dataclass(frozen=True, slots=True)
class Term:
    """One post held from since to before until (YYYY-MM-DD; empty until: still held when the table was written)."""

    person: str
    country: str
    post: str
    since: str
    until: str

    def covers(self, first: str, after: str) -> bool:
        """Tell whether the term shares a day with the half-open days first .. after."""
        return self.since < after and (not self.until or first < self.until)


class Posts:
    """The terms of all leaders, asked by person or by post."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self.terms = tuple(terms)
        self._of_person: dict[str, list[Term]] = {}
        self._of_country: dict[str, list[Term]] = {}
        for term in self.terms:
            self._of_person.setdefault(term.person, []).append(term)
            self._of_country.setdefault(term.country, []).append(term)

    def of(self, person: str) -> tuple[Term, ...]:
        """Return the terms of a person, oldest first."""
        return tuple(sorted(self._of_person.get(person, ()), key=lambda term: term.since))

    def standing(self, person: str, days: tuple[str, str] | None) -> tuple[tuple[str, ...], str]:
        """Return (sectors, role) of a person on half-open days: GOV in office, ELI afterwards, nothing before.

        Without days the person is taken to hold what has no end in the table.
        """
        terms = self.of(person)
        if days is None:
            held = [term for term in terms if not term.until]
        else:
            held = [term for term in terms if term.covers(*days)]
        if held:
            return ("GOV",), held[-1].post
        if terms and (days is None or terms[0].since < days[0]):
            return ("ELI",), ""
        return (), ""

    def in_office(self, person: str, days: tuple[str, str] | None) -> bool:
        """Tell whether the person held any post then."""
        return self.standing(person, days)[0] == ("GOV",)

    def holder(self, country: str, noun: str, days: tuple[str, str] | None) -> str:
        """Return the one person who held the post that noun names, all of those days; empty if none or several."""
        posts = _NOUNS.get(noun, ())
        if not posts or days is None:
            return ""
        held = [term for term in self._of_country.get(country, ()) if term.post in posts and term.covers(*days)]
        people = {term.person for term in held}
        return people.pop() if len(people) == 1 else ""
