"""The machine shape of an event made by hand."""

from harmattan.ids import content_hash
from harmattan.machine import article_json, event_json, full_event_json, judgement_json, quote_json, verdict_json
from harmattan.records import (
    Article,
    Attribution,
    Block,
    Casualties,
    Event,
    EventPlace,
    EventTime,
    Factuality,
    Judgement,
    Label,
    Party,
    Quote,
    Span,
    Told,
)

TEXT = "Gunmen killed 12 in Gao on Sunday, residents said."
ARTICLE = Article(
    "art-1", "page.txt", TEXT, (Block(Label.PARAGRAPH, Span(0, 50)),), content_hash(TEXT), title=Told("Gao", "json-ld")
)
EVENT = Event(
    "ev-1",
    "art-1",
    "ASSAULT",
    Span(7, 13),
    Factuality.ACTUAL,
    0.9,
    modes=("firearms",),
    actors=(Party(Span(0, 6), sectors=("UAF",)), Party(None, sectors=("UNK",))),
    place=EventPlace(Span(20, 23), "Gao", "MLI", 2457161, 16.27, -0.04, "city"),
    time=EventTime(Span(27, 33), "2024-03-10", "day"),
    said_by=Attribution(Span(35, 44), "residents"),
    casualties=Casualties(dead="12"),
    evidence=(Span(0, 50),),
    quad=4,
    score=-9.0,
)


def test_every_span_has_its_words() -> None:
    shape = event_json("d", TEXT, EVENT)
    assert shape["trigger"] == {"start": 7, "end": 13, "text": "killed"}
    assert shape["place"]["text"] == "Gao"
    assert shape["time"] == {"start": 27, "end": 33, "text": "Sunday", "value": "2024-03-10", "precision": "day"}
    assert shape["said_by"] == {"start": 35, "end": 44, "text": "residents", "name": "residents"}
    assert shape["evidence"] == [{"start": 0, "end": 50}]


def test_an_implied_party_has_no_words() -> None:
    implied = event_json("d", TEXT, EVENT)["actor"][1]
    assert implied == {"start": None, "end": None, "text": None, "name": "", "country": "", "sector": "UNK"}


def test_what_is_not_told_is_null() -> None:
    bare = Event("ev-2", "art-1", "AGREE", Span(0, 1), Factuality.PLANNED, 0.5)
    shape = event_json("d", TEXT, bare)
    assert (shape["place"], shape["time"], shape["said_by"]) == (None, None, None)


def test_the_ledger_knows_more() -> None:
    assert full_event_json(ARTICLE, EVENT)["casualties"] == {"dead": "12"}


def test_an_article_says_where_its_values_came_from() -> None:
    shape = article_json(ARTICLE)
    assert shape["title"] == {"value": "Gao", "origin": "json-ld", "start": None, "end": None}
    assert shape["published"] is None
    assert shape["blocks"] == [{"label": "paragraph", "start": 0, "end": 50}]


def test_a_quote_shows_who_says_what_by_which_words() -> None:
    shape = quote_json(
        ARTICLE, Quote(Span(45, 49), (Span(0, 33),), "indirect", 0.8, Party(Span(35, 44), name="residents"))
    )
    assert shape["speaker"]["text"] == "residents"
    assert shape["cue"] == {"start": 45, "end": 49, "text": "said"}
    assert [part["text"] for part in shape["content"]] == ["Gunmen killed 12 in Gao on Sunday"]
    assert quote_json(ARTICLE, Quote(Span(45, 49), (), "indirect", 0.8))["speaker"] is None


def test_a_verdict_has_its_keys_whether_somebody_said_anything_or_not() -> None:
    edited = Judgement("jud-2", "2026-05-01T10:00:00Z", "ann", "edit", "ev-1", (("type", "AID"), ("modes", "")))
    assert verdict_json(edited) == {"verdict": "edit", "corrected": {"type": "AID", "modes": ""}}
    accepted = Judgement("jud-3", edited.at, "ann", "accept", "ev-1")
    assert verdict_json(accepted) == {"verdict": "accept", "corrected": {}}
    assert verdict_json(None) == {"verdict": None, "corrected": {}}


def test_a_judgement_names_all_events_that_it_joins_or_parts() -> None:
    merged = Judgement("jud-1", "2026-05-01T10:00:00Z", "ann", "merge", "ev-1", (("with", "ev-2"), ("with", "ev-3")))
    assert judgement_json(merged) == {
        "id": "jud-1",
        "at": "2026-05-01T10:00:00Z",
        "by": "ann",
        "verb": "merge",
        "subject": "ev-1",
        "values": {"with": "ev-2,ev-3"},
        "reason": "",
    }
    edited = Judgement("jud-2", merged.at, "ann", "edit", "ev-1", (("type", "AID"), ("modes", "")))
    assert judgement_json(edited)["values"] == {"type": "AID", "modes": ""}
    assert judgement_json(Judgement("jud-3", merged.at, "ann", "split", "ev-1", (("from", "ev-2"),)))["values"] == {
        "from": "ev-2"
    }
