from pathlib import Path

import pytest

from corpus.check import RUN, main, problems, runs, shared_runs, table
from corpus.markup import parse

SOUND = """b01-001 date=2024-03-12 style=wire region=sahel invented
[a1 The council] {e1 expelled} [a2 the envoy] from [g1 Tamrit] on [t1 Monday], and [a3 it] {e2 accused} him; "<q1 no>", [c1 said] [o1 he].

e1 SANCTION/expel actual actor=a1 recipient=a2 place=g1 time=t1 context=diplomatic
e2 ACCUSE actual actor=a3 recipient=UNK
q1 direct speaker=o1 cue=c1
a1 ORG name="Council" country=MLI sector=GOV
a2 PER name="Envoy" country=FRA sector=GOV
a3 PRON same=a1
g1 GPE country=MLI
t1 DATE value=2024-03-11
o1 PER name="Speaker"
"""  # noqa: E501  (one line of text, as batches have it)


def _found(chunk: str) -> list[str]:
    return list(problems(parse(chunk)))


def test_a_sound_document_has_no_problems() -> None:
    assert _found(SOUND) == []


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (" invented", "", "header lacks the word invented"),
        ("date=2024-03-12", "date=2024-03", "date= is not a day"),
        ("date=2024-03-12", "", "date= not a date"),
        ("style=wire", "style=poem", "unknown style 'poem'"),
        ("[a1 The council]", "[a1 The council ]", "a1 begins or ends with a blank: 'The council '"),
        ("[a1 The council]", "The council", "a1 has a line and is not marked"),
        ('o1 PER name="Speaker"\n', "", "o1 is marked and has no line"),
        ("e2 ACCUSE actual actor=a3 recipient=UNK\n", "", "e2 is marked and has no event line"),
        ("same=a1", "same=a9", "a3 same=a9, which has no line"),
        ("a3 PRON same=a1", "a3 PRON", "a3 PRON lacks same="),
        ("country=FRA", "country=FRX", "a2 unknown country 'FRX'"),
        ("sector=GOV", "sector=KING", "a1 unknown sector 'KING'"),
        ("value=2024-03-11", "value=2024-03-99", "t1 "),
        (" value=2024-03-11", "", "t1 DATE lacks value="),
        ("speaker=o1", "speaker=o9", "q1 names o9, which is not marked"),
        ("cue=c1", "cue=c9", "q1 names c9, which is not marked"),
        ("SANCTION/expel", "SHUN/expel", "e1 unknown type SHUN"),
        ("SANCTION/expel", "SANCTION/kiss", "e1 SANCTION has no mode kiss"),
        ("expel actual", "expel maybe", "e1 unknown factuality maybe"),
        ("context=diplomatic", "context=gossip", "e1 unknown context gossip"),
        ("{e2 accused}", "accused", "e2 has no trigger {e2 ...}"),
        ("{e2 accused} him", "{e2+ accused} him", "e2 has no trigger {e2 ...}"),
        ("actor=a1 ", "actor=a9 ", "e1 names a9, which has no line"),
        ("actor=a1 recipient=a2", "actor=a1", "e1 SANCTION needs a recipient"),
        ("e2 ACCUSE actual", "e2 CONSULT planned", "e2 a planned CONSULT is AGREE"),
        ("context=diplomatic", "denied_by=a2", "e1 denied_by without denied"),
        ("{e1 expelled}", "{e1 did at last go and expel}", "e1 trigger is longer than five words"),
        (' country=FRA sector=GOV', "", "e1 a2 has neither country nor sector"),
        ("place=g1", "place=t1", "e1 place=t1 is a DATE"),
        ("time=t1", "time=g1", "e1 time=g1 is a GPE"),
    ],
)  # fmt: skip
def test_each_broken_rule_is_told(old: str, new: str, problem: str) -> None:
    assert old in SOUND
    assert any(line.startswith(problem) for line in _found(SOUND.replace(old, new, 1)))


def test_a_meeting_of_equals_needs_no_recipient() -> None:
    assert _found(SOUND.replace("e2 ACCUSE actual actor=a3 recipient=UNK", "e2 COOPERATE actual actor=a3,a2")) == []


def test_a_vague_date_is_unknown_and_not_missing() -> None:
    assert _found(SOUND.replace("value=2024-03-11", "value=unknown")) == []


def test_a_document_without_text_is_told() -> None:
    assert "no text" in _found("b01-001 date=2024-03-12 style=wire invented\n")


def test_runs_are_of_words_alone() -> None:
    assert runs("One, two; three four FIVE six seven eight nine") == {
        "one two three four five six seven eight",
        "two three four five six seven eight nine",
    }
    assert runs("too few words " * 2) == set()
    assert len(["one", "two", "three", "four", "five", "six", "seven", "eight"]) == RUN


LONG = "the envoys of both banks met again at the old customs house"


def _document(id_: str, text: str, extra: str = "") -> str:
    return f"{id_} date=2024-03-12 style=wire invented {extra}\n{text}\n"


def test_a_shared_run_is_told_once_a_pair() -> None:
    documents = [parse(_document("b01-001", LONG)), parse(_document("b01-002", f"Later {LONG.upper()}."))]
    (line,) = shared_runs(documents, None)
    assert line.startswith("b01-002: shares ")
    assert line.endswith(" with b01-001")


def test_reports_of_one_story_may_share_words() -> None:
    documents = [parse(_document(f"b01-00{i}", LONG, "story=banks")) for i in (1, 2)]
    assert list(shared_runs(documents, None)) == []


@pytest.mark.parametrize("name", ["a.tsv", "a.jsonl"])
def test_a_run_of_public_data_is_told(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(f"1\tX\t{LONG}\n", encoding="utf-8")
    found = list(shared_runs([parse(_document("b01-001", LONG))], tmp_path))
    assert found
    assert all(line.endswith(f"with {name}") for line in found)


def test_a_run_of_public_data_with_a_word_a_line_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.conll").write_text("\n".join(f"{word} O" for word in LONG.split()), encoding="utf-8")
    assert list(shared_runs([parse(_document("b01-001", LONG))], tmp_path))


def test_the_table_counts_the_spread() -> None:
    lines = list(table([parse(SOUND), parse(_document("b01-002", "Nothing.", "kind=article"))]))
    assert lines[0] == "documents 2 (articles 1, without event 1), events 2"
    assert "types: SANCTION 1, ACCUSE 1" in lines
    assert "modes: SANCTION/expel 1" in lines


def test_the_command_says_what_is_wrong_and_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    batch = tmp_path / "010-x.txt"
    batch.write_text(f"## {SOUND}", encoding="utf-8")
    assert main([str(batch)]) == 0
    batch.write_text(f"## {SOUND}\n## {SOUND.replace('style=wire', 'style=poem')}", encoding="utf-8")
    assert main([str(batch)]) == 1
    output = capsys.readouterr().out
    assert "b01-001: two documents have this id" in output
    assert "b01-001: unknown style 'poem'" in output


def test_a_batch_that_cannot_be_read_is_told_by_its_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    batch = tmp_path / "010-x.txt"
    batch.write_text("## b01-001\na ] b\n", encoding="utf-8")
    assert main([str(batch)]) == 1
    assert "010-x.txt: b01-001: stray ']'" in capsys.readouterr().out
