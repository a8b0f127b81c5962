"""One act told several times in one article."""

from collections.abc import Sequence
from dataclasses import replace
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmattan.annotate import merge as module
from harmattan.annotate.merge import _likely, merge
from harmattan.annotate.twins import WEIGHTS, features, probability
from harmattan.records import Casualties, Event, EventPlace, EventTime, Factuality, Party, Span

# Invented.
TEXT = (
    "Ardana expels Belmark envoy\n"
    "Ardana expelled the envoy of Belmark on Monday, its foreign ministry said.\n"
    "The expulsion came after weeks of quarrel. Trade went on.\n"
    "In May Corland had expelled a consul of Belmark from Port Vell."
)


def event(words: str, nth: int = 0, *, actor: str = "", recipient: str = "", **more: object) -> Event:
    """An event whose trigger are the nth such words of the text; its parties are known by a name alone."""
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    made = Event(
        f"ev-{start}", "art-1", "SANCTION", Span(start, start + len(words)), Factuality.ACTUAL, 0.6, modes=("expel",)
    )
    sides = {
        side: (Party(None, name),) if name else () for side, name in (("actors", actor), ("recipients", recipient))
    }
    return replace(made, evidence=(Span(start, start + 3),), **sides, **more)  # type: ignore[arg-type]


HEADLINE = event("expels", actor="gov:ARD", recipient="gov:BEL")
STORY = event("expelled", actor="gov:ARD", recipient="gov:BEL", confidence=0.9)
NOUN = event("expulsion")
OTHER = event(
    "expelled",
    1,
    actor="gov:COR",
    recipient="gov:BEL",
    time=EventTime(Span(0, 1), "2024-05", "month"),
    place=EventPlace(Span(TEXT.index("Port Vell"), len(TEXT) - 1), "Port Vell"),
)


def merged(*events: Event) -> Sequence[Event]:
    return merge(events, TEXT)


def test_headline_and_story_are_one_act_with_all_their_words() -> None:
    (act,) = merged(HEADLINE, STORY)
    assert act.confidence == 0.9
    assert set(act.evidence) == {*HEADLINE.evidence, *STORY.evidence}


def test_a_noun_that_points_back_is_no_second_act_and_takes_nothing_away() -> None:
    (act,) = merged(HEADLINE, STORY, NOUN)
    assert act.actors == STORY.actors
    assert NOUN.evidence[0] in act.evidence


def test_words_that_tell_of_another_act_are_seen() -> None:
    text = "Gunmen attacked a bus. A second attack hit a train. The attack on the bus killed nobody."
    first, second, again = (replace(STORY, trigger=Span(at, at + 6)) for at in (7, text.index("attack hit"), 56))
    assert text[56:62] == "attack"
    assert "another" in features(first, second, text)
    assert "another" not in features(first, again, text)


@pytest.mark.parametrize(
    ("text", "second", "kind", "side_by_side"),
    [
        ("Police raided the newspaper's office and seized computers.", "seized", "COERCE", True),
        ("Police raided the newspaper's office, and later seized computers.", "seized", "COERCE", True),
        ("Police raided it and seized computers.", "seized", "COERCE", False),
        ("Police raided the newspaper's office. Guards and police seized computers.", "seized", "COERCE", False),
        ("Police raided the newspaper's office and killed a guard.", "killed", "ASSAULT", False),
    ],
)
def test_deeds_side_by_side_are_two(text: str, second: str, kind: str, side_by_side: bool) -> None:
    one = replace(STORY, type=kind, modes=(), trigger=Span(7, 13), actors=(), recipients=())
    other = replace(one, id="ev-2", trigger=Span(text.index(second), text.index(second) + len(second)))
    assert ("coordinated" in features(one, other, text)) is side_by_side
    assert "speech, coordinated" not in features(one, other, text)


def test_an_act_whose_subject_stands_behind_and_is_another() -> None:
    text = "Egypt arrested three activists and Tunisia detained a reporter."
    tunisia = Party(Span(text.index("Tunisia"), text.index(" detained")))
    one = replace(STORY, type="COERCE", trigger=Span(6, 14), actors=(Party(Span(0, 5)),), recipients=())
    other = replace(one, id="ev-2", trigger=Span(text.index("detained"), text.index(" a rep")), actors=(tunisia,))
    assert "coordinated" in features(one, other, text)
    assert "coordinated" not in features(one, replace(other, actors=one.actors), text)


def test_a_verdict_and_its_sentence_are_one() -> None:
    text = "A court convicted the journalist and sentenced him to nine years."
    one = replace(STORY, type="SANCTION", modes=("convict",), trigger=Span(8, 17), actors=(), recipients=())
    other = replace(one, id="ev-2", trigger=Span(text.index("sentenced"), text.index(" him")))
    assert "coordinated" not in features(one, other, text)
    assert "coordinated" in features(one, replace(other, modes=("expel",)), text)


def test_only_what_another_line_tells_again_was_a_headline() -> None:
    text = "Police attacked a school and raided it\nThe raid shocked the town."
    places = (text.index("attacked"), text.index("raided"), text.rindex("raid"))
    one, beside, again = (replace(STORY, trigger=Span(at, at + 4)) for at in places)
    assert "headline" not in features(one, beside, text)
    assert "headline" in features(one, again, text)


def test_what_only_another_telling_names_is_kept() -> None:
    bare = replace(HEADLINE, actors=())
    full = replace(STORY, recipients=(), time=EventTime(Span(70, 76), "2024-06-03", "day"), modes=())
    (act,) = merged(bare, full)
    assert (act.actors, act.recipients) == (STORY.actors, HEADLINE.recipients)
    assert act.time == full.time


def test_the_same_words_of_another_state_elsewhere_are_another_act() -> None:
    assert len(merged(HEADLINE, replace(STORY, time=EventTime(Span(0, 1), "2024-06-03", "day")), OTHER)) == 2


def test_other_types_are_other_acts() -> None:
    assert len(merged(HEADLINE, replace(STORY, type="ACCUSE", modes=()))) == 2


def test_two_codes_on_one_trigger_are_kept() -> None:
    assert len(merged(HEADLINE, replace(HEADLINE, id="ev-3"))) == 2
    assert len(merged(HEADLINE, replace(HEADLINE, id="ev-3", type="COERCE"))) == 2


def test_more_that_differs_makes_one_act_less_likely() -> None:
    def likely(other: Event) -> float:
        return probability(features(HEADLINE, other, TEXT))

    assert likely(replace(STORY, modes=("convict",))) < likely(STORY)
    assert likely(replace(STORY, recipients=(Party(None, "gov:CRL"),))) < likely(STORY)


def test_another_day_or_the_act_of_another_state_is_never_the_same() -> None:
    days = [EventTime(Span(0, 1), value, "day") for value in ("2024-06-03", "2024-02-01")]
    first, again = replace(HEADLINE, time=days[0]), replace(STORY, time=days[1])
    assert len(merged(first, again)) == 2
    assert len(merged(HEADLINE, replace(STORY, actors=(Party(None, "gov:COR"),)))) == 2


def test_what_was_planned_or_denied_takes_nothing_that_was_done() -> None:
    for other in (Factuality.PLANNED, Factuality.HYPOTHETICAL, Factuality.DENIED):
        found = merged(HEADLINE, replace(STORY, factuality=other))
        assert [act.factuality for act in found] == [Factuality.ACTUAL, other]


def test_the_union_and_who_decides_for_it_are_one() -> None:
    union, commission, parliament = (
        replace(STORY, actors=(Party(None, name),)) for name in ("org:eu", "org:eu-commission", "org:eu-parliament")
    )
    for one, other, side in ((union, commission, "shared"), (commission, parliament, "other")):
        assert f"actors {side}" in features(one, replace(other, trigger=NOUN.trigger), TEXT)


@pytest.mark.parametrize(
    ("first", "second", "back"),
    [
        (("gov:ARD", "camp"), ("group:vell", "gov:ARD"), True),
        (("group:vell", "gov:ARD"), ("gov:ARD", "camp"), True),
        (("gov:ARD", "camp"), ("", "gov:ARD"), False),
        (("gov:ARD", "group:vell"), ("gov:ARD", "camp"), False),
        (("gov:ARD", "camp"), ("group:vell", "town"), False),
    ],
)
def test_the_blow_of_one_who_was_struck_is_another_act(
    first: tuple[str, str], second: tuple[str, str], back: bool
) -> None:
    text = "The air force struck a camp. Fighters attacked an outpost."
    one, other = (
        event("expelled", actor=actor, recipient=recipient, type="ASSAULT", modes=())
        for actor, recipient in (first, second)
    )
    one, other = replace(one, trigger=Span(14, 20)), replace(other, trigger=Span(38, 46))
    told = features(one, other, text)
    assert ("struck back" in told) is back
    assert (probability(told) == 0.0) is back
    assert "struck back" not in features(replace(one, type="ACCUSE"), replace(other, type="ACCUSE"), text)


def test_two_of_like_words_and_of_different_states_are_two() -> None:
    ministry = TEXT.index("its foreign ministry")
    words = Span(ministry, ministry + len("its foreign ministry"))
    one, other = (
        replace(event_, actors=(Party(words, name),)) for event_, name in ((HEADLINE, "gov:ARD"), (STORY, "gov:COR"))
    )
    assert probability(features(one, other, TEXT)) == 0


def test_modes_contexts_and_casualties_of_another_telling_are_kept() -> None:
    bare = replace(HEADLINE, modes=(), score=-5.0)
    full = replace(STORY, actors=(), recipients=(), contexts=("diplomatic",), casualties=Casualties("2"), score=-6.5)
    (act,) = merged(bare, full)
    assert (act.actors, act.modes, act.score) == (HEADLINE.actors, STORY.modes, -6.5)
    assert (act.contexts, act.casualties) == (("diplomatic",), Casualties("2"))


def test_numbers_are_taken_from_tellings_that_do_not_contradict() -> None:
    first = replace(HEADLINE, casualties=Casualties("12"))
    (act,) = merged(first, replace(STORY, casualties=Casualties("12", "3")))
    assert act.casualties == Casualties("12", "3")
    (act,) = merged(first, replace(STORY, casualties=Casualties("31", "3"), confidence=0.1))
    assert act.casualties == Casualties("12")


def test_who_tells_of_another_place_adds_no_number() -> None:
    words = ("Belmark", "Corland")
    first, other = (EventPlace(Span(TEXT.index(name), TEXT.index(name) + 7), name) for name in words)
    told = replace(STORY, place=other, casualties=Casualties("3"), confidence=0.1)
    (act,) = merged(replace(HEADLINE, place=first), told)
    assert act.casualties == Casualties()


def test_two_verbs_of_one_sentence_have_each_their_people() -> None:
    text = "Police arrested an activist, broke up a rally and arrested 12."
    police = (Party(Span(0, 6), "sector:police"),)
    first, second = (
        Event(
            f"ev-{at}", "art-1", "COERCE", Span(at, at + 8), Factuality.ACTUAL, 0.9, modes=("arrest",),
            actors=police, recipients=people, casualties=told,
        )
        for at, people, told in (
            (text.index("arrested"), (Party(Span(16, 27), "x:activist"),), Casualties()),
            (text.rindex("arrested"), (), Casualties(arrested="12")),
        )
    )  # fmt: skip
    (act,) = merge((first, second), text)
    assert act.casualties == Casualties()


def test_a_long_page_about_one_act_is_joined_in_time() -> None:
    text = "Ardana expelled the envoy of Belmark, said the ministry.\n" * 2000
    length = len(text) // 2000
    told = [
        replace(STORY, id=f"ev-{i}", trigger=Span(i * length + 7, i * length + 15), evidence=()) for i in range(2000)
    ]
    began = process_time()
    assert merge(told, text)
    assert process_time() - began < 5


def test_every_feature_has_a_weight() -> None:
    for one, other in ((HEADLINE, STORY), (STORY, NOUN), (NOUN, OTHER)):
        assert set(features(one, other, TEXT)) <= set(WEIGHTS)


LONGER = replace(
    STORY, id="ev-longer", trigger=Span(STORY.trigger.start, STORY.trigger.end + 4), evidence=(Span(1, 5),)
)


@given(st.lists(st.sampled_from([HEADLINE, STORY, LONGER, NOUN, OTHER]), unique_by=lambda one: one.id))
def test_order_does_not_matter_and_nothing_is_made_up(events: list[Event]) -> None:
    found = merged(*events)
    assert found == merge(reversed(events), TEXT)
    assert {span for one in found for span in one.evidence} == {span for one in events for span in one.evidence}
    assert {one.id for one in found} <= {one.id for one in events}


def test_somebody_named_goes_before_somebody_unknown() -> None:
    unknown = replace(STORY, actors=(Party(None, sectors=("UNK",)),), confidence=0.99)
    (act,) = merged(replace(HEADLINE, actors=STORY.actors), unknown)
    assert act.actors == STORY.actors or any(party.span for party in act.actors)


def test_who_acts_is_not_borrowed_as_the_one_acted_on() -> None:
    bare = replace(STORY, recipients=())
    (act,) = merged(bare, replace(HEADLINE, actors=(), recipients=STORY.actors))
    assert act.recipients == ()


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("Quill's upcoming visit stresses respect.", True),
        ("The envoys’ planned visit stresses respect.", True),
        ("A visit stresses respect.", False),
        ("Quill's aides hoped for a visit.", False),
    ],
)
def test_whose_visit_is_told_points_at_one_told_before(text: str, points: bool) -> None:
    at = text.index("visit")
    first, second = (replace(NOUN, trigger=span) for span in (Span(0, 1), Span(at, at + 5)))
    assert ("pointed at" in features(first, second, text)) is points


@pytest.mark.parametrize(
    ("words", "side", "party", "points"),
    [
        ("The army lost a post.", "actors", "The army", False),
        ("Its ambulances were shot at.", "recipients", "Its ambulances", False),
        ("The army's loss was great.", "actors", "The army", True),
        ("Its loss was great.", "actors", "Its", True),
        ("The heavy loss was told of.", "actors", "", True),
    ],
)
def test_what_points_at_a_party_points_at_its_own_acts_alone(words: str, side: str, party: str, points: bool) -> None:
    text = f"Shells fell on the town. {words}"
    at = next(text.index(word) for word in ("lost", "loss", "shot") if word in text)
    own = (Party(Span(25, 25 + len(party)), "mil:ARD"),) if party else ()
    actors, recipients = (own, ()) if side == "actors" else ((), own)
    first = replace(NOUN, trigger=Span(0, 6))
    second = replace(NOUN, trigger=Span(at, at + 4), actors=actors, recipients=recipients)
    assert ("pointed at" in features(first, second, text)) is points
    shared = replace(first, actors=actors, recipients=recipients)
    assert "pointed at" in features(shared, second, text)


@pytest.mark.parametrize(("noun", "goes_back"), [("The shelling", True), ("New shelling", False)])
def test_a_noun_goes_back_to_the_telling_that_has_its_word(noun: str, goes_back: bool) -> None:
    text = f"Norland shelled Tarn. Two soldiers were hurt. {noun} went on."
    shelled, hurt, again = (
        replace(NOUN, trigger=Span(at, at + len(word)))
        for word in ("shelled", "hurt", "shelling")
        for at in (text.index(word),)
    )
    apart = [probability(features(one, again, text)) for one in (shelled, hurt)]
    assert (_likely([shelled, hurt], again, text) > sum(apart) / 2 + 0.01) is goes_back


def test_a_number_told_again_and_again_is_compared_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Event] = []

    def contradict(one: Event, other: Event, text: str) -> bool:
        asked.append(one)
        return False

    monkeypatch.setattr(module, "_contradict", contradict)
    told = [replace(STORY, casualties=Casualties("12")), *[replace(NOUN, casualties=Casualties("12", "3"))] * 500]
    assert module._numbers(told, TEXT) == Casualties("12", "3")
    assert len(asked) < 10


@pytest.mark.parametrize(("inside", "expected"), [(True, "gov:BEL"), (False, "gov:COR")])
def test_who_is_named_in_the_sentence_of_an_act_goes_before_who_stands_in_another(inside: bool, expected: str) -> None:
    far = Party(Span(TEXT.index("Corland"), TEXT.index("Corland") + 7), "gov:COR")
    at = TEXT.index("Belmark on") if inside else TEXT.index("Trade")
    told = Party(Span(at, at + 5), "gov:BEL")
    head = replace(HEADLINE, recipients=(far,), evidence=(Span(0, TEXT.index("\n")),), confidence=0.95)
    begin = TEXT.index("Ardana expelled")
    story = replace(STORY, recipients=(told,), evidence=(Span(begin, TEXT.index("\n", begin)),))
    (act,) = merged(head, replace(story, actors=head.actors))
    assert [party.entity for party in act.recipients] == [expected]


def test_who_suffers_in_one_telling_is_not_who_acts_in_another() -> None:
    """ "Four soldiers wounded in clash": they clashed, and were wounded by others."""
    soldiers = Party(Span(0, 6), "mil:ARD")
    suffered = replace(event("expels"), recipients=(soldiers,), place=EventPlace(Span(7, 14)))
    fought = replace(event("expelled"), actors=(soldiers,))
    (joined,) = merge((suffered, fought), TEXT)
    assert soldiers not in joined.actors


@pytest.mark.parametrize(
    ("type_", "parties", "recipients", "both"),
    [
        ("CONSULT", ("ARD", "BEL"), (), True),
        ("CONSULT", ("COR", "BEL"), (), False),
        ("CONSULT", ("ARD", "BEL"), (Party(None, "gov:COR", country="COR"),), False),
        ("SANCTION", ("ARD", "BEL"), (), False),
    ],
)
def test_who_else_did_what_both_do_is_taken_from_the_telling_that_names_both(
    type_: str, parties: tuple[str, ...], recipients: tuple[Party, ...], both: bool
) -> None:
    one = (Party(None, "gov:ARD", country="ARD"),)
    several = tuple(Party(None, f"gov:{code}", country=code) for code in parties)
    headline = replace(HEADLINE, type=type_, actors=one, recipients=recipients, modes=("multilateral",))
    story = replace(STORY, type=type_, actors=several, recipients=(), modes=())
    told = module._joined([headline, story], TEXT).actors
    assert told == (several if both else one)
