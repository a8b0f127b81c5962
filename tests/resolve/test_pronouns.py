"""What pronouns take up of what the encoder links them to, and whom they mean; in invented sentences."""

import pytest

from harmattan.resolve.again import agrees
from harmattan.resolve.who import Who

MAN = Who("person", "person:a", "Ada Ruell", "MLI", ("GOV",), "president")
STATE = Who("institution", "gov:MLI", "Government of Mali", "MLI", ("GOV",))
GROUP = Who("group", "group:red-column", "Red Column", "MLI", ("REB",))


@pytest.mark.parametrize(
    ("phrase", "named", "who", "told"),
    [
        ("he", "We", STATE, False),
        ("they", "We", STATE, True),
        ("he", "I", MAN, True),
        ("him", "leads the Red Column", GROUP, False),
        ("they", "leads the Red Column", GROUP, True),
        ("it", "Ada Ruell", MAN, False),
        ("it", "the protest leader", Who("noun", noun="leader"), False),
        ("its", "a spokesman", Who("noun", noun="spokesman"), False),
        ("it", "the leaders", Who("noun", noun="leader", plural=True), True),
        ("it", "Mali's army", Who("institution", "mil:MLI", "Armed forces of Mali", "MLI", ("MIL",)), True),
    ],
)
def test_a_pronoun_takes_up_what_it_can_stand_for(phrase: str, named: str, who: Who, told: bool) -> None:
    assert agrees(phrase, (who,), named) is told
