"""The small model that comes with the package: which way an outcome went, read from a source.

It adds up the weights of what `role_features` finds and says "increased", "no difference",
"decreased" or "not said". A claim is judged by what it says of the same; one that states no effect
in a form that `comparative` reads is not judged. How the model was made and what it can do is in
``docs/models/entailment.md``.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

from probatum.errors import ModelDamaged
from probatum.verification.arms import Arms
from probatum.verification.comparative import statement
from probatum.verification.effect_words import Direction
from probatum.verification.entailment import Probabilities
from probatum.verification.role_features import features

FOLDER = Path(str(files("probatum.verification") / "model"))
FACTS, WEIGHTS = "model.json", "weights.json"
CLASSES = (Direction.UP, Direction.SAME, Direction.DOWN, None)
"""What the weights of a feature speak for, in this order; None: the words do not tell."""
_NOT_JUDGED = Probabilities(0.0, 0.0, 1.0)


def installed(folder: Path = FOLDER) -> bool:
    """Whether the model's files are there."""
    return (folder / FACTS).is_file()


class EffectModel:
    """Judges pairs; loads in a few milliseconds.

    Raises `ModelDamaged` when a file of the model is missing or not the one that belongs here.
    """

    def __init__(self, folder: Path = FOLDER) -> None:
        try:
            facts = json.loads((folder / FACTS).read_text(encoding="utf-8"))
            written = (folder / WEIGHTS).read_bytes()
            if hashlib.sha256(written).hexdigest() != facts["sha256"]:
                raise ValueError(f"{WEIGHTS} is not the file that was published")
            self._weights: dict[str, list[int]] = json.loads(written)
            self._scale: float = facts["scale"]
            self._bias: list[float] = facts["bias"]
            self._temperature: float = facts["temperature"]
            self.name = f"{facts['name']} {facts['version']}"
            self.supports_at: float = facts["supports_at"]
            self.contradicts_at: float = facts["contradicts_at"]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ModelDamaged(
                f"the entailment model in {folder} does not load ({error}); install probatum again"
            ) from error

    def judge(self, pairs: Sequence[tuple[str, str]]) -> list[Probabilities]:
        """Probabilities for each (words of the source, claim), in order."""
        return [self._judged(text, claim) for text, claim in pairs]

    def read(self, text: str, arms: Arms, outcome: str) -> list[float]:
        """What the text says of the outcome with the first arm: a probability for each class."""
        sums = [0] * len(CLASSES)
        for name in features(text, arms, outcome):
            for place, weight in enumerate(self._weights.get(name, ())):
                sums[place] += weight
        logits = [
            (bias + self._scale * each) / self._temperature
            for bias, each in zip(self._bias, sums, strict=True)
        ]
        raised = [math.exp(logit - max(logits)) for logit in logits]
        return [each / sum(raised) for each in raised]

    def _judged(self, text: str, claim: str) -> Probabilities:
        """The other directions contradict what was said of one."""
        said = statement(claim)
        if said is None:
            return _NOT_JUDGED
        row = self.read(text, said.arms, said.outcome)
        supports, neither = row[CLASSES.index(said.direction)], row[-1]
        return Probabilities(supports, 1 - supports - neither, neither)
