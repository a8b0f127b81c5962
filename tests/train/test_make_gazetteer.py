"""The gazetteer's units: where they lie and what they are called for short."""

from train.make_gazetteer import GENERIC, centre, key


def test_a_unit_lies_in_the_centre_of_its_area_and_not_where_its_towns_crowd() -> None:
    crowd = [(1 + n / 100, 1.0) for n in range(50)]
    assert centre([(0, 0), (0, 10), (10, 10), (10, 0), *crowd]) == (5.0, 5.0)


def test_towns_in_one_line_have_their_mean_for_a_centre() -> None:
    assert centre([(1, 1), (2, 2), (3, 3)]) == (2.0, 2.0)
    assert centre([(4, 5)]) == (4.0, 5.0)


def test_the_short_name_of_a_province_has_no_preposition_before_it() -> None:
    assert key(GENERIC.sub(" ", "Province of Samar")) == "samar"
    assert key(GENERIC.sub(" ", "Province du Séno")) == "seno"
