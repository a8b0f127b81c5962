"""What the tables say to a query line. All pages, people and events here are invented."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from harmattan.errors import UsageError
from harmattan.ledger import Ledger, open_ledger, words
from harmattan.ledger.query import Query, Term, conditions, near, parse, plan
from harmattan.records import (
    Annotations,
    Attribution,
    Coded,
    Event,
    EventPlace,
    EventTime,
    Factuality,
    Party,
    Run,
    Told,
)
from tests.ledger.build import RUN, article, event, span
from tests.ledger.test_query import queries

PLACES = {"Gao": (16.272, -0.045), "Suva": (-18.14, 178.44), "Pole": (90.0, 0.0)}
HERE = span("Bamako")


def add(ledger: Ledger, number: int, *, site: str | None = None, url: str | None = None, **changes: Any) -> Event:  # noqa: ANN401
    """Add a page with one event, changed; time: its ISO value."""
    time = changes.pop("time", None)
    read = article(number)
    read = replace(read, site=Told(site, "meta") if site else None, url=url or read.url, published=None)
    told = replace(event(read), time=EventTime(span("Monday"), time, "day") if time else None, **changes)
    ledger.add(Coded(read, Annotations(read.id, events=(told,))), RUN)
    return told


def found(ledger: Ledger, line: str) -> list[Event]:
    """Return what a line finds, oldest first."""
    return sorted(ledger.events(query=parse(line), locate=PLACES.get), key=lambda told: told.article)


def same(ledger: Ledger, line: str, *expected: Event) -> bool:
    return found(ledger, line) == sorted(expected, key=lambda told: told.article)


def party(country: str = "", name: str = "", *sectors: str, entity: str | None = None) -> Party:
    return Party(None, entity=entity, name=name, country=country, sectors=sectors)


def test_an_empty_query_finds_every_report(ledger: Ledger) -> None:
    assert same(ledger, "", add(ledger, 1), add(ledger, 2))


def test_a_party_is_a_country_a_sector_both_an_id_or_a_name(ledger: Ledger) -> None:
    army = add(ledger, 1, actors=(party("MLI", "Malian army", "MIL"),))
    court = add(ledger, 2, actors=(party("MLI", "Court of Mali", "JUD", "GOV"),))
    leader = add(ledger, 3, actors=(party("NER", "Ada Voß Somalia", "GOV", entity="person:ada-voss"),))
    assert same(ledger, "actor:MLI", army, court)
    assert same(ledger, "actor:GOV", court, leader)
    assert same(ledger, "actor:MLI.GOV", court)
    assert same(ledger, "actor:MIL,person:ada-voss", army, leader)
    assert same(ledger, 'actor:"of mali"', court)
    assert same(ledger, 'actor:"ADA voß"', leader)
    assert same(ledger, "actor:MLI,-MIL", court)
    assert same(ledger, "-actor:MLI", leader)
    assert same(ledger, 'actor:"Mal%"')
    assert same(ledger, "recipient:MLI", army, court, leader)
    assert same(ledger, "recipient:NER")


def test_country_and_sector_have_to_be_of_one_party(ledger: Ledger) -> None:
    add(ledger, 1, actors=(party("MLI", "Mali", "GOV"), party("NER", "army of Niger", "MIL")))
    assert same(ledger, "actor:MLI.MIL")
    assert len(found(ledger, "actor:MLI actor:MIL")) == 1


def test_between_goes_both_ways_and_takes_sets(ledger: Ledger) -> None:
    there = add(ledger, 1, actors=(party("USA"),), recipients=(party("MLI"),))
    back = add(ledger, 2, actors=(party("MLI"),), recipients=(party("USA"),))
    other = add(ledger, 3, actors=(party("FRA"),), recipients=(party("NER"),))
    alone = add(ledger, 4, actors=(party("USA"),), recipients=())
    assert same(ledger, "between:USA,MLI", there, back)
    assert same(ledger, "between:USA+FRA,MLI+NER", there, back, other)
    assert same(ledger, "-between:USA,MLI", other, alone)
    assert same(ledger, "between:USA,MLI actor:USA", there)


def test_a_meeting_is_between_its_actors_and_a_joint_act_on_a_third_is_not(ledger: Ledger) -> None:
    both = (party("USA"), party("MLI"))
    meeting = add(ledger, 1, actors=both, recipients=())
    add(ledger, 2, actors=both, recipients=(party("NER"),))
    assert same(ledger, "between:MLI,USA", meeting)
    assert same(ledger, "between:MLI,MLI")


def test_act_quad_context_status_and_confidence(ledger: Ledger) -> None:
    seized = add(ledger, 1, type="COERCE", modes=("seize",), quad=4, contexts=("natural_resource", "economic"))
    arrest = add(ledger, 2, type="COERCE", modes=("arrest",), quad=4, factuality=Factuality.DENIED, confidence=0.8)
    visit = add(ledger, 3, factuality=Factuality.PLANNED, confidence=0.5)
    assert same(ledger, "act:COERCE", seized, arrest)
    assert same(ledger, "act:COERCE/seize", seized)
    assert same(ledger, "act:CONSULT,COERCE/arrest", visit, arrest)
    assert same(ledger, "act:-COERCE/seize", arrest, visit)
    assert same(ledger, "quad:4", seized, arrest)
    assert same(ledger, "context:economic", seized)
    assert same(ledger, "context:-economic", arrest, visit)
    assert same(ledger, "status:denied,planned", arrest, visit)
    assert same(ledger, "conf>=.75 conf<.8", seized)
    assert same(ledger, "conf=.8", arrest)
    assert same(ledger, "conf<=.5", visit)
    assert same(ledger, "conf>.75", arrest)


def test_how_sure_a_row_is_as_a_whole(ledger: Ledger) -> None:
    sure = add(ledger, 1, row_confidence=0.7)
    doubtful = add(ledger, 2, row_confidence=0.2)
    untold = add(ledger, 3)
    assert same(ledger, "row>=.5", sure)
    assert same(ledger, "row<.5", doubtful)
    # Nobody knows how sure it is: it is neither above nor below.
    assert same(ledger, "row>=0", sure, doubtful)
    assert same(ledger, "conf>=0", sure, doubtful, untold)


@pytest.mark.parametrize(
    ("published", "inside", "outside"),
    [("2024-03-12", "2024-03-12", "2024-03-13"), ("2024-03", "2024-03", "2024-03-12")],
)
def test_an_act_without_a_time_has_the_day_of_its_page(
    ledger: Ledger, published: str, inside: str, outside: str
) -> None:
    read = replace(article(1), published=Told(published, "meta"))
    told = replace(event(read), time=None, factuality=Factuality.PLANNED)
    ledger.add(Coded(read, Annotations(read.id, events=(told,))), RUN)
    assert same(ledger, f"within:{inside}", told)
    assert same(ledger, f"within:{outside}")
    assert ledger.facets(parse("")).by["month"] == {"2024-03": 1}


def test_when_meets_the_days_an_act_can_mean(ledger: Ledger) -> None:
    day, month = add(ledger, 1, time="2024-03-12"), add(ledger, 2, time="2024-04")
    undated = add(ledger, 3)
    assert same(ledger, "when:2024-03", day)
    assert same(ledger, "when:2024-03-01/2024-03-12")
    assert same(ledger, "when:2024-03/P6W", day, month)
    assert same(ledger, "when:2024-03-13/..", month)
    assert same(ledger, "when:../2024-04", day)
    assert same(ledger, "when:2024-03-12,2024-04-30", day, month)
    assert same(ledger, "when:-2024-03", month, undated)


def test_place_by_country_and_by_name(ledger: Ledger) -> None:
    gao = add(ledger, 1, place=EventPlace(HERE, "Gao Region", "MLI"))
    nowhere = add(ledger, 2)
    assert same(ledger, "place:MLI", gao)
    assert same(ledger, "place:gao", gao)
    assert same(ledger, "place:Ga")
    assert same(ledger, "place:-MLI", nowhere)


def at(lat: float, lon: float, resolution: str = "city") -> EventPlace:
    return EventPlace(HERE, "X", "MLI", lat=lat, lon=lon, resolution=resolution)


def test_near_is_a_circle_and_a_country_is_not_in_it(ledger: Ledger) -> None:
    close = add(ledger, 1, place=at(16.5, 0.2))  # 36 km
    corner = add(ledger, 2, place=at(17.1, 0.8))  # inside the box of 100 km, outside the circle: 128 km
    add(ledger, 3, place=at(16.272, -0.045, "country"))
    nowhere = add(ledger, 4)
    assert same(ledger, "near:Gao,100km", close)
    assert same(ledger, "near:Gao,130km", close, corner)
    assert same(ledger, "near:Gao,35km")
    assert nowhere in found(ledger, "-near:Gao,130km")
    assert close not in found(ledger, "-near:Gao,130km")


def test_near_crosses_the_date_line_and_the_pole(ledger: Ledger) -> None:
    east, west = add(ledger, 1, place=at(-18.0, 179.9)), add(ledger, 2, place=at(-18.0, -179.9))
    arctic = add(ledger, 3, place=at(89.5, -120.0))
    assert same(ledger, "near:Suva,200km", east, west)
    assert same(ledger, "near:Suva,160km", east)
    assert same(ledger, "near:Pole,60km", arctic)


degrees = st.tuples(st.floats(-90, 90), st.floats(-180, 180))


@given(degrees, degrees, st.floats(0.1, 20_040))
def test_the_box_holds_the_circle(centre: tuple[float, float], point: tuple[float, float], km: float) -> None:
    if near.distance(centre, point) > km * 0.999_999:  # at the very edge the last digit decides
        return
    south, north, across = near.box(centre, km)
    assert south - 1e-6 <= point[0] <= north + 1e-6
    if across is not None:
        west, east = across
        inside = west - 1e-6 <= point[1] <= east + 1e-6
        outside = point[1] >= west - 1e-6 or point[1] <= east + 1e-6
        assert inside if west <= east else outside


def test_a_quarter_of_the_equator_is_a_quarter_of_the_earth() -> None:
    assert near.distance((0, 0), (0, 90)) == pytest.approx(10_007.6, abs=0.1)


def test_near_needs_a_place_that_is_known(ledger: Ledger) -> None:
    with pytest.raises(UsageError, match="near: no place is called 'Atlantis'"):
        found(ledger, "near:Atlantis,5km")
    with pytest.raises(UsageError, match="near: places cannot be looked up here"):
        ledger.events(query=parse("near:Gao,5km"))


def test_near_with_more_places_than_a_statement_takes_is_refused(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(ledger, 1, place=at(16.3, 0.0))
    add(ledger, 2, place=at(16.3, 0.1))
    monkeypatch.setattr(conditions, "_MOST_PLACES", 1)
    with pytest.raises(UsageError, match="near: more than 1 places lie within 100 km"):
        found(ledger, "near:Gao,100km")


def test_a_source_is_a_domain_an_address_or_a_site(ledger: Ledger) -> None:
    main = add(ledger, 1, url="https://tass.example/world/1", site="Tass Ünited")
    english = add(ledger, 2, url="https://en.tass.example/2")
    trap = add(ledger, 3, url="https://nottass.example/en.tass.example/2")
    archive = add(ledger, 4, url="https://archive.example/https://www.tass.example/1")
    assert same(ledger, "source:tass.example", main, english)
    assert same(ledger, "source:-tass.example", trap, archive)
    assert same(ledger, "source:en.tass.example,archive.example", english, archive)
    assert same(ledger, "source:tass.example/world", main)
    assert same(ledger, 'source:"https://en.tass.example/2"', english)
    assert same(ledger, 'source:"TASS üNITED"', main)
    assert same(ledger, "source:page-3.html", trap)
    assert same(ledger, "source:tass_example")
    assert same(ledger, "source:example/2", english)


def test_a_folder_is_a_source_of_its_files(ledger: Ledger) -> None:
    told = []
    for number, file in enumerate(("news/may_1/a.txt", "news/may_10/b.txt"), 1):
        read = replace(article(number), source=file, url=None, published=None)
        told.append(replace(event(read), time=None))
        ledger.add(Coded(read, Annotations(read.id, events=(told[-1],))), RUN)
    assert same(ledger, "source:news/may_1", told[0])
    assert same(ledger, "source:news/", *told)
    assert same(ledger, "source:news/may_1/a.txt", told[0])


def test_an_address_may_end_in_a_slash_and_a_page_stands_under_what_begins_its_address(ledger: Ledger) -> None:
    deep = add(ledger, 1, url="https://tass.example/world/1?lang=en#top")
    other = add(ledger, 2, url="https://tass.example/worldwide/1")
    assert same(ledger, "source:https://tass.example/world/", deep)
    assert same(ledger, "source:tass.example/", deep, other)
    assert same(ledger, "source:https://tass.example/,rt.example", deep, other)
    assert same(ledger, "source:tass.example/world/1", deep)
    assert same(ledger, "source:tass.example/world", deep)
    assert same(ledger, "-source:tass.example/world/", other)


def test_said_and_done_part_the_reports(ledger: Ledger) -> None:
    said = add(ledger, 1, said_by=Attribution(span("Officials"), ""))
    done = add(ledger, 2)
    assert same(ledger, "said", said)
    assert same(ledger, "done", done)
    assert same(ledger, "-said", done)
    assert same(ledger, "said|done", said, done)


def test_text_is_looked_for_in_evidence_and_title(ledger: Ledger) -> None:
    told = add(ledger, 1)
    assert same(ledger, "FLEW norland", told)
    assert same(ledger, '"flies to"', told)  # the title alone
    assert same(ledger, '"flew to" -"on Monday"')
    assert same(ledger, '"flew Bamako"')
    assert same(ledger, "uranium,flew", told)
    assert same(ledger, "-uranium", told)
    with pytest.raises(UsageError, match="holds no word"):
        found(ledger, '"%"')


def test_as_of_shows_the_ledger_as_it_was(file: Path) -> None:
    read = article(1)
    first = event(read)
    second = replace(first, type="AGREE", modes=(), coder="coder-2")
    for told, run, day in ((first, RUN, "03"), (second, Run("run-2", "", "coder-2", "plover-1"), "05")):
        with open_ledger(file, clock=lambda day=day: f"2026-02-{day}T12:00:00Z") as book:  # type: ignore[misc]
            book.add(Coded(read, Annotations(read.id, events=(told,))), run)
    with open_ledger(file) as book:
        assert same(book, "", second)
        assert same(book, "as_of:2026-02-05", second)
        assert same(book, "as_of:2026-02-04", first)
        assert same(book, "as_of:2026-02-03T12:00:00Z flies", first)
        assert same(book, "as_of:2026-02-03T11:59:59Z")
        assert book.facets(parse("as_of:2026-02-03")).by["type"] == {"CONSULT": 1}


@pytest.mark.parametrize(
    ("line", "told"),
    [("lang:en", "lang: the ledger's tables do not tell it"), ("by:events", "by: this ledger does not")],
)
def test_what_the_tables_do_not_tell_is_refused(ledger: Ledger, line: str, told: str) -> None:
    add(ledger, 1)
    with pytest.raises(UsageError, match=told):
        found(ledger, line)
    with pytest.raises(UsageError, match=told):
        ledger.facets(parse(line))


def test_a_query_with_every_term_is_answered(ledger: Ledger) -> None:
    told = add(
        ledger, 1, type="COERCE", modes=("seize",), quad=4, contexts=("natural_resource",), time="2024-03-12",
        place=EventPlace(HERE, "Gao", "MLI", lat=16.3, lon=0.0, resolution="city"),
        actors=(party("RUS"),), recipients=(party("MLI"),),
    )  # fmt: skip
    line = (
        "actor:RUS recipient:MLI between:RUS,MLI act:THREATEN,COERCE/seize quad:4 context:natural_resource "
        "when:2024-03/P6W place:MLI near:Gao,100km source:-tass.com said|done status:actual,planned conf>=.7 "
        'by:reports as_of:2026-02-03 "bamako"'
    )
    assert same(ledger, line, told)


def test_facets_count_what_a_query_finds(ledger: Ledger) -> None:
    gao = EventPlace(HERE, "Gao", "MLI")
    add(ledger, 1, time="2024-03-12", place=gao, actors=(party("USA"), party("USA"), party("FRA")))
    add(ledger, 2, time="2024-03", type="AID", url="https://www.other.example/2", recipients=())
    add(ledger, 3, time="2024", factuality=Factuality.PLANNED)
    assert ledger.facets(parse("")).by == {
        "type": {"CONSULT": 2, "AID": 1},
        "factuality": {"actual": 2, "planned": 1},
        "actor": {"NOR": 2, "FRA": 1, "USA": 1},
        "recipient": {"MLI": 2, "": 1},
        "place": {"": 2, "MLI": 1},
        "month": {"": 1, "2024-03": 2},
        "source": {"news.example": 2, "other.example": 1},
    }
    assert ledger.facets(parse("actor:FRA source:news.example")).by["actor"] == {"FRA": 1, "USA": 1}
    assert ledger.facets(parse("act:ASSAULT")).by["source"] == {}


def test_a_facet_of_sources_can_be_asked_for(ledger: Ledger) -> None:
    add(ledger, 1)
    add(ledger, 2, url="https://www.other.example/2")
    for name, count in ledger.facets(parse("")).by["source"].items():
        assert len(found(ledger, f"source:{name}")) == count == 1


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("kept") / "ledger.sqlite"
    with open_ledger(path) as book:
        add(book, 1, place=at(16.3, 0.0), actors=(party("RUS", "\ud800 100%_\0"),), time="2024")
        add(book, 2, site="100%")
    return path


def _words(term: Term) -> bool:
    """Whether each text or name of a term holds a word to look for, and not too many."""
    values = getattr(term, "values", ()) or (*getattr(term, "left", ()), *getattr(term, "right", ()))
    looked_for = [value.text for value in values if value.name or term.field == "text"]
    return all(0 < len(words.folded(text).split()) <= 64 for text in looked_for)


@settings(max_examples=100, deadline=None)
@given(query=queries)
def test_any_query_is_answered_or_refused(kept: Path, query: Query) -> None:
    refused = (
        any(term.field == "lang" for term in query.terms) or query.by == "events" or not all(map(_words, query.terms))
    )
    with open_ledger(kept) as book:
        try:
            total = len(book.events(query=query, locate=lambda _: PLACES["Gao"]))
            counted = book.facets(query, locate=lambda _: PLACES["Gao"]).by
        except UsageError:
            assert refused
        else:
            assert not refused
            assert total == sum(counted["type"].values()) == sum(counted["source"].values())


@pytest.mark.parametrize("line", ["source:{}", "{}", "actor:{}", "recipient:{}", "place:{}"])
def test_as_many_values_as_a_line_takes_are_answered(kept: Path, line: str) -> None:
    values = [f'"é{number}"' for number in range(200)]
    with open_ledger(kept) as book:
        assert found(book, line.format(",".join(values))) == []
        assert len(found(book, line.format(",".join(f"-{value}" for value in values)))) == 2
        assert len(found(book, " ".join(line.format(f"-{value}") for value in values))) == 2


def test_strange_text_is_taken_literally(kept: Path) -> None:
    with open_ledger(kept) as book:
        assert len(found(book, 'actor:"\ud800 100%_\0"')) == len(found(book, "source:100%")) == 1
        assert found(book, "source:10%") == found(book, 'actor:"10%"') == []


def test_a_denied_term_finds_the_rest(kept: Path) -> None:
    lines = (
        "actor:RUS", "act:AID", "quad:1", "context:economic", "when:2024", "place:MLI", "near:Gao,100km", "said",
        "source:news.example", 'source:"100%"', 'actor:"norland"', "flew", "uranium", "between:RUS,MLI",
    )  # fmt: skip
    with open_ledger(kept) as book:
        for line in lines:
            assert len(found(book, line)) + len(found(book, f"-{line}")) == 2, line


@settings(max_examples=100, deadline=None)
@given(query=queries)
def test_a_short_list_and_a_walk_find_the_same(kept: Path, query: Query) -> None:
    query = replace(query, by=None, terms=tuple(term for term in query.terms if term.field != "lang"))
    assume(all(map(_words, query.terms)))
    with open_ledger(kept) as book, pytest.MonkeyPatch.context() as patch:
        patch.setattr(plan, "_LOOK", 0.0)
        listed = book.events(query, locate=lambda _: PLACES["Gao"])
        patch.setattr(plan, "_MOST", -1)
        assert book.events(query, locate=lambda _: PLACES["Gao"]) == listed


def test_facets_of_many_reports_are_of_the_newest_and_say_so(ledger: Ledger) -> None:
    for number in range(5):
        add(ledger, number, time=f"2024-01-0{number + 1}", type="AID" if number < 2 else "CONSULT", modes=())
    some, whole = ledger.facets(parse(""), most=3), ledger.facets(parse(""), most=5)
    assert (some.reports, some.whole, some.by["type"]) == (3, False, {"CONSULT": 3})
    assert (whole.reports, whole.whole, whole.by["type"]) == (5, True, {"CONSULT": 3, "AID": 2})
    assert ledger.facets(parse(""), most=None) == whole


@pytest.mark.parametrize("way", [{"_LOOK": 0.0}, {"_MOST": -1}, {}])
def test_a_source_is_asked_as_of_the_moment(file: Path, monkeypatch: pytest.MonkeyPatch, way: dict[str, float]) -> None:
    for name, value in way.items():
        monkeypatch.setattr(plan, name, value)
    for day, url in (("01", "https://news.example/1"), ("05", "https://tass.example/1")):
        with open_ledger(file, clock=lambda day=day: f"2026-01-{day}T12:00:00Z") as book:  # type: ignore[misc]
            add(book, 1, url=url)
    with open_ledger(file) as book:
        assert len(found(book, "-source:tass.example as_of:2026-01-02")) == 1
        assert found(book, "source:tass.example as_of:2026-01-02") == []
        assert found(book, "source:tass.example/1,tass.example as_of:2026-01-02") == []
        assert len(found(book, "source:tass.example")) == 1


@pytest.mark.parametrize("way", [{"_LOOK": 0.0}, {"_MOST": -1}])
def test_an_act_on_somebody_without_a_country_is_no_meeting(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch, way: dict[str, float]
) -> None:
    for name, value in way.items():
        monkeypatch.setattr(plan, name, value)
    add(ledger, 1, actors=(party("USA"), party("MLI")), recipients=(party("", "rebels", "REB"),), time="2024-03-12")
    assert found(ledger, "between:USA,MLI") == []
    assert ledger.weeks("USA", "MLI") == {}


def test_facets_of_a_list_that_was_cut_are_not_whole(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan, "_MOST", 5)
    for number in range(8):
        add(ledger, number, actors=(party("USA", "one"), party("USA", "two")), quad=4 if number == 0 else 1)
    assert not ledger.facets(parse("actor:USA quad:4"), most=3).whole


@pytest.mark.parametrize("way", [{"_LOOK": 0.0}, {"_MOST": -1}])
def test_a_name_with_a_nul_in_it_is_found_either_way(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch, way: dict[str, float]
) -> None:
    for name, value in way.items():
        monkeypatch.setattr(plan, name, value)
    told = add(ledger, 1, actors=(party("NOR", "Ada\0Voss"),))
    assert same(ledger, 'actor:"Ada Voss"', told)
    assert same(ledger, '-actor:"Ada Voss"')


def test_the_work_of_others_is_all_that_is_denied_by_a_coder(ledger: Ledger) -> None:
    told = add(ledger, 1)
    newer = replace(told, coder="coder-2")
    run = Run("run-2", RUN.started_at, "coder-2", RUN.codebook)
    ledger.add(Coded(replace(article(1), published=None), Annotations(told.article, events=(newer,))), run)
    assert same(ledger, "-coder:coder-1", newer)
    assert same(ledger, "-coder:coder-2")


def test_every_word_of_a_long_page_is_found(ledger: Ledger) -> None:
    text = "Long\n" + "the man " * 3_000 + "the president met " + " ".join(f"w{number}" for number in range(30_000))
    read = article(1, text=text + " zebra crossing")
    ledger.add(Coded(read, Annotations(read.id)), RUN)
    for phrase in ("the president", "zebra crossing", "w1999 w2000 w2001", "long the man"):
        assert [hit.article for hit in ledger.search(phrase)] == [read.id], phrase
    assert ledger.search("crossing zebra") == []


def test_an_article_read_often_does_not_hide_others(ledger: Ledger) -> None:
    for number in range(3):
        add(ledger, number)
    for again in range(250):
        add(ledger, 2, url=f"https://copy-{again}.example/2")
    assert len(ledger.search("norland", limit=50)) == 3


def test_no_limit_is_too_large(ledger: Ledger) -> None:
    add(ledger, 1)
    most = 2**63 - 1
    assert len(ledger.events(limit=most)) == len(ledger.acts(limit=most)) == len(ledger.search("flew", limit=most)) == 1
    assert ledger.facets(parse(""), most=most).whole
    assert len(ledger.changes(limit=most)) == 2
    assert len(ledger.find("art", limit=most)) == 1


@pytest.mark.parametrize("way", [{"_LOOK": 0.0}, {"_MOST": -1}])
def test_two_who_do_something_together_do_not_do_it_to_each_other(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch, way: dict[str, float]
) -> None:
    for name, value in way.items():
        monkeypatch.setattr(plan, name, value)
    both = (party("USA"), party("GBR"))
    add(ledger, 1, type="SANCTION", modes=(), actors=both, recipients=(), time="2024-03-12")
    assert found(ledger, "between:USA,GBR") == []
    assert ledger.weeks("USA", "GBR") == {}
    meeting = add(ledger, 2, actors=both, recipients=(), time="2024-03-12")
    assert same(ledger, "between:USA,GBR", meeting)
    assert ledger.weeks("USA", "GBR") == ledger.weeks("GBR", "USA") == {"2024-W11": (1, 0, 0, 0)}


def test_a_party_is_on_either_side(ledger: Ledger) -> None:
    did = add(ledger, 1, actors=(party("USA"),), recipients=(party("MLI"),))
    met = add(ledger, 2, actors=(party("FRA", "Ada Voss"),), recipients=(party("USA"),))
    other = add(ledger, 3, actors=(party("FRA"),), recipients=(party("MLI"),))
    assert same(ledger, "party:USA", did, met)
    assert same(ledger, 'party:"Ada Voss"', met)
    assert same(ledger, "party:USA,FRA", did, met, other)
    assert same(ledger, "-party:USA", other)


def test_within_finds_what_cannot_lie_outside(ledger: Ledger) -> None:
    day, month, year = (add(ledger, n, time=told) for n, told in enumerate(("2024-03-12", "2024-03", "2024")))
    add(ledger, 4)
    assert same(ledger, "within:2024-03", day, month)
    assert same(ledger, "when:2024-03", day, month, year)
    assert same(ledger, "within:2024", day, month, year)
    assert same(ledger, "within:2024-03-12/2024-03-13", day)
    assert same(ledger, "within:../2024-04", day, month)


def test_facets_of_acts_count_each_act_once_for_what_one_of_its_reports_tells(ledger: Ledger) -> None:
    one, two = (add(ledger, n, time="2024-03-12", url=f"https://{n}.example/") for n in (1, 2))
    ledger.join()
    assert len(ledger.acts(parse(""))) == 1
    told = ledger.facets(parse(""), acts=True)
    assert (told.reports, told.by["type"], told.by["source"]) == (1, {one.type: 1}, {"1.example": 1, "2.example": 1})
    assert ledger.facets(parse("")).by["type"] == {two.type: 2}


def test_a_facet_of_a_domain_counts_what_lies_below_it(ledger: Ledger) -> None:
    add(ledger, 1, url="https://paper.example/1")
    add(ledger, 2, url="https://blog.paper.example/2")
    counts = ledger.facets(parse("")).by["source"]
    assert counts == {"paper.example": 2, "blog.paper.example": 1}
    assert all(len(found(ledger, f"source:{name}")) == count for name, count in counts.items())
