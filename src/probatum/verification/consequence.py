"""A test that is ordered and never acted on: molecular testing without a word of what follows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from probatum.evidence.checked import PageFinding
from probatum.verification.names import drugs

CHECK = "consequence"
_TESTS: Mapping[str, str] = {
    "RAS": r"(?:K|N)?RAS(?:\s?/\s?(?:K|N)?RAS)*",
    "BRAF": r"BRAF(?:\sV600E)?",
    "HER2": r"HER-?2(?:/neu)?|ERBB2",
    "EGFR": r"EGFR",
    "ALK": r"ALK",
    "ROS1": r"ROS1",
    "NTRK": r"NTRK\d?",
    "RET": r"RET",
    "MET": r"MET(?=\s(?:exon|amplif|alter|mutat|status|test))",
    "BRCA": r"BRCA[12]?(?:/2)?",
    "PIK3CA": r"PIK3CA",
    "mismatch repair": r"d?MMR|p?MMR|MSI(?:-?H)?|MSS|microsatellite|mismatch[\s-]repair",
    "PD-L1": r"PD-?L1",
    "tumor mutational burden": r"TMB|tumou?r mutational burden",
    "FGFR": r"FGFR[123]?",
    "IDH": r"IDH[12]?",
    "FLT3": r"FLT3",
    "UGT1A1": r"UGT1A1",
    "DPYD": r"DPYD|DPD|dihydropyrimidine dehydrogenase",
    "hormone receptors": r"(?:o?estrogen|progesterone|hormone)[\s-]receptors?|ER/PR",
    "gene panel": r"(?:molecular|genomic|genetic|tumou?r|comprehensive) (?:profiling|panel)|"
                  r"next[\s-]generation sequencing|NGS|gene panel",
}  # fmt: skip
_PATTERNS = {name: re.compile(rf"(?<![\w-])(?:{p})(?!\w)") for name, p in _TESTS.items()}
_ORDERS = re.compile(
    r"\b(?:test(?:s|ed|ing)?|determin\w+|assess\w*|obtain\w*|order\w*|perform\w*|check\w*|"
    r"analy[sz]\w+|evaluat\w+|profil\w+|sequenc\w+|request\w*|send|sent|status)\b",
    re.I,
)
_FOLLOWS = re.compile(
    r"\b(?:inhibitors?|antibod(?:y|ies)|anti-\w+|immunotherapy|checkpoint|eligib\w+|candidates?|"
    r"benefit\w*|treat(?:ed|ment)? with|dose reduc\w+|reduced dose|contraindicat\w+|"
    r"should (?:not )?(?:be (?:given|offered|treated|avoided)|receive)|do not give|prefer\w*)\b",
    re.I,
)


_NO_CONSEQUENCE = re.compile(r"\b(?:progesterone|testosterone|(?:o?e)strogen)\b|\bnon-\w+", re.I)
"""Hormones that are measured, and "non-BRCA" and the like: no drug is named by them."""


def tests_without_consequence(sentences: Sequence[str]) -> Iterator[PageFinding]:
    """Each molecular test that a page orders, and of which no sentence says what follows."""
    for name, pattern in _PATTERNS.items():
        speaking = [sentence for sentence in sentences if pattern.search(sentence)]
        ordered = [s for s in speaking if _ORDERS.search(s) and not _acts(s, pattern)]
        if ordered and not any(_acts(sentence, pattern) for sentence in speaking):
            text = f"{name}: a test is asked for, and nothing on the page follows from its result"
            yield PageFinding(check=CHECK, text=text, sentences=tuple(ordered))


def names_test(name: str, sentence: str) -> bool:
    """Whether a sentence speaks of the test and of what follows from it."""
    pattern = _PATTERNS[name]
    return bool(pattern.search(sentence)) and _acts(sentence, pattern)


def _acts(sentence: str, pattern: re.Pattern[str]) -> bool:
    """Whether it names a drug or a decision besides the test itself."""
    rest = _NO_CONSEQUENCE.sub(" ", pattern.sub(" ", sentence))
    return bool(drugs(rest) or _FOLLOWS.search(rest))
