"""The words of a source with the roles of a claim put for its names: arm, other arm, outcome.

"Attacks were fewer with drugmab (3.1 v 4.2, P=0.01)", asked of attacks with drugmab, reads "outcome
were fewer with treatment ( significant )". So a small model need not learn what drugs, scales and
diseases are called, nor compare figures, and what it learns of one trial holds for another.
"""

from __future__ import annotations

import re

from probatum.verification.arms import Arms, mentions
from probatum.verification.effect_words import effect_words
from probatum.verification.outcome import telling
from probatum.verification.words import stems

ONE, OTHER, OUTCOME, FIGURE = "treatment", "control", "outcome", "#"
SIGNIFICANT, NOT_SIGNIFICANT = "significant", "nonsignificant"
_TOKEN = re.compile(r"[^\W\d_]+|\d+(?:[.,·]\d+)*|[^\w\s]")
_P_VALUE = re.compile(
    r"\bp(?:[ -]?values?)?\s*(?:(?:is|of|was)\s+)?"
    r"(?P<sign>[<>=≤≥]|&lt;|&gt;)\s*(?P<value>0?[.·]\d+)",
    re.I,
)
_BELOW = {"<", "≤", "&lt;"}
_LEVEL = 0.05


def in_roles(text: str, arms: Arms, outcome: str) -> list[str]:
    """Words in lower case, in order, names replaced; what repeats a role at once is left out."""
    text = _P_VALUE.sub(_significance, text)
    found = mentions(text, arms, outcome)
    roles = dict.fromkeys(found.others, OTHER) | dict.fromkeys(found.ones, ONE)
    directed = {word.start for word in effect_words(text)}
    telling_words, every_word = telling(outcome), stems(outcome)
    words: list[str] = []
    for match in _TOKEN.finditer(text):
        word = match[0].lower()
        stem = stems(match[0])
        if match.start() in roles:
            word = roles[match.start()]
        elif match.start() in directed and not stem & every_word:
            pass
        elif stem & telling_words:
            word = OUTCOME
        elif word[0].isdigit():
            word = FIGURE
        if not (words and words[-1] == word and word in (ONE, OTHER, OUTCOME, FIGURE)):
            words.append(word)
    return words


def _significance(match: re.Match[str]) -> str:
    value = float("0." + re.split(r"[.·]", match["value"])[1])
    below = value <= _LEVEL if match["sign"] in _BELOW else value < _LEVEL and match["sign"] == "="
    return f" {SIGNIFICANT if below else NOT_SIGNIFICANT} "
