"""An answer that goes through editorial review: its revisions, decisions and sign-offs."""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from enum import IntEnum, StrEnum

from pydantic import Field

from probatum.evidence.answer import Answer, Stage
from probatum.evidence.changed import EvidenceChange
from probatum.evidence.claim import Claim
from probatum.evidence.value import Value


class Role(StrEnum):
    """What a person may do. One person may have several."""

    OWNER = "owner"
    EDITOR = "editor"
    REVIEWER = "reviewer"
    AUTHOR = "author"
    READER = "reader"


class Person(Value):
    """Who acts. `title` is printed with a sign-off: "MD, medical oncology"."""

    id: str
    name: str
    title: str = ""
    roles: frozenset[Role] = frozenset()


class Decision(StrEnum):
    """What a reviewer says of one claim."""

    ACCEPT = "accept"
    AMEND = "amend"
    STRIKE = "strike"
    ASK = "ask"


class ClaimDecision(Value):
    """A decision on one claim. It holds for that wording and those quotes, in any revision."""

    claim: str = Field(description="Key of the claim: see `claim_key`.")
    decision: Decision
    by: str
    at: datetime
    why: str = ""


class Risk(IntEnum):
    """How much harm an answer could do if it were wrong: see `probatum.review.risk`."""

    USUAL = 0
    RAISED = 1
    HIGH = 2


class Hazard(Value):
    """One thing that makes an answer risky, in a few words."""

    risk: Risk
    text: str


class SignOff(Value):
    """A reviewer's name under one revision, in one round of review."""

    by: str
    name: str
    title: str
    at: datetime
    revision: int = Field(ge=1)
    round: int = Field(ge=1)
    interests: str = Field(
        min_length=1, description='Statement on conflicts of interest: "none" is one.'
    )
    policy: int = Field(default=1, ge=1, description="Version of the policy it was signed under.")


class Transition(Value):
    """One step from stage to stage."""

    before: Stage
    after: Stage
    by: str
    at: datetime
    why: str = ""


class Revision(Value):
    """The answer as it stood: who changed it, when and why. Revisions are never edited."""

    number: int = Field(ge=1)
    answer: Answer
    by: str
    at: datetime
    why: str = ""


class Article(Value):
    """An answer on its way through review. `revisions` are in order; the last one is current.

    What is about to be changed may come without those before it.
    """

    id: str
    author: str
    stage: Stage = Stage.DRAFT
    revisions: tuple[Revision, ...] = Field(min_length=1)
    decisions: tuple[ClaimDecision, ...] = ()
    sign_offs: tuple[SignOff, ...] = ()
    assigned: tuple[str, ...] = ()
    history: tuple[Transition, ...] = ()
    review_due: date | None = None
    changes: tuple[EvidenceChange, ...] = Field(
        default=(), description="What became of its evidence, as the watch found it."
    )

    @property
    def current(self) -> Revision:
        """The revision in force."""
        return self.revisions[-1]

    def revision(self, number: int) -> Revision:
        """The revision of that number. Raises ``KeyError`` when it was not read."""
        return {one.number: one for one in self.revisions}[number]

    @property
    def round(self) -> int:
        """How often it has been taken into review; a reopened article is signed anew."""
        return sum(step.after is Stage.UNDER_REVIEW for step in self.history)

    def standing_sign_offs(self) -> tuple[SignOff, ...]:
        """Those of this round under the current revision: a change voids what was signed before."""
        here = (self.current.number, self.round)
        return tuple(one for one in self.sign_offs if (one.revision, one.round) == here)


def claim_key(claim: Claim) -> str:
    """A name for the claim's wording with its quotes: 16 hexadecimal digits of SHA-256."""
    places = [f"{cited.document}:{cited.start}-{cited.end}" for cited in claim.citations]
    return hashlib.sha256("\n".join([claim.text, *places]).encode()).hexdigest()[:16]
