"""The query line as a user types it, and every example of its page. The ledger's events are invented."""

import json
import re
import shlex
from dataclasses import replace
from pathlib import Path

import pytest

from harmattan.asking import locate
from harmattan.cli.main import run
from harmattan.ledger import open_ledger
from harmattan.ledger.query import parse
from harmattan.records import (
    Annotations,
    Attribution,
    Coded,
    Due,
    Event,
    EventPlace,
    EventTime,
    Factuality,
    Party,
    Run,
    Span,
)
from tests.ledger.build import article, event

PAGE = (Path(__file__).parents[2] / "docs" / "query.md").read_text(encoding="utf-8")
ROWS = re.findall(r"(?m)^\| [^|]*\| `([^`]+)` \| ", PAGE.partition("## On the command line")[0])
# Lines in running text; "actor:" and "P6W" are parts of one.
INLINE = sorted({
    line
    for line in re.findall(r"`([^`]+)`", PAGE.partition("## On the command line")[0])
    if re.search(r":.", line) and line not in ROWS
})  # fmt: skip
REFUSED: set[str] = set()
COMMANDS = re.findall(r"(?m)^    harmattan (events .+)$", PAGE)
WRONG = re.findall(r"(?m)^\| `([^`]+)` \| (.+) \|$", PAGE.partition("## What is wrong is told")[2])
RUN = Run("run-1", "2026-02-03T00:00:00Z", "coder-1", "plover-1")
Outcome = tuple[int, list[str], list[str]]


def _page(number: int, text: str, country: str) -> Coded:
    """An event of Mali's army (odd) or of Ada Voss of Norway (even), every field of the one unlike the other's."""
    read = replace(article(number, text=text), url=f"https://{'en.tass' if number % 2 else 'press'}.example/{number}")
    words = Span(text.index("\n") + 1, len(text))
    told = replace(event(read), trigger=words, evidence=(words,), time=None, modes=())
    made = _seizure(told, words) if number % 2 else _visit(told, words)
    owner = Party(None, None, "owner", country, ("BUS",) if number % 2 else ("GOV",))
    return Coded(read, Annotations(read.id, events=(replace(made, recipients=(owner,)),)))


def _seizure(told: Event, words: Span) -> Event:
    return replace(
        told,
        type="COERCE",
        modes=("seize",),
        quad=4,
        contexts=("natural_resource",),
        confidence=0.9,
        row_confidence=0.6,
        actors=(Party(None, "mil:MLI", "Malian army", "MLI", ("MIL",)),),
        said_by=Attribution(words, "x"),
        place=EventPlace(words, "Gao", "MLI", 2457163, 16.27, -0.04, "city"),
        time=EventTime(words, "2024-03-12", "day"),
        due=Due(words, "2026-06-12", "day", "by"),
    )


def _visit(told: Event, words: Span) -> Event:
    return replace(
        told,
        factuality=Factuality.DENIED,
        actors=(Party(None, "person:ada-voss", "Ada Voss", "NOR", ("GOV",)),),
        place=EventPlace(words, "Suva", "FJI", 1, -18.1, 178.4, "city"),
        time=EventTime(words, "2024-05", "month"),
    )


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("query") / "ledger.sqlite"
    pages = {1: "Army in a mine\nThe army seized a uranium mine.", 2: "Gold\nThe envoy denied a visit to a mine."}
    for number, day in ((1, "2026-02-03"), (2, "2026-02-04")):
        with open_ledger(path, clock=lambda day=day: f"{day}T11:00:00Z") as book:  # type: ignore[misc]
            coder = "coder-1" if number == 1 else "harmattan-0.1.0+3280b925"
            told = _page(number, pages[number], "DNK" if number == 1 else "FRA")
            events = tuple(replace(one, coder=coder) for one in told.annotations.events)
            run = replace(RUN, id=f"run-{number}", coder=coder)
            book.add(replace(told, annotations=replace(told.annotations, events=events)), run)
    return path


def outcome(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> Outcome:
    status = run([str(argument) for argument in arguments])
    captured = capsys.readouterr()
    return status, captured.out.splitlines(), captured.err.splitlines()


def types(capsys: pytest.CaptureFixture[str], kept: Path, *words: str) -> list[str]:
    status, out, err = outcome(capsys, "events", *words, "--ledger", kept, "--json")
    assert (status, err) == (0, [])
    return [json.loads(line)["type"] for line in out]


def test_the_page_has_examples_of_every_kind() -> None:
    assert len(ROWS) > 25
    assert len(INLINE) > 7
    assert len(COMMANDS) > 3
    assert len(WRONG) > 6


@pytest.mark.parametrize("line", ROWS)
def test_each_example_of_the_page_finds_some_and_not_all(
    line: str, kept: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert len(types(capsys, kept, line)) == 1


@pytest.mark.parametrize("line", INLINE)
def test_each_line_in_the_page_s_text_is_answered_or_refused_as_it_says(
    line: str, kept: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert outcome(capsys, "events", line, "--ledger", kept)[0] == (2 if line in REFUSED else 0)


def test_what_the_page_calls_the_same_is_the_same() -> None:
    for one, other in (("act:-AID,-CONSULT", "-act:AID,CONSULT"), ("-said", "done")):
        assert f"`{one}`" in PAGE
        assert f"`{other}`" in PAGE
        assert parse(one) == parse(other)


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_of_the_page_runs(command: str, kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = outcome(capsys, *shlex.split(command), "--ledger", kept)
    assert (status, err) == (0, [])
    assert out or "--json" in command


@pytest.mark.parametrize(("line", "answer"), WRONG)
def test_each_error_of_the_page_is_what_is_told(
    line: str, answer: str, kept: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert outcome(capsys, "events", line, "--ledger", kept) == (2, [], [f"harmattan: {answer}"])


def test_the_python_of_the_page_runs(kept: Path) -> None:
    code = re.findall(r"(?s)```python\n(.+?)```", PAGE)[0].replace('"ledger.sqlite"', repr(str(kept)))
    names: dict[str, object] = {}
    exec(compile(code, "docs/query.md", "exec"), names)
    assert names["events"] == []


def test_words_and_options_have_to_hold_together(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert types(capsys, kept) == ["CONSULT", "COERCE"]
    assert types(capsys, kept, "actor:MLI,NOR", "--type", "coerce") == ["COERCE"]
    assert types(capsys, kept, "-act:COERCE", "mine") == ["CONSULT"]
    assert types(capsys, kept, "act:COERCE", "act:AID") == []


def test_an_option_takes_what_its_term_takes(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = {
        value: types(capsys, kept, "--actor", value) for value in ("person:ada-voss", "Ada Voss", "nor", "mli,nor")
    }
    assert asked == {
        "person:ada-voss": ["CONSULT"], "Ada Voss": ["CONSULT"], "nor": ["CONSULT"], "mli,nor": ["CONSULT", "COERCE"],
    }  # fmt: skip


def test_an_article_is_named_by_the_beginning_of_its_id(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = outcome(capsys, "articles", "seized", "--json", "--ledger", kept)[1]
    whole = json.loads(found[0])["article"]
    assert types(capsys, kept, "--article", whole[:-1]) == types(capsys, kept, "--article", whole) == ["COERCE"]
    told = outcome(capsys, "events", "--article", "art-zz", "--ledger", kept)
    assert told == (2, [], ["harmattan: no article begins with 'art-zz'"])


@pytest.mark.parametrize(
    ("words", "what"),
    [("events", "events"), ("events by:events", "acts"), ("articles the", "articles"), ("log", "records")],
)
def test_a_list_that_is_cut_says_so(words: str, what: str, kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def told(limit: str) -> Outcome:
        return outcome(capsys, *words.split(), "--limit", limit, "--json", "--ledger", kept)

    status, out, err = told("1")
    assert (status, len(out), len(err)) == (0, 1, 1)
    assert err[0].startswith(f"harmattan: there are more than 1 {what}: raise --limit")
    assert told("1000")[2] == []
    assert told("0") == (2, [], ["harmattan: --limit must be 1 or more, not 0"])


def test_a_mistyped_option_is_no_text_to_look_for(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = outcome(capsys, "events", "--sinc", "2024", "--ledger", kept)
    assert told == (2, [], ["harmattan: unknown option --sinc"])


def test_a_name_is_its_town_and_a_country_chooses() -> None:
    assert locate("Gao") == locate("gao, mli") == pytest.approx((16.27, -0.04), abs=0.02)
    assert locate("Gao, BFA") == pytest.approx((11.65, -2.18), abs=0.02)
    assert locate("Gao, NOR") is None
    assert locate("Gao, ???") is None


def test_acts_are_listed_once_with_their_reports(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "acts.sqlite"
    texts = (
        "Raid\nGunmen of Norland stormed the port of Gao on Monday.",
        "Port stormed\nOn Monday gunmen of Norland stormed Gao's port.",
    )
    with open_ledger(file) as ledger:
        for number, text in enumerate(texts, 1):
            read = replace(article(number, text=text), url=f"https://paper{number}.example/1")
            words = Span(text.index("stormed"), text.index("stormed") + 7)
            whole = Span(text.index("\n") + 1, len(text))
            told = replace(event(read), type="ASSAULT", modes=(), trigger=words, evidence=(whole,), time=None)
            ledger.add(Coded(read, Annotations(read.id, events=(told,))), RUN)
    _, out, _ = outcome(capsys, "events", "by:events", "--ledger", str(file), "--json")
    (act,) = [json.loads(line) for line in out]
    assert (act["reports"], act["sources"]) == (2, 2)
    _, out, _ = outcome(capsys, "events", "by:reports", "--ledger", str(file), "--json")
    assert len(out) == 2


@pytest.mark.parametrize("command", ["events", "calendar"])
@pytest.mark.parametrize(("word", "told"), [("SWE", True), ("MIL", True), ("-SWE act:AID", False), ("harvest", False)])
def test_a_bare_code_that_finds_nothing_is_told_as_a_word(
    command: str, word: str, told: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with open_ledger(tmp_path / "empty.sqlite"):
        pass
    assert run([command, *word.split(), "--ledger", str(tmp_path / "empty.sqlite")]) == 0
    expected = f"harmattan: nothing has the word {word!r} and all else asked for; as a code it is party:{word}\n"
    assert capsys.readouterr().err == (expected if told else "")
