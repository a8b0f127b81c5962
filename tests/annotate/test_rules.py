"""The codebook's rules on candidates made by hand."""

import numpy as np
import pytest

from harmattan.annotate import labels
from harmattan.annotate.decode import DOER, UNDERSTOOD, Candidate, Thresholds
from harmattan.annotate.heads import TriggerScores
from harmattan.annotate.rules import Coding, affirms, also, asks_for_comment, beside, code
from harmattan.codebook.loader import load
from harmattan.records import Factuality, Party, Span

ACTOR, RECIPIENT, TRIGGER = Span(0, 5), Span(20, 25), Span(10, 15)


def hot(names: tuple[str, ...], *chosen: str) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    return np.array([0.9 if name in chosen else 0.01 for name in names], dtype=np.float32)


def coded(
    type_: str,
    *,
    modes: tuple[str, ...] = (),
    contexts: tuple[str, ...] | dict[str, float] = (),
    factuality: str = "actual",
    implied: str = "none",
    actors: tuple[Span, ...] = (ACTOR,),
    recipients: tuple[Span, ...] = (RECIPIENT,),
    place: Span | None = None,
    said_by: Span | None = None,
    likeliest: tuple[Span, float] | None = None,
    understood: tuple[Span, float] | None = None,
    limits: Thresholds | None = None,
    before: str = "",
    words: str = "",
    trigger: Span = TRIGGER,
    score: float = 0.8,
    certain: tuple[str, ...] = (),
) -> Coding:
    scores = TriggerScores(
        hot(labels.TYPES, type_),
        hot(labels.MODES, *modes),
        hot(labels.FACTUALITIES, factuality),
        hot(labels.IMPLIED, implied),
    )
    roles: dict[str, tuple[tuple[Span, float], ...]] = dict.fromkeys(labels.ROLES, ())
    roles |= {"actor": tuple((span, 0.9) for span in actors), "recipient": tuple((span, 0.9) for span in recipients)}
    roles["said_by"] = ((said_by, 0.9),) if said_by else ()
    roles["place"] = ((place, 0.9),) if place else ()
    roles[DOER] = (likeliest,) if likeliest else ()
    roles[UNDERSTOOD] = (understood,) if understood else ()
    given = hot(labels.CONTEXTS, *contexts)
    for name, likely in contexts.items() if isinstance(contexts, dict) else ():
        given[labels.CONTEXTS.index(name)] = likely
    candidate = Candidate(trigger, 0, score, scores, given, roles)
    return code(candidate, load(), limits or Thresholds(), before=before, words=words, certain=certain)


@pytest.mark.parametrize("type_", ["CONSULT", "SUPPORT", "COOPERATE", "AID"])
def test_cooperation_still_to_come_is_agree(type_: str) -> None:
    result = coded(type_, factuality="planned")
    assert (result.type, result.factuality, result.modes) == ("AGREE", Factuality.PLANNED, ())


def test_a_retreat_still_to_come_is_a_concession() -> None:
    assert coded("RETREAT", modes=("RETREAT/release",), factuality="planned").type == "CONCEDE"


def test_a_hypothetical_meeting_stays_a_meeting() -> None:
    assert coded("CONSULT", factuality="hypothetical").type == "CONSULT"


def test_modes_of_other_types_are_never_given() -> None:
    assert coded("SANCTION", modes=("COERCE/arrest", "SANCTION/convict")).modes == ("convict",)


def test_a_second_mode_has_to_be_likelier_than_not() -> None:
    both = ("ASSAULT/firearms", "ASSAULT/targeted")
    assert set(coded("ASSAULT", modes=both).modes) == {"firearms", "targeted"}
    assert len(coded("ASSAULT", modes=both, limits=Thresholds(second_mode=0.95)).modes) == 1
    assert coded("ASSAULT", modes=both, limits=Thresholds(mode=0.95)).modes == ()


def test_a_mode_may_carry_its_context() -> None:
    assert coded("COERCE", modes=("COERCE/cyber",), contexts=("military",)).contexts == ("military", "cyber")


@pytest.mark.parametrize(
    ("likely", "told"),
    [
        ({"military": 0.9, "diplomatic": 0.4}, ("military",)),
        ({"military": 0.6, "diplomatic": 0.4}, ("military", "diplomatic")),
        ({"military": 0.3, "diplomatic": 0.29}, ("military",)),
        ({"military": 0.1}, ()),
    ],
)
def test_contexts_are_measured_beside_the_likeliest(likely: dict[str, float], told: tuple[str, ...]) -> None:
    assert coded("COERCE", contexts=likely).contexts == told


@pytest.mark.parametrize("type_", ["COOPERATE", "AID", "SANCTION"])
def test_a_required_recipient_that_is_not_told_refuses_the_event(type_: str) -> None:
    assert "recipient" in coded(type_, recipients=()).refused
    assert not coded(type_).refused


def test_mutual_exchange_needs_two_actors_only() -> None:
    assert not coded("COOPERATE", actors=(ACTOR, RECIPIENT), recipients=()).refused


def test_nobody_told_is_no_event() -> None:
    assert coded("ASSAULT", actors=(), recipients=()).refused


def test_somebody_unnamed_is_an_actor_without_words() -> None:
    assert coded("ASSAULT", actors=(), implied="UAF").actors == (Party(None, sectors=("UAF",)),)


def test_where_no_actor_is_told_the_likeliest_of_the_sentence_is() -> None:
    likely, unlikely = ((Span(40, 50), score) for score in (0.5, 0.1))
    assert coded("CONSULT", actors=(), likeliest=likely).actors == (Party(Span(40, 50)),)
    assert coded("CONSULT", actors=(), likeliest=unlikely).actors == ()
    assert coded("CONSULT", likeliest=likely).actors == (Party(ACTOR),)
    assert coded("ASSAULT", actors=(), implied="UAF", likeliest=likely).actors == (Party(None, sectors=("UAF",)),)


def test_who_is_acted_on_or_tells_of_it_is_not_the_likeliest_actor() -> None:
    assert coded("ACCUSE", actors=(), likeliest=(RECIPIENT, 0.5)).actors == ()
    assert coded("ACCUSE", actors=(), said_by=Span(40, 50), likeliest=(Span(42, 50), 0.5)).actors == ()


@pytest.mark.parametrize(
    ("before", "acts"),
    [
        ("Ada left before coups that ", False),
        ("Ada, which ", True),
        ("Ada said it had ", True),
        ("Ada that had ", True),
    ],
)
def test_the_likeliest_actor_is_the_subject_of_a_relative_clause(before: str, acts: bool) -> None:
    trigger = len(before)
    found = coded("COERCE", actors=(), likeliest=(Span(0, 3), 0.6), before=before, trigger=Span(trigger, trigger + 6))
    assert found.actors == ((Party(Span(0, 3)),) if acts else ())


@pytest.mark.parametrize(
    ("before", "words", "acts"),
    [
        ("Ada cut its aid following ", "coups", False),
        ("Ada cut its aid after the recent ", "attacks", False),
        ("Ada cut its aid after ", "accusing", True),
        ("Ada, following talks, ", "attacked", True),
    ],
)
def test_what_came_before_is_not_done_by_the_subject(before: str, words: str, acts: bool) -> None:
    at = Span(len(before), len(before) + len(words))
    found = coded("COERCE", actors=(), likeliest=(Span(0, 3), 0.7), before=before, words=words, trigger=at)
    assert found.actors == ((Party(Span(0, 3)),) if acts else ())


def test_an_attack_in_a_place_was_somebodys() -> None:
    result = coded("ASSAULT", actors=(), recipients=(), place=Span(30, 33))
    assert (result.refused, result.actors) == ("", (Party(None, sectors=("UNK",)),))
    assert coded("CONSULT", actors=(), recipients=(), place=Span(30, 33)).refused


def test_who_reports_an_act_did_not_do_it_if_somebody_else_did() -> None:
    source = Span(40, 50)
    assert coded("CONSULT", actors=(ACTOR, source), said_by=source).actors == (Party(ACTOR),)
    assert coded("CONSULT", actors=(source,), said_by=source).actors == (Party(source),)


def test_told_actors_win_over_implied_ones() -> None:
    assert coded("ASSAULT", implied="UAF").actors == (Party(ACTOR),)


def test_one_party_is_not_on_both_sides() -> None:
    assert coded("CONSULT", recipients=(ACTOR,)).recipients == ()


@pytest.mark.parametrize(
    ("type_", "mode", "trigger", "after", "second"),
    [
        ("SANCTION", "convict", "convicted", " and jailed for life", ("COERCE", ("arrest",))),
        ("SANCTION", "convict", "convicted", " and fined", None),
        ("COERCE", "arrest", "sentenced", " to nine years", ("SANCTION", ("convict",))),
        ("COERCE", "arrest", "jailed", " by a court for six years", ("SANCTION", ("convict",))),
        ("COERCE", "arrest", "jailed", " on Monday", None),
        ("COERCE", "arrest", "detained", " for two months", None),
        ("ASSAULT", "", "sentenced", "", None),
    ],
)
def test_a_sentence_to_prison_is_both(
    type_: str, mode: str, trigger: str, after: str, second: tuple[str, tuple[str, ...]] | None
) -> None:
    first = coded(type_, modes=(f"{type_}/{mode}",) if mode else ())
    found = also(first, "He was ", trigger, after, f"He was {trigger}{after}.")
    assert (found and (found.type, found.modes)) == second
    assert found is None or (found.actors, found.recipients) == (first.actors, first.recipients)


def test_the_police_pass_no_sentence() -> None:
    arrest = coded("COERCE", modes=("COERCE/arrest",))
    assert also(arrest, "Police ", "jailed", " him for two months", "") is None
    assert also(arrest, "A judge ", "jailed", " him for two months", "") is not None


@pytest.mark.parametrize(
    ("type_", "recipients"), [("ACCUSE", ()), ("ASSAULT", (Party(Span(40, 50)),)), ("AID", (Party(Span(40, 50)),))]
)
def test_where_it_was_is_no_recipient_unless_one_is_needed(type_: str, recipients: tuple[Party, ...]) -> None:
    where = Span(38, 52)
    assert coded(type_, recipients=(), place=where, understood=(Span(40, 50), 0.6)).recipients == recipients
    whole = Span(30, 52)
    assert coded(type_, recipients=(), place=where, understood=(whole, 0.6)).recipients == (Party(whole),)


@pytest.mark.parametrize(
    ("sentence", "word", "told"),
    [
        ("The ministry did not immediately respond to a request for comment.", "respond", True),
        ("The ministry did not immediately respond to a request for comment.", "request", True),
        ("Nordmin declined to comment on the seizure of its mine.", "declined", True),
        ("Nordmin declined to comment on the seizure of its mine.", "seizure", False),
        ("A reporter asked the palace for comment and got none.", "asked", True),
        ("The envoy could not be reached for comment.", "reached", True),
        ("Estia refused to comment but expelled two diplomats.", "expelled", False),
        ("Norland did not respond to the request for extradition.", "respond", False),
        ("Estia asked Norland for help.", "asked", False),
        ("The president asked parliament to comment on the draft law.", "asked", False),
    ],
)
def test_a_reporter_s_own_question_is_no_act(sentence: str, word: str, told: bool) -> None:
    start = sentence.index(word)
    assert asks_for_comment(sentence, start, start + len(word)) == told


@pytest.mark.parametrize(
    ("before", "told"),
    [
        ("Her upcoming ", "AGREE"),
        ("Estia protested at the planned nuclear ", "AGREE"),
        ("It had planned to ", "CONSULT"),
        ("The upcoming election overshadowed a long ", "CONSULT"),
        ("The envoy's ", "CONSULT"),
    ],
)
def test_an_act_called_upcoming_is_still_to_come(before: str, told: str) -> None:
    made = coded("CONSULT", before=before)
    assert made.type == told
    assert (made.factuality is Factuality.PLANNED) == (told == "AGREE")


@pytest.mark.parametrize(
    ("text", "party", "told"),
    [
        ("Norland's troops fought alongside the rebels at Olma.", "rebels", True),
        ("Norland's troops fought alongside Estia.", "Estia", True),
        ("Norland's troops fought the rebels alongside the river.", "rebels", False),
        ("Norland fought Estia.", "Estia", False),
    ],
)
def test_who_acts_beside_the_actor_is_no_recipient(text: str, party: str, told: bool) -> None:
    assert beside(text, text.index(party)) == told


@pytest.mark.parametrize(
    ("before", "factuality"),
    [
        ("They drill in case of a U.S. ", Factuality.HYPOTHETICAL),
        ("It spoke of the prospect of new ", Factuality.HYPOTHETICAL),
        ("The risk of rain ended as troops began the ", Factuality.ACTUAL),
    ],
)
def test_what_is_feared_or_foreseen_has_not_happened(before: str, factuality: Factuality) -> None:
    assert coded("ASSAULT", before=before).factuality is factuality


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("General Abara confirmed ongoing Norse support for the three armies", "support", True),
        ("She voiced solidarity with the strikers", "solidarity", True),
        ("Paris reaffirmed its backing for the accord", "backing", True),
        ("She confirmed the visit and support for the plan grew", "support", False),
        ("He expressed no support for the plan", "support", False),
        ("She confirmed that support for the plan grew", "support", False),
        ("Air support for the troops was confirmed", "support", False),
        ("Norland did not confirm its support for the accord", "support", False),
        ("Norland refused to reaffirm its support for the accord", "support", False),
        ("Norland denied that it had voiced support for rebels", "support", False),
        ("Will Norland reaffirm its support for the accord?", "support", False),
        ("Fans expressed support for the striker", "support", False),
        ("The poll confirmed strong support for the mayor", "support", False),
        ("The judge confirmed child support for two sons", "support", False),
        ("The minister voiced strong support for the accord", "support", True),
    ],
)
def test_support_that_is_confirmed_or_voiced_is_an_act(text: str, word: str, expected: bool) -> None:
    """Invented sentences."""
    start = text.index(word)
    assert affirms(text, Span(start, start + len(word))) is expected


def test_affirmed_support_is_kept_however_unsure_and_nothing_else_is() -> None:
    assert coded("SUPPORT", score=0.1).refused
    assert not coded("SUPPORT", score=0.1, certain=("SUPPORT", "AGREE")).refused
    assert coded("ACCUSE", score=0.1, certain=("SUPPORT", "AGREE")).refused
