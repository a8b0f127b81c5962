"""Names in web English are kept as numbers of words; the treebank here is invented."""

import gzip
import json
from pathlib import Path

import pytest

from corpus import names
from corpus.markup import MarkupError

SENTENCES = {
    "one": "Ask Wilma Bardolet at Quenby's, Wilma Bardolet knows.",
    "two": "nothing here",
    "three": "Trandor Foods of Trandor",
}
WORDS = {
    "one": ["Ask", "Wilma", "Bardolet", "at", "Quenby", "'s", ",", "Wilma", "Bardolet", "knows", "."],
    "two": ["nothing", "here"],
    "three": ["Trandor", "Foods", "of", "Trandor"],
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    blocks = [
        "\n".join(
            [f"# sent_id = {id_}", f"# text = {text}", *(f"{i}\t{word}\t_" for i, word in enumerate(WORDS[id_], 1))]
        )
        for id_, text in SENTENCES.items()
    ]
    (tmp_path / names.TREEBANK).write_bytes(gzip.compress(("\n\n".join(blocks) + "\n\n").encode()))
    (tmp_path / "read").write_text("# weblog\n" + "".join(f"{id_}\t{text}\n" for id_, text in SENTENCES.items()))
    return tmp_path


def taken(folder: Path, *lines: str) -> dict[str, list[list[object]]]:
    (folder / "written").write_text("\n".join(lines) + "\n", encoding="utf-8")
    rows = names.marked(folder, folder / "written", folder / "read")
    return {row["id"]: row["names"] for row in rows}


def test_a_name_stands_for_all_its_occurrences(folder: Path) -> None:
    found = taken(folder, "one\tPER=Wilma Bardolet | ORG=Quenby")
    assert found["one"] == [[1, 3, "person"], [4, 5, "organisation"], [7, 9, "person"]]


def test_sentences_without_a_line_have_no_names(folder: Path) -> None:
    assert taken(folder, "one\tPER=Wilma Bardolet") == {
        "one": [[1, 3, "person"], [7, 9, "person"]],
        "two": [],
        "three": [],
    }


def test_the_longer_of_two_names_is_kept(folder: Path) -> None:
    found = taken(folder, "three\tLOC=Trandor | ORG=Trandor Foods")
    assert found["three"] == [[0, 2, "organisation"], [3, 4, "place"]]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("one\tPER=Wilma Quenby", "does not stand there"),
        ("one\tWHO=Wilma", "no list of names"),
        ("four\tPER=Wilma", "no such sentence"),
    ],
)
def test_what_cannot_be_kept_is_told(folder: Path, line: str, words: str) -> None:
    with pytest.raises(MarkupError, match=words):
        taken(folder, line)


def test_names_are_put_on_their_words_and_on_no_others(folder: Path) -> None:
    (folder / "written").write_text("three\tORG=Trandor Foods\n")
    rows = list(names.marked(folder, folder / "written", folder / "read"))
    kept = folder / "kept.jsonl"
    kept.write_text("".join(json.dumps(row) + "\n" for row in rows))
    assert list(names.load(folder, kept))[2] == ("", tuple(WORDS["three"]), [(0, 2, "organisation")])
    kept.write_text(json.dumps({**rows[0], "sha256": "0" * 64}) + "\n")
    with pytest.raises(MarkupError, match="not the sentence"):
        list(names.load(folder, kept))


def test_what_is_committed_is_well_formed() -> None:
    rows = [json.loads(line) for line in names.KEPT.read_text(encoding="utf-8").splitlines()]
    assert len({row["id"] for row in rows}) == len(rows) > 4000
    for row in rows:
        ends = [0, *(last for _, last, _ in row["names"])]
        assert all(end <= first < last for end, (first, last, _) in zip(ends, row["names"], strict=False))
        assert {kind for *_, kind in row["names"]} <= set(names.KINDS.values())
