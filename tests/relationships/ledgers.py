"""A ledger of invented reports of Norway and Mali: a seizure, protests, then a visit, a plan and hostile words.

The states are real so that names can be tried; every act, person and outlet is made up.
"""

from dataclasses import replace
from pathlib import Path

from harmattan.codebook.loader import load
from harmattan.ledger import Ledger, open_ledger
from harmattan.records import Coded, EventPlace, Factuality, Party, Run, Span, Told
from tests.ledger.build import RUN
from tests.ledger.told import Act, coded

MALI = Party(None, "state:MLI", "Mali", "MLI", ("GOV",))
ARMY = Party(None, "mil:MLI", "Armed forces of Mali", "MLI", ("MIL",))
NORWAY = Party(None, "state:NOR", "Norway", "NOR", ("GOV",))
FRANCE = Party(None, "state:FRA", "France", "FRA", ("GOV",))
BAND = Party(None, "group:northern-band", "Northern Band", "MLI", ("REB",))
GAO = EventPlace(Span(0, 1), "Gao", "MLI", 101, 16.3, 0.0, "city")
HOSTILE = '<script>alert(1)</script> #panic("x") *b* \x1b[31mred\x1b[0m \u202eevil $x$'


def act(sentence: str, word: str, type_: str, day: str | None, *sides: Party, **changes: object) -> Act:
    """Return an act of the first party towards the others."""
    return Act(sentence, word, type_, (), sides[:1], sides[1:], day=day, **changes)  # type: ignore[arg-type]


def page(headline: str, published: str | None, outlet: str, *acts: Act) -> Coded:
    """Return an article with quad and score as the codebook has them."""
    made = coded(headline, list(acts), published, outlet)
    book = load()
    events = tuple(
        replace(event, quad=book.quad(event.type), score=book.score(event.type, event.modes))
        for event in made.annotations.events
    )
    title = Told(headline, "given")
    return replace(
        made, article=replace(made.article, title=title), annotations=replace(made.annotations, events=events)
    )


# Far enough apart, and told in words of their own, so that no two are taken for one act.
QUARREL = (
    ("2025-03-03", MALI, NORWAY, "ACCUSE", "accused", "Bamako accused the embassy of bribing a judge."),
    ("2025-03-24", MALI, NORWAY, "THREATEN", "threatened", "Colonels threatened shipping firms with arrest."),
    ("2025-04-14", NORWAY, MALI, "SANCTION", "froze", "Ministers froze accounts of a gold trader."),
    ("2025-05-05", MALI, NORWAY, "SANCTION", "expelled", "Two fisheries consultants were expelled overnight."),
    ("2025-05-26", NORWAY, MALI, "REJECT", "refused", "Parliament refused the visa waiver."),
)
PEACE = (
    ("2025-09-01", NORWAY, MALI, "AID", "delivered", "Trucks delivered seed potatoes to Kayes."),
    ("2025-09-22", MALI, NORWAY, "CONCEDE", "dropped", "Prosecutors dropped charges over the lighthouse."),
    ("2025-10-13", NORWAY, MALI, "SUPPORT", "praised", "The crown prince praised weavers of Segou."),
    ("2025-11-03", NORWAY, MALI, "AID", "vaccinated", "Nurses vaccinated cattle along the river."),
    ("2025-11-24", MALI, NORWAY, "COOPERATE", "shared", "Hydrologists shared flood gauges."),
)


def pages() -> list[Coded]:
    """Return the articles of the ledger: 11 acts of Norway and Mali, a visit after a plan for it, and three attacks."""
    told = act("Norway seized a cargo of Mali in the port.", "seized", "COERCE", "2025-02-10", NORWAY, MALI)
    again = act("Norway has seized the cargo that Mali sent.", "seized", "COERCE", "2025-02-10", NORWAY, MALI)
    found = [
        page("Cargo of Mali seized", "2025-02-11", "fjord-post", told),
        page("Cargo of Mali seized by Norway", "2025-02-12", "bamako-wire", again),
    ]
    for day, one, other, type_, word, words in (*QUARREL, *PEACE):
        found.append(page(words.upper(), day, "fjord-post", act(words, word, type_, day, one, other)))
    plan = act(
        "Norway will visit Mali on 15 December.", "visit", "AGREE", "2025-12-15", NORWAY, MALI,
        factuality=Factuality.PLANNED,
    )  # fmt: skip
    visit = act(f"Norway visited Mali: {HOSTILE}.", "visited", "CONSULT", "2025-12-15", NORWAY, MALI)
    found.append(page("Visit planned", "2025-12-04", "fjord-post", plan))
    found.append(page(f"Guests {HOSTILE}", "2025-12-16", "fjord-post", visit))
    raids = (
        ("2025-12-05", "raided a barracks"),
        ("2025-12-29", "shelled an airstrip"),
        ("2026-01-22", "burnt a depot"),
    )
    for day, words in raids:
        told = act(f"The band {words}.", words.split()[0], "ASSAULT", day, BAND, ARMY, place=GAO)
        found.append(page(words.upper(), day, "bamako-wire", told))
    return found


def filled(path: Path) -> Ledger:
    """Return an open ledger at path with the articles in it, joined."""
    book = open_ledger(path, clock=lambda: "2026-02-01T12:00:00Z")
    book.add_all(pages(), RUN)
    book.join()
    return book


def recoded(book: Ledger, id_: str) -> str:
    """Let a newer coder find the events of an event's article again, under ids of his own; return that event's."""
    old = book.event(id_)
    assert old
    page = book.coded(old.article)
    assert page
    found = (replace(one, id=f"{one.id}-b", coder="coder-2") for one in page.annotations.events)
    again = replace(page, annotations=replace(page.annotations, events=tuple(found)))
    book.add(again, Run("run-2", "2026-02-02T00:00:00Z", "coder-2", "plover-1"))
    return f"{id_}-b"
