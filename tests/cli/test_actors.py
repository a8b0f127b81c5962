"""``harmattan actors`` and ``harmattan places`` as a user runs them."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from harmattan.ledger import open_ledger
from harmattan.records import RoleClaim, Span
from tests.cli.test_cli import outcome
from tests.ledger.build import RUN, page
from tests.resolve.test_geonames import row


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HARMATTAN_DATA", str(tmp_path / "data"))


def test_show_tells_posts_and_what_the_tables_doubt(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = outcome(capsys, "actors", "show", "Mohamed Bazoum", "--day", "2022-05-01")
    assert (status, err) == (0, [])
    assert out[0] == "Mohamed Bazoum  person  NER GOV  person:mohamed-bazoum"
    assert "  on 2022-05-01  president" in out
    assert "  2021-04-02 to 2023-07-26  president (NER)" in out
    assert any(line.startswith("  tables of NER: 2000-01-01 to ") for line in out)


def test_show_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = outcome(capsys, "actors", "show", "JNIM", "--json")
    (shown,) = [json.loads(line) for line in out]
    assert (shown["kind"], shown["entity"], shown["country"]) == ("group", "group:jnim", "IMG")


def test_a_name_of_two_actors_shows_both(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = outcome(capsys, "actors", "show", "RSF")
    assert sum(line.startswith(("Rapid Support", "Reporters")) for line in out) == 2


def test_an_unknown_name_is_told_with_near_ones(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = outcome(capsys, "actors", "show", "Emanuel Macron")
    assert (status, out) == (2, [])
    assert err[0].startswith("harmattan: nobody known as 'Emanuel Macron'; near: ")
    assert "Emmanuel Macron" in err[0]


def test_what_is_added_is_known_and_in_the_history(capsys: pytest.CaptureFixture[str]) -> None:
    added = ("actors", "add", "Ada Voss", "--kind", "person", "--country", "NOR", "--sector", "GOV")
    status, (id_,), err = outcome(capsys, *added, "--post", "foreign minister", "--since", "2026-03", "--by", "ann")
    assert status == 0
    assert "is taken to end with 2026-03" in err[0]
    assert outcome(capsys, "actors", "alias", "Ada Voss", "Vossie", "--by", "ann")[0] == 0
    _, out, _ = outcome(capsys, "actors", "show", "Vossie", "--day", "2026-04-01")
    assert out[:2] == ["Ada Voss  person  NOR GOV  person:ada-voss", "  on 2026-04-01  foreign minister"]
    assert outcome(capsys, "actors", "withdraw", id_[:-8], "--by", "bo")[0] == 0
    _, out, _ = outcome(capsys, "actors", "history", "Mali", "--json")
    assert out == []
    status, _, err = outcome(capsys, "actors", "show", "Ada Voss")
    assert status == 2
    status, _, err = outcome(capsys, "actors", "withdraw", id_)
    assert (status, err) == (2, [f"harmattan: no judgement {id_} is in force"])


def test_what_is_in_force_is_not_said_twice(capsys: pytest.CaptureFixture[str]) -> None:
    added = ("actors", "add", "Ada Voss", "--kind", "person", "--country", "NOR", "--sector", "GOV", "--post", "envoy")
    (id_,) = outcome(capsys, *added)[1]
    assert outcome(capsys, *added) == (2, [], [f"harmattan: {id_} says so already"])
    outcome(capsys, "actors", "withdraw", id_)
    status, (again,), _ = outcome(capsys, *added)
    assert (status, again == id_) == (0, False)
    assert outcome(capsys, "actors", "show", "Ada Voss")[0] == 0
    assert outcome(capsys, "actors", "withdraw", again)[0] == 0
    assert outcome(capsys, "actors", "show", "Ada Voss")[0] == 2


def test_the_history_keeps_what_was_withdrawn(capsys: pytest.CaptureFixture[str]) -> None:
    added = ("actors", "add", "Ada Voss", "--kind", "person", "--country", "NOR", "--sector", "GOV", "--also", "Vossie")
    (id_,) = outcome(capsys, *added)[1]
    outcome(capsys, "actors", "withdraw", id_, "--by", "bo")
    for name in ("Ada Voss", "vossie"):
        status, (line,), err = outcome(capsys, "actors", "history", name)
        assert (status, err) == (0, [])
        assert "add Ada Voss: kind person" in line
        assert line.endswith("by bo)")


def test_the_history_tells_what_was_said_under_another_name(capsys: pytest.CaptureFixture[str]) -> None:
    (id_,) = outcome(capsys, "actors", "alias", "Macron", "Jupiter")[1]
    for name in ("Emmanuel Macron", "Macron", "Jupiter"):
        out = outcome(capsys, "actors", "history", name, "--json")[1]
        assert [row["id"] for row in map(json.loads, out) if "id" in row] == [id_]
    out = outcome(capsys, "actors", "history", "Vladimir Putin", "--json")[1]
    assert [row for row in map(json.loads, out) if "id" in row] == []


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("--kind", "thing", "--country", "NOR", "--sector", "GOV"), "an actor is one of person"),
        (("--kind", "group", "--country", "XXX", "--sector", "REB"), "no country slot: 'XXX'"),
        (("--kind", "group", "--country", "MLI", "--sector", "BAD"), "no sector: BAD"),
        (
            ("--kind", "group", "--country", "MLI", "--sector", "REB", "--post", "president"),
            "only a person holds a post",
        ),
        (("--kind", "person", "--country", "MLI", "--sector", "GOV", "--until", "2025"), "until is the end of a post"),
        (("--kind", "person", "--country", "MLI", "--sector", "GOV", "--also", ". "), "the other name '. ' is none"),
    ],
)
def test_bad_additions_are_one_clear_line(
    arguments: tuple[str, ...], problem: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = outcome(capsys, "actors", "add", "Ada Voss", *arguments)
    assert (status, out, len(err)) == (2, [], 1)
    assert problem in err[0]


def test_places_are_loaded(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    dump = tmp_path / "ML.txt"
    dump.write_text(row(99, "Qwxville", "P", "PPL", 1200), encoding="utf-8")
    status, out, _ = outcome(capsys, "places", "load", dump)
    assert status == 0
    assert out[0].startswith("1 names of places in ")
    status, _, err = outcome(capsys, "places", "load", tmp_path / "none.txt")
    assert status == 1
    assert len(err) == 1


def test_people_told_by_two_pages_are_learned(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "ledger.sqlite"
    with open_ledger(file) as ledger:
        for number in (1, 2):
            coded = page(number)
            claim = RoleClaim(
                Span(0, 5), Span(6, 12), "Ada Voss", "harbour envoy", "person:ada-voss", "NOR", ("GOV",), known=False
            )
            once = replace(claim, name="Bo Rask", entity="person:bo-rask")
            roles = (claim, once) if number == 1 else (claim,)
            ledger.add(replace(coded, annotations=replace(coded.annotations, roles=roles)), RUN)
    status, out, _ = outcome(capsys, "actors", "learn", "--ledger", file)
    assert (status, len(out)) == (0, 1)
    _, out, _ = outcome(capsys, "actors", "show", "Ada Voss", "--day", "2026-03-01")
    assert out[:2] == ["Ada Voss  person  NOR GOV  person:ada-voss", "  on 2026-03-01  harbour envoy"]
    _, out, _ = outcome(capsys, "actors", "history", "Ada Voss", "--json")
    assert "learned" in out[-1]
    assert "told by art-" in out[-1]
    assert outcome(capsys, "actors", "show", "Bo Rask")[0] == 2
    assert outcome(capsys, "actors", "learn", "--ledger", file)[1] == []
