"""Names are told as the page writes them, hyphens and all; invented persons."""

import pytest

from tests.resolve.build import resolved, span


@pytest.mark.parametrize("last", [False, True])
def test_a_name_that_no_table_has_keeps_its_hyphens(last: bool) -> None:
    text = "Jean-Luc Sarvy-Holland, the French envoy, visited Mali. Sarvy-Holland met ministers there."
    words = "Sarvy-Holland" if last else "Jean-Luc Sarvy-Holland"
    (party,) = resolved(text, "CONSULT", (span(text, words, last=last),)).actors
    assert party.name == "Jean-Luc Sarvy-Holland"
    assert party.entity == "person:jean-luc-sarvy-holland"
    assert party.country == "FRA"
