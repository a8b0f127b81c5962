"""Acts made by hand for the tests of analyse. All invented: Norland, its minister and its rebels do not exist."""

from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import strategies as st

from harmattan.analyse.sides import Pair, pair
from harmattan.codebook.loader import load
from harmattan.records import Act, EventPlace, Factuality, Party, Span

NAMES = {"Mali": "MLI", "Niger": "NER", "Burkina Faso": "BFA", "France": "FRA", "Norland": "NOR", "JNIM": "group:jnim"}
WORDS = {code: name for name, code in NAMES.items()}


def name(code: str) -> str:
    return WORDS.get(code, "")


def party(country: str, sector: str = "GOV", entity: str | None = None, words: str = "") -> Party:
    given = entity or (f"state:{country}" if sector == "GOV" else None)
    return Party(None, entity=given, name=words or name(country), country=country, sectors=(sector,) if sector else ())


MALI, NIGER, FRANCE, NORLAND = party("MLI"), party("NER"), party("FRA"), party("NOR")
REBELS = party("MLI", "REB", "group:northern-band", "Northern Band")


def act(id_: str = "a1", type_: str = "CONSULT", day: str | None = "2024-03-12", **changes: Any) -> Act:  # noqa: ANN401  (fields of Act)
    """Return a sound act of Norland towards Mali; quad and score are the codebook's."""
    modes = changes.get("modes", ())
    plain = Act(
        id=id_,
        type=type_,
        day=day,
        quad=load().quad(type_),
        score=load().score(type_, modes),
        actors=(NORLAND,),
        recipients=(MALI,),
        sources=("north-post",),
        published=day,
    )
    return replace(plain, **changes)


def place(
    name_: str = "Gao", country: str = "MLI", resolution: str = "city", geonameid: int | None = None
) -> EventPlace:
    return EventPlace(Span(0, 1), name_, country, geonameid, resolution=resolution)


def two(a: str = "NOR", b: str = "MLI") -> Pair:
    return pair(a, b, NAMES)


PARTIES = st.sampled_from([MALI, NIGER, FRANCE, NORLAND, REBELS])


@st.composite
def some_acts(draw: st.DrawFn) -> list[Act]:
    """Draw acts of any type, parties, day and factuality, with different ids."""
    count = draw(st.integers(0, 25))
    return [
        act(
            f"a{number}",
            draw(st.sampled_from(sorted(load().types))),
            draw(st.one_of(st.none(), st.dates().map(_recent))),
            factuality=draw(st.sampled_from(Factuality)),
            actors=tuple(draw(st.lists(PARTIES, min_size=1, max_size=3))),
            recipients=tuple(draw(st.lists(PARTIES, max_size=2))),
            reports=draw(st.integers(1, 9)),
            contexts=tuple(draw(st.lists(st.sampled_from(["military", "economic", "diplomatic"]), max_size=2))),
        )
        for number in range(count)
    ]


def _recent(day: date) -> str:
    return f"2024-{day.month:02d}-{min(day.day, 28):02d}"
