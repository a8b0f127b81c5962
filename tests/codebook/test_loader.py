import re

import pytest

from harmattan.codebook.loader import Codebook, load, parse
from harmattan.errors import CodebookError

SMALL = """
version = "small-1"
[quads]
1 = "verbal cooperation"
4 = "material conflict"
[contexts]
cyber = "Computers."
[sectors]
GOV = "Government."
[slots]
IGO = "Intergovernmental."
[planned]
MEET = "PROMISE"
[carried_contexts]
"HIT/net" = "cyber"
[types.MEET]
quad = 1
recipient_required = false
score = 2.5
definition = "A meeting."
[types.PROMISE]
quad = 1
recipient_required = false
score = 2
definition = "A promise."
[types.HIT]
quad = 4
recipient_required = true
score = -9.0
definition = "An attack."
[types.HIT.modes]
net = { score = -2.0, definition = "Over a network." }
bomb = { score = -10, definition = "With a bomb." }
"""


@pytest.fixture(scope="module")
def book() -> Codebook:
    return load()


def test_the_whole_ontology_is_there(book: Codebook) -> None:
    counts = (len(book.types), len(book.mode_names()), len(book.contexts), len(book.sectors), len(book.quads))
    assert counts == (16, 67, 37, 25, 4)


def test_the_types_are_those_of_plover(book: Codebook) -> None:
    conciliatory = ["AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"]
    hostile = ["REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"]
    assert list(book.types) == conciliatory + hostile


def test_every_quad_has_types_and_cooperation_scores_above_conflict(book: Codebook) -> None:
    assert {event.quad for event in book.types.values()} == {1, 2, 3, 4}
    for event in book.types.values():
        assert event.score > 0 if event.quad <= 2 else event.score <= 0, event.code


def test_everything_is_defined_in_words(book: Codebook) -> None:
    for event in book.types.values():
        assert event.definition.endswith("."), event.code
        assert all(mode.definition.endswith(".") for mode in event.modes.values()), event.code
    for table in (book.contexts, book.sectors, book.slots):
        assert all(table.values())


def test_names_have_the_shape_that_corpus_and_exports_rely_on(book: Codebook) -> None:
    for name in book.mode_names():
        assert re.fullmatch(r"[A-Z]+/[a-z-]+", name), name
    assert all(re.fullmatch(r"[a-z_]+", context) for context in book.contexts)
    assert all(re.fullmatch(r"[A-Z]{3}", code) for code in (*book.sectors, *book.slots))


def test_a_planned_act_turns_into_a_type_that_is_not_turned_again(book: Codebook) -> None:
    assert set(book.planned.values()) == {"AGREE", "CONCEDE"}
    assert not set(book.planned) & set(book.planned.values())


def test_the_shipped_codebook_is_read_once(book: Codebook) -> None:
    assert load() is book


def test_a_small_table_is_read() -> None:
    small = parse(SMALL)
    assert small.version == "small-1"
    assert small.mode_names() == ("HIT/net", "HIT/bomb")
    assert small.quad("HIT") == 4
    assert small.type("HIT").recipient_required


def test_a_score_is_the_types_own_or_that_of_the_mode_furthest_from_zero() -> None:
    small = parse(SMALL)
    assert small.score("HIT") == -9.0
    assert small.score("HIT", ("net",)) == -2.0
    assert small.score("HIT", ("net", "bomb")) == small.score("HIT", ("bomb", "net")) == -10.0


def test_an_unknown_type_or_mode_is_refused() -> None:
    small = parse(SMALL)
    with pytest.raises(CodebookError, match="no event type 'KISS'"):
        small.quad("KISS")
    with pytest.raises(CodebookError, match="MEET has no mode 'net'"):
        small.score("MEET", ("net",))


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("quad = 4", "quad = 3", "HIT has no known quad: 3"),
        ("quad = 4", "", "lacks or misspells 'quad'"),
        ("quad = 4", 'quad = "four"', "lacks or misspells"),
        ("score = -9.0", "score = -10.5", "HIT has a score outside"),
        ("score = -10,", "score = 11,", "HIT has a score outside"),
        ("score = -9.0", "score = nan", "HIT has a score outside"),
        ('MEET = "PROMISE"', 'MEET = "VOW"', "no event type 'VOW'"),
        ('MEET = "PROMISE"', 'KISS = "PROMISE"', "no event type 'KISS'"),
        ('"HIT/net" = "cyber"', '"HIT/net" = "crime"', "unknown context 'crime'"),
        ('"HIT/net" = "cyber"', '"HIT/gas" = "cyber"', "HIT/gas carries"),
        ('version = "small-1"', "", "lacks or misspells 'version'"),
        ("[sectors]", "[secters]", "lacks or misspells 'sectors'"),
        ("[types.MEET]", "[types.HIT]", "no TOML"),
        ("[quads]", "[quads", "no TOML"),
        ('1 = "verbal', 'one = "verbal', "lacks or misspells"),
    ],
)
def test_a_table_that_contradicts_itself_is_refused(old: str, new: str, reason: str) -> None:
    assert old in SMALL
    with pytest.raises(CodebookError, match=reason):
        parse(SMALL.replace(old, new, 1))
