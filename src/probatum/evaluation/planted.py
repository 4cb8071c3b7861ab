"""Planted errors: true sentences of guidelines, each made false by one rule, then checked.

The sentences are those that an answer would quote: advice, results, doses and cautions of PDQ
summaries that stand alone. Each is checked against the passage it comes from; the untouched ones
give the false alarms. It is done again with every sentence in other words first: of those, only
what is supported while it is true is made false.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from probatum.composition.cues import SentenceKind, defect, kind_of, points_back
from probatum.evaluation.data import part
from probatum.evaluation.pdq_headings import summaries
from probatum.evaluation.planting import paraphrased, planters
from probatum.evaluation.table import Cell, table
from probatum.evidence.claim import Verdict
from probatum.evidence.passage import passages
from probatum.evidence.sentences import sentence_spans
from probatum.verification.entailment import Entailment
from probatum.verification.support import Window, support

SENTENCES, SUMMARIES = 1000, 120
UNTOUCHED = "untouched"
_KINDS = {
    SentenceKind.RECOMMENDATION,
    SentenceKind.OUTCOME,
    SentenceKind.DOSE,
    SentenceKind.CAUTION,
}


class Truth(NamedTuple):
    """A true sentence with the windows of the passage it stands in."""

    text: str
    windows: tuple[Window, ...]


def sentences(data: Path, seed: int, most: int = SENTENCES) -> list[Truth]:
    """At most that many, drawn by seed from as many summaries."""
    chance = random.Random(seed)  # noqa: S311 - a draw to be repeated
    documents = list(summaries(part(data, "corpus", "pdq")))
    chance.shuffle(documents)
    found: list[Truth] = []
    for document in documents[:SUMMARIES]:
        for passage in passages(document):
            heading = " ".join(passage.heading)
            spans = sentence_spans(passage.text)
            windows = tuple(Window(passage.text[a:b], heading, document.id) for a, b in spans)
            found += (Truth(w.text, windows) for w in windows if _would_be_quoted(w.text))
    chance.shuffle(found)
    return found[:most]


def planted(
    true: Sequence[Truth], seed: int, model: Entailment | None = None, *, reworded: bool
) -> dict[str, Counter[Verdict]]:
    """Verdicts by the kind of error that was planted; those of true sentences as `UNTOUCHED`."""
    rules = planters((each.text for each in true), seed)
    counts: dict[str, Counter[Verdict]] = defaultdict(Counter)
    for each in true:
        text = paraphrased(each.text) if reworded else each.text
        if reworded and text == each.text:
            continue
        verdict = support(text, each.windows, model).verdict
        counts[UNTOUCHED][verdict] += 1
        if verdict is not Verdict.SUPPORTED:
            continue
        for kind, plant in rules.items():
            changed = plant(text)
            if changed and changed != text:
                counts[kind][support(changed, each.windows, model).verdict] += 1
    return dict(counts)


def planted_tables(true: Sequence[Truth], seed: int, model: Entailment | None = None) -> str:
    """Both ways as Markdown."""
    return "\n\n".join((
        f"### planted\n\nErrors in {len(true)} sentences, drawn with seed {seed}, word for word:",
        _table(planted(true, seed, model, reworded=False)),
        "In other words:",
        _table(planted(true, seed, model, reworded=True)),
    ))  # fmt: skip


def _table(counts: dict[str, Counter[Verdict]]) -> str:
    errors = {kind: verdicts for kind, verdicts in counts.items() if kind != UNTOUCHED}
    every: Counter[Verdict] = sum(errors.values(), Counter())
    rows = [*counts.items(), ("all errors", every)]
    columns = ("planted", "sentences", "not passed as supported", "contradicted")
    return table(columns, (_row(kind, verdicts) for kind, verdicts in rows))


def _row(kind: str, verdicts: Counter[Verdict]) -> list[Cell]:
    total = verdicts.total()
    parts = (total - verdicts[Verdict.SUPPORTED], verdicts[Verdict.CONTRADICTED])
    return [kind, total, *(f"{part / total:.1%}" if total else "" for part in parts)]


def _would_be_quoted(text: str) -> bool:
    return not defect(text) and not points_back(text) and kind_of(text) in _KINDS
