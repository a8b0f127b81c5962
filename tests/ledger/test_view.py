from dataclasses import replace

import pytest

from harmattan.errors import UsageError
from harmattan.ledger import Ledger
from harmattan.ledger.query import parse
from harmattan.ledger.query.tokens import quoted
from harmattan.records import Annotations, Coded, Event, Party, Run
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


def _found(ledger: Ledger, line: str) -> list[Event]:
    return ledger.events(parse(line))


def test_type_and_article_are_exact(ledger: Ledger) -> None:
    visit, fight = _add(ledger, 1), _add(ledger, 2, type="ASSAULT")
    assert _found(ledger, "act:ASSAULT") == [fight]
    assert _found(ledger, f"article:{visit.article}") == _found(ledger, f"-article:{fight.article}") == [visit]


def test_countries_are_those_of_the_side_asked_for(ledger: Ledger) -> None:
    told = _add(ledger, 1)
    assert _found(ledger, "actor:NOR") == _found(ledger, "recipient:MLI") == [told]
    assert _found(ledger, "actor:MLI") == []
    assert _found(ledger, "actor:NOR recipient:MLI") == [told]


def test_a_second_recipient_counts_too_and_the_event_comes_once(ledger: Ledger) -> None:
    read = article(1)
    both = (Party(span("Bamako"), country="MLI"), Party(None, country="MLI"), Party(None, country="NER"))
    told = replace(event(read), recipients=both)
    ledger.add(Coded(read, Annotations(read.id, events=(told,))), RUN)
    assert _found(ledger, "recipient:NER") == _found(ledger, "recipient:MLI") == [told]


def test_a_beginning_is_included_and_an_end_is_not(ledger: Ledger) -> None:
    told = _add(ledger, 1, time="2024-03-12")
    for period in ("2024-03-12/..", "2024-03/2024-04", "../2024-03-13", "2024/2025"):
        assert _found(ledger, f"when:{period}") == [told]
    for period in ("2024-03-13/..", "../2024-03-12", "2025/..", "2024-W12/.."):
        assert _found(ledger, f"when:{period}") == []


def test_a_vague_date_meets_every_day_it_can_mean(ledger: Ledger) -> None:
    told = _add(ledger, 1, time="2024-03")
    assert _found(ledger, "when:2024-03-31/..") == _found(ledger, "when:../2024-03-02") == [told]
    assert _found(ledger, "when:2024-04/..") == _found(ledger, "when:../2024-03") == []


def test_an_act_of_many_years_is_found_in_each_of_them(ledger: Ledger) -> None:
    war, day = _add(ledger, 1, time="2012/2021"), _add(ledger, 2, time="2015-05-01")
    assert _found(ledger, "when:2013") == [war]
    assert _found(ledger, "when:2015") == [war, day]
    assert _found(ledger, "when:../2014") == [war]


def test_what_a_newer_coding_drops_is_not_listed_and_can_still_be_read(ledger: Ledger) -> None:
    first = page(events=2)
    kept, dropped = first.annotations.events
    ledger.add(first, RUN)
    newer = Run("run-2", "2026-02-04T00:00:00Z", "coder-2", "plover-1")
    again = replace(kept, coder="coder-2", confidence=0.9)
    ledger.add(replace(first, annotations=Annotations(first.article.id, events=(again,))), newer)
    assert ledger.events() == [again]
    assert {event.id for event in _found(ledger, "coder:coder-1")} == {kept.id, dropped.id}
    assert _found(ledger, "coder:coder-2") == [again]
    ledger.add(first, replace(RUN, id="run-3", coder="coder-3"))
    assert {event.id for event in ledger.events()} == {kept.id, dropped.id}


@pytest.mark.parametrize("text", ["flew", "FLEW TO", "norland  flew", "Bamako on Monday.", "nor*", "flies"])
def test_text_is_found_in_evidence_and_title_whatever_its_case(ledger: Ledger, text: str) -> None:
    told = _add(ledger, 1)
    assert _found(ledger, quoted(text)) == [told]


@pytest.mark.parametrize("text", ["nothing", "flew%Bamako", "' OR 1=1 --", "Élysée", "fle", "* OR flew", "NEAR(flew)"])
def test_text_is_taken_literally_and_only_evidence_and_title_are_searched(ledger: Ledger, text: str) -> None:
    _add(ledger, 1)
    assert _found(ledger, quoted(text)) == []


@pytest.mark.parametrize("text", ["%", "_", "\\", "\0", "\ud800", "*"])
def test_text_without_a_word_is_refused(ledger: Ledger, text: str) -> None:
    with pytest.raises(UsageError, match="holds no word"):
        _found(ledger, quoted(text))


def test_neither_case_nor_accents_count(ledger: Ledger) -> None:
    read = article(1)
    told = replace(event(read), evidence=(span("Officials at the Élysée said nothing."),))
    ledger.add(Coded(read, Annotations(read.id, events=(told,))), RUN)
    assert _found(ledger, "ÉLYSÉE") == _found(ledger, "elysee") == [told]


def test_a_phrase_too_long_to_look_for_is_refused(ledger: Ledger) -> None:
    with pytest.raises(UsageError, match="64 is the most"):
        _found(ledger, quoted("x " * 65))


def test_more_events_than_one_statement_takes_come_back(ledger: Ledger) -> None:
    ledger.add(page(1, events=2100), RUN)
    found = ledger.events(limit=5000)
    assert len({told.id for told in found}) == 2100
    assert all(told.actors and told.evidence for told in found)


def test_pairs_count_acts_that_took_place_in_both_directions_together(ledger: Ledger) -> None:
    ledger.add(page(1, 2), RUN)
    assert ledger.pairs(5) == [("MLI", "NOR", 2)]
    assert ledger.pairs(0) == []
