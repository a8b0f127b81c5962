"""The page on watching says what the commands do."""

import inspect
import re
from pathlib import Path

import pytest

from harmattan.cli.main import run
from harmattan.cli.watch import watch
from harmattan.ledger.copies import COPY, KEPT
from harmattan.ledger.sources import NEW_DAYS
from harmattan.ledger.watching import Fetch, Outcome
from harmattan.read import feeds, sitemaps
from harmattan.read.fetch import Terms
from harmattan.watch import watcher
from harmattan.watch.manners import HOUR, Manners

PAGE = (Path(__file__).parents[1] / "docs" / "watching.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"(?m)^    harmattan (.+)$", PAGE)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_taken(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    verb, *words = command.split()
    assert run([verb, "--help"]) == 0
    told = capsys.readouterr().out
    assert all(word in told for word in words if word.startswith("--"))


def test_every_option_is_explained_and_every_default_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    rows = dict(re.findall(r"(?m)^\| `(--[\w-]+)` \| .* \| ?(.*?) ?\|$", PAGE))
    run(["watch", "--help"])
    shown = set(re.findall(r"--[a-z-]+", capsys.readouterr().out)) - {"--ledger", "--help", "--version"}
    assert set(rows) == {option for option in shown if not option.startswith(("--no-", "--empty-"))}
    signature = inspect.signature(watch).parameters
    for name in ("every", "delay", "most"):
        assert rows[f"--{name}"] == str(signature[name].default)


def test_every_key_and_outcome_of_a_line_is_told() -> None:
    told = PAGE.split("With `--json`", 1)[1].split("## Manners", 1)[0]
    named = re.findall(r"`(\w+)`", told)
    assert named[: len(Fetch.__dataclass_fields__)] == [
        "source", "address", "kind", "outcome", "reason", "status", "url", "etag", "modified", "article", "items",
        "fresh", "failures", "next_try", "find", "at",
    ]  # fmt: skip
    assert set(named) - {"once"} == set(Fetch.__dataclass_fields__) | {str(one) for one in Outcome}


def test_numbers_are_those_of_the_code() -> None:
    manners = Manners()
    assert (manners.retries, manners.backoff, manners.patience, manners.hosts) == (3, 4.0, 300.0, 8)
    assert (manners.quarantine, manners.revisit, manners.robots) == (HOUR, 6 * HOUR, 24 * HOUR)
    assert f"{sitemaps.MOST:,} entries of a sitemap, {feeds.MOST:,} items of a feed" in PAGE
    assert f"{watcher._MOST_LISTS} sitemaps of an index" in PAGE
    assert watcher._DOWN == 5
    assert f"{Terms(1).seconds:g} seconds in all" in PAGE
    assert f"{KEPT} orders" in PAGE
    assert f"from {COPY:g} on".replace("0.", ".") in PAGE
    assert NEW_DAYS == 28
