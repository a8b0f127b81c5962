"""Counts of the corpus beside the quotas of spread.toml, and the rules for stories and histories."""

import csv
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from corpus.forms import constructions
from corpus.markup import Document
from harmattan import dates
from harmattan.codebook.loader import load as load_codebook

FOLDER = Path(__file__).parent
STATES = FOLDER.parent / "actors" / "states.toml"

REGIONS = frozenset(
    {
        "sahel",
        "westafrica",
        "centralafrica",
        "horn",
        "eastafrica",
        "southernafrica",
        "northafrica",
        "mideast",
        "gulf",
        "eeurope",
        "balkans",
        "caucasus",
        "centralasia",
        "southasia",
        "eastasia",
        "southeastasia",
        "pacific",
        "europe",
        "northamerica",
        "centralamerica",
        "caribbean",
        "southamerica",
        "global",
    }
)


@dataclass(frozen=True, slots=True)
class Row:
    """One quota: most says that the count must not be over it."""

    kind: str
    name: str
    count: float
    quota: float
    most: bool = False

    @property
    def met(self) -> bool:
        """Whether the corpus keeps to it."""
        return self.count <= self.quota if self.most else self.count >= self.quota

    def line(self) -> str:
        """Return the row as text."""
        sign = "at most" if self.most else "at least"
        return f"{'' if self.met else 'SHORT '}{self.kind}: {self.name} {self.count:g} ({sign} {self.quota:g})"


@cache
def plan() -> Mapping[str, Any]:
    """Return spread.toml."""
    return tomllib.loads((FOLDER / "spread.toml").read_text(encoding="utf-8"))


def quotas(documents: Sequence[Document], read_again: set[str], twice: int) -> Iterator[Row]:
    """Yield a row for each quota. read_again: batches with a second reader; twice: documents annotated twice."""
    counts = _counts(documents)
    sizes = {**_sizes(documents), **_shares(documents, read_again, twice)}
    for table in ("size", "share"):
        for name, quota in plan()[table].items():
            yield Row(table, name, round(sizes[name], 3), quota)
    for name, quota in plan()["most"].items():
        yield Row("most", name, round(sizes[name], 3), quota, most=True)
    for kind, quota in plan()["each"].items():
        for name in _names(kind):
            yield Row(kind, name, counts[kind][name], quota)
    for kind in ("factuality", "form", "region"):
        for name, quota in plan()[kind].items():
            yield Row(kind, name, counts[kind][name], quota)


def _names(kind: str) -> Sequence[str]:
    book = load_codebook()
    known: dict[str, Sequence[str]] = {
        "type": tuple(book.types),
        "mode": book.mode_names(),
        "context": tuple(book.contexts),
        "country": tuple(tomllib.loads(STATES.read_text(encoding="utf-8"))),
        "region": sorted(REGIONS - {"global"}),
    }
    return known[kind]


def _counts(documents: Sequence[Document]) -> dict[str, Counter[str]]:
    """Countries count once a document, all else once an event."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for document in documents:
        counts["region"][document.attributes.get("region", "")] += 1
        counts["form"].update(constructions(document))
        counts["country"].update({entity.country for entity in document.entities.values() if entity.country})
        for event in document.events:
            counts["type"][event.type] += 1
            counts["factuality"][event.factuality] += 1
            counts["mode"].update(f"{event.type}/{mode}" for mode in event.modes)
            counts["context"].update(event.contexts)
    return counts


def _sizes(documents: Sequence[Document]) -> dict[str, float]:
    articles = [document for document in documents if document.attributes.get("kind") == "article"]
    told = Counter(document.attributes["story"] for document in articles if "history" not in document.attributes)
    turned = {document.attributes["history"] for document in articles if "turn" in document.attributes}
    return {
        "passages": len(documents) - len(articles),
        "articles": len(articles),
        "stories told by 2 reports or more": sum(count > 1 for count in told.values()) + len(turned),
        "histories that turn": len(turned),
        "words in the shortest article": min((len(item.text.split()) for item in articles), default=0),
        "reports of one story": max(told.values(), default=0),
    }


def _shares(documents: Sequence[Document], read_again: set[str], twice: int) -> dict[str, float]:
    passages = [document for document in documents if document.attributes.get("kind") != "article"]
    batches = {document.id.partition("-")[0] for document in documents}
    return {
        "passages without an event": sum(not item.events for item in passages) / max(1, len(passages)),
        "annotated twice": twice / max(1, len(documents)),
        "batches read by a second reader": len(batches & read_again) / max(1, len(batches)),
        "share of templates": sum("template" in item.attributes for item in documents) / max(1, len(documents)),
    }


def reviews() -> set[str]:
    """Return the batches ("b010") that reviews.tsv says were read again."""
    with (FOLDER / "reviews.tsv").open(encoding="utf-8", newline="") as lines:
        numbers = (re.match(r"\d+", row["batch"]) for row in csv.DictReader(lines, delimiter="\t"))
        return {f"b{int(number[0]):02d}" for number in numbers if number}


def stories(documents: Sequence[Document]) -> Iterator[str]:
    """Yield a line for each fault of stories: keys of acts that disagree, turns that are no day or no pair."""
    types: dict[tuple[str, str], set[str]] = defaultdict(set)
    for document in documents:
        story = document.attributes.get("history") or document.attributes.get("story", "")
        for event in document.events:
            if event.act and not story:
                yield f"{document.id}: {event.id} has act={event.act} outside any story"
            elif event.act:
                types[story, event.act].add(event.type)
        yield from _turn(document)
    for (story, act), found in types.items():
        # A report may call an act by a neighbouring type (agreed, signed); four types are four acts.
        if len(found) > 3:
            yield f"{story}: act={act} is of types {', '.join(sorted(found))}"


def _turn(document: Document) -> Iterator[str]:
    turn, pair = document.attributes.get("turn"), document.attributes.get("turn_pair")
    if (turn is None) != (pair is None):
        yield f"{document.id}: turn= and turn_pair= go together"
    if pair is not None and not re.fullmatch(r"[A-Z]{3,6}-[A-Z]{3,6}", pair):
        yield f"{document.id}: turn_pair={pair} is no pair of codes"
    if turn is not None:
        try:
            dates.bounds(turn)
        except ValueError as error:
            yield f"{document.id}: turn= {error}"
