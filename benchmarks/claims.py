"""What checking finds, without a model: planted errors, SciFact, HealthVer.

    python -m benchmarks.claims --library FOLDER [--data FOLDER] [--seed N]

`planted`: true sentences of a library (recommendations, doses, results) are changed by one rule
each and checked against the passage they come from; the untouched ones give the false alarms.
SciFact and HealthVer are others' words against abstracts: they measure reach, not only care.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import random
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from benchmarks.planting import paraphrased, planters
from probatum.composition.cues import SentenceKind, defect, kind_of, points_back
from probatum.evidence.claim import Verdict
from probatum.evidence.passage import passages
from probatum.evidence.sentences import sentence_spans
from probatum.library.embedded import EmbeddedIndex
from probatum.verification.support import Window, support

KINDS = {
    SentenceKind.RECOMMENDATION,
    SentenceKind.OUTCOME,
    SentenceKind.DOSE,
    SentenceKind.CAUTION,
}
Sentences = list[tuple[str, list[Window]]]


def sentences(library: Path, seed: int, most: int) -> Sentences:
    """True sentences that can stand alone, each with the windows of its own passage."""
    index = EmbeddedIndex(library)
    names = [summary.id for summary in index.summaries()]
    random.Random(seed).shuffle(names)
    found: Sentences = []
    for name in names[:120]:
        for passage in passages(index.document(name)):
            spans = list(sentence_spans(passage.text))
            heading = " ".join(passage.heading)
            windows = [Window(passage.text[a:b], heading, name) for a, b in spans]
            for window in windows:
                text = window.text
                if not defect(text) and not points_back(text) and kind_of(text) in KINDS:
                    found.append((text, windows))
    random.Random(seed).shuffle(found)
    index.close()
    return found[:most]


def planted(everything: Sentences, seed: int, *, reworded: bool) -> Iterator[str]:
    """Rows of a table: kind, sentences, caught (anything but supported).

    Of sentences in other words only those count that are supported while they are true.
    """
    rules = planters((text for text, _ in everything), seed)
    counts: dict[str, Counter[Verdict]] = defaultdict(Counter)
    for text, windows in everything:
        true = paraphrased(text) if reworded else text
        if reworded and true == text:
            continue
        verdict = support(true, windows).verdict
        counts["untouched"][verdict] += 1
        if verdict is not Verdict.SUPPORTED:
            continue
        for name, plant in rules.items():
            changed = plant(true)
            if changed and changed != true:
                counts[name][support(changed, windows).verdict] += 1
    yield "| planted | sentences | not passed as supported | contradicted |\n|---|---|---|---|"
    for name, verdicts in counts.items():
        total = verdicts.total()
        caught = 1 - verdicts[Verdict.SUPPORTED] / total
        yield f"| {name} | {total} | {caught:.1%} | {verdicts[Verdict.CONTRADICTED] / total:.1%} |"
    wrong = [verdicts for name, verdicts in counts.items() if name != "untouched"]
    missed = sum(verdicts[Verdict.SUPPORTED] for verdicts in wrong)
    total = sum(verdicts.total() for verdicts in wrong)
    yield f"| all kinds | {total} | {1 - missed / total:.1%} | |"


def speed(everything: Sentences) -> Iterator[str]:
    """Pairs of a claim and a passage a second: all cold, and again with the passages known."""
    # A page is checked against passages that its sentences share.
    pages = [everything[at : at + 20] for at in range(0, min(len(everything), 400), 20)]
    yield "| round | pairs | pairs a second |\n|---|---|---|"
    for turn in ("first", "second"):
        pairs, begun = 0, time.process_time()
        for page in pages:
            for text, _ in page:
                for _, windows in page:
                    support(text, windows)
                    pairs += 1
        yield f"| {turn} | {pairs} | {pairs / (time.process_time() - begun):,.0f} |"


def windows_of(text: str, title: str = "") -> list[Window]:
    """Each sentence, and each two that follow each other."""
    spans = list(sentence_spans(text))
    pairs = [*spans, *((a, d) for (a, _), (_, d) in pairwise(spans))]
    return [Window(text[a:b], title, "") for a, b in pairs]


def macro_f1(pairs: Counter[tuple[str, str]], labels: tuple[str, ...]) -> float:
    """Mean over labels of 2PR/(P+R); `pairs` counts (gold, given)."""
    total = 0.0
    for label in labels:
        given = sum(number for (_, said), number in pairs.items() if said == label)
        gold = sum(number for (true, _), number in pairs.items() if true == label)
        total += 2 * pairs[label, label] / max(1, given + gold)
    return total / len(labels)


LABEL = {
    Verdict.SUPPORTED: "support",
    Verdict.PARTLY: "support",
    Verdict.CONTRADICTED: "refute",
    Verdict.NOT_FOUND: "neither",
}


def scifact(data: Path) -> str:
    """208 claims with their abstracts: supported or refuted."""
    pairs: Counter[tuple[str, str]] = Counter()
    for line in (data / "bench/scifact/scifact_test.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        windows = [w for text in row["gold_ctx"] for w in windows_of(text["text"], text["title"])]
        gold = "support" if str(row["answer"]).lower() == "true" else "refute"
        pairs[gold, LABEL[support(row["input"], windows).verdict]] += 1
    return f"| SciFact | {pairs.total()} | {macro_f1(pairs, ('support', 'refute')):.2f} |"


def healthver(data: Path) -> str:
    """Claims on health against sentences of abstracts: supports, refutes, neutral."""
    gold = {"Supports": "support", "Refutes": "refute", "Neutral": "neither"}
    pairs: Counter[tuple[str, str]] = Counter()
    with (data / "bench/healthver/healthver_dev.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            verdict = support(row["claim"], windows_of(row["evidence"])).verdict
            pairs[gold[row["label"]], LABEL[verdict]] += 1
    score = macro_f1(pairs, ("support", "refute", "neither"))
    return f"| HealthVer | {pairs.total()} | {score:.2f} |"


def main() -> None:
    """Print the figures as Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    default = Path(__file__).parents[2] / "shared" / "data"
    parser.add_argument("--data", default=os.environ.get("PROBATUM_SHARED_DATA", str(default)))
    parser.add_argument("--library", required=True, type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--most", type=int, default=1000)
    options = parser.parse_args()
    everything = sentences(options.library, options.seed, options.most)
    for row in planted(everything, options.seed, reworded=False):
        print(row)
    print("\nIn other words:\n")
    for row in planted(everything, options.seed, reworded=True):
        print(row)
    print()
    for row in speed(everything):
        print(row)
    print("\n| suite | claims | macro-F1 |\n|---|---|---|")
    print(scifact(Path(options.data)))
    print(healthver(Path(options.data)))


if __name__ == "__main__":
    main()
