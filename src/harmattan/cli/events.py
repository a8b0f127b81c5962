"""``harmattan events``."""

from typing import TYPE_CHECKING, Annotated, Any, Final

from cyclopts import Parameter

from harmattan import dates
from harmattan.asking import locate
from harmattan.cli.article_view import parties
from harmattan.cli.common import JsonOption, LedgerOption, article_id, event_id, opened_to_look
from harmattan.cli.join import catch_up
from harmattan.cli.output import at_most, one_more, table, write_json
from harmattan.cli.queries import asked, hinted
from harmattan.machine import full_event_json, verdict_json
from harmattan.records import Article, Event, Judgement

if TYPE_CHECKING:
    from harmattan.ledger.acts import Act

COLUMNS = ("id", "when", "type", "factuality", "actor", "recipient", "place", "score", "trigger")
# As many characters of an id as tell events of a ledger of millions apart.
SHORT_ID = 13
# What is listed as it was coded, whatever people say of it since.
_JUDGED: Final = {"reject": " (rejected)", "edit": " (corrected)"}
_MORE: Final = "raise --limit, or give the last id as --after"
# An event with its article and the judgement in force on it.
Found = tuple[Article, Event, Judgement | None]


def events(
    *query: Annotated[str, Parameter(help="Query line, for example act:COERCE place:MLI.", allow_leading_hyphen=True)],
    type: Annotated[str | None, Parameter(help="Event type, for example CONSULT.")] = None,
    actor: Annotated[str | None, Parameter(help="Country of an actor, for example USA.")] = None,
    recipient: Annotated[str | None, Parameter(help="Country of a recipient.")] = None,
    article: Annotated[str | None, Parameter(help="Id of an article, or its beginning.")] = None,
    since: Annotated[str | None, Parameter(help="First day of the act, for example 2024-01.")] = None,
    until: Annotated[str | None, Parameter(help="Day after the last of the act.")] = None,
    text: Annotated[str | None, Parameter(help="Words in trigger or evidence.")] = None,
    limit: Annotated[int, Parameter(help="How many at most.")] = 50,
    after: Annotated[str | None, Parameter(help="Id of the last event of the page before, or its beginning.")] = None,
    ledger: LedgerOption = None,
    json: JsonOption = False,
) -> int:
    """List events of the ledger, newest first. An empty result is a header and exit status 0.

    Events stand as they were coded; those that people rejected or corrected say so.
    The words of the query line (docs/query.md) and the options all have to hold. Put words with quotation marks, |, <
    or > in single quotes, or the whole line.
    """
    most = one_more(limit)
    with opened_to_look(ledger) as book:
        of = article and article_id(book, article)
        wanted = asked(
            query, type=type, actor=actor, recipient=recipient, article=of, since=since, until=until, text=text
        )
        after = after and event_id(book, after)
        if wanted.by == "events":
            catch_up(book)
            acts = at_most(limit, book.acts(wanted, limit=most, after=after, locate=locate), "acts", _MORE)
            found = [act.shown for act in acts]
        else:
            found = at_most(limit, book.events(wanted, limit=most, after=after, locate=locate), "events", _MORE)
        then = book.past(wanted.as_of)
        articles = {id_: then.article(id_) for id_ in {event.article for event in found}}
        said = {id_: verdict.judgement for id_, verdict in then.verdicts(found).items()}
    if not found:
        hinted(wanted)
    pairs = [(known, event, said.get(event.id)) for event in found if (known := articles[event.article])]
    if wanted.by == "events":
        _print_acts(pairs, acts, as_json=json)
    else:
        _print(pairs, as_json=json)
    return 0


def _print_acts(found: list[Found], acts: "list[Act]", *, as_json: bool) -> None:
    """Print each act once, newest first, with how many reports and sources tell it."""
    if as_json:
        for one, act in zip(found, acts, strict=True):
            write_json({**_json(*one), "act": act.id, "reports": len(act.reports), "sources": act.sources})
        return
    rows = ((f"{len(act.reports)}/{act.sources}", *_row(*one)) for one, act in zip(found, acts, strict=True))
    table(("reports/sources", *COLUMNS), rows)


def _print(found: list[Found], *, as_json: bool) -> None:
    if not as_json:
        table(COLUMNS, (_row(*one) for one in found))
        return
    for one in found:
        write_json(_json(*one))


def _json(article: Article, event: Event, said: Judgement | None) -> dict[str, Any]:
    return full_event_json(article, event) | verdict_json(said)


def _row(article: Article, event: Event, said: Judgement | None) -> tuple[str, ...]:
    place, judged = event.place, _JUDGED.get(said.verb, "") if said else ""
    return (
        event.id[:SHORT_ID],
        dates.in_words((event.time.value if event.time else None) or ""),
        event.type + "".join(f"/{mode}" for mode in event.modes),
        f"{event.factuality}{judged}",
        parties(article.text, event.actors) if event.actors else "",
        parties(article.text, event.recipients) if event.recipients else "",
        f"{place.name} {place.country}".strip() if place else "",
        f"{event.score:+g}",
        " ".join(event.trigger.of(article.text).split()),
    )
