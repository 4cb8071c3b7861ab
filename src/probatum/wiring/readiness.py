"""What a process that answers many questions does before the first of them."""

from __future__ import annotations

import gc

from probatum.retrieval.understanding import Context, understand


def make_ready() -> None:
    """Load the vocabulary, and spare the garbage collector to look through it again and again.

    It is never garbage, and to walk through it takes a seventh of an answer.
    """
    understand("How is iron deficiency anaemia treated?", Context({}, {}))
    gc.collect()
    gc.freeze()
