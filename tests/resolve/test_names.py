"""Folding, tokens, and the longest phrase."""

from hypothesis import given
from hypothesis import strategies as st

from harmattan.resolve.names import PhraseIndex, fold, is_acronym, slug, tokens


def index() -> PhraseIndex[str]:
    found: PhraseIndex[str] = PhraseIndex()
    for phrase in ("Guinea", "Guinea-Bissau", "US", "NATO", "Côte d'Ivoire", "army", "The Gambia"):
        found.add(phrase, phrase)
    return found


def longest(text: str) -> tuple[int, tuple[str, ...]]:
    return index().longest(tokens(text), 0)


def test_fold_removes_accents_and_case() -> None:
    assert fold("Traoré") == "traore"
    assert fold("Łódź") == "lodz"


def test_longest_phrase_wins() -> None:
    assert longest("Guinea Bissau army") == (2, ("Guinea-Bissau",))
    assert longest("Guinea army") == (1, ("Guinea",))


def test_case_rules() -> None:
    assert longest("us")[0] == 0
    assert longest("U.S. troops")[0] == 1
    assert longest("Nato")[0] == 1
    assert longest("nato")[0] == 0
    assert longest("Army")[0] == 1
    assert longest("the Gambia")[0] == 2


def test_curly_apostrophes_and_possessives() -> None:
    assert longest("Cote d’Ivoire's army")[0] == 3
    assert [token.kind for token in tokens("States' rights")] == ["word", "possessive", "word"]


def test_offsets_count_from_the_text() -> None:
    (token,) = tokens("Mali", offset=10)
    assert (token.start, token.end) == (10, 14)


def test_slug_and_acronym() -> None:
    assert slug("Nick Checker") == "nick-checker"
    assert is_acronym("U.S.")
    assert not is_acronym("Mali")


@given(st.text())
def test_tokens_stand_where_they_say(text: str) -> None:
    for token in tokens(text):
        assert 0 <= token.start < token.end <= len(text)


def test_a_number_with_its_commas_is_one_word() -> None:
    assert [token.text for token in tokens("about 20,000 civilians, 3 dead, 1,200,000 fled")] == [
        "about", "20,000", "civilians", ",", "3", "dead", ",", "1,200,000", "fled",
    ]  # fmt: skip


def test_an_index_with_more_leaves_the_first_as_it_is() -> None:
    index: PhraseIndex[str] = PhraseIndex()
    index.add("MDC", "old")
    index.add("Keita", "any")
    more = index.with_more([("MDC", "new"), ("MDC Alliance", "new")], [("Keita", "one")])
    assert more.exactly("MDC") == ("new", "old")
    assert more.longest(tokens("MDC Alliance"), 0) == (2, ("new",))
    assert more.exactly("Keita") == ("one",)
    assert index.exactly("MDC") == ("old",)
    assert index.longest(tokens("MDC Alliance"), 0) == (1, ("old",))
