"""How far the words of a source carry a sentence that is not a quotation.

Shared words say whether both speak of the same matter, and the single checks whether they say the
same of it. A model may be asked beside them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from probatum.evidence.claim import Reason, Verdict
from probatum.verification.answered import answered
from probatum.verification.combination import combined
from probatum.verification.effect import CHECK as EFFECT
from probatum.verification.effect import effect_said, is_unread
from probatum.verification.entailment import CHECK as ENTAILMENT
from probatum.verification.entailment import Entailment, reason_of
from probatum.verification.objections import objections
from probatum.verification.other_names import OtherNames, called_as_in
from probatum.verification.quantities import quantities
from probatum.verification.words import stems

CHECK = "words"
_EVIDENCE = {CHECK, EFFECT, ENTAILMENT}
SUPPORTS, PARTLY, _AS_NEAR = 0.72, 0.5, 0.05
"""Shares of the claim's words: to be supported, to be partly so; and what counts as near."""
_LEAST, _IN_SIGHT = 0.25, 0.25
"""Figures are compared where so many of the words stand, and nearly as many as anywhere."""
_SHOWN, _FEWEST_SHOWN = 0.4, 3
"""Shares and stems of the claim that words must have to be shown beside "not found". On half of
SciFact, from there on twice as many claims have them in the abstract that they come from as in any
of the 200 others."""
_FOR_THE_MODEL, _MOST_FOR_THE_MODEL = 0.2, 6
"""The least share of words at which a model is asked, and the windows it is asked about."""


class Window(NamedTuple):
    """A sentence of a source, or two that follow each other, with the words of its headings."""

    text: str
    heading: str
    document: str


class Support(NamedTuple):
    """The verdict on a sentence, with the window it rests on and the share of words found there."""

    verdict: Verdict
    reasons: tuple[Reason, ...]
    window: Window | None
    share: float


class _Candidate(NamedTuple):
    """A window, the share of the claim's words in it, what a model and what its effect say.

    `own` is the share without the words of the headings; `near` the share of words and figures;
    `claim` the claim with the names that the window uses.
    """

    window: Window
    share: float
    own: float
    near: float
    claim: str
    model: Reason | None = None
    effect: Reason | None = None


class _Judged(NamedTuple):
    near: bool
    nearness: float
    found: Support


def support(
    claim: str,
    windows: Iterable[Window],
    model: Entailment | None = None,
    names: Sequence[OtherNames] = (),
) -> Support:
    """The best verdict that any window gives; contradicted only by a window on the same matter.

    `names`: what the claim names, and how else it is called.
    """
    ranked = _ranked(claim, windows, names)
    if not ranked:
        return _nothing(None)
    candidates = ranked
    if model is not None:
        candidates = list(_asked(claim, candidates, model))
    candidates = _with_effect(candidates[0].claim, candidates)
    nearest = candidates[0]
    judged = [
        _judge(claim, candidate, near=near)
        for candidate in candidates
        if (near := _is_near(candidate, nearest)) or candidate.model
    ]
    return min(judged, key=_preference).found if judged else _nothing(nearest)


def _ranked(claim: str, windows: Iterable[Window], names: Sequence[OtherNames]) -> list[_Candidate]:
    """The most shared words and figures first."""
    shared = []
    for window in windows:
        here = called_as_in(window.text, claim, names) if names else claim
        ours = stems(here)
        own = ours & stems(window.text)
        both = len(own) + len((ours - own) & stems(window.heading))
        shared.append((window, here, own, both, max(1, len(ours))))
    figures = len(quantities(claim))
    in_sight = max(both / size for *_, both, size in shared) - _IN_SIGHT if shared else 0.0
    in_sight = max(_LEAST, in_sight)
    candidates = [
        _with_figures(window, here, own)
        if both / size >= in_sight
        else _Candidate(window, both / size, len(own) / size, both / (size + figures), here)
        for window, here, own, both, size in shared
    ]
    return sorted(candidates, key=lambda candidate: candidate.near, reverse=True)


def _with_figures(window: Window, claim: str, own: frozenset[str]) -> _Candidate:
    """Words of a figure that is written otherwise count as found, and so does the figure."""
    ours = stems(claim)
    given, figures, words = answered(claim, window.text)
    own = own | (ours & words)
    size, both = max(1, len(ours)), len(own) + len((ours - own) & stems(window.heading))
    near = (both + given) / (size + figures)
    return _Candidate(window, both / size, len(own) / size, near, claim)


def _with_effect(claim: str, candidates: list[_Candidate]) -> list[_Candidate]:
    """With what the one that is nearest to the claim's outcome and arms says of them."""
    said = effect_said(claim, ((each.window.text, each.window.heading) for each in candidates))
    if said is None:
        return candidates
    return [
        each._replace(effect=said.reason) if each.window.text == said.text else each
        for each in candidates
    ]


def _is_near(candidate: _Candidate, nearest: _Candidate) -> bool:
    """By words as near as the nearest, or the one that speaks of the claim's effect."""
    near = nearest.near - _AS_NEAR <= candidate.near
    return (near and candidate.share >= PARTLY) or candidate.effect is not None


def _asked(claim: str, candidates: Sequence[_Candidate], model: Entailment) -> Iterator[_Candidate]:
    """The nearest with the model's word; what is word for word in its source needs none."""
    texts = dict.fromkeys(
        candidate.window.text
        for candidate in candidates[:_MOST_FOR_THE_MODEL]
        if candidate.share >= _FOR_THE_MODEL and claim not in candidate.window.text
    )
    judged = model.judge([(text, claim) for text in texts])
    said = {text: reason_of(model, found, text) for text, found in zip(texts, judged, strict=True)}
    for candidate in candidates:
        yield candidate._replace(model=said.get(candidate.window.text))


def _judge(written: str, candidate: _Candidate, *, near: bool) -> _Judged:
    window, share, _, nearness, claim, model, effect = candidate
    words = _words(candidate, unread=is_unread(claim, window.text), renamed=claim != written)
    evidence = [reason for reason in (words, effect, model) if reason is not None]
    raised = objections(claim, window.text)
    verdict = combined(evidence, raised)
    reasons = tuple(dict.fromkeys((*raised, *evidence)))
    return _Judged(near, nearness, Support(verdict, reasons, window, share))


def _preference(judged: _Judged) -> tuple[int, float, int]:
    """The nearest words decide; a model's support from afar lifts none of their objections."""
    near, nearness, found = judged
    length = len(found.window.text) if found.window else 0
    return _order(found, near=near), -nearness, length


def _order(found: Support, *, near: bool) -> int:
    objected = any(reason.check not in _EVIDENCE for reason in found.reasons)
    if near and found.verdict is Verdict.SUPPORTED:
        return 0
    if near and found.verdict is Verdict.CONTRADICTED:
        return 1
    if near and found.verdict in (Verdict.PARTLY, Verdict.NOT_FOUND) and objected:
        return 2
    return {Verdict.SUPPORTED: 3, Verdict.CONTRADICTED: 4}.get(found.verdict, 5)


def _words(candidate: _Candidate, *, unread: bool, renamed: bool) -> Reason | None:
    """Headings tell what a sentence is about; alone they support nothing.

    Figures count as words do. Neither supports a sentence on an effect whose direction is not read
    there.
    """
    window, share, own, near = candidate[:4]
    if share < PARTLY:
        return None
    enough = max(share, near) >= SUPPORTS and own >= PARTLY and not unread
    verdict = Verdict.SUPPORTED if enough else Verdict.PARTLY
    text = f"{share:.0%} of the sentence's words stand in the source"
    if enough and share < SUPPORTS:
        text += ", and its figures"
    if renamed:
        text += ", which uses other names: read as “" + candidate.claim + "”"
    if unread:
        text += ", and not clearly which way the effect went"
    return Reason(check=CHECK, verdict=verdict, text=text, words=window.text)


def _nothing(nearest: _Candidate | None) -> Support:
    """Not found; words that share nearly nothing with the claim are not shown as the nearest."""
    window = nearest.window if nearest else None
    reason = Reason(
        check=CHECK,
        verdict=Verdict.NOT_FOUND,
        text="no sentence of the sources speaks of this",
        words=window.text if nearest and window and _tells(nearest) else "",
    )
    return Support(Verdict.NOT_FOUND, (reason,), window, nearest.share if nearest else 0.0)


def _tells(nearest: _Candidate) -> bool:
    """Whether the words themselves, without their headings, share enough with the claim."""
    shared = nearest.own * len(stems(nearest.claim))
    return nearest.own >= _SHOWN and round(shared) >= _FEWEST_SHOWN
