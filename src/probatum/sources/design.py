"""Study design: from publication types first, from the words of title and abstract after them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from probatum.evidence.document import StudyDesign

_DECIDING = {
    "network meta-analysis": StudyDesign.META_ANALYSIS,
    "meta-analysis": StudyDesign.META_ANALYSIS,
    "systematic review": StudyDesign.SYSTEMATIC_REVIEW,
    "randomized controlled trial": StudyDesign.RANDOMISED_TRIAL,
    "equivalence trial": StudyDesign.RANDOMISED_TRIAL,
    "case reports": StudyDesign.CASE_REPORT,
    "letter": StudyDesign.OPINION,
    "comment": StudyDesign.OPINION,
    "editorial": StudyDesign.OPINION,
}
"""NLM publication types that settle the design, in the order in which they win."""

_PROTOCOLS = frozenset({"clinical trial protocol", "protocol"})
_PROTOCOL = re.compile(r"\b(?:study|trial) protocol\b|^protocol ")
_TRIALS = re.compile(
    r"(?:controlled |adaptive |pragmatic )?clinical trial(?:, phase i{1,3}v?| phase iv)?|"
    r"clinical trial, phase iv"
)

# All in lower case. A pattern is tried only where one of its words stands, without which it cannot
# match.
_Pattern = tuple[StudyDesign, tuple[bytes, ...], str]
_IN_TITLE: tuple[_Pattern, ...] = (
    (StudyDesign.META_ANALYSIS, (b"meta",), r"meta-?\s?analys[ei]s\b"),
    (StudyDesign.SYSTEMATIC_REVIEW, (b"systematic",), r"systematic (?:literature )?review\b"),
    (
        StudyDesign.RANDOMISED_TRIAL,
        (b"random", b"double-blind"),
        r"randomi[sz]ed\b.{0,80}\b(?:trial|study|comparison|evaluation)\b|\brandomi[sz]ed "
        r"(?:double|single|triple|open|phase|placebo|crossover|cross-over)|"
        r"trial\b.{0,40}\brandomi[sz]ed|double-blind",
    ),
    (StudyDesign.CASE_CONTROL, (b"case",), r"case[- ]control\b"),
    (StudyDesign.CROSS_SECTIONAL, (b"cross",), r"cross-?\s?sectional\b"),
    (
        StudyDesign.COHORT,
        (b"cohort", b"ective study", b"follow-up study"),
        r"\bcohort\b|\b(?:prospective|retrospective|follow-up) study\b",
    ),
    (
        StudyDesign.CASE_REPORT,
        (b"case",),
        r"\bcase (?:report|series)\b|\breport of (?:a|one|two|three) cases?",
    ),
)

# An abstract often speaks of other studies, so it counts only where it tells what was done here.
_IN_ABSTRACT: tuple[_Pattern, ...] = (
    (
        StudyDesign.META_ANALYSIS,
        (b"meta",),
        r"\b(?:performed|conducted|undertook|did|this|our)\b[^.]{0,60}\bmeta-?analysis\b",
    ),
    (
        StudyDesign.SYSTEMATIC_REVIEW,
        (b"systematic",),
        r"\b(?:performed|conducted|undertook|did|this|our)\b[^.]{0,60}\bsystematic (?:literature )?"
        r"review\b",
    ),
    (
        StudyDesign.RANDOMISED_TRIAL,
        (b"randomi", b"randomly"),
        r"\b(?:were|was) (?:then )?(?:randomly (?:assigned|allocated|divided)|randomi[sz]ed)\b|"
        r"\b(?:we|and) randomly (?:assigned|allocated)\b|"
        r"\b(?:assigned|allocated|divided)\b(?: [\w-]+){0,5} randomly\b|"
        r"\brandomi[sz]ed to receive\b|\brandomi[sz]ed\b[^.]{0,40} design\b|"
        r"\b(?:this|our|an?)(?: [\w-]+,?){0,6} randomi[sz]ed(?:,? [\w-]+){0,6} (?:trial|study)\b",
    ),
    (
        StudyDesign.CASE_CONTROL,
        (b"control study",),
        r"\b(?:this|our|an?|in)(?: [\w-]+,?){0,5} case-?control study\b",
    ),
    (
        StudyDesign.CROSS_SECTIONAL,
        (b"sectional",),
        r"\b(?:this|our|an?|in)(?: [\w-]+,?){0,5} cross-?sectional (?:study|survey|analysis)\b",
    ),
    (
        StudyDesign.COHORT,
        (b"cohort study", b"spective"),
        r"\b(?:this|our|an?|in)(?: [\w-]+,?){0,5} cohort study\b|"
        r"\b(?:this|our|an?) (?:[\w-]+,? )*(?:prospective|retrospective)(?:,? [\w-]+){0,3} "
        r"(?:study|analysis)\b",
    ),
    (
        StudyDesign.CASE_REPORT,
        (b"we report ", b"we describe ", b"we present "),
        r"\bwe (?:report|describe|present) (?:on )?(?:the case|a case|a patient|\w+ cases)\b",
    ),
)
_SECONDARY = frozenset({StudyDesign.META_ANALYSIS, StudyDesign.SYSTEMATIC_REVIEW})


def study_design(
    publication_types: Iterable[str], text: str, *, check_tags: Collection[str] = ()
) -> StudyDesign | None:
    """The design, or None where nothing states it.

    The first line of ``text`` is the title, the rest the abstract. ``check_tags`` are MeSH
    descriptors: Animals without Humans makes it animal or laboratory work. A protocol reports no
    results and has no design. Publication types are NLM's
    (https://www.nlm.nih.gov/mesh/pubtypes.html).
    """
    types = {name.lower() for name in publication_types}
    title, _, abstract = text.partition("\n")
    title = title.lower()
    if "Animals" in check_tags and "Humans" not in check_tags:
        return StudyDesign.ANIMAL_OR_LABORATORY
    if types & _PROTOCOLS or ("protocol" in title and _PROTOCOL.search(title)):
        return None
    for name, design in _DECIDING.items():
        if name in types:
            return design
    stated = _first(_IN_TITLE, title, [title]) or _first(_IN_ABSTRACT, abstract)
    if "review" in types:
        return stated if stated in _SECONDARY else StudyDesign.REVIEW
    if stated:
        return stated
    if any("trial" in name and _TRIALS.fullmatch(name) for name in types):
        return StudyDesign.CLINICAL_TRIAL
    return None


def _first(
    patterns: Iterable[_Pattern], text: str, parts: Sequence[str] = ()
) -> StudyDesign | None:
    """Of an abstract, the parts between full stops: no pattern for abstracts goes beyond one."""
    small = text.encode().lower()  # its ASCII alone, which takes less time
    for design, words, pattern in patterns:
        for word in words:
            if word not in small:
                continue
            parts = parts or text.lower().split(".")
            said = word.decode()
            if any(said in part and re.search(pattern, part) for part in parts):
                return design
    return None
