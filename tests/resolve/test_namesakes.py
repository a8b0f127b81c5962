"""Men who are called like a state or a capital."""

import pytest

from tests.resolve.build import party, resolved, span


@pytest.mark.parametrize(
    ("text", "phrase", "day", "entity"),
    [
        ("Nepal closed the border.", "Nepal", "2010-02-28", "state:NPL"),
        ("Prime Minister Nepal resigned.", "Prime Minister Nepal", "2010-02-28", "person:madhav-kumar-nepal"),
        ("Montenegro joined the talks.", "Montenegro", "2024-06-28", "state:MNE"),
        ("Portugal voted. Montenegro said he had won.", "Montenegro", "2024-06-28", "person:luis-montenegro"),
        ("Portugal lost. Montenegro had won.", "Montenegro", "2012-06-28", "state:MNE"),
        ("Montenegro spoke in the Portuguese parliament.", "Montenegro", "2024-06-28", "person:luis-montenegro"),
        ("Montenegro wrote to Lisbon from Podgorica.", "Montenegro", "2024-06-28", "state:MNE"),
        ("Muscat took office in Valletta.", "Muscat", "2013-03-19", "person:joseph-muscat"),
        ("Muscat hosted the talks.", "Muscat", "2018-06-28", "gov:OMN"),
        ("Joseph Muscat spoke. Muscat said he would go.", "Muscat", "2018-06-28", "person:joseph-muscat"),
    ],
)
def test_a_state_is_no_man_of_that_name(text: str, phrase: str, day: str, entity: str) -> None:
    assert party(text, phrase, day=day).entity == entity


def test_of_namesakes_it_is_who_had_the_post_before_the_name() -> None:
    text = "Spanish Prime Minister Pedro Sanchez condemned the attack. The opposition accused Sanchez of weakness."
    accused = span(text, "Sanchez", last=True)
    found = resolved(text, "ACCUSE", (), (accused,), day="", people=("Pedro Sanchez",)).recipients[0]
    assert (found.country, found.sectors) == ("ESP", ("GOV",))
