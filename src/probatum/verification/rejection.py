"""Denials without a "not": "it is wrong that", "nobody", "useless", "banned".

Some turn the whole of what they stand with; others judge it in a way that its source must share.
"""

from __future__ import annotations

import re

from probatum.evidence.claim import Reason, Verdict
from probatum.verification.clauses import nearest, only_asks
from probatum.verification.context import Light, denials, lights
from probatum.verification.words import stems

CHECK = "rejection"
_UNTRUE = r"(?:wrong|false|untrue|incorrect|mistaken|(?:a )?(?:myth|misconception|fallacy|lie))"
_TURNING = re.compile(
    rf"\b(?:nobody|no one|no-one|none of the|nothing|"
    rf"no (?:patients?|persons?|people|wom[ae]n|m[ae]n|adults?|child(?:ren)?)|"
    rf"(?:under|in) no (?:circumstances?|case)|on no account|by no means|"
    rf"in no way|at no (?:time|point|stage)|never(?![- ](?:smok\w+|treated|users?)\b)|"
    rf"(?:is|was|are) {_UNTRUE}(?: to (?:say|claim|believe|think|state))?(?= that\b)|"
    rf"(?:is|was|are) {_UNTRUE}(?=\s*\.?$)|"
    rf"(?:falsely|wrongly|mistakenly|incorrectly) (?:said|claimed|believed|thought|assumed))\b",
    re.I,
)
"""Words that turn the statement they stand with."""
_WORTHLESS = re.compile(
    r"\b(?:useless|worthless|pointless|futile|ineffective|ineffectual|obsolete|abandoned|banned|"
    r"forbidden|prohibited|disallowed|withdrawn|revoked|rescinded|suspended|reject(?:s|ed)?|"
    r"refused?|unnecessary|unneeded|superfluous|wasted?|unsuitable|inappropriate|"
    r"do(?:es)? nothing|fails?|failed)\b",
    re.I,
)
_HARMING = re.compile(
    r"\b(?:harm(?:s|ed|ful)?|dangerous|hazardous|unsafe|poisonous|deadly|lethal|detrimental|"
    r"worsens?)\b",
    re.I,
)
_HARM_TOLD = re.compile(
    r"\b(?:harm\w*|danger\w*|hazard\w*|unsafe|safety|toxic\w*|poison\w*|fatal\w*|lethal\w*|deadly|"
    r"life-threatening|death|deaths|mortality|risks?|adverse|complications?|side effects?|injur\w+|"
    r"detriment\w*|wors\w+|deteriorat\w+|avoid\w*|caution\w*|warn\w*)\b",
    re.I,
)
_LITTLE = re.compile(
    r"\b(?:limited|little|scarce|insufficient|inconclusive|minimal|uncommon\w*|rare(?:ly)?|seldom|"
    r"hardly|unlikely|few|less|fewer|lower|replaced|stopped|terminated|discontinu\w+)\b",
    re.I,
)
_SAME = 0.75


def check_rejection(claim: str, source: str) -> Reason | None:
    """Contradicted when one turns what the other states; not found when it judges by itself.

    What the source denies, doubts or calls little in words of its own is left to the other checks.
    """
    source = nearest(claim, source)
    for one, other in ((claim, source), (source, claim)):
        turning = _TURNING.search(one)
        if turning and not _denies(other) and _states_the_same(claim, source, turning[0]):
            who, whom = ("sentence", "source") if one is claim else ("source", "sentence")
            text = f"the {who} turns what the {whom} states: {turning[0].lower()}"
            return Reason(check=CHECK, verdict=Verdict.CONTRADICTED, text=text, words=source)
    turning = _TURNING.search(claim)
    if turning and not _denies(source):
        text = f"the sentence says “{turning[0].lower()}”, the source denies nothing"
        return Reason(check=CHECK, verdict=Verdict.NOT_FOUND, text=text, words=source)
    for judging, told in ((_WORTHLESS, None), (_HARMING, _HARM_TOLD)):
        word = judging.search(claim)
        if word and not _denies(source) and not (told and told.search(source)):
            text = f"nothing in the source says “{word[0].lower()}”"
            return Reason(check=CHECK, verdict=Verdict.NOT_FOUND, text=text, words=source)
    return None


def _denies(text: str) -> bool:
    """Whether it denies or belittles anything, in whatever words."""
    return bool(
        denials(text)
        or lights(text)[Light.DENIED]
        or any(each.search(text) for each in (_TURNING, _WORTHLESS, _LITTLE))
    )


def _states_the_same(claim: str, source: str, turning: str) -> bool:
    """Whether the source states nearly all the rest of the claim, and does not only ask it."""
    if only_asks(source) or lights(source)[Light.DOUBTED]:
        return False
    ours = stems(claim) - stems(turning)
    return bool(ours) and len(ours & stems(source)) >= _SAME * len(ours)
