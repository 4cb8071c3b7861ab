"""The pairs to learn from: words of a source, a claim on them, and what they do to it."""

from __future__ import annotations

import hashlib
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from training.inference.abstracts import on_abstracts
from training.inference.pair import LABELS, NEITHER, Pair
from training.inference.passages import files, found

_WRITTEN = Path(__file__).parent / "written"
_ON_PASSAGES = ("on_passages.jsonl", "twins_on_passages.jsonl")
_ON_MADE_UP = ("on_made_up_evidence.jsonl", "twins_on_made_up_evidence.jsonl")
_DENIES = re.compile(
    r"\b(?:not?|never|without|n?either|nor|none|nobody|nothing|cannot|lack\w*|fail\w*|unlikely)\b",
    re.I,
)
_HELD_OUT = 8  # of a hundred documents
_STRANGERS = 0.1
"""For one claim in ten: another document's words beside it, which tell nothing of it."""


def pairs(corpus: Path, seed: int, share: float = 1.0) -> tuple[list[Pair], list[Pair]]:
    """To fit to, and held out: no document is in both.

    `share`: of the claims on single findings, so many; on abstracts all.
    """
    rng = random.Random(seed)
    short = [*_on_passages(corpus), *_made_up()]
    made = [*rng.sample(short, round(share * len(short))), *on_abstracts(rng)]
    fitted = [pair for pair in made if not _is_held_out(pair.document)]
    held_out = [pair for pair in made if _is_held_out(pair.document)]
    fitted += _strangers(fitted, rng)
    return weighed(fitted), held_out


def weighed(made: Sequence[Pair]) -> list[Pair]:
    """So that a denial in the claim tells nothing of the label."""
    counted = Counter((pair.label, _denies(pair.claim)) for pair in made)
    of_denials = Counter(_denies(pair.claim) for pair in made)
    return [
        pair._replace(
            weight=of_denials[denies] / len(LABELS) / counted[pair.label, denies],
        )
        for pair in made
        for denies in [_denies(pair.claim)]
    ]


def _denies(claim: str) -> bool:
    return bool(_DENIES.search(claim))


def _on_passages(corpus: Path) -> Iterator[Pair]:
    entries = [entry for name in _ON_PASSAGES for entry in _entries(name)]
    wanted: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        wanted[entry["document"]].add(entry["passage"])
    named = files(corpus)
    texts = {name: found(named.get(name, ()), passages) for name, passages in wanted.items()}
    for entry in entries:
        if words := texts[entry["document"]].get(entry["passage"]):
            yield from _claims(entry, words, entry["document"])


def _made_up() -> Iterator[Pair]:
    for entry in (entry for name in _ON_MADE_UP for entry in _entries(name)):
        yield from _claims(entry, entry["evidence"], entry["evidence"])


def _entries(name: str) -> Iterator[dict[str, Any]]:
    with (_WRITTEN / name).open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _claims(entry: dict[str, Any], words: str, document: str) -> Iterator[Pair]:
    for label, name in enumerate(LABELS):
        for claim in entry[name]:
            yield Pair(words, claim, label, document)


def _strangers(made: Sequence[Pair], rng: random.Random) -> list[Pair]:
    drawn = rng.sample(made, round(_STRANGERS * len(made)))
    others = rng.choices(made, k=len(drawn))
    return [
        pair._replace(words=other.words, label=NEITHER)
        for pair, other in zip(drawn, others, strict=True)
        if pair.document != other.document
    ]


def _is_held_out(document: str) -> bool:
    return int(hashlib.sha256(document.encode()).hexdigest(), 16) % 100 < _HELD_OUT
