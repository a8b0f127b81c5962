"""Leaders of 1945 to 2000: whom a name of news of that time means, and what it means in later texts."""

import pytest

from tests.resolve.build import party


@pytest.mark.parametrize(
    ("text", "phrase", "day", "entity"),
    [
        ("President Reagan spoke in Berlin.", "President Reagan", "1987-06-12", "person:ronald-reagan"),
        ("Reagan spoke in Berlin.", "Reagan", "1987-06-12", "person:ronald-reagan"),
        ("Ronald Reagan spoke in Berlin.", "Ronald Reagan", "2015-06-12", "person:ronald-reagan"),
        ("President Bush met the allies.", "President Bush", "1990-09-01", "person:george-h-w-bush"),
        ("President Bush met the allies.", "President Bush", "2003-03-01", "person:george-w-bush"),
        ("President Bush met the allies.", "President Bush", "", "person:george-w-bush"),
        ("George Bush met the allies.", "George Bush", "1990-09-01", "person:george-h-w-bush"),
        (
            "President Modibo Keita received the envoy.",
            "President Modibo Keita",
            "1963-01-10",
            "person:modibo-keita-president",
        ),
        (
            "Prime Minister Modibo Keita received him.",
            "Prime Minister Modibo Keita",
            "2016-01-10",
            "person:modibo-keita",
        ),
        ("President Nasser closed the canal.", "President Nasser", "1967-05-22", "person:gamal-abdel-nasser"),
    ],
)
def test_the_day_tells_which_leader_is_meant(text: str, phrase: str, day: str, entity: str) -> None:
    assert party(text, phrase, day=day).entity == entity


def test_long_after_a_surname_alone_means_somebody_else() -> None:
    officer = party("Officer Nixon was hurt in the crash.", "Officer Nixon", day="2012-03-01")
    assert officer.entity != "person:richard-nixon"
    assert party("Reagan was hurt in the crash.", "Reagan", day="2012-03-01").entity != "person:ronald-reagan"


def test_who_is_introduced_in_full_keeps_the_surname() -> None:
    text = "The library honours Ronald Reagan. Reagan had met Soviet leaders."
    assert party(text, "Reagan", day="2012-03-01").entity == "person:ronald-reagan"


def test_the_administration_of_either_is_that_of_the_united_states() -> None:
    text = "Egypt waited. The Bush administration asked Cairo for help."
    assert party(text, "The Bush administration", day="").country == "USA"


@pytest.mark.parametrize(
    ("text", "phrase", "day", "entity"),
    [
        ("President Nixon went to Beijing.", "President Nixon", "2012-03-01", "person:richard-nixon"),
        ("Mr. Eisenhower spoke.", "Mr. Eisenhower", "1958-07-15", "person:dwight-eisenhower"),
        ("Colombo signed the accord.", "Colombo", "1971-03-01", "gov:LKA"),
        ("George Bush spoke. Bush left.", "Bush", "1990-09-01", "person:george-h-w-bush"),
        ("George Bush spoke. Bush left.", "Bush", "", "person:george-w-bush"),
    ],
)
def test_a_surname_is_read_where_the_text_or_its_day_says_so(text: str, phrase: str, day: str, entity: str) -> None:
    assert party(text, phrase, day=day).entity == entity


def test_a_surname_of_long_ago_is_nobodys_in_a_text_without_a_day() -> None:
    assert party("Ms. Turner spoke for the campaign.", "Ms. Turner", day="").entity != "person:stansfield-turner"
    assert party("Harrison wants the province to act.", "Harrison", day="").country != "URY"


def test_who_is_to_hold_a_post_is_not_who_holds_it() -> None:
    text = "Trump and his future secretary of state, Mike Pompeo, spoke."
    assert party(text, "his future secretary of state, Mike Pompeo", day="2016-11-01").entity == "person:mike-pompeo"


@pytest.mark.parametrize(
    ("text", "phrase", "day", "entity"),
    [
        ("Michelle Obama spoke. President Obama left.", "President Obama", "2010-03-01", "person:barack-obama"),
        (
            "Hillary Clinton spoke. President Clinton signed it.",
            "President Clinton",
            "2013-03-01",
            "person:bill-clinton",
        ),
        ("Bill Clinton spoke. Secretary Clinton left.", "Secretary Clinton", "2010-03-01", "person:hillary-clinton"),
        ("Susan Rice spoke. Secretary Rice left.", "Secretary Rice", "2013-03-01", "person:condoleezza-rice"),
        ("Michelle Obama spoke. Mrs. Obama left.", "Mrs. Obama", "2010-03-01", "person:michelle-obama"),
        ("Odile Obama, a US senator, spoke. Senator Obama left.", "Senator Obama", "2010-03-01", "person:odile-obama"),
    ],
)
def test_the_title_tells_which_of_one_name_is_meant(text: str, phrase: str, day: str, entity: str) -> None:
    assert party(text, phrase, day=day).entity == entity


@pytest.mark.parametrize(
    ("text", "phrase", "day", "entity"),
    [
        ("Shoigu reported to the president.", "Shoigu", "2022-04-08", "person:sergei-shoigu"),
        ("Navalny called a rally.", "Navalny", "2017-06-12", "person:alexei-navalny"),
        ("Kadyrov sent fighters.", "Kadyrov", "2022-02-26", "person:ramzan-kadyrov"),
    ],
)
def test_whom_the_tables_list_by_the_surname_is_read_by_it_alone(text: str, phrase: str, day: str, entity: str) -> None:
    assert party(text, phrase, day=day).entity == entity


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Ivanov reported to the council.", "Ivanov"),  # several ministers of that name, none listed by it
        ("Pyotr Navalny, a baker, wrote to the mayor.", "Pyotr Navalny"),
        ("Francis reported to the council.", "Francis"),  # a given name, though a pope's
    ],
)
def test_surnames_of_others_stay_theirs(text: str, phrase: str) -> None:
    assert not (party(text, phrase, day="2020-01-01").entity or "").startswith(
        ("person:sergei", "person:alexei", "person:pope")
    )
