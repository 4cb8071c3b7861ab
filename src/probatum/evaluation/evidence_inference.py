"""Evidence Inference: what trials' own words say of an outcome, and which articles are held out.

DeYoung J, et al. Evidence Inference 2.0: More data, better models. BioNLP 2020. A prompt names
intervention, comparator and outcome; annotators marked the words that answer it and what they say.
"""

from __future__ import annotations

import csv
import hashlib
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Literal, NamedTuple

Split = Literal["training", "validation", "held out"]
UP, SAME, DOWN = 1, 0, -1


class Prompt(NamedTuple):
    """A question with the words that answer it; `effect` is `UP`, `SAME` or `DOWN`."""

    article: str
    outcome: str
    intervention: str
    comparator: str
    effect: int
    evidence: tuple[str, ...]


def split_of(work: str) -> Split:
    """Of ten works seven are for training, one for choosing thresholds, two for reporting only.

    A hash of the identifier decides ("PMC1065065"), so that no list is needed; articles of the
    published test split are always held out.
    """
    if work.removeprefix("PMC") in _published_test():
        return "held out"
    tenth = int(hashlib.sha256(work.encode()).hexdigest(), 16) % 10
    return "training" if tenth < 7 else "validation" if tenth == 7 else "held out"


def prompts(folder: Path, split: Split) -> Iterator[Prompt]:
    """The prompts of a split whose annotators agree; evidence as marked, white space made even."""
    effects: dict[str, set[int]] = defaultdict(set)
    evidence: dict[str, dict[str, None]] = defaultdict(dict)
    for row in _rows(folder / "annotations.csv"):
        if row["Valid Label"] == row["Valid Reasoning"] == "True":
            effects[row["PromptID"]].add(int(row["Label Code"]))
            if marked := " ".join(row["Annotations"].split()):
                evidence[row["PromptID"]][marked] = None
    for row in _rows(folder / "prompts.csv"):
        found, words = effects[row["PromptID"]], tuple(evidence[row["PromptID"]])
        if len(found) == 1 and words and split_of(f"PMC{row['PMCID']}") == split:
            yield Prompt(
                article=f"PMC{row['PMCID']}",
                outcome=row["Outcome"].strip(),
                intervention=row["Intervention"].strip(),
                comparator=row["Comparator"].strip(),
                effect=next(iter(found)),
                evidence=words,
            )


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


@cache
def _published_test() -> frozenset[str]:
    """PMC numbers of the test split that the authors published with the data (MIT licence)."""
    listed = files("probatum.evaluation") / "evidence_inference_test_articles.txt"
    return frozenset(listed.read_text(encoding="ascii").split())
