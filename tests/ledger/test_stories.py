"""Which articles are one story, on invented articles."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from harmattan.ledger.copies import COPY, independent, likeness, sketch
from harmattan.ledger.stories import NOTHING, Told, added, stories, told
from tests.ledger.told import ARMY, ESTIA, NORLAND, REBELS, TARNA, Act, event, page

AMBUSH = Act(
    "Fighters of the Sand Front killed 12 soldiers in an ambush on a convoy near Tarna.",
    "ambush",
    actors=(REBELS,),
    recipients=(ARMY,),
    place=TARNA,
)
TALKS = Act(
    "The president of Estia discussed the river dam with the government of Norland.",
    "discussed",
    type="CONSULT",
    actors=(ESTIA,),
    recipients=(NORLAND,),
)


def article(headline: str, act: Act, day: str | None, outlet: str) -> Told:
    made = page(headline, [act], day, outlet)
    return told(made, [event(made, act)])


FIRST = article("Ambush near Tarna kills 12 soldiers", AMBUSH, "2026-03-03", "a")
TOLL = replace(AMBUSH, sentence="The ambush on a convoy near Tarna cost 15 soldiers their lives.")
SECOND = article("Toll of Tarna ambush rises to 15 soldiers", TOLL, "2026-03-04", "b")
DAM = article("Estia and Norland talk about river dam", TALKS, "2026-03-04", "a")


def test_articles_with_names_and_headline_words_in_common_are_one_story() -> None:
    found = list(stories(added(NOTHING, [FIRST, SECOND, DAM])))
    assert sorted(len(story.articles) for story in found) == [1, 2]
    (both,) = [story for story in found if len(story.articles) == 2]
    assert (both.first, both.last) == ("2026-03-03", "2026-03-04")
    assert {clue.name for clue in both.reasons[0].reasons} >= {"names", "headline", "days apart"}


def test_the_same_news_a_month_later_is_another_story() -> None:
    later = replace(SECOND, published="2026-04-20")
    assert len(added(NOTHING, [FIRST, later]).clusters) == 2


def test_articles_without_a_day_can_be_one_story() -> None:
    undated = [replace(FIRST, published=None), replace(SECOND, published=None)]
    assert len(added(NOTHING, undated).clusters) == 1


@given(st.permutations([FIRST, SECOND, DAM]))
def test_one_by_one_gives_what_all_at_once_gives(items: list[Told]) -> None:
    known = NOTHING
    for item in items:
        known = added(known, [item])
    assert known == added(NOTHING, [FIRST, SECOND, DAM])


def test_an_article_read_again_replaces_its_older_reading() -> None:
    again = replace(SECOND, names=DAM.names, headline=DAM.headline, words=DAM.words, text=DAM.text)
    known = added(added(NOTHING, [FIRST, SECOND]), [again])
    assert known == added(NOTHING, [FIRST, again])
    assert len(known.clusters) == 2


WORDS = [f"word{number}" for number in range(400)]


def test_a_copy_with_another_end_is_a_copy() -> None:
    text = " ".join(WORDS)
    cut = " ".join([*WORDS[:300], "own", "ending", "of", "this", "paper"])
    assert likeness(sketch(text), sketch(cut)) > COPY
    assert likeness(sketch(text), sketch(" ".join(WORDS[::-1]))) == 0


def test_empty_texts_are_not_alike() -> None:
    assert likeness(sketch(""), sketch("")) == 0
    assert independent(["a", "b"], [(), ()]) == 2


def test_sources_are_outlets_and_copies_count_once_even_in_chains() -> None:
    start, middle, end = (sketch(" ".join(WORDS[first : first + 200])) for first in (0, 60, 120))
    assert likeness(start, end) < COPY < likeness(start, middle)
    assert independent(["a", "b", "c"], [start, end, middle]) == 1
    assert independent(["a", "a", "b"], [start, (), (1, 2)]) == 2


@given(st.text(), st.text())
def test_likeness_is_symmetric_and_whole_for_the_same_text(one: str, other: str) -> None:
    assert likeness(sketch(one), sketch(other)) == likeness(sketch(other), sketch(one))
    assert likeness(sketch(one), sketch(one)) == (1.0 if sketch(one) else 0.0)
