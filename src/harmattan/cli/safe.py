"""Page text on its way to a terminal: harmattan.safe, by the name that commands know."""

from harmattan.safe import one_line, safe

__all__ = ["one_line", "safe"]
