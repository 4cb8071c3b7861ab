"""Claims on made-up abstracts, of which each also exists with its findings turned about.

A claim that the abstract supports is refuted by the one turned about, and where the sentences with
the findings are left out, it is told nothing of: the claim alone never tells its label (Kaushik D
et al. Learning the difference that makes a difference with counterfactually-augmented data. ICLR
2020).
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from training.inference.pair import NEITHER, REFUTES, SUPPORTS, Pair

_WRITTEN = Path(__file__).parent / "written" / "abstracts"
_EXCERPTS = 0.5
"""The share of abstracts of which only the findings, and what stands right before, are read."""


def on_abstracts(rng: random.Random) -> Iterator[Pair]:
    """Each claim beside the abstract, the one turned about, and what is left without findings."""
    for entry in entries():
        yield from _pairs(entry, rng)


def entries() -> Iterator[dict[str, Any]]:
    """As they were written: sentences, those turned about by their place, and three of a label."""
    for path in sorted(_WRITTEN.glob("*.jsonl")):
        with path.open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def _pairs(entry: dict[str, Any], rng: random.Random) -> Iterator[Pair]:
    sentences = entry["sentences"]
    turned = {int(place): words for place, words in entry["flips"].items()}
    document = " ".join(sentences)
    told = [place in turned for place in range(len(sentences))]
    shown = [True] * len(sentences)
    if rng.random() < _EXCERPTS:
        shown = [here or (told[at + 1 : at + 2] == [True]) for at, here in enumerate(told)]
    as_is = " ".join(each for each, keep in zip(sentences, shown, strict=True) if keep)
    about = " ".join(turned.get(at, each) for at, each in enumerate(sentences) if shown[at])
    silent = " ".join(each for each, here in zip(sentences, told, strict=True) if not here)
    sides = (("supported", SUPPORTS, REFUTES), ("refuted", REFUTES, SUPPORTS))
    for name, here, there in sides:
        for claim in entry[name]:
            yield Pair(as_is, claim, here, document)
            yield Pair(about, claim, there, document)
            yield Pair(silent, claim, NEITHER, document)
    for claim in entry["neither"]:
        yield Pair(as_is, claim, NEITHER, document)
        yield Pair(about, claim, NEITHER, document)
