"""Molecular markers and their status: KRAS wild-type, HER2-positive, microsatellite stable."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

_GENE = (
    r"KRAS|NRAS|RAS|BRAF(?:[\s-]?V600E)?|EGFR|HER-?2(?:/neu)?|ERBB2|ALK|ROS1|RET|NTRK\d?|MET|"
    r"BRCA[12]?|PIK3CA|IDH[12]|FGFR[123]?|TP53|p53|PD-?L1|FLT3|NPM1|JAK2|BCR[-–]ABL1?|KIT|PDGFRA|MGMT|"
    r"(?:o?estrogen|progesterone|hormone)[\s-]receptors?|ER|PR|HR|ER/PR"
)
_ALTERED = (
    r"mutant|mutated|mutations?|(?:pathogenic\s)?variants?|altered|alterations?|rearrang\w+|"
    r"fusions?|translocat\w+|amplifi\w+|overexpress\w+|positive|methylated|V600E|G12C"
)
_WILD = r"wild[\s-]?type|unmutated|unaltered|negative|non-?mutated|unmethylated|non-?amplified"
_AFTER = re.compile(
    rf"(?<![\w-])(?P<gene>{_GENE})\)?(?:\s(?:exon\s\d+|gene|status|tumou?rs?|oncogene|is|are|was|"
    rf"were|expression|V600E|G12C))?[\s–-](?P<status>{_ALTERED}|{_WILD})\b"
)
_BEFORE = re.compile(
    rf"\b(?P<status>{_ALTERED}|{_WILD})[\s–-](?:(?:of|in|the|for)\s){{0,2}}"
    rf"(?P<gene>{_GENE})(?![\w-])"
)
_WITHOUT = re.compile(r"\b(?:no|without|lack\w*|absence of|not|never)\s(?:\w+\s){0,4}$", re.I)
_WHOLE = (
    ("mismatch repair", "deficient",
     r"dMMR|MSI-?H(?:igh)?|MSI-high|mismatch[\s-]repair[\s-](?:protein\s)?deficien\w+|"
     r"deficient mismatch repair|microsatellite instability(?:[\s-]high)?"),
    ("mismatch repair", "proficient",
     r"pMMR|MSS|mismatch[\s-]repair[\s-]proficien\w+|proficient mismatch repair|"
     r"microsatellite[\s-]stable"),
    ("HER2", "low", r"HER-?2[\s–-]low"),
    ("triple status", "triple-negative", r"triple[\s-]negative"),
)  # fmt: skip
_WHOLE_PATTERNS = tuple((m, s, re.compile(rf"(?<!\w)(?:{p})(?!\w)")) for m, s, p in _WHOLE)
_IS_WILD = re.compile(_WILD, re.I)
_SAME = {"HER-2": "HER2", "HER2/NEU": "HER2", "ERBB2": "HER2", "PDL1": "PD-L1"}
_FAMILY = {"KRAS": "RAS", "NRAS": "RAS", "RAS": "RAS"}


@lru_cache(maxsize=4096)
def markers(text: str) -> Mapping[str, frozenset[str]]:
    """Status by marker, as "RAS altered" or "RAS wild-type". KRAS and NRAS are read as RAS."""
    found: dict[str, set[str]] = {}
    for pattern in (_AFTER, _BEFORE):
        for match in pattern.finditer(text):
            gene = _name(match["gene"])
            wild = bool(_IS_WILD.fullmatch(match["status"]))
            denied = bool(_WITHOUT.search(text[: match.start()]))
            state = _status(gene, wild=wild != denied)
            found.setdefault(gene, set()).add(f"{gene} {state}")
    for marker, state, pattern in _WHOLE_PATTERNS:
        if pattern.search(text):
            found.setdefault(marker, set()).add(f"{marker} {state}")
    if "triple status" in found:
        found.setdefault("HER2", set()).add("HER2 negative")
    return {marker: frozenset(states) for marker, states in found.items()}


def _name(written: str) -> str:
    name = written.upper().split()[0] if not written.islower() else written.replace("-", " ")
    name = name.removesuffix("-V600E").removesuffix("V600E")
    return _FAMILY.get(name, _SAME.get(name, name))


def _status(gene: str, *, wild: bool) -> str:
    if gene in {"ER", "PR", "HR", "ER/PR", "HER2", "PD-L1"} or "receptor" in gene:
        return "negative" if wild else "positive"
    return "wild-type" if wild else "altered"
