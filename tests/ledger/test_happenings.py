"""Which reports are one act, on invented reports."""

from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmattan.ledger.alike import contradict
from harmattan.ledger.happenings import NOTHING, added, happening, happenings
from harmattan.ledger.happenings import told as told_of
from harmattan.ledger.reports import Report, blocks, told_days
from harmattan.records import Casualties, EventPlace, Factuality, Party, Span
from tests.ledger.told import ARMY, ESTIA, NORLAND, OLMA, REBELS, TARNA, Act, told

AMBUSH = Act(
    "Fighters of the Sand Front killed 12 soldiers in an ambush on a convoy near Tarna on Monday.",
    "ambush",
    modes=("firearms",),
    actors=(REBELS,),
    recipients=(ARMY,),
    place=TARNA,
    day="2026-03-02",
    casualties=Casualties(dead="12"),
)
LATER = replace(
    AMBUSH,
    sentence="The ambush on an army convoy at Tarna on Monday cost 15 lives, a hospital said.",
    casualties=Casualties(dead="15"),
)
OTHER_TOWN = replace(
    AMBUSH,
    sentence="On Monday gunmen also stormed the customs post of Olma and burned two lorries.",
    word="stormed",
    place=OLMA,
    casualties=Casualties(),
)
VISIT = Act(
    "The president of Estia will travel to Norland next week for talks on the river dam.",
    "travel",
    type="AGREE",
    actors=(ESTIA,),
    recipients=(NORLAND,),
    day="2026-03-10",
    factuality=Factuality.PLANNED,
)
HELD = Act(
    "The president of Estia held talks on the river dam with the government of Norland on Tuesday.",
    "talks",
    type="CONSULT",
    modes=("visit",),
    actors=(ESTIA,),
    recipients=(NORLAND,),
    day="2026-03-10",
)


def clusters(*reports: list[Report]) -> list[tuple[str, ...]]:
    return sorted(one.reports for one in happenings(report for article in reports for report in article))


def test_different_counts_of_one_attack_are_one_act_and_both_are_kept() -> None:
    first = told("Ambush near Tarna kills 12 soldiers", [AMBUSH], outlet="a")
    second = told("Toll of Tarna ambush rises to 15", [LATER], "2026-03-05", "b")
    (found,) = happenings([*first, *second])
    assert found.count == 2
    assert found.sources == 2
    assert (found.first_seen, found.last_seen) == ("2026-03-04", "2026-03-05")
    (dead,) = [item for item in found.disagreements if item.field == "dead"]
    assert dict(dead.said) == {"12": (first[0].id,), "15": (second[0].id,)}
    assert "count near" in {clue.name for pair in found.reasons for clue in pair.reasons}


def test_two_attacks_on_one_day_in_two_towns_stay_apart() -> None:
    first = told("Ambush near Tarna kills 12 soldiers", [AMBUSH], outlet="a")
    second = told("Gunmen storm customs post of Olma", [OTHER_TOWN], outlet="b")
    assert len(clusters(first, second)) == 2


def test_two_attacks_told_together_are_matched_each_with_its_own() -> None:
    first = told("Attacks at Tarna and Olma", [AMBUSH, OTHER_TOWN], outlet="a")
    second = told("Two towns hit by attacks", [LATER, replace(OTHER_TOWN, word="burned")], "2026-03-05", "b")
    found = clusters(first, second)
    assert found == sorted(tuple(sorted(pair)) for pair in zip(ids(first), ids(second), strict=True))


def ids(reports: list[Report]) -> list[str]:
    return [report.id for report in reports]


def test_a_visit_announced_and_held_is_one_act() -> None:
    first = told("President of Estia to visit Norland over river dam", [VISIT], "2026-03-04", "a")
    second = told("Estia and Norland hold talks over river dam", [HELD], "2026-03-11", "b")
    (found,) = happenings([*first, *second])
    assert found.count == 2
    assert {item.field for item in found.disagreements} >= {"type", "factuality"}


def test_wire_copies_are_several_reports_of_one_source() -> None:
    first = told("Ambush near Tarna kills 12 soldiers", [AMBUSH, LATER], outlet="a")
    copy = told("Ambush near Tarna kills 12 soldiers", [AMBUSH, LATER], outlet="b")
    own = told(
        "Soldiers die at Tarna",
        [replace(LATER, sentence="Rebels struck an army convoy at Tarna.", word="struck")],
        outlet="c",
    )
    joined = happening([first[0], copy[0], own[0]])
    assert joined.count == 3
    assert joined.sources == 2


def test_one_article_that_tells_two_acts_apart_is_never_merged_even_through_a_third() -> None:
    second = replace(AMBUSH, sentence="A second ambush at Olma killed 12 soldiers on Monday.", place=OLMA)
    article = told("Two ambushes", [AMBUSH, second], outlet="a")
    vague = replace(AMBUSH, sentence="Soldiers were killed in an ambush on Monday.", place=None)
    third = told("Ambush kills soldiers", [vague], outlet="b")
    for cluster in clusters(article, third):
        assert not set(ids(article)) <= set(cluster)


@pytest.mark.parametrize(
    "other",
    [
        replace(AMBUSH, type="COERCE"),
        replace(AMBUSH, factuality=Factuality.DENIED),
        replace(AMBUSH, modes=("explosives",)),
        replace(AMBUSH, recipients=(ESTIA,)),
        replace(AMBUSH, place=OLMA),
        replace(AMBUSH, day="2026-02-27"),
        replace(AMBUSH, casualties=Casualties(dead="3")),
    ],
)
def test_reports_of_one_article_contradict_and_those_of_two_never_do(other: Act) -> None:
    again = replace(other, sentence="Fighters laid an ambush.")
    (barred,) = added(NOTHING, told("Attacks", [AMBUSH, again])).pairs.values()
    assert barred.barred
    apart = added(NOTHING, [*told("Attack", [AMBUSH], outlet="a"), *told("Attack", [again], outlet="b")])
    assert not any(pair.barred for pair in apart.pairs.values())


def test_what_a_state_does_to_two_states_is_two_acts_and_who_met_whom_is_one() -> None:
    def joined(other: Act) -> bool:
        reports = [*told("Talks", [HELD], outlet="a"), *told("More", [other], outlet="b")]
        (pair,) = added(NOTHING, reports).pairs.values()
        return not pair.barred

    tarvia = replace(NORLAND, entity="gov:TAR", country="TAR")
    union = replace(NORLAND, entity="org:union", country="IGO")
    assert joined(HELD)
    assert joined(replace(HELD, actors=(NORLAND,), recipients=(ESTIA,)))
    assert joined(replace(HELD, recipients=(union,)))
    assert joined(replace(HELD, recipients=(NORLAND, tarvia)))
    assert not joined(replace(HELD, recipients=(tarvia,)))


def test_a_poorer_mention_in_the_same_article_contradicts_nothing() -> None:
    poorer = replace(AMBUSH, sentence="The ambush was the third.", place=None, day=None, casualties=Casualties())
    (pair,) = added(NOTHING, told("Attacks", [AMBUSH, poorer])).pairs.values()
    assert not pair.barred


def test_the_id_is_of_the_reports_alone() -> None:
    reports = [*told("Ambush", [AMBUSH], outlet="a"), *told("Toll rises", [LATER], outlet="b")]
    assert happening(reports).id == happening(reports[::-1]).id
    assert happening(reports).id != happening(reports[:1]).id


def test_what_is_untold_is_no_disagreement() -> None:
    poorer = replace(AMBUSH, place=None, casualties=Casualties())
    reports = [*told("Ambush", [AMBUSH]), *told("Ambush", [poorer], outlet="b")]
    assert happening(reports).disagreements == ()


def test_reports_without_a_day_or_a_state_are_still_reports() -> None:
    bare = Act("Somebody attacked somebody.", "attacked")
    (found,) = happenings(told("Attack", [bare], published=None))
    assert (found.count, found.first_seen, found.last_seen) == (1, None, None)


def test_a_done_act_dated_ahead_of_its_report_has_no_day() -> None:
    (ahead,) = told("Ambush", [replace(AMBUSH, day="2027-01-05")])
    (planned,) = told("Visit", [replace(VISIT, day="2027-01-05")])
    assert told_days(ahead) is None
    assert told_days(planned) is not None


def test_blocks_are_the_states_and_months_of_the_act() -> None:
    (report,) = told("Ambush", [AMBUSH])
    assert blocks(report) == {("NOR", "2026-02"), ("NOR", "2026-03")}


ARTICLES = [
    told("Ambush near Tarna kills 12 soldiers", [AMBUSH, OTHER_TOWN], outlet="a"),
    told("Toll of Tarna ambush rises to 15", [LATER], "2026-03-05", "b"),
    told("President of Estia to visit Norland over river dam", [VISIT], outlet="c"),
    told("Estia and Norland hold talks over river dam", [HELD], "2026-03-11", "d"),
    told("Gunmen storm customs post of Olma", [OTHER_TOWN], "2026-03-03", "e"),
]


@given(st.permutations(ARTICLES))
def test_one_by_one_gives_what_all_at_once_gives(articles: list[list[Report]]) -> None:
    known = NOTHING
    for article in articles:
        known = added(known, article)
    at_once = added(NOTHING, [report for article in ARTICLES for report in article])
    assert known.clusters == at_once.clusters
    assert known.pairs == at_once.pairs
    assert list(told_of(known)) == list(told_of(at_once))


@pytest.mark.parametrize("taken", range(len(ARTICLES)))
def test_taking_an_article_back_leaves_what_the_others_give(taken: int) -> None:
    at_once = added(NOTHING, [report for article in ARTICLES for report in article])
    rest = [report for place, article in enumerate(ARTICLES) if place != taken for report in article]
    known = added(at_once, [], gone=ids(ARTICLES[taken]))
    assert known == added(NOTHING, rest)


def test_an_article_changes_nothing_elsewhere() -> None:
    far = Party(None, "gov:WES", "Government of Westmark", "WES", ("GOV",))
    known = added(NOTHING, [report for article in ARTICLES for report in article])
    grown = added(known, told("Westmark closes port", [Act("Westmark closed a port.", "closed", actors=(far,))]))
    assert known.clusters < grown.clusters
    assert known.pairs == grown.pairs


def test_the_order_of_reports_does_not_count() -> None:
    reports = [report for article in ARTICLES[:3] for report in article]
    wanted = happenings(reports)
    assert all(happenings(order) == wanted for order in permutations(reports))


def test_places_of_one_name_in_two_states_are_two() -> None:
    abroad = EventPlace(Span(0, 1), "Tarna", "EST", 900, 50.0, 50.0, "city")
    first = told("Ambush", [replace(AMBUSH, actors=(), recipients=())], outlet="a")
    second = told("Raid", [replace(AMBUSH, actors=(), recipients=(), place=abroad)], outlet="b")
    (pair,) = added(NOTHING, [*first, *second]).pairs.values() or [None]
    assert pair is None or "place far" in {clue.name for clue in pair.reasons}


def test_nobody_accuses_two_states_in_one_act() -> None:
    """Told months apart: officials of Estia are accused of something, and their minister accuses Norland."""
    blamed = Act("Norland named them, accusing them of spying.", "accusing", "ACCUSE", (), (), (ESTIA,))
    answer = Act("The minister of Estia accused Norland of spying.", "accused", "ACCUSE", (), (ESTIA,), (NORLAND,))
    one = told("Spies named", [blamed], "2026-03-02", outlet="a.example")
    other = told("Spies named", [answer], "2026-05-02", outlet="b.example")
    assert contradict(one[0], other[0], ())
    same = told("Spies named", [replace(blamed, actors=(NORLAND,))], "2026-03-02", outlet="b.example")
    assert not contradict(one[0], same[0], ())


def test_a_word_of_praise_is_not_the_treaty_told_beside_it() -> None:
    signed = Act("Both signed a treaty.", "signed", "SUPPORT", (), (ESTIA, NORLAND), day="2026-03-02")
    praise = Act("The president of Estia praised Norland.", "praised", "SUPPORT", (), (ESTIA,), (NORLAND,))
    also = replace(praise, sentence="Estia signed a treaty with Norland.", word="signed")
    first, second, third = (
        told("Treaty", [one], "2026-03-03", outlet="a.example")[0] for one in (signed, praise, also)
    )
    assert contradict(first, second, ())
    assert not contradict(first, third, ())
    assert not contradict(second, third, ())
