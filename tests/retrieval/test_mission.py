"""The question that the project began with, and ten like it, over all PDQ summaries."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from probatum.evaluation.pdq_headings import summaries
from probatum.evidence.document import Document
from probatum.evidence.finding import Evidence, Finding
from probatum.library.embedded import EmbeddedIndex
from probatum.retrieval.finding import find
from probatum.retrieval.lexicon import Lexicon
from probatum.retrieval.thesaurus import PACKAGE
from probatum.retrieval.understanding import context_of, understand

MISSION = (
    "management of a patient with rectal adenocarcinoma after abdominoperineal resection and "
    "chemoradiation, now with skeletal, retroperitoneal and inguinal metastases?"
)
WITH_NEAR_NEIGHBOURS = {
    "management of squamous cell carcinoma of the anus that recurs after chemoradiation?": (
        "anal cancer"
    ),
    "treatment of recurrent ovarian epithelial cancer that is platinum resistant?": (
        "epithelial ovarian cancer"
    ),
    "first-line treatment of metastatic non-small cell lung cancer without driver mutations?": (
        "non-small cell lung cancer"
    ),
    "How is limited-stage small cell lung cancer treated?": "small cell lung cancer",
    "treatment of adult acute lymphoblastic leukemia in relapse?": "acute lymphoblastic leukemia",
    "How is chronic lymphocytic leukemia treated after ibrutinib?": "chronic lymphocytic leukemia",
    "management of metastatic uveal melanoma with liver metastases?": "uveal melanoma",
    "adjuvant treatment of endometrial cancer?": "endometrial cancer",
    "treatment of bile duct cancer that cannot be resected?": "bile duct cancer",
    "What is the treatment of advanced gastric cancer?": "stomach cancer",
}
TOP = 20
LEXICON = Lexicon()


@pytest.fixture(scope="module")
def index(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedIndex]:
    folder = shared_data / "corpus" / "pdq"
    if not folder.is_dir():
        pytest.skip(f"the PDQ summaries are not at {folder}")
    library = EmbeddedIndex(tmp_path_factory.mktemp("library") / "library", create=True)
    library.add(summaries(folder))
    yield library
    library.close()


def found_for(text: str, index: EmbeddedIndex, condition: str) -> Evidence:
    question, lexicon = understand(text, context_of(index))
    assert question.condition is not None
    assert question.condition.name == condition
    return find(question, lexicon, index, 2026)


def other_cancer(finding: Finding, document: Document, asked: str) -> str | None:
    """The cancer that a passage is about, if it is neither the one asked about nor a wider one.

    Told by what its fit sentences name, else by the innermost heading that names a cancer, else by
    topics and title.
    """
    fit = [document.text[s.start : s.end] for s in finding.sentences if s.unfit is None]
    if any(asked in LEXICON.conditions(text) for text in fit):
        return None
    subject = f"{document.title}. {'. '.join(document.topics)}"
    for text in (*reversed(finding.passage.heading), subject):
        named = [name for name in LEXICON.conditions(text) if PACKAGE.group(name) == "cancer"]
        if named:
            wanted = {asked, *PACKAGE.broader(asked), "cancer"}
            kin = [
                name
                for name in named
                if name in wanted
                or PACKAGE.covers(asked, name)
                or wanted & {*PACKAGE.broader(name)} - {"cancer"}
            ]
            return None if kin else named[0]
    return None


@pytest.mark.parametrize(
    ("text", "condition"),
    [(MISSION, "rectal cancer"), *WITH_NEAR_NEIGHBOURS.items()],
    ids=["mission", *WITH_NEAR_NEIGHBOURS.values()],
)
def test_nothing_of_another_disease_is_among_the_first_twenty_of_any_facet(
    index: EmbeddedIndex, text: str, condition: str
):
    evidence = found_for(text, index, condition)
    assert sum(bool(found.findings) for found in evidence.found) >= 5
    strangers = {
        (found.facet.name, finding.passage.id): other_cancer(finding, document, condition)
        for found in evidence.found
        for finding in found.findings[:TOP]
        for document in (evidence.documents[finding.passage.document],)
    }
    assert [place for place, other in strangers.items() if other] == []


def test_what_is_found_is_mostly_on_the_very_cancer(index: EmbeddedIndex):
    evidence = found_for(MISSION, index, "rectal cancer")
    first = [found.findings[0] for found in evidence.found if found.findings]
    on_it = [one for one in first if "rectal" in one.passage.document]
    assert len(on_it) >= 10
