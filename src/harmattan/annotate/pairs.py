"""Marks a given source and target in a sentence for the pair head (bench/event_types.py and peers' data)."""

from collections.abc import Sequence
from dataclasses import dataclass

from harmattan.annotate.text import Tokens
from harmattan.records import Span


@dataclass(frozen=True, slots=True)
class MarkedPair:
    """Pieces with [CLS] and [SEP]; source and target are the piece ranges [first, last) of their first mention.

    A range (0, 0) says that the sentence names nobody for that side.
    """

    ids: tuple[int, ...]
    shapes: tuple[int, ...]
    source: tuple[int, int]
    target: tuple[int, int]


def mark_pair(
    tokens: Tokens, sources: Sequence[Span], targets: Sequence[Span], *, marks: Sequence[int], cls_id: int, sep_id: int
) -> MarkedPair:
    """Put an opening and a closing mark around every mention of both sides. marks: four ids."""
    ids, shapes = [cls_id], [0]
    before: dict[int, list[int]] = {}
    found: list[list[tuple[int, int]]] = [[], []]
    for side, spans in enumerate((sources, targets)):
        for span in spans:
            first, last = _pieces(tokens, span)
            before.setdefault(last, []).insert(0, marks[2 * side + 1])
            before.setdefault(first, []).append(marks[2 * side])
            found[side].append((first, last))
    at: list[int] = []
    for i in range(len(tokens) + 1):
        for mark in before.get(i, ()):
            ids.append(mark)
            shapes.append(0)
        at.append(len(ids))
        if i < len(tokens):
            ids.append(tokens.ids[i])
            shapes.append(tokens.shapes[i])
    ranges = [(at[min(side)[0]], at[min(side)[1] - 1] + 1) if side else (0, 0) for side in found]
    return MarkedPair((*ids, sep_id), (*shapes, 0), ranges[0], ranges[1])


def _pieces(tokens: Tokens, span: Span) -> tuple[int, int]:
    """Return the pieces [first, last) that touch the span; at least one piece."""
    inside = [i for i, (start, end) in enumerate(tokens.offsets) if start < span.end and end > span.start]
    return (inside[0], inside[-1] + 1) if inside else (0, min(1, len(tokens)))
