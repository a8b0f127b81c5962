"""Folding, tokens, and the longest phrase."""

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from harmattan.resolve.names import PhraseIndex, fold, is_acronym, key_of_phrase, opening, slug, tokens


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


def test_a_phrase_told_in_two_ways_of_writing_is_read_in_both() -> None:
    index: PhraseIndex[str] = PhraseIndex()
    index.add("Gulf Cartel", "cartel")
    index.add("Gulf cartel", "cartel")
    assert index.longest(tokens("Gulf cartel"), 0) == (2, ("cartel",))
    assert index.longest(tokens("Gulf Cartel"), 0) == (2, ("cartel",))
    assert index.longest(tokens("gulf cartel"), 0) == (0, ())


def test_an_index_over_another_goes_first_and_adds_nothing_to_it() -> None:
    under: PhraseIndex[str] = PhraseIndex()
    under.add("Guard", "any guard")
    under.add("Guard of Honour", "parade")
    over = PhraseIndex(under)
    over.add("Guard", "the guard")
    assert over.longest(tokens("Guard"), 0) == (1, ("the guard", "any guard"))
    assert over.longest(tokens("Guard of Honour"), 0) == (3, ("parade",))
    assert over.exactly("Guard") == ("the guard", "any guard")
    assert under.longest(tokens("Guard"), 0) == (1, ("any guard",))


def test_an_index_over_another_may_stand_instead_of_what_it_knows() -> None:
    under: PhraseIndex[str] = PhraseIndex()
    under.add("Keita", "any")
    over = PhraseIndex(under)
    over.add("Keita", "one", instead=True)
    assert over.longest(tokens("Keita"), 0) == (1, ("one",))
    assert over.exactly("Keita") == ("one",)
    assert under.exactly("Keita") == ("any",)


def test_a_second_spelling_of_one_value_may_drop_capitals() -> None:
    index: PhraseIndex[str] = PhraseIndex()
    for spelling in ("Kim Yo Jong", "Kim Yo-jong"):
        index.add(spelling, "she")
    index.add("Will Power", "he")
    assert index.longest(tokens("Kim Yo-jong threatened"), 0) == (3, ("she",))
    assert index.longest(tokens("kim yo jong threatened"), 0)[0] == 0
    assert index.longest(tokens("Will power win"), 0)[0] == 0


def test_what_waits_for_a_word_is_filed_when_the_word_is_looked_up() -> None:
    made: list[str] = []

    def phrases() -> Iterator[tuple[str, str]]:
        made.append("Al-Bashir")
        yield from (("Omar al-Bashir", "whole"), ("al-Bashir", "surname"))

    index: PhraseIndex[str] = PhraseIndex()
    index.add_later(["Omar al-Bashir", "al-Bashir"], phrases)
    index.add("Oman", "state")
    assert index.exactly("Oman") == ("state",)
    assert made == []
    assert index.longest(tokens("Omar al-Bashir spoke"), 0) == (3, ("whole",))
    assert index.exactly("al-Bashir") == ("surname",)
    assert index.copy().exactly("al-Bashir") == ("surname",)


def test_what_waits_stands_before_what_was_added_after_it() -> None:
    index: PhraseIndex[str] = PhraseIndex()
    index.add("Said", "noun")
    index.add_later(["Said"], lambda: iter([("Said", "person")]))
    index.add_later(["Said"], lambda: iter([("Said", "another person")]))
    copied = index.copy()
    index.add("Said", "province")
    assert index.exactly("Said") == ("noun", "person", "another person", "province")
    assert copied.phrases() == {"said": ("noun", "person", "another person")}


def test_whoever_goes_through_all_values_files_nothing_of_what_waits() -> None:
    made: list[str] = []

    def phrases() -> Iterator[tuple[str, str]]:
        made.append("Al-Bashir")
        yield from (("Omar al-Bashir", "whole"), ("al-Bashir", "surname"))

    index: PhraseIndex[str] = PhraseIndex()
    index.add("Oman", "state")
    index.add_later(["Omar al-Bashir", "al-Bashir"], phrases)
    assert list(index.values()) == ["state", "whole", "surname"]
    # Once for the two words that open its phrases, and once more for a word that is looked up.
    assert made == ["Al-Bashir"]
    assert index.exactly("Omar al-Bashir") == ("whole",)
    assert made == ["Al-Bashir", "Al-Bashir"]
    assert set(index.values()) == {value for found in index.phrases().values() for value in found}


@given(st.text())
def test_the_opening_is_the_first_word_of_the_key(phrase: str) -> None:
    assert opening(phrase) == key_of_phrase(phrase).split(" ")[0]
