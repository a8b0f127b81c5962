"""The words of notes, and what reports of one act contradict each other in."""

from dataclasses import replace
from pathlib import Path

import pytest

from harmattan.analyse.sides import pair
from harmattan.ledger import open_ledger
from harmattan.ledger.judgements import made
from harmattan.records import Party, Told
from harmattan.relationships import gather
from harmattan.relationships.cite import Named, apart, differing, outlet, parties_apart, quoted
from tests.analyse.acts import FRANCE, MALI, NIGER, REBELS, name, party
from tests.ledger.build import RUN, article, event, span
from tests.relationships import ledgers


def test_a_note_has_words_outlet_day_title_and_address() -> None:
    page = article()
    found = quoted(event(page), page)
    assert found.words == "The envoy of Norland flew to Bamako on Monday."
    assert (found.outlet, found.day, found.title, found.url) == (
        "news.example", "2026-02-02", "Envoy flies to Bamako", "https://news.example/1",
    )  # fmt: skip


def test_words_are_quoted_in_the_order_of_the_page_and_the_headline_only_alone() -> None:
    page = article(text="Envoy flies\nShe flew on Monday. Nobody met her. He said so.")
    last, middle, first, head = (
        span(words, page.text) for words in ("He said", "Nobody met her.", "She flew", "Envoy")
    )
    one = replace(event(article()), evidence=(last, first, head, last))
    assert quoted(one, page).words == "She flew … He said"
    assert quoted(replace(one, evidence=(last, middle)), page).words == "Nobody met her. He said"
    assert quoted(replace(one, evidence=(head,)), page).words == "Envoy"


def test_without_evidence_the_trigger_is_quoted_and_without_a_whole_day_none_is_told() -> None:
    page = article(published="2026-02")
    found = quoted(replace(event(page), evidence=()), page)
    assert (found.words, found.day) == ("flew", "")


@pytest.mark.parametrize(
    ("site", "url", "name"),
    [("The Post", "https://a.example/1", "The Post"), ("", "https://www.a.example/1", "a.example"),
     ("", "http://[", "page-1.html"), ("", None, "page-1.html")],
)  # fmt: skip
def test_an_outlet_is_named_by_its_site_its_host_or_its_file(site: str, url: str | None, name: str) -> None:
    page = replace(article(), source="/home/ada/page-1.html", url=url, site=Told(site, "meta") if site else None)
    assert outlet(page) == name


@pytest.mark.parametrize(
    ("field", "values", "kept"),
    [
        ("time", ("2024-03-17", "2024-W11"), 1),
        ("time", ("2024-03-17", "2024-03-18"), 2),
        ("factuality", ("actual", "historical"), 1),
        ("factuality", ("actual", "denied"), 2),
        ("dead", ("3", "4"), 2),
        ("type", ("AGREE", "AID"), 1),
        ("type", ("CONCEDE", "RETREAT/ceasefire"), 1),
        ("type", ("CONSULT", "CONSULT/visit"), 1),
        ("type", ("CONSULT/phone", "CONSULT/visit"), 2),
        ("type", ("AID", "COOPERATE"), 2),
    ],
)
def test_only_contradictions_are_told(field: str, values: tuple[str, ...], kept: int) -> None:
    said = tuple((value, (f"e{number}",)) for number, value in enumerate(values))
    found = apart(field, said)
    assert len(found) == kept
    assert sorted(id_ for _, ids in found for id_ in ids) == [f"e{number}" for number in range(len(values))]


POLICE = party("MLI", "COP", "cop:MLI", "Police of Mali")
ARMY = party("MLI", "MIL", "mil:MLI", "Armed forces of Mali")
MINERS = party("MLI", "LAB", None, "eleven Malian miners")
STATE = party("MLI", "GOV", "state:MLI", "Mali")
GOVERNMENT = party("MLI", "GOV", "gov:MLI", "Government of Mali")


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ([(STATE,), (GOVERNMENT,)], ["Mali"]),
        ([(MALI, NIGER), (NIGER,)], ["Niger"]),
        ([(FRANCE,), (MALI,), (MALI, NIGER)], ["France", "Mali"]),
        ([(STATE,), (party("MLI", "GOV", "org:mali-customs", "Customs of Mali"),)], ["Mali"]),
        ([(GOVERNMENT,), (ARMY,)], ["Mali"]),
        ([(POLICE,), (ARMY,)], ["Mali's police", "Mali's armed forces"]),
        ([(GOVERNMENT,), (REBELS,)], ["Mali", "Northern Band"]),
        ([(MALI,), (MINERS,), (replace(MINERS, name="eleven miners"),)], ["Mali"]),
        ([(MALI,), (MINERS,), (FRANCE,)], ["Mali", "France"]),
        ([(MALI,), (replace(MINERS, entity="lab:NER", country="NER"),)], ["Mali"]),
        ([(MINERS,), (replace(MINERS, country="NER"),)], []),
    ],
)
def test_reports_differ_in_whom_they_name_only_where_it_cannot_be_one(
    told: list[tuple[Party, ...]], said: list[str]
) -> None:
    found = parties_apart((Named(f"e{number}", given) for number, given in enumerate(told)), name)
    assert [value for value, _ in found] == said


def test_who_met_whom_may_be_told_from_either_side() -> None:
    one, other = Named("a", (MALI,), (FRANCE,)), Named("b", (FRANCE,), (GOVERNMENT,))
    assert len(parties_apart([one, other], name)) == 1
    assert len(parties_apart([one, replace(other, across=(NIGER,))], name)) == 2
    assert len(parties_apart([Named("a", (MALI,)), Named("b", (FRANCE,))], name)) == 2


def test_a_rejected_report_contradicts_nobody(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "ledger.sqlite") as book:
        for number, day in enumerate(("2026-03-02", "2026-03-02", "2026-03-03"), 1):
            told = ledgers.act(
                "Norway has seized a cargo of Mali.", "seized", "COERCE", day, ledgers.NORWAY, ledgers.MALI
            )
            book.add(ledgers.page("Cargo of Mali seized", "2026-03-04", f"{number}.example", told), RUN)
        book.join()
        events = {event.time.value: event.id for event in book.events() if event.time}
        [act] = gather.of_pair(book, pair("NOR", "MLI", {"Norway": "NOR", "Mali": "MLI"})).acts
        assert [one.field for one in differing(book, [act], name)] == ["time"]
        book.judge(made("reject", events["2026-03-03"], (), at="2026-05-01T00:00:00Z", by="ada", reason=""))
        assert differing(book, [act], name) == []
