"""Examples for training, from what annotators marked in trial articles.

Evidence Inference (DeYoung J, et al. BioNLP 2020) names intervention, comparator and outcome, and
marks the words that tell which way the outcome went. With the arms exchanged the effect turns; with
every word of direction turned it turns too; of an outcome of the same article that the words do not
name they tell nothing.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from probatum.evaluation.evidence_inference import Prompt, Split, prompts
from probatum.verification.arms import Arms

SEED = 20261126
LABELS = ("increased", "no difference", "decreased", "not said")
"""In the order of `probatum.verification.effect_model.CLASSES`."""
UP, SAME, DOWN, UNSAID = range(4)
_LABELS = {1: UP, 0: SAME, -1: DOWN}
_TURNED = {UP: DOWN, SAME: SAME, DOWN: UP}
_OPPOSITES = (
    ("increased", "decreased"), ("increases", "decreases"), ("increase", "decrease"),
    ("higher", "lower"), ("more", "less"), ("greater", "smaller"), ("longer", "shorter"),
    ("improved", "worsened"), ("improvement", "worsening"), ("improve", "worsen"),
    ("better", "worse"), ("superior", "inferior"), ("elevated", "reduced"), ("faster", "slower"),
    ("rise", "reduction"), ("raised", "lowered"), ("prolonged", "shortened"), ("most", "least"),
)  # fmt: skip
_OPPOSITE = {**dict(_OPPOSITES), **{new: old for old, new in _OPPOSITES}}
_DIRECTED = re.compile(rf"\b({'|'.join(_OPPOSITE)})\b", re.I)
_ASIDES = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\bp\s*[<=>≤]\s*[\d.·]+", re.I)


class Example(NamedTuple):
    """`label` is a place in `LABELS`; `kind` says how the example was made from the prompt."""

    text: str
    arms: Arms
    outcome: str
    label: int
    kind: str
    article: str


def examples(folder: Path, split: Split) -> list[Example]:
    """Of each prompt of the split and each of its marked words, all kinds; the same every time."""
    rng = random.Random(SEED)
    of: dict[str, list[Prompt]] = defaultdict(list)
    for prompt in prompts(folder, split):
        of[prompt.article].append(prompt)
    return [
        example
        for found in of.values()
        for prompt in found
        for words in prompt.evidence
        for example in _around(prompt, words, found, rng)
    ]


def _around(
    prompt: Prompt, words: str, others: Sequence[Prompt], rng: random.Random
) -> Iterator[Example]:
    label = _LABELS[prompt.effect]
    yield from _both_ways(prompt, words, label, "as asked")
    if label != SAME and (turned := mirrored(words)):
        yield from _both_ways(prompt, turned, _TURNED[label], "mirrored")
    if other := _unanswered(prompt, words, others, rng):
        arms = Arms(other.intervention, other.comparator)
        yield Example(words, arms, other.outcome, UNSAID, "elsewhere", prompt.article)


def _both_ways(prompt: Prompt, words: str, label: int, kind: str) -> Iterator[Example]:
    one, other = prompt.intervention, prompt.comparator
    yield Example(words, Arms(one, other), prompt.outcome, label, kind, prompt.article)
    yield Example(
        words, Arms(other, one), prompt.outcome, _TURNED[label], f"{kind}, exchanged",
        prompt.article,
    )  # fmt: skip


def mirrored(words: str) -> str | None:
    """With every word of direction turned; None where figures would tell of the other."""
    bare = _ASIDES.sub("", words)
    if not _DIRECTED.search(words) or re.search(r"\d", bare):
        return None
    return _DIRECTED.sub(lambda word: _OPPOSITE[word[0].lower()], bare)


def _unanswered(
    prompt: Prompt, words: str, others: Sequence[Prompt], rng: random.Random
) -> Prompt | None:
    """Another prompt of the article of whose outcome these words do not speak."""
    here = _beginnings(f"{words} {prompt.outcome}")
    apart = [
        other
        for other in others
        if 4 * len(_beginnings(other.outcome) & here) <= len(_beginnings(other.outcome))
    ]
    return rng.choice(apart) if apart else None


def _beginnings(text: str) -> set[str]:
    return {word[:6] for word in re.findall(r"[a-z0-9]{3,}", text.lower())}
