"""Pairs made by hand for the tests of exports, invented, and short ways to write them."""

import io
from dataclasses import replace
from typing import Any

from harmattan.ledger.export.facts import Codes, Options, Pair, Write
from harmattan.records import (
    Article,
    Attribution,
    Block,
    Casualties,
    Event,
    EventPlace,
    EventTime,
    Factuality,
    Label,
    Party,
    Span,
    Told,
)
from tests.ledger import build

TEXT = "Talks in Bamako\nNorland's envoy; a colonel, met Mali's minister in Bamako on Monday.\nAides said 3 were hurt."
CODES = {"NOR": Codes("NO", 385, 385, "NO"), "MLI": Codes("ML", 432, 432, "ML"), "PSE": Codes("PS", None, None, "WE")}
OPTIONS = Options(codes=CODES, version="9.9")


def span(words: str) -> Span:
    """Return where words first stand in TEXT."""
    return build.span(words, TEXT)


def article(number: int = 1, **changes: Any) -> Article:  # noqa: ANN401
    """Return an article on TEXT: headline and two paragraphs."""
    made = build.article(number, TEXT)
    ends = [TEXT.index("\n"), TEXT.rindex("\n"), len(TEXT)]
    starts = [0, ends[0] + 1, ends[1] + 1]
    labels = (Label.HEADLINE, Label.PARAGRAPH, Label.PARAGRAPH)
    blocks = tuple(Block(label, Span(*ends_)) for label, *ends_ in zip(labels, starts, ends, strict=True))
    fields = {"id": f"art-{number}", "blocks": blocks, "fetched_at": "2026-02-03T09:30:00Z"}
    return replace(made, site=Told("The Gazette", "meta"), **(fields | changes))


ENVOY = Party(span("Norland's envoy; a colonel"), "person:ada", "Ada; Voss", "NOR", ("GOV", "MIL"), "envoy")
MINISTER = Party(span("Mali's minister"), "gov:MLI", "Government of Mali", "MLI", ("GOV",), "minister")
BAMAKO = EventPlace(span("Bamako"), "Bamako", "MLI", 2460596, 12.65, -8.0, "city")


def event(**changes: Any) -> Event:  # noqa: ANN401
    """Return a meeting in Bamako."""
    made = Event(
        id="ev-1",
        article="art-1",
        type="CONSULT",
        trigger=span("met"),
        factuality=Factuality.ACTUAL,
        confidence=0.75,
        modes=("visit",),
        contexts=("diplomatic", "military"),
        actors=(ENVOY,),
        recipients=(MINISTER,),
        place=BAMAKO,
        time=EventTime(span("Monday"), "2026-02-02", "day"),
        said_by=Attribution(span("Aides"), "Aides"),
        casualties=Casualties(injured="3"),
        evidence=(span("Norland's envoy; a colonel, met Mali's minister in Bamako on Monday."),),
        quad=1,
        score=4.0,
        coder="coder-1",
        codebook="plover-1",
    )
    return replace(made, **changes)


def pair(number: int = 1, **changes: Any) -> Pair:  # noqa: ANN401
    """Return a meeting with its article; another number is another article."""
    return article(number), event(**({"article": f"art-{number}"} | changes))


def bytes_of(write: Write, *pairs: Pair, options: Options = OPTIONS) -> bytes:
    """Return what a format makes of pairs."""
    out = io.BytesIO()
    write(pairs, out, options)
    return out.getvalue()
