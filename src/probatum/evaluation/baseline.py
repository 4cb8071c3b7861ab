"""BM25 by another engine, on the same passages: the figure to be better than.

bm25s (Lù, 2024) with Lucene's variant, English stop words and the Snowball stemmer, its usual
settings. A passage is given to it as the library's own search sees it: title, headings, text.
"""

from __future__ import annotations

from collections.abc import Mapping

import bm25s
import Stemmer

from probatum.evaluation.suite import Collection, Unit
from probatum.evidence.passage import passages

Scores = Mapping[str, Mapping[str, float]]
"""By question, the units found and their scores."""


def bm25(collection: Collection, unit: Unit, depth: int) -> Scores:
    """The best `depth` passages of every question, as units."""
    units, texts = [], []
    for document in collection.documents:
        for passage in passages(document):
            units.append(unit(passage))
            texts.append("\n".join((document.title, *passage.heading, passage.text)))
    engine = bm25s.BM25()
    engine.index(_words(texts), show_progress=False)
    asked = list(collection.questions)
    found, scores = engine.retrieve(
        _words([collection.questions[name] for name in asked]),
        k=min(depth, len(texts)),
        show_progress=False,
    )
    run: dict[str, dict[str, float]] = {}
    for name, places, values in zip(asked, found, scores, strict=True):
        best: dict[str, float] = {}
        for place, value in zip(places, values, strict=True):
            if value > 0:
                best.setdefault(units[place], float(value))
        run[name] = best
    return run


def _words(texts: list[str]) -> object:
    stemmer = Stemmer.Stemmer("english")
    return bm25s.tokenize(texts, stopwords="en", stemmer=stemmer, show_progress=False)
