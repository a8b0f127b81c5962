from dataclasses import replace

import pytest

from harmattan.errors import UsageError
from harmattan.ledger import Ledger
from harmattan.records import Annotations, Coded, Event, Party
from tests.ledger.build import RUN, article, event, page, span


def _add(
    ledger: Ledger, number: int, *, published: str | None = None, time: str | None = None, **changes: str
) -> Event:
    read = article(number, published=published)
    told = replace(event(read, time=time), **changes)  # type: ignore[arg-type]
    ledger.add(Coded(read, Annotations(read.id, events=(told,))), RUN)
    return told


def test_events_come_newest_act_first_and_undated_ones_last(ledger: Ledger) -> None:
    undated = _add(ledger, 1)
    old = _add(ledger, 2, time="2020-05-01")
    published = _add(ledger, 3, published="2024-01-05T10:00:00Z")
    vague = _add(ledger, 4, time="2020-05")
    assert ledger.events() == [published, vague, old, undated]


def test_among_acts_of_one_day_the_last_written_comes_first(ledger: Ledger) -> None:
    given = [_add(ledger, number, time="2024-01-05") for number in range(3)]
    assert ledger.events() == given[::-1]


@pytest.mark.parametrize("dated", [0, 3, 7])
def test_pages_of_a_list_meet_without_gap_or_overlap(ledger: Ledger, dated: int) -> None:
    for number in range(7):
        _add(ledger, number, time=f"2024-01-0{1 + number // 2}" if number < dated else None)
    whole = ledger.events()
    first = ledger.events(limit=3)
    second = ledger.events(limit=3, after=first[-1].id)
    third = ledger.events(limit=3, after=second[-1].id)
    assert first + second + third == whole
    assert len(third) == 1
    assert ledger.events(after=third[-1].id) == []


def test_limit_zero_lists_nothing_and_a_negative_one_is_refused(ledger: Ledger) -> None:
    _add(ledger, 1)
    assert ledger.events(limit=0) == []
    with pytest.raises(UsageError, match="below 0"):
        ledger.events(limit=-1)


def test_after_must_name_an_event(ledger: Ledger) -> None:
    with pytest.raises(UsageError, match="no event 'evt-0'"):
        ledger.events(after="evt-0")


def test_type_and_article_are_exact(ledger: Ledger) -> None:
    visit, fight = _add(ledger, 1), _add(ledger, 2, type="ASSAULT")
    assert ledger.events(type="ASSAULT") == [fight]
    assert ledger.events(type="assault") == []
    assert ledger.events(article=visit.article) == [visit]


def test_countries_are_those_of_the_side_asked_for(ledger: Ledger) -> None:
    told = _add(ledger, 1)
    assert ledger.events(actor_country="NOR") == ledger.events(recipient_country="MLI") == [told]
    assert ledger.events(actor_country="MLI") == []
    assert ledger.events(actor_country="NOR", recipient_country="MLI") == [told]


def test_a_second_recipient_counts_too_and_the_event_comes_once(ledger: Ledger) -> None:
    read = article(1)
    both = (Party(span("Bamako"), country="MLI"), Party(None, country="MLI"), Party(None, country="NER"))
    told = replace(event(read), recipients=both)
    ledger.add(Coded(read, Annotations(read.id, events=(told,))), RUN)
    assert ledger.events(recipient_country="NER") == ledger.events(recipient_country="MLI") == [told]


def test_since_is_included_and_until_is_not(ledger: Ledger) -> None:
    told = _add(ledger, 1, time="2024-03-12")
    for since, until in (("2024-03-12", None), ("2024-03", "2024-04"), (None, "2024-03-13"), ("2024", "2025")):
        assert ledger.events(since=since, until=until) == [told]
    for since, until in (("2024-03-13", None), (None, "2024-03-12"), ("2025", None), ("2024-W12", None)):
        assert ledger.events(since=since, until=until) == []


def test_a_vague_date_meets_every_day_it_can_mean(ledger: Ledger) -> None:
    told = _add(ledger, 1, time="2024-03")
    assert ledger.events(since="2024-03-31") == ledger.events(until="2024-03-02") == [told]
    assert ledger.events(since="2024-04") == ledger.events(until="2024-03") == []


@pytest.mark.parametrize("value", ["yesterday", "", "2024-13", "'; DROP TABLE events; --"])
def test_a_date_that_is_none_is_refused(ledger: Ledger, value: str) -> None:
    with pytest.raises(UsageError, match="since: "):
        ledger.events(since=value)


@pytest.mark.parametrize("text", ["flew", "FLEW TO", "norland  flew", "Bamako on Monday."])
def test_text_is_found_in_evidence_whatever_its_case(ledger: Ledger, text: str) -> None:
    told = _add(ledger, 1)
    assert ledger.events(text=text) == [told]


@pytest.mark.parametrize("text", ["nothing", "%", "_", "\\", "flew%Bamako", "' OR 1=1 --", "\0", "\ud800", "Élysée"])
def test_text_is_taken_literally_and_only_evidence_is_searched(ledger: Ledger, text: str) -> None:
    _add(ledger, 1)
    assert ledger.events(text=text) == []


def test_case_is_folded_beyond_ascii(ledger: Ledger) -> None:
    read = article(1)
    told = replace(event(read), evidence=(span("Officials at the Élysée said nothing."),))
    ledger.add(Coded(read, Annotations(read.id, events=(told,))), RUN)
    assert ledger.events(text="ÉLYSÉE") == [told]


def test_a_text_too_long_to_look_for_is_refused(ledger: Ledger) -> None:
    with pytest.raises(UsageError, match="longer than"):
        ledger.events(text="x" * 60_000)


def test_more_events_than_one_statement_takes_come_back(ledger: Ledger) -> None:
    ledger.add(page(1, events=2100), RUN)
    found = ledger.events(limit=5000)
    assert len({told.id for told in found}) == 2100
    assert all(told.actors and told.evidence for told in found)
