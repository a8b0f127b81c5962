"""The query line as text: what it means, what it refuses, and that it comes back."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmattan.codebook import loader
from harmattan.errors import UsageError
from harmattan.ledger.query import (
    AnyOf,
    Between,
    Chip,
    Confidence,
    Near,
    Query,
    Term,
    Value,
    chips,
    parse,
    periods,
    render,
    without,
)
from harmattan.records import Factuality

COUNTRIES = frozenset({"MLI", "NER", "USA", "RUS", "UKR", "FRA", "DEU", "SEN"})
BOOK = loader.load()
# Every term of the design at once.
WHOLE = (
    "actor:RUS recipient:UKR between:USA,MLI act:THREATEN,COERCE/seize quad:4 context:natural_resource "
    "when:2024-03/P6W place:MLI near:Gao,100km source:-tass.com lang:en said|done status:actual,planned conf>=0.8 "
    "row>0.3 by:reports as_of:2026-02-03 uranium"
)


def term(line: str) -> Term:
    found = parse(line, countries=COUNTRIES).terms
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("\u201curanium  mine\u201d \u2013gold", '"uranium mine" -gold'),
        ("actor:\u201eAda Voss\u201c,\u2212MIL", 'actor:"Ada Voss",-MIL'),
        ("\u2014act:AID \u2013said", "act:-AID done"),
        ("anti\u2013war", "anti\u2013war"),
        ('"\u201cmine\u201d"', '"\u201cmine\u201d"'),
        ('source:"\u2013x","a\u201d"', 'source:"\u2013x","a\u201d"'),
    ],
)
def test_marks_of_writing_programs_are_those_of_the_keyboard(typed: str, line: str) -> None:
    assert parse(typed, countries=COUNTRIES) == parse(line, countries=COUNTRIES)
    assert parse(render(parse(typed, countries=COUNTRIES)), countries=COUNTRIES) == parse(line, countries=COUNTRIES)


def test_a_curved_mark_without_its_partner_is_told() -> None:
    with pytest.raises(UsageError, match="a quotation mark is left open"):
        parse("mine \u201copen")


def test_the_whole_line_is_canonical_already() -> None:
    assert render(parse(WHOLE, countries=COUNTRIES)) == WHOLE


def test_an_empty_line_asks_for_everything() -> None:
    assert parse("") == parse("  \n ") == Query()
    assert render(Query()) == ""


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("actor:rus", AnyOf("actor", (Value("RUS"),))),
        ("actor:mil,MLI.mil", AnyOf("actor", (Value("MIL"), Value("MLI.MIL")))),
        ("actor:person:ada-voss", AnyOf("actor", (Value("person:ada-voss"),))),
        ('actor:"Ada  Voss"', AnyOf("actor", (Value("Ada Voss", name=True),))),
        ("recipient:UNO,-USA", AnyOf("recipient", (Value("UNO"), Value("USA", negated=True)))),
        ("-actor:RUS,USA", AnyOf("actor", (Value("RUS", negated=True), Value("USA", negated=True)))),
        ("between:USA+FRA,MLI", Between((Value("USA"), Value("FRA")), (Value("MLI"),))),
        ('-between:USA,"Ada Voss"', Between((Value("USA"),), (Value("Ada Voss", name=True),), negated=True)),
        ("act:coerce/SEIZE", AnyOf("act", (Value("COERCE/seize"),))),
        ("context:natural-resource", AnyOf("context", (Value("natural_resource"),))),
        ("when:2024-w10", AnyOf("when", (Value("2024-W10"),))),
        ("when:2024-03/", AnyOf("when", (Value("2024-03/.."),))),
        ("when:/2024-03,2025", AnyOf("when", (Value("../2024-03"), Value("2025")))),
        ("place:MLI,Gao", AnyOf("place", (Value("MLI"), Value("Gao", name=True)))),
        ('near:"New Town",.5KM', Near("New Town", 0.5)),
        ("-near:Gao,100km", Near("Gao", 100.0, negated=True)),
        ("near:Gao,0100.25km", Near("Gao", 100.25)),
        ("source:-tass.com", AnyOf("source", (Value("tass.com", negated=True),))),
        ('source:"https://news.example/a,b"', AnyOf("source", (Value("https://news.example/a,b"),))),
        ("said", AnyOf("told", (Value("said"),))),
        ("-said", AnyOf("told", (Value("done"),))),
        ('"said"', AnyOf("text", (Value("said"),))),
        ("status:Actual", AnyOf("status", (Value("actual"),))),
        ("conf>.8", Confidence(">", 0.8)),
        ("conf=1", Confidence("=", 1.0)),
        ("row>=.4", Confidence(">=", 0.4, "row")),
        ('"yellow  cake",-uranium', AnyOf("text", (Value("yellow cake"), Value("uranium", negated=True)))),
        ('-"yellow cake"', AnyOf("text", (Value("yellow cake", negated=True),))),
        (r'"say \"yes\" \\ no"', AnyOf("text", (Value(r'say "yes" \ no'),))),
        ("O'Hara", AnyOf("text", (Value("O'Hara"),))),
        ("C++", AnyOf("text", (Value("C++"),))),
    ],
)
def test_a_term_is_read(line: str, expected: Term) -> None:
    assert term(line) == expected


def test_terms_are_put_in_order_and_said_twice_count_once() -> None:
    assert render(parse("uranium act:AID,AID actor:MLI as_of:2026 act:AID")) == "actor:MLI act:AID as_of:2026 uranium"


def test_settings_are_no_terms() -> None:
    assert parse("by:EVENTS as_of:2026-02-03t12:00") == Query(by="events", as_of="2026-02-03T12:00:00Z")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("actr:RUS", "query: 'actr:' is no term (quote it if it is text); the nearest is actor"),
        ("type:AGREE", "query: there is no term 'type:'; write act"),
        ("actor=RUS", "actor: takes a colon, not '='"),
        ("actor:", "actor: nothing stands after the colon"),
        ("actor:RUZ", "actor: 'RUZ' is no country or sector; the nearest is RUS"),
        ("actor:UN", "actor: 'UN' is no country (MLI), sector (MIL), both (MLI.MIL) or id (person:...); quote a name"),
        ("actor:MLI.MLT", "actor: 'MLT' is no sector; the nearest is MIL"),
        ("actor:MLO.MIL", "actor: 'MLO' is no country; the nearest is MLI"),
        ("actor:RUS,,USA", "actor: a value is missing beside ','"),
        ("actor:RUS,", "actor: a value is missing beside ','"),
        ("actor:,RUS", "actor: a value is missing beside ','"),
        ("-actor:-RUS", "actor: negated twice, before the term and before a value"),
        ('actor:RUS""', "actor: 'RUS' has quotation marks inside; put all of it between them"),
        ('actor:""', "actor: '' is empty"),
        ("between:USA", "between: needs two sides, A,B or A+B,C, and has 1"),
        ("between:USA,MLI,NER", "between: needs two sides, A,B or A+B,C, and has 3"),
        ("between:USA+,MLI", "between: a value is missing beside '+'"),
        ("between:USA,-MLI", "between: 'MLI' is negated; negate the whole term or use actor: and recipient:"),
        ("act:THREATN", "act: 'THREATN' is no event type; the nearest is THREATEN"),
        ("act:seize", "act: 'seize' is a mode: write COERCE/seize"),
        ("act:COERCE/sieze", "act: 'COERCE/sieze' is no type and mode; the nearest is COERCE/seize"),
        ("act:AGREE/visit", "act: 'AGREE/visit' asks for a mode, AGREE has none"),
        ("context:natural_resorce", "context: 'natural_resorce' is no context; the nearest is natural_resource"),
        ("status:real", "status: 'real' is no status; it is one of actual, planned, hypothetical, denied, historical"),
        ("place:MLO", "place: 'MLO' is no country (quote a name in capitals); the nearest is MLI"),
        ("near:Gao", "near: needs a place and a distance, near:Gao,100km, and has one value"),
        ("near:Gao,100", "near: '100' is no distance from 0 to 20040 km, such as 100km"),
        ("near:Gao,0km", "near: '0km' is no distance from 0 to 20040 km, such as 100km"),
        ("lang:english", "lang: 'english' is no language code such as en or fra"),
        ("conf:.8", "conf: takes a sign, not a colon: conf>=.8"),
        ("conf>=2", "conf: '2' is no number from 0 to 1"),
        ("row:.4", "row: takes a sign, not a colon: row>=.4"),
        ("-row>=.4", "row: cannot be negated; turn its sign: row<.8 for -row>=.8"),
        ("-conf>=.8", "conf: cannot be negated; turn its sign: conf<.8 for -conf>=.8"),
        ("by:events|reports", "by: 'events|reports' cannot be counted; it is one of events, reports"),
        ("by:events by:reports", "by: stands 2 times; once is the most"),
        ("-by:events", "by: cannot be negated"),
        ("as_of:now", "as_of: 'now' is no day or moment in UTC (write 2026-02-03 or 2026-02-03T12:00:00Z)"),
        ("as_of:2024/2025", "as_of: '2024/2025' is no day or moment in UTC (write 2026-02-03 or 2026-02-03T12:00:00Z)"),
        ('act:AID "open', "query: a quotation mark is left open at '\"open'"),
        ("-said|done", "query: '-said|done' leaves no event, each is said or done"),
        ("-", "text: nothing stands after the minus"),
        ("a," * 200 + "a", "query: holds more than 200 values"),
        ("x" * 4001, "query is longer than 4000 characters"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_in_one_line(line: str, told: str) -> None:
    with pytest.raises(UsageError) as error:
        parse(line, countries=COUNTRIES)
    assert str(error.value) == told


@pytest.mark.parametrize(
    "text",
    [
        "2024-13",
        "yesterday",
        "/",
        "../..",
        "2024/P",
        "2024/P1",
        "../P6W",
        "P6W/..",
        "2024/2024",
        "9999/P99Y",
        "1/2/3",
        "2024/2025/2026",
    ],
)
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match=r"^when: "):
        parse(f"when:{text}")


@pytest.mark.parametrize(
    ("text", "first", "end"),
    [
        ("2024", date(2024, 1, 1), date(2025, 1, 1)),
        ("2024-02", date(2024, 2, 1), date(2024, 3, 1)),
        ("2024-01/2024-03", date(2024, 1, 1), date(2024, 3, 1)),
        ("2024-03/P6W", date(2024, 3, 1), date(2024, 4, 12)),
        ("2024-01-31/P1M", date(2024, 1, 31), date(2024, 2, 29)),
        ("2024-02-29/P1Y2M3D", date(2024, 2, 29), date(2025, 5, 2)),
        ("P1M/2024-03-31", date(2024, 2, 29), date(2024, 3, 31)),
        ("2024-03/..", date(2024, 3, 1), None),
        ("../2024-03", None, date(2024, 3, 1)),
    ],
)
def test_a_period_is_half_open(text: str, first: date | None, end: date | None) -> None:
    assert periods.bounds(periods.period(text)) == (first, end)


@pytest.mark.parametrize(
    ("text", "stamp"),
    [
        ("2026", "2027-01-01"),
        ("2026-02-03", "2026-02-04"),
        ("2026-02-03T23:59:59Z", "2026-02-04T00:00:00Z"),
    ],
)
def test_a_moment_includes_its_day_or_its_second(text: str, stamp: str) -> None:
    assert periods.after(periods.moment(text)) == stamp


# Text as a user may type or paste it; blanks in a row are one, as where text is looked for.
words = st.text(st.characters(), min_size=1, max_size=12) | st.sampled_from(
    ["-", "said", "done", "a:b", "conf>=1", '"', "\\", '\\"', ",", "+", "|", "-x", "C++", "MLI", "by:events", "None"]
)
texts = words.map(lambda text: " ".join(text.split())).filter(bool)
codes = st.sampled_from(sorted(COUNTRIES) + sorted(BOOK.sectors) + ["UNO", "MLI.MIL", "UNO.GOV", "person:ada-voss"])
members = st.builds(Value, codes) | st.builds(Value, texts, name=st.just(True))
negated = st.booleans()


def _listed(field: str, values: st.SearchStrategy[str], *, name: bool = False) -> st.SearchStrategy[Term]:
    some = st.builds(Value, values, negated, st.just(name))
    return st.builds(AnyOf, st.just(field), st.lists(some, min_size=1, max_size=3).map(tuple))


def _parties(field: str) -> st.SearchStrategy[Term]:
    return _listed(field, codes) | _listed(field, texts, name=True)


sides = st.lists(members, min_size=1, max_size=2).map(tuple)
terms: st.SearchStrategy[Term] = st.one_of(
    _parties("actor"),
    _parties("recipient"),
    st.builds(Between, sides, sides, negated),
    _listed("act", st.sampled_from([*BOOK.types, *BOOK.mode_names()])),
    _listed("quad", st.sampled_from("1234")),
    _listed("context", st.sampled_from(list(BOOK.contexts))),
    _listed("when", st.sampled_from(["2024", "2024-W10", "2024-01/2024-03", "2024-03/P6W", "../2024", "2024-05/.."])),
    _listed("place", st.sampled_from(sorted(COUNTRIES))),
    _listed("place", texts, name=True),
    st.builds(Near, texts, st.floats(0, 20_040, exclude_min=True), negated),
    _listed("source", texts),
    _listed("lang", st.sampled_from(["en", "fra"])),
    st.sampled_from([("said",), ("done",), ("said", "done")]).map(lambda told: AnyOf("told", tuple(map(Value, told)))),
    _listed("status", st.sampled_from([str(status) for status in Factuality])),
    st.builds(Confidence, st.sampled_from([">=", ">", "<=", "<", "="]), st.floats(0, 1)),
    _listed("text", texts),
)
queries = st.builds(
    Query,
    st.lists(terms, max_size=6).map(tuple),
    st.none() | st.sampled_from(["events", "reports"]),
    st.none() | st.sampled_from(["2026", "2026-02-03", "2026-02-03T12:00:00Z"]),
)


@given(queries)
def test_a_query_comes_back_from_its_line(query: Query) -> None:
    line = render(query)
    assert parse(line, countries=COUNTRIES) == query
    assert render(parse(line)) == line


@given(queries)
def test_chips_can_be_taken_away_one_by_one(query: Query) -> None:
    rest = query
    for _ in range(len(chips(query))):
        left = chips(rest)
        if not left:
            break
        rest = without(rest, left[0])
        assert chips(rest).count(left[0]) < left.count(left[0])
        assert parse(render(rest)) == rest
    assert rest == Query()


@given(st.text(st.characters() | st.sampled_from('":,+|-<>=/ acto'), max_size=40))
def test_any_line_is_read_or_refused_in_one_line(line: str) -> None:
    try:
        query, told = parse(line), ""
    except UsageError as error:
        query, told = Query(), str(error)
    assert len(told.splitlines()) <= 1
    assert parse(render(query)) == query


def test_chips_say_field_value_and_whether_it_is_denied() -> None:
    query = parse('actor:RUS,-"Ada Voss" -between:USA,MLI+NER conf>=.8 by:reports said|done -gold')
    assert chips(query) == [
        Chip("actor", "RUS"),
        Chip("actor", '"Ada Voss"', negated=True),
        Chip("between", "USA,MLI+NER", negated=True),
        Chip("told", "said"),
        Chip("told", "done"),
        Chip("conf", ">=0.8"),
        Chip("by", "reports"),
        Chip("text", "gold", negated=True),
    ]
    assert render(without(query, Chip("actor", "RUS"))) == (
        'actor:-"Ada Voss" -between:USA,MLI+NER said|done conf>=0.8 by:reports -gold'
    )
    assert without(query, Chip("actor", "FRA")) == query
