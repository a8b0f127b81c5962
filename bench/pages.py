"""Measures the reading of news pages: python bench/pages.py FOLDER [--folds N] [--fit] [--worst N].

FOLDER holds articles.json ({id: {title, date, articleBody, ...}}) and html/ID.html. Each page is read
as HTML and, flattened to its visible text, as a dump; trafilatura's own text stands beside them.
Word F1 is over the multiset of lower-cased words, averaged over pages; a page refused counts 0.
"""

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

from harmattan.errors import InputError
from harmattan.read.decode import decode
from harmattan.read.headline import HEADLINE_FEATURES, candidates
from harmattan.read.html import read_html
from harmattan.read.lines import FEATURES, Line, features, split_lines
from harmattan.read.pagetext import read_page_text
from harmattan.read.sequence import Part, parts
from harmattan.read.tree import parse, torn_text, visible_text
from harmattan.records import CODED_LABELS, Article, Label

_WEIGHTS = Path(__file__).parent.parent / "src" / "harmattan" / "read" / "lines.toml"
# Keeps a weight near 0 that few lines speak for; 0.3 to 3 give the same figures.
_RIDGE = 1.0
_NEWTON_STEPS = 30
_DESCENT_STEPS = 3000
_DESCENT_RATE = 0.5


@dataclass(frozen=True, slots=True)
class Gold:
    """A page and what people found on it."""

    name: str
    html: str
    title: str
    date: str
    body: str


@dataclass(frozen=True, slots=True)
class Example:
    """The lines of one flattened page, their features, and which of them are the article's."""

    gold: Gold
    lines: list[Line]
    rows: "np.ndarray[tuple[int, int], np.dtype[np.float64]]"
    is_body: "np.ndarray[tuple[int], np.dtype[np.float64]]"


def load(folder: Path) -> list[Gold]:
    """Return the pages of folder in the order of articles.json."""
    table = json.loads((folder / "articles.json").read_text("utf-8"))
    pages = []
    for name, told in table.items():
        html = decode((folder / "html" / f"{name}.html").read_bytes(), name)
        pages.append(Gold(name, html, _plain(told["title"]), told["date"] or "", told["articleBody"]))
    return pages


def word_f1(ours: str, gold: str) -> float:
    """Return the F1 of two texts' multisets of lower-cased words."""
    left, right = (Counter(re.findall(r"\w+", text.lower())) for text in (ours, gold))
    return 2 * (left & right).total() / max(1, left.total() + right.total())


def body_of(article: Article) -> str:
    """Return the words that are coded, the headline left out: gold bodies hold deks and headings."""
    blocks = [block for block in article.blocks if block.label in CODED_LABELS and block.label is not Label.HEADLINE]
    return "\n".join(block.span.of(article.text) for block in blocks)


def flattened(page: Gold) -> str:
    """Return the visible text of the page's body, as a browser would copy it."""
    return visible_text(parse(page.html, page.name).root)


def _plain(words: str) -> str:
    return " ".join(words.split())


def _read_all(pages: Sequence[Gold], reader: Callable[[Gold], Article]) -> list[Article | None]:
    found: list[Article | None] = []
    for page in pages:
        try:
            found.append(reader(page))
        except InputError as error:
            print(f"refused: {error}", file=sys.stderr)
            found.append(None)
    return found


def report(kind: str, pages: Sequence[Gold], articles: Sequence[Article | None], worst: int) -> None:
    """Print the figures of one way of reading."""
    scored = [word_f1(body_of(art), page.body) if art else 0.0 for page, art in zip(pages, articles, strict=True)]
    _print(f"{kind} word F1", sum(scored), len(pages))
    both = [(page, art) for page, art in zip(pages, articles, strict=True) if art]
    _print(f"{kind} headline exact", sum(_plain(_value(art.title)) == page.title for page, art in both), len(pages))
    dates = [(_value(art.published), page.date) for page, art in both]
    dated = sum(bool(page.date) for page in pages)
    _print(f"{kind} date right", sum(ours == gold for ours, gold in dates if gold), dated)
    _print(
        f"{kind} date other than the annotators'", sum(bool(ours) and ours != gold for ours, gold in dates), len(pages)
    )
    invented = [page.name for page, art in both if _is_invented(page, art)]
    _print(f"{kind} date invented", len(invented), len(pages))
    for score, page in sorted(zip(scored, pages, strict=True), key=lambda pair: pair[0])[:worst]:
        print(f"  {score:.3f} {page.name} {page.title[:60]}")


def _is_invented(page: Gold, article: Article) -> bool:
    """Tell whether the day stands nowhere in the page, in its source or as a browser shows it, or gold has none."""
    if article.published is None:
        return False
    day = date.fromisoformat(article.published.value[:10])
    return not page.date or not any(form.search(page.html) for form in _forms(day))


def _forms(day: date) -> Iterator[re.Pattern[str]]:
    """Yield the ways to write a day: in figures, and with the month as a word."""
    yield re.compile(rf"{day.year}[-/.]?0?{day.month}[-/.]?0?{day.day}(?!\d)|{day.year}{day.month:02}{day.day:02}")
    yield re.compile(rf"(?<!\d)0?{day.day}[-/.]0?{day.month}[-/.]{day.year}|(?<!\d)0?{day.month}/0?{day.day}/\d*")
    word = f"(?:{day:%B}|{day:%b})[a-z]*\\.?"
    yield re.compile(rf"{word}\s+0?{day.day}(?:st|nd|rd|th)?,?\s+{day.year}", re.I)
    yield re.compile(rf"(?<!\d)0?{day.day}(?:st|nd|rd|th)?\.?\s+{word},?\s+{day.year}", re.I)


def _value(told: object) -> str:
    return str(getattr(told, "value", ""))


def _print(name: str, total: float, count: int) -> None:
    print(f"{name} {total / max(1, count):.3f}")


def trafilatura_alone(pages: Sequence[Gold]) -> float:
    """Return the mean word F1 of trafilatura's plain text with its default settings but no comments."""
    import trafilatura

    texts = [trafilatura.extract(page.html, include_comments=False) or "" for page in pages]
    return sum(word_f1(text, page.body) for text, page in zip(texts, pages, strict=True)) / len(pages)


def examples(pages: Sequence[Gold]) -> Iterator[tuple[Example, Example]]:
    """Yield each page flattened as a browser does, and with every text node on a line of its own."""
    for page in pages:
        root = parse(page.html, page.name).root
        yield _example(page, visible_text(root)), _example(page, torn_text(root))


def _example(page: Gold, text: str) -> Example:
    lines = split_lines(text)
    return Example(page, lines, np.array(features(lines)), _is_body(lines, page.body))


def _is_body(lines: Sequence[Line], body: str) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    """A line is the article's if the gold body holds it: a long one its start or end, a short one as a line."""
    whole = f" {_bare(body)} "
    alone = {_bare(line) for line in body.split("\n")}
    found = np.array([float(_holds(_bare(line.text), whole, alone)) for line in lines])
    for place, line in enumerate(lines):
        # A short line that stands in the gold by chance, as menu words do, has no body around it.
        if line.words < 5 and found[max(0, place - 4) : place + 5].sum() < 3:
            found[place] = 0.0
    return found


def _bare(words: str) -> str:
    return re.sub(r"\W+", " ", words.lower()).strip()


def _holds(line: str, whole: str, alone: set[str]) -> bool:
    words = line.split()
    if len(words) < 5:
        return line in alone
    if len(words) <= 12:
        return f" {line} " in whole
    return " ".join(words[:7]) in whole or " ".join(words[-7:]) in whole


def fit(train: Sequence[Example]) -> tuple[float, ...]:
    """Return the weights of a ridge logistic regression in which every page, and in it every word, counts alike."""
    rows = np.concatenate([example.rows for example in train])
    gold = np.concatenate([example.is_body for example in train])
    counts = np.concatenate([_line_weights(example) for example in train])
    weights = np.zeros(rows.shape[1])
    for _ in range(_NEWTON_STEPS):
        odds = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (counts * (odds - gold)) + _RIDGE * weights
        curve = (rows.T * (counts * odds * (1 - odds))) @ rows + _RIDGE * np.eye(rows.shape[1])
        weights -= np.linalg.solve(curve, slope)
    return tuple(float(weight) for weight in weights)


def _line_weights(example: Example) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    words = [max(1.0, min(line.words, 100)) for line in example.lines]
    return np.array([100 * count / sum(words) for count in words])


def cross_validated(pages: Sequence[Gold], folds: int) -> tuple[float, float]:
    """Return the mean dump word F1 (whole lines, torn lines), each page read with weights fitted on the others."""
    pairs = list(examples(pages))
    totals = [0.0, 0.0]
    for fold in range(folds):
        weights = fit([example for place, pair in enumerate(pairs) if place % folds != fold for example in pair])
        for pair in pairs[fold::folds]:
            for kind, example in enumerate(pair):
                totals[kind] += _body_f1(example, weights)
    return totals[0] / len(pages), totals[1] / len(pages)


def _body_f1(example: Example, weights: Sequence[float]) -> float:
    found = zip(example.lines, parts(example.lines, weights), strict=True)
    return word_f1("\n".join(line.text for line, part in found if part is Part.BODY), example.gold.body)


def _rows(names: Sequence[str], weights: Sequence[float]) -> list[str]:
    return [f'"{name}" = {weight:.2f}' for name, weight in zip(names, weights, strict=True)]


def fit_headline(train: Sequence[Example], weights: Sequence[float]) -> tuple[float, ...]:
    """Return the weights under which the gold title is the likeliest of each page's candidates (softmax, ridge)."""
    groups = [group for example in train if (group := _title_group(example, weights)) is not None]
    found = np.zeros(len(HEADLINE_FEATURES))
    for _ in range(_DESCENT_STEPS):
        slope = _RIDGE * found
        for rows, is_title in groups:
            odds = np.exp(rows @ found - (rows @ found).max())
            slope += rows.T @ (odds / odds.sum() - is_title / is_title.sum())
        found -= _DESCENT_RATE * slope / len(groups)
    return tuple(float(weight) for weight in found)


def _title_group(
    example: Example, weights: Sequence[float]
) -> "tuple[np.ndarray[tuple[int, int], np.dtype[np.float64]], np.ndarray[tuple[int], np.dtype[np.float64]]] | None":
    """Return the feature rows of a page's headline candidates and which of them are its title, if any is."""
    places = parts(example.lines, weights)
    if Part.BODY not in places:
        return None
    found = candidates(example.lines, places)
    is_title = np.array([float(_bare(example.lines[one.place].text) == _bare(example.gold.title)) for one in found])
    return (np.array([one.values for one in found]), is_title) if is_title.any() else None


def write_weights(pages: Sequence[Gold]) -> None:
    """Fit on all pages and write the weights beside the code; the head of the file is kept."""
    pairs = list(examples(pages))
    lines = fit([example for pair in pairs for example in pair])
    titles = fit_headline([example for pair in pairs for example in pair], lines)
    head = _WEIGHTS.read_text("utf-8").split("[lines]")[0].rstrip()
    tables = [head, "", "[lines]", *_rows(FEATURES, lines), "", "[headline]", *_rows(HEADLINE_FEATURES, titles), ""]
    _WEIGHTS.write_text("\n".join(tables), "utf-8")
    print(f"wrote {_WEIGHTS}")


def main() -> None:
    """Print one figure a line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--folds", type=int, default=0, help="refit the line weights N-fold and print the dump figure")
    parser.add_argument("--fit", action="store_true", help="fit the line weights on FOLDER and write lines.toml")
    parser.add_argument("--worst", type=int, default=0, help="list the N worst pages of each kind")
    options = parser.parse_args()
    pages = load(options.folder)
    if options.fit:
        write_weights(pages)
        return
    report("html", pages, _read_all(pages, lambda page: read_html(page.html, page.name)), options.worst)
    print(f"trafilatura alone word F1 {trafilatura_alone(pages):.3f}")
    dumps = _read_all(pages, lambda page: read_page_text(flattened(page), page.name))
    report("dump", pages, dumps, options.worst)
    if options.folds:
        whole, torn = cross_validated(pages, options.folds)
        print(f"dump word F1, weights fitted on other pages {whole:.3f}")
        print(f"dump word F1, weights fitted on other pages, torn lines {torn:.3f}")


if __name__ == "__main__":
    main()
