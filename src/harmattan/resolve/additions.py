"""The shipped knowledge with what users added: actors, other names, posts."""

from collections.abc import Sequence
from dataclasses import replace

from harmattan.records import Judgement, standing
from harmattan.resolve.knowledge import Entry, Knowledge
from harmattan.resolve.names import PhraseIndex, slug
from harmattan.resolve.posts import Posts, Term

_KINDS = {"person": ("leader", "person"), "organisation": ("organisation", "org"), "group": ("group", "group")}


def extended(known: Knowledge, judgements: Sequence[Judgement]) -> Knowledge:
    """Return knowledge that knows the judgements too; known itself is left as it is.

    A name that means something already gets the new meaning first. What an alias is of must be known by then.
    """
    told = standing(judgements)
    if not told:
        return known
    index, terms = known.index.copy(), list(known.posts.terms)
    for one in told:
        if one.verb == "add":
            _add(index, terms, one)
        elif one.verb == "alias":
            _alias(index, one)
    return replace(known, index=index, posts=Posts(tuple(terms), known.posts.posts, known.posts.led_by))


def ended(terms: Sequence[Term], one: Judgement) -> list[Term]:
    """Return the terms of others that a judgement on a post ends: two people do not hold one post of a state."""
    since, country = "".join(one.told("since")[:1]), "".join(one.told("country")[:1])
    return [
        term
        for term in terms
        if since
        and term.post in one.told("post")
        and term.of == country
        and term.person != one.subject
        and term.since < since
        and (not term.until or term.until > since)
    ]


def _add(index: PhraseIndex[Entry], terms: list[Term], one: Judgement) -> None:
    kind, prefix = _KINDS[one.told("kind")[0]]
    country, sectors = "".join(one.told("country")[:1]), one.told("sector") or ("CVL",)
    known = next((entry for entry in index.exactly(one.subject) if entry.kind == kind), None)
    entity = known.entity if known else f"{prefix}:{slug(one.subject)}"
    entry = Entry(kind, entity, known.name if known else one.subject, country, sectors)
    for name in (one.subject, *one.told("also")):
        index.add(name, entry, first=True)
    for term in ended(terms, one):
        terms[terms.index(term)] = replace(term, until="".join(one.told("since")[:1]))
    for post in one.told("post"):
        since, until = "".join(one.told("since")[:1]), "".join(one.told("until")[:1])
        terms.append(Term(entry.name, country, post, since, until, sectors, country))
    if kind == "leader" and not one.told("post"):
        # What somebody is besides the posts answers no question for "the president".
        since, role = "".join(one.told("since")[:1]), "".join(one.told("role")[:1])
        terms.append(Term(entry.name, country, role, since, "", sectors, f"{country}:people"))


def _alias(index: PhraseIndex[Entry], one: Judgement) -> None:
    for entry in index.exactly(one.subject):
        for name in one.told("also"):
            index.add(name, entry, first=True)
