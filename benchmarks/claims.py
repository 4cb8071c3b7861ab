"""How many pairs of a claim and a passage are checked a second, without the model and with it.

    python -m benchmarks.claims [--data FOLDER] [--seed N]

One process, processor time; what checking finds is measured by ``probatum evaluate claims``. With
the model, claims on effects are checked against the words marked in their article: the model has
no word on others.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from probatum.evaluation.claim_suites import evidence_inference
from probatum.evaluation.planted import Truth, sentences
from probatum.verification.support import support
from probatum.wiring import entailment

_PAGE, _SENTENCES = 20, 400


def speed(true: Sequence[Truth]) -> Iterator[str]:
    """Rows of a table: all cold, and again with the passages known."""
    # A page is checked against passages that its sentences share.
    pages = [true[at : at + _PAGE] for at in range(0, min(len(true), _SENTENCES), _PAGE)]
    yield "| round | pairs | pairs a second |\n|---|---|---|"
    for turn in ("first", "second"):
        pairs, begun = 0, time.process_time()
        for page in pages:
            for one in page:
                for other in page:
                    support(one.text, other.windows)
                    pairs += 1
        yield f"| {turn} | {pairs} | {pairs / (time.process_time() - begun):,.0f} |"


def speed_of_effects(data: Path) -> Iterator[str]:
    """Rows of a table: claims that state an effect, by the rules alone and beside the model."""
    model = entailment()
    items = list(evidence_inference(data))
    pairs = sum(len(item.windows) for item in items)  # sentences, and each two that follow
    yield "| effects | claims | claims a second | pairs | pairs a second |\n|---|---|---|---|---|"
    for name, beside in (("rules and model", model), ("the rules then, all known", None)):
        begun = time.process_time()
        for item in items:
            support(item.claim, item.windows, beside)
        seconds = time.process_time() - begun
        rates = f"{len(items)} | {len(items) / seconds:,.0f} | {pairs} | {pairs / seconds:,.0f}"
        yield f"| {name} | {rates} |"


def main() -> None:
    """Print the figures as Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    default = Path(__file__).parents[2] / "shared" / "data"
    parser.add_argument("--data", default=os.environ.get("PROBATUM_SHARED_DATA", str(default)))
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    for row in speed(sentences(Path(options.data), options.seed)):
        print(row)
    print()
    for row in speed_of_effects(Path(options.data)):
        print(row)


if __name__ == "__main__":
    main()
