"""The commands as a user runs them, on invented pages."""

import io
import json
from pathlib import Path

import pytest

from harmattan.cli.main import run
from harmattan.ledger import open_ledger
from harmattan.safe import one_line, safe
from tests.annotate.invented import SPORT

# Invented.
TEXT = (
    "Mali's military government expelled the Danish ambassador on Monday, accusing Copenhagen of interference. "
    "Gunmen killed 12 soldiers near Gao on Sunday, residents said."
)
PROMISED = {
    "doc", "id", "type", "mode", "context", "factuality", "actor", "recipient", "trigger", "place", "time", "said_by",
    "due", "quad", "score", "confidence", "row_confidence", "evidence",
}  # fmt: skip
Outcome = tuple[int, list[str], list[str]]


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return tmp_path / "ledger.sqlite"


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    body = (
        f"{TEXT}\n\nThe foreign ministry in Bamako said the envoy had been given 72 hours to leave the country. "
        "It gave no further detail, and the embassy declined to comment when it was reached on Monday evening.\n\n"
        "Relations between the two countries have been strained for more than a year. Mali is one of the largest gold "
        "producers of the continent, and its north has been the scene of fighting for over a decade."
    )
    path.write_text(f"Mali expels Danish envoy\n\nTuesday, March 12, 2024\n\n{body}\n", encoding="utf-8")
    return path


def outcome(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> Outcome:
    status = run([str(argument) for argument in arguments])
    captured = capsys.readouterr()
    return status, captured.out.splitlines(), captured.err.splitlines()


def jsonl(tmp_path: Path, *lines: str | bytes) -> Path:
    path = tmp_path / "in.jsonl"
    path.write_bytes(b"\n".join(line if isinstance(line, bytes) else line.encode() for line in lines) + b"\n")
    return path


def test_code_keeps_its_promised_shape(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = jsonl(tmp_path, json.dumps({"id": "d1", "date": "2024-03-12", "text": TEXT}))
    status, out, err = outcome(capsys, "code", file)
    assert (status, err) == (0, [])
    events = [json.loads(line) for line in out]
    assert events
    for event in events:
        assert set(event) == PROMISED
        assert event["doc"] == "d1"
        spans = [
            event["trigger"],
            event["place"],
            event["time"],
            event["said_by"],
            *event["actor"],
            *event["recipient"],
        ]
        for span in spans:
            if span and span["start"] is not None:
                assert TEXT[span["start"] : span["end"]] == span["text"]
        for party in (*event["actor"], *event["recipient"]):
            assert set(party) == {"start", "end", "text", "name", "country", "sector"}


def test_code_finds_the_expulsion_and_who_did_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = jsonl(tmp_path, json.dumps({"id": 1, "date": "2024-03-12", "text": TEXT}))
    _, out, _ = outcome(capsys, "code", file)
    (expulsion,) = [event for line in out if (event := json.loads(line))["trigger"]["text"] == "expelled"]
    assert (expulsion["type"], expulsion["factuality"], expulsion["quad"]) == ("SANCTION", "actual", 4)
    assert [party["country"] for party in expulsion["actor"]] == ["MLI"]
    assert [party["country"] for party in expulsion["recipient"]] == ["DNK"]
    assert expulsion["time"]["value"] == "2024-03-11"


def test_code_goes_on_after_bad_lines_and_says_which(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good = json.dumps({"id": "ok", "date": None, "text": TEXT})
    file = jsonl(tmp_path, "{", "[]", '{"id":"x"}', '{"id":"x","date":"yesterday","text":"a"}', b"\xff", "", good)
    status, out, err = outcome(capsys, "code", file)
    assert status == 1
    assert {json.loads(line)["doc"] for line in out} == {"ok"}
    assert [line.split(": ")[1].rpartition(":")[2] for line in err] == ["1", "2", "3", "4", "5"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (b"Skip to main content\n\nTalks begin\n", "none of 2 lines is a JSON object"),
        (b'{\n  "id": "a",\n  "text": "They met."\n}\n', "none of 4 lines is a JSON object"),
        (b"\n[1, 2]\n", "line 2 is no JSON object"),
    ],
)
def test_what_is_no_json_lines_is_told_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: bytes, told: str
) -> None:
    file = tmp_path / "page.txt"
    file.write_bytes(words)
    status, out, err = outcome(capsys, "code", file)
    assert (status, out, len(err)) == (1, [], 1)
    assert told in err[0]
    assert "harmattan read" in err[0]


def test_lines_before_the_first_object_are_told_one_by_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = jsonl(tmp_path, "a heading", "", json.dumps({"id": "a", "date": None, "text": TEXT}))
    status, out, err = outcome(capsys, "code", file)
    assert (status, bool(out), len(err)) == (1, True, 1)
    assert ":1: not JSON" in err[0]


def test_code_of_a_missing_file_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = outcome(capsys, "code", tmp_path / "none.jsonl")
    assert (status, out, len(err)) == (1, [], 1)
    assert "none.jsonl" in err[0]


def test_read_prints_the_page_and_keeps_it(page: Path, ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = outcome(capsys, "read", page, "--ledger", ledger)
    assert (status, err) == (0, [])
    assert out[0] == "Mali expels Danish envoy"
    assert any("2024-03-12" in line for line in out)
    status, listed, _ = outcome(capsys, "events", "--ledger", ledger, "--json")
    assert status == 0
    assert "SANCTION" in {json.loads(line)["type"] for line in listed}


def test_the_same_page_twice_adds_nothing(page: Path, ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    outcome(capsys, "read", page, "--ledger", ledger)
    _, first, _ = outcome(capsys, "events", "--ledger", ledger, "--json")
    outcome(capsys, "read", page, "--ledger", ledger)
    _, second, _ = outcome(capsys, "events", "--ledger", ledger, "--json")
    assert first == second != []


def test_acts_of_a_match_are_left_out_unless_asked_for(
    tmp_path: Path, ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "match.txt"
    page.write_text(f"Rovers reach county cup final\n\nMarch 12, 2024\n\n{SPORT}\n", encoding="utf-8")
    _, out, _ = outcome(capsys, "read", page, "--ledger", ledger)
    assert "0 events" in out
    assert any("left out: " in line and "the page tells of nothing political" in line for line in out)
    assert outcome(capsys, "events", "--ledger", ledger, "--json")[1] == []
    outcome(capsys, "read", page, "--ledger", ledger, "--any-subject")
    _, listed, _ = outcome(capsys, "events", "--ledger", ledger, "--json")
    coders = {json.loads(line)["coder"] for line in listed}
    assert [coder.rpartition("+")[2] for coder in coders] == ["any-subject"]
    default = coders.pop().removesuffix("+any-subject")
    assert outcome(capsys, "events", f"coder:{default}", "--ledger", ledger, "--json")[1] == []


def test_code_leaves_a_match_out_unless_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = jsonl(tmp_path, json.dumps({"id": "d1", "date": "2024-03-12", "text": SPORT}))
    told = outcome(capsys, "code", file)
    status, out, err = outcome(capsys, "code", file, "--any-subject")
    assert (status, err) == (0, [])
    acts = len(out)
    assert acts > 0
    left = f"{acts} act{'s' * (acts > 1)} in 1 text that told of nothing political left out; --any-subject codes them"
    assert told == (0, [], [f"harmattan: {file}: {left}"])
    assert {json.loads(line)["doc"] for line in out} == {"d1"}


def test_no_ledger_keeps_nothing(page: Path, ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert outcome(capsys, "read", page, "--ledger", ledger, "--no-ledger")[0] == 0
    assert not ledger.exists()


def test_bad_pages_are_told_and_the_rest_goes_on(
    page: Path, tmp_path: Path, ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 40)
    bad = [tmp_path / name for name in ("empty.txt", "binary.txt", "missing.html")]
    status, out, err = outcome(capsys, "read", *bad, page, "--ledger", ledger)
    assert status == 1
    assert out[0] == "Mali expels Danish envoy"
    assert [next(path.name for path in bad if path.name in line) for line in err] == [path.name for path in bad]


def test_articles_read_at_once_stand_apart(page: Path, ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    second = page.with_name("second.txt")
    second.write_text(page.read_text(encoding="utf-8").replace("Mali expels", "Niger expels"), encoding="utf-8")
    (page.parent / "empty.txt").write_bytes(b"")
    _, out, _ = outcome(capsys, "read", page, page.parent / "empty.txt", second, "--ledger", ledger)
    assert out[0] == "Mali expels Danish envoy"
    at = out.index("Niger expels Danish envoy")
    assert (out[at - 1] == "", out[at - 2] != "") == (True, True)


def test_a_list_in_json_is_told_how_json_is_read(
    tmp_path: Path, ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "list.json").write_text('[\n {"text": "Talks."}\n]\n', encoding="utf-8")
    _, _, (told,) = outcome(capsys, "read", tmp_path / "list.json", "--ledger", ledger)
    assert told.endswith("list.json: is JSON, not a page; as JSON lines it is read: one object a line, no list around")


def test_a_folder_that_cannot_be_opened_is_told_and_the_rest_goes_on(
    page: Path, ledger: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    shut = page.parent / "shut"
    shut.mkdir()

    def listed(path: Path) -> list[Path]:
        if path == shut:
            raise PermissionError(13, "Permission denied")
        return [shut, page]

    monkeypatch.setattr(Path, "iterdir", listed)
    status, out, err = outcome(capsys, "read", page.parent, "--ledger", ledger)
    assert (status, out[0]) == (1, "Mali expels Danish envoy")
    assert err == [f"harmattan: {shut}: cannot be read: Permission denied"]


def test_records_of_an_archive_that_are_no_pages_are_told_and_are_no_failure(
    page: Path, ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = "".join(f"<p>{line}</p>" for line in page.read_text(encoding="utf-8").split("\n\n"))
    answers = [f"HTTP/1.1 {status}\r\nContent-Type: text/html\r\n\r\n<html><body>{words}</body></html>".encode()
               for status in ("200 OK", "404 Gone")]  # fmt: skip
    head = "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: {}\r\n\r\n"
    archive = page.parent / "a.warc"
    archive.write_bytes(b"".join(head.format(len(one)).encode() + one + b"\r\n\r\n" for one in answers))
    status, out, err = outcome(capsys, "read", archive, "--ledger", ledger)
    assert (status, bool(out)) == (0, True)
    assert err == [f"harmattan: {archive}: passed over, being no pages: 1 status 404"]


def test_show_an_event_by_the_beginning_of_its_id(page: Path, ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    outcome(capsys, "read", page, "--ledger", ledger)
    _, listed, _ = outcome(capsys, "events", "--ledger", ledger, "--json")
    id_ = json.loads(listed[0])["id"]
    status, out, _ = outcome(capsys, "show", id_[:-4], "--ledger", ledger, "--json")
    assert (status, json.loads(out[0])["id"]) == (0, id_)
    assert outcome(capsys, "show", id_, "--ledger", ledger)[0] == 0


def test_show_an_article(page: Path, ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, read, _ = outcome(capsys, "read", page, "--ledger", ledger, "--json")
    article = json.loads(read[0])["article"]["id"]
    status, out, _ = outcome(capsys, "show", article, "--ledger", ledger, "--json")
    assert (status, json.loads(out[0])["article"]["id"]) == (0, article)


@pytest.mark.parametrize("id_", ["ev-0000", "nothing"])
def test_show_an_unknown_id(id_: str, page: Path, ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    outcome(capsys, "read", page, "--ledger", ledger)
    status, out, err = outcome(capsys, "show", id_, "--ledger", ledger)
    assert (status, out, len(err)) == (2, [], 1)


def test_a_ledger_that_is_not_there_is_told_and_not_made(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (("events",), ("show", "ev-1")):
        status, out, err = outcome(capsys, *arguments, "--ledger", ledger)
        assert (status, out, len(err)) == (2, [], 1)
    assert not ledger.exists()


@pytest.mark.parametrize(
    "command", [("events",), ("export", "csv"), ("log",), ("sql", "select 1"), ("release", "x.zip")]
)
def test_a_ledger_that_the_environment_names_and_is_not_there_is_told_and_not_made(
    command: tuple[str, ...], ledger: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ledger.parent)
    monkeypatch.setenv("HARMATTAN_LEDGER", str(ledger))
    status, out, err = outcome(capsys, *command)
    assert (status, out) == (2, [])
    assert err == [f"harmattan: there is no ledger at {ledger}, which HARMATTAN_LEDGER names"]
    assert list(ledger.parent.iterdir()) == []


def test_the_users_own_ledger_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("HARMATTAN_LEDGER", raising=False)
    monkeypatch.setenv("HARMATTAN_DATA", str(tmp_path))
    assert outcome(capsys, "sql", "select 1 as one", "--json") == (0, ['{"one": 1}'], [])
    assert (tmp_path / "ledger.sqlite").exists()


def test_standard_input_is_a_file_called_minus(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, ledger: Path
) -> None:
    line = json.dumps({"id": "in", "date": None, "text": TEXT}).encode()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(line)))
    status, out, _ = outcome(capsys, "code", "-")
    assert (status, {json.loads(line)["doc"] for line in out}) == (0, {"in"})
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    assert outcome(capsys, "read", "-", "--ledger", ledger)[0] == 0


def test_an_empty_result_is_a_header(page: Path, ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    outcome(capsys, "read", page, "--ledger", ledger)
    status, out, err = outcome(capsys, "events", "--ledger", ledger, "--until", "1950")
    assert (status, err) == (0, [])
    assert len([line for line in out if line.strip("─ ")]) == 1
    assert "recipient" in "".join(out)


def test_doctor_finds_all_well(page: Path, ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    outcome(capsys, "read", page, "--ledger", ledger)
    status, out, _ = outcome(capsys, "doctor", "--ledger", ledger, "--json")
    assert status == 0
    assert {json.loads(line)["part"] for line in out} == {"model", "codebook", "ledger"}
    assert "1 article, " in "".join(out)
    assert "1 run;" in "".join(out)


def test_an_unreadable_ledger_is_one_line(page: Path, ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ledger.write_bytes(b"this is no database" * 100)
    for arguments in (("read", page), ("events",), ("show", "ev-1")):
        status, _, err = outcome(capsys, *arguments, "--ledger", ledger)
        assert (status, len(err)) == (1, 1)
        assert "ledger.sqlite" in err[0]
    assert outcome(capsys, "doctor", "--ledger", ledger)[0] == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("raed", "x"),
        ("read",),
        ("events", "--limit", "many"),
        ("events", "--limit", "0"),
        ("read", "--frobnicate"),
        ("code", "--frobnicate"),
    ],
)
def test_bad_use_is_one_line_and_status_2(arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = outcome(capsys, *arguments)
    assert (status, out, len(err)) == (2, [], 1)


def test_page_text_cannot_steer_the_terminal() -> None:
    assert "\x1b" not in safe("red \x1b[31m alert")
    assert "\u202e" not in safe("\u202egnorts")
    # Joiners steer nothing, and Persian is misspelt without them.
    assert safe("می\u200cشود 👩\u200d🔧") == "می\u200cشود 👩\u200d🔧"
    assert one_line("a\nb\r\tc") == "a b c"


def test_records_are_read_one_by_one_and_bad_ones_told_and_kept(
    tmp_path: Path, ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = (
        json.dumps({"text": TEXT, "title": "Envoy expelled", "date": "2024-03-12"}),
        "{",
        json.dumps({"said": TEXT}),
    )
    file = jsonl(tmp_path, *lines)
    status, out, err = outcome(capsys, "read", file, "--ledger", ledger, "--json")
    assert status == 1
    assert [json.loads(line)["article"]["source"] for line in out] == [f"{file}:1"]
    assert [line.split(": ")[1] for line in err] == [f"{file}:2", f"{file}:3"]
    with open_ledger(ledger) as book:
        assert [refusal.source for refusal in book.refusals()] == [f"{file}:2", f"{file}:3"]
    status, out, err = outcome(capsys, "read", file, "--no-ledger", "--json", "--text-column", "said")
    assert [json.loads(line)["article"]["source"] for line in out] == [f"{file}:3"]
