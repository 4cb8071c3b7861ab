"""Fit the network to the pairs that were written for it: ``python -m training.inference.fit``.

What it says of held-out documents is told while it learns. `training.inference.export` makes of it
what could ship.
"""

from __future__ import annotations

import argparse
import math
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import nn

from training.inference.network import Batch, Network, batches, tokenizer
from training.inference.pair import LABELS, Pair
from training.inference.pairs import pairs

SEED = 20261127
_BATCH, _RATE, _DECAY, _SMOOTHING, _WARM, _LONGEST_STEP = 32, 1e-4, 0.01, 0.05, 0.06, 1.0
_TOLD_EVERY, _TRIED_EVERY, _TRIED = 100, 500, 1200


def main() -> None:
    """Fit for so many epochs and keep the network."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True, help="folder with rct-jats, pdq, …")
    parser.add_argument("--base", type=Path, required=True, help="folder of all-MiniLM-L6-v2")
    parser.add_argument("--start", type=Path, help="file of a network to go on from")
    parser.add_argument("--epochs", type=float, default=2.0)
    parser.add_argument("--share", type=float, default=1.0, help="of claims on single findings")
    parser.add_argument("--out", type=Path, required=True, help="file for the network")
    options = parser.parse_args()
    torch.manual_seed(SEED)
    rng = random.Random(SEED)
    fitted, held_out = pairs(options.corpus, SEED, options.share)
    print(f"{len(fitted):,} pairs to fit to, {len(held_out):,} held out", flush=True)
    cut, network = tokenizer(options.base), Network(options.base)
    if options.start:
        network.load_state_dict(torch.load(options.start))
    steps = round(options.epochs * math.ceil(len(fitted) / _BATCH))
    losses, start = [], time.monotonic()
    for step, loss in enumerate(_losses(network, _for(steps, cut, fitted, rng), steps), 1):
        losses.append(loss)
        if step % _TOLD_EVERY == 0:
            mean = sum(losses[-_TOLD_EVERY:]) / _TOLD_EVERY
            print(f"{step}/{steps}: {mean:.3f}, {time.monotonic() - start:.0f} s", flush=True)
        if step % _TRIED_EVERY == 0:
            print(confusion(network, cut, held_out[:: len(held_out) // _TRIED or 1]), flush=True)
            torch.save(network.state_dict(), options.out)
    torch.save(network.state_dict(), options.out)
    print(confusion(network, cut, held_out), flush=True)


def _for(steps: int, cut: Tokenizer, fitted: Sequence[Pair], rng: random.Random) -> Iterator[Batch]:
    left = steps
    while left:
        for batch in batches(cut, fitted, _BATCH, rng):
            if not left:
                return
            left -= 1
            yield batch


def _losses(network: Network, learnt: Iterator[Batch], steps: int) -> Iterator[float]:
    learning = [each for each in network.parameters() if each.requires_grad]
    optimizer = torch.optim.AdamW(learning, lr=_RATE, weight_decay=_DECAY)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _pace(step, steps))
    for batch in learnt:
        network.train()
        with torch.autocast("cpu", dtype=torch.bfloat16):  # twice as fast where it is at home
            said = network(batch.tokens, batch.read, batch.kinds)
        each = nn.functional.cross_entropy(
            said.float(), batch.labels, reduction="none", label_smoothing=_SMOOTHING
        )
        loss = (each * batch.weights).mean()
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(learning, _LONGEST_STEP)
        optimizer.step()
        schedule.step()
        yield loss.item()


def _pace(step: int, steps: int) -> float:
    """Up from nearly nothing, and down again to a fiftieth."""
    warm = _WARM * steps
    return min((step + 1) / (warm + 1), max(0.02, (steps - step) / (steps - warm)))


def confusion(network: Network, cut: Tokenizer, held_out: Sequence[Pair]) -> str:
    """The share that is right, and of each label (rows) what the network says (columns)."""
    counts = [[0] * len(LABELS) for _ in LABELS]
    network.eval()
    with torch.no_grad():
        for batch in batches(cut, held_out, 64):
            said = network(batch.tokens, batch.read, batch.kinds).argmax(1)
            for label, one in zip(batch.labels.tolist(), said.tolist(), strict=True):
                counts[label][one] += 1
    right = sum(counts[place][place] for place in range(len(LABELS)))
    return f"right: {right / len(held_out):.3f}, {counts}"


if __name__ == "__main__":
    main()
