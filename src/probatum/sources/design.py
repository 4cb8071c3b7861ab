"""Study design: from publication types first, from the words of title and abstract after them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from probatum.compiled import compiled
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
# No pattern goes beyond a full stop.
_IN_ABSTRACT: tuple[_Pattern, ...] = (
    (
        StudyDesign.META_ANALYSIS,
        (b"meta-analysis", b"metaanalysis"),
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
_TITLE_WORDS, _ABSTRACT_WORDS = (
    tuple(dict.fromkeys(word for _, words, _ in patterns for word in words))
    for patterns in (_IN_TITLE, _IN_ABSTRACT)
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
    title, _, abstract = text.partition("\n")
    return told_design(tuple(publication_types), title, abstract, check_tags)


def told_design(
    publication_types: tuple[str, ...], title: str, abstract: str, check_tags: Collection[str]
) -> StudyDesign | None:
    """The same where title, which is one line, and abstract are at hand by themselves."""
    if "Animals" in check_tags and "Humans" not in check_tags:
        return StudyDesign.ANIMAL_OR_LABORATORY
    types = _types(publication_types)
    if types.is_protocol or _is_protocol(title.lower()):
        return None
    if types.deciding:
        return types.deciding
    stated = _first(_IN_TITLE, _TITLE_WORDS, title, "\n") or _first(
        _IN_ABSTRACT, _ABSTRACT_WORDS, abstract, "."
    )
    if types.is_review:
        return stated if stated in _SECONDARY else StudyDesign.REVIEW
    return stated or (StudyDesign.CLINICAL_TRIAL if types.is_trial else None)


class _Types(NamedTuple):
    is_protocol: bool
    deciding: StudyDesign | None
    is_review: bool
    is_trial: bool


@lru_cache(maxsize=1 << 12)  # many records have the same
def _types(names: tuple[str, ...]) -> _Types:
    types = {name.lower() for name in names}
    return _Types(
        not types.isdisjoint(_PROTOCOLS),
        next((design for name, design in _DECIDING.items() if name in types), None),
        "review" in types,
        any("trial" in name and _TRIALS.fullmatch(name) for name in types),
    )


def _is_protocol(title: str) -> bool:
    return "protocol" in title and _PROTOCOL.search(title) is not None


def _first(
    patterns: Sequence[_Pattern], words: tuple[bytes, ...], text: str, end: str
) -> StudyDesign | None:
    found = parts_with(text, words, end)
    if not found:
        return None
    for design, needed, pattern in patterns:
        for word in needed:
            if any(re.search(pattern, part) for part in found.get(word, ())):
                return design
    return None


@compiled("probatum.sources._spoken")
def parts_with(text: str, words: tuple[bytes, ...], end: str) -> dict[bytes, list[str]]:
    """The parts of a text in which each of the words stands, where any does, in lower case.

    A part reaches to the next `end`, a mark. Words are of ASCII in lower case.
    """
    small = text.encode(errors="surrogatepass").lower()  # its ASCII alone, which takes less time
    standing = [word for word in words if word in small]
    if not standing:
        return {}
    parts = [*zip(small.split(end.encode()), text.split(end), strict=True)]
    return {word: [part.lower() for own, part in parts if word in own] for word in standing}
