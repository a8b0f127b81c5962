"""Words and numbers as the pages of the desk write them."""

from harmattan.desk.words import clipped


def test_what_is_cut_is_told_once() -> None:
    assert clipped("They met in the palace.", 40) == "They met in the palace."
    assert clipped("They met in the palace. … They will meet again", 30) == "They met in the palace. …"
    assert clipped("They met in the old palace by the river", 30) == "They met in the old palace by …"
