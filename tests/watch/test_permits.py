"""What is made of an answer to robots.txt."""

from harmattan.errors import RefusedAddress
from harmattan.read.fetch import Answer
from harmattan.watch.manners import DAY, HOUR, Manners
from harmattan.watch.permits import Permits

AT = "http://news.example/robots.txt"
PAGE = "http://news.example/a"


def test_rules_that_lead_to_a_private_address_forbid_all_for_now() -> None:
    permits = Permits(Manners(retries=0))
    assert permits.learn(AT, RefusedAddress("refused"), 1, 0.0)
    permit = permits.of(PAGE, 1.0)
    assert permit is not None
    assert permit.rules is None


def test_a_server_that_is_never_asked_leaves_the_refusal_to_its_pages() -> None:
    permits = Permits(Manners(retries=0))
    assert permits.learn(AT, RefusedAddress("refused"), 0, 0.0)
    permit = permits.of(PAGE, 1.0)
    assert permit is not None
    assert permit.rules is not None


def test_rules_of_servers_long_past_are_let_go() -> None:
    permits = Permits(Manners())
    for number in range(100):
        permits.learn(f"http://s{number}.example/robots.txt", Answer("", 404), 0, 0.0)
    permits.learn(AT, Answer("", 404), 0, DAY + 2 * HOUR)
    assert list(permits.held) == [AT]
