"""Sentences of free texts: CC BY and CC0 articles on trials, and PDQ summaries (US government)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from probatum.errors import SourceError
from probatum.evaluation.evidence_inference import split_of
from probatum.evidence.document import BlockKind, Document
from probatum.evidence.sentences import sentence_spans
from probatum.sources.jats import JatsSource
from probatum.sources.pdq import PdqSource

_FREE = re.compile(r"cc (?:by|zero)(?!-)(?! ?(?:nc|nd|sa))", re.I)
_FEWEST, _MOST = 9, 45


class Said(NamedTuple):
    """A sentence in its paragraph."""

    work: str
    section: str
    paragraph: tuple[str, ...]
    place: int

    @property
    def text(self) -> str:
        """The sentence itself."""
        return self.paragraph[self.place]


class Text(NamedTuple):
    """What is read of one work."""

    work: str
    sentences: tuple[Said, ...]
    abbreviations: tuple[tuple[str, str], ...]


def articles(folder: Path) -> Iterator[Text]:
    """Trial articles with a free licence, less those held out or in a published test split."""
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    for entry in sorted(manifest, key=lambda entry: entry["file"]):
        number = re.sub(r"\D", "", entry["file"])
        free = _FREE.match(entry["license"])
        if not free or split_of(f"PMC{number}") == "held out":
            continue
        for document in JatsSource().read(folder / entry["file"]):
            yield _text(document, f"PMC{number}")


def summaries(folder: Path) -> Iterator[Text]:
    """PDQ summaries for health professionals, less those that the hash holds out."""
    for path in sorted(folder.glob("*.md")):
        if split_of(path.stem) == "held out":
            continue
        with suppress(SourceError):  # some pages of the site are no summaries
            for document in PdqSource().read(path):
                yield _text(document, path.stem)


def _text(document: Document, work: str) -> Text:
    known = tuple((long, short) for short, long in document.abbreviations if len(short) > 1)
    return Text(work, tuple(_sentences(document, work)), known)


def _sentences(document: Document, work: str) -> Iterator[Said]:
    for block in document.blocks:
        if block.kind is not BlockKind.PARAGRAPH:
            continue
        text = document.text[block.start : block.end]
        paragraph = tuple(text[start:end] for start, end in sentence_spans(text))
        section = " / ".join(block.heading).lower()
        for place, sentence in enumerate(paragraph):
            if _states_something(sentence):
                yield Said(work, section, paragraph, place)


def _states_something(sentence: str) -> bool:
    words = sentence.split()
    return (
        _FEWEST <= len(words) <= _MOST
        and sentence[0].isupper()
        and sentence.endswith(".")
        and sum(word[0].isalpha() for word in words) > 0.7 * len(words)
    )
