"""Text broken to a width is read as if it were not. All names but those of states are invented."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmattan import settings
from harmattan.flow import Flow
from harmattan.read.reader import from_text
from harmattan.records import Coded
from harmattan.wrapping import unwrapped, width_of
from tests.annotate.invented import POLITICAL

_WORDS = st.lists(st.text("abcdefg,.", min_size=1, max_size=14), min_size=100, max_size=140)
_SAID = (
    '"The arrests of Friday are an attack on all parties of this country, and nobody will be silent about it," '
    "said opposition leader Dano Velmar, who arrived in the southern port of Sagara on Friday. In March he was invited "
    "by the U.S. Senate to tell of the arrests. The army of Mali expelled two envoys of the U.S. State Department then."
)


def wrapped(text: str, width: int) -> str:
    paragraphs = text.split("\n\n")
    return "\n\n".join(textwrap.fill(one, width, break_on_hyphens=False, break_long_words=False) for one in paragraphs)


@given(_WORDS, st.integers(60, 95))
def test_ends_of_lines_for_the_width_are_blanks_and_paragraphs_stay(words: list[str], width: int) -> None:
    text = "A heading\n\n" + " ".join(words) + "\n\n" + " ".join(reversed(words))
    assert unwrapped(wrapped(text, width)) == text


@given(st.text(st.sampled_from("ab \n\t\r."), max_size=400))
def test_only_line_ends_change(text: str) -> None:
    made = unwrapped(text)
    assert len(made) == len(text)
    assert all(one == other or (one, other) == ("\n", " ") for one, other in zip(text, made, strict=True))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Africa\nAsia\nEurope\nOceania\nAmericas",
        "A paragraph of a page that is not broken to any width at all, since each of its lines is one of the page.\n"
        * 9,
        "Norland and Estia met in Tarna, and agreed on what they had agreed on before.\nHome\nNews\nSport\nMore\n" * 3,
    ],
)
def test_lines_of_other_texts_stay(text: str) -> None:
    assert (width_of(text), unwrapped(text)) == (None, text)


def told(coded: Coded) -> list[object]:
    found = coded.annotations
    events = [(one.type, one.modes, one.trigger, one.actors, one.recipients, one.time) for one in found.events]
    return [*events, *found.quotes, *(sentence.span for sentence in found.sentences)]


@pytest.mark.parametrize("width", [60, 72])
def test_a_wrapped_page_is_coded_as_an_unwrapped_one(width: int) -> None:
    flow, text = Flow.load(settings.load({})), f"{POLITICAL}\n\n{_SAID}"
    plain = flow.code(from_text(text, "a page", "2026-03-05"))
    broken = flow.code(from_text(wrapped(text, width), "a page", "2026-03-05"))
    assert len(plain.annotations.events) > 5
    assert told(broken) == told(plain)


def test_a_line_with_a_long_address_hides_no_width_and_is_not_joined() -> None:
    references = "\n".join(f"{number}. https://courier.example/{'a' * 110}" for number in (1, 2))
    broken = wrapped(f"{_SAID}\n\n{_SAID}", 66)
    assert width_of(f"{broken}\n\nReferences\n\n{references}") == width_of(broken)
    assert unwrapped(f"{broken}\n\nReferences\n\n{references}") == f"{_SAID}\n\n{_SAID}\n\nReferences\n\n{references}"
