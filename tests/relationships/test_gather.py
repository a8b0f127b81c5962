"""Acts of the ledger as the analysis takes them: each once, and as people judged them."""

import itertools
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from harmattan.analyse.sides import Pair, Seat, Side, pair
from harmattan.codebook.loader import MUTUAL
from harmattan.errors import UsageError
from harmattan.ledger import Ledger, open_ledger
from harmattan.ledger.judgements import made
from harmattan.ledger.query import AnyOf, Query, Value
from harmattan.records import Act, Coded, Event, Factuality, Party
from harmattan.relationships import ahead, gather, watch
from tests.ledger import told
from tests.ledger.build import RUN
from tests.relationships import ledgers

NAMES = {"Mali": "MLI", "Norway": "NOR", "France": "FRA", "Sweden": "SWE"}


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Ledger]:
    with ledgers.filled(tmp_path / "ledger.sqlite") as opened:
        yield opened


def of(book: Ledger, a: str = "NOR", b: str = "MLI") -> tuple[Act, ...]:
    return gather.of_pair(book, pair(a, b, NAMES)).acts


def judge(book: Ledger, verb: str, event: str, *values: tuple[str, str]) -> None:
    book.judge(made(verb, event, values, at="2026-05-01T00:00:00Z", by="ada", reason=""))


def seizure(book: Ledger) -> Act:
    return next(act for act in of(book) if act.type == "COERCE")


def seizure_of(book: Ledger, b: str) -> Act:
    return next(act for act in of(book, "NOR", b) if act.type == "COERCE")


def test_an_act_of_two_reports_is_one_with_both_outlets_and_the_day_of_the_first(book: Ledger) -> None:
    found = of(book)
    assert len(found) == 13
    assert (seizure(book).reports, seizure(book).sources) == (2, ("fjord-post", "bamako-wire"))
    assert seizure(book).published == "2025-02-11"


def test_pages_of_results_are_all_read(book: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gather, "_PAGE", 2)
    assert len(of(book)) == 13


def test_a_copy_of_a_text_is_no_second_source(book: Ledger) -> None:
    words = " ".join(f"word{number}" for number in range(60))
    for outlet in ("one.example", "two.example"):
        told = ledgers.act(
            f"France gave grain to Mali, {words}.", "gave", "AID", "2025-02-03", ledgers.FRANCE, ledgers.MALI
        )
        book.add(ledgers.page("Grain", "2025-02-04", outlet, told), RUN)
    book.join()
    [act] = of(book, "FRA")
    assert (act.reports, len(act.sources)) == (2, 1)


def test_a_plan_stays_beside_the_act_it_became(book: Ledger) -> None:
    plan, visit = sorted((act for act in of(book) if act.type in ("AGREE", "CONSULT")), key=lambda act: act.type)
    joined = book.acts_of([plan.id, visit.id])
    assert joined[plan.id] == joined[visit.id]
    assert [(one.factuality, one.published, one.day) for one in (plan, visit)] == [
        (Factuality.PLANNED, "2025-12-04", "2025-12-15"),
        (Factuality.ACTUAL, "2025-12-16", "2025-12-15"),
    ]


def test_what_is_rejected_is_left_out_and_told(book: Ledger) -> None:
    for report in book.reports_of([book.acts_of([seizure(book).id])[seizure(book).id]]).popitem()[1]:
        judge(book, "reject", report)
    found = gather.of_pair(book, pair("NOR", "MLI", NAMES))
    assert found.rejected == 1
    assert all(act.type != "COERCE" for act in found.acts)


def test_a_report_that_is_neither_first_nor_newest_is_only_none_of_the_act(book: Ledger) -> None:
    told = ledgers.act(
        "Norway has seized the cargo that Mali sent.", "seized", "COERCE", "2025-02-10", ledgers.NORWAY, ledgers.MALI
    )
    book.add(ledgers.page("Cargo of Mali seized in port", "2025-02-13", "third.example", told), RUN)
    book.join()
    act = seizure(book)
    assert act.reports == 3
    reports = book.reports_of([book.acts_of([act.id])[act.id]]).popitem()[1]
    middle = next(id_ for id_ in reports if "Mali seized by" in words(book, id_))
    judge(book, "reject", middle)
    assert (seizure(book).reports, seizure(book).sources) == (2, ("fjord-post", "third.example"))


def test_an_act_stands_as_its_first_report_that_nobody_rejected(book: Ledger) -> None:
    act = seizure(book)
    assert words(book, act.id).startswith("Cargo of Mali seized\n")
    judge(book, "reject", act.id)
    assert gather.of_pair(book, pair("NOR", "MLI", NAMES)).rejected == 0
    assert words(book, seizure(book).id).startswith("Cargo of Mali seized by")
    judge(book, "reject", seizure(book).id)
    assert gather.of_pair(book, pair("NOR", "MLI", NAMES)).rejected == 1


def words(book: Ledger, event: str) -> str:
    told = book.event(event)
    page = told and book.article(told.article)
    return page.text if page else ""


def test_an_edit_changes_what_is_counted(book: Ledger) -> None:
    judge(book, "edit", seizure(book).id, ("type", "REQUEST"), ("factuality", "denied"), ("modes", "seize,nonsense"))
    [act] = [act for act in of(book) if act.type == "REQUEST"]
    assert (act.factuality, act.quad, act.modes) == (Factuality.DENIED, 3, ())


def test_an_edit_brings_an_act_to_a_pair_that_no_query_finds(book: Ledger) -> None:
    judge(book, "edit", seizure(book).id, ("recipients", "SWE.GOV"), ("time", "2025-02-09"), ("place", "Oslo"))
    [act] = [act for act in of(book, "NOR", "SWE") if act.recipients[0].country == "SWE"]
    assert (act.day, act.place and act.place.name, act.dated) == ("2025-02-09", "Oslo", True)


def test_an_edit_holds_for_what_a_newer_coder_finds_again(book: Ledger) -> None:
    judge(book, "edit", seizure(book).id, ("recipients", "SWE.GOV"), ("place", "Oslo"))
    again = ledgers.recoded(book, seizure_of(book, "SWE").id)
    book.join()
    act = seizure_of(book, "SWE")
    assert (act.place and act.place.name, act.recipients[0].country) == ("Oslo", "SWE")
    assert act.id == again


@pytest.mark.parametrize("values", [("type", "NONSENSE"), ("factuality", "maybe"), ("time", "soon")])
def test_an_edit_that_cannot_be_read_leaves_the_event_as_coded(book: Ledger, values: tuple[str, str]) -> None:
    before = seizure(book)
    judge(book, "edit", before.id, values)
    assert seizure(book) == before


def test_history_of_a_later_page_was_news_of_an_earlier_one(book: Ledger) -> None:
    told = ledgers.act(
        "In February Norway seized the cargo that Mali sent.", "seized", "COERCE", "2025-02-10", ledgers.NORWAY,
        ledgers.MALI, factuality=Factuality.HISTORICAL,
    )  # fmt: skip
    book.add(ledgers.page("Cargo of Mali seized by Norway, a year on", "2026-02-05", "third.example", told), RUN)
    book.join()
    assert (seizure(book).reports, seizure(book).factuality) == (3, Factuality.ACTUAL)


def test_a_day_that_no_report_tells_is_known_as_such(book: Ledger) -> None:
    told = ledgers.act("Norway suspended aid to Mali.", "suspended", "SANCTION", None, ledgers.NORWAY, ledgers.MALI)
    book.add(ledgers.page("Aid", "2026-01-10", "third.example", told), RUN)
    [act] = [act for act in of(book) if "third.example" in act.sources]
    assert (act.day, act.dated) == ("2026-01-10", False)


def test_what_was_told_of_on_a_day_did_not_happen_after_it(book: Ledger) -> None:
    told = ledgers.act(
        "Norway has seized the cargo that Mali sent.", "seized", "COERCE", "2025-02-17", ledgers.NORWAY, ledgers.MALI
    )
    book.add(ledgers.page("Cargo of Mali seized by Norway last week", "2025-02-18", "third.example", told), RUN)
    book.join()
    assert (seizure(book).reports, seizure(book).day) == (3, "2025-02-10")


def test_too_many_acts_are_refused(book: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gather, "MOST", 3)
    with pytest.raises(UsageError, match="more than 3 acts"):
        of(book)


def test_plans_are_those_asked_for_and_their_outcome_is_looked_for_everywhere(book: Ledger) -> None:
    asked = Query((AnyOf("act", (Value("AGREE"),)),))
    [entry] = ahead.entries(book, ahead.plans(book, asked), "2026-02-01")
    assert (entry.day, entry.status, len(entry.evidence)) == ("2025-12-15", "kept", 1)


def test_hot_spots_name_the_place_and_the_new_armed_actor(book: Ledger) -> None:
    compared, found = watch.spots(book, "2025-01-01", "2025-12-01", "2026-02-01", "2026-02-01")
    assert (compared.pages, compared.sparse) == (None, (12, 5))
    assert [(spot.name, spot.recent, spot.past) for spot in found.lists[0].spots] == [("Gao, MLI", 3, 0)]
    assert [(armed.key, armed.day) for armed in found.armed] == [("group:northern-band", "2025-12-05")]


def test_where_too_little_was_read_a_new_source_makes_no_hot_spot(book: Ledger) -> None:
    asked = ("2025-01-01", "2025-12-01", "2026-02-01", "2026-02-01")
    assert [spot.hot for spot in watch.spots(book, *asked)[1].lists[0].spots] == [False]
    for number in range(30):
        words = f"Clerks of office {number} praised weavers of Mali."
        told = ledgers.act(words, "praised", "SUPPORT", None, ledgers.NORWAY, ledgers.MALI)
        book.add(ledgers.page(words.upper(), "2025-06-10", "fjord-post", told), RUN)
    book.join()
    compared, found = watch.spots(book, *asked)
    assert compared.sparse == (42, 5)
    assert [(spot.name, spot.hot) for spot in found.lists[0].spots] == [("Gao, MLI", True)]


def test_pages_of_the_week_that_has_begun_were_read_in_its_days_up_to_today(book: Ledger) -> None:
    coverage = {"2026-W04": 70, "2026-W05": 30}
    spans = ("2026-01-19", "2026-01-26", "2026-01-29")
    for today, recent in (("2026-01-28", 30), ("2026-01-30", 18), ("2026-03-01", 13)):
        compared, _ = watch.light_spots(book, *spans, today, coverage, 100)
        assert compared.pages == (70, recent)


def test_rejected_acts_that_count_for_no_hot_spot_are_not_told_and_others_once(book: Ledger) -> None:
    asked = ("2025-01-01", "2025-12-01", "2026-02-01", "2026-02-01")
    acts = gather.of_side(book, Side("MLI", (Seat("MLI"),))).acts
    for type_ in ("AID", "ASSAULT"):
        event = next(act.id for act in acts if act.type == type_)
        book.judge(made("reject", event, [], at="2026-05-01T00:00:00Z", by="ada", reason=""))
    assert watch.spots(book, *asked)[1].rejected == 1
    assert watch.light_spots(book, *asked, book.coverage(), 1_000)[1].rejected == 1


def test_an_armed_actor_of_whom_older_pages_tell_is_not_new(book: Ledger) -> None:
    told = ledgers.act("The Northern Band met France.", "met", "CONSULT", "2019-05-06", ledgers.BAND, ledgers.FRANCE)
    book.add(ledgers.page("Talks", "2019-05-07", "third.example", told), RUN)
    assert watch.spots(book, "2025-01-01", "2025-12-01", "2026-02-01", "2026-02-01")[1].armed == ()


def test_the_pairs_of_most_reports_come_first(book: Ledger) -> None:
    assert book.pairs(1) == [("MLI", "NOR", 13)]
    assert book.pairs(0) == []


def test_the_newest_acts_of_a_pair_are_those_of_all_from_a_day_on(book: Ledger) -> None:
    whole = pair("NOR", "MLI", NAMES)
    everything = gather.of_pair(book, whole).acts
    for most in range(1, 12):
        found = gather.newest_of_pair(book, whole, (None, None), most)
        assert found.since is not None
        later = [act for act in everything if (act.day or "") >= found.since]
        assert later == [act for act in found.acts if (act.day or "") >= found.since]
    whole_again = gather.newest_of_pair(book, whole, (None, None), 12)
    assert (whole_again.since, whole_again.acts) == (None, everything)


def test_the_newest_before_a_day_are_asked_for_where_there_are_more(book: Ledger) -> None:
    whole = pair("NOR", "MLI", NAMES)
    found = gather.newest_of_pair(book, whole, (None, "2025-04-01"), 2)
    assert [act.day for act in found.acts] == ["2025-03-03", "2025-03-24"]
    assert found.since == "2025-02-11"


PEOPLE = Party(None, "group:northern-band:cvl", "people of the Northern Band", "MLI", ("CVL", "REB"))
SIDES = (ledgers.MALI, ledgers.NORWAY, ledgers.FRANCE, ledgers.BAND, ledgers.ARMY, PEOPLE)
TOLD = (
    ("seized", "COERCE", "seized a cargo in the port"),
    ("shelled", "ASSAULT", "shelled an airstrip near the river"),
    ("met", "CONSULT", "met envoys in the old palace"),
    ("signed", "SUPPORT", "signed a treaty on rivers"),
    ("visit", "AGREE", "will visit the museum"),
)
PAIRS = (
    ("MLI", "NOR"), ("MLI.MIL", "NOR"), ("group:northern-band", "NOR"), ("group:northern-band", "MLI.MIL"),
    ("MLI+FRA", "NOR"), ("MLI", "MLI"), ("MLI.CVL+FRA", "NOR.GOV"),
)  # fmt: skip


def a_page(number: int, chance: random.Random) -> Coded:
    acts = []
    for word, kind, words in chance.sample(TOLD, chance.randint(1, 3)):
        one, other = chance.sample(SIDES, 2)
        third = chance.choice(SIDES)
        sides = chance.choice(
            [((one,), (other,)), ((one,), (other, third)), ((one, other), ()), ((one, other), (third,))]
        )
        factuality = chance.choice([*Factuality, *[Factuality.ACTUAL] * 4])
        day = chance.choice([None, "2025-02-10", "2025-02-11", "2025-03"])
        acts.append(told.Act(f"They {words}.", word, kind, (), *sides, None, day, factuality))
    published = chance.choice(["2025-02-11", "2025-02-12", "2025-03-01", None])
    return ledgers.page(f"Page {number}", published, chance.choice("abcd"), *acts)


def is_of(event: Event, asked: Pair) -> bool:
    """Tell plainly whether a report is of a pair: one side towards the other, or both together towards nobody."""
    ways = [(one, other) for one in event.actors for other in event.recipients]
    pairs = [*ways, *((other, one) for one, other in ways)]
    if not event.recipients and (event.type in MUTUAL or not asked.domestic):
        pairs += itertools.permutations(event.actors, 2)
    return any(asked.a.holds(one, None) and asked.b.holds(other, None) for one, other in pairs)


@pytest.mark.parametrize("seed", range(4))
def test_acts_of_a_pair_are_those_of_which_a_report_is(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    with open_ledger(tmp_path / "ledger.sqlite") as book:
        book.add_all([a_page(number, chance) for number in range(40)], RUN)
        book.join()
        events = book.events(limit=1_000)
        homes = {event.id: event.id for event in events} | book.acts_of([event.id for event in events])
        for sides in PAIRS:
            asked = pair(*sides, NAMES)
            found = gather.of_pair(book, asked).acts
            assert {homes[act.id] for act in found} == {homes[event.id] for event in events if is_of(event, asked)}
            assert all(is_of(event, asked) for event in book.reports(act.id for act in found).values())
            assert all(1 <= len(act.sources) <= act.reports for act in found)


def test_coverage_calls_outlets_as_acts_do(tmp_path: Path) -> None:
    """Else no outlet of a pair would be found, and nothing would seem to have been read."""
    with ledgers.filled(tmp_path / "ledger.sqlite") as book:
        acts = gather.of_pair(book, pair("NOR", "MLI", NAMES)).acts
        assert {outlet for one in acts for outlet in one.sources} <= set(book.coverage().outlets)
        assert acts


def of_page(day: str, words: str, told: str | None, kind: Factuality) -> Coded:
    """A page on an aid that Norway suspends, as feared, announced, done or denied."""
    one = ledgers.act(words, "suspend", "SANCTION", told, ledgers.NORWAY, ledgers.MALI, factuality=kind)
    return ledgers.page("Norway and the aid for Mali", day, f"{day}.example", one)


def test_what_was_feared_before_is_no_news_of_what_is_done(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "ledger.sqlite") as book:
        book.add(of_page("2026-03-01", "Norway may suspend aid to Mali.", None, Factuality.HYPOTHETICAL), RUN)
        book.add(of_page("2026-03-10", "Norway did suspend aid to Mali.", "2026-03-09", Factuality.ACTUAL), RUN)
        book.join()
        [act] = of(book)
    assert (act.reports, act.factuality) == (2, Factuality.ACTUAL)
    assert (act.day, act.dated, act.published) == ("2026-03-09", True, "2026-03-10")


def test_a_plan_stays_beside_its_denial(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "ledger.sqlite") as book:
        book.add(of_page("2026-05-01", "Norway will suspend aid to Mali.", "2026-05-20", Factuality.PLANNED), RUN)
        book.add(of_page("2026-05-18", "Norway will not suspend aid to Mali.", "2026-05-20", Factuality.DENIED), RUN)
        book.join()
        found = of(book)
    kinds = {act.factuality: act.published for act in found}
    assert kinds == {Factuality.PLANNED: "2026-05-01", Factuality.DENIED: "2026-05-18"}


def test_what_is_called_off_before_its_week_is_seen(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "ledger.sqlite") as book:
        plan = ledgers.act(
            "Norway will visit Mali in May.", "visit", "AGREE", "2026-05-20", ledgers.NORWAY, ledgers.MALI,
            factuality=Factuality.PLANNED,
        )  # fmt: skip
        refusal = ledgers.act(
            "Norway called its journey off.", "called", "REJECT", "2026-04-10", ledgers.NORWAY, ledgers.MALI
        )
        book.add(ledgers.page("A visit is planned", "2026-04-01", "one.example", plan), RUN)
        page = ledgers.page("No journey after all", "2026-04-10", "two.example", refusal)
        told_off = tuple(replace(event, modes=("meet",)) for event in page.annotations.events)
        book.add(replace(page, annotations=replace(page.annotations, events=told_off)), RUN)
        book.join()
        announced = ahead.plans(book, Query(()))
        [entry] = ahead.entries(book, announced, "2026-06-01")
        [light], _ = ahead.light_entries(book, announced, "2026-06-01", 100)
    assert (entry.status, light.status) == ("in doubt", "in doubt")


def test_a_sector_that_is_none_leaves_the_parties_as_coded(book: Ledger) -> None:
    judge(book, "edit", seizure(book).id, ("actors", "NOR.XYZ"))
    assert [party.country for party in seizure(book).actors] == ["NOR"]
    assert seizure(book).actors[0].sectors == ("GOV",)
