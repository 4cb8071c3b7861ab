"""How claims are judged: by shared words, by the rules, by the model alone, and by all together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from probatum.evaluation.claim_suites import Item, Label
from probatum.evidence.claim import Reason, Verdict
from probatum.retrieval.lexicon import Lexicon
from probatum.verification.effect import CHECK as EFFECT
from probatum.verification.entailment import Entailment, Probabilities
from probatum.verification.support import SUPPORTS, Support, Window, support
from probatum.verification.trial import CHECKS as TRIAL
from probatum.verification.trial import by_record
from probatum.verification.words import stems
from probatum.workflows.naming import other_names

MOST_ASKED = 6
"""Windows by which the model alone judges a claim: as many as beside the rules."""
MODEL_WEIGHT = 1.0
"""How much the model's leaning counts beside the rules'; chosen on the articles for validation."""
_LABELS = {Verdict.SUPPORTED: Label.SUPPORTED, Verdict.CONTRADICTED: Label.CONTRADICTED}
_LEANINGS = {
    Verdict.SUPPORTED: 1.0,
    Verdict.PARTLY: 0.5,
    Verdict.NOT_FOUND: 0.0,
    Verdict.CONTRADICTED: -1.0,
}
_DOUBTED = -0.25
"""Of a sentence on a trial that was read in part, where the record says otherwise."""


class Judged(NamedTuple):
    """What a system says of an item; `leaning` is -1 (contradicted) to 1 (supported)."""

    item: Item
    label: Label
    leaning: float
    reasons: tuple[Reason, ...] = ()
    supports: float | None = None


def judge(items: Iterable[Item], model: Entailment | None) -> dict[str, list[Judged]]:
    """What each system says of each item; those with a model only where there is one."""
    remembering = _Remembering(model) if model is not None else None
    lexicon = Lexicon()
    said: dict[str, list[Judged]] = defaultdict(list)
    for item in items:
        nearest = _nearest(item)
        share = nearest[0][0] if nearest else 0.0
        enough = Label.SUPPORTED if share >= SUPPORTS else Label.NOT_ENOUGH
        said["shared words"].append(Judged(item, enough, share, supports=share))
        names = other_names(item.claim, lexicon)
        found = support(item.claim, item.windows, None, names)
        found = by_record(item.claim, found, item.records)
        rules = _by_rules(item, found)
        said["rules"].append(rules)
        if remembering is not None:
            asked = [(window.text, item.claim) for _, window in nearest[:MOST_ASKED]]
            strong = strongest(remembering.judge(asked))
            said["model alone"].append(_by_model(item, strong, remembering))
            together = support(item.claim, item.windows, remembering, names)
            together = by_record(item.claim, together, item.records)
            said["rules and model"].append(_by_both(rules, together, strong))
    return dict(said)


def strongest(found: Sequence[Probabilities]) -> Probabilities:
    """The window that is surest of either side speaks for the source; none says neither."""
    sure = (max(each.supports, each.contradicts) for each in found)
    return max(zip(sure, found, strict=True), default=(0.0, Probabilities(0.0, 0.0, 1.0)))[1]


def _nearest(item: Item) -> list[tuple[float, Window]]:
    ours = stems(item.claim)
    shares = (
        (len(ours & (stems(w.text) | stems(w.heading))) / max(1, len(ours)), w)
        for w in item.windows
    )
    return sorted(shares, key=lambda found: found[0], reverse=True)


def _by_model(item: Item, found: Probabilities, model: Entailment) -> Judged:
    label = Label.NOT_ENOUGH
    if found.contradicts >= model.contradicts_at:
        label = Label.CONTRADICTED
    elif found.supports >= model.supports_at:
        label = Label.SUPPORTED
    return Judged(item, label, found.supports - found.contradicts, (), _stated(found))


def _by_rules(item: Item, found: Support) -> Judged:
    """Where nothing was found, what is said of its effect, or of a record, tells how it leans."""
    leaning = _LEANINGS[found.verdict]
    if found.verdict is Verdict.NOT_FOUND:
        leaning = max((_LEANINGS[r.verdict] for r in found.reasons if r.check == EFFECT), default=0)
        doubts = (r for r in found.reasons if r.check in TRIAL and r.verdict is found.verdict)
        leaning = _DOUBTED if not leaning and any(doubts) else leaning
    label = _LABELS.get(found.verdict, Label.NOT_ENOUGH)
    return Judged(item, label, leaning, found.reasons)


def _by_both(rules: Judged, found: Support, said: Probabilities) -> Judged:
    """The verdict with the model; the leaning is a weighted mean of the rules' and the model's."""
    leaning = rules.leaning + MODEL_WEIGHT * (said.supports - said.contradicts)
    label = _LABELS.get(found.verdict, Label.NOT_ENOUGH)
    leaning /= 1 + MODEL_WEIGHT
    return Judged(rules.item, label, leaning, found.reasons, _stated(said))


def _stated(said: Probabilities) -> float | None:
    """The probability of support; None of a claim that the model does not judge at all."""
    return said.supports if said.neither < 1 else None


class _Remembering:
    """A model that is not asked twice about the same pair."""

    def __init__(self, model: Entailment) -> None:
        self._model = model
        self._said: dict[tuple[str, str], Probabilities] = {}
        self.name = model.name
        self.supports_at, self.contradicts_at = model.supports_at, model.contradicts_at

    def judge(self, pairs: Sequence[tuple[str, str]]) -> list[Probabilities]:
        """As the model judges."""
        new = [pair for pair in dict.fromkeys(pairs) if pair not in self._said]
        if new:
            self._said.update(zip(new, self._model.judge(new), strict=True))
        return [self._said[pair] for pair in pairs]
