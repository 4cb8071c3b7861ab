"""What a process that answers many questions does before the first of them."""

from __future__ import annotations

import gc

from probatum.retrieval.understanding import Context, understand

_NEW_OBJECTS = 50_000


def make_ready() -> None:
    """Load the vocabulary, and let the garbage collector look through less, and more seldom.

    The vocabulary is never garbage, and of what an answer is made of hardly anything goes round in
    circles. By default the collector takes a fifth of an answer, and now and then a tenth of a
    second at once.
    """
    understand("How is iron deficiency anaemia treated?", Context({}, {}))
    gc.collect()
    gc.freeze()
    gc.set_threshold(_NEW_OBJECTS, 20, 20)
