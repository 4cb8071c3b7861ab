"""What kind of sentence it is, and whether it can stand alone, by the words it is made with."""

from __future__ import annotations

import re
from enum import StrEnum


class SentenceKind(StrEnum):
    """Kinds of sentence a clinician looks for, the first that fits."""

    CAUTION = "caution"
    RECOMMENDATION = "recommendation"
    DOSE = "dose"
    OUTCOME = "outcome"
    FACT = "fact"
    METHOD = "method"
    BACKGROUND = "background"


_CAUTION = re.compile(
    r"contraindicat|should not|must not|not (?:be )?(?:recommended|indicated|routinely)|do(?:es)? not "
    r"benefit|no benefit|avoid(?:ed)?\b|cautio|warning|increased risk|life-threatening|harmful",
    re.I,
)
_RECOMMENDATION = re.compile(
    r"\brecommend|\bshould\b|\bpreferred\b|standard (?:of care|treatment|therap|approach|option|first)|"
    r"standard-of-care|\bacceptable\b|(?:treatment|drug|therapy) of choice|\b(?:is|are) indicated|"
    r"(?:may|can|could) (?:\w+ )?be (?:\w+ )?(?:used|considered|offered|given|added|treated|appropriate|"
    r"beneficial|effective|managed|controlled)|\b(?:is|are) (?:often |usually |commonly |generally )?"
    r"(?:used|treated|given|managed|offered|prescribed|reserved)|treatment options? |approved|\bmust\b|"
    r"\badvise|first-line (?:treatment|therapy|choice)s? (?:is|are|for|of|includes?)|candidates? for",
    re.I,
)
_DOSE = re.compile(r"\d(?:\.\d+)?\s?(?:mg|mcg|µg|μg|units?|IU|mL|Gy|g)\b(?:/(?:m2|m²|kg|day|d))?")
_OUTCOME = re.compile(
    r"\d\s?%|\d\.\d|hazard ratio|confidence interval|\bmedian\b|\bmonths\b|improved|reduced|longer|"
    r"shorter|no (?:significant )?difference|superior|survival|response rate|mortality",
    re.I,
)
_METHOD = re.compile(
    r"randomly assigned|randomi[sz]ed to|were enrolled|enrolled \d|eligib|end ?points?\b|stratified|"
    r"closed early|accrual|(?:study|trial|analysis|review) (?:included|evaluated|examined|compared|assessed|"
    r"tested|investigated)|we (?:aimed|sought|conducted|evaluated|compared|hypothesi)|\baim(?:ed)? (?:of|to)|"
    r"objective|purpose of|questionnaire|informed consent|protocol was|were recruited|sample size",
    re.I,
)
_BACKGROUND = re.compile(
    r"estimated (?:new )?(?:cases|deaths|number)|\bincidence\b|was first|monoclonal antibod(?:y|ies) that|"
    r"anatom|under (?:clinical )?evaluation|being (?:studied|evaluated|tested|investigated)|ongoing|"
    r"clinical trials?\.|is needed|are needed|further (?:research|studies|study)|little is known|"
    r"historically|before the advent|worldwide|account(?:s|ed)? for \d|in the past|remains unclear|"
    r"this summary|this section|this review|this chapter|are listed|is shown|are shown",
    re.I,
)
_POINTS_BACK = re.compile(
    r"^(?:this|these|those|such|it|its|they|their|he|she|both|neither|either|another|however|therefore|thus|"
    r"hence|moreover|furthermore|in addition|additionally|also|similarly|likewise|subsequently|conversely|"
    r"in contrast|instead|nevertheless|nonetheless|consequently|as a result|for example|then|here|there were|"
    r"of (?:these|those|the)|among (?:these|those|the \d)|in (?:this|that|these|those|both|the (?:study|trial|same))|"
    r"the (?:study|trial|authors?|investigators|regimen|results?|findings|latter|former|drug|combination|same|"
    r"other|two|three|group|patients|women|men|median|difference|rates?|most common|benefit|overall|addition|"
    r"primary|secondary|response|analysis|data|effect|use|experimental|control|placebo)|patients (?:assigned|"
    r"randomi[sz]ed|who (?:received|were|had)|in the)|participants|no (?:other|difference|significant)|"
    r"other (?:\w+ )?(?:include|options|studies|side)|although (?:this|these|it|they|the)|because (?:this|these|it|of "
    r"(?:this|these))|median|overall survival|progression-free|at (?:a|the) (?:median|time)|after (?:a|this|these)|"
    r"based on (?:this|these|the))\b",
    re.I,
)
_POINTS_ELSEWHERE = re.compile(
    r"\b(?:these (?:patients|studies|trials|results|data|findings|drugs|agents|regimens|tumors|women|men|"
    r"individuals|people|cases|symptoms|treatments|medicines|guidelines|factors|two)|this (?:regimen|study|trial|"
    r"setting|group|approach|combination|drug|analysis|population|treatment|therapy|strategy|patient|purpose|"
    r"situation|case|disease|condition|finding|procedure|medicine|cancer|tumor|subgroup|schedule)|the (?:two|three|"
    r"four|other) (?:arms?|groups?|regimens?|treatments?)|(?:both|either|each) (?:arms?|groups?|regimens?|studies|"
    r"trials|study)|in the (?:control|placebo|experimental|intervention|treatment) (?:arm|group)|the latter|the "
    r"former|described (?:above|below|earlier)|(?:above|below)[- ]mentioned|as (?:above|below)|mentioned above|"
    r"listed (?:above|below)|the following|see (?:also|the|table|figure|below)|refer to|for more information|"
    r"\((?:see|refer|table|figure|fig)\b|(?:table|figure|fig\.) \d|section (?:of|on|above|below)|shown (?:in|below)|"
    r"this (?:page|fact sheet|publication|website))\b",
    re.I,
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|can|could|may|might|should|must|will|would|do|does|did|"
    r"\w{3,}(?:s|ed|es|en))\b"
)
LONGEST = 480
_SHORTEST, _FEWEST_WORDS = 40, 6


def kind_of(sentence: str) -> SentenceKind:
    """Background and method come first: their words of advice are not this patient's."""
    for kind, pattern in (
        (SentenceKind.BACKGROUND, _BACKGROUND),
        (SentenceKind.CAUTION, _CAUTION),
        (SentenceKind.METHOD, _METHOD),
        (SentenceKind.RECOMMENDATION, _RECOMMENDATION),
        (SentenceKind.DOSE, _DOSE),
        (SentenceKind.OUTCOME, _OUTCOME),
    ):
        if pattern.search(sentence):
            return kind
    return SentenceKind.FACT


def points_back(sentence: str) -> bool:
    """Whether it needs what stood before it: "this regimen", "these patients", "However, …"."""
    return bool(_POINTS_BACK.search(sentence) or _POINTS_ELSEWHERE.search(sentence))


def defect(sentence: str) -> str | None:
    """Why a sentence cannot be shown at all; None when it can."""
    if len(sentence) < _SHORTEST or len(sentence.split()) < _FEWEST_WORDS:
        return "is a fragment"
    if sentence.rstrip()[-1] not in '.!)”"':
        return "is a heading or unfinished"
    if not (sentence[0].isupper() or sentence[0].isdigit()):
        return "begins in the middle"
    if not _VERB.search(sentence):
        return "has no verb"
    if len(sentence) > LONGEST:
        return "is too long to be read at a glance"
    if sentence.count("(") != sentence.count(")"):
        return "has a bracket that is not closed"
    return None
