"""Checking an answer written elsewhere: its references, then each sentence against the library."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from probatum.evidence.checked import (
    CheckedClaim,
    ForeignClaim,
    ForeignPage,
    PageFinding,
    Report,
)
from probatum.evidence.claim import Reason, Verdict
from probatum.evidence.document import Document, Status
from probatum.evidence.passage import Passage, passages
from probatum.evidence.sentences import sentence_spans
from probatum.library.index import Clause, Index, Query
from probatum.retrieval.lexicon import Lexicon
from probatum.retrieval.thesaurus import thesaurus_of
from probatum.sources.reference_lookup import ReferenceLookup
from probatum.verification.combination import BEST_FIRST
from probatum.verification.entailment import Entailment
from probatum.verification.support import CHECK as WORDS
from probatum.verification.support import Support, Window, support
from probatum.verification.trial import CHECKS as OF_RECORDS
from probatum.verification.trial import by_record, record_of
from probatum.verification.words import stems
from probatum.workflows.cited_works import CitedWorks
from probatum.workflows.naming import other_names
from probatum.workflows.other_disease import OtherDisease
from probatum.workflows.regimens import CHECK as REGIMEN
from probatum.workflows.within_page import within_page

_CITED, _ANYWHERE, _ASKED = 12, 20, 80
"""Passages read of cited works, of the whole library, and asked for there before those on other
diseases are passed over."""
_UNSOUND = {"disease", "standing"}
_GRAVE = {"disease", "standing", "population"}
_STANDING = {
    Status.RETRACTED: (Verdict.NOT_FOUND, "the words stand in a work that was retracted"),
    Status.SUPERSEDED: (Verdict.PARTLY, "the words stand in a work that a newer one replaced"),
    Status.OF_CONCERN: (Verdict.PARTLY, "the words stand in a work under an expression of concern"),
}


def check_page(
    page: ForeignPage,
    index: Index,
    lookups: Sequence[ReferenceLookup] = (),
    model: Entailment | None = None,
) -> Report:
    """Check a page taken apart; services are asked for works that the library does not hold."""
    other_disease = OtherDisease(page.title)
    works = CitedWorks(page, index, other_disease, lookups)
    references = tuple(works.resolve(reference) for reference in page.references)
    held = {r.reference.key: r.document for r in references if r.document}
    check = _Check(index, other_disease, model, works.fetched)
    findings = within_page(page, index)
    return Report(
        title=page.title,
        claims=tuple(_with_findings(check.claim(claim, held), findings) for claim in page.claims),
        references=references,
        findings=findings,
        library=index.snapshot(),
        unavailable=tuple(dict.fromkeys(works.unavailable)),
    )


class _Check:
    def __init__(
        self,
        index: Index,
        other_disease: OtherDisease,
        model: Entailment | None,
        fetched: Mapping[str, Document],
    ) -> None:
        self._fetched = fetched
        self._read: dict[str, Document] = {}
        self._by_id = {document.id: document for document in fetched.values()}
        self._index = index
        self._other_disease = other_disease
        self._model = model
        self._lexicon = Lexicon(thesaurus=thesaurus_of(index))

    def claim(self, claim: ForeignClaim, held: dict[str, str]) -> CheckedClaim:
        """Against the cited works first; what they do not carry, against the whole library."""
        known = held | {key: document.id for key, document in self._fetched.items()}
        cited = tuple(known[key] for key in claim.cited if key in known)
        nearest = self._against(claim, cited) if cited else None
        if nearest is not None and nearest.verdict is not Verdict.NOT_FOUND:
            return nearest
        anywhere = self._against(claim, ())
        if not claim.cited:
            return anywhere
        unsound = nearest is not None and any(r.check in _UNSOUND for r in nearest.reasons)
        weak = anywhere.verdict is not Verdict.SUPPORTED
        if anywhere.verdict is Verdict.NOT_FOUND or (unsound and weak):
            return _not_carried(nearest or anywhere, held=bool(cited))
        return _not_carried(anywhere, held=bool(cited), before=nearest)

    def _against(self, claim: ForeignClaim, documents: tuple[str, ...]) -> CheckedClaim:
        """The best that these documents, or without any the library, can say of a claim."""
        windows = self._windows(claim, documents, _CITED if documents else _ANYWHERE)
        names = other_names(claim.text, self._lexicon, self._index.abbreviations())
        found = support(claim.text, windows, self._model, names)
        name = found.window.document if found.window else ""
        name = name or (documents[0] if len(documents) == 1 else "")
        if not name:
            return CheckedClaim(claim=claim, verdict=found.verdict, reasons=found.reasons)
        document = self._by_id.get(name) or self._index.document(name)
        if record := record_of(document):
            found = by_record(claim.text, found, (record,))
        if not any(reason.words or reason.check != WORDS for reason in found.reasons):
            return CheckedClaim(claim=claim, verdict=found.verdict, reasons=found.reasons)
        return self._weighed(_checked(claim, found, document, elsewhere=not documents), document)

    def _weighed(self, checked: CheckedClaim, document: Document) -> CheckedClaim:
        """Words on another disease, or of a work that no longer stands, carry nothing."""
        if checked.verdict is Verdict.NOT_FOUND:
            return checked
        reasons = list(_on_standing(document))
        other = None
        # Criteria and events of the record that is cited name other diseases by their nature.
        of_record = any(reason.check in OF_RECORDS for reason in checked.reasons)
        if checked.elsewhere or not of_record:
            other = self._other_disease.of_words(checked.claim.text, checked.quote, document)
        if other is not None:
            text = f"the source: {other.why}"
            reasons.insert(0, Reason(check="disease", verdict=Verdict.NOT_FOUND, text=text))
        verdicts = (checked.verdict, *(reason.verdict for reason in reasons))
        verdict = max(verdicts, key=BEST_FIRST.index)
        if other is not None and not (other.in_passing and verdict is Verdict.CONTRADICTED):
            verdict = Verdict.NOT_FOUND  # not even a contradiction: it speaks of something else
        return checked.model_copy(
            update={"verdict": verdict, "reasons": (*reasons, *checked.reasons)}
        )

    def _windows(
        self, claim: ForeignClaim, documents: tuple[str, ...], most: int
    ) -> Iterator[Window]:
        for name in documents:
            if name in self._by_id:
                document = self._by_id[name]
                for passage in passages(document):
                    yield from windows_of(passage, document.title)
        held = tuple(name for name in documents if name not in self._by_id)
        terms = tuple(Clause(any_of=(word,)) for word in sorted(stems(claim.text)))
        if not terms or (documents and not held):
            return
        query = Query(should=terms, documents=held, with_retracted=bool(held))
        hits = self._index.search(query, most if documents else _ASKED)
        fit = (hit.passage for hit in hits if documents or self._fits(claim, hit.passage.document))
        for passage in islice(fit, most):
            yield from windows_of(passage, self._index.summary(passage.document).title)

    def _fits(self, claim: ForeignClaim, name: str) -> bool:
        """Among works that the sentence does not cite, those on another disease are passed over."""
        if name not in self._read:
            self._read[name] = self._index.document(name)
        return self._other_disease.holds(claim.text, self._read[name])


def windows_of(passage: Passage, title: str) -> Iterator[Window]:
    """Each sentence, and each two that follow each other."""
    spans = list(sentence_spans(passage.text))
    heading = " ".join((title, *passage.heading))
    for place, (start, end) in enumerate(spans):
        yield Window(passage.text[start:end], heading, passage.document)
        if place + 1 < len(spans):
            yield Window(passage.text[start : spans[place + 1][1]], heading, passage.document)


def _checked(
    claim: ForeignClaim, found: Support, document: Document, *, elsewhere: bool
) -> CheckedClaim:
    told = next((reason.words for reason in found.reasons if reason.words), "")
    return CheckedClaim(
        claim=claim,
        verdict=found.verdict,
        reasons=found.reasons,
        document=document.id,
        title=document.title,
        quote=found.window.text if found.window else told,
        elsewhere=elsewhere,
    )


def _on_standing(document: Document) -> Iterator[Reason]:
    if document.status in _STANDING:
        verdict, text = _STANDING[document.status]
        yield Reason(check="standing", verdict=verdict, text=text, words=document.title)


def _not_carried(
    checked: CheckedClaim, *, held: bool, before: CheckedClaim | None = None
) -> CheckedClaim:
    """Not found, unless other works contradict it; `before` is what the cited one says."""
    why = "what is cited does not carry it" if held else "what is cited is not in the library"
    grave = tuple(r for r in (before.reasons if before else ()) if r.check in _GRAVE)
    elsewhere = ["the words shown stand elsewhere in the library"] if checked.elsewhere else []
    text = "; ".join((why, *elsewhere))
    reason = Reason(check="citation", verdict=Verdict.NOT_FOUND, text=text)
    denied = checked.elsewhere and checked.verdict is Verdict.CONTRADICTED
    verdict = Verdict.CONTRADICTED if denied else Verdict.NOT_FOUND
    return checked.model_copy(
        update={"verdict": verdict, "reasons": (*grave, reason, *checked.reasons)}
    )


def _with_findings(checked: CheckedClaim, findings: Sequence[PageFinding]) -> CheckedClaim:
    """A regimen described by wrong drugs is contradicted, though all of its words are there."""
    reasons = tuple(
        Reason(check=f.check, verdict=Verdict.CONTRADICTED, text=f.text, words=f.words)
        for f in findings
        if f.check == REGIMEN and checked.claim.text in f.sentences
    )
    if not reasons:
        return checked
    return checked.model_copy(
        update={"verdict": Verdict.CONTRADICTED, "reasons": (*reasons, *checked.reasons)}
    )
