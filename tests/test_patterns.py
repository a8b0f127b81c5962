"""No pattern of the package takes time that grows faster than the text: pages and queries are anybody's."""

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import patterns

_SECONDS = 120  # of a wall clock on a busy machine; alone it takes some twelve


def test_no_pattern_grows_faster_than_hostile_text() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.patterns"],
        capture_output=True,
        text=True,
        check=True,
        timeout=_SECONDS,
        cwd=Path(__file__).parents[1],
    )
    assert done.stdout == "", "mend it, or say in BOUNDED why it sees short text alone"


@pytest.fixture
def _ended() -> Iterator[None]:
    before = signal.signal(signal.SIGVTALRM, patterns.stop)
    yield
    signal.signal(signal.SIGVTALRM, before)


@pytest.mark.usefixtures("_ended")
@pytest.mark.parametrize(
    ("pattern", "method"),
    [
        (r"\s+and\s+", "finditer"),
        (r"([0-9]*\.?[0-9]+)km", "fullmatch"),
        (r"(?:(?:prime|vice) )*minister", "finditer"),
        (r"(?:a|a-|-)*b", "match"),
    ],
)
def test_a_pattern_that_grows_is_seen(pattern: str, method: str) -> None:
    assert patterns.grows(re.compile(pattern), method)


@pytest.mark.usefixtures("_ended")
def test_one_that_does_not_is_not() -> None:
    assert not patterns.grows(re.compile(r"(?<!\s)\s++and\s+"), "finditer")
    assert not patterns.grows(re.compile(r"\b(?:we|our|us)\b.{0,400}\b(?:you|your)\b"), "finditer")
