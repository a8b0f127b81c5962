"""Invented news pages that show what the desk does. Every person, outlet and event in them is made up."""

from importlib import resources
from pathlib import Path
from typing import Final

_ENDINGS: Final = (".html", ".txt")


def stories() -> list[Path]:
    """Return the pages, oldest of their own story first, then the examples that the wheel carries beside them."""
    here = Path(str(resources.files(__name__)))
    examples = here / "examples"
    # In a checkout the examples lie where readers look for them.
    folders = [here, examples if examples.is_dir() else here.parents[2] / "examples"]
    return [path for folder in folders if folder.is_dir() for path in sorted(folder.iterdir()) if _is_page(path)]


def _is_page(path: Path) -> bool:
    return path.suffix in _ENDINGS
