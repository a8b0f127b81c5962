"""Dependency parsing as a teacher: it shows the encoder who stands to which verb and where a noun phrase ends.

The parser's layers are used in training alone and are not exported. Arcs and relations are scored by
biaffine products (Dozat and Manning, 2017).
"""

import gzip
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from corpus import conllu
from harmattan.annotate.text import shape
from train.examples import IGNORE, MAX_PIECES, Builder, Pieces
from train.fit import pad
from train.model import HIDDEN, Coder

# fmt: off
RELATIONS = (
    "root", "nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent", "obl:unmarked", "advcl", "advcl:relcl", "acl",
    "acl:relcl", "ccomp", "csubj", "xcomp", "nmod", "nmod:poss", "nmod:unmarked", "appos", "amod", "det", "case",
    "mark", "conj", "cc", "compound", "compound:prt", "flat", "fixed", "nummod", "advmod", "aux", "aux:pass", "cop",
    "expl", "parataxis", "list", "discourse", "vocative", "orphan", "goeswith", "reparandum", "dislocated", "dep",
    "punct", "other",
)
# fmt: on
ARC_SIZE, RELATION_SIZE = 128, 48


@dataclass(frozen=True, slots=True)
class SyntaxInput:
    """firsts: the first piece of each word; heads: for each word the piece of its head, [CLS] for the root."""

    pieces: Pieces
    firsts: list[int]
    heads: list[int]
    relations: list[int]


class Parser(nn.Module):
    """Biaffine arc and relation scores over token states."""

    def __init__(self) -> None:
        super().__init__()
        self.arc_word, self.arc_head = nn.Linear(HIDDEN, ARC_SIZE), nn.Linear(HIDDEN, ARC_SIZE)
        self.arc = nn.Linear(ARC_SIZE, ARC_SIZE)
        self.relation_word, self.relation_head = nn.Linear(HIDDEN, RELATION_SIZE), nn.Linear(HIDDEN, RELATION_SIZE)
        # nn.Bilinear has no bf16 form; a linear layer folded into a matrix for each relation is the same product.
        self.relation = nn.Linear(RELATION_SIZE, RELATION_SIZE * len(RELATIONS))

    def arcs(self, states: Tensor) -> Tensor:
        """Scores [B, T, T] of each piece as the head of each piece."""
        words, heads = torch.relu(self.arc_word(states)), torch.relu(self.arc_head(states))
        return self.arc(words) @ heads.transpose(1, 2)

    def relations(self, words: Tensor, heads: Tensor) -> Tensor:
        """Scores [N, relations] of word states [N, H] with the states of their heads."""
        folded = self.relation(torch.relu(self.relation_word(words))).view(len(words), len(RELATIONS), RELATION_SIZE)
        return (folded @ torch.relu(self.relation_head(heads))[..., None]).squeeze(-1)


def syntax_loss(coder: Coder, batch: Sequence[SyntaxInput]) -> Tensor:
    """Cross-entropy of heads and of relations given the right heads."""
    ids, mask, shapes = pad([item.pieces for item in batch])
    states = coder.drop(coder(ids, mask, shapes).states)
    rows = torch.tensor([row for row, item in enumerate(batch) for _ in item.firsts])
    words = torch.tensor([first for item in batch for first in item.firsts])
    heads = torch.tensor([head for item in batch for head in item.heads])
    scores = coder.parser.arcs(states).float().masked_fill(mask[:, None] == 0, -1e4)
    relations = coder.parser.relations(states[rows, words], states[rows, heads]).float()
    answers = torch.tensor([relation for item in batch for relation in item.relations])
    return functional.cross_entropy(scores[rows, words], heads) + 0.5 * functional.cross_entropy(
        relations, answers, ignore_index=IGNORE
    )


def treebank(path: Path, builder: Builder) -> Iterator[SyntaxInput]:
    """Yield the sentences of a gzipped CoNLL-U file that fit a window."""
    for sentence in conllu.sentences(gzip.decompress(path.read_bytes()).decode("utf-8")):
        if 3 <= len(sentence.rows) <= 70:
            yield _input(sentence.rows, builder)


def _input(rows: Sequence[Sequence[str]], builder: Builder) -> SyntaxInput:
    ids, shapes, firsts = [builder.cls], [0], []
    encodings = builder.tokenizer.encode_batch([row[1] for row in rows], add_special_tokens=False)
    for row, encoding in zip(rows, encodings, strict=True):
        firsts.append(len(ids))
        # A word of characters the tokenizer drops still needs a piece of its own to be a head.
        pieces = encoding.ids or [builder.tokenizer.token_to_id("[UNK]")]
        ids += pieces
        shapes += [shape(row[1])] * len(pieces)
    heads = [0 if row[6] == "0" else firsts[int(row[6]) - 1] for row in rows]
    relations = [
        RELATIONS.index(
            row[7] if row[7] in RELATIONS else row[7].split(":")[0] if row[7].split(":")[0] in RELATIONS else "other"
        )
        for row in rows
    ]
    cut = sum(first < MAX_PIECES for first in firsts)
    kept = [i for i in range(cut) if heads[i] < MAX_PIECES]
    pieces_ = Pieces([*ids[:MAX_PIECES], builder.sep], [*shapes[:MAX_PIECES], 0], [])
    return SyntaxInput(pieces_, [firsts[i] for i in kept], [heads[i] for i in kept], [relations[i] for i in kept])
