"""Extent of a tumour by T, N and M, as sentences and criteria write it: "T1-3 N0", "T1N1M0".

Brierley JD, Gospodarowicz MK, Wittekind C, editors. TNM Classification of Malignant Tumours. 8th
edition. UICC; 2017.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_PART = re.compile(
    r"(?<![A-Za-z0-9])[cp]?(?P<what>[TNM])\s?(?P<from>[0-4xX])[a-d]?"
    r"(?:\s?(?:-|–|to)\s?[TNM]?(?P<to>[0-4])[a-d]?)?(?P<more>(?:\s?(?:,|/|or|and)\s?[TNM]?[0-4](?![\d.%]))*)"
    r"(?=[\s,.;:)/]|[TNM]\s?[0-4x]|$)"
)
_JOINED = re.compile(r"(?<=[TNM][0-4xX])(?=[NM][0-4xX])|(?<=[TNM][0-4xX][a-d])(?=[NM][0-4])")
_TURNED = re.compile(r"\b(?:no|not|without|except|excluding|ineligible)\b", re.I)
Extent = dict[str, frozenset[str]]


def extent(text: str) -> Extent:
    """The categories that the text names, by T, N and M; none where it names none."""
    found: dict[str, set[str]] = {}
    for match in _PART.finditer(_JOINED.sub(" ", _JOINED.sub(" ", text))):
        first = match["from"].lower()
        named = {first, *re.findall(r"\d", match["more"])}
        if match["to"] and first.isdigit():
            named |= {str(n) for n in range(int(first), int(match["to"]) + 1)}
        found.setdefault(match["what"], set()).update(named)
    return {what: frozenset(values) for what, values in found.items()}


def without_extent(text: str) -> str:
    """The text without its categories."""
    return _PART.sub(" ", _JOINED.sub(" ", _JOINED.sub(" ", text)))


def lies_within(ours: Extent, criteria: Sequence[str]) -> tuple[bool, str] | None:
    """Whether the criteria that admit name all of it; None where they name no such category."""
    admitted: dict[str, set[str]] = {}
    refused: dict[str, set[str]] = {}
    shown = ""
    for line in criteria:
        theirs = extent(line)
        if not set(theirs) & set(ours):
            continue
        for part in re.split(r"[;.]\s|\bno\b", line):
            turned = _TURNED.search(line[: line.find(part)] + part)
            for what, values in extent(part).items():
                if turned:
                    if what in ours and ours[what] & values:
                        return False, line
                    refused.setdefault(what, set()).update(values)
                    shown = shown or line
                else:
                    admitted.setdefault(what, set()).update(values)
                    shown = shown or line
    asked = [what for what in ours if what in admitted or what in refused]
    if not asked:
        return None
    fits = all(ours[what] <= admitted[what] for what in asked if what in admitted)
    if fits and len(asked) < len(ours):
        return None
    return fits, shown
