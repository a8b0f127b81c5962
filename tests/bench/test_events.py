"""Scoring events against markup made by hand."""

from bench.events import Tally, plain, score
from corpus.markup import parse
from harmattan.records import Event, Factuality, Party, Span

DOCUMENT = parse(
    "b1-001 date=2024-03-12 style=wire invented\n"
    "[a1 Mali] {e1 expelled} [a2 an envoy] and {e2 closed} a border. The {e1+ expulsion} was denied.\n\n"
    "e1 SANCTION/expel actual actor=a1 recipient=a2\ne2 COERCE/restrict actual actor=a1\n"
    "a1 GPE country=MLI sector=GOV\na2 PER country=FRA sector=GOV\n"
)


def event(type_: str, words: str, actor: str = "Mali") -> Event:
    start, by = DOCUMENT.text.index(words), DOCUMENT.text.index(actor)
    party = Party(Span(by, by + len(actor)))
    return Event(words, "a", type_, Span(start, start + len(words)), Factuality.ACTUAL, 0.9, actors=(party,))


def tally_of(*events: Event) -> tuple[Tally, list[str]]:
    tally = Tally()
    return tally, list(score(DOCUMENT, events, tally))


def counts(tally: Tally, name: str) -> tuple[int, int, int]:
    return tally.right[name], tally.found[name], tally.told[name]


def test_a_right_event_and_a_missed_one() -> None:
    tally, lines = tally_of(event("SANCTION", "expelled"))
    assert counts(tally, "trigger+type") == (1, 1, 2)
    assert counts(tally, "actor (exact)") == (1, 1, 1)
    assert [line.split()[0] for line in lines] == ["MISSED"]


def test_a_further_mention_of_a_found_act_is_neither_right_nor_wrong() -> None:
    tally, _ = tally_of(event("SANCTION", "expelled"), event("SANCTION", "expulsion"))
    assert counts(tally, "trigger+type") == (1, 1, 2)


def test_a_wrong_type_and_no_event_are_wrong() -> None:
    tally, lines = tally_of(event("AID", "expelled"), event("AID", "denied"))
    assert counts(tally, "trigger+type") == (0, 2, 2)
    assert [line.split()[0] for line in lines] == ["WRONG", "WRONG", "MISSED", "MISSED"]


def test_a_wrong_actor_is_counted_on_a_right_event() -> None:
    tally, _ = tally_of(event("SANCTION", "expelled", actor="border"))
    assert counts(tally, "actor (overlap)") == (0, 1, 1)


def test_a_document_becomes_an_article_with_its_offsets() -> None:
    assert plain(DOCUMENT).text == DOCUMENT.text
