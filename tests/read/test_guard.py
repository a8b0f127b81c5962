"""Counting attributes before parsing."""

import pytest

from harmattan.errors import UnreadableInput
from harmattan.read.guard import refuse_hostile


def test_ordinary_tags_pass() -> None:
    refuse_hostile('<a href="x" class="y z" data-json="{a: 1, b: 2}">' * 1_000, "page")


def test_a_long_picture_in_an_attribute_passes() -> None:
    refuse_hostile(f'<img src="data:image/png;base64,{"A=" * 500_000}">', "page")


def test_script_full_of_signs_passes() -> None:
    refuse_hostile(f"<script>{'x=1;a<b;' * 50_000}</script>", "page")


@pytest.mark.parametrize("attribute", ["a", "a=1", 'a="<b"', "a='>'"])
def test_too_many_attributes_are_refused(attribute: str) -> None:
    tag = "<div " + " ".join(f"{attribute}" for _ in range(100_000)) + ">"
    with pytest.raises(UnreadableInput, match=r"refused, .* (attributes|tags)"):
        refuse_hostile(tag, "page")


def test_many_tags_with_many_attributes_are_refused() -> None:
    with pytest.raises(UnreadableInput, match="attributes"):
        refuse_hostile(("<div " + "ab=1 " * 9_000 + ">") * 20, "page")
