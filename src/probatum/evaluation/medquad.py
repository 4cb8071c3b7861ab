"""MedQuAD: questions of patients' pages, each to be answered by its own answer.

Ben Abacha A, Demner-Fushman D. A question-entailment approach to question answering. BMC
Bioinformatics 2019;20:511. An answer keeps the subject of its page as title; the questions, which
head the answers in the pages, are taken away.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, groupby
from pathlib import Path

from probatum.errors import SourceError
from probatum.evaluation.data import part
from probatum.evaluation.suite import Collection, Suite, abstract, of_document
from probatum.evidence.document import Document
from probatum.sources.medquad import MedQuadSource


def medquad(data: Path) -> Suite:
    """Every answer under its subject, and the question it belongs to."""
    folder = part(data, "corpus", "medquad")
    pairs = {
        f"{page.id}-{number}": (question, page.title, answer)
        for page in pages(folder)
        for number, (question, answer) in enumerate(_pairs(page))
    }
    return Suite(
        name="medquad",
        about="patients' questions, answers under the subject of their page",
        measures=("nDCG@10", "AP", "Success@5", "R@100"),
        collections=(
            Collection(
                name="answers",
                documents=tuple(
                    abstract(name, answer, title=title)
                    for name, (_, title, answer) in pairs.items()
                ),
                questions={name: question for name, (question, _, _) in pairs.items()},
                relevant=_relevant(pairs),
            ),
        ),
        unit=of_document,
    )


def _relevant(pairs: dict[str, tuple[str, str, str]]) -> dict[str, dict[str, int]]:
    """Pages of several sites ask the same: every answer to the same question is right."""
    alike: dict[str, dict[str, int]] = {}
    for name, (question, _, _) in pairs.items():
        alike.setdefault(question.casefold(), {})[name] = 1
    return {name: alike[question.casefold()] for name, (question, _, _) in pairs.items()}


def pages(folder: Path) -> Iterator[Document]:
    """The pages in a folder, each a document with its questions as headings."""
    source = MedQuadSource()
    for path in sorted(folder.rglob("*.xml")):
        try:
            yield from source.read(path)
        except SourceError:  # pages whose answers the publisher withdrew
            continue


def _pairs(page: Document) -> Iterator[tuple[str, str]]:
    for heading, blocks in groupby(page.blocks, key=lambda block: block.heading):
        question = next(chain(heading), "")
        yield question, " ".join(page.text[block.start : block.end] for block in blocks)
