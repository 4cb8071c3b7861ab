"""Checking an answer written elsewhere: its references, then each sentence against the library."""

from __future__ import annotations

import re
from collections.abc import Iterator

from probatum.errors import UnknownDocument, UsageError
from probatum.evidence.checked import (
    CheckedClaim,
    ForeignClaim,
    ForeignReference,
    Report,
    ResolvedReference,
)
from probatum.evidence.claim import Reason, Verdict
from probatum.evidence.document import Document, DocumentKind, Status
from probatum.evidence.passage import Passage
from probatum.evidence.sentences import sentence_spans
from probatum.library.index import Clause, Index, Query
from probatum.verification.page import read_page
from probatum.verification.support import Support, Window, support
from probatum.verification.words import stems
from probatum.workflows.other_disease import OtherDisease

_CITED, _ANYWHERE = 12, 20
_SAME_TITLE = 0.6
_LONGEST_PAGE = 1_000_000


def check_page(text: str, index: Index) -> Report:
    """Check a page in Markdown or plain text. Raises `UsageError` when it states nothing."""
    if len(text) > _LONGEST_PAGE:
        raise UsageError(f"the page is longer than {_LONGEST_PAGE:,} characters; check it in parts")
    page = read_page(text)
    if not page.claims:
        raise UsageError("there is no sentence to check; give a page in Markdown or plain text")
    check = _Check(index, OtherDisease(page.title))
    references = tuple(check.resolve(reference) for reference in page.references)
    held = {r.reference.key: r.document for r in references if r.document}
    return Report(
        title=page.title,
        claims=tuple(check.claim(claim, held) for claim in page.claims),
        references=references,
        library=index.snapshot(),
    )


class _Check:
    def __init__(self, index: Index, other_disease: OtherDisease) -> None:
        self._index = index
        self._other_disease = other_disease

    def resolve(self, reference: ForeignReference) -> ResolvedReference:
        """Find the cited work by its identifiers, then by its title."""
        document = self._by_identifier(reference) or self._by_title(reference)
        if document is None:
            return ResolvedReference(
                reference=reference, problems=("not in the library: cannot be checked",)
            )
        return ResolvedReference(
            reference=reference,
            document=document.id,
            title=document.title,
            kind=document.kind,
            status=document.status,
            problems=(*_problems(reference, document), *self._on_another(document)),
        )

    def _on_another(self, document: Document) -> Iterator[str]:
        if other := self._other_disease.of_work(document):
            yield f"about another disease: {other}"

    def _by_identifier(self, reference: ForeignReference) -> Document | None:
        named = (("pmid", reference.pmid), ("pmcid", reference.pmcid), ("doi", reference.doi))
        for kind, value in named:
            if value:
                try:
                    return self._index.document(f"{kind}:{value}")
                except UnknownDocument:
                    continue
        return None

    def _by_title(self, reference: ForeignReference) -> Document | None:
        words = re.findall(r"[^\W\d_]{4,}", reference.text)[:24]
        if not words:
            return None
        clauses = tuple(Clause(any_of=(word,), fields=("title",)) for word in words)
        for hit in self._index.search(Query(should=clauses, with_retracted=True), 5):
            document = self._index.document(hit.passage.document)
            if _title_share(reference, document) >= _SAME_TITLE:
                return document
        return None

    def claim(self, claim: ForeignClaim, held: dict[str, str]) -> CheckedClaim:
        """Against the cited works first; what they do not carry, against the whole library."""
        cited = tuple(held[key] for key in claim.cited if key in held)
        why = "what is cited is not in the library"
        if cited:
            checked = self._against(claim, cited)
            if checked.verdict is not Verdict.NOT_FOUND:
                return checked
            why = "; ".join(("what is cited does not carry it", *_objections(checked)))
        anywhere = self._against(claim, ())
        if not claim.cited:
            return anywhere
        reason = Reason(
            check="citation",
            verdict=Verdict.NOT_FOUND,
            text=f"{why}; the words shown stand elsewhere in the library",
        )
        return anywhere.model_copy(
            update={"verdict": Verdict.NOT_FOUND, "reasons": (reason, *anywhere.reasons)}
        )

    def _against(self, claim: ForeignClaim, documents: tuple[str, ...]) -> CheckedClaim:
        """The best that these documents, or without any the library, can say of a claim."""
        windows = self._windows(claim, documents, _CITED if documents else _ANYWHERE)
        checked = _checked(claim, support(claim.text, windows), elsewhere=not documents)
        return self._of_this_disease(checked)

    def _of_this_disease(self, checked: CheckedClaim) -> CheckedClaim:
        """Words on another disease carry nothing."""
        if checked.document is None or checked.verdict is Verdict.NOT_FOUND:
            return checked
        document = self._index.document(checked.document)
        other = self._other_disease.of_words(checked.claim.text, checked.quote, document)
        if other is None:
            return checked
        reason = Reason(
            check="disease", verdict=Verdict.NOT_FOUND, text=f"the source: {other}", words=""
        )
        return checked.model_copy(
            update={"verdict": Verdict.NOT_FOUND, "reasons": (reason, *checked.reasons)}
        )

    def _windows(
        self, claim: ForeignClaim, documents: tuple[str, ...], most: int
    ) -> Iterator[Window]:
        terms = tuple(Clause(any_of=(word,)) for word in sorted(stems(claim.text)))
        if not terms:
            return
        query = Query(should=terms, documents=documents, with_retracted=bool(documents))
        for hit in self._index.search(query, most):
            yield from _windows_of(hit.passage, self._index.summary(hit.passage.document).title)


def _windows_of(passage: Passage, title: str) -> Iterator[Window]:
    """Each sentence, and each two that follow each other."""
    spans = list(sentence_spans(passage.text))
    heading = " ".join((title, *passage.heading))
    for place, (start, end) in enumerate(spans):
        yield Window(passage.text[start:end], heading, passage.document)
        if place + 1 < len(spans):
            yield Window(passage.text[start : spans[place + 1][1]], heading, passage.document)


def _checked(claim: ForeignClaim, found: Support, *, elsewhere: bool) -> CheckedClaim:
    return CheckedClaim(
        claim=claim,
        verdict=found.verdict,
        reasons=found.reasons,
        document=found.window.document if found.window else None,
        quote=found.window.text if found.window else "",
        elsewhere=elsewhere and found.window is not None,
    )


def _objections(checked: CheckedClaim) -> Iterator[str]:
    return (reason.text for reason in checked.reasons if reason.check == "disease")


def _problems(reference: ForeignReference, document: Document) -> Iterator[str]:
    identified = reference.pmid or reference.doi or reference.pmcid
    if identified and _title_share(reference, document) < _SAME_TITLE:
        yield f"the identifier belongs to another work: {document.title}"
    dated = document.published or document.updated
    if reference.year and dated and abs(reference.year - int(dated[:4])) > 1:
        yield f"the year disagrees: the library has {dated[:4]}"
    if document.status is not Status.CURRENT:
        yield f"the work is {document.status.value}"
    if document.kind is DocumentKind.PRACTICAL_SUMMARY:
        yield "a summary, where primary sources exist"


def _title_share(reference: ForeignReference, document: Document) -> float:
    """Part of the title's words that stand in the reference."""
    title = stems(document.title)
    return len(title & stems(reference.text)) / max(1, len(title))
