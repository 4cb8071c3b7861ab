"""The rules of a board, and the same rules in words for its readers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from pydantic import Field

from probatum.evidence.value import Value


class Policy(Value):
    """What must hold before an answer is approved. Nobody ever approves an answer of their own."""

    version: int = Field(default=1, ge=1, description="Each change of a rule makes another one.")
    approvals: int = Field(default=2, ge=1, description="Reviewers who must sign a revision.")
    every_claim: bool = Field(
        default=False, description="Whether a reviewer must accept each claim by itself."
    )
    review_every_months: int = Field(default=12, ge=1, le=120)


class Enacted(Value):
    """Rules with who put them in force and when; the first ones are those a board begins with."""

    policy: Policy
    since: datetime | None = None
    by: str = ""
    why: str = ""


def in_words(policy: Policy) -> Iterator[str]:
    """The rules in force, one sentence each, as the page on editorial policy prints them."""
    reviewers = "one reviewer" if policy.approvals == 1 else f"{policy.approvals} reviewers"
    yield f"An answer is approved when {reviewers} other than its author sign the same revision."
    yield "Whoever signs states conflicts of interest; the statement is kept with the signature."
    yield "A change to the text makes a new revision; what was signed before does not hold for it."
    if policy.every_claim:
        yield "Each sentence is accepted by a reviewer by itself."
    yield (
        "No answer is approved while a sentence of it is contradicted by its source, is not "
        "supported and not accepted by a reviewer with a reason, cites a retracted work, or has an "
        "open question."
    )
    yield (
        "When cited evidence is retracted, of concern, corrected or replaced, or when clearly "
        "stronger newer evidence on the same question comes, the answer is reviewed again."
    )
    yield f"Every article is due for review {policy.review_every_months} months after approval."


def enacted_in_words(enacted: Enacted) -> str:
    """Which version of the rules it is, since when and by whom: "Version 2, in force since …"."""
    if enacted.since is None:
        return f"Version {enacted.policy.version}, with which a board begins."
    why = f": {enacted.why.rstrip('.')}" if enacted.why else ""
    return (
        f"Version {enacted.policy.version}, in force since {enacted.since:%Y-%m-%d}, "
        f"set by {enacted.by}{why}."
    )
