"""What robots.txt allows."""

import time

import pytest

from harmattan.read.robots import address, rules


def test_our_own_rules_go_before_those_for_all() -> None:
    found = rules(b"User-agent: *\nDisallow: /\n\nUser-agent: Harmattan\nDisallow: /private\nCrawl-delay: 3\n")
    assert found.allows("http://news.example/a")
    assert not found.allows("http://news.example/private/a")
    assert found.delay == 3.0


def test_a_request_rate_is_a_delay_too() -> None:
    assert rules(b"User-agent: *\nRequest-rate: 1/10\nCrawl-delay: 2\n").delay == 10.0


@pytest.mark.parametrize(
    "asked",
    [
        "Crawl-delay: 1e300",
        "Crawl-delay: inf",
        "Request-rate: 1/99999999999999d",
        f"Request-rate: 1/{10**400}",
        f"Request-rate: {10**400}/1",
        f"Request-rate: 1/1{'0' * 5000}",
        f"Crawl-delay: 1{'0' * 5000}",
    ],
)
def test_no_delay_is_longer_than_thirty_days(asked: str) -> None:
    found = rules(f"User-agent: *\n{asked}\nDisallow: /x\n".encode()).delay
    assert found is None or 0 <= found <= 30 * 86400.0


def test_nonsense_forbids_nothing() -> None:
    assert rules(b"\xff\x00<html>nothing</html>").allows("http://news.example/a")


def test_rules_of_many_stars_take_no_time() -> None:
    hostile = rules(b"User-agent: *\nDisallow: /" + b"*a" * 200 + b"$\n")
    begun = time.perf_counter()
    hostile.allows("http://news.example/" + "a" * 2000)
    assert time.perf_counter() - begun < 1


def test_rules_stand_at_the_root_of_each_server() -> None:
    assert address("https://news.example:8443/a/b?c#d") == "https://news.example:8443/robots.txt"
