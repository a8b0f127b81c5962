"""Fighters told by their people, in invented sentences."""

import pytest

from harmattan.resolve import fighters
from harmattan.resolve.actors import Reader
from harmattan.resolve.knowledge import load, table
from harmattan.resolve.who import Alone

SYRIA = "Fighting went on near Raqqa in northern Syria. Turkey looked on."
IRAQ = "The battle for Mosul in Iraq went on near Kirkuk."


@pytest.mark.parametrize(
    ("phrase", "text", "day", "group"),
    [
        ("Kurdish forces", SYRIA, "2017-10-20", "group:sdf"),
        ("the Kurdish-led forces", SYRIA, "2018-01-20", "group:sdf"),
        ("Syrian Kurdish fighters", SYRIA, "2013-05-01", "group:ypg"),
        ("a force of Kurdish and Arab fighters", SYRIA, "2016-05-01", "group:sdf"),
        ("Kurdish forces", IRAQ, "2016-10-20", "org:peshmerga"),
        ("Kurdish militants", "Turkey bombed the PKK near Diyarbakir.", "2016-03-01", "group:pkk"),
        ("Tuareg rebels", "Kidal, Mali, was quiet.", "2012-03-01", "group:mnla"),
        ("Kurdish forces", "A concert took place.", "2016-10-20", None),
        ("Kurdish forces", "Syria. Iraq.", "2016-10-20", None),
        ("Kurdish leaders", SYRIA, "2017-10-20", None),
        ("Kurds", SYRIA, "2017-10-20", None),
        ("American forces", SYRIA, "2017-10-20", None),
        ("Kurdish forces", SYRIA, "2001-10-20", None),
    ],
)
def test_whom_a_description_means_depends_on_the_article_and_the_day(
    phrase: str, text: str, day: str, group: str | None
) -> None:
    assert fighters.meant(phrase, text, (day, day)) == group


def test_without_a_day_nobody_is_meant() -> None:
    assert fighters.meant("Kurdish forces", SYRIA, None) is None


def test_every_group_of_the_table_is_known() -> None:
    for readings in table("forces").values():
        for row in readings.values():
            for group, _ in row["groups"]:
                assert fighters.name_of(group)


@pytest.mark.parametrize(
    ("phrase", "day", "group"),
    [
        ("Hemedti's forces", "2019-06-05", "group:rsf-sudan"),
        ("Gen Hemedti's fighters", "2023-06-05", "group:rsf-sudan"),
        ("Bashar al-Assad's forces", "2017-06-05", None),  # a head of state has an army
        ("Hemedti's brother", "2019-06-05", None),
        ("Thabo Mbeki's men", "2004-06-05", None),
        ("Zorbinski's fighters", "2019-06-05", None),
    ],
)
def test_fighters_of_a_leader_are_his_group(phrase: str, day: str, group: str | None) -> None:
    assert fighters.led(phrase, Reader(load(), Alone(), (day, day))) == group


def test_without_a_day_nobody_leads() -> None:
    assert fighters.led("Hemedti's forces", Reader(load(), Alone(), None)) is None
