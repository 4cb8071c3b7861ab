"""Pairs from the half of PubMedQA that is not its test: questions put as statements.

Jin Q, et al. PubMedQA: A dataset for biomedical research question answering. EMNLP 2019.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

from probatum.evidence.sentences import sentence_spans
from training.entailment.corruption import direction, negation
from training.entailment.pair import CONTRADICTED, SUPPORTED, Pair

_DOES = re.compile(r"^(?:Do|Does|Did) ", re.I)
_IS = re.compile(
    r"^(?P<verb>Is|Are|Was|Were|Can|Could|Should|Will|May|Has|Have) (?P<rest>.+)", re.I
)
_PREDICATE = re.compile(
    r" (?=(?:an?|the best|associated|related|necessary|needed|useful|effective|different|better|"
    r"safe|feasible|important|possible|beneficial|still|more|less|worth|reliable|valid|linked|"
    r"be|predict|improve|reduce|increase|affect|help|influence|prevent|cause|identify|"
    r"replace|provide|serve|contribute|explain|\w+ed) )"
)


def stated(question: str) -> str | None:
    """The question as a statement; none where its subject cannot be told from its predicate."""
    words = question.strip().rstrip("?").strip()
    words = words.rpartition(": ")[2] if ": " in words else words
    if _DOES.match(words):
        plain = _DOES.sub("", words)
        return f"{plain[0].upper()}{plain[1:]}."
    if match := _IS.match(words):
        parts = _PREDICATE.split(match["rest"], maxsplit=1)
        if len(parts) == 2 and 0 < len(parts[0].split()) <= 12:
            subject = parts[0][0].upper() + parts[0][1:]
            return f"{subject} {match['verb'].lower()} {parts[1]}."
    return None


def pairs(folder: Path, rng: random.Random) -> Iterator[Pair]:
    """From every question answered yes or no, against the conclusion and against the results."""
    held_out = set(json.loads((folder / "test_ground_truth.json").read_text(encoding="utf-8")))
    records = json.loads((folder / "ori_pqal.json").read_text(encoding="utf-8"))
    for pmid, record in records.items():
        if pmid in held_out:
            continue
        conclusion = record["LONG_ANSWER"]
        results = _last_sentences(record["CONTEXTS"][-1], 3)
        yield from _answered(record, conclusion, results, pmid, rng)
        for start, end in list(sentence_spans(conclusion))[:2]:
            said = conclusion[start:end]
            if not 8 <= len(said.split()) <= 45:
                continue
            yield Pair(results, said, SUPPORTED, "conclusion of results", pmid)
            turned = direction(said, rng) or negation(said, rng)
            if turned:
                yield Pair(results, turned, CONTRADICTED, "conclusion turned", pmid)


def _answered(
    record: dict[str, str], conclusion: str, results: str, pmid: str, rng: random.Random
) -> Iterator[Pair]:
    statement = stated(record["QUESTION"])
    if statement is None or record["final_decision"] == "maybe":
        return
    yes = record["final_decision"] == "yes"
    denied = negation(statement, rng)
    for source in (conclusion, results):
        yield Pair(source, statement, SUPPORTED if yes else CONTRADICTED, "question stated", pmid)
        if denied:
            label = CONTRADICTED if yes else SUPPORTED
            yield Pair(source, denied, label, "question denied", pmid)


def _last_sentences(text: str, count: int) -> str:
    spans = list(sentence_spans(text))[-count:]
    return " ".join(text[start:end] for start, end in spans)
