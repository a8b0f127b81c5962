"""Who held which post on which day, from terms made by hand."""

import pytest

from harmattan.resolve.posts import Post, Posts, Term

PRESIDENT = Post("president", ("president", "head of state"), "GOV", 0)
PREMIER = Post("prime minister", ("prime minister",), "GOV", 1)
FOREIGN = Post("foreign minister", ("foreign minister", "top diplomat"), "GOV", 2)
HEAD = Post("head", ("head", "chief"), "GOV", 3)
TERMS = (
    Term("Ann Fell", "NER", "foreign minister", "2015", "2019-06", of="NER"),
    Term("Ann Fell", "NER", "president", "2021-04-02", "2023-07-26", of="NER"),
    Term("Ann Fell", "NER", "ousted president, in exile", "2023-07-26", "", ("PTY",), "NER:people"),
    Term("Bo Rask", "NER", "president", "2023-07-26", "", of="NER"),
    Term("Cy Dahl", "NER", "prime minister", "2023-08", "2025-01", of="NER"),
    Term("Di Eng", "NER", "prime minister", "2025-01", "", of="NER"),
    Term("Di Eng", "IGO", "head", "2016-01-01", "2020-01-01", of="org:x"),
    Term("Ed Foss", "NER", "rebel leader", "2010", "2018", ("REB",), "NER:people"),
)
POSTS = Posts(TERMS, {post.name: post for post in (PRESIDENT, PREMIER, FOREIGN, HEAD)}, {"NER": "president"})


def day(first: str) -> tuple[str, str]:
    return first, first[:-2] + f"{int(first[-2:]) + 1:02d}"


@pytest.mark.parametrize(
    ("person", "on", "sectors", "role", "country"),
    [
        ("Ann Fell", "2014-05-05", (), "", ""),
        ("Ann Fell", "2016-05-05", ("GOV",), "foreign minister", "NER"),
        ("Ann Fell", "2020-05-05", ("ELI",), "former foreign minister", "NER"),
        ("Ann Fell", "2023-07-25", ("GOV",), "president", "NER"),
        ("Ann Fell", "2023-07-26", ("ELI",), "former president", "NER"),
        ("Di Eng", "2017-05-05", ("GOV",), "head", "IGO"),
        ("Di Eng", "2025-03-03", ("GOV",), "prime minister", "NER"),
        ("Ed Foss", "2012-05-05", ("REB",), "rebel leader", "NER"),
        ("Ed Foss", "2020-05-05", ("REB",), "", "NER"),
        ("Nobody", "2020-05-05", (), "", ""),
    ],
)
def test_standing(person: str, on: str, sectors: tuple[str, ...], role: str, country: str) -> None:
    found = POSTS.standing(person, day(on))
    assert (found.sectors, found.role, found.country) == (sectors, role, country)


@pytest.mark.parametrize(
    ("owner", "noun", "on", "person"),
    [
        ("NER", "president", "2022-02-02", "Ann Fell"),
        ("NER", "head of state", "2024-02-02", "Bo Rask"),
        ("NER", "leader", "2024-02-02", "Bo Rask"),
        ("NER", "top diplomat", "2016-02-02", "Ann Fell"),
        ("NER", "prime minister", "2024-02-02", "Cy Dahl"),
        ("NER", "prime minister", "2025-01-15", ""),  # known to the month only: it may be either
        ("NER", "prime minister", "2025-02-15", "Di Eng"),
        ("org:x", "chief", "2017-02-02", "Di Eng"),
        ("NER", "head", "2017-02-02", ""),
        ("NER", "king", "2017-02-02", ""),
    ],
)
def test_holder(owner: str, noun: str, on: str, person: str) -> None:
    term = POSTS.holder(owner, noun, day(on))
    assert (term.person if term else "") == person


def test_who_lost_the_post_last() -> None:
    term = POSTS.last_holder("NER", "president", day("2023-08-15"))
    assert term is not None
    assert (term.person, term.until) == ("Ann Fell", "2023-07-26")
    assert POSTS.last_holder("NER", "president", day("2020-08-15")) is None


def test_without_days_only_what_has_no_end_is_told() -> None:
    assert POSTS.standing("Bo Rask", None).role == "president"
    undated = POSTS.standing("Cy Dahl", None)
    assert (undated.sectors, undated.role, undated.country) == (("GOV",), "", "NER")
    assert not undated.in_office
    assert POSTS.holder("NER", "president", None) is None
