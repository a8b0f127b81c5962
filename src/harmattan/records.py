"""The records every stage takes and returns: frozen, slotted, and all in this file.

Offsets are Python str offsets into Article.text, half-open. Dates are ISO prefixes with a
precision (see dates.py). A value that was not told is None or empty, never a filler text.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum


class Label(StrEnum):
    """What a block of a page is. Only HEADLINE, DEK, HEADING and PARAGRAPH are coded."""

    HEADLINE = "headline"
    DEK = "dek"
    BYLINE = "byline"
    DATELINE = "date-line"
    READING_TIME = "reading-time"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    CAPTION = "caption"
    REPEATED = "repeated-headline"
    SKIP_LINK = "skip-link"
    NAVIGATION = "navigation"
    SUBSCRIBE = "subscribe"
    SHARE = "share"
    AD = "ad"
    RELATED = "related"
    COMMENTS = "comments"
    LEGAL = "legal"
    OTHER = "other"


CODED_LABELS = frozenset({Label.HEADLINE, Label.DEK, Label.HEADING, Label.PARAGRAPH})


class Factuality(StrEnum):
    """Whether the act took place, in its own clause (PLOVER's auxiliary modes)."""

    ACTUAL = "actual"
    PLANNED = "planned"
    HYPOTHETICAL = "hypothetical"
    DENIED = "denied"
    HISTORICAL = "historical"


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open character offsets into Article.text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the words the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """Tell whether the two spans share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Told:
    """A metadata value and where on the page it was told.

    origin is one of: "json-ld", "opengraph", "meta", "html", "text", "url", "state" (all of the page; the last is the
    data of its scripts), "e-mail" (the letter it came in), "given" (the record it came in). span is set when the words
    stand in Article.text.
    """

    value: str
    origin: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A labelled stretch of the page; blocks are in page order and never overlap."""

    label: Label
    span: Span


@dataclass(frozen=True, slots=True)
class Link:
    """A link the page offers beside its article (related coverage)."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Article:
    """One version of one page as read. content_hash is the sha256 of text.

    published, updated: ISO days as the page shows them. published_at, updated_at: the moments, ISO 8601 with the zone
    where one is told, only where the page tells a time of day. authors: the people of byline one by one. captions: the
    words under the pictures of an HTML page, in page order, whether or not they stand in text.
    """

    id: str
    source: str
    text: str
    blocks: tuple[Block, ...]
    content_hash: str
    url: str | None = None
    canonical_url: str | None = None
    site: Told | None = None
    title: Told | None = None
    dek: Told | None = None
    byline: Told | None = None
    published: Told | None = None
    updated: Told | None = None
    language: Told | None = None
    reading_minutes: int | None = None
    truncated: bool = False
    paywalled: bool = False
    sections: tuple[str, ...] = ()
    related: tuple[Link, ...] = ()
    fetched_at: str | None = None
    published_at: Told | None = None
    updated_at: Told | None = None
    amp_url: Told | None = None
    authors: tuple[Told, ...] = ()
    tags: tuple[Told, ...] = ()
    captions: tuple[str, ...] = ()

    @property
    def body(self) -> tuple[Block, ...]:
        """The blocks that are coded, in page order."""
        return tuple(block for block in self.blocks if block.label in CODED_LABELS)

    @property
    def dropped(self) -> tuple[Block, ...]:
        """The furniture: kept with its label, never coded."""
        return tuple(block for block in self.blocks if block.label not in CODED_LABELS)


@dataclass(frozen=True, slots=True)
class Mention:
    """A named thing in the text. kind: person, organisation, place, group, title, date, ..."""

    span: Span
    kind: str
    score: float


@dataclass(frozen=True, slots=True)
class Party:
    """An actor or recipient of one event.

    span is None only where nobody is named but the text implies somebody (sector UAF or UNK).
    country is ISO 3166 alpha-3 or PLOVER's IGO, UNO, EUR, NGO, ISM, IMG, MNC; empty if unresolved.
    sectors: the first is the primary one. score: the encoder's for the span in its role, 0 where a rule put it there;
    the ledger keeps what is made of it (Event.row_confidence).
    """

    span: Span | None
    entity: str | None = None
    name: str = ""
    country: str = ""
    sectors: tuple[str, ...] = ()
    role: str = ""
    score: float = field(default=0.0, compare=False)


@dataclass(frozen=True, slots=True)
class EventPlace:
    """Where the act happened. resolution: below-city, city, district, province, country, region, or ''."""

    span: Span
    name: str = ""
    country: str = ""
    geonameid: int | None = None
    lat: float | None = None
    lon: float | None = None
    resolution: str = ""


@dataclass(frozen=True, slots=True)
class EventTime:
    """When the act happened, as told. value: an ISO prefix or half-open interval, or None when vague.

    precision: day, week, month, year, interval, unknown.
    """

    span: Span
    value: str | None
    precision: str


# How the day of what is due may be told: see Due.
RELATIONS = ("on", "by", "until", "to", "from", "of")


@dataclass(frozen=True, slots=True)
class Due:
    """For when something is promised, demanded, threatened or put off: no time of the act itself.

    value and precision: as EventTime has them. relation: on, by (a day at the latest) or until it; of a meeting put
    off, to the new day, or from the old one where no new one is told (None: neither is); of one called off, of (the day
    that it was set for).
    """

    span: Span
    value: str | None
    precision: str
    relation: str


@dataclass(frozen=True, slots=True)
class Scheduled:
    """A day that a page tells of an election, a deadline or an end: nobody's act.

    kind: election, referendum, vote, inauguration, deadline or expiry. told: set (for a day to come), held, put off or
    called off (the day that it was set for). thing, span and sentence: the words for it, for its day and those that say
    so. value and precision: as EventTime has them (None: put off or called off without its day). relation: on, by
    or until it. state: ISO 3166 alpha-3, whose it is.
    """

    kind: str
    told: str
    thing: Span
    span: Span
    sentence: Span
    value: str | None
    precision: str
    relation: str
    state: str


@dataclass(frozen=True, slots=True)
class Attribution:
    """To whom the report of an act is attributed ("according to residents")."""

    span: Span
    name: str = ""


@dataclass(frozen=True, slots=True)
class Casualties:
    """Numbers as told; a range keeps both ends ("12-15")."""

    dead: str = ""
    injured: str = ""
    arrested: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """One report of one act (PLOVER). score and quad are derived from type and modes by the codebook.

    confidence: that an act of this type is told by the trigger. row_confidence: that actors and recipients are right as
    well (resolve/surety.py); None where it was not reckoned.
    """

    id: str
    article: str
    type: str
    trigger: Span
    factuality: Factuality
    confidence: float
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    place: EventPlace | None = None
    time: EventTime | None = None
    said_by: Attribution | None = None
    casualties: Casualties = Casualties()
    evidence: tuple[Span, ...] = ()
    quad: int = 0
    score: float = 0.0
    coder: str = ""
    codebook: str = ""
    due: Due | None = None
    row_confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a coded block."""

    span: Span
    label: Label


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something left out or unsure, and why: nothing is dropped silently."""

    what: str
    why: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """Who says what by which words.

    kind: direct (all content in quotation marks), indirect (none of it) or mixed. content: the spans of what
    is said, quotation marks included; several where cue or speaker stand between them.
    """

    cue: Span
    content: tuple[Span, ...]
    kind: str
    confidence: float
    speaker: Party | None = None


@dataclass(frozen=True, slots=True)
class Antecedent:
    """A pronoun or a phrase without a name, and the nearest earlier mention of the same party."""

    span: Span
    antecedent: Span
    score: float


@dataclass(frozen=True, slots=True)
class RoleClaim:
    """An office or description that the article gives a person: "Nick Checker, head of the Bureau of African Affairs".

    span: the name; told: the words of the description. since and until: years of tenure where the article tells them,
    else empty. known: whether the tables know the person; what they say of the person's posts is not overruled.
    """

    span: Span
    told: Span
    name: str
    role: str
    entity: str | None = None
    country: str = ""
    sectors: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    known: bool = False


@dataclass(frozen=True, slots=True)
class Annotations:
    """What the encoder and the rules found in one article."""

    article: str
    sentences: tuple[Sentence, ...] = ()
    mentions: tuple[Mention, ...] = ()
    events: tuple[Event, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    quotes: tuple[Quote, ...] = ()
    antecedents: tuple[Antecedent, ...] = ()
    roles: tuple[RoleClaim, ...] = ()
    scheduled: tuple[Scheduled, ...] = ()


@dataclass(frozen=True, slots=True)
class Noted:
    """What an article tells of the day of an election, a deadline or an end. article: its id; published: its ISO day,
    None if it tells none."""

    article: str
    published: str | None
    day: Scheduled


@dataclass(frozen=True, slots=True)
class Judgement:
    """A decision by a person over what the shipped tables say; never edited, withdrawn by another judgement.

    verb: add, alias or withdraw. subject: the actor's name, or the id of the judgement withdrawn. values: what is
    said, as pairs of field and value. at: UTC. by: who.
    """

    id: str
    at: str
    by: str
    verb: str
    subject: str
    values: tuple[tuple[str, str], ...] = ()
    reason: str = ""

    def told(self, name: str) -> tuple[str, ...]:
        """Return every value of a field."""
        return tuple(value for key, value in self.values if key == name)


def standing(given: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Return the judgements that are in force: neither withdrawn nor withdrawals."""
    listed = tuple(given)
    gone = {one.subject for one in listed if one.verb == "withdraw"}
    return tuple(one for one in listed if one.verb != "withdraw" and one.id not in gone)


@dataclass(frozen=True, slots=True)
class Run:
    """One use of one coder version over some pages."""

    id: str
    started_at: str
    coder: str
    codebook: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """An input that could not be used, kept with its reason."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class Coded:
    """An article with its resolved annotations: what flow hands to the doors."""

    article: Article
    annotations: Annotations
    refusals: tuple[Refusal, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class ForeignParty:
    """An actor or recipient as another data set names it.

    country: ISO 3166 alpha-3 or a PLOVER slot, empty where the code told is none that we know. sectors: PLOVER's.
    """

    name: str = ""
    country: str = ""
    sectors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Foreign:
    """One row of somebody else's event data: kept to compare with, never one of our events.

    dataset: the name it was imported under; label: its version as the user gave it; id: as the data set has it.
    first_day and end_day: ISO days, half-open; None if the row tells none. precision: day, week, month, year,
    interval, unknown. type: a PLOVER type, empty where none fits; quad 1 .. 4, 0 where none fits. score: as the row
    tells it, on the scale of that name. factuality: as told, else empty. resolution: as EventPlace has it.
    best, low, high: the dead. mentions, sources: how often and by how many it was reported. raw: ids and codes of the
    data set as pairs of name and value; no words of any report.
    """

    dataset: str
    label: str
    id: str
    first_day: str | None = None
    end_day: str | None = None
    precision: str = "unknown"
    type: str = ""
    quad: int = 0
    score: float | None = None
    scale: str = ""
    factuality: str = ""
    actors: tuple[ForeignParty, ...] = ()
    recipients: tuple[ForeignParty, ...] = ()
    place: str = ""
    country: str = ""
    lat: float | None = None
    lon: float | None = None
    resolution: str = ""
    best: int | None = None
    low: int | None = None
    high: int | None = None
    mentions: int | None = None
    sources: int | None = None
    url: str = ""
    raw: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Act:
    """One act as the analysis counts it, however many reports tell of it.

    id: of the event that stands for it. day, end: the ISO days it can have happened on, half-open; None if not known.
    reports: how many tell of it; sources: the outlets that do. published: the ISO day of the first report. said:
    whether the report is attributed to somebody and not told by the page itself; own: whether to one of the actors.
    dated: whether a report tells the day; if none does, it is that of the first report. due: the ISO days, half-open,
    for which something is promised, demanded, threatened, put off or called off in it, with the relation (see Due);
    meant: the types of acts by which that would be done, as far as words tell.
    """

    id: str
    type: str
    factuality: Factuality = Factuality.ACTUAL
    day: str | None = None
    end: str | None = None
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    quad: int = 0
    score: float = 0.0
    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    place: EventPlace | None = None
    reports: int = 1
    sources: tuple[str, ...] = ()
    published: str | None = None
    said: bool = False
    dated: bool = True
    own: bool = False
    due: tuple[str, str] | None = None
    relation: str = ""
    meant: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Observation:
    """One act of a pair, counted once however many reports tell of it.

    day: an ISO day. score: PLOVER, -10 .. 10. event: id. source: outlet. quad: 1 .. 4. weight: how much it counts.
    type: PLOVER's, "" where it is not known.
    """

    day: str
    score: float
    event: str
    source: str
    quad: int
    weight: float = 1.0
    type: str = ""


@dataclass(frozen=True, slots=True)
class Side:
    """A pair's acts on one side of a turn.

    rate: acts per 30 days at average coverage. score: the mean, None without acts. quads: acts of quads 1, 2, 3, 4.
    """

    events: int
    rate: float
    score: float | None
    quads: tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Carrier:
    """An act that carries a turn. weight: by how much the natural log of the Bayes factor falls without it."""

    event: str
    weight: float


@dataclass(frozen=True, slots=True)
class CoverageCheck:
    """Whether what was read changed when a relationship turned.

    volume: mean daily coverage of up to 90 days before and after, 1 is the period's mean; None where coverage was not
    given. mix: how far the outlets' shares of the acts before and after differ, 0 (same) .. 1 (no outlet in common).
    new, gone: outlets on one side only.
    """

    volume: tuple[float, float] | None
    volume_changed: bool
    mix: float
    mix_changed: bool
    new: tuple[str, ...]
    gone: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Robustness:
    """The probability of a turn without the outlet that tells most acts, and without the act that tells most for it.

    The act may be of the old course or the new. None where too few acts would be left.
    """

    source: str
    without_source: float | None
    event: str
    without_event: float | None


@dataclass(frozen=True, slots=True)
class Turn:
    """A course change of a pair.

    day: the most probable first day of the new course; since, until: days, half-open, that hold it with nine parts in
    ten. direction: one or two of better, worse, more, fewer. carriers: strongest first.
    """

    since: str
    until: str
    day: str
    probability: float
    direction: tuple[str, ...]
    before: Side
    after: Side
    carriers: tuple[Carrier, ...]
    coverage: CoverageCheck
    robustness: Robustness


@dataclass(frozen=True, slots=True)
class TooLittle:
    """The acts do not tell whether a pair turned. probability: that it did; None where too few acts are known."""

    reason: str
    events: int
    probability: float | None = None
