"""Train the network: ``python -m training.entailment.train --pairs FOLDER --out FOLDER``."""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from training.entailment.network import LONGEST, Network, base_folder
from training.entailment.pair import SEED, Pair, read

_BATCH, _BUCKET = 16, 100
_ENCODER_RATE, _HEAD_RATE, _WARM_UP, _DECAY = 7e-5, 5e-4, 120, 0.01
"""Learning rates, steps until they are reached, weight decay."""
_SMOOTHING, _FROZEN = 0.05, 0
_LOOK_EVERY, _LOOKED_AT = 100, 200
_MOST_WORDS = 78
"""Of source and claim together; longer pairs are left out of training, not of reporting."""


def main() -> None:
    """Write ``model.pt`` and ``log.jsonl``. A run that was broken off goes on where it was."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=Path, required=True, help="folder with training.jsonl")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=2800, help="before the rate falls")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(options.threads)
    torch.manual_seed(SEED)
    Training(options.pairs, options.out).run(options.steps)


class Training:
    """One run: the rate rises, stays, and falls to nothing over the last fifth.

    A file named ``finish`` in the folder lets it fall at once, when time runs out.
    """

    def __init__(self, pairs: Path, out: Path) -> None:
        self._out = out
        self._tokens = tokenizer()
        self._training = [
            pair
            for pair in read(pairs / "training.jsonl")
            if len(pair.source.split()) + len(pair.claim.split()) <= _MOST_WORDS
        ]
        self._validation = list(read(pairs / "validation.jsonl"))[:_LOOKED_AT]
        self._network = Network.from_base()
        self._network.freeze(_FROZEN)
        encoder = [p for p in self._network.encoder.parameters() if p.requires_grad]
        head = list(self._network.head.parameters())
        self._optimiser = torch.optim.AdamW(
            [{"params": encoder, "lr": _ENCODER_RATE}, {"params": head, "lr": _HEAD_RATE}],
            weight_decay=_DECAY,
        )
        self._loss = nn.CrossEntropyLoss(label_smoothing=_SMOOTHING)
        self._step = 0
        self._seconds = 0.0
        if (out / "state.pt").exists():
            self._restore()

    def run(self, steps: int) -> None:
        """Train `steps` at the full rate and a quarter as many while it falls."""
        last, start, recent = steps + steps // 4, time.process_time() - self._seconds, []
        print(len(self._training), "pairs", flush=True)
        for place, (inputs, labels) in enumerate(self._batches()):
            if place < self._step:
                continue
            if (self._out / "finish").exists() and self._step < steps:
                steps, last = self._step, self._step + max(40, self._step // 4)
            if self._step >= last:
                break
            self._set_rate(
                min(1.0, (self._step + 1) / _WARM_UP, (last - self._step) / (last - steps))
            )
            recent.append(self._learn(inputs, labels))
            self._step += 1
            if self._step % _LOOK_EVERY == 0 or self._step == last:
                self._seconds = time.process_time() - start
                self._look(recent)
                recent = []

    def _set_rate(self, share: float) -> None:
        for group, rate in zip(
            self._optimiser.param_groups, (_ENCODER_RATE, _HEAD_RATE), strict=True
        ):
            group["lr"] = rate * share

    def _learn(self, inputs: dict[str, Tensor], labels: Tensor) -> float:
        self._network.train()
        loss = self._loss(self._network(**inputs), labels)
        self._optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(self._network.parameters(), 1.0)
        self._optimiser.step()
        return float(loss.detach())

    def _look(self, recent: list[float]) -> None:
        logits, labels = self.judged(self._validation)
        entry = {
            "step": self._step,
            "pairs": self._step * _BATCH,
            "processor_minutes": round(self._seconds / 60, 2),
            "rate": self._optimiser.param_groups[0]["lr"],
            "training_loss": round(float(np.mean(recent)), 4),
            "validation_loss": round(float(nn.functional.cross_entropy(logits, labels)), 4),
            "validation_accuracy": round(float((logits.argmax(1) == labels).float().mean()), 4),
        }
        with (self._out / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps(entry) + "\n")
        print(entry, flush=True)
        torch.save(self._network.state_dict(), self._out / "model.pt")
        state = {
            "optimiser": self._optimiser.state_dict(),
            "step": self._step,
            "seconds": self._seconds,
        }
        torch.save(state, self._out / "state.pt")

    def _restore(self) -> None:
        state = torch.load(self._out / "state.pt", weights_only=True)
        self._network.load_state_dict(torch.load(self._out / "model.pt", weights_only=True))
        self._optimiser.load_state_dict(state["optimiser"])
        self._step, self._seconds = state["step"], state["seconds"]

    def judged(self, pairs: list[Pair]) -> tuple[Tensor, Tensor]:
        """Logits of shape (pairs, 3) and the labels in the same order."""
        self._network.eval()
        logits, labels = [], []
        with torch.inference_mode():
            for begin in range(0, len(pairs), 64):
                inputs, right = batch(self._tokens, pairs[begin : begin + 64])
                logits.append(self._network(**inputs))
                labels.append(right)
        return torch.cat(logits), torch.cat(labels)

    def _batches(self) -> Iterator[tuple[dict[str, Tensor], Tensor]]:
        """Endless shuffled batches; those of a bucket are sorted by length to waste no padding."""
        rng = random.Random(SEED)
        while True:
            order = rng.sample(self._training, len(self._training))
            for begin in range(0, len(order), _BATCH * _BUCKET):
                bucket = order[begin : begin + _BATCH * _BUCKET]
                bucket.sort(key=lambda pair: len(pair.source) + len(pair.claim))
                groups = [bucket[at : at + _BATCH] for at in range(0, len(bucket), _BATCH)]
                rng.shuffle(groups)
                for group in groups:
                    yield batch(self._tokens, group)


def tokenizer() -> Tokenizer:
    """The base's tokenizer, cutting the longer of source and claim."""
    tokens = Tokenizer.from_file(str(base_folder() / "tokenizer.json"))
    tokens.enable_truncation(LONGEST, strategy="longest_first")
    tokens.enable_padding()
    return tokens


def batch(tokens: Tokenizer, pairs: list[Pair]) -> tuple[dict[str, Tensor], Tensor]:
    """Inputs of shape (pairs, longest) and labels of shape (pairs,)."""
    encoded = tokens.encode_batch([(pair.source, pair.claim) for pair in pairs])
    inputs = {
        "input_ids": torch.tensor([one.ids for one in encoded]),
        "attention_mask": torch.tensor([one.attention_mask for one in encoded]),
        "token_type_ids": torch.tensor([one.type_ids for one in encoded]),
    }
    return inputs, torch.tensor([pair.label for pair in pairs])


if __name__ == "__main__":
    main()
