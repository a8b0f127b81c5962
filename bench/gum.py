"""Time expressions of the GUM treebank: each with its text, its day and the value its annotators gave.

GUM marks them in the last column of CoNLL-U, before and after the words they hold (``XML=<date when:::"2010-05">``).
Its corpus is only measured with, never trained on (NOTICE).
"""

import re
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from corpus import conllu
from harmattan import dates
from harmattan.records import Span

_TAG = re.compile(r"<(/?)date\b([^>]*)>")
_SAID = re.compile(r'(\w+):::"([^"]*)"')


@dataclass(frozen=True, slots=True)
class Told:
    """One time expression: its document, where it stands in the text, the document's day, the marked attributes."""

    name: str
    text: str
    span: Span
    published: str
    marked: dict[str, str]

    @property
    def days(self) -> tuple[date, date] | None:
        """The days meant, half-open; None if no year is told (``--06``), or a bound only ("since 2010")."""
        if "when" in self.marked:
            bounds = (self.marked["when"], self.marked["when"])
        elif "from" in self.marked and "to" in self.marked:
            bounds = (self.marked["from"], self.marked["to"])
        else:
            return None
        try:
            return dates.bounds(bounds[0])[0], dates.bounds(bounds[1])[1]
        except ValueError:
            return None


def expressions(archive: Path) -> Iterator[Told]:
    """Yield the time expressions of every document of the archive (gum_ccby.tar.gz), in order."""
    with tarfile.open(archive) as files:
        for member in sorted(files.getnames()):
            data = files.extractfile(member)
            if data is not None and member.endswith(".conllu"):
                yield from _of_document(Path(member).stem, list(conllu.sentences(data.read().decode("utf-8"))))


def _of_document(name: str, sentences: list[conllu.Sentence]) -> Iterator[Told]:
    text = ""
    found: list[tuple[Span, dict[str, str]]] = []
    opened: list[tuple[int, dict[str, str]]] = []
    for sentence in sentences:
        text += "\n" if sentence.begins and text else ""
        for row in sentence.rows:
            start, text = len(text), text + row[1]
            for closes, said in _TAG.findall(row[9]):
                if closes and opened:
                    first, marked = opened.pop()
                    found.append((Span(first, len(text)), marked))
                elif not closes:
                    opened.append((start, dict(_SAID.findall(said))))
            text += "" if "SpaceAfter=No" in row[9] else " "
    published = sentences[0].told.get("meta::dateCreated", "")
    for span, marked in found:
        yield Told(name, text, span, published, marked)
