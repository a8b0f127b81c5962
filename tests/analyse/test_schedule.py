"""What became of days set for elections, deadlines and ends. All invented."""

from harmattan.analyse.schedule import Fixture, fixtures
from harmattan.records import Noted, Scheduled, Span

TODAY = "2026-06-15"
_NO = Span(0, 1)


def told(
    how: str, value: str | None, news: str, *, kind: str = "election", state: str = "KEN", page: str = ""
) -> Noted:
    relation = {"expiry": "until", "deadline": "by"}.get(kind, "on")
    day = Scheduled(kind, how, _NO, _NO, _NO, value, "day" if value else "unknown", relation, state)
    return Noted(f"art-{news}", news, day)


def became(*noted: Noted, today: str = TODAY) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(one.day, one.status, one.evidence) for one in fixtures(noted, today)]


SET = told("set", "2026-03-14", "2026-02-03")


def test_what_is_set_is_ahead_until_its_day_and_then_unknown() -> None:
    assert became(SET, today="2026-03-14") == [("2026-03-14", "ahead", ())]
    assert became(SET) == [("2026-03-14", "unknown", ())]
    assert became(SET, today="2026-02-02") == []


def test_what_is_told_as_held_about_its_day_is_kept() -> None:
    assert became(SET, told("held", "2026-03-14", "2026-03-16")) == [("2026-03-14", "kept", ("art-2026-03-16",))]
    for other in (
        told("held", "2026-04-14", "2026-04-15"),
        told("held", "2026-03-14", "2026-03-16", state="UGA"),
        told("held", "2026-03-14", "2026-03-16", kind="referendum"),
    ):
        assert became(SET, other) == [("2026-03-14", "unknown", ())]


def test_what_is_held_alone_has_no_entry() -> None:
    assert became(told("held", "2026-03-14", "2026-03-16")) == []


def test_put_off_by_its_day_or_as_the_only_thing_to_come() -> None:
    off = told("put off", "2026-03-14", "2026-03-01")
    assert became(SET, off)[0][:2] == ("2026-03-14", "postponed")
    assert became(off) == [("2026-03-14", "postponed", ("art-2026-03-01",))]
    without = told("put off", None, "2026-03-01")
    new = told("set", "2026-05-02", "2026-03-01")
    assert [one[:2] for one in became(SET, without, new)] == [("2026-03-14", "postponed"), ("2026-05-02", "unknown")]
    other = told("set", "2026-04-05", "2026-02-04")
    assert {one[1] for one in became(SET, other, without)} == {"unknown"}


def test_called_off_and_on_again() -> None:
    off = told("called off", "2026-03-14", "2026-03-01")
    assert became(SET, off)[0][1] == "not kept"
    assert became(SET, off, told("set", "2026-03-14", "2026-03-05"))[0][1] == "unknown"


def test_many_pages_and_a_vaguer_day_are_one_entry() -> None:
    month = told("set", "2026-03", "2026-01-03")
    vote = told("set", "2026-03-14", "2026-02-01", kind="vote")
    [one] = fixtures([month, vote, SET], TODAY)
    assert (one.day, one.kind, one.announced) == ("2026-03-14", "election", "2026-02-01")


def test_the_last_day_of_what_ends_is_told() -> None:
    [one] = fixtures([told("set", "2026-06-30", "2026-02-03", kind="expiry")], TODAY)
    assert (one.relation, one.last, isinstance(one, Fixture)) == ("until", "2026-06-30", True)
