"""Regimens of drugs: whether a page describes them by the drugs that the library says they hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from probatum.evidence.checked import ForeignPage, PageFinding
from probatum.evidence.sentences import sentence_spans
from probatum.library.index import Clause, Index, Query
from probatum.retrieval.lexicon import Lexicon
from probatum.retrieval.vocabulary_files import treatments

CHECK = "regimen"
_NAME = r"(?P<name>m?[A-Z][A-Z0-9-]*[A-Z](?:-?\d{1,2})?(?:-\w+)?)"
_DESCRIBED = (
    re.compile(rf"\b{_NAME}\s\((?P<of>[^()]{{6,160}})\)"),
    re.compile(
        rf"\b{_NAME}(?:\sregimen)?,?\s(?:which\s)?(?:consists? of|comprises?|contains?|combines?|"
        r"stands for|is (?:a|the) combination of|is made (?:up )?of|includes?)"
        r"\s(?P<of>[^.;()]{6,160})"
    ),
    re.compile(rf"(?P<of>[^.;()]{{6,160}})\s\({_NAME}\)"),
    re.compile(rf"(?P<of>\b\w+)-based\s(?:\w+\s){{0,3}}\(?{_NAME}"),
)
_ADDED = re.compile(
    r"^(?:with|plus|or|and|\+|±|e\.g\.|versus|vs)\b|\bor\b|\b(?:bevacizumab|cetuximab|panitumumab)\b"
)
_JOINED = re.compile(r"[,;/+]|\b(?:and|plus|with)\b")
_MOST = 20


class Description(NamedTuple):
    """A regimen, the drugs it is said to hold, and the words."""

    name: str
    drugs: frozenset[str]
    words: str


def misdescribed(page: ForeignPage, index: Index) -> Iterator[PageFinding]:
    """Regimens with a drug that no description in the library, nor the vocabulary, has."""
    reader = _Reader()
    for claim in page.claims:
        for ours in reader.descriptions(claim.text):
            known = [d for d in reader.in_library(ours.name, index) if d.drugs]
            allowed = frozenset(drug for other in known for drug in other.drugs)
            wrong = ours.drugs - allowed
            if known and wrong:
                best = max(known, key=lambda other: (len(other.drugs), -len(other.words)))
                text = (
                    f"{ours.name} is described with {', '.join(sorted(wrong))}; it holds "
                    f"{', '.join(sorted(best.drugs))}"
                )
                yield PageFinding(check=CHECK, text=text, sentences=(claim.text,), words=best.words)


class _Reader:
    def __init__(self) -> None:
        self._lexicon = Lexicon()
        self._regimens = {name for name, entry in treatments().items() if "regimen" in entry.kind}

    def descriptions(self, text: str) -> Iterator[Description]:
        for pattern in _DESCRIBED:
            for match in pattern.finditer(text):
                if _ADDED.search(match["of"].strip()):
                    continue
                drugs = self._drugs(match["of"])
                if drugs and self._is_regimen(match["name"], match["of"], drugs):
                    yield Description(match["name"], drugs, text)

    def in_library(self, name: str, index: Index) -> Iterator[Description]:
        """What passages that name it say that it holds, and the vocabulary's own words."""
        query = Query(must=(Clause(any_of=(name,)),))
        for hit in index.search(query, _MOST):
            for start, end in sentence_spans(hit.passage.text):
                for found in self.descriptions(hit.passage.text[start:end]):
                    if _same(found.name, name):
                        yield found
        entry = treatments().get(name)
        for synonym in entry.synonyms if entry else ():
            yield Description(name, self._drugs(synonym), f"{name}: {synonym}")

    def _drugs(self, text: str) -> frozenset[str]:
        """Each by itself: "capecitabine and irinotecan" is also a name of a regimen."""
        parts = (part for part in _JOINED.split(text) if part)
        named = (m.name for p in parts for m in self._lexicon.mentions(p) if m.kind == "treatment")
        return frozenset(name for name in named if name not in self._regimens)

    def _is_regimen(self, name: str, words: str, drugs: frozenset[str]) -> bool:
        """Known as one, or a list of two drugs and more whose letters it is made of."""
        known = any(m.name in self._regimens for m in self._lexicon.mentions(name))
        return known or (len(drugs) > 1 and name[0].lower() in {word[0] for word in drugs})


def _same(one: str, other: str) -> bool:
    """Also with the mark of a version: FOLFOX and mFOLFOX6."""
    plain = (re.sub(r"^m(?=[A-Z])|-?\d+$", "", name) for name in (one, other))
    return next(plain) == next(plain)
