"""Whether a sentence that somebody wrote says what the quote it rests on says. It fails closed.

That no rule objects is not enough: something must speak for the sentence, and shared words do not,
for "warfarin raises it, aspirin does not" shares all words with its opposite. What speaks for it is
that it is the quote, edited: the same words and marks in the same order, save articles, auxiliary
verbs, inflection (the past stays past), quotation marks, and abbreviations in brackets.

Every quote must carry the sentence by itself; two half-truths make none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from probatum.evidence.claim import Citation, Claim, Reason, Verdict
from probatum.evidence.document import Document
from probatum.verification.combination import combined
from probatum.verification.names import drugs
from probatum.verification.objections import CHECKS
from probatum.verification.population import groups
from probatum.verification.quotation import check_quotation
from probatum.verification.words import stems, words_beyond

CHECK = "wording"
_TOKEN = re.compile(
    r"\ba (?:few|little)\b|(?<![\w.])\.\d+|\d+(?:[.,·]\d+)*|[^\W\d_]+|[^\w\s]|\w", re.I
)
_ASIDE = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")
_ABBREVIATION = re.compile(r"[A-Z][A-Za-z-]{0,7}[A-Z]s?")
_SOFT = frozenset(["a", "an", "the", "is", "are", "be", "has", "have", "also", *"\"'’‘“”"])
"""Only what cannot turn a sentence: a comma can ("No, treatment helps"), and so can "these"."""
_LEAST_STEMMED = 3


def verify_written(claim: Claim, documents: Mapping[str, Document]) -> Claim:
    """The claim with verdict and reasons; the quotes it rests on are compared byte for byte."""
    reasons: list[Reason] = []
    judged: list[Reason] = []
    for citation in claim.citations:
        stands = _stands(claim, citation, documents.get(citation.document))
        wording = check_wording(claim.text, citation.quote)
        raised = [found for check in CHECKS if (found := check(claim.text, citation.quote))]
        reasons += (stands, *raised, wording)
        verdict = combined([wording], [stands, *raised])
        judged.append(wording.model_copy(update={"verdict": verdict}))
    verdict = combined(judged, judged)
    return claim.model_copy(update={"verdict": verdict, "reasons": tuple(reasons)})


def check_wording(text: str, quote: str) -> Reason:
    """Supported when the sentence is the quote, edited; else partly."""
    if is_edited(text, quote):
        said = "the sentence has the words of the quote in their order"
        return Reason(check=CHECK, verdict=Verdict.SUPPORTED, text=said, words=quote)
    if added := words_beyond(text, quote):
        said = f"the sentence has words that are not the quote's: {', '.join(added)}"
    else:
        said = (
            "the sentence says it otherwise than the quote, and nothing shows that it means the "
            "same"
        )
    return Reason(check=CHECK, verdict=Verdict.PARTLY, text=said, words=quote)


def is_edited(text: str, quote: str) -> bool:
    """Whether the text has the quote's words in their order; abbreviations in brackets may go."""
    ours = _tokens(text)
    return bool(ours) and ours in (_tokens(quote), _tokens(_ASIDE.sub(_kept, quote)))


def _stands(claim: Claim, citation: Citation, document: Document | None) -> Reason:
    """Whether the quote stands in its document, said without a word on the sentence."""
    found = check_quotation(claim.model_copy(update={"text": citation.quote}), citation, document)
    if found.verdict is not Verdict.SUPPORTED:
        return found
    return found.model_copy(update={"text": "the quote stands in the document word for word"})


def _kept(aside: re.Match[str]) -> str:
    """Nothing for an aside that only abbreviates what stands before it; else the aside."""
    whole, words = aside.group(0), aside.group(1).strip()
    limits = groups(words) or drugs(words)
    return "" if _ABBREVIATION.fullmatch(words) and not limits else whole


def _tokens(text: str) -> list[str]:
    whole = text.strip().removesuffix(".")
    found = (token for token in _TOKEN.findall(whole) if token.lower() not in _SOFT)
    return [_plain(token) for token in found]


def _plain(token: str) -> str:
    """The stem of a word; symbols, figures and what is written in capitals as they are.

    The past stays past: what lengthened survival in a trial is not what lengthens it.
    """
    if " " in token:
        return token.lower()
    if len(token) < _LEAST_STEMMED or not token.isalpha() or not token[1:].islower():
        return token
    stem = " ".join(stems(token)) or token.lower()
    return f"{stem}, past" if token.endswith("ed") else stem
