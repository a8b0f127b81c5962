"""What an HTML page tells of its article outside the text: JSON-LD first, then OpenGraph and meta, then HTML.

A value that is not told is None; in particular no date is guessed.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from harmattan.read.daywords import day_in_url, day_of
from harmattan.read.jsonld import Described, described
from harmattan.read.tree import Page
from harmattan.records import Told

_PUBLISHED = (
    "article:published_time", "og:published_time", "og:article:published_time", "datepublished", "article:published",
    "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date.created",
    "publish-date", "publish_date", "publishdate", "publication_date", "pubdate", "pub_date", "dc.date",
    "dc.terms.date", "article.published", "cxenseparse:recs:publishtime", "originalpublicationdate",
    "article_date_original", "date",
)  # fmt: skip
_UPDATED = (
    "article:modified_time",
    "og:modified_time",
    "og:updated_time",
    "datemodified",
    "dcterms.modified",
    "lastmod",
)
_AUTHOR = ("author", "article:author", "parsely-author", "dc.creator", "sailthru.author", "byl", "article.author")
_LANGUAGE_CODE = re.compile(r"([a-z]{2,3})(?:[-_].*)?", re.I)
_MINUTES = re.compile(r"PT(?:(\d+)H)?(?:(\d+)M)?", re.I)
_MINUTE_WORDS = re.compile(r"(\d{1,3})\s*min", re.I)
_TAIL = re.compile(r"(.*\S)(?:\s+[|\-–—»·•:]+\s+|[|»•]\s*)(\S.*)")
_TAIL_LONGEST = 6
_SITE_SHARE = 0.4
_SAID_BY = re.compile(r"^\s*(?:by|von|par|por)\s+", re.I)


@dataclass(frozen=True, slots=True)
class Meta:
    """The told values of a page. headlines are (words, origin), most trusted first."""

    headlines: tuple[tuple[str, str], ...]
    deks: tuple[tuple[str, str], ...]
    site: Told | None
    byline: Told | None
    published: Told | None
    updated: Told | None
    language: Told | None
    canonical_url: str | None
    reading_minutes: int | None
    paywalled: bool
    body: str


def read_meta(page: Page, url: str | None) -> Meta:
    """Return what page tells; url is where it was fetched from, if it was."""
    said = described(page.scripts)
    canonical = _canonical(page, said, url)
    sites = ((said.site, "json-ld"), (page.meta("og:site_name"), "opengraph"), (page.meta("application-name"), "meta"))
    site = next((Told(value, origin) for value, origin in sites if value), None)
    return Meta(
        headlines=_headlines(page, said, _site_names(site, canonical or url or "")),
        deks=_filled(
            (said.dek, "json-ld"), (page.meta("og:description"), "opengraph"), (page.meta("description"), "meta")
        ),
        site=site,
        byline=_byline(page, said),
        published=_date(page, said.published, _PUBLISHED),
        updated=_date(page, said.updated, _UPDATED),
        language=_language(page, said),
        canonical_url=canonical,
        reading_minutes=_minutes(page, said),
        paywalled=said.paywalled or page.meta("article:content_tier").lower() == "locked",
        body=said.body,
    )


def date_of_url(url: str | None) -> Told | None:
    """Return the day in the path of url, if there is one."""
    day = day_in_url(url or "")
    return Told(day, "url") if day else None


def _filled(*values: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((value, origin) for value, origin in values if value)


def _canonical(page: Page, said: Described, url: str | None) -> str | None:
    for candidate in (page.canonical, page.meta("og:url"), said.url):
        try:
            absolute = urljoin(url or "", candidate)
            if candidate and urlsplit(absolute).scheme in ("http", "https"):
                return absolute
        except ValueError:
            continue
    return None


def _site_names(site: Told | None, url: str) -> tuple[str, ...]:
    host = (urlsplit(url).hostname or "").removeprefix("www.") if "://" in url else ""
    names = [site.value if site else "", host, host.rsplit(".", 1)[0] if host else ""]
    return tuple(key for name in names if (key := _key(name)))


def _headlines(page: Page, said: Described, sites: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    told = _filled(
        (said.title, "json-ld"),
        (page.meta("og:title"), "opengraph"),
        (page.meta("twitter:title"), "meta"),
        (page.title, "html"),
    )
    return tuple((without_site(title, sites), origin) for title, origin in told)


def without_site(title: str, sites: Iterable[str]) -> str:
    """Return title less the name of its site after a bar or dash, as often as it stands there."""
    names = tuple(sites)
    while (tail := _TAIL.fullmatch(title)) is not None:
        key = _key(tail[2])
        if len(tail[2].split()) > _TAIL_LONGEST or not any(_same_site(key, name) for name in names):
            return title
        title = tail[1]
    return title


def _key(words: str) -> str:
    return re.sub(r"[\W_]+", "", words).casefold()


def _same_site(tail: str, site: str) -> bool:
    """Tell whether a title's tail names the site: "BBC News" and "bbc", "The Hill" and "thehill.com"."""
    shorter, longer = sorted((tail, site), key=len)
    # A tail that only begins with the site's name goes on to say something: "Reuters reporter freed".
    return len(shorter) >= 3 and shorter in longer and len(shorter) >= _SITE_SHARE * len(longer)


def _byline(page: Page, said: Described) -> Told | None:
    if said.byline:
        return Told(_SAID_BY.sub("", said.byline), "json-ld")
    names = [content for key, content in page.metas if key in _AUTHOR and "://" not in content and "@" not in content]
    return Told(_SAID_BY.sub("", names[0]), "meta") if names else None


def _date(page: Page, said: str, names: tuple[str, ...]) -> Told | None:
    if day_of(said):
        return Told(day_of(said), "json-ld")
    for name in names:
        day = day_of(page.meta(name))
        if day:
            return Told(day, "opengraph" if name.startswith(("article:", "og:")) else "meta")
    return None


def _language(page: Page, said: Described) -> Told | None:
    told = ((said.language, "json-ld"), (page.language, "html"), (page.meta("og:locale"), "opengraph"))
    for value, origin in (*told, (page.meta("content-language", "language"), "meta")):
        code = _LANGUAGE_CODE.fullmatch(value.strip())
        if code:
            return Told(code[1].lower(), origin)
    return None


def _minutes(page: Page, said: Described) -> int | None:
    period = _MINUTES.fullmatch(said.time_required.strip())
    if period and (period[1] or period[2]):
        return int(period[1] or 0) * 60 + int(period[2] or 0)
    for number in ("1", "2", "3"):
        if "reading time" in page.meta(f"twitter:label{number}").lower():
            told = _MINUTE_WORDS.search(page.meta(f"twitter:data{number}"))
            return int(told[1]) if told else None
    return None
