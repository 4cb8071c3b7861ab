"""Molecular markers and their status: KRAS wild-type, HER2-positive, microsatellite stable."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

_GENE = (
    r"KRAS|NRAS|RAS|BRAF(?:[\s-]?V600E)?|EGFR|HER-?2(?:/neu)?|ERBB2|ALK|ROS1|RET|NTRK\d?|MET|"
    r"BRCA[12]?|PIK3CA|IDH[12]|FGFR[123]?|TP53|p53|PD-?L1|FLT3|NPM1|JAK2|BCR[-–]ABL1?|KIT|PDGFRA|MGMT|"
    r"(?i:o?estrogen|progesterone|hormone)[\s-](?i:receptors?)|ER|PR|HR|ER/PR"
)
_ALTERED = (
    r"(?i:mutant|mutated|mutations?|(?:pathogenic\s)?variants?|altered|alterations?|aberrations?|"
    r"deletions?|insertions?|skipping|rearrang\w+|fusions?|translocat\w+|amplifi\w+|overexpress\w+|positive|methylated|V600E|G12C)"
)
_WILD = r"(?i:wild[\s-]?type|unmutated|unaltered|negative|non-?mutated|unmethylated|non-?amplified)"
_KIND = r"genomic|genetic|gene|tumou?r|driver|sensiti[sz]ing|pathogenic"
_AFTER = re.compile(
    rf"(?<![\w-])(?P<gene>{_GENE})\)?(?:\s(?:exon\s\d+|gene|status|tumou?rs?|oncogene|is|are|was|"
    rf"were|expression|V600E|G12C))?[\s–-](?P<status>{_ALTERED}|{_WILD})\b"
)
_BEFORE = re.compile(
    rf"\b(?P<status>{_ALTERED}|{_WILD})[\s–-](?:(?:of|in|the|for)\s){{0,2}}"
    rf"(?P<gene>{_GENE})(?![\w-])"
)
_TOGETHER = re.compile(
    rf"(?<![\w-])(?P<genes>(?:{_GENE})(?:(?:,\s|,?\s(?:and|or|and/or)\s|/)(?:{_GENE}))+)"
    rf"(?:\s(?:{_KIND}))*[\s–-](?P<status>{_ALTERED}|{_WILD})\b"
)
_ANY = re.compile(_GENE)  # four times as fast as a word of status with a gene
_EACH = re.compile(rf"(?<![\w-])(?:{_GENE})(?!\w)")
# "HR" is as often a hazard ratio, "PR" a partial response.
_NAMED = re.compile(rf"(?<![\w-])(?!(?:HR|PR|ER)\b)(?:{_GENE})(?!\w)|\bMSI\b|\bMMR\b")
_WITHOUT = re.compile(r"\b(?:no|without|lack\w*|absence of|not|never)\s(?:\w+\s){0,4}$", re.I)
_WHOLE = (
    ("mismatch repair", "deficient",
     r"dMMR|MSI-?H(?:igh)?|MSI-high|mismatch[\s-]repair[\s-](?:protein\s)?deficien\w+|"
     r"deficient mismatch repair|microsatellite instability(?:[\s-]high)?"),
    ("mismatch repair", "proficient",
     r"pMMR|MSS|mismatch[\s-]repair[\s-]proficien\w+|proficient mismatch repair|"
     r"microsatellite[\s-]stable"),
    ("HER2", "low", r"HER-?2[\s–-]low"),
    ("triple status", "triple-negative", r"(?i:triple)[\s-](?i:negative)"),
)  # fmt: skip
_WHOLE_PATTERNS = tuple((m, s, re.compile(rf"(?<!\w)(?:{p})(?!\w)")) for m, s, p in _WHOLE)
_IS_WILD = re.compile(_WILD, re.I)
_SAME = {"HER-2": "HER2", "HER2/NEU": "HER2", "HER-2/NEU": "HER2", "ERBB2": "HER2", "PDL1": "PD-L1"}
_HORMONES = "hormone receptor"
_RECEPTORS = {"HR": _HORMONES, "HORMONE": _HORMONES, "ESTROGEN": "ER", "OESTROGEN": "ER",
              "PROGESTERONE": "PR"}  # fmt: skip
_FAMILY = {"KRAS": "RAS", "NRAS": "RAS", "RAS": "RAS"}


@lru_cache(maxsize=4096)
def markers(text: str) -> Mapping[str, frozenset[str]]:
    """Status by marker, as "RAS altered" or "RAS wild-type". KRAS and NRAS are read as RAS."""
    found: dict[str, set[str]] = {}
    for match in _stated(text):
        wild = bool(_IS_WILD.fullmatch(match["status"]))
        denied = bool(_WITHOUT.search(text[: match.start()]))
        for gene in map(_name, _EACH.findall(match[0])):
            state = _status(gene, wild=wild != denied)
            found.setdefault(gene, set()).add(f"{gene} {state}")
    for marker, state, pattern in _WHOLE_PATTERNS:
        if pattern.search(text):
            found.setdefault(marker, set()).add(f"{marker} {state}")
    if "triple status" in found:
        for marker in ("HER2", _HORMONES):
            found.setdefault(marker, set()).add(f"{marker} negative")
    if "ER positive" in found.get("ER", ()) or "PR positive" in found.get("PR", ()):
        found.setdefault(_HORMONES, set()).add(f"{_HORMONES} positive")
    return {marker: frozenset(states) for marker, states in found.items()}


def names_a_marker(text: str) -> bool:
    """Whether a gene, a receptor or the mismatch repair is named, of whatever status."""
    return bool(_NAMED.search(text)) or any(p.search(text) for _, _, p in _WHOLE_PATTERNS)


def _stated(text: str) -> Iterator[re.Match[str]]:
    """Where a status follows a gene it is of that one: "HER2-negative hormone receptor …"."""
    if not _ANY.search(text):
        return
    following = [*_AFTER.finditer(text), *_TOGETHER.finditer(text)]
    taken = {match.start("status") for match in following}
    yield from following
    yield from (m for m in _BEFORE.finditer(text) if m.start("status") not in taken)


def _name(written: str) -> str:
    name = re.split(r"[\s-](?=RECEPTOR|V600E)", written.upper())[0].removesuffix("V600E")
    return _RECEPTORS.get(name, _FAMILY.get(name, _SAME.get(name, name)))


def _status(gene: str, *, wild: bool) -> str:
    if gene in {"ER", "PR", "HER2", "PD-L1", _HORMONES}:
        return "negative" if wild else "positive"
    return "wild-type" if wild else "altered"
