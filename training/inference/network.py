"""The network: a small encoder that reads the words of a source and a claim together.

The encoder is all-MiniLM-L6-v2 (Apache-2.0; Wang W et al. MiniLM. NeurIPS 2020), six layers of 384
dimensions. What it makes of the first token and the mean of all tokens goes into one linear layer.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import AutoModel

from training.inference.pair import LABELS, Pair

LONGEST = 256
"""Tokens of a pair that are read; of more, the words of the source are cut."""

_FROZEN_LAYERS = 1
_DROPOUT = 0.1
_SORTED_TOGETHER = 50


class Batch(NamedTuple):
    """Pairs as rows, padded to the longest: tokens, which are read, of which text; and labels."""

    tokens: Tensor
    read: Tensor
    kinds: Tensor
    labels: Tensor
    weights: Tensor


class Network(nn.Module):  # type: ignore[misc]  # of a library that is not always there
    """Logits for each of `LABELS`, in this order."""

    def __init__(self, base: Path) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(base, attn_implementation="eager")
        self.dropout = nn.Dropout(_DROPOUT)
        self.last = nn.Linear(2 * self.encoder.config.hidden_size, len(LABELS))
        for part in (self.encoder.embeddings, *self.encoder.encoder.layer[:_FROZEN_LAYERS]):
            part.requires_grad_(requires_grad=False)

    def forward(self, tokens: Tensor, read: Tensor, kinds: Tensor) -> Tensor:
        """Of each row three logits."""
        made = self.encoder(input_ids=tokens, attention_mask=read, token_type_ids=kinds)
        states = made.last_hidden_state
        shown = read.unsqueeze(-1).to(states.dtype)
        mean = (states * shown).sum(1) / shown.sum(1)
        return self.last(self.dropout(torch.cat([states[:, 0], mean], dim=-1)))


def tokenizer(base: Path) -> Tokenizer:
    """Cuts pairs into the tokens that the encoder knows."""
    cut = Tokenizer.from_file(str(base / "tokenizer.json"))
    cut.no_padding()
    cut.enable_truncation(LONGEST, strategy="only_first")
    return cut


def batches(
    cut: Tokenizer, pairs: Sequence[Pair], size: int, rng: random.Random | None = None
) -> Iterator[Batch]:
    """All pairs, those of like length together; in another order at each call where `rng` is."""
    encoded = cut.encode_batch([(pair.words, pair.claim) for pair in pairs])
    order = list(range(len(pairs)))
    if rng:
        rng.shuffle(order)
    step = size * _SORTED_TOGETHER
    rows = []
    for start in range(0, len(order), step):
        near = sorted(order[start : start + step], key=lambda place: len(encoded[place].ids))
        rows += [near[at : at + size] for at in range(0, len(near), size)]
    if rng:
        rng.shuffle(rows)
    for row in rows:
        length = max(len(encoded[place].ids) for place in row)
        table = torch.zeros(3, len(row), length, dtype=torch.long)
        for number, place in enumerate(row):
            one = encoded[place]
            for layer, values in enumerate((one.ids, one.attention_mask, one.type_ids)):
                table[layer, number, : len(values)] = torch.tensor(values)
        tokens, read, kinds = table
        labels = torch.tensor([pairs[place].label for place in row])
        weights = torch.tensor([pairs[place].weight for place in row])
        yield Batch(tokens, read, kinds, labels, weights)
