"""Page text on its way out: on a terminal what could steer it is shown, never obeyed; in a document words are verbatim
but for what no document has a place for, and directions end with the text that opened them.

The joiners of Persian, of Indic scripts and of emoji (U+200C, U+200D) steer nothing and stay everywhere.
"""

import re
from typing import Final

# C0 but tab and newline, DEL, C1, and halves of pairs.
_CONTROLS: Final = "\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\ud800-\\udfff"
_UNPRINTABLE: Final = re.compile(f"[{_CONTROLS}]")
# With the Unicode direction and invisible controls.
_UNSAFE: Final = re.compile(f"[{_CONTROLS}\\u061c\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u2069\\ufeff]")
_DIRECTIONS: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
_POP, _POP_ISOLATE = "\u202c", "\u2069"
_ISOLATES: Final = "\u2066\u2067\u2068"


def safe(text: str) -> str:
    """Return text for a terminal, with every unsafe character replaced by U+FFFD."""
    return _UNSAFE.sub("\ufffd", text)


def one_line(text: str) -> str:
    """Return text safe for a terminal and on one line."""
    return safe(" ".join(text.split()))


def printable(text: str) -> str:
    """Return text for a document: verbatim, with control characters and halves of pairs replaced by U+FFFD."""
    return _UNPRINTABLE.sub("\ufffd", text)


def contained(text: str) -> str:
    """Return printable text; behind it stands what ends the directions that it opened, so that what follows has its
    own."""
    open_: list[str] = []
    for mark in _DIRECTIONS.findall(text):
        if mark == _POP_ISOLATE and _POP_ISOLATE in open_:
            # It ends whatever was opened inside the isolate too.
            del open_[len(open_) - 1 - open_[::-1].index(_POP_ISOLATE) :]
        elif mark == _POP and open_[-1:] == [_POP]:
            open_.pop()
        elif mark not in (_POP, _POP_ISOLATE):
            open_.append(_POP_ISOLATE if mark in _ISOLATES else _POP)
    return printable(text) + "".join(reversed(open_))
