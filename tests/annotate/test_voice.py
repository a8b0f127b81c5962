"""Acts that are suffered, with scores made by hand."""

import numpy as np
import pytest

from harmattan.annotate import labels
from harmattan.annotate.decode import DOER, UNDERSTOOD, Candidate
from harmattan.annotate.heads import TriggerScores
from harmattan.annotate.voice import active, deprived, fronted, suffered, taken_from, told_to
from harmattan.records import Mention, Span

NONE = np.zeros(1, dtype=np.float32)


def sides(
    text: str, trigger: str, kind: str = "ACCUSE", **found: tuple[str, float]
) -> dict[str, list[tuple[str, float]]]:
    """Return actor, recipient and the likeliest of both after reading the grammar of text, a sentence."""

    def at(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    names = {"doer": DOER, "understood": UNDERSTOOD}
    roles: dict[str, tuple[tuple[Span, float], ...]] = dict.fromkeys((*labels.ROLES, DOER, UNDERSTOOD), ())
    roles |= {names.get(role, role): ((at(words), score),) for role, (words, score) in found.items()}
    act = at(trigger)
    types = np.array([float(name == kind) for name in labels.TYPES], dtype=np.float32)
    candidate = Candidate(act, 0, 0.9, TriggerScores(types, NONE, NONE, NONE), NONE, roles)
    turned = active(suffered(candidate, text[: act.start], trigger, text[act.end :]), text[: act.start], trigger).roles
    return {
        role: [(span.of(text), score) for span, score in turned[name]]
        for role, name in (("actor", "actor"), ("recipient", "recipient"), ("doer", DOER), ("understood", UNDERSTOOD))
        if turned[name]
    }


def test_whoever_draws_criticism_is_criticised_by_those_it_comes_from() -> None:
    assert sides(
        "The mayor drew sharp criticism from both unions.",
        "criticism",
        actor=("The mayor", 0.95),
        recipient=("both unions", 0.8),
    ) == {"actor": [("both unions", 0.9)], "recipient": [("The mayor", 0.95)]}


@pytest.mark.parametrize(
    "words", ["faces", "came under", "is facing", "had endured", "was put under", "suffered", "has been subjected to"]
)
def test_the_subject_of_such_a_verb_is_acted_on(words: str) -> None:
    text = f"The ministry {words} fierce attacks."
    assert sides(text, "attacks", actor=("The ministry", 0.8)) == {"recipient": [("The ministry", 0.9)]}


@pytest.mark.parametrize("words", ["rejected the", "dismissed", "has denied all", "shrugged off this"])
def test_whoever_rejects_an_accusation_is_accused(words: str) -> None:
    text = f"The ministry {words} criticism."
    assert sides(text, "criticism", actor=("The ministry", 0.8)) == {"recipient": [("The ministry", 0.9)]}
    told = sides(f"Ministers {words} Egypt's criticism.", "criticism", actor=("Egypt", 0.8), doer=("Ministers", 0.7))
    assert told == {"actor": [("Egypt", 0.8)], "understood": [("Ministers", 0.9)]}


def test_whoever_rejects_what_is_no_accusation_does_it() -> None:
    text = "The ministry rejected the request."
    assert sides(text, "request", kind="REQUEST", actor=("The ministry", 0.8)) == {"actor": [("The ministry", 0.8)]}


def test_what_is_only_likely_is_sure_by_its_grammar() -> None:
    assert sides(
        "The mayor drew a rebuke from the court.", "rebuke", doer=("The mayor", 0.3), understood=("the court", 0.2)
    ) == {"doer": [("the court", 0.9)], "understood": [("The mayor", 0.9)]}


@pytest.mark.parametrize(
    "text",
    [
        "The mayor repeated her criticism of the unions.",
        "The mayor drew a line and voiced criticism of the unions.",
        "The mayor, under whom crime fell, spread criticism of the unions.",
        "Facing an election, the mayor renewed criticism of the unions.",
    ],
)
def test_whoever_voices_criticism_is_the_actor(text: str) -> None:
    mayor = "The mayor" if text.startswith("The") else "the mayor"
    actor, recipient = (mayor, 0.9), ("the unions", 0.9)
    found = sides(text, "criticism", actor=actor, recipient=recipient)
    assert found == {"actor": [actor], "recipient": [recipient]}


def test_a_sufferer_behind_the_verb_stays_what_it_was() -> None:
    found = sides("Facing protests by students, police withdrew.", "protests", recipient=("police", 0.9))
    assert found == {"recipient": [("police", 0.9)]}


@pytest.mark.parametrize(
    ("text", "trigger", "actor"),
    [
        ("The government, facing mass protests, arrested dozens of activists.", "arrested", "The government"),
        ("Police who came under attack fired tear gas at the crowd.", "fired", "Police"),
        ("A premier facing trial attacked the judges.", "attacked", "A premier"),
        ("Hezbollah suffered losses and hit the base.", "hit", "Hezbollah"),
    ],
)
def test_a_verb_has_its_own_subject(text: str, trigger: str, actor: str) -> None:
    assert sides(text, trigger, "ASSAULT", actor=(actor, 0.9)) == {"actor": [(actor, 0.9)]}


def test_who_stands_before_an_active_verb_acts() -> None:
    for text in ("Bern sued the bank, which rejected the claim.", "Bern said the bank had rejected the claim."):
        assert sides(text, "rejected", "REJECT", recipient=("the bank", 0.7)) == {"actor": [("the bank", 0.9)]}
    text = "Bern sued the bank, which was rejected."
    assert sides(text, "rejected", "REJECT", recipient=("the bank", 0.7)) == {"recipient": [("the bank", 0.7)]}
    text = "The men who had died slept."
    assert sides(text, "died", "ASSAULT", recipient=("The men", 0.7)) == {"recipient": [("The men", 0.7)]}


def test_talks_are_of_both() -> None:
    told = sides("Ardana is facing talks with Belmark.", "talks", "CONSULT", actor=("Ardana", 0.9))
    assert told == {"actor": [("Ardana", 0.9)]}


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Gabon was suspended by the union.", "suspended"),
        ("Gabon, which has been quietly suspended by the union, left.", "suspended"),
        ("Gabon is being sued by the union.", "sued"),
    ],
)
def test_the_subject_of_a_passive_is_acted_on_and_who_stands_behind_by_acts(text: str, trigger: str) -> None:
    found = sides(text, trigger, "SANCTION", actor=("Gabon", 0.8), recipient=("the union", 0.8))
    assert found == {"actor": [("the union", 0.9)], "recipient": [("Gabon", 0.9)]}


def test_whoever_was_promised_something_promised_nothing() -> None:
    told = sides("Villagers were promised soldiers.", "promised", "AGREE", actor=("Villagers", 0.8))
    assert told == {"recipient": [("Villagers", 0.9)]}
    told = sides(
        "Villagers were granted access to the valley by the army.",
        "granted",
        "RETREAT",
        actor=("Villagers", 0.8),
        recipient=("the army", 0.7),
    )
    assert told == {"actor": [("the army", 0.9)], "recipient": [("Villagers", 0.9)]}


@pytest.mark.parametrize("role", ["actor", "doer"])
def test_a_subject_told_twice_does_it_not_to_itself(role: str) -> None:
    text = "They came, they fired at night."
    told = sides(text, "fired", "ASSAULT", **{role: ("they", 0.6)}, recipient=("They", 0.8))
    assert told == {role: [("they", 0.6)]}


def test_who_is_called_by_another_pronoun_is_another() -> None:
    told = sides("He met her and they beat him.", "beat", "ASSAULT", actor=("they", 0.8), recipient=("him", 0.8))
    assert set(told) == {"actor", "recipient"}


@pytest.mark.parametrize(
    ("text", "trigger", "kind"),
    [
        ("Gabon was helped by the union.", "helped", "AID"),
        ("Gabon was agreed by the union.", "agreed", "AGREE"),
        ("Gabon was there and suspended the union.", "suspended", "SANCTION"),
        ("Gabon said that it was suspended by the union.", "suspended", "SANCTION"),
    ],
)
def test_what_is_no_passive_of_a_party_stays_as_it_was(text: str, trigger: str, kind: str) -> None:
    sure = ("Gabon", 0.8)
    assert sides(text, trigger, kind, actor=sure) == {"actor": [sure]}


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Accusing Warsaw of spying, Belarus expelled two envoys.", ["Belarus"]),
        ("Accusing Warsaw of spying, the Belarus office expelled two envoys.", ["Belarus"]),
        ("Accusing Warsaw of spying. Belarus expelled two envoys.", []),
        ("While Accusing Warsaw of spying, Belarus expelled two envoys.", []),
    ],
)
def test_who_acts_in_a_participle_that_opens_the_sentence_stands_behind_the_comma(text: str, actors: list[str]) -> None:
    act, place = (
        Span(text.index("Accusing"), text.index(" Warsaw")),
        Span(text.index("Belarus"), text.index(" expelled")),
    )
    named = [Mention(Span(place.start, place.start + len("Belarus")), "place", 0.9)]
    roles: dict[str, tuple[tuple[Span, float], ...]] = dict.fromkeys(labels.ROLES, ())
    types = np.array([float(name == "ACCUSE") for name in labels.TYPES], dtype=np.float32)
    candidate = Candidate(act, 0, 0.9, TriggerScores(types, NONE, NONE, NONE), NONE, roles)
    found = fronted(candidate, text[: act.start], "Accusing", text[act.end :], named)
    assert [span.of(text) for span, _ in found.roles["actor"]] == actors


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Shelling in Kherson, Ukraine left two dead.", "ASSAULT"),
        ("Calling Kharkiv, Ukraine's second city, a ruin, envoys left.", "ACCUSE"),
        ("Denouncing Kharkiv, Ukraine, again.", "ACCUSE"),
    ],
)
def test_a_place_behind_the_comma_acts_not(text: str, kind: str) -> None:
    word = text.split()[0]
    place = Span(text.index("Ukraine"), text.index("Ukraine") + len("Ukraine"))
    roles: dict[str, tuple[tuple[Span, float], ...]] = dict.fromkeys(labels.ROLES, ())
    types = np.array([float(name == kind) for name in labels.TYPES], dtype=np.float32)
    candidate = Candidate(Span(0, len(word)), 0, 0.9, TriggerScores(types, NONE, NONE, NONE), NONE, roles)
    found = fronted(candidate, "", word, text[len(word) :], [Mention(place, "place", 0.9)])
    assert found.roles["actor"] == ()


def test_who_receives_pledges_made_none() -> None:
    text = "The mayor has received new pledges from both unions."
    found = sides(text, "pledges", "AGREE", actor=("The mayor", 0.8), recipient=("both unions", 0.8))
    assert found == {"actor": [("both unions", 0.9)], "recipient": [("The mayor", 0.9)]}


def test_who_receives_a_visitor_is_not_turned() -> None:
    text = "The mayor received the envoy for talks with both unions."
    found = sides(text, "talks", "CONSULT", actor=("The mayor", 0.8), recipient=("both unions", 0.8))
    assert found == {"actor": [("The mayor", 0.8)], "recipient": [("both unions", 0.8)]}


@pytest.mark.parametrize(
    ("text", "trigger", "mode", "found", "kept"),
    [
        (
            "They took the mine from Trandor Metals.",
            "took",
            "seize",
            ["the mine", "Trandor Metals"],
            ["Trandor Metals"],
        ),
        ("They took it from the firm in May.", "took", "seize", ["it", "firm"], ["firm"]),
        (
            "They arrested two men from the union.",
            "arrested",
            "arrest",
            ["two men", "the union"],
            ["two men", "the union"],
        ),
        ("They took farms and boats.", "took", "seize", ["farms", "boats"], ["farms", "boats"]),
        ("From Norr they took the mine.", "took", "seize", ["Norr", "the mine"], ["Norr", "the mine"]),
    ],
)
def test_what_is_taken_from_somebody_is_no_party(
    text: str, trigger: str, mode: str, found: list[str], kept: list[str]
) -> None:
    modes = np.array([float(name == f"COERCE/{mode}") for name in labels.MODES], dtype=np.float32)
    spans = [Span(text.index(words), text.index(words) + len(words)) for words in found]
    act = Span(text.index(trigger), text.index(trigger) + len(trigger))
    roles = dict.fromkeys(labels.ROLES, ()) | {"recipient": tuple((span, 0.9) for span in spans)}
    candidate = Candidate(act, 0, 0.9, TriggerScores(NONE, modes, NONE, NONE), NONE, roles)
    assert [span.of(text) for span, _ in taken_from(candidate, text[act.end :]).roles["recipient"]] == kept


@pytest.mark.parametrize(
    ("text", "trigger", "found", "kept"),
    [
        ("The court stripped 31 men of their passports.", "stripped", ["31 men", "their passports"], ["31 men"]),
        ("The mayor was stripped of his immunity.", "stripped", ["The mayor", "his immunity"], ["The mayor"]),
        # What stands behind "of" alone is who it was done to; and other verbs have parties there.
        ("Gunmen robbed of late two banks.", "robbed", ["two banks"], ["two banks"]),
        ("Police arrested 31 men of a party.", "arrested", ["31 men", "party"], ["31 men", "party"]),
        ("They stripped the men of Gao and the women.", "stripped", ["the men of Gao", "the women"], None),
    ],
)
def test_what_somebody_is_stripped_of_is_no_party(
    text: str, trigger: str, found: list[str], kept: list[str] | None
) -> None:
    spans = {words: Span(text.index(words), text.index(words) + len(words)) for words in (*found, trigger)}
    roles: dict[str, tuple[tuple[Span, float], ...]] = dict.fromkeys((*labels.ROLES, DOER, UNDERSTOOD), ())
    roles["recipient"] = tuple((spans[words], 0.9) for words in found)
    act = spans[trigger]
    candidate = Candidate(act, 0, 0.9, TriggerScores(NONE, NONE, NONE, NONE), NONE, roles)
    after = deprived(candidate, trigger, text[act.end :]).roles["recipient"]
    assert [span.of(text) for span, _ in after] == (kept or found)


def turned_to(text: str, trigger: str, kind: str, *actors: str) -> tuple[list[str], list[str]]:
    """Return who acts and who is acted on, all of them told as acting at first."""

    def at(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    roles: dict[str, tuple[tuple[Span, float], ...]] = dict.fromkeys((*labels.ROLES, DOER, UNDERSTOOD), ())
    roles["actor"] = tuple((at(words), 0.8) for words in actors)
    act = at(trigger)
    types = np.array([float(name == kind) for name in labels.TYPES], dtype=np.float32)
    candidate = Candidate(act, 0, 0.9, TriggerScores(types, NONE, NONE, NONE), NONE, roles)
    found = told_to(candidate, text[act.end :]).roles
    return [span.of(text) for span, _ in found["actor"]], [span.of(text) for span, _ in found["recipient"]]


def test_whom_a_warning_is_to_did_not_give_it() -> None:
    text = "The post was a warning to both protesters and the Harbour Front to calm down."
    assert turned_to(text, "warning", "THREATEN", "the Harbour Front") == ([], ["the Harbour Front"])
    text = "The ministry sent an appeal to the Harbour Front."
    assert turned_to(text, "appeal", "REQUEST", "The ministry", "the Harbour Front") == (
        ["The ministry"],
        ["the Harbour Front"],
    )


@pytest.mark.parametrize(
    ("text", "trigger", "kind", "actor"),
    [
        ("A dozen buses given to Norland by Sudland were driven home.", "given", "AID", "Sudland"),
        ("Maize was shipped to the north by the ministry.", "shipped", "AID", "the ministry"),
        ("The minister spoke to the mayor.", "spoke", "CONSULT", "the mayor"),
        ("Veldt fell to the rebels.", "fell", "ASSAULT", "the rebels"),
        ("The loan to Norland from Sudland grew.", "loan", "AID", "Sudland"),
    ],
)
def test_who_stands_further_on_or_met_is_left_as_told(text: str, trigger: str, kind: str, actor: str) -> None:
    assert turned_to(text, trigger, kind, actor) == ([actor], [])


def test_what_an_act_was_done_with_has_not_done_it() -> None:
    told = sides("Four rockets had hit the town.", "hit", "ASSAULT", understood=("Four rockets", 0.4))
    assert "actor" not in told
    told = sides("His men had hit the town.", "hit", "ASSAULT", understood=("His men", 0.4))
    assert told["actor"] == [("His men", 0.9)]
