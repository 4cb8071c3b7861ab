"""A true pair around a sentence, and pairs with one error, of the kinds in ``corruption``.

Errors are planted in the source as often as in the claim, and the same error in both makes a true
pair again: no word of a claim gives its label away, only the comparison does.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from training.entailment.corruption import Corruption
from training.entailment.pair import SUPPORTED, Pair
from training.entailment.paraphrase import reworded
from training.entailment.texts import Said

Known = dict[str, tuple[tuple[str, str], ...]]
"""Abbreviations (long, short) that a work defines, by work."""
_MOST_ERRORS, _IN_SOURCE, _IN_BOTH, _NEIGHBOUR = 2, 0.5, 0.3, 0.35


class Planting:
    """Makes the pairs around one sentence after another."""

    def __init__(
        self, errors: dict[str, tuple[Corruption, int]], known: Known, rng: random.Random
    ) -> None:
        self._errors = errors
        self._known = known
        self._rng = rng

    def around(self, sentence: Said, claim: str, name: str) -> Iterator[Pair]:
        """The claim that `sentence` carries, reworded, and up to two pairs with an error."""
        yield self._pair(sentence, (sentence.text, claim), SUPPORTED, f"{name}: none")
        made = 0
        for kind in self._rng.sample(sorted(self._errors), len(self._errors)):
            error, label = self._errors[kind]
            seed = self._rng.random()
            wrong = error(claim, random.Random(seed))
            if wrong is None or made == _MOST_ERRORS:
                continue
            made += 1
            same = error(sentence.text, random.Random(seed)) if claim == sentence.text else None
            # A source made surer still carries the claim; only the claim can be too sure.
            if same and kind != "strength" and self._rng.random() < _IN_SOURCE:
                yield self._pair(sentence, (same, claim), label, f"{name}: {kind}")
                if self._rng.random() < _IN_BOTH:
                    yield self._pair(sentence, (same, wrong), SUPPORTED, f"{name}: both")
            else:
                yield self._pair(sentence, (sentence.text, wrong), label, f"{name}: {kind}")

    def _pair(self, sentence: Said, texts: tuple[str, str], label: int, kind: str) -> Pair:
        source = in_context(sentence, texts[0], self._rng)
        claim = reworded(texts[1], self._known[sentence.work], self._rng)
        return Pair(source, claim, label, kind, sentence.work)


def in_context(sentence: Said, text: str, rng: random.Random) -> str:
    """`text` in the place of the sentence, alone or with what stands before or after it."""
    before = sentence.paragraph[max(0, sentence.place - 1) : sentence.place]
    after = sentence.paragraph[sentence.place + 1 : sentence.place + 2]
    parts = (
        *(before if rng.random() < _NEIGHBOUR else ()),
        text,
        *(after if rng.random() < _NEIGHBOUR else ()),
    )
    return " ".join(parts)
