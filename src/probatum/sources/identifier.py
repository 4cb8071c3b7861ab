"""Identifiers as publishers write them, brought to the one form that documents keep, or None."""

from __future__ import annotations

import re

_DOI = re.compile(r"10\.\d{4,9}/\S+", re.I)
_PMCID = re.compile(r"(?:PMC)?(\d+)(?:\.\d+)?", re.I)
_NCT = re.compile(r"NCT\d{8}", re.I)


def doi(text: str) -> str | None:
    """Lower case, without resolver or prefix (https://www.doi.org/doi-handbook)."""
    found = _DOI.search(text) if "10." in text else None
    return found.group().rstrip(".,;").lower() if found else None


def pmid(text: str) -> str | None:
    """A PubMed number without leading zeros."""
    digits = text.strip()
    if len(digits) > 8 or not digits.isdecimal():
        return None
    return digits if digits[0] != "0" else digits.lstrip("0") or None


def pmcid(text: str) -> str | None:
    """The letters PMC and digits, without a version."""
    found = _PMCID.match(text.strip())
    return f"PMC{found.group(1)}" if found else None


def nct(text: str) -> str | None:
    """A number of ClinicalTrials.gov."""
    found = _NCT.search(text)
    return found.group().upper() if found else None
