"""In which group a value is the highest, and whether a value that is a change went up or down."""

from __future__ import annotations

import re
from collections.abc import Sequence

from probatum.verification.arm_given import Part
from probatum.verification.effect_words import worth
from probatum.verification.outcome_arms import each_arm
from probatum.verification.trial_groups import Groups

_LOW = re.compile(r"\b(?:lowest|shortest)\b", re.I)
_GOOD, _BAD = re.compile(r"\bbest\b", re.I), re.compile(r"\bworst\b", re.I)
_UP = re.compile(r"\b(?:increas\w+|gain\w*|positive|rose|rise|higher)\b", re.I)
_DOWN = re.compile(r"\b(?:decreas\w+|reduc\w+|los[ts]\w*|negative|fell|fall|lower)\b", re.I)
_OF_THE_GROUP = re.compile(r"\b(?:average|mean|median)\b", re.I)
_DENIED = re.compile(r"\b(?:no|not|n't|never|none|neither)\b", re.I)


def foremost(words: str, groups: Groups) -> Part | None:
    """Whether these groups have the highest, lowest or best value of all groups of the outcome."""
    outcome = groups.outcome
    arms = each_arm(groups._replace(groups=outcome.groups), words)
    if len(arms) < 2 or len(groups.groups) != 1 or _DENIED.search(words):
        return None
    lowest = bool(_LOW.search(words))
    if _GOOD.search(words) or _BAD.search(words):
        lowest = (worth(f"{outcome.title} {arms[0].row.label}") > 0) == bool(_BAD.search(words))
    shares = outcome.counts and all(arm.share is not None for arm in arms)
    values = {arm.name: (arm.share or 0.0) if shares else arm.value for arm in arms}
    best = (min if lowest else max)(values.values())
    foremost_arms = [name for name, value in values.items() if value == best]
    if len(foremost_arms) != 1:
        return None
    return Part(foremost_arms[0] == groups.groups[0], "; ".join(arm.said for arm in arms))


def went(words: str, named: Sequence[Groups]) -> Part | None:
    """Whether a mean or median change went up or down in each group; nothing on single patients."""
    up, down = bool(_UP.search(words)), bool(_DOWN.search(words))
    kind = named[0].outcome.kind
    of_groups = _OF_THE_GROUP.search(f"{words} {kind}") and not re.search(
        r"\b(?:all|every|each|most|majority|one|some|\d+) (?:of )?(?:the )?(?:patients?|"
        r"participants?|subjects?)\b", words, re.I)  # fmt: skip
    if up == down or not of_groups or _DENIED.search(words):
        return None
    arms = [arm for groups in named for arm in each_arm(groups, words)]
    if not arms or any(arm.value == 0 for arm in arms):
        return None
    holds = all((arm.value > 0) == up for arm in arms)
    return Part(holds, "; ".join(arm.said for arm in arms))
