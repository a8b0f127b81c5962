from pathlib import Path

import pytest

from harmattan.errors import UsageError
from harmattan.ledger import default_path
from harmattan.settings import Settings, load


def test_nothing_set_gives_the_defaults() -> None:
    settings = load({})
    assert settings == Settings(ledger=settings.data / "ledger.sqlite", data=settings.data)
    assert settings.threads == 1


def test_the_default_ledger_is_the_one_that_the_ledger_opens_by_itself() -> None:
    assert load({}).ledger == default_path()


def test_the_ledger_lies_in_the_data_folder_unless_told_otherwise() -> None:
    assert load({"HARMATTAN_DATA": "/data"}).ledger == Path("/data/ledger.sqlite")
    both = load({"HARMATTAN_DATA": "/data", "HARMATTAN_LEDGER": "/other/l.sqlite"})
    assert (both.data, both.ledger) == (Path("/data"), Path("/other/l.sqlite"))


def test_a_tilde_is_the_home_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/analyst")
    assert load({"HARMATTAN_LEDGER": "~/l.sqlite"}).ledger == Path("/home/analyst/l.sqlite")


def test_limits_are_read_as_whole_numbers() -> None:
    given = {"HARMATTAN_MAX_BYTES": "5000", "HARMATTAN_THREADS": "2"}
    settings = load(given)
    assert (settings.max_bytes, settings.threads) == (5000, 2)


def test_whether_the_ledger_is_named_is_told() -> None:
    told = [load(given).named for given in ({}, {"HARMATTAN_LEDGER": ""}, {"HARMATTAN_LEDGER": "l.sqlite"})]
    assert told == [False, False, True]


def test_an_empty_variable_counts_as_unset() -> None:
    assert load({"HARMATTAN_THREADS": "", "HARMATTAN_LEDGER": ""}) == load({})


def test_the_environment_of_the_process_is_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HARMATTAN_THREADS", "3")
    assert load().threads == 3


@pytest.mark.parametrize("value", ["0", "-1", "1.5", "two", "1_0", "٣", " 1", "9" * 5000, "2000"])
def test_a_bad_number_is_refused_by_name(value: str) -> None:
    with pytest.raises(UsageError, match="HARMATTAN_THREADS must be a whole number from 1 to 1024"):
        load({"HARMATTAN_THREADS": value})


@pytest.mark.parametrize("value", ["a\0b", "~no-such-user/l.sqlite"])
def test_a_bad_path_is_refused_by_name(value: str) -> None:
    with pytest.raises(UsageError, match="HARMATTAN_LEDGER is no path"):
        load({"HARMATTAN_LEDGER": value})
