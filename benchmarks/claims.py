"""How many pairs of a claim and a passage are checked a second, without the model and with it.

    python -m benchmarks.claims [--data FOLDER] [--seed N] [--processes 2]

By the clock, each process with a share of its own, so that figures are of as many cores; what
checking finds is measured by ``probatum evaluate claims``. With the model, claims on effects are
checked against the words marked in their article: the model has no word on others.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from probatum.evaluation.claim_suites import evidence_inference
from probatum.evaluation.planted import sentences
from probatum.verification.support import support
from probatum.wiring import entailment

_PAGE, _SENTENCES = 20, 400


class Round(NamedTuple):
    """What one process did: pairs of a claim and words of a source, and the seconds it took."""

    name: str
    pairs: int
    seconds: float


class Share(NamedTuple):
    """Which of so many processes it is, and what they all work on."""

    number: int
    of: int
    data: Path
    seed: int


def sentences_checked(share: Share) -> list[Round]:
    """Sentences of guidelines: all cold, and again with the passages known."""
    true = sentences(share.data, share.seed)
    # A page is checked against passages that its sentences share.
    pages = [true[at : at + _PAGE] for at in range(0, min(len(true), _SENTENCES), _PAGE)]
    pairs = [
        (one.text, other.windows)
        for page in pages[share.number :: share.of]
        for one in page
        for other in page
    ]
    rounds = []
    for name in ("nothing known before", "passages known"):
        begun = time.perf_counter()
        for text, windows in pairs:
            support(text, windows)
        rounds.append(Round(name, len(pairs), time.perf_counter() - begun))
    return rounds


def effects_checked(share: Share) -> list[Round]:
    """Claims that state an effect: beside the model with nothing known, then by the rules alone."""
    model = entailment()
    items = [*evidence_inference(share.data)][share.number :: share.of]
    pairs = sum(len(item.windows) for item in items)  # sentences, and each two that follow
    rounds = []
    for name, beside in (("effects, rules and model", model), ("effects, rules, all known", None)):
        begun = time.perf_counter()
        for item in items:
            support(item.claim, item.windows, beside)
        rounds.append(Round(name, pairs, time.perf_counter() - begun))
    return rounds


def measured(share: Share) -> list[Round]:
    """All rounds of one process."""
    return [*sentences_checked(share), *effects_checked(share)]


def rows(shares: list[list[Round]]) -> Iterator[str]:
    """A table of the rates of all processes together."""
    yield "| round | pairs | pairs a second |\n|---|---|---|"
    for same in zip(*shares, strict=True):
        rate = sum(each.pairs / each.seconds for each in same)
        yield f"| {same[0].name} | {sum(each.pairs for each in same):,} | {rate:,.0f} |"


def main() -> None:
    """Print the figures as Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    default = Path(__file__).parents[2] / "shared" / "data"
    parser.add_argument("--data", default=os.environ.get("PROBATUM_SHARED_DATA", str(default)))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    share = partial(Share, of=options.processes, data=Path(options.data), seed=options.seed)
    with ProcessPoolExecutor(options.processes, get_context("spawn")) as pool:
        shares = [*pool.map(measured, [share(number) for number in range(options.processes)])]
    print("\n".join(rows(shares)))


if __name__ == "__main__":
    main()
