"""Bodies called by several words, and bodies that are called like one of another state."""

import pytest

from tests.resolve.build import party

DAY = "2020-07-10"


@pytest.mark.parametrize(
    ("phrase", "country", "sector", "entity"),
    [
        ("The State Harmony and Progress Council", "", "GOV", "org:state-harmony-and-progress-council"),
        ("The Truth and Reconciliation Commission", "", "GOV", "org:truth-and-reconciliation-commission"),
        ("The National Renewal Front", "", "CVL", "org:national-renewal-front"),
        (
            "The Korean Alliance of Trade Unions",
            "KOR",
            "LAB",
            "org:korean-alliance-of-trade-unions",
        ),
        (
            "The Catholic Bishops' Conference of Malawi",
            "MWI",
            "REL",
            "org:catholic-bishops-conference-of-malawi",
        ),
        ("The Orthodox Church of Finland", "FIN", "REL", "org:orthodox-church-of-finland"),
    ],
)
def test_a_body_is_called_by_all_its_words(phrase: str, country: str, sector: str, entity: str) -> None:
    who = party(f"{phrase} met. Seoul waited.", phrase, day=DAY)
    assert (who.country, who.sectors[:1], who.entity) == (country or who.country, (sector,), entity)


@pytest.mark.parametrize(
    ("phrase", "entity"),
    [
        ("The Government of Mali", "gov:MLI"),
        ("The Federation of Malaysia", "cvl:MYS"),
        ("The Indian Chamber of Commerce", "bus:IND"),
        ("The Socialist Party of Malawi", "org:socialist-party-of-malawi"),
    ],
)
def test_bodies_of_a_state_stay_its_own(phrase: str, entity: str) -> None:
    assert party(f"{phrase} met.", phrase, day=DAY).entity == entity


def test_a_body_before_a_state_is_not_the_state() -> None:
    unicef = party("UNICEF Yemen said so.", "UNICEF Yemen", day=DAY)
    assert (unicef.entity, unicef.country) == ("org:unicef", "UNO")
    jamaat = party("Tahrik-e-Insani Pakistan said so.", "Tahrik-e-Insani Pakistan", day=DAY)
    assert (jamaat.entity, jamaat.country) == ("name:tahrik-e-insani-pakistan", "PAK")
    assert party("Pakistan said so.", "Pakistan", day=DAY).entity == "state:PAK"


@pytest.mark.parametrize(
    ("phrase", "country", "entity"),
    [
        ("The Philippine House of Representatives", "PHL", "leg:PHL"),
        ("The House of Representatives of the Philippines", "PHL", "leg:PHL"),
        ("The Ethiopian Mossad", "ETH", "spy:ETH"),
        ("Russia's Security Council", "RUS", "gov:RUS"),
        ("The Democratic Party of Fiji", "FJI", "org:democratic-party-of-fiji"),
        ("The National Salvation Front of Nepal", "NPL", None),
    ],
)
def test_of_another_state_by_its_words(phrase: str, country: str, entity: str | None) -> None:
    who = party(f"{phrase} met.", phrase, day=DAY)
    assert (who.country, who.entity) == (country, entity)


@pytest.mark.parametrize(
    ("phrase", "entity"),
    [
        ("The US House of Representatives", "org:us-congress"),
        ("The UN Security Council", "org:unsc"),
        ("The Security Council", "org:unsc"),
        ("The Democrats of New York", "org:democrats"),
        ("Boko Haram of Nigeria", "group:boko-haram"),
        ("Lebanon's Hezbollah", "group:hezbollah"),
        ("The People's Protection Units of Iraqi Kurdistan", "group:ypg"),
        ("The Taliban of northern Pakistan", "group:taliban"),
    ],
)
def test_of_its_own_state_it_is_itself(phrase: str, entity: str) -> None:
    assert party(f"{phrase} met.", phrase, day=DAY).entity == entity


@pytest.mark.parametrize(
    ("phrase", "entity"),
    [
        ("The CPI(M)", "org:cpi-m"),
        ("The Communist Party of India (Maoist)", "group:naxalites"),
        ("The Communist Party of India", "org:cpi"),
        ("The PML(N)", "org:pml-n"),
        ("The Islamic State (IS)", "group:islamic-state"),
    ],
)
def test_a_bracket_may_be_part_of_a_name(phrase: str, entity: str) -> None:
    assert party(f"{phrase} met in India.", phrase, day="2018-11-03").entity == entity


@pytest.mark.parametrize(
    ("phrase", "entity"),
    [
        ("Hong Kong's chief executive", "person:carrie-lam"),
        ("A Hong Kong bank's chief executive", "bus:HKG"),
        ("The chief executive of a Hong Kong airline", "bus:HKG"),
    ],
)
def test_a_chief_executive_is_a_head_only_where_there_is_that_post(phrase: str, entity: str) -> None:
    assert party(f"{phrase} spoke.", phrase, day="2018-11-03").entity == entity


@pytest.mark.parametrize(
    ("phrase", "entity"),
    [
        ("The UN's Libya envoy", "org:un:gov"),
        ("The State Department's Ukraine envoy", "gov:USA"),
        ("The EU's Mali mission", "org:eu:gov"),
        ("The World Bank's India director", "org:world-bank"),
        ("Kyrgyzstan's Security Council secretary", "gov:KGZ"),
        ("The Ukrainian National Security Council secretary", "gov:UKR"),
        ("Israel's UN ambassador", "gov:ISR"),
        ("The UN secretary-general", "person:antonio-guterres"),
    ],
)
def test_staff_are_of_the_body_and_not_of_the_state_they_deal_with(phrase: str, entity: str) -> None:
    assert party(f"{phrase} spoke.", phrase, day="2022-03-19").entity == entity
