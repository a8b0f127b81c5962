"""What the container of a page says of it: a line of JSON, a row of a table, a letter."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from harmattan.errors import BadRecord
from harmattan.read.daywords import day_of, moment_of
from harmattan.records import Article, Told

GIVEN = "given"
MAIL = "e-mail"

# Usual names of the fields of news records, less case and punctuation; the first that holds something is taken.
TEXTS = (
    "text", "body", "content", "maintext", "fulltext", "articlebody", "articletext", "bodytext", "rawtext",
    "plaintext", "cleanedtext", "storytext", "article", "story",
)  # fmt: skip
PAGES = ("html", "rawhtml", "pagehtml", "htmlcontent", "sourcehtml")
_IDS = ("id", "docid", "articleid", "uid", "uuid", "guid")
_URLS = ("url", "link", "pageurl", "articleurl", "canonicalurl", "weburl", "sourceurl", "permalink", "uri", "href")
_TITLES = ("title", "headline", "head", "heading")
_DATES = (
    "published", "publishedat", "publisheddate", "publicationdate", "publishdate", "datepublished", "datepublish",
    "pubdate", "date", "datetime", "timestamp", "day", "time",
)  # fmt: skip
_LANGUAGES = ("language", "lang", "inlanguage")
_SITES = ("source", "site", "sitename", "sourcename", "publisher", "outlet", "publication", "sourcedomain", "domain")
_AUTHORS = ("byline", "author", "authors", "creator")
_CODE = re.compile(r"([a-z]{2,3})(?:[-_].*)?", re.I)
_PUNCTUATION = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Given:
    """What is said of a page outside it; "" where nothing is. origin: "given" or "e-mail"."""

    origin: str = GIVEN
    id: str = ""
    url: str = ""
    title: str = ""
    published: str = ""
    language: str = ""
    site: str = ""
    byline: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """The text of an article as a record gives it; source says where the record stands."""

    source: str
    text: str
    given: Given


def key_of(name: str) -> str:
    """Return a field's name as it is compared: less case, blanks and punctuation."""
    return _PUNCTUATION.sub("", name).casefold()


def given_of(fields: Mapping[str, object]) -> Given:
    """Return what the fields of a record say; their names are as key_of gives them."""
    url = _first(fields, _URLS)
    return Given(
        id=_first(fields, _IDS),
        url=url if url.lower().startswith(("http://", "https://")) else "",
        title=_first(fields, _TITLES),
        published=_first(fields, _DATES),
        language=_first(fields, _LANGUAGES),
        site=_first(fields, _SITES),
        byline=_first(fields, _AUTHORS),
    )


def _first(fields: Mapping[str, object], names: tuple[str, ...]) -> str:
    return next((words for name in names if (words := " ".join(_words(fields.get(name)).split()))), "")


def _words(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(filter(None, map(_words, value[:20])))
    if isinstance(value, dict):
        return _words(value.get("name"))
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""


def words_in(fields: Mapping[str, object], names: tuple[str, ...]) -> str:
    """Return the first text under one of these names, as it stands. Raises BadRecord for a value that is no text."""
    for name in names:
        value = fields.get(name)
        if value is not None and not isinstance(value, str):
            raise BadRecord(f'"{name}" is no text')
        if value and value.strip():
            return value
    return ""


def bad_date(given: Given) -> str:
    """Return why the date given cannot be used, or ""."""
    if not given.published or day_of(given.published):
        return ""
    return f"its date {given.published[:40]!r} is no day; read without it"


def with_given(article: Article, given: Given) -> Article:
    """Return article with what was given: a letter's head before the page's own words, a record's only after them."""
    told = _told(given)
    if given.origin != MAIL:
        told = {name: value for name, value in told.items() if getattr(article, name) in (None, ())}
    elif article.title and given.title and article.title.value.casefold() == given.title.casefold():
        told["title"] = replace(article.title, origin=MAIL)
    # A moment belongs to the day it was told with.
    if "published" not in told:
        told.pop("published_at", None)
    return replace(article, **told)  # type: ignore[arg-type]


def _told(given: Given) -> dict[str, Told]:
    code = _CODE.fullmatch(given.language)
    values = {
        "title": given.title,
        "published": day_of(given.published),
        "published_at": moment_of(given.published),
        "language": code[1].lower() if code else "",
        "site": given.site,
        "byline": given.byline,
    }
    return {name: Told(value, given.origin) for name, value in values.items() if value}
