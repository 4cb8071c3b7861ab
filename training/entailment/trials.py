"""Pairs from Evidence Inference: what a trial's sentence says of an outcome, put as statements.

DeYoung J, et al. Evidence Inference 2.0: More data, better models. BioNLP 2020. The annotated
prompts name intervention, comparator and outcome; the label says how the intervention changed it.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from probatum.evaluation.evidence_inference import DOWN, SAME, UP, Prompt, Split, prompts
from training.entailment.pair import CONTRADICTED, NOT_ENOUGH, SUPPORTED, Pair

_LONGEST_WORDS = 90
STATEMENTS = {
    UP: ("{i} increases {o} compared with {c}.", "{o} was higher with {i} than with {c}.",
         "{i} led to higher {o} than {c}.", "Compared with {c}, {i} raised {o}.",
         "{o} increased with {i} relative to {c}.", "{i} significantly increased {o}.",
         "There was more {o} with {i} than with {c}.", "{i} is associated with greater {o}."),
    DOWN: ("{i} decreases {o} compared with {c}.", "{o} was lower with {i} than with {c}.",
           "{i} led to lower {o} than {c}.", "Compared with {c}, {i} reduced {o}.",
           "{o} decreased with {i} relative to {c}.", "{i} significantly reduced {o}.",
           "There was less {o} with {i} than with {c}.", "{i} is associated with lower {o}."),
    SAME: ("{i} does not change {o} compared with {c}.", "{o} did not differ between {i} and {c}.",
           "There was no significant difference in {o} between {i} and {c}.",
           "{i} had no effect on {o}.", "{o} was similar with {i} and with {c}.",
           "{i} and {c} had the same effect on {o}."),
}  # fmt: skip
"""Each says of the outcome {o} what the intervention {i} did to it, against the comparator {c}."""


def statement(prompt: Prompt, effect: int, rng: random.Random) -> str:
    """One wording of that effect; now and then with the arms exchanged and the effect turned."""
    one, other = prompt.intervention, prompt.comparator
    if rng.random() < 0.3:
        one, other, effect = other, one, -effect
    words = rng.choice(STATEMENTS[effect]).format(i=one, c=other, o=_in_a_sentence(prompt.outcome))
    return words[0].upper() + words[1:]


def _in_a_sentence(outcome: str) -> str:
    second_is_small = len(outcome) > 1 and outcome[1].islower()
    return outcome[0].lower() + outcome[1:] if second_is_small else outcome


def pairs(folder: Path, split: Split, rng: random.Random, each: int) -> Iterator[Pair]:
    """`each` true and false statements on every evidence, and one on a neighbouring outcome."""
    found = list(prompts(folder, split))
    by_article: dict[str, list[Prompt]] = defaultdict(list)
    for prompt in found:
        by_article[prompt.article].append(prompt)
    for prompt in found:
        work = prompt.article
        for words in prompt.evidence[:2]:
            source = shortened(words)
            for _ in range(each):
                true = statement(prompt, prompt.effect, rng)
                wrong = rng.choice([e for e in (UP, SAME, DOWN) if e != prompt.effect])
                yield Pair(source, true, SUPPORTED, "trial effect", work)
                false = statement(prompt, wrong, rng)
                yield Pair(source, false, CONTRADICTED, "trial effect turned", work)
            if other := _unanswered(prompt, source, by_article[prompt.article], rng):
                effect = rng.choice((UP, SAME, DOWN))
                claim = statement(other, effect, rng)
                yield Pair(source, claim, NOT_ENOUGH, "trial other outcome", work)


def shortened(words: str) -> str:
    """The last words of a long evidence: results follow the description of what was done."""
    parts = words.split()
    return " ".join(parts[-_LONGEST_WORDS:])


def _unanswered(
    prompt: Prompt, source: str, others: list[Prompt], rng: random.Random
) -> Prompt | None:
    """Another prompt of the article of whose outcome this evidence does not speak."""
    here = _words(f"{source} {prompt.outcome}")
    apart = [p for p in others if len(_words(p.outcome) & here) <= len(_words(p.outcome)) / 4]
    return rng.choice(apart) if apart else None


def _words(text: str) -> set[str]:
    return {word[:6] for word in re.findall(r"[a-z0-9]{3,}", text.lower())}
