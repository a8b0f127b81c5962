"""Acts and stories in the ledger: joined as articles come, bound by what people say, never changed. All invented."""

import random
from dataclasses import replace

import pytest

from harmattan.errors import UsageError
from harmattan.ledger import Ledger, joining
from harmattan.ledger.judgements import made
from harmattan.ledger.query import parse
from harmattan.records import Annotations, Coded, Run
from tests.ledger.build import RUN
from tests.ledger.test_happenings import AMBUSH, LATER, OTHER_TOWN, VISIT
from tests.ledger.told import coded

AT = "2026-05-01T10:00:00Z"
FIRST = coded("Twelve soldiers killed in ambush near Tarna", [AMBUSH, OTHER_TOWN], outlet="a")
SECOND = coded("Ambush at Tarna: hospital counts 15 dead", [LATER], "2026-03-05", outlet="b")
OTHER = coded("Estia's president to visit Norland", [VISIT], "2026-03-05", outlet="c")


def ids(page: Coded) -> list[str]:
    return [event.id for event in page.annotations.events]


AMBUSHED, STORMED = ids(FIRST)
(LATE,) = ids(SECOND)
(VISITED,) = ids(OTHER)


def say(ledger: Ledger, verb: str, subject: str, *others: str, at: str = AT) -> str:
    field = {"merge": "with", "split": "from"}.get(verb, "")
    one = made(verb, subject, [(field, other) for other in others], at=at, by="ann", reason="read both")
    ledger.judge(one)
    ledger.join()
    return one.id


@pytest.fixture
def told(ledger: Ledger) -> Ledger:
    for page in (FIRST, SECOND, OTHER):
        ledger.add(page, RUN)
        ledger.join()
    return ledger


def groups(ledger: Ledger) -> set[tuple[str, ...]]:
    acts = set(ledger.acts_of([AMBUSHED, STORMED, LATE, VISITED]).values())
    return set(ledger.reports_of(acts).values())


def grouped(*groups: tuple[str, ...]) -> set[tuple[str, ...]]:
    return {tuple(sorted(group)) for group in groups}


def test_two_reports_of_one_act_are_joined_and_the_others_are_not(told: Ledger) -> None:
    assert groups(told) == grouped((AMBUSHED, LATE), (STORMED,), (VISITED,))
    assert f"with {LATE}: " in told.joined_by(AMBUSHED)
    assert told.joined_by(VISITED) == ""
    act = told.act(told.acts_of([LATE])[LATE])
    assert act is not None
    assert (act.count, act.sources, act.first_seen, act.last_seen) == (2, 2, "2026-03-04", "2026-03-05")
    assert {one.field for one in act.disagreements} == {"dead"}


def test_articles_of_one_story_are_joined(told: Ledger) -> None:
    assert told.story_of(FIRST.article.id) == tuple(sorted((FIRST.article.id, SECOND.article.id)))
    assert told.story_of(OTHER.article.id) == (OTHER.article.id,)


def test_article_by_article_gives_what_all_at_once_gives(told: Ledger, ledger: Ledger) -> None:
    acts = told.acts_of([AMBUSHED, STORMED, LATE, VISITED])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(joining, "JUDGE", "the same rules again")
        ledger.join()
    assert ledger.acts_of([AMBUSHED, STORMED, LATE, VISITED]) == acts


def test_joining_again_writes_nothing(told: Ledger) -> None:
    before = told.counts()
    assert told.join() == joining.Joined()
    assert (told.counts(), told.waiting()) == (before, 0)


def test_a_few_codings_at_a_time_come_to_the_same(ledger: Ledger) -> None:
    for page in (FIRST, SECOND, OTHER):
        ledger.add(page, RUN)
    assert ledger.waiting() == 3
    assert [ledger.join(most=1).left for _ in range(3)] == [2, 1, 0]
    assert groups(ledger) == grouped((AMBUSHED, LATE), (STORMED,), (VISITED,))


def test_people_split_what_the_rules_joined_and_take_it_back(told: Ledger) -> None:
    said = say(told, "split", LATE, AMBUSHED)
    assert groups(told) == grouped((AMBUSHED,), (LATE,), (STORMED,), (VISITED,))
    say(told, "withdraw", said)
    assert groups(told) == grouped((AMBUSHED, LATE), (STORMED,), (VISITED,))


def test_people_merge_what_the_rules_never_compare(told: Ledger) -> None:
    said = say(told, "merge", VISITED, LATE)
    assert groups(told) == grouped((AMBUSHED, LATE, VISITED), (STORMED,))
    assert "said by a person" in told.joined_by(VISITED)
    say(told, "withdraw", said)
    assert groups(told) == grouped((AMBUSHED, LATE), (STORMED,), (VISITED,))


def test_of_two_words_on_a_pair_the_later_holds(told: Ledger) -> None:
    say(told, "merge", STORMED, LATE)
    say(told, "split", LATE, STORMED, at="2026-05-02T10:00:00Z")
    assert all(not {STORMED, LATE} <= set(group) for group in groups(told))


def test_what_was_said_holds_for_a_newer_coding(told: Ledger) -> None:
    say(told, "split", LATE, AMBUSHED)
    newer = Run("run-2", RUN.started_at, "coder-2", RUN.codebook)
    again = tuple(replace(event, id=f"{event.id}-b", coder="coder-2") for event in SECOND.annotations.events)
    told.add(replace(SECOND, annotations=Annotations(SECOND.article.id, events=again)), newer)
    told.join()
    acts = told.acts_of([AMBUSHED, f"{LATE}-b"])
    assert len(set(acts.values())) == 2
    assert told.reports_of([acts[AMBUSHED]])[acts[AMBUSHED]] == (AMBUSHED,)


def test_a_report_that_a_newer_coding_drops_leaves_its_act(told: Ledger) -> None:
    newer = Run("run-2", RUN.started_at, "coder-2", RUN.codebook)
    told.add(replace(SECOND, annotations=Annotations(SECOND.article.id)), newer)
    told.join()
    acts = told.acts_of([AMBUSHED])
    assert told.reports_of(acts.values())[acts[AMBUSHED]] == (AMBUSHED,)


def test_a_list_shows_each_act_once_page_by_page(told: Ledger) -> None:
    whole = told.acts()
    assert len({act.id for act in whole}) == len(whole) == 3
    assert {act.reports for act in whole} == groups(told)
    assert [act.sources for act in whole if len(act.reports) == 2] == [2]
    pages = [told.acts(limit=1)]
    while pages[-1]:
        pages.append(told.acts(limit=1, after=pages[-1][0].shown.id))
    assert [act for page in pages for act in page] == whole


def test_an_act_is_shown_by_the_report_that_fits(told: Ledger) -> None:
    for source, shown in (("a", AMBUSHED), ("b", LATE)):
        (act,) = [act for act in told.acts(parse(f"source:{source}")) if len(act.reports) == 2]
        assert act.shown.id == shown


def test_as_of_shows_the_acts_as_they_were(told: Ledger) -> None:
    now = told.acts(parse("as_of:2026-02-03"))
    assert {act.reports for act in now} == groups(told)
    assert told.acts(parse("as_of:2026-02-02")) == []


@pytest.mark.parametrize(
    ("verb", "subject", "others", "wrong"),
    [
        ("merge", LATE, (), "needs another event"),
        ("split", LATE, (LATE,), "named twice"),
        ("merge", LATE, ("evt-0",), "no event evt-0"),
    ],
)
def test_what_cannot_be_meant_is_refused(
    told: Ledger, verb: str, subject: str, others: tuple[str, ...], wrong: str
) -> None:
    before = told.counts()
    with pytest.raises(UsageError, match=wrong):
        say(told, verb, subject, *others)
    assert told.counts() == before


def test_an_address_that_is_none_stops_no_join(ledger: Ledger) -> None:
    for page in (FIRST, SECOND):
        ledger.add(replace(page, article=replace(page.article, url="http://[bad")), RUN)
    assert ledger.join().acts == 2
    assert groups(ledger) == grouped((AMBUSHED, LATE), (STORMED,))
    assert len(ledger.acts()) == 2


def test_a_dropped_report_leaves_no_act_that_names_it_twice(ledger: Ledger) -> None:
    """Whatever is dropped, restored and joined in parts: each report is in the one act it names."""
    pages = [coded(f"Ambush near Tarna {n}", [AMBUSH], f"2026-03-0{n}", outlet=f"o{n}") for n in range(3, 9)]
    chance = random.Random(7)
    all_ids = {id_ for page in pages for id_ in ids(page)}
    for number in range(40):
        page = chance.choice(pages)
        kept = page.annotations.events if chance.random() < 0.6 else ()
        run = Run(f"run-{number}", RUN.started_at, f"coder-{number}", RUN.codebook)
        again = tuple(replace(event, coder=run.coder) for event in kept)
        ledger.add(replace(page, annotations=Annotations(page.article.id, events=again)), run)
        if chance.random() < 0.7:
            ledger.join(most=1)
    while ledger.join().left:
        pass
    current = {event.id for event in ledger.events(limit=1000)} & all_ids
    acts = ledger.acts_of(current)
    members = ledger.reports_of(set(acts.values()))
    for id_ in current:
        assert id_ in members[acts[id_]]
        assert all(acts[other] == acts[id_] for other in members[acts[id_]] if other in current)
