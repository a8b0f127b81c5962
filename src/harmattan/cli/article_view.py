"""An article and its events as text for a terminal."""

from collections import Counter
from collections.abc import Iterator

from harmattan import dates
from harmattan.cli.output import write_lines
from harmattan.records import Article, Casualties, Coded, Event, Party, Told
from harmattan.safe import one_line


def show(coded: Coded) -> None:
    """Print metadata, what was dropped, and every event with the words that say so."""
    write_lines((*article_lines(coded.article), "", *event_lines(coded), *quote_lines(coded), *role_lines(coded)))


def article_lines(article: Article) -> Iterator[str]:
    """Yield the lines of the article's head; a value that is not on the page says so."""
    yield one_line(article.title.value) if article.title else "(no headline)"
    if article.dek:
        yield one_line(article.dek.value)
    yield ""
    yield f"  id         {article.id}"
    yield f"  source     {one_line(article.canonical_url or article.url or article.source)}"
    for name, told in (
        ("site", article.site),
        ("byline", article.byline),
        ("published", article.published),
        ("updated", article.updated),
    ):
        if told or name == "published":
            yield f"  {name:<10} {_told(told)}"
    yield f"  reading    {f'{article.reading_minutes} minutes' if article.reading_minutes else 'not told'}"
    for i, section in enumerate(article.sections):
        yield f"  {'sections' if not i else '':<10} {one_line(section)}"
    yield f"  cut off    {'yes' if article.truncated else 'no'}" + (", behind a paywall" if article.paywalled else "")
    dropped = Counter(str(block.label) for block in article.dropped)
    yield "  dropped    " + (", ".join(f"{label} {count}" for label, count in dropped.items()) or "nothing")


def _told(told: Told | None) -> str:
    return f"{one_line(told.value)}  (from {told.origin})" if told else "not told"


def event_lines(coded: Coded) -> Iterator[str]:
    """Yield the lines of all events, in text order, and how many acts were left out with a reason."""
    events, doubts = coded.annotations.events, coded.annotations.doubts
    yield f"{len(events)} event{'' if len(events) == 1 else 's'}"
    for event in events:
        yield ""
        yield from lines_of(coded.article, event)
    if doubts:
        yield ""
        yield f"{len(doubts)} left out: " + "; ".join(f"{one_line(doubt.what)} ({doubt.why})" for doubt in doubts)


def quote_lines(coded: Coded) -> Iterator[str]:
    """Yield who says what, in text order."""
    text, quotes = coded.article.text, coded.annotations.quotes
    if quotes:
        yield ""
        yield f"{len(quotes)} quote{'' if len(quotes) == 1 else 's'}"
    for quote in quotes:
        who = parties(text, (quote.speaker,)) if quote.speaker else "somebody not told"
        said = " ... ".join(one_line(span.of(text)) for span in quote.content)
        yield f"  {quote.kind:<8} {who} {one_line(quote.cue.of(text))}: {said}"


def role_lines(coded: Coded) -> Iterator[str]:
    """Yield the offices the article tells of: who, as what, and the words that say so."""
    text, roles = coded.article.text, coded.annotations.roles
    if roles:
        yield ""
        yield f"{len(roles)} office{'' if len(roles) == 1 else 's'} told"
    for role in roles:
        codes = " ".join(part for part in (role.country, ",".join(role.sectors)) if part)
        years = f" {role.since or '?'} to {role.until or '?'}" if role.since or role.until else ""
        words = one_line(role.told.of(text))
        who = f"{one_line(role.name)} {codes}".rstrip()
        yield f"  {'known' if role.known else 'learned':<8} {who}: {one_line(role.role)}{years} [{words}]"


def lines_of(article: Article, event: Event) -> Iterator[str]:
    """Yield the lines of one event."""
    text = article.text
    code = event.type + "".join(f"/{mode}" for mode in event.modes)
    whole = "" if event.row_confidence is None else f" (with parties {event.row_confidence:.2f})"
    yield f"{code}  {event.factuality}  {event.score:+g}  confidence {event.confidence:.2f}{whole}  {event.id}"
    yield f"  who        {parties(text, event.actors)}"
    if event.recipients:
        yield f"  to whom    {parties(text, event.recipients)}"
    if event.place:
        name = event.place.name or one_line(event.place.span.of(text))
        yield f"  where      {name} {event.place.country} ({event.place.resolution or 'unresolved'})"
    if event.time:
        yield f"  when       {dates.in_words(event.time.value or 'unknown')} ({one_line(event.time.span.of(text))})"
    if due := event.due:
        yield f"  due        {due.relation} {dates.in_words(due.value or 'unknown')} ({one_line(due.span.of(text))})"
    if event.said_by:
        yield f"  said by    {one_line(event.said_by.name or event.said_by.span.of(text))}"
    if event.contexts:
        yield f"  about      {', '.join(event.contexts)}"
    if event.casualties != Casualties():
        yield f"  casualties {casualties(event.casualties)}"
    for span in event.evidence:
        yield f"  evidence   [{span.start}:{span.end}] {one_line(span.of(text))}"
    yield f"  trigger    [{event.trigger.start}:{event.trigger.end}] {one_line(event.trigger.of(text))}"


def parties(text: str, found: tuple[Party, ...]) -> str:
    """Return the parties as "Government of Mali MLI GOV [Bamako]", or "not told"."""
    return "; ".join(_party(text, party) for party in found) or "not told"


def _party(text: str, party: Party) -> str:
    words = one_line(party.span.of(text)) if party.span else "implied"
    codes = " ".join(part for part in (party.country, ",".join(party.sectors)) if part)
    name = party.name or words
    return f"{name}{f' {codes}' if codes else ''}" + (f" [{words}]" if words != name else "")


def casualties(told: Casualties) -> str:
    """Return "dead 12, injured 30" as told."""
    return ", ".join(f"{name} {value}" for name in ("dead", "injured", "arrested") if (value := getattr(told, name)))
