"""Which stages of a cancer a text names: "stage II or III", "stages I to III", "stage IIIA"."""

from __future__ import annotations

import re

from probatum.evidence.rooted import Rooted

STAGES = ("0", "I", "II", "III", "IV")
_BETWEEN = r"\s*(?:,\s*(?:and|or)\b|,|-|–|/|\b(?:and|or|to|through)\b)\s*(?:stages?\s+)?"
_ROMAN, _ARABIC = r"(?:IV|I{1,3}|0)(?:[A-Ca-c]\d?)?\b", r"[0-4](?:[A-Ca-c]\d?)?\b"
_NAMED = Rooted(
    rf"\bstages?[\s-]+(?:{_ROMAN}(?:{_BETWEEN}{_ROMAN})*|{_ARABIC}(?:{_BETWEEN}{_ARABIC})*)",
    "stage",
)
_UPWARDS = re.compile(r"\s*(?:or|and)\s+(?:higher|greater|above|later|more advanced)\b", re.I)
_DOWNWARDS = re.compile(r"\s*(?:or|and)\s+(?:lower|below|earlier|less)\b", re.I)
_ONE = re.compile(
    r"(?P<to>\b(?:to|through)\b|[-–])?\s*(?:stages?\s+)?(?P<stage>\b(?:IV|I{1,3}|[0-4]))", re.I
)


def stages(text: str) -> frozenset[str]:
    """Those of 0, I, II, III and IV, sub-stages counted with their stage, ranges filled."""
    found: set[str] = set()
    for named in _NAMED.finditer(text):
        last = None
        for one in _ONE.finditer(re.sub(r"^stages?[\s-]+", "", named[0], flags=re.I)):
            written = one["stage"].upper()
            here = int(written) if written.isdigit() else STAGES.index(written)
            first = here if last is None or not one["to"] else min(last, here)
            found.update(STAGES[first : here + 1])
            last = here
        if last is not None and _UPWARDS.match(text, named.end()):
            found.update(STAGES[last:])
        elif last is not None and _DOWNWARDS.match(text, named.end()):
            found.update(STAGES[: last + 1])
    return frozenset(found)
