"""The names on bylines and date lines, and the people among them."""

import pytest

from harmattan.read.bylines import byline_on, is_note, names_on, split_names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ada Diop", "Ada Diop"),
        ("ByAda Diop", "Ada Diop"),
        ("By [6]Ada Diop March 6, 2026", "Ada Diop"),
        ("Ada DiopPublished: 10:30", "Ada Diop"),
        ("Ada DiopBorder correspondent, Lenz", "Ada Diop"),
        ("Posted on March 6, 2026 by Ada Diop", "Ada Diop"),
        ("March 6, 2026 by Ada Diop", "Ada Diop"),
        ("Published March 6, 2026 By Ada Diop", "Ada Diop"),
        ("Posted by Ada Diop on March 6, 2026", "Ada Diop"),
        ("Par Ada Diop - Publié le 3 mars 2026 à 18h45", "Ada Diop"),
        ("Por Ada Diop | Publicado el 3 de marzo de 2026", "Ada Diop"),
        ("Interview by Ada Diop", "Ada Diop"),
        ("Story by Ada Diop • 3h • 4 min read", "Ada Diop"),
        ("By Ada Diop in Gao and Luc Ba in Niono", "Ada Diop and Luc Ba"),
        ("Par Ada Diop (avec ENA)", "Ada Diop"),
        ("Par Ada Diop (Gao, correspondante)", "Ada Diop"),
        ("By Ada Diop (ENA) and Luc Ba (Gao)", "Ada Diop and Luc Ba"),
        ("By Robert (Bob) Diop", "Robert (Bob) Diop"),
        ("By ADA DIOP adiop@courier.example", "ADA DIOP"),
        ("byAda Diop", "Ada Diop"),
        ("Автор: Анна Белова", "Анна Белова"),
        ("كتبت: نادية حلبي", "نادية حلبي"),
        ("By Ada el Diop", "Ada el Diop"),
        ("Reporting by A. Diop in Gao; editing by C. Ba", "A. Diop"),
        ("Editing by C. Ba", ""),
        ("Senior correspondent Anna von Bayern", "Senior correspondent Anna von Bayern"),
        ("Publié le 3 mars 2026 par Ada Diop", "Ada Diop"),
        ("Publié le 3 mars 2026 à 18h par Ada Diop", "Ada Diop"),
        ("Publicado por Ada Diop el 3 de marzo de 2026", "Ada Diop"),
        ("Veröffentlicht von Anna von Bayern", "Anna von Bayern"),
        ("3 May 2026 | von Anna von Bayern", "Anna von Bayern"),
        ("Photo by Luc Ba | Posted by Ada Diop", "Ada Diop"),
    ],
)
def test_the_names_on_a_line(line: str, names: str) -> None:
    assert names_on(line) == names


@pytest.mark.parametrize(
    "line",
    [
        "Ada von Stein, 3 May 2026",
        "Photo by Getty, 3 May 2026",
        "3 May 2026, images courtesy by Getty",
        "Foto por Luc Ba, 3 de mayo de 2026",
    ],
)
def test_a_date_line_with_a_name_or_a_picture_s_credit_names_no_author(line: str) -> None:
    assert names_on(line, is_byline=False) == ""


def test_the_first_line_that_names_an_author_tells_the_byline() -> None:
    assert byline_on(["4 min read", "6 March 2026", "Posted on 6 March 2026 by Ada Diop", "By Luc Ba"]) == (
        2,
        "Ada Diop",
    )
    assert byline_on(["6 March 2026 | Gao", "Ada Diop spoke by telephone."]) is None


@pytest.mark.parametrize(
    ("byline", "people"),
    [
        ("Ada Diop", ["Ada Diop"]),
        ("Ada Diop and Luc Ba", ["Ada Diop", "Luc Ba"]),
        ("Border correspondent Ada Diop", ["Ada Diop"]),
        ("Courier Staff and News Agencies", []),
        ("Ada Diop, Luc Ba and Nora Kell", ["Ada Diop", "Luc Ba", "Nora Kell"]),
        ("Marta Ríos / Juan Peña", ["Marta Ríos", "Juan Peña"]),
        ("Ada Diop et Luc Ba", ["Ada Diop", "Luc Ba"]),
        ("Ada Diop, Gao", ["Ada Diop"]),
        ("Ada Diop, Sahel Courier", ["Ada Diop"]),
        ("Ada Diop and The Associated Press", ["Ada Diop"]),
        ("Ada Diop, Ph.D.", ["Ada Diop"]),
        ("Ada Diop | ada@courier.example", ["Ada Diop"]),
        ("Ada Diop, Emily Post and Bill Press", ["Ada Diop", "Emily Post", "Bill Press"]),
        ("José Ortega y Gasset", ["José Ortega y Gasset"]),
        ("João Pedro Costa e Silva Filho", ["João Pedro Costa e Silva Filho"]),
        ("Santiago Ramón y Cajal Agüera", ["Santiago Ramón y Cajal Agüera"]),
        ("Anna Weiß und Max von Stein", ["Anna Weiß", "Max von Stein"]),
        ("The Gao Telegram & Gazette", ["The Gao Telegram & Gazette"]),
        ("Reuters", ["Reuters"]),
        ("", []),
    ],
)
def test_people_are_told_one_by_one(byline: str, people: list[str]) -> None:
    assert list(split_names(byline)) == people


@pytest.mark.parametrize(
    ("paragraph", "is_one"),
    [
        ("Ada Diop covers county government for the Courier. Reach her at 555-0134.", True),
        ("Ada Diop is a reporter in Gao.", True),
        ("Ada Diop has covered the border since 2011.", True),
        ("Ada Diop was a correspondent in Osk.", True),
        ("Ada Diop said that the talks had failed.", False),
        ("Ada Diop was arrested at the border by soldiers who took her camera.", False),
        ("Ada Diop has been held in a barracks since Monday.", False),
        ("Ada Diop joined the strikers on the bridge.", False),
        ("Luc Ba is a reporter in Gao.", False),
        ("Ada Diophas is a river.", False),
        ("Border Press Agency has not seen the letter.", False),
    ],
)
def test_a_note_tells_of_the_author_by_name(paragraph: str, is_one: bool) -> None:
    assert is_note(paragraph, ["Ada Diop", "Border Press Agency"]) is is_one


def test_a_line_that_says_only_the_post_names_nobody() -> None:
    assert byline_on(["Central Europe correspondent, Gao", "By Luc Ba"]) == (1, "Luc Ba")
    assert byline_on(["Senior correspondent Ada Diop"]) == (0, "Senior correspondent Ada Diop")
