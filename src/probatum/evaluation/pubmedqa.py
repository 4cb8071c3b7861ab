"""PubMedQA: questions that titles of papers ask, each to be answered by its own abstract.

Jin Q et al. PubMedQA: a dataset for biomedical research question answering. EMNLP-IJCNLP 2019.
"""

from __future__ import annotations

import json
from pathlib import Path

from probatum.evaluation.data import part
from probatum.evaluation.suite import Collection, Suite, abstract, of_document


def pubmedqa(data: Path) -> Suite:
    """The abstract (without title and conclusion) of each question among a thousand."""
    entries = json.loads(part(data, "bench", "pubmedqa", "ori_pqal.json").read_text("utf-8"))
    return Suite(
        name="pubmedqa",
        about="titles that ask, each against its own abstract without title and conclusion",
        measures=("nDCG@10", "AP", "Success@5", "R@100"),
        collections=(
            Collection(
                name="abstracts",
                documents=tuple(
                    abstract(f"pmid:{pmid}", " ".join(entry["CONTEXTS"]))
                    for pmid, entry in entries.items()
                ),
                questions={pmid: entry["QUESTION"] for pmid, entry in entries.items()},
                relevant={pmid: {f"pmid:{pmid}": 1} for pmid in entries},
            ),
        ),
        unit=of_document,
    )
