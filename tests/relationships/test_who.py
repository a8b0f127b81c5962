"""Names of the actor tables as sides of a pair."""

import pytest

from harmattan.errors import UsageError
from harmattan.records import Judgement, Party
from harmattan.relationships.who import Who, who, worded
from tests.analyse import acts

KNOWN = who()


@pytest.mark.parametrize(
    ("text", "seat"),
    [
        ("MLI", "MLI"),
        ("mli.mil", "MLI.MIL"),
        ("Mali", "MLI"),
        ("Malians", "MLI"),
        ("Bamako", "MLI"),
        ("Cote d'Ivoire", "CIV"),
        ("Côte d’Ivoire", "CIV"),
        ("the United States", "USA"),
        ("IMG", "IMG"),
        ("JNIM", "group:jnim"),
        ("Vladimir Putin", "person:vladimir-putin"),
        ("person:nobody-knows", "person:nobody-knows"),
    ],
)
def test_a_name_means_a_country_or_an_actor(text: str, seat: str) -> None:
    assert [one.text for one in KNOWN.side(text).seats] == [seat]


@pytest.mark.parametrize(
    "text", ["MLI", "MLI.MIL", "IMG", "group:jnim", "MLI+NER.MIL+group:jnim", "MLI.XYZ", "ECOWAS", "MLI++NER", "MLI."]
)
def test_codes_need_no_tables_and_mean_the_same(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def told(mine: Who) -> object:
        try:
            return mine.pair(text, "FRA")
        except UsageError as error:
            return str(error)

    slow = Who()
    monkeypatch.setattr(Who, "_is_code", lambda *_: False)
    expected = told(slow)
    monkeypatch.undo()
    fast = Who()
    assert told(fast) == expected
    assert ("known" in vars(fast)) == (text in ("ECOWAS", "MLI++NER"))


def test_an_actor_that_a_user_called_like_a_code_is_meant() -> None:
    values = (("kind", "group"), ("country", "MLI"), ("sector", "REB"))
    mine = who([Judgement("jud-1", "2026-01-01T00:00:00Z", "ada", "add", "Mli", values)])
    assert mine.side("MLI").seats[0].entity == "group:mli"


def test_a_set_keeps_its_name_and_days() -> None:
    found = KNOWN.pair("the Sahel juntas", "France")
    assert found.a.name == "the Sahel juntas"
    assert {seat.country: seat.since for seat in found.a.seats}["NER"] == "2023-07-26"


@pytest.mark.parametrize(
    ("a", "b", "said"),
    [
        ("Mail", "USA", r"'Mail'; did you mean Mali \(MLI\)"),
        ("XQZ", "USA", "nobody is known as 'XQZ'"),
        ("Congo", "USA", "may be any of COD, COG"),
        ("MLI.MIL", "MLI.MIL", "with itself is no pair"),
        ("MLI+NER", "MLI", "on both sides"),
        ("", "MLI", "empty"),
        ("MLI.XYZ", "USA", "no sector"),
    ],
)
def test_a_side_that_is_none_is_told(a: str, b: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        KNOWN.pair(a, b)


def test_actors_that_users_added_have_names_too() -> None:
    values = (("kind", "group"), ("country", "MLI"), ("sector", "REB"))
    mine: Who = who([Judgement("jud-1", "2026-01-01T00:00:00Z", "ada", "add", "Northern Band", values)])
    assert mine.side("northern band").seats[0].entity == "group:northern-band"
    assert mine.words["group:northern-band"] == "Northern Band"


def test_words_of_pages_name_ids_that_no_table_knows() -> None:
    made = acts.act(actors=(Party(None, "person:ada-voss", "Ada Voss", "NOR"), Party(None, "state:MLI", "Mallee")))
    found = worded({"state:MLI": "Mali"}, [made])
    assert (found["person:ada-voss"], found["state:MLI"]) == ("Ada Voss", "Mali")
