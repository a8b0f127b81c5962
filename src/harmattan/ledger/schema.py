"""The tables. Every one is append-only: triggers made in migrations.py refuse UPDATE and DELETE.

articles    a text, once for each article id          readings    what a reader made of its page: title, date, blocks
codings     one coder's work on one article           coded       which events a coding holds, in order
events      reports: one mention of one act           parties     their actors and recipients
dues        for when an event promises, demands or puts off something
row_confidences how likely its type, actors and recipients are all right
scheduled   the days that a coding tells of elections, deadlines and ends, as its details have them, to be found
spans       their trigger and evidence                refusals    what could not be used, and why
runs        one use of one coder version              migrations  the schema version, and when it was reached
judgements  what people say of events, and withdrawals
imports     files of other data sets that were read    foreign_events  their rows, never mixed with events
joins       one comparing of reports and articles: up to which coding and judgement
memberships which act a report tells of, which story an article belongs to: the last word on each holds
blocks      where a report or article is looked for by those it may be compared with
finds       addresses that a watched feed or sitemap named: a further row where it says the page was updated
fetches     what came of asking for an address: read, not modified, refused, failed; the last row is its state
dyads, outlets, standings   made from the others so that a question finds its events at once (lookup.py)
"""

from sqlalchemy import BigInteger, Column, Double, ForeignKey, Index, Integer, LargeBinary, MetaData, Table
from sqlalchemy import UniqueConstraint as Unique

from harmattan.ledger.columns import Listed, Words

metadata = MetaData()


def _number() -> Column[int]:
    """Order of arrival; never reused, since rows are never deleted."""
    return Column("number", Integer, primary_key=True)


def _text(name: str, *, null: bool = False) -> Column[str]:
    return Column(name, Words, nullable=null)


def _whole(name: str, *, null: bool = False) -> Column[int]:
    return Column(name, BigInteger, nullable=null)


def _real(name: str, *, null: bool = False) -> Column[float]:
    return Column(name, Double, nullable=null)


def _link(name: str, target: str, *, null: bool = False) -> Column[int]:
    return Column(name, ForeignKey(target), nullable=null)


migrations = Table("migrations", metadata, _number(), _text("name"), _text("applied_at"))

runs = Table(
    "runs", metadata, _number(), Column("id", Words, nullable=False, unique=True),
    _text("started_at"), _text("coder"), _text("codebook"), _text("recorded_at"),
)  # fmt: skip
articles = Table(
    "articles", metadata, _number(), Column("id", Words, nullable=False, unique=True), _text("content_hash"),
    Column("text", LargeBinary, nullable=False), _link("run", "runs.number"), _text("recorded_at"),
    Index("articles_hash", "content_hash"),
)  # fmt: skip
readings = Table(
    "readings", metadata, _number(), _link("article", "articles.number"), _text("digest"), _text("source"),
    _text("url", null=True), _text("site", null=True), _text("title", null=True), _text("published", null=True),
    Column("details", LargeBinary, nullable=False), _link("run", "runs.number"), _text("recorded_at"),
    Unique("article", "digest"), Index("readings_url", "url"),
)  # fmt: skip
codings = Table(
    "codings", metadata, _number(), _link("article", "articles.number"), _text("coder"), _text("codebook"),
    _text("digest"), Column("details", LargeBinary, nullable=False), _link("run", "runs.number"), _text("recorded_at"),
    Unique("article", "coder", "codebook", "digest"),
)  # fmt: skip
events = Table(
    "events", metadata, _number(), _text("id"), _link("article", "articles.number"), _text("type"),
    Column("modes", Listed, nullable=False), Column("contexts", Listed, nullable=False),
    _text("factuality"), _real("confidence"), _whole("quad"), _real("score"),
    _text("first_day", null=True), _text("end_day", null=True),  # half-open, from the told time or the article's date
    _whole("time_start", null=True), _whole("time_end", null=True), _text("time", null=True),
    _text("precision", null=True),
    _whole("place_start", null=True), _whole("place_end", null=True), _text("place", null=True),
    _text("place_country", null=True), _whole("geonameid", null=True), _real("lat", null=True), _real("lon", null=True),
    _text("resolution", null=True),
    _whole("said_by_start", null=True), _whole("said_by_end", null=True), _text("said_by", null=True),
    _text("dead"), _text("injured"), _text("arrested"),
    _text("coder"), _text("codebook"), _link("run", "runs.number"), _text("recorded_at"),
    Unique("id", "coder", "codebook"), Index("events_article", "article"), Index("events_day", "end_day", "number"),
    Index("events_type", "type", "end_day"), Index("events_country", "place_country", "end_day"),
    Index("events_point", "lat", "lon"),
)  # fmt: skip
parties = Table(
    "parties", metadata, Column("event", ForeignKey("events.number"), primary_key=True),
    Column("side", Words, primary_key=True), Column("ordinal", Integer, primary_key=True),  # side: actor or recipient
    _whole("start", null=True), _whole("stop", null=True), _text("entity", null=True), _text("name"), _text("country"),
    Column("sectors", Listed, nullable=False), _text("role"), Index("parties_country", "country", "side", "event"),
    Index("parties_entity", "entity", "side", "event"), sqlite_with_rowid=False,
)  # fmt: skip
spans = Table(
    "spans", metadata, Column("event", ForeignKey("events.number"), primary_key=True),
    Column("part", Words, primary_key=True), Column("ordinal", Integer, primary_key=True),  # part: trigger or evidence
    _whole("start"), _whole("stop"), _text("folded"),  # folded: the words in one case, for search only
    sqlite_with_rowid=False,
)  # fmt: skip
dues = Table(
    "dues", metadata, Column("event", ForeignKey("events.number"), primary_key=True), _whole("start"), _whole("stop"),
    _text("value", null=True), _text("relation"), _text("first_day", null=True), _text("end_day", null=True),
    Index("dues_day", "end_day"),
)  # fmt: skip
row_confidences = Table(
    "row_confidences", metadata, Column("event", ForeignKey("events.number"), primary_key=True), _real("value"),
    Index("row_confidences_value", "value"),
)  # fmt: skip
coded = Table(
    "coded", metadata, Column("coding", ForeignKey("codings.number"), primary_key=True),
    Column("ordinal", Integer, primary_key=True), _link("event", "events.number"), Index("coded_event", "event"),
    sqlite_with_rowid=False,
)  # fmt: skip
scheduled = Table(
    "scheduled", metadata, Column("coding", ForeignKey("codings.number"), primary_key=True),
    Column("ordinal", Integer, primary_key=True), _text("kind"), _text("told"),
    _whole("thing_start"), _whole("thing_end"), _whole("start"), _whole("stop"),
    _whole("sentence_start"), _whole("sentence_end"), _text("value", null=True), _text("precision"), _text("relation"),
    _text("state"), _text("first_day", null=True), _text("end_day", null=True), Index("scheduled_day", "end_day"),
    sqlite_with_rowid=False,
)  # fmt: skip
refusals = Table(
    "refusals", metadata, _number(), _text("source"), _text("reason"), _link("coding", "codings.number", null=True),
    _link("run", "runs.number"), _text("recorded_at"), Index("refusals_coding", "coding"),
)  # fmt: skip
judgements = Table(
    "judgements", metadata, _number(), Column("id", Words, nullable=False, unique=True), _text("at"), _text("author"),
    _text("verb"), _text("subject"), Column("told", Listed, nullable=False),  # told: field, value, field, value ...
    _text("reason"), _text("recorded_at"), Index("judgements_subject", "subject"),
)  # fmt: skip
dyads = Table(
    "dyads", metadata, Column("source", Words, primary_key=True), Column("target", Words, primary_key=True),
    Column("day", Words, primary_key=True),  # the event's end_day; "" where it has none
    Column("event", ForeignKey("events.number"), primary_key=True), _text("first_day", null=True), _whole("quad"),
    _text("factuality"), sqlite_with_rowid=False,
)  # fmt: skip
outlets = Table(
    "outlets", metadata, Column("name", Words, primary_key=True),
    Column("reading", ForeignKey("readings.number"), primary_key=True), _link("article", "articles.number"),
    Index("outlets_article", "article"), sqlite_with_rowid=False,
)  # fmt: skip
standings = Table(
    "standings", metadata, Column("event", ForeignKey("events.number"), primary_key=True),
    Column("coding", ForeignKey("codings.number"), primary_key=True), Column("held", Integer, nullable=False),
    _text("recorded_at"), sqlite_with_rowid=False,
)  # fmt: skip
joins = Table(
    "joins", metadata, _number(), _whole("coding"), _whole("judgement"), _text("judge"), _text("recorded_at"),
)  # fmt: skip
memberships = Table(
    "memberships", metadata, _number(), _text("kind"), _text("member"), _text("whole"), _text("reason"),
    _link("join", "joins.number"), _text("recorded_at"), Index("memberships_member", "kind", "member", "number"),
    Index("memberships_whole", "kind", "whole"),
)  # fmt: skip
blocks = Table(
    "blocks", metadata, Column("kind", Words, primary_key=True), Column("block", Words, primary_key=True),
    Column("member", Words, primary_key=True), sqlite_with_rowid=False,
)  # fmt: skip
imports = Table(
    "imports", metadata, _number(), _text("name"), _text("label"), _text("format"), _text("file_hash"),
    _whole("rows"), _whole("known"), _whole("refused"), _text("recorded_at"), Unique("name", "file_hash"),
)  # fmt: skip
foreign_events = Table(
    "foreign_events", metadata, _number(),
    # Written before its row of imports, which tells how many there are; so no key, but the same transaction.
    _whole("import"), _text("dataset"), _text("id"),
    _text("first_day", null=True), _text("end_day", null=True), _text("precision"),
    _text("type"), _whole("quad"), _real("score", null=True), _text("scale"), _text("factuality"),
    Column("actors", Listed, nullable=False), Column("recipients", Listed, nullable=False),  # triples
    _text("countries"), _text("place"), _text("place_country"), _real("lat", null=True), _real("lon", null=True),
    _text("resolution"), _whole("best", null=True), _whole("low", null=True), _whole("high", null=True),
    _whole("mentions", null=True), _whole("sources", null=True), _text("url"), Column("raw", Listed, nullable=False),
    Unique("dataset", "id"), Index("foreign_events_day", "dataset", "end_day", "countries", "place_country"),
)  # fmt: skip
finds = Table(
    "finds", metadata, _number(), _text("source"), _text("address"), _text("stamp"), _text("title"),
    _text("published", null=True), _text("recorded_at"), Unique("source", "address", "stamp"),
    Index("finds_address", "address"),
)  # fmt: skip
fetches = Table(
    "fetches", metadata, _number(), _text("source"), _text("address"), _text("kind"), _text("outcome"),
    _text("reason"), _whole("status", null=True), _text("url", null=True), _text("etag", null=True),
    _text("modified", null=True), _text("article", null=True),  # article: its id
    _whole("items", null=True), _whole("fresh", null=True), _whole("failures"), _text("next_try", null=True),
    _link("find", "finds.number", null=True), _link("run", "runs.number"), _text("recorded_at"),
    Index("fetches_address", "address", "number"), Index("fetches_source", "source", "number"),
    Index("fetches_find", "find", "number"),
)  # fmt: skip
