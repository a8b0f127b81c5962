"""By which acts a promise would be done, as its words tell. Every sentence is invented."""

import pytest

from harmattan.analyse.meant import meant
from harmattan.records import Due, Event, Factuality, Span

RETREAT, TALKS = ("RETREAT",), ("CONSULT",)


@pytest.mark.parametrize(
    ("type_", "text", "trigger", "day", "types"),
    [
        ("AGREE", "Norland agreed with Sudland to withdraw its troops by 15 May.", "agreed", "15 May", RETREAT),
        ("AGREE", "The two agreed to hold talks on the border on 15 May.", "agreed", "15 May", TALKS),
        ("AGREE", "They agreed to hold talks by 15 May on a withdrawal of troops.", "agreed", "15 May", TALKS),
        ("AGREE", "The junta agreed to hold elections by 15 May.", "agreed", "15 May", ()),
        ("AGREE", "The junta agreed to return power to a vote, by 15 May.", "agreed", "15 May", ()),
        (
            "THREATEN",
            "Threats to impose tariffs unless ships leave by 15 May.",
            "Threats",
            "15 May",
            ("SANCTION",),
        ),
        ("THREATEN", "It gave them until 15 May to leave or face military action.", "gave", "15 May", ("ASSAULT",)),
        ("REQUEST", "Norland gave Sudland until 15 May to pull out its troops.", "gave", "15 May", RETREAT),
        ("THREATEN", "Teachers threatened a walk-out on 15 May.", "threat", "15 May", ()),
    ],
)
def test_what_is_promised_is_told_by_its_words(
    type_: str, text: str, trigger: str, day: str, types: tuple[str, ...]
) -> None:
    at, on = text.index(trigger), text.index(day)
    due = Due(Span(on, on + len(day)), "2026-05-15", "day", "by")
    sentence = (Span(0, len(text)),)
    event = Event(
        "ev-1", "art-1", type_, Span(at, at + len(trigger)), Factuality.ACTUAL, 0.9, due=due, evidence=sentence
    )
    assert meant(event, text) == types
