"""Page text on its way to a terminal: control and direction characters are shown, never obeyed."""

import re

# C0 but tab and newline, DEL, C1, and the Unicode direction and invisible controls.
_UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


def safe(text: str) -> str:
    """Return text with every unsafe character replaced by U+FFFD."""
    return _UNSAFE.sub("\ufffd", text)


def one_line(text: str) -> str:
    """Return text safe and on one line."""
    return safe(" ".join(text.split()))
