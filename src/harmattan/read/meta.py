"""What an HTML page tells of its article outside the text: JSON-LD first, then OpenGraph and meta, then HTML.

A value that is not told is None; in particular no date is guessed.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from harmattan.read.bylines import is_account, split_names
from harmattan.read.daywords import day_in_url, day_of, moment_of
from harmattan.read.jsonld import Described, Known, described
from harmattan.read.titles import letters
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
_MOST_TAGS = 50
# A page has one headline, and few more in the h1 of other blocks; an attack has thousands.
_MOST_HEADINGS = 10
_LONGEST_TITLE = 400
_FRONT = re.compile(r"^(?:www|m|amp|mobile)\.")
_SAID_BY = re.compile(r"^\s*(?:by|von|par|por)\s+", re.I)


@dataclass(frozen=True, slots=True)
class Meta:
    """The told values of a page. headlines are (words, origin), most trusted first.

    is_by_site: the byline is the name of the site, which says nothing of who wrote the article.
    """

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
    published_at: Told | None = None
    updated_at: Told | None = None
    amp_url: Told | None = None
    is_by_site: bool = False
    authors: tuple[Told, ...] = ()
    tags: tuple[Told, ...] = ()


def read_meta(page: Page, url: str | None) -> Meta:
    """Return what page tells; url is where it was fetched from, if it was."""
    said = described(page.scripts, _known(page, url))
    canonical = _canonical(page, said, url)
    named = ((said.site, "json-ld"), (page.meta("og:site_name"), "opengraph"), (page.meta("application-name"), "meta"))
    site = next((Told(value, origin) for value, origin in named if value), None)
    sites = _site_names(site, canonical or url or "")
    byline = _byline(page, said, sites)
    return Meta(
        headlines=_headlines(page, said, sites),
        deks=_filled(
            (said.dek, "json-ld"), (page.meta("og:description"), "opengraph"), (page.meta("description"), "meta")
        ),
        site=site,
        byline=byline,
        is_by_site=byline is not None and _is_site(byline.value, sites),
        published=_date(page, said.published, _PUBLISHED),
        updated=_date(page, said.updated, _UPDATED),
        language=_language(page, said),
        canonical_url=canonical,
        reading_minutes=_minutes(page, said),
        paywalled=said.paywalled or page.meta("article:content_tier").lower() == "locked",
        body=said.body,
        published_at=_moment(page, said.published, _PUBLISHED),
        updated_at=_moment(page, said.updated, _UPDATED),
        amp_url=_amp(page, canonical or url),
        authors=_people(page, said, sites),
        tags=_tags(page, said),
    )


def _known(page: Page, url: str | None) -> Known:
    """Return the titles and addresses that the page's article has elsewhere than in JSON-LD."""
    titles = (page.meta("og:title"), page.meta("twitter:title"), page.title, *page.headings[:_MOST_HEADINGS])
    addresses = (page.canonical, page.meta("og:url"), url or "")
    return Known(tuple(title[:_LONGEST_TITLE] for title in titles if title), tuple(filter(None, addresses)))


def date_of_url(url: str | None) -> Told | None:
    """Return the day in the path of url, if there is one."""
    day = day_in_url(url or "")
    return Told(day, "url") if day else None


def _filled(*values: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((value, origin) for value, origin in values if value)


def _canonical(page: Page, said: Described, url: str | None) -> str | None:
    """Return the address a page gives itself; of another host's only where nothing tells whence the page came.

    Else any page could pass for one of an outlet's, and keep that from being read.
    """
    for candidate in (page.canonical, page.meta("og:url"), said.url):
        try:
            absolute = urljoin(url or "", candidate)
            is_web = bool(candidate) and urlsplit(absolute).scheme in ("http", "https")
            if is_web and (not _is_web(url) or _of_one_host(absolute, url or "")):
                return absolute
        except ValueError:
            continue
    return None


def _is_web(url: str | None) -> bool:
    return urlsplit(url or "").scheme in ("http", "https")


def _of_one_host(one: str, other: str) -> bool:
    """Tell whether two addresses are of one host, or one is of a part of the other: "amp.post.example"."""
    hosts = [_FRONT.sub("", (urlsplit(address).hostname or "").casefold()) for address in (one, other)]
    return any(a == b or a.endswith("." + b) for a, b in (hosts, hosts[::-1])) and all(hosts)


def _site_names(site: Told | None, url: str) -> tuple[str, ...]:
    host = (urlsplit(url).hostname or "").removeprefix("www.") if "://" in url else ""
    names = [site.value if site else "", host, host.rsplit(".", 1)[0] if host else ""]
    return tuple(key for name in names if (key := letters(name)))


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
        key = letters(tail[2])
        if len(tail[2].split()) > _TAIL_LONGEST or not any(_same_site(key, name) for name in names):
            return title
        title = tail[1]
    return title


def _same_site(tail: str, site: str) -> bool:
    """Tell whether a title's tail names the site: "BBC News" and "bbc", "The Hill" and "thehill.com"."""
    shorter, longer = sorted((tail, site), key=len)
    # A tail that only begins with the site's name goes on to say something: "Reuters reporter freed".
    return len(shorter) >= 3 and shorter in longer and len(shorter) >= _SITE_SHARE * len(longer)


def _people(page: Page, said: Described, sites: tuple[str, ...]) -> tuple[Told, ...]:
    """Return the authors told, without the site among others."""
    if said.authors:
        # Only where one text holds them all can its commas stand between names.
        split = split_names(said.authors[0]) if len(said.authors) == 1 else said.authors
        people = tuple(Told(_SAID_BY.sub("", name), "json-ld") for name in split)
    else:
        told = dict.fromkeys(_SAID_BY.sub("", name) for name in _meta_authors(page))
        people = tuple(Told(name, "meta") for name in dict.fromkeys(name for one in told for name in split_names(one)))
    return tuple(one for one in people if not _is_site(one.value, sites)) or people


def _meta_authors(page: Page) -> list[str]:
    return [content for key, content in page.metas if key in _AUTHOR and _is_name(content)]


def _is_name(words: str) -> bool:
    return "://" not in words and "@" not in words and not is_account(words)


def _is_site(name: str, sites: tuple[str, ...]) -> bool:
    return any(_same_site(letters(name), site) for site in sites)


def _byline(page: Page, said: Described, sites: tuple[str, ...]) -> Told | None:
    told = [(name, "json-ld") for name in (said.byline,) if name] or [(name, "meta") for name in _meta_authors(page)]
    own = [(name, origin) for name, origin in told if not _is_site(name, sites)]
    return next((Told(_SAID_BY.sub("", name), origin) for name, origin in (*own, *told)), None)


def _tags(page: Page, said: Described) -> tuple[Told, ...]:
    """Return the tags of the first of JSON-LD, article:tag and keywords that gives any."""
    words = page.meta("news_keywords") or page.meta("keywords") or page.meta("parsely-tags")
    sources = (
        (said.tags, "json-ld"),
        ([content for key, content in page.metas if key in ("article:tag", "og:article:tag")], "opengraph"),
        ([" ".join(word.split()) for word in words.split(",")], "meta"),
    )
    for found, origin in sources:
        named = {tag.casefold(): tag for tag in reversed(found[:_MOST_TAGS]) if tag}
        if named:
            return tuple(Told(tag, origin) for tag in reversed(named.values()))
    return ()


def _amp(page: Page, base: str | None) -> Told | None:
    try:
        address = urljoin(base or "", page.amp)
        is_web = bool(page.amp) and urlsplit(address).scheme in ("http", "https")
    except ValueError:
        return None
    return Told(address, "html") if is_web else None


def _date(page: Page, said: str, names: tuple[str, ...]) -> Told | None:
    return _first(page, said, names, day_of)


def _moment(page: Page, said: str, names: tuple[str, ...]) -> Told | None:
    """Return the time of day told with the day that _date returns, if there is one."""
    day, moment = _first(page, said, names, day_of), _first(page, said, names, moment_of)
    return moment if day and moment and moment.value.startswith(day.value) else None


def _first(page: Page, said: str, names: tuple[str, ...], read: Callable[[str], str]) -> Told | None:
    if read(said):
        return Told(read(said), "json-ld")
    for name in names:
        found = read(page.meta(name))
        if found:
            return Told(found, "opengraph" if name.startswith(("article:", "og:")) else "meta")
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
