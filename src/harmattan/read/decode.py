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
# Characters of UTF-8 as cp1252 has their bytes: accented letters ("Ã©"), quotation marks and dashes ("â€œ"), signs of
# money and trade ("â‚¬"), pictures ("ðŸ˜€"). Right texts have the other pairs: "LIBERTÉ”", "blessé…”", "AMANHÔ".
_FOLLOWING = "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(0x80, 0xC0)) + "\ufffd"
_LETTER_BEHIND = "".join(sign for sign in _FOLLOWING if sign not in "“”‘’‚„–—…«»‹›\ufffd")
_TORN = re.compile(f"[ÂÃ][{_LETTER_BEHIND}]|â[€‚„†][{_FOLLOWING}]|ðŸ[{_FOLLOWING}]{{2}}")
# Where a page has such, its other pairs are torn too: "NoÃ«l", "Â« non Â»".
_TORN_TOO = re.compile(f"[ÂÃ][{_LETTER_BEHIND}«»]|{_TORN.pattern}")
_TORN_LEAST = 2
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
    return mended(text).replace("\r\n", "\n").replace("\r", "\n")


def mended(text: str) -> str:
    """Return text with those characters whole again that were read as cp1252 once before: "donâ€™t", "CafÃ©".

    Only where a page has several: one may be a page about them.
    """
    if text.isascii() or len(_TORN.findall(text)) < _TORN_LEAST:
        return text
    return _TORN_TOO.sub(lambda torn: _whole(torn[0]), text)


def _whole(torn: str) -> str:
    try:
        return b"".join(_byte(sign) for sign in torn).decode("utf-8")
    except UnicodeError:
        return torn


def _byte(sign: str) -> bytes:
    # cp1252 leaves five bytes without a sign; browsers pass them on, and others write U+FFFD.
    if sign == "\ufffd":
        return b"\x9d"
    return sign.encode("latin-1") if "\x80" <= sign <= "\x9f" else sign.encode("cp1252")


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
