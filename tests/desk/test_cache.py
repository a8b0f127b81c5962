import threading
import time

from harmattan.desk.cache import Cache


def test_a_thing_is_made_once_a_state() -> None:
    state = ["1"]
    now = [0.0]
    made: list[int] = []
    cache = Cache(lambda: state[0], clock=lambda: now[0], fresh=2.0)

    def make() -> int:
        made.append(1)
        return len(made)

    assert [cache.get("a", make), cache.get("a", make)] == [1, 1]
    state[0] = "2"
    assert cache.get("a", make) == 1
    now[0] = 3.0
    assert cache.get("a", make) == 2


def test_of_many_askers_one_makes_and_the_others_wait() -> None:
    cache = Cache(lambda: "1")
    made: list[int] = []

    def make() -> int:
        time.sleep(0.05)
        made.append(1)
        return 7

    found: list[int] = []
    askers = [threading.Thread(target=lambda: found.append(cache.get("k", make))) for _ in range(8)]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()
    assert (found, len(made)) == ([7] * 8, 1)


def test_a_failure_is_not_kept() -> None:
    cache = Cache(lambda: "1")

    def fail() -> int:
        raise ValueError

    for _ in range(2):
        try:
            cache.get("k", fail)
        except ValueError:
            continue
        raise AssertionError
    assert cache.get("k", lambda: 1) == 1
