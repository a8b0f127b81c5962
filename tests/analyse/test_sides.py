"""Who a side of a pair means: codes, sectors, ids, names, sets with dates; and what is refused."""

import pytest

from harmattan.analyse.sides import named_sets, pair, side
from harmattan.errors import UsageError
from tests.analyse.acts import FRANCE, MALI, NAMES, NIGER, REBELS, party


@pytest.mark.parametrize("text", ["MLI", "mli", "Mali", "mali", "  MALI "])
def test_a_country_goes_by_code_and_name_whatever_the_case(text: str) -> None:
    found = side(text, NAMES)
    assert found.name == "MLI"
    assert found.holds(MALI, None)
    assert found.holds(REBELS, None)
    assert not found.holds(NIGER, None)


def test_a_sector_of_a_country_is_only_that() -> None:
    army = side("MLI.MIL", NAMES)
    assert army.holds(party("MLI", "MIL"), None)
    assert not army.holds(MALI, None)


def test_a_slot_that_is_no_state_is_a_side() -> None:
    assert side("EUR", NAMES).holds(party("EUR"), None)


def test_an_actor_goes_by_id_and_by_name() -> None:
    jnim = party("IMG", "REB", "group:jnim", "JNIM")
    assert side("group:jnim", NAMES) == side("jnim", NAMES)
    assert side("JNIM", NAMES).holds(jnim, None)
    assert not side("JNIM", NAMES).holds(REBELS, None)
    assert side("org:barrick", NAMES).holds(party("MNC", "LAB", "org:barrick:lab", "Barrick Gold"), None)
    assert not side("org:barrick:lab", NAMES).holds(party("MNC", "BUS", "org:barrick", "Barrick Gold"), None)


def test_members_of_a_named_set_count_from_their_day_on() -> None:
    juntas = side("sahel juntas", NAMES)
    assert juntas.name == "the Sahel juntas"
    assert not juntas.holds(NIGER, "2023-07-25")
    assert juntas.holds(NIGER, "2023-07-26")
    assert not juntas.holds(NIGER, None)


def test_the_three_left_ecowas_on_one_day() -> None:
    bloc = side("ECOWAS", NAMES)
    assert bloc.holds(MALI, "2025-01-28")
    assert not bloc.holds(MALI, "2025-01-29")
    assert bloc.holds(party("IGO", "GOV", "org:ecowas", "ECOWAS"), None)


def test_sets_join_with_a_plus_and_keep_their_dates() -> None:
    both = side("the Sahel juntas + FRA", NAMES)
    assert both.name == "the Sahel juntas+FRA"
    assert both.holds(FRANCE, None)
    assert not both.holds(MALI, "2019-01-01")
    assert side("BRICS+", NAMES).name == "BRICS"


def test_an_unknown_name_is_answered_with_the_nearest() -> None:
    with pytest.raises(UsageError, match=r"nobody is known as 'Mall'; did you mean Mali \(MLI\)"):
        side("Mall", NAMES)
    with pytest.raises(UsageError, match="the Sahel juntas"):
        side("Sahel junta", NAMES)


@pytest.mark.parametrize(
    ("text", "why"), [("MLI.XXX", "no sector"), ("MLI+", "empty"), ("", "empty"), ("XXX", "nobody")]
)
def test_what_cannot_be_a_side_is_refused(text: str, why: str) -> None:
    with pytest.raises(UsageError, match=why):
        side(text, NAMES)


def test_a_country_with_itself_is_domestic_and_nothing_else_is() -> None:
    assert pair("Mali", "MLI", NAMES).domestic
    assert not pair("MLI.GOV", "MLI.MIL", NAMES).domestic
    with pytest.raises(UsageError, match="with itself is no pair"):
        pair("AES", "aes", NAMES)
    with pytest.raises(UsageError, match="with itself is no pair"):
        pair("MLI.MIL", "MLI.MIL", NAMES)


def test_sides_that_overlap_are_refused() -> None:
    with pytest.raises(UsageError, match="FRA is on both sides"):
        pair("FRA+MLI", "the West", NAMES)
    with pytest.raises(UsageError, match="MLI"):
        pair("MLI", "MLI.MIL", NAMES)


def test_every_named_set_says_what_its_dates_mean() -> None:
    for row in named_sets().values():
        assert row["note"]
        assert all(len(code) == 3 and spell.count("/") == 1 for code, spell in row["members"].items())
