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
    UNCERTAIN = "uncertain"
    FACT = "fact"
    METHOD = "method"
    BACKGROUND = "background"


_UNCERTAIN = re.compile(
    r"(?:it is|it remains) (?:unknown|unclear|uncertain|not known)|remains? (?:unclear|controversial|"
    r"uncertain|undefined|to be)|is controversial|investigational|no (?:completed |randomi[sz]ed )*"
    r"(?:studies|trials|data|evidence) (?:evaluat|compar|show|support|suggest)|insufficient evidence",
    re.I,
)
_CAUTION = re.compile(
    r"contraindicat|should not|must not|not (?:be )?(?:recommended|indicated|routinely)|do(?:es)? not "
    r"benefit|no benefit|avoid(?:ed)?\b|cautio|warning|increased risk|life-threatening|harmful",
    re.I,
)
_RECOMMENDATION = re.compile(
    r"\brecommend|\bshould\b|\bpreferred\b|standard (?:of care|treatment|therap|approach|option|first)|"
    r"standard-of-care|\bacceptable\b|(?:treatment|drug|therapy) of choice|\b(?:is|are) indicated|"
    r"(?:may|can|could) (?:\w+ )?be (?:\w+ )?(?:used|considered|offered|given|added|treated|appropriate|"
    r"beneficial|effective|managed|controlled)|\b(?:is|are) (?:\w+ly |often )?"
    r"(?:used|treated|given|managed|offered|prescribed|reserved|delivered|administered|performed|advised)|treatment options? |approved|\bmust\b|"
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
    r"closed early|accrual|\bn = \d|sought to|(?:were|was) evaluated|post hoc|in abstract form|was a (?:multi|phase|"
    r"randomi|prospective)|(?:arm|group|therapy):|treatment continued until|limitation|not reported|(?:were|was) excluded|investigators|studies are required|(?:study|trial|analysis|review)s?(?: \([^()]*\))? (?:published in \d{4} )?(?:included|evaluated|examined|compared|assessed|"
    r"tested|investigated)|we (?:aimed|sought|conducted|evaluated|compared|hypothesi)|\baim(?:ed)? (?:of|to)|"
    r"objectives?\b(?! (?:response|tumou?r))|purpose of|questionnaire|informed consent|protocol was|were recruited|sample size",
    re.I,
)
_BACKGROUND = re.compile(
    r"estimated (?:new )?(?:cases|deaths|number)|\bincidence\b|was first|monoclonal antibod(?:y|ies) that|"
    r"anatom|under (?:clinical )?evaluation|being (?:studied|evaluated|tested|investigated)|ongoing|"
    r"clinical trials?\.|is needed|are needed|further (?:research|studies|study)|little is known|"
    r"historically|before the advent|worldwide|account(?:s|ed)? for \d|in the past|remains unclear|"
    r"future (?:research|stud|trial|work)|magnitude of effect|study design:|(?:internal|external) validity|consistency:|this summary|this section|this review|this chapter|are listed|is shown|are shown",
    re.I,
)
_POINTS_BACK = re.compile(
    r"^[^,]{0,60}, (?:they|these|this|it (?:is|was) (?:an? |defined|used|given|called|associated))\b|"
    r"^.{0,25}\bparticipants\b|^(?:occurs?|happens?|includes?|causes?|helps?|is|are|was|were|can|may|has|have)\b|\d ?% of the \w+|"
    r"^(?:\w+-)?\w+ (?:patients|women|men|participants|children|people) \(\d|"
    r"^(?:first|second|third|fourth|finally|lastly|next)(?:ly)?,|^in an? (?:sub\w+|secondary|multivariate|"
    r"updated|planned) analys|^(?:this|these|those|such|it|its|they|their|he|she|both(?! \S+(?: \S+)? and)|neither(?! \S+ nor)|either(?! \S+(?: \S+)? or)|another|however|therefore|thus|"
    r"hence|moreover|furthermore|in addition|additionally|also|similarly|likewise|subsequently|conversely|"
    r"in contrast|instead|nevertheless|nonetheless|consequently|as a result|for example|then|here|there were|"
    r"of (?:these|those|the)|among (?:these|those|the \d)|in (?:this|that|these|those|both|the (?:study|trial|same))|"
    r"with a median follow-up|the (?:study|trial|authors?|investigators|procedure|tests?|regimen|results?|findings|latter|former|drug|combination|same|"
    r"other|two|three|groups?|patients|women|men|median|difference|rates?|most common|overall|primary|secondary|"
    r"response rates?|analysis|data|hazard|HR|OS|PFS|experimental|control|placebo)|patients (?:assigned|received|were|had|"
    r"randomi[sz]ed|who (?:received|were|had)|in the)|participants|no (?:other|difference|significant)|"
    r"other (?:\w+ )?(?:include|options|studies|side)|although (?:this|these|it|they|the)|because (?:this|these|it|of "
    r"(?:this|these))|median|overall survival|progression-free|grade [1-5]|at (?:a|the) (?:median|time)|at (?:data|the) cutoff|after (?:a|this|these)|"
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
    r"former|(?<!age )(?<!support )(?<!risk )(?<!study )(?<!blood )\b(?:arms?|groups?)\b(?! b\b)|(?:described|discussed|noted|outlined|reviewed) (?:above|below|earlier|previously)|(?:above|below)[- ]mentioned|as (?:above|below)|mentioned above|"
    r"listed (?:above|below)|the following|see (?:also|the|table|figure|below)|refer to|for more information|"
    r"(?:table|figure|fig\.) \d+|(?<!to )see [A-Z]\w+ \w+|are described in|section (?:of|on|above|below)|shown (?:in|below)|"
    r"this (?:page|fact sheet|publication|website))\b|\((?:see|refer|table|figure|fig)\b",
    re.I,
)
_OPENING = re.compile(
    r"^(?:however|therefore|thus|hence|moreover|furthermore|in addition|additionally|as a result|"
    r"consequently|of note|notably|nevertheless|for (?:this|these) reasons?|(?:based on|because of|given|"
    r"in light of|since the publication of|following|after) (?:this|these|those) (?:data|studies|trials?|"
    r"results|findings|evidence|reports?|observations?)), (?=\S)",
    re.I,
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|can|could|may|might|should|must|will|would|do|does|did|include[sd]?|"
    r"remain(?:s|ed)?|caus(?:e|es|ed)|improv(?:e|es|ed)|reduc(?:e|es|ed)|increas(?:e|es|ed)|decreas(?:e|es|ed)|"
    r"show(?:s|ed)?|demonstrat(?:e|es|ed)|report(?:s|ed)?|suggest(?:s|ed)?|indicat(?:e|es|ed)|receiv(?:e|es|ed)|"
    r"approv(?:e|es|ed)|recommend(?:s|ed)?|occur(?:s|red)?|result(?:s|ed)|appear(?:s|ed)?|depend(?:s|ed)?|"
    r"requir(?:e|es|ed)|provid(?:e|es|ed)|produc(?:e|es|ed)|affect(?:s|ed)?|lead(?:s)?|led|found|help(?:s|ed)?|"
    r"need(?:s)?|make(?:s)?|become(?:s)?|take(?:s)?|use(?:s)?|treat(?:s)?|prevent(?:s|ed)?|lower(?:s|ed)?|"
    r"begins?|gave|gives?|goes|went|carry|carries|took|fell|rose|rises?|grew|grows?|became|keeps?|kept|lost|met|"
    r"saw|ran|differs?|controls?|relieves?|lives?|dies?|survives?|responds?|starts?|stops?|contains?|consists?|"
    r"means?|works?|acts?|offers?|adds?|allows?|supports?|favou?rs?|yields?|belongs?|lasts?|varies|vary|lengthens?|"
    r"\w{3,}ed|usually|often)\b",
    re.I,
)
LONGEST = 480
_SHORTEST, _FEWEST_WORDS, _SHORTEST_REST = 40, 6, 60


def kind_of(sentence: str) -> SentenceKind:
    """Background and method come first: their words of advice are not this patient's."""
    for kind, pattern in (
        (SentenceKind.METHOD, _METHOD),
        (SentenceKind.BACKGROUND, _BACKGROUND),
        (SentenceKind.UNCERTAIN, _UNCERTAIN),
        (SentenceKind.CAUTION, _CAUTION),
        (SentenceKind.RECOMMENDATION, _RECOMMENDATION),
        (SentenceKind.DOSE, _DOSE),
        (SentenceKind.OUTCOME, _OUTCOME),
    ):
        if pattern.search(sentence):
            return kind
    return SentenceKind.FACT


def opening_of(sentence: str) -> int:
    """Length of an opening that only links to what went before: "However, ", "Based on these data, ".

    What follows it is asserted in full, so a quote may begin there. An opening that names a
    population or a setting is never one of these.
    """
    match = _OPENING.match(sentence)
    return match.end() if match and len(sentence) - match.end() >= _SHORTEST_REST else 0


def points_back(sentence: str) -> bool:
    """Whether it needs what stood before it: "this regimen", "these patients", "However, …"."""
    return bool(_POINTS_BACK.search(sentence) or _POINTS_ELSEWHERE.search(sentence))


def defect(sentence: str) -> str | None:
    """Why a sentence cannot be shown at all; None when it can."""
    if len(sentence) < _SHORTEST or len(sentence.split()) < _FEWEST_WORDS:
        return "is a fragment"
    if sentence.rstrip()[-1] not in '.!)”"':
        return "is a heading or unfinished"
    if not (sentence[0].isalnum() or sentence[0] in '“"('):
        return "begins with a mark"
    if not _VERB.search(sentence):
        return "has no verb"
    if len(sentence) > LONGEST:
        return "is too long to be read at a glance"
    if sentence.count("(") != sentence.count(")"):
        return "has a bracket that is not closed"
    return None
