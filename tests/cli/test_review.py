"""``harmattan review`` as a user runs it."""

import json
from pathlib import Path

import pytest

from harmattan.ledger import open_ledger
from tests.cli.test_cli import outcome
from tests.ledger.build import RUN, page


@pytest.fixture
def book(tmp_path: Path) -> Path:
    file = tmp_path / "ledger.sqlite"
    with open_ledger(file) as ledger:
        ledger.add(page(), RUN)
    return file


def event_id() -> str:
    return page().annotations.events[0].id


def test_an_event_is_rejected_and_the_judgement_withdrawn(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ("--ledger", book, "--by", "ann")
    status, (id_,), err = outcome(capsys, "review", "reject", event_id(), *asked, "--reason", "no act")
    assert (status, err) == (0, [])
    _, out, _ = outcome(capsys, "review", "list", "--ledger", book, "--json")
    (one,) = [json.loads(line) for line in out]
    assert (one["id"], one["by"], one["verb"], one["subject"], one["reason"]) == (
        id_,
        "ann",
        "reject",
        event_id(),
        "no act",
    )
    shown = outcome(capsys, "show", event_id(), "--ledger", book)[1]
    assert any(line.startswith("  judged  ") and "reject" in line and "no act" in line for line in shown)
    assert outcome(capsys, "review", "withdraw", id_, *asked)[0] == 0
    assert outcome(capsys, "review", "export", "--ledger", book)[1] == []


def test_corrections_are_exported_with_their_words(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert outcome(capsys, "review", "edit", event_id()[:10], "type=REJECT", "--ledger", book, "--by", "bo")[0] == 0
    _, out, _ = outcome(capsys, "review", "export", "--ledger", book)
    (row,) = [json.loads(line) for line in out]
    assert row["trigger"]["text"] == "flew"
    assert row["verdict"]["values"] == {"type": "REJECT"}


def test_lists_say_what_people_say_of_an_event(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for query in ((), ("by:events",)):
        asked = ("events", *query, "--ledger", book)
        assert not any("(" in line for line in outcome(capsys, *asked)[1])
        (row,) = map(json.loads, outcome(capsys, *asked, "--json")[1])
        assert (row["verdict"], row["corrected"]) == (None, {})
        (id_,) = outcome(capsys, "review", "reject", event_id(), "--ledger", book)[1]
        assert any("actual (rejected)" in line for line in outcome(capsys, *asked)[1])
        (edit,) = outcome(capsys, "review", "edit", event_id(), "type=AID", "--ledger", book)[1]
        (row,) = map(json.loads, outcome(capsys, *asked, "--json")[1])
        assert (row["type"], row["verdict"], row["corrected"]) == ("CONSULT", "edit", {"type": "AID"})
        for one in (edit, id_):
            outcome(capsys, "review", "withdraw", one, "--ledger", book)


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("accept", "ev-none"), "no event begins with 'ev-none'"),
        (("edit", "ID", "type"), "'type' is no FIELD=VALUE"),
        (("edit", "ID", "colour=red"), "no field 'colour'"),
        (("edit", "ID", "type=SIEZE"), "type: 'SIEZE' is no event type; it is one of AGREE"),
        (("edit", "ID", "modes=flying"), "modes: 'flying' is no mode of CONSULT; it is one of"),
        (("edit", "ID", "type=COERCE", "modes=visit"), "modes: 'visit' is no mode of COERCE"),
        (("edit", "ID", "type=COERCE/visit"), "modes: 'visit' is no mode of COERCE"),
        (("edit", "ID", "contexts=weather"), "contexts: 'weather' is no context"),
        (("edit", "ID", "factuality=maybe"), "factuality: 'maybe' is none; it is one of actual"),
        (("edit", "ID", "time=2024-13"), "time: '2024-13' is no day"),
        (("edit", "ID", "time=2024/2020"), "time: '2024/2020' is no day"),
        (("edit", "ID", "place=QQQ"), "place: 'QQQ' is no country"),
        (("edit", "ID", "actors=MLI.GOV,QQQ"), "actors: 'QQQ' is no country; such as MLI"),
        (
            ("edit", "ID", "recipients=MIL"),
            "recipients: 'MIL' is no country; a sector stands behind its country: MLI.MIL",
        ),
        (("edit", "ID", "recipients=MLI.QQQ"), "recipients: 'QQQ' is no sector"),
        (("edit", "ID", "place=Gao", "place=Ber"), "place: stands twice"),
        (("reject", ""), "no event is named"),
        (("list", "ev-none"), "no event begins with 'ev-none'"),
        (("withdraw", "jud-1"), "no judgement jud-1 is in force"),
    ],
)
def test_bad_reviews_are_one_clear_line(
    book: Path, arguments: tuple[str, ...], problem: str, capsys: pytest.CaptureFixture[str]
) -> None:
    given = [event_id() if one == "ID" else one for one in arguments]
    status, out, err = outcome(capsys, "review", *given, "--ledger", book)
    assert (status, out, len(err)) == (2, [], 1)
    assert problem in err[0]


def test_a_bad_correction_is_not_kept(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert outcome(capsys, "review", "edit", event_id(), "type=AID", "modes=flying", "--ledger", book)[0] == 2
    assert outcome(capsys, "review", "list", "--ledger", book)[1] == []


def test_codes_of_a_correction_are_kept_in_their_own_spelling(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fields = (
        "type=coerce",
        "modes=Seize",
        "contexts=natural-resource",
        "factuality=Planned",
        "actors=MLI.GOV, St. Paul",
    )
    rest = ("recipients=", "place=Gao", "time=2024-03", "said_by=Ada Voss")
    assert outcome(capsys, "review", "edit", event_id(), *fields, *rest, "--ledger", book)[0] == 0
    (line,) = outcome(capsys, "review", "list", "--ledger", book, "--json")[1]
    assert json.loads(line)["values"] == {
        "type": "COERCE",
        "modes": "seize",
        "contexts": "natural_resource",
        "factuality": "planned",
        "actors": "MLI.GOV,St. Paul",
        "recipients": "",
        "place": "Gao",
        "time": "2024-03",
        "said_by": "Ada Voss",
    }


def test_a_correction_tells_what_of_the_last_one_it_leaves_out(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = outcome(capsys, "review", "edit", event_id(), "type=AID", "place=Gao", "--ledger", book)
    assert first[2] == []
    _, _, err = outcome(capsys, "review", "edit", event_id(), "place=Kidal", "--ledger", book)
    assert err == [f"harmattan: this takes the place of {first[1][0]}, which said type=AID too"]


@pytest.mark.parametrize(
    ("place", "told"),
    [
        ("Nowhereville", "no place is called 'Nowhereville': it is kept as a name without country and coordinates"),
        ("Sendai", "'Sendai' is taken for Sendai, JPN; a country may stand behind it, as in place='Gao, MLI'"),
    ],
)
def test_a_corrected_place_that_may_not_be_the_one_meant_is_told(
    place: str, told: str, book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = outcome(capsys, "review", "edit", event_id(), f"place={place}", "--ledger", book)
    assert (status, len(out), err) == (0, 1, [f"harmattan: {told}"])


def test_the_judgements_of_an_event_are_listed_by_the_beginning_of_its_id(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "three.sqlite"
    with open_ledger(file) as ledger:
        for number in (1, 2, 3):
            ledger.add(page(number), RUN)
    one, other, third = (page(number).annotations.events[0].id for number in (1, 2, 3))
    asked = ("--ledger", file, "--by", "ann")
    (id_,) = outcome(capsys, "review", "reject", one, *asked)[1]
    outcome(capsys, "review", "accept", third, *asked)
    outcome(capsys, "review", "merge", other, one, *asked)
    outcome(capsys, "review", "withdraw", id_, *asked)
    out = outcome(capsys, "review", "list", one[:-1], "--ledger", file, "--json")[1]
    assert [json.loads(line)["verb"] for line in out] == ["reject", "merge", "withdraw"]
    out = outcome(capsys, "review", "list", other, "--ledger", file, "--json")[1]
    assert [json.loads(line)["verb"] for line in out] == ["merge"]


def test_an_id_that_fits_more_events_than_are_looked_for_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "many.sqlite"
    with open_ledger(file) as ledger:
        ledger.add(page(1, events=101), RUN)
    for command in (("review", "accept", "ev"), ("show", "ev")):
        status, out, err = outcome(capsys, *command, "--ledger", file)
        assert (status, out) == (2, [])
        assert err[0].startswith("harmattan: 'ev' fits 100 or more ")
        assert (err[0].count(", "), err[0].endswith(" ...")) == (4, True)


def test_a_judgement_is_withdrawn_by_the_beginning_of_its_id(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (first,) = outcome(capsys, "review", "reject", event_id(), "--ledger", book)[1]
    (second,) = outcome(capsys, "review", "accept", event_id(), "--ledger", book)[1]
    status, out, err = outcome(capsys, "review", "withdraw", "jud-", "--ledger", book)
    told = ", ".join((first, second))
    assert (status, out, err) == (2, [], [f"harmattan: 'jud-' fits 2 judgements: {told}"])
    assert outcome(capsys, "review", "withdraw", second[:-6], "--ledger", book)[0] == 0
    out = outcome(capsys, "review", "list", "--ledger", book, "--json")[1]
    assert [json.loads(line)["subject"] for line in out] == [event_id(), event_id(), second]
    # What is withdrawn is none that a beginning can mean.
    assert outcome(capsys, "review", "withdraw", "jud-", "--ledger", book)[0] == 0
    assert outcome(capsys, "review", "withdraw", "jud-", "--ledger", book)[2] == [
        "harmattan: no judgement jud- is in force"
    ]


def test_a_split_that_a_merge_with_a_third_undoes_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "three.sqlite"
    with open_ledger(file) as ledger:
        for number in (1, 2, 3):
            ledger.add(page(number), RUN)
    one, other, third = (page(number).annotations.events[0].id for number in (1, 2, 3))
    (id_,) = outcome(capsys, "review", "merge", one, other, "--ledger", file)[1]
    outcome(capsys, "review", "merge", other, third, "--ledger", file)
    status, _, err = outcome(capsys, "review", "split", one, third, "--ledger", file)
    assert (status, len(err)) == (0, 1)
    assert f"{one} and {third} are of one act still" in err[0]
    outcome(capsys, "review", "withdraw", id_, "--ledger", file)
    assert outcome(capsys, "review", "split", one, other, "--ledger", file)[2] == []
