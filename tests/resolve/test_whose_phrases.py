"""Phrases that told of the wrong party: what is included, compounds, coalitions, seats, titles. Invented sentences."""

import pytest

from harmattan.records import Antecedent
from tests.resolve.build import party, resolved, span


def told(text: str, phrase: str, day: str = "2019-03-12") -> list[tuple[str, str, str]]:
    """Return id or name, country and first sector of each whom a phrase, where it stands last, means as an actor."""
    actors = resolved(text, "ACCUSE", (span(text, phrase, last=True),), day=day).actors
    return [(one.entity or one.name, one.country, (one.sectors or ("",))[0]) for one in actors]


def test_whom_a_phrase_includes_is_not_the_whole() -> None:
    text = "Kenya's parliament met. Lawmakers including senior Republicans left."
    assert told(text, "Lawmakers including senior Republicans") == [("Lawmakers", "", "LEG")]


@pytest.mark.parametrize(
    ("phrase", "names"),
    [
        ("A delegation including the French foreign minister", ["gov:FRA", "person:jean-yves-le-drian"]),
        ("other countries including Ghana", ["state:GHA"]),
    ],
)
def test_those_included_stand_for_a_set_that_is_nobody(phrase: str, names: list[str]) -> None:
    assert {one[0] for one in told(f"{phrase} left.", phrase)} <= set(names)


@pytest.mark.parametrize("name", ["Minister Everest", "Mr Levant", "Captain Provence"])
def test_somebody_called_like_a_region_stays_a_person(name: str) -> None:
    assert [one[0] for one in told(f"{name} left.", name)] == [f"person:{name.split()[1].lower()}"]


@pytest.mark.parametrize(
    ("phrase", "names"),
    [
        ("former Norwegian oil and gas tycoon Lars Bergan", ["person:lars-bergan"]),
        ("oil and gas companies", ["oil and gas companies"]),
        ("looters and armed soldiers", ["looters", "mil:KEN"]),
        ("police and opposition leader Lars Bergan", ["cop:KEN", "person:lars-bergan"]),
        ("Chinese and state firms", ["bus:CHN", "state firms"]),
        ("Russian oil and Chinese gas companies", ["bus:RUS", "bus:CHN"]),
        ("the foreign and defence ministers of Kenya", ["person:raychelle-omamo"]),
    ],
)
def test_a_compound_is_one_party_and_a_list_several(phrase: str, names: list[str]) -> None:
    assert [name for name, *_ in told(f"Kenya's president left. He met {phrase} there.", phrase)] == names


@pytest.mark.parametrize(
    ("text", "phrase", "sector"),
    [
        ("Libya's army fled. A U.N.-blessed coalition, led by Chad, bombed it.", "A U.N.-blessed coalition", "MIL"),
        ("A Chadian-led military coalition came. Niger fell. The coalition won.", "The coalition", "MIL"),
        ("Niger's army fled from coalition airstrikes.", "coalition airstrikes", "MIL"),
        ("Niger's parliament met. The Socialist-led coalition won.", "The Socialist-led coalition", "PTY"),
        ("Niger's parliament met. The Iran-backed coalition won.", "The Iran-backed coalition", "PTY"),
        ("Niger's parliament met. The coalition won 40 seats.", "The coalition", "PTY"),
    ],
)
def test_a_coalition_that_states_lead_is_of_armies(text: str, phrase: str, sector: str) -> None:
    ((_, country, found),) = told(text, phrase, day="2008-03-12")
    assert (country, found) == ("", sector)


def test_a_coalition_is_not_of_the_state_it_bombs() -> None:
    text = "A U.N.-blessed coalition, led by Chad, bombed camps in Libya."
    assert party(text, "A U.N.-blessed coalition", "Libya", day="2008-03-12").country == ""


def test_a_former_tycoon_held_no_office() -> None:
    text = "Russia's president left. He jailed former oil tycoon Mikhail Khodorkovsky."
    assert told(text, "former oil tycoon Mikhail Khodorkovsky")[0][2] != "ELI"
    text = "Russia's president left. He met former lawmaker Boris Nemtsov."
    assert told(text, "former lawmaker Boris Nemtsov")[0][2] == "ELI"


def test_countries_that_a_clause_tells_are_none_of_those_listed() -> None:
    text = "Syria and Iraq met. The union lobbied countries whose citizens had left."
    assert told(text, "countries") == [("countries", "", "GOV")]
    text = "Syria and Iraq met. The union lobbied the countries on Monday."
    assert [country for _, country, _ in told(text, "the countries")] == ["SYR", "IRQ"]


def test_its_behind_a_place_owns_nobody() -> None:
    text = "Doctors Without Borders treated 415 patients from Raqqa and its surroundings."
    assert told(text, "415 patients from Raqqa and its surroundings")[0][1] != "NGO"


@pytest.mark.parametrize(
    ("text", "phrase", "place", "entity"),
    [
        ("Pakistan's cabinet met. Gunmen shot at the parliament building in New Delhi.", "the parliament building",
         "New Delhi", "leg:IND"),
        ("Mali's cabinet met. He was heard by a court in Geneva.", "a court", "Geneva", "jud:CHE"),
        ("Libya's cabinet met. He blamed the government in Tripoli.", "the government", "Tripoli", "gov:LBY"),
        ("Mali's army fled. He blamed the army in Paris.", "the army", "Paris", "mil:MLI"),
    ],
)  # fmt: skip
def test_a_parliament_is_of_where_it_sits(text: str, phrase: str, place: str, entity: str) -> None:
    assert party(text, phrase, place).entity == entity


def test_a_high_commissioner_is_the_one_named_before() -> None:
    text = "Filippo Grandi, High Commissioner for Refugees, met Kenya's president. The High Commissioner praised him."
    assert told(text, "The High Commissioner")[0][:2] == ("person:filippo-grandi", "UNO")
    text = "Kenya's president left. The High Commissioner praised him."
    assert told(text, "The High Commissioner")[0][0] == "gov:KEN"


@pytest.mark.parametrize(
    ("phrase", "entity", "sector"),
    [
        ("a Chinese spy balloon", "mil:CHN", "MIL"),
        ("Lord Justice Corran", "person:corran", "JUD"),
        ("Chief Supt Ada Corran", "person:ada-corran", "COP"),
        ("Mr Trump's former campaign manager, Ada Corran", "person:ada-corran", "ELI"),
        ("a British film-maker", "cvl:GBR", "CVL"),
    ],
)
def test_what_titles_and_things_say(phrase: str, entity: str, sector: str) -> None:
    ((found, _, of),) = told(f"Kenya's president left. There he met {phrase}, they say.", phrase)
    assert (found, of) == (entity, sector)


def test_a_region_is_nobody() -> None:
    text = "Offering himself as the spokesman of the Muslim Middle East, he left."
    assert told(text, "the spokesman of the Muslim Middle East") == [("spokesman", "", "GOV")]


def test_him_is_not_the_counterpart_who_is_named_behind() -> None:
    text = "Donald Trump rang his Turkish counterpart, Recep Tayyip Erdogan, who had urged him to leave."
    him = span(text, "him")
    link = Antecedent(him, span(text, "his Turkish counterpart"), 0.9)
    event = resolved(text, "REQUEST", (span(text, "Recep Tayyip Erdogan"),), (him,), linked=(link,))
    assert [one.entity for one in event.recipients] == ["person:donald-trump"]


def test_the_group_is_no_person() -> None:
    text = "Al-Shabaab fled Kenya. A militant called Abdi Warsan said the group had been hunted."
    group = span(text, "the group")
    link = Antecedent(group, span(text, "Abdi Warsan"), 0.9)
    event = resolved(text, "ACCUSE", (group,), people=("Abdi Warsan",), linked=(link,))
    assert [one.entity for one in event.actors] == ["group:al-shabaab"]


def test_the_jets_of_a_coalition_are_armed_forces() -> None:
    text = "The French-led coalition killed 30 men. The coalition's jets bombed Gao."
    assert told(text, "The coalition's jets", day="2008-03-12")[0][1:] == ("", "MIL")


def test_no_government_accuses_its_own_state_by_a_pronoun() -> None:
    text = "Gunmen attacked Chad and fled. India's government blamed them."
    event = resolved(text, "ACCUSE", (span(text, "India's government"),), (span(text, "them"),))
    assert all(one.country != "IND" for one in event.recipients)
