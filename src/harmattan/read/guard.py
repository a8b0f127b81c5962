"""Refuses pages whose tags would stall the parser, by counting before a tree is built.

The number of elements and their depth are counted on the parsed tree (tree.py): parsing them is
fast and cannot be misled by quoting tricks. Attributes are the exception, so they are counted here.
"""

import re

from harmattan.errors import UnreadableInput

# libxml2 compares each attribute of a tag with all others: 100,000 of them take 9 s, and a cost of
# 1e9 comparisons about 1 s. The busiest real tag seen holds 28.
MAX_COMPARISONS = 1_000_000_000
# Above the limit on elements; it also catches the attributes of one tag that are written as tags ('a="<b"').
MAX_TAGS = 60_000
_TAG_START = re.compile(r"<(?=[a-zA-Z])")
_INSIDE_TAG = re.compile(r"""(?:[^>"']|"[^"]*"|'[^']*')*+""")
_QUOTED = re.compile(r""""[^"]*"|'[^']*'""")
# Shorter tags cannot add up to the limit within the size limit of a page.
_LONG_TAG = 2_000


def refuse_hostile(html: str, source: str) -> None:
    """Raise UnreadableInput if html has tags, or attributes in a tag, enough to stall the parser."""
    pieces = _TAG_START.split(html)[1:]
    if len(pieces) > MAX_TAGS:
        raise UnreadableInput(f"{source}: refused, {len(pieces):,} tags in one page")
    counts = [_attributes(piece) for piece in pieces if len(piece) > _LONG_TAG]
    if sum(count * count for count in counts) > MAX_COMPARISONS:
        raise UnreadableInput(f"{source}: refused, a tag with {max(counts):,} attributes")


def _attributes(piece: str) -> int:
    inside = _INSIDE_TAG.match(piece)
    bare = _QUOTED.sub(" ", inside[0] if inside else "")
    return max(bare.count("="), len(bare.split()) - 1)
