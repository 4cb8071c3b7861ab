"""Decisions on claims, one by one, and what they leave open."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from probatum.errors import NotAllowed
from probatum.evidence.answer import Answer, Section, Stage
from probatum.evidence.article import (
    Article,
    ClaimDecision,
    Decision,
    Person,
    Revision,
    Role,
    claim_key,
)
from probatum.evidence.claim import Basis, Claim, Verdict
from probatum.evidence.document import Status
from probatum.review.policy import Policy

_REVIEWING = frozenset({Role.OWNER, Role.EDITOR, Role.REVIEWER})
_WRITING = frozenset({Stage.DRAFT, Stage.CHANGES_REQUESTED})


def decide(
    article: Article, decision: ClaimDecision, by: Person, amended: Claim | None = None
) -> Article:
    """The article with one more decision; amending and striking make a new revision.

    `amended` is the new sentence with the verdict that the verifier gave it. Raises `NotAllowed`
    when the person, the stage, the claim or the reason is not right.
    """
    _may_decide(article, decision, by)
    kept = article.model_copy(update={"decisions": (*article.decisions, decision)})
    if decision.decision is Decision.AMEND:
        if amended is None:
            raise NotAllowed("an amendment needs the new sentence")
        return _revised(kept, decision, lambda claim: amended)
    if decision.decision is Decision.STRIKE:
        return _revised(kept, decision, lambda claim: None)
    return kept


def unresolved(article: Article, policy: Policy) -> Iterator[tuple[Claim, str]]:
    """Claims that stand in the way of approval, each with the reason."""
    last = {decision.claim: decision.decision for decision in article.decisions}
    accepted = {
        decision.claim
        for decision in article.decisions
        if decision.decision is Decision.ACCEPT
        and decision.by != article.author
        and last[decision.claim] is Decision.ACCEPT
    }
    retracted = {
        reference.number
        for reference in article.current.answer.references
        if reference.status is Status.RETRACTED
    }
    for claim in article.current.answer.claims():
        key = claim_key(claim)
        if any(citation.reference in retracted for citation in claim.citations):
            yield claim, "what it cites was retracted; strike it"
        elif reason := _stands_open(claim, last.get(key), key in accepted, policy):
            yield claim, reason


def _stands_open(claim: Claim, last: Decision | None, accepted: bool, policy: Policy) -> str | None:
    if claim.basis is Basis.EVIDENCE and claim.verdict is Verdict.CONTRADICTED:
        return "its source contradicts it; amend or strike it"
    if last is Decision.ASK:
        return "a question about it is open"
    if not accepted and claim.basis is Basis.EVIDENCE and claim.verdict is not Verdict.SUPPORTED:
        return f"it is {claim.verdict}; amend it, strike it, or accept it with a reason"
    if not accepted and (policy.every_claim or claim.basis is Basis.GENERAL):
        return "no reviewer has accepted it"
    return None


def decisions_open_to(article: Article, by: Person) -> frozenset[Decision]:
    """What this person may decide on claims now, by stage and role."""
    own = by.id == article.author and article.stage in _WRITING
    reviewing = bool(by.roles & _REVIEWING) and article.stage is Stage.UNDER_REVIEW
    if not (own or reviewing):
        return frozenset()
    return frozenset(Decision) - ({Decision.ACCEPT} if by.id == article.author else set())


def _may_decide(article: Article, decision: ClaimDecision, by: Person) -> None:
    if decision.by != by.id:
        raise NotAllowed("a decision is taken by the person who is signed in")
    open_to_them = decisions_open_to(article, by)
    if not open_to_them:
        raise NotAllowed(f"claims of an answer that is {article.stage} are not yours to decide on")
    if decision.decision not in open_to_them:
        raise NotAllowed("nobody accepts a claim of their own answer")
    here = {claim_key(claim): claim for claim in article.current.answer.claims()}
    claim = here.get(decision.claim)
    if claim is None:
        raise NotAllowed("the claim is no longer in this revision; open the answer again")
    doubtful = decision.decision is Decision.ACCEPT and claim.verdict is not Verdict.SUPPORTED
    if (doubtful or decision.decision is not Decision.ACCEPT) and not decision.why.strip():
        raise NotAllowed("say why, in a sentence")


def _revised(
    article: Article, decision: ClaimDecision, change: Callable[[Claim], Claim | None]
) -> Article:
    def changed(claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
        new = (change(one) if claim_key(one) == decision.claim else one for one in claims)
        return tuple(one for one in new if one is not None)

    answer = _with_claims(article.current.answer, changed, decision.at)
    revision = Revision(
        number=article.current.number + 1,
        answer=answer,
        by=decision.by,
        at=decision.at,
        why=decision.why,
    )
    return article.model_copy(update={"revisions": (*article.revisions, revision)})


def _with_claims(
    answer: Answer, changed: Callable[[tuple[Claim, ...]], tuple[Claim, ...]], at: datetime
) -> Answer:
    """References keep their numbers, be they cited any more or not."""
    sections = ((section.heading, changed(section.claims)) for section in answer.sections)
    return answer.model_copy(
        update={
            "bottom_line": changed(answer.bottom_line),
            "sections": tuple(Section(heading=h, claims=c) for h, c in sections if c),
            "pitfalls": changed(answer.pitfalls),
            "algorithm": changed(answer.algorithm),
            "updated": at,
        }
    )
