"""Lists of acts against a plain oracle: all reports that fit, joined in Python. Everything told is invented."""

import random
from collections.abc import Iterator
from dataclasses import replace

import pytest

from harmattan.ledger import Ledger, open_ledger
from harmattan.ledger.acts import Act
from harmattan.ledger.copies import independent, sketch
from harmattan.ledger.query import Query, parse, periods
from harmattan.outlets import outlet
from harmattan.records import Coded, Factuality, Party, Run
from harmattan.relationships.gather import gathered
from tests.ledger import told
from tests.ledger.build import RUN

SIDES = (told.NORLAND, told.ESTIA, told.REBELS, told.ARMY)
TOLD = (
    ("COERCE", "seized", "seized a cargo in the port"),
    ("ASSAULT", "shelled", "shelled an airstrip near the river"),
    ("CONSULT", "met", "met envoys in the old palace"),
    ("SANCTION", "suspended", "suspended aid for schools"),
)
DAYS = (None, "2025-02-10", "2025-02-11", "2025-03", "2025-02-09/2025-06-01")
LINES = (
    "", "actor:NOR", "between:EST,NOR", "act:COERCE", "when:2025-02", "status:actual", "conf>=.8", "coder:coder-1",
    "coder:coder-2", "coder:coder-1,coder-2", "coder:coder-1,-coder-2", "as_of:2026-01-02",
    "as_of:2026-01-03 act:COERCE,SANCTION",
)  # fmt: skip
NEWER = Run("run-2", "2026-01-08T00:00:00Z", "coder-2", "plover-1")


def a_page(number: int, chance: random.Random) -> Coded:
    acts = []
    for kind, word, words in chance.sample(TOLD, chance.randint(1, 3)):
        one, other = chance.sample(SIDES, 2)
        sides: tuple[tuple[Party, ...], tuple[Party, ...]] = chance.choice([((one,), (other,)), ((one, other), ())])
        factuality = chance.choice([Factuality.PLANNED, Factuality.HISTORICAL, *[Factuality.ACTUAL] * 4])
        acts.append(told.Act(f"They {words}.", word, kind, (), *sides, None, chance.choice(DAYS), factuality))
    published = chance.choice(["2025-02-11", "2025-02-12", "2025-03-01", None])
    return told.coded(f"Page {number}", acts, published, chance.choice("abcd"))


def anew(page: Coded, chance: random.Random) -> Coded:
    """Return a page as a newer coder codes it: some acts are gone, some are of another type."""
    kept = [event for event in page.annotations.events if chance.random() < 0.7]
    types = [chance.choice(TOLD)[0] for _ in kept]
    found = (replace(one, coder="coder-2", type=kind, confidence=0.5) for one, kind in zip(kept, types, strict=True))
    return replace(page, annotations=replace(page.annotations, events=tuple(found)))


@pytest.fixture(scope="module", params=range(2))
def book(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """A ledger that grew over some days, was joined now and then, and coded anew in part."""
    chance, day = random.Random(request.param), 1
    path = tmp_path_factory.mktemp("acts") / "ledger.sqlite"
    pages = [a_page(number, chance) for number in range(32)]
    with open_ledger(path, clock=lambda: f"2026-01-0{day}T00:00:00Z") as opened:
        for day in range(1, 5):
            opened.add_all(pages[8 * day - 8 : 8 * day], RUN)
            if day != 2:
                opened.join()
        opened.add_all([anew(page, chance) for page in chance.sample(pages, 12)], NEWER)
        opened.join()
        yield opened


def plainly(book: Ledger, query: Query) -> list[Act]:
    before = query.as_of and periods.after(query.as_of)
    found = book.events(query, limit=10_000)
    homes = book.acts_of([event.id for event in found], before=before)
    reports = book.reports_of(set(homes.values()), before=before)
    # News stands before what recalls it; of equals the newest.
    ranked = sorted(found, key=lambda event: event.factuality is Factuality.HISTORICAL)
    shown = {homes.get(event.id, event.id): event for event in reversed(ranked)}
    order = dict.fromkeys(homes.get(event.id, event.id) for event in found)
    return [
        Act(id_, shown[id_], ids, sources(book, ids)) for id_ in order for ids in [reports.get(id_, (shown[id_].id,))]
    ]


def sources(book: Ledger, reports: tuple[str, ...]) -> int:
    pages = [page for id_ in reports if (event := book.event(id_)) and (page := book.article(event.article))]
    return independent([outlet(page) for page in pages], [sketch(page.text) for page in pages])


@pytest.mark.parametrize("line", LINES)
def test_acts_are_those_of_all_reports_joined_in_memory(book: Ledger, line: str) -> None:
    query = parse(line)
    expected = plainly(book, query)
    assert expected
    for size in (2, 100):
        found: list[Act] = []
        while page := book.acts(query, limit=size, after=found[-1].shown.id if found else None):
            found += page
            assert len(found) <= len(expected)
        assert found == expected
    assert book.places(replace(query, by="events")).count == len(expected)


def test_what_a_newer_coding_dropped_counts_in_no_act_before_the_next_join_and_after_it(ledger: Ledger) -> None:
    def numbers(line: str = "") -> list[tuple[int, int]]:
        return [(len(act.reports), act.sources) for act in ledger.acts(parse(line))]

    seized = told.Act("They seized a cargo in the port.", "seized", "COERCE", (), (told.NORLAND,), (told.ESTIA,))
    one, two = (told.coded(f"Page {n}", [seized], "2025-02-11", f"{n}.example") for n in "ab")
    ledger.add_all([one, two], RUN)
    ledger.join()
    (act,) = ledger.acts()
    both, made = act.reports, (len(act.reports), act.sources)
    (kept,), (gone,) = one.annotations.events, two.annotations.events
    ledger.add(replace(two, annotations=replace(two.annotations, events=())), NEWER)
    assert (numbers(), ledger.wholes("act")) == ([(1, 1)], 1)
    assert ledger.reports_of([act.id]) == {act.id: (kept.id,)}
    assert numbers("coder:coder-1") == [made]
    (counted,) = gathered(ledger, [parse("actor:NOR")]).acts
    assert counted.reports == 1
    happened = ledger.act(act.id)
    assert happened
    assert happened.reports == (kept.id,)
    ledger.join()
    assert (numbers(), ledger.wholes("act")) == ([(1, 1)], 1)
    assert ledger.reports_of([act.id]) == {act.id: both}
    assert gone.id in both
    ledger.add(replace(one, annotations=replace(one.annotations, events=())), NEWER)
    assert (numbers(), ledger.wholes("act")) == ([], 0)


@pytest.mark.parametrize("line", LINES)
def test_pages_of_reports_hold_each_once(book: Ledger, line: str) -> None:
    query = parse(line)
    expected = book.events(query, limit=10_000)
    assert len({event.id for event in expected}) == len(expected)
    found = list(expected[:0])
    while page := book.events(query, limit=3, after=found[-1].id if found else None):
        found += page
        assert len(found) <= len(expected)
    assert found == expected
