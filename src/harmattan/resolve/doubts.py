"""What stays unknown of an event, and what it could be."""

from harmattan.records import Article, Doubt, Event
from harmattan.resolve.knowledge import Knowledge
from harmattan.resolve.linking import is_pronoun
from harmattan.resolve.names import key_of, tokens


def doubts_of(event: Event, article: Article, known: Knowledge) -> list[Doubt]:
    """Return the parties and the place that nothing is known of, each with whom it may mean."""
    found: list[Doubt] = []
    for party in (*event.actors, *event.recipients):
        if party.span and not party.country and not party.sectors:
            words = party.span.of(article.text)
            # "He" is no Liu He.
            maybe = () if is_pronoun(words) else candidates(words, known)
            why = f"unsure who is meant: {' or '.join(maybe)}" if maybe else "nobody known by these words"
            found.append(Doubt("party", why, party.span))
    if event.place and not event.place.resolution:
        found.append(Doubt("place", "no place known by these words", event.place.span))
    return found


def candidates(words: str, known: Knowledge, most: int = 4) -> tuple[str, ...]:
    """Return who a name could mean that the article does not decide: people of that surname, actors of that acronym."""
    if key_of(token for token in tokens(words) if token.key != "the") in known.regions:
        return ()
    names = [word for word in words.replace(",", " ").split() if word[:1].isupper()]
    entries = [entry for word in names[-1:] for entry in known.index.exactly(word)]
    named = [
        f"{entry.name} ({entry.country})" for entry in entries if entry.kind in ("leader", "organisation", "group")
    ]
    found = tuple(dict.fromkeys(named))
    return found if len(found) <= most else (*found[:most], f"{len(found) - most} others")
