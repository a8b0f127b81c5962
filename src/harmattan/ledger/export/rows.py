"""The table of events: one row an event, the same columns in CSV, Parquet and a release."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from harmattan import dates
from harmattan.ledger.export.cells import Cell, joined
from harmattan.ledger.export.facts import Options, Pair, address, day_of, offsets, told, words
from harmattan.records import Article, Party

Fields = dict[str, Cell]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table: kind is string, integer, number or date (an ISO day); about is one line for readers."""

    name: str
    kind: str
    about: str


def _side(side: str) -> tuple[Column, ...]:
    several = "one for each party, joined by ';'"
    return (
        Column(f"{side}s", "integer", f"number of {side}s"),
        Column(f"{side}_name", "string", f"names, {several}"),
        Column(f"{side}_country", "string", f"ISO 3166 alpha-3 or PLOVER slot, {several}"),
        Column(f"{side}_cow", "string", f"Correlates of War numbers, {several}"),
        Column(f"{side}_gw", "string", f"Gleditsch-Ward numbers, {several}"),
        Column(f"{side}_fips", "string", f"FIPS 10-4 codes, {several}"),
        Column(f"{side}_sectors", "string", f"PLOVER sectors, the primary one first, joined by ','; {several}"),
        Column(f"{side}_role", "string", f"posts held on the day, {several}"),
        Column(f"{side}_entity", "string", f"ids of actors, {several}"),
        Column(f"{side}_span", "string", f"offsets START..END into the article's text, {several}"),
        Column(f"{side}_text", "string", f"words of the page, {several}"),
    )


COLUMNS = (
    Column("event_id", "string", "id of the event, never reused"),
    Column("article_id", "string", "id of the article"),
    Column("date", "date", "first day the act can have happened"),
    Column("enddate", "date", "last day of it, included"),
    Column("date_precision", "string", "day, week, month, year or interval, as told; empty if not told"),
    Column("date_origin", "string", "told, published (the article's day stands in) or none"),
    Column("type", "string", "PLOVER type"),
    Column("modes", "string", "PLOVER modes, joined by ';'"),
    Column("contexts", "string", "PLOVER contexts, joined by ';'"),
    Column("factuality", "string", "actual, planned, hypothetical, denied or historical"),
    Column("quad", "integer", "1 verbal cooperation .. 4 material conflict"),
    Column("score", "number", "PLOVER conflict-cooperation score, -10 .. 10"),
    Column("confidence", "number", "0 .. 1, of type and trigger"),
    *_side("actor"),
    *_side("recipient"),
    Column("place_name", "string", "where"),
    Column("place_country", "string", "ISO 3166 alpha-3"),
    Column("place_resolution", "string", "below-city, city, district, province, country, region, or empty"),
    Column("lat", "number", "latitude, WGS 84"),
    Column("lon", "number", "longitude, WGS 84"),
    Column("geonameid", "integer", "id in GeoNames"),
    Column("place_span", "string", "offsets"),
    Column("place_text", "string", "words of the page"),
    Column("time_span", "string", "offsets"),
    Column("time_text", "string", "words of the page"),
    Column("said_by", "string", "to whom the report is attributed"),
    Column("said_by_span", "string", "offsets"),
    Column("dead", "string", "as told; a range keeps both ends"),
    Column("injured", "string", "as told"),
    Column("arrested", "string", "as told"),
    Column("trigger_span", "string", "offsets"),
    Column("trigger_text", "string", "words of the page"),
    Column("evidence_span", "string", "offsets of the sentences that say so, joined by ';'"),
    Column("evidence_text", "string", "words of the page, joined by ';'"),
    Column("reports", "integer", "reports that the row stands for: 1, or by events all of its act"),
    Column("articles", "integer", "articles they are in"),
    Column("sources", "integer", "independent outlets those are of; near copies of one text count once"),
    Column("published", "string", "as the page tells it"),
    Column("title", "string", "headline"),
    Column("site", "string", "name of the publication"),
    Column("language", "string", "as the page tells it"),
    Column("url", "string", "address, or name of the file it was read from"),
    Column("content_hash", "string", "SHA-256 of the text that all offsets are into"),
    Column("coder", "string", "name and version of the coder"),
    Column("codebook", "string", "version of the codebook"),
    Column("act_id", "string", "the act that the report tells of, where reports have been joined"),
    Column("verdict", "string", "what people say of the event: accept, reject or edit; empty if nobody said"),
    Column("due", "date", "first day for which something is promised, demanded, threatened or put off"),
    Column("due_end", "date", "last day of it, included"),
    Column("due_precision", "string", "day, week, month, year or interval, as told; empty if not told"),
    Column("due_relation", "string", "on, by or until; to or from, of a meeting put off; of, of one called off"),
    Column("due_span", "string", "offsets"),
    Column("due_text", "string", "words of the page"),
    Column("row_confidence", "number", "0 .. 1, of type, actors and recipients together; empty if not reckoned"),
)
NAMES = tuple(column.name for column in COLUMNS)


def row(pair: Pair, options: Options) -> list[Cell]:
    """Return the cells of one event in the order of COLUMNS."""
    article, event = pair
    fields = {
        **_what(pair),
        **_party_fields("actor", article, event.actors, options),
        **_party_fields("recipient", article, event.recipients, options),
        **_where(pair),
        **_evidence(pair),
        **_source(pair, options),
        **_due(pair),
    }
    if not options.with_text:
        fields |= {name: "" for name in NAMES if name.endswith("_text")}
    return [fields[name] for name in NAMES]


def _what(pair: Pair) -> Fields:
    article, event = pair
    day = day_of(article, event)
    return {
        "event_id": event.id,
        "article_id": article.id,
        "date": day.iso[0],
        "enddate": day.iso[1],
        "date_precision": event.time.precision if event.time and day.origin == "told" else "",
        "date_origin": day.origin,
        "type": event.type,
        "modes": joined(event.modes),
        "contexts": joined(event.contexts),
        "factuality": event.factuality.value,
        "quad": event.quad,
        "score": float(event.score),
        "confidence": float(event.confidence),
        "row_confidence": event.row_confidence,
    }


def _party_fields(side: str, article: Article, parties: Sequence[Party], options: Options) -> Fields:
    codes = [options.codes_of(party.country) for party in parties]
    each: dict[str, Callable[[Party], str]] = {
        "name": lambda party: party.name,
        "country": lambda party: party.country,
        "sectors": lambda party: ",".join(party.sectors),
        "role": lambda party: party.role,
        "entity": lambda party: party.entity or "",
        "span": lambda party: offsets(party.span),
        "text": lambda party: words(article, party.span),
    }
    return {
        f"{side}s": len(parties),
        **{f"{side}_{name}": joined(map(value, parties)) for name, value in each.items()},
        f"{side}_cow": joined(number(code.cow) for code in codes),
        f"{side}_gw": joined(number(code.gw) for code in codes),
        f"{side}_fips": joined(code.fips for code in codes),
    }


def number(value: int | None) -> str:
    """Return a code as text; a state that has none has an empty one."""
    return "" if value is None else str(value)


def _where(pair: Pair) -> Fields:
    article, event = pair
    place, time, said_by = event.place, event.time, event.said_by
    return {
        "place_name": place.name if place else "",
        "place_country": place.country if place else "",
        "place_resolution": place.resolution if place else "",
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "geonameid": place.geonameid if place else None,
        "place_span": offsets(place.span if place else None),
        "place_text": words(article, place.span if place else None),
        "time_span": offsets(time.span if time else None),
        "time_text": words(article, time.span if time else None),
        "said_by": said_by.name if said_by else "",
        "said_by_span": offsets(said_by.span if said_by else None),
    }


def _due(pair: Pair) -> Fields:
    article, event = pair
    due = event.due
    found = dates.days_of(due.value) if due else None
    return {
        "due": found[0].isoformat() if found else None,
        "due_end": (found[1] - timedelta(days=1)).isoformat() if found else None,
        "due_precision": due.precision if due and found else "",
        "due_relation": due.relation if due else "",
        "due_span": offsets(due.span if due else None),
        "due_text": words(article, due.span if due else None),
    }


def _evidence(pair: Pair) -> Fields:
    article, event = pair
    return {
        "dead": event.casualties.dead,
        "injured": event.casualties.injured,
        "arrested": event.casualties.arrested,
        "trigger_span": offsets(event.trigger),
        "trigger_text": words(article, event.trigger),
        "evidence_span": joined(map(offsets, event.evidence)),
        "evidence_text": joined(words(article, span) for span in event.evidence),
    }


def _source(pair: Pair, options: Options) -> Fields:
    article, event = pair
    tally = options.tally(event)
    return {
        "reports": tally.reports,
        "articles": tally.articles,
        "sources": tally.sources,
        "published": told(article.published),
        "title": told(article.title),
        "site": told(article.site),
        "language": told(article.language),
        "url": address(article),
        "content_hash": article.content_hash,
        "coder": event.coder,
        "codebook": event.codebook,
        "act_id": options.acts.get(event.id, ""),
        "verdict": options.verdicts.get(event.id, ""),
    }
