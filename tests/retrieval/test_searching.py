"""Searching with a plain question: rare words, subjects, names, and how treatments compare."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from probatum.evidence.document import Document, DocumentKind, StudyDesign
from probatum.library.embedded import EmbeddedIndex
from probatum.retrieval.comparing import comparing
from probatum.retrieval.lexicon import Lexicon
from probatum.retrieval.searching import search
from probatum.retrieval.thesaurus import PACKAGE
from tests.evidence_by_hand import document


@pytest.fixture
def index(tmp_path: Path) -> Iterator[EmbeddedIndex]:
    library = EmbeddedIndex(tmp_path / "library", create=True)
    yield library
    library.close()


def study(name: str, title: str, text: str, **more: object) -> Document:
    more = {"kind": DocumentKind.RESEARCH, "topics": (), "heading": (), **more}
    return document(text, name=f"file:{name}", title=title, **more)  # type: ignore[arg-type]


def order(index: EmbeddedIndex, text: str) -> list[str]:
    hits = search(text, index, Lexicon())
    return [hit.passage.document.removeprefix("file:") for hit in hits]


def test_a_rare_word_of_the_question_outweighs_frequent_ones(index: EmbeddedIndex):
    index.add([
        study("rare", "One", "Milvexian was given."),
        *(study(f"often{n}", "Many", "Factor, factor: inhibited in blood.") for n in range(6)),
    ])  # fmt: skip
    assert order(index, "Which factor in blood is inhibited by milvexian?")[0] == "rare"


def test_a_document_on_the_disease_comes_before_one_that_names_it(index: EmbeddedIndex):
    index.add([
        study("naming", "On care", "In rectal cancer and rectal cancer alone, follow-up is used."),
        study("on-it", "Rectal cancer", "Follow-up is used.", topics=("rectal cancer",)),
    ])  # fmt: skip
    assert order(index, "follow-up in rectal cancer?") == ["on-it", "naming"]


def test_a_class_of_drugs_finds_its_members_and_their_brands(index: EmbeddedIndex):
    index.add([
        study("member", "One", "Tenormin lowered pressure."),
        study("none", "Two", "Salt lowered pressure."),
    ])  # fmt: skip
    assert {"atenolol", "Tenormin"} <= set(PACKAGE.members("beta blockers"))
    assert order(index, "do beta blockers lower pressure?")[0] == "member"


def test_where_comparison_is_asked_trials_that_compare_come_first(index: EmbeddedIndex):
    index.add([
        study(
            "volunteers",
            "Atenolol in the blood",
            "Atenolol in hypertension: pharmacokinetics in healthy volunteers. Atenolol again.",
        ),
        study(
            "trial",
            "Atenolol versus metoprolol",
            "Patients with hypertension were randomly assigned to atenolol or metoprolol.",
            design=StudyDesign.RANDOMISED_TRIAL,
        ),
        study(
            "rats",
            "Atenolol and metoprolol in rats",
            "Atenolol was compared with metoprolol in hypertension of rats.",
            design=StudyDesign.ANIMAL_OR_LABORATORY,
        ),
    ])  # fmt: skip
    asked = "How do beta blockers compare in patients with hypertension?"
    assert order(index, asked) == ["trial", "volunteers", "rats"]


def test_questions_that_compare_no_treatments_are_not_reranked():
    assert comparing("What is the dose of atenolol?", Lexicon()) is None
    assert comparing("How do atenolol and metoprolol compare in hypertension?", Lexicon())


def test_a_question_without_a_word_that_tells_finds_nothing(index: EmbeddedIndex):
    index.add([study("one", "One", "Text.")])
    assert order(index, "what is it?") == []
