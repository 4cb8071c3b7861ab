"""An answer written elsewhere, taken apart, and what was found on checking it."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import Field, computed_field

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
    listed: bool = Field(default=True, description="Whether the page lists it, or only cites it.")


class ForeignClaim(Value):
    """One sentence of a page, without its citation marks."""

    text: str = Field(min_length=1)
    heading: str = ""
    cited: tuple[str, ...] = Field(default=(), description="Keys of the references marked at it.")


class ForeignPage(Value):
    """A page taken apart."""

    title: str = ""
    publisher: str = Field(default="", description="Who put it up, where the page says so.")
    claims: tuple[ForeignClaim, ...] = ()
    references: tuple[ForeignReference, ...] = ()


class ResolvedReference(Value):
    """What the library, or a service that was asked, knows of a cited work."""

    reference: ForeignReference
    document: str | None = Field(default=None, description="Its id in the library, when held.")
    title: str | None = None
    kind: DocumentKind | None = None
    status: Status | None = None
    known_to: str = Field(default="", description='Who knows it: "the library", "Crossref".')
    secondary: bool = Field(default=False, description="A summary of what others found.")
    self_cited: bool = Field(default=False, description="Written by those who wrote the page.")
    problems: tuple[str, ...] = Field(
        default=(), description='Why it cannot be relied on: "title and year disagree".'
    )


class CheckedClaim(Value):
    """A sentence with its verdict, and the words of the library nearest to it."""

    claim: ForeignClaim
    verdict: Verdict
    reasons: tuple[Reason, ...] = ()
    document: str | None = None
    title: str = Field(default="", description="Of the document that the words stand in.")
    quote: str = ""
    heading: tuple[str, ...] = ()
    elsewhere: bool = Field(
        default=False, description="The words stand in a document that the sentence does not cite."
    )


class PageFinding(Value):
    """What is wrong within the page itself: sentences that disagree, a test without consequence."""

    check: str
    text: str
    sentences: tuple[str, ...] = Field(min_length=1)
    words: str = Field(default="", description="Words of the library that it rests on.")


class Figures(Value):
    """A page in figures. Shares run from 0 to 1, and are None where there is nothing to share.

    The first two are those of Wu K, et al. An automated framework for assessing how well LLMs cite
    relevant medical references. Nat Commun 2025;16:3615.
    """

    statements: int
    statements_supported: float
    fully_supported: bool
    verdicts: tuple[tuple[Verdict, float], ...]
    cite_nothing: float
    references: int
    references_found: float | None
    self_citations: float | None
    secondary: float | None


class Report(Value):
    """The outcome of checking a page. Shares are of sentences that state something."""

    title: str = ""
    claims: tuple[CheckedClaim, ...] = ()
    references: tuple[ResolvedReference, ...] = ()
    findings: tuple[PageFinding, ...] = ()
    library: str = ""
    unavailable: tuple[str, ...] = Field(
        default=(), description="Services that were to be asked and gave no answer."
    )

    def share(self, verdict: Verdict) -> float:
        """Part of the sentences with that verdict, 0 to 1."""
        return sum(c.verdict is verdict for c in self.claims) / max(1, len(self.claims))

    @computed_field  # type: ignore[prop-decorator]
    @property
    def figures(self) -> Figures:
        """The page in figures; part of the JSON."""
        works = self.references
        return Figures(
            statements=len(self.claims),
            statements_supported=self.share(Verdict.SUPPORTED),
            fully_supported=bool(self.claims) and self.share(Verdict.SUPPORTED) == 1.0,
            verdicts=tuple((verdict, self.share(verdict)) for verdict in Verdict),
            cite_nothing=sum(not c.claim.cited for c in self.claims) / max(1, len(self.claims)),
            references=len(works),
            references_found=_part(bool(work.known_to) for work in works),
            self_citations=_part(work.self_cited for work in works),
            secondary=_part(work.secondary for work in works),
        )


def _part(flags: Iterable[bool]) -> float | None:
    found = list(flags)
    return sum(found) / len(found) if found else None
