"""The desk's own file: accounts, sessions, tokens and the log. Every person is invented."""

import sqlite3
import stat
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, inspect

from harmattan.errors import LedgerError, UsageError
from harmattan.ledger.people import schema, secrets, store
from harmattan.ledger.people.records import By
from harmattan.ledger.people.secrets import Cost
from harmattan.ledger.people.store import People, open_people
from tests.desk.visiting import Clock

CHEAP = Cost(2**4, 8, 1)
BY = By("root", "terminal")
GOOD = "four words of sand"


def chance() -> Callable[[int], bytes]:
    """Bytes that differ at every call and are the same in every run."""
    numbers = count(1)
    return lambda size: next(numbers).to_bytes(size, "big")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def people(tmp_path: Path, clock: Clock) -> Iterator[People]:
    with open_people(tmp_path / "desk.sqlite", clock, chance(), CHEAP) as opened:
        opened.add("Ann Oyelaran", "admin", GOOD, BY)
        yield opened


def signed_in(people: People, name: str = "Ann Oyelaran") -> str:
    secret = people.sign_in(name, GOOD, "192.0.2.7")
    assert secret
    return secret


def test_the_steps_lead_to_the_tables(people: People) -> None:
    fresh = create_engine("sqlite://")
    schema.metadata.create_all(fresh)
    for table in schema.metadata.tables:
        made, meant = inspect(people.file.engine), inspect(fresh)
        assert [(one["name"], one["nullable"]) for one in made.get_columns(table)] == [
            (one["name"], one["nullable"]) for one in meant.get_columns(table)
        ]
        assert made.get_indexes(table) == meant.get_indexes(table)
        assert made.get_foreign_keys(table) == meant.get_foreign_keys(table)
    fresh.dispose()


def test_the_file_is_its_owners_alone_and_keeps_no_secret(people: People) -> None:
    session = signed_in(people)
    _, key = people.make_token("ann oyelaran", "export", "read", 1, BY)
    assert stat.S_IMODE(people.file.path.stat().st_mode) == 0o600
    held = people.file.path.read_bytes()
    for secret in (GOOD, session, key, key.partition("_")[2]):
        assert secret.encode() not in held


def test_a_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    other = tmp_path / "desk.sqlite"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE birds (name TEXT)")
    connection.close()
    before = other.read_bytes()
    with pytest.raises(LedgerError, match="another program"):
        open_people(other)
    assert other.read_bytes() == before


def test_a_file_of_a_newer_harmattan_is_left_alone(people: People) -> None:
    with people.file.writing() as connection:
        connection.exec_driver_sql(f"PRAGMA user_version = {len(schema.STEPS) + 1}")
    with pytest.raises(LedgerError, match="newer Harmattan"):
        open_people(people.file.path)


def test_names_that_read_alike_are_one(people: People) -> None:
    with pytest.raises(UsageError, match="already"):
        people.add("ANN OYELARAN", "reader", GOOD, BY)
    assert people.sign_in("ann oyelaran", GOOD, "192.0.2.7")


@pytest.mark.parametrize("name", ["", " ann", "ann ", "a  b", "a\nb", "a\u202eb", "x" * 65])
def test_a_name_that_cannot_be_read_back_is_refused(people: People, name: str) -> None:
    with pytest.raises(UsageError, match="a name has"):
        people.add(name, "reader", GOOD, BY)


@pytest.mark.parametrize("password", ["", "eleven char", "x" * 1_001, "Bo of the long name"])
def test_a_weak_password_is_refused(people: People, password: str) -> None:
    with pytest.raises(UsageError, match="a password"):
        people.add("bo of the long name", "reader", password, BY)


def test_only_the_right_password_of_an_open_account_lets_in(people: People) -> None:
    assert people.sign_in("Ann Oyelaran", GOOD + " ", "192.0.2.7") is None
    assert people.sign_in("nobody", GOOD, "192.0.2.7") is None
    assert people.visitor(signed_in(people)) == people.accounts()[0]
    people.disable("Ann Oyelaran", BY)
    assert people.sign_in("Ann Oyelaran", GOOD, "192.0.2.7") is None
    assert not people.anybody()


@pytest.mark.parametrize("name", ["Ann Oyelaran", "nobody"])
def test_every_try_costs_one_hash(people: People, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    asked: list[int] = []

    def counted(password: str, stored: str) -> bool:
        asked.append(len(stored))
        return secrets.fits(password, stored)

    monkeypatch.setattr(store, "fits", counted)
    assert people.sign_in(name, "wrong password", "192.0.2.7") is None
    assert asked == [len(secrets.decoy(CHEAP))]


def test_a_disabled_account_is_out_at_once_and_comes_back(people: People) -> None:
    session = signed_in(people)
    _, key = people.make_token("Ann Oyelaran", "export", "admin", 1, BY)
    people.disable("Ann Oyelaran", BY)
    assert (people.visitor(session), people.bearer(key)) == (None, None)
    people.enable("Ann Oyelaran", BY)
    assert people.visitor(session) is None
    assert people.bearer(key) is not None


def test_a_session_ends_when_idle_for_twelve_hours(people: People, clock: Clock) -> None:
    session = signed_in(people)
    clock.on(hours=11, minutes=59)
    assert people.visitor(session)
    clock.on(hours=11, minutes=59)
    assert people.visitor(session)
    clock.on(hours=12)
    assert people.visitor(session) is None


def test_a_session_ends_after_seven_days_however_busy(people: People, clock: Clock) -> None:
    session = signed_in(people)
    for _ in range(2 * 7 - 1):
        clock.on(hours=11, minutes=59)
        assert people.visitor(session)
    clock.on(hours=12 + 14 / 60 - 1)
    assert people.visitor(session)
    clock.on(minutes=60)
    assert people.visitor(session) is None


def test_a_new_password_ends_the_other_sessions(people: People) -> None:
    kept, other = signed_in(people), signed_in(people)
    people.set_password("Ann Oyelaran", "another four words", By("Ann Oyelaran", "192.0.2.7"), kept)
    assert people.visitor(kept)
    assert people.visitor(other) is None
    assert people.sign_in("Ann Oyelaran", GOOD, "192.0.2.7") is None


def test_a_password_changed_while_the_old_one_is_compared_opens_nothing(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    def meanwhile(password: str, stored: str) -> bool:
        right = secrets.fits(password, stored)
        people.set_password("Ann Oyelaran", "another four words", BY)
        return right

    with monkeypatch.context() as patched:
        patched.setattr(store, "fits", meanwhile)
        assert people.sign_in("Ann Oyelaran", GOOD, "192.0.2.7") is None
    assert people.log()[0].what == "login refused"
    assert people.sign_in("Ann Oyelaran", "another four words", "192.0.2.7")


def test_a_password_changed_on_the_strength_of_an_old_one_does_not_undo_another_change(people: People) -> None:
    known = people.knows("Ann Oyelaran", GOOD)
    assert known
    people.set_password("Ann Oyelaran", "another four words", BY)
    with pytest.raises(UsageError, match="changed meanwhile"):
        people.set_password("Ann Oyelaran", "words of a thief", BY, known=known)
    assert people.knows("Ann Oyelaran", "another four words")
    known = people.knows("Ann Oyelaran", "another four words")
    people.disable("Ann Oyelaran", BY)
    with pytest.raises(UsageError, match="changed meanwhile"):
        people.set_password("Ann Oyelaran", "words of a thief", BY, known=known or "")


def test_a_hash_made_again_does_not_bring_an_old_password_back(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    def meanwhile(password: str, cost: Cost, random: Callable[[int], bytes]) -> str:
        monkeypatch.undo()
        people.set_password("Ann Oyelaran", "another four words", BY)
        return secrets.hashed(password, cost, random)

    with open_people(people.file.path, cost=Cost(2**5, 8, 1)) as dearer:
        monkeypatch.setattr(store, "hashed", meanwhile)
        dearer.sign_in("Ann Oyelaran", GOOD, "192.0.2.7")
    assert not people.knows("Ann Oyelaran", GOOD)
    assert people.knows("Ann Oyelaran", "another four words")


def test_a_hash_of_another_cost_is_made_again_at_login(people: People) -> None:
    with open_people(people.file.path, cost=Cost(2**5, 8, 1)) as dearer:
        signed_in(dearer)
    with people.file.reading() as connection:
        (kept,) = connection.exec_driver_sql("SELECT password FROM accounts").scalars()
    assert kept.startswith("scrypt$32$8$1$")
    assert people.knows("Ann Oyelaran", GOOD)


def test_a_token_opens_until_its_end_or_withdrawal(people: People, clock: Clock) -> None:
    made, key = people.make_token("Ann Oyelaran", "nightly export", "read", 2, BY)
    found = people.bearer(key)
    assert found
    assert (found[0].name, found[1].scope, found[1].used_at) == ("Ann Oyelaran", "read", None)
    assert people.tokens("Ann Oyelaran")[0].used_at == "2026-02-03T09:30:00Z"
    assert people.bearer(key[:-1]) is None
    clock.on(days=2)
    assert people.bearer(key) is None
    clock.on(days=-1)
    people.withdraw_token(made.id, "Ann Oyelaran", BY)
    assert people.bearer(key) is None


def test_nobody_withdraws_the_token_of_another(people: People) -> None:
    people.add("Bo", "reader", GOOD, BY)
    made, key = people.make_token("Ann Oyelaran", "export", "read", 2, BY)
    with pytest.raises(UsageError, match="no token"):
        people.withdraw_token(made.id, "Bo", By("Bo", "192.0.2.8"))
    assert people.bearer(key)


@pytest.mark.parametrize(
    ("scope", "days", "label"),
    [("admin", 1, "x"), ("read", 0, "x"), ("read", 367, "x"), ("read", 1, ""), ("all", 1, "x")],
)
def test_a_token_is_no_more_than_its_owner_may_do(people: People, scope: str, days: int, label: str) -> None:
    people.add("Bo", "reviewer", GOOD, BY)
    with pytest.raises(UsageError):
        people.make_token("Bo", label, scope, days, BY)


def test_the_log_tells_who_what_and_from_where_but_no_unknown_name(people: People) -> None:
    people.sign_in("hunter2, my password", "x", "192.0.2.9")
    people.sign_in("Ann Oyelaran", "x", "192.0.2.9")
    session = signed_in(people)
    people.sign_out(session, By("Ann Oyelaran", "192.0.2.7"))
    assert people.visitor(session) is None
    assert [(one.who, one.what, one.about, one.origin) for one in people.log()] == [
        ("Ann Oyelaran", "logout", "", "192.0.2.7"),
        ("Ann Oyelaran", "login", "", "192.0.2.7"),
        ("Ann Oyelaran", "login refused", "", "192.0.2.9"),
        ("", "login refused", "unknown name", "192.0.2.9"),
        ("root", "added account as admin", "Ann Oyelaran", "terminal"),
    ]
    assert [one.number for one in people.log(2, before=4)] == [3, 2]


@pytest.mark.parametrize("act", ["DELETE FROM audit", "UPDATE audit SET who = 'nobody'"])
def test_the_log_cannot_be_changed(people: People, act: str) -> None:
    with pytest.raises(LedgerError, match="append-only"), people.file.writing() as connection:
        connection.exec_driver_sql(act)


def test_a_role_changes_for_the_next_page(people: People) -> None:
    session = signed_in(people)
    people.set_role("Ann Oyelaran", "reader", BY)
    visitor = people.visitor(session)
    assert visitor
    assert visitor.role == "reader"
    with pytest.raises(UsageError, match="a role is one of"):
        people.set_role("Ann Oyelaran", "owner", BY)


def test_a_damaged_hash_is_an_error_not_a_login(people: People) -> None:
    with people.file.writing() as connection:
        connection.exec_driver_sql("UPDATE accounts SET password = 'plain'")
    with pytest.raises(LedgerError, match="damaged"):
        people.sign_in("Ann Oyelaran", "plain", "192.0.2.7")


@settings(max_examples=50)
@given(st.text(max_size=40), st.text(max_size=40))
def test_a_hash_fits_its_password_alone(one: str, other: str) -> None:
    kept = secrets.hashed(one, CHEAP, lambda size: bytes(size))
    assert secrets.fits(one, kept)
    same = secrets.hashed(other, CHEAP, lambda size: bytes(size)) == kept
    assert secrets.fits(other, kept) == same
    assert not secrets.fits(one, secrets.decoy(CHEAP))
