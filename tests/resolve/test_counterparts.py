""" "Its neighbour", "the kingdom", "members of the council", unions: who is meant. The acts are invented."""

import pytest

from harmattan.records import Antecedent, Party, Span
from tests.resolve.build import resolved

QUARREL = (
    "Ghana closed the border with Togo on Monday. Togo recalled its ambassador. Ghana fined Togolese traders in Accra. "
)


def meant(text: str) -> Party:
    """Return whom the phrase in square brackets means, as the recipient of an act by who stands in round ones."""
    plain = "".join(one for one in text if one not in "[]()")
    spans = []
    for left, right in ("()", "[]"):
        if left in text:
            start = len([one for one in text[: text.index(left)] if one not in "[]()"])
            spans.append(Span(start, start + text.index(right) - text.index(left) - 1))
    *actors, where = spans
    return resolved(plain, "ACCUSE", tuple(actors), (where,), day="2019-03-12").recipients[0]


@pytest.mark.parametrize(
    "words", ["its neighbour", "its eastern neighbour", "its larger neighbor", "its bitter rival", "its arch-enemy"]
)
def test_the_other_of_the_two_of_whom_it_tells(words: str) -> None:
    assert meant(f"{QUARREL}(Ghana) accused [{words}] of theft.").entity == "state:TGO"
    assert meant(f"{QUARREL}(Togo) accused [{words}] of theft.").entity == "state:GHA"


def test_envoys_of_its_neighbour_are_the_neighbours() -> None:
    assert meant(f"{QUARREL}(Togo) expelled [three diplomats of its neighbour].").country == "GHA"
    assert meant(f"{QUARREL}(Togo) expelled [the neighbouring country's ambassador].").country == "GHA"


def test_a_third_state_has_other_neighbours() -> None:
    party = meant(f"{QUARREL}(Kenya) accused [its neighbour] of theft.")
    assert (party.entity, party.country, party.sectors) == (None, "", ("GOV",))


def test_who_is_far_away_is_no_neighbour() -> None:
    text = "Ghana expelled Japanese envoys. Japan recalled its ambassador. Ghana fined Japan. Japan sued Ghana. "
    assert meant(f"{text}(Ghana) accused [its neighbour] of theft.").country == ""


def test_a_rival_where_others_are_named_may_be_another() -> None:
    assert meant(f"{QUARREL}France sent food. (Ghana) accused [its rival] of theft.").country == ""


def test_a_firm_has_rivals_that_are_no_states() -> None:
    assert meant(f"{QUARREL}(Airbus) accused [its rival] of theft.").sectors != ("GOV",)


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Qatar sent food to Sudan. Iran accused [the emirate] of theft.", "QAT"),
        ("Qatar met Saudi Arabia. Iran accused [the kingdom] of theft.", "SAU"),
        ("Jordan met Saudi Arabia. Morocco fined Algeria. Iran accused [the kingdom] of theft.", "MAR"),
        ("The Maldives fined an Indian firm. India suspended aid to [the islands].", "MDV"),
        ("China held drills around Taiwan. Beijing accused [the island's government] of theft.", "TWN"),
        ("Oman met Iran. India thanked [the sultanate].", "OMN"),
        ("India fined a firm of the Maldives. India thanked [Malé].", "MDV"),
    ],
)
def test_states_called_by_what_they_are(text: str, country: str) -> None:
    assert meant(text).country == country


def test_an_island_that_has_a_name_is_no_state() -> None:
    text = "Japan met the Maldives over Minami island. China accused [the island] of theft."
    assert meant(text).country == ""


def test_a_capital_is_no_word_of_the_language() -> None:
    assert meant("India met Nepal. [Male suspects] fled.").country != "MDV"


def test_members_of_a_council_are_not_of_the_state_spoken_of() -> None:
    text = "The UN Security Council met on Gaza. France accused [the other 14 members of the council] of delay."
    assert (meant(text).country, meant(text).sectors) == ("", ("GOV",))
    text = "The UN Security Council met on Gaza. France accused [the president of the council] of delay."
    assert meant(text).country == "UNO"


@pytest.mark.parametrize(
    ("words", "country"),
    [
        ("the Malaysian Trades Union Congress", "MYS"),
        ("the Fijian Federation of Labour", "FJI"),
        ("Kenya's Trade Union Congress", "KEN"),
        ("the Argentine General Confederation of Labour", "ARG"),
    ],
)
def test_a_union_is_of_the_state_that_is_told(words: str, country: str) -> None:
    party = meant(f"A minister accused [{words}] of theft.")
    assert (party.country, party.sectors) == (country, ("LAB",))


def test_a_union_of_another_state_makes_nothing_british() -> None:
    text = "Togo sued Ghana. The Ghana Trades Union Congress called a strike. (Ghana) accused [its neighbour] of theft."
    assert meant(text).country == "TGO"


def test_a_union_of_the_tables_stays() -> None:
    assert meant("A minister accused [the British Trades Union Congress] of theft.").entity == "org:tuc"
    assert meant("A minister accused [the Israeli Labor Party] of theft.").sectors[:1] != ("LAB",)


def test_pilots_of_an_airline_no_table_has() -> None:
    assert meant("Ireland met Spain. Spain accused [a Ryanair pilot] of theft.").sectors == ("CVL",)
    assert meant("Ireland met Spain. Spain accused [an Air Force pilot] of theft.").sectors == ("MIL",)


def test_a_town_before_a_meeting_is_where_it_was_to_be() -> None:
    text = "Ecuador calls off Cuenca meeting. Quito gave no reason. Peru sent an envoy to Ecuador."
    where = text.index("Cuenca")
    event = resolved(text, "REJECT", (Span(0, 7),), (Span(where, where + 6),), day="2019-03-12")
    assert event.recipients == ()
    assert event.place is not None
    assert event.place.country == "ECU"


def test_a_part_of_a_state_that_is_called_like_a_region_of_many() -> None:
    text = "Gunmen attacked a village in Burkina Faso's Sahel region on Sunday. Mali sent troops."
    start = text.index("a village")
    place = resolved(text, "ASSAULT", (Span(0, 6),), (), place=Span(start, text.index(" on Sunday"))).place
    assert place is not None
    assert (place.country, place.resolution) == ("BFA", "province")


def test_a_northern_neighbour_is_a_state_whoever_speaks() -> None:
    assert meant("Peru met Chile. Cuba met Spain. It accused [its northern neighbour] of theft.").sectors == ("GOV",)


def test_the_only_other_state_of_a_short_article() -> None:
    assert meant("Peru shut a bridge to Bolivia. (Peru) accused [its neighbour] of theft.").country == "BOL"


def test_the_member_of_a_body_of_states_is_a_state() -> None:
    party = meant("(The East African Community) met South Sudan. It accused [its newest member] of delay.")
    assert (party.country, party.sectors) == ("", ("GOV",))


@pytest.mark.parametrize("words", ["the bloc's envoy", "the secretary general of the bloc", "the organisation"])
def test_the_only_body_of_states_that_was_named(words: str) -> None:
    text = "The East African Community met. Kenya voted. Uganda voted. Kenya met Uganda. Uganda sued Kenya. "
    assert meant(f"{text}Burundi accused [{words}] of delay.").country == "IGO"


def test_rebels_are_no_army() -> None:
    text = "Peru met Chile. The army fired. Peru accused [the guerrillas] of theft."
    link = Antecedent(Span(text.index("["), text.index("[") + 14), Span(16, 24), 0.9)
    plain = text.replace("[", "").replace("]", "")
    found = resolved(plain, "ACCUSE", (), (link.span,), day="2019-03-12", linked=(link,)).recipients[0]
    assert found.sectors == ("REB",)


def test_rebels_who_are_named_are_no_third_state() -> None:
    text = "Ghana shelled Togo. Al-Shabaab met Togo. Al-Shabaab thanked Ghana. Togo sued Ghana. Al-Shabaab left Togo. "
    assert meant(f"{text}(Ghana) accused [its neighbour] of theft.").country == "TGO"
