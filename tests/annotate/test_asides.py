"""What a sentence tells beside its act has times and places of its own (invented sentences)."""

import pytest

from harmattan.annotate.clauses import of_its_own
from harmattan.records import Span


def kept(text: str, trigger: str, told: str, act: str, *, time: bool = True) -> bool:
    first, at = (Span(text.index(one), text.index(one) + len(one)) for one in (trigger, told))
    return bool(of_its_own(text, first, [first], [(at, 0.9)], act=act, time=time))


@pytest.mark.parametrize(
    ("act", "text", "trigger", "told"),
    [
        ("RETREAT", "Norland lifted an embargo on wine, imposed in 2013", "lifted", "2013"),
        ("RETREAT", "Norland freed two Sudlanders, detained in March 2025", "freed", "March 2025"),
        ("RETREAT", "Norland reopened the crossing, closed by its army in August 2024", "reopened", "August 2024"),
        ("AID", "Norland will deliver boats under a contract signed in Tarna on Sunday", "deliver", "Sunday"),
        ("RETREAT", "Norland released 22 protesters arrested in Tarna last month", "released", "month"),
        ("ACCUSE", "Norland accused Sudland of bombing a village on Sunday", "accused", "Sunday"),
        ("ACCUSE", "A court charged two men with planting bombs at the port in November", "charged", "November"),
        ("CONSULT", "It was his third visit to Tarna since taking office in June", "visit", "June"),
        ("ASSAULT", "It was the deadliest attack on the city since August", "attack", "August"),
        ("CONSULT", "Ada Orr flew to Tarna, her first trip there since 2016", "flew", "2016"),
        ("AGREE", "The two agreed to double trade by 2030", "agreed", "2030"),
        ("REQUEST", "Norland urged Sudland to hold a vote by the end of the year", "urged", "end of the year"),
        ("THREATEN", "Rebels threatened to take Tarna before Christmas", "threatened", "Christmas"),
    ],
)
def test_the_time_of_an_aside_is_its_own(act: str, text: str, trigger: str, told: str) -> None:
    assert not kept(text, trigger, told, act)


@pytest.mark.parametrize(
    ("act", "text", "trigger", "told"),
    [
        ("AID", "Norland will deliver boats under a contract signed in Tarna on Sunday", "deliver", "boats"),
        ("RETREAT", "Norland released 22 protesters arrested in Tarna last month", "released", "Tarna"),
        ("RETREAT", "Norland freed two Sudlanders, detained in Tarna in May", "freed", "Tarna"),
        ("ACCUSE", "Norland accused Sudland of bombing a village near Tarna", "accused", "Tarna"),
    ],
)
def test_the_place_of_an_aside_is_its_own(act: str, text: str, trigger: str, told: str) -> None:
    assert kept(text, trigger, told, act, time=False) is (told == "boats")


@pytest.mark.parametrize(
    ("act", "text", "trigger", "told"),
    [
        ("COERCE", "Soldiers raided a house before dawn and arrested two men in May", "raided", "May"),
        ("SUPPORT", "The two signed the treaty in 2013", "signed", "2013"),
        ("COERCE", "He was arrested on Monday after being accused of theft in May", "arrested", "Monday"),
        ("SANCTION", "Norland kept its ban on wine, imposed in 2013", "ban", "2013"),
        ("RETREAT", "The pullout from Tarna, announced in May, goes on", "pullout", "May"),
        ("ACCUSE", "Norland in a letter accused Sudland of the murder on Sunday", "accused", "Sunday"),
        ("ACCUSE", "The lawsuit over grazing was filed on Tuesday", "lawsuit", "Tuesday"),
        ("COERCE", "The boy has been held since crossing the border in June", "held", "June"),
        ("COERCE", "Norland has held the boats since August", "held", "August"),
        ("MOBILIZE", "Rangers have combed the forest between Tarna and the sea since Monday", "combed", "Monday"),
        ("ASSAULT", "Rebels captured the town by March", "captured", "March"),
        ("AGREE", "The two agreed to talk on Monday", "agreed", "Monday"),
        ("CONSULT", "Ada Orr came to meet the king by Monday", "came", "Monday"),
        ("RETREAT", "The army freed a man held by rebels on Sunday", "freed", "Sunday"),
    ],
)
def test_the_time_of_an_act_stays(act: str, text: str, trigger: str, told: str) -> None:
    assert kept(text, trigger, told, act)


@pytest.mark.parametrize(
    ("text", "trigger", "own"),
    [
        ("On Sunday, two days after gunmen ambushed a bus, troops shelled Tarna", "ambushed", False),
        ("On Sunday, two days after gunmen ambushed a bus, troops shelled Tarna", "shelled", True),
        ("Ministers said on Sunday, a day after Norland expelled the envoy", "expelled", False),
        ("It came on Sunday – about three weeks after their arrest", "arrest", False),
        ("Troops came on Sunday, a few hours after gunmen ambushed a bus", "ambushed", True),
        ("On Sunday - a day after the vote - gunmen ambushed a bus", "ambushed", True),
        ("On Sunday, after two days, gunmen ambushed a bus", "ambushed", True),
        ("On Sunday it rained. Two days after that gunmen ambushed a bus", "ambushed", True),
    ],
)
def test_the_time_that_days_are_counted_from_is_of_what_goes_round_them(text: str, trigger: str, own: bool) -> None:
    assert kept(text, trigger, "Sunday", "ASSAULT") is own


@pytest.mark.parametrize(
    ("text", "trigger", "told", "is_kept"),
    [
        ("It began with the closure of NORDAID, a key agency in Sudland, after the vote", "closure", "Sudland", False),
        ("Police arrested Ada Orr, an opposition politician in Tarna, a union said", "arrested", "Tarna", False),
        ("Rebels attacked Orna, the latest town in Sudland, and fled", "attacked", "Sudland", True),
        ("Police arrested Ada Orr, a senior leader in Tarna on a tip, a union said", "arrested", "Tarna", True),
    ],
)
def test_where_somebody_is_said_to_be_at_home_is_not_where_the_act_was(
    text: str, trigger: str, told: str, *, is_kept: bool
) -> None:
    assert kept(text, trigger, told, "SANCTION", time=False) == is_kept
