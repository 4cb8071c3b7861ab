"""Claims with what people judged of them, read from public benchmarks. None is trained on.

SciFact (Wadden 2020), HealthVer (Sarrouti 2021), NLI4CT (Jullien 2023), Evidence Inference (DeYoung
2020; its held-out articles), K-QA (Manes 2024), ExpertQA (Malaviya 2024).
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple

from probatum.evaluation.data import part
from probatum.evaluation.evidence_inference import DOWN, SAME, UP, Prompt, Split, prompts
from probatum.evidence.sentences import sentence_spans
from probatum.verification.support import Window
from probatum.verification.trial_record import TrialRecord, trial_record


class Label(StrEnum):
    """What people say that a source does to a claim."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    NOT_ENOUGH = "not enough"


class Item(NamedTuple):
    """A claim, the words to judge it by, and the label.

    `group` joins rival statements; `records` are those of trials, where the words are of such.
    """

    claim: str
    windows: tuple[Window, ...]
    label: Label
    group: str = ""
    records: tuple[TrialRecord, ...] = ()


_LINES, _WORDS = 6, 90
_STATEMENTS = {
    UP: "Compared with {c}, {i} increased {o}.",
    DOWN: "Compared with {c}, {i} decreased {o}.",
    SAME: "There was no significant difference in {o} between {i} and {c}.",
}


def scifact(data: Path) -> Iterator[Item]:
    """Claims against the abstract they come from; true or false, nothing between."""
    with part(data, "bench", "scifact", "scifact_test.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            entry = json.loads(line)
            text = " ".join(context["text"] for context in entry["gold_ctx"])
            label = Label.SUPPORTED if entry["answer"] == "true" else Label.CONTRADICTED
            yield Item(entry["input"], windows(text, entry["gold_ctx"][0]["title"]), label)


def healthver(data: Path) -> Iterator[Item]:
    """Claims of the public about COVID-19 against sentences of papers."""
    labels = {"Supports": Label.SUPPORTED, "Refutes": Label.CONTRADICTED}
    for row in _csv(part(data, "bench", "healthver", "healthver_dev.csv")):
        label = labels.get(row["label"], Label.NOT_ENOUGH)
        yield Item(row["claim"].strip(), windows(row["evidence"]), label)


def nli4ct(data: Path) -> Iterator[Item]:
    """Statements on trials of breast cancer against a section of one or two records (dev split)."""
    folder = part(data, "bench", "nli4ct")
    for entry in json.loads((folder / "dev.json").read_text(encoding="utf-8")).values():
        found: list[Window] = []
        records: list[TrialRecord] = []
        for which in ("Primary", "Secondary"):
            if trial := entry.get(f"{which}_id"):
                record = json.loads((folder / "trials" / f"{trial}.json").read_text("utf-8"))
                lines = record[entry["Section_id"]]
                found += _stretches(lines, f"{which} trial")
                headed = (entry["Section_id"], *lines)
                records.append(trial_record(f"{which.lower()} trial", headed))
        label = Label.SUPPORTED if entry["Label"] == "Entailment" else Label.CONTRADICTED
        yield Item(entry["Statement"], tuple(found), label, records=tuple(records))


def evidence_inference(data: Path, split: Split = "held out") -> Iterator[Item]:
    """Three rival statements on each prompt of the held-out articles, against the marked words."""
    folder = part(data, "bench", "evidence-inference")
    for place, prompt in enumerate(prompts(folder, split)):
        found = tuple(w for words in prompt.evidence for w in windows(words, prompt.outcome))
        for effect in (UP, DOWN, SAME):
            label = Label.SUPPORTED if effect == prompt.effect else Label.CONTRADICTED
            yield Item(_statement(prompt, effect), found, label, str(place))


def k_qa(data: Path) -> Iterator[Item]:
    """Statements that an answer should make, against models' answers; physicians' majority."""
    labels = {"Entailment": Label.SUPPORTED, "Contradiction": Label.CONTRADICTED}
    for row in _csv(part(data, "bench", "k-qa", "NLI_medical_annotator.csv")):
        label = labels.get(row["majority_label"], Label.NOT_ENOUGH)
        yield Item(row["claim"], windows(row["answer"], row["Question"]), label)


def expertqa(data: Path) -> Iterator[Item]:
    """Sentences of models' answers against what they cite; complete support or less, by experts."""
    path = part(data, "bench", "expertqa", "medicine_annotated.json")
    for question in json.loads(path.read_text(encoding="utf-8")):
        for answer in question["answers"].values():
            for claim in answer["claims"]:
                yield from _cited(claim)


def _cited(claim: dict[str, Any]) -> Iterator[Item]:
    evidence = [text.partition("\n\n")[2] or text for text in claim["evidence"]]
    if claim["support"] in {None, "N/A"} or not evidence:
        return
    label = Label.SUPPORTED if claim["support"] == "Complete" else Label.NOT_ENOUGH
    words = re.sub(r"\s*\[\d+\]", "", claim["claim_string"])
    yield Item(words, tuple(w for text in evidence for w in windows(text)), label)


SUITES: dict[str, Callable[[Path], Iterator[Item]]] = {
    "scifact": scifact,
    "healthver": healthver,
    "nli4ct": nli4ct,
    "evidence-inference": evidence_inference,
    "k-qa": k_qa,
    "expertqa": expertqa,
}


def sampled(items: Iterable[Item], count: int) -> list[Item]:
    """`count` items drawn by a hash of their place, always the same; rival statements together."""
    groups: dict[str, list[Item]] = defaultdict(list)
    for place, item in enumerate(items):
        groups[item.group or f"#{place}"].append(item)
    drawn: list[Item] = []
    for name in sorted(groups, key=lambda name: hashlib.sha256(name.encode()).digest()):
        if len(drawn) >= count:
            break
        drawn += groups[name]
    return drawn


def windows(text: str, heading: str = "") -> tuple[Window, ...]:
    """Each sentence and each two that follow each other, as checking reads a passage."""
    spans = list(sentence_spans(text))
    ends = [end for _, end in spans]
    single = [Window(text[start:end], heading, "") for start, end in spans]
    double = [
        Window(text[start:end], heading, "")
        for (start, _), end in zip(spans, ends[1:], strict=False)
    ]
    return (*single, *double)


def _stretches(lines: list[str], heading: str) -> Iterator[Window]:
    """Lines of a record that follow each other, up to 90 words, overlapping by half."""
    words = [" ".join(line.split()) for line in lines]
    for begin in range(0, len(words), _LINES // 2):
        text = " ".join(words[begin : begin + _LINES])
        yield Window(" ".join(text.split()[:_WORDS]), heading, "")


def _statement(prompt: Prompt, effect: int) -> str:
    names = {"i": prompt.intervention, "c": prompt.comparator, "o": prompt.outcome}
    return _STATEMENTS[effect].format(**names)


def _csv(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)
