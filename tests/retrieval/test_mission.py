"""The question that the project began with, over all PDQ summaries."""

from __future__ import annotations

from pathlib import Path

import pytest

from probatum.evidence.document import Document
from probatum.evidence.finding import Evidence
from probatum.library.embedded import EmbeddedIndex
from probatum.retrieval.finding import find
from probatum.retrieval.lexicon import Lexicon
from probatum.retrieval.thesaurus import PACKAGE
from probatum.retrieval.understanding import Context, understand
from probatum.sources.pdq import PdqSource

ASKED = (
    "management of a patient with rectal adenocarcinoma after abdominoperineal resection and "
    "chemoradiation, now with skeletal, retroperitoneal and inguinal metastases?"
)
TOP = 20
# Rectal and colorectal cancer, what stands near them in likeness, and what holds for every cancer.
PAGES = (
    "types-colorectal-hp-rectal",
    "types-colorectal-hp-colon-treatment",
    "types-stomach-hp-stomach-treatment",
    "types-anal-hp-anal-treatment",
    "types-penile-hp-penile-treatment",
    "types-cervical-hp-cervical-treatment",
    "types-breast-hp-breast-treatment",
    "types-unknown-primary-hp-unknown-primary",
    "about-cancer-treatment-side-effects-pain",
)


@pytest.fixture(scope="module")
def evidence(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Evidence:
    folder = shared_data / "corpus" / "pdq"
    if not folder.is_dir():
        pytest.skip(f"the PDQ summaries are not at {folder}")
    pages = [path for path in sorted(folder.glob("*.md")) if path.name.startswith(PAGES)]
    index = EmbeddedIndex(tmp_path_factory.mktemp("library") / "library", create=True)
    index.add(page for path in pages for page in PdqSource().read(path))
    question, lexicon = understand(ASKED, Context(index.topics(), index.abbreviations()))
    found = find(question, lexicon, index, 2026)
    index.close()
    return found


def other_cancers(document: Document) -> set[str]:
    """Cancers that the document is about and that are neither rectal cancer nor wider."""
    asked = {"rectal cancer", *PACKAGE.broader("rectal cancer")}
    named = {
        name for text in (*document.topics, document.title) for name in Lexicon().conditions(text)
    }
    family = {name for name in named if set(PACKAGE.broader(name)) & asked - {"cancer"}}
    return {name for name in named - asked - family if PACKAGE.group(name) == "cancer"}


def test_nothing_of_another_disease_is_among_the_first_twenty_of_any_facet(evidence: Evidence):
    assert len(evidence.found) > 10
    strangers = {
        (found.facet.name, finding.passage.document)
        for found in evidence.found
        for finding in found.findings[:TOP]
        if other_cancers(evidence.documents[finding.passage.document])
    }
    assert strangers == set()


def test_what_is_found_is_mostly_on_the_very_cancer(evidence: Evidence):
    first = [found.findings[0] for found in evidence.found if found.findings]
    on_it = [one for one in first if "rectal" in one.passage.document]
    assert len(on_it) >= 10
