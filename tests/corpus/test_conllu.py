"""Treebanks; the sentences here are invented."""

from corpus.conllu import sentences

FILE = """# newdoc id = page-1
# newpar
# sent_id = 1
# text = Don't go.
1-2\tDon't\t_
1\tDo\tdo
2\tn't\tnot
3\tgo\tgo
3.1\twent\tgo
4\t.\t.

# sent_id = 2
# text = a = b
1\ta\ta
2\t=\t=
3\tb\tb

# newpar id = p2
# sent_id = 3
1\tEnd\tend

# a comment alone
"""


def test_words_are_rows_without_ranges_and_empty_nodes() -> None:
    first, second, third = sentences(FILE)
    assert first.words == ["Do", "n't", "go", "."]
    assert first.rows[0] == ["1", "Do", "do"]
    assert (second.told["text"], second.words) == ("a = b", ["a", "=", "b"])
    assert third.words == ["End"]


def test_documents_and_paragraphs_begin_where_they_are_said_to() -> None:
    assert [one.begins for one in sentences(FILE)] == ["document", "", "paragraph"]
    assert [one.told.get("newdoc id") for one in sentences(FILE)] == ["page-1", None, None]


def test_a_file_without_words_has_no_sentences() -> None:
    assert list(sentences("")) == []
    assert list(sentences("# only\n# comments\n\n\n")) == []
