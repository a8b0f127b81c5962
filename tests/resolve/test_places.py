"""Which place of a name an article means."""

import pytest

from bench.events import article_of
from harmattan.records import EventPlace, Span
from harmattan.resolve import knowledge
from harmattan.resolve.places import Places
from harmattan.resolve.survey import survey
from tests.resolve.build import party, resolved, span

PLACES = Places(knowledge.load())


def located(text: str, words: str) -> EventPlace:
    start = text.index(words)
    scene = survey(article_of("t", text), PLACES.knowledge)
    return PLACES.resolve(EventPlace(Span(start, start + len(words))), scene)


@pytest.mark.parametrize(
    ("text", "words", "country", "resolution"),
    [
        ("Guatemala's police arrested crowds in Antigua.", "Antigua", "GTM", "city"),
        ("Police arrested crowds in Antigua.", "Antigua", "ATG", "region"),
        ("Police shot a man in Downtown Cairo.", "Downtown Cairo", "EGY", "city"),
        ("Crowds met in Central London.", "Central London", "GBR", "city"),
        ("Lawyers met at Inner Temple.", "Inner Temple", "", ""),
        ("Workers of the Green Line met.", "Green Line", "", ""),
        ("Israel's minister went to Canaan.", "Canaan", "", ""),
        ("Gangs of Haiti burned Canaan.", "Canaan", "HTI", "city"),
    ],
)
def test_a_name_of_the_tables_leaves_others_their_places(text: str, words: str, country: str, resolution: str) -> None:
    """Invented sentences."""
    place = located(text, words)
    assert (place.country, place.resolution) == (country, resolution)


@pytest.mark.parametrize(
    ("text", "words", "name", "country", "resolution"),
    [
        (
            "Soldiers met in Paris. France sent an envoy; crowds in Lyon and Marseille sang.",
            "Paris",
            "Paris",
            "FRA",
            "city",
        ),
        (
            "Envoys of the United States spoke of the Middle East in Damascus. The Middle East, the United States and "
            "Syria were on the table; Americans left the Middle East talks. The Middle East waits.",
            "Damascus",
            "Damascus",
            "SYR",
            "city",
        ),
        (
            "Russia, Iran and the United States sent envoys. Americans and Syrians met in Geneva.",
            "Geneva",
            "Geneva",
            "CHE",
            "city",
        ),
        ("The fair in Geneva drew people from Penn Yan and Ontario County.", "Geneva", "Geneva", "USA", "city"),
        (
            "Troops of the United States left the town of Omar in north-eastern Syria.",
            "the town of Omar in north-eastern Syria",
            "Syria",
            "SYR",
            "country",
        ),
        (
            "Police fired at strikers in Santiago. The Dominican president called for calm in Santo Domingo.",
            "Santiago",
            "Santiago de los Caballeros",
            "DOM",
            "city",
        ),
        ("Police fired at strikers in Santiago, Chile, at dawn.", "Santiago", "Santiago", "CHL", "city"),
        ("Police fired at strikers in Santiago.", "Santiago", "Santiago", "CHL", "city"),
        ("A governor of the United States met a mayor in New York.", "New York", "New York", "USA", "province"),
        (
            "Fighting broke out in the Donetsk region of Ukraine.",
            "the Donetsk region of Ukraine",
            "Donetsk Oblast",
            "UKR",
            "province",
        ),
        (
            "A blast shook the US embassy in Kabul.",
            "the US embassy in Kabul",
            "the US embassy in Kabul",
            "AFG",
            "below-city",
        ),
        ("A tanker burned in the Gulf of Oman.", "the Gulf of Oman", "Gulf of Oman", "", "region"),
        ("A tanker burned in the Gulf of Oman off Iran.", "the Gulf of Oman off Iran", "Iran", "IRN", "country"),
        ("Ferries crossed Lake Malawi.", "Lake Malawi", "Lake Malawi", "", "region"),
        ("Ferries crossed the Mozambique Channel.", "the Mozambique Channel", "Mozambique Channel", "", "region"),
        ("Ferries crossed Lake Nowhere in Mali.", "Lake Nowhere", "", "", ""),
        ("Police in Paris, Texas, closed a road.", "Paris", "Paris", "USA", "city"),
        ("The fair in Paris drew people from Dallas, Sherman and Lamar County.", "Paris", "Paris", "USA", "city"),
        ("Troops entered Gao.", "Gao", "Gao", "MLI", "city"),
        ("Fighting went on in Gao Region, in Mali.", "Gao Region", "Gao Region", "MLI", "province"),
        ("The storm hit Laurel County, Ky., at dawn.", "Laurel County", "Laurel County", "USA", "district"),
        (
            "A court in Macon, Ga., met. Georgia voters queued in Macon and Savannah.",
            "Georgia",
            "Georgia",
            "USA",
            "province",
        ),
        ("Georgia and Russia met in Tbilisi.", "Georgia", "Georgia", "GEO", "country"),
        ("Lebanon buried its dead. Lebanese troops watched.", "Lebanon", "Lebanon", "LBN", "country"),
        ("Aid reached northern Mali.", "northern Mali", "northern Mali", "MLI", "region"),
        ("Shelling went on in the Donbas.", "the Donbas", "Donbas", "UKR", "region"),
        ("They met in the tri-border region.", "the tri-border region", "Liptako-Gourma", "", "region"),
        ("The EU met.", "EU", "", "", ""),
        ("They met in Qwxzville.", "Qwxzville", "", "", ""),
        ("They voted in Ky. and in Ohio.", "Ky.", "Kentucky", "USA", "province"),
    ],
)
def test_the_place_an_article_means(text: str, words: str, name: str, country: str, resolution: str) -> None:
    found = located(text, words)
    assert (found.name, found.country, found.resolution) == (name, country, resolution)


def test_a_state_is_not_pinned_on_a_town_of_its_name() -> None:
    found = located("Envoys flew to Lebanon and Jordan. Nashville and Memphis sent aid.", "Lebanon")
    assert (found.country, found.resolution) == ("LBN", "country")


def test_coordinates_are_those_of_the_place() -> None:
    found = located("An attack hit Niamey, the capital of Niger.", "Niamey")
    assert found.geonameid == 2440485
    assert found.lat == pytest.approx(13.5, abs=0.1)
    assert found.lon == pytest.approx(2.1, abs=0.1)


def test_a_town_whose_name_holds_the_word_of_a_building_is_a_town() -> None:
    text = "Drones struck Port Sudan on Sunday."
    found = resolved(text, "ASSAULT", (span(text, "Drones"),), place=span(text, "Port Sudan"))
    assert found.place is not None
    assert (found.place.name, found.place.country, found.place.resolution) == ("Port Sudan", "SDN", "city")


def test_a_hamlet_of_a_state_that_the_page_never_names_is_not_meant() -> None:
    text = "Lebanon and Syria talked in Beirut. Soldiers closed the Gundagai crossing."
    found = resolved(text, "COERCE", (span(text, "Soldiers"),), place=span(text, "the Gundagai crossing"))
    assert found.place is not None
    assert found.place.country in ("", "LBN", "SYR")


def test_the_gulf_is_no_county_of_florida() -> None:
    place = located("Iran seized a tanker in the Gulf. The United States sent ships to the Gulf.", "the Gulf")
    assert (place.name, place.country) == ("Persian Gulf", "")


@pytest.mark.parametrize(
    ("text", "words", "name", "country"),
    [
        ("Miners in El Alto blocked a road.", "El Alto", "El Alto", "BOL"),
        ("Rockets fell on Kiryat Shmona.", "Kiryat Shmona", "Qiryat Shmona", "ISR"),
        # What stands behind a name once tells which it is everywhere in the article; a list tells nothing.
        ("Police in London, Ontario, held a man. Crowds sang in the streets of London.", "London.", "London", "CAN"),
        ("Crowds sang in Birmingham. Police in Birmingham, Alabama, looked on.", "Birmingham.", "Birmingham", "USA"),
        ("Crowds sang in Paris, London and Lyon. They sang in Paris.", "Paris.", "Paris", "FRA"),
    ],
)
def test_towns_that_are_missed_or_told_by_their_unit(text: str, words: str, name: str, country: str) -> None:
    found = located(text, words.removesuffix("."))
    assert (found.name, found.country) == (name, country)


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Kenya's parliament met. Crowds marched across the country.", "the country", "Kenya"),
        ("Niger expelled soldiers. A French firm left. Crowds marched in the country.", "the country", "Niger"),
        # Two were named, or none: nothing is certain.
        ("Kenya's president met Uganda's. Crowds marched in the country.", "the country", ""),
        ("Crowds marched in the country.", "the country", ""),
        ("The bombing of Manbij came days after US trucks had left the country.", "the country", ""),
        ("Jihadists attacked the Gao region. Mali bombed a camp in the region.", "the region", "Gao Region"),
        ("Mali bombed a camp in the region.", "the region", ""),
    ],
)
def test_the_country_and_the_region_are_those_last_named(text: str, words: str, name: str) -> None:
    start = text.rindex(words)
    scene = survey(article_of("t", text), PLACES.knowledge)
    assert PLACES.resolve(EventPlace(Span(start, start + len(words))), scene).name == name


@pytest.mark.parametrize(
    ("text", "words", "name", "country", "resolution"),
    [
        # Units told together with their kind behind the last.
        ("Clashes hit Gao, Kidal and Menaka regions in Mali.", "Gao", "Gao Region", "MLI", "province"),
        ("Fighters shelled Belgorod and Bryansk regions of Russia.", "Bryansk", "Bryansk Oblast", "RUS", "province"),
        ("Envoys of Israel, Baghdad and Gulf states met.", "Baghdad", "Baghdad", "IRQ", "city"),
        ("A court counted Indiana counties. Indiana voted.", "Indiana", "Indiana", "USA", "province"),
        # A unit called by a side of another, and by a side that the gazetteer writes otherwise.
        ("Villages burned in West Darfur, Sudan.", "West Darfur", "Western Darfur", "SDN", "province"),
        ("Youths raided Upper Nile in South Sudan.", "Upper Nile", "Upper Nile", "SSD", "province"),
        ("Fighting reached northern Darfur in Sudan.", "northern Darfur", "northern Darfur", "SDN", "region"),
        # A part of a name is no place of a state that nobody spoke of.
        ("A man drowned at Ten Mile in Tennessee.", "Ten Mile", "", "", ""),
        ("Crowds filled Downtown Cairo, Egypt.", "Downtown Cairo", "Cairo", "EGY", "city"),
        ("Rangers looked for a man on Union Island, Grenada said.", "Union Island", "Union Island", "VCT", "region"),
        # The seat of a unit of its name is meant before a hamlet beside which some town is told of.
        (
            "In Mexico, cartels fought in Frontera Comalapa; soldiers patrolled Reynosa and Guanajuato.",
            "Guanajuato",
            "Guanajuato",
            "MEX",
            "province",
        ),
        ("Fires came near Patagonia, Arizona, on Monday.", "Patagonia", "Patagonia", "USA", "city"),
        ("Winds blew across Patagonia in Argentina.", "Patagonia", "Patagonia", "", "region"),
        (
            "A rig burned off Louisiana in the Gulf. Oil came to New Orleans.",
            "the Gulf",
            "Gulf of Mexico",
            "",
            "region",
        ),
        ("Ships of the United States entered the Gulf.", "the Gulf", "Persian Gulf", "", "region"),
        ("Envoys met at the White House.", "the White House", "White House", "USA", "below-city"),
        # A small town beyond the border of the state that is told of, but none of a state far off.
        ("Serbia's president laid a wreath in Srebrenica.", "Srebrenica", "Srebrenica", "BIH", "city"),
        ("Peru's president laid a wreath in Srebrenica.", "Srebrenica", "", "", ""),
        ("Algeria drove migrants to In Guezzam.", "In Guezzam", "In Guezzam", "DZA", "city"),
        ("Algeria drove migrants. In Mali they wait.", "In Mali", "Mali", "MLI", "country"),
        ("They voted in Calif. and in Ohio.", "Calif", "California", "USA", "province"),
        ("The Czechs voted.", "Czechs", "Czech Republic", "CZE", "country"),
        ("Officers met in Laayoune in Western Sahara.", "Laayoune", "Laayoune", "ESH", "city"),
    ],
)
def test_areas_and_units_that_news_names(text: str, words: str, name: str, country: str, resolution: str) -> None:
    found = located(text, words)
    assert (found.name, found.country, found.resolution) == (name, country, resolution)


@pytest.mark.parametrize(
    ("words", "country"),
    [
        ("Labbezanga", "MLI"),
        ("Inates", "NER"),
        ("Hombori", "MLI"),
        ("Solhan", "BFA"),
        ("Tell Tamer", "SYR"),
        ("Zamzam camp", "SDN"),
        ("Kitshanga", "COD"),
        ("Mir Ali", "PAK"),
        ("Barbuda", "ATG"),
        ("Mount Merapi", "IDN"),
        ("Enguri", "GEO"),
        ("Doklam", "BTN"),
    ],
)
def test_places_of_conflicts_are_known(words: str, country: str) -> None:
    state = PLACES.knowledge.states[country].name
    assert located(f"The state of {state} told of shots at {words}.", words).country == country


@pytest.mark.parametrize(
    ("text", "words", "country", "resolution"),
    [
        ("Militants attacked a post in Bajaur. Pakistan sent troops.", "Bajaur", "PAK", "district"),
        ("The army of the Philippines fought clans in Maguindanao del Sur.", "Maguindanao del Sur", "PHL", "district"),
        ("Workers struck at Vaca Muerta.", "Vaca Muerta", "ARG", "region"),
        ("Work at Neom has slowed.", "Neom", "SAU", "region"),
        ("A cyclone tore roofs off on Tanna, and Fiji sent planes.", "Tanna", "VUT", "region"),
        ("Shells fell near the Zaporizhzhia nuclear plant.", "Zaporizhzhia nuclear plant", "UKR", "below-city"),
        ("A hiker died in Zion National Park, rangers said.", "Zion National Park", "USA", "region"),
        ("Rangers of Ranford National Park met.", "Ranford National Park", "", ""),
        ("A magnitude 6.8 earthquake shook the Noto Peninsula.", "Noto Peninsula", "JPN", "region"),
        ("Ingushetia and Bashkortostan sent men.", "Bashkortostan", "RUS", "province"),
    ],
)
def test_units_parks_and_sites_of_world_news_are_known(text: str, words: str, country: str, resolution: str) -> None:
    """Invented sentences."""
    place = located(text, words)
    assert (place.country, place.resolution) == (country, resolution)


@pytest.mark.parametrize(
    ("text", "words", "country", "resolution"),
    [
        ("A tornado struck Java, South Dakota, on Tuesday.", "Java", "USA", "region"),
        ("Two barns burned in Everest, Kansas.", "Everest", "USA", "region"),
        ("Two barns burned in Everest, Kan., police said.", "Everest", "USA", "region"),
        ("Storms hit Java, Hawaii and Guam.", "Java", "IDN", "region"),
        ("Storms hit Java, Washington said.", "Java", "IDN", "region"),
        ("Storms hit Java, Washington, on Friday.", "Java", "USA", "region"),
        ("Storms hit Sinai, Georgia and Libya.", "Sinai, Georgia", "EGY", "region"),
        ("Storms hit the Caribbean, Florida.", "the Caribbean", "", "region"),
        ("A man of Patagonia, Arizona, was hurt.", "Patagonia", "USA", "city"),
        ("A quake hit Java, Indonesia.", "Java", "IDN", "region"),
        ("A train derailed in East Palestine, Ohio.", "East Palestine", "USA", "city"),
        ("Crowds met in West Jordan, Utah.", "West Jordan", "USA", "city"),
        ("Gunmen attacked in northern Mali, officials said.", "northern Mali", "MLI", "region"),
    ],
)
def test_a_region_with_a_state_of_the_union_behind_it_is_a_town_there(
    text: str, words: str, country: str, resolution: str
) -> None:
    """Invented sentences."""
    place = located(text, words)
    assert (place.country, place.resolution) == (country, resolution)


@pytest.mark.parametrize(
    ("text", "words", "name", "country"),
    [
        (
            "India summoned the envoy after shelling in Poonch and Rajouri. New Delhi said Islamabad had broken the "
            "truce. Schools in Jammu, Kupwara and Uri were shut.",
            "Islamabad",
            "Islamabad",
            "PAK",
        ),
        ("Ministers of Malaysia met in Georgetown, Penang. Penang sent men.", "Georgetown", "George Town", "MYS"),
        (
            "Oil workers of Argentina struck. Officials in Buenos Aires feared for Bahía Blanca and Mendoza.",
            "Buenos Aires",
            "Buenos Aires",
            "ARG",
        ),
        ("Turkey and Iraq said the guns came from Qamishli.", "Qamishli", "Al Qāmishlī", "SYR"),
        (
            "Russian forces took Velyka Novosilka and Myrnohrad and advanced on Pokrovsk. Chasiv Yar was shelled; "
            "Moscow said so.",
            "Pokrovsk",
            "Pokrovsk",
            "UKR",
        ),
        ("The Parisian prosecutor spoke of Lille.", "Parisian", "Paris", "FRA"),
        ("Fires burned in Washington and Oregon.", "Washington", "Washington", "USA"),
    ],
)
def test_a_capital_and_a_town_beyond_the_border_are_meant_by_their_names(
    text: str, words: str, name: str, country: str
) -> None:
    """Invented sentences."""
    place = located(text, words)
    assert (place.name, place.country) == (name, country)


def test_a_capital_is_not_the_province_around_it() -> None:
    text = "Oil workers of Argentina struck. Officials in Buenos Aires feared for Bahía Blanca, La Plata and Mendoza."
    assert located(text, "Buenos Aires").resolution == "city"


def test_a_city_dwarfs_a_hamlet_of_its_name_in_its_state() -> None:
    text = "Drones of Ukraine hit Tuapse and Engels. Russia shelled Kupiansk, Chasiv Yar and Nikopol, Kyiv said."
    assert located(text, "Nikopol").lat == pytest.approx(47.57, abs=0.1)


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("Iraq said its men died in the Western Desert.", "the Western Desert", ""),
        ("Egypt said its men died in the Western Desert.", "the Western Desert", "EGY"),
        ("Men died in the Western Desert.", "the Western Desert", "EGY"),
        ("Estonia and Latvia met in the Black Forest.", "the Black Forest", "DEU"),
    ],
)
def test_what_is_called_by_what_it_is_lies_where_the_page_is(text: str, words: str, country: str) -> None:
    """Invented sentences."""
    assert located(text, words).country == country


@pytest.mark.parametrize(
    ("phrase", "behind", "country"),
    [
        ("Police in La Palma", ", Panama, held a man", "PAN"),
        ("Police in New Britain", ", Connecticut, held a man", "USA"),
        ("Police in La Palma", " held a man", "ESP"),
        ("Police in New Britain", ", Papua New Guinea, held a man", "PNG"),
    ],
)
def test_whoever_is_in_a_town_called_like_a_region_is_of_its_state(phrase: str, behind: str, country: str) -> None:
    """Invented sentences."""
    assert party(f"{phrase}{behind} on Monday.", phrase).country == country
