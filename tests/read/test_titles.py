"""When two titles are one story's."""

from harmattan.read.titles import ALIKE, letters, share


def test_titles_are_compared_by_letters_and_figures() -> None:
    assert letters("“Accord” signed: 2 armies!") == letters("ACCORD signed – 2 armies") == "accordsigned2armies"


def test_a_rewritten_title_shares_words_and_another_story_s_does_not() -> None:
    assert share("Mali and Niger sign accord", "Mali, Niger sign border accord") >= ALIKE
    assert share("Mali and Niger sign accord", "Cup final in Gao put off") == 0.0
    assert share("", "") == 0.0
