"""Fit the model and write the files that ship: ``python -m training.entailment.fit``.

A multinomial logistic regression, its weights rounded to eight bits. Temperature and thresholds are
chosen on the articles for validation with the rounded weights, so that what is calibrated is what
runs.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from probatum.evaluation.table import put_into, table
from probatum.verification.effect_model import FACTS, FOLDER, WEIGHTS
from probatum.verification.role_features import features
from training.entailment.examples import LABELS, UNSAID, Example, examples

_HERE = Path(__file__).parent
_STRENGTHS = (0.01, 0.02, 0.06)
"""Inverse strengths of the penalty; the best in cross-validation over training articles is used."""
_FOLDS, _STEPS, _LEAST_SEEN = 4, 300, 12
_PRECISION = 0.95
"""Of what is called supported, or contradicted; a threshold is the least that reaches it."""
Labels = NDArray[np.int64]
Shares = NDArray[np.float64]


def main() -> None:
    """Write weights, facts and licence into the folder, and what validation says on the card."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with bench/")
    parser.add_argument("--out", type=Path, default=FOLDER)
    parser.add_argument("--card", type=Path, help="page whose tables are replaced")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    folder = options.data / "bench/evidence-inference"
    training, validation = examples(folder, "training"), examples(folder, "validation")
    columns = CountVectorizer(analyzer=_found, min_df=_LEAST_SEEN, binary=True)
    seen = columns.fit_transform(training)
    tried = {strength: _crossed(seen, training, strength) for strength in _STRENGTHS}
    model = _fitted(seen, _labels(training), max(tried, key=tried.__getitem__))
    scale = float(np.abs(model.coef_).max() / 127)
    weights = np.rint(model.coef_ / scale).astype(int)
    logits = columns.transform(validation) @ weights.T * scale + model.intercept_
    facts = _facts(logits, validation)
    facts |= {"scale": scale, "bias": model.intercept_.tolist()}
    facts["sha256"] = _write_weights(columns, weights, options.out / WEIGHTS)
    (options.out / FACTS).write_text(json.dumps(facts, indent=2) + "\n", encoding="utf-8")
    for kept in (_HERE / "NOTICE", _HERE.parents[1] / "LICENSE"):
        shutil.copyfile(kept, options.out / kept.name)
    text = "\n\n".join((_materials(training, validation, seen, weights), _trials(tried),
                        _figures(facts, logits, validation)))  # fmt: skip
    print(text)
    if options.card is not None:
        put_into(options.card, "validation", text)


def _found(example: Example) -> list[str]:
    return sorted(features(example.text, example.arms, example.outcome))


def _labels(found: Sequence[Example]) -> Labels:
    return np.array([each.label for each in found])


def _fitted(seen: csr_matrix, labels: Labels, strength: float) -> LogisticRegression:
    return LogisticRegression(C=strength, max_iter=_STEPS).fit(seen, labels)


def _crossed(seen: csr_matrix, training: Sequence[Example], strength: float) -> float:
    """Share right of what was asked, each article judged by a model that did not see it."""
    labels = _labels(training)
    asked = np.array([each.kind == "as asked" for each in training])
    right: list[bool] = []
    folds = GroupKFold(_FOLDS).split(seen, labels, [each.article for each in training])
    for learnt, left in folds:
        left = left[asked[left]]
        model = _fitted(seen[learnt], labels[learnt], strength)
        said = model.decision_function(seen[left])[:, :UNSAID].argmax(1)
        right += (said == labels[left]).tolist()
    return float(np.mean(right))


def _facts(logits: Shares, validation: Sequence[Example]) -> dict[str, Any]:
    logits, labels = _asked(logits, validation)
    temperature = _temperature(logits, labels)
    found = _softmax(logits / temperature)
    return {
        "name": "probatum-entailment",
        "version": "1",
        "temperature": round(temperature, 4),
        "supports_at": _threshold(found[:, :UNSAID], labels[:, None] == np.arange(UNSAID), labels),
        "contradicts_at": _threshold(
            found[:, :UNSAID].sum(1, keepdims=True) - found[:, :UNSAID],
            (labels[:, None] != np.arange(UNSAID)) & (labels[:, None] != UNSAID),
            labels,
        ),
    }


def _asked(logits: Shares, found: Sequence[Example]) -> tuple[Shares, Labels]:
    """Of what annotators asked, and of other outcomes; not of what was turned round by rule."""
    kept = [at for at, each in enumerate(found) if each.kind in {"as asked", "elsewhere"}]
    return logits[kept], _labels(found)[kept]


def _write_weights(columns: CountVectorizer, weights: NDArray[Any], path: Path) -> str:
    """One line a feature, without those whose weights are all nought; gives the SHA-256."""
    rows = dict(sorted(zip(columns.get_feature_names_out(), weights.T.tolist(), strict=True)))
    lines = [f"{json.dumps(name)}:{json.dumps(row, separators=(',', ':'))}"
             for name, row in rows.items() if any(row)]  # fmt: skip
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _softmax(logits: Shares) -> Shares:
    raised: Shares = np.exp(logits - logits.max(1, keepdims=True))
    shares: Shares = raised / raised.sum(1, keepdims=True)
    return shares


def _temperature(logits: Shares, labels: Labels) -> float:
    """The temperature of least loss (Guo C, et al. On calibration of networks. ICML 2017)."""
    rows = np.arange(len(labels))
    losses = {
        t: -float(np.log(_softmax(logits / t)[rows, labels] + 1e-9).mean())
        for t in np.arange(0.5, 4.01, 0.05)
    }
    return float(min(losses, key=losses.__getitem__))


def _threshold(probabilities: Shares, right: NDArray[np.bool_], labels: Labels) -> float:
    """The least probability from which on `_PRECISION` of the claims are right.

    Of each example there is a claim of each direction, shape (examples, 3); the true one weighs as
    much as both false ones, as most of what people write is true.
    """
    true = labels[:, None] == np.arange(UNSAID)
    weights = np.where(true, 1.0, 1 / (UNSAID - 1))
    for threshold in np.arange(0.5, 0.99, 0.01):
        chosen = probabilities >= threshold
        if chosen.any() and np.average(right[chosen], weights=weights[chosen]) >= _PRECISION:
            return round(float(threshold), 2)
    return 0.99


def _materials(
    training: Sequence[Example],
    validation: Sequence[Example],
    seen: csr_matrix,
    weights: NDArray[Any],
) -> str:
    kept = int(weights.any(0).sum())
    counts = [Counter(each.kind for each in found) for found in (training, validation)]
    rows: list[list[str | int | float]]
    rows = [[kind, *(count[kind] for count in counts)] for kind in sorted(counts[0])]
    return (
        f"{seen.shape[1]} features stand in {_LEAST_SEEN} examples or more; "
        f"{kept} have a weight.\n\n" + table(("examples", "training", "validation"), rows)
    )


def _trials(tried: dict[float, float]) -> str:
    rows = [(str(strength), share) for strength, share in tried.items()]
    return table(("inverse penalty", "right in cross-validation"), rows, digits=3)


def _figures(facts: dict[str, Any], logits: Shares, validation: Sequence[Example]) -> str:
    """What was chosen, and what is said of validation examples."""
    logits, labels = _asked(logits, validation)
    said = logits.argmax(1)
    chosen = [(key, facts[key]) for key in ("temperature", "supports_at", "contradicts_at")]
    rows: list[list[str | int | float]] = [
        [name, *(int(((labels == at) & (said == other)).sum()) for other in range(len(LABELS)))]
        for at, name in enumerate(LABELS)
    ]
    return "\n\n".join(
        (
            table(("chosen on validation", "value"), chosen, digits=2),
            "What annotators say (rows) and what the model says of validation examples:",
            table(("", *LABELS), rows),
            f"SHA-256 of `{WEIGHTS}`: `{facts['sha256']}`",
        )
    )


if __name__ == "__main__":
    main()
