"""OPML: lists of feeds, as feed readers export them (opml.org)."""

from harmattan.read.items import Item, Listing, title_of, unique, whole_address
from harmattan.read.markup import walk

# More feeds than any reader of news has.
MOST = 10_000


class _Outlines:
    """Collects the feeds of every outline, whatever folder it is in."""

    def __init__(self, base: str) -> None:
        self.items: list[Item] = []
        self.lost = 0
        self._base = base

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An outline names a feed or is a folder."""
        told = {key.casefold(): value for key, value in attributes.items()} if name == "outline" else {}
        if "xmlurl" not in told:
            return
        address = whole_address(self._base, told["xmlurl"])
        if address is None or len(self.items) >= MOST:
            self.lost += 1
        else:
            self.items.append(Item(address, title_of(told.get("title") or told.get("text", ""))))

    def end(self, name: str) -> None:
        """Nothing is kept between tags."""

    def text(self, words: str) -> None:
        """Nothing is kept between tags."""


def parse(data: bytes, url: str) -> Listing:
    """Return the feeds of a list. Raises UnreadableInput for declared entities."""
    found = _Outlines(url)
    broken = walk(data, url, found)
    doubts = [
        broken and f"the list is {broken}; {len(found.items)} feeds stand before that",
        found.lost and f"{found.lost} outlines without a usable web address",
    ]
    return Listing("opml", lists=unique(found.items), doubts=tuple(str(doubt) for doubt in doubts if doubt))
