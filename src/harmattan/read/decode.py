"""Bytes to text: what the page says of its encoding, checked against what the bytes allow."""

import codecs
import re

from harmattan.errors import UnreadableInput

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark starts with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""<(?:meta|\?xml)[^<>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I)
_HEADER_CHARSET = re.compile(r"""charset\s*=\s*["']?([\w.:-]{2,40})""", re.I)
# Browsers read these labels as cp1252, and pages labelled so are written in it.
_LATIN_LABELS = frozenset({"ascii", "us-ascii", "iso-8859-1", "latin-1", "latin1", "iso8859-1", "windows-1252"})
# Encodings whose text is also valid UTF-8, so that the label alone can tell them.
_SEVEN_BIT = ("iso-2022", "hz")
_HEAD_BYTES = 4096
_MULTIBYTE = re.compile(r"[\u0080-\ufffc\U00010000-\U0010ffff]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\ufffd]")
_LETTER_HIGH = re.compile(r"[\u00c0-\u024f]")
_LETTER = re.compile(r"[^\W\d_]")
# Beyond one unreadable character in twenty the text is no text.
_JUNK_SHARE = 0.05
# So many characters of several bytes to each broken byte are UTF-8: by chance hardly any two bytes of western text are
# one of its characters, and of the double bytes of Chinese or Japanese about one pair in eight is.
_SOUND = 2
# French and Czech stay under 0.2 accented letters a letter; Cyrillic read as cp1252 is near 1.
_ACCENT_SHARE = 0.3


def decode(data: bytes, source: str, content_type: str = "") -> str:
    """Return the text of data, newlines as "\\n", without a byte order mark.

    Order: byte order mark, UTF-8 where the bytes allow no doubt, the charset of the HTTP header and
    then of the page, UTF-8 with a few broken bytes, cp1252, and a guess from letter statistics.
    Raises UnreadableInput if nothing gives readable text.
    """
    text = _by_mark(data)
    if text is None:
        text = _by_label(data, content_type)
    if text is None:
        text = _mostly_utf8(data)
    if text is None:
        text = _western(data)
    if text is None:
        text = _by_statistics(data)
    if text is None or _is_junk(text):
        raise UnreadableInput(f"{source}: its bytes are not text in any known encoding")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _by_mark(data: bytes) -> str | None:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    return None


def _by_label(data: bytes, content_type: str) -> str | None:
    labels = [label.lower() for label in _labels(data, content_type)]
    seven_bit = [label for label in labels if label.startswith(_SEVEN_BIT)]
    # Text that is valid UTF-8 by chance in another encoding is next to unknown; wrong labels are common.
    for label in [*seven_bit, "utf-8", *labels]:
        text = _strict(data, "cp1252" if label in _LATIN_LABELS else label)
        if text is not None:
            return text
    return None


def _labels(data: bytes, content_type: str) -> list[str]:
    found = _HEADER_CHARSET.findall(content_type)
    return found + [label.decode("ascii") for label in _DECLARED.findall(data[:_HEAD_BYTES])]


def _strict(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except (LookupError, UnicodeError):
        return None


def _mostly_utf8(data: bytes) -> str | None:
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    good = len(_MULTIBYTE.findall(text))
    return text if good >= _SOUND * max(1, broken) else None


def _western(data: bytes) -> str | None:
    text = _strict(data, "cp1252")
    if text is None or _is_junk(text):
        return None
    letters = len(_LETTER.findall(text))
    return text if len(_LETTER_HIGH.findall(text)) <= _ACCENT_SHARE * letters else None


def _by_statistics(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    # A sample is enough to tell an alphabet, and bounds the time on large inputs.
    best = from_bytes(data[: 64 * 1024]).best()
    return None if best is None else data.decode(best.encoding, "replace")


def _is_junk(text: str) -> bool:
    return len(_CONTROL.findall(text)) > _JUNK_SHARE * len(text)
