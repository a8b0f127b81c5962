import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from harmattan.ledger import Ledger, open_ledger


def _server() -> str:
    """Return the address of the server, with a database for each of the processes that the tests run in."""
    shared, worker = os.environ.get("HARMATTAN_TEST_POSTGRESQL", ""), os.environ.get("PYTEST_XDIST_WORKER", "")
    if not shared or not worker:
        return shared
    import psycopg
    from psycopg import sql

    with closing(psycopg.connect(shared, autocommit=True)) as server:
        if not server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [worker]).fetchone():
            server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(worker)))
    return shared.replace("/postgres?", f"/{worker}?")


SERVER = _server()
CLOCK = "2026-02-03T12:00:00Z"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "ledger.sqlite"


@pytest.fixture
def address() -> Iterator[str]:
    """A schema of its own on the server that .ci/postgresql starts."""
    if not SERVER:
        pytest.skip("no server: run the tests by .ci/postgresql")
    import psycopg

    with closing(psycopg.connect(SERVER, autocommit=True)) as server:
        server.execute("DROP SCHEMA IF EXISTS test CASCADE")
        server.execute("CREATE SCHEMA test")
        yield f"{SERVER}&options=-csearch_path%3Dtest"
        server.execute("DROP SCHEMA test CASCADE")


@pytest.fixture(params=["sqlite", "postgresql"])
def ledger(request: pytest.FixtureRequest) -> Iterator[Ledger]:
    """An empty ledger: every test of one is asked of both databases."""
    where = request.getfixturevalue("file" if request.param == "sqlite" else "address")
    with open_ledger(where, clock=lambda: CLOCK) as opened:
        yield opened


@pytest.fixture
def file_ledger(file: Path) -> Iterator[Ledger]:
    """An empty ledger in the file, for tests that look into it."""
    with open_ledger(file, clock=lambda: CLOCK) as opened:
        yield opened
