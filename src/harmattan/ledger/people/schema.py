"""The tables of the desk's file, and the steps that lead to them.

accounts  who may come in, with the hash of a password     sessions  who is in now: only the hash of the secret is kept
tokens    keys for programs: the hash, a scope, an end     audit     who did what, when and from where; append-only
watches   saved queries, whose they are, who is told of what is new, and what they were told of already

To keep more in this file, add a Table to metadata and a step at the end of STEPS. A step is frozen once released; its
number is SQLite's user_version. The check that the steps lead to the tables is a test.
"""

from typing import Final

from sqlalchemy import Column, ForeignKey, Index, Integer, MetaData, Table

from harmattan.ledger.columns import Words

metadata = MetaData()


def _text(name: str, *, null: bool = False) -> Column[str]:
    return Column(name, Words, nullable=null)


accounts = Table(
    "accounts", metadata, Column("number", Integer, primary_key=True), _text("name"),
    Column("folded", Words, nullable=False, unique=True),  # two names that look alike to readers are one
    _text("role"), _text("password"), _text("made_at"), _text("disabled_at", null=True),
)  # fmt: skip
sessions = Table(
    "sessions", metadata, Column("hash", Words, primary_key=True),
    Column("account", ForeignKey("accounts.number"), nullable=False), _text("made_at"), _text("seen_at"),
    _text("origin"), Index("sessions_account", "account"),
)  # fmt: skip
tokens = Table(
    "tokens", metadata, Column("number", Integer, primary_key=True), Column("id", Words, nullable=False, unique=True),
    Column("account", ForeignKey("accounts.number"), nullable=False), _text("label"), _text("scope"),
    Column("hash", Words, nullable=False, unique=True), _text("made_at"), _text("ends_at"),
    _text("used_at", null=True), _text("withdrawn_at", null=True), Index("tokens_account", "account"),
)  # fmt: skip
audit = Table(
    "audit", metadata, Column("number", Integer, primary_key=True), _text("at"), _text("who"), _text("what"),
    _text("about"), _text("origin"),
)  # fmt: skip
watches = Table(
    "watches", metadata, Column("number", Integer, primary_key=True), Column("id", Words, nullable=False, unique=True),
    # A name and no account: on a desk of this machine only, nobody has one.
    _text("owner"), _text("name"), _text("line"), Column("place", Integer, nullable=False), _text("made_at"),
    _text("seen_at"), _text("hook"), _text("secret"), _text("mail"), _text("hooked_at"), _text("mailed_at"),
    Index("watches_owner", "owner", "place"),
)  # fmt: skip

STEPS: Final[tuple[tuple[str, ...], ...]] = (
    (
        "CREATE TABLE accounts (number INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL, folded TEXT NOT NULL UNIQUE, "
        "role TEXT NOT NULL, password TEXT NOT NULL, made_at TEXT NOT NULL, disabled_at TEXT)",
        "CREATE TABLE sessions (hash TEXT NOT NULL PRIMARY KEY, account INTEGER NOT NULL REFERENCES accounts (number), "
        "made_at TEXT NOT NULL, seen_at TEXT NOT NULL, origin TEXT NOT NULL)",
        "CREATE INDEX sessions_account ON sessions (account)",
        "CREATE TABLE tokens (number INTEGER NOT NULL PRIMARY KEY, id TEXT NOT NULL UNIQUE, "
        "account INTEGER NOT NULL REFERENCES accounts (number), label TEXT NOT NULL, scope TEXT NOT NULL, "
        "hash TEXT NOT NULL UNIQUE, made_at TEXT NOT NULL, ends_at TEXT NOT NULL, used_at TEXT, withdrawn_at TEXT)",
        "CREATE INDEX tokens_account ON tokens (account)",
        "CREATE TABLE audit (number INTEGER NOT NULL PRIMARY KEY, at TEXT NOT NULL, who TEXT NOT NULL, "
        "what TEXT NOT NULL, about TEXT NOT NULL, origin TEXT NOT NULL)",
        "CREATE TRIGGER audit_never_update BEFORE UPDATE ON audit "
        "BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END",
        "CREATE TRIGGER audit_never_delete BEFORE DELETE ON audit "
        "BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END",
    ),
    (
        "CREATE TABLE watches (number INTEGER NOT NULL PRIMARY KEY, id TEXT NOT NULL UNIQUE, owner TEXT NOT NULL, "
        "name TEXT NOT NULL, line TEXT NOT NULL, place INTEGER NOT NULL, made_at TEXT NOT NULL, seen_at TEXT NOT NULL, "
        "hook TEXT NOT NULL, secret TEXT NOT NULL, mail TEXT NOT NULL, hooked_at TEXT NOT NULL, "
        "mailed_at TEXT NOT NULL)",
        "CREATE INDEX watches_owner ON watches (owner, place)",
    ),
)
