"""What a brief is made of: the days it speaks of and the acts it knows from the day on which one looks."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from harmattan.analyse.sides import pair
from harmattan.ledger import Ledger, open_ledger
from harmattan.records import Factuality
from harmattan.relationships.dossier import Dossier, dossier
from tests.ledger.build import RUN
from tests.relationships import ledgers
from tests.relationships.ledgers import MALI, NORWAY

PAIR = pair("NOR", "MLI", {"Norway": "NOR", "Mali": "MLI"})
WORDS = {"NOR": "Norway", "MLI": "Mali"}


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "ledger.sqlite") as opened:
        yield opened


def add(book: Ledger, published: str, words: str, type_: str, day: str | None, **changes: object) -> None:
    """Add a page with one act of Norway towards Mali, told by the first word of the sentence after "Norway"."""
    told = ledgers.act(f"Norway {words}.", words.split()[0], type_, day, NORWAY, MALI, **changes)
    book.add(ledgers.page(words.upper(), published, "fjord-post", told), RUN)


def made(book: Ledger, today: str) -> Dossier:
    book.join()
    return dossier(book, PAIR, (None, None), today, WORDS)


def section(found: Dossier, heading: str) -> list[str]:
    return [one.text for part in found.brief.sections if part.heading.startswith(heading) for one in part.sentences]


def test_an_act_of_this_month_claims_no_day_after_its_news(book: Ledger) -> None:
    add(book, "2026-01-12", "praised weavers of Segou", "SUPPORT", "2026-01-12")
    add(book, "2026-02-10", "vaccinated cattle along the river", "AID", "2026-02")
    found = made(book, "2026-03-15")
    assert section(found, "In short")[0].startswith(
        "Between 12 January and 10 February 2026, the pages read tell of two acts"
    )


def test_what_stands_under_the_chart_is_what_it_leaves_out(book: Ledger) -> None:
    add(book, "2026-01-12", "praised weavers of Segou", "SUPPORT", "2026-01-12")
    add(book, "2026-02-10", "vaccinated cattle along the river", "AID", "2026-02")
    found = made(book, "2026-03-15")
    assert sum(sum(row.quads) for row in found.series.forward) == 1
    assert found.under == "One of two acts is not drawn in the chart by week, since its week is not known."
    assert found.under in section(found, "What this rests on")


def test_days_to_come_that_are_asked_for_are_the_days_spoken_of(book: Ledger) -> None:
    add(book, "2026-02-10", "praised weavers of Segou", "SUPPORT", "2026-02-10")
    book.join()
    found = dossier(book, PAIR, ("2027-01-01", None), "2026-03-15", WORDS)
    assert section(found, "In short")[0].startswith("On 1 January 2027, the pages read tell of no act")


def test_no_day_to_come_is_called_read(book: Ledger) -> None:
    add(book, "2026-02-10", "praised a band of Bamako", "SUPPORT", "2026-02-10")
    nobody = pair("NOR", "FRA", {"Norway": "NOR", "France": "FRA"})
    assert dossier(book, nobody, (None, None), "2026-02-11", WORDS).period.until == "2026-02-12"


def test_who_looks_on_a_day_knows_nothing_of_later_news(book: Ledger) -> None:
    add(book, "2026-01-12", "praised weavers of Segou", "SUPPORT", "2026-01-12")
    add(book, "2026-02-10", "vaccinated cattle along the river", "AID", "2026-02-09")
    add(book, "2026-02-11", "frees trawlers of Kayes some day", "CONCEDE", None, factuality=Factuality.PLANNED)
    add(book, "2026-02-12", "visits mines on a Sunday", "AGREE", "2026-03-08", factuality=Factuality.PLANNED)
    found = made(book, "2026-01-20")
    assert found.brief.sections[0].sentences[0].text.startswith("On 12 January 2026, the pages read tell of one act")
    assert section(found, "Announced") == []
    assert found.since is None
    assert len(section(made(book, "2026-02-12"), "Announced")) == 2
    assert sum(sum(row.quads) for row in found.series.forward) == 1
