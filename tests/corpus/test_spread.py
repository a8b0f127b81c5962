"""Quotas, forms of triggers, stories and splits, on documents made by hand."""

from collections import Counter

import pytest

from corpus.forms import constructions, trigger_form
from corpus.markup import Document, parse
from corpus.splits import part, split_documents
from corpus.spread import Row, plan, quotas, stories

LINES = "a1 GPE country=MLI sector=GOV\na2 GPE country=FRA sector=GOV\n"


def document(
    text: str, events: str, header: str = "b1-001 date=2024-03-12 style=wire region=sahel invented"
) -> Document:
    return parse(f"{header}\n{text}\n\n{events}\n{LINES}")


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("[a1 Mali] {e1 expelled} [a2 France].", "active"),
        ("[a2 France] was {e1 expelled} by [a1 Mali].", "passive"),
        ("[a1 Mali] regrets the {e1 expulsion} of [a2 France].", "nominal"),
        ("[a1 Mali] spoke, {e1 expelling} [a2 France].", "participle"),
        ("[a1 Mali] will {e1 expel} [a2 France].", "infinitive"),
        ("Things were calm. [a1 Mali] {e1 expelled} [a2 France].", "active"),
    ],
)
def test_the_form_of_a_trigger(text: str, form: str) -> None:
    found = document(text, "e1 SANCTION/expel actual actor=a1 recipient=a2")
    span = found.span("e1")
    assert span is not None
    assert trigger_form(found, span) == form


def test_constructions_are_counted() -> None:
    found = Counter(
        constructions(
            document(
                "[a1 Mali], a neighbour, {e1 seized} a post and {e2 shelled} [a2 France].",
                "e1 COERCE/seize actual actor=a1\ne2 ASSAULT denied actor=a1 recipient=a2,a1",
            )
        )
    )
    assert (found["ellipsis"], found["negation"], found["coordination"], found["apposition"]) == (1, 1, 1, 2)


def test_reported_speech_inside_reported_speech() -> None:
    text = "<q1 [a1 Mali] had [c1 said] <q2 it slept>>, [a2 France] [c2 told] us."
    found = document(text, "q1 indirect speaker=a2 cue=c2\nq2 indirect speaker=a1 cue=c1")
    assert "nested report" in set(constructions(found))


def test_a_quota_says_when_it_is_short() -> None:
    assert Row("mode", "x", 3, 20).line().startswith("SHORT")
    assert Row("most", "x", 0.05, 0.1, most=True).met
    assert not Row("most", "x", 0.2, 0.1, most=True).met


def test_every_code_has_a_quota() -> None:
    rows = list(quotas([document("[a1 Mali] {e1 met} [a2 France].", "e1 CONSULT actual actor=a1,a2")], {"b1"}, 0))
    kinds = Counter(row.kind for row in rows)
    assert (kinds["type"], kinds["mode"], kinds["context"]) == (16, 67, 37)
    assert kinds["country"] >= 193
    assert next(row.count for row in rows if row.name == "CONSULT") == 1
    assert plan()["size"]["passages"] == 5000


def article(story: str, act: str, type_: str = "ASSAULT", extra: str = "") -> Document:
    header = (
        f"b1-00{len(act)} date=2024-03-12 style=wire region=sahel kind=article story={story} outlet=x {extra} invented"
    )
    return document("[a1 Mali] {e1 hit} [a2 France].", f"e1 {type_} actual actor=a1 recipient=a2 act={act}", header)


def test_one_act_of_too_many_types_is_a_fault() -> None:
    kinds = ["ASSAULT", "COERCE", "SANCTION", "ACCUSE"]
    assert list(stories([article("s", "raid", kind) for kind in kinds[:3]])) == []
    assert len(list(stories([article("s", "raid", kind) for kind in kinds]))) == 1


def test_a_turn_names_day_and_pair() -> None:
    assert list(stories([article("s", "raid", extra="turn=2024-03-12 turn_pair=MLI-FRA")])) == []
    assert len(list(stories([article("s", "raid", extra="turn=2024-13-12 turn_pair=Mali")]))) == 2
    assert len(list(stories([article("s", "raid", extra="turn=2024-03-12")]))) == 1


def test_an_act_key_outside_a_story_is_a_fault() -> None:
    lone = document("[a1 Mali] {e1 hit} [a2 France].", "e1 ASSAULT actual actor=a1 recipient=a2 act=raid")
    assert len(list(stories([lone]))) == 1


def test_no_story_and_no_batch_crosses_the_split() -> None:
    found = [article(f"s{i}", "raid") for i in range(40)]
    assert {part(item) for item in found} == {"train", "dev", "test"}
    split = split_documents(found)
    assert len(split.train) + len(split.dev) + len(split.test) == 40
    assert part(document("x", "", "b201-001 date=2024-03-12 style=wire invented")) == "test"
    assert part(document("x", "", "b200-001 date=2024-03-12 style=wire invented")) == "train"
