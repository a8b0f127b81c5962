"""BibTeX: one entry for each article that the events are in, in order of first use; the key is the article's id."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import BinaryIO

from harmattan.ledger.export.cells import clean
from harmattan.ledger.export.facts import Left, Options, Pair, address, told
from harmattan.records import Article

# Readers of BibTeX count braces, whether a backslash stands before them or not: those of a page get a name.
_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "~": r"\textasciitilde{}",
    "%": r"\%", "&": r"\&", "#": r"\#", "_": r"\_", "$": r"\$", "^": r"\textasciicircum{}",
}  # fmt: skip
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# An address stands as it is, but for what would end the field or the line.
_IN_ADDRESS = re.compile(r"[\s{}\\]")


def write(pairs: Iterable[Pair], out: BinaryIO, options: Options) -> Left:
    """Write the entries."""
    seen: set[str] = set()
    for article, _ in pairs:
        if article.id not in seen:
            seen.add(article.id)
            out.write(clean(entry(article)).encode() + b"\n")
    return Counter()


def entry(article: Article) -> str:
    """Return one @misc entry; fields that are not known are left out."""
    published = told(article.published)
    fields = {
        # The second pair of braces keeps the capitals of a headline and takes a byline as it stands.
        "author": _braced(told(article.byline)),
        "title": _braced(told(article.title)),
        "howpublished": _escaped(told(article.site)),
        "year": _matched(r"[0-9]{4}", published),
        "date": _matched(r"[0-9]{4}(-[0-9]{2}){0,2}", published),
        "language": _escaped(told(article.language)),
        "url": _address(article),
        "urldate": _matched(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", article.fetched_at or ""),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{{_key(article)},", *lines, *_month(published), "}", ""])


def _key(article: Article) -> str:
    return re.sub(r"[^A-Za-z0-9:.-]", "", article.id)


def _month(published: str) -> list[str]:
    found = re.match(r"[0-9]{4}-(0[1-9]|1[0-2])", published)
    return [f"  month = {_MONTHS[int(found[1]) - 1]},"] if found else []


def _escaped(text: str) -> str:
    return "".join(_SPECIAL.get(letter, letter) for letter in " ".join(text.split()))


def _braced(text: str) -> str:
    return f"{{{escaped}}}" if (escaped := _escaped(text)) else ""


def _matched(pattern: str, value: str) -> str:
    found = re.match(pattern, value, re.ASCII)
    return found[0] if found else ""


def _address(article: Article) -> str:
    """Only what is an address: a file name would be no use to a reader."""
    where = address(article)
    if not where.startswith(("http://", "https://")):
        return ""
    return _IN_ADDRESS.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), where)
