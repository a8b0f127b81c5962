"""Whose police, parliament or president are meant where a page is set; in invented reports."""

import pytest

from tests.resolve.build import party

MALE = (
    "MALÉ - India's foreign minister arrived in the Maldives on Sunday. Indian aid will go on.\n"
    "India promised 400 million dollars. "
)
NIAMEY = "NIAMEY - The last French troops left a base in Niger on Monday.\nFrance said it would keep an embassy. "
MINSK = "MINSK - Belarus freed 15 prisoners on Saturday.\nThe United States eased sanctions on potash. "


@pytest.mark.parametrize(
    ("text", "phrase", "entity"),
    [
        (f"{MALE}Police came.", "Police", "cop:MDV"),
        (f"{MALE}The parliament votes on Thursday.", "The parliament", "leg:MDV"),
        (f"{MALE}The opposition wept.", "The opposition", "opp:MDV"),
        # What speaks for a state may be of the one that spoke last.
        (f"{MALE}The government wept.", "The government", "gov:IND"),
        (f"{MALE}The Indian parliament votes.", "The Indian parliament", "leg:IND"),
        # In Delhi for the rest of the paragraph.
        (f"{MALE}In New Delhi, lawmakers wept. The opposition left.", "The opposition", "opp:IND"),
        # Soldiers may be those who came.
        (f"{NIAMEY}The army wept.", "The army", "mil:FRA"),
        (f"{MINSK}The army wept.", "The army", "mil:BLR"),
        # A correspondent sits where nothing is told of.
        ("BEIRUT - Syria freed ten men. Syria left.\nLebanon slept. Police came.", "Police", "cop:LBN"),
        ("BEIRUT - Syria freed ten men.\nSyria wept. Syria left. Police came.", "Police", "cop:SYR"),
    ],
)
def test_who_is_of_where_the_page_is_set(text: str, phrase: str, entity: str) -> None:
    assert party(text, phrase).entity == entity


@pytest.mark.parametrize(
    "line", ["MALÉ, March 3 (Xinhua) -- ", "MALÉ: ", "MALÉ — ", "MALÉ, Maldives -- ", "Malé (dpa) - "]
)
def test_datelines_are_written_in_many_ways(line: str) -> None:
    assert party(MALE.replace("MALÉ - ", line) + "Police came.", "Police").entity == "cop:MDV"


TALKS = "Serbia met Germany. Serbia wept. Germany slept. "


@pytest.mark.parametrize(
    ("text", "phrase", "country"),
    [
        (f"{TALKS}The opposition in Belgrade wept.", "The opposition", "SRB"),
        (f"{TALKS}Opposition leaders in Belgrade wept.", "Opposition leaders", "SRB"),
        (f"{TALKS}In Belgrade the foreign ministry wept.", "the foreign ministry", "SRB"),
        (f"{TALKS}The president told reporters in Belgrade of it.", "The president", "SRB"),
        (f"{TALKS}The president, speaking in Belgrade, wept.", "The president", "SRB"),
        (f"{TALKS}In March the government wept.", "the government", ""),
        # Who was told of as another's is there as a guest.
        (f"{TALKS}Germany's president spoke. In Belgrade the president wept.", "the president", "DEU"),
        ("Serbia wept. German troops went to Serbia. Soldiers in Belgrade slept.", "Soldiers", "SRB"),
    ],
)
def test_who_is_of_the_town_beside_them(text: str, phrase: str, country: str) -> None:
    assert party(text, phrase).country == country


@pytest.mark.parametrize(
    ("text", "phrase", "country"),
    [
        ("The Maldives wept. India promised aid. The parliament accused India of spying.", "The parliament", "MDV"),
        ("The Maldives wept. India promised aid. The president broke ties with India.", "The president", "MDV"),
        ("The Maldives wept. India promised aid. The president visited India's border.", "The president", "IND"),
        ("The Maldives wept. India promised aid. The president arrived in New Delhi.", "The president", "IND"),
        ("India promised aid. The parliament accused India of spying.", "The parliament", "IND"),
    ],
)
def test_nobody_is_of_the_state_he_accuses(text: str, phrase: str, country: str) -> None:
    assert party(text, phrase).country == country
