"""Names of drugs, regimens, genes and scores: a claim may not put one for another.

Drug names are told by the stems of international nonproprietary names (WHO, The use of stems in the
selection of INN, 2018); regimens, genes and scores by their capitals.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files

from probatum.evidence.claim import Reason, Verdict
from probatum.verification.quantities import quantities
from probatum.verification.words import stems

CHECK = "names"
_CAPITALS = re.compile(r"\b(?=[\w-]*[A-Z][\w-]*[A-Z0-9])[A-Za-z0-9][\w]*(?:-[A-Z0-9]\w*)*\b")
_WORD = re.compile(r"[A-Za-z]+")
_FEWEST_LETTERS, _FEWEST_OTHERS, _SAME_MATTER = 3, 2, 0.7
_OF_ANY_DOSE = stems("dose doses given day days daily week weeks weekly cycle cycles mg until of")
_NO_NAMES = {"CI", "HR", "OR", "RR", "SD", "IQR", "US", "UK", "FDA", "NCI", "PDQ", "NCCN", "ESMO",
             "ASCO", "II", "III", "IV", "OS", "PFS", "ICU", "BMI", "MRI", "CT", "PET",
             "BID", "TID", "QID", "QD", "QOD", "BD", "OD", "TDS", "QDS", "PO", "SC", "IM",
             "IU", "RCT"}  # fmt: skip


def drugs(text: str) -> frozenset[str]:
    """Drug names of the text, lower case, singular."""
    names = (name.lower() for name in _drug_names().findall(text))
    return frozenset(name for name in names if not _is_no_drug(name))


@cache
def _stems() -> dict[str, tuple[str, ...]]:
    """The words of each family of ``drug_stems.txt``."""
    text = (files("probatum.verification") / "drug_stems.txt").read_text(encoding="utf-8")
    words: dict[str, tuple[str, ...]] = {}
    for line in text.splitlines():
        kind, parted, listed = line.partition(" : ")
        if parted and not line.startswith("#"):
            words[kind] = (*words.get(kind, ()), *listed.split())
    return words


@cache
def _drug_names() -> re.Pattern[str]:
    endings = "|".join(sorted(_stems()["stem"], key=len, reverse=True))
    return re.compile(rf"\b([a-z]{{2,}}(?:{endings})|{'|'.join(_stems()['name'])})s?\b", re.I)


@lru_cache(maxsize=4096)
def _is_no_drug(name: str) -> bool:
    """Words that only end as a drug does: "except", "peptide", "cholesterol"."""
    if any(re.search(ending, name) for ending in _stems()["no drug"]):
        return not name.endswith(_stems()["a drug all the same"])
    return False


def capitals(text: str) -> frozenset[str]:
    """Regimens, genes, receptors, scores: words with two capitals or a capital and a figure."""
    found = (match.group(0) for match in _CAPITALS.finditer(text))
    return frozenset(name.upper() for name in found if name.upper() not in _NO_NAMES)


def check_names(claim: str, source: str) -> Reason | None:
    """Contradicted when one drug stands for another; not found when a name is nowhere there.

    One stands for another only where the source has most of the claim's other words.
    """
    missing = unnamed_drugs(claim, source)
    swapped = drugs(source) - drugs(claim)
    if missing and swapped and _on_the_same(claim, source):
        return Reason(
            check=CHECK,
            verdict=Verdict.CONTRADICTED,
            text=f"the sentence names {_listed(missing)}, the source {_listed(swapped)}",
            words=source,
        )
    squeezed = re.sub(r"[\s-]", "", source).upper()
    initials = "".join(word[0] for word in _WORD.findall(source)).upper()
    absent = {
        name
        for name in capitals(claim)
        if (bare := name.replace("-", "")) not in squeezed and not _spelt_out(bare, initials)
    }
    if missing or absent:
        return Reason(
            check=CHECK,
            verdict=Verdict.NOT_FOUND,
            text=f"the source does not name {_listed(missing | absent)}",
            words=source,
        )
    return None


def unnamed_drugs(claim: str, source: str) -> frozenset[str]:
    """Drugs that the claim names and the source does not."""
    lowered = source.lower()
    return frozenset(name for name in drugs(claim) if name not in lowered)


def _on_the_same(claim: str, source: str) -> bool:
    figures = stems(" ".join(quantity.written for quantity in quantities(claim)))
    others = stems(_drug_names().sub(" ", claim)) - figures - _OF_ANY_DOSE
    return len(others & stems(source)) >= max(_FEWEST_OTHERS, _SAME_MATTER * len(others))


def _spelt_out(name: str, initials: str) -> bool:
    """Whether words that follow each other begin with its letters."""
    return len(name) >= _FEWEST_LETTERS and name in initials


def _listed(names: frozenset[str] | set[str]) -> str:
    return ", ".join(sorted(names))
