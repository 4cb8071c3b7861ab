"""Negation and hedging: what one sentence denies or doubts and the other states."""

from __future__ import annotations

from probatum.evidence.claim import Reason, Verdict
from probatum.verification.context import Light, content, denials, lights, stem
from probatum.verification.difference import is_close, is_nearly_verbatim, only_in, without_asides
from probatum.verification.direction import Direction, directions, without_sameness

CHECK, HEDGING = "negation", "hedging"
_FEWEST, _LETTERS = 2, 4
_DENYING = {"no", "not", "never", "without", "neither", "nor", "cannot"}
_SAID = {
    Light.DOUBTED: "only as possible",
    Light.SUPPOSED: "only on a condition",
    Light.PAST: "of the past",
}


def check_negation(claim: str, source: str) -> Reason | None:
    """Contradicted when what one says the other denies; None when nothing is to be said.

    Partly when sentences that are not close differ in one denied word only: it may stand elsewhere.
    """
    if denied := _only_denial(claim, source):
        text = f"only “{denied}” tells the two apart"
        return Reason(check=CHECK, verdict=Verdict.CONTRADICTED, text=text, words=source)
    claim, source = without_asides(claim, source), without_asides(source, claim)
    if Direction.SAME in directions(claim) & directions(source):
        claim, source = without_sameness(claim), without_sameness(source)
    shared = frozenset(word for word in content(claim) & content(source) if len(word) >= _LETTERS)
    ours, theirs = (lights(text)[Light.DENIED] & shared for text in (claim, source))
    odd = (denials(claim) - denials(source)) % 2 == 1
    verdict = Verdict.CONTRADICTED
    if is_close(claim, source):
        words = (_written(ours ^ theirs, claim) or "its verb") if odd else ""
    else:
        words = _written(ours ^ theirs, claim) if not ours & theirs else ""
        verdict = Verdict.CONTRADICTED if len(ours ^ theirs) >= _FEWEST else Verdict.PARTLY
    if not words:
        return None
    sides = ("the sentence", "the source")
    who, whom = sides if denials(claim) > denials(source) else reversed(sides)
    text = f"{who} denies what {whom} states: {words}"
    return Reason(check=CHECK, verdict=verdict, text=text, words=source)


def _only_denial(claim: str, source: str) -> str:
    """The denying words that are all the difference, wherever they stand; "" when there is more."""
    differing = [only_in(one, other) for one, other in ((claim, source), (source, claim))]
    words = " ".join(differing).lower().split()
    return " ".join(words) if "" in differing and set(words) <= _DENYING else ""


def _written(stems: frozenset[str], sentence: str) -> str:
    """The words of those stems, as the sentence has them."""
    words = (word.strip(".,;:()").lower() for word in sentence.split())
    return ", ".join(dict.fromkeys(word for word in words if stem(word) in stems))


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
