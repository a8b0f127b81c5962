"""``harmattan accounts`` as a user runs it. Every person is invented."""

import io
import json
from pathlib import Path

import pytest

from tests.cli.test_cli import outcome

GOOD = "four words of sand"


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HARMATTAN_DATA", str(tmp_path))
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{GOOD}\n"))
    return tmp_path


def typed(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(text))


def listed(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, str]]:
    return [json.loads(line) for line in outcome(capsys, "accounts", *arguments, "--json")[1]]


def test_an_account_is_added_changed_and_shut_out(capsys: pytest.CaptureFixture[str]) -> None:
    assert outcome(capsys, "accounts", "add", "Ann") == (0, [], [])
    assert outcome(capsys, "accounts", "role", "ann", "admin")[0] == 0
    assert outcome(capsys, "accounts", "disable", "ann")[0] == 0
    (one,) = listed(capsys, "list")
    assert (one["name"], one["role"], bool(one["disabled_at"])) == ("Ann", "admin", True)
    assert outcome(capsys, "accounts", "enable", "ann")[0] == 0
    assert listed(capsys, "list")[0]["disabled_at"] is None
    whats = [one["what"] for one in listed(capsys, "log")]
    assert whats == ["enabled account", "disabled account", "made admin", "added account as reader"]


def test_a_key_is_printed_once(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    outcome(capsys, "accounts", "add", "Ann")
    status, (key,), (told,) = outcome(capsys, "accounts", "token", "Ann", "nightly export", "--days", "1")
    assert (status, key.startswith("harmattan_")) == (0, True)
    (one,) = listed(capsys, "tokens")
    assert one["id"] in told
    assert key not in json.dumps(one)
    typed(monkeypatch, "another four words\n")
    assert "1 tokens of Ann still stand" in outcome(capsys, "accounts", "password", "Ann")[2][0]
    assert outcome(capsys, "accounts", "withdraw", one["id"])[0] == 0
    assert listed(capsys, "tokens", "Ann")[0]["withdrawn_at"]


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("add", "Ann", "--role", "owner"), "a role is one of reader, reviewer, admin"),
        (("add", "a\x1b[31mb"), "a name has"),
        (("disable", "nobody"), "there is no account 'nobody'"),
        (("token", "nobody", "x"), "there is no account 'nobody'"),
        (("withdraw", "tok-1"), "no token 'tok-1' stands"),
        (("log", "--limit", "-1"), "limit is below 0"),
    ],
)
def test_bad_use_is_one_clear_line(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], problem: str
) -> None:
    status, out, (line,) = outcome(capsys, "accounts", *arguments)
    assert (status, out) == (2, [])
    assert problem in line
    assert "\x1b" not in line


def test_a_password_is_never_an_argument(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    assert outcome(capsys, "accounts", "add", "Ann", "--password", GOOD)[0] == 2
    typed(monkeypatch, "short\n")
    assert "a password has 12" in outcome(capsys, "accounts", "add", "Ann")[2][0]
    assert listed(capsys, "list") == []
