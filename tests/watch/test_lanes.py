"""Lanes of hosts, by a clock that the test turns."""

from harmattan.watch.lanes import Job, Lanes, host


def _job(number: int) -> Job:
    url = f"http://h{number}.example/"
    return Job("s", url, url, "page")


def test_a_lane_without_anything_to_do_or_to_wait_for_is_dropped() -> None:
    lanes = Lanes()
    for number in range(3):
        lanes.put(_job(number))
        assert lanes.take(0.0) is not None
    lanes.release(_job(0).url, 5.0)
    lanes.release(_job(1).url, 50.0)
    assert lanes.take(10.0) is None
    assert lanes.ready(_job(0).url) == 0.0, "dropped"
    assert lanes.ready(_job(1).url) == 50.0, "it has to wait yet"
    lanes.release(_job(2).url, 60.0)  # it was busy


def test_an_address_without_a_usable_port_has_a_lane() -> None:
    assert host("http://x.example:99999/a") == "x.example:99999"
    assert host("https://x.example:443/a") == host("http://x.example/") == "x.example"
