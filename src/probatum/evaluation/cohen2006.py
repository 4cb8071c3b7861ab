"""Reviews of drug classes, and the records that their authors included or left out.

Cohen AM et al. Reducing workload in systematic review preparation using automated citation
classification. J Am Med Inform Assoc 2006;13:206-19. The records of eleven reviews of the Drug
Effectiveness Review Project, with title and abstract, each labelled. The question of each review is
put here in our own words, after its subject and population; it is the same for every engine.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from pathlib import Path

from probatum.evaluation.data import part
from probatum.evaluation.suite import Collection, Suite, abstract, of_document

_COMPARE = "compare in effectiveness and adverse effects in"
REVIEWS = {
    "ACEInhibitors": "How do angiotensin-converting enzyme (ACE) inhibitors "
    f"{_COMPARE} adults with hypertension, heart failure, recent myocardial infarction, high "
    "cardiovascular risk or nephropathy?",
    "ADHD": "How do stimulant and nonstimulant drugs for attention deficit hyperactivity "
    f"disorder (ADHD) {_COMPARE} children, adolescents and adults?",
    "Antihistamines": f"How do newer antihistamines {_COMPARE} adults and children with seasonal "
    "or perennial allergic rhinitis or urticaria?",
    "AtypicalAntipsychotics": f"How do atypical antipsychotic drugs {_COMPARE} patients with "
    "schizophrenia, bipolar mania or dementia with behavioral symptoms?",
    "BetaBlockers": f"How do beta blockers {_COMPARE} adults with hypertension, angina, coronary "
    "artery bypass, recent myocardial infarction, heart failure, atrial arrhythmia, migraine or "
    "bleeding esophageal varices?",
    "CalciumChannelBlockers": f"How do calcium channel blockers {_COMPARE} adults with "
    "hypertension, angina, supraventricular arrhythmia or systolic heart failure?",
    "NSAIDS": "How do nonsteroidal anti-inflammatory drugs (NSAIDs) and COX-2 inhibitors "
    f"{_COMPARE} adults with chronic pain from osteoarthritis, rheumatoid arthritis, soft-tissue "
    "pain or back pain?",
    "OralHypoglycemics": "How do oral hypoglycemic drugs (sulfonylureas and short-acting "
    f"secretagogues) {_COMPARE} adults with type 2 diabetes?",
    "ProtonPumpInhibitors": f"How do proton pump inhibitors {_COMPARE} patients with "
    "gastroesophageal reflux disease, peptic ulcer or NSAID-induced ulcer?",
    "SkeletalMuscleRelaxants": f"How do skeletal muscle relaxants {_COMPARE} adults with "
    "spasticity or acute or chronic musculoskeletal conditions?",
    "UrinaryIncontinence": "How do anticholinergic drugs for urinary incontinence and overactive "
    f"bladder {_COMPARE} adults?",
}


def cohen2006(data: Path) -> Suite:
    """Every review ranks its own records."""
    folder = part(data, "bench", "cohen2006")
    return Suite(
        name="cohen2006",
        about="questions of drug class reviews, the records each had to screen",
        measures=("AP", "nDCG@10", "R@100", "Success@5"),
        collections=tuple(_collection(folder, name, asked) for name, asked in REVIEWS.items()),
        unit=of_document,
        depth=3000,
    )


def _collection(folder: Path, name: str, asked: str) -> Collection:
    rows = list(_rows(folder / f"{name}.csv"))
    return Collection(
        name=name,
        documents=tuple(
            abstract(
                f"pmid:{row['pubmedID']}",
                row["abstract"],
                title=row["title"] or "Untitled record",
                published=str(int(float(row["year"]))) if row["year"] else None,
            )
            for row in rows
        ),
        questions={name: asked},
        relevant={name: {f"pmid:{row['pubmedID']}": int(row["label_included"]) for row in rows}},
    )


def _rows(path: Path) -> Iterator[dict[str, str]]:
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
