"""Colours of the stylesheet: what is written in one can be read on the paper it stands on (WCAG 2.2, 1.4.3)."""

import re
from importlib import resources

import pytest

CSS = resources.files("harmattan.desk").joinpath("static", "desk.css").read_text("utf-8")
# What is written in a colour of a quad and not only drawn in it: by its rule, the share of that colour in its ink.
_RULE = re.compile(r"([^{}]*)\{ color: color-mix\(in srgb, currentColor (\d+)%, var\(--ink\)\); \}")
Colour = tuple[float, float, float]


def tokens(theme: int) -> dict[str, Colour]:
    """Return the colours of a theme by name: 0 is light, 1 is dark."""
    block = re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)[theme]
    found = re.findall(r"--([\w-]+): #([0-9a-f]{6});", block)
    return {name: (int(code[:2], 16), int(code[2:4], 16), int(code[4:], 16)) for name, code in found}


def contrast(one: Colour, other: Colour) -> float:
    light = sorted(map(_luminance, (one, other)))
    return (light[1] + 0.05) / (light[0] + 0.05)


def _luminance(colour: Colour) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (part / 255 for part in colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("theme", [0, 1])
@pytest.mark.parametrize("quad", ["coop-words", "coop-deeds", "conf-words", "conf-deeds", "no-quad"])
def test_a_score_can_be_read_on_paper_and_on_panels(theme: int, quad: str) -> None:
    colours = tokens(theme)
    (selectors, share), *_ = _RULE.findall(CSS)
    # Scores stand in elements of the class num: in cells, in lists and in heads.
    part = int(share) / 100 if f".num.{quad}" in [one.strip() for one in selectors.split(",")] else 1.0
    r, g, b = (part * c + (1 - part) * ink for c, ink in zip(colours[quad], colours["ink"], strict=True))
    assert min(contrast((r, g, b), colours[ground]) for ground in ("paper", "panel")) >= 4.5
