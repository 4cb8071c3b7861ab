"""A suite: collections of documents, and questions of which it is known what answers them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from probatum.evidence.dates import PartialDate
from probatum.evidence.document import Block, Document, DocumentKind
from probatum.evidence.passage import Passage
from probatum.sources.design import study_design

CHOSEN_ON, HELD_OUT = "chosen on", "held out"
Unit = Callable[[Passage], str]


class Collection(NamedTuple):
    """Documents that are searched together, questions by id, and what is relevant to each."""

    name: str
    documents: tuple[Document, ...]
    questions: Mapping[str, str]
    relevant: Mapping[str, Mapping[str, int]]


class Suite(NamedTuple):
    """Collections of one benchmark. `unit` is the part of a passage that relevance is stated of."""

    name: str
    about: str
    measures: tuple[str, ...]
    collections: tuple[Collection, ...]
    unit: Unit
    depth: int = 100


Reader = Callable[[Path], Suite]


def of_document(passage: Passage) -> str:
    """Relevance is stated of documents."""
    return passage.document


def of_passage(passage: Passage) -> str:
    """Relevance is stated of passages."""
    return passage.id


def half(question: str) -> str:
    """Which half a question belongs to, by a hash of its id; the same in every run."""
    return CHOSEN_ON if hashlib.sha256(question.encode()).digest()[0] % 2 == 0 else HELD_OUT


def abstract(
    name: str, text: str, *, title: str = "", published: PartialDate | None = None
) -> Document:
    """A document of one paragraph, as a benchmark gives it. Without a title, its id is one."""
    text = " ".join(text.split()) or title
    return Document(
        id=name,
        kind=DocumentKind.RESEARCH,
        title=" ".join(title.split()) or name,
        text=text,
        blocks=(Block(start=0, end=len(text)),),
        published=published,
        design=study_design((), f"{title}\n{text}"),
    )
