"""Which of the places of one name is meant, in invented news of the world."""

import pytest

from tests.resolve.test_places import located

MEANT = [
    ("A court in Washington ruled that the president may bar ships. Moscow called it piracy.", "Moscow", "RUS", "city"),
    ("A fire near Moscow, Idaho, closed roads to Lewiston and Pullman.", "Moscow", "USA", "city"),
    ("Prisoners rioted in Natal and Belem, Brazilian officials said.", "Belem", "BRA", "city"),
    ("Syrian officials said a bomb killed four people in Madaya on Monday.", "Madaya", "SYR", "city"),
    ("A bomb went off in Marib; Saudi jets hit Saada, and a missile fell on Najran.", "Marib", "YEM", "district"),
    ("US jets flew from Bagram, the Pentagon said.", "Bagram", "AFG", "district"),
    ("The premier of British Columbia said in Victoria that a mill in Nelson would shut.", "Victoria", "CAN", "city"),
    ("The premier of British Columbia said in Victoria that a mill in Nelson would shut.", "Nelson", "CAN", "city"),
    ("The mayor of the Town of Groton spoke in Mystic, Connecticut.", "Town of Groton", "USA", "city"),
    ("Shells fell on the Jordan Valley, Israel said.", "the Jordan Valley", "", "region"),
    ("Iraqi officials said a bomb killed four people in Tal Afar.", "Tal Afar", "IRQ", "district"),
    ("The East German leader met envoys in East Berlin.", "East Berlin", "DEU", "district"),
    ("Floods hit Trinidad, the Bolivian minister said.", "Trinidad", "BOL", "city"),
    ("Rebels freed three men near Armenia, Colombian officials said.", "Armenia", "COL", "city"),
    ("Colombia's president visited Armenia, Colombian officials said.", "Armenia", "ARM", "country"),
    ("Colombian envoys in Armenia saw Yerevan.", "Armenia", "ARM", "country"),
    ("A crowd gathered in St. George's, the Grenadian police said.", "St. George's", "GRD", "city"),
    ("The eruption on Saint Vincent forced thousands to flee.", "Saint Vincent", "VCT", "country"),
    ("The Kyrgyz president went to Jalalabad.", "Jalalabad", "KGZ", "city"),
    ("Afghan troops and Kyrgyz envoys met in Jalalabad.", "Jalalabad", "AFG", "city"),
    ("French officials spoke in Nouméa.", "Nouméa", "FRA", "city"),
    ("Philippine soldiers fought rebels in Lanao del Sur.", "Lanao del Sur", "PHL", "district"),
    ("Indian officials said four soldiers died on Siachen.", "Siachen", "", "region"),
    ("Leaders met at Camp David, Panama and the United States said.", "Camp David", "USA", "below-city"),
    ("Jihadists stormed Boni in central Mali.", "Boni", "MLI", "city"),
    ("The ship left Fort Worth, the United States said.", "Fort Worth", "USA", "city"),
]


@pytest.mark.parametrize(("text", "words", "country", "resolution"), MEANT)
def test_which_place_of_a_name_is_meant(text: str, words: str, country: str, resolution: str) -> None:
    found = located(text, words)
    assert (found.country, found.resolution) == (country, resolution)


def test_a_city_of_a_million_outweighs_a_village_beside_one_neighbour() -> None:
    found = located("Prisoners rioted in Natal and Belem, Brazilian officials said.", "Belem")
    assert found.lat is not None
    assert -2 < found.lat < -1


def test_a_village_abroad_is_not_meant_because_nothing_else_is_called_so() -> None:
    assert located("French officials spoke in Eerwah Vale.", "Eerwah Vale").resolution == ""


SPELT = [
    ("Syrian officials said a bomb killed four people in Tell Abyad.", "Tell Abyad", "Tall Abyaḑ"),
    ("Syrian officials said a bomb killed four people in Tel Rifaat.", "Tel Rifaat", "Tall Rif‘at"),
    ("Pakistani guns fired on the Indian town, and troops left Baramulla.", "Baramulla", "Bāramūla"),
    ("Israel said rockets fell on Kiryat Shmona.", "Kiryat Shmona", "Qiryat Shmona"),
    ("A drone hit a ship off Hodeidah, and Houthi fighters in Sanaa claimed it.", "Hodeidah", "Al Ḩudaydah"),
    ("Rebels left Homs and Aleppo and shelled Jarablus.", "Jarablus", "Jarābulus"),
    ("Shells fell on Tell Abyad near the border, Syrian officials said.", "Tell Abyad near the border", "Tall Abyaḑ"),
]


@pytest.mark.parametrize(("text", "words", "name"), SPELT)
def test_a_town_is_known_in_the_spelling_of_an_agency(text: str, words: str, name: str) -> None:
    assert located(text, words).name == name


NO_PLACE = [
    ("Ukrainian officials said a bomb was found in the Rada.", "the Rada"),
    ("Iranian officials said a bomb was found in the Majlis.", "the Majlis"),
    ("Indian officials said four soldiers died on Saachan.", "Saachan"),
    ("Egyptian officials said a bomb was found in Davos.", "Davos"),
    ("Peruvian officials said a bomb killed four people in Tell Abyad.", "Tell Abyad"),
    ("Leaders met at Camp Benito, Panama and the United States said.", "Camp Benito"),
    ("Jihadists stormed Bonna in central Mali.", "Bonna"),
]


@pytest.mark.parametrize(("text", "words"), NO_PLACE)
def test_what_only_sounds_like_a_town_is_none(text: str, words: str) -> None:
    assert located(text, words).resolution == ""
