"""Reads CoNLL-U, the form of the Universal Dependencies treebanks."""

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(slots=True)
class Sentence:
    """One sentence: what its comments tell, and the columns of each of its words (no ranges, no empty nodes).

    begins: "document" or "paragraph" if one begins with it, else empty.
    """

    told: dict[str, str] = field(default_factory=dict)
    rows: list[list[str]] = field(default_factory=list)
    begins: str = ""

    @property
    def words(self) -> list[str]:
        """The words as they are spelt."""
        return [row[1] for row in self.rows]


def sentences(text: str) -> Iterator[Sentence]:
    """Yield the sentences of a file in order; a block of comments alone is none."""
    for block in text.split("\n\n"):
        sentence = Sentence()
        for line in block.split("\n"):
            if line.startswith("#"):
                key, _, value = line[1:].strip().partition(" = ")
                sentence.told[key] = value
                if key in ("newdoc id", "newdoc"):
                    sentence.begins = "document"
                elif key in ("newpar id", "newpar"):
                    sentence.begins = sentence.begins or "paragraph"
            elif line.partition("\t")[0].isdigit():
                sentence.rows.append(line.split("\t"))
        if sentence.rows:
            yield sentence
