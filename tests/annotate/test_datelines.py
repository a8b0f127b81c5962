"""The datelines reports open with, and sentences that open like them."""

import time

import pytest

from harmattan.annotate.datelines import dateline


@pytest.mark.parametrize(
    "opening",
    [
        "TARN - ",
        "PORT TARN/ESSEL – ",
        "TARN, Norland — ",
        "TARN (Wire) - ",
        "TARN, May 12 (Wire) - ",
        "TARN, Nov. 12 (Wire) -- ",
        "TARN, Sept 14, 2026 (Wire) - ",
        "TARN, 3 June 2026 - ",
        "TARN, 3 June 2026—",
        "TARN, Republic of Norland, Jan 27 2026 - ",
        "TARN, Jan 3, 2025 /WireNews/ -- ",
        "TARN (3 May 2026) – ",
        "PORT-TARN (Wire Press), 9 Aug 2026. ",
        "TARN, May 5. /WIRE/. ",
        "Tarn, 15 April 2026 (Wire) - ",
        "Port Tarn (WIRE) – ",
        "Aug 27 (Wire) - ",
        "(Wire) — ",
    ],
)
def test_the_words_of_a_report_begin_behind_its_dateline(opening: str) -> None:
    text = f"Headline\n{opening}Troops shot 20 rebels."
    assert dateline(text, 9, len(text)) == 9 + len(opening)


@pytest.mark.parametrize(
    "text",
    [
        "On Monday, May 4 - Police shot 20 rebels.",
        "Friday, May 4 – Police shot 20 rebels.",
        "Since Friday, May 4, 2026 – the day of the walkout – schools are shut.",
        "UNL - the union of lakes - said so.",
        "United Lakes (UL) - Ministers of the four agreed.",
        "TARN, May 4, 2026, was a quiet town.",
        "Teachers walked out on May 4, 2026 (WIRE) -- and stayed away.",
        "Tarn - Troops shot 20 rebels.",
        # An entry of a chronology: its day is the act's.
        "Tarn, 15 April 2026 – Troops shot 20 rebels.",
        "Essel, March 3 – Troops shot 20 rebels.",
        "",
    ],
)
def test_a_sentence_that_opens_like_one_has_none(text: str) -> None:
    assert dateline(text, 0, len(text)) is None


def test_a_dateline_ends_with_the_text_asked_for() -> None:
    assert dateline("TARN, May 12 (Wire) - Troops", 0, 12) is None


@pytest.mark.parametrize("words", ["A", "A A, ", "A (", "Ab/Ab ", "A, Jan 1 "])
def test_hostile_openings_are_fast(words: str) -> None:
    text, began = words * 20_000, time.monotonic()
    for start in range(0, 2000, 10):
        dateline(text, start, len(text))
    assert time.monotonic() - began < 2
