"""Negation and hedging: what one sentence denies or doubts and the other states."""

from __future__ import annotations

import re

from probatum.evidence.claim import Reason, Verdict
from probatum.verification.clauses import clauses, nearest, only_asks
from probatum.verification.context import Denial, Light, content, denials, denied, lights, stem
from probatum.verification.difference import is_close, is_nearly_verbatim, only_in, without_asides
from probatum.verification.direction import samenesses, without_sameness
from probatum.verification.effect import is_read
from probatum.verification.words import stems

CHECK, HEDGING = "negation", "hedging"
_FEWEST, _LETTERS = 2, 4
_MOSTLY, _HALF, _LONGER = 2 / 3, 1 / 2, 2.5
_AS_LONG, _NEARLY_ALL = 1.5, 0.75
_DENYING = {"no", "not", "never", "without", "neither", "nor", "cannot"}
_GENERAL = content(
    "patients people treatment treatments therapy effect effects significant evidence associated "
    "association study studies between these those when from have been should could would will "
    "there their common important include other general such known currently although however also "
    "clinical clinically role"
)
"""Words that stand in any sentence of medicine: alike in them is not alike in what is said."""
_ADDED = re.compile(r"(?:without|rather than|instead of|absence of|free of)\b", re.I)
_LITTLE = re.compile(
    r"\b(?:limited|little|scarce|insufficient|inconclusive|minimal|uncommon\w*|rare(?:ly)?|seldom|"
    r"hardly|unlikely|few)\b",
    re.I,
)
"""Nearly a denial: "uncommon" and "not often" say the same."""
_SOFTLY = re.compile(
    rf"{_LITTLE.pattern}|\b(?:less likely|low(?:er)?|lacks?|lacking|fail\w*|not|no|unable|"
    r"unknown)\b",
    re.I,
)
_DESCRIBING = re.compile(
    r"\b(?:who|that|which|whose|if|when|unless|because|for (?:those|patients|people)|in (?:those|"
    r"patients|people))(?:\s+\S+){0,2}\s*$",
    re.I,
)
_SAID = {
    Light.DOUBTED: "only as possible",
    Light.SUPPOSED: "only on a condition",
    Light.PAST: "of the past",
}


def check_negation(claim: str, source: str) -> Reason | None:
    """Contradicted when what one says the other denies; None when nothing is to be said.

    Sentences that are close are told apart by how often each denies. Of others one must deny, in
    the clause that speaks of the same, what the other states there. A word denied elsewhere, where
    what is said of it may be another thing, makes it not found: what is denied is supported in no
    part.
    """
    if is_read(claim, source):
        return None  # by the check of the effect
    source = nearest(claim, source)
    if words := _only_denial(claim, source):
        text = f"only “{words}” tells the two apart"
        return Reason(check=CHECK, verdict=Verdict.CONTRADICTED, text=text, words=source)
    claim, source = without_asides(claim, source), without_asides(source, claim)
    if samenesses(claim) == samenesses(source):
        claim, source = without_sameness(claim), without_sameness(source)
    return _close(claim, source) if _alike(claim, source) else _freely(claim, source)


def _alike(claim: str, source: str) -> bool:
    """Whether the one can be the other with a "not" more or less, though in other words."""
    longer = len(source.split()) / max(1, len(claim.split()))
    if is_close(claim, source):
        return longer <= _LONGER
    ours = stems(claim)
    return longer <= _AS_LONG and len(ours & stems(source)) >= _NEARLY_ALL * len(ours)


def _close(claim: str, source: str) -> Reason | None:
    added = sum(_is_added(each, claim) for each in denied(source))
    if (denials(claim) - denials(source) + added) % 2 == 0:
        return None
    open_to_both = bool(_LITTLE.search(claim)) != bool(_LITTLE.search(source))
    only_asked = only_asks(source) and not only_asks(claim)
    if open_to_both and not _LITTLE.search(source):
        verdict = Verdict.PARTLY  # "uncommon" of what the source denies says less, not otherwise
    else:
        verdict = Verdict.NOT_FOUND if open_to_both or only_asked else Verdict.CONTRADICTED
    return _reason(claim, source, _apart(claim, source) or "its verb", verdict)


def _is_added(denial: Denial, claim: str) -> bool:
    """Whether the claim leaves out what the source denies: "observation without surgery"."""
    if not denial.forward or not denial.words:
        return False
    if only_asks(denial.clause) and not only_asks(claim):
        return True
    reached = denial.words[:1] if _ADDED.match(denial.cue) else denial.words
    return not content(claim).intersection(reached)


def _freely(claim: str, source: str) -> Reason | None:
    for one, other in ((claim, source), (source, claim)):
        for denial in denied(one):
            if any(_opposed(denial, stated) for stated in clauses(other)):
                words = _written(frozenset(denial.words) & content(other), claim)
                return _reason(claim, source, words, Verdict.CONTRADICTED)
    words = _apart(claim, source)
    verdict = Verdict.PARTLY if _only_describes(claim) else Verdict.NOT_FOUND
    return _reason(claim, source, words, verdict) if words else None


def _only_describes(claim: str) -> bool:
    """Whether all that it denies tells who it is about: "ulcers that do not close"."""
    ours = denied(claim)
    return bool(ours) and all(_DESCRIBING.search(denial.before) for denial in ours)


def _opposed(denial: Denial, stated: str) -> bool:
    """Whether the clause plainly states what is denied, of the same subject."""
    if _SOFTLY.search(stated) or only_asks(stated) or only_asks(denial.clause):
        return False
    if _DESCRIBING.search(denial.before):
        return False
    here = content(stated)
    scope = frozenset(word for word in denial.words if len(word) >= _LETTERS) - _GENERAL
    around = content(denial.clause) - frozenset(denial.words) - content(denial.cue) - _GENERAL
    told = scope & here
    return (
        len(told) >= max(1, _MOSTLY * len(scope))
        and len(told) + len(around & here) > _FEWEST
        and len(around & here) >= _HALF * len(around)
        and not told & (lights(stated)[Light.DOUBTED] | lights(stated)[Light.SUPPOSED])
    )


def _apart(claim: str, source: str) -> str:
    """The words of both that only one of them denies, as the claim has them; "" for none."""
    shared = frozenset(word for word in content(claim) & content(source) if len(word) >= _LETTERS)
    ours, theirs = (lights(text)[Light.DENIED] & shared for text in (claim, source))
    if ours & theirs and not is_close(claim, source):
        return ""
    return _written(ours ^ theirs, claim)


def _reason(claim: str, source: str, words: str, verdict: Verdict) -> Reason:
    sides = ("the sentence", "the source")
    who, whom = sides if denials(claim) > denials(source) else reversed(sides)
    text = f"{who} denies what {whom} states: {words}"
    return Reason(check=CHECK, verdict=verdict, text=text, words=source)


def _only_denial(claim: str, source: str) -> str:
    """The denying words that are all the difference, wherever they stand; "" when there is more."""
    differing = [only_in(one, other) for one, other in ((claim, source), (source, claim))]
    words = " ".join(differing).lower().split()
    return " ".join(words) if "" in differing and set(words) <= _DENYING else ""


def _written(wanted: frozenset[str], sentence: str) -> str:
    """The words of those stems, as the sentence has them."""
    words = (word.strip(".,;:()").lower() for word in sentence.split())
    return ", ".join(dict.fromkeys(word for word in words if stem(word) in wanted))


def check_hedging(claim: str, source: str) -> Reason | None:
    """Partly when the source doubts, supposes or dates back all of what the claim plainly states.

    The claim must have words of it in common with the source, and no such light of its own.
    """
    ours, theirs = lights(claim), lights(source)
    for light, said in _SAID.items():
        if ours[light] or ours[Light.DOUBTED]:
            continue
        words = theirs[light] & content(claim)
        if len(words) >= _FEWEST and is_nearly_verbatim(claim, source):
            text = f"the source says this {said}: {', '.join(sorted(words))}"
            return Reason(check=HEDGING, verdict=Verdict.PARTLY, text=text, words=source)
    return None
