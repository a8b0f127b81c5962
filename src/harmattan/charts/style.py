"""How charts look: themes, what a caller chooses, and how a turn is drawn."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from harmattan.analyse.relations import Row
from harmattan.records import Turn

# Read apart by people who see no red or green, and in grey: deeds are dark, words are light. Each with its quad, and 1
# above the line or -1 below; in the order of the legend.
KINDS: Final = (
    ("cooperation in deeds", 2, 1),
    ("cooperation in words", 1, 1),
    ("conflict in words", 3, -1),
    ("conflict in deeds", 4, -1),
)
_ARROWS: Final = {"better": "▲ better", "worse": "▼ worse", "more": "more acts", "fewer": "fewer acts"}


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours. kinds: of KINDS, in its order."""

    paper: str
    ink: str
    soft: str
    line: str
    ribbon: str
    kinds: tuple[str, str, str, str]


THEMES: Final = {
    "light": Theme("#ffffff", "#211d18", "#6a6157", "#e9e3d8", "#b5aa9a", ("#1f5f99", "#8fbfe6", "#f2b27a", "#a83c0b")),
    "dark": Theme("#1f1c19", "#ece5da", "#aaa094", "#3a342d", "#6f665b", ("#3f88cf", "#b4d6f5", "#f5cda6", "#dd6a22")),
}


@dataclass(frozen=True, slots=True)
class Band:
    """Where a turn lies: half-open ISO days, the most probable day, towards (both, forward or backward), and words."""

    since: str
    until: str
    day: str
    towards: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Style:
    """How a chart is drawn. theme: of THEMES; width: of the whole, in pixels; reports: they are counted, and not acts;
    zoom: dragging over the pages read shows a part, in a browser; href: where the bar of a row and a quad leads."""

    theme: str = "light"
    width: int = 700
    reports: bool = False
    zoom: bool = False
    href: Callable[[Row, int], str] | None = None


PLAIN: Final = Style()


def band(turn: Turn, towards: str) -> Band:
    """Return the band of a turn."""
    words = ", ".join(_ARROWS[word] for word in turn.direction)
    return Band(turn.since, turn.until, turn.day, towards, words)


def bands(turned: Iterable[tuple[Turn, str]], *, domestic: bool) -> list[Band]:
    """Return the bands of turns, each with its direction (both, forward or backward).

    A turn of both directions together says of neither lane that it turned: only the one lane of a country with itself
    has it.
    """
    return [band(turn, towards) for turn, towards in turned if towards != "both" or domestic]
