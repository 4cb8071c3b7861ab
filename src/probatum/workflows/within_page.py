"""What is wrong within a page itself, whatever it cites."""

from __future__ import annotations

from collections.abc import Iterator

from probatum.evidence.checked import ForeignPage, PageFinding
from probatum.evidence.sentences import sentence_spans
from probatum.library.index import Clause, Index, Query
from probatum.verification.consequence import names_test, tests_without_consequence
from probatum.verification.consistency import disagreements
from probatum.verification.words import stems
from probatum.workflows.other_disease import OtherDisease
from probatum.workflows.regimens import misdescribed

_MOST = 20


def within_page(page: ForeignPage, index: Index) -> tuple[PageFinding, ...]:
    """Sentences that disagree, tests without consequence, regimens described by other drugs."""
    sentences = [claim.text for claim in page.claims]
    return tuple(_findings(page, sentences, index))


def _findings(page: ForeignPage, sentences: list[str], index: Index) -> Iterator[PageFinding]:
    yield from misdescribed(page, index)
    yield from disagreements(sentences)
    other = OtherDisease(page.title)
    for finding in tests_without_consequence(sentences):
        words = _what_follows(finding, page, index, other)
        yield finding.model_copy(update={"words": words})


def _what_follows(
    finding: PageFinding, page: ForeignPage, index: Index, other_disease: OtherDisease
) -> str:
    """A sentence of the library on what follows from the test; "" when it has none."""
    name = finding.text.partition(":")[0]
    about = tuple(Clause(any_of=(word,), weight=0.5) for word in sorted(stems(page.title)))
    query = Query(must=(Clause(any_of=_written(name)),), should=about)
    for hit in index.search(query, _MOST):
        if not other_disease.holds(page.title, index.document(hit.passage.document)):
            continue
        for start, end in sentence_spans(hit.passage.text):
            if names_test(name, sentence := hit.passage.text[start:end]):
                return sentence
    return ""


def _written(name: str) -> tuple[str, ...]:
    return {"RAS": ("RAS", "KRAS", "NRAS")}.get(name, (name,))
