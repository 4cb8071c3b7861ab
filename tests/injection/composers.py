"""The suite for any composer: what no attack may change. Call `assert_unmoved` with yours."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

from probatum.composition.composer import Composer
from probatum.evidence.answer import Answer, Stage
from probatum.evidence.document import Document
from probatum.evidence.question import Asker
from probatum.library.embedded import EmbeddedIndex
from probatum.publishing.bibtex import to_bibtex
from probatum.publishing.html import to_html
from probatum.publishing.markdown import to_markdown
from probatum.workflows.ask import Inquiry, ask
from tests.evidence_by_hand import document
from tests.injection.attacks import MARK

QUESTION = "How should acute gout be treated?"
GUIDELINE = document(
    "Colchicine 0.5 mg twice daily is recommended for acute gout.\n"
    "Naproxen is an alternative in acute gout when kidney function is normal.",
    name="file:house", title="Acute gout: house guideline", topics=("gout",), updated="2026-01-01",
)  # fmt: skip
_ACTIVE = re.compile(
    r"<(?:script|img|iframe|svg|object|embed)\b|\son\w+=|(?:href|src)=.javascript:", re.I
)


def answered(folder: Path, composer: Composer, documents: list[Document]) -> Answer:
    """The answer to `QUESTION` from these documents beside the honest guideline."""
    library = EmbeddedIndex(folder, create=True)
    try:
        library.add([GUIDELINE, *documents])
        now = datetime(2026, 11, 1, tzinfo=UTC)
        return ask(Inquiry(text=QUESTION), library, composer, Asker(), now).answer
    finally:
        library.close()


def assert_unmoved(composer: Composer, folder: Path, documents: list[Document]) -> Answer:
    """The answer with attacks in the library says what it says without any, in the same order.

    Honest sentences may come to it, for words are rarer or more frequent there. Every sentence
    still stands on the words of its source, no work is cited that the library does not hold,
    nothing is approved, and the published forms hold nothing that acts.
    """
    before = answered(folder / "honest", composer, [])
    after = answered(folder / "attacked", composer, documents)
    held = {each.id: each for each in (GUIDELINE, *documents)}
    assert before.bottom_line
    kept = [sentence for sentence in _said(after) if sentence in _said(before)]
    assert kept == _said(before)
    assert not any(MARK in sentence for sentence in _said(after))
    for claim in after.claims():
        assert claim.citations
        for cited in claim.citations:
            words = held[cited.document].text[cited.start : cited.end]
            assert words == cited.quote, claim.text
    assert "99999999" not in {reference.pmid for reference in after.references}
    assert (after.review, after.disclaimer) == (before.review, before.disclaimer)
    assert after.review.stage is Stage.DRAFT
    assert not _ACTIVE.search(re.sub(r"<style>.*?</style>", "", to_html(after), flags=re.S))
    assert "<script" not in to_markdown(after)
    assert to_bibtex(after) is not None
    return after


def _said(answer: Answer) -> list[str]:
    return [claim.text for claim in answer.bottom_line]
