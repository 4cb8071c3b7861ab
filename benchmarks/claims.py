"""How many pairs of a claim and a passage are checked a second, without a model.

    python -m benchmarks.claims [--data FOLDER] [--seed N]

One process, processor time; what checking finds is measured by ``probatum evaluate claims``.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from probatum.evaluation.planted import Truth, sentences
from probatum.verification.support import support

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


def main() -> None:
    """Print the figures as Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    default = Path(__file__).parents[2] / "shared" / "data"
    parser.add_argument("--data", default=os.environ.get("PROBATUM_SHARED_DATA", str(default)))
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    for row in speed(sentences(Path(options.data), options.seed)):
        print(row)


if __name__ == "__main__":
    main()
