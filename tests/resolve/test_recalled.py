"""Envoys that a state calls home, in invented sentences."""

import pytest

from tests.resolve.build import resolved, span


@pytest.mark.parametrize(
    ("text", "recipient", "countries"),
    [
        ("Mali recalled its own envoy.", "its own envoy", []),
        ("Mali withdrew its military attachés and its ambassador.", "its ambassador", []),
        ("Mali expelled the ambassador of Niger.", "the ambassador of Niger", ["NER"]),
        ("Mali dissolved its parliament.", "its parliament", ["MLI"]),
    ],
)
def test_a_state_that_calls_its_envoy_home_does_it_to_no_state_of_its_own(
    text: str, recipient: str, countries: list[str]
) -> None:
    event = resolved(text, "SANCTION", (span(text, "Mali"),), (span(text, recipient),))
    assert [one.country for one in event.recipients] == countries


def test_what_is_done_to_an_envoy_himself_is_done_to_him() -> None:
    text = "Mali arrested its ambassador."
    event = resolved(text, "COERCE", (span(text, "Mali"),), (span(text, "its ambassador"),))
    assert [one.country for one in event.recipients] == ["MLI"]
