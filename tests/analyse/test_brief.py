"""A brief says what was counted, and of too little that it is too little; every sentence on acts cites them."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from harmattan.analyse.brief import brief
from harmattan.analyse.periods import period
from harmattan.analyse.sentence import Brief, Differing, Doubts, Matter, Turn, Way
from harmattan.analyse.stretches import parted
from harmattan.records import Act, Factuality
from tests.analyse.acts import FRANCE, MALI, NORLAND, REBELS, act, name, party, some_acts, two

MATTER = Matter(two(), period("2024"), "2024-12-31", name)
TURN = Turn("2024-06-01", "2024-06-08", "worse", 3.5, -6.0, 6, 7)


def section(told: Brief, heading: str) -> list[str]:
    return [one.text for part in told.sections if part.heading.startswith(heading) for one in part.sentences]


def run(count: int, type_: str, month: int, **changes: object) -> list[Act]:
    return [act(f"{type_}-{month}-{n}", type_, f"2024-{month:02d}-{n + 10}", **changes) for n in range(count)]


def test_no_act_is_one_sentence_that_says_so() -> None:
    told = brief([act(actors=(FRANCE,))], MATTER)
    assert section(told, "In short") == ["In 2024, the pages read tell of no act between Norland and Mali."]
    assert [part.heading for part in told.sections] == ["In short"]


def test_few_acts_have_no_tone() -> None:
    told = brief(run(2, "AID", 3), MATTER)
    assert section(told, "In short") == [
        "In 2024, the pages read tell of two acts between Norland and Mali, in two reports by one outlet.",
        "All are acts by Norland towards Mali.",
    ]
    assert section(told, "What this rests on") == [
        "Only two acts of Norland towards Mali are told: too few to speak of a tone.",
        "Every act is told by one independent outlet only.",
    ]


def test_mostly_is_said_only_where_chance_leaves_no_other_reading() -> None:
    sure = [*run(9, "AID", 3), *run(1, "ACCUSE", 4)]
    assert "are mostly cooperative: nine of cooperation and one of conflict (mean score 8.7 on a scale" in "".join(
        section(brief(sure, MATTER), "In short")
    )
    unsure = [*run(4, "AID", 3), *run(2, "ACCUSE", 4)]
    assert "four are of cooperation and two of conflict" in "".join(section(brief(unsure, MATTER), "In short"))


def test_words_stand_against_deeds() -> None:
    told = brief([*run(5, "ACCUSE", 3), *run(5, "AID", 4)], MATTER)
    assert section(told, "In short")[-1] == (
        "Five acts are in words and five in deeds; the words score −3.0 on average, the deeds 10.0."
    )


def test_a_turn_is_told_with_its_carriers_and_parts_the_acts() -> None:
    acts = [*run(6, "AID", 3), *run(7, "SANCTION", 9), act("cut", "SANCTION", "2024-06-03", modes=("withdraw",))]
    told = brief(acts, replace(MATTER, turns=(replace(TURN, carriers=("cut",)),)))
    assert section(told, "Turning points") == [
        "Between 1 and 7 June 2024, the relation between Norland and Mali turned for the worse: the mean "
        "score fell from 3.5 (six acts) to −6.0 (seven acts) on a scale from −10 to 10.",
        "From then on: on 3 June 2024, Norland withdrew from ties or agreements with Mali.",
    ]
    assert [part.heading for part in told.sections][2:4] == [
        "Before the turn (five of six)",
        "After the turn (five of seven)",
    ]
    assert all("June" not in text for text in section(told, "After"))


def test_acts_that_the_turn_tells_are_not_counted_among_the_chief_ones_without_a_word() -> None:
    acts = [*run(6, "AID", 3), *run(7, "SANCTION", 9), act("cut", "SANCTION", "2024-09-28", modes=("withdraw",))]
    told = brief(acts, replace(MATTER, turns=(replace(TURN, carriers=("cut",)),)))
    assert [part.heading for part in told.sections][2:4] == [
        "Before the turn (five of six)",
        "After the turn (five of seven others)",
    ]


def test_a_turn_says_how_sure_it_is_and_names_its_strongest_carriers_first() -> None:
    acts = run(3, "AID", 3) + run(3, "ASSAULT", 8)
    turn = replace(TURN, chance=0.612, carriers=tuple(one.id for one in reversed(acts)))
    first, *rest = section(brief(acts, replace(MATTER, turns=(turn,))), "Turning points")
    assert "turned for the worse (probability 61%): " in first
    assert [words.split(",")[0] for words in rest] == [
        "Before the turn: on 11 March 2024",
        "On 12 March 2024",
        "From then on: on 10 August 2024",
        "On 11 August 2024",
        "On 12 August 2024",
    ]


def test_an_act_known_to_the_month_is_of_the_course_its_middle_lies_in() -> None:
    month = act("m", day="2024-06-01", end="2024-07-01")
    turned = replace(TURN, carriers=("m",), until="2024-07-01")
    for day, words in (("2024-06-10", "From then on: in June 2024"), ("2024-06-20", "Before the turn: in June 2024")):
        told = section(brief([month], replace(MATTER, turns=(replace(turned, day=day),))), "Turning points")
        assert told[1].startswith(words)


def test_the_newest_act_is_always_among_the_chief_ones_and_breaks_ties() -> None:
    acts = run(6, "ASSAULT", 3)
    assert "10 March" not in "".join(section(brief(acts, MATTER), "Main acts"))
    quiet = act("new", "SUPPORT", "2024-09-01")
    told = section(brief([*acts, quiet], MATTER), "Main acts")
    assert len(told) == 5
    assert told[-1].startswith("On 1 September 2024,")


def test_a_turn_is_told_with_its_likeliest_day_and_what_speaks_against_it() -> None:
    doubts = Doubts((0.5, 1.5), True, True, ("north-post", 0.354), ("AID-3-1", 0.43))
    turn = replace(TURN, chance=0.63, day="2024-06-04", sure=False, doubts=doubts, carriers=("AID-3-0",))
    [part] = [one for one in brief(run(3, "AID", 3), replace(MATTER, turns=(turn,))).sections if one.heading[0] == "T"]
    texts = [one.text for one in part.sentences]
    assert texts[0].startswith(
        "Between 1 and 7 June 2024, most probably on 4 June 2024, the relation between Norland and Mali may have "
        "turned for the worse (probability 63%): "
    )
    assert texts[1:6] == [
        "Reading changed at the same time: 0.5 before and 1.5 after, where 1 is the average.",
        "The outlets that tell of it changed at the same time.",
        "What was read is too little to measure reading: whether acts became more or fewer is not told.",
        "Without north-post the probability is 35%.",
        "Without the act that tells most for it the probability is 43%.",
    ]
    assert part.sentences[5].events == ("AID-3-1",)


def test_whose_course_turned_is_told() -> None:
    turn = replace(TURN, towards="forward", chance=0.8, doubts=Doubts(outlets=True, unmeasured=True))
    ways = (Way("forward", (turn,)), Way("backward", (), "too little", ("ACCUSE-9-0",)))
    back = run(2, "ACCUSE", 9, actors=(MALI,), recipients=(NORLAND,))
    told = section(brief([*run(3, "AID", 3), *back], replace(MATTER, unturned="none", ways=ways)), "Turning points")
    assert told[0] == "These acts speak against a change of course."
    assert told[1].startswith(
        "Between 1 and 7 June 2024, the conduct of Norland towards Mali turned for the worse (probability 80%): "
    )
    assert told[2:] == [
        "The outlets that tell of it changed at the same time.",
        "The acts of Mali towards Norland are too little to say whether its conduct changed course.",
    ]
    still = replace(MATTER, unturned="none", ways=(Way("backward", (), "none", ("ACCUSE-9-0",)),))
    assert len(section(brief(back, still), "Turning points")) == 1


def test_a_turn_of_the_number_of_acts_is_told_in_acts() -> None:
    turn = replace(TURN, direction="more", rates=(0.5, 4.0))
    told = section(brief(run(3, "AID", 3), replace(MATTER, turns=(turn,))), "Turning points")
    assert told[0] == (
        "Between 1 and 7 June 2024, acts between Norland and Mali became more frequent: six acts before, 0.5 in 30 "
        "days, and seven acts after, 4.0 in 30 days."
    )


def test_acts_in_the_days_of_a_turn_that_do_not_carry_it_are_told() -> None:
    acts = [*run(2, "AID", 3), act("inside", "REJECT", "2024-06-03"), *run(2, "ASSAULT", 8)]
    turn = replace(TURN, carriers=tuple(one.id for one in acts if one.id != "inside"))
    told = section(brief(acts, replace(MATTER, turns=(turn,))), "In the days of the turn")
    assert [words[:15] for words in told] == ["On 3 June 2024,"]


def test_each_turn_has_a_before_and_an_after_of_its_own() -> None:
    later = replace(TURN, since="2024-09-01", until="2024-10-01", day="2024-09-20", carriers=("AID-3-0",))
    acts = [*run(2, "AID", 3), *run(2, "SANCTION", 7), *run(1, "REJECT", 9), *run(2, "AID", 11)]
    turns = (later, replace(TURN, day="2024-06-03", carriers=("AID-3-0",)))
    told = [one for one in brief(acts, replace(MATTER, turns=turns)).sections if "turn" in one.heading.lower()]
    assert [(part.heading, len(part.sentences)) for part in told if "Turning" not in part.heading] == [
        ("Before the turn of 3 June 2024", 1),
        ("Between the turns of 3 June 2024 and 20 September 2024", 2),
        ("In the days of the turn of 20 September 2024, in September 2024", 1),
        ("After the turn of 20 September 2024", 2),
    ]


def test_the_days_of_turns_that_overlap_are_told_once() -> None:
    turns = (replace(TURN, until="2024-08-01"), replace(TURN, since="2024-07-01", until="2024-09-01"))
    first, second = parted(replace(MATTER, turns=turns))
    assert first.after.length == second.before.length == 0
    assert (second.inside.since, second.inside.until) == ("2024-08-01", "2024-09-01")


@pytest.mark.parametrize(("said", "words"), [("none", "speak against"), ("too little", "too little to say")])
def test_that_nothing_turned_is_an_answer(said: str, words: str) -> None:
    (told,) = section(brief(run(3, "AID", 3), replace(MATTER, unturned=said)), "Turning points")
    assert words in told


def test_what_is_said_of_a_course_rests_on_the_acts_the_model_was_given() -> None:
    acts = run(3, "AID", 3)
    some = replace(MATTER, unturned="too little", given=("AID-3-0", "AID-3-2"))
    [part] = [one for one in brief(acts, some).sections if one.heading == "Turning points"]
    assert [(one.text, one.events) for one in part.sentences] == [
        (
            "The two acts known to the month are too little to say whether the relation changed course.",
            ("AID-3-0", "AID-3-2"),
        )
    ]
    assert section(brief(acts, replace(some, given=("AID-3-0",))), "Turning points") == [
        "The one act known to the month is too little to say whether the relation changed course."
    ]
    assert section(brief(acts[:1], replace(some, given=("AID-3-0",))), "Turning points") == [
        "This act is too little to say whether the relation changed course."
    ]
    assert section(brief(acts, replace(some, given=())), "Turning points") == [
        "No act is known to the month, so nothing can be said of a change of course."
    ]


def test_a_turn_counts_the_acts_it_rests_on_and_does_not_cite() -> None:
    acts = run(3, "AID", 3)
    told = brief(acts, replace(MATTER, turns=(replace(TURN, carriers=("AID-3-0",)),)))
    turned = next(part for part in told.sections if part.heading == "Turning points").sentences[0]
    assert (turned.events, turned.more) == (("AID-3-0",), 12)


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (("AID-3-0",), "One of three acts is not drawn in the chart by week, since its week is not known."),
        (
            ("AID-3-0", "AID-3-1"),
            "Two of three acts are not drawn in the chart by week, since their week is not known.",
        ),
    ],
)
def test_what_the_chart_does_not_draw_is_told(left: tuple[str, ...], words: str) -> None:
    told = brief(run(3, "AID", 3), replace(MATTER, undrawn=("week", left)))
    assert words in section(told, "What this rests on")


def test_acts_of_others_than_the_state_are_told() -> None:
    acts = [act("a1"), act("a2", "ASSAULT", actors=(REBELS,), recipients=(NORLAND,))]
    assert "Of Mali, the one act is by others of the country than its state." in section(
        brief(acts, MATTER), "What this rests on"
    )


def test_a_plan_without_a_day_is_told_and_a_day_that_stands_in_is_said_to() -> None:
    plan = act("p", "AGREE", "2024-03-12", factuality=Factuality.PLANNED, published="2024-03-12")
    done = act("d", "SANCTION", "2024-03-12", published="2024-03-12", dated=False)
    told = brief([plan, done], MATTER)
    assert section(told, "Announced")[0].startswith("As reported on 12 March 2024, Norland was to meet")
    assert section(told, "Main acts")[0].startswith("As reported on 12 March 2024, Norland imposed")
    assert "The one act has no day told and counts on that of the news, which may come later." in section(
        told, "What this rests on"
    )


def test_a_plan_without_a_day_is_told_with_the_act_that_may_have_kept_it() -> None:
    plan = act("p", "AGREE", None, factuality=Factuality.PLANNED, published="2024-03-12")
    visit = act("v", day="2024-03-20")
    (text,) = section(brief([plan, visit], MATTER), "Announced")
    assert text.endswith("help Mali; this may have been kept: on 20 March 2024, Norland held talks with Mali.")
    ada = (party("NOR", "GOV", "person:ada-voss", "Ada Voss"),)
    named = [replace(one, actors=ada) for one in (plan, visit)]
    (text,) = section(brief(named, MATTER), "Announced")
    assert "; this was kept: on 20 March 2024, Ada Voss of Norland held" in text


def test_a_turn_without_named_carriers_shows_the_acts_of_its_days() -> None:
    told = brief([act("cut", "SANCTION", "2024-06-03")], replace(MATTER, turns=(TURN,)))
    assert len(section(told, "Turning points")) == 2


def test_a_subject_that_moved_is_told_with_its_counts() -> None:
    acts = run(9, "AID", 3, contexts=("economic",)) + run(9, "SANCTION", 9, contexts=("military",))
    told = section(brief(acts, replace(MATTER, turns=(TURN,))), "What is at stake")
    assert (
        told[0] == "Of 18 acts whose subject is told, nine concerned trade and the economy and nine military matters."
    )
    assert (
        "Since the turn, acts are more often about military matters: 0 of nine acts before, 9 of nine acts after."
        in told
    )


def test_a_plan_is_followed_by_what_became_of_it() -> None:
    plan = act("p", "AGREE", "2024-05-10", factuality=Factuality.PLANNED, published="2024-05-01")
    told = "As reported on 1 May 2024, Norland was to meet, back or help Mali on 10 May 2024"
    assert section(brief([plan], MATTER), "Announced") == [
        f"{told}; up to 31 December 2024, nothing is told of whether it took place."
    ]
    assert section(brief([plan], replace(MATTER, today="2024-05-02")), "Announced") == [f"{told}."]
    kept = section(brief([plan, act("v", day="2024-05-10")], MATTER), "Announced")
    assert kept == [f"{told}; this was kept: on 10 May 2024, Norland held talks with Mali."]
    signed = act("s", "SUPPORT", "2024-05-10", actors=(NORLAND, MALI), recipients=())
    assert "this was kept: on 10 May 2024, Norland and Mali backed each other or strengthened ties" in "".join(
        section(brief([plan, signed], MATTER), "Announced")
    )
    off = act("o", "REJECT", "2024-05-08", modes=("meet",))
    assert section(brief([plan, off], MATTER), "Announced") == [
        f"{told}; this is in doubt: on 8 May 2024, Norland refused to meet Mali or called a meeting off."
    ]


def test_a_promise_tells_its_day_and_is_not_asked_whether_it_took_place() -> None:
    due = ("2024-05-10", "2024-05-11")
    word = act("w", "AGREE", "2024-05-01", due=due, relation="by", meant=("CONSULT",))
    told = "On 1 May 2024, Norland offered to cooperate with Mali"
    assert section(brief([word], MATTER), "Announced") == [
        f"{told}, with 10 May 2024 as the last day; up to 31 December 2024, nothing is told of what came of it."
    ]
    on = replace(word, relation="on")
    ahead = replace(MATTER, today="2024-05-02")
    assert section(brief([on], ahead), "Announced") == [f"{told}, for 10 May 2024."]
    month = replace(on, due=("2024-06-01", "2024-07-01"))
    assert section(brief([month], ahead), "Announced") == [f"{told}, for a day in June 2024."]


def test_what_the_calendar_tells_of_a_threat_an_end_and_a_delay_a_brief_tells_too() -> None:
    due = ("2024-05-10", "2024-05-11")
    threat = act("t", "THREATEN", "2024-05-01", due=due, relation="by", meant=("SANCTION",))
    (text,) = section(brief([threat, act("s", "SANCTION", "2024-05-12")], MATTER), "Announced")
    assert "as the last day; this was carried out: on 12 May 2024, Norland imposed sanctions on" in text
    pact = act("u", "AGREE", "2024-05-01", due=due, relation="until")
    longer = act("r", "AGREE", "2024-05-05", due=("2024-09-01", "2024-09-02"), relation="until")
    told = section(brief([pact, longer], MATTER), "Announced")
    assert ", until 10 May 2024; this was renewed: on 5 May 2024, Norland" in told[0]
    ended = act("e", "SANCTION", "2024-05-06", modes=("discontinue",), contexts=("economic",))
    told = section(brief([replace(pact, contexts=("economic",)), ended], MATTER), "Announced")
    assert "; this was ended before its day: on 6 May 2024, Norland" in told[0]
    plan = act("p", "AGREE", "2024-05-10", factuality=Factuality.PLANNED, published="2024-05-01")
    moved = act("m", "REJECT", "2024-05-08", modes=("meet",), due=("2024-06-03", "2024-06-04"), relation="to")
    told = section(brief([plan, moved], MATTER), "Announced")
    assert "; a meeting was put off, which need not be this one: on 8 May 2024, Norland" in told[0]


def test_reports_that_differ_are_set_side_by_side() -> None:
    matter = replace(MATTER, differing=(Differing("a1", "dead", (("12", ("a1", "a2")), ("15", ("a3",)))),))
    told = brief([act(type_="ASSAULT")], matter)
    (sentence,) = next(part for part in told.sections if part.heading == "Where reports differ").sentences
    assert sentence.text == (
        "On 12 March 2024, Norland attacked Mali; reports differ on the number of dead: 12 (two reports) and 15 "
        "(one report)."
    )
    assert sentence.events == ("a1", "a2", "a3")


@pytest.mark.parametrize(
    ("field", "values", "words"),
    [
        (
            "type",
            ("ASSAULT/drone", "ASSAULT"),
            "what happened: carried out drone strikes (one report) and carried out an",
        ),
        ("time", ("2024-03-12", "2024-03"), "when it happened: on 12 March 2024 (one report) and in March 2024"),
        ("factuality", ("actual", "denied"), "whether it happened: told as done (one report) and told as not done"),
    ],
)
def test_codes_in_which_reports_differ_are_put_in_words(field: str, values: tuple[str, str], words: str) -> None:
    differing = Differing("a1", field, tuple((value, (f"a{n}",)) for n, value in enumerate(values)))
    (text,) = section(brief([act()], replace(MATTER, differing=(differing,))), "Where reports differ")
    assert f"reports differ on {words}" in text


def test_uneven_reading_is_told_beside_a_turn() -> None:
    coverage = {f"2024-W{week:02d}": 2 if week < 23 else 20 for week in range(1, 53)}
    told = section(brief(run(6, "AID", 3), replace(MATTER, turns=(TURN,), coverage=coverage)), "What this rests on")
    assert any(text.startswith("Reading is uneven: 2.0 pages a week before 1 June 2024 and 20.0 from") for text in told)
    assert not any("uneven" in text for text in section(brief(run(6, "AID", 3), MATTER), "What this rests on"))


def test_what_is_not_counted_is_told_by_kind() -> None:
    acts = [
        act("a"),
        act("b", factuality=Factuality.HISTORICAL, published="2024-03-12", day=None),
        act("c", factuality=Factuality.HYPOTHETICAL),
        act("d", day="2023-12-01", end="2024-02-01"),
        act("e", day="2019-01-01"),
        act("f", "REQUEST", actors=(NORLAND, MALI), recipients=()),
    ]
    assert section(brief(acts, MATTER), "What this rests on")[-1] == (
        "Not counted: one act told as history, one act only feared or possible, one act whose day is not known well "
        "enough and one act of both sides whose direction is not told."
    )


def test_acts_that_read_alike_share_a_sentence() -> None:
    (one,) = next(
        part for part in brief([act("a"), act("b")], MATTER).sections if part.heading == "Main acts"
    ).sentences
    assert one.events == ("a", "b")


def test_a_domestic_brief_speaks_of_parties_within_a_country() -> None:
    told = brief([act(type_="ASSAULT", actors=(REBELS,), recipients=(MALI,))], replace(MATTER, pair=two("MLI", "MLI")))
    assert told.title == "Mali: domestic"
    assert section(told, "Main acts") == ["On 12 March 2024, Northern Band attacked Mali's government."]


def test_a_sentence_on_many_acts_cites_the_chief_ones_and_counts_the_rest() -> None:
    acts = [*run(15, "AID", 3), act("told", "AID", "2024-03-05", reports=9, sources=("a", "b", "c"))]
    told = brief(acts, MATTER)
    many = [one for one in told.sections[0].sentences if one.more]
    assert many
    assert all(len(one.events) == 12 and "told" in one.events for one in many)
    assert {len(one.events) + one.more for one in many} == {16}


@settings(max_examples=40, deadline=None)
@given(some_acts())
def test_every_cited_event_was_given_and_the_order_does_not_matter(acts: list[Act]) -> None:
    told = brief(acts, replace(MATTER, turns=(TURN,)))
    known = {one.id for one in acts}
    assert all(set(one.events) <= known for part in told.sections for one in part.sentences)
    assert all(one.text[0].isupper() or one.text[0].isdigit() for part in told.sections for one in part.sentences)
    assert brief(acts[::-1], replace(MATTER, turns=(TURN,))) == told
    assert NORLAND in act().actors
