"""Sitemaps, news sitemaps and indexes of sitemaps (sitemaps.org; Google's news extension)."""

from typing import Final

from harmattan.read.items import Item, Listing, moment, title_of, unique, whole_address
from harmattan.read.markup import walk

# The protocol's own limit.
MOST: Final = 50_000
_ENTRIES: Final = frozenset({"url", "sitemap"})
_KEPT: Final = frozenset({"loc", "lastmod", "title", "publication_date"})
# Pictures and films have a loc and a title of their own.
_FOREIGN: Final = frozenset({"image", "video", "xhtml"})
_LONGEST: Final = 4096


class _Entries:
    """Collects the fields of each url or sitemap element."""

    def __init__(self) -> None:
        self.entries: list[dict[str, str]] = []
        self.left = 0
        self._entry: dict[str, str] | None = None
        self._field = ""
        self._words: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An entry or a field of one begins."""
        prefix, _, local = name.rpartition(":")
        if prefix in _FOREIGN:
            return
        if local in _ENTRIES:
            self._entry = {}
        elif local in _KEPT and self._entry is not None:
            self._field, self._words = local, []

    def text(self, words: str) -> None:
        """Words of a field."""
        if self._field:
            self._words.append(words)

    def end(self, name: str) -> None:
        """A field or an entry ends."""
        prefix, _, local = name.rpartition(":")
        if prefix in _FOREIGN or self._entry is None:
            return
        if local == self._field:
            self._entry.setdefault(local, "".join(self._words)[:_LONGEST])
            self._field = ""
        elif local in _ENTRIES:
            self._keep(self._entry)
            self._entry = None

    def _keep(self, entry: dict[str, str]) -> None:
        if len(self.entries) < MOST:
            self.entries.append(entry)
        else:
            self.left += 1


def parse(data: bytes, url: str, *, index: bool) -> Listing:
    """Return the pages of a sitemap, or the sitemaps of an index. Raises UnreadableInput for declared entities."""
    found = _Entries()
    broken = walk(data, url, found)
    made = [_item(entry, url) for entry in found.entries]
    items = unique([item for item in made if item is not None])
    lost = made.count(None)
    doubts = [
        broken and f"the sitemap is {broken}; {len(items)} addresses stand before that",
        lost and f"{lost} entries without a web address",
        found.left and f"{found.left} entries beyond {MOST:,}",
    ]
    told = tuple(str(doubt) for doubt in doubts if doubt)
    return Listing("index", lists=items, doubts=told) if index else Listing("sitemap", items, doubts=told)


def _item(entry: dict[str, str], url: str) -> Item | None:
    address = whole_address(url, entry.get("loc", "")) if entry.get("loc", "").strip() else None
    if address is None:
        return None
    published, updated = moment(entry.get("publication_date")), moment(entry.get("lastmod"))
    return Item(address, title_of(entry.get("title", "")), published, updated)
