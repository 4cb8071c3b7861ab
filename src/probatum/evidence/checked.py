"""An answer written elsewhere, taken apart, and what was found on checking it."""

from __future__ import annotations

from pydantic import Field

from probatum.evidence.claim import Reason, Verdict
from probatum.evidence.document import DocumentKind, Status
from probatum.evidence.value import Value


class ForeignReference(Value):
    """One entry of the reference list of a page."""

    key: str = Field(description='As the page marks it: "3", or "smith 2020".')
    text: str
    pmid: str | None = None
    doi: str | None = None
    pmcid: str | None = None
    url: str | None = None
    year: int | None = None


class ForeignClaim(Value):
    """One sentence of a page, without its citation marks."""

    text: str = Field(min_length=1)
    heading: str = ""
    cited: tuple[str, ...] = Field(default=(), description="Keys of the references marked at it.")


class ForeignPage(Value):
    """A page taken apart."""

    title: str = ""
    claims: tuple[ForeignClaim, ...] = ()
    references: tuple[ForeignReference, ...] = ()


class ResolvedReference(Value):
    """What the library knows of a cited work."""

    reference: ForeignReference
    document: str | None = Field(default=None, description="Its id in the library, when held.")
    title: str | None = None
    kind: DocumentKind | None = None
    status: Status | None = None
    problems: tuple[str, ...] = Field(
        default=(), description='Why it cannot be relied on: "title and year disagree".'
    )


class CheckedClaim(Value):
    """A sentence with its verdict, and the words of the library nearest to it."""

    claim: ForeignClaim
    verdict: Verdict
    reasons: tuple[Reason, ...] = ()
    document: str | None = None
    quote: str = ""
    heading: tuple[str, ...] = ()
    elsewhere: bool = Field(
        default=False, description="The words stand in a document that the sentence does not cite."
    )


class Report(Value):
    """The outcome of checking a page. Shares are of sentences that state something."""

    title: str = ""
    claims: tuple[CheckedClaim, ...] = ()
    references: tuple[ResolvedReference, ...] = ()
    library: str = ""

    def share(self, verdict: Verdict) -> float:
        """Part of the sentences with that verdict, 0 to 1."""
        return sum(c.verdict is verdict for c in self.claims) / max(1, len(self.claims))
