"""What is shown where a model wrote a sentence that nothing supports, also after a second try."""

from __future__ import annotations

import re
from enum import StrEnum

from probatum.composition.composer import Composition
from probatum.evidence.answer import Section
from probatum.evidence.claim import Basis, Claim, Verdict

_BESIDE = frozenset({"quotation", "wording"})
"""Checks that say whether a sentence stands on its quote; all others say what is wrong with it."""
_WORD = re.compile(r"\w+|[^\w\s]")
_JOINING = frozenset(
    ["a", "an", "the", "of", "in", "for", "to", "with", "and", "as", "at", "by", "on", "is", "are",
     "be", "it", "that", "this", ",", "."]
)  # fmt: skip
_TURNING = frozenset(
    ["not", "no", "never", "without", "neither", "nor", "cannot", "unless", "except", "only", "but",
     "than", "before", "after", "if", "or", "versus", "vs", "increase", "decrease", "instead"]
)  # fmt: skip
"""Where one of these stands, another order of the words can say the opposite."""


class Unsupported(StrEnum):
    """The owner's choice."""

    QUOTE = "quote"
    """The quote itself."""
    LABELLED = "labelled"
    """The quote, and after it the sentence as general medical knowledge, where that is harmless."""
    LEFT_OUT = "left out"
    """Neither: both are listed as left out."""


def may_be_labelled(claim: Claim) -> bool:
    """Whether it is the quote's words in another order that cannot turn them, and none objects.

    A label does not make harmless what a model was talked into, be it the name of another drug or
    a limit that was left out, and no check knows every name and every limit.
    """
    objected = (reason for reason in claim.reasons if reason.check not in _BESIDE)
    quoted = _words(" ".join(citation.quote for citation in claim.citations))
    return (
        claim.verdict is not Verdict.CONTRADICTED
        and not any(reason.verdict is not Verdict.SUPPORTED for reason in objected)
        and _words(claim.text) == quoted
        and not _TURNING & quoted
    )


def labelled(composition: Composition, failed: tuple[Claim, ...]) -> Composition:
    """Each sentence of ``failed`` after the quote it was written on; never in the bottom line."""
    general = {
        claim.citations: claim.model_copy(
            update={"basis": Basis.GENERAL, "citations": (), "reasons": (), "grade": None}
        )
        for claim in failed
    }

    def with_general(claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
        pairs = ((claim, general.pop(claim.citations, None)) for claim in claims)
        return tuple(each for pair in pairs for each in pair if each is not None)

    return composition.model_copy(
        update={
            "sections": tuple(
                Section(heading=section.heading, claims=with_general(section.claims))
                for section in composition.sections
            ),
            "pitfalls": with_general(composition.pitfalls),
        }
    )


def left_out(composition: Composition, failed: tuple[Claim, ...]) -> Composition:
    """Without the quotes of ``failed``; a bottom line of which nothing would be left stays."""
    gone = {claim.citations for claim in failed}

    def kept(claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
        return tuple(claim for claim in claims if claim.citations not in gone)

    sections = ((section.heading, kept(section.claims)) for section in composition.sections)
    return composition.model_copy(
        update={
            "bottom_line": kept(composition.bottom_line) or composition.bottom_line,
            "sections": tuple(
                Section(heading=h, claims=claims) for h, claims in sections if claims
            ),
            "pitfalls": kept(composition.pitfalls),
            "algorithm": kept(composition.algorithm),
            "left_out": (*composition.left_out, *failed),
        }
    )


def _words(text: str) -> set[str]:
    """Words and marks, in small letters; those that only join others are everybody's."""
    return {word.lower() for word in _WORD.findall(text)} - _JOINING
