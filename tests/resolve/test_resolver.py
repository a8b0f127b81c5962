"""Whole articles with hand-made annotations."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harmattan import dates
from harmattan.records import (
    Annotations,
    Article,
    Attribution,
    Block,
    Event,
    EventPlace,
    EventTime,
    Factuality,
    Label,
    Party,
    Span,
    Told,
)
from harmattan.resolve.resolver import Resolver

RESOLVER = Resolver()
TEXT = (
    "The United States has changed its approach to three West African nations whose military regimes have severed "
    "ties with France. "
    "The State Department said Nick Checker, head of the Bureau of African Affairs, will visit Bamako, "
    "Mali's capital. "
    "Mali, Burkina Faso and Niger meet in the tri-border region. Checker praised all three countries. "
    "General Michael Langley, head of US Africa Command (Africom) from 2022 to 2025, spoke of these regimes. "
    "Islamic State in the Greater Sahara (ISGS) attacked the airport in Niamey last week. ISGS said it would return. "
    "Captain Ibrahim Traoré met Russian officials on Friday. He praised Russia. "
    "Gunmen killed villagers near Gao. The junta in Conakry freed the journalist Habib Camara. Camara thanked Macron."
)


def article(text: str = TEXT, published: str | None = "2026-02-02") -> Article:
    told = Told(published, "given") if published else None
    return Article("a", "test", text, (Block(Label.PARAGRAPH, Span(0, len(text))),), "hash", published=told)


def span(words: str, after: str = "") -> Span:
    start = TEXT.index(words, TEXT.index(after) if after else 0)
    return Span(start, start + len(words))


def event(actor: str = "", after: str = "", place: str = "", time: str = "", kind: str = "CONSULT") -> Event:
    return Event(
        "e1",
        "a",
        kind,
        span("visit"),
        Factuality.ACTUAL,
        0.9,
        actors=(Party(span(actor, after)),) if actor else (),
        place=EventPlace(span(place)) if place else None,
        time=EventTime(span(time), None, "unknown") if time else None,
    )


def resolved(one: Event) -> Event:
    return RESOLVER.resolve(article(), Annotations("a", events=(one,))).events[0]


@pytest.mark.parametrize(
    ("words", "after", "entity", "country", "sector"),
    [
        ("Checker", "Checker praised", "person:nick-checker", "USA", "GOV"),
        ("Nick Checker", "", "person:nick-checker", "USA", "GOV"),
        ("General Michael Langley", "", "person:michael-langley", "USA", "ELI"),
        ("ISGS", "ISGS said", "group:isgs", "IMG", "REB"),
        ("it", "it would return", "group:isgs", "IMG", "REB"),
        ("He", "He praised", "person:ibrahim-traore", "BFA", "GOV"),
        ("The junta in Conakry", "", "gov:GIN", "GIN", "GOV"),
        ("Camara", "Camara thanked", "person:habib-camara", "", "JRN"),
        ("Macron", "", "person:emmanuel-macron", "FRA", "GOV"),
        ("its", "", "state:USA", "USA", "GOV"),
    ],
)
def test_links_inside_the_article(words: str, after: str, entity: str, country: str, sector: str) -> None:
    (party,) = resolved(event(words, after)).actors
    assert (party.entity, party.country, party.sectors[:1]) == (entity, country, (sector,))
    assert party.span == span(words, after)


@pytest.mark.parametrize(
    "words", ["three West African nations", "all three countries", "these regimes", "military regimes"]
)
def test_groups_are_expanded_to_the_states_of_the_list(words: str) -> None:
    parties = resolved(event(words)).actors
    assert [party.country for party in parties] == ["MLI", "BFA", "NER"]
    assert {party.span for party in parties} == {span(words)}


def test_the_visited_government_is_the_recipient() -> None:
    found = resolved(event("Nick Checker", place="Bamako", kind="AGREE"))
    (host,) = found.recipients
    assert (host.entity, host.span) == ("gov:MLI", span("Bamako"))


def test_the_governments_of_a_region_are_not_the_one_spoken_of() -> None:
    text = "The United States spoke. It urged the governments of the region to save lives."
    words = text.index("the governments")
    phrase = Party(Span(words, words + len("the governments of the region")))
    (found,) = RESOLVER.resolve(
        article(text), Annotations("a", events=(replace(event(), recipients=(phrase,)),))
    ).events
    assert [party.country for party in found.recipients] == [""]


@pytest.mark.parametrize(
    ("before", "words", "country"),
    [
        ("North Korea fired a shell.", "The South", "KOR"),
        ("Seoul said it was calm.", "the North", "PRK"),
        ("South Sudan was calm.", "the North", ""),
        ("North Korea fired a shell.", "the south", ""),
    ],
)
def test_the_halves_of_a_state_that_has_two(before: str, words: str, country: str) -> None:
    text = f"{before} Then {words} answered."
    start = text.index(words)
    one = replace(event(), actors=(Party(Span(start, start + len(words))),))
    (found,) = RESOLVER.resolve(article(text), Annotations("a", events=(one,))).events
    assert [party.country for party in found.actors] == [country]


def test_the_visitors_own_state_is_no_host_abroad() -> None:
    visit = event("Nick Checker", place="Bamako", kind="AGREE")
    own, other = (replace(visit, recipients=(Party(span(words)),)) for words in ("The United States", "Burkina Faso"))
    assert [party.entity for party in resolved(own).recipients] == ["gov:MLI"]
    assert [party.country for party in resolved(other).recipients] == ["BFA"]


def test_places() -> None:
    town = resolved(event(place="Bamako", kind="ASSAULT")).place
    assert town is not None
    assert (town.name, town.country, town.geonameid, town.resolution) == ("Bamako", "MLI", 2460596, "city")
    airport = resolved(event(place="the airport in Niamey", kind="ASSAULT")).place
    assert airport is not None
    assert (airport.country, airport.resolution) == ("NER", "below-city")
    region = resolved(event(place="the tri-border region", kind="ASSAULT")).place
    assert region is not None
    assert (region.name, region.resolution) == ("Liptako-Gourma", "region")
    state = resolved(event(place="Niger", kind="ASSAULT")).place
    assert state is not None
    assert (state.country, state.resolution) == ("NER", "country")


def test_gunmen_take_the_state_of_the_place() -> None:
    (party,) = resolved(event("Gunmen", place="Gao", kind="ASSAULT")).actors
    assert (party.country, party.sectors) == ("MLI", ("UAF",))


def test_time_and_attribution() -> None:
    found = resolved(event(time="last week"))
    assert found.time is not None
    assert (found.time.value, found.time.precision) == ("2026-W05", "week")
    said = Event(
        "e", "a", "ASSAULT", span("attacked"), Factuality.ACTUAL, 1.0, said_by=Attribution(span("The State Department"))
    )
    by = resolved(said).said_by
    assert by is not None
    assert by.name == "Government of the United States"


def test_implied_parties_are_left_alone() -> None:
    one = Event("e", "a", "ASSAULT", span("attacked"), Factuality.ACTUAL, 1.0, actors=(Party(None, sectors=("UAF",)),))
    assert resolved(one).actors == one.actors


def test_what_nobody_knows_is_a_doubt() -> None:
    text = "Zorblax attacked Qwertyville."
    one = Event(
        "e",
        "a",
        "ASSAULT",
        Span(8, 16),
        Factuality.ACTUAL,
        1.0,
        actors=(Party(Span(0, 7)),),
        place=EventPlace(Span(17, 28)),
    )
    found = RESOLVER.resolve(article(text), Annotations("a", events=(one,)))
    assert found.events[0].actors[0].country == ""
    assert {doubt.what for doubt in found.doubts} == {"party", "place"}


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=80), st.data())
def test_any_text_and_any_spans_are_survived(text: str, data: st.DataObject) -> None:
    ends = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=2)))
    where = Span(*ends)
    one = Event(
        "e",
        "a",
        "CONSULT",
        where,
        Factuality.ACTUAL,
        1.0,
        actors=(Party(where),),
        place=EventPlace(where),
        time=EventTime(where, None, ""),
    )
    found = RESOLVER.resolve(article(text), Annotations("a", events=(one,))).events[0]
    assert found.time is not None
    assert found.time.value is None or dates.precision(found.time.value) == found.time.precision


WORDS = (
    "the Mali Malian army and , of in Trump former president its they Niger's General Camara ( ) . who Bamako north "
    "three countries all"
)


@settings(deadline=None, max_examples=120)
@given(st.lists(st.sampled_from(WORDS.split()), max_size=12))
def test_known_words_in_any_order_are_survived(words: list[str]) -> None:
    text = " ".join(words)
    where = Span(0, len(text))
    one = Event("e", "a", "CONSULT", where, Factuality.ACTUAL, 1.0, actors=(Party(where),), place=EventPlace(where))
    assert RESOLVER.resolve(article(text), Annotations("a", events=(one,))).events[0].actors


def test_a_doubtful_name_has_its_candidates_and_no_guess() -> None:
    text = "A visit by Sharif was announced."
    found = Event("e1", "a", "CONSULT", Span(2, 7), Factuality.ACTUAL, 0.9, actors=(Party(Span(11, 17)),))
    resolved_ = RESOLVER.resolve(article(text), Annotations("a", events=(found,)))
    (party,) = resolved_.events[0].actors
    assert (party.country, party.sectors) == ("", ())
    (doubt,) = [one for one in resolved_.doubts if one.what == "party"]
    assert doubt.why.startswith("unsure who is meant: ")
    assert "Nawaz Sharif (PAK)" in doubt.why


def _sides(
    actors: list[tuple[str, str]], recipients: list[tuple[str, str]]
) -> tuple[list[str | None], list[str | None]]:
    told = Event(
        "e1",
        "a",
        "CONSULT",
        span("visit"),
        Factuality.ACTUAL,
        0.9,
        actors=tuple(Party(span(words, after)) for words, after in actors),
        recipients=tuple(Party(span(words, after)) for words, after in recipients),
    )
    found = resolved(told)
    return [one.entity for one in found.actors], [one.entity for one in found.recipients]


def test_who_is_named_twice_acts_once() -> None:
    traore, macron = "person:ibrahim-traore", "person:emmanuel-macron"
    actors, _ = _sides([("Captain Ibrahim Traoré", ""), ("He", "He praised")], [("Macron", "")])
    assert actors == [traore]
    met = _sides([("Captain Ibrahim Traoré", ""), ("Macron", "")], [("Captain Ibrahim Traoré", "")])
    assert met == ([traore, macron], [])
    assert _sides([("Macron", "")], [("Macron", ""), ("Camara", "Camara thanked")])[1] == ["person:habib-camara"]
