"""What users say of actors, over the shipped tables."""

from pathlib import Path

import pytest

from harmattan.errors import LedgerError, UsageError
from harmattan.records import Judgement, standing
from harmattan.resolve import judged, knowledge
from harmattan.resolve.additions import extended
from harmattan.resolve.linking import Linker
from harmattan.resolve.resolver import Resolver
from harmattan.resolve.survey import survey
from tests.resolve.test_resolver import article

AT, DAY = "2026-05-01T10:00:00Z", ("2026-04-01", "2026-04-02")
PERSON = (
    ("kind", "person"),
    ("country", "NOR"),
    ("sector", "GOV"),
    ("post", "foreign minister"),
    ("since", "2026-03-01"),
)


def said(verb: str, subject: str, *values: tuple[str, str]) -> Judgement:
    return judged.made(verb, subject, values, at=AT, by="ann")


def who(judgements: list[Judgement], phrase: str) -> tuple[str, str, tuple[str, ...], str]:
    known = extended(knowledge.load(), judgements)
    (found,) = Linker(survey(article(phrase), known), None, DAY).resolve(phrase, 0)
    return found.name, found.country, found.sectors, found.role


def test_a_person_and_a_post_are_known() -> None:
    added = [said("add", "Ada Voss", *PERSON)]
    assert who(added, "Ada Voss") == ("Ada Voss", "NOR", ("GOV",), "foreign minister")
    assert who(added, "Norway's foreign minister") == ("Ada Voss", "NOR", ("GOV",), "foreign minister")


def test_the_term_of_the_one_before_ends() -> None:
    before = who([], "Norway's foreign minister")[0]
    assert before not in ("Ada Voss", "")
    known = extended(knowledge.load(), [said("add", "Ada Voss", *PERSON)])
    assert known.posts.standing(before, DAY).role == "former foreign minister"


def test_the_shipped_tables_stay_as_they_are() -> None:
    extended(knowledge.load(), [said("add", "Ada Voss", *PERSON)])
    assert knowledge.load().index.exactly("Ada Voss") == ()


def test_groups_and_other_names() -> None:
    group = said("add", "Red Dune Front", ("kind", "group"), ("country", "MLI"), ("sector", "REB"), ("also", "RDF-M"))
    assert who([group], "Red Dune Front fighters")[1:3] == ("MLI", ("REB",))
    assert who([group], "RDF-M")[0] == "Red Dune Front"
    alias = said("alias", "Red Dune Front", ("also", "Dune Men"))
    assert who([group, alias], "Dune Men")[0] == "Red Dune Front"


def test_what_is_withdrawn_does_not_count_and_stays_told() -> None:
    added = said("add", "Ada Voss", *PERSON)
    both = [added, said("withdraw", added.id)]
    assert standing(both) == ()
    assert who(both, "Ada Voss")[2] == ()


def test_the_coder_is_named_after_the_judgements() -> None:
    one, two = said("add", "Ada Voss", *PERSON), said("alias", "Mali", ("also", "Malinia"))
    versions = [Resolver(given).version for given in ([], [one], [one, two], [one, said("withdraw", one.id)])]
    assert versions[0] == versions[3] == ""
    assert len(set(versions)) == 3


def test_the_file_gives_back_what_was_written(tmp_path: Path) -> None:
    assert judged.load(tmp_path) == ()
    kept = [said("add", "Ada Voss\u2028", *PERSON), said("alias", "Mali", ("also", 'M"li\n'))]
    for one in kept:
        judged.append(tmp_path / "new", one)
    assert list(judged.load(tmp_path / "new")) == kept


def test_a_damaged_line_is_told_by_its_number(tmp_path: Path) -> None:
    judged.append(tmp_path, said("alias", "Mali", ("also", "Malinia")))
    with (tmp_path / judged.FILE).open("a") as file:
        file.write('{"id": 1}\n')
    with pytest.raises(LedgerError, match=r"actors\.jsonl:2: no judgement"):
        judged.load(tmp_path)


@pytest.mark.parametrize(
    ("verb", "subject", "values", "problem"),
    [
        ("add", " ", PERSON, "needs a name"),
        ("add", "Ada Voss", (("kind", "thing"),), "person, organisation, group"),
        ("add", "Ada Voss", (*PERSON, ("until", "2020")), "lies before"),
        ("add", "Ada Voss", (("kind", "person"), ("since", "soon")), "no date"),
        ("add", "Ada Voss", (("kind", "person"), ("colour", "red")), "unknown field"),
    ],
)
def test_what_cannot_be_meant_is_refused(
    verb: str, subject: str, values: tuple[tuple[str, str], ...], problem: str
) -> None:
    with pytest.raises(UsageError, match=problem):
        judged.made(verb, subject, values, at=AT, by="ann")


def test_a_line_cut_off_by_a_crash_was_never_kept_and_hinders_nobody(tmp_path: Path) -> None:
    first, second = said("alias", "Mali", ("also", "Malinia")), said("alias", "Niger", ("also", "Nigeria Two"))
    judged.append(tmp_path, first)
    with (tmp_path / judged.FILE).open("a") as file:
        file.write('{"id": "jud-1", "at": "2026')
    assert judged.load(tmp_path) == (first,)
    judged.append(tmp_path, second)
    assert judged.load(tmp_path) == (first, second)
