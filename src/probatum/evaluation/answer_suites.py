"""Questions with answers that people wrote, and the library that each suite is answered from.

K-QA (Manes 2024): patients' questions, with statements that physicians hold an answer must, or may,
make. BioASQ (Tsatsaronis 2015): experts' questions with ideal answers. PubMedRS-200: questions that
systematic reviews answer, with the answers that people read out of them.
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, NamedTuple

from probatum.errors import SourceError
from probatum.evaluation.data import part
from probatum.evidence.document import Block, Document, DocumentKind
from probatum.evidence.sentences import sentence_spans
from probatum.sources.design import study_design
from probatum.sources.markdown import MarkdownSource
from probatum.sources.medquad import MedQuadSource
from probatum.sources.source import Source

Statements = tuple[str, ...]


class Known(NamedTuple):
    """A question; what an answer must say, in one of several wordings; and what it may say."""

    id: str
    question: str
    must: tuple[Statements, ...]
    may: Statements = ()


class AnswerSuite(NamedTuple):
    """Questions, the documents that they are answered from, and both in words."""

    name: str
    about: str
    library: str
    documents: Callable[[], Iterable[Document]]
    questions: tuple[Known, ...]


def k_qa(data: Path) -> AnswerSuite:
    """Patients' questions; physicians' statements, parted into must have and nice to have."""
    rows = _rows(part(data, "bench", "k-qa", "questions_w_answers.jsonl"))
    pages = part(data, "corpus", "medquad")
    return AnswerSuite(
        name="k-qa",
        about="patients' questions, physicians' statements",
        library="MedQuAD's pages for patients and the starter library",
        documents=lambda: (*_pages(pages), *_starter()),
        questions=tuple(
            Known(
                id=f"k-qa:{place}",
                question=row["Question"],
                must=(_stripped(row["Must_have"]),),
                may=_stripped(row["Nice_to_have"]),
            )
            for place, row in enumerate(rows)
        ),
    )


def bioasq(data: Path) -> AnswerSuite:
    """Experts' questions; the sentences of each ideal answer are a wording of their own."""
    folder = part(data, "bench", "bioasq")
    return AnswerSuite(
        name="bioasq",
        about="experts' questions, sentences of their ideal answers",
        library="all marked snippets, those of an abstract as one document",
        documents=lambda: _abstracts(folder / "corpus_snippets.jsonl"),
        questions=tuple(
            Known(row["_id"], row["text"], tuple(map(_sentences, row["ideal_answer"])))
            for row in _rows(folder / "questions.jsonl")
        ),
    )


def pubmedrs_200(data: Path) -> AnswerSuite:
    """Questions of systematic reviews; the sentences of the answer that a person wrote."""
    file = part(data, "bench", "pubmedrs-200", "PubMedRS-200.csv")
    with file.open(encoding="utf-8", newline="") as lines:
        rows = [{k: _as_written(v) for k, v in row.items() if k and v} for row in _reading(lines)]
    return AnswerSuite(
        name="pubmedrs-200",
        about="questions of systematic reviews, sentences of the answers people gave",
        library="the abstracts of these reviews",
        documents=lambda: (_review(row) for row in rows),
        questions=tuple(
            Known(row["PMID"], row["HumanQuestions"], (_sentences(row["HumanAnswer"]),))
            for row in {row["PMID"]: row for row in rows}.values()
        ),
    )


SUITES: dict[str, Callable[[Path], AnswerSuite]] = {
    "k-qa": k_qa,
    "bioasq": bioasq,
    "pubmedrs-200": pubmedrs_200,
}


def drawn(questions: Iterable[Known], count: int | None, seed: int) -> list[Known]:
    """`count` of them, or all, in the order of a hash of seed and id: the same in every run."""

    def place(known: Known) -> bytes:
        return hashlib.sha256(f"{seed}:{known.id}".encode()).digest()

    return sorted(questions, key=place)[:count]


def _pages(folder: Path) -> Iterator[Document]:
    for path in sorted(folder.rglob("*.xml")):
        yield from _read(MedQuadSource(), path)


def _starter() -> Iterator[Document]:
    with as_file(files("probatum.starter") / "summaries") as folder:
        for path in sorted(folder.glob("*.md")):
            yield from _read(MarkdownSource(), path)


def _read(source: Source, path: Path) -> list[Document]:
    """Nothing of a file that cannot be read, as when a library is filled."""
    try:
        return list(source.read(path))
    except SourceError:
        return []


def _abstracts(file: Path) -> Iterator[Document]:
    """The snippets marked in an abstract, each a block; the title of the abstract is unknown."""
    snippets: dict[str, dict[str, None]] = defaultdict(dict)
    for row in _rows(file):
        snippets[row["pmid"]][" ".join(row["text"].split())] = None
    for pmid, texts in snippets.items():
        yield _paper(pmid, f"PMID {pmid}", list(texts))


def _review(row: dict[str, str]) -> Document:
    return _paper(row["PMID"], row["Title"], [row["Abstract"]])


def _paper(pmid: str, title: str, texts: list[str]) -> Document:
    lines = [line for text in texts for line in map(str.strip, text.split("\n")) if line]
    blocks, start = [], 0
    for line in lines:
        blocks.append(Block(start=start, end=start + len(line)))
        start += len(line) + 1
    text = "\n".join(lines)
    return Document(
        id=f"pubmed:{pmid}",
        kind=DocumentKind.RESEARCH,
        title=title,
        text=text,
        blocks=tuple(blocks),
        design=study_design((), f"{title}\n{text}"),
    )


def _reading(lines: Iterable[str]) -> Iterator[dict[str, str]]:
    return csv.DictReader(lines)


def _as_written(text: str) -> str:
    """The file's text was once read as Latin-1: its UTF-8 bytes stand there as letters."""
    try:
        return text.encode("latin-1").decode()
    except UnicodeError:
        return text


def _sentences(text: str) -> Statements:
    return tuple(text[start:end] for start, end in sentence_spans(text))


def _stripped(statements: Iterable[str]) -> Statements:
    return tuple(stripped for each in statements if (stripped := each.strip()))


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)
