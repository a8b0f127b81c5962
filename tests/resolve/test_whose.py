"""Whose forces, regimes, coalitions and peoples are meant, and who goes by a short title; in invented sentences."""

import time

import pytest

from harmattan.resolve import knowledge
from harmattan.resolve.again import agrees
from harmattan.resolve.who import Who
from tests.resolve.build import party, resolved, span


@pytest.mark.parametrize(
    ("text", "phrase", "place", "entity"),
    [
        ("Syrian government forces attacked.", "Syrian government forces", "", "mil:SYR"),
        ("The Syrian regime fell back. Then regime forces attacked.", "regime forces", "", "mil:SYR"),
        ("London and Paris met. Government forces attacked Homs.", "Government forces", "Homs", "mil:SYR"),
        ("Assad spoke. London watched as pro-Assad forces attacked.", "pro-Assad forces", "", "mil:SYR"),
        ("The Malian government spoke. Pro-government militias attacked.", "Pro-government militias", "", "prm:MLI"),
        ("Assad's regime spoke. Turkey and Russia met. The regime attacked.", "The regime", "", "gov:SYR"),
        ("Mali spoke. Its allies attacked.", "Its allies", "", None),
        ("Mali spoke. Its army attacked.", "Its army", "", "mil:MLI"),
        ("The US government condemned it. Government forces attacked Homs.", "Government forces", "Homs", "mil:SYR"),
        ("Moscow watched. US-backed forces attacked Homs.", "US-backed forces", "Homs", None),
        ("Moscow watched. The forces attacked Homs.", "The forces", "Homs", "mil:SYR"),
        ("Mali spoke. Anti-government forces attacked.", "Anti-government forces", "", None),
        ("Mali spoke. Former government forces attacked.", "Former government forces", "", None),
        ("The Iranian regime met. Syria's army came. Assad spoke. The regime attacked.", "The regime", "", "gov:SYR"),
        (
            "North Korea fired. Pyongyang, unlike the Iranian regime, spoke. The regime left.",
            "The regime",
            "",
            "gov:PRK",
        ),
        ("Mali's president left. The president's plane landed.", "The president's plane", "", "gov:MLI"),
        ("pro-Erdogan demonstrators attacked Berlin.", "pro-Erdogan demonstrators", "Berlin", "cvl:DEU"),
    ],
)
def test_whose_forces_they_are(text: str, phrase: str, place: str, entity: str | None) -> None:
    assert party(text, phrase, place).entity == entity


@pytest.mark.parametrize(
    ("text", "phrase", "day", "entity"),
    [
        ("The US-led air coalition hit Raqqa.", "The US-led air coalition", "2017-03-12", "org:coalition-isil"),
        ("The US-led coalition met. The coalition hit Raqqa.", "The coalition", "2017-03-12", "org:coalition-isil"),
        (
            "The Saudi-led coalition met. Coalition jets hit Sanaa.",
            "Coalition jets",
            "2017-03-12",
            "org:saudi-coalition",
        ),
        ("The US-led coalition hit Basra in Iraq.", "The US-led coalition", "2004-03-12", "org:willing"),
        ("The US-led coalition hit Kandahar.", "The US-led coalition", "2005-03-12", "org:isaf"),
        ("A coalition of the US and unions spoke. Coalition members left.", "Coalition members", "2017-03-12", None),
        ("The coalition attacked.", "The coalition", "2017-03-12", None),
        ("The US-led coalition met. The ruling coalition spoke.", "The ruling coalition", "2017-03-12", None),
    ],
)
def test_which_coalition_it_is(text: str, phrase: str, day: str, entity: str | None) -> None:
    assert party(text, phrase, day=day).entity == entity


@pytest.mark.parametrize(
    ("words", "phrase", "entity"),
    [
        ("The Saudi-led coalition hit Sanaa. The coalition left.", "The coalition", None),
        ("Merkel's coalition met.", "Merkel's coalition", "pty:DEU"),
        ("A coalition of farmers met.", "A coalition of farmers", None),
        ("Coalition partners met.", "Coalition partners", None),
        ("France, a member of the US-led coalition, spoke.", "France, a member of the US-led coalition", "state:FRA"),
        ("Iraqi forces backed by the coalition left.", "Iraqi forces backed by the coalition", "mil:IRQ"),
    ],
)
def test_a_coalition_named_elsewhere_is_not_meant(words: str, phrase: str, entity: str | None) -> None:
    assert party(f"The US-led coalition hit Raqqa. {words}", phrase).entity == entity


@pytest.mark.parametrize(
    ("text", "phrase", "entity", "country"),
    [
        ("The Kurds attacked.", "The Kurds", "people:kurds", ""),
        ("The Iraqi Kurds attacked.", "The Iraqi Kurds", "people:kurds", "IRQ"),
        ("The Kurdish authorities spoke.", "The Kurdish authorities", "people:kurds", ""),
        ("A Hutu militia attacked.", "A Hutu militia", None, ""),
        ("The Interahamwe Hutu militia attacked.", "The Interahamwe Hutu militia", "group:interahamwe", "RWA"),
        ("Rohingya fled Myanmar.", "Rohingya", "people:rohingya", "MMR"),
        ("In Syria, near Raqqa, Kurdish forces attacked.", "Kurdish forces", "group:sdf", "SYR"),
        ("Kurds in Turkey voted.", "Kurds in Turkey", "people:kurds", "TUR"),
        ("Moscow met. The Chechen leader spoke.", "The Chechen leader", "people:chechens", "RUS"),
        ("The Tigrayan army attacked.", "The Tigrayan army", None, "ETH"),
        ("The Kurdish enclave fell.", "The Kurdish enclave", None, ""),
        ("South African minister Lindiwe Zulu spoke. Zulu left.", "Zulu", "person:lindiwe-zulu", "ZAF"),
        ("Ali Berber, a farmer from Norway, spoke. Berber left.", "Berber", "person:ali-berber", "NOR"),
    ],
)
def test_peoples_without_a_state_are_actors(text: str, phrase: str, entity: str | None, country: str) -> None:
    found = party(text, phrase)
    assert (found.entity, found.country) == (entity, country)


def test_a_people_is_no_group() -> None:
    assert party("Hezbollah fought the Kurds. The group attacked.", "The group").entity == "group:hezbollah"


@pytest.mark.parametrize(
    ("text", "phrase", "entity", "country", "sector"),
    [
        ("Sen. Odile Marsh, D-Pa., spoke. Marsh left.", "Marsh", "person:odile-marsh", "USA", "LEG"),
        ("Odile Marsh (R-Texas) spoke. Marsh left.", "Marsh", "person:odile-marsh", "USA", "LEG"),
        ("Ohio Gov. Odile Marsh spoke. Marsh left.", "Marsh", "person:odile-marsh", "USA", "GOV"),
        ("Speaker Paul D. Ryan spoke.", "Speaker Paul D. Ryan", "person:paul-ryan", "USA", "LEG"),
        ("The US defence secretary, James Mattis, left. Mattis spoke.", "Mattis", "person:jim-mattis", "USA", "GOV"),
        (
            "Hun Sen spoke. Florida Sen. Marco Rubio left.",
            "Florida Sen. Marco Rubio",
            "person:marco-rubio",
            "USA",
            "LEG",
        ),
        (
            "Mohammed bin Salman spoke. Prince Mohammed left.",
            "Prince Mohammed",
            "person:mohammed-bin-salman",
            "SAU",
            "GOV",
        ),
    ],
)
def test_short_titles_and_party_tags(text: str, phrase: str, entity: str, country: str, sector: str) -> None:
    found = party(text, phrase)
    assert (found.entity, found.country, found.sectors[:1]) == (entity, country, (sector,))


@pytest.mark.parametrize("name", ["Capt. Ibrahim Traoré", "Captain Ibrahim Traoré"])
def test_a_rank_before_a_head_of_state_makes_nobody_else_of_him(name: str) -> None:
    found = party(f"{name} spoke. Traoré left.", "Traoré", day="2024-03-12")
    assert (found.entity, found.country, found.role) == ("person:ibrahim-traore", "BFA", "president")


@pytest.mark.parametrize("words", ["Gen Z", "Rep. of Korea", "GEN", "Maj"])
def test_a_short_title_stands_before_a_name_only(words: str) -> None:
    found = party(f"Washington met. {words} spoke.", words)
    assert found.entity != "mil:USA"
    assert found.sectors not in (("MIL",), ("LEG",))


def test_a_middle_initial_that_differs_is_somebody_else() -> None:
    assert party("John B. Campbell spoke.", "John B. Campbell").entity != "person:john-f-campbell"
    assert party("John Campbell, US commander, spoke.", "John Campbell").entity == "person:john-f-campbell"


@pytest.mark.parametrize(
    ("text", "phrase", "entity"),
    [
        ("Elizabeth Warren spoke. Queen Elizabeth left.", "Queen Elizabeth", "person:queen-elizabeth-ii"),
        ("Philip Hammond spoke. Prince Philip left.", "Prince Philip", None),
        ("Mohammed Dahlan spoke. Prince Mohammed left.", "Prince Mohammed", None),
    ],
)
def test_a_title_and_a_first_name_mean_no_commoner(text: str, phrase: str, entity: str | None) -> None:
    assert party(text, phrase).entity == entity


def test_a_headline_in_capitals_is_nobodys_name() -> None:
    text = "GOP Rep. Marsh Announces Bill Revoking Licence. Licence spoke."
    assert party(text, "Licence").entity is None


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Georgia closed roads near Gainesville. The Georgia governor spoke.", "USA"),
        ("Georgia closed roads near Tbilisi. The Georgia governor spoke.", "GEO"),
    ],
)
def test_which_georgia_it_is(text: str, country: str) -> None:
    assert party(text, "The Georgia governor").country == country


def test_what_a_country_owns_is_not_its_government() -> None:
    found = party("Niger took over. The country's main uranium mine closed.", "The country's main uranium mine")
    assert (found.entity, found.country, found.sectors) == (None, "NER", ())


@pytest.mark.parametrize(
    ("text", "phrase", "entity"),
    [
        ("Police of New London spoke. The New London mayor left.", "The New London mayor", None),
        ("Brasilia met. Senator Odile Marsh spoke. The Texas senator left.", "The Texas senator", "person:odile-marsh"),
        ("Senator Odile Marsh met Senator Ada Voss. The Texas senator left.", "The Texas senator", "leg:USA"),
        ("Republican Sen. Odile Marsh of Ohio spoke. Marsh left.", "Marsh", "person:odile-marsh"),
        (
            "Debbie Wasserman Marsh, a US senator, spoke. Wasserman Marsh left.",
            "Wasserman Marsh",
            "person:debbie-wasserman-marsh",
        ),
        ("PAC spokesman. The DNC spoke.", "The DNC", "org:dnc"),
    ],
)
def test_names_beside_names(text: str, phrase: str, entity: str) -> None:
    assert party(text, phrase).entity == entity


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Bolivia met. South American governments spoke.", "South American governments"),
        ("The State Department spoke to Acme Mining, a company. The company left.", "The company"),
    ],
)
def test_what_is_not_of_the_united_states(text: str, phrase: str) -> None:
    assert party(text, phrase).country != "USA"


def test_who_is_introduced_in_a_sentence_is_of_the_state_that_the_one_before_named() -> None:
    assert party("France protested. Mayor Odile Marsh spoke. Marsh left.", "Marsh").country == "FRA"


def test_a_fuller_introduction_fills_in_the_country() -> None:
    assert party("Rep. Odile Marsh quits. U.S. Rep. Odile Marsh quit. Marsh left.", "Marsh").country == "USA"


def test_an_official_of_a_page_that_names_no_state_is_of_the_one_its_places_lie_in() -> None:
    text = "Roads of Scranton, Pa., and Harrisburg, Pa., closed. City officials spoke."
    assert party(text, "City officials").country == "USA"


def test_a_name_made_of_the_words_of_a_page_is_written_as_they_are() -> None:
    assert party("The 12,000-man crowd spoke.", "The 12,000-man crowd").name == "12,000-man crowd"


def test_colleagues_are_not_left_out_with_their_state() -> None:
    text = "Theresa May told Sajid Javid and Britain to wait."
    found = resolved(text, "REQUEST", (span(text, "Theresa May"),), (span(text, "Sajid Javid"), span(text, "Britain")))
    assert [one.entity for one in found.recipients] == ["person:sajid-javid"]


def test_hostile_text_takes_no_long() -> None:
    began = time.process_time()
    party("US-led" + "-" * 3000 + " x. The coalition left.", "The coalition")
    party("A B " * 3000 + "spoke. Mali left.", "Mali")
    party("Senator Odile Marsh of Mali met Ada Voss. " * 1500 + "The Texas senator left.", "The Texas senator")
    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    ("title", "entity"),
    [("Sen.", "person:may"), ("Prime Minister", "person:theresa-may")],
)
def test_a_title_that_the_known_bearer_of_a_name_never_had_means_somebody_else(title: str, entity: str) -> None:
    assert party(f"London met. {title} May spoke.", f"{title} May").entity == entity


def test_a_full_name_is_one_person() -> None:
    # Which of two is meant the day tells: fathers and sons, and two kings, premiers and presidents of one name.
    namesakes = {"king abdullah", "pedro sanchez", "george bush", "george papandreou", "konstantinos karamanlis"}
    namesakes |= {
        "sekou toure",
        "eduardo frei",
        "modibo keita",
        "ferdinand marcos",
        "benigno aquino",
        "sheikh abdullah",
    }
    for key, entries in knowledge.load().index.phrases().items():
        people = {one.entity for one in entries if one.kind == "leader" and "surname" not in one.flags}
        if key not in namesakes and not key.startswith(("al ", "le ", "del ")):
            assert len(people) < 2, (key, people)


@pytest.mark.parametrize(
    ("phrase", "name", "sector"),
    [
        (
            "the Union of Rationalist Atheists and Agnostics (URAA)",
            "Union of Rationalist Atheists and Agnostics",
            "LAB",
        ),
        ("The Church of Harvest", "Church of Harvest", "REL"),
        ("the League of Ferry Captains", "League of Ferry Captains", "CVL"),
    ],
)
def test_a_body_is_called_by_its_whole_name(phrase: str, name: str, sector: str) -> None:
    found = party(f"{phrase} spoke.", phrase)
    assert (found.name, found.sectors) == (name, (sector,))


@pytest.mark.parametrize("phrase", ["Union of Comoros", "the Government of Mali", "the Council of Europe"])
def test_a_name_that_the_tables_know_stays(phrase: str) -> None:
    assert party(f"{phrase} spoke.", phrase).country in ("COM", "MLI", "IGO", "EUR")


def attacked(text: str, phrase: str) -> tuple[list[str], str]:
    """Whom an attack was on, and where it was."""
    found = resolved(text, "ASSAULT", (), (span(text, phrase, last=True),), day="2017-03-12")
    return [party.name for party in found.recipients], found.place.name if found.place else ""


def test_a_town_is_where_an_attack_was() -> None:
    assert attacked("The army of Iraq attacked Mosul.", "Mosul") == ([], "Mosul")


def test_a_village_that_no_gazetteer_has_is_a_place_too() -> None:
    assert attacked("The army attacked the village of Zzyqua.", "the village of Zzyqua")[0] == []


@pytest.mark.parametrize("phrase", ["soldiers", "Hezbollah", "Holmes", "a Mosul nightclub"])
def test_who_is_no_town_stays(phrase: str) -> None:
    names, place = attacked(
        f"Odile Holmes, a doctor, met soldiers of Hezbollah in Mosul. Gunmen attacked {phrase}.", phrase
    )
    assert len(names) == 1
    assert place == ""


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("The blast hit the depot in Niamey.", "NER"),
        ("The blast hit the depot near the Niamey.", "NER"),
        ("The blast hit the depot, shaking Niamey.", ""),
    ],
)
def test_what_stands_in_a_place_has_its_state(text: str, country: str) -> None:
    event = resolved(text, "ASSAULT", recipients=(span(text, "the depot"),), place=span(text, "Niamey"))
    assert event.recipients[0].country == country


def test_what_is_part_of_a_place_has_its_state() -> None:
    text = "The blast hit the depot in Niamey."
    event = resolved(text, "ASSAULT", recipients=(span(text, "the depot"),), place=span(text, "the depot in Niamey"))
    assert event.recipients[0].country == "NER"


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("Ahmed Mohamed, a 14-year-old from Irving, was held.", "person:ahmed-mohamed-cvl"),
        ("Emmanuel Macron, 17, of Leeds, was held.", "person:emmanuel-macron-cvl"),
        ("Emmanuel Macron, 39, was elected.", "person:emmanuel-macron"),
    ],
)
def test_a_child_is_no_minister(text: str, entity: str) -> None:
    name = " ".join(text.split(",")[0].split()[:2])
    assert party(text, name).entity == entity


@pytest.mark.parametrize(
    ("text", "phrase", "entity"),
    [
        ("The UN Security Council met on Iraq. The Council urged Iraq to talk.", "The Council", "org:unsc"),
        ("A UN Security Council delegation came to Burundi. The delegation left.", "The delegation", "org:unsc"),
        ("A Russian delegation met Kenya's minister. The delegation left.", "The delegation", "gov:RUS"),
        ("The European Council met. The Leeds town council met. The council objected.", "The council", None),
        ("The Security Council met. The council told Iraq. The council left.", "The council", "org:unsc"),
    ],
)
def test_a_body_is_called_again_by_its_noun(text: str, phrase: str, entity: str | None) -> None:
    assert party(text, phrase).entity == entity


@pytest.mark.parametrize(
    ("phrase", "entity", "name", "country"),
    [
        ("Leeds City Council", "org:leeds-city-council", "Leeds City Council", "GBR"),
        ("the municipality of Athens", "org:municipality-of-athens", "municipality of Athens", "GRC"),
        ("the mayor of London", None, "mayor of London", "GBR"),
        ("the governor of Kano state", None, "governor of Kano state", "NGA"),
        ("local authorities in Mali", None, "local authorities in Mali", "MLI"),
        ("the Texas legislature", "org:legislature-of-texas", "Legislature of Texas", "USA"),
        ("the Scottish government", "org:scottish-government", "Scottish Government", "GBR"),
        ("Scotland's government", "org:scottish-government", "Scottish Government", "GBR"),
        ("the Ontario government", "org:government-of-ontario", "Government of Ontario", "CAN"),
        (
            "the government of New South Wales",
            "org:government-of-new-south-wales",
            "Government of New South Wales",
            "AUS",
        ),
        ("Scotland's first minister", None, "Scotland's first minister", "GBR"),
        ("the premier of Ontario", None, "premier of Ontario", "CAN"),
        ("Bavaria's interior minister", None, "Bavaria's interior minister", "DEU"),
        ("Kerala's chief minister", None, "Kerala's chief minister", "IND"),
        ("Chechnya's leader", None, "Chechnya's leader", "RUS"),
        ("the Northern Ireland Secretary", "gov:GBR", "Government of the United Kingdom", "GBR"),
        ("the Catalan government", "org:generalitat", "Government of Catalonia", "ESP"),
        ("the governor of the Central Bank of Nigeria", "person:godwin-emefiele", "Godwin Emefiele", "NGA"),
        ("Washington", "gov:USA", "Government of the United States", "USA"),
        ("officials in Paris", "gov:FRA", "Government of France", "FRA"),
    ],
)
def test_a_town_is_not_its_state(phrase: str, entity: str | None, name: str, country: str) -> None:
    found = party(f"Yesterday {phrase} spoke.", phrase)
    assert (found.entity, found.name, found.country) == (entity, name, country)
    assert found.sectors[0] in ("GOV", "LEG")


@pytest.mark.parametrize(
    ("text", "phrase", "entity"),
    [
        ("Ennahda, a Tunisian party, met. The party left.", "The party", "org:ennahda"),
        ("NATO, a Western alliance, met. The alliance left.", "The alliance", "org:nato"),
        ("Likud is an Israeli party. The party left.", "The party", "org:likud"),
        ("MINUSMA, the UN mission, met. The mission left.", "The mission", "org:minusma"),
        ("The Communist Party of China met. The party left.", "The party", "org:ccp"),
        ("Ennahda met. After the ruling party left, the party spoke.", "the party", "org:ennahda"),
        ("The ICC ruled. Kenya protested. The court condemned it.", "The court", "org:icc"),
        ("Republicans met. Judges sat. The court left.", "The court", "jud:USA"),
        ("The Historic Pact left.", "The Historic Pact", "org:historic-pact"),
        ("Kenya's Ministry of Local Government spoke.", "Kenya's Ministry of Local Government", "gov:KEN"),
        ("The government of Vatican City spoke.", "The government of Vatican City", "gov:VAT"),
        ("The Kuwait City government spoke.", "The Kuwait City government", "gov:KWT"),
        ("South Sudan's Unity Government spoke.", "South Sudan's Unity Government", "gov:SSD"),
        ("A Syrian local council spoke.", "A Syrian local council", None),
    ],
)
def test_bodies_keep_their_names(text: str, phrase: str, entity: str | None) -> None:
    assert party(text, phrase).entity == entity


@pytest.mark.parametrize(
    ("phrase", "place", "country"),
    [("The mayor", "Leeds", "GBR"), ("The city council", "Leeds", "GBR"), ("Local authorities", "Bamako", "MLI")],
)
def test_a_body_of_the_place_of_an_act_is_local(phrase: str, place: str, country: str) -> None:
    found = party(f"{phrase} banned the march in {place}.", phrase, place)
    assert (found.entity, found.country) == (None, country)


def test_a_treaty_is_nobodys() -> None:
    assert party("Judges invoked the Rome Statute.", "the Rome Statute").country == ""


def test_a_party_is_no_town_of_its_name() -> None:
    assert party("Canada's Liberal government fell.", "Canada's Liberal government").entity == "gov:CAN"


@pytest.mark.parametrize(
    ("text", "phrase", "entity", "country", "sector"),
    [
        ("Israel killed a senior Hamas leader.", "a senior Hamas leader", "group:hamas", "PSE", "REB"),
        ("Gunmen killed a Colombian indigenous leader.", "a Colombian indigenous leader", None, "COL", ""),
        ("Police shot a Haitian gang leader.", "a Haitian gang leader", "crm:HTI", "HTI", "CRM"),
        ("Nigeria's Senate president denied it.", "Nigeria's Senate president", "leg:NGA", "NGA", "LEG"),
        ("The president of Peru's congress resigned.", "The president of Peru's congress", "leg:PER", "PER", "LEG"),
        ("The president of Columbia University spoke.", "The president of Columbia University", None, "USA", ""),
        ("Israel's deputy chief of staff resigned.", "Israel's deputy chief of staff", "mil:ISR", "ISR", "MIL"),
        ("Zelensky's chief of staff flew off.", "Zelensky's chief of staff", "gov:UKR", "UKR", "GOV"),
        ("Myanmar's junta leader spoke.", "Myanmar's junta leader", "person:min-aung-hlaing", "MMR", "GOV"),
        ("Myanmar's shadow government spoke.", "Myanmar's shadow government", None, "MMR", ""),
        ("Critics of the Turkish government marched.", "Critics of the Turkish government", "cvl:TUR", "TUR", "CVL"),
        ("Imran Khan's allies were held.", "Imran Khan's allies", None, "PAK", ""),
        ("Foreign troops in Mali left.", "Foreign troops in Mali", None, "", "MIL"),
        ("Israel's Golani Brigade lost men.", "Israel's Golani Brigade", "mil:ISR", "ISR", "MIL"),
        ("France's Republicans won.", "France's Republicans", "org:france-republicans", "FRA", "PTY"),
        ("The Florida Supreme Court ruled.", "The Florida Supreme Court", None, "USA", "JUD"),
        ("A US rapper was held in Sweden.", "A US rapper", None, "USA", ""),
        ("They shelled the US compound.", "the US compound", "state:USA", "USA", "GOV"),
        ("Israel's UN ambassador spoke.", "Israel's UN ambassador", "gov:ISR", "ISR", "GOV"),
        ("The UN envoy spoke in Libya.", "The UN envoy", "org:un:gov", "UNO", "GOV"),
        (
            "Soldiers ousted Mali's elected civilian leaders.",
            "Mali's elected civilian leaders",
            "gov:MLI",
            "MLI",
            "GOV",
        ),
        (
            "They held two nephews of Zimbabwe's president.",
            "two nephews of Zimbabwe's president",
            "cvl:ZWE",
            "ZWE",
            "CVL",
        ),
        (
            "The North Korean leader's interpreter fled.",
            "The North Korean leader's interpreter",
            "cvl:PRK",
            "PRK",
            "CVL",
        ),
        ("The RSF shelled a town of Sudan.", "The RSF", "group:rsf-sudan", "SDN", "REB"),
    ],
)
def test_who_leads_or_is_of_something_else_is_not_the_state(
    text: str, phrase: str, entity: str | None, country: str, sector: str
) -> None:
    found = party(text, phrase, day="2024-10-03")
    assert (found.entity, found.country, *found.sectors[:1]) == (entity, country, *([sector] if sector else []))


@pytest.mark.parametrize(
    ("text", "entities"),
    [
        (
            "Israel and Hamas agreed to a truce brokered by Qatar. Both sides accused each other.",
            ["state:ISR", "group:hamas"],
        ),
        ("Russia and Ukraine met in Istanbul. Turkey praised the two sides.", ["state:RUS", "state:UKR"]),
        ("France and Mali quarrelled. Both sides recalled envoys.", ["state:FRA", "state:MLI"]),
    ],
)
def test_both_sides_are_the_two_last_named_together(text: str, entities: list[str]) -> None:
    phrase = "Both sides" if "Both sides" in text else "the two sides"
    found = resolved(text, "ACCUSE", (span(text, phrase),), day="2023-11-24").actors
    assert [one.entity for one in found] == entities


@pytest.mark.parametrize(
    ("type_", "role", "day", "entity"),
    [
        ("COERCE", "recipient", "2023-07-26", "person:mohamed-bazoum"),
        ("COERCE", "recipient", "2023-07-30", "person:abdourahamane-tchiani"),
        ("ACCUSE", "recipient", "2023-07-26", "person:abdourahamane-tchiani"),
        ("COERCE", "actor", "2023-07-26", "person:abdourahamane-tchiani"),
    ],
)
def test_who_is_overthrown_held_his_post_until_that_day(type_: str, role: str, day: str, entity: str) -> None:
    text = "Niger's president was in the palace."
    one = (span(text, "Niger's president"),)
    event = resolved(text, type_, one if role == "actor" else (), one if role == "recipient" else (), day=day)
    (found,) = event.actors if role == "actor" else event.recipients
    assert found.entity == entity


@pytest.mark.parametrize(
    ("text", "phrase", "place", "entity"),
    [
        ("Angola's president spoke. He met opposition leaders.", "opposition leaders", "", "opp:AGO"),
        ("Slovakia's minister left. Then prosecutors spoke.", "prosecutors", "", "jud:SVK"),
        ("Germany spoke. Opposition leaders were jailed in Minsk.", "Opposition leaders", "Minsk", "opp:BLR"),
        ("Slovakia's minister left. Prosecutors in Tilburia spoke.", "Prosecutors in Tilburia", "", None),
        ("Mali spoke. Then lawmakers spoke.", "lawmakers", "", None),
        ("Mali spoke. It expelled the bloc's envoy.", "the bloc's envoy", "", None),
        ("Taiwan's top China policy official spoke.", "Taiwan's top China policy official", "", "gov:TWN"),
        ("Turkey spoke. It would train an army.", "an army", "", None),
        ("Turkey spoke. Then the army attacked.", "the army", "", "mil:TUR"),
        ("London watched. Suspected rebels attacked Homs.", "Suspected rebels", "Homs", "reb:SYR"),
        ("London watched. About 800 foreign fighters attacked Homs.", "About 800 foreign fighters", "Homs", None),
        ("London watched. Hundreds marched in Homs.", "Hundreds", "Homs", "cvl:SYR"),
        ("Gang members in May attacked.", "Gang members in May", "", None),
        ("The exiled former president of Sri Lanka spoke.", "The exiled former president of Sri Lanka", "", "eli:LKA"),
    ],
)
def test_bare_nouns_and_whose_they_are(text: str, phrase: str, place: str, entity: str | None) -> None:
    assert party(text, phrase, place).entity == entity


def test_an_exiled_former_president_is_of_the_elite() -> None:
    text = "The exiled former president of Sri Lanka spoke."
    assert party(text, "The exiled former president of Sri Lanka").sectors == ("ELI",)


def test_a_month_behind_a_noun_is_no_town() -> None:
    text = "Turkey acted. Activists in March marched."
    assert party(text, "Activists in March").country != "GBR"


@pytest.mark.parametrize(
    ("phrase", "entity"),
    [
        ("The Democratic Party", "org:democrats"),
        ("The ruling Democratic Party", "org:democrats"),
        ("The US Democratic Party", "org:democrats"),
        ("Anti-war Democrats", "org:democrats"),
        ("The People's Democratic Party", None),
        ("The National Democratic Party", None),
        ("The Social Democratic Party", None),
    ],
)
def test_a_longer_name_is_another_party(phrase: str, entity: str | None) -> None:
    assert party(f"{phrase} spoke.", phrase).entity == entity


@pytest.mark.parametrize("phrase", ["The team", "The mission", "The Secretary-General"])
def test_a_team_is_no_government(phrase: str) -> None:
    assert party(f"Austria's minister left. {phrase} spoke.", phrase).country == ""


@pytest.mark.parametrize(
    ("text", "phrase", "entity"),
    [
        ("Supporters of Imran Khan threw stones in Lahore.", "Supporters of Imran Khan", "cvl:PAK"),
        ("Sudan's army fled. RSF drones hit it.", "RSF drones", "group:rsf-sudan"),
        ("Brazil spoke. A Chinese coast guard ship fired.", "A Chinese coast guard ship", "mil:CHN"),
        ("Mali's junta spoke. The inspector general left.", "The inspector general", "gov:MLI"),
        ("The World Trade Organization met. The union protested.", "The union", None),
        ("The European Union met. The union protested.", "The union", "org:eu"),
        ("Amnesty International spoke. The company fled.", "The company", None),
    ],
)
def test_who_backs_whom_and_what_a_body_is(text: str, phrase: str, entity: str | None) -> None:
    assert party(text, phrase).entity == entity


def test_the_ministers_of_the_two_countries_are_those_of_both() -> None:
    text = "Mali and Niger talked. The foreign ministers of the two countries met."
    event = resolved(text, "CONSULT", (span(text, "The foreign ministers of the two countries"),))
    assert [actor.country for actor in event.actors] == ["MLI", "NER"]


@pytest.mark.parametrize(
    ("text", "pronoun", "entity"),
    [
        ("Nigeria's police said on Tuesday that they had arrested 56 men.", "they", "cop:NGA"),
        ("KANO – Mali's army said it had killed 56 men.", "it", "mil:MLI"),
        ("Mali spoke. Hezbollah said it had fired rockets.", "it", "group:hezbollah"),
        ("Mali's army fled. Nigeria said it had won.", "it", "state:NGA"),
    ],
)
def test_who_says_what_they_did_did_it(text: str, pronoun: str, entity: str) -> None:
    assert party(text, pronoun).entity == entity


def test_who_stands_behind_said_is_no_apposition() -> None:
    text = "The rebels' commander, General Paul Kaba, said the president had fled. Police arrested the president."
    assert "Kaba" not in party(text, "the president").name


@pytest.mark.parametrize(
    ("phrase", "who", "told"),
    [
        ("the two ministers", Who("person", "person:a", "A"), False),
        ("both armies", Who("noun", "mil:MLI", "armies", plural=True), True),
        ("the troops", Who("group", "group:a", "A", sectors=("REB",)), False),
        ("the troops", Who("group", "group:a", "A", sectors=("PRM", "REB")), True),
        ("the soldiers", Who("institution", "mil:MLI", "Armed forces of Mali"), True),
        ("the bloc", Who("institution", "gov:HUN", "Government of Hungary"), False),
        ("the bloc", Who("organisation", "org:eu", "European Union"), True),
        ("the international community", Who("institution", "gov:IRQ", "Government of Iraq"), False),
        ("the minister", Who("person", "person:a", "A"), True),
    ],
)
def test_a_phrase_takes_up_only_what_it_agrees_with(phrase: str, who: Who, told: bool) -> None:
    assert agrees(phrase, (who,)) is told


@pytest.mark.parametrize(
    ("text", "phrase", "entity", "sector"),
    [
        ("The PSOE government attacked the plan.", "The PSOE government", "gov:ESP", "GOV"),
        ("The PSOE attacked the plan.", "The PSOE", "org:psoe", "PTY"),
        ("PSOE lawmakers attacked the plan.", "PSOE lawmakers", "org:psoe:leg", "LEG"),
        ("Britain was calm. Labour rebels attacked the plan.", "Labour rebels", "org:labour-uk", "PTY"),
        ("FMLN rebels attacked the plan.", "FMLN rebels", "group:fmln", "PTY"),
    ],
)
def test_a_partys_government_is_the_states_and_its_rebels_are_members(
    text: str, phrase: str, entity: str, sector: str
) -> None:
    found = party(text, phrase)
    assert (found.entity, found.sectors[0]) == (entity, sector)


@pytest.mark.parametrize(
    ("text", "phrase", "country"),
    [
        ("The House Judiciary Committee attacked it.", "The House Judiciary Committee", "USA"),
        ("The House select committee attacked it.", "The House select committee", "USA"),
        (
            "The US Senate Committee on Foreign Relations attacked it.",
            "The US Senate Committee on Foreign Relations",
            "USA",
        ),
        ("Nigeria was calm. The Senate Committee on Army attacked it.", "The Senate Committee on Army", "NGA"),
    ],
)
def test_a_committee_of_a_house_is_of_its_parliament(text: str, phrase: str, country: str) -> None:
    found = party(text, phrase)
    assert (found.country, found.sectors) == (country, ("LEG",))


@pytest.mark.parametrize(
    ("phrase", "country"),
    [("Prosecutors in The Hague", "IGO"), ("The Hague court", "IGO"), ("A Dutch court in The Hague", "NLD")],
)
def test_courts_in_the_hague_are_the_worlds_unless_they_are_called_dutch(phrase: str, country: str) -> None:
    assert party(f"{phrase} attacked the plan.", phrase).country == country


def test_a_police_title_makes_nobody_a_minister() -> None:
    assert party("Britain was calm. Constable Johnson attacked him.", "Constable Johnson").entity == "person:johnson"
    found = party("Britain was calm. Secretary Johnson attacked him.", "Secretary Johnson", day="2017-05-01")
    assert found.entity == "person:boris-johnson"


def test_social_democrats_are_no_american_democrats() -> None:
    assert party("The Social Democrats attacked the US plan.", "The Social Democrats").entity is None
    assert party("House Democrats attacked the US plan.", "House Democrats").country == "USA"
    assert party("Progressive Democrats attacked the US plan.", "Progressive Democrats").entity == "org:democrats"


@pytest.mark.parametrize(
    ("text", "phrase", "country"),
    [
        ("Peru's police met Awajun Indians.", "Awajun Indians", ""),
        ("The Mapuche Indians attacked the plan.", "The Mapuche Indians", ""),
        ("South Indians attacked the plan.", "South Indians", "IND"),
        ("Indians attacked the plan.", "Indians", "IND"),
    ],
)
def test_indians_behind_the_name_of_a_people_are_not_of_india(text: str, phrase: str, country: str) -> None:
    assert party(text, phrase).country == country


@pytest.mark.parametrize(
    ("phrase", "entity"),
    [
        ("The pope", "person:pope-francis"),
        ("The taoiseach", "person:enda-kenny"),
        ("Ireland's taoiseach", "person:enda-kenny"),
        ("The Coptic pope", None),
        ("The prime minister", None),
    ],
)
def test_an_office_that_one_state_alone_has_needs_no_state(phrase: str, entity: str | None) -> None:
    assert party(f"{phrase} attacked the plan.", phrase).entity == entity


def test_a_partys_minister_is_the_states() -> None:
    found = party("Spain's Socialist prime minister spoke.", "Spain's Socialist prime minister", day="2006-06-29")
    assert found.entity == "person:jose-luis-rodriguez-zapatero"
    assert party("The PSOE leader spoke.", "The PSOE leader").entity == "org:psoe"


def test_names_with_umlauts_are_read_as_wires_write_them() -> None:
    assert party("Schroeder spoke.", "Schroeder", day="2003-05-01").entity == "person:gerhard-schroder"


@pytest.mark.parametrize(
    ("phrase", "entity", "country"),
    [
        ("The Guardian's Moscow correspondent", "org:guardian:jrn", "GBR"),
        ("The BBC's Beijing bureau chief", "org:bbc:jrn", "GBR"),
        ("A Turkish correspondent", "jrn:TUR", "TUR"),
    ],
)
def test_whoever_is_posted_somewhere_is_not_of_that_state(phrase: str, entity: str, country: str) -> None:
    who = party(f"{phrase} left Ankara.", phrase)
    assert (who.entity, who.country) == (entity, country)


@pytest.mark.parametrize("phrase", ["taoiseach", "the taoiseach"])
def test_an_office_of_one_state_alone_is_of_that_state(phrase: str) -> None:
    assert party(f"Britain's minister met {phrase}.", phrase).country == "IRL"


def test_an_office_takes_up_who_held_it() -> None:
    who = (Who("person", "person:a", "A"),)
    assert agrees("The prime minister", who, "A", ["minister", "prime minister"])
    assert not agrees("The prime minister", who, "A", ["president"])
    assert agrees("The prime minister", who, "A")
    assert agrees("the minister", who, "A", ["president"])


@pytest.mark.parametrize(
    ("phrase", "country"),
    [
        ("Two diplomats in Niamey", ""),
        ("The ambassador in Ankara", ""),
        ("peacekeepers in Mali", ""),
        ("mercenaries in Mali", ""),
        ("Mali's ambassador in Paris", "MLI"),
        ("peacekeepers from Chad", "TCD"),
        ("UN peacekeepers in Mali", "UNO"),
        ("Officials in Niamey", "NER"),
    ],
)
def test_who_works_in_anothers_land_is_not_of_it(phrase: str, country: str) -> None:
    text = f"{phrase} met officials."
    assert resolved(text, "CONSULT", (span(text, phrase),)).actors[0].country == country
