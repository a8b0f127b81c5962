"""Names that mean an actor only in articles that name its state."""

import pytest

from tests.resolve.build import party

DAY = "2023-10-28"


@pytest.mark.parametrize(
    ("text", "phrase", "entity"),
    [
        ("Police in Dhaka dispersed a rally of the BNP.", "the BNP", "org:bnp-bangladesh"),
        ("Memorial was closed, Russia's prosecutors said.", "Memorial", "org:memorial"),
        ("The AFP lost a boat near a Philippine reef.", "The AFP", "mil:PHL"),
        ("Jamaat-e-Islami called a strike in Bangladesh.", "Jamaat-e-Islami", "org:jamaat-bangladesh"),
        ("Jamaat-e-Islami called a strike in Pakistan.", "Jamaat-e-Islami", "org:jamaat-pakistan"),
        ("The LDP lost its majority in Japan.", "The LDP", "org:ldp-japan"),
    ],
)
def test_where_its_state_is_named_it_is_meant(text: str, phrase: str, entity: str) -> None:
    assert party(text, phrase, day=DAY).entity == entity


@pytest.mark.parametrize(
    ("text", "phrase", "entity"),
    [
        ("The BNP won a seat in Burnley, England.", "The BNP", None),
        ("Memorial was closed in Ohio.", "Memorial", None),
        ("The AFP reported from Paris.", "The AFP", "org:afp"),
        ("France mourned. The AFP said that Manila had agreed.", "The AFP", "org:afp"),
        ("The SDF took Raqqa, Syria.", "The SDF", "group:sdf"),
    ],
)
def test_elsewhere_it_is_not(text: str, phrase: str, entity: str | None) -> None:
    assert party(text, phrase, day=DAY).entity == entity


def test_what_the_article_spells_out_goes_before() -> None:
    text = "The Barotse National Party (BNP) met Bangladesh's envoy. The BNP asked for aid."
    who = party(text, "The BNP", day=DAY)
    assert who.country != "BGD"
    assert who.entity != "org:bnp-bangladesh"


def test_a_name_that_goes_on_is_whole() -> None:
    assert party("BNP Harwell lent money in Dublin.", "BNP Harwell", day=DAY).name == "BNP Harwell"


@pytest.mark.parametrize("phrase", ["The Lincoln Memorial", "Memorial Hospital", "Dawn Kapoor"])
def test_a_word_of_a_longer_name_is_not(phrase: str) -> None:
    who = party(f"Russia and Pakistan watched. {phrase} closed its doors.", phrase, day=DAY)
    assert who.entity not in ("org:memorial", "org:memorial:med", "org:dawn")


@pytest.mark.parametrize(
    ("text", "phrase", "day", "entity"),
    [
        ("Nepal closed the border.", "Nepal", "2010-02-28", "state:NPL"),
        ("Prime Minister Nepal resigned.", "Prime Minister Nepal", "2010-02-28", "person:madhav-kumar-nepal"),
        ("Montenegro joined the talks.", "Montenegro", "2024-06-28", "state:MNE"),
        ("Portugal voted. Montenegro said he had won.", "Montenegro", "2024-06-28", "person:luis-montenegro"),
        ("Portugal lost. Montenegro had won.", "Montenegro", "2012-06-28", "state:MNE"),
        ("Muscat hosted the talks.", "Muscat", "2018-06-28", "gov:OMN"),
        ("Joseph Muscat spoke. Muscat said he would go.", "Muscat", "2018-06-28", "person:joseph-muscat"),
    ],
)
def test_a_state_is_no_man_of_that_name(text: str, phrase: str, day: str, entity: str) -> None:
    assert party(text, phrase, day=day).entity == entity


@pytest.mark.parametrize(
    ("text", "phrase", "day", "entity"),
    [
        ("India voted. The Congress said Modi had lied.", "The Congress", "2018-12-11", "org:congress-india"),
        ("The US Congress approved the India deal.", "The US Congress", "2018-12-11", "org:us-congress"),
        ("The Maoists killed ten policemen in Raipur, India.", "The Maoists", "2010-04-06", "group:naxalites"),
        ("Nepal mourned. Maoist rebels killed 20 soldiers.", "Maoist rebels", "2003-05-11", "group:cpn-maoist"),
        ("Maoist rebels killed a mayor in Davao, Philippines.", "Maoist rebels", "2016-05-11", "group:npa"),
    ],
)
def test_rebels_and_parties_of_one_word_are_of_the_state_talked_of(
    text: str, phrase: str, day: str, entity: str
) -> None:
    assert party(text, phrase, day=day).entity == entity
