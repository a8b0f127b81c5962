"""The training tasks: which set teaches what, and how much of it an epoch draws."""

import random
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from corpus import names, news
from corpus.markup import Document
from corpus.pages import pages
from harmattan.annotate import labels
from harmattan.annotate.sentences import split
from harmattan.records import Span
from train.examples import Builder, EventInput, TagInput
from train.fit import Task, event_loss, pair_loss, tag_loss
from train.sources import PairExample, TaggedExample, pairs, quiet, quoted, tagged
from train.swap import swapped
from train.syntax import syntax_loss, treebank

NAMES = frozenset({"person", "organisation", "place"})
FILES = {
    "plv": "plv_train.tsv",
    "ends": "source_target_train.conll",
    "wikigold": "wikigold.conll",
    "uner": "uner_ewt.iob2",
    "re3d": "re3d_train.conll",
    "ewt": "ewt_train.conllu.gz",
    "polnear": "polnear.tar.gz",
    "wire": "wire_news.jsonl",
    "syria": "syria_news_2011_2019.jsonl",
    "lgl": "lgl.xml.gz",
    "pages": "news_pages.tar.gz",
}
# Sets of real news whose acts were annotated for Harmattan (corpus/news.py), and the epoch in which they begin: the
# corpus, which marks more, comes first.
NEWS, NEWS_FROM = frozenset(news.FILES) - news.MEASURED, 1
# How many times each text of real news is taught under other names, beside its own.
RENAMED = 2
RE3D = frozenset({"person", "organisation", "place", "group", "date", "weapon", "quantity"})
# open: sets with a licence that lets anybody use them. base: what no bench by cross-validation measures on.
SETS = {
    "all": frozenset(FILES),
    "open": frozenset({"wikigold", "uner", "re3d", "ewt"}),
    "base": frozenset({"re3d", "ewt"}),
}


def tasks(builder: Builder, data: Path, documents: Sequence[Document], sets: frozenset[str]) -> list[Task]:
    """Build the tasks of the corpus and of the chosen public sets."""
    files = list(named(data, sets))
    marked = [*(pairs(data / FILES["plv"]) if "plv" in sets else ()), *corpus_pairs(documents)]
    found = [
        Task("events", events(builder, documents), event_loss, batch=16, share=1.4),
        Task("pair", [builder.pair(example) for example in marked], pair_loss, share=0.4),
        Task("entities", builder.entities(one for file in files for one in file), tag_loss("entities"), share=0.4),
        # Names are known by what stands around them: each sentence is taught among its neighbours, too.
        Task("names", _together(builder, files), tag_loss("entities"), batch=8, share=0.5),
    ]
    if "ewt" in sets:
        parsed = list(treebank(data / FILES["ewt"], builder))
        found.append(Task("syntax", parsed, syntax_loss, share=0.4))
    if "ends" in sets:
        ends = tagged(data / FILES["ends"], frozenset({"source", "target"}))
        found.append(Task("ends", builder.ends(ends), tag_loss("ends"), weight=0.5, share=0.5))
    if "polnear" in sets:
        spoken = [window for text in quoted(data / FILES["polnear"], "train") for window in builder.attributed(text)]
        found.append(Task("quotes", spoken, event_loss, batch=16, share=0.62))
    sparse = [window for page in pages() for window in builder.news(page)]
    found.append(Task("pages", sparse, event_loss, batch=16, begins=NEWS_FROM))
    if sets >= NEWS:
        real = [*news.load(data, "train"), *quiet(data)]
        campaign = [document for document in real if document.id.startswith("polnear ")]
        others = [document for document in real if not document.id.startswith("polnear ")]
        # Half of the acts of real news are of one American campaign: an epoch draws less of it than of other news.
        for name, texts, share in (("news", others, 1.0), ("campaign", campaign, 0.4)):
            windows = [window for document in renamed(texts) for window in builder.news(document)]
            found.append(Task(name, windows, event_loss, batch=16, share=share / (RENAMED + 1), begins=NEWS_FROM))
    return found


def renamed(documents: Sequence[Document]) -> Iterator[Document]:
    """Yield each text as it is and RENAMED times under other names (train/swap.py)."""
    chance = random.Random(len(documents))
    for document in documents:
        yield document
        for _ in range(RENAMED):
            yield swapped(document, chance)


def named(data: Path, sets: frozenset[str]) -> Iterator[list[TaggedExample]]:
    """Sentences with entity tags, a list for each set: public ones, and the treebank as it was marked for Harmattan."""
    kinds = {"wikigold": NAMES | {"other-name"}, "uner": NAMES, "re3d": RE3D}
    for name, known in kinds.items():
        if name in sets:
            yield list(tagged(data / FILES[name], known))
    if "ewt" in sets:
        yield list(web_names(data))


def web_names(data: Path) -> Iterator[TaggedExample]:
    """Names in web English (corpus/names.py)."""
    for number, (_, sentences) in enumerate(groupby(names.load(data), key=lambda row: row[0]), 1):
        for _, words, told in sentences:
            tags = ["O"] * len(words)
            for first, last, kind in told:
                tags[first:last] = [f"B-{kind}", *[f"I-{kind}"] * (last - first - 1)]
            yield TaggedExample(words, tuple(tags), NAMES, number)


def _together(builder: Builder, files: Sequence[Sequence[TaggedExample]]) -> list[TagInput]:
    """Windows over the documents of each set that tells its documents apart."""
    return [window for file in files if file and file[-1].document for window in builder.in_documents(file)]


def events(builder: Builder, documents: Sequence[Document]) -> list[EventInput]:
    """Windows of the corpus."""
    return [window for document in documents for window in builder.document(document)]


def corpus_pairs(documents: Sequence[Document]) -> list[PairExample]:
    """Marked pairs from the corpus: each event that has both an actor and a recipient span."""
    return [pair for document in documents for pair in _pairs_of(document)]


def _pairs_of(document: Document) -> Iterator[PairExample]:
    """Like PLV: the sentence of the trigger alone, if it names both sides."""
    sentences = list(split(document.text))
    for event in document.events:
        trigger = document.span(event.id)
        sentence = next((item for item in sentences if trigger and item.start <= trigger.start < item.end), None)
        if sentence is None:
            continue
        actors, recipients = (_within(document, names, sentence) for names in (event.actors, event.recipients))
        if actors and recipients and actors != recipients:
            root = "YIELD" if event.type in labels.YIELD else event.type
            yield PairExample(sentence.of(document.text), actors, recipients, root, 0)


def _within(document: Document, names: Sequence[str], sentence: Span) -> tuple[Span, ...]:
    """The first of the named spans that lies in the sentence, counted from its start."""
    found = [
        span
        for name in names
        if (span := document.span(name)) and sentence.start <= span.start and span.end <= sentence.end
    ]
    return tuple(Span(span.start - sentence.start, span.end - sentence.start) for span in found[:1])
