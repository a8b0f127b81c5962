"""Results made beside the pages: fresh, older while a new one is made, and errors."""

import threading
import time

import pytest

from harmattan.desk.later import Later


class World:
    """A ledger whose state and a clock whose time are set by hand."""

    def __init__(self) -> None:
        self.state = "a"
        self.now = 0.0
        self.later = Later(lambda: self.state, clock=lambda: self.now)


@pytest.fixture
def world() -> World:
    return World()


def test_a_result_is_made_once_for_one_state(world: World) -> None:
    made: list[int] = []
    for _ in range(3):
        found = world.later.get("key", lambda: made.append(1) or len(made))  # type: ignore[func-returns-value]
        assert found is not None
        assert (found.value, found.fresh) == (1, True)


def test_an_older_result_stands_while_a_new_one_is_made(world: World) -> None:
    def slow_at_first() -> str:
        world.now += 1
        return "old"

    assert world.later.get("key", slow_at_first)
    world.state, world.now = "b", 30.0
    going = threading.Event()

    def slow() -> str:
        going.wait(5)
        return "new"

    found = world.later.get("key", slow, again=0.01)
    assert found is not None
    assert (found.value, found.fresh) == ("old", False)
    going.set()
    found = world.later.get("key", slow, again=5)
    assert found is not None
    assert (found.value, found.fresh) == ("new", True)


def test_a_result_of_more_than_five_minutes_ago_is_not_shown(world: World) -> None:
    def slow_at_first() -> str:
        world.now += 1
        return "old"

    def slow() -> str:
        time.sleep(0.2)
        return "new"

    assert world.later.get("key", slow_at_first)
    world.state, world.now = "b", 301.5
    found = world.later.get("key", slow)
    assert found is not None
    assert (found.value, found.fresh) == ("new", True)
    # Whoever says how long is told that there is nothing yet.
    world.state, world.now = "c", 602.5
    assert world.later.get("key", slow, first=0.01) is None


def test_a_result_that_still_is_that_of_the_ledger_is_never_too_old(world: World) -> None:
    assert world.later.get("key", lambda: "old")
    world.now = 1e6
    found = world.later.get("key", lambda: "new")
    assert found is not None
    assert (found.value, found.fresh) == ("old", True)


def test_what_is_not_made_in_time_is_none(world: World) -> None:
    going = threading.Event()
    assert world.later.get("key", lambda: going.wait(5), first=0.01) is None
    going.set()
    found = world.later.get("key", lambda: False)
    assert found is not None
    assert found.value is True


def test_a_young_result_is_not_made_anew(world: World) -> None:
    world.later.get("key", lambda: 1)
    world.state, world.now = "b", 5.0
    young = world.later.get("key", lambda: 2, every=10)
    assert young is not None
    assert (young.value, young.fresh) == (1, False)
    world.now = 11.0
    found = world.later.get("key", lambda: 2, every=10, again=5)
    assert found is not None
    assert found.value == 2


def test_an_error_reaches_whoever_waits_and_the_next_tries_again(world: World) -> None:
    def fails() -> int:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        world.later.get("key", fails)
    found = world.later.get("key", lambda: 3)
    assert found is not None
    assert found.value == 3


def test_what_took_long_stands_for_longer(world: World) -> None:
    def takes_two_seconds() -> float:
        world.now += 2
        return world.now

    world.later.get("key", takes_two_seconds)
    world.state, world.now = "b", 41.0
    found = world.later.get("key", takes_two_seconds, again=5)
    assert found is not None
    assert (found.value, found.fresh) == (2.0, False)
    world.now = 42.0
    found = world.later.get("key", takes_two_seconds, again=5)
    assert found is not None
    assert (found.value, found.fresh) == (44.0, True)


def test_what_is_quick_is_never_old(world: World) -> None:
    world.later.get("key", lambda: 1)
    world.state = "b"
    found = world.later.get("key", lambda: 2, again=0)
    assert found is not None
    assert (found.value, found.fresh) == (2, True)


def test_what_is_made_beside_the_pages_may_ask_for_more(world: World) -> None:
    """Also for what itself waits to be made: nobody waits for ever."""
    for key in ("inner", "outer"):
        world.later.get(key, lambda: 1, first=5)
    world.later._kept.clear()
    hold = threading.Event()
    assert world.later.get("first", lambda: hold.wait(5), first=0) is None
    assert world.later.get("second", lambda: hold.wait(5), first=0) is None
    assert world.later.get("outer", lambda: world.later.get("inner", lambda: 2), first=0) is None
    assert world.later.get("inner", lambda: 2, first=0) is None
    hold.set()
    found = world.later.get("outer", lambda: None, first=5)
    assert found is not None
    assert found.value is not None
    assert found.value.value == 2


def test_no_more_wait_than_may(world: World) -> None:
    hold = threading.Event()
    for number in range(100):
        assert world.later.get(number, lambda: hold.wait(5), first=0) is None
    assert threading.active_count() < 60
    hold.set()


def test_what_failed_beside_the_pages_is_told_once_and_tried_again(world: World) -> None:
    def fails() -> int:
        time.sleep(0.05)
        raise ValueError("no")

    assert world.later.get("key", fails, first=0) is None
    time.sleep(0.3)
    with pytest.raises(ValueError, match="no"):
        world.later.get("key", lambda: 3, first=5)
    found = world.later.get("key", lambda: 3, first=5)
    assert found is not None
    assert found.value == 3


def test_work_begun_before_the_ledger_grew_is_not_called_fresh(world: World) -> None:
    hold = threading.Event()
    assert world.later.get("key", lambda: hold.wait(5), first=0) is None
    world.state = "b"
    hold.set()
    found = world.later.get("key", lambda: False, first=5)
    assert found is not None
    assert found.fresh is False
