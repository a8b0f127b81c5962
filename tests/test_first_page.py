"""The page the product was conceived from. It stands beside the project and is not part of it."""

from functools import cache
from pathlib import Path

import pytest

from harmattan import settings
from harmattan.flow import Flow
from harmattan.records import Coded, Event, Factuality, Label, Party

PAGE = Path(__file__).parents[2] / "shared" / "pages" / "us-policy-west-africa.txt"
pytestmark = pytest.mark.skipif(not PAGE.is_file(), reason="the page is not part of the project")
SAHEL = {"MLI", "BFA", "NER"}


@cache
def coded() -> Coded:
    (item,) = Flow.load(settings.load({})).read([str(PAGE)])
    assert isinstance(item, Coded)
    return item


def countries(parties: tuple[Party, ...]) -> set[str]:
    return {party.country for party in parties}


def event(trigger: str, near: str) -> Event:
    """The event with that trigger in the sentence that holds the words near."""
    text = coded().article.text
    found = [
        item
        for item in coded().annotations.events
        if trigger in item.trigger.of(text) and any(near in span.of(text) for span in item.evidence)
    ]
    assert found, f"no event {trigger!r} near {near!r}"
    return found[0]


def test_the_page_is_read_whole() -> None:
    article = coded().article
    assert article.title is not None
    assert article.title.value == "US Shifts Policy to Engage West African Juntas Turning to Russia"
    assert sum(block.label is Label.HEADLINE for block in article.blocks) == 1
    assert article.dek is not None
    assert article.dek.value.startswith("The US shifts policy")
    assert article.published is not None
    assert (article.published.value, article.published.origin) == ("2026-02-02", "text")
    assert article.reading_minutes == 4
    assert article.sections == (
        "US Policy Shift Towards West African Military Governments",
        "Security Threats and Strategic Interests in the Sahel",
    )
    assert article.truncated
    assert {"ad", "related", "skip-link"} <= {str(block.label) for block in article.dropped}


def test_the_planned_visit() -> None:
    visit = event("visit", "Nick Checker, head of")
    assert (visit.type, visit.factuality) == ("AGREE", Factuality.PLANNED)
    assert [party.name for party in visit.actors] == ["Nick Checker"]
    assert countries(visit.actors) == {"USA"}
    assert countries(visit.recipients) == {"MLI"}


def test_the_suspended_cooperation() -> None:
    suspension = event("suspended", "The Biden administration")
    assert (suspension.type, suspension.modes) == ("SANCTION", ("discontinue",))
    assert countries(suspension.actors) == {"USA"}
    assert countries(suspension.recipients) == SAHEL


def test_the_severed_ties() -> None:
    severed = event("severed", "defense ties with France")
    assert severed.type == "SANCTION"
    assert countries(severed.actors) == SAHEL
    assert countries(severed.recipients) == {"FRA"}


def test_the_airport_attack() -> None:
    attack = event("attack", "the airport in Niamey")
    assert attack.type == "ASSAULT"
    assert countries(attack.recipients) <= {"NER"}
    assert attack.place is not None
    assert attack.place.country == "NER"
    assert attack.time is not None
    assert attack.time.value == "2026-W05"


def test_the_mine() -> None:
    mine = event("control", "Orano")
    assert (mine.type, mine.modes) == ("COERCE", ("seize",))
    assert countries(mine.actors) == {"NER"}
    assert "FRA" in countries(mine.recipients)


def test_the_visit_of_last_year() -> None:
    visit = event("visit", "Rudolph Attalah")
    assert (visit.type, visit.modes, visit.factuality) == ("CONSULT", ("visit",), Factuality.ACTUAL)
    assert [party.name for party in visit.actors] == ["Rudolph Attalah"]
    assert countries(visit.recipients) == {"MLI"}
    assert visit.time is not None
    assert visit.time.value == "2025"


def test_who_is_quoted() -> None:
    text = coded().article.text
    said = {
        quote.speaker.name: (quote.kind, [span.of(text) for span in quote.content])
        for quote in coded().annotations.quotes
        if quote.speaker
    }
    kind, content = said["Massad Boulos"]
    assert kind != "indirect"
    assert content[0].startswith('"Democracy is always appreciated')
    assert "combating terrorism had become the primary focus" in said["Michael Langley"][1][0]
    assert said["John Brennan"][0] == "indirect"


def test_the_coups_are_of_the_soldiers_of_each_state() -> None:
    coups = event("ousted", "between 2020 and 2023")
    assert [party.entity for party in coups.actors] == ["mil:MLI", "mil:BFA", "mil:NER"]
    assert countries(coups.recipients) == SAHEL


def test_the_confirmed_support() -> None:
    support = event("support", "General John Brennan")
    assert support.type == "SUPPORT"
    assert countries(support.actors) == {"USA"}
    assert countries(support.recipients) == SAHEL
    assert support.time is not None
    assert support.time.value == "2026-01"


def test_papers_speak_for_washington_and_what_nobody_says_is_no_quote() -> None:
    text = coded().article.text
    speakers = {quote.cue.of(text): quote.speaker for quote in coded().annotations.quotes}
    for cue in ("indicates", "explicitly signals"):
        speaker = speakers[cue]
        assert speaker is not None
        assert speaker.entity == "gov:USA"
    assert not {"appears", "is seeking", "have gained support"} & speakers.keys()


def test_the_years_of_an_office_stay_whole() -> None:
    text = coded().article.text
    spans = [quote.speaker.span for quote in coded().annotations.quotes if quote.speaker]
    assert any(span.of(text).endswith("from 2022 to 2025") for span in spans if span)
