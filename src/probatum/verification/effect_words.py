"""Words that say which way an outcome goes: more, less, better, worse, no difference."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple


class Direction(StrEnum):
    """What a sentence says of an effect."""

    UP = "more"
    DOWN = "less"
    SAME = "no difference"


SAME = re.compile(
    r"\bno(?:t any)? (?:[\w‐-]+ ){0,4}?(?:differen\w+|chang\w+|effects?|impact|benefits?|"
    r"improvement\w*|increases?|decreases?|reductions?|relation\w*|associations?|correlations?|"
    r"influence|advantage|interactions?|superiority|evidence)\b|"
    r"\bnor? (?:\w+ ){0,2}?(?:significant\w*|differ\w*)|"
    r"\b(?:did|do|does|was|were|is|are|has|have|had|could|been) ?(?:not|n['’]t) "
    r"(?:[\w-]+ ){0,4}?(?:differ\w*|"
    r"significan\w*|improv\w*|reduc\w*|increas\w*|decreas\w*|prolong\w*|chang\w*|lower\w*|higher|"
    r"greater|affect\w*|superior|influence\w*|alter\w*|associated|reach\w*|achiev\w*|more|less|"
    r"better|detect\w*|var(?:y|ied)|impact)\b|"
    r"\bn(?:ot|either) (?:\w+ ){0,2}?(?:significant\w*|different|differ)\b|\bnon-?significan\w*|"
    r"\binsignifican\w*|\bwithout (?:[\w-]+ ){0,3}?(?:significan\w*|differen\w*)|"
    r"\bfail(?:ed|s)? to\b|\b(?:similar|comparable|identical|equivalent|equal|unchanged|"
    r"indistinguishable|alike)(?:ly)?\b|\bnon-?inferior\w*|\bthe same\b|\bnot inferior\b|"
    r"\b(?:p|P)(?:[ -]?values?)?\s*[=:]?\s*(?:ns|n\.s\.|NS)\b|\(\s*NS\s*\)|[,;] ?NS\b|"
    r"\btend(?:ed|s|ency)?\b|\btrend\w*\b|\bdid not\b|\bsame (?:\w+ )?(?:in|for|between|across)\b",
    re.I,
)
"""No difference, or none that is significant."""
_GRADED = {
    1: r"higher|greater|more|larger|longer|bigger|stronger|superior|deeper|most|highest|"
       r"largest|twofold|twice|above|exceed\w*|\w+-fold",
    -1: r"lower(?!ed|ing)|less|fewer|shorter|smaller|weaker|inferior|least|lowest|"
        r"shortest|below",
}  # fmt: skip
_CHANGED = {
    1: r"increas\w*|rais\w+|rose|risen|rising|gain\w*|prolong\w*|lengthen\w*|elevat\w*|doubl\w*|"
       r"enhanc\w*|augment\w*|accelerat\w*|upregulat\w*|promot\w*|extend\w*|boost\w*|grew|"
       r"delay(?:ed|s)? the onset",
    -1: r"decreas\w*|reduc\w*|lower(?:ed|ing|s)|declin\w*|fell|fall|dropp?\w*|diminish\w*|"
        r"shorten\w*|"
        r"loss|lost|halv\w*|attenuat\w*|suppress\w*|inhibit\w*|prevent\w*|alleviat\w*|reliev\w*|"
        r"relief|downregulat\w*|lessen\w*|minimi[sz]\w*|impair\w*|protect\w*|blunt\w*|abolish\w*|"
        r"eliminat\w*|mitigat\w*",
}  # fmt: skip
_VALUED = {
    1: r"improv\w*|better|best|benefi\w*|ameliorat\w*|favou?r(?:s|ed|ing|able|ably)?|"
       r"outperform\w*|recover\w*",
    -1: r"worse\w*|worst|poor(?:er|est)?|deteriorat\w*|harm\w*|detriment\w*|aggravat\w*",
}  # fmt: skip
_SPEED = {1: r"faster|quicker|earlier|sooner|rapid(?:ly)?", -1: r"slower|later|delayed"}
_KINDS = (("speed", _SPEED), ("graded", _GRADED), ("changed", _CHANGED), ("valued", _VALUED))
_WORDS = tuple(
    (kind, sign, re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.I))
    for kind, family in _KINDS
    for sign, words in family.items()
)
_BAD = re.compile(
    r"\b(?:\w*pain|mortality|deaths?|dying|died|symptom\w*|depress\w*|anxi\w*|\w*stress|fatigue|"
    r"insomnia|complicat\w*|adverse|side.effects?|bleed\w*|h?a?emorrhag\w*|\w*infect\w*|relaps\w*|"
    r"recurren\w*|failure|nausea|vomit\w*|sever\w*|disabilit\w*|hypert\w*|hypot\w*|cough\w*|itch\w*|"
    r"\w*inflammat\w*|edema|oedema|swelling|readmission\w*|hospitali[sz]ation\w*|fractures?|falls|"
    r"dyspn\w*|burden|impairments?|errors?|craving|relapse|ulcers?|lesions?|events?|toxicit\w*|"
    r"exacerbation\w*|attacks?|incontinence|obesity|overweight|body fat|fat mass|bmi|"
    r"body mass index|"
    r"blood pressure|ldl\S*|triglycerides?|cholesterol|glucose|hba1c|hba\S*|crp|c-reactive|"
    r"sensitivity to pain|problems?|difficult\w*|distress|anger|hostility|psychoticism|risk|odds|"
    r"length of stay|stay|wom[ac]+|oswestry|odi|bdi\S*|ham-?[da]|hamd|hdrs|madrs|panss|vas|phq\S*|"
    r"gad\S*|isi|psqi|dass\S*|scl-?90|crisis|delirium|cramps?|bloat\w*|diarrh\w*|constipation|"
    r"tumou?r size|\w*psycho(?:patholog|s)\w*|brief psychiatric|viral load|"
    r"parasit\w*|progression|withdraw\w*|dropouts?|use of analgesics?|"
    r"analgesic (?:use|consumption|requirement)|time to (?:healing|recovery)|scar\w*|seizures?)\b",
    re.I,
)
_TO_THE_GOOD = re.compile(
    r"\b(?:free|without|relief|self-efficacy|control of|management|prevention|absence|survival|"
    r"remission|knowledge|awareness|tolera\w*|threshold)\b",
    re.I,
)


class EffectWord(NamedTuple):
    """A word of direction; kind "graded" (higher), "changed" (reduced) or "valued" (better)."""

    kind: str
    sign: int
    start: int
    end: int


def effect_words(text: str) -> list[EffectWord]:
    """Every word of direction, in order."""
    found = (
        EffectWord(kind, sign, match.start(), match.end())
        for kind, sign, pattern in _WORDS
        for match in pattern.finditer(text)
    )
    return sorted(found, key=lambda word: word.start)


def worth(outcome: str) -> int:
    """-1 for an outcome of which less is better (pain, deaths), 1 for any other."""
    return -1 if _BAD.search(outcome) and not _TO_THE_GOOD.search(outcome) else 1
