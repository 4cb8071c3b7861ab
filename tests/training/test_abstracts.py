"""Claims on abstracts: the claim alone never tells its label."""

from __future__ import annotations

import json
import random
from collections import defaultdict
from pathlib import Path

import pytest

from training.inference import abstracts as module
from training.inference.abstracts import entries, on_abstracts
from training.inference.pair import NEITHER, REFUTES, SUPPORTS

BACKGROUND, FOUND, TURNED = "Gout hurts.", "Drugone eased attacks.", "Drugone worsened attacks."
HELPS, HARMS, OTHER = "Drugone helps.", "Drugone harms.", "Drugone lasts a week."
ENTRY = {
    "sentences": ["Drugone was tried for years.", BACKGROUND, FOUND],
    "flips": {"2": TURNED},
    "supported": [HELPS],
    "refuted": [HARMS],
    "neither": [OTHER],
}


def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, excerpts: float) -> set[tuple]:
    (tmp_path / "gout.jsonl").write_text(json.dumps(ENTRY) + "\n", encoding="utf-8")
    monkeypatch.setattr(module, "_WRITTEN", tmp_path)
    monkeypatch.setattr(module, "_EXCERPTS", excerpts)
    pairs = [(pair.words, pair.claim, pair.label) for pair in on_abstracts(random.Random(1))]
    assert len(set(pairs)) == len(pairs)
    return set(pairs)


@pytest.mark.parametrize(("excerpts", "first"), [(0.0, "Drugone was tried for years. "), (1.0, "")])
def test_a_claim_is_supported_refuted_and_told_nothing_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, excerpts: float, first: str
):
    as_is, about = f"{first}{BACKGROUND} {FOUND}", f"{first}{BACKGROUND} {TURNED}"
    silent = f"Drugone was tried for years. {BACKGROUND}"
    assert made(tmp_path, monkeypatch, excerpts) == {
        (as_is, HELPS, SUPPORTS),
        (about, HELPS, REFUTES),
        (silent, HELPS, NEITHER),
        (as_is, HARMS, REFUTES),
        (about, HARMS, SUPPORTS),
        (silent, HARMS, NEITHER),
        (as_is, OTHER, NEITHER),
        (about, OTHER, NEITHER),
    }


def test_each_written_claim_on_a_finding_has_each_label_once():
    told: dict[tuple[str, str], list[int]] = defaultdict(list)
    for pair in on_abstracts(random.Random(1)):
        told[pair.document, pair.claim].append(pair.label)
    labels = {tuple(sorted(each)) for each in told.values()}
    assert labels == {(SUPPORTS, REFUTES, NEITHER), (NEITHER, NEITHER)}


def test_what_is_written_leaves_something_when_its_findings_are_taken_out():
    for entry in entries():
        places = {int(place) for place in entry["flips"]}
        assert places < set(range(len(entry["sentences"])))
        assert all(entry["sentences"][place] != entry["flips"][str(place)] for place in places)
