"""Stretches of freely licensed text that claims were written on, found again by their hash.

Trials under CC BY or CC0 (PubMed Central), PDQ summaries (US government), MedQuAD (CC BY 4.0). None
of their words lie here: a claim names the document and the first digits of the stretch's SHA-256.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from lxml import etree

from probatum.evidence.sentences import sentence_spans

DIGITS = 8
"""Hexadecimal digits of a hash that tell a stretch from the others of its document."""

_MOST_SENTENCES = 3
_FOLDERS = (("rct-jats", "*.nxml"), ("pdq", "*.md"), ("medquad", "*.xml"))
_EMPTIED = re.compile(r"\s*[\[(][\s,;–-]*[\])]")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_REFERENCE = re.compile(r"\s*\[[\d,\s–-]+\]")


def files(corpus: Path) -> dict[str, list[Path]]:
    """Every document's file, by its name; MedQuAD has several of one name."""
    named: dict[str, list[Path]] = defaultdict(list)
    for folder, form in _FOLDERS:
        for path in sorted((corpus / folder).rglob(form)):
            named[path.stem].append(path)
    return named


def found(paths: Iterable[Path], wanted: set[str]) -> dict[str, str]:
    """Of the stretches of files those with a wanted hash."""
    texts = (text for path in paths for text in stretches(path))
    return {name: text for text in texts if (name := digits(text)) in wanted}


def digits(text: str) -> str:
    """The name of a stretch."""
    return hashlib.sha256(text.encode()).hexdigest()[:DIGITS]


def stretches(path: Path) -> Iterator[str]:
    """One to three sentences of a paragraph that follow each other, all of them."""
    paragraphs = {".nxml": _article, ".md": _summary, ".xml": _answers}[path.suffix]
    for paragraph in paragraphs(path):
        spans = list(sentence_spans(paragraph))
        for place, (start, _) in enumerate(spans):
            for _, end in spans[place : place + _MOST_SENTENCES]:
                yield paragraph[start:end]


def _tree(path: Path) -> etree._ElementTree:
    return etree.parse(str(path), etree.XMLParser(resolve_entities=False, no_network=True))


def _said(element: etree._Element) -> str:
    return "".join(map(str, element.itertext()))


def _article(path: Path) -> Iterator[str]:
    for part in _tree(path).iter("abstract", "body"):
        for paragraph in part.iter("p"):
            for inner in paragraph.iter(
                "xref", "inline-formula", "disp-formula", "table-wrap", "fig"
            ):
                if inner.tag != "xref" or inner.get("ref-type") == "bibr":
                    inner[:] = []
                    inner.text = ""
            if text := _EMPTIED.sub("", " ".join(_said(paragraph).split())):
                yield text


def _summary(path: Path) -> Iterator[str]:
    for paragraph in path.read_text(encoding="utf-8", errors="replace").split("\n\n"):
        text = " ".join(paragraph.split())
        if not text.startswith(("#", "|", "!", "-", "*", ">")):
            text = _REFERENCE.sub("", _LINK.sub(r"\1", text))
            yield text.replace("*", "").replace("\\", "")


def _answers(path: Path) -> Iterator[str]:
    for answer in _tree(path).iter("Answer"):
        for paragraph in _said(answer).split("\n"):
            yield " ".join(paragraph.split())
