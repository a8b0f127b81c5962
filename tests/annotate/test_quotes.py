"""Quotes and antecedents from scores made by hand."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmattan.annotate import labels
from harmattan.annotate.antecedents import anaphoric, antecedents
from harmattan.annotate.decode import Thresholds
from harmattan.annotate.distance import buckets
from harmattan.annotate.encoder import Encoded, Floats
from harmattan.annotate.heads import Heads, Scorer
from harmattan.annotate.paragraphs import Parts
from harmattan.annotate.quotes import (
    behind_opening,
    closed,
    completed,
    ended,
    going_on,
    kind,
    once,
    paper,
    quotes,
    stretches,
    unsaid,
    whole,
    with_tenure,
    with_verb,
)
from harmattan.annotate.text import Window
from harmattan.records import Block, Label, Party, Quote, Sentence, Span

# Four words of three letters: the first speaks, the second is the cue, the last two are said.
TEXT = "She vow her aid"
SIZE = 6


def window(core: int = 1) -> Window:
    offsets = ((0, 0), *((i * 4, i * 4 + 3) for i in range(4)), (0, 0))
    return Window((0,) * SIZE, offsets, (0,) * SIZE, (True,) * SIZE, (-1, 0, 0, 0, 0, -1), core)


def encoded(cue: int | None) -> Encoded:
    """States are one-hot, so that a head's weights say what each piece gets."""
    cues = np.full((SIZE, 3), -9.0, dtype=np.float32)
    cues[:, 0] = 9
    if cue is not None:
        cues[cue] = (-9, 9, -9)
    nothing = np.zeros((SIZE, 3), dtype=np.float32)
    return Encoded(np.eye(SIZE, dtype=np.float32), nothing, nothing, nothing, cues)


def heads(name: str, roles: int, marked: dict[tuple[int, int], int]) -> Heads:
    """A scorer that gives piece i in role r the tag marked[i, r] (1 B, 2 I), whatever the anchor."""
    size = SIZE
    out = np.zeros((3 * roles, 2 * size), dtype=np.float32)
    out[::3, :size] = 9
    for (piece, role), tag in marked.items():
        out[3 * role, piece] = -9
        out[3 * role + tag, piece] = 9
    linear = {f"{name}.{part}.weight": np.zeros((size, size), dtype=np.float32) for part in ("anchor", "gate_token")}
    biases = ("token", "anchor", "gate_token", "gate_anchor")
    return {
        f"{name}.token.weight": np.eye(size, dtype=np.float32),
        f"{name}.gate_anchor.weight": np.zeros((size, size), dtype=np.float32),
        **linear,
        **{f"{name}.{part}.bias": np.zeros(size, dtype=np.float32) for part in biases},
        f"{name}.distance.weight": np.zeros((17, size), dtype=np.float32),
        f"{name}.out.weight": out,
        f"{name}.out.bias": np.zeros(3 * roles, dtype=np.float32),
    }


SAID = heads("quote", len(labels.QUOTE_ROLES), {(1, 0): 1, (3, 1): 1, (4, 1): 2})


def test_a_cue_has_its_source_and_content() -> None:
    (quote,) = quotes(TEXT, window(), encoded(2), SAID, Thresholds())
    assert quote.cue.of(TEXT) == "vow"
    assert [span.of(TEXT) for span in quote.content] == ["her aid"]
    assert quote.speaker is not None
    assert quote.speaker.span == Span(0, 3)
    assert quote.kind == "indirect"


def test_without_a_cue_nothing_is_quoted() -> None:
    assert list(quotes(TEXT, window(), encoded(None), SAID, Thresholds())) == []


def test_a_speaker_is_no_part_of_a_word() -> None:
    text = "’s  vow her aid"
    offsets = ((0, 0), (0, 2), *((i * 4, i * 4 + 3) for i in range(1, 4)), (0, 0))
    (quote,) = quotes(text, replace(window(), offsets=offsets), encoded(2), SAID, Thresholds())
    assert quote.speaker is None


def test_nobody_speaks_from_a_headline_above_his_cue() -> None:
    blocks = (Block(Label.HEADLINE, Span(0, 3)), Block(Label.PARAGRAPH, Span(4, len(TEXT))))
    parts = Parts.of(TEXT, blocks, [Sentence(block.span, block.label) for block in blocks])
    (quote,) = quotes(TEXT, window(), encoded(2), SAID, Thresholds(), parts)
    assert quote.speaker is None
    assert [span.of(TEXT) for span in quote.content] == ["her aid"]


def test_a_cue_in_the_context_belongs_to_the_window_before() -> None:
    assert list(quotes(TEXT, window(core=3), encoded(2), SAID, Thresholds())) == []


def test_a_cue_without_content_is_no_quote() -> None:
    silent = heads("quote", len(labels.QUOTE_ROLES), {(1, 0): 1})
    assert list(quotes(TEXT, window(), encoded(2), silent, Thresholds())) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the talks had failed", "indirect"),
        ('"The talks have failed,"', "direct"),
        ("“The talks have failed", "direct"),
        ('a "sad day" for talks', "mixed"),
        ("«Les talks»", "direct"),
    ],
)
def test_the_kind_is_told_by_quotation_marks(text: str, expected: str) -> None:
    assert kind(text, [Span(0, len(text))]) == expected


def test_several_pieces_in_quotation_marks_are_direct() -> None:
    text = '"We leave," she said, "at dawn."'
    assert kind(text, [Span(0, 11), Span(22, 32)]) == "direct"


@pytest.mark.parametrize("words", ["it", "They", "the group", "The junta", "its army", "both sides", "these two men"])
def test_what_may_stand_for_somebody_named_before(words: str) -> None:
    assert anaphoric(words)


@pytest.mark.parametrize("words", ["Mali", "the Malian army", "the United Nations", "two gunmen", "Italy", "thermal"])
def test_what_stands_for_itself(words: str) -> None:
    assert not anaphoric(words)


def test_a_phrase_is_linked_to_the_nearest_mention_before_it() -> None:
    linked = heads("link", 1, {(1, 0): 1, (4, 0): 1})
    (found,) = antecedents("Ann and it  aid", window(), encoded(None), linked, [Span(8, 10)], Thresholds())
    assert (found.span, found.antecedent) == (Span(8, 10), Span(0, 3))


def test_a_name_is_not_asked_for_an_antecedent() -> None:
    linked = heads("link", 1, {(1, 0): 1})
    assert list(antecedents("Ann and Bob aid", window(), encoded(None), linked, [Span(8, 11)], Thresholds())) == []


def test_scores_are_probabilities() -> None:
    scores, hidden = Scorer(SAID, "quote", encoded(2).states).scores(2, 3)
    assert scores.shape == (SIZE, len(labels.QUOTE_ROLES), 3)
    assert hidden.shape == (SIZE, 2 * SIZE)
    np.testing.assert_allclose(scores.sum(axis=-1), 1, rtol=1e-5)


def test_a_layer_shows_each_piece_its_neighbours_and_no_more() -> None:
    wide = 2 * SIZE
    layered = SAID | {
        "quote.layers.0.norm.weight": np.ones(wide, dtype=np.float32),
        "quote.layers.0.norm.bias": np.zeros(wide, dtype=np.float32),
        "quote.layers.0.near.weight": np.tile(np.array([[[0, 0, 0, 1, 0]]], dtype=np.float32), (wide, 1, 1)),
        "quote.layers.0.near.bias": np.zeros(wide, dtype=np.float32),
        "quote.layers.0.mix.weight": np.eye(wide, dtype=np.float32),
        "quote.layers.0.mix.bias": np.zeros(wide, dtype=np.float32),
    }
    _, plain = Scorer(SAID, "quote", encoded(2).states).scores(2, 3)
    _, seen = Scorer(layered, "quote", encoded(2).states).scores(2, 3)
    # Each piece is given what is positive in the normed states of the piece after it; the last has none.
    spread = np.sqrt(plain.var(axis=1, keepdims=True) + 1e-5)
    normed = (plain - plain.mean(axis=1, keepdims=True)) / spread
    np.testing.assert_allclose(seen[:-1] - plain[:-1], np.maximum(normed[1:], 0), rtol=1e-4)
    np.testing.assert_allclose(seen[-1], plain[-1])


def chances(*values: float) -> Floats:
    return np.array(values, dtype=np.float32)


FREE = np.zeros(6, dtype=np.bool_)


def test_a_stretch_is_not_torn_by_one_unsure_piece() -> None:
    inside = chances(0.01, 0.9, 0.4, 0.9, 0.01, 0.01)
    begins, closes = chances(0.01, 0.9, 0.01, 0.01, 0.01, 0.01), chances(0.01, 0.01, 0.01, 0.9, 0.01, 0.01)
    assert list(stretches(inside, begins, closes, FREE)) == [False, True, True, True, False, False]


def test_a_stretch_ends_where_the_likeliest_end_is() -> None:
    inside = chances(0.01, 0.9, 0.6, 0.6, 0.6, 0.01)
    begins, closes = chances(0.01, 0.9, 0.01, 0.01, 0.01, 0.01), chances(0.01, 0.01, 0.95, 0.02, 0.02, 0.01)
    assert list(stretches(inside, begins, closes, FREE)) == [False, True, True, False, False, False]


@given(st.lists(st.tuples(*[st.floats(0, 1, width=32)] * 3, st.booleans()), min_size=2, max_size=12))
def test_nothing_barred_is_ever_inside(rows: list[tuple[float, float, float, bool]]) -> None:
    inside, begins, closes, barred = (np.array(column) for column in zip(*rows, strict=True))
    found = stretches(inside.astype(np.float32), begins.astype(np.float32), closes.astype(np.float32), barred)
    assert not (found & barred).any()


def test_buckets_are_eight_inside_the_anchor() -> None:
    assert list(buckets(4, 1, 3)) == [7, 8, 8, 9]


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("“We leave,” she said. “We leave at dawn.”", ["“We leave at dawn.”"]),
        ("“We leave,” she said on Monday in Gao. “Now.” He left.", ["“Now.”"]),
        ('"We leave," she said. "Now."', ['"Now."']),
        ("“We leave,” she said. They left. “Now.”", []),
        ("“We leave,” she said.\n“Now.”", []),
        ("“We leave,” she said when Gen. A. Bell had come to the talks, late as ever as it seemed. “Now.”", ["“Now.”"]),
        ("That they leave, she said. “Now.”", []),
    ],
)
def test_a_quotation_goes_on_behind_its_cue(text: str, rest: list[str]) -> None:
    cue = Span(text.index("said"), text.index("said") + 4)
    content = Span(0, text.index(" she"))
    assert [span.of(text) for span in going_on(text, cue, [content])] == rest


def test_what_has_a_cue_of_its_own_is_not_the_one_before_it() -> None:
    cues, spans = [Span(10, 14), Span(40, 45)], [Span(0, 9), Span(20, 35)]
    first = Quote(cues[0], (spans[0], spans[1]), "direct", 0.9)
    second = Quote(cues[1], (spans[1],), "direct", 0.8)
    assert [quote.content for quote in once([first, second])] == [(spans[0],), (spans[1],)]


@pytest.mark.parametrize(
    ("found", "whole_"),
    [
        ("“We leave.", "“We leave. We leave at dawn.”"),
        ("“We leave", "“We leave. We leave at dawn.”"),
        ("“We", "“We"),
        ("“We leave. We leave at dawn.”", "“We leave. We leave at dawn.”"),
    ],
)
def test_a_quotation_that_ends_with_a_sentence_goes_on_to_its_mark(found: str, whole_: str) -> None:
    text = "She said: “We leave. We leave at dawn.” Nobody stayed."
    start = text.index(found)
    assert whole(text, Span(start, start + len(found))).of(text) == whole_


def test_a_quotation_that_is_never_closed_stays_as_it_is() -> None:
    text = "She said: “We leave. We leave at dawn.\nHe said: “No.”"
    assert whole(text, Span(10, 19)) == Span(10, 19)


@pytest.mark.parametrize(
    ("text", "found", "cut"),
    [
        ("During the Norr administration, General Ada Bell stressed it", "Norr administration, General Ada Bell", True),
        ("Ada Bell, head of the Norr administration, stressed it", "Ada Bell, head of the Norr administration", False),
        ("It said so. After the talks, Ada Bell stressed it", "talks, Ada Bell", True),
        ("During the talks, the premier stressed it", "talks, the premier", True),
        ("The report by Norr, Ada Bell stressed", "Norr, Ada Bell", False),
        ("On Monday Ada Bell, the envoy, stressed it", "Ada Bell, the envoy", False),
        ("In May Norland, Tarna and Olma agreed", "Norland, Tarna and Olma", False),
        ("In the West Bank President Bell, the guest, said it", "President Bell, the guest", False),
    ],
)
def test_who_speaks_stands_behind_what_opens_the_sentence(text: str, found: str, cut: bool) -> None:
    at = text.index(found)
    told = behind_opening(text, Span(at, at + len(found))).of(text)
    assert told == (found.split(", ", 1)[1] if cut else found)


@pytest.mark.parametrize(
    ("text", "cue", "expected"),
    [
        ("He left. The statement also indicates a wish to meet.", "indicates", "The statement"),
        ("Its joint declaration speaks of peace.", "speaks", "Its joint declaration"),
        ("He read the statement and speaks of peace.", "speaks", None),
        ("The statement of the army speaks of peace.", "speaks", None),
    ],
)
def test_a_paper_that_begins_the_sentence_speaks(text: str, cue: str, expected: str | None) -> None:
    """Invented sentences."""
    start = text.index(cue)
    found = paper(text, Span(start, start + len(cue)))
    assert (found.of(text) if found else None) == expected


@pytest.mark.parametrize(
    ("text", "cut", "expected"),
    [
        (
            "Ada Abara, head of the Guard from 2022 to 2025, said no",
            "Ada Abara, head of the Guard from 2022 to",
            " 2025",
        ),
        ("Ada Abara (2019-2023) said no", "Ada Abara (2019-", "2023)"),
        ("Ada Abara spoke from 2022 to cheers", "Ada Abara spoke from 2022 to", ""),
        ("Ada Abara 2025 said no", "Ada Abara", ""),
    ],
)
def test_a_tenure_is_not_cut_before_its_last_year(text: str, cut: str, expected: str) -> None:
    assert with_tenure(text, Span(0, len(cut))).of(text) == cut + expected


@pytest.mark.parametrize(
    ("kind_", "cue", "speaks", "stays"),
    [
        ("indirect", "appears", False, False),
        ("indirect", "is seeking", False, False),
        ("indirect", "appears", True, True),
        ("mixed", "indicates", False, True),
        ("direct", "said", False, True),
        ("indirect", "have gained support", True, False),
        ("indirect", "won praise", True, False),
        ("indirect", "reiterated", False, True),
        ("indirect", "initially insisting", False, True),
        ("indirect", "is said", False, False),
        ("indirect", "was also known", False, False),
        ("indirect", "again voiced support", True, True),
    ],
)
def test_what_nobody_says_is_no_quote(kind_: str, cue: str, speaks: bool, stays: bool) -> None:
    text = f"They {cue} the plan"
    speaker = Party(Span(0, 4)) if speaks else None
    quote = Quote(Span(5, 5 + len(cue)), (Span(len(text) - 8, len(text)),), kind_, 0.9, speaker)
    assert (unsaid(text, quote) == "") is stays


@pytest.mark.parametrize(
    ("score", "cue", "kind_", "why"),
    [
        (0.6, "seemed to back", "indirect", "it is unsure who says it"),
        (0.8, "seemed to back", "indirect", ""),
        (0.0, "seemed to back", "indirect", ""),  # a rule found the speaker
        (0.6, "said", "indirect", ""),
        (0.6, "seemed to back", "direct", ""),
    ],
)
def test_what_is_told_indirectly_by_an_unsure_speaker_is_left_out(score: float, cue: str, kind_: str, why: str) -> None:
    text = f"They {cue} the plan"
    at = Span(5, 5 + len(cue))
    quote = Quote(at, (Span(at.end + 1, len(text)),), kind_, 0.9, Party(Span(0, 4), score=score))
    assert unsaid(text, quote) == why


@pytest.mark.parametrize(
    ("found", "told"),
    [
        ("Ada Bell, who knew that a", "Ada Bell"),
        ("Ada Bell, head of the guard, said", "Ada Bell, head of the guard"),
        ("Ada Bell, head of the guard", "Ada Bell, head of the guard"),
        ("Ada Bell, whom they chose in", "Ada Bell"),
        ("Ada Bell of the", "Ada Bell of the"),
        ("my father often", "my father"),
        ("the governor has", "the governor"),
        ("the ministry of health", "the ministry of health"),
        ("those who have", "those who"),
    ],
)
def test_who_speaks_ends_before_a_clause_that_is_broken_off(found: str, told: str) -> None:
    assert ended(found, Span(0, len(found))).of(found) == told


@pytest.mark.parametrize(
    ("text", "found", "told"),
    [
        ("He calls it ''a lie.'' So", "''a lie.", "''a lie.''"),
        ("He calls it ''a lie.'' So", "''a lie.'", "''a lie.''"),
        ("He calls it ''a lie'' 'now", "''a lie''", "''a lie''"),
        ("He calls it “a lie” now", "“a lie", "“a lie”"),
        ('He calls it "a lie" now', '"a lie', '"a lie"'),
        ('He calls it a lie "now"', "a lie ", "a lie "),
        ("He hears the workers' boss", "the workers", "the workers"),
    ],
)
def test_a_quotation_takes_in_the_mark_right_behind_it(text: str, found: str, told: str) -> None:
    at = text.index(found)
    assert closed(text, Span(at, at + len(found))).of(text) == told


@pytest.mark.parametrize(
    ("text", "found", "told"),
    [
        ("Voters, Bell said, need not worry.", "need not worry", ["Voters", "need not worry"]),
        ("It rained. But the rebels, Bell said, are weak.", "are weak", ["the rebels", "are weak"]),
        ("At dawn, Bell said, they left.", "they left", ["they left"]),
        ("Speaking in Gao, Bell said, they left.", "they left", ["they left"]),
        ("A day later, Bell said, they left.", "they left", ["they left"]),
        ("The next morning, Bell said, they left.", "they left", ["they left"]),
        ("The mother of three, Bell said, “They left.”", "“They left.”", ["“They left.”"]),
        ("Voters, Bell said, as if in jest, and laughing, need not worry.", "need not worry", ["need not worry"]),
        ("The talks, Bell said, would go on in May.", "The talks", ["The talks", "would go on in May"]),
        ("The talks, Bell said on Monday, would go on.", "The talks", ["The talks", "would go on"]),
        ("The talks failed, Bell said, adding that she left.", "The talks failed", ["The talks failed"]),
        ("The talks failed, Bell said, and has left.", "The talks failed", ["The talks failed"]),
        ("The talks failed, Bell said. Would they go on?", "The talks failed", ["The talks failed"]),
    ],
)
def test_what_a_cue_breaks_into_is_told_whole(text: str, found: str, told: list[str]) -> None:
    """Invented sentences."""
    at, name = text.index(found), text.index("Bell")
    cue, speaker = Span(name + 5, name + 9), Party(Span(name, name + 4))
    assert [span.of(text) for span in completed(text, cue, speaker, [Span(at, at + len(found))])] == told


@pytest.mark.parametrize(
    ("text", "expected"),
    [("''We leave''", "direct"), ("that ''we leave'' now", "mixed"), ("the workers' pay", "indirect")],
)
def test_two_apostrophes_are_a_quotation_mark(text: str, expected: str) -> None:
    assert kind(text, (Span(0, len(text)),)) == expected


def test_a_cue_of_an_adverb_alone_takes_its_verb() -> None:
    text = "The note explicitly signals a change of course."
    cue, content = Span(9, 19), Span(20, 46)
    assert with_verb(text, cue, (content,)) == (Span(9, 27), (Span(28, 46),))
    # A cue with its verb, and what is said that does not begin with one, stay as they are.
    for other in (Span(9, 27), Span(4, 8)):
        assert with_verb(text, other, (content,)) == (other, (content,))
    said = "He openly demands that."
    assert with_verb(said, Span(3, 9), (Span(10, 17),)) == (Span(3, 9), (Span(10, 17),))
