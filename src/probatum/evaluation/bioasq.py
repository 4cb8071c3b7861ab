"""BioASQ: experts' questions, and the snippets of abstracts that they marked as answers.

Tsatsaronis G et al. An overview of the BioASQ large-scale biomedical semantic indexing and question
answering competition. BMC Bioinformatics 2015;16:138. Here only marked snippets are searched, each
as a document of its own, which is easier than all of PubMed.
"""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from probatum.evaluation.data import part
from probatum.evaluation.suite import Collection, Suite, abstract, of_document


def bioasq(data: Path) -> Suite:
    """Every question against every snippet."""
    folder = part(data, "bench", "bioasq")
    relevant: dict[str, dict[str, int]] = defaultdict(dict)
    with (folder / "qrels_snippets.tsv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            relevant[row["query-id"]][_name(row["corpus-id"])] = int(row["score"])
    return Suite(
        name="bioasq",
        about="experts' questions, snippets of abstracts",
        measures=("nDCG@10", "AP", "Success@5", "R@100"),
        collections=(
            Collection(
                name="snippets",
                documents=tuple(
                    abstract(_name(row["_id"]), row["text"])
                    for row in _rows(folder / "corpus_snippets.jsonl")
                ),
                questions={row["_id"]: row["text"] for row in _rows(folder / "questions.jsonl")},
                relevant=relevant,
            ),
        ),
        unit=of_document,
    )


def _name(snippet: str) -> str:
    return f"snippet:{snippet}"


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)
