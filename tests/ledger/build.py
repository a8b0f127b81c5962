"""Records made by hand for the ledger's tests: a sound page by number, and strategies for any sound page."""

from hypothesis import strategies as st

from harmattan.ids import content_hash, make_id
from harmattan.records import (
    Annotations,
    Antecedent,
    Article,
    Attribution,
    Block,
    Casualties,
    Coded,
    Doubt,
    Due,
    Event,
    EventPlace,
    EventTime,
    Factuality,
    Label,
    Link,
    Mention,
    Party,
    Quote,
    Refusal,
    Run,
    Scheduled,
    Sentence,
    Span,
    Told,
)

RUN = Run("run-1", "2026-02-03T00:00:00Z", "coder-1", "plover-1")
TEXT = "Envoy flies to Bamako\nThe envoy of Norland flew to Bamako on Monday. Officials at the Élysée said nothing."


def span(words: str, text: str = TEXT) -> Span:
    """Return where words first stand in text."""
    start = text.index(words)
    return Span(start, start + len(words))


def article(number: int = 1, text: str = TEXT, published: str | None = "2026-02-02") -> Article:
    """Return a sound article with a headline and a paragraph."""
    split = text.index("\n")
    return Article(
        id=make_id("art", [number, text]),
        source=f"page-{number}.html",
        text=text,
        blocks=(Block(Label.HEADLINE, Span(0, split)), Block(Label.PARAGRAPH, Span(split + 1, len(text)))),
        content_hash=content_hash(text),
        url=f"https://news.example/{number}",
        title=Told(text[:split], "text", Span(0, split)),
        published=None if published is None else Told(published, "json-ld"),
    )


def event(page: Article, number: int = 1, kind: str = "CONSULT", time: str | None = None) -> Event:
    """Return a sound visit of Norland to Mali, told in page."""
    return Event(
        id=make_id("evt", [page.id, number]),
        article=page.id,
        type=kind,
        trigger=span("flew"),
        factuality=Factuality.ACTUAL,
        confidence=0.75,
        modes=("visit",),
        actors=(Party(span("envoy of Norland"), name="Norland", country="NOR", sectors=("GOV",)),),
        recipients=(Party(span("Bamako"), name="Mali", country="MLI"),),
        time=None if time is None else EventTime(span("Monday"), time, "day"),
        evidence=(span("The envoy of Norland flew to Bamako on Monday."),),
        quad=1,
        score=4.0,
        coder=RUN.coder,
        codebook=RUN.codebook,
    )


def page(number: int = 1, events: int = 1) -> Coded:
    """Return a sound coded page; another number is another page."""
    read = article(number)
    return Coded(read, Annotations(read.id, events=tuple(event(read, i) for i in range(events))))


# Everything Python calls a str: NULs, lone surrogates, noncharacters, quotes.
words = st.text(st.characters(), max_size=12) | st.sampled_from(["", "\0", "\ud83d\ude00", "\ufdd0", "'; --", "%_\\"])
listed = st.lists(words, max_size=3).map(tuple)
real = st.floats(allow_nan=False, allow_infinity=False)
maybe_words = st.none() | words


def spans(text: str) -> st.SearchStrategy[Span]:
    """Return spans that hold at least one character of text."""
    ends = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).filter(lambda pair: pair[0] != pair[1])
    return ends.map(lambda pair: Span(min(pair), max(pair)))


def _tuples(things: st.SearchStrategy[object], most: int = 3) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(things, max_size=most).map(tuple)


@st.composite
def articles(draw: st.DrawFn) -> Article:
    """Return any sound article."""
    text = draw(st.text(st.characters(), min_size=2, max_size=40) | st.just("\ud83d\ude00 \0 two surrogates"))
    told = st.none() | st.builds(Told, words, words, st.none() | spans(text))
    blocks = _tuples(st.builds(Block, st.sampled_from(Label), spans(text)))
    return draw(
        st.builds(
            Article,
            id=st.integers(0, 2**60).map(lambda number: make_id("art", [number])),
            source=words,
            text=st.just(text),
            blocks=blocks,
            content_hash=st.just(content_hash(text)),
            url=maybe_words,
            canonical_url=maybe_words,
            site=told,
            title=told,
            dek=told,
            byline=told,
            published=told,
            updated=told,
            language=told,
            reading_minutes=st.none() | st.integers(),
            truncated=st.booleans(),
            paywalled=st.booleans(),
            sections=listed,
            related=_tuples(st.builds(Link, words, words)),
            fetched_at=maybe_words,
            published_at=told,
            updated_at=told,
            amp_url=told,
            authors=_tuples(st.builds(Told, words, words, st.none() | spans(text))),
            tags=_tuples(st.builds(Told, words, words, st.none() | spans(text))),
            captions=listed,
        )
    )


def _parties(here: st.SearchStrategy[Span]) -> st.SearchStrategy[Party]:
    return st.builds(Party, st.none() | here, maybe_words, words, words, listed, words)


def _events(read: Article) -> st.SearchStrategy[Event]:
    here = spans(read.text)
    party = _parties(here)
    number = st.none() | st.integers(-(2**63), 2**63 - 1)
    place = st.builds(EventPlace, here, words, words, number, st.none() | real, st.none() | real, words)
    dates = st.sampled_from(["2024", "2024-02", "2024-02-30", "2024-W07", "2024-01/2024-03", "2024/2023", "9999"])
    due = st.sampled_from([(None, "unknown"), ("2024", "year"), ("2024-02", "month"), ("2024-01/2024-03", "interval")])
    return st.builds(
        Event,
        id=st.integers(0, 2**60).map(lambda n: make_id("evt", [read.id, n])),
        article=st.just(read.id),
        type=words,
        trigger=here,
        factuality=st.sampled_from(Factuality),
        confidence=real,
        modes=listed,
        contexts=listed,
        actors=_tuples(party),
        recipients=_tuples(party),
        place=st.none() | place,
        time=st.none() | st.builds(EventTime, here, maybe_words | dates, words),
        said_by=st.none() | st.builds(Attribution, here, words),
        casualties=st.builds(Casualties, words, words, words),
        evidence=_tuples(here),
        quad=st.integers(-(2**63), 2**63 - 1),
        score=real,
        coder=words,
        codebook=words,
        due=st.none() | st.builds(lambda at, told, how: Due(at, told[0], told[1], how), here, due, words),
        row_confidence=st.none() | st.floats(0, 1),
    )


@st.composite
def coded(draw: st.DrawFn) -> Coded:
    """Return any sound page."""
    page = draw(articles())
    here = spans(page.text)
    annotations = st.builds(
        Annotations,
        article=st.just(page.id),
        sentences=_tuples(st.builds(Sentence, here, st.sampled_from(Label))),
        mentions=_tuples(st.builds(Mention, here, words, real)),
        events=st.lists(_events(page), max_size=3, unique_by=lambda event: event.id).map(tuple),
        doubts=_tuples(st.builds(Doubt, words, words, st.none() | here)),
        quotes=_tuples(st.builds(Quote, here, _tuples(here), words, real, st.none() | _parties(here))),
        antecedents=_tuples(st.builds(Antecedent, here, here, real)),
        scheduled=_tuples(st.builds(Scheduled, words, words, here, here, here, maybe_words, words, words, words)),
    )
    return Coded(page, draw(annotations), draw(_tuples(st.builds(Refusal, words, words))))  # type: ignore[arg-type]


runs = st.builds(Run, words, words, words, words)
