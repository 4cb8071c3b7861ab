"""PDQ known items: questions made from headings of PDQ summaries, each with the part it heads.

The procedure, in full. Of each summary with one subject, every heading is a candidate that stands
once in that summary, has two to nine words, and says more than where it stands ("Overview"). They
are put in the order of a hash with a fixed seed, and at most two of a summary are taken until
there are 200. The question is "What is known about HEADING in SUBJECT?", without "in SUBJECT"
where the heading names it.
The right passages are those under the heading, sub-headings included. It is made anew at each run
from the corpus, and is not stored.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from probatum.errors import SourceError
from probatum.evaluation.data import part
from probatum.evaluation.suite import Collection, Suite, of_passage
from probatum.evidence.document import Document
from probatum.evidence.passage import passages
from probatum.retrieval.words import forms
from probatum.sources.pdq import PdqSource

SEED, QUESTIONS, A_SUMMARY = 20260101, 200, 2
_FEWEST, _MOST = 2, 9
_PLACE = re.compile(
    r"^(?:overview|summary|introduction|general information|conclusions?|background|"
    r"key points?|references|treatment options?|other)\b(?!.*\b(?:for|of|about)\b)",
    re.I,
)


class _Candidate(NamedTuple):
    document: Document
    path: tuple[str, ...]


def pdq(data: Path) -> Suite:
    """Two hundred headings asked, against all passages of all summaries."""
    documents = tuple(summaries(part(data, "corpus", "pdq")))
    chosen = _chosen(documents)
    return Suite(
        name="pdq",
        about="headings of PDQ summaries made questions, against all passages",
        measures=("nDCG@10", "AP", "Success@5", "R@100"),
        collections=(
            Collection(
                name="summaries",
                documents=documents,
                questions={_name(one): question(one.document, one.path[-1]) for one in chosen},
                relevant={_name(one): dict.fromkeys(_under(one), 1) for one in chosen},
            ),
        ),
        unit=of_passage,
    )


def question(document: Document, heading: str) -> str:
    """The heading as a question about the subject of its document."""
    subject = document.topics[0]
    named = set(forms(subject)) <= set(forms(heading))
    return f"What is known about {heading}{'' if named else f' in {subject}'}?"


def summaries(folder: Path) -> Iterator[Document]:
    """The summaries of a folder of PDQ pages, in the order of their names."""
    source = PdqSource()
    for path in sorted(folder.glob("*.md")):
        try:
            yield from source.read(path)
        except SourceError:  # pages of lists, not summaries
            continue


def _chosen(documents: tuple[Document, ...]) -> list[_Candidate]:
    candidates = [one for document in documents for one in _candidates(document)]
    candidates.sort(key=lambda one: hashlib.sha256(f"{SEED} {_name(one)}".encode()).digest())
    taken: Counter[str] = Counter()
    chosen: list[_Candidate] = []
    for one in candidates:
        if taken[one.document.id] < A_SUMMARY and len(chosen) < QUESTIONS:
            taken[one.document.id] += 1
            chosen.append(one)
    return chosen


def _candidates(document: Document) -> Iterator[_Candidate]:
    if not document.topics:
        return
    paths = {
        block.heading[: depth + 1]
        for block in document.blocks
        for depth in range(len(block.heading))
    }
    often = Counter(path[-1].casefold() for path in paths)
    for path in sorted(paths):
        heading = path[-1]
        fits = _FEWEST <= len(heading.split()) <= _MOST and not _PLACE.search(heading)
        if fits and often[heading.casefold()] == 1:
            yield _Candidate(document, path)


def _under(one: _Candidate) -> list[str]:
    return [p.id for p in passages(one.document) if p.heading[: len(one.path)] == one.path]


def _name(one: _Candidate) -> str:
    return f"{one.document.id}/{'/'.join(one.path)}"
