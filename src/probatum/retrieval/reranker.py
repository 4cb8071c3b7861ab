"""A second look at the first passages: question and passage read together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from probatum.library.index import Hit

FIRST = 30
"""Passages that are looked at again; on one processor each takes some 0.1 s of a small model."""


class Reranker(Protocol):
    """A model that says how well a passage answers a question."""

    def judge(self, question: str, texts: Sequence[str]) -> list[float]:
        """For each text a number between 0 and 1, the higher the better. Raises `ModelDamaged`."""


def reranked(question: str, hits: Sequence[Hit], reranker: Reranker) -> tuple[Hit, ...]:
    """The first hits in the order of the model, the others after them with the score 0.

    Equal ones stay in the order they were in. 100 is the best score.
    """
    looked_at = hits[:FIRST]
    told = ["\n".join((*hit.passage.heading, hit.passage.text)) for hit in looked_at]
    judged = zip(reranker.judge(question, told), looked_at, strict=True)
    ordered = sorted(judged, key=lambda pair: -pair[0])
    return (
        *(hit.model_copy(update={"score": 100 * value}) for value, hit in ordered),
        *(hit.model_copy(update={"score": 0.0}) for hit in hits[FIRST:]),
    )
